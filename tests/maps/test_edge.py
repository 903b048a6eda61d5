"""Cells so near the edge of the street data that stations beyond it are missed."""

from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest
import shapely
from pyproj import CRS, Transformer
from sqlalchemy.orm import Session

from maps import city
from maps.question import Question
from maps.streets import store
from stations import registry
from stations.hours import Calendar
from tests.factories import square
from tests.maps.streets.towns import STREET, town

AS_OF = datetime(2026, 11, 22, 4, tzinfo=UTC)
WEST, SOUTH, SIDE = 121.45, 31.2, 0.04
DOUBT_M = 0.2


@pytest.mark.parametrize("limit_dm", [1, 3_750, 11_250])
def test_cells_near_the_edge_are_those_of_a_local_projection(session: Session, tmp_path: Path, limit_dm: int) -> None:
    registry.put_districts(session, [square("310101", west=WEST, south=SOUTH, side=SIDE)])
    west, south, east, north = WEST - 0.03, SOUTH - 0.001, WEST + 0.03, SOUTH + 0.05  # the district goes farther east
    points = {1: (west, south), 2: (east, south), 3: (east, north), 4: (west, north)}
    own = store.save(tmp_path, town(tmp_path, points, ([1, 2, 3, 4, 1], STREET))).hash
    question = Question(area="310101", streets=own)
    place = city.read(session, tmp_path, question, as_of=AS_OF, calendar=Calendar.packaged())

    found = place.is_near_edge(limit_dm)

    crs = CRS.from_dict({"proj": "laea", "lon_0": WEST, "lat_0": SOUTH, "datum": "WGS84"})
    to_metres = Transformer.from_crs(4326, crs, always_xy=True).transform
    assert place.network
    extent = shapely.transform(place.network.extent, lambda xy: np.column_stack(to_metres(*xy.T)))
    cells = shapely.points(np.column_stack(to_metres(place.cells.lon, place.cells.lat)))
    edge_m = np.where(shapely.contains(extent, cells), 1, -1) * shapely.distance(extent.exterior, cells)
    is_clear = np.abs(edge_m - limit_dm / 10) > DOUBT_M
    assert found[is_clear].tolist() == (edge_m < limit_dm / 10)[is_clear].tolist()
    assert 0 < found.sum() < len(found)
    assert is_clear.mean() > 0.99


def test_without_streets_no_cell_is_near_an_edge(session: Session, tmp_path: Path) -> None:
    registry.put_districts(session, [square("310101", west=WEST, south=SOUTH, side=SIDE)])
    question = Question(area="310101", way="straight")

    place = city.read(session, tmp_path, question, as_of=AS_OF, calendar=Calendar.packaged())

    assert not place.is_near_edge(11_250).any()
