import csv
import io
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from sqlalchemy.orm import Session

from maps import edits, whatif
from maps.city import City
from maps.coverage_metrics import METRICS
from maps.demand import cells as hexagonal
from maps.runs import exports, running, sharing
from maps.runs.running import Run
from maps.siting import planning
from stations import geo, registry
from stations.compiling import Array
from stations.hours import Calendar
from tests.factories import Add, square
from tests.maps.siting.towns import town
from tests.maps.test_answering import SIDE, SOUTH, WEST, asked, city_of

OPEN = {"hours_osm": "24/7", "hours_parse": "ok"}
REACH_M = 5 * 60 * 1.25


@pytest.fixture
def huangpu(session: Session) -> None:
    registry.put_districts(
        session,
        [
            square("310101", west=WEST, south=SOUTH, side=SIDE),
            square("310101001", west=WEST, south=SOUTH, side=SIDE / 2, parent_adcode="310101", level="township"),
        ],
    )


def among_people(city: City, *, seed: int = 3, count: int = 2000) -> City:
    """Return the city with people in and around it, of which only those inside are its demand."""
    random = np.random.default_rng(seed)
    lon = random.uniform(WEST - 0.02, WEST + SIDE + 0.02, count)
    lat = random.uniform(SOUTH - 0.02, SOUTH + SIDE + 0.02, count)
    cells = hexagonal.gathered(hexagonal.at(lon, lat, res=10), random.integers(1, 50, count).astype(float))
    surface = replace(city.demand, cells=cells, profile=None)
    is_in = (cells.lon > WEST) & (cells.lon < WEST + SIDE) & (cells.lat > SOUTH) & (cells.lat < SOUTH + SIDE)
    return replace(city, surface=surface, demand=surface.only(is_in))


def people(session: Session, home: Path, **of: Any) -> Run:  # noqa: ANN401 - what a question takes
    """Return a run among people, straight and five minutes on foot unless told otherwise."""
    question = asked(**{"minutes": 5, **of})
    named = replace(question, demand="people")
    return running.work_out(among_people(city_of(session, home, question)), named)


def apart_m(run: Run, lon: Array, lat: Array) -> Array:
    """Return (stations, places) geodesics."""
    stations = run.answer.city.roster
    return geo.distance_m(stations.lon[:, None], stations.lat[:, None], lon, lat)


def scattered(add: Add, count: int, **values: Any) -> list[int]:  # noqa: ANN401 - what a draft takes
    random = np.random.default_rng(count)
    places = random.uniform(0, SIDE, (count, 2)) * 1.2 - SIDE / 10
    return add(*({"lon": WEST + x, "lat": SOUTH + y, **OPEN, **values} for x, y in places.tolist()))


@pytest.mark.usefixtures("huangpu")
def test_all_seats_of_the_stations_that_reach_anybody_are_shared_out(
    session: Session, add: Add, tmp_path: Path
) -> None:
    scattered(add, 20, capacity=12)
    scattered(add, 7)
    run = people(session, tmp_path)
    found = run.answer

    among = sharing.shared(found)

    everywhere = replace(found, weight=among.weight)  # as if all around were the district
    for name, seats_a_head in sharing.access(everywhere, among).items():
        reached_m = apart_m(run, among.cells.lon, among.cells.lat) < REACH_M - 0.1
        seats = np.where(np.isnan(found.city.roster.seats), sharing.ASSUMED_SEATS, found.city.roster.seats)
        given = seats[among.station][reached_m[among.station].any(axis=1)].sum()
        assert (seats_a_head * among.weight).sum() == pytest.approx(given, rel=1e-9), name
    assert len(among.weight) > len(found.weight)


@pytest.mark.usefixtures("huangpu")
def test_seats_that_fall_to_a_district_are_those_of_luo_and_qi_by_hand(
    session: Session, add: Add, tmp_path: Path
) -> None:
    scattered(add, 15, capacity=8)
    run = people(session, tmp_path)

    whole = run.full_rows[0]

    surface = run.answer.city.surface
    assert surface is not None
    everybody = surface.cells
    edge = np.exp(-0.5)
    pull = (np.exp(-0.5 * (apart_m(run, everybody.lon, everybody.lat) / REACH_M) ** 2) - edge) / (1 - edge)
    pull = pull.clip(0)
    asked_for = (pull * everybody.weight).sum(axis=1)
    per_head = np.divide(8.0, asked_for, out=np.zeros(len(asked_for)), where=asked_for > 0)
    access = (pull * per_head[:, None]).sum(axis=0)
    is_in = np.isin(everybody.h3, run.answer.city.cells.h3)
    assert whole["access2_sure"] == pytest.approx((access * everybody.weight)[is_in].sum(), rel=2e-4)
    assert whole["access2_may"] == whole["access2_sure"]
    assert (whole["seats"], whole["seats_unknown"]) == (8 * whole["stations"], 0)
    by_two = np.repeat(access[is_in], everybody.weight[is_in].astype(int))[::7]
    gini = np.abs(by_two[:, None] - by_two).mean() / by_two.mean() / 2
    assert whole["gini"] == pytest.approx(gini, abs=0.02)
    assert whole["lorenz"][0] == 0
    assert whole["lorenz"] == sorted(whole["lorenz"])
    assert whole["lorenz"][-1] == pytest.approx(1)


@pytest.mark.usefixtures("huangpu")
def test_districts_add_up_to_the_whole_where_they_make_it_up(session: Session, add: Add, tmp_path: Path) -> None:
    scattered(add, 12)
    registry.put_districts(
        session,
        [
            square(code, west=WEST + x, south=SOUTH + y, side=SIDE / 2, parent_adcode="310101", level="township")
            for code, x, y in (
                ("310101002", SIDE / 2, 0),
                ("310101003", 0, SIDE / 2),
                ("310101004", SIDE / 2, SIDE / 2),
            )
        ],
    )

    whole, *parts = people(session, tmp_path).full_rows

    for name in ("access2_sure", "access2_may", "access3_sure", "access3_may", "seats", "weight", "cells_km2"):
        assert sum(part[name] for part in parts) == pytest.approx(whole[name])
    for name in ("spacing_broken", "seats_unknown", "stations"):
        assert sum(part[name] for part in parts) == whole[name]
    assert sum(whole["density_weight"]) == pytest.approx(whole["weight"])
    assert sum(whole["density_sure"]) == pytest.approx(whole["covered_sure"][0])


@pytest.mark.usefixtures("huangpu")
def test_the_spacing_rule_is_that_of_the_geodesics(session: Session, add: Add, tmp_path: Path) -> None:
    scattered(add, 25)
    run = people(session, tmp_path)

    rows = run.station_rows

    stations = run.answer.city.roster
    between = apart_m(run, stations.lon, stations.lat)
    np.fill_diagonal(between, np.inf)
    place_of = {station: place for place, station in enumerate(stations.id.tolist())}
    for row in rows:
        place = place_of[row["station_id"]]
        assert row["other_m"] == pytest.approx(between[place].min())
        assert row["other_id"] == stations.id[between[place].argmin()]
        assert row["is_spaced"] == (between[place].min() < row["rule_m"])
    assert {row["rule_m"] for row in rows} == {500.0, 1000.0}
    inside = [row for row in rows if "310101" in row["adcodes"]]
    assert run.full_rows[0]["spacing_broken"] == sum(not row["is_spaced"] for row in inside) > 0


@pytest.mark.usefixtures("huangpu")
def test_what_a_station_has_alone_is_what_closing_it_loses(session: Session, add: Add, tmp_path: Path) -> None:
    ids = scattered(add, 12)
    run = people(session, tmp_path)
    rows = {row["station_id"]: row for row in run.station_rows}
    before = run.rows[0]["covered_sure"][0]

    for station in ids[:4]:
        registry.delete(session, station)
        without = people(session, tmp_path).rows[0]["covered_sure"][0]
        assert before - without == pytest.approx(rows[station]["weight_sole"] if station in rows else 0)
        before, rows = without, {row["station_id"]: row for row in people(session, tmp_path).station_rows}


@pytest.mark.usefixtures("huangpu")
def test_why_a_station_does_not_answer_is_said(session: Session, add: Add, tmp_path: Path) -> None:
    middle = {"lon": WEST + 0.01, "lat": SOUTH + 0.01}
    shut, unknown, fine, members, staff = add(
        {**middle, "amenities": {"toilet": "no"}, "hours_osm": "Mo-Fr 08:00-18:00", "hours_parse": "ok"},
        middle,
        {**middle, **OPEN, "amenities": {"toilet": "yes"}, "audience": "public", "capacity": 9},
        {**middle, **OPEN, "amenities": {"toilet": "yes"}, "audience": "union_members"},
        {**middle, **OPEN, "amenities": {"toilet": "yes"}, "audience": "host_staff"},
    )

    rows = {row["station_id"]: row for row in people(session, tmp_path, needs=("toilet",), hour=142).station_rows}

    assert (rows[shut]["answers"], rows[shut]["faults"]) == ("no", ["shut_then", "lacks_need", "audience_unknown"])
    assert (rows[shut]["needs_lacking"], rows[shut]["needs_unknown"]) == (["toilet"], [])
    assert rows[unknown]["answers"] == "may"
    assert rows[unknown]["faults"] == ["hours_unknown", "need_unknown", "audience_unknown"]
    assert (rows[fine]["answers"], rows[fine]["faults"], rows[fine]["seats"]) == ("sure", [], 9.0)
    assert (rows[members]["answers"], rows[members]["faults"]) == ("sure", ["not_for_all"])
    assert staff not in rows
    assert rows[unknown]["weight_sole"] == 0
    assert rows[fine]["adcodes"] == ["310101", "310101001"]
    assert (rows[fine]["other_m"], rows[fine]["adcode"]) == (0.0, "310101001")


@pytest.mark.usefixtures("huangpu")
@pytest.mark.parametrize("count", [0, 1])
def test_with_no_station_or_one_what_is_undefined_is_null(
    session: Session, add: Add, tmp_path: Path, count: int
) -> None:
    add(*({"lon": WEST + 0.01, "lat": SOUTH + 0.01} for _ in range(count)))

    run = people(session, tmp_path)

    whole = run.full_rows[0]
    assert whole["spacing_broken"] == count
    assert (whole["gini"] is None) == (whole["lorenz"] is None) == (count == 0)
    assert whole["palma"] is None
    assert whole["seats"] == count * sharing.ASSUMED_SEATS
    assert [(row["other_id"], row["rival_id"], row["is_spaced"]) for row in run.station_rows] == [
        (None, None, False)
    ] * count


@pytest.mark.usefixtures("huangpu")
def test_where_nobody_is_there_is_nothing_to_share(session: Session, add: Add, tmp_path: Path) -> None:
    scattered(add, 3)
    city = city_of(session, tmp_path, asked())
    nobody = city.demand.only(np.zeros(len(city.cells.h3), bool))

    run = running.work_out(replace(city, demand=nobody, surface=nobody), replace(asked(), demand="people"))

    for row in run.full_rows:
        assert (row["weight"], row["access2_sure"], row["gini"], row["density_weight"]) == (0, 0, None, None)
    assert run.gap_rows == []
    assert run.week[0]["weight"] == [0.0] * 168


@pytest.mark.usefixtures("huangpu")
def test_where_area_is_counted_nothing_is_dense(session: Session, add: Add, tmp_path: Path) -> None:
    scattered(add, 5)
    question = asked(minutes=5)

    run = running.work_out(city_of(session, tmp_path, question), question)

    assert {row["rule_m"] for row in run.station_rows} == {1000.0}
    assert run.full_rows[0]["density_sure"] is None
    assert run.full_rows[0]["gini"] is not None


@pytest.mark.usefixtures("huangpu")
def test_every_metric_finds_its_figure_in_a_row(session: Session, add: Add, tmp_path: Path) -> None:
    scattered(add, 5)
    run = people(session, tmp_path)
    place, question = run.answer.city, run.answer.question
    shut = edits.tried(place.roster, [{"close": run.station_rows[0]["station_id"]}])
    plan = planning.most_served(town(np.random.default_rng(1)), p=2)
    rows = {
        "area": run.full_rows[0],
        "station": run.station_rows[0],
        "gap": run.gap_rows[0],
        "change": whatif.rows(place, question, shut, Calendar.packaged())[0],
        "plan": {"objective": plan.objective, "gap": plan.gap},
    }

    for metric in METRICS.values():
        figure = metric.value(rows[metric.about])
        column = rows[metric.about][metric.column]
        assert figure.value is None or figure.value in (column if isinstance(column, list) else [column])
        assert metric.as_dict()["value"] in rows[metric.about]
    assert {metric.about for metric in METRICS.values()} == set(rows)


@pytest.mark.usefixtures("huangpu")
def test_a_run_is_kept_with_all_its_figures_and_read_again(session: Session, add: Add, tmp_path: Path) -> None:
    scattered(add, 12, name="=1+1")
    run = people(session, tmp_path)
    registry.ask_run(session, run.id, kind="coverage", question=run.answer.question.as_dict())

    running.keep(session, tmp_path, run.id, run)

    assert registry.areas_of_run(session, run.id) == run.full_rows
    assert registry.week_of_run(session, run.id) == run.week
    assert registry.week_of_run(session, run.id, adcode="310101001") == run.week[1:]
    found = registry.stations_of_run(session, run.id)
    assert found.rows == [{**row, "lon": pytest.approx(row["lon"])} for row in run.station_rows]
    assert (found.matched, found.next) == (len(run.station_rows), None)
    first = registry.stations_of_run(session, run.id, limit=5, adcode="310101")
    assert first.next is not None
    assert first.next == first.rows[-1]["station_id"]
    second = registry.stations_of_run(session, run.id, adcode="310101", after=first.next)
    assert len(first.rows) + len(second.rows) == first.matched == run.rows[0]["stations"]
    assert exports.stations_csv(run.station_rows).decode("utf-8-sig").count("'=1+1") == len(run.station_rows)
    header, *lines = exports.areas_csv(run.full_rows, run.answer.question.bands_min).decode("utf-8-sig").splitlines()
    assert {"lorenz_0", "lorenz_100", "density_sure_5", "gini", "access2_sure"} <= set(header.split(","))
    assert len(lines) == 2


def test_the_exports_bring_the_formula_of_every_figure() -> None:
    rows = list(csv.DictReader(io.StringIO(exports.metrics_csv().decode("utf-8-sig"))))

    assert [row["figure"] for row in rows] == [metric.column for metric in METRICS.values()]
    assert all(row["formula_zh"] and row["formula_en"] and row["source_zh"] for row in rows)
