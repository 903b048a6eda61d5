// Which kept station serves best, weighed as the service weighs: stations/search/useful.py, whose numbers are told here.
import { told } from "./told.js";

const halved = (times) => 2 ** -times;

function openness({ opening: { state, until }, arrives_at }, { stay_s, unknown_opening }) {
  if (state === "closed") return 0;
  if (state === "unknown") return unknown_opening;
  return until === null ? 1 : Math.min(1, (until - arrives_at) / 1000 / stay_s);
}

function score(station, now) {
  const { weights, ...useful } = told.useful;
  const seen = station.verified_at && Math.max(0, now - Date.parse(station.verified_at)) / 1000;
  return weights.time * halved(station.travel_time_s / useful.time_halves_s)
    + weights.opening * openness(station, useful)
    + weights.needs * (station.is_sure ? 1 : useful.unknown_needs)
    + weights.freshness * (seen === null ? 0 : halved(seen / useful.freshness_halves_s));
}

export const byDistance = (one, other) => one.distance_m - other.distance_m || one.id - other.id;

export function byUse(stations, now) {
  const scores = new Map(stations.map((station) => [station, score(station, now)]));
  return stations.slice(0, told.useful.candidates)
    .sort((one, other) => scores.get(other) - scores.get(one) || byDistance(one, other));
}
