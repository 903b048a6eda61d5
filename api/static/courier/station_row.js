// A station as the finder knows it, and as a row of the list.
import { icon, isolated, make } from "./dom.js";
import { listed, named, say, told } from "./told.js";
import { distance, duration, opening, verified } from "./words.js";

export function stationOf({ id, geometry: { coordinates: [lon, lat] }, properties }) {
  const { code, name, address, distance_m, travel_time_s, arrives_at, opening: hours, needs, amenities, access, why,
    verified_at } = properties;
  return { id, code, name, address, distance_m, travel_time_s, arrives_at, opening: hours, needs, amenities, access, why,
    verified_at, lon, lat };
}

function time(station) {
  const { number, unit } = duration(station.travel_time_s);
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

// Whom a station is for, null where nobody knows; as the service has it.
export const meantFor = ({ audience, public_facing }) => audience ?? (public_facing ? null : "host_staff");

function who(access) {
  const { worker_groups: groups } = access, audience = meantFor(access);
  if (groups.length) return say("for_groups", { groups: listed(groups.map((code) => named("worker_groups", code))) });
  return audience ? named("audiences", audience) : say("who_unknown");
}

// Who may enter and how, the weightiest first.
export function entryWords({ access, amenities }) {
  const { entry, register_first, guard_gate, fee, ebike_inside, floor } = access;
  return [
    who(access),
    ...entry.map((code) => named("entry_methods", code)),
    register_first ? say("register_first") : null,
    fee === "free" ? null : say("fee", { fee }),
    amenities.ebike_parking === "yes" ? say("can_park") : null,
    floor?.replace(/^(-?\d+)\s*[层楼F]?$/, (_, number) => say("floor", { floor: number })), // lists say 2, 2层, 2F or B1
    ebike_inside ? say("ebike_inside") : null,
    guard_gate ? say("gate") : null,
  ].filter(Boolean);
}

const meets = ({ needs }, wanted) => [...wanted].every((code) => needs[code] === "yes");

// Why it is a good answer, in the service's words: first its hours, which stand above with their end; then the needs,
// which are said of all together, so only where all are met; when it was verified.
function because(station, wanted) {
  const { why, verified_at } = station;
  if (!why) return verified(verified_at);
  return (meets(station, wanted) ? why.slice(1) : why.slice(-1)).map((reason) => reason[told.lang]).join(" · ");
}

function line(name, className, text) {
  return text ? make("p", { class: className }, icon(name), isolated(text)) : null;
}

export function row(station, { needs, isFirst }) {
  const { state } = station.opening;
  const isSure = isFirst && (state === "open" || state === "closing_soon") && meets(station, needs);
  return make("li", { class: `row ${state}` },
    isSure ? make("p", { class: "first" }, say("first_choice")) : null,
    time(station),
    make("div", {},
      make("h3", {}, make("a", { href: `/s/${station.code}` }, isolated(station.name))),
      line(`s-${state}`, `opening ${state}`, opening(station.opening, { atArrival: Boolean(station.arrives_at) })),
      has(station, needs), perhaps(station, needs),
      line("door", "who", entryWords(station).join(" · ")),
      make("p", { class: "seen" }, because(station, needs))));
}
