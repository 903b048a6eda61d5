"""Every file of a pack is read back and compared with the rows of the run, to the digit."""

import json
import re
import shutil
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple
from zipfile import ZipFile

import openpyxl
import pyogrio
import pytest
from docx import Document
from pypdf import PdfReader

from maps.report import pack
from maps.report.contents import Contents
from maps.report.pack import Options
from stations import registry
from stations.database import Database
from stations.errors import InputError
from stations.hours import Calendar
from tests.maps.report import towns


class Written(NamedTuple):
    """A pack on disk, and the rows of the run it tells of."""

    folder: Path
    names: list[str]
    contents: Contents
    areas: list[dict[str, Any]]
    gaps: list[dict[str, Any]]


@pytest.fixture(scope="module")
def written(new_database: Callable[[], str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Written]:
    """Write one pack for all tests that only read."""
    home, database = tmp_path_factory.mktemp("home"), Database(new_database())
    towns.settle(database)
    run = towns.kept(database, home)
    found = towns.contents(database, home, run)
    with database.transaction() as session:
        areas, gaps = registry.areas_of_run(session, run), registry.gaps_of_run(session, run)
    names = pack.write(found, home / "pack", Options(calendar=Calendar.packaged(), map_number="沪S(2026)001号"))
    yield Written(home / "pack", names, found, areas, gaps)
    database.dispose()


def paper(path: Path) -> str:
    """Return the text of a PDF without any blank, for lines are broken anywhere."""
    return re.sub(r"\s", "", "".join(page.extract_text() for page in PdfReader(path).pages))


def office_text(path: Path) -> str:
    document = Document(str(path))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return re.sub(r"\s", "", "".join([*(paragraph.text for paragraph in document.paragraphs), *cells]))


def sheet(path: Path, title: str) -> list[tuple[Any, ...]]:
    return list(openpyxl.load_workbook(path)[title].iter_rows(values_only=True))


def excel(row: tuple[Any, ...]) -> tuple[Any, ...]:
    """Return numbers as a spreadsheet holds them: sixteen digits."""
    return tuple(float(f"{value:.16G}") if isinstance(value, float) else value for value in row)


def options(**values: Any) -> Options:  # noqa: ANN401 - of many types
    return Options(calendar=Calendar.packaged(), **{"langs": ("zh",), **values})


def test_spreadsheet_and_layers_hold_the_numbers_of_the_run(written: Written) -> None:
    rows = sheet(written.folder / "tables.zh.xlsx", "分区情况")[1:]
    features = json.loads((written.folder / "districts.geojson").read_text())["features"]
    package = pyogrio.read_dataframe(written.folder / "layers.gpkg", layer="districts")

    expected = [
        (row["adcode"], row["weight"], row["covered_sure"][-1], row["covered_may"][-1]) for row in written.areas
    ]
    assert [(row[0], row[2], row[3], row[5]) for row in rows] == [excel(row) for row in expected]
    told = [
        [each["properties"][key] for key in ("adcode", "weight", "covered_sure", "covered_may")] for each in features
    ]
    assert [tuple(row) for row in told] == expected
    assert (
        list(package[["adcode", "weight", "covered_sure", "covered_may"]].itertuples(index=False, name=None))
        == expected
    )
    gaps = sheet(written.folder / "tables.zh.xlsx", "服务空白")[1:]
    assert [(row[0], row[2], row[5]) for row in gaps] == [
        excel((row["rank"], row["weight"], row["area_km2"])) for row in written.gaps
    ]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_paper_and_office_document_say_the_same_numbers(written: Written, lang: str) -> None:
    whole = written.areas[0]
    texts = paper(written.folder / f"report.{lang}.pdf"), office_text(written.folder / f"report.{lang}.docx")

    for text in texts:
        for value in (whole["covered_sure"][-1], whole["covered_may"][-1]):
            assert f"{value:.3g}" in text
            assert f"{value / whole['weight']:.1%}" in text
        for row in written.areas[1:]:
            assert f"{row['covered_may'][-1] / row['weight']:.1%}" in text
        assert "沪S(2026)001号" in text or text is texts[1]  # in the document it stands in the footer
        assert written.contents.run in text


def test_the_four_questions_are_answered_on_paper(written: Written) -> None:
    text = paper(written.folder / "report.zh.pdf")

    whole, gap = written.areas[0], written.gaps[0]
    assert "周六22:00，步行15分钟内有具备“急可如厕”的开放站点" in text
    assert f"占{whole['covered_sure'][-1] / whole['weight']:.1%}" in text
    assert "最大的空白在黄浦区" in text
    assert f"{gap['nearest_m']:,.0f}米" in text
    assert "首先核实1个此时是否可用不明的站点" in text
    assert "要核实的是：问号驿站。" in text
    assert "站点数据于2026年11月22日提取" in text
    assert "最近2026年10月1日" in text


def test_what_looks_like_a_formula_stays_text(written: Written) -> None:
    book = openpyxl.load_workbook(written.folder / "tables.zh.xlsx")

    cells = [cell for row in book["站点清单"].iter_rows() for cell in row if cell.value == towns.RISKY]
    assert len(cells) == 1
    assert (cells[0].data_type, cells[0].quotePrefix) == ("s", True)
    assert not any(cell.data_type == "f" for each in book for row in each.iter_rows() for cell in row)


def test_unknown_is_neither_yes_nor_no(written: Written) -> None:
    rows = {row[0]: row for row in sheet(written.folder / "tables.zh.xlsx", "站点清单")}

    heading = rows["名称"].index("急可如厕")
    assert [rows[name][heading] for name in (towns.RISKY, "问号驿站", "无厕驿站")] == ["有", "不明", "无"]
    assert [rows[name][3] for name in (towns.RISKY, "问号驿站", "无厕驿站")] == ["确定可用", "可能可用", "不可用"]


def test_the_manifest_names_every_file(written: Written) -> None:
    manifest = json.loads((written.folder / "pack.json").read_text())

    there = sorted(path.name for path in written.folder.iterdir())
    assert there == written.names == sorted([*manifest["files"], "pack.json"])
    assert {"report.zh.pdf", "tables.en.xlsx", "map.zh.svg", "map.en.png", "map.zh.html", "layers.gpkg"} <= set(there)


def test_maps_are_of_three_hundred_dots_to_the_inch(written: Written) -> None:
    picture = (written.folder / "map.zh.png").read_bytes()

    at = picture.index(b"pHYs") + 4
    assert int.from_bytes(picture[at : at + 4]) == 11811  # dots per metre: 300 / 0.0254
    assert (written.folder / "map.zh.svg").read_text().count("<svg") == 1


def test_the_same_run_gives_the_same_bytes(written: Written, tmp_path: Path) -> None:
    again = pack.write(written.contents, tmp_path, options(langs=("zh", "en"), map_number="沪S(2026)001号"))

    assert again == written.names
    assert [name for name in again if (tmp_path / name).read_bytes() != (written.folder / name).read_bytes()] == []
    with ZipFile(BytesIO((tmp_path / "report.zh.docx").read_bytes())) as packed:
        assert {entry.date_time for entry in packed.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_fonts_are_embedded(written: Written) -> None:
    page = PdfReader(written.folder / "report.zh.pdf").pages[1]

    fonts = [font.get_object() for font in page["/Resources"]["/Font"].values()]  # type: ignore[index]  # as PDF has it
    descriptors = [font["/DescendantFonts"][0].get_object()["/FontDescriptor"].get_object() for font in fonts]
    assert descriptors
    assert all({"/FontFile2", "/FontFile3"} & set(each) for each in descriptors)


def test_an_office_replaces_what_it_likes(written: Written, tmp_path: Path) -> None:
    own = tmp_path / "office"
    shutil.copytree(Path(pack.__file__).parent / "templates", own)
    settings = (own / "office.toml").read_text().replace('header = ""', 'header = "某某总工会内部资料"')
    settings = settings.replace('"gaps", "plan", "stations", ', "").replace('logo = ""', 'logo = "logo.svg"')
    (own / "office.toml").write_text(settings)
    (own / "logo.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>'
    )

    pack.write(written.contents, tmp_path / "pack", options(template=own))

    before, after = (
        [paper(folder / "report.zh.pdf"), office_text(folder / "report.zh.docx")]
        for folder in (written.folder, tmp_path / "pack")
    )
    assert "某某总工会内部资料" in after[0]
    assert [("●有" in text, "空白列表" in text) for text in before] == [(True, True)] * 2
    assert [("●有" in text, "空白列表" in text) for text in after] == [(False, False)] * 2


def test_a_broken_template_is_refused_in_words(written: Written, tmp_path: Path) -> None:
    (tmp_path / "pack.typ").write_text("#let")

    with pytest.raises(InputError, match=r"cannot be laid out: pack\.typ:1:"):
        pack.write(written.contents, tmp_path / "out", options(template=tmp_path))


def test_switches_that_cannot_be_used_are_refused_before_anything_is_written(written: Written, tmp_path: Path) -> None:
    (tmp_path / "office.toml").write_text('logo = "nowhere.svg"', encoding="utf-8")

    with pytest.raises(InputError, match=r"logo in .*office\.toml: there is no picture 'nowhere\.svg'"):
        pack.write(written.contents, tmp_path / "out", options(template=tmp_path))
    with pytest.raises(InputError, match="no folder of templates"):
        pack.write(written.contents, tmp_path / "out", options(template=tmp_path / "nowhere"))
    assert not (tmp_path / "out").exists()


def test_a_district_of_which_nothing_is_known_is_told_rightly(database: Database, tmp_path: Path) -> None:
    towns.settle(database, is_bare=True)
    found = towns.contents(database, tmp_path, towns.kept(database, tmp_path))

    names = pack.write(found, tmp_path / "pack", options(langs=("zh", "en")))

    text = paper(tmp_path / "pack" / "report.zh.pdf")
    for sentence in (
        "没有使用道路",
        "没有需求数据",
        "没有导入下一级行政区",
        "区内没有登记在服务的户外劳动者站点",
        "没有任何站点",
    ):
        assert sentence in text
        assert sentence in office_text(tmp_path / "pack" / "report.zh.docx")
    assert f"（共{found.whole.weight:.3g}，占0.0%）" in text
    assert "stations.geojson" not in names
    assert "Nostationinserviceforoutdoorworkersisregisteredhere." in paper(tmp_path / "pack" / "report.en.pdf")
