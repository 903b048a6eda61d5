// A station as the finder knows it, and as a row of the list.
import { icon, isolated, make } from "./dom.js";
import { listed, named, say, told } from "./told.js";
import { distance, duration, opening, verified } from "./words.js";

// Where the service gives no time of travel: straight metres, with a way round, at a usual speed.
const DETOUR = 1.3;
const SPEED_M_S = { walk: 1.3, ebike: 4.2, drive: 5.6 };

export function stationOf({ geometry, properties }) {
  const { code, name, address, distance_m, travel_time_s, arrives_at, opening: hours, needs, amenities, access,
    verified_at } = properties;
  return { code, name, address, distance_m, travel_time_s, arrives_at, opening: hours, needs, amenities,
    access: access ?? null, verified_at,
    lon: geometry.coordinates[0], lat: geometry.coordinates[1] };
}

export const travelTime = ({ travel_time_s: given, distance_m: metres }, mode) => given ?? metres * DETOUR / SPEED_M_S[mode];

function time(station, mode) {
  const { number, unit } = duration(travelTime(station, mode));
  return make("div", { class: "time" }, make("b", number.length > 3 ? { class: "long" } : {}, number), unit,
    make("small", {}, distance(station.distance_m)));
}

function has({ needs }, wanted) {
  const there = Object.keys(told.codes.needs).filter((code) => needs[code] === "yes");
  if (there.length === 0) return null;
  const words = [...there.filter((code) => wanted.has(code)), ...there.filter((code) => !wanted.has(code))]
    .flatMap((code) => [make(wanted.has(code) ? "b" : "span", {}, named("needs", code)), " "]);
  return make("p", { class: "has" }, icon("check"),
    make("span", {}, make("span", { class: "hidden-text" }, `${say("has")} `), ...words));
}

function perhaps({ needs }, wanted) {
  const unknown = [...wanted].filter((code) => needs[code] !== "yes").map((code) => named("needs", code));
  return unknown.length === 0 ? null
    : make("p", { class: "perhaps" }, icon("a-unknown"), make("span", {}, say("perhaps", { what: listed(unknown) })));
}

function who({ audience, worker_groups: groups = [] }) {
  if (groups.length) return say("for_groups", { groups: listed(groups.map((code) => named("worker_groups", code))) });
  return audience ? named("audiences", audience) : say("who_unknown");
}

// Who may enter and how, the weightiest first; nothing where the service did not say anything about it.
export function entryWords({ access, amenities }) {
  if (!access) return [];
  const { entry = [], register_first, guard_gate, fee, ebike_inside, floor } = access;
  const parking = access.parking ?? amenities?.ebike_parking;
  return [
    who(access),
    ...entry.map((code) => named("entry_methods", code)),
    register_first ? say("register_first") : null,
    fee && fee !== "free" ? say("fee", { fee }) : null,
    parking === "yes" ? say("can_park") : null,
    /^-?\d+$/.test(floor) ? say("floor", { floor }) : floor, // lists say 2, 2层 or B1
    ebike_inside ? say("ebike_inside") : null,
    guard_gate ? say("gate") : null,
  ].filter(Boolean);
}

function line(name, className, text) {
  return text ? make("p", { class: className }, icon(name), isolated(text)) : null;
}

export function row(station, { mode, needs, isFirst }) {
  const { state } = station.opening;
  const isSure = isFirst && (state === "open" || state === "closing_soon");
  return make("li", { class: `row ${state}` },
    isSure ? make("p", { class: "first" }, say("first_choice")) : null,
    time(station, mode),
    make("div", {},
      make("h3", {}, make("a", { href: `/s/${station.code}` }, isolated(station.name))),
      line(`s-${state}`, `opening ${state}`, opening(station.opening, { atArrival: Boolean(station.arrives_at) })),
      has(station, needs), perhaps(station, needs),
      line("door", "who", entryWords(station).join(" · ")),
      make("p", { class: "seen" }, verified(station.verified_at))));
}
