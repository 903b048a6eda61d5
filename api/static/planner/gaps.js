// Where people are that no station surely serves: as a list with reasons, and on the map.
import { find, isolated, make } from "../courier/dom.js";
import { named, say } from "../courier/told.js";
import * as api from "./api.js";
import { defined, number } from "./explain.js";
import { amount, metres, sayN, worded } from "./figures.js";

const MOST_SHOWN = 60;

function remedyWords(remedy, unit) {
  const gain = say("adds", { n: amount(remedy.gain), unit });
  return `${named("plan_actions", remedy.action)}${remedy.is_known === false ? say("ask_first") : ""} · ${gain}`;
}

const linkTo = ({ name, code }) =>
  make("a", { href: `/s/${encodeURIComponent(code)}`, target: "_blank", rel: "noopener" }, isolated(name));

// The nearest station by name: at once if the run knows it, else as soon as it is told; its distance at once.
function nearestWords({ nearest_id: id, nearest_m: m, nearest_way: way }, stationOf) {
  if (id === null) return make("p", { class: "fact" }, say("no_station_near"));
  const known = stationOf(id),
    place = make("span", {}, known ? linkTo(known) : "…");
  if (!known)
    api
      .station(id)
      .then((told) => place.replaceChildren(linkTo(told)))
      .catch(() => place.replaceChildren(String(id)));
  const far = `${say("metres", { n: metres(m) })}${way === "straight" ? say("straight_line") : ""}`;
  return make("p", { class: "fact" }, `${say("nearest")} `, place, ` · ${far}`);
}

const tryIt = (remedy, handlers) =>
  make("button", { type: "button", class: "small", on: { click: () => handlers.tryRemedy(remedy) } }, say("try_it"));

// A gap, called by its place where that is told, else by its district.
export function gapCard({ properties: gap }, { unit, areaName, handlers }) {
  const place = worded(gap.where),
    area = areaName(gap.adcode) ?? say("outside");
  const words = sayN("gap_words", gap.cells, { weight: amount(gap.weight), unit, km2: amount(gap.area_km2) });
  return make(
    "li",
    {
      class: "gap",
      "data-rank": gap.rank,
      on: {
        mouseenter: () => handlers.hoverGap(gap.rank),
        mouseleave: () => handlers.hoverGap(null),
        focusin: () => handlers.hoverGap(gap.rank),
        focusout: () => handlers.hoverGap(null),
      },
    },
    make(
      "h3",
      {},
      make(
        "button",
        { type: "button", class: "name", on: { click: () => handlers.openGap(gap.rank) } },
        `${gap.rank}. `,
        isolated(place || area),
      ),
      place && place !== area ? make("small", {}, " ", isolated(area)) : null,
    ),
    make(
      "p",
      { class: "big" },
      number(`${amount(gap.weight)} ${unit}`, { metric: defined("gap", "gap_formula"), words }),
      gap.weight_may > 0 ? make("small", {}, ` ${say("gap_may", { n: amount(gap.weight_may) })}`) : null,
    ),
    make("p", { class: `reason ${gap.reason}` }, named("gap_reasons", gap.reason)),
    nearestWords(gap, handlers.stationOf),
    gap.remedy
      ? make(
          "p",
          { class: "fact" },
          make("b", {}, say("best")),
          " ",
          remedyWords(gap.remedy, unit),
          tryIt(gap.remedy, handlers),
        )
      : null,
  );
}

export function showGaps(features, { unit, areaName, handlers, total }) {
  find("gaps-list").replaceChildren(
    ...features.slice(0, MOST_SHOWN).map((feature) => gapCard(feature, { unit, areaName, handlers })),
  );
  const all = features.reduce((sum, { properties }) => sum + properties.weight, 0);
  find("gaps-said").textContent = features.length
    ? sayN("gaps_said", features.length, { weight: amount(all), unit, total: amount(total) })
    : total > 0
      ? say("no_gaps")
      : say("nobody_here", { unit });
  find("gaps-rest").textContent =
    features.length > MOST_SHOWN ? say("and_more", { n: features.length - MOST_SHOWN }) : "";
}

export function markGap(rank) {
  for (const entry of find("gaps-list").children)
    entry.classList.toggle("hovered", Number(entry.dataset.rank) === rank);
}
