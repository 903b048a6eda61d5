// Where next: what is wanted, the plan in order of gain with its proof, and whether longer hours would do as well.
import { find, isolated, make } from "../courier/dom.js";
import { named, say } from "../courier/told.js";
import { defined, number } from "./explain.js";
import { amount, percent, sayN, worded } from "./figures.js";
import { lackOf } from "./page.js";
import { change, question, state } from "./state.js";
import { editOf } from "./trying.js";

const USUAL = {
  aim: "p",
  p: 5,
  budget: 1_000_000,
  from: "corners",
  places: "",
  open: 200_000,
  extend: 30_000,
  equip: 10_000,
  per: "yuan",
};
const NUMBERS = ["p", "budget", "open", "extend", "equip"];
// So much of the demand of the area; in its unit where no share of it is given.
const reached = (part, whole) => (lackOf({ adcode: state.area, weight: whole }) ? amount(part) : percent(part / whole));

// Street corners there are only where there are streets.
const wanted = () => ({ ...USUAL, ...(question().streets ? {} : { from: "hosts" }), ...(state.site ?? {}) });

export function fillSiting() {
  const site = wanted();
  for (const [key, value] of Object.entries(site)) {
    const field = find("site-form").elements[key];
    if (field) field.value = value;
  }
  find("site-k").hidden = state.k === 1;
  showFields(site);
}

function showFields({ aim, from }) {
  for (const field of document.querySelectorAll("[data-when]"))
    field.hidden = !field.dataset.when.split(" ").includes(`${aim}`) && field.dataset.when !== from;
}

function given() {
  const form = find("site-form").elements;
  return Object.fromEntries(
    Object.keys(USUAL).map((key) => [key, NUMBERS.includes(key) ? Number(form[key].value) : form[key].value]),
  );
}

// Lines of `lon, lat[, name[, cost]]`, as a spreadsheet gives them when copied.
function listed(text) {
  return text
    .split(/\n/)
    .map((line) => line.split(/[,，\t]/).map((part) => part.trim()))
    .filter(([lon, lat]) => lon && lat)
    .map(([lon, lat, name, cost]) => ({
      lon: Number(lon),
      lat: Number(lat),
      ...(name ? { name } : {}),
      ...(cost ? { cost: Number(cost) } : {}),
    }));
}

export function askedSiting() {
  const site = wanted(),
    { k: _, ...plain } = question();
  const aim = { p: { p: site.p }, budget: { budget: site.budget }, cover: { cover_all: true } }[site.aim];
  const candidates = {
    corners: { from: "corners" },
    hosts: { from: "hosts", stations: true, ...(plain.demand ? { demand: plain.demand } : {}) },
    list: { from: "list", places: listed(site.places) },
  }[site.from];
  return {
    question: plain,
    ...aim,
    candidates,
    costs: { open: site.open, extend: site.extend, equip: site.equip },
    per: site.per,
    keep: true,
  };
}

export function listenToSiting(ask) {
  find("site-form").addEventListener("submit", (event) => {
    event.preventDefault();
    change({ site: given(), siting: "" });
    ask();
  });
  find("site-form").addEventListener("change", () => showFields(given()));
}

const placed = ({ holds, lon, lat }) =>
  [worded(holds), `${lon.toFixed(4)}, ${lat.toFixed(4)}`].filter(Boolean).join(" · ");

function steps(plan, unit, list) {
  return make(
    "ol",
    { class: "cards" },
    ...list.map((step) =>
      make(
        "li",
        { class: "step" },
        make(
          "p",
          {},
          make("b", { class: "rank" }, String(step.rank)),
          `${named("plan_actions", step.action)} `,
          step.label
            ? isolated(step.label)
            : make("span", { class: "fact" }, placed(step)),
        ),
        make(
          "p",
          { class: "fact" },
          number(say("adds", { n: amount(step.gain), unit }), {
            metric: defined("gain", "gain_formula"),
            words: say("gain_words", {
              gain: amount(step.gain),
              covered: amount(step.covered),
              of: amount(step.of ?? plan.total),
              unit,
            }),
          }),
          ` → ${reached(step.covered, step.of ?? plan.total)}`,
          step.cost === null ? "" : ` · ${say("yuan", { n: amount(step.cost) })}`,
          step.is_known ? "" : ` · ${say("ask_first_long")}`,
        ),
      ),
    ),
  );
}

function summary(plan, unit) {
  const { model, objective, bound, gap, total, before, covered } = plan;
  const said =
    model === "lscp"
      ? sayN("proof_fewest", objective, { bound: amount(bound) })
      : gap === 0
        ? say("proof_best")
        : say("proof_gap", { gap: percent(gap), bound: amount(bound), unit });
  return make(
    "div",
    { class: "outcome" },
    make(
      "p",
      { class: "great" },
      number(`${reached(before, total)} → ${reached(covered, total)}`, {
        metric: "covered_sure",
        words: say("plan_words", { before: amount(before), covered: amount(covered), of: amount(total), unit }),
      }),
    ),
    make(
      "p",
      { class: "great-said" },
      say("plan_words", { before: amount(before), covered: amount(covered), of: amount(total), unit }),
    ),
    make(
      "p",
      { class: "proof" },
      number(said, {
        metric: defined("proof", model === "lscp" ? "proof_formula_fewest" : "proof_formula"),
        words: say("proof_words", { objective: amount(objective), bound: amount(bound), gap: percent(gap) }),
      }),
    ),
    make(
      "p",
      { class: "fact" },
      [worded(plan.candidates?.said), plan.cost === null ? "" : say("cost_all", { n: amount(plan.cost) })]
        .filter(Boolean)
        .join(" · "),
    ),
    plan.unreached?.weight > 0
      ? make("p", { class: "note" }, say("unreached", { n: amount(plan.unreached.weight), unit }))
      : "",
  );
}

const asEdits = ({ steps: list, closed = [] }) => [...closed.map(({ id }) => ({ close: id })), ...list.map(editOf)];

const tryAll = (plan) =>
  make(
    "button",
    { type: "button", class: "action", on: { click: () => change({ edits: asEdits(plan), tab: "try" }) } },
    say("try_plan"),
  );

export function showPlan(plan) {
  const box = find("site-plan");
  if (!plan) {
    box.replaceChildren();
    return;
  }
  const unit = worded(plan.unit),
    { remedies } = plan;
  box.replaceChildren(
    summary(plan, unit),
    make("h3", {}, sayN("plan_steps", plan.steps.length)),
    steps(plan, unit, plan.steps),
    tryAll(plan),
    ...(remedies
      ? [
          make("h3", {}, say("extend_or_build")),
          make("p", { class: "small-print" }, `${say(`ranked_by_${remedies.per}`)} ${worded(remedies.assumed)}`),
          steps(plan, unit, remedies.steps),
          tryAll(remedies),
        ]
      : []),
  );
}

export const planPoints = (plan) =>
  (plan?.steps ?? []).map(({ lon, lat, rank, action }) => ({
    type: "Feature",
    geometry: { type: "Point", coordinates: [lon, lat] },
    properties: { rank, action },
  }));
