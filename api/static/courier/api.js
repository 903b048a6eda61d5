// Questions to the service. A position goes out in a question and nowhere else.
import { DAYS_AHEAD } from "./hours.js";
import { told } from "./told.js";

const PATIENCE_MS = 12_000;
export const FAR_M = 30_000; // nobody rides farther for a rest
export const MOST = 30; // in one list
export const ANYTHING = { needs: new Set(), openOnly: false, mode: "walk", order: "distance", group: "" };

export class Unreachable extends Error {}

export class Problem extends Error {
  constructor({ status, headers }, { detail }) {
    super(detail);
    this.status = status;
    this.retry_after_s = Number(headers.get("Retry-After"));
  }
}

async function reply(path, options = {}) {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), PATIENCE_MS);
  const headers = { "Accept-Language": told.lang, ...options.headers };
  let answer, body;
  try {
    answer = await fetch(path, { ...options, headers, signal: stop.signal, credentials: "omit" });
    body = await answer.json();
  } catch (error) {
    throw new Unreachable(error.message);
  } finally {
    clearTimeout(timer);
  }
  if (!answer.ok) throw new Problem(answer, body);
  return { body, headers: answer.headers };
}

const ask = async (path, options) => (await reply(path, options)).body;

export async function nearest(place, asked) {
  const { body, headers } = await reply(`/v1/stations/nearest?${question(place, asked)}&limit=${MOST}&max_distance_m=${FAR_M}`);
  return { features: body.features, age_s: Number(headers.get("Snapshot-Age") ?? 0) };
}

// The station nearest of all, however far, undefined where there is none.
export async function nearestOfAll(place) {
  return (await ask(`/v1/stations/nearest?${question(place, ANYTHING)}&limit=1`)).features[0];
}

function question({ lon, lat }, { needs, mode, openOnly, group, order }) {
  return new URLSearchParams([["lon", lon.toFixed(5)], ["lat", lat.toFixed(5)], ["mode", mode], ["order", order],
    ["open", openOnly ? "arrival" : "any"], ...[...needs].map((need) => ["need", need]),
    ...group ? [["worker_group", group]] : []]);
}

export async function places(words) {
  return (await ask(`/v1/places?${new URLSearchParams({ q: words, limit: 8 })}`)).places;
}

export const changes = (since) =>
  ask(`/v1/changes?${new URLSearchParams({ since, ahead_days: DAYS_AHEAD, limit: 1000 })}`);

export async function around(box, mostPages) {
  const bbox = box.map((degrees) => degrees.toFixed(4)).join();
  const features = [];
  let path = `/v1/stations?${new URLSearchParams({ bbox, ahead_days: DAYS_AHEAD, limit: 1000 })}`;
  for (let page = 0; path && page < mostPages; page++) {
    const answer = await ask(path);
    features.push(...answer.features);
    const next = answer.links.find(({ rel }) => rel === "next");
    path = next && `/v1/stations${new URL(next.href, location.href).search}`;
  }
  return features;
}

export const report = (body) =>
  ask("/v1/reports", { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });

export const receipt = (code) => ask(`/v1/reports/${encodeURIComponent(code)}`);
