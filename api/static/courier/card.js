// A kept station, shown where its own page cannot be fetched.
import { entryWords } from "./access.js";
import { icon, isolated, make } from "./dom.js";
import { keptStation } from "./kept.js";
import { notice, choice } from "./panels.js";
import { reportForm, takeReports } from "./report_form.js";
import { named, say, told } from "./told.js";
import { ago, opening, partlyRead, verified } from "./words.js";

const ANSWERS = ["yes", "unknown", "no"];

function needs(station) {
  const answers = ANSWERS.flatMap((answer) => Object.keys(told.codes.needs)
    .filter((code) => (station.needs[code] ?? "unknown") === answer).map((code) => [code, answer]));
  return make("ul", { class: "needs" }, ...answers.map(([code, answer]) =>
    make("li", { class: answer }, icon(`a-${answer}`), make("b", {}, named("needs", code)))));
}

function fact(label, value) {
  return value ? make("div", {}, make("dt", {}, label), make("dd", {}, isolated(value))) : null;
}

function headline(station) {
  return station.is_paused ? say("closed_because", { why: named("operation", station.operation) }) : opening(station.opening);
}

function card(station) {
  const { state, raw } = station.opening;
  const partly = partlyRead(station.opening);
  const there = `${station.lat.toFixed(6)},${station.lon.toFixed(6)}`;
  return make("article", { class: "card" },
    make("h2", {}, isolated(station.name)),
    make("p", { class: `opening ${state}` }, icon(`s-${state}`), isolated(headline(station))),
    partly ? make("p", { class: "partly" }, icon("a-unknown"), isolated(partly)) : null,
    make("dl", { class: "facts" },
      fact(say("address"), station.address), fact(say("raw_hours"), raw), fact(say("getting_in"), entryWords(station).join(" · ")),
      fact(say("checked"), verified(station.verified_at))),
    needs(station),
    make("p", { class: "choices" }, make("a", { class: "action main", href: `geo:${there}?q=${there}` }, icon("go"),
      make("span", {}, say("open_in_app")))));
}

export async function showKeptCard(code, show) {
  const station = await keptStation(code.toUpperCase());
  const back = choice("back", "back", () => location.assign("/"));
  if (!station) {
    return show({ above: [make("div", { class: "panel", role: "alert" }, make("h2", {}, say("kept_gone_title")),
      make("p", {}, say("offline")), make("div", { class: "choices" }, back))] });
  }
  show({ above: [notice(say("kept_card", { ago: ago(station.kept_at) })), card(station), reportForm(), back] });
  return takeReports(station);
}
