"""Who is within reach, against measuring every pair."""

import numpy as np
import pytest
from geographiclib.geodesic import Geodesic

from maps.siting import reach
from maps.siting.reach import Reach
from stations.compiling import Array


def as_sets(found: Reach) -> list[list[int]]:
    return [found.point[one:two].tolist() for one, two in zip(found.first[:-1], found.first[1:], strict=True)]


def geodesic_m(site: Array, point: Array) -> float:
    return float(Geodesic.WGS84.Inverse(site[1], site[0], point[1], point[0])["s12"])


def test_a_point_just_at_the_limit_is_within_reach() -> None:
    sites, points = np.array([[0.0, 0.0]]), np.array([[3.0, 4.0], [3.0, 4.001], [0.0, -5.0], [0.0, 0.0]])

    found = reach.planar(sites, points, limit_m=5.0)

    assert as_sets(found) == [[0, 2, 3]]


@pytest.mark.parametrize("limit_m", [0.0, 1.0, 7.5, 100.0])
def test_on_a_plane_every_pair_is_found(limit_m: float) -> None:
    random = np.random.default_rng(0)
    sites, points = random.integers(0, 50, (30, 2)).astype(float), random.integers(0, 50, (200, 2)).astype(float)
    squares = ((sites[:, None, :] - points[None, :, :]) ** 2).sum(axis=2)

    found = reach.planar(sites, points, limit_m=limit_m)

    assert as_sets(found) == [np.flatnonzero(row <= limit_m**2).tolist() for row in squares]


@pytest.mark.parametrize(("spread", "limit_m"), [(0.02, 800.0), (0.3, 20_000.0), (8.0, 600_000.0), (80.0, 9_000_000.0)])
def test_on_the_ellipsoid_every_pair_is_found(spread: float, limit_m: float) -> None:
    random = np.random.default_rng(0)
    sites, points = (np.array([121.5, 5.2]) + random.uniform(-spread, spread, (count, 2)) for count in (12, 60))
    expected = [[number for number, point in enumerate(points) if geodesic_m(site, point) <= limit_m] for site in sites]

    found = reach.geodesic(sites, points, limit_m=limit_m)

    assert as_sets(found) == expected


def test_a_limit_that_is_the_very_distance_is_decided_by_the_geodesic() -> None:
    site, points = np.array([[121.5, 31.2]]), np.array([[121.6, 31.3], [121.4, 31.1]])
    metres = [geodesic_m(site[0], point) for point in points]

    just, barely = (reach.geodesic(site, points, limit_m=metres[0] + more) for more in (1e-6, -1e-6))

    assert 0 in as_sets(just)[0]
    assert 0 not in as_sets(barely)[0]


def test_nothing_reaches_nothing() -> None:
    nowhere, somewhere = np.empty((0, 2)), np.zeros((2, 2))

    assert as_sets(reach.planar(nowhere, somewhere, limit_m=1.0)) == []
    assert as_sets(reach.geodesic(somewhere, nowhere, limit_m=1.0)) == [[], []]
