"""What coverage may be asked of, and which runs there are."""

from pathlib import Path

import mapbox_vector_tile
import pytest
from fastapi.testclient import TestClient

from maps.demand.importing import DemandOptions, import_demand
from maps.demand.reading import Manner
from stations import registry
from stations.database import Database
from stations.language import Text
from stations.registry.streets import NetworkRow
from tests.factories import square

POLYGON = "SRID=4326;POLYGON((121.4 31.1, 121.6 31.1, 121.6 31.3, 121.4 31.3, 121.4 31.1))"


def test_streets_and_demand_are_listed_by_name_with_where_they_come_from(
    client: TestClient, database: Database, tmp_path: Path
) -> None:
    file = tmp_path / "eateries.csv"
    file.write_text("lon,lat\n121.5,31.2\n121.5,31.2\n121.5,\n", encoding="utf-8")
    options = DemandOptions(name="eateries", manner=Manner(crs="wgs84"), unit=Text("家", "eateries"))
    with database.transaction() as session:
        registry.put_streets(session, NetworkRow("shanghai", "a" * 64, "shanghai.osm.pbf", POLYGON), [])
        import_demand(session, tmp_path, file, options)

    said = client.get("/v1/inputs").json()

    (streets,), (demand,) = said["streets"], said["demand"]
    assert (streets["name"], streets["source"]) == ("shanghai", "shanghai.osm.pbf")
    assert streets["bbox"] == [121.4, 31.1, 121.6, 31.3]
    assert (demand["name"], demand["unit"], demand["total"], demand["cells"]) == (
        "eateries",
        {"zh": "家", "en": "eateries"},
        2,
        1,
    )
    assert (demand["held"], demand["source"]) == (1, "eateries.csv")


def test_where_nothing_was_imported_both_lists_are_empty(empty_client: TestClient) -> None:
    assert empty_client.get("/v1/inputs").json() == {"streets": [], "demand": []}


def test_runs_are_listed_the_newest_first_and_by_district(client: TestClient, database: Database) -> None:
    for number, area in enumerate(("310101", "310104", "310101")):
        with database.transaction() as session:
            registry.ask_run(session, str(number) * 64, kind="coverage", question={"area": area})

    everything, own = (client.get("/v1/coverage", params=asked).json() for asked in ({}, {"area": "310101"}))

    assert [run["id"][0] for run in everything] == ["2", "1", "0"]
    assert [run["id"][0] for run in own] == ["2", "0"]
    assert client.get("/v1/coverage", params={"limit": 1}).json() == everything[:1]
    assert client.get("/v1/coverage", params={"limit": 0}).status_code == 422


@pytest.mark.parametrize(("z", "x", "y", "levels"), [(8, 214, 104, {"county"}), (9, 428, 209, {"county", "township"})])
def test_ground_of_finer_districts_comes_at_closer_zooms(
    client: TestClient, database: Database, z: int, x: int, y: int, levels: set[str]
) -> None:
    with database.transaction() as session:
        registry.put_districts(session, [square("310101", west=121.4, south=31.2, side=0.1)])
        town = square("310101001", west=121.4, south=31.2, side=0.05, level="township", parent_adcode="310101")
        registry.put_districts(session, [town])

    answer = client.get(f"/v1/tiles/areas/{z}/{x}/{y}.mvt")

    features = mapbox_vector_tile.decode(answer.content)["areas"]["features"]
    assert {feature["properties"]["level"] for feature in features} == levels
    assert {feature["geometry"]["type"] for feature in features} == {"Polygon"}


def test_the_page_is_in_the_language_asked_for_and_may_ask_nobody_else(empty_client: TestClient) -> None:
    chinese, english = (empty_client.get("/planner", params={"lang": lang}) for lang in ("zh", "en"))

    assert '<html lang="zh-CN">' in chinese.text
    assert '<html lang="en">' in english.text
    assert "default-src 'self'" in english.headers["content-security-policy"]
    assert "unsafe" not in english.headers["content-security-policy"]
