// What is shown of what the page knows: each function draws one part anew, on the map and beside it.
import { find, make } from "../courier/dom.js";
import { named, say } from "../courier/told.js";
import { pickArea } from "./area.js";
import { classify, classifyChange } from "./classes.js";
import { showDistrict } from "./district.js";
import { SHOWN_FORMS, worded } from "./figures.js";
import { steady } from "./focus.js";
import { markGap, showGaps } from "./gaps.js";
import { showLegend } from "./legend.js";
import { areaName, band, demandUnit, isWithin, levels, openRow, page, unit } from "./page.js";
import { gainOf, showOutcome } from "./outcome.js";
import { fillStrip, showQuestion } from "./question.js";
import { showCompared } from "./scenarios.js";
import { planPoints, showPlan } from "./siting.js";
import { showStanding } from "./standing.js";
import { change, state } from "./state.js";
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
  showQuestion(page.found?.area.name ?? "", page.inputs);
}

function metricNow() {
  const key = state.metric in page.metrics ? state.metric : "covered_sure";
  return { key, metric: page.metrics[key] };
}

// Everything that the answer to the question says.
export const found = steady(() => {
  const there = levels();
  if (!there.includes(state.level)) change({ level: there[1] ?? there[0] }, { isStep: false });
  question();
  showStanding(page.found, page.metrics, band());
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
  district();
  run();
});

const isComparable = () => page.other && page.other.run.result.demand.unit.zh === demandUnit().zh;

export const ranking = steady(() => {
  if (!page.found) return;
  const { key, metric } = metricNow(),
    other = isComparable() ? page.other : null;
  const rows = page.found.areas.filter(({ level }) => level === state.level);
  const lines = ranked({ rows, metric, band: band(), other });
  showTable({ lines, key, metric, demandUnit: demandUnit(), hasOther: Boolean(other), handlers });
  if (isTrying()) return;
  const sizes = lines.map(({ now, difference }) => (other ? difference : now.size));
  colour(
    lines.map(({ row }) => row.adcode),
    sizes,
    metric,
    Boolean(other),
  );
});

function colour(codes, sizes, metric, isChange) {
  const classes = isChange
    ? classifyChange(sizes)
    : classify(sizes, { method: state.method, isShare: metric.form === "share" });
  showLegend(classes, { metric, demandUnit: demandUnit(), method: state.method });
  page.map?.paint(new Map(codes.map((adcode, place) => [adcode, classes.colorOf(sizes[place])])));
}

const isTrying = () => state.tab === "try" && page.tried !== null;

export const tried = steady(() => {
  showOutcome(page.tried, { level: state.level, handlers });
  if (page.found) ranking();
  if (!isTrying()) return undefined;
  const rows = page.tried.areas.filter(({ level }) => level === state.level);
  return colour(
    rows.map(({ adcode }) => adcode),
    rows.map(gainOf),
    GAIN,
    true,
  );
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
  if (!page.run) {
    find("gaps-said").textContent = say("gaps_waiting");
    find("gaps-list").replaceChildren();
    return;
  }
  showGaps(page.gaps, { unit: unit(), areaName, handlers, total: page.found.area.weight });
  ranking();
  district();
  edits();
});

export const district = steady(() => {
  const row = openRow();
  page.map?.mark("open", row?.adcode ?? null);
  if (!page.found) return;
  const own = page.week?.areas.find(({ adcode }) => adcode === row?.adcode);
  showDistrict({
    row,
    metrics: page.metrics,
    band: band(),
    demandUnit: demandUnit(),
    week: page.week === undefined ? undefined : (own ?? null),
    gaps: page.gaps,
    stations: page.stations,
    isWithin,
    areaName,
    handlers,
  });
});

export function week() {
  fillStrip(page.week ?? null);
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
  for (const part of ["legend-list", "legend-method", "legend-title"])
    find(part).hidden = state.layers.includes("cells");
  page.map?.cells(page.run && state.layers.includes("cells") ? page.run.id : "");
  page.map?.show(state.layers);
}

export function metrics() {
  const shown = Object.entries(page.metrics).filter(
    ([, each]) => each.about === "area" && SHOWN_FORMS.includes(each.form),
  );
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
