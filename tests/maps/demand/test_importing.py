"""Demand from file to disk and registry and back."""

from datetime import date
from pathlib import Path

import numpy as np
import pytest
from geopandas import GeoDataFrame
from h3.api import basic_int
from shapely import box
from sqlalchemy.orm import Session

from maps import demand
from maps.demand import guides
from maps.demand.importing import DemandOptions, DemandReport, import_census, import_demand
from maps.demand.reading import Manner
from maps.engine.arrays import Graph
from maps.streets import ModeFacts, Network
from stations import registry
from stations.errors import FileError, InputError, NotFound
from stations.imports.census import import_census as import_figures
from stations.search import ModeCode
from tests.factories import square
from tests.maps.demand.files import table

POINTS = "lon,lat,weight\n121.49,31.24,2\n121.49,31.24,3\n121.52,31.24,5\n,,7\n"
CELL = basic_int.latlng_to_cell(31.24, 121.49, 10)


DISTRICTS = {"310101": 121.4, "310104": 121.5, "310105": 121.6}
FIGURES = "code,population,date,kind,source\n310101,6000,2020-11-01,常住,公报\n310104,3000,2020-11-01,常住,公报\n"


def options(**special: object) -> DemandOptions:
    return DemandOptions(**{"name": "eateries", "manner": Manner(crs="wgs84"), **special})  # type: ignore[arg-type] # the test's own names


def run(session: Session, folder: Path, text: str = POINTS, **special: object) -> DemandReport:
    return import_demand(session, folder, table(folder, text), options(**special))


def test_what_was_imported_is_found_again_by_name_and_by_hash(session: Session, tmp_path: Path) -> None:
    report = run(session, tmp_path, unit=demand.UNITS["eateries"], source="某平台", as_of=date(2026, 7, 1))

    for key in ("eateries", report.demand.hash):
        found = demand.load(tmp_path, key)
        assert dict(zip(found.cells.h3.tolist(), found.cells.weight.tolist(), strict=True))[CELL] == 5
        assert (found.hash, found.total, found.meta) == (report.demand.hash, 10, report.demand.meta)
    assert [(entry.row, entry.weight) for entry in found.meta.held] == [(5, 7.0)]
    assert found.meta.held_weight == 7


def test_the_registry_says_what_there_is(session: Session, tmp_path: Path) -> None:
    report = run(session, tmp_path, unit=demand.UNITS["eateries"], as_of=date(2026, 7, 1))

    (row,) = registry.demands(session)
    assert (row.name, row.hash, row.kind, row.unit_zh, row.unit_en) == (
        "eateries",
        report.demand.hash,
        "points",
        "家",
        "eateries",
    )
    assert (row.total, row.cells, row.held, row.held_weight) == (10, 2, 1, 7)
    assert (row.source, row.as_of) == ("points.csv", date(2026, 7, 1))
    assert registry.demand(session, "eateries") == row
    with pytest.raises(NotFound):
        registry.demand(session, "nobody")


def test_several_surfaces_stand_side_by_side_and_the_same_name_replaces(session: Session, tmp_path: Path) -> None:
    first = run(session, tmp_path)
    run(session, tmp_path, name="夜班", manner=Manner(crs="wgs84", res=9))

    second = run(session, tmp_path, "lon,lat\n121.49,31.24\n")

    assert [row.name for row in registry.demands(session)] == ["eateries", "夜班"]
    assert demand.load(tmp_path, "eateries").total == 1
    assert demand.load(tmp_path, "夜班").meta.res == 9
    assert demand.load(tmp_path, first.demand.hash).total == 10
    assert registry.demand(session, "eateries").hash == second.demand.hash


def test_the_same_file_gives_the_same_bytes_wherever_it_is_imported(session: Session, tmp_path: Path) -> None:
    homes = [tmp_path / "a", tmp_path / "b"]
    for home in homes:
        home.mkdir()

    hashes = {run(session, home).demand.hash for home in homes}

    (own,) = hashes
    files = [{path.name: path.read_bytes() for path in (home / "demand" / own).iterdir()} for home in homes]
    assert files[0] == files[1]


def test_a_profile_weighs_every_cell_by_hour(session: Session, tmp_path: Path) -> None:
    rows = "\n".join(f"{hour},{0.5 if hour == 3 else 1}" for hour in range(168))
    profile = table(tmp_path, f"hour_of_week,share\n{rows}\n", name="profile.csv")

    run(session, tmp_path, profile=profile)

    found = demand.load(tmp_path, "eateries")
    assert found.weight_at(3).sum() == 5
    assert found.weight_at(4).sum() == 10


def test_the_hours_with_the_least_and_the_most_weight_are_told(session: Session, tmp_path: Path) -> None:
    rows = "\n".join(f"{hour},{ {3: 0.2, 7: 0.2, 90: 1}.get(hour, 0.5) }" for hour in range(168))
    profile = table(tmp_path, f"hour_of_week,share\n{rows}\n", name="profile.csv")

    report = run(session, tmp_path, profile=profile).as_dict()

    assert report["hours"] == {"least": {"hour_of_week": 3, "weight": 2}, "most": {"hour_of_week": 90, "weight": 10}}
    assert report["warnings"] == []
    assert run(session, tmp_path).as_dict()["hours"] is None


def test_shares_of_the_week_are_warned_of(session: Session, tmp_path: Path) -> None:
    rows = "\n".join(f"{hour},{1 / 168}" for hour in range(168))
    profile = table(tmp_path, f"hour_of_week,share\n{rows}\n", name="profile.csv")

    report = run(session, tmp_path, profile=profile)

    assert [warning.en[:29] for warning in report.warnings] == ["The 168 shares add up to 1, a"]


def test_columns_by_hour_weigh_each_cell_by_its_own_hours(session: Session, tmp_path: Path) -> None:
    heading = ",".join(["lon", "lat", *(str(hour) for hour in range(168))])
    night = ",".join("12" if hour % 24 == 2 else "0" for hour in range(168))
    never = ",".join(["0"] * 168)

    run(session, tmp_path, f"{heading}\n121.49,31.24,{night}\n121.49,31.24,{night}\n121.52,31.24,{never}\n")

    found = demand.load(tmp_path, "eateries")
    assert found.cells.h3.tolist() == [CELL]
    assert found.total == pytest.approx(2 * 12 / 24)
    assert [found.weight_at(hour).sum() for hour in (1, 2, 26)] == pytest.approx([0, 24, 24])


def test_columns_by_hour_and_a_profile_contradict_each_other(session: Session, tmp_path: Path) -> None:
    heading = ",".join(["lon", "lat", *(str(hour) for hour in range(168))])
    week = "\n".join(f"{hour},1" for hour in range(168))
    profile = table(tmp_path, f"hour_of_week,share\n{week}\n", name="profile.csv")

    with pytest.raises(InputError, match="has hours of its own"):
        run(session, tmp_path, f"{heading}\n121.49,31.24,{','.join(['1'] * 168)}\n", profile=profile)


def test_a_file_of_which_nothing_can_be_used_changes_nothing(session: Session, tmp_path: Path) -> None:
    before = run(session, tmp_path).demand.hash

    with pytest.raises(InputError, match=r"No row can be used, 1 are held\. There are no coordinates"):
        run(session, tmp_path, "lon,lat,name\n,,外滩\n")
    with pytest.raises(InputError, match="All weights are 0"):
        run(session, tmp_path, "lon,lat,weight\n121.49,31.24,0\n")

    assert demand.load(tmp_path, "eateries").hash == before


@pytest.mark.parametrize("name", ["", "../x", "a/b", ".hidden", "a b", "x" * 65, "f" * 64])
def test_a_name_is_never_a_path_and_never_a_hash(session: Session, tmp_path: Path, name: str) -> None:
    with pytest.raises(InputError, match="cannot be used"):
        run(session, tmp_path, name=name)

    assert registry.demands(session) == []


def test_a_file_of_another_kind_is_refused_with_the_kinds_there_are(session: Session, tmp_path: Path) -> None:
    with pytest.raises(FileError, match=r"\.gpkg"):
        import_demand(session, tmp_path, tmp_path / "people.pdf", options())


def test_surfaces_that_are_not_there_or_damaged_are_said_so(session: Session, tmp_path: Path) -> None:
    own = run(session, tmp_path).demand.hash
    path = tmp_path / "demand" / own / "weight.npy"

    with pytest.raises(NotFound, match="residents"):
        demand.load(tmp_path, "residents")
    path.write_bytes(path.read_bytes()[:-1] + b"\x01")
    with pytest.raises(FileError, match="damaged"):
        demand.load(tmp_path, "eateries")


def test_points_in_another_datum_than_declared_are_warned_of(session: Session, tmp_path: Path) -> None:
    registry.put_districts(session, [square("310101", west=121.49, south=31.24, side=0.001, name="黄浦区")])
    text = "lon,lat,adname\n121.4905,31.2405,黄浦区\n"

    good = run(session, tmp_path, text)
    bad = run(session, tmp_path, text, manner=Manner(crs="gcj02"))

    assert (good.agreement["rows"], good.agreement["wgs84"], good.warnings) == (1, 1, [])
    assert "Please check the datum (gcj02 now)" in bad.warnings[0].en
    with pytest.raises(InputError, match=r"The datum of the coordinates is unknown.*1 read as wgs84"):
        run(session, tmp_path, text, manner=Manner(crs="unknown"))


def test_people_of_districts_are_those_of_the_census(session: Session, tmp_path: Path) -> None:
    registry.put_districts(session, [square(code, west=west, south=31.2) for code, west in DISTRICTS.items()])
    import_figures(session, table(tmp_path, FIGURES, name="census.csv"))

    report = import_census(session, tmp_path, "310100", options(name="residents"))

    found = demand.load(tmp_path, "residents")
    squares = [box(west, 31.2, west + 0.1, 31.3) for west in DISTRICTS.values()]
    own = demand.area_of(found.cells, GeoDataFrame({"adcode": list(DISTRICTS)}, geometry=squares, crs="EPSG:4326"))
    assert np.bincount(own, weights=found.cells.weight, minlength=3) == pytest.approx([6000, 3000, 0], rel=1e-9)
    assert (found.meta.kind, found.meta.as_of, found.meta.source) == ("census", date(2020, 11, 1), "公报")
    assert [entry.reason.text.en for entry in report.demand.meta.held] == ["区310105 (310105) has no census figure."]
    with pytest.raises(NotFound):
        import_census(session, tmp_path, "990000", options())


def test_people_are_led_to_the_cells_where_others_are(session: Session, tmp_path: Path) -> None:
    run(session, tmp_path, "lon,lat\n121.45,31.25\n121.45,31.25\n121.45,31.25\n121.48,31.21\n")
    registry.put_districts(session, [square("310101", west=121.4, south=31.2)])
    import_figures(session, table(tmp_path, FIGURES, name="census.csv"))
    guide = guides.of_demand(demand.load(tmp_path, "eateries"), "eateries", res=10)

    report = import_census(session, tmp_path, "310101", options(manner=Manner(guide=guide), name="residents"))

    assert sorted(report.demand.cells.weight.tolist()) == pytest.approx([1500, 4500])
    assert "spread by the weight of “eateries”" in report.demand.meta.method.en


def test_a_guide_of_another_size_is_refused(session: Session, tmp_path: Path) -> None:
    own = run(session, tmp_path).demand

    with pytest.raises(InputError, match="use --res 10"):
        guides.of_demand(own, "eateries", res=9)


def test_people_of_a_district_beyond_the_streets_are_spread_by_area(session: Session, tmp_path: Path) -> None:
    registry.put_districts(session, [square("310101", west=121.36, south=31.2, name="黄浦区")])
    import_figures(session, table(tmp_path, FIGURES, name="census.csv"))
    guide = guides.of_streets(_streets(), "shanghai", res=10)

    report = import_census(session, tmp_path, "310101", options(manner=Manner(guide=guide), name="residents"))

    assert len(report.demand.cells.h3) > 6000
    assert [warning.en.rsplit(": ", 1)[1] for warning in report.warnings] == ["黄浦区 60%."]


def test_people_are_led_to_streets_by_their_length(session: Session, tmp_path: Path) -> None:
    registry.put_districts(session, [square("310101", west=121.4, south=31.2)])
    import_figures(session, table(tmp_path, FIGURES, name="census.csv"))
    guide = guides.of_streets(_streets(), "shanghai", res=10)

    report = import_census(session, tmp_path, "310101", options(manner=Manner(guide=guide), name="residents"))

    own = report.demand.cells
    by_place = {(round(x, 2), round(y, 2)): w for x, y, w in zip(own.lon, own.lat, own.weight, strict=True)}
    # Streets of 100 m and 300 m meet at the middle one of three corners: 50, 200 and 150 m are theirs.
    assert by_place == {
        (121.42, 31.25): pytest.approx(750),
        (121.45, 31.25): pytest.approx(3000),
        (121.48, 31.25): pytest.approx(2250),
    }


def _streets() -> Network:
    """Return three corners in a row, joined by streets of 100 m and 300 m (whatever their places say)."""
    walk = Graph(np.array([0, 1, 3, 4]), np.array([1, 0, 2, 1]), np.array([1000, 1000, 3000, 3000]))
    none = Graph(np.zeros(4, np.int64), np.zeros(0, np.int32), np.zeros(0, np.int32))
    graphs: dict[ModeCode, Graph] = {"walk": walk, "ebike": none, "drive": none}
    return Network(
        hash="0" * 64,
        lon=np.array([121.42, 121.45, 121.48]),
        lat=np.full(3, 31.25),
        osm_node=np.array([1, 2, 3]),
        graphs=graphs,
        island=dict.fromkeys(graphs, np.zeros(3, np.int32)),
        facts=dict.fromkeys(graphs, ModeFacts(3, 4, 0.4, [0.4], 0, 0.0)),
        left_out=0,
        extent=box(121.4, 31.2, 121.5, 31.3),
    )
