import json
from pathlib import Path

import numpy as np
import pytest
import shapely
from geopandas import GeoDataFrame
from shapely import LineString, MultiPolygon, Point, Polygon, box
from shapely.geometry.base import BaseGeometry

from maps.demand import cells, geojson, polygons
from maps.demand.guides import Guide
from maps.demand.reading import Manner
from maps.demand.spreading import inside
from stations import datum
from stations.errors import FileError, InputError
from stations.language import Text
from tests.maps.demand.files import shapes, table

WEST, EAST = box(121.40, 31.20, 121.42, 31.22), box(121.42, 31.20, 121.44, 31.22)
BOW = Polygon([(121.4, 31.2), (121.42, 31.22), (121.42, 31.2), (121.4, 31.22)])
HERE = Manner()


def test_every_feature_gives_its_count(tmp_path: Path) -> None:
    found = polygons.read(shapes(tmp_path, [WEST, EAST], [120, 80]), HERE)

    assert found.weight.sum() == pytest.approx(200, rel=1e-9)
    assert (found.kind, found.unit, found.held, found.warnings) == ("polygons", "people", [], [])


@pytest.mark.parametrize("crs", ["EPSG:4527", "EPSG:32651", "EPSG:3857", "EPSG:4490"])
def test_shapes_in_another_crs_land_where_they_are(tmp_path: Path, crs: str) -> None:
    here = polygons.read(shapes(tmp_path, [WEST], [100]), HERE)
    path = tmp_path / "other.gpkg"
    GeoDataFrame({"people": [100]}, geometry=[WEST], crs="EPSG:4326").to_crs(crs).to_file(path)

    found = polygons.read(path, HERE)

    assert len(np.setxor1d(found.cells, here.cells)) <= 0.02 * len(here.cells)  # edges bend between two corners
    assert found.weight.sum() == pytest.approx(100, rel=1e-9)


def test_shapes_in_gcj02_are_moved_back(tmp_path: Path) -> None:
    shifted = shapely.transform(
        WEST, lambda xy: np.column_stack(datum.convert(xy[:, 0], xy[:, 1], source="wgs84", target="gcj02"))
    )
    here = polygons.read(shapes(tmp_path, [WEST], [100], name="a.gpkg"), HERE)

    found = polygons.read(shapes(tmp_path, [shifted], [100], name="b.gpkg"), Manner(crs="gcj02"))

    assert found.cells.tolist() == here.cells.tolist()


@pytest.mark.parametrize("area", [BOW, MultiPolygon([WEST, EAST]), MultiPolygon([WEST, WEST.buffer(-0.001)])])
def test_invalid_and_split_areas_keep_their_count(tmp_path: Path, area: BaseGeometry) -> None:
    found = polygons.read(shapes(tmp_path, [area], [100]), HERE)

    assert found.weight.sum() == pytest.approx(100, rel=1e-9)


@pytest.mark.parametrize(
    ("area", "count", "reason", "weight"),
    [
        (WEST, -4, "negative", -4.0),
        (WEST, None, "No weight is given", None),
        (WEST, float("inf"), "not a number", None),
        (None, 5, "no area", 5.0),
        (LineString([(121.4, 31.2), (121.5, 31.2)]), 5, "The geometry is a LineString", 5.0),
    ],
)
def test_a_feature_that_cannot_be_used_is_held_with_its_count(
    tmp_path: Path, area: BaseGeometry | None, count: float | None, reason: str, weight: float | None
) -> None:
    found = polygons.read(shapes(tmp_path, [area, EAST], [count, 80.0]), HERE)

    assert [(entry.row, entry.weight) for entry in found.held] == [(1, weight)]
    assert reason in found.held[0].reason.text.en
    assert found.weight.sum() == pytest.approx(80, rel=1e-9)


def test_overlapping_areas_are_counted_and_warned_of(tmp_path: Path) -> None:
    found = polygons.read(shapes(tmp_path, [WEST, WEST], [100, 100]), HERE)

    assert found.weight.sum() == pytest.approx(200, rel=1e-9)
    assert [warning.en for warning in found.warnings] == [
        "50% of the areas lie on one another: the same people may be counted more than once."
    ]


def test_points_of_a_file_of_shapes_count_where_they_are(tmp_path: Path) -> None:
    found = polygons.read(shapes(tmp_path, [Point(121.49, 31.24)], [9]), HERE)

    assert found.cells.tolist() == cells.at(np.array([121.49]), np.array([31.24]), res=10).tolist()


def test_areas_without_a_column_of_counts_are_refused_with_the_columns_there_are(tmp_path: Path) -> None:
    path = shapes(tmp_path, [WEST], [1])

    with pytest.raises(InputError, match="There is no column “persons”"):
        polygons.read(path, Manner(columns={"weight": "persons"}))


@pytest.mark.parametrize(("field", "name"), [("名称", "静安区"), ("note", "#1")])
def test_an_area_that_the_streets_cover_in_part_is_named_as_the_file_names_it(
    tmp_path: Path, field: str, name: str
) -> None:
    path = tmp_path / "areas.gpkg"
    GeoDataFrame({"people": [100], field: ["静安区"]}, geometry=[WEST], crs="EPSG:4326").to_file(path)
    own = inside(box(121.40, 31.20, 121.405, 31.22), res=10)
    extent = box(121.40, 31.20, 121.405, 31.22)
    guide = Guide(cells=own, weight=np.ones(len(own)), text=Text("道路", "streets"), extent=extent)

    found = polygons.read(path, Manner(guide=guide))

    assert [warning.en.rsplit(": ", 1)[1] for warning in found.warnings] == [f"{name} 25%."]
    assert len(np.setdiff1d(found.cells, own)) > 2 * len(own)


@pytest.mark.parametrize("area", [box(31.20, 121.40, 31.22, 121.42), box(300, 31, 301, 32)])
def test_areas_that_are_not_where_they_say_are_refused(tmp_path: Path, area: Polygon) -> None:
    with pytest.raises(InputError, match=r"axes are swapped|not on Earth"):
        polygons.read(shapes(tmp_path, [area], [1]), HERE)


@pytest.mark.parametrize("content", ["", "GPKG", "{}"])
def test_what_is_no_file_of_shapes_is_said_so(tmp_path: Path, content: str) -> None:
    with pytest.raises(FileError):
        polygons.read(table(tmp_path, content, name="a.gpkg"), HERE)


def test_geojson_of_points_is_a_table_and_of_areas_a_file_of_shapes(tmp_path: Path) -> None:
    points = {"type": "Point", "coordinates": [121.49, 31.24]}
    path = table(
        tmp_path,
        json.dumps(
            {"type": "FeatureCollection", "features": [{"type": "Feature", "properties": {}, "geometry": points}]}
        ),
        name="points.geojson",
    )

    assert geojson.read(path, Manner(crs="wgs84")).kind == "points"
    assert geojson.read(shapes(tmp_path, [WEST], [1], name="areas.geojson"), HERE).kind == "polygons"
    with pytest.raises(InputError, match="never guessed"):
        geojson.read(path, HERE)


def test_the_real_grid_of_helsinki_gives_all_its_people(shared_data: Path) -> None:
    found = polygons.read(shared_data / "demand/helsinki_population_grid_2020.gpkg", HERE)

    assert found.weight.sum() == pytest.approx(71_724, rel=1e-9)
    assert (found.held, found.warnings, found.unit) == ([], [], "people")
