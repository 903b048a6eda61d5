// What if: stations added, moved, closed or open longer; the difference by district; scenarios kept, compared, shared.
import { find, make } from "../courier/dom.js";
import { say } from "../courier/told.js";
import * as api from "./api.js";
import { hoursField } from "./hours_field.js";
import { showScenarios } from "./scenarios.js";
import { change, state } from "./state.js";

const ALWAYS = "24/7",
  DAYTIME = "08:00-22:00";

export const withEdit = (edit) => change({ edits: [...state.edits, edit], tab: "try" });
const without = (at) => change({ edits: state.edits.filter((_, place) => place !== at) });
const altered = (at, edit) => change({ edits: state.edits.map((each, place) => (place === at ? edit : each)) });

export const newStation = ({ lon, lat }) => ({
  add: { lon: Number(lon.toFixed(5)), lat: Number(lat.toFixed(5)), needs: "all", hours: ALWAYS },
});

// What a remedy or a step of a plan comes down to.
export function editOf({ action, station_id: id, lon, lat }) {
  if (action === "extend") return { hours: { id, hours: ALWAYS } };
  if (action === "equip") return { equip: { id, needs: state.needs } };
  return newStation({ lon, lat });
}

export async function tryStation(id, what) {
  if (what === "close") return withEdit({ close: id });
  if (what === "hours") return withEdit({ hours: { id, hours: DAYTIME } });
  const { lon, lat } = await api.stationPlace(id);
  return withEdit({ move: { id, lon: Number(lon.toFixed(5)), lat: Number(lat.toFixed(5)) } });
}

const idOf = (edit) => edit.close ?? (edit.move ?? edit.hours ?? edit.equip)?.id ?? null;

function named(edit) {
  const place = make("bdi", { dir: "auto" }, "…"),
    id = idOf(edit);
  if (id === null) return null;
  api
    .station(id)
    .then(({ name }) => {
      place.textContent = name;
    })
    .catch(() => {
      place.textContent = String(id);
    });
  return place;
}

const verb = (edit) => say(`edit_${Object.keys(edit)[0]}`);
const where = ({ lon, lat }) =>
  make("p", { class: "fact" }, `${lon.toFixed(5)}, ${lat.toFixed(5)} · ${say("drag_it")}`);

function editCard(edit, at) {
  const of = edit.add ?? edit.hours;
  const setHours = (hours) =>
    altered(at, edit.add ? { add: { ...edit.add, hours } } : { hours: { ...edit.hours, hours } });
  return make(
    "li",
    { class: "edit" },
    make(
      "p",
      {},
      make("b", { class: "rank" }, String(at + 1)),
      `${verb(edit)} `,
      named(edit) ?? "",
      make(
        "button",
        {
          type: "button",
          class: "small",
          "aria-label": say("undo_n", { n: at + 1 }),
          on: { click: () => without(at) },
        },
        say("undo"),
      ),
    ),
    edit.add || edit.move ? where(edit.add ?? edit.move) : null,
    of ? hoursField(of.hours, setHours) : null,
  );
}

const chip = (words, click, more = {}) =>
  make("button", { type: "button", class: "chip", ...more, on: { click } }, words);

function picker(stations) {
  const options = stations.map(({ properties }) => make("option", { value: properties.station_id }, properties.name));
  const select = make("select", { id: "try-station", "aria-label": say("a_station") }, ...options);
  const act = (what, words) => chip(words, () => tryStation(Number(select.value), what));
  return options.length === 0
    ? null
    : make(
        "div",
        { class: "field" },
        select,
        act("hours", say("try_hours")),
        act("move", say("try_move")),
        act("close", say("try_close")),
      );
}

// Without a map nothing is placed on it: `center` is null then.
export function showEdits({ stations, center, isPlacing, place }) {
  find("try-tools").replaceChildren(
    make("p", { class: "lead-in" }, say("try_lead")),
    make(
      "div",
      { class: "chips" },
      center ? chip(say("place_new"), place, { id: "place-new", "aria-pressed": isPlacing }) : null,
      center ? chip(say("place_center"), () => withEdit(newStation(center()))) : null,
      state.edits.length ? chip(say("undo_all"), () => change({ edits: [] })) : null,
    ),
    picker(stations) ?? "",
  );
  find("try-edits").replaceChildren(...state.edits.map(editCard));
  showScenarios();
}
