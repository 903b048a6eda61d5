"""A kept run read again: what was, not what is now."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from maps.demand.importing import DemandOptions, import_demand
from maps.demand.reading import Manner
from maps.report.words import advice, places, sentences, since
from maps.streets.importing import import_streets
from stations import registry
from stations.database import Database
from stations.errors import InputError, NotFound
from tests.factories import draft, square
from tests.maps.osm.files import write
from tests.maps.report import towns


def test_a_pack_tells_of_the_stations_as_they_were(database: Database, tmp_path: Path) -> None:
    towns.settle(database)
    run = towns.kept(database, tmp_path)
    with database.transaction() as session:
        registry.delete_source(session, "t")

    found = towns.contents(database, tmp_path, run)

    assert [station.name for station in found.stations] == [towns.RISKY, "问号驿站", "无厕驿站"]
    assert [station.answers for station in found.stations] == ["yes", "unknown", "no"]
    assert (found.as_of, found.earlier) == (towns.AS_OF, None)


def test_what_changed_is_told_against_the_last_run_of_the_same_question(database: Database, tmp_path: Path) -> None:
    towns.settle(database)
    first = towns.contents(database, tmp_path, towns.kept(database, tmp_path))
    towns.kept(database, tmp_path, replace(towns.ASKED, hour=10), as_of=towns.LATER)
    with database.transaction() as session:
        registry.upsert(session, "u", [draft(lon=towns.WEST + 0.03, lat=towns.SOUTH + 0.01)], toilet_nearby_m=150)

    found = towns.contents(database, tmp_path, towns.kept(database, tmp_path, as_of=towns.LATER))

    assert found.earlier is not None
    assert (found.earlier.run, found.earlier.sure, found.earlier.stations) == (first.run, first.whole.sure, 3)
    assert set(found.earlier.changed) == {"stations", "week"}
    assert "站点由 3 个变为 4 个（新增 1 个，移除 0 个，资料有改动的 0 个）" in since.changed(found).zh


def test_what_was_worked_out_earlier_the_same_day_is_no_last_report(database: Database, tmp_path: Path) -> None:
    towns.settle(database)
    towns.kept(database, tmp_path, as_of=towns.AS_OF)
    with database.transaction() as session:
        registry.upsert(session, "u", [draft(lon=towns.WEST + 0.03, lat=towns.SOUTH + 0.01)], toilet_nearby_m=150)

    evening = towns.contents(
        database, tmp_path, towns.kept(database, tmp_path, as_of=towns.AS_OF + timedelta(hours=11))
    )

    assert evening.as_of.date() == towns.AS_OF.date()
    assert evening.earlier is None
    assert "此前各日没有同一问题的计算" in since.changed(evening).zh


def test_a_station_in_another_district_than_its_list_says_is_told(database: Database, tmp_path: Path) -> None:
    towns.settle(database)
    beside = square("310104", west=towns.WEST + 0.1, south=towns.SOUTH, name="徐汇区", parent_adcode="310000")
    strange = draft(lon=towns.WEST + 0.03, lat=towns.SOUTH + 0.01, declared_district="徐汇区")
    with database.transaction() as session:
        registry.put_districts(session, [beside])
        registry.upsert(session, "u", [strange], toilet_nearby_m=150)

    found = towns.contents(database, tmp_path, towns.kept(database, tmp_path))

    assert [station.name for station in found.stations if station.declared == "徐汇区"] == [strange.name]


def test_on_ground_only_what_is_known_to_lack_is_proposed_for_nobody_is_known_to_be_there(
    database: Database, tmp_path: Path
) -> None:
    towns.settle(database)
    run = towns.kept(database, tmp_path)
    with database.transaction() as session:
        planned = [(step["action"], step["detail"]["is_known"]) for step in registry.plan_of_run(session, run)]

    found = towns.contents(database, tmp_path, run)

    assert planned[:2] == [("equip", False), ("open", True)]
    assert found.steps == ()
    assert advice.nothing(found).en.startswith("Where ground is counted no new place is proposed")


def test_a_run_that_made_way_for_another_leads_there(database: Database, tmp_path: Path) -> None:
    towns.settle(database)
    run, stale = towns.kept(database, tmp_path), "0" * 64
    with database.transaction() as session:
        registry.ask_run(session, stale, kind="coverage", question=towns.ASKED.as_dict())
        registry.finish_run(session, stale, result={"replaced_by": run})

    assert towns.contents(database, tmp_path, stale).run == run


def test_what_cannot_be_told_is_refused_in_words(database: Database, tmp_path: Path) -> None:
    towns.settle(database)
    run, waiting = towns.kept(database, tmp_path), "0" * 64
    (tmp_path / "runs" / run / "facts.json").unlink()
    with database.transaction() as session:
        registry.ask_run(session, waiting, kind="coverage", question=towns.ASKED.as_dict())

    with pytest.raises(NotFound, match="work it out anew"):
        towns.contents(database, tmp_path, run)
    with pytest.raises(InputError, match="no result"):
        towns.contents(database, tmp_path, waiting)
    with pytest.raises(NotFound, match="no such run"):
        towns.contents(database, tmp_path, "1" * 64)


def lay_streets(database: Database, home: Path, *lats: float) -> None:
    """Import streets named town: a long road at each latitude, and at its eastern end a short lane."""
    points: dict[int, tuple[float, float]] = {}
    ways = []
    for row, lat in enumerate(lats):
        numbers = [*range(38 * row, 38 * (row + 1))]
        points |= {number: (towns.WEST + 0.001 * (number - numbers[0] + 1), lat) for number in numbers}
        ways += [
            (numbers[:-1], {"highway": "primary", "name": "大道"}),
            (numbers[-2:], {"highway": "residential", "name": "里弄"}),
        ]
    with database.transaction() as session:
        import_streets(session, home, write(home / "town.osm.pbf", points, *ways), name="town")


def test_a_town_mostly_off_its_streets_is_not_judged(database: Database, tmp_path: Path) -> None:
    towns.settle(database)
    lay_streets(database, tmp_path, towns.SOUTH + 0.005, towns.SOUTH + 0.015)

    found = towns.contents(
        database, tmp_path, towns.kept(database, tmp_path, replace(towns.ASKED, streets="town", way="streets"))
    )

    off = {area.name: area.is_off_streets for area in found.areas}
    assert off == {"黄浦区": True, "南街道": False, "北镇": True}  # within 500 m of the roads lie about 2.0 of 4.4 km
    assert [area.sure.value is None for area in found.areas] == [True, False, True]
    assert (found.week, found.gaps, found.steps) == ((), (), ())
    assert found.whole.figures["answering_sure"].value == 1


def test_gaps_and_actions_are_told_by_the_streets_around_them(database: Database, tmp_path: Path) -> None:
    towns.settle(database)
    lay_streets(database, tmp_path, towns.SOUTH + 0.01, towns.SOUTH + 0.02, towns.SOUTH + 0.03)

    found = towns.contents(
        database, tmp_path, towns.kept(database, tmp_path, replace(towns.ASKED, streets="town", way="streets"))
    )

    assert found.streets is not None
    assert found.streets["name"] == "town"
    assert found.streets["source"] == "town.osm.pbf, © OpenStreetMap contributors, ODbL 1.0"
    assert found.lines.shape[1:] == (2, 2)
    assert {round(lat, 6) for lat in found.lines[..., 1].flat} == {31.21, 31.22, 31.23}
    assert {gap.streets[0] for gap in found.gaps if gap.streets} == {"大道"}
    assert {name for step in found.steps for name in step.streets} <= {"大道", "里弄"}
    assert [road.name for road in found.roads] == ["大道", "里弄"]  # a gap is told by both
    assert found.roads[0].line.length == pytest.approx(3 * 0.036)
    assert found.beside == {"310101": "黄浦区"}
    assert places.of_gap(found, found.gaps[0]).zh.startswith(("黄浦区", "几乎整个黄浦区"))


def test_few_people_are_given_no_share_and_little_ground_is(database: Database, tmp_path: Path) -> None:
    towns.settle(database)
    lon, lat = towns.WEST + 0.01, towns.SOUTH + 0.01
    (tmp_path / "few.csv").write_text(f"lon,lat\n{lon},{lat}\n{lon},{lat}\n", encoding="utf-8")
    with database.transaction() as session:
        options = DemandOptions(name="few", manner=Manner(crs="wgs84"))
        import_demand(session, tmp_path, tmp_path / "few.csv", options)

    people = towns.contents(database, tmp_path, towns.kept(database, tmp_path, replace(towns.ASKED, demand="few")))
    ground = towns.contents(database, tmp_path, towns.kept(database, tmp_path))

    assert (people.whole.sure.value, people.whole.weight, people.whole.sure.share) == (2, 2, None)
    assert people.whole.figures["covered_km2_sure"].share == 1
    assert ground.areas[1].weight < 5
    assert ground.areas[1].sure.share is not None
    assert people.gaps == ()
    assert sentences.where(people).en == "There is no gap: all demand surely has a station."
