"""Whose boundaries a pack draws, and where the demand comes from."""

from dataclasses import replace
from typing import Any

import pytest

from maps.report import basis, pages
from maps.report.contents import Contents
from maps.report.drawn import foot
from maps.report.drawn.canvas import sheet
from maps.report.drawn.plane import Plane
from maps.report.words import borders, provenance
from maps.run_map.page import page
from stations.imports.boundaries import DEFAULT_SOURCE
from stations.language import Text
from tests.maps.found import area, contents
from tests.maps.report.packs import BANDS

BOTH = Text("测试边界，2024 年；下级行政区：街道办，2026 年", "测试边界, 2024; of districts below: 街道办, 2026")


def town(*below: tuple[str, int | None], whole: str = "测试边界") -> Contents:
    """Return a city whose boundaries come from `whole`, and those of its districts from others."""
    plain = contents()
    parts = [area(adcode=f"41010{at}", facts=facts(*drawn)) for at, drawn in enumerate(below)]
    return replace(plain, areas=(replace(plain.whole, facts=facts(whole, 2024), bands=BANDS), *parts))


def facts(source: str, year: int | None) -> dict[str, Any]:
    return {**contents().whole.facts, "boundary_source": source, "boundary_year": year}


@pytest.mark.parametrize(
    ("below", "told"),
    [
        ([], "测试边界，2024 年"),
        ([("测试边界", 2024)], "测试边界，2024 年"),
        ([("测试边界", 2020)], "测试边界，2024 年；下级行政区：测试边界，2020 年"),
        ([("乙", None), ("甲", 2026), ("甲", 2026)], "测试边界，2024 年；下级行政区：乙，年份未注明、甲，2026 年"),
    ],
)
def test_source_and_year_of_each_level_are_told_once(below: list[tuple[str, int | None]], told: str) -> None:
    assert borders.sources(town(*below)).zh == told


def test_they_stand_on_cover_summary_map_method_and_the_map_in_the_browser() -> None:
    of = town(("街道办", 2026))

    said = pages.of(of, Plane(of), "zh", map_number=None)

    assert ("行政区边界", BOTH.zh) in said["cover"]["facts"]
    assert f"边界：{BOTH.zh}。" in provenance.trust(of).zh
    assert ["行政区边界", BOTH.zh] in [list(row) for row in basis.data(of, "zh").rows]
    assert BOTH.zh in page(of, lang="zh")
    with sheet(178, 232) as figure:
        foot.draw(figure, Plane(of), "en", map_number=None, is_centre=False)
        assert BOTH.en in "".join(text.get_text() for text in figure.texts).replace("\n", " ")


@pytest.mark.parametrize(
    ("whole", "below", "is_coarse"),
    [(DEFAULT_SOURCE, [], True), ("市测绘院", [(DEFAULT_SOURCE, 2024)], True), ("天地图 2025 正式版", [], False)],
)
def test_boundaries_that_come_installed_are_said_to_be_coarse(
    whole: str, below: list[tuple[str, int | None]], *, is_coarse: bool
) -> None:
    of = town(*below, whole=whole)

    told = [text.zh for text in provenance.missing(of) if "较粗略" in text.zh]

    assert len(told) == is_coarse


@pytest.mark.parametrize(
    ("source", "told"),
    [
        ("shanghai_restaurants.csv", Text("文件 shanghai_restaurants.csv", "the file shanghai_restaurants.csv")),
        ("第七次人口普查", Text("第七次人口普查", "第七次人口普查")),
        ("Census 2020 v1.2 of Shanghai", Text("Census 2020 v1.2 of Shanghai", "Census 2020 v1.2 of Shanghai")),
    ],
)
def test_the_bare_name_of_a_file_is_said_to_be_one(source: str, told: Text) -> None:
    of = contents(demand={**contents().demand, "source": source})

    assert provenance.source(of) == told
    assert provenance.counted(of) == Text(f"{told.zh}（单位：家）", f"{told.en} (counted: eateries)")


def test_the_method_says_that_only_the_whole_may_be_too_small_for_a_share() -> None:
    told = [text for text in provenance.method(contents()) if "分母不足 5 的不计百分比" in text.zh]

    assert len(told) == 1
    assert "None is made of a whole of fewer than 5" in told[0].en
