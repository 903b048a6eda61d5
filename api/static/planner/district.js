// One district opened: how it stands, its curve over the hours, its gaps with reasons, its stations that fall short.
import { find, isolated, make } from "../courier/dom.js";
import { listed, named, say } from "../courier/told.js";
import { curve } from "./curve.js";
import { number } from "./explain.js";
import { amount, figure, lackSentence, lackWords, sized, unitOf, worded } from "./figures.js";
import { gapCard } from "./gaps.js";
import { askAgain } from "./standing.js";
import { change, state } from "./state.js";

const MOST_SHOWN = 12;
const KEY_FIGURES = ["covered_sure", "twice_sure", "mean_m", "answering_sure"];

function facts(row, metrics, reading, demandUnit) {
  return make(
    "dl",
    { class: "figures" },
    ...KEY_FIGURES.filter((key) => key in metrics).map((key) => {
      const metric = metrics[key],
        now = figure(row, metric, reading),
        unit = metric.form === "share" || now.lack ? "" : unitOf(metric, demandUnit);
      const value = now.value === null || now.lack === "off" ? "–" : amount(now.value),
        parts = metric.of ? `${value} / ${amount(now.of)}` : "";
      const band_ =
        now.sizeMay !== null && now.size !== null && now.sizeMay > now.size ? ` – ${sized(now.sizeMay, metric)}` : "";
      return make(
        "div",
        {},
        make("dt", {}, worded(metric.label)),
        make(
          "dd",
          {},
          number(now.lack ? lackWords(now.lack) : `${sized(now.size, metric)}${band_}`, {
            metric: key,
            row,
            figure: now,
          }),
          ` ${unit} `,
          parts ? make("small", {}, parts) : "",
        ),
      );
    }),
  );
}

export const faultWords = ({ faults, needs_lacking, needs_unknown }) =>
  listed(
    faults.map((code) => {
      const needs = { lacks_need: needs_lacking, need_unknown: needs_unknown }[code] ?? [];
      return needs.length
        ? `${named("station_faults", code)} (${listed(needs.map((need) => named("needs", need)))})`
        : named("station_faults", code);
    }),
  );

function stationCard({ properties: station }, { unit, handlers }) {
  const { station_id: id, code, name, answers, weight, weight_sole } = station;
  return make(
    "li",
    { class: `station ${answers}` },
    make(
      "p",
      {},
      make("i", { class: `dot ${answers}`, "aria-hidden": "true" }),
      make("a", { href: `/s/${encodeURIComponent(code)}`, target: "_blank", rel: "noopener" }, isolated(name)),
    ),
    make(
      "p",
      { class: "fact" },
      make("b", {}, say(`answers_${answers}`)),
      station.faults.length ? ` · ${faultWords(station)}` : "",
    ),
    make(
      "p",
      { class: "fact" },
      say("station_reach", { weight: amount(weight), sole: amount(weight_sole), unit }),
      make(
        "button",
        { type: "button", class: "small", on: { click: () => handlers.tryStation(id, "hours") } },
        say("try_hours"),
      ),
      make(
        "button",
        { type: "button", class: "small", on: { click: () => handlers.tryStation(id, "move") } },
        say("try_move"),
      ),
      make(
        "button",
        { type: "button", class: "small", on: { click: () => handlers.tryStation(id, "close") } },
        say("try_close"),
      ),
    ),
  );
}

function section(title, count, entries, none) {
  const rest = entries.length - MOST_SHOWN;
  return make(
    "section",
    {},
    make("h3", {}, title, make("small", {}, ` ${count}`)),
    entries.length
      ? make("ol", { class: "cards" }, ...entries.slice(0, MOST_SHOWN))
      : make("p", { class: "fact" }, none),
    rest > 0 ? make("p", { class: "small-print" }, say("and_more", { n: rest })) : null,
  );
}

// The hours of the district, or why they are not shown.
function hours(week, { lack, stopped }) {
  if (stopped) return askAgain(stopped);
  const waiting = week === undefined ? "curve_waiting" : week === null ? "no_curve" : "",
    words = waiting ? say(waiting) : lack && lackSentence(lack);
  return words ? make("p", { class: "fact" }, words) : curve(week, state.hour, (hour) => change({ hour }));
}

const WORST = { no: 0, may: 1, sure: 2 };

// Shows the district that is open in place of the ranking, or the ranking where none is.
export function showDistrict({ row, metrics, reading, demandUnit, lack, stopped, ...told }) {
  find("ranking").hidden = Boolean(row);
  find("district").hidden = !row;
  if (!row) return;
  const { week, gaps, stations, isWithin, areaName, handlers } = told;
  const unit = worded(demandUnit),
    ownGaps = gaps?.filter(({ properties }) => isWithin(properties.adcode, row.adcode));
  const own = stations?.filter(({ properties }) => properties.adcodes.includes(row.adcode));
  const failing = own
    ?.filter(({ properties }) => properties.answers !== "sure")
    .sort(
      (one, two) =>
        WORST[one.properties.answers] - WORST[two.properties.answers] ||
        two.properties.weight_sole - one.properties.weight_sole,
    );
  find("district").replaceChildren(
    make(
      "button",
      { type: "button", class: "small", on: { click: () => change({ open: "" }) } },
      `← ${say("back_to_table")}`,
    ),
    make("h2", { tabindex: -1 }, isolated(row.name)),
    facts(row, metrics, reading, demandUnit),
    make(
      "section",
      {},
      make("h3", {}, say("over_the_week")),
      hours(week, { lack, stopped: stopped.week }),
    ),
    ownGaps
      ? section(
          say("its_gaps"),
          ownGaps.length,
          ownGaps.map((gap) => gapCard(gap, { unit, areaName, handlers })),
          row.weight > 0 ? say("no_gaps") : say("nobody_here", { unit }),
        )
      : make(
          "section",
          {},
          make("h3", {}, say("gaps_and_stations")),
          stopped.keep ? askAgain(stopped.keep) : make("p", { class: "fact" }, say("gaps_waiting")),
        ),
    failing
      ? section(
          say("its_failing"),
          say("of_n", { n: failing.length, all: own.length }),
          failing.map((each) => stationCard(each, { unit, handlers })),
          say(own.length ? "none_failing" : "lack_no_stations"),
        )
      : "",
  );
}
