// The panel that sets the question: in words above, each part a button to its control; the controls below.
import { find, make } from "../courier/dom.js";
import { listed, named, say } from "../courier/told.js";
import { worded } from "./figures.js";
import { change, state } from "./state.js";
import { hourWords, Strip } from "./strip.js";

const NONE = "-";
let strip = null;

const toggled = (list, code) => (list.includes(code) ? list.filter((each) => each !== code) : [...list, code]);

function goTo(id) {
  find("ask").open = true;
  find(id).focus();
}

const unitOf = (inputs, name) => inputs.demand.find((each) => each.name === name);

export function showQuestion(areaName, inputs) {
  const demand = unitOf(inputs, state.demand);
  const parts = [
    ["choose-area", areaName],
    ["minutes", say("within", { minutes: state.minutes, mode: named("modes", state.mode).toLowerCase() })],
    [
      "needs",
      state.needs.length
        ? say("needing", { needs: listed(state.needs.map((code) => named("needs", code))) })
        : say("no_need"),
    ],
    ["whenever", hourWords(state.hour)],
    ["demand", demand ? say("counted", { unit: demandName(demand) }) : say("ground")],
    state.k > 1 ? ["k", say("at_least", { k: state.k })] : null,
    state.streets === NONE || !state.streets ? ["streets", say("no_streets")] : null,
  ].filter(Boolean);
  find("sentence").replaceChildren(
    ...parts.map(([id, words], at) =>
      make(
        "span",
        {},
        make("button", { type: "button", class: "part", on: { click: () => goTo(id) } }, make("bdi", {}, words)),
        at < parts.length - 1 ? make("span", { "aria-hidden": "true" }, " ·") : "",
      ),
    ),
  );
  find("area-name").textContent = areaName;
  press();
}

const demandName = ({ name, unit }) => `${name} (${worded(unit)})`;

function press() {
  for (const radio of document.querySelectorAll("#mode input")) radio.checked = radio.value === state.mode;
  for (const radio of document.querySelectorAll("#k input")) radio.checked = Number(radio.value) === state.k;
  for (const chip of document.querySelectorAll("[data-need]"))
    chip.setAttribute("aria-pressed", state.needs.includes(chip.dataset.need));
  find("minutes").value = state.minutes;
  find("minutes-said").textContent = say("minutes_n", { n: state.minutes });
  find("demand").value = state.demand ?? NONE;
  find("streets").value = state.streets ?? NONE;
  find("whenever").setAttribute("aria-pressed", state.hour === null);
  find("hour-said").textContent = hourWords(state.hour);
  strip.choose(state.hour);
}

export function fillStrip(week, fewest) {
  strip.fill(week, fewest);
}

export function fillInputs({ streets, demand }) {
  const none = (words) => make("option", { value: NONE }, words);
  find("demand").replaceChildren(
    ...demand.map((each) => make("option", { value: each.name }, demandName(each))),
    none(say("ground")),
  );
  find("streets").replaceChildren(
    ...streets.map(({ name }) => make("option", { value: name }, name)),
    none(say("no_streets")),
  );
  find("no-inputs").hidden = streets.length > 0 && demand.length > 0;
  find("no-demand").hidden = demand.length > 0;
  find("no-network").hidden = streets.length > 0;
}

export function listenToQuestion() {
  strip = new Strip(find("strip"), (hour) => change({ hour }));
  strip.fill(null, 0);
  find("mode").addEventListener("change", ({ target }) => change({ mode: target.value }));
  find("k").addEventListener("change", ({ target }) => change({ k: Number(target.value) }));
  find("minutes").addEventListener("input", ({ target }) => change({ minutes: Number(target.value) }));
  find("needs").addEventListener("click", ({ target }) => {
    const chip = target.closest("[data-need]");
    if (chip) change({ needs: toggled(state.needs, chip.dataset.need) });
  });
  find("whenever").addEventListener("click", () => change({ hour: null }));
  for (const key of ["demand", "streets"])
    find(key).addEventListener("change", ({ target }) => change({ [key]: target.value }));
}
