"""The pack as DOCX, for offices that edit it before they hand it on."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

from docx import Document
from docx.document import Document as Open
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from maps.report.contents import Contents
from maps.report.still import still

FONT, EAST_ASIAN = "Arial", "宋体"
SHEET_MM = (210, 297)
EDGE_MM = 16


def docx(contents: Contents, pages: Mapping[str, Any], picture: bytes) -> bytes:
    """Return what the PDF says, as text, tables and the map (PNG); the same contents give the same bytes."""
    paper = Document()
    _set_up(paper, contents, pages)
    paper.add_heading(pages["title"], 0)
    paper.add_paragraph(pages["cover"]["question"])
    if pages["demo"]:
        paper.add_paragraph().add_run(pages["demo"]).bold = True
    for number in pages["cover"]["numbers"]:
        paper.add_paragraph(f"{number['label']} {number['share']}（{number['part']}）")
    _summary(paper, pages)
    paper.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
    paper.add_heading(pages["words"]["map"], 1)
    paper.add_picture(BytesIO(picture), width=Mm(SHEET_MM[0] - 2 * EDGE_MM))
    for key in ("figures", "areas", "gaps", "plan"):
        _table(paper, pages, key)
    _lie_down(paper)
    _table(paper, pages, "stations")
    paper.add_paragraph(pages["stations_note"])
    paper.add_heading(pages["words"]["method"], 1)
    for text in pages["method"]:
        paper.add_paragraph(text)
    for key in ("formulae", "data"):
        _table(paper, pages, key)
    written = BytesIO()
    paper.save(written)
    return still(written.getvalue(), datetime(1980, 1, 1))  # noqa: DTZ001 - a zip has no time zone


def _set_up(paper: Open, contents: Contents, pages: Mapping[str, Any]) -> None:
    """Set font, paper and properties, the dates those of the run."""
    style = paper.styles["Normal"]
    style.font.name, style.font.size = FONT, Pt(10)
    for each in (style, paper.styles["Title"], paper.styles["Heading 1"], paper.styles["Heading 2"]):
        each.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), EAST_ASIAN)
    section = paper.sections[0]
    section.page_width, section.page_height = Mm(SHEET_MM[0]), Mm(SHEET_MM[1])
    section.left_margin = section.right_margin = Mm(EDGE_MM)
    section.footer.paragraphs[
        0
    ].text = f"{pages['footer']} · {pages['words']['map_number']}{pages['colon']}{pages['map_number']}"
    facts, moment = paper.core_properties, contents.as_of.astimezone(UTC).replace(tzinfo=None)
    facts.title, facts.author, facts.comments = pages["title"], "", contents.run
    facts.created = facts.modified = moment


def _summary(paper: Open, pages: Mapping[str, Any]) -> None:
    paper.add_heading(pages["words"]["summary"], 1)
    for part in pages["summary"]:
        paper.add_heading(part["title"], 2)
        for sentence in part["sentences"]:
            paper.add_paragraph(sentence, style="List Number" if part["numbered"] else None)


def _table(paper: Open, pages: Mapping[str, Any], key: str) -> None:
    """Add a table with its heading; in place of one without rows, what is missing."""
    of = pages["tables"][key]
    paper.add_heading(pages["words"]["formula" if key == "formulae" else key], 1)
    if not of["rows"]:
        paper.add_paragraph(pages["lacks"].get(key, "—"))
        return
    kinds = [column["kind"] for column in of["columns"]]
    table = paper.add_table(rows=0, cols=len(kinds), style="Light List")
    _row(table, [column["label"] for column in of["columns"]], ["text"] * len(kinds))
    for row in of["rows"]:
        _row(table, row, kinds)
    table.rows[0]._tr.get_or_add_trPr().append(_repeated(table))  # noqa: SLF001 - python-docx has no other way


def _row(table: Any, texts: Sequence[str], kinds: Sequence[str]) -> None:  # noqa: ANN401 - docx.table.Table, untyped inside
    for cell, text, kind in zip(table.add_row().cells, texts, kinds, strict=True):
        paragraph = cell.paragraphs[0]
        paragraph.add_run(text).font.size = Pt(7.5)
        if kind != "text":
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT


def _repeated(table: Any) -> Any:  # noqa: ANN401 - an element of XML
    """Return the mark that a row is repeated on every page."""
    return table._tbl.makeelement(qn("w:tblHeader"), {qn("w:val"): "true"})  # noqa: SLF001 - as above


def _lie_down(paper: Open) -> None:
    """Begin a page that lies."""
    section = paper.add_section()
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(SHEET_MM[1]), Mm(SHEET_MM[0])
