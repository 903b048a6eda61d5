// Opening hours as two sliders: from when, until when; or round the clock. Past midnight is the next day.
import { make } from "../courier/dom.js";
import { say } from "../courier/told.js";

const ALWAYS = "24/7",
  HALF_H = 0.5,
  LATEST = 30;
const PLAIN = /^(\d{2}):(\d{2})-(\d{2}):(\d{2})$/;

const clock = (hours) => `${String(Math.floor(hours) % 24).padStart(2, "0")}:${hours % 1 ? "30" : "00"}`;
const written = (from, until) =>
  until - from >= 24 ? ALWAYS : `${clock(from)}-${until === 24 ? "24:00" : clock(until)}`;
const said = (hours) => (hours > 24 ? say("next_day", { time: clock(hours) }) : hours === 24 ? "24:00" : clock(hours));

function read(text) {
  const found = PLAIN.exec(text);
  if (!found) return { from: 0, until: 24 };
  const [, h1, m1, h2, m2] = found.map(Number),
    from = h1 + m1 / 60,
    until = h2 + m2 / 60;
  return { from, until: until <= from ? until + 24 : until };
}

export function hoursField(text, changed) {
  const { from, until } = read(text);
  const tell = () => changed(written(Math.min(Number(start.value), Number(end.value) - HALF_H), Number(end.value)));
  const slider = (value, min, max, words) =>
    make("input", {
      type: "range",
      min,
      max,
      step: HALF_H,
      value,
      "aria-label": words,
      "aria-valuetext": said(value),
      on: { change: tell },
    });
  const start = slider(from, 0, 23.5, say("opens")),
    end = slider(until, HALF_H, LATEST, say("closes"));
  const output = make("output", {}, text === ALWAYS ? say("always") : `${said(from)} – ${said(until)}`);
  const live = () => {
    output.textContent =
      Number(end.value) - Number(start.value) >= 24
        ? say("always")
        : `${said(Number(start.value))} – ${said(Number(end.value))}`;
  };
  start.addEventListener("input", live);
  end.addEventListener("input", live);
  return make(
    "div",
    { class: "hours-field" },
    output,
    make("label", {}, say("opens"), start),
    make("label", {}, say("closes"), end),
    make("button", { type: "button", class: "small", on: { click: () => changed(ALWAYS) } }, say("always")),
  );
}
