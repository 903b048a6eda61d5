"""Metres on the WGS84 ellipsoid and through it, as machine code.

Near, under 12,000 km of chord, Vincenty's inverse (Survey Review 23, 1975) converges in a few rounds; it agrees with
PROJ to nanometres in a city and to half a millimetre across the earth. What is answered from farther away than
`NEAR_M` is measured by PROJ in the end.
"""

from math import asin, atan, atan2, cos, nan, pi, radians, sin, sqrt, tan

from stations.compiling import compiled
from stations.registry.nearest import ANTIPODAL_M, NEAR_M, RADIUS_M, SLACK_FAR
from stations.registry.nearest import reach_m as reach_in_sql_m

__all__ = ["ANTIPODAL_M", "NEAR_M", "earth_centred", "geodesic_m", "longest_m", "reach_m"]

POLAR_M = 6_356_752.314245179
FLATTENING = 1 / 298.257223563
ECCENTRICITY_2 = FLATTENING * (2 - FLATTENING)
BENT = 1.06e-15  # an arc is longer than its chord by chord³ / (24 radius²), the least radius being 6,335,439 m; and 2 %
ROUNDS = 20
CLOSE_ENOUGH = 1e-12  # radians of longitude on the auxiliary sphere; each round errs 300 times less than the last

reach_m = compiled(reach_in_sql_m)
"""A chord so long that no station beyond it can be geodesically nearer than one at a given chord, in metres."""


@compiled
def earth_centred(lon: float, lat: float) -> tuple[float, float, float]:
    """Return metres from the centre of the earth (EPSG:4978) of WGS84 degrees on the ellipsoid."""
    east, north = radians(lon), radians(lat)
    normal_m = RADIUS_M / sqrt(1 - ECCENTRICITY_2 * sin(north) ** 2)
    across_m = normal_m * cos(north)
    return across_m * cos(east), across_m * sin(east), normal_m * (1 - ECCENTRICITY_2) * sin(north)


@compiled
def longest_m(chord_m: float) -> float:
    """Return a length that no geodesic between points so far apart in a straight line exceeds."""
    if chord_m < NEAR_M:
        return chord_m * (1 + BENT * chord_m**2) + 0.001
    if chord_m > ANTIPODAL_M:
        return pi * RADIUS_M
    return 2 * RADIUS_M * asin(chord_m / (2 * RADIUS_M)) * (1 + SLACK_FAR)


@compiled
def geodesic_m(lon1: float, lat1: float, lon2: float, lat2: float) -> float:
    """Return geodesic metres between WGS84 points by Vincenty's inverse; NaN where it does not converge (antipodes)."""
    if lon1 == lon2 and lat1 == lat2:
        return 0.0
    apart = radians(lon2 - lon1)
    reduced1, reduced2 = _reduced(lat1), _reduced(lat2)
    sin1, cos1, sin2, cos2 = sin(reduced1), cos(reduced1), sin(reduced2), cos(reduced2)
    on_sphere, change = apart, 1.0
    for _ in range(ROUNDS):
        across, along = cos2 * sin(on_sphere), cos1 * sin2 - sin1 * cos2 * cos(on_sphere)
        sin_arc, cos_arc = sqrt(across**2 + along**2), sin1 * sin2 + cos1 * cos2 * cos(on_sphere)
        if sin_arc == 0:
            return 0.0 if cos_arc > 0 else nan
        arc = atan2(sin_arc, cos_arc)
        sin_azimuth = cos1 * cos2 * sin(on_sphere) / sin_arc
        cos2_azimuth = 1 - sin_azimuth**2
        middle = cos_arc - 2 * sin1 * sin2 / cos2_azimuth if cos2_azimuth > 0 else 0.0
        if change < CLOSE_ENOUGH:
            return _length_m(arc, sin_arc, cos_arc, cos2_azimuth, middle)
        c = FLATTENING / 16 * cos2_azimuth * (4 + FLATTENING * (4 - 3 * cos2_azimuth))
        bend = arc + c * sin_arc * (middle + c * cos_arc * (2 * middle**2 - 1))
        before, on_sphere = on_sphere, apart + (1 - c) * FLATTENING * sin_azimuth * bend
        change = abs(on_sphere - before)
    return nan


@compiled
def _reduced(lat: float) -> float:
    """Return the reduced latitude in radians."""
    return atan((1 - FLATTENING) * tan(radians(lat)))


@compiled
def _length_m(arc: float, sin_arc: float, cos_arc: float, cos2_azimuth: float, middle: float) -> float:
    """Return the metres of an arc on the auxiliary sphere; `middle` is the cosine of twice its middle's distance."""
    u2 = cos2_azimuth * (RADIUS_M**2 - POLAR_M**2) / POLAR_M**2
    a = 1 + u2 / 16384 * (4096 + u2 * (-768 + u2 * (320 - 175 * u2)))
    b = u2 / 1024 * (256 + u2 * (-128 + u2 * (74 - 47 * u2)))
    inner = cos_arc * (2 * middle**2 - 1) - b / 6 * middle * (4 * sin_arc**2 - 3) * (4 * middle**2 - 3)
    return POLAR_M * a * (arc - b * sin_arc * (middle + b / 4 * inner))
