// The finder: a place, what is needed, how one goes; the list follows whatever changes.
import * as api from "./api.js";
import { showKeptCard } from "./card.js";
import { find } from "./dom.js";
import { forgetKept, keepAround, nearestKept, note } from "./kept.js";
import { nothingAround, tooMuch } from "./missing.js";
import { showReports } from "./my_reports.js";
import { choice, notice, panel } from "./panels.js";
import { forgetPlace, lastPlace, locate, remember, setting } from "./place.js";
import { keepSending } from "./reports.js";
import { openSearch } from "./search.js";
import { row, stationOf } from "./station_row.js";
import { say } from "./told.js";
import { ago, distance } from "./words.js";

const STALE_S = 600; // the service answers on while its database is away
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
  find("small-print").textContent = `${status} · ${say("estimate")}`; // why the list ends there, and what its minutes are
  find("small-print").hidden = found.length === 0;
  map?.show(asked.place, found);
}

const again = () => choice("again", "try_again", look, true);
const searching = (main = false) => choice("search", "search_place", () => openSearch(goTo), main);

function counted(found, within) {
  const n = found.length;
  if (n === 1) return say("found_one", { within });
  if (n < api.MOST) return say("found", { n, within });
  return say(asked.order === "useful" ? "found_useful" : "found_nearest", { n });
}

function showFound(found, above, within) {
  if (found.length === 0) return show({ above: [...above, tooMuch(asked, within, relax)] });
  return show({ status: counted(found, within), above, found });
}

function relax(without) {
  Object.assign(asked, without);
  find("group").value = asked.group;
  setting("group", asked.group);
  press();
  look();
}

async function showKept(isDown) {
  const when = await note(), isAround = (await nearestKept(asked.place, api.ANYTHING)).length > 0;
  if (!isAround) return show({ above: [panel(isDown ? "down" : "offline", [again(), searching()])] });
  const above = [notice(say(isDown ? "kept_down" : "kept_offline", { ago: ago(when.at) }))];
  return showFound(await nearestKept(asked.place, asked), above, say("among_kept"));
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
    const nearest = features.length ? null : await api.nearestOfAll(place);
    if (turn !== latest) return;
    const above = age_s > STALE_S ? [notice(say("stale", { ago: ago(Date.now() - age_s * 1000) }))] : [];
    const isAround = features.length || nearest?.properties.distance_m <= api.FAR_M;
    if (isAround) showFound(features.map(stationOf), above, say("within", { far: distance(api.FAR_M) }));
    else show({ above: [...above, nothingAround(nearest, [searching(true)])] });
    keepAround(place).catch(() => undefined); // another time; the list is there
  } catch (problem) {
    if (turn !== latest) return;
    const isRefused = problem instanceof api.Problem && problem.status < 500;
    if (isRefused) show({ above: [panel("down", [again()])] });
    else await showKept(problem instanceof api.Problem);
  }
}

// On a small screen the conditions fill it: what was found is brought before them.
const reveal = () => find("results").scrollIntoView({ block: "start" });

async function goTo(place) {
  asked.place = place;
  remember(place);
  await look();
  reveal();
}

async function goHere() {
  find("welcome").hidden = true;
  find("notice").replaceChildren();
  find("status").classList.remove("settled");
  find("status").textContent = say("locating");
  reveal();
  await locate().then(goTo, sayWhyNot);
}

function sayWhyNot({ message }) {
  const further = message === "insecure" ? [] : [choice("locate", "try_again", goHere)];
  show({ above: [panel(message, [searching(true), ...further])] });
  atPlace(false);
  reveal();
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
  if (isOn) find("map-pane").scrollIntoView({ block: "nearest" });
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
if (code) {
  showKeptCard(decodeURIComponent(code), show);
} else {
  look();
  addEventListener("online", look);
  keepSending(showMine);
}
navigator.serviceWorker?.register("/sw.js").catch(() => undefined);
