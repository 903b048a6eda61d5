// Figures of a district as /v1/metrics defines them, and as people read them. Of fewer than five no share is given.
import { told } from "../courier/told.js";

const FEWEST = 5;
const whole = new Intl.NumberFormat("en-US", { maximumFractionDigits: 0 });
const fine = new Intl.NumberFormat("en-US", { maximumFractionDigits: 1 });
const SHARES = ["share", "rate"];

export const SHOWN_FORMS = ["share", "rate", "amount", "index"];

function part(row, key, at, band) {
  const found = row[key];
  if (found === null || found === undefined) return null;
  return at === "band" ? found[band] : at === null || at === undefined ? found : found[at];
}

// A figure with what it is a part of; `may` is the same where everything unknown turns out well.
export function figure(row, metric, band) {
  const of = metric.of ? (row[metric.of] ?? null) : null;
  const value = part(row, metric.value, metric.at, band);
  const twin = metric.value.endsWith("_sure") ? metric.value.replace(/_sure$/, "_may") : null;
  const may = twin && twin in row ? part(row, twin, metric.at, band) : null;
  return { value, of, may, size: size(value, of, metric), sizeMay: may === null ? null : size(may, of, metric) };
}

// What is compared and coloured: the share, the rate or the amount; null where it is not to be given.
function size(value, of, metric) {
  if (value === null) return null;
  if (!SHARES.includes(metric.form)) return value;
  return of !== null && of >= FEWEST ? (value / of) * (metric.per ?? 1) : null;
}

export const isSmall = ({ of, value }, metric) =>
  SHARES.includes(metric.form) && value !== null && (of === null || of < FEWEST);

export const amount = (value) =>
  Math.abs(value) < 10 && !Number.isInteger(value) ? fine.format(value) : whole.format(value);
export const percent = (share) => `${fine.format(share * 100)} %`;

export function sized(size, metric) {
  if (size === null || size === undefined) return "–";
  if (metric.form === "share") return percent(size);
  return metric.form === "index" ? size.toFixed(2) : amount(size);
}

const signed = (number, text) => (number > 0 ? `+${text}` : number < 0 ? `−${text}` : text);

export function changed(difference, metric) {
  if (difference === null) return "–";
  const text = metric.form === "share" ? fine.format(Math.abs(difference) * 100) : amount(Math.abs(difference));
  return signed(Number(text.replaceAll(",", "")) === 0 ? 0 : difference, text);
}

export const unitOf = (metric, demandUnit) => (metric.unit ?? demandUnit)?.[told.lang] ?? "";
export const worded = (text) => text?.[told.lang] ?? "";
