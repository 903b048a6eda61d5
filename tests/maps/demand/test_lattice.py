import numpy as np
import pytest
from numpy.typing import NDArray
from pyproj import Transformer

from maps.demand import lattice

Floats = NDArray[np.float64]
ARC = 1 / 120  # degrees: the step of many published grids


def centres(columns: int, rows: int, *, step: float = 0.01, kept: float = 1.0) -> tuple[Floats, Floats]:
    """Return centres of a grid's cells in any order, a share of them left out by chance."""
    random = np.random.default_rng(8)
    x, y = (each.ravel() for each in np.meshgrid(121.405 + step * np.arange(columns), 31.005 + step * np.arange(rows)))
    order = random.permutation(len(x))[: round(kept * len(x))]
    return x[order], y[order]


@pytest.mark.parametrize("kept", [1.0, 0.7, 0.4])
@pytest.mark.parametrize("step", [0.01, ARC, 0.000_8, 500.0])
def test_a_grid_is_known_by_its_step_whatever_is_empty(step: float, kept: float) -> None:
    found = lattice.of(*centres(20, 16, step=step, kept=kept))

    assert found is not None
    assert found.cell == pytest.approx((step, step))
    assert found.is_sure


def test_rounded_coordinates_do_not_hide_a_grid() -> None:
    x, y = (np.round(each, 4) for each in centres(200, 100, step=ARC))

    found = lattice.of(x, y)

    assert found is not None
    assert found.cell == pytest.approx((ARC, ARC), rel=1e-3)


def test_a_cell_may_be_wider_than_high() -> None:
    x, y = centres(20, 16)

    found = lattice.of(x * 3, y)

    assert found is not None
    assert found.cell == pytest.approx((0.03, 0.01))


def test_scattered_places_at_whole_steps_are_not_taken_for_a_grid() -> None:
    found = lattice.of(*centres(40, 40, kept=0.1))

    assert found is not None
    assert not found.is_sure


@pytest.mark.parametrize("decimals", [3, 4, 6, 15])
@pytest.mark.parametrize("number", [30, 300, 3000])
def test_places_by_chance_are_no_grid_however_they_are_rounded(number: int, decimals: int) -> None:
    random = np.random.default_rng(number)
    x, y = random.uniform(121.4, 121.5, number).round(decimals), random.uniform(31.2, 31.3, number).round(decimals)

    found = lattice.of(x, y)

    assert found is None or not found.is_sure
    assert lattice.spacing_m(x, y) is None


def test_few_places_one_row_and_a_place_twice_are_no_grid() -> None:
    x, y = centres(10, 10)

    assert lattice.of(x[:20], y[:20]) is None
    assert lattice.of(*centres(100, 2)) is None
    assert lattice.of(np.append(x, x[0]), np.append(y, y[0])) is None
    assert lattice.of(np.zeros(50), np.zeros(50)) is None


def test_a_grid_in_metres_is_seen_to_stand_evenly_in_degrees() -> None:
    x, y = (each.ravel() for each in np.meshgrid(346_000 + 250.0 * np.arange(90), 3_460_000 + 250.0 * np.arange(40)))
    lon, lat = Transformer.from_crs(32651, 4326, always_xy=True).transform(x, y)

    spacing_m = lattice.spacing_m(lon, lat)

    assert lattice.of(lon, lat) is None
    assert spacing_m == pytest.approx(250, rel=2e-3)
    assert (found := lattice.of(x, y)) is not None
    assert found.cell == pytest.approx((250, 250))
