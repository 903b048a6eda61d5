"""What an office switches for its packs: read once and checked, the same for paper and for the document."""

import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import typst

from maps.report.drawn import raster
from stations.errors import InputError
from stations.language import Text

NAME = "office.toml"
TEMPLATES = Path(__file__).parent / "templates"
LOGO_KINDS = ("svg", "png", "jpg", "jpeg")
LOGO_MM = 18.0
COLOUR = re.compile("#[0-9a-fA-F]{6}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """The switches that `templates/office.toml` explains; `folder` holds what else the office replaces, if anything.

    `logo` is the name of a file in the folder, or nothing; `logo_png` is the same as dots.
    """

    issuer: str
    logo: str
    header: str
    accent: str
    sections: tuple[str, ...]
    logo_png: bytes | None
    folder: Path | None

    def switches(self) -> dict[str, Any]:
        """Return what templates read."""
        return {key: getattr(self, key) for key in ("issuer", "logo", "header", "accent", "sections")}


def read(folder: Path | None) -> Office:
    """Return what an office switches in its folder of templates; all else is as in ours.

    Raise `InputError`, naming file and key, for what cannot be used.
    """
    said = _toml(TEMPLATES / NAME)
    if folder is not None:
        if not folder.is_dir():
            raise InputError(
                f"没有模板文件夹 {folder}。", f"There is no folder of templates {folder}.", field="template"
            )
        said |= _own(folder)
    return Office(
        **{**said, "sections": tuple(said["sections"])},
        logo_png=_dots(folder / said["logo"]) if folder and said["logo"] else None,
        folder=folder,
    )


def _own(folder: Path) -> dict[str, Any]:
    """Return what stands in an office's own file, checked; nothing where it has none."""
    path = folder / NAME
    own = _toml(path) if path.exists() else {}
    for key, value in own.items():
        problem = CHECKS[key](value, folder) if key in CHECKS else _unknown(CHECKS)
        if problem:
            raise _refused(path, key, problem)
    return own


def _toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text("utf-8-sig"))
    except UnicodeDecodeError:
        raise InputError(f"{path} 不是 UTF-8 文件。", f"{path} is not UTF-8.", field="template") from None
    except tomllib.TOMLDecodeError as error:
        raise InputError(f"{path} 写法有误：{error}。", f"{path} is not TOML: {error}.", field="template") from None


def _refused(path: Path, key: str, problem: Text) -> InputError:
    return InputError(f"{path} 中的 {key}：{problem.zh}。", f"{key} in {path}: {problem.en}.", field="template")


def _unknown(known: Mapping[str, object]) -> Text:
    return Text(f"没有这一项，只有 {'、'.join(known)}", f"there is no such key, only {', '.join(known)}")


def _text(value: object, _: Path) -> Text | None:
    """Say what is wrong with a text, if anything; so do all checks below."""
    return None if isinstance(value, str) else Text("应为引号中的文字", "it must be text in quotes")


def _accent(value: object, _: Path) -> Text | None:
    if isinstance(value, str) and COLOUR.fullmatch(value):
        return None
    return Text(f"{value!r} 不是颜色，应如 #1f6f73", f"{value!r} is no colour; one is written like #1f6f73")


def _logo(value: object, folder: Path) -> Text | None:
    if value == "":
        return None
    if not isinstance(value, str) or Path(value).name != value or not (folder / value).is_file():
        return Text(f"文件夹中没有图片 {value!r}", f"there is no picture {value!r} in the folder")
    if _kind(Path(value)) not in LOGO_KINDS:
        kinds = ", ".join(LOGO_KINDS)
        return Text(f"{value!r} 不是可用的图片格式（{kinds}）", f"{value!r} is no picture of a known kind ({kinds})")
    return None


def _sections(value: object, folder: Path) -> Text | None:
    if not isinstance(value, list) or not value:
        return Text("应为至少一个部分的列表", "it must list at least one part")
    known = sorted({path.stem for place in (TEMPLATES, folder) for path in place.glob("sections/*.typ")})
    strange = [str(name) for name in value if name not in known]
    if not strange:
        return None
    return Text(
        f"没有“{'、'.join(strange)}”这一部分，只有 {'、'.join(known)}",
        f"there is no part {', '.join(strange)}, only {', '.join(known)}",
    )


CHECKS: Mapping[str, Callable[[object, Path], Text | None]] = {
    "issuer": _text,
    "logo": _logo,
    "header": _text,
    "accent": _accent,
    "sections": _sections,
}


def _dots(logo: Path) -> bytes:
    try:
        return raster.png(logo.read_bytes(), _kind(logo), height_mm=LOGO_MM)
    except typst.TypstError as error:
        problem = Text(
            f"图片 {logo.name} 无法显示（{error.message}）",
            f"the picture {logo.name} cannot be shown ({error.message})",
        )
        raise _refused(logo.with_name(NAME), "logo", problem) from None


def _kind(path: Path) -> str:
    return path.suffix.removeprefix(".").lower()
