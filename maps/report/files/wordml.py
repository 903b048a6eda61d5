"""The elements of a DOCX: paragraphs, pictures and tables in WordprocessingML (ECMA-376, part 1, section 17)."""

from collections.abc import Iterable, Sequence

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement as Element

TWIPS_PER_MM = 1440 / 25.4
SIDES = "TBLR"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def element(tag: str, *children: Element, **values: str | int) -> Element:
    """Return an element with its children and attributes."""
    made = OxmlElement(f"w:{tag}")
    for key, value in values.items():
        made.set(qn(f"w:{key}"), str(value))
    made.extend(children)
    return made


def paragraph(style: str, *runs: Element, extra: Iterable[Element] = ()) -> Element:
    """Return a paragraph of a style (its identifier); `extra` are more properties, in the order of the schema."""
    return element("p", element("pPr", element("pStyle", val=style), *extra), *runs)


def run(text: str, *, is_bold: bool = False, color: str | None = None) -> Element:
    """Return a piece of text."""
    written = element("t")
    written.text = text
    written.set(SPACE, "preserve")
    looks = [*([element("b")] if is_bold else []), *([element("color", val=color)] if color else [])]
    return element("r", *([element("rPr", *looks)] if looks else []), written)


def picture(inline: Element, alt: str) -> Element:
    """Return a run that holds a picture; `alt` says what it shows to those who do not see it."""
    inline.docPr.set("descr", alt)
    for side in SIDES:
        inline.set(f"dist{side}", "0")
    return element("r", element("drawing", inline))


def field(name: str) -> Element:
    """Return a number that the office program works out, such as PAGE."""
    return element("fldSimple", run("1"), instr=name)


def cell(width_mm: float, *paragraphs: Element, extra: Iterable[Element] = ()) -> Element:
    """Return a cell of a table; `extra` are more properties, in the order of the schema."""
    return element("tc", element("tcPr", element("tcW", w=_twips(width_mm), type="dxa"), *extra), *paragraphs)


def row(cells: Iterable[Element], *, is_repeated: bool = False) -> Element:
    """Return a row that no page breaks; a repeated one stands at the head of every page of its table."""
    marks = [element("cantSplit"), *([element("tblHeader")] if is_repeated else [])]
    return element("tr", element("trPr", *marks), *cells)


def table(style: str, widths_mm: Sequence[float], rows: Iterable[Element]) -> Element:
    """Return a table of fixed widths, its first row looking as its style (an identifier) has it."""
    widths = [_twips(width) for width in widths_mm]
    properties = element(
        "tblPr",
        element("tblStyle", val=style),
        element("tblW", w=sum(widths), type="dxa"),
        element("tblLayout", type="fixed"),
        element("tblLook", val="0020", firstRow=1),
    )
    grid = element("tblGrid", *(element("gridCol", w=width) for width in widths))
    return element("tbl", properties, grid, *rows)


def _twips(length_mm: float) -> int:
    return round(length_mm * TWIPS_PER_MM)
