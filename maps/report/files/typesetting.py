"""Typst as a pack uses it: one folder, and no fonts but those beside the Chinese one of this machine."""

import os
from functools import cache
from pathlib import Path

import typst

from maps import fonts


def compiler(main: Path) -> typst.Compiler:
    """Return what lays out a file; it reads nothing outside the file's folder."""
    return typst.Compiler(input=os.fspath(main), root=os.fspath(main.parent), font_paths=_fonts())


def one(written: object) -> bytes:
    """Return the only file that Typst wrote."""
    if not isinstance(written, bytes):
        raise TypeError  # one document is one PDF, one page is one PNG
    return written


@cache
def _fonts() -> typst.Fonts:
    """Return the fonts; they are read once."""
    return typst.Fonts(include_system_fonts=False, font_paths=[os.fspath(fonts.find().parent)])
