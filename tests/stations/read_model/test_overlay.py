"""What was touched since the last snapshot, laid over it."""

from pathlib import Path
from typing import Any

import numpy as np

from stations.database import Database
from stations.search import Filters, Hit, Query, nearest
from stations.snapshot import building
from stations.snapshot.following import Follower
from tests.stations.read_model.steps import CALENDAR, NOW, add, run
from tests.stations.read_model.worlds import SCHEDULES


def test_the_overlay_answers_as_a_new_snapshot_does(database: Database, folder: Path) -> None:
    random = np.random.default_rng(4)
    ids = add(database, 120)
    building.build(database.url, folder, CALENDAR)
    follower = Follower(folder, CALENDAR)
    follower.start_from_disk()
    for number in random.choice(ids, 60, replace=False).tolist():
        _change(database, number, random)
    add(database, 20, source="other")

    follower.catch_up(database)
    building.build(database.url, folder, CALENDAR)
    rebuilt = Follower(folder, CALENDAR)
    rebuilt.start_from_disk()

    assert follower.snapshot is not None
    assert rebuilt.snapshot is not None
    assert len(follower.snapshot.parts) == 2
    assert follower.snapshot.stations == rebuilt.snapshot.stations
    for _ in range(300):
        query = _query(random)
        laid, anew = nearest(follower.snapshot, query), nearest(rebuilt.snapshot, query)
        assert [_told(hit) for hit in laid] == [_told(hit) for hit in anew]


def _told(hit: Hit) -> tuple[object, ...]:
    """Return all that an answer says; metres to the micrometre, for two ways of measuring agree no further."""
    return (
        hit.fragment,
        round(hit.distance_m, 6),
        hit.travel_time_s,
        hit.state,
        hit.until_s,
        hit.next_open_s,
        hit.is_sure,
    )


def _change(database: Database, number: int, random: np.random.Generator) -> None:
    canonical = SCHEDULES[random.integers(len(SCHEDULES))]
    parse = "absent" if canonical is None else "ok"
    statements: tuple[tuple[str, dict[str, Any]], ...] = (
        (
            "UPDATE station SET hours_osm = :osm, hours_parse = :parse WHERE id = :id",
            {"osm": canonical, "parse": parse},
        ),
        ("UPDATE station SET geom = st_translate(geom, 0.01, 0) WHERE id = :id", {}),
        ("UPDATE station SET sure = '{16}', may = '{16,17}' WHERE id = :id", {}),
        ("DELETE FROM station WHERE id = :id", {}),
    )
    sql, values = statements[random.integers(len(statements))]
    run(database, sql, id=number, **values)


def _query(random: np.random.Generator) -> Query:
    filters = Filters(
        at=NOW,
        codes=("toilet",) if random.random() < 0.5 else (),
        unknown="exclude" if random.random() < 0.5 else "include",
    )
    return Query(lon=float(random.normal(116.45, 0.05)), lat=39.9, filters=filters, limit=15)
