"""Districts whose demand is mostly off the streets: told as not known, never as 0."""

import re
from dataclasses import replace

import pytest

from maps.coverage_metrics import Figure
from maps.question import Question
from maps.report import judging, pages, tables
from maps.report.contents import Contents, Earlier, Hour
from maps.report.drawn import foot, grounds
from maps.report.drawn.canvas import sheet
from maps.report.drawn.plane import Plane
from maps.report.words import advice, sentences, since, unjudged
from maps.run_map import legends
from maps.run_map.captions import key_numbers
from maps.run_map.page import page
from maps.run_map.scene import scene
from stations.language import Text
from tests.maps.found import area, contents
from tests.maps.report import packs
from tests.maps.test_interactive import own_words

ASKED = Question(area="410100", streets="town", needs=("toilet",), hour=142)
MOSTLY_OFF, HALF_OFF = Figure(10.1, 20.0), Figure(10.0, 20.0)


def town(off: Figure, **values: object) -> Contents:
    """Return a city asked about by its streets, so much of its demand off them, as a pack tells of it."""
    full = packs.full(question=ASKED, **values)
    return judging.judged(replace(full, areas=(replace(full.whole, off_streets=off), *full.areas[1:])))


def partly() -> Contents:
    """Return a city that can be judged, with a western district that cannot."""
    west = area(off_streets=Figure(9.0, 10.0))
    return judging.judged(contents(areas=(contents().whole, west, area(adcode="410103", name="东区"))))


def test_more_than_half_off_the_streets_is_not_judged_and_half_is() -> None:
    hours = (Hour(sure=Figure(1.0, 20.0), may=Figure(2.0, 20.0)),) * 168

    off, known = town(MOSTLY_OFF, week=hours), town(HALF_OFF, week=hours)

    assert (off.week, off.gaps, off.steps) == ((), (), ())
    assert (len(known.week), len(known.gaps), len(known.steps)) == (168, 2, 2)
    assert [off.whole.sure.value, off.whole.may.value, *(band[1].value for band in off.whole.bands)] == [None] * 5
    assert {key for key, figure in off.whole.figures.items() if figure.value is not None} == set(judging.OF_STATIONS)


def test_cover_summary_tables_and_advice_say_that_nobody_can_judge() -> None:
    off = town(MOSTLY_OFF)

    said = pages.of(off, Plane(off), "zh", map_number=None)

    numbers = [(each["share"], each["part"]) for each in said["cover"]["numbers"]]
    assert numbers == [("—", "需求多数不在道路范围内，无法判断")] * 2
    first = said["summary"][0]
    assert first["title"] == "覆盖多少"
    assert first["sentences"][0].startswith("测试市的覆盖无法判断：需求多数不在道路范围内")
    assert not re.search(r"(?<!\d)0\.0%", str(said))
    assert {row[4] for row in said["tables"]["figures"]["rows"][:7]} == {"—"}
    assert said["guard"].endswith("，或需求多数不在道路范围内，无法判断")
    assert said["lacks"]["plan"].startswith("请导入测试市的道路后重新计算；或者不用道路再问一次")
    assert "没有哪一项单独的措施" not in str(said)
    assert said["plan_ask"] == []


@pytest.mark.parametrize("tell", [sentences.served, sentences.where, sentences.caution])
def test_every_sentence_of_coverage_gives_way_to_why_there_is_none(tell: object) -> None:
    assert callable(tell)
    assert tell(town(MOSTLY_OFF)) == unjudged.whole(town(MOSTLY_OFF))
    assert tell(town(HALF_OFF)) != unjudged.whole(town(MOSTLY_OFF))


def test_a_district_below_that_cannot_be_judged_has_dashes_and_is_named() -> None:
    rows = tables.areas(partly(), "zh").rows

    assert [(row[1], row[3], row[4]) for row in rows] == [
        ("测试市", 10.0, 1.0),
        ("西区", None, None),
        ("东区", 10.0, 1.0),
    ]
    assert unjudged.below(partly()) == Text(
        "需求多数不在道路范围内，无法判断的：西区。",
        "Not to be judged, for most of the demand is off the streets, so nobody can judge: 西区.",
    )
    assert advice.nothing(partly()).zh == "没有哪一项单独的措施能增加确定覆盖。"


def test_ground_in_such_a_district_is_neither_covered_nor_uncovered_on_the_map() -> None:
    before = {ground.covered: ground.weight for ground in grounds.of(contents())}

    after = {ground.covered: ground.weight for ground in grounds.of(partly())}

    assert set(after) == {"sure", "possible", "unjudged"}
    assert (after["sure"], after["possible"], after["unjudged"]) == (before["sure"], before["possible"], before["none"])


@pytest.mark.parametrize(("of", "is_told"), [(partly(), True), (contents(), False)])
def test_the_legend_on_paper_says_so(of: Contents, *, is_told: bool) -> None:
    plane = Plane(of)

    with sheet(178, 232) as figure:
        foot.draw(figure, plane, "zh", map_number=None, is_centre=False)
        labels = [text.get_text() for legend in figure.legends for text in legend.get_texts()]

    assert ("需求多数不在道路范围内，无法判断" in labels) is is_told


def test_the_map_in_the_browser_hatches_cells_and_districts_and_says_why() -> None:
    shown = scene(partly(), lang="zh")

    lines = legends.band_lines(shown)

    assert [(line.texture, line.label) for line in lines[-1:]] == [("hatched", "需求多数不在道路范围内，无法判断")]
    assert sum(float(line.count.split()[0]) for line in lines) == 19
    html = page(partly(), lang="zh")
    assert "需求多数不在道路范围内，无法判断的：西区。" in html
    section = html[html.index('data-fill="covered_sure"') :].split("</section>")[0]
    assert "hatched" in section


def test_where_all_is_unjudged_the_map_gives_no_share() -> None:
    off = town(MOSTLY_OFF)

    lines = legends.band_lines(scene(off, lang="zh"))

    assert [line.count for line in lines if "%" in line.count] == []
    assert [value for value, _ in key_numbers(off, "zh")[:2]] == ["— / 10 家"] * 2
    assert "的需求离任何道路" not in own_words(page(off, lang="zh"))


def test_what_could_not_be_judged_before_is_not_compared() -> None:
    kept = {"run": "cd" * 32, "as_of": contents().as_of, "stations": 3, "changed": ("streets",), "records": None}
    earlier = Earlier(**kept, sure=Figure(None, 10.0), may=Figure(None, 10.0))  # type: ignore[arg-type]  # by name

    said = since.changed(contents(earlier=earlier))

    assert "上次需求多数不在道路范围内，覆盖无从比较" in said.zh
    assert "%" not in said.zh + said.en
