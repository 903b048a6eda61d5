// Distances, times and hours in words. Clocks are China's, where the stations are.
import { say } from "./told.js";

const ZONE = "Asia/Shanghai";
const DAY_MS = 86_400_000;
const clock = new Intl.DateTimeFormat("en-GB", { timeZone: ZONE, hour: "2-digit", minute: "2-digit" });
const date = new Intl.DateTimeFormat("en-CA", { timeZone: ZONE });

export function distance(metres) {
  if (metres < 950) return say("metres", { n: Math.round(metres / 10) * 10 });
  const kilometres = metres / 1000;
  return say("kilometres", { n: kilometres < 9.95 ? kilometres.toFixed(1) : Math.round(kilometres).toLocaleString() });
}

export function duration(seconds) {
  const minutes = Math.max(1, Math.round(seconds / 60));
  if (minutes < 100) return { number: String(minutes), unit: say("minutes") };
  const hours = minutes / 60;
  return { number: hours < 9.95 ? hours.toFixed(1) : Math.round(hours).toLocaleString(), unit: say("hours") };
}

const daysBetween = (one, other) => Math.round((Date.parse(date.format(other)) - Date.parse(date.format(one))) / DAY_MS);

function moment(text) {
  const then = new Date(text);
  return onDay(then, clock.format(then));
}

// When something ends: at midnight, as 24:00 of the day that ends.
function end(text) {
  const then = new Date(text), time = clock.format(then);
  return time === "00:00" ? onDay(new Date(then - 1), "24:00") : onDay(then, time);
}

function onDay(then, time) {
  const days = daysBetween(new Date(), then);
  if (days === 0) return time;
  if (days === 1) return say("tomorrow", { time });
  return say("on_day", { time, day: date.format(then).slice(5).replace(/^0/, "") });
}

export function opening({ state, until, next_open: next, raw, parse }, { atArrival = false } = {}) {
  if (state === "open" && !until) return say("around_the_clock");
  if (state === "open") return say(atArrival ? "arrive_open_until" : "open_until", { time: end(until) });
  if (state === "closing_soon") return until ? say("closing_until", { time: end(until) }) : say("closing");
  if (state === "closed") return next ? say("closed_until", { time: moment(next) }) : say("closed");
  return raw && parse !== "partial" ? say("unknown_raw", { raw }) : say("unknown_hours");
}

// That a notice was understood in part, with the notice: who stands there can read the rest. Else null.
export const partlyRead = ({ parse, raw }) => parse === "partial" ? say("partly_read", { raw }) : null;

// The minute by whose end an instant has passed, on China's clock.
export const minuteAfter = (ms) => clock.format(new Date(Math.ceil(ms / 60_000) * 60_000));

export function ago(text) {
  const ms = Date.now() - new Date(text);
  if (ms < 90_000) return say("just_now");
  if (ms < 3_600_000) return say("minutes_ago", { n: Math.round(ms / 60_000) });
  if (ms < DAY_MS) return say("hours_ago", { n: Math.round(ms / 3_600_000) });
  return daysAgo(Math.floor(ms / DAY_MS));
}

function daysAgo(days) {
  if (days >= 365) return say("years_ago", { n: Math.floor(days / 365) });
  if (days >= 30) return say("months_ago", { n: Math.floor(days / 30) });
  return days < 1 ? say("today") : say("days_ago", { n: days });
}

export function verified(text) {
  return text ? say("verified", { ago: daysAgo(daysBetween(new Date(text), new Date())) }) : say("never_verified");
}
