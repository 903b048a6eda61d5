"""What serves best: time, opening, needs and freshness, weighed."""

from datetime import timedelta

import pytest

from stations.search import CANDIDATES, WEIGHTS, Filters, Query, nearest
from stations.search.useful import score
from tests.stations.read_model.worlds import BEGIN, numbers, row, snapshot_of

NOON = BEGIN + timedelta(hours=12)


def query(*codes: str, limit: int = 10) -> Query:
    filters = Filters(at=NOON, codes=codes)
    return Query(lon=116.4, lat=39.9, filters=filters, limit=limit, order="useful")


def test_the_weights_make_one() -> None:
    assert sum(WEIGHTS.values()) == pytest.approx(1)


def test_one_surely_open_is_before_a_nearer_one_nobody_knows_about() -> None:
    snapshot = snapshot_of([row(1), row(2, lon=116.4001, hours_osm="24/7")])

    assert [hit.id for hit in nearest(snapshot, query())] == [2, 1]


def test_one_that_surely_has_what_is_asked_for_is_before_one_that_may_have_it() -> None:
    may, sure = row(1, may=numbers(["aed"])), row(2, lon=116.4001, may=numbers(["aed"]), sure=numbers(["aed"]))

    assert [hit.id for hit in nearest(snapshot_of([may, sure]), query("aed"))] == [2, 1]


def test_a_score_is_the_weighed_sum_worked_out_by_hand() -> None:
    here = row(1, hours_osm="Mo-Su 08:00-12:15", verified_at=NOON - timedelta(days=90))

    (hit,) = nearest(snapshot_of([here]), query())

    # time 1, opening a quarter of an hour of half an hour, needs 1, freshness halved once
    assert score(hit, now_s=NOON.timestamp()) == pytest.approx(0.5 + 0.25 / 2 + 0.15 + 0.1 / 2)


def test_the_nearest_fifty_are_weighed_and_no_more() -> None:
    near = [row(number, lon=116.4 + number * 1e-5) for number in range(1, CANDIDATES + 1)]
    best = row(99, lon=116.4 + (CANDIDATES + 1) * 1e-5, hours_osm="24/7")

    found = nearest(snapshot_of([*near, best]), query())

    assert len(found) == 10
    assert 99 not in {hit.id for hit in found}
