"""Hours on arrival: state, end and next opening are what the hours say when asked alone."""

from datetime import UTC, datetime, timedelta

import numpy as np
import pytest

from stations import hours
from stations.search import MODES, NEVER, Filters, ModeCode, Query, nearest
from tests.stations.read_model.worlds import BEGIN, SCHEDULES, row, snapshot_of

SEASONAL = "Apr-Sep Mo-Su 08:00-20:00; Oct-Mar Mo-Su 09:00-17:00"


def seconds(instant: datetime | None) -> int:
    return NEVER if instant is None else int(instant.timestamp())


@pytest.mark.parametrize("canonical", [*SCHEDULES, SEASONAL, "Jan Mo-Su 08:00-20:00"])
def test_every_arrival_finds_what_the_hours_say_at_that_instant(canonical: str | None) -> None:
    canonical = hours.read(canonical).canonical
    snapshot = snapshot_of([row(1, hours_osm=canonical)])
    random = np.random.default_rng(3)

    for _ in range(200):
        at = BEGIN + timedelta(seconds=int(random.integers(-20 * 86_400, 200 * 86_400, dtype=int)) // 60 * 60 * 60)
        at += timedelta(seconds=int(random.integers(0, 86_400)))
        at = min(at, datetime(2027, 6, 1, tzinfo=UTC))
        lon = 116.4 + float(random.uniform(0, 0.4))
        (hit,) = nearest(snapshot, Query(lon=lon, lat=39.9, filters=Filters(at=at, opening="any")))
        expected = hours.opening_at(
            canonical, datetime.fromtimestamp(hit.arrives_s, UTC), calendar=hours.Calendar.packaged()
        )

        assert hit.state == expected.state
        assert (hit.until_s, hit.next_open_s) == (seconds(expected.until), seconds(expected.next_open)), at


@pytest.mark.parametrize("mode", ["walk", "ebike", "drive"])
def test_time_is_distance_times_detour_over_speed_rounded_up(mode: ModeCode) -> None:
    snapshot = snapshot_of([row(1, lon=116.42)])

    (hit,) = nearest(snapshot, Query(lon=116.4, lat=39.9, filters=Filters(at=BEGIN, mode=mode)))

    speed, detour = {"walk": (1.25, 1.3), "ebike": (4.2, 1.3), "drive": (7.0, 1.4)}[mode]
    assert (MODES[mode].speed_m_s, MODES[mode].detour) == (speed, detour)
    assert 0 <= hit.travel_time_s - hit.distance_m * detour / speed < 1
    assert hit.arrives_s == int(BEGIN.timestamp()) + hit.travel_time_s


def test_one_that_shuts_before_arrival_is_left_out_and_one_nobody_knows_is_kept() -> None:
    at = BEGIN + timedelta(hours=17, minutes=25)
    shutting = row(1, lon=116.42, hours_osm="Mo-Fr 08:30-17:30")  # 1.7 km: half an hour on foot
    snapshot = snapshot_of([shutting, row(2, lon=116.43)])

    on_foot, by_car = (
        [(hit.id, hit.state) for hit in nearest(snapshot, Query(lon=116.4, lat=39.9, filters=filters))]
        for filters in (Filters(at=at), Filters(at=at, mode="drive"))
    )

    assert on_foot == [(2, "unknown")]
    assert by_car == [(2, "unknown")]
    closest = next(iter(nearest(snapshot, Query(lon=116.4199, lat=39.9, filters=Filters(at=at)))))
    assert closest.state == "closing_soon"


def test_whoever_arrives_after_six_days_is_told_nothing() -> None:
    snapshot = snapshot_of([row(1, hours_osm="24/7")])

    (hit,) = nearest(snapshot, Query(lon=100, lat=30, filters=Filters(at=BEGIN)))  # 1,850 km: 22 days on foot

    assert (hit.state, hit.until_s, hit.next_open_s) == ("unknown", NEVER, NEVER)
