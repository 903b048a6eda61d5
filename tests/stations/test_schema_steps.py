"""Steps of the schema taken down and up again with what they are about in the tables."""

from collections.abc import Mapping
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from stations import registry, schema
from stations.database import Database
from tests.factories import draft
from tests.stations.registry.test_runs import RUN, area, asked
from tests.stations.registry.test_street_names import BUND, FAR_FROM_IT, NEXT_TO_IT, bring_in

WEEK = [1.0] * 168
RING = "SRID=4326;MULTIPOLYGON(((121 31,121.5 31,121.5 31.5,121 31)))"
POINT = "SRID=4326;POINT(121.25 31.25)"
TABLES = ("coverage_run", "coverage_area", "coverage_station", "gap_area", "siting_plan")


@pytest.fixture
def full(database: Database) -> Database:
    """Return a registry with a finished run and all that it found, and with streets, of which two have names."""
    with database.transaction() as session:
        (station,) = registry.upsert(session, "a", [draft(lon=121.25, lat=31.25)], toilet_nearby_m=150)
        asked(session)
        figures = {"seats": 5.0, "gini": 0.25, "seats_unknown": 1, "lorenz": [0.0, 1.0], "week_weight": WEEK}
        registry.put_areas(session, RUN, [area("310101", area_km2=3.0, cells_km2=2.0, week_sure=WEEK, **figures)])
        registry.put_found_stations(session, RUN, [_found_station(station.station_id)])
        registry.put_gaps(session, RUN, [_gap(weight_may=4.0, nearest_m=50.0, nearest_way="streets")])
        registry.put_plan(session, RUN, [{"action": "open", "gain": 9.0, "covered": 9.0, "geom": POINT}])
        registry.finish_run(session, RUN, result={"stations": 1})
        registry.ask_run(session, "b" * 64, kind="siting", question={})
        bring_in(session, {BUND: "中山东一路", NEXT_TO_IT: "中山东一路", FAR_FROM_IT: "别的路"})
    return database


def _found_station(station: int) -> dict[str, Any]:
    weights = dict.fromkeys(("weight", "weight_sole", "weight_nearest", "weight_taken"), 1.0)
    lists = {"adcodes": ["310101"], "faults": ["shut_then"], "needs_lacking": [], "needs_unknown": []}
    named = {"station_id": station, "code": "YZ1", "name": "驿站", "adcode": "310101", "answers": "sure"}
    return {**named, **weights, **lists, "rule_m": 500.0, "is_spaced": True, "geom": POINT}


def _gap(**values: object) -> dict[str, Any]:
    return {"weight": 9.0, "area_km2": 1.0, "cells": 2, "reason": "shut_then", "geom": RING, **values}


def down_and_up(database: Database, revision: str) -> None:
    schema.downgrade(database, revision=revision)
    schema.migrate(database)
    schema.require_current(database)
    assert schema.differences(database) == []


def rows_in(session: Session) -> Mapping[str, int]:
    return {table: session.scalar(text(f"SELECT count(*) FROM {table}")) or 0 for table in TABLES}  # noqa: S608 - our own names


def named_streets(session: Session) -> list[tuple[str, str]]:
    statement = """
        SELECT place_name.name, st_astext(street.geom) FROM place_name JOIN street ON street.id = street_id
        ORDER BY place_name.name
    """
    return [tuple(row) for row in session.execute(text(statement))]


def test_names_of_streets_are_made_anew_from_the_streets(full: Database) -> None:
    with full.transaction() as session:
        before = named_streets(session)

    down_and_up(full, "0009")

    with full.transaction() as session:
        assert named_streets(session) == before
        assert [name for name, _ in before] == ["中山东一路", "别的路"]
        assert [place.kind for place in registry.places(session, "zhongshandong")] == ["street"]
        assert rows_in(session) == dict.fromkeys(TABLES, 1) | {"coverage_run": 2}


def test_without_its_further_figures_a_run_keeps_the_first_ones(full: Database) -> None:
    down_and_up(full, "0008")

    with full.transaction() as session:
        (row,) = registry.areas_of_run(session, RUN)
        assert (row["covered_sure"], row["area_km2"], row["cells_km2"]) == ([1.0, 2.0, 3.0], 3.0, 3.0)
        assert (row["seats"], row["gini"], row["seats_unknown"], row["lorenz"]) == (None, None, None, None)
        assert registry.week_of_run(session, RUN) == []
        assert registry.stations_of_run(session, RUN).rows == []
        assert (registry.gaps_of_run(session, RUN)[0]["weight_may"], named_streets(session)[0][0]) == (
            4.0,
            "中山东一路",
        )
        registry.put_found_stations(session, RUN, [_found_station(7)])
        assert registry.stations_of_run(session, RUN).matched == 1


def test_gaps_outlive_what_was_said_of_them_later(full: Database) -> None:
    down_and_up(full, "0007")

    with full.transaction() as session:
        (gap,) = registry.gaps_of_run(session, RUN)
        assert (gap["weight"], gap["nearest_m"], gap["weight_may"], gap["nearest_way"]) == (9.0, 50.0, 0.0, None)
        assert registry.run(session, RUN).result == {"stations": 1}


def test_without_runs_nothing_of_them_is_left_and_they_can_be_asked_for_again(full: Database) -> None:
    down_and_up(full, "0004")

    with full.transaction() as session:
        assert rows_in(session) == dict.fromkeys(TABLES, 0)
        assert registry.count_stations(session) == 1
        assert named_streets(session) == []
        again = asked(session)
        assert (again.state, session.scalar(text("SELECT count(*) FROM procrastinate_jobs"))) == ("queued", 1)
