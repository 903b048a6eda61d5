"""Streets searched by name, on a PostGIS."""

import json
from collections.abc import Mapping

import pytest
from shapely import LineString, box, to_wkb
from shapely.geometry import shape
from sqlalchemy.orm import Session

from stations import registry
from stations.registry import NetworkRow, PlaceView, StreetRow
from tests.factories import Add, square

Ends = tuple[tuple[float, float], tuple[float, float]]
BUND: Ends = ((121.489, 31.240), (121.491, 31.236))
NEXT_TO_IT: Ends = ((121.491, 31.236), (121.493, 31.232))
FAR_FROM_IT: Ends = ((121.60, 31.30), (121.61, 31.30))


def bring_in(session: Session, streets: Mapping[Ends, str]) -> None:
    extent = to_wkb(box(121, 31, 122, 32), hex=True, include_srid=True)
    rows = [
        StreetRow(number, "residential", name, 14, to_wkb(LineString(ends), hex=True))
        for number, (ends, name) in enumerate(streets.items(), start=1)
    ]
    registry.put_streets(session, NetworkRow("shanghai", "0" * 64, "test", extent), [rows])


def found(session: Session, q: str) -> list[PlaceView]:
    return [place for place in registry.places(session, q) if place.kind == "street"]


@pytest.mark.parametrize("q", ["中山东一路", "zhongshandong", "ZSDYL", "東一路"])
def test_a_street_is_found_once_however_many_pieces_it_has(session: Session, q: str) -> None:
    registry.put_districts(session, [square("310101", west=121.45, south=31.2, name="黄浦区")])
    bring_in(session, {BUND: "中山东一路", NEXT_TO_IT: "中山东一路", FAR_FROM_IT: "别的路"})

    (street,) = found(session, q)

    assert (street.name, street.detail) == ("中山东一路", "黄浦区")
    assert LineString([*BUND, NEXT_TO_IT[1]]).distance(LineString([(street.lon, street.lat)] * 2)) < 1e-9


def test_streets_of_one_name_far_apart_are_two(session: Session) -> None:
    bring_in(session, {BUND: "人民路", FAR_FROM_IT: "人民路"})

    lons = sorted(round(place.lon, 3) for place in found(session, "人民路"))

    assert lons == [121.49, 121.605]


def test_streets_that_were_replaced_and_streets_without_a_name_are_not_found(session: Session) -> None:
    bring_in(session, {BUND: "旧路", FAR_FROM_IT: ""})
    bring_in(session, {BUND: "新路"})

    assert [place.name for place in found(session, "路")] == ["新路"]


def test_chief_roads_are_those_named_first_then_the_longest_of_high_class_cut_at_the_border(session: Session) -> None:
    extent = to_wkb(box(121, 31, 122, 32), hex=True, include_srid=True)
    kinds = (("短巷", 14, 0.01), ("小路", 14, 0.05), ("次干道", 11, 0.08), ("主干道", 10, 0.9), ("", 10, 0.5))
    rows = [
        StreetRow(
            at,
            "x",
            name,
            zoom,
            to_wkb(LineString([(121.4, 31.2 + 0.01 * at), (121.4 + long, 31.2 + 0.01 * at)]), hex=True),
        )
        for at, (name, zoom, long) in enumerate(kinds)
    ]
    registry.put_streets(session, NetworkRow("shanghai", "0" * 64, "test", extent), [rows])
    place = box(121.4, 31, 121.5, 32).wkt

    roads = registry.chief_roads(session, "0" * 64, place, first=["短巷"], most=3)

    assert [name for name, _ in roads] == ["短巷", "主干道", "次干道"]
    lengths = [shape(json.loads(line)).length for _, line in roads]
    assert lengths == pytest.approx([0.01, 0.1, 0.08], abs=1e-4)
    assert registry.chief_roads(session, "1" * 64, place, first=[], most=3) == []


def test_a_station_comes_before_a_street_of_the_same_rank(session: Session, add: Add) -> None:
    bring_in(session, {BUND: "长安街"})
    add({"name": "长安街"}, {"name": "长安街驿站"})

    assert [place.name for place in registry.places(session, "长安街")] == ["长安街", "长安街", "长安街驿站"]
    assert [place.kind for place in registry.places(session, "长安街")] == ["station", "street", "station"]
