// What the page knows at the moment: what was answered last, and what is drawn on.
import { lackOfShare, worded } from "./figures.js";
import { question, state } from "./state.js";

export const page = {
  // there to be asked of, defined by, compared with
  inputs: { streets: [], demand: [] },
  metrics: {},
  runs: [],
  names: new Map(), // of districts asked about
  // answers: to the question, of another run, what if, side by side, where next
  found: null,
  other: null,
  tried: null,
  compared: [],
  plan: null,
  // what only the stored run tells; the hours of every district
  run: null,
  gaps: null,
  stations: null,
  week: null,
  // what was given up or failed, by its kind: the problem, and how it is asked once more
  stopped: {},
  // what is drawn on
  map: null,
  markers: null,
  isPlacing: false,
  hovered: null,
};

export const band = () => page.found.bands_min.indexOf(page.found.asked.minutes);
export const demandUnit = () => page.found?.demand.unit;
const isGround = () => question().demand === null;

// How figures of the answer are read, and those of the run that it is compared with.
export const reading = () => ({
  band: band(),
  isGround: page.found.demand.kind === "area",
  isStored: Boolean(page.run),
});
export const readingOther = ({ run, band: at }) => ({
  band: at,
  isGround: run.result.demand.kind === "area",
  isStored: true,
});

// Why no share of a district's demand is given, be it tried, planned or by the hour; of streets only the answer knows.
export function lackOf({ adcode, weight }) {
  const { weight_off_streets = 0 } = page.found?.areas.find((row) => row.adcode === adcode) ?? {};
  return lackOfShare({ weight, weight_off_streets }, { isGround: isGround() });
}

export const shareOf = (part, row) => (lackOf(row) ? null : part / row.weight);
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
