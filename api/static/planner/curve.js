// A district over the hours of the week: what is surely covered as an area, what may be as a hatched band above it.
import { make } from "../courier/dom.js";
import { say } from "../courier/told.js";
import { percent } from "./figures.js";
import { day, hourWords } from "./strip.js";

const SVG = "http://www.w3.org/2000/svg";
const WIDTH = 416,
  HEIGHT = 132,
  LEFT = 34,
  BOTTOM = 18,
  TOP = 8,
  HOURS = 168,
  DAYS = 7;

function draw(tag, attributes, ...inside) {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...inside);
  return element;
}

const x = (hour) => LEFT + ((WIDTH - LEFT - 4) * hour) / HOURS;
const y = (share) => TOP + (HEIGHT - TOP - BOTTOM) * (1 - share);
const stairs = (shares) =>
  shares
    .map(
      (share, hour) => `${x(hour).toFixed(1)},${y(share).toFixed(1)} ${x(hour + 1).toFixed(1)},${y(share).toFixed(1)}`,
    )
    .join(" ");
const backwards = (points) => points.split(" ").reverse().join(" ");

function scale() {
  const lines = [0, 0.5, 1].flatMap((share) => [
    draw("line", { x1: LEFT, x2: WIDTH - 4, y1: y(share), y2: y(share), class: "grid" }),
    draw("text", { x: LEFT - 5, y: y(share) + 4, "text-anchor": "end" }, `${share * 100}%`),
  ]);
  const days = Array.from({ length: DAYS }, (_, number) => [
    draw("line", { x1: x(number * 24), x2: x(number * 24), y1: TOP, y2: HEIGHT - BOTTOM, class: "grid" }),
    draw("text", { x: x(number * 24 + 12), y: HEIGHT - 4, "text-anchor": "middle" }, day(number)),
  ]);
  return [...lines, ...days.flat()];
}

const least = (shares) => shares.indexOf(Math.min(...shares)),
  most = (shares) => shares.indexOf(Math.max(...shares));

function summary(sure) {
  const low = least(sure),
    high = most(sure);
  if (percent(sure[low]) === percent(sure[high])) return say("curve_constant", { share: percent(sure[low]) });
  return say("curve_summary", {
    low: percent(sure[low]),
    low_at: hourWords(low),
    high: percent(sure[high]),
    high_at: hourWords(high),
  });
}

function byDay(sure, may) {
  const rows = Array.from({ length: DAYS }, (_, number) => {
    const part = sure.slice(number * 24, number * 24 + 24),
      perhaps = may.slice(number * 24, number * 24 + 24);
    const said = (find) => `${percent(part[find(part)])} (${String(find(part)).padStart(2, "0")}:00)`;
    return make(
      "tr",
      {},
      make("th", { scope: "row" }, day(number)),
      make("td", {}, said(least)),
      make("td", {}, said(most)),
      make("td", {}, percent(Math.max(...perhaps))),
    );
  });
  return make(
    "details",
    { class: "as-table" },
    make("summary", {}, say("as_table")),
    make(
      "table",
      { class: "ranking" },
      make(
        "thead",
        {},
        make(
          "tr",
          {},
          make("th", { scope: "col" }, say("day")),
          make("th", { scope: "col" }, say("lowest")),
          make("th", { scope: "col" }, say("highest")),
          make("th", { scope: "col" }, say("highest_may")),
        ),
      ),
      make("tbody", {}, ...rows),
    ),
  );
}

// The curve with its words and its table, of demand that is enough for shares.
export function curve({ weight, covered_sure, covered_may }, hour, chosen) {
  const share = (covered) => covered.map((each, at) => (weight[at] > 0 ? each / weight[at] : 0));
  const sure = share(covered_sure),
    may = share(covered_may),
    line = stairs(sure),
    top = stairs(may);
  const svg = draw(
    "svg",
    { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: "img", "aria-label": summary(sure), class: "curve" },
    draw("polygon", { points: `${line} ${backwards(top)}`, class: "may" }),
    draw("polygon", { points: `${x(0)},${y(0)} ${line} ${x(HOURS)},${y(0)}`, class: "sure" }),
    draw("polyline", { points: top, class: "may-line" }),
    draw("polyline", { points: line, class: "sure-line" }),
    ...scale(),
    ...(hour === null
      ? []
      : [draw("line", { x1: x(hour + 0.5), x2: x(hour + 0.5), y1: TOP - 4, y2: HEIGHT - BOTTOM, class: "now" })]),
  );
  svg.addEventListener("click", ({ clientX }) => {
    const box = svg.getBoundingClientRect(),
      at = (((clientX - box.left) / box.width) * WIDTH - LEFT) / (WIDTH - LEFT - 4);
    if (at >= 0 && at < 1) chosen(Math.floor(at * HOURS));
  });
  return make("figure", {}, svg, make("figcaption", { class: "small-print" }, summary(sure)), byDay(sure, may));
}
