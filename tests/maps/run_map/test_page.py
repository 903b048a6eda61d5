import json
import re
from html import unescape

import numpy as np
import pytest

from maps.coverage_metrics import Figure
from maps.run_map import layers
from maps.run_map.bands import minutes_of
from maps.run_map.layers import LAYERS
from maps.run_map.legends import band_lines
from maps.run_map.page import page
from maps.run_map.scene import SHOWN, scene
from stations.language import Lang
from tests.maps.found import LAT, LON, area, city, contents, gap, station
from tests.maps.test_interactive import HOSTILE, own_words

MOST_BYTES = 3_000_000


@pytest.fixture(scope="module")
def large() -> str:
    """Draw a city of 5,000 stations and 43,561 cells."""
    return page(city(5000), lang="zh")


def count_of(html: str, label: str) -> str:
    """Return what stands behind a line of the legend."""
    found = re.search(rf"<span>{label}</span><em>(.*?)</em>", html)
    return found[1] if found else ""


def test_the_same_run_gives_the_same_page() -> None:
    assert page(contents(), lang="zh") == page(contents(), lang="zh")


def test_nothing_is_loaded_from_anywhere() -> None:
    html = page(contents(), lang="zh")

    assert not re.search(r"<(script|img|iframe)[^>]*\bsrc=|<link[^>]*href=\"(?!data:)|@import", html)
    assert "default-src 'none'" in unescape(html)
    assert len(re.findall(r"'sha256-[A-Za-z0-9+/=]{44}'", unescape(html))) == len(re.findall(r"<script>", html)) == 3


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_hostile_names_never_leave_their_string(lang: Lang) -> None:
    facts = {"area_km2": 1.0, "boundary_source": HOSTILE, "boundary_year": None}
    hostile = contents(
        areas=(area(name=HOSTILE, facts=facts),),
        stations=(station(name=HOSTILE, address=HOSTILE, hours_raw=HOSTILE, brand=HOSTILE, source=HOSTILE),),
        gaps=(gap(nearest=HOSTILE, remedy_station=HOSTILE, streets=(HOSTILE,), district=HOSTILE),),
    )

    html = page(hostile, lang=lang)

    assert "<script>window.XSS" not in html
    assert "<img src=x" not in html
    assert html.count("<script>") == html.count("</script>") == 3


def test_the_chinese_page_has_no_english_words() -> None:
    visible = unescape(re.sub(r"<[^>]*>", " ", own_words(page(contents(), lang="zh"))))

    assert set(re.findall(r"[A-Za-z]{2,}", visible)) <= {"ab" * 32}


def test_the_english_page_has_no_chinese_words_of_its_own() -> None:
    facts = {"area_km2": 1.0, "boundary_source": "Test", "boundary_year": None}
    demand = {**contents().demand, "source": "points.csv"}
    english = contents(areas=(area(name="West", facts=facts),), demand=demand)

    visible = re.sub(r"<[^>]*>", " ", own_words(page(english, lang="en")))

    assert re.findall(r"[\u4e00-\u9fff]+", visible) == []


@pytest.mark.parametrize("key", LAYERS)
def test_every_layer_is_handed_to_the_page(key: str) -> None:
    html = page(contents(), lang="zh")

    assert re.search(rf"yizhan\.start\([^;]*\b{key}: \w+", html)
    assert LAYERS[key].label.zh
    assert LAYERS[key].label.en


def test_the_legend_counts_every_cell_once() -> None:
    shown = scene(contents(), lang="en")

    lines = band_lines(shown)

    sure = shown.contents.cells.sure_m
    bounds_m = [shown.contents.question.reach_dm(minutes) / 10 for minutes in minutes_of(shown.contents)]
    within = [int((sure <= bound).sum()) for bound in bounds_m]
    expected = [within[0], within[1] - within[0], within[2] - within[1], 6, 19 - within[2] - 6]
    assert [int(line.count.split()[0]) for line in lines] == expected
    assert [line.texture for line in lines] == ["", "", "", "maybe", ""]


def test_of_fewer_than_five_no_share_is_given() -> None:
    few = area(weight=4.0, figures=dict.fromkeys(area().figures, Figure(3.0, 4.0)))

    html = page(contents(areas=(few,), gaps=()), lang="zh")

    assert "3 / 4 家" in html
    assert "%" not in own_words(html)


def test_a_district_without_a_figure_is_hatched_and_zero_is_not() -> None:
    unknown = area(adcode="410103", figures={**area().figures, "covered_sure": Figure(None, 10.0)})
    none = area(figures={**area().figures, "covered_sure": Figure(0.0, 10.0)})

    html = page(contents(areas=(area(), none, unknown)), lang="zh")

    section = html[html.index('data-fill="covered_sure"') :].split("</section>")[0]
    assert re.findall(r'class="swatch ?(\w*)" data-color="([^"]*)"></i><span>([^<]*)', section) == [
        ("", "#ffffff", "0"),
        ("hatched", "#d9dce1", "无数据"),
    ]


def test_stations_around_the_district_are_counted_apart_from_those_in_it() -> None:
    stations = (*contents().stations, station(id=3, code="Y3", is_inside=False))

    assert page(contents(stations=stations), lang="zh").count("（区内 2，周边 1）</span>") == 2
    assert " (2 in the district, 1 around)</span>" in page(contents(stations=stations), lang="en")
    assert "周边" not in own_words(page(contents(), lang="zh"))


def test_a_figure_that_no_district_has_cannot_be_chosen() -> None:
    bare = area(figures={**area().figures, "median_m": Figure(None)})

    html = page(contents(areas=(bare,)), lang="zh")

    assert re.search(r'<option value="median_m" disabled>', html)
    assert all(f'<option value="{key}"' in html for key in SHOWN)


def test_a_run_without_stations_streets_or_gaps_is_drawn_too() -> None:
    html = page(contents(stations=(), lines=np.empty((0, 2, 2)), gaps=()), lang="zh")

    assert "本区域内没有对户外劳动者开放的在用站点。" in html
    assert not re.search(r"yizhan\.start\([^;]*\b(streets|stations|needs|gaps): ", html)


def test_a_city_of_five_thousand_stations_fits_into_three_megabytes(large: str) -> None:
    assert len(large.encode()) <= MOST_BYTES
    assert len(re.findall(r"第\d+银行网点驿站", large)) == 5000


def test_cells_joined_to_save_room_are_said_to_be_in_words(large: str) -> None:
    small = page(contents(), lang="zh")

    assert re.search(r"单元合并成边长约 \d+ 米的六边形（原为 \d+ 米）", large)
    assert "单元合并成" not in own_words(small)


def test_the_legend_counts_the_cells_also_where_they_are_joined(large: str) -> None:
    whole = city(5000).cells

    sure = whole.sure_m <= contents().question.reach_dm(5) / 10
    assert count_of(large, "确定：5 分钟内").startswith(f"{whole.weight[sure].sum():,.0f} ")


def test_gaps_that_are_not_drawn_are_counted_in_words(large: str) -> None:
    assert "共 300 处空白，绘出最大的 100 处。" in large


def test_streets_that_are_too_many_are_told_and_the_longest_are_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    long, short = [[LON, LAT], [LON + 0.02, LAT]], [[LON, LAT + 0.01], [LON + 0.001, LAT + 0.01]]
    monkeypatch.setattr(layers, "STREET_STEPS", 2)

    drawn = scene(contents(lines=np.array([short, long])), lang="zh")

    assert [list(line.coords) for line in layers.streets_drawn(drawn)] == [[tuple(end) for end in long]]
    assert "共 2 段道路，绘出最长的 1 段。" in page(drawn.contents, lang="zh")


def test_what_is_not_known_of_a_station_is_a_letter_of_its_own() -> None:
    partly = station(open="unknown", answers="unknown", has={**station().has, "toilet": "no"})

    html = page(contents(stations=(partly,)), lang="zh")

    said = re.search(r'"Y000011"\]\]', html)
    letters = json.loads(f'"{re.findall(r"[ynu]{13}", html)[0]}"')
    assert said
    assert letters[:3] == "uun"
    assert letters[3:].count("n") == 1
