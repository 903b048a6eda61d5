// The stations around the last place, kept for when there is no network.
import * as api from "./api.js";
import { all, empty, keepStations, one } from "./store.js";
import { stationOf } from "./station_row.js";
import { openingSince } from "./words.js";

const HALF_HEIGHT = 0.06; // degrees: about 6.5 km to each side
const PAGES = 2;
const OLD_MS = 6 * 3_600_000;
const MOVED_M = 2500;
const EARTH_M = 6_371_008;
const radians = (degrees) => degrees * Math.PI / 180;

export function metresBetween(one, other) {
  const north = radians(other.lat - one.lat), east = radians(other.lon - one.lon);
  const half = Math.sin(north / 2) ** 2 + Math.cos(radians(one.lat)) * Math.cos(radians(other.lat)) * Math.sin(east / 2) ** 2;
  return 2 * EARTH_M * Math.asin(Math.sqrt(half));
}

export const note = () => one("notes", "kept").catch(() => undefined);

export async function keepAround(place) {
  const last = await note();
  if (last && Date.now() - last.at < OLD_MS && metresBetween(last, place) < MOVED_M) return;
  const features = await api.around(place, HALF_HEIGHT, PAGES);
  const stations = features.map((feature) => ({ ...stationOf(feature), kept_at: Date.now() }));
  await keepStations(stations, { at: Date.now(), lon: place.lon, lat: place.lat });
}

export async function nearestKept(place, { needs, openOnly }) {
  const stations = await all("stations").catch(() => []);
  return stations
    .map((station) => ({ ...station, distance_m: metresBetween(place, station), opening: openingSince(station.opening) }))
    .filter((station) => [...needs].every((need) => station.needs[need] !== "no"))
    .filter((station) => !openOnly || station.opening.state !== "closed")
    .sort((one, other) => one.distance_m - other.distance_m || (one.code < other.code ? -1 : 1))
    .slice(0, 30);
}

export async function keptStation(code) {
  const station = await one("stations", code).catch(() => undefined);
  return station && { ...station, opening: openingSince(station.opening) };
}

export async function forgetKept() {
  await empty("stations").catch(() => undefined);
  await empty("notes").catch(() => undefined);
  await globalThis.caches?.delete("pages"); // of stations that were looked at
}
