"""Pictures made into dots, for files that cannot hold SVG."""

import tempfile
from pathlib import Path

from maps.report.files import typesetting

DPI = 250


def png(picture: bytes, kind: str, *, height_mm: float | None = None) -> bytes:
    """Return a picture (SVG, PNG, JPEG) as PNG, of a height on paper or its own; what is see-through stays so.

    `kind` is the ending of such a file's name. Raise `TypstError` where nobody can show it.
    """
    with tempfile.TemporaryDirectory(prefix="yizhan-picture-") as place:
        root = Path(place)
        (root / f"picture.{kind}").write_bytes(picture)
        (root / "main.typ").write_text(
            "#set page(width: auto, height: auto, margin: 0pt, fill: none)\n"
            f'#image("picture.{kind}", height: {f"{height_mm}mm" if height_mm else "auto"})\n'
        )
        written = typesetting.compiler(root / "main.typ").compile(format="png", ppi=DPI)
    return typesetting.one(written)
