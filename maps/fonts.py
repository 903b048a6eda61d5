"""A font that can write Chinese on printed maps."""

from functools import cache
from pathlib import Path

from matplotlib import font_manager

from stations.errors import SetupError

# Files known to hold Simplified Chinese, with the family by which matplotlib finds the right face in a collection
KNOWN = {
    "NotoSansCJK-Regular.ttc": "Noto Sans CJK SC",
    "NotoSansSC-Regular.otf": "Noto Sans SC",
    "NotoSansCJKsc-Regular.otf": "Noto Sans CJK SC",
    "SourceHanSansSC-Regular.otf": "Source Han Sans SC",
    "wqy-microhei.ttc": "WenQuanYi Micro Hei",
}
USUAL = Path("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc")  # where Debian's fonts-noto-cjk puts it


def find() -> Path:
    """Return the file of a known Chinese font; raise SetupError, naming the package, when the system has none."""
    if USUAL.is_file():
        return USUAL
    system = {Path(path).name: Path(path) for path in sorted(font_manager.findSystemFonts())}
    for name in KNOWN:
        if name in system:
            return system[name]
    raise SetupError(
        "系统没有中文字体，请安装：apt-get install fonts-noto-cjk。",
        "The system has no Chinese font; please install one: apt-get install fonts-noto-cjk.",
    )


@cache
def family() -> str:
    """Return the name of a font family that writes Chinese, and make matplotlib know it.

    The file is added by its path: matplotlib's own list goes stale when a font is installed after it was made.
    """
    path = find()
    font_manager.fontManager.addfont(path)
    return KNOWN[path.name]
