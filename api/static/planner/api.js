// Questions to the service; every one of them can be given up.
import { told } from "../courier/told.js";

export class Problem extends Error {
  constructor(status, { title, detail, errors = [] }) {
    super(detail ?? title);
    this.status = status;
    this.parameter = errors[0]?.parameter;
  }
}

export const isGivenUp = (error) => error.name === "AbortError";

async function ask(path, { signal, method = "GET", body } = {}) {
  const headers = { "Accept-Language": told.lang, ...(body ? { "Content-Type": "application/json" } : {}) };
  const answer = await fetch(path, {
    method,
    headers,
    signal,
    credentials: "omit",
    body: body && JSON.stringify(body),
  });
  const said = await answer.json();
  if (!answer.ok) throw new Problem(answer.status, said);
  return said;
}

const post = (path, body, signal) => ask(path, { method: "POST", body, signal });

export const coverage = (question, { keep, signal }) => post("/v1/coverage", { ...question, keep }, signal);
export const week = (question, { byArea = false, signal }) =>
  post("/v1/coverage/week", { ...question, hour: null, ...(byArea ? { by_area: true } : {}) }, signal);
export const whatif = (question, edits, signal) => post("/v1/whatif", { question, edits }, signal);
export const siting = (asked, signal) => post("/v1/siting", asked, signal);

export const run = (id, signal) => ask(`/v1/coverage/${id}`, { signal });
export const cancelRun = (id) => ask(`/v1/coverage/${id}`, { method: "DELETE" });
export const areas = (id, signal) => ask(`/v1/coverage/${id}/areas`, { signal });
export const gaps = (id, signal) => ask(`/v1/coverage/${id}/gaps`, { signal });
export const plan = (id, signal) => ask(`/v1/coverage/${id}/plan`, { signal });

export const askPack = (wanted, signal) => post("/v1/packs", wanted, signal);
export const pack = (id, signal) => ask(`/v1/packs/${id}`, { signal });
export const cancelPack = (id) => ask(`/v1/packs/${id}`, { method: "DELETE" });

const MOST_PAGES = 20;

export async function stations(id, signal) {
  const features = [];
  for (let after = 0, page = 0; after !== null && page < MOST_PAGES; page++) {
    const answer = await ask(`/v1/coverage/${id}/stations?${new URLSearchParams({ after, limit: 500 })}`, { signal });
    features.push(...answer.features);
    after = answer.next;
  }
  return features;
}

const remembered = new Map();

function once(path) {
  if (!remembered.has(path)) {
    const answer = ask(path);
    answer.catch(() => remembered.delete(path));
    remembered.set(path, answer);
  }
  return remembered.get(path);
}

export const metrics = async () => (await once("/v1/metrics")).metrics;
export const inputs = () => ask("/v1/inputs");
export const district = (adcode) => once(`/v1/districts/${encodeURIComponent(adcode)}?simplify_m=500`);
export const districts = async (asked) => (await once(`/v1/districts?${new URLSearchParams(asked)}`)).features;
export const station = async (id) => (await once(`/v1/stations/${encodeURIComponent(id)}`)).properties;
export async function stationPlace(id) {
  const {
    geometry: {
      coordinates: [lon, lat],
    },
  } = await once(`/v1/stations/${encodeURIComponent(id)}`);
  return { lon, lat };
}

export const runsOf = (area) => ask(`/v1/coverage?${new URLSearchParams({ area, limit: 30 })}`);
export const places = async (words, signal) =>
  (await ask(`/v1/places?${new URLSearchParams({ q: words, limit: 12 })}`, { signal })).places;
export const anyStation = async (bbox) =>
  (await ask(`/v1/stations?${new URLSearchParams({ limit: 1, ...(bbox ? { bbox: bbox.join() } : {}) })}`)).features[0];
