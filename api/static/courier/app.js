// The finder: a place, what is needed, how one goes; the list follows whatever changes.
import * as api from "./api.js";
import { showKeptCard } from "./card.js";
import { find } from "./dom.js";
import { forgetKept, keepAround, nearestKept, note } from "./kept.js";
import { showReports } from "./my_reports.js";
import { choice, notice, panel } from "./panels.js";
import { forgetPlace, lastPlace, locate, remember, setting } from "./place.js";
import { keepSending } from "./reports.js";
import { openSearch } from "./search.js";
import { row, stationOf } from "./station_row.js";
import { say } from "./told.js";
import { ago, distance } from "./words.js";

const STALE_S = 600; // the service answers on while its database is away
const FAR_M = 30_000; // nobody rides farther for a rest
const NEEDS = "yizhan.needs";
const asked = { place: null, needs: new Set(), openOnly: true, mode: "ebike", order: "distance", group: "" };
const chips = [...document.querySelectorAll("[data-need]")];
let stations = [], map = null, latest = 0;

function show({ status = "", above = [], found = [] }) {
  stations = found;
  find("welcome").hidden = true;
  find("status").textContent = status;
  find("status").classList.toggle("settled", found.length > 0); // said aloud; the list itself is there to see
  find("notice").replaceChildren(...above);
  find("rows").replaceChildren(...found.map((station, rank) => row(station, { ...asked, isFirst: rank === 0 })));
  find("small-print").textContent = say("estimate");
  find("small-print").hidden = found.length === 0;
  map?.show(asked.place, found);
}

const again = () => choice("again", "try_again", look, true);
const searching = (main = false) => choice("search", "search_place", () => openSearch(goTo), main);

function counted(found) {
  if (found.length === 1) return say("found_one");
  return say(found.length >= 30 ? "found_more" : "found", { n: found.length });
}

function showFound(found, above) {
  const far = found.length > 0 && found[0].distance_m > FAR_M;
  if (far) return show({ above: [panel("far", [searching(true)], { distance: distance(found[0].distance_m) })] });
  return found.length === 0 ? showNone(above) : show({ status: counted(found), above, found });
}

function showNone(above) {
  if (asked.needs.size === 0 && !asked.openOnly) return show({ above: [...above, panel("empty", [searching(true)])] });
  const actions = [
    asked.needs.size ? choice("close", "drop_needs", () => { asked.needs.clear(); press(); look(); }, true) : null,
    asked.openOnly ? choice("clock", "show_closed", () => { asked.openOnly = false; press(); look(); }, !asked.needs.size) : null,
  ];
  return show({ above: [...above, panel("none", actions.filter(Boolean))] });
}

async function showKept(isDown) {
  const when = await note();
  if (!when) return show({ above: [panel(isDown ? "down" : "offline", [again(), searching()])] });
  const above = [notice(say(isDown ? "kept_down" : "kept_offline", { ago: ago(when.at) }))];
  return showFound(await nearestKept(asked.place, asked), above);
}

function atPlace(isKnown) {
  for (const id of ["around", "ways", "map-switch"]) find(id).hidden = !isKnown;
}

async function look() {
  const { place } = asked, turn = ++latest;
  if (!place) return;
  atPlace(true);
  find("where").textContent = place.name ?? say("here");
  if (stations.length === 0) find("status").classList.remove("settled");
  find("status").textContent = say("asking");
  try {
    const { features, age_s } = await api.nearest(place, asked);
    if (turn !== latest) return;
    const above = age_s > STALE_S ? [notice(say("stale", { ago: ago(Date.now() - age_s * 1000) }))] : [];
    showFound(features.map(stationOf), above);
    keepAround(place).catch(() => undefined); // another time; the list is there
  } catch (problem) {
    if (turn !== latest) return;
    const isRefused = problem instanceof api.Problem && problem.status < 500;
    if (isRefused) show({ above: [panel("down", [again()])] });
    else await showKept(problem instanceof api.Problem);
  }
}

function goTo(place) {
  asked.place = place;
  remember(place);
  look();
  find("main").scrollTo(0, 0);
}

async function goHere() {
  find("welcome").hidden = true;
  find("notice").replaceChildren();
  find("status").classList.remove("settled");
  find("status").textContent = say("locating");
  try {
    goTo(await locate());
  } catch ({ message }) {
    show({ above: [panel(message, [searching(true), message === "insecure" ? null : choice("locate", "try_again", goHere)].filter(Boolean))] });
    atPlace(false);
  }
}

async function forget() {
  latest++;
  asked.place = null;
  forgetPlace();
  await forgetKept();
  show({ status: say("forgotten") });
  atPlace(false);
  find("welcome").hidden = false;
}

function press() {
  for (const chip of chips) chip.setAttribute("aria-pressed", asked.needs.has(chip.dataset.need));
  find("open-only").setAttribute("aria-pressed", asked.openOnly);
  try { sessionStorage.setItem(NEEDS, JSON.stringify([...asked.needs])); } catch { /* storage is shut off: no matter */ }
}

function toggle(need) {
  if (!asked.needs.delete(need)) asked.needs.add(need);
  press();
  look();
}

async function switchMap() {
  const isOn = document.body.classList.toggle("mapped");
  find("map-switch").setAttribute("aria-pressed", isOn);
  find("map-offer").hidden = isOn;
  if (!isOn || map) return map?.resize();
  try {
    const { openMap } = await import("./map.js");
    map = await openMap(find("map-pane"), asked.place);
    map.show(asked.place, stations);
  } catch {
    find("map-offer").hidden = false;
    find("map-offer").querySelector("p").textContent = say("map_failed");
  }
}

function listen() {
  for (const chip of chips) chip.addEventListener("click", () => toggle(chip.dataset.need));
  find("open-only").addEventListener("click", () => { asked.openOnly = !asked.openOnly; press(); look(); });
  find("locate").addEventListener("click", goHere);
  find("search").addEventListener("click", () => openSearch(goTo));
  find("forget").addEventListener("click", forget);
  for (const id of ["map-switch", "map-show"]) find(id).addEventListener("click", switchMap);
  for (const radio of document.querySelectorAll(".modes input")) {
    radio.checked = radio.value === asked[radio.name];
    radio.addEventListener("change", () => { asked[radio.name] = radio.value; setting(radio.name, radio.value); look(); });
  }
  find("group").addEventListener("change", ({ target }) => { asked.group = target.value; setting("group", asked.group); look(); });
  addEventListener("online", look);
}

async function showMine() {
  find("mine").hidden = await showReports(find("my-reports")) === 0;
}

function recall() {
  for (const name of ["mode", "order"]) asked[name] = setting(name) ?? asked[name];
  asked.group = find("group").value = setting("group") ?? "";
  try { asked.needs = new Set(JSON.parse(sessionStorage.getItem(NEEDS) ?? "[]")); } catch { asked.needs.clear(); }
  asked.place = lastPlace();
  if (asked.place && !asked.place.name) asked.place.name = say("last_here");
}

recall();
listen();
press();
const code = location.pathname.match(/^\/s\/([^/]+)/)?.[1]; // without a network, this page stands in for a station's own
if (code) showKeptCard(decodeURIComponent(code), show);
else look();
keepSending(showMine);
navigator.serviceWorker?.register("/sw.js").catch(() => undefined);
