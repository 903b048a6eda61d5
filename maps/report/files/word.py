"""A DOCX as it is written: sheet after sheet, with headings, lists, tables and pictures."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from io import BytesIO
from typing import Any, NamedTuple

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.image.image import Image
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement as Element
from docx.section import Section
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph

from maps.report.files import looks, widths
from maps.report.files.looks import INK, LOOKS, WHITE
from maps.report.files.still import still
from maps.report.files.wordml import cell, element, field, paragraph, picture, row, run, table
from stations.language import Lang

SHEET_MM = (210.0, 297.0)
SIDE_MM, TOP_MM, BOTTOM_MM, EDGE_MM = 16.0, 24.0, 20.0, 9.0
POINT_MM = 25.4 / 72
CAPTION_MM = 24.0
"""The room that a heading and a line take above a picture on a page of its own."""
CELL_MM, SMALL_MM = 3.8, 42.0
"""What a cell without lines keeps free at its right, and how high a picture in it may be."""
ASIDE = {"text": "left", "mark": "center"}
"""Where the values of a column stand, by their kind; numbers stand at the right."""


class Picture(NamedTuple):
    """A picture (PNG), and in words what it shows."""

    png: bytes
    alt: str


class Shade(NamedTuple):
    """A cell of a heat map: its text, the colours of its ground and ink, and whether it is the one asked about."""

    text: str
    ground: str = WHITE
    ink: str = INK
    is_asked: bool = False


class Ends(NamedTuple):
    """What stands at the left and at the right of a line, and whether the right is to strike the eye."""

    left: str
    right: str
    is_loud: bool = False


Block = Sequence[Picture | tuple[str, str]]
"""Pictures and texts from top to bottom; before a text stands its style."""


class Word:
    """A document of A4 sheets that stand or lie; what is added comes below what is there."""

    def __init__(self, lang: Lang, *, accent: str, head: Ends, foot: Ends) -> None:
        """Begin a document; `head` stands on every page but the first, `foot` on all, before the number of the page."""
        self.paper = Document()
        looks.dress(self.paper, lang, accent=accent)
        self._ids = {style.name: style.style_id for style in self.paper.styles}
        self._head, self._foot = head, foot
        self._lies = self._turns = False
        self._lay(self.paper.sections[0])
        self.paper.sections[0].different_first_page_header_footer = True
        self._write_foot(self.paper.sections[0].first_page_footer.paragraphs[0])

    @property
    def room_mm(self) -> tuple[float, float]:
        """Width and height of what may be written on a page."""
        width, height = reversed(SHEET_MM) if self._lies else SHEET_MM
        return width - 2 * SIDE_MM, height - TOP_MM - BOTTOM_MM

    def turn(self, *, lies: bool = False) -> None:
        """Let what comes next begin a page, which stands unless it lies."""
        is_empty, is_alike = len(self.paper.element.body) == 1, lies == self._lies
        self._lies, self._turns = lies, is_alike and not is_empty
        if is_alike:
            return
        if not is_empty:
            section = self.paper.add_section()
            section.different_first_page_header_footer = False
            _shrink(self.paper.paragraphs[-1])
        self._lay(self.paper.sections[-1])

    def text(self, text: str, style: str = "Normal", *, is_bold: bool = False) -> None:
        """Add a paragraph."""
        self._add(paragraph(self._ids[style], run(text, is_bold=is_bold), extra=self._turned()))

    def numbered(self, texts: Sequence[str]) -> None:
        """Add a list that counts from 1, whatever lists there were before."""
        numbers = self.paper.part.numbering_part.element
        style = self.paper.styles["List Number"].element.pPr.numPr.numId.val
        own = numbers.add_num(numbers.num_having_numId(style).abstractNumId.val)
        own.add_lvlOverride(ilvl=0).add_startOverride(1)
        for text in texts:
            counted = element("numPr", element("ilvl", val=0), element("numId", val=own.numId))
            self._add(paragraph(self._ids["List Number"], run(text), extra=[*self._turned(), counted]))

    def picture(self, shown: Picture, *, height_mm: float | None = None) -> None:
        """Add a picture, as large as a page allows below a heading where no height is given."""
        width, height = self.room_mm
        drawn = self._drawn(shown, width, height_mm or height - CAPTION_MM)
        self._add(paragraph(self._ids["Picture"], drawn, extra=self._turned()))

    def table(self, of: Mapping[str, Any], *, style: str = "Table", is_first_bold: bool = False) -> None:
        """Add a table as `pages` has it: numbers at the right, the headings on every page."""
        labels, kinds = zip(*((column["label"], column["kind"]) for column in of["columns"]), strict=True)
        room = self.room_mm[0] / (LOOKS[style].size * POINT_MM)
        shares = widths.shared(list(zip(labels, *of["rows"], strict=True)), room)
        columns = [
            (share * self.room_mm[0] / room, ASIDE.get(kind, "right"))
            for share, kind in zip(shares, kinds, strict=True)
        ]

        def cells(texts: Sequence[str], *, is_bold: bool) -> Iterator[Element]:
            for text, (width_mm, aside) in zip(texts, columns, strict=True):
                line = paragraph(self._ids[style], run(text, is_bold=is_bold), extra=[element("jc", val=aside)])
                yield cell(width_mm, line)

        rows = [row(cells(labels, is_bold=True), is_repeated=True)]
        rows += [row(cells(texts, is_bold=is_first_bold and number == 0)) for number, texts in enumerate(of["rows"])]
        self._add(table(self._ids[looks.LINED], [width_mm for width_mm, _ in columns], rows))

    def side_by_side(self, blocks: Sequence[Block], widths_mm: Sequence[float]) -> None:
        """Add blocks in columns, row after row."""
        across = len(widths_mm)
        padded = [*blocks, *[[("Normal", "")]] * (-len(blocks) % across)]
        rows = [
            row(cell(width, *self._written(block, width)) for block, width in zip(padded[at:], widths_mm, strict=False))
            for at in range(0, len(padded), across)
        ]
        self._add(table(self._ids[looks.BARE], widths_mm, rows))

    def heat_map(self, rows: Sequence[Sequence[Shade]], *, first_mm: float) -> None:
        """Add a table of shaded cells; the first of each row is as wide as said, the others share what is left."""
        each_mm = (self.room_mm[0] - first_mm) / (len(rows[0]) - 1)
        widths_mm = [first_mm, *[each_mm] * (len(rows[0]) - 1)]
        drawn = [
            row(self._shaded(shade, width) for shade, width in zip(shades, widths_mm, strict=True)) for shades in rows
        ]
        self._add(table(self._ids[looks.TIGHT], widths_mm, drawn))

    def saved(self) -> bytes:
        """Return the file; the same additions give the same bytes."""
        if self.paper.element.body.sectPr.getprevious().tag == qn("w:tbl"):  # Word wants a paragraph at the end
            _shrink(self.paper.add_paragraph())
        written = BytesIO()
        self.paper.save(written)
        return still(written.getvalue(), datetime(1980, 1, 1))  # noqa: DTZ001 - a zip has no time zone

    def _add(self, block: Element) -> None:
        self.paper.element.body.sectPr.addprevious(block)
        self._turns = False

    def _turned(self) -> list[Element]:
        return [element("pageBreakBefore")] if self._turns else []

    def _written(self, block: Block, width_mm: float) -> list[Element]:
        return [
            paragraph(self._ids["Picture"], self._drawn(part, width_mm - CELL_MM, SMALL_MM))
            if isinstance(part, Picture)
            else paragraph(self._ids[part[0]], run(part[1]))
            for part in block
        ]

    def _drawn(self, shown: Picture, width_mm: float, height_mm: float) -> Element:
        """Return a picture as large as fits into a box."""
        dots = Image.from_blob(shown.png)
        scale = min(width_mm / dots.px_width, height_mm / dots.px_height)
        size = Mm(dots.px_width * scale), Mm(dots.px_height * scale)
        return picture(self.paper.part.new_pic_inline(BytesIO(shown.png), *size), shown.alt)

    def _shaded(self, shade: Shade, width_mm: float) -> Element:
        frame: dict[str, str | int] = {"val": "single", "sz": 12, "space": 0, "color": INK}
        sides = [element(side, **frame) for side in ("top", "left", "bottom", "right")] if shade.is_asked else []
        ground = element("shd", val="clear", color="auto", fill=shade.ground)
        text = run(shade.text, is_bold=shade.is_asked, color=shade.ink)
        return cell(
            width_mm,
            paragraph(self._ids["Small table"], text, extra=[element("jc", val="center")]),
            extra=[*([element("tcBorders", *sides)] if sides else []), ground],
        )

    def _lay(self, section: Section) -> None:
        """Set the sheet of a section, and what stands above and below its pages."""
        width, height = reversed(SHEET_MM) if self._lies else SHEET_MM
        section.orientation = WD_ORIENT.LANDSCAPE if self._lies else WD_ORIENT.PORTRAIT
        section.page_width, section.page_height = Mm(width), Mm(height)
        section.left_margin = section.right_margin = Mm(SIDE_MM)
        section.top_margin, section.bottom_margin = Mm(TOP_MM), Mm(BOTTOM_MM)
        section.header_distance = section.footer_distance = Mm(EDGE_MM)
        section.header.is_linked_to_previous = section.footer.is_linked_to_previous = False
        self._write(section.header.paragraphs[0], self._head)
        self._write_foot(section.footer.paragraphs[0])

    def _write_foot(self, line: Paragraph) -> None:
        self._write(line, self._foot)
        for part in (run("　"), field("PAGE"), run(" / "), field("NUMPAGES")):
            line.paragraph_format.element.append(part)

    def _write(self, line: Paragraph, ends: Ends) -> None:
        line.add_run(f"{ends.left}\t")
        line.add_run(ends.right).bold = ends.is_loud or None
        line.paragraph_format.tab_stops.add_tab_stop(Mm(self.room_mm[0]), WD_TAB_ALIGNMENT.RIGHT)


def _shrink(line: Paragraph) -> None:
    """Make a line take no room: one that ends a section or the document."""
    line.paragraph_format.space_after, line.paragraph_format.line_spacing = Pt(0), Pt(1)
