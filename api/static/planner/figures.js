// Figures of a district as /v1/metrics defines them, and as people read them: with the digits of the printed report.
import { say, told } from "../courier/told.js";

export const FEWEST = 5; // of fewer people, places or stations no share is given
const FEW = 100; // from here decimals say nothing
const written = (digits) => new Intl.NumberFormat("en-US", digits);
const whole = written({ maximumFractionDigits: 0 });
const short = written({ maximumSignificantDigits: 3 });
const tenths = written({ minimumFractionDigits: 1, maximumFractionDigits: 1 });
const hundredths = written({ minimumFractionDigits: 2, maximumFractionDigits: 2 });
const parts = written({ style: "percent", minimumFractionDigits: 1, maximumFractionDigits: 1 });
const bounds = written({ style: "percent", maximumFractionDigits: 1 });
const SHARES = ["share", "rate"];
const SHOWN_FORMS = [...SHARES, "amount", "index"];
const BY_WAY = /^(covered|by_count|access|density|mean|median|p90|gini|palma|lorenz)/; // columns that hang on the ways
const NOBODY_TO = { stations: "no_stations", answering_sure: "none_of_use" };
const SENTENCES = { few: "too_few", off: "mostly_off" };

// What a district can be compared and coloured by: one number, not a curve of them.
export const isShown = ({ about, form, at }) => about === "area" && SHOWN_FORMS.includes(form) && at !== "each";

function part(row, key, at, band) {
  const found = row[key];
  if (found === null || found === undefined) return null;
  return at === "band" ? found[band] : at === null || at === undefined ? found : found[at];
}

const isMostlyOff = ({ weight, weight_off_streets: off }) => off > weight / 2;

// Why no share of some demand is given; null where one is. Of ground, unlike people, there is never too little.
export function lackOfShare(row, { isGround }) {
  if (row.weight === 0) return "no_demand";
  if (isMostlyOff(row)) return "off";
  return row.weight < FEWEST && !isGround ? "few" : null;
}

function lackOf(row, metric, { value, of }, { isGround, isStored }) {
  const isPart = SHARES.includes(metric.form);
  if (isPart && of === 0) return NOBODY_TO[metric.of] ?? "no_demand";
  if (BY_WAY.test(metric.value) && isMostlyOff(row)) return "off";
  if (value === null) return lackOfValue(row, metric, isStored);
  const isOfGround = isKm2(metric) || (metric.of === "weight" && isGround);
  return isPart && !isOfGround && of < FEWEST ? "few" : null;
}

function lackOfValue({ weight }, metric, isStored) {
  if (metric.unit?.en === "m") return weight === 0 ? "no_demand" : "unreached";
  if (!isStored) return "waiting";
  return weight === 0 ? "no_demand" : "no_data";
}

// A figure with what it is a part of; `may` is the same where everything unknown turns out well. `size` is what is
// compared and coloured: the share, the rate or the amount; null where there is none, and `lack` says why.
export function figure(row, metric, { band, isGround, isStored }) {
  const of = metric.of ? (row[metric.of] ?? null) : null;
  const value = part(row, metric.value, metric.at, band);
  const twin = metric.value.endsWith("_sure") ? metric.value.replace(/_sure$/, "_may") : null;
  const may = twin && twin in row ? part(row, twin, metric.at, band) : null;
  const lack = lackOf(row, metric, { value, of }, { isGround, isStored });
  const size = (each) =>
    lack || each === null ? null : SHARES.includes(metric.form) ? (each / of) * (metric.per ?? 1) : each;
  return { value, of, may, lack, size: size(value), sizeMay: size(may) };
}

export const lackWords = (lack) => say(`lack_${lack}`);
export const lackSentence = (lack) => say(SENTENCES[lack] ?? `lack_${lack}`);

export const amount = (value) =>
  (Math.abs(value) >= FEW || Number.isInteger(value) ? whole : short).format(value);
export const metres = (value) => whole.format(value);
export const percent = (share) => parts.format(share).replace("%", " %");

const isKm2 = ({ unit }) => unit?.en === "km²";

export function sized(size, metric) {
  if (size === null || size === undefined) return "–";
  if (metric.form === "share") return percent(size);
  if (metric.form === "index") return hundredths.format(size);
  return metric.unit?.en === "m" ? metres(size) : amount(size);
}

const signed = (number, text) => (number > 0 ? `+${text}` : number < 0 ? `−${text}` : text);

// By how much something changed; shares in percentage points.
export function changed(difference, metric) {
  if (difference === null) return "–";
  const much = Math.abs(difference),
    text = metric.form === "share" ? tenths.format(much * 100) : sized(much, metric);
  return signed(Number(text.replaceAll(",", "")) === 0 ? 0 : difference, text);
}

// A bound of a class, as round as it cuts.
export function bound(value, metric, { isChange = false } = {}) {
  if (metric.form !== "share") return isChange ? changed(value, metric) : sized(value, metric);
  const text = bounds.format(isChange ? Math.abs(value) : value);
  return isChange ? signed(value, text.replace("%", "")) : text.replace("%", " %");
}

// One thing is said otherwise than several, in English.
export const sayN = (key, n, values = {}) => say(n === 1 ? `${key}_one` : key, { ...values, n: amount(n) });

export const unitOf = (metric, demandUnit) => (metric.unit ?? demandUnit)?.[told.lang] ?? "";
export const worded = (text) => text?.[told.lang] ?? "";
