// How the whole district stands, in one great figure with its band; or why there is no answer, in words.
import { find, make } from "../courier/dom.js";
import { say } from "../courier/told.js";
import { number } from "./explain.js";
import { amount, figure, lackWords, percent, worded } from "./figures.js";

export function showStanding({ area, demand, asked }, metrics, reading) {
  const unit = worded(demand.unit),
    sure = figure(area, metrics.covered_sure, reading),
    facts = { metric: "covered_sure", row: area, figure: sure };
  const isBand = sure.lack ? sure.may > sure.value : sure.sizeMay - sure.size > 0.0005;
  const great = sure.lack
    ? lackWords(sure.lack)
    : isBand
      ? `${percent(sure.size)} – ${percent(sure.sizeMay)}`
      : percent(sure.size);
  const parts = isBand
    ? say("standing_band", { sure: amount(sure.value), may: amount(sure.may), of: amount(sure.of), unit })
    : say("standing", { sure: amount(sure.value), of: amount(sure.of), unit });
  find("standing").replaceChildren(
    make("p", { class: "great" }, number(great, facts)),
    make("p", { class: "great-said" }, area.weight > 0 ? parts : say("nobody_here", { unit })),
    ...notes(area, asked, unit, sure.lack).map((words) => make("p", { class: "note" }, words)),
  );
}

function offStreets({ weight, weight_off_streets: off }, unit, lack) {
  if (lack === "few") return say("note_off_few", { n: amount(off), unit });
  const words = say("note_off", { n: amount(off), of: amount(weight), share: percent(off / weight), unit });
  return lack === "off" ? `${words}${say("note_mostly_off")}` : words;
}

function notes(area, asked, unit, lack) {
  return [
    asked.demand === null ? say("note_ground") : null,
    asked.way === "detour" ? say("note_detour") : asked.way === "straight" ? say("note_straight") : null,
    area.weight_off_streets > 0 ? offStreets(area, unit, lack) : null,
    area.weight_near_edge > 0 ? say("note_edge", { n: amount(area.weight_near_edge), unit }) : null,
    area.stations === 0 ? say("note_no_stations") : null,
  ].filter(Boolean);
}

const KEYS = { 404: "missing", 409: "ended", 410: "ended", 422: "refused", 503: "down", 500: "failed" };

const keyOf = ({ key, status }) => key ?? (status === undefined ? "unreachable" : (KEYS[status] ?? "failed"));
const AGAIN = { start: "choose_area", cancelled: "once_more" };

// Where an answer would stand that was given up or failed: says so, and asks once more.
export const askAgain = ({ problem, again }) =>
  make(
    "p",
    { class: "again" },
    say(`${keyOf(problem)}_title`),
    " · ",
    make("button", { type: "button", class: "action", on: { click: again } }, say("once_more")),
  );

export function showProblem(problem, { again, at = "problem" } = {}) {
  const box = find(at);
  box.hidden = problem === null;
  if (problem === null) return;
  const key = keyOf(problem);
  box.replaceChildren(
    make("h2", {}, say(`${key}_title`)),
    problem.message ? make("p", {}, problem.message) : "",
    make("p", {}, say(key)),
    again
      ? make(
          "button",
          { type: "button", class: "action", on: { click: again } },
          say(AGAIN[key] ?? "try_again"),
        )
      : "",
  );
}
