"""Stations beside a route against brute force: every station measured to many points of it by PROJ."""

from datetime import timedelta
from itertools import pairwise
from typing import Any

import numpy as np
import pytest

from stations.errors import InputError
from stations.search import Filters, Hit, Route, along
from tests.stations.read_model.worlds import BEGIN, GEOD, passes, row, scattered, snapshot_of

ROUTE = [(116.30, 39.86), (116.40, 39.90), (116.40, 39.95), (116.46, 39.95)]
STEP_M = 0.5
ASKED = Filters(at=BEGIN, opening="any")


def steps(points: list[tuple[float, float]]) -> np.ndarray[Any, Any]:
    """Return (3, n): lon and lat of points of a route half a metre apart, and how far along they are."""
    found, at_m = [], 0.0
    for (lon1, lat1), (lon2, lat2) in pairwise(points):
        azimuth, _, length_m = GEOD.inv(lon1, lat1, lon2, lat2)
        way = np.append(np.arange(0, length_m, STEP_M), length_m)
        ones = np.ones(len(way))
        lon, lat, _ = GEOD.fwd(lon1 * ones, lat1 * ones, azimuth * ones, way)
        found.append(np.array([lon, lat, way + at_m]))
        at_m += length_m
    return np.hstack(found)


def test_along_equals_brute_force() -> None:
    rows = [one for one in scattered(np.random.default_rng(5), 300) if abs(one.lon - 116.4) < 0.3]
    found = along(snapshot_of(rows[::2], rows[1::2]), _route(buffer_m=1500, limit=1000))
    lon, lat, far_m = steps(ROUTE)

    expected = []
    for one in rows:
        metres = GEOD.inv(lon, lat, np.full(len(lon), one.lon), np.full(len(lon), one.lat))[2]
        if metres.min() <= 1500 and passes(one, ASKED):
            expected.append((one.id, metres.min(), far_m[metres.argmin()]))

    assert {hit.id for hit in found} == {number for number, _, _ in expected}
    assert len(found) > 30
    of_id = {hit.id: hit for hit in found}
    for number, metres, at_m in expected:
        assert of_id[number].distance_m == pytest.approx(metres, abs=0.1)
        assert of_id[number].along_m == pytest.approx(at_m, abs=2)
    assert [hit.along_m for hit in found] == sorted(hit.along_m for hit in found)


def _route(**values: object) -> Route:
    return Route(points=ROUTE, filters=ASKED, **values)  # type: ignore[arg-type]  # of a Route


def _times(hits: list[Hit]) -> list[tuple[int, str]]:
    return [(hit.travel_time_s, hit.state) for hit in hits]


def test_time_is_that_along_the_route_and_then_to_the_door() -> None:
    route = [(116.4, 39.9), (116.5, 39.9)]
    beside = row(1, lon=116.45, lat=39.901, hours_osm="Mo-Su 00:00-00:30")

    (hit,) = along(snapshot_of([beside]), Route(points=route, filters=Filters(at=BEGIN, opening="any", mode="ebike")))

    assert hit.travel_time_s == pytest.approx(hit.along_m / 4.2 + hit.distance_m * 1.3 / 4.2, abs=1)
    assert hit.arrives_s == int(BEGIN.timestamp()) + hit.travel_time_s
    assert hit.state == "closing_soon"


def test_what_is_shut_when_one_passes_is_left_out() -> None:
    route = [(116.4, 39.9), (116.5, 39.9)]
    near, far = row(1, lon=116.401, hours_osm="Mo-Su 00:00-00:30"), row(2, lon=116.499, hours_osm="Mo-Su 00:00-00:30")
    snapshot = snapshot_of([near, far])

    now = along(snapshot, Route(points=route, filters=Filters(at=BEGIN, mode="ebike")))
    later = along(snapshot, Route(points=route, filters=Filters(at=BEGIN + timedelta(hours=1), mode="ebike")))

    assert [hit.id for hit in now] == [1]  # the other is passed after 34 minutes
    assert not list(later)


def test_a_route_across_the_date_line_finds_both_sides() -> None:
    snapshot = snapshot_of([row(1, lon=-179.99, lat=-15), row(2, lon=179.99, lat=-15)])
    route = Route(points=[(179.98, -15.0), (-179.98, -15.0)], filters=Filters(at=BEGIN))

    assert [hit.id for hit in along(snapshot, route)] == [2, 1]


def test_a_route_of_one_point_is_an_error() -> None:
    with pytest.raises(InputError):
        Route(points=[(116.4, 39.9)], filters=Filters(at=BEGIN))


def test_a_route_too_long_to_be_searched_is_refused_in_words() -> None:
    with pytest.raises(InputError, match="1000 km at most"):
        Route(points=[(116.4, 39.9), (116.4, 30.8)], filters=Filters(at=BEGIN))  # 1,009 km
