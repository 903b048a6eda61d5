// How the whole district stands, in one great figure with its band; or why there is no answer, in words.
import { find, make } from "../courier/dom.js";
import { say } from "../courier/told.js";
import { number } from "./explain.js";
import { amount, figure, percent, worded } from "./figures.js";

export function showStanding({ area, demand, asked }, metrics, band) {
  const unit = worded(demand.unit),
    sure = figure(area, metrics.covered_sure, band),
    facts = { metric: "covered_sure", row: area, figure: sure };
  const isGiven = sure.size !== null,
    isBand = isGiven && sure.sizeMay - sure.size > 0.0005;
  const great = isGiven
    ? isBand
      ? `${percent(sure.size)} – ${percent(sure.sizeMay)}`
      : percent(sure.size)
    : say("few");
  const parts = isBand
    ? say("standing_band", { sure: amount(sure.value), may: amount(sure.may), of: amount(sure.of), unit })
    : say("standing", { sure: amount(sure.value), of: amount(sure.of), unit });
  find("standing").replaceChildren(
    make("p", { class: "great" }, number(great, facts)),
    make("p", { class: "great-said" }, area.weight > 0 ? parts : say("nobody_here", { unit })),
    ...notes(area, demand, asked, unit).map((words) => make("p", { class: "note" }, words)),
  );
}

function notes(area, demand, asked, unit) {
  return [
    asked.demand === null ? say("note_ground") : null,
    asked.way === "detour" ? say("note_detour") : asked.way === "straight" ? say("note_straight") : null,
    area.weight_off_streets > 0 ? say("note_off", { n: amount(area.weight_off_streets), unit }) : null,
    area.weight_near_edge > 0 ? say("note_edge", { n: amount(area.weight_near_edge), unit }) : null,
    area.stations === 0 ? say("note_no_stations") : null,
  ].filter(Boolean);
}

const KEYS = { 404: "missing", 409: "ended", 410: "ended", 422: "refused", 503: "down", 500: "failed" };

export function showProblem(problem, { again, at = "problem" } = {}) {
  const box = find(at);
  box.hidden = problem === null;
  if (problem === null) return;
  const key = problem.key ?? (problem.status === undefined ? "unreachable" : (KEYS[problem.status] ?? "failed"));
  box.replaceChildren(
    make("h2", {}, say(`${key}_title`)),
    problem.message ? make("p", {}, problem.message) : "",
    make("p", {}, say(key)),
    again
      ? make(
          "button",
          { type: "button", class: "action", on: { click: again } },
          say(key === "start" ? "choose_area" : "try_again"),
        )
      : "",
  );
}
