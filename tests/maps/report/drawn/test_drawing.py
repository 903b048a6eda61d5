import re
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from itertools import combinations
from typing import Any

import numpy as np
import pytest
from matplotlib.colors import to_rgb
from matplotlib.figure import Figure as Sheet
from matplotlib.transforms import Bbox
from pypdf import PdfReader
from shapely import Point, Polygon, box

from maps.coverage_metrics import Figure
from maps.question import Question
from maps.report import office, pages
from maps.report.contents import Area, Contents, Hour, Station
from maps.report.drawn import chart, drawing, foot, scale, signs
from maps.report.drawn.canvas import sheet
from maps.report.drawn.plane import BARE, LAND, MAY, NONE, SURE, Plane
from maps.report.files import pdf
from maps.report.words.wording import say
from stations.language import Lang
from stations.vocabulary import NEEDS
from tests.maps.found import LAT, LON, TEN, area, cells, contents, disk, gap, station

SQUARE = box(113.6, 34.7, 113.8, 34.9)
LYING, STANDING = box(113.0, 34.745, 114.3, 34.755), box(113.645, 34.2, 113.655, 35.3)
WORDY = Question(area="410100", way="straight", needs=tuple(need.code for need in NEEDS), hour=142)
AROUND = ("新疆维吾尔自治区", {"410100": SQUARE, "410200": box(113.6, 34.9, 113.9, 35.9)})


def whole(shape: Polygon, **values: object) -> Area:
    """Return a district above others, with a long name."""
    told: dict[str, Any] = {"adcode": "410100", "name": "双江拉祜族佤族布朗族傣族自治县", "level": "city"}
    return area(**{**told, "parent_adcode": None, "shape": shape, **values})


def at(*places: tuple[float, float]) -> tuple[Station, ...]:
    """Return stations at places (lon, lat)."""
    return tuple(station(id=number, code=f"Y{number}", lon=lon, lat=lat) for number, (lon, lat) in enumerate(places, 1))


def crowded(stations: int, *, apart: float) -> Contents:
    """Return a square of two tenths of a degree: so many stations in a row at its middle, and eight at its corners."""
    row = [(113.7 + apart * (number - (stations - 1) / 2), 34.8) for number in range(stations)]
    corners = [(lon, lat) for lon in (113.605, 113.795, 113.61, 113.79) for lat in (34.705, 34.895)]
    return contents(areas=(whole(SQUARE),), stations=at(*row, *corners))


def wordy(shape: Polygon) -> Contents:
    """Return a run with all that a legend and an origin can hold."""
    return contents(
        areas=(whole(shape), area(shape=shape)),
        question=WORDY,
        around=AROUND,
        stations=(station(source="示例"),),
    )


def bare(shape: Polygon) -> Contents:
    """Return a run of a district of which nothing is known."""
    nothing = {"stations": (), "gaps": (), "cells": cells(disk(0)[:0]), "lines": np.empty((0, 2, 2))}
    return contents(areas=(whole(shape),), **nothing)


def parts(figure: Sheet) -> Iterator[Bbox]:
    """Yield the places of legend, texts, insets and map, in dots."""
    figure.draw_without_rendering()
    yield from (legend.get_window_extent() for legend in figure.legends)
    yield from (text.get_window_extent() for text in figure.texts)
    yield from (axes.get_window_extent() for axes in figure.axes)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("shape", [SQUARE, LYING, STANDING], ids=["square", "lying", "standing"])
def test_nothing_on_the_sheet_of_a_district_touches_another_thing(shape: Polygon, lang: Lang) -> None:
    plane = Plane(wordy(shape))

    with sheet(*(drawing.WIDE_MM if plane.is_wide else drawing.TALL_MM)) as figure:
        low = foot.draw(figure, plane, lang, map_number=None, is_centre=False)
        figure.add_axes((0, low, 1, 1 - low))
        places = list(parts(figure))

    assert len(places) == 6  # legend, notice, origin, name of the inset, inset, map
    assert [pair for pair in combinations(places, 2) if pair[0].overlaps(pair[1])] == []
    assert all(figure.bbox.x0 <= place.x0 and place.x1 <= figure.bbox.x1 and place.y0 >= -1 for place in places)
    assert say("demo", lang) in [text.get_text() for text in figure.texts]


def legend(of: Contents, *, is_centre: bool = False) -> list[str]:
    with sheet(*drawing.TALL_MM) as figure:
        foot.draw(figure, Plane(of), "en", map_number=None, is_centre=is_centre)
        return [text.get_text() for text in figure.legends[0].get_texts()]


def test_the_legend_tells_of_borders_streets_blank_ground_and_signs_only_where_they_are_drawn() -> None:
    ground = contents(demand={**contents().demand, "kind": "area"}, areas=(whole(SQUARE),))

    assert legend(contents()) == [
        *("Surely covered", "Possibly: hours or amenities unknown", "Not covered", "Ground without demand"),
        *("Border of 测试市", "Borders of districts below", "Streets used"),
        *("Station surely of use then", "Station possibly of use", "Station not of use then", "Rank of a gap (1 of 1)"),
    ]
    assert legend(bare(SQUARE))[4:] == ["Border of 双江拉祜族佤族布朗族傣族自治县"]
    assert not {"Ground without demand", "Borders of districts below"} & set(legend(ground))


def test_where_stations_crowd_the_box_of_three_fifths_of_them_is_drawn_anew() -> None:
    crowd = crowded(21, apart=0.001)
    own = Plane(crowd)
    # of 29 stations the 17th and 18th from the middle stand 0.008° and 0.009° from it: three fifths are at 28 × 0.6
    east, middle = own.of([Point(113.7 + 0.0088, 34.8), Point(113.7, 34.8)])

    drawn = drawing.centre(own, "zh")

    assert own.centre is not None
    assert own.centre.centroid.distance(middle) < 1
    assert (own.centre.bounds[2] - middle.x) / (east.x - middle.x) == pytest.approx(1.15, rel=0.001)
    assert drawn == drawing.centre(Plane(crowd), "zh")
    assert "Extent of the enlarged centre" in legend(crowd)
    assert not {"Extent of the enlarged centre", "Border of 双江拉祜族佤族布朗族傣族自治县"} & set(
        legend(crowd, is_centre=True)
    )


def test_the_box_of_a_crowd_at_the_border_lies_in_that_of_the_district() -> None:
    crowd = at(*((113.6 + 0.0005 * number, 34.9) for number in range(20)))
    plane = Plane(contents(areas=(whole(SQUARE),), stations=crowd))

    assert plane.centre is not None
    assert box(*plane.whole.bounds).buffer(0.01).contains(plane.centre)
    assert plane.centre.buffer(0.01).covers(plane.of([Point(113.6, 34.9)]).iloc[0])


def test_where_few_stations_stand_or_they_are_spread_nothing_is_drawn_anew() -> None:
    row = [(113.7 + 0.0005 * number, 34.8) for number in range(20)]
    few, enough = (contents(areas=(whole(SQUARE),), stations=at(*row[:count])) for count in (19, 20))
    # three fifths within 0.0352° of the middle, and 1.15 times that to each side: two fifths of the district's 0.2°
    spread = crowded(21, apart=0.004)

    assert Plane(enough).centre is not None
    assert Plane(few).centre is None
    assert Plane(spread).centre is None
    assert drawing.centre(Plane(spread), "zh") is None


def test_a_sign_that_the_edge_would_cut_is_left_out_and_the_bar_of_scale_hides_none() -> None:
    places = [(LON, LAT), (LON - 0.0109, LAT), (LON - 0.009, LAT - 0.0075), (LON + 0.02, LAT)]
    plane = Plane(contents(stations=at(*places), gaps=()))
    x, y = (float(along[0]) for along in plane.points(plane.contents.stations))

    with sheet(drawing.SMALL_MM, drawing.SMALL_MM) as figure:
        axes = figure.add_axes((0, 0, 1, 1))
        axes.set(xlim=(x - 1000, x + 1000), ylim=(y - 1000, y + 1000))
        hidden = signs.draw_stations(axes, plane)
        bar = scale.draw_scale(axes, hidden)
        drawn = sum(len(np.asarray(line.get_xdata())) for line in axes.lines[:3])

    assert drawn == 2  # one of four stands at the edge, one beyond
    assert (bar.x0, bar.y0) == (pytest.approx(figure.bbox.x1 - bar.width), 0)  # the lower left corner has a station
    assert not any(bar.overlaps(place) for place in signs.signs_of(axes, plane)[:3])


def test_gaps_of_like_size_are_drawn_on_one_scale_others_each_on_its_own() -> None:
    small, middle, large = (gap(shape=Point(LON, LAT).buffer(size)) for size in (0.004, 0.008, 0.03))
    plane = Plane(contents())

    alike, unlike = drawing.half_widths_m(plane, [small, middle]), drawing.half_widths_m(plane, [small, large])

    assert alike[0] == alike[1] == pytest.approx(0.008 * 110_900 + 350, rel=0.01)
    assert unlike[1] > 3 * unlike[0]
    assert drawing.half_widths_m(plane, []) == []


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(
    "of",
    [
        bare(SQUARE),
        bare(STANDING),
        wordy(LYING),
        contents(
            areas=(whole(Point(LON, LAT).buffer(0.003)),),
            cells=cells(disk(0)),
            gaps=(gap(shape=Point(LON, LAT).buffer(0.0005)),),
        ),
    ],
    ids=["nothing", "thin and nothing", "thin", "one cell"],
)
def test_districts_of_any_shape_and_with_nothing_in_them_are_drawn(of: Contents, lang: Lang) -> None:
    plane = Plane(of)
    halves = drawing.half_widths_m(plane, of.gaps)

    vector, raster = drawing.district(plane, lang)
    cards = [drawing.gap(plane, each, half) for each, half in zip(of.gaps, halves, strict=True)]

    assert vector.startswith(b"<?xml")
    assert raster.startswith(b"\x89PNG")
    assert all(b"<svg" in card for card in cards)


def grey(color: str) -> float:
    """Return how light a colour is without its hue, from 0 to 255 (ITU-R BT.601)."""
    return float(np.dot(to_rgb(color), (0.299, 0.587, 0.114)) * 255)


def test_in_black_and_white_ground_can_be_told_apart() -> None:
    shades = sorted(grey(color) for color in (SURE, NONE, MAY, LAND))

    assert min(np.diff(shades)) > 15
    assert grey(LAND) < 255 - 10 > grey(BARE)


@pytest.mark.parametrize(
    ("greatest", "end"), [(0.0, 1), (0.003, 0.01), (0.0179, 0.02), (0.02, 0.02), (0.11, 0.2), (0.5, 0.5), (0.51, 1)]
)
def test_the_curve_ends_at_the_least_round_share_that_holds_it_and_from_half_on_at_the_whole(
    greatest: float, end: float
) -> None:
    hour = Hour(sure=Figure(0.0, 1000.0), may=Figure(greatest * 1000, 1000.0))

    assert chart.top([hour] * 168) == end


def test_shares_too_small_for_whole_percents_are_told_in_tenths_and_shaded_up_to_the_top() -> None:
    figures = [Figure(15.0, 1000.0), Figure(0.0, 1000.0), Figure(1.0, 2.0)]

    assert chart.heat(figures, 0.02) == [(0.75, "1.5"), (0.0, "0.0"), (None, "—")]
    assert chart.heat(figures, 0.2) == [(0.015, "2"), (0.0, "0"), (None, "—")]


@pytest.mark.parametrize(("greatest", "is_said"), [(18.0, True), (600.0, False)])
def test_the_curve_says_where_its_axis_ends_and_what_lies_between(greatest: float, *, is_said: bool) -> None:
    hour = Hour(sure=Figure(0.0, 1000.0), may=Figure(greatest, 1000.0))

    drawn = chart.curve(contents(week=(hour,) * 168), "en").decode()  # texts stand beside their outlines as comments

    assert ("The axis ends at 2%" in drawn) is is_said
    assert "In between: not known" in drawn


@pytest.mark.parametrize(("apart", "is_there"), [(0.001, True), (0.01, False)], ids=["crowded", "spread"])
def test_on_paper_the_centre_has_a_page_where_stations_crowd_and_small_shares_have_tenths(
    apart: float, *, is_there: bool
) -> None:
    hour = Hour(sure=Figure(0.0, 1000.0), may=Figure(18.0, 1000.0))
    known = whole(SQUARE, bands=((15.0, TEN, TEN),))
    told = replace(crowded(21, apart=apart), week=(hour,) * 168, areas=(known,))
    plane = Plane(told)
    pictures = {"map.svg": drawing.district(plane, "zh")[0], "hours.svg": chart.curve(told, "zh")}
    if enlarged := drawing.centre(plane, "zh"):
        pictures["centre.svg"] = enlarged
    card, half_m = told.gaps[0], drawing.half_widths_m(plane, told.gaps)[0]
    pictures["gap1.svg"] = drawing.gap(plane, card, half_m)

    written = pdf.pdf(pages.of(told, plane, "zh", map_number=None), pictures, office.read(None), seconds=0)

    text = re.sub(r"\s", "", "".join(page.extract_text() for page in PdfReader(BytesIO(written)).pages))
    assert ("中心放大图" in text) is is_there
    assert text.count("1.8" * 24) == 7  # every hour of every day
    assert "最深的颜色表示2%" in text
