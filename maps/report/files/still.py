"""Zip files whose bytes do not tell when they were written."""

from datetime import datetime
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo


def still(zipped: bytes, moment: datetime) -> bytes:
    """Return a zip file with the same files in the same order, all of one date."""
    written = BytesIO()
    with ZipFile(BytesIO(zipped)) as old, ZipFile(written, "w") as new:
        for name in old.namelist():
            entry = ZipInfo(name, date_time=moment.timetuple()[:6])
            entry.compress_type, entry.external_attr = ZIP_DEFLATED, 0o600 << 16
            new.writestr(entry, old.read(name))
    return written.getvalue()
