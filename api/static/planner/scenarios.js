// Scenarios: kept in this browser by name; those compared stand in the address too, so that a link carries them.
import { find, isolated, make } from "../courier/dom.js";
import { say } from "../courier/told.js";
import { number } from "./explain.js";
import { amount, changed, percent, sayN } from "./figures.js";
import { outcomeWords } from "./outcome.js";
import { lackOf, shareOf } from "./page.js";
import { change, state } from "./state.js";

const KEPT = "yizhan.scenarios",
  MOST_COMPARED = 4;

function kept() {
  try {
    const found = JSON.parse(localStorage.getItem(KEPT) ?? "[]");
    return Array.isArray(found) ? found : [];
  } catch {
    return []; // storage is shut off: a link still carries everything
  }
}

function keep(scenarios) {
  try {
    localStorage.setItem(KEPT, JSON.stringify(scenarios));
  } catch {
    /* as above */
  }
  showScenarios();
}

const same = (one, other) => one.name === other.name && JSON.stringify(one.edits) === JSON.stringify(other.edits);
const isCompared = (scenario) => state.plans.some((each) => same(each, scenario));

function save(event) {
  event.preventDefault();
  const name = find("scenario-name").value.trim();
  if (!name || state.edits.length === 0) return;
  keep([...kept().filter((each) => each.name !== name), { name, edits: state.edits }]);
  find("scenario-name").value = "";
}

function compare(scenario, isOn) {
  const others = state.plans.filter((each) => !same(each, scenario));
  change({ plans: isOn ? [...others, scenario].slice(-MOST_COMPARED) : others });
}

function entry(scenario, isKept) {
  const { name, edits } = scenario;
  const box = make("input", {
    type: "checkbox",
    ...(isCompared(scenario) ? { checked: "" } : {}),
    on: { change: ({ target }) => compare(scenario, target.checked) },
  });
  return make(
    "li",
    {},
    make("label", {}, box, isolated(name), make("small", {}, ` ${sayN("edits_n", edits.length)}`)),
    make("button", { type: "button", class: "small", on: { click: () => change({ edits }) } }, say("load")),
    isKept
      ? make(
          "button",
          {
            type: "button",
            class: "small",
            on: {
              click: () => {
                keep(kept().filter((each) => !same(each, scenario)));
              },
            },
          },
          say("forget"),
        )
      : make(
          "button",
          { type: "button", class: "small", on: { click: () => keep([...kept(), scenario]) } },
          say("keep_here"),
        ),
  );
}

export function showScenarios() {
  const own = kept(),
    given = state.plans.filter((scenario) => !own.some((each) => same(each, scenario)));
  find("scenarios").replaceChildren(
    ...own.map((each) => entry(each, true)),
    ...given.map((each) => entry(each, false)),
  );
  find("scenarios-none").hidden = own.length + given.length > 0;
  find("save-scenario").disabled = state.edits.length === 0;
}

export function listenToScenarios() {
  find("scenario-form").addEventListener("submit", save);
  find("share").addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(location.href);
      find("share-said").textContent = say("copied");
    } catch {
      find("share-said").textContent = say("copy_address");
    }
  });
}

const below = (row, which) =>
  lackOf(row) ? null : make("small", { class: "below" }, percent(shareOf(row[which], row)));

// Compared side by side: a column for each scenario, a row for each district; `answers` are in the order of the plans.
export function showCompared(answers, level) {
  const box = find("compared");
  box.replaceChildren();
  if (answers.length !== state.plans.length || answers.length === 0) return;
  const [{ areas }] = answers,
    rows = areas.filter((row, at) => at === 0 || row.level === level);
  const cell = (row) =>
    make(
      "td",
      {},
      number(amount(row.after_sure), { metric: "covered_sure", row, words: outcomeWords(row, "") }),
      " ",
      make("small", {}, `(${changed(row.after_sure - row.before_sure, { form: "amount" })})`),
      below(row, "after_sure"),
    );
  box.append(
    make("h3", {}, say("side_by_side")),
    make(
      "div",
      { class: "scroll" },
      make(
        "table",
        { class: "ranking compared" },
        make(
          "thead",
          {},
          make(
            "tr",
            {},
            make("th", { scope: "col" }, say("area")),
            make("th", { scope: "col" }, say("as_it_is")),
            ...state.plans.map(({ name }) => make("th", { scope: "col" }, isolated(name))),
          ),
        ),
        make(
          "tbody",
          {},
          ...rows.map((row) =>
            make(
              "tr",
              {},
              make("th", { scope: "row" }, isolated(row.name)),
              make(
                "td",
                {},
                amount(row.before_sure),
                below(row, "before_sure"),
              ),
              ...answers.map((answer) => cell(answer.areas.find((each) => each.adcode === row.adcode))),
            ),
          ),
        ),
      ),
    ),
  );
}
