// What the page knows at the moment: what was answered last, and what is drawn on.
import { state } from "./state.js";
import { worded } from "./figures.js";

export const page = {
  inputs: { streets: [], demand: [] },
  metrics: {},
  runs: [], // there to be asked of, defined, compared with
  found: null,
  other: null,
  tried: null,
  compared: [],
  plan: null, // answers: the question's, another run's, what if, where next
  run: null,
  gaps: null,
  stations: null,
  week: null, // of the stored run; the week by district is asked for once
  map: null,
  markers: null,
  isPlacing: false,
};

export const band = () => page.found.bands_min.indexOf(page.found.asked.minutes);
export const demandUnit = () => page.found.demand.unit;
export const unit = () => worded(demandUnit());
export const areaName = (adcode) => page.found?.areas.find((row) => row.adcode === adcode)?.name ?? null;
export const levels = () => [...new Set(page.found.areas.map(({ level }) => level))];
export const openRow = () => page.found?.areas.find(({ adcode }) => adcode === state.open) ?? null;

// Whether a district is another or lies in it, by what the answer says of parents.
export function isWithin(adcode, whole) {
  const parents = new Map(page.found.areas.map((row) => [row.adcode, row.parent_adcode]));
  for (let at = adcode; at; at = parents.get(at)) if (at === whole) return true;
  return false;
}
