"""The pack on paper: Typst lays out what `pages` says, by templates that an office may replace."""

import re
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import orjson
import typst

from maps.report.files import typesetting
from maps.report.office import TEMPLATES, Office
from stations.errors import InputError


def pdf(data: Mapping[str, Any], pictures: Mapping[str, bytes], office: Office, *, seconds: int) -> bytes:
    """Return a PDF; the same data, pictures and templates give the same bytes.

    `pictures` are SVG by file name. Files in the office's folder stand in place of ours of the same name. `seconds`
    since 1970 are the date in the file. Raise `InputError` where a template cannot be laid out.
    """
    with tempfile.TemporaryDirectory(prefix="yizhan-pack-") as place:
        root = Path(place)
        shutil.copytree(TEMPLATES, root, dirs_exist_ok=True)
        if office.folder is not None:
            shutil.copytree(office.folder, root, dirs_exist_ok=True)
        (root / "data").mkdir(exist_ok=True)
        (root / "data" / "pack.json").write_bytes(orjson.dumps(data))
        (root / "data" / "office.json").write_bytes(orjson.dumps(office.switches()))
        for name, picture in pictures.items():
            (root / "data" / name).write_bytes(picture)
        return _laid_out(root / "pack.typ", seconds)


def _laid_out(main: Path, seconds: int) -> bytes:
    try:
        written = typesetting.compiler(main).compile(format="pdf", timestamp=seconds)
    except typst.TypstError as error:
        said = f"{_place(error, main.parent)}{error.message}"
        raise InputError(
            f"模板无法排版：{said}。", f"The templates cannot be laid out: {said}.", field="template"
        ) from None
    return typesetting.one(written)


def _place(error: typst.TypstError, root: Path) -> str:
    """Return the file, line and column of an error as the beginning of a sentence, or nothing."""
    found = re.search(rf"┌─ .*{re.escape(root.name)}/(\S+)", error.diagnostic)
    return f"{found[1]}: " if found else ""
