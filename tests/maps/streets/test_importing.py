"""Streets in the registry and on disk, and the tiles that show them."""

from pathlib import Path
from typing import Any

import mapbox_vector_tile
import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from maps import streets
from maps.streets.importing import import_streets
from stations import registry
from stations.errors import FileError, InputError, NotFound
from stations.models.street import FAR_ZOOM
from stations.registry import Tile
from tests.maps.osm.files import Way, write

POINTS = {1: (121.500, 31.2), 2: (121.501, 31.2), 3: (121.502, 31.2), 4: (121.503, 31.201)}
RESIDENTIAL: Way = ([1, 2], {"highway": "residential", "name": "里弄"})
PRIMARY: Way = ([2, 3], {"highway": "primary", "name": "大道"})
PRIMARY_ON: Way = ([3, 4], {"highway": "primary", "name": "大道"})
SERVICE: Way = ([1, 3], {"highway": "service"})


def tile_at(zoom: int) -> Tile:
    """Return the tile around 121.5 east, 31.2 north, which is 13721, 6696 at zoom 14."""
    return Tile(zoom, 13721 >> (14 - zoom), 6696 >> (14 - zoom))


def drawn(session: Session, zoom: int) -> list[dict[str, Any]]:
    layers = mapbox_vector_tile.decode(registry.tile(session, "streets", tile_at(zoom)))
    features: list[dict[str, Any]] = layers.get("streets", {"features": []})["features"]
    return features


def test_what_was_imported_is_loaded_by_its_name(session: Session, tmp_path: Path) -> None:
    file = write(tmp_path / "town.osm.pbf", POINTS, RESIDENTIAL, PRIMARY)

    made = import_streets(session, tmp_path / "home", file, name="town")

    loaded = streets.load(tmp_path / "home", "town")
    assert loaded.hash == made.hash
    assert loaded.facts == made.facts
    assert loaded.extent == made.extent
    assert loaded.lon.tolist() == made.lon.tolist()
    for mode, graph in made.graphs.items():
        assert [part.tolist() for part in loaded.graphs[mode]] == [part.tolist() for part in graph]
        assert loaded.island[mode].tolist() == made.island[mode].tolist()


def test_the_same_file_has_the_same_hash_and_another_street_another(session: Session, tmp_path: Path) -> None:
    file = write(tmp_path / "town.osm.pbf", POINTS, RESIDENTIAL, PRIMARY)
    other = write(tmp_path / "other.osm.pbf", POINTS, RESIDENTIAL, SERVICE)

    made = [import_streets(session, tmp_path / home, file, name="town").hash for home in ("a", "b")]

    assert made[0] == made[1]
    assert import_streets(session, tmp_path / "a", other, name="other").hash != made[0]


def test_a_name_that_nothing_has_is_said(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="There are no streets called “nowhere”"):
        streets.load(tmp_path, "nowhere")


def test_streets_are_drawn_with_class_and_name_the_greater_ones_first(session: Session, tmp_path: Path) -> None:
    file = write(tmp_path / "town.osm.pbf", POINTS, RESIDENTIAL, PRIMARY, PRIMARY_ON, SERVICE)
    import_streets(session, tmp_path, file, name="town")

    near = [feature["properties"] for feature in drawn(session, 14)]
    middle = [feature["properties"] for feature in drawn(session, 13)]
    far = [feature["properties"] for feature in drawn(session, 9)]

    primary, residential = {"class": "primary", "name": "大道"}, {"class": "residential", "name": "里弄"}
    assert near == [primary, residential, {"class": "service"}]
    assert middle == [primary, residential]
    assert far == [primary]
    assert drawn(session, 8) == []


def test_stretches_of_one_street_are_one_line(session: Session, tmp_path: Path) -> None:
    file = write(tmp_path / "town.osm.pbf", POINTS, PRIMARY, PRIMARY_ON)
    import_streets(session, tmp_path, file, name="town")

    (feature,) = drawn(session, 14)

    assert feature["geometry"]["type"] == "LineString"
    assert len(feature["geometry"]["coordinates"]) == 3


def test_a_street_with_a_missing_point_is_drawn_on_both_sides_of_it(session: Session, tmp_path: Path) -> None:
    street: Way = ([1, 2, 99, 3, 4, 98, 1], {"highway": "residential"})
    import_streets(session, tmp_path, write(tmp_path / "town.osm.pbf", POINTS, street), name="town")

    lines = session.scalars(text("SELECT st_astext(geom) FROM street ORDER BY id")).all()

    assert lines == ["LINESTRING(121.5 31.2,121.501 31.2)", "LINESTRING(121.502 31.2,121.503 31.201)"]


def test_streets_of_the_same_name_are_replaced_and_others_stay(session: Session, tmp_path: Path) -> None:
    old = write(tmp_path / "old.osm.pbf", POINTS, RESIDENTIAL)
    import_streets(session, tmp_path, old, name="town")
    import_streets(session, tmp_path, old, name="kept")
    new = write(tmp_path / "new.osm.pbf", POINTS, PRIMARY)

    made = import_streets(session, tmp_path, new, name="town")

    sql = "SELECT n.name, source, hash, class FROM street_network n JOIN street ON network_id = n.id ORDER BY n.name"
    rows = session.execute(text(sql)).all()
    assert [(row.name, row.source, row[3]) for row in rows] == [
        ("kept", "old.osm.pbf, © OpenStreetMap contributors, ODbL 1.0", "residential"),
        ("town", "new.osm.pbf, © OpenStreetMap contributors, ODbL 1.0", "primary"),
    ]
    assert rows[1].hash == made.hash == streets.load(tmp_path, "town").hash


def test_tiles_have_another_version_after_an_import_even_of_the_same_graphs(session: Session, tmp_path: Path) -> None:
    versions = {registry.tile_version(session, "streets")}
    for name in ("旧名", "新名"):
        street: Way = ([1, 2], {"highway": "residential", "name": name})
        import_streets(session, tmp_path, write(tmp_path / "town.osm.pbf", POINTS, street), name="town")
        versions.add(registry.tile_version(session, "streets"))
        session.commit()

    assert len(versions) == 3


def test_far_tiles_look_into_the_index_of_great_streets(session: Session) -> None:
    assert registry.tile(session, "streets", tile_at(FAR_ZOOM)) == b""

    plan = "\n".join(
        session.scalars(
            text(f"EXPLAIN SELECT FROM street WHERE from_zoom <= {FAR_ZOOM} AND geom && st_point(1, 1, 4326)")
        )
    )

    assert "street_far_ix" in plan


@pytest.mark.parametrize("name", ["../town", "a/b", ""])
def test_a_name_that_is_a_path_is_refused_before_anything_is_read(session: Session, tmp_path: Path, name: str) -> None:
    with pytest.raises(InputError, match="cannot be used"):
        import_streets(session, tmp_path, tmp_path / "nowhere.osm.pbf", name=name)


def test_a_bad_file_changes_nothing(session: Session, tmp_path: Path) -> None:
    good = write(tmp_path / "good.osm.pbf", POINTS, RESIDENTIAL)
    made = import_streets(session, tmp_path / "home", good, name="town")
    bad = tmp_path / "bad.osm.pbf"
    bad.write_bytes(good.read_bytes()[:100])

    with pytest.raises(FileError):
        import_streets(session, tmp_path / "home", bad, name="town")

    assert streets.load(tmp_path / "home", "town").hash == made.hash
    assert len(drawn(session, 14)) == 1
