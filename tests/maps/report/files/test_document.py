"""The DOCX: what the PDF says, as the office switches it, in a form that office programs lay out well."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from docx import Document
from docx.document import Document as Read
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Mm
from pypdf import PdfReader

from maps.report.contents import Contents
from maps.report.files import document, pdf
from maps.report.files.word import Ends, Word
from maps.report.office import TEMPLATES
from maps.report.words.wording import say
from stations.language import Lang
from tests.maps.report.packs import DOTS, SVG, full, pack, switched

NOT_WRITTEN = {"lang", "font", "date", "words", "lacks", "file", "kind", "colon", "to_fill_in"}
"""What `pages` holds for templates, not for readers; headings are looked for in the PDF."""
A4_MM = (210, 297)


def read(of: Contents, lang: Lang = "zh", *, template: Path | None = None) -> Read:
    return Document(BytesIO(document.docx(of, pack(of, lang, template=template))))


def squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)


def text_of(paper: Read) -> str:
    """Return all text of the pages without blanks, from top to bottom."""
    return squeezed("".join(part.text or "" for part in paper.element.body.iter(qn("w:t"))))


def margins_of(paper: Read) -> str:
    """Return what stands above and below the pages, without blanks."""
    parts = [part for section in paper.sections for part in (section.header, section.footer)]
    return squeezed("".join(paragraph.text for part in parts for paragraph in part.paragraphs))


def headings(paper: Read, level: int = 1) -> list[str]:
    return [each.text for each in paper.paragraphs if each.style and each.style.name == f"Heading {level}"]


def room_mm(section: Section) -> float:
    """Return how wide a page may be written on."""
    return ((section.page_width or 0) - (section.left_margin or 0) - (section.right_margin or 0)) / Mm(1)


def on_paper(of: Contents, lang: Lang = "zh", *, template: Path | None = None) -> str:
    """Return the text of the PDF without blanks."""
    told = pack(of, lang, template=template)
    pictures = dict.fromkeys(told.pictures, SVG.encode())
    written = pdf.pdf(told.said, pictures, told.office, seconds=0)
    return squeezed("".join(page.extract_text() for page in PdfReader(BytesIO(written)).pages))


def leaves(said: object) -> Iterator[str]:
    """Yield every text that a reader is told."""
    if isinstance(said, Mapping):
        for key, value in said.items():
            if key not in NOT_WRITTEN:
                yield from leaves(value)
    elif isinstance(said, list | tuple):
        for value in said:
            yield from leaves(value)
    elif isinstance(said, str):
        yield said


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_document_says_all_there_is_to_say(lang: Lang) -> None:
    paper = read(full(), lang)

    written = text_of(paper) + margins_of(paper)
    assert [text for text in leaves(pack(full(), lang).said) if squeezed(text) not in written] == []


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("is_bare", [False, True])
def test_whatever_the_paper_says_the_document_says(lang: Lang, *, is_bare: bool) -> None:
    of = full(areas=full().areas[:1], week=(), gaps=(), steps=(), stations=()) if is_bare else full()
    said = pack(of, lang).said

    paper = read(of, lang)

    written, printed = text_of(paper) + margins_of(paper), on_paper(of, lang)
    told = [squeezed(text) for text in (*leaves(said), *said["words"].values(), *said["lacks"].values())]
    assert [text for text in told if text in printed and text not in written] == []
    lacks = [text for text in said["lacks"].values() if squeezed(text) in written]
    assert len(lacks) == (4 if is_bare else 0)


def test_every_part_that_paper_has_the_document_has() -> None:
    assert set(document.PARTS) == {path.stem for path in TEMPLATES.glob("sections/*.typ")}


def test_parts_stand_in_the_order_of_the_office_in_both(tmp_path: Path) -> None:
    folder = switched(tmp_path, sections='["method", "stations", "summary"]')

    paper = read(full(), template=folder)

    order = [say(key, "zh") for key in ("method", "stations", "summary")]
    assert headings(paper) == order
    printed = on_paper(full(), template=folder)
    assert sorted(order, key=printed.index) == order
    left_out = squeezed(say("how", "zh"))
    assert left_out not in text_of(paper)
    assert left_out not in printed
    assert left_out in on_paper(full())


def test_issuer_header_and_logo_stand_in_both(tmp_path: Path) -> None:
    folder = switched(tmp_path, issuer='"某某总工会"', header='"内部资料"', logo='"LOGO.PNG"')
    (folder / "LOGO.PNG").write_bytes(DOTS)

    paper = read(full(), template=folder)

    printed = on_paper(full(), template=folder)
    for written in (printed, text_of(paper)):
        assert "某某总工会" in written
    assert "内部资料" in printed
    assert "内部资料某某总工会" in margins_of(paper)
    assert paper.core_properties.author == "某某总工会"
    logo = paper.inline_shapes[0]
    assert round(logo.height / Mm(1), 1) == 18
    assert len(paper.inline_shapes) == len(read(full()).inline_shapes) + 1


def test_headings_have_the_colour_of_the_office(tmp_path: Path) -> None:
    paper = read(full(), template=switched(tmp_path, accent='"#8a1c1c"'))

    colours = {name: str(paper.styles[name].font.color.rgb) for name in ("Heading 2", "Figure")}
    assert set(colours.values()) == {"8A1C1C"}
    assert "1F6F73" not in paper.element.xml
    assert "1F6F73" not in paper.styles.element.xml


def test_parts_that_an_office_wrote_are_on_paper_only(tmp_path: Path) -> None:
    folder = switched(tmp_path, sections='["annex", "summary"]')
    (folder / "sections").mkdir()
    (folder / "sections" / "annex.typ").write_text("#let section(pack, office) = [附件一]", encoding="utf-8")

    paper = read(full(), template=folder)

    assert headings(paper) == [say("summary", "zh")]
    assert "附件一" in on_paper(full(), template=folder)


def test_made_up_stations_are_told_on_the_cover_and_every_page_after() -> None:
    of = full()
    of = replace(of, stations=tuple(replace(each, source="示例数据") for each in of.stations))

    paper = read(of)

    notice = squeezed(say("demo", "zh"))
    assert notice in text_of(paper).split(squeezed(say("summary", "zh")))[0]
    heads = [section.header.paragraphs[0].runs[-1] for section in paper.sections]
    assert [(squeezed(run.text), run.bold) for run in heads] == [(notice, True)] * len(heads)


@pytest.mark.parametrize(("lang", "spoken"), [("zh", "zh-CN"), ("en", "en-GB")])
def test_language_title_and_fonts_are_said(lang: Lang, spoken: str) -> None:
    paper = read(full(), lang)

    assert (paper.core_properties.language, paper.core_properties.title) == (spoken, pack(full(), lang).said["title"])
    fonts = list(paper.styles.element.iter(qn("w:rFonts")))
    used = [style.name for style in paper.styles if style.element.rPr is not None and style.name in ("Normal", "Title")]
    assert used == ["Normal", "Title"]
    assert fonts[0].get(qn("w:eastAsia")) == "微软雅黑"
    assert fonts[0].get(qn("w:ascii")) == "Arial"
    assert all(paper.styles[name].element.rPr.rFonts is None for name in used)
    spoken_in = [place.get(qn("w:eastAsia")) for place in paper.styles.element.iter(qn("w:lang"))]
    assert set(spoken_in) == {"zh-CN"}


def test_wide_tables_lie_and_all_else_stands() -> None:
    paper = read(full())

    widths = [round((section.page_width or 0) / Mm(1)) for section in paper.sections]
    lies = [section.orientation == WD_ORIENT.LANDSCAPE for section in paper.sections]
    assert [width == max(A4_MM) for width in widths] == lies
    assert True in lies
    assert False in lies
    at: dict[str, bool] = {}
    for number, part in enumerate(sections_of(paper)):
        at |= {heading: lies[number] for heading in headings(read(full())) if heading in part}
    assert at[say("stations", "zh")]
    assert not at[say("method", "zh")]


def sections_of(paper: Read) -> list[str]:
    """Return the text of each section."""
    texts = [""]
    for block in paper.element.body:
        texts[-1] += "".join(part.text or "" for part in block.iter(qn("w:t")))
        if block.tag == qn("w:p") and block.find(f".//{qn('w:sectPr')}") is not None:
            texts.append("")
    return texts


def test_tables_are_as_wide_as_the_page_and_repeat_their_headings() -> None:
    paper = read(full())

    lined = [table for table in paper.tables if table.style is not None and table.style.name == "Lined table"]
    assert len(lined) == 7
    rooms = {round(room_mm(section)) for section in paper.sections}
    for table in lined:
        assert round(sum(column.width or 0 for column in table.columns) / Mm(1)) in rooms
        marks = [row.find(f".//{qn('w:tblHeader')}") is not None for row in table._tbl.tr_lst]
        assert marks == [True, *[False] * (len(marks) - 1)]
        assert all(row.find(f".//{qn('w:cantSplit')}") is not None for row in table._tbl.tr_lst)


def test_pictures_fit_on_their_pages_and_say_what_they_show() -> None:
    paper = read(full())

    shown = list(paper.element.body.iter(qn("wp:inline")))
    assert len(shown) >= 4
    assert all(picture.docPr.get("descr") for picture in shown)
    assert all(picture.extent.cx / Mm(1) <= max(map(room_mm, paper.sections)) for picture in shown)


def test_pages_are_numbered_and_the_first_has_no_head() -> None:
    paper = read(full())

    first = paper.sections[0]
    assert first.different_first_page_header_footer
    assert [each.text for each in first.first_page_header.paragraphs] == [""]
    for foot in (first.first_page_footer, *(section.footer for section in paper.sections)):
        fields = [field.get(qn("w:instr")) for field in foot.paragraphs[0]._p.iter(qn("w:fldSimple"))]
        assert fields == ["PAGE", "NUMPAGES"]
        assert "沪S(2026)001号" in foot.paragraphs[0].text
    assert [section.different_first_page_header_footer for section in paper.sections[1:]] == [False] * (
        len(paper.sections) - 1
    )


def test_what_there_is_only_at_times_is_written_then() -> None:
    told = pack(full())
    hours = {**told.said["hours"], "sure": [(None, "无"), *told.said["hours"]["sure"][1:]]}
    crowded = {**told.said["map"], "has_centre": True}
    said = {**told.said, "map": crowded, "plan_ask": "先核实三个站点。", "hours": hours}

    paper = Document(BytesIO(document.docx(full(), told._replace(said=said))))

    order = headings(paper)
    assert order[order.index(say("map", "zh")) + 1] == say("map_centre", "zh")
    assert "先核实三个站点。" in text_of(paper)
    cell = next(table for table in paper.tables if len(table.columns) == 25).rows[1].cells[1]
    assert cell.text == "无"
    assert "FFFFFF" in [shade.get(qn("w:fill")) for shade in cell._tc.iter(qn("w:shd"))]


def test_every_list_counts_from_one() -> None:
    word = Word("zh", accent="#1f6f73", head=Ends("", ""), foot=Ends("", ""))

    word.numbered(["甲", "乙"])
    word.text("间")
    word.numbered(["丙"])

    paper = Document(BytesIO(word.saved()))
    ids = [each.numId.val for each in paper.element.body.iter(qn("w:numPr"))]
    assert ids[0] == ids[1] != ids[2]
    begins = {
        number.numId: [begin.val for begin in number.iter(qn("w:startOverride"))]
        for number in paper.part.numbering_part.element.num_lst
    }
    assert [begins[each] for each in ids] == [[1], [1], [1]]


def test_the_asked_hour_is_framed_and_shades_follow_the_share() -> None:
    paper = read(full())

    heat = next(table for table in paper.tables if len(table.columns) == 25)
    fills = [[shade.get(qn("w:fill")) for shade in row.iter(qn("w:shd"))][1:] for row in heat._tbl.tr_lst[1:]]
    assert (fills[0][0], fills[0][20]) == ("FFFFFF", "FFFFFF")  # none of 20 is covered at both
    assert len({len(row) for row in fills}) == 1
    shades = [int(fill[:2], 16) for fill in fills[0][:20]]
    assert shades == sorted(shades, reverse=True)
    framed = [
        (day, hour)
        for day, row in enumerate(heat._tbl.tr_lst[1:])
        for hour, cell in enumerate(row.tc_lst[1:])
        if cell.find(f".//{qn('w:tcBorders')}") is not None
    ]
    assert framed == [(142 // 24, 142 % 24)]


def test_the_same_contents_give_the_same_bytes() -> None:
    one, other = (document.docx(full(), pack(full())) for _ in range(2))

    assert one == other
    with ZipFile(BytesIO(one)) as packed:
        assert {entry.date_time for entry in packed.infolist()} == {(1980, 1, 1, 0, 0, 0)}
