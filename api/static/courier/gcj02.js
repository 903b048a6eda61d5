// How far GCJ-02 lies from WGS84, by the public approximation; stations/datum.py does the same and says more.
const AXIS_M = 6_378_245, ECCENTRICITY_2 = 0.006693421622965943;
const { PI, sin, cos, sqrt, abs } = Math;
const BOX = { west: 72.004, east: 137.8347, south: 0.8293, north: 55.8271 };

const waves = (x, ...pairs) => pairs.reduce((sum, [weight, length]) => sum + weight * sin(x * PI / length), 0) * 2 / 3;

function northing(x, y) {
  return -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * sqrt(abs(x))
    + waves(x, [20, 1 / 6], [20, 1 / 2]) + waves(y, [20, 1], [40, 3]) + waves(y, [160, 12], [320, 30]);
}

function easting(x, y) {
  return 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * sqrt(abs(x))
    + waves(x, [20, 1 / 6], [20, 1 / 2]) + waves(x, [20, 1], [40, 3]) + waves(x, [150, 12], [300, 30]);
}

export function toGcj02({ lon, lat }) {
  if (lon < BOX.west || lon > BOX.east || lat < BOX.south || lat > BOX.north) return { lon, lat };
  const phi = lat * PI / 180, magic = 1 - ECCENTRICITY_2 * sin(phi) ** 2, root = sqrt(magic);
  const north = northing(lon - 105, lat - 35) * 180 / (AXIS_M * (1 - ECCENTRICITY_2) / (magic * root) * PI);
  const east = easting(lon - 105, lat - 35) * 180 / (AXIS_M / root * cos(phi) * PI);
  return { lon: lon + east, lat: lat + north };
}
