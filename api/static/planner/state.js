// The whole state of the page stands in its address, after the #: whoever opens a copy sees the same page.
const DEFAULTS = {
  area: "",
  level: "",
  mode: "walk",
  minutes: 15,
  needs: [],
  hour: null,
  k: 1,
  demand: null,
  streets: null,
  metric: "covered_sure",
  method: "even",
  against: "",
  tab: "areas",
  open: "",
  sort: "",
  layers: ["stations", "gaps", "streets"],
  edits: [],
  plans: [],
  site: null,
  siting: "",
  view: "",
};
const NONE = "-"; // chosen: without streets, without demand; null is not chosen yet
const CHOICES = {
  mode: ["walk", "ebike", "drive"],
  tab: ["areas", "gaps", "try", "site"],
  method: ["even", "quantiles"],
};
const RANGES = { minutes: [1, 60], hour: [0, 167], k: [1, 3] };
const LISTS = ["needs", "layers"],
  STRUCTURES = ["edits", "plans", "site"];
const STEPS = ["area", "tab", "open"]; // changes that the back button undoes

export const QUESTION = ["area", "mode", "minutes", "needs", "hour", "k", "demand", "streets"];
export const state = { ...DEFAULTS };
const listeners = [];

function read(key, text) {
  if (key in CHOICES) return CHOICES[key].includes(text) ? text : DEFAULTS[key];
  if (key in RANGES) {
    const [least, most] = RANGES[key],
      number = Math.round(Number(text));
    return Number.isFinite(number) && text !== "" ? Math.min(most, Math.max(least, number)) : DEFAULTS[key];
  }
  if (LISTS.includes(key)) return text ? text.split(",") : [];
  if (STRUCTURES.includes(key)) return structure(key, text);
  return text;
}

const isThing = (each) => typeof each === "object" && each !== null && !Array.isArray(each);
const isEdit = (each) =>
  isThing(each) &&
  Object.keys(each).length === 1 &&
  (typeof each.close === "number" || ["add", "move", "hours", "equip"].some((key) => isThing(each[key])));
const isPlan = (each) => isThing(each) && typeof each.name === "string" && Array.isArray(each.edits);
const FITS = {
  edits: (found) => Array.isArray(found) && found.every(isEdit),
  plans: (found) => Array.isArray(found) && found.every((each) => isPlan(each) && each.edits.every(isEdit)),
  site: isThing,
};

function structure(key, text) {
  try {
    const found = JSON.parse(text);
    return FITS[key](found) ? found : DEFAULTS[key];
  } catch {
    return DEFAULTS[key]; // somebody cut the address short
  }
}

function written(key, value) {
  if (LISTS.includes(key)) return value.join();
  return STRUCTURES.includes(key) ? JSON.stringify(value) : String(value);
}

const isUsual = (key) => JSON.stringify(state[key]) === JSON.stringify(DEFAULTS[key]);

export function address() {
  const said = new URLSearchParams();
  for (const key of Object.keys(DEFAULTS)) if (!isUsual(key)) said.set(key, written(key, state[key]));
  return `#${said}`;
}

export function readAddress() {
  const given = new URLSearchParams(location.hash.slice(1));
  for (const key of Object.keys(DEFAULTS)) state[key] = given.has(key) ? read(key, given.get(key)) : DEFAULTS[key];
}

// Takes what changes; whoever listens is told which keys did.
export function change(patch, { isStep = Object.keys(patch).some((key) => STEPS.includes(key)) } = {}) {
  const changed = Object.keys(patch).filter((key) => JSON.stringify(state[key]) !== JSON.stringify(patch[key]));
  if (changed.length === 0) return;
  Object.assign(state, patch);
  history[isStep ? "pushState" : "replaceState"](null, "", address());
  tell(changed);
}

export function listen(heard) {
  listeners.push(heard);
}

function tell(changed) {
  for (const heard of listeners) heard(new Set(changed));
}

addEventListener("popstate", () => {
  const before = { ...state };
  readAddress();
  const changed = Object.keys(DEFAULTS).filter((key) => JSON.stringify(before[key]) !== JSON.stringify(state[key]));
  if (changed.length) tell(changed);
});

const named = (name) => (name === NONE || name === null || name === "" ? null : name);

// The question as the service takes it.
export function question() {
  const { area, mode, minutes, needs, hour, k } = state;
  return { area, mode, minutes, needs, hour, k, demand: named(state.demand), streets: named(state.streets) };
}
