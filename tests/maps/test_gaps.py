import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import shapely
from sqlalchemy.orm import Session

from maps import answering, gaps, week
from maps.answering import Answer
from maps.city import City
from maps.demand.cells import at, gathered
from maps.gaps import ORDER
from maps.question import Question
from maps.runs import exports, running
from stations import geo, registry
from tests.factories import Add, square
from tests.maps.osm.files import Way
from tests.maps.streets.towns import STREET, town
from tests.maps.test_answering import SIDE, SOUTH, WEST, asked, city_of

MIDDLE = {"lon": WEST + SIDE / 2, "lat": SOUTH + SIDE / 2}
OPEN = {"hours_osm": "24/7", "hours_parse": "ok"}
SHUT = {"hours_osm": "Mo-Fr 08:00-18:00", "hours_parse": "ok"}
NIGHT = week.parse_hour("Sat 22:00")


@pytest.fixture
def huangpu(session: Session) -> None:
    registry.put_districts(
        session,
        [
            square("310101", west=WEST, south=SOUTH, side=SIDE),
            square("310101001", west=WEST, south=SOUTH, side=SIDE / 2, parent_adcode="310101", level="township"),
        ],
    )


def answered(session: Session, home: Path, question: Question) -> Answer:
    return answering.answer(city_of(session, home, question), question)


def reason_at(found: Answer, lon: float, lat: float) -> str:
    """Return the reason for the cell nearest to a place."""
    cells = found.city.cells
    nearest = geo.distance_m(lon, lat, cells.lon, cells.lat).argmin()
    return str(ORDER[gaps.reasons(found)[nearest]])


@pytest.mark.usefixtures("huangpu")
def test_gaps_and_what_is_covered_make_up_everything(session: Session, add: Add, tmp_path: Path) -> None:
    rng = np.random.default_rng(5)
    lon, lat = rng.uniform(WEST, WEST + SIDE, 12), rng.uniform(SOUTH, SOUTH + SIDE, 12)
    add(*({"lon": x, "lat": y} for x, y in zip(lon.tolist(), lat.tolist(), strict=True)))
    question = asked(minutes=6)
    found = answered(session, tmp_path, question)

    told = gaps.find(found)

    whole = answering.rows(found)[0]
    band = question.bands_min.index(6)
    assert len(told) > 1
    assert sum(gap.weight for gap in told) == pytest.approx(whole["weight"] - whole["covered_sure"][band])
    assert [gap.weight for gap in told] == sorted((gap.weight for gap in told), reverse=True)
    assert np.sort(np.concatenate([gap.cells for gap in told])).tolist() == gaps.uncovered(found).tolist()
    shapes = gaps.outlines(found, told)
    assert not any(one.overlaps(other) for one in shapes for other in shapes)
    for gap, shape in zip(told, shapes, strict=True):
        assert geo.geodesic_area_km2(shape) == pytest.approx(gap.area_km2, rel=2e-3)  # sides of H3 are no geodesics


@pytest.mark.usefixtures("huangpu")
def test_the_nearest_station_is_measured_by_the_way_or_straight_where_it_leads_nowhere(
    session: Session, add: Add, tmp_path: Path
) -> None:
    (corner,) = add({"lon": WEST, "lat": SOUTH})
    found = answered(session, tmp_path, asked(way="detour", minutes=5))

    (gap,) = gaps.find(found)

    lon, lat = found.city.cells.lon[gap.middle], found.city.cells.lat[gap.middle]
    assert gap.nearest == (corner, geo.distance_m(float(lon), float(lat), WEST, SOUTH), "straight")
    (near,) = add({"lon": float(lon) + 0.006, "lat": float(lat)})
    found = answered(session, tmp_path, asked(way="detour", minutes=5, k=2))
    by_way = gaps.find(found)[0]
    assert by_way.nearest is not None
    assert (by_way.nearest.id, by_way.nearest.way) == (near, "detour")
    middle = by_way.middle
    straight_m = geo.distance_m(found.city.cells.lon[middle], found.city.cells.lat[middle], float(lon) + 0.006, lat)
    assert by_way.nearest.distance_m == pytest.approx(float(straight_m) * 1.3, abs=0.1)


@pytest.mark.usefixtures("huangpu")
def test_why_tells_shut_from_lacking_from_unknown_from_too_few(session: Session, add: Add, tmp_path: Path) -> None:
    question = asked(needs=("toilet",), hour=NIGHT, minutes=5)
    assert reason_at(answered(session, tmp_path, question), *MIDDLE.values()) == "none_near"
    for values, reason in (
        ({"amenities": {"toilet": "no"}, **OPEN}, "lacks_need"),
        ({"amenities": {"toilet": "yes"}, **SHUT}, "shut_then"),
        ({"amenities": {"toilet": "yes"}}, "unknown"),
        ({**OPEN}, "unknown"),
    ):
        add({**MIDDLE, **values})
        assert reason_at(answered(session, tmp_path, question), *MIDDLE.values()) == reason
    add({"lon": WEST, "lat": SOUTH, "amenities": {"toilet": "yes"}, **OPEN})
    assert reason_at(answered(session, tmp_path, replace(question, k=2)), WEST, SOUTH) == "too_few"


@pytest.mark.usefixtures("huangpu")
def test_a_gap_says_how_much_of_it_may_be_covered_all_the_same(session: Session, add: Add, tmp_path: Path) -> None:
    add({**MIDDLE})
    found = answered(session, tmp_path, asked(hour=NIGHT, minutes=5))

    (gap,) = gaps.find(found)

    may = answering.rows(found)[0]["covered_may"][0]
    assert gap.weight_may == pytest.approx(may)
    assert 0 < gap.weight_may < gap.weight
    assert gap.reason == "none_near"
    assert gap.adcode in {"310101", "310101001"}


@pytest.mark.usefixtures("huangpu")
def test_where_nobody_is_there_is_no_gap(session: Session, tmp_path: Path) -> None:
    question = asked()
    city = city_of(session, tmp_path, question)
    empty = replace(city.demand, cells=city.cells._replace(weight=np.zeros(len(city.cells.h3))))

    assert gaps.find(answering.answer(replace(city, demand=empty), question)) == []


@pytest.mark.usefixtures("huangpu")
def test_features_are_valid_geojson_in_order(session: Session, add: Add, tmp_path: Path) -> None:
    add(MIDDLE)
    run = running.work_out(city_of(session, tmp_path, asked()), asked())

    written = json.loads(exports.gaps_geojson({"run": run.id}, run.gap_features))

    assert (written["type"], written["run"]) == ("FeatureCollection", run.id)
    features = written["features"]
    assert [each["properties"]["rank"] for each in features] == list(range(1, len(run.gaps) + 1))
    assert {each["properties"]["remedy"]["action"] for each in features} == {"open"}
    for each in features:
        shape = shapely.from_geojson(json.dumps(each["geometry"]))
        assert shape.is_valid
        assert all(part.exterior.is_ccw for part in shapely.get_parts(shape))


def across_the_river(session: Session, home: Path) -> tuple[City, Question]:
    """Return two streets 200 m apart, joined 3 km to the west, and people on both and far from either."""
    points = {
        1: (WEST, SOUTH + 0.010),
        2: (WEST + SIDE, SOUTH + 0.010),
        3: (WEST, SOUTH + 0.012),
        4: (WEST + SIDE, SOUTH + 0.012),
    }
    ways: list[Way] = [([2, 1, 3, 4], STREET)]
    network = town(home, points, *ways)
    lon = np.array([WEST + 0.035, WEST + 0.035, WEST + 0.02])
    lat = np.array([SOUTH + 0.010, SOUTH + 0.0125, SOUTH + 0.035])
    city = city_of(session, home, asked())
    people = gathered(at(lon, lat, res=10), np.array([1.0, 5.0, 2.0]))
    question = asked(way="streets", streets="town")
    return replace(city, network=network, demand=replace(city.demand, cells=people)), question


@pytest.mark.usefixtures("huangpu")
def test_a_river_is_a_barrier_and_what_is_far_from_streets_is_that(session: Session, add: Add, tmp_path: Path) -> None:
    add({"lon": WEST + 0.035, "lat": SOUTH + 0.010})
    city, question = across_the_river(session, tmp_path)

    told = gaps.find(answering.answer(city, question))

    assert [(gap.weight, gap.reason) for gap in told] == [(5.0, "barrier"), (2.0, "off_streets")]
    assert all(gap.nearest is not None and gap.nearest.way == "straight" for gap in told)
    assert told[0].nearest is not None
    assert 150 < told[0].nearest.distance_m < 450
