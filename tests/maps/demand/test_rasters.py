from math import cos, radians, sin
from pathlib import Path

import numpy as np
import pytest
import rasterio
from geographiclib.geodesic import Geodesic
from h3.api import basic_int
from rasterio import Affine
from rasterio.errors import NotGeoreferencedWarning

from maps.demand import cells, rasters
from maps.demand.reading import Manner
from stations import datum
from stations.errors import FileError, InputError
from tests.maps.demand.files import SHANGHAI, grid, table

HERE = Manner()


def centre(own: np.ndarray, weight: np.ndarray) -> tuple[float, float]:
    """Return where the weight is on average."""
    lon, lat = cells.centres(own)
    return float(np.average(lon, weights=weight)), float(np.average(lat, weights=weight))


def test_a_pixel_fills_its_cells_evenly(tmp_path: Path) -> None:
    found = rasters.read(grid(tmp_path, [[0, 0, 0], [0, 4000, 0], [0, 0, 0]]), HERE)

    own, summed = cells.added(found.cells, found.weight[:, None])
    lon, lat = cells.centres(own)
    whole = (lon > 121.4115) & (lon < 121.4185) & (lat > 31.2815) & (lat < 31.2885)  # a cell's width from the edge
    density = summed[whole, 0] / cells.area_km2(own, lat)[whole]
    assert whole.sum() > 30
    assert density == pytest.approx(density.mean(), rel=0.1)
    assert found.weight.sum() == pytest.approx(4000, rel=1e-9)


def test_pixels_smaller_than_a_cell_are_added_up(tmp_path: Path) -> None:
    values = np.random.default_rng(7).uniform(0, 10, (40, 50))
    fine = Affine(0.0002, 0, 121.4, 0, -0.0002, 31.3)

    found = rasters.read(grid(tmp_path, values, transform=fine), HERE)

    assert found.weight.sum() == pytest.approx(values.sum(), rel=1e-9)
    middle = centre(found.cells, found.weight)
    assert middle == pytest.approx((121.4 + 25 * 0.0002, 31.3 - 20 * 0.0002), abs=2e-4)


def test_no_data_is_nothing_and_nonsense_is_held_by_row(tmp_path: Path) -> None:
    values = [[1.0, -9999.0, 2.0], [np.nan, -5.0, -6.0], [np.inf, 3.0, 0.0]]

    found = rasters.read(grid(tmp_path, values, nodata=-9999), HERE)

    assert found.weight.sum() == pytest.approx(6, rel=1e-9)
    assert [(entry.row, entry.weight) for entry in found.held] == [(2, -11.0), (3, 0.0)]
    assert found.held[0].reason.text.en.startswith("2 pixels are negative")


def test_a_turned_grid_lands_where_its_corners_say(tmp_path: Path) -> None:
    right, down = 0.01 * cos(radians(30)), 0.01 * sin(radians(30))
    turned = Affine(right, down, 121.4, down, -right, 31.3)  # columns run 30 degrees north of east

    found = rasters.read(grid(tmp_path, [[0, 0], [0, 500]], transform=turned), HERE)

    assert centre(found.cells, found.weight) == pytest.approx((121.4 + 0.0204904, 31.3 - 0.0054904), abs=2e-4)


def test_a_grid_in_metres_lands_where_it_is(tmp_path: Path) -> None:
    arc_m = Geodesic.WGS84.Inverse(0, 123, 31.3, 123)["s12"]  # UTM: 0.9996 of it, and 500 km at the middle meridian
    kilometres = Affine(1000, 0, 499_500, 0, -1000, 0.9996 * arc_m + 500)

    found = rasters.read(grid(tmp_path, [[500.0]], transform=kilometres, crs="EPSG:32651"), HERE)

    assert centre(found.cells, found.weight) == pytest.approx((123, 31.3), abs=2e-4)


def test_a_grid_in_gcj02_is_moved_back(tmp_path: Path) -> None:
    found = rasters.read(grid(tmp_path, [[500.0]]), Manner(crs="gcj02"))

    there = datum.convert(121.405, 31.295, source="gcj02", target="wgs84")
    assert centre(found.cells, found.weight) == pytest.approx(there, abs=2e-4)


@pytest.mark.parametrize(
    ("transform", "crs", "sentence"),
    [
        (SHANGHAI, None, "does not say its CRS"),
        (Affine(0.01, 0, 31.3, 0, 0.01, 121.4), "EPSG:4326", "axes are swapped"),
        (Affine(1000, 0, 346_000, 0, -1000, 3_460_000), "EPSG:4326", "not on Earth"),
    ],
)
def test_a_grid_in_no_place_or_a_wrong_one_is_refused(
    tmp_path: Path, transform: Affine, crs: str | None, sentence: str
) -> None:
    path = grid(tmp_path, [[1.0]], transform=transform, crs=crs)

    with pytest.raises(InputError, match=sentence):
        rasters.read(path, HERE)


def test_a_picture_without_a_place_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "photo.tif"
    with pytest.warns(NotGeoreferencedWarning), rasterio.open(path, "w", "GTiff", 2, 2, 1, dtype="uint8") as file:
        file.write(np.ones((1, 2, 2), dtype="uint8"))

    with pytest.raises(FileError, match="no place on Earth"):
        rasters.read(path, Manner(crs="EPSG:4326"))


def test_a_crs_that_is_said_counts_where_the_file_has_none(tmp_path: Path) -> None:
    found = rasters.read(grid(tmp_path, [[5.0]], crs=None), Manner(crs="EPSG:4326"))

    assert found.weight.sum() == pytest.approx(5, rel=1e-9)


@pytest.mark.parametrize("content", ["", "II*", "<VRTDataset/>"])
def test_what_is_no_geotiff_is_said_so(tmp_path: Path, content: str) -> None:
    with pytest.raises(FileError, match="no GeoTIFF that can be read"):
        rasters.read(table(tmp_path, content, name="grid.tif"), HERE)


def test_a_damaged_geotiff_is_said_so(tmp_path: Path) -> None:
    path = grid(tmp_path, np.ones((200, 200)))
    path.write_bytes(path.read_bytes()[:1000])

    with pytest.raises(FileError, match="damaged"):
        rasters.read(path, HERE)


def test_a_country_in_small_cells_is_refused_before_it_is_begun(tmp_path: Path) -> None:
    wide = Affine(0.1, 0, 75, 0, -0.1, 53)

    with pytest.raises(FileError, match="cut one city out of it"):
        rasters.read(grid(tmp_path, np.ones((300, 600)), transform=wide), HERE)


def test_larger_cells_are_filled_from_fewer_points(tmp_path: Path) -> None:
    found = rasters.read(grid(tmp_path, [[70.0]]), Manner(res=7))

    assert {basic_int.get_resolution(cell) for cell in found.cells.tolist()} == {7}
    assert found.weight.sum() == pytest.approx(70, rel=1e-9)
