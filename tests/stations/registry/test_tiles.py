"""Vector tiles, decoded by an independent reader, against the stations and districts that lie in them."""

import re
from itertools import pairwise
from typing import Any

import mapbox_vector_tile
import numpy as np
import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from stations import registry
from stations.database import Database
from stations.registry import Tile
from stations.registry.tiles import EXTENT, MOST_SINGLES
from tests.api.calls import fill
from tests.factories import Add, square

BEIJING = Tile(10, 843, 388)  # west 116.367, south 39.639, east 116.719, north 39.910, worked out by hand below
Layers = dict[str, Any]


def decoded(session: Session, layer: str, at: Tile) -> Layers:
    read: Layers = mapbox_vector_tile.decode(registry.tile(session, layer, at), default_options={"y_coord_down": True})
    return read


def stations(session: Session, at: Tile) -> list[dict[str, Any]]:
    features: list[dict[str, Any]] = decoded(session, "stations", at).get("stations", {"features": []})["features"]
    return features


def inside(features: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the features that a map draws: those in the tile itself, not in the margin around it."""
    return [each for each in features if all(0 <= part < EXTENT for part in each["geometry"]["coordinates"])]


def place_of(at: Tile, lon: float, lat: float) -> tuple[float, float]:
    """Return where a point lies in a tile, in its units (the well-known formula of web maps)."""
    across = (lon + 180) / 360 * 2**at.z - at.x
    down = (1 - np.arcsinh(np.tan(np.radians(lat))) / np.pi) / 2 * 2**at.z - at.y
    return float(across * EXTENT), float(down * EXTENT)


def test_a_tile_lies_where_web_maps_put_it(session: Session) -> None:
    for at in (Tile(0, 0, 0), Tile(1, 1, 0), BEIJING, Tile(20, 863_000, 398_000)):
        sql = "SELECT box2d(st_transform(st_tileenvelope(:z, :x, :y), 4326))::text"
        corners = [float(part) for part in re.findall(r"[-0-9.]+", session.scalars(text(sql), at._asdict()).one()[3:])]

        assert list(at.box().values()) == pytest.approx(corners, abs=1e-9)


def test_a_station_is_drawn_where_it_stands_with_what_it_is(session: Session, add: Add) -> None:
    (number,) = add(
        {"lon": 116.5, "lat": 39.8, "name": "东站", "amenities": {"hot_water": "yes", "toilet": "no", "seating": "yes"}}
    )

    (feature,) = stations(session, BEIJING)

    facts = feature["properties"]
    assert feature["geometry"]["coordinates"] == pytest.approx(place_of(BEIJING, 116.5, 39.8), abs=0.51)
    assert (facts["code"], facts["name"], facts["type"], facts["count"]) == (
        registry.station(session, str(number)).view.code, "东站", "rest_station", 1
    )  # fmt: skip
    assert facts["needs"] == "drink,rest"
    assert "toilet" not in facts["needs_unknown"].split(",")
    assert {"warm", "night"} <= set(facts["needs_unknown"].split(","))


def test_tiles_show_every_station_once(session: Session, add: Add) -> None:
    random = np.random.default_rng(3)
    lon, lat = random.uniform(116.2, 116.8, 600), random.uniform(39.6, 40.1, 600)
    add(*({"lon": float(x), "lat": float(y)} for x, y in zip(lon, lat, strict=True)))
    around = [Tile(11, x, y) for x in range(1683, 1690) for y in range(773, 780)]

    drawn = [each["properties"]["code"] for at in around for each in inside(stations(session, at))]

    known = session.scalars(text("SELECT code FROM station"))
    assert sorted(drawn) == sorted(known)


def test_only_stations_that_are_shown_are_drawn(session: Session, add: Add) -> None:
    here = {"lon": 116.5, "lat": 39.8}
    add(here | {"name": "甲", "operation": "temporarily_closed"}, here | {"operation": "closed"})
    add(here | {"publication": "draft"})

    assert [each["properties"]["name"] for each in stations(session, BEIJING)] == ["甲"]


@pytest.fixture(scope="module")
def crowd(new_database: Any) -> Any:  # noqa: ANN401 - a fixture
    """Fill a registry with 6,000 stations, half of them in one town."""
    database = Database(new_database())
    random = np.random.default_rng(8)
    town = random.normal((116.5, 39.8), (0.05, 0.04), (3000, 2))
    country = random.uniform((90, 20), (125, 45), (3000, 2))
    points = np.vstack([town, country])
    fill(database, *({"lon": float(x), "lat": float(y), "name": "户外劳动者服务站点" * 5} for x, y in points))
    with database.engine.connect() as connection:
        connection.exec_driver_sql("ANALYZE")
        connection.commit()
    yield database
    database.dispose()


def test_a_crowded_tile_counts_every_station_once_and_stays_light(crowd: Database) -> None:
    with crowd.transaction() as session:
        for z in range(6):
            tiles = [Tile(z, x, y) for x in range(2**z) for y in range(2**z)]
            drawn = [inside(stations(session, at)) for at in tiles]
            sizes = [len(registry.tile(session, "stations", at)) for at in tiles]

            assert sum(each["properties"]["count"] for features in drawn for each in features) == 6000
            assert max(sizes) < 200_000


def test_a_lone_station_in_a_crowded_tile_keeps_its_name(crowd: Database) -> None:
    with crowd.transaction() as session:
        features = stations(session, Tile(3, 6, 3))

    assert {each["properties"]["count"] == 1 for each in features} == {True, False}
    for each in features:
        assert ("code" in each["properties"]) == (each["properties"]["count"] == 1)


def test_counts_stand_among_the_stations_that_they_count(crowd: Database) -> None:
    at = Tile(8, 210, 97)
    with crowd.transaction() as session:
        features = inside(stations(session, at))
        points = session.execute(text("SELECT st_x(geom), st_y(geom) FROM station")).all()
    placed = np.array([place_of(at, lon, lat) for lon, lat in points])

    assert len(features) < MOST_SINGLES < sum(each["properties"]["count"] for each in features)
    for each in features:
        apart = np.abs(placed - each["geometry"]["coordinates"]).max(axis=1)
        assert (apart < EXTENT / 36).sum() >= each["properties"]["count"]


def test_stations_come_from_the_index(crowd: Database) -> None:
    with crowd.transaction() as session:
        plan = "\n".join(registry.explain_tile(session, Tile(14, 13496, 6216)))

    assert "station_geom_ix" in plan
    assert not re.search("Seq Scan on station", plan)


def test_the_same_data_makes_the_same_bytes(crowd: Database) -> None:
    with crowd.transaction() as session:
        for at in (Tile(3, 6, 3), Tile(12, 3373, 1553)):
            assert len({registry.tile(session, "stations", at) for _ in range(3)}) == 1


def test_districts_have_lines_and_a_point_for_their_name(session: Session) -> None:
    registry.put_districts(session, [square("110101", west=116.4, south=39.7, side=0.1, name="东城区")])

    layers = decoded(session, "districts", BEIJING)

    (line,), (label,) = layers["districts"]["features"], layers["district_labels"]["features"]
    corners = {
        tuple(round(part) for part in place_of(BEIJING, lon, lat)) for lon in (116.4, 116.5) for lat in (39.7, 39.8)
    }
    west, north = place_of(BEIJING, 116.4, 39.8)
    east, south = place_of(BEIJING, 116.5, 39.7)
    assert line["properties"] == label["properties"] == {"adcode": "110101", "name": "东城区", "level": "county"}
    assert line["geometry"]["type"] == "LineString"
    assert {tuple(point) for point in line["geometry"]["coordinates"]} == corners
    assert west < label["geometry"]["coordinates"][0] < east
    assert north < label["geometry"]["coordinates"][1] < south


@pytest.mark.parametrize(
    ("zoom", "levels"), [(3, {"province"}), (6, {"province", "city"}), (9, {"province", "city", "county"})]
)
def test_finer_districts_appear_at_closer_zooms(session: Session, zoom: int, levels: set[str]) -> None:
    nested = (("110000", "province"), ("110100", "city"), ("110101", "county"), ("110101001", "township"))
    registry.put_districts(
        session, [square(code, west=116.3, south=39.6, side=0.5, level=level) for code, level in nested]
    )
    x, y = place_of(Tile(zoom, 0, 0), 116.5, 39.8)

    layers = decoded(session, "districts", Tile(zoom, int(x / EXTENT), int(y / EXTENT)))

    assert {each["properties"]["level"] for each in layers["districts"]["features"]} == levels


def test_of_several_versions_of_a_district_only_the_newest_is_drawn(session: Session) -> None:
    old = square("110101", west=116.4, south=39.7, name="旧", boundary_year=2010, code_year=2010)
    new = square("110101", west=100.0, south=30.0, name="新", boundary_year=2023, code_year=2023)
    registry.put_districts(session, [new, old])

    assert decoded(session, "districts", BEIJING) == {}


def test_streets_are_an_empty_tile_as_yet(session: Session) -> None:
    assert decoded(session, "streets", BEIJING) == {}


def test_a_version_changes_with_every_commit_that_tiles_show_and_with_no_other(database: Database) -> None:
    def version(layer: str = "stations") -> str:
        with database.transaction() as session:
            return registry.tile_version(session, layer)

    versions = [version()]
    fill(database, {"source_id": "1"})
    versions.append(version())
    fill(database, {"source_id": "1", "name": "改名"})
    versions.append(version())
    fill(database, districts=[square("110101", west=116, south=39)])
    assert version() == versions[-1]
    with database.transaction() as session:
        session.execute(text("UPDATE station_amenity SET state = 'no'"))
        session.execute(text("DELETE FROM station"))
    versions.append(version())

    assert len(set(versions)) == 4
    assert version() == versions[-1]


def test_a_version_changes_when_an_older_transaction_commits_late(database: Database) -> None:
    one, other = fill(database, {}, {})

    def rename(session: Session, number: int) -> None:
        session.execute(text("UPDATE station SET name = name || '新' WHERE id = :id"), {"id": number})

    def version() -> str:
        with database.transaction() as session:
            return registry.tile_version(session, "stations")

    with database.transaction() as slow:
        rename(slow, one)
        with database.transaction() as quick:
            rename(quick, other)
        before = version()

    assert version() != before


def test_a_version_of_districts_changes_with_every_change_of_them(database: Database) -> None:
    def version() -> str:
        with database.transaction() as session:
            return registry.tile_version(session, "districts")

    versions = [version()]
    for name in ("甲", "乙"):
        fill(database, districts=[square("110101", west=116, south=39, name=name)])
        versions.append(version())
    fill(database, districts=[square("110101", west=116, south=39, name="乙")])
    assert version() == versions[-1]
    with database.transaction() as session:
        session.execute(text("DELETE FROM district"))
    versions.append(version())

    assert all(one != next_one for one, next_one in pairwise(versions))
