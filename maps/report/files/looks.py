"""How a DOCX looks: one Latin and one Chinese font, black and the office's one colour, as on paper."""

from collections.abc import Mapping
from typing import NamedTuple

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_LINE_SPACING
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor
from docx.styles.style import ParagraphStyle

from maps.report.files.wordml import element
from stations.language import Lang

LATIN, CHINESE = "Arial", "微软雅黑"
INK, MUTED, HAIR, WHITE = "17212B", "5D6977", "9AA4AE", "FFFFFF"
LANGUAGES: Mapping[Lang, str] = {"zh": "zh-CN", "en": "en-GB"}
PROOFREAD = {"val": LANGUAGES["en"], "eastAsia": LANGUAGES["zh"]}
"""Latin and Chinese text are proofread apart; were digits said to be Chinese, lines would break between them."""


class Look(NamedTuple):
    """How the paragraphs of a style look: sizes and spaces in points, a line at least `line` high."""

    size: float
    line: float
    before: float = 0
    after: float = 0
    bold: bool = False
    color: str = INK


LOOKS: Mapping[str, Look] = {
    "Normal": Look(9.5, 14.5, after=4),
    "Title": Look(30, 42, after=10, bold=True),
    "Kicker": Look(13, 20, before=80, after=6, color=MUTED),
    "Subtitle": Look(13, 20, before=6, after=36),
    "Heading 1": Look(17, 24, before=10, after=8, bold=True),
    "Heading 2": Look(11, 15, before=9, after=3, bold=True),
    "List Number": Look(9.5, 14.5, after=4),
    "Header": Look(8, 12, color=MUTED),
    "Footer": Look(7.5, 12, color=MUTED),
    "Note": Look(8, 12, before=5, after=3, color=MUTED),
    "Notice": Look(9.5, 15, before=14, after=8),
    "Label": Look(11, 16, after=4, color=MUTED),
    "Figure": Look(34, 46, bold=True),
    "Space": Look(10, 16, before=90),
    "Table": Look(8, 12, before=2, after=2),
    "Small table": Look(7, 9.5, before=1.5, after=1.5),
    "Card": Look(10.5, 15, before=3, after=2, bold=True),
    "Picture": Look(8, 10),
}
"""The styles of paragraphs; those that Word does not know are added."""
ACCENTED, KEPT = ("Heading 2", "Figure"), ("Heading 1", "Heading 2", "Note")
"""Styles in the office's colour, and those kept with what comes next: a note stands above what it explains."""
LINES: Mapping[str, Mapping[str, tuple[int, int, str | None]]] = {
    "Title": {"bottom": (12, 6, None)},
    "Header": {"bottom": (4, 3, HAIR)},
    "Footer": {"top": (4, 3, HAIR)},
    "Notice": {"top": (5, 5, INK), "left": (20, 6, INK), "bottom": (5, 5, INK), "right": (5, 6, INK)},
}
"""Lines around paragraphs: how thick in eighths of a point, how far off in points, their colour or the accent."""
INDENT = 8
MODE = "15"
OLD = ("pBdr", "contextualSpacing", "tabs", "ind")
LINED, BARE, TIGHT = "Lined table", "Bare table", "Tight table"


def dress(paper: Document, lang: Lang, *, accent: str) -> None:
    """Set the styles and the language of a new document; `accent` is a colour such as #1f6f73."""
    _speak(paper, lang)
    _plain(paper)
    _modern(paper)
    ink = accent.removeprefix("#").upper()
    for name, look in LOOKS.items():
        _look(_style(paper, name), look._replace(color=ink) if name in ACCENTED else look)
    for name, sides in LINES.items():
        lines = (element(side, **_line(size, space, color or ink)) for side, (size, space, color) in sides.items())
        _style(paper, name).element.pPr.spacing.addprevious(element("pBdr", *lines))
    notice = _style(paper, "Notice").paragraph_format
    notice.left_indent = notice.right_indent = Pt(INDENT)
    _tables(paper)


def _modern(paper: Document) -> None:
    """Let Word lay the document out as its newer versions do, which set tables flush with the text."""
    for setting in paper.settings.element.iter(qn("w:compatSetting")):
        if setting.get(qn("w:name")) == "compatibilityMode":
            setting.set(qn("w:val"), MODE)


def _speak(paper: Document, lang: Lang) -> None:
    """Say which language the document is in, and in which its text is proofread."""
    paper.core_properties.language = LANGUAGES[lang]
    for place in (*paper.styles.element.iter(qn("w:lang")), paper.settings.element.find(qn("w:themeFontLang"))):
        for key, spoken in PROOFREAD.items():
            place.set(qn(f"w:{key}"), spoken)


def _plain(paper: Document) -> None:
    """Take the fonts and spaces of Word's theme out of what all styles begin from."""
    defaults = paper.styles.element.find(qn("w:docDefaults"))
    fonts = defaults.find(f".//{qn('w:rFonts')}")
    fonts.attrib.clear()
    for script, name in (("ascii", LATIN), ("hAnsi", LATIN), ("cs", LATIN), ("eastAsia", CHINESE)):
        fonts.set(qn(f"w:{script}"), name)
    defaults.find(qn("w:pPrDefault")).clear()


def _style(paper: Document, name: str) -> ParagraphStyle:
    """Return a style of paragraphs, added where there is none of the name."""
    known = any(style.name == name for style in paper.styles)
    style = paper.styles[name] if known else paper.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    if not isinstance(style, ParagraphStyle):
        raise TypeError  # all LOOKS are of paragraphs
    return style


def _look(style: ParagraphStyle, look: Look) -> None:
    """Give a style a look in place of the one it had."""
    if style.element.rPr is not None:
        style.element.remove(style.element.rPr)
    for old in OLD:
        for found in style.element.findall(f".//{qn(f'w:{old}')}"):
            found.getparent().remove(found)
    style.quick_style = True
    style.font.size, style.font.bold, style.font.color.rgb = Pt(look.size), look.bold, RGBColor.from_string(look.color)
    spaces = style.paragraph_format
    spaces.space_before, spaces.space_after, spaces.line_spacing = Pt(look.before), Pt(look.after), Pt(look.line)
    spaces.line_spacing_rule, spaces.keep_with_next = WD_LINE_SPACING.AT_LEAST, style.name in KEPT


def _tables(paper: Document) -> None:
    """Add the styles of tables: one ruled by lines rather than fills, one without lines, one without margins too."""
    hair, thick = _line(4, 0, HAIR), _line(8, 0, INK)
    borders = element("tblBorders", element("bottom", **hair), element("insideH", **hair))
    heading = element("tcPr", element("tcBorders", element("bottom", **thick)), element("vAlign", val="bottom"))
    for name, margins, lines, parts in (
        (LINED, (70, 70), [borders], [element("tblStylePr", heading, type="firstRow")]),
        (BARE, (0, 216), [], []),
        (TIGHT, (0, 0), [], []),
    ):
        sides = (element(side, w=free, type="dxa") for side, free in zip(("left", "right"), margins, strict=True))
        style = paper.styles.add_style(name, WD_STYLE_TYPE.TABLE).element
        style.extend([element("tblPr", *lines, element("tblCellMar", *sides)), *parts])


def _line(size: int, space: int, color: str) -> dict[str, str | int]:
    """Return the attributes of a line: how thick in eighths of a point, how far off in points, its colour."""
    return {"val": "single", "sz": size, "space": space, "color": color}
