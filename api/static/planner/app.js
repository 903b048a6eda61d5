// The planner's page: whatever changes in the state is asked, drawn and listed anew, each thing only when it must be.
import { find } from "../courier/dom.js";
import { say } from "../courier/told.js";
import * as api from "./api.js";
import { firstArea, listenToPicker, streetsOf } from "./area.js";
import * as ask from "./asking.js";
import { explainWith } from "./explain.js";
import { PlannerMap } from "./map.js";
import { Markers } from "./markers.js";
import { page } from "./page.js";
import { stationPopup } from "./popup.js";
import { fillInputs, listenToQuestion } from "./question.js";
import { listenToReport } from "./report.js";
import { listenToScenarios, showScenarios } from "./scenarios.js";
import * as show from "./showing.js";
import { fillSiting, listenToSiting } from "./siting.js";
import { showProblem } from "./standing.js";
import { change, listen, QUESTION, readAddress, state } from "./state.js";
import { newStation, withEdit } from "./trying.js";

const WORKER_DOWN = 503,
  RETRY_MS = 4000;

async function changed(keys) {
  if (Object.keys(page.metrics).length === 0) return show.question(); // not begun yet
  const has = (...names) => names.some((name) => keys.has(name));
  if (has("area")) {
    goToArea();
    ask.runs();
  }
  if (has("against")) {
    await ask.other();
    show.runs();
  }
  if (has(...QUESTION)) {
    show.question();
    ask.coverage();
    ask.tried();
    ask.compared();
  }
  if (has("area", "mode", "minutes", "needs", "k", "demand", "streets")) ask.week();
  if (has("metric", "method")) show.metrics();
  if (has("level", "metric", "method", "sort", "against") && !has(...QUESTION) && page.found) show.found();
  if (has("edits")) {
    show.edits();
    ask.tried();
  }
  if (has("plans")) {
    showScenarios();
    ask.compared();
  }
  if (has("tab")) show.tab();
  if (has("layers")) show.layers();
  if (has("open")) {
    if (state.tab !== "areas" && state.open) change({ tab: "areas" });
    show.district();
    find("district").querySelector("h2")?.focus();
  }
  if (has("site", "k", "streets")) fillSiting();
  if (has("siting") && !state.siting) {
    page.plan = null;
    show.plan();
  }
}

async function district(adcode) {
  const found = await api.district(adcode).catch(() => null);
  if (!found) return null;
  page.names.set(adcode, found.properties.name);
  show.question();
  return found;
}

async function goToArea({ glide = true } = {}) {
  const found = state.area ? await district(state.area) : null;
  if (found) page.map?.fit(found.bbox, { glide });
}

function listenToPage() {
  find("choose-area").addEventListener("click", show.choose);
  find("metric").addEventListener("change", ({ target }) => change({ metric: target.value }));
  find("method").addEventListener("change", ({ target }) => change({ method: target.value }));
  find("against").addEventListener("change", ({ target }) =>
    target.value === "pin" ? ask.pin() : change({ against: target.value }),
  );
  find("layers").addEventListener("change", ({ target: { dataset, checked } }) =>
    change({
      layers: checked ? [...state.layers, dataset.layer] : state.layers.filter((each) => each !== dataset.layer),
    }),
  );
  find("tabs").addEventListener("click", ({ target }) => target.dataset.tab && change({ tab: target.dataset.tab }));
  find("tabs").addEventListener("keydown", turnTab);
  find("language").addEventListener("click", ({ currentTarget }) => {
    currentTarget.hash = location.hash;
  });
}

function turnTab({ key }) {
  const tabs = [...document.querySelectorAll("[role=tab]")],
    step = { ArrowLeft: -1, ArrowRight: 1 }[key];
  if (!step) return;
  const next = tabs[(tabs.findIndex((tab) => tab.dataset.tab === state.tab) + step + tabs.length) % tabs.length];
  change({ tab: next.dataset.tab });
  next.focus();
}

function clicked({ station, gap, adcode, lon, lat }) {
  if (page.isPlacing) {
    page.isPlacing = false;
    find("map").classList.remove("placing");
    return withEdit(newStation({ lon, lat }));
  }
  if (station) return stationPopup(page.map, station, { lon, lat });
  if (gap && state.tab === "gaps")
    return find("gaps-list").querySelector(`[data-rank="${gap.rank}"]`)?.scrollIntoView({ block: "center" });
  if (adcode && state.tab !== "try") change({ open: adcode });
  return undefined;
}

// A station on its way: what it would do is asked at every step, the address changes when it stands.
function moved(at, place, isDone) {
  const edits = state.edits.map((edit, each) =>
    each === at ? (edit.add ? { add: { ...edit.add, ...place } } : { move: { ...edit.move, ...place } }) : edit,
  );
  if (isDone) change({ edits });
  else ask.tried(edits);
}

// Whether the address says where to look.
async function openMap() {
  try {
    page.map = await PlannerMap.open();
  } catch {
    find("map").classList.add("failed");
    find("map").textContent = say("map_failed");
    return false;
  }
  page.markers = new Markers(page.map.map, moved);
  page.map.on("hover", show.handlers.hover);
  page.map.on("click", clicked);
  page.map.on("moved", (view) => change({ view }));
  const isPlaced = page.map.look(state.view);
  if (!isPlaced) await goToArea({ glide: false });
  return isPlaced;
}

async function chooseInputs() {
  page.inputs = await api.inputs();
  fillInputs(page.inputs);
  const area = state.area || (await firstArea(page.inputs));
  const place = area ? await district(area) : null;
  change(
    {
      area,
      demand: state.demand ?? page.inputs.demand[0]?.name ?? "-",
      streets: state.streets ?? (place ? streetsOf(page.inputs.streets, place.bbox) : "-"),
    },
    { isStep: false },
  );
}

async function begin() {
  readAddress();
  listenToQuestion();
  listenToPage();
  listenToPicker();
  listenToScenarios();
  listenToReport();
  listenToSiting(ask.siting);
  fillSiting();
  find("ask").open = matchMedia("(min-width: 1200px)").matches; // where there is room
  show.tab();
  show.layers();
  show.question();
  try {
    await chooseInputs();
  } catch (problem) {
    showProblem(problem, { again: () => location.reload() });
    return;
  }
  show.question();
  const isPlaced = await openMap();
  listen(changed);
  start(isPlaced);
}

// A worker that is only starting will be there in a moment.
async function start(isPlaced) {
  try {
    page.metrics = await api.metrics();
  } catch (problem) {
    showProblem(problem, { again: () => start(isPlaced) });
    if (problem.status === WORKER_DOWN && !page.found) setTimeout(() => page.found || start(isPlaced), RETRY_MS);
    return;
  }
  explainWith({ metrics: page.metrics });
  show.metrics();
  await ask.other();
  show.tab();
  await Promise.all([firstAnswer(isPlaced), ask.week(), ask.runs(), ask.tried(), ask.compared(), ask.plan()]);
}

// The legend is as large as its classes: what it covers is known once there are some.
async function firstAnswer(isPlaced) {
  await ask.coverage();
  if (!isPlaced) await goToArea({ glide: false });
}

begin();
