import math
from pathlib import Path
from typing import Any

import mapbox_vector_tile
import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from h3.api import basic_int

from maps.demand import cells as hexagonal
from maps.tiles import cells as cell_tiles
from stations.errors import NotFound
from stations.registry import Tile

WEST, SOUTH, SIDE = 121.45, 31.2, 0.05
NEAR, FAR = 14, 9


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the cells of a made-up run: half of them in each of two districts, some covered, some not reached."""
    random = np.random.default_rng(7)
    lon, lat = random.uniform(WEST, WEST + SIDE, 3000), random.uniform(SOUTH, SOUTH + SIDE, 3000)
    cells = hexagonal.gathered(hexagonal.at(lon, lat, res=10), random.integers(1, 9, 3000).astype(float))
    count = len(cells.h3)
    is_sure = random.random(count) < 0.4
    columns = {
        **cells._asdict(),
        "adcode": np.where(cells.lon < WEST + SIDE / 2, "310101", "310104"),
        "is_covered_sure": is_sure,
        "is_covered_may": is_sure | (random.random(count) < 0.3),
        "distance_sure_m": np.where(random.random(count) < 0.5, random.uniform(0, 1000, count), np.nan),
        "distance_may_m": random.uniform(0, 1000, count),
    }
    path = tmp_path_factory.mktemp("run") / "cells.parquet"
    pq.write_table(pa.table({name: pa.array(column) for name, column in columns.items()}), path)
    return path


def squares(z: int) -> list[Tile]:
    """Return all squares that the made-up run lies in, and those around."""
    x, y = (WEST + 180) / 360 * 2**z, (1 - math.asinh(math.tan(math.radians(SOUTH))) / math.pi) / 2 * 2**z
    around = math.ceil(SIDE / 360 * 2**z * 1.2) + 1
    return [
        Tile(z, column, row)
        for column in range(int(x) - 1, int(x) + around + 1)
        for row in range(int(y) - around, int(y) + 2)
    ]


def shown(kept: Path, z: int) -> dict[str, dict[str, Any]]:
    """Return the hexagons of all squares at a zoom by their names, each told alike wherever it is shown."""
    found: dict[str, dict[str, Any]] = {}
    for square in squares(z):
        content = cell_tiles.tile(kept, *square)
        layers = mapbox_vector_tile.decode(content) if content else {"cells": {"features": []}}
        for feature in layers["cells"]["features"]:
            told = feature["properties"]
            assert found.setdefault(told["h3"], told) == told
    return found


@pytest.mark.parametrize("z", [NEAR, 12, 11, FAR])
def test_at_every_zoom_the_totals_are_those_of_the_run(kept: Path, z: int) -> None:
    table = pq.read_table(kept).to_pydict()
    weight = np.array(table["weight"])

    found = list(shown(kept, z).values())

    assert sum(told["weight"] for told in found) == weight.sum()
    assert sum(told["weight_sure"] for told in found) == weight[table["is_covered_sure"]].sum()
    assert sum(told["weight_may"] for told in found) == weight[table["is_covered_may"]].sum()
    assert sum(told["cells"] for told in found) == len(weight)
    assert sum(told["area_km2"] for told in found) == pytest.approx(sum(table["area_km2"]))


def test_near_by_each_cell_is_shown_as_it_is(kept: Path) -> None:
    table = pq.read_table(kept).to_pydict()

    found = shown(kept, NEAR)

    assert set(found) == {f"{h3:x}" for h3 in table["h3"]}
    for row, h3 in enumerate(table["h3"]):
        told = found[f"{h3:x}"]
        assert (told["adcode"], told["cells"]) == (table["adcode"][row], 1)
        way = table["distance_sure_m"][row]
        assert told.get("distance_sure_m") == (None if np.isnan(way) else way)


def test_farther_out_a_hexagon_stands_for_its_cells(kept: Path) -> None:
    table = pq.read_table(kept).to_pydict()
    size = cell_tiles.size_at(11)
    inside: dict[str, list[int]] = {}
    for row, h3 in enumerate(table["h3"]):
        inside.setdefault(f"{basic_int.cell_to_parent(h3, size):x}", []).append(row)

    found = shown(kept, 11)

    assert size < 10
    assert found.keys() == inside.keys()
    for name, rows in inside.items():
        by_code = {
            code: sum(table["weight"][row] for row in rows if table["adcode"][row] == code)
            for code in sorted({table["adcode"][row] for row in rows})
        }
        assert found[name]["adcode"] == max(by_code, key=by_code.__getitem__)
        reached = [row for row in rows if not np.isnan(table["distance_sure_m"][row])]
        mean = sum(table["weight"][row] * table["distance_sure_m"][row] for row in reached) / (
            sum(table["weight"][row] for row in reached) or np.nan
        )
        assert found[name].get("distance_sure_m", np.nan) == pytest.approx(mean, nan_ok=True)


def test_hexagons_are_drawn_where_they_lie(kept: Path) -> None:
    square, content = next((each, tile) for each in squares(NEAR) if (tile := cell_tiles.tile(kept, *each)))

    layer = mapbox_vector_tile.decode(content, default_options={"y_coord_down": True})["cells"]

    assert (layer["version"], layer["extent"]) == (2, 4096)
    box = square.box()
    for feature in layer["features"]:
        (ring,) = feature["geometry"]["coordinates"]
        assert ring[0] == ring[-1]
        boundary = basic_int.cell_to_boundary(int(feature["properties"]["h3"], 16))
        east = sorted((x / 4096) * (box["east"] - box["west"]) + box["west"] for x, _ in ring[:-1])
        assert east == pytest.approx(sorted(lon for _, lon in boundary), abs=1e-5)


def test_a_square_beside_the_run_is_empty(kept: Path) -> None:
    assert cell_tiles.tile(kept, 14, 0, 0) == b""


@pytest.mark.parametrize("z", range(21))
def test_no_zoom_shows_more_hexagons_than_a_tile_can_bear(z: int) -> None:
    tile_km2 = (40_075 / 2**z) ** 2

    hexagons = tile_km2 / basic_int.average_hexagon_area(cell_tiles.size_at(z), "km^2")

    assert hexagons <= 2000 or cell_tiles.size_at(z) == 0


def test_a_run_whose_file_is_gone_says_so(tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        cell_tiles.tile(tmp_path / "cells.parquet", 10, 0, 0)
