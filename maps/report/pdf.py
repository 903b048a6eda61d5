"""The pack on paper: Typst lays out what `pages` says, by templates that an office may replace."""

import os
import shutil
import tempfile
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import orjson
import typst

from maps import fonts
from stations.errors import InputError

TEMPLATES = Path(__file__).parent / "templates"


def pdf(data: Mapping[str, Any], pictures: Mapping[str, bytes], *, template: Path | None, seconds: int) -> bytes:
    """Return a PDF; the same data, pictures and templates give the same bytes.

    `pictures` are SVG by file name. Files in `template` stand in place of those of the same name. `seconds` since 1970
    are the date in the file. Raise `InputError` where a template cannot be laid out.
    """
    with tempfile.TemporaryDirectory(prefix="yizhan-pack-") as place:
        root = Path(place)
        shutil.copytree(TEMPLATES, root, dirs_exist_ok=True)
        if template is not None:
            shutil.copytree(_folder(template), root, dirs_exist_ok=True)
        (root / "data").mkdir(exist_ok=True)
        (root / "data" / "pack.json").write_bytes(orjson.dumps(data))
        for name, picture in pictures.items():
            (root / "data" / name).write_bytes(picture)
        return _laid_out(root, seconds)


def _folder(template: Path) -> Path:
    if not template.is_dir():
        raise InputError(
            f"没有模板文件夹 {template}。", f"There is no folder of templates {template}.", field="template"
        )
    return template


def _laid_out(root: Path, seconds: int) -> bytes:
    compiler = typst.Compiler(input=os.fspath(root / "pack.typ"), root=os.fspath(root), font_paths=_fonts())
    try:
        written = compiler.compile(format="pdf", timestamp=seconds)
    except typst.TypstError as error:
        said = str(error).splitlines()[0]
        raise InputError(
            f"模板无法排版：{said}。", f"The templates cannot be laid out: {said}.", field="template"
        ) from None
    if not isinstance(written, bytes):
        raise TypeError  # one document is one PDF
    return written


@cache
def _fonts() -> typst.Fonts:
    """Return the fonts beside the Chinese one of this machine; they are read once."""
    return typst.Fonts(include_system_fonts=False, font_paths=[os.fspath(fonts.find().parent)])
