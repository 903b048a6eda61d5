// What is shown of what the page knows: each function draws one part anew, on the map and beside it.
import { find, make } from "../courier/dom.js";
import { named, say } from "../courier/told.js";
import { pickArea } from "./area.js";
import { classify, classifyChange, hatchOf } from "./classes.js";
import { showDistrict } from "./district.js";
import { FEWEST, isShown, lackSentence, worded } from "./figures.js";
import { steady } from "./focus.js";
import { markGap, showGaps } from "./gaps.js";
import { showLegend } from "./legend.js";
import { areaName, demandUnit, isWithin, lackOf, levels, openRow, page, reading, unit } from "./page.js";
import { gainOf, showOutcome } from "./outcome.js";
import { fillStrip, showQuestion } from "./question.js";
import { showCompared } from "./scenarios.js";
import { planPoints, showPlan } from "./siting.js";
import { askAgain, showStanding } from "./standing.js";
import { change, question as asked, state } from "./state.js";
import { markRow, ranked, showTable } from "./table.js";
import { editOf, showEdits, tryStation, withEdit } from "./trying.js";

const GAIN = { form: "share", label: { zh: "确定覆盖", en: "Surely covered" }, unit: null };

export const handlers = {
  open: (adcode) => change({ open: adcode }),
  hover: (adcode) => {
    if (adcode === page.hovered) return;
    page.hovered = adcode;
    page.map?.mark("hover", adcode);
    markRow(adcode);
  },
  hoverGap: (rank) => {
    page.map?.markGap(rank);
    markGap(rank);
  },
  openGap: (rank) => page.map?.fitFeature(page.gaps.find(({ properties }) => properties.rank === rank)),
  tryStation,
  tryRemedy: (remedy) => withEdit(editOf(remedy)),
  stationOf: (id) => page.stations?.find(({ properties }) => properties.station_id === id)?.properties ?? null,
};

export const choose = () => pickArea((area) => change({ area, level: "", open: "", against: "", view: "" }));

export function question() {
  showQuestion(page.names.get(state.area) ?? "", page.inputs);
}

function metricNow() {
  const key = isShown(page.metrics[state.metric] ?? {}) ? state.metric : "covered_sure";
  return { key, metric: page.metrics[key] };
}

// Everything that the answer to the question says.
export const found = steady(() => {
  const there = levels();
  if (!there.includes(state.level)) change({ level: there[1] ?? there[0] }, { isStep: false });
  question();
  showStanding(page.found, page.metrics, reading());
  find("make-report").hidden = false;
  find("levels").replaceChildren(
    ...(there.length < 2
      ? []
      : there.map((level) =>
          make(
            "button",
            {
              type: "button",
              class: "chip",
              "aria-pressed": level === state.level,
              on: { click: () => change({ level }) },
            },
            named("district_levels", level),
          ),
        )),
  );
  tried();
  compared();
  week();
  run();
});

// Nothing is left of an answer to another question.
export const unanswered = steady(() => {
  for (const part of ["standing", "areas-head", "areas-body", "legend-list", "levels"]) find(part).replaceChildren();
  for (const part of ["legend-title", "legend-method"]) find(part).textContent = "";
  find("make-report").hidden = true;
  page.map?.paint(new Map());
  question();
  tried();
  week();
  run();
});

const isComparable = () => page.other && page.other.run.result.demand.unit.zh === demandUnit().zh;

export const ranking = steady(() => {
  if (!page.found) return;
  const { key, metric } = metricNow(),
    other = isComparable() ? page.other : null;
  const rows = page.found.areas.filter(({ level }) => level === state.level);
  const lines = ranked({ rows, metric, reading: reading(), other });
  showTable({ lines, key, metric, demandUnit: demandUnit(), hasOther: Boolean(other), handlers });
  if (isTrying()) return;
  const places = lines.map(({ row: { adcode }, now, old, difference }) => ({
    adcode,
    size: other ? difference : now.size,
    lack: now.lack ?? old?.lack ?? "no_data",
  }));
  colour(places, metric, { isChange: Boolean(other) });
});

// Colours places by their size, and hatches those without one by what they lack.
function colour(places, metric, { isChange }) {
  const known = places.filter(({ size }) => size !== null),
    others = places.filter(({ size }) => size === null);
  const sizes = known.map(({ size }) => size);
  const classes = isChange
    ? classifyChange(sizes)
    : classify(sizes, { method: state.method, isShare: metric.form === "share" });
  showLegend(classes, {
    metric,
    demandUnit: demandUnit(),
    method: state.method,
    lacks: others.map(({ lack }) => lack),
  });
  page.map?.paint(
    new Map([
      ...known.map(({ adcode, size }) => [adcode, classes.colorOf(size)]),
      ...others.map(({ adcode, lack }) => [adcode, hatchOf(lack)]),
    ]),
  );
}

const isTrying = () => state.tab === "try" && page.tried !== null;

export const tried = steady(() => {
  const { try: stopped } = page.stopped;
  showOutcome(page.tried, { level: state.level, handlers, isAsked: state.edits.length > 0, stopped });
  if (page.found) ranking();
  if (!isTrying()) return undefined;
  const rows = page.tried.areas.filter(({ level }) => level === state.level);
  const places = rows.map((row) => ({ adcode: row.adcode, size: gainOf(row), lack: lackOf(row) }));
  return colour(places, GAIN, { isChange: true });
});

function placeOfEdit(edit) {
  if (edit.add ?? edit.move) return edit.add ?? edit.move;
  const station = page.stations?.find(
    ({ properties }) => properties.station_id === (edit.close ?? edit.hours?.id ?? edit.equip?.id),
  );
  return station ? { lon: station.geometry.coordinates[0], lat: station.geometry.coordinates[1] } : null;
}

export const edits = steady(() => {
  page.markers?.show(state.tab === "try" ? state.edits : [], placeOfEdit);
  showEdits({
    stations: page.stations ?? [],
    center: page.map && (() => page.map.center()),
    isPlacing: page.isPlacing,
    place: () => {
      page.isPlacing = !page.isPlacing;
      find("map").classList.toggle("placing", page.isPlacing);
      edits();
    },
  });
});

export function compared() {
  showCompared(page.compared, state.level);
}

export function plan() {
  page.map?.data("plan", state.tab === "site" ? planPoints(page.plan) : []);
  showPlan(page.plan);
}

// What only a stored run tells: gaps, stations, cells, the figures that take longer.
export const run = steady(() => {
  page.map?.data("gaps", page.gaps ?? []);
  page.map?.data("asked", page.stations ?? []);
  layers();
  if (page.run) showGaps(page.gaps, { unit: unit(), areaName, handlers, total: page.found.area.weight });
  else noGapsYet();
  ranking();
  district();
  edits();
});

function noGapsYet() {
  const { keep } = page.stopped;
  find("gaps-said").replaceChildren(keep ? askAgain(keep) : page.found ? say("gaps_waiting") : "");
  find("gaps-list").replaceChildren();
  find("gaps-rest").textContent = "";
}

export const district = steady(() => {
  const row = openRow();
  page.map?.mark("open", row?.adcode ?? null);
  if (!row) return showDistrict({ row });
  const own = page.week?.areas.find(({ adcode }) => adcode === row?.adcode);
  showDistrict({
    row,
    metrics: page.metrics,
    reading: reading(),
    demandUnit: demandUnit(),
    lack: lackOf(row),
    week: page.week === undefined ? undefined : (own ?? null),
    gaps: page.gaps,
    stations: page.stations,
    stopped: page.stopped,
    isWithin,
    areaName,
    handlers,
  });
});

export function week() {
  const lack = page.found && lackOf(page.found.area),
    isKnown = page.found && !lack,
    { week: stopped } = page.stopped;
  fillStrip(isKnown ? (page.week ?? null) : null, asked().demand === null ? 0 : FEWEST);
  find("strip-said").replaceChildren(stopped ? askAgain(stopped) : lack ? lackSentence(lack) : "");
  district();
}

export function tab() {
  for (const each of document.querySelectorAll("[role=tab]")) {
    const isChosen = each.dataset.tab === state.tab;
    each.setAttribute("aria-selected", isChosen);
    each.tabIndex = isChosen ? 0 : -1;
    find(`tab-${each.dataset.tab}`).hidden = !isChosen;
  }
  edits();
  tried();
  plan();
}

export function layers() {
  for (const box of document.querySelectorAll("[data-layer]")) box.checked = state.layers.includes(box.dataset.layer);
  for (const entry of document.querySelectorAll("[data-of]")) entry.hidden = !state.layers.includes(entry.dataset.of);
  find("stations-others").textContent = say(page.stations ? "key_others" : "key_unknown");
  for (const part of ["legend-list", "legend-method", "legend-title"])
    find(part).hidden = state.layers.includes("cells");
  page.map?.cells(page.run && state.layers.includes("cells") ? page.run.id : "");
  page.map?.show(state.layers);
}

export function metrics() {
  const shown = Object.entries(page.metrics).filter(([, each]) => isShown(each));
  find("metric").replaceChildren(...shown.map(([key, { label }]) => make("option", { value: key }, worded(label))));
  find("metric").value = metricNow().key;
  find("method").value = state.method;
}

const dated = (text) => new Date(text).toLocaleString("sv-SE", { timeZone: "Asia/Shanghai" }).slice(0, 16);

export function runs() {
  const done = page.runs.filter(({ state: stands, result }) => stands === "done" && result?.question);
  find("against").replaceChildren(
    make("option", { value: "" }, say("nothing_compared")),
    make("option", { value: "pin" }, say("pin")),
    ...done.map(({ id, result, created_at }) =>
      make("option", { value: id }, `${dated(created_at)} · ${worded(result.question)}`),
    ),
  );
  find("against").value = state.against;
  const { other } = page;
  find("against-said").textContent = !other
    ? ""
    : page.found && !isComparable()
      ? say("other_unit")
      : say("against_said", {
          when: dated(other.run.registry_as_of ?? other.run.created_at),
          question: worded(other.run.result.question),
        });
}
