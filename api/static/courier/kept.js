// The stations around the last place, kept for when there is no network: fetched once, then followed by the feed.
import { letsIn } from "./access.js";
import * as api from "./api.js";
import { openingAt } from "./hours.js";
import { byDistance, byUse } from "./ranking.js";
import { stationOf } from "./station_row.js";
import { all, changeStations, empty, keepStations, one } from "./store.js";
import { told } from "./told.js";

const HALF_HEIGHT = 0.06; // degrees: about 6.5 km to each side
const PAGES = 2; // of the area, and of the feed: what takes more is fetched anew
const FRESH_MS = 5 * 60_000;
const OLD_MS = 3 * 86_400_000; // hours are known for a week
const MOVED_M = 2500;
const EARTH_M = 6_371_008;
const NAMED = 8; // of a search
let forgotten = 0; // times: what was asked for before is not kept after
const radians = (degrees) => degrees * Math.PI / 180;

export function metresBetween(one, other) {
  const north = radians(other.lat - one.lat), east = radians(other.lon - one.lon);
  const half = Math.sin(north / 2) ** 2 + Math.cos(radians(one.lat)) * Math.cos(radians(other.lat)) * Math.sin(east / 2) ** 2;
  return 2 * EARTH_M * Math.asin(Math.sqrt(half));
}

function boxAround({ lon, lat }) {
  const halfWidth = HALF_HEIGHT / Math.cos(radians(lat));
  return [lon - halfWidth, lat - HALF_HEIGHT, lon + halfWidth, lat + HALF_HEIGHT];
}

function keepable(feature, now) {
  const { opening: { raw, parse, ahead }, status } = feature.properties;
  const stretches = ahead.map(({ start, end, state }) => [Date.parse(start), Date.parse(end), state]);
  return { ...stationOf(feature), opening: null, raw, parse, ahead: stretches, operation: status.operation, kept_at: now };
}

export const note = () => one("notes", "kept").catch(() => undefined);

export async function keepAround(place) {
  const last = await note(), now = Date.now();
  const isOurs = last?.cursor && now - last.fetched_at < OLD_MS && metresBetween(last, place) < MOVED_M;
  if (isOurs && (now - last.at < FRESH_MS || await follow(last, now))) return;
  const times = forgotten;
  const { cursor } = await api.changes("now"); // before the area: what changes while it is read comes again
  const stations = (await api.around(boxAround(place), PAGES)).map((feature) => keepable(feature, now));
  if (times === forgotten) await keepStations(stations, { at: now, fetched_at: now, cursor, lon: place.lon, lat: place.lat });
}

// Resolves to whether the copy is in step now; it is not where the feed says to start anew, or has too much to tell.
async function follow(last, now) {
  const changes = [], times = forgotten;
  let { cursor } = last;
  for (let page = 0; page < PAGES; page++) {
    const answer = await api.changes(cursor).catch((problem) => {
      if (problem instanceof api.Problem && problem.status < 500) return null;
      throw problem;
    });
    if (!answer) return false;
    changes.push(...answer.changes);
    ({ cursor } = answer);
    if (answer.is_last) {
      if (times === forgotten) await apply(changes, { ...last, at: now, cursor });
      return true;
    }
  }
  return false;
}

function apply(changes, kept) {
  const [west, south, east, north] = boxAround(kept);
  const isNear = ({ geometry: { coordinates: [lon, lat] } }) => lon >= west && lon <= east && lat >= south && lat <= north;
  const stays = ({ station }) => station !== null && isNear(station);
  const stations = changes.filter(stays).map(({ station }) => keepable(station, kept.at));
  return changeStations(stations, changes.filter((change) => !stays(change)).map(({ code }) => code), kept);
}

function seenFrom(station, place, { needs, mode, group }, now) {
  const distance_m = metresBetween(place, station), travel_time_s = Math.ceil(distance_m * told.paces[mode]);
  const arrives_at = now + travel_time_s * 1000;
  const answers = [letsIn(station.access, group), ...[...needs].map((need) => station.needs[need])];
  return { ...station, distance_m, travel_time_s, arrives_at, opening: openingAt(station, arrives_at),
    is_sure: answers.every((answer) => answer === "yes"), is_out: answers.includes("no") };
}

export async function nearestKept(place, asked, now = Date.now()) {
  const stations = await all("stations").catch(() => []);
  const found = stations
    .filter(({ operation }) => operation !== "temporarily_closed")
    .map((station) => seenFrom(station, place, asked, now))
    .filter(({ is_out, opening, distance_m }) => !is_out && distance_m <= api.FAR_M && !(asked.openOnly && opening.state === "closed"))
    .sort(byDistance);
  return (asked.order === "useful" ? byUse(found, now) : found).slice(0, api.MOST);
}

// Those with these words in their name first, then those with them in their address.
export async function keptNamed(words) {
  const plain = (text) => (text ?? "").normalize("NFKC").toLowerCase(), wanted = plain(words);
  const stations = await all("stations").catch(() => []);
  const having = (text) => stations.filter((station) => plain(text(station)).includes(wanted));
  return [...new Set([...having(({ name }) => name), ...having(({ address }) => address)])].slice(0, NAMED)
    .map(({ name, address, lon, lat }) => ({ kind: "station", name, detail: address, lon, lat }));
}

export async function keptStation(code, now = Date.now()) {
  const station = await one("stations", code).catch(() => undefined);
  if (!station) return station;
  const isShut = station.operation === "temporarily_closed";
  const shut = { raw: station.raw, state: "closed", until: null, next_open: null };
  return { ...station, is_paused: isShut, opening: isShut ? shut : openingAt(station, now) };
}

export async function forgetKept() {
  forgotten++;
  await empty("stations").catch(() => undefined);
  await empty("notes").catch(() => undefined);
  await globalThis.caches?.delete("pages"); // of stations that were looked at
}
