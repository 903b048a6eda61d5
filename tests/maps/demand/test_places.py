"""Rows with coordinates: points, or centres of a grid's cells."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from pyproj import Transformer
from shapely import Point

from maps.demand import cells, polygons, rasters, tables
from maps.demand.lattice import Cell
from maps.demand.reading import Manner, Reading
from stations import datum
from stations.errors import FileError, InputError
from tests.maps.demand.files import grid, shapes, table

SIDE = 8
VALUES = np.random.default_rng(6).integers(1, 900, (SIDE, SIDE)).astype(float)
LON, LAT = (each.ravel() for each in np.meshgrid(121.405 + 0.01 * np.arange(SIDE), 31.295 - 0.01 * np.arange(SIDE)))
POINTS = list(zip(LON.tolist(), LAT.tolist(), strict=True))
UTM = Transformer.from_crs(4326, 32651, always_xy=True)
X, Y = (each.ravel() for each in np.meshgrid(346_000 + 250.0 * np.arange(SIDE), 3_460_000 + 250.0 * np.arange(SIDE)))


def written(x: Sequence[float], y: Sequence[float], weight: Sequence[float], heading: str = "lon,lat") -> str:
    """Return a table of points with a weight each."""
    rows = (f"{a!r},{b!r},{w!r}" for a, b, w in zip(*map(list, (x, y, weight)), strict=True))
    return "\n".join([f"{heading},population", *rows])


def weights(reading: Reading) -> dict[int, float]:
    """Return what each cell weighs."""
    own, summed = cells.added(reading.cells, reading.weight[:, None])
    return dict(zip(own.tolist(), summed[:, 0].tolist(), strict=True))


def test_a_grid_as_a_table_fills_the_same_cells_as_the_same_grid_of_pixels(tmp_path: Path) -> None:
    pixels = rasters.read(grid(tmp_path, VALUES), Manner())
    text = written(LON.tolist(), LAT.tolist(), VALUES.ravel().tolist())

    found = tables.read(table(tmp_path, text), Manner(crs="wgs84"))

    ours, theirs = weights(found), weights(pixels)
    assert sum(ours.values()) == pytest.approx(VALUES.sum(), rel=1e-9)
    assert len(ours) > 40 * SIDE**2
    assert len(ours.keys() ^ theirs.keys()) <= 0.001 * len(ours)  # a point may lie on the edge of a cell
    assert sum(abs(ours.get(cell, 0) - theirs.get(cell, 0)) for cell in ours) <= 0.001 * VALUES.sum()
    assert (found.kind, found.unit) == ("grid", "people")
    assert "格网，步长 0.01 × 0.01 度（wgs84）" in found.method.zh
    assert [warning.en[:48] for warning in found.warnings] == ["The rows stand in a grid with a step of 0.01 × 0"]


def test_a_grid_in_gcj02_is_moved_back(tmp_path: Path) -> None:
    there = datum.convert(LON, LAT, source="gcj02", target="wgs84")

    found = tables.read(table(tmp_path, written(LON.tolist(), LAT.tolist(), [1.0] * SIDE**2)), Manner(crs="gcj02"))

    middle = [float(np.average(each, weights=found.weight)) for each in cells.centres(found.cells)]
    assert middle == pytest.approx([each.mean() for each in there], abs=1e-4)
    assert found.kind == "grid"


def test_a_grid_in_metres_lands_where_it_is(tmp_path: Path) -> None:
    text = written(X.tolist(), Y.tolist(), [1.0] * SIDE**2, "x,y")

    found = tables.read(table(tmp_path, text), Manner(crs="EPSG:32651"))

    lon, lat = UTM.transform(X.mean(), Y.mean(), direction="INVERSE")
    middle = [float(np.average(each, weights=found.weight)) for each in cells.centres(found.cells)]
    assert middle == pytest.approx([lon, lat], abs=1e-4)
    assert "250 × 250 (the unit of EPSG:32651)" in found.method.en
    ground = sum(cells.area_km2(own := np.unique(found.cells), cells.centres(own)[1]))
    assert ground == pytest.approx((SIDE * 0.25) ** 2, rel=0.2)  # cells on the edge stick out


def test_each_cell_keeps_its_own_hours(tmp_path: Path) -> None:
    heading = ",".join(["lon", "lat", *(str(hour) for hour in range(168))])
    rows = [f"{x!r},{y!r}," + ",".join([str(n + 1)] * 168) for n, (x, y) in enumerate(POINTS)]

    found = tables.read(table(tmp_path, "\n".join([heading, *rows])), Manner(crs="wgs84"))

    assert found.hourly is not None
    assert found.hourly.shape == (len(found.cells), 168)
    assert found.hourly[:, 77] == pytest.approx(found.weight)
    assert found.weight.sum() == pytest.approx(SIDE**2 * (SIDE**2 + 1) / 2)


def test_a_cell_that_is_said_counts_for_every_row(tmp_path: Path) -> None:
    path = table(tmp_path, "lon,lat,population\n121.405,31.295,500\n")

    found = tables.read(path, Manner(crs="wgs84", cell=Cell(0.01, 0.01)))

    assert weights(found).keys() == weights(rasters.read(grid(tmp_path, [[500.0]]), Manner())).keys()
    assert found.warnings == []


def test_points_in_a_lattice_stay_points_if_that_is_said(tmp_path: Path) -> None:
    path = table(tmp_path, written(LON.tolist(), LAT.tolist(), [1.0] * SIDE**2))

    found = tables.read(path, Manner(crs="wgs84", cell=Cell(0, 0)))

    assert (found.kind, len(found.cells), found.warnings) == ("points", SIDE**2, [])


def test_points_that_may_be_a_grid_are_points_and_it_is_told_how_to_say_that_they_are_one(tmp_path: Path) -> None:
    x, y = (each.ravel() for each in np.meshgrid(346_000 + 250.0 * np.arange(90), 3_460_000 + 250.0 * np.arange(40)))
    lon, lat = UTM.transform(x, y, direction="INVERSE")
    path = table(tmp_path, written(lon.tolist(), lat.tolist(), [1.0] * 3600))

    found = tables.read(path, Manner(crs="wgs84"))

    (warning,) = found.warnings
    assert (found.kind, len(found.cells)) == ("points", 3600)
    assert "they stand evenly (some 250 m)" in warning.en
    width, height = map(float, warning.en.split("--cell ")[1].split(" ")[0].split(","))
    assert width == pytest.approx(250 / (111_320 * np.cos(np.radians(31.26))), rel=0.01)
    assert height == pytest.approx(250 / 110_870, rel=0.01)
    assert tables.read(path, Manner(crs="wgs84", cell=Cell(width, height))).kind == "grid"


def test_scattered_places_at_whole_steps_are_asked_about(tmp_path: Path) -> None:
    some = np.random.default_rng(3).permutation(1600)[:160]
    lon, lat = 121.4 + 0.01 * (some % 40), 31.2 + 0.01 * (some // 40)

    found = tables.read(table(tmp_path, written(lon.tolist(), lat.tolist(), [1.0] * 160)), Manner(crs="wgs84"))

    assert (found.kind, len(found.cells)) == ("points", 160)
    assert "say --cell 0.01,0.01 (in the unit" in found.warnings[0].en


def test_eateries_stand_as_they_stand(shared_data: Path) -> None:
    found = tables.read(shared_data / "demand/shanghai_restaurants.csv", Manner(crs="wgs84"))

    assert (found.kind, found.warnings) == ("points", [])


def test_points_of_a_file_of_shapes_are_a_grid_all_the_same(tmp_path: Path) -> None:
    found = polygons.read(shapes(tmp_path, [Point(place) for place in POINTS], VALUES.ravel().tolist()), Manner())

    assert (
        weights(found).keys()
        == weights(
            tables.read(table(tmp_path, written(LON.tolist(), LAT.tolist(), [1.0] * SIDE**2)), Manner(crs="wgs84"))
        ).keys()
    )
    assert found.weight.sum() == pytest.approx(VALUES.sum(), rel=1e-9)


def test_a_row_without_a_number_for_its_place_is_held(tmp_path: Path) -> None:
    text = "x,y,weight\n346000,3460000,7\n346000,,5\n一,3460000,4\n"

    found = tables.read(table(tmp_path, text), Manner(crs="EPSG:32651"))

    assert [(entry.row, entry.reason.column, entry.weight) for entry in found.held] == [(3, "y", 5.0), (4, "x", 4.0)]
    assert found.weight.tolist() == [7]


@pytest.mark.parametrize(
    ("text", "crs", "sentence"),
    [
        ("x,y\n3460000,346000\n", "EPSG:32651", "x must be east and y north"),
        ("x,y\n121.4,31.2\n", "EPSG:32651", "outside of what EPSG:32651 is for"),
        ("x,y\n3460000,346000\n", "EPSG:4527", "cannot be turned into degrees"),
        ("x,y\n346000,3460000\n", "EPSG:4326", "--crs cannot be EPSG:4326"),
        ("x,y\n346000,3460000\n", "EPSG:99999", "There is no CRS"),
    ],
)
def test_metres_that_are_not_where_they_say_are_refused(tmp_path: Path, text: str, crs: str, sentence: str) -> None:
    with pytest.raises(InputError, match=sentence):
        tables.read(table(tmp_path, text), Manner(crs=crs))


def test_a_cell_that_cannot_be_meant_is_refused(tmp_path: Path) -> None:
    points = table(tmp_path, "lon,lat\n121.4,31.2\n")
    indexed = table(tmp_path, "h3\n8a309a566d07fff\n", name="h3.csv")

    with pytest.raises(InputError, match="1000 of them are too many"):
        tables.read(points, Manner(crs="wgs84", cell=Cell(1000, 1000)))
    with pytest.raises(FileError, match="cut one city out of it"):
        tables.read(points, Manner(crs="wgs84", cell=Cell(5, 5), res=12))
    with pytest.raises(InputError, match="shapes of their own"):
        tables.read(indexed, Manner(cell=Cell(0.01, 0.01)))
    with pytest.raises(InputError, match="shapes of their own"):
        rasters.read(grid(tmp_path, [[1.0]]), Manner(cell=Cell(0.01, 0.01)))
    with pytest.raises(InputError, match="shapes of their own"):
        polygons.read(shapes(tmp_path, [Point(121.4, 31.2).buffer(0.01)], [1]), Manner(cell=Cell(0.01, 0.01)))


def test_where_no_row_has_a_place_no_grid_is_looked_for(tmp_path: Path) -> None:
    found = tables.read(table(tmp_path, "lon,lat,name\n,,外滩\n"), Manner(crs="wgs84", cell=Cell(0.01, 0.01)))

    assert (found.kind, len(found.cells), len(found.held)) == ("points", 0, 1)
