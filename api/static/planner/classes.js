// Classes of colour: how values are cut, and the colours. Zero, nobody to serve and no figure stand apart from classes.
const MOST = 5;

// ColorBrewer YlGnBu and PuOr (Apache-2.0): safe for the colour-blind, ordered in grey too. As in maps/classes.py.
const RAMPS = {
  1: ["#7fcdbb"],
  2: ["#a1dab4", "#2c7fb8"],
  3: ["#c7e9b4", "#41b6c4", "#225ea8"],
  4: ["#ffffcc", "#a1dab4", "#41b6c4", "#225ea8"],
  5: ["#ffffcc", "#a1dab4", "#41b6c4", "#2c7fb8", "#253494"],
};
const CHANGE = ["#b35806", "#fdb863", "#f7f7f7", "#b2abd2", "#542788"];
const ZERO = "#ffffff";
export const NO_DATA = "nodata",
  EMPTY = "empty",
  OPACITY = 0.85;
const NOTHING_TO_SERVE = ["no_demand", "no_stations", "none_of_use"];

// A district without a figure is hatched: one way where there is nothing to serve, another where no figure is given.
export const hatchOf = (lack) => (NOTHING_TO_SERVE.includes(lack) ? EMPTY : NO_DATA);
const NICE = [1, 1.5, 2, 3, 4, 5, 6, 8];

// Upper bounds, lowest class first. As mapclassify's Quantiles over distinct values, rounded up to whole steps, so
// that a bound reads exactly as it cuts.
export function quantiles(values, step) {
  const distinct = [...new Set(values.filter((value) => value > 0))].sort((one, other) => one - other);
  if (distinct.length === 0) return [];
  const count = Math.min(MOST, distinct.length);
  const bounds =
    distinct.length === 1
      ? distinct
      : Array.from({ length: count }, (_, place) => quantile(distinct, (place + 1) / count));
  return [...new Set(bounds.map((bound) => Math.max(1, Math.ceil(round(bound / step)))))].map((steps) =>
    round(steps * step),
  );
}

function quantile(sorted, share) {
  const place = share * (sorted.length - 1),
    below = Math.floor(place);
  const above = Math.min(below + 1, sorted.length - 1);
  return sorted[below] + (sorted[above] - sorted[below]) * (place - below);
}

const round = (number) => Number(number.toFixed(6));

// Five classes of the same width: from nothing to all for shares, else to a round number above the greatest.
function even(values, isShare) {
  const most = Math.max(0, ...values);
  if (most === 0) return [];
  const width = isShare && most <= 1 ? 0.2 : nice(most / MOST);
  return Array.from({ length: MOST }, (_, place) => round((place + 1) * width));
}

function nice(number) {
  const power = 10 ** Math.floor(Math.log10(number));
  return round((NICE.find((each) => each * power >= number) ?? 10) * power);
}

export function classify(values, { method, isShare }) {
  const step = isShare ? 0.01 : nice(Math.max(1e-6, ...values.map(Math.abs)) / 1000);
  const bounds = method === "even" ? even(values, isShare) : quantiles(values, step);
  const ramp = RAMPS[bounds.length] ?? RAMPS[MOST];
  const lines = bounds.map((high, place) => ({
    color: ramp[place],
    low: place ? bounds[place - 1] : 0,
    high,
    count: 0,
  }));
  const classOf = (value) => lines[bounds.findIndex((bound) => value <= bound + 1e-9)] ?? lines.at(-1);
  return counted(values, lines, classOf, ZERO);
}

// Losses and gains, two classes each, the same width on both sides.
export function classifyChange(values) {
  const most = Math.max(0, ...values.map(Math.abs));
  const half = most === 0 ? 0 : nice(most / 2),
    [much, some, , more, most_] = CHANGE;
  const lines =
    half === 0
      ? []
      : [
          { color: much, low: -2 * half, high: -half, count: 0 },
          { color: some, low: -half, high: 0, count: 0 },
          { color: more, low: 0, high: half, count: 0 },
          { color: most_, low: half, high: 2 * half, count: 0 },
        ];
  const classOf = (value) => (value < 0 ? lines[value < -half ? 0 : 1] : lines[value > half ? 3 : 2]);
  return { ...counted(values, lines, classOf, CHANGE[2]), isChange: true };
}

function counted(values, lines, classOf, zeroColor) {
  const zero = { color: zeroColor, isZero: true, count: 0 };
  const lineOf = (value) => (Math.abs(value) < 1e-12 ? zero : classOf(value));
  for (const value of values) lineOf(value).count++;
  return { lines, zero, colorOf: (value) => lineOf(value).color };
}
