// A station as the finder knows it, and as a row of the list.
import { entryWords, isWelcome } from "./access.js";
import { icon, isolated, make } from "./dom.js";
import { listed, named, say, told } from "./told.js";
import { distance, duration, opening, partlyRead, verified } from "./words.js";

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

// Whether nothing that is known, or not known, speaks against going there.
function isSure(station, { needs, group }) {
  const { state, parse } = station.opening;
  return (state === "open" || state === "closing_soon") && parse !== "partial" && meets(station, needs)
    && isWelcome(station.access, group);
}

export function row(station, { needs, group, isFirst }) {
  const { state } = station.opening;
  return make("li", { class: `row ${state}` },
    isFirst && isSure(station, { needs, group }) ? make("p", { class: "first" }, say("first_choice")) : null,
    time(station),
    make("div", {},
      make("h3", {}, make("a", { href: `/s/${station.code}` }, isolated(station.name))),
      line(`s-${state}`, `opening ${state}`, opening(station.opening, { atArrival: Boolean(station.arrives_at) })),
      line("a-unknown", "partly", partlyRead(station.opening)),
      has(station, needs), perhaps(station, needs),
      line("door", "who", entryWords(station).join(" · ")),
      make("p", { class: "seen" }, because(station, needs))));
}
