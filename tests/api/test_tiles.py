"""Vector tiles over HTTP."""

import mapbox_vector_tile
import pytest
from fastapi.testclient import TestClient
from sqlalchemy.orm import Session

from api.tiles import TileShelf
from stations import registry
from stations.database import Database
from stations.registry import Tile
from tests.api.calls import fill
from tests.factories import square

TILE = "/v1/tiles/stations/10/843/388.mvt"
HERE = {"lon": 116.5, "lat": 39.8}


def test_a_tile_holds_the_stations_in_it(client: TestClient, database: Database) -> None:
    fill(database, HERE | {"name": "东站"}, {"lon": 100.0, "lat": 30.0})

    answer = client.get(TILE)

    (feature,) = mapbox_vector_tile.decode(answer.content)["stations"]["features"]
    assert feature["properties"]["name"] == "东站"
    assert answer.headers["content-type"] == "application/vnd.mapbox-vector-tile"
    assert answer.headers["cache-control"] == "public, max-age=60"


def test_a_tile_that_has_not_changed_is_not_sent_again(client: TestClient, database: Database) -> None:
    fill(database, HERE)
    first = client.get(TILE)
    etag = first.headers["etag"]

    for known in (etag, f'"other", {etag}', f"W/{etag}", "*"):
        again = client.get(TILE, headers={"If-None-Match": known})
        assert (again.status_code, again.content) == (304, b"")
        assert again.headers["etag"] == etag
        assert again.headers["cache-control"] == "public, max-age=60"
    assert client.get(TILE, headers={"If-None-Match": '"other"'}).status_code == 200


def test_a_change_is_seen_at_once(client: TestClient, database: Database) -> None:
    fill(database, HERE | {"source_id": "1", "name": "旧名"})
    etag = client.get(TILE).headers["etag"]
    fill(database, HERE | {"source_id": "1", "name": "新名"})

    answer = client.get(TILE, headers={"If-None-Match": etag})

    assert answer.status_code == 200
    assert "新名".encode() in answer.content


def test_a_change_elsewhere_keeps_the_entity_tag(client: TestClient, database: Database) -> None:
    fill(database, HERE)
    etag = client.get(TILE).headers["etag"]
    fill(database, {"lon": 100.0, "lat": 30.0})

    assert client.get(TILE, headers={"If-None-Match": etag}).status_code == 304


@pytest.mark.parametrize("layer", ["stations", "districts", "streets"])
def test_an_empty_tile_is_a_tile(empty_client: TestClient, layer: str) -> None:
    answer = empty_client.get(f"/v1/tiles/{layer}/0/0/0.mvt")

    assert (answer.status_code, answer.content) == (200, b"")
    assert mapbox_vector_tile.decode(answer.content) == {}
    assert answer.headers["etag"].startswith('"')


def test_districts_come_with_their_names(client: TestClient, database: Database) -> None:
    fill(database, districts=[square("110101", west=116.4, south=39.7, name="东城区")])

    layers = mapbox_vector_tile.decode(client.get("/v1/tiles/districts/10/843/388.mvt").content)

    assert set(layers) == {"districts", "district_labels"}


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/v1/tiles/beer/0/0/0.mvt", 404),
        ("/v1/tiles/stations/1/2/0.mvt", 404),
        ("/v1/tiles/stations/1/0/2.mvt", 404),
        ("/v1/tiles/stations/0/0/0.png", 404),
        ("/v1/tiles/stations/0/0/0", 404),
        ("/v1/tiles/stations/21/0/0.mvt", 422),
        ("/v1/tiles/stations/-1/0/0.mvt", 422),
        ("/v1/tiles/stations/1/-1/0.mvt", 422),
        ("/v1/tiles/stations/1/0/99999999999999999999.mvt", 422),
        ("/v1/tiles/stations/1/0/1e0.mvt", 422),
        ("/v1/tiles/stations/1/0/NaN.mvt", 422),
        ("/v1/tiles/stations/0/0/0.mvt?crs=gcj02", 422),
    ],
)
def test_what_is_no_tile_is_a_problem(empty_client: TestClient, address: str, status: int) -> None:
    answer = empty_client.get(address)

    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"


def test_tiles_are_kept_until_there_is_no_room_for_them(database: Database) -> None:
    fill(database, HERE)
    at = Tile(10, 843, 388)
    with database.transaction() as session:
        size = len(registry.tile(session, "stations", at))
        shelf = TileShelf(most_bytes=2 * size)

        first = shelf.tile(session, "stations", at)
        others = [shelf.tile(session, "stations", Tile(z, at.x >> (10 - z), at.y >> (10 - z))) for z in (9, 8)]

        assert shelf.tile(session, "stations", at) is not first
        assert kept(shelf, session) == {8, 10}
        assert all(len(other.content) == pytest.approx(size, abs=8) for other in others)


def kept(shelf: TileShelf, session: Session) -> set[int]:
    """Return the zooms of the tiles that a shelf still has."""
    assert session.is_active
    return {square.z for _, square in shelf._kept}


def test_a_tile_that_is_kept_is_not_cut_again(database: Database) -> None:
    fill(database, HERE)
    shelf = TileShelf()
    with database.transaction() as session:
        assert shelf.tile(session, "stations", Tile(3, 6, 3)) is shelf.tile(session, "stations", Tile(3, 6, 3))
