"""Where tests about near stations stand, and what they ask."""

from geographiclib.geodesic import Geodesic

from tests.factories import TIANANMEN

LON, LAT = TIANANMEN
HERE = {"lon": str(LON), "lat": str(LAT)}
NEAREST = "/v1/stations/nearest"
SHUT_AT_NIGHT = {"hours_raw": "8:00-20:00", "hours_osm": "Mo-Su 08:00-20:00", "hours_parse": "ok"}


def geodesic_m(lon1: float, lat1: float, lon2: float, lat2: float) -> float:
    """Return metres on the ellipsoid, by another hand than PROJ's."""
    return float(Geodesic.WGS84.Inverse(lat1, lon1, lat2, lon2)["s12"])
