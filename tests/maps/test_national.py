import os
import signal
from collections.abc import Iterator
from dataclasses import fields, replace
from datetime import UTC, datetime
from multiprocessing import active_children
from pathlib import Path
from typing import Any

import distributed
import numpy as np
import pytest

from maps import city, crews, national
from maps.national import Outcome, Task
from maps.question import Question
from maps.runs import running
from stations import registry
from stations.database import Database
from stations.errors import SetupError
from stations.hours import Calendar
from tests.factories import draft, square
from tests.maps.deadly import Deadly

AS_OF = datetime(2026, 11, 22, 4, tzinfo=UTC)
WEST, SOUTH, SIDE = 121.45, 31.2, 0.02
CODES = ("310100", "320100", "330100")
TEMPLATE = Question(area="", way="detour", minutes=10)


@pytest.fixture
def country(database: Database) -> Database:
    """Return three cities side by side, the first of two counties, each with a station, and one between two."""
    cities = [square(code, west=WEST + SIDE * n, south=SOUTH, side=SIDE, level="city") for n, code in enumerate(CODES)]
    counties = [
        square(f"31010{n + 1}", west=WEST + SIDE / 2 * n, south=SOUTH, side=SIDE / 2, parent_adcode=CODES[0])
        for n in range(2)
    ]
    with database.transaction() as session:
        registry.put_districts(session, [each | {"parent_adcode": None} for each in cities] + counties)
        at = [WEST + SIDE * (n + 0.5) for n in range(3)] + [WEST + SIDE * 1.01]
        registry.upsert(session, "t", [draft(lon=lon, lat=SOUTH + SIDE / 2) for lon in at], toilet_nearby_m=150)
    return database


def tasks_of(country: Database, home: Path) -> list[Task]:
    with country.transaction() as session:
        asked = national.plan(session, TEMPLATE).questions
    return [Task(question=each, url=country.url, home=home, calendar=None, as_of=AS_OF) for each in asked]


def times_done(country: Database, outcomes: list[Outcome]) -> dict[str, Any]:
    with country.transaction() as session:
        return {each.run: registry.run(session, each.run).finished_at for each in outcomes if each.run}


def streets(country: Database, *, name: str, west: float, side: float) -> None:
    ring = square("1", west=west, south=SOUTH, side=side)["geom"].replace("MULTIPOLYGON(((", "POLYGON((")[:-1]
    with country.transaction() as session:
        registry.put_streets(session, registry.NetworkRow(name, "0" * 64, "test", ring), [])


def test_cities_are_those_of_the_country_without_overlap(country: Database) -> None:
    extra = [
        square("110000", west=110, south=30, level="province", parent_adcode=None),
        square("110101", west=110, south=30, parent_adcode="110000"),
        square("410000", west=112, south=30, level="province", parent_adcode=None),
        square("410100", west=112, south=30, level="city", parent_adcode="410000"),
        square("410101", west=112, south=30, parent_adcode="410100"),
        square("419001", west=112.1, south=30, parent_adcode="410000"),
    ]
    with country.transaction() as session:
        registry.put_districts(session, extra)

        asked = national.plan(session, TEMPLATE).questions

    assert [each.area for each in asked] == ["110000", *CODES, "410100", "419001"]
    assert {each.way for each in asked} == {"detour"}


def test_what_is_no_city_or_lies_on_one_is_left_out_and_told(country: Database) -> None:
    extra = [
        square("sector_a", west=WEST, south=SOUTH, side=SIDE / 4, level="township", parent_adcode=None),
        square("zone_b", west=WEST + 1, south=SOUTH, side=SIDE, level="zone", parent_adcode="999999"),
        square("own_c", west=WEST + SIDE * 1.5, south=SOUTH, side=SIDE / 5, parent_adcode=None),
        square("own_d", west=WEST, south=SOUTH + SIDE * 0.99, side=SIDE / 5, parent_adcode=None),  # 5 % on the first
    ]
    with country.transaction() as session:
        registry.put_districts(session, [each | {"code_system": "local"} for each in extra])

        plan = national.plan(session, TEMPLATE)

    assert [each.area for each in plan.questions] == [*CODES, "own_d"]
    assert [(each.view.adcode, each.reason.en.split(":")[0]) for each in plan.left_out] == [
        ("own_c", "lies on 区320100 (320100) and not below it"),
        ("sector_a", national.NO_PARENT.en.split(":")[0]),
        ("zone_b", national.NO_PARENT.en.split(":")[0]),
    ]


def test_a_city_goes_by_the_streets_that_cover_it_or_county_by_county(country: Database) -> None:
    streets(country, name="second", west=WEST + SIDE, side=SIDE)
    streets(country, name="half", west=WEST, side=SIDE / 2)
    zone = square("310199", west=WEST, south=SOUTH, side=SIDE / 4, level="zone", parent_adcode=CODES[0])

    with country.transaction() as session:
        registry.put_districts(session, [zone])  # on the first county: it must not be counted beside it
        asked = national.plan(session, TEMPLATE).questions

    assert [(each.area, each.streets, each.way) for each in asked] == [
        ("310101", "half", "streets"),
        ("310102", None, "detour"),
        ("320100", "second", "streets"),
        ("330100", None, "detour"),
    ]


def test_a_city_done_among_all_is_the_same_run_as_alone(country: Database, tmp_path: Path) -> None:
    tasks = tasks_of(country, tmp_path)
    question = replace(TEMPLATE, area=CODES[1])
    with country.transaction() as session:
        place = city.read(session, tmp_path, question, as_of=AS_OF, calendar=Calendar.packaged())
    alone = running.work_out(place, question)
    elsewhere = tmp_path / "alone"
    with country.transaction() as session:
        registry.ask_run(session, alone.id, kind="coverage", question=question.as_dict(), inputs=place.inputs)
        running.keep(session, elsewhere, alone.id, alone)
        rows = registry.areas_of_run(session, alone.id)
        session.rollback()

    done = [national.work(task) for task in tasks]

    assert done[1].run == alone.id
    cells = running.CELLS
    assert (tmp_path / "runs" / alone.id / cells).read_bytes() == (elsewhere / "runs" / alone.id / cells).read_bytes()
    with country.transaction() as session:
        assert registry.areas_of_run(session, alone.id) == rows
        found = national.table(session, done)
    firsts = [row for row in found["areas"] if row["adcode"] in CODES]
    assert found["totals"]["weight"] == pytest.approx(sum(row["weight"] for row in firsts))
    assert found["totals"]["covered_sure"] == pytest.approx(np.sum([row["covered_sure"] for row in firsts], axis=0))
    assert found["totals"]["stations"] == sum(row["stations"] for row in firsts) == 4
    assert (found["cities"], found["failed"], len(found["areas"])) == (3, [], 5)
    assert found["demand"]["unit"]["en"] == "km²"


def test_a_station_of_the_next_city_serves_people_across_the_border(country: Database, tmp_path: Path) -> None:
    first, second, _ = [national.work(task) for task in tasks_of(country, tmp_path)]
    assert first.run
    assert second.run

    with country.transaction() as session:
        (whole, _, east) = registry.areas_of_run(session, first.run)

    assert whole["stations"] == 1
    assert east["by_count_sure"][1] > 0


def test_a_city_that_fails_is_named_and_the_others_are_done(country: Database, tmp_path: Path) -> None:
    streets(country, name="lost", west=WEST + SIDE, side=SIDE)  # in the registry, but not on disk

    done = list(crews.on_this_machine(tasks_of(country, tmp_path), 2))

    with country.transaction() as session:
        found = national.table(session, done)
    (failed,) = found["failed"]
    assert failed["adcode"] == CODES[1]
    assert "lost" in failed["en"]
    assert found["cities"] == 2


def test_a_killed_process_loses_nothing_and_what_was_done_is_not_done_again(country: Database, tmp_path: Path) -> None:
    tasks = tasks_of(country, tmp_path)
    doing = crews.on_this_machine(tasks, 1)
    done = [next(doing)]
    before = times_done(country, done)
    for process in active_children():
        os.kill(process.pid or 0, signal.SIGKILL)

    done += list(doing)

    assert sorted(each.question.area for each in done) == sorted(CODES)
    assert all(each.run for each in done)
    again = [national.work(task) for task in tasks]
    assert times_done(country, again) == times_done(country, done)
    assert before.items() <= times_done(country, done).items()


def test_a_city_that_kills_every_process_is_named_and_the_others_are_done(country: Database, tmp_path: Path) -> None:
    first, second, _ = tasks_of(country, tmp_path)
    deadly = Deadly(**{part.name: getattr(first, part.name) for part in fields(first)})

    named, done = crews.on_this_machine([deadly, second], 1)

    assert (named.question.area, named.run, named.error) == (CODES[0], None, crews.KILLED)
    assert (done.question.area, done.error) == (CODES[1], None)
    assert done.run


@pytest.fixture
def dask() -> Iterator[Any]:
    made: Any = distributed.LocalCluster(  # type: ignore[no-untyped-call]  # half its types are there
        n_workers=1, threads_per_worker=1, dashboard_address="127.0.0.1:0", host="127.0.0.1"
    )
    with made:
        yield made


def test_a_killed_dask_worker_loses_nothing(country: Database, tmp_path: Path, dask: Any) -> None:  # noqa: ANN401
    doing = crews.on_dask(tasks_of(country, tmp_path), dask.scheduler_address)
    done = [next(doing)]
    before = times_done(country, done)
    for nanny in dask.workers.values():
        os.kill(nanny.process.pid, signal.SIGKILL)

    done += list(doing)

    assert sorted(each.question.area for each in done) == sorted(CODES)
    assert all(each.run for each in done)
    assert before.items() <= times_done(country, done).items()


def test_without_a_scheduler_that_is_said(country: Database, tmp_path: Path) -> None:
    with pytest.raises(SetupError, match="no Dask scheduler"):
        list(crews.on_dask(tasks_of(country, tmp_path), "tcp://127.0.0.1:1"))
