// How far GCJ-02 lies from WGS84, by the public approximation: stations/datum.py does the same, says more, and gives the
// outline of what is shifted, a ring of [lon, lat].
const AXIS_M = 6_378_245, ECCENTRICITY_2 = 0.006693421622965943;
const { PI, sin, cos, sqrt, abs } = Math;

const waves = (x, ...pairs) => pairs.reduce((sum, [weight, length]) => sum + weight * sin(x * PI / length), 0) * 2 / 3;

function northing(x, y) {
  return -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * sqrt(abs(x))
    + waves(x, [20, 1 / 6], [20, 1 / 2]) + waves(y, [20, 1], [40, 3]) + waves(y, [160, 12], [320, 30]);
}

function easting(x, y) {
  return 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * sqrt(abs(x))
    + waves(x, [20, 1 / 6], [20, 1 / 2]) + waves(x, [20, 1], [40, 3]) + waves(x, [150, 12], [300, 30]);
}

function isInside({ lon, lat }, ring) {
  let inside = false;
  for (let i = 1; i < ring.length; i++) {
    const [x1, y1] = ring[i - 1], [x2, y2] = ring[i];
    if (y1 > lat !== y2 > lat && lon < x1 + (x2 - x1) * (lat - y1) / (y2 - y1)) inside = !inside;
  }
  return inside;
}

export function toGcj02({ lon, lat }, outline) {
  if (!isInside({ lon, lat }, outline)) return { lon, lat };
  const phi = lat * PI / 180, magic = 1 - ECCENTRICITY_2 * sin(phi) ** 2, root = sqrt(magic);
  const north = northing(lon - 105, lat - 35) * 180 / (AXIS_M * (1 - ECCENTRICITY_2) / (magic * root) * PI);
  const east = easting(lon - 105, lat - 35) * 180 / (AXIS_M / root * cos(phi) * PI);
  return { lon: lon + east, lat: lat + north };
}
