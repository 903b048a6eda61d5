"""Metres in machine code against PROJ, and the bounds that searches rest on."""

import numpy as np
import pytest
from pyproj import Geod

from stations.search import geodesics
from stations.snapshot.assembling import earth_centred

GEOD = Geod(ellps="WGS84")
COUNT = 5_000


@pytest.mark.parametrize(
    ("degrees", "error_m"),
    [(1e-4, 1e-7), (0.05, 1e-7), (2, 1e-5), (40, 1e-4)],
    ids=["door", "town", "province", "country"],
)
def test_geodesics_are_projs(degrees: float, error_m: float) -> None:
    random = np.random.default_rng(1)
    lon1, lat1 = random.uniform(-180, 180, COUNT), random.uniform(-90, 90, COUNT)
    lon2 = (lon1 + random.uniform(-degrees, degrees, COUNT) + 180) % 360 - 180
    lat2 = np.clip(lat1 + random.uniform(-degrees, degrees, COUNT), -90, 90)

    expected = GEOD.inv(lon1, lat1, lon2, lat2)[2]

    for lon, lat, to_lon, to_lat, metres in zip(*(a.tolist() for a in (lon1, lat1, lon2, lat2, expected)), strict=True):
        assert geodesics.geodesic_m(lon, lat, to_lon, to_lat) == pytest.approx(metres, abs=error_m)


def test_antipodes_are_not_measured() -> None:
    assert np.isnan(geodesics.geodesic_m(0, 0, 179.9, 0.1))


@pytest.mark.parametrize("most_m", [1e3, 1e5, 4.9e5, 3e6, 1.1e7, 2e7])
def test_no_geodesic_is_shorter_than_its_chord_or_longer_than_said(most_m: float) -> None:
    random = np.random.default_rng(2)
    lon1, lat1 = random.uniform(-180, 180, COUNT), random.uniform(-90, 90, COUNT)
    lon2, lat2, _ = GEOD.fwd(lon1, lat1, random.uniform(0, 360, COUNT), random.uniform(0, most_m, COUNT))

    metres = GEOD.inv(lon1, lat1, lon2, lat2)[2]
    chords = np.linalg.norm(earth_centred(lon1, lat1) - earth_centred(np.asarray(lon2), np.asarray(lat2)), axis=1)

    longest = np.array([geodesics.longest_m(chord) for chord in chords.tolist()])
    assert (chords <= metres + 1e-6).all()
    assert (metres <= longest).all()


def test_one_point_is_in_the_same_place_for_both_ways_of_reckoning() -> None:
    assert earth_centred(np.array([116.4]), np.array([39.9]))[0] == pytest.approx(geodesics.earth_centred(116.4, 39.9))
