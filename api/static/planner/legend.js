// The legend: every class with its bounds and how many districts are in it, and how the classes were made.
import { find, make } from "../courier/dom.js";
import { say } from "../courier/told.js";
import { bound, lackSentence, unitOf, worded } from "./figures.js";
import { EMPTY, hatchOf, NO_DATA, OPACITY } from "./classes.js";

function entry(swatch, words, count) {
  return make("li", {}, swatch, make("span", {}, words), make("small", {}, say("areas_n", { n: count })));
}

function coloured(color) {
  const swatch = make("i", { class: "swatch", "aria-hidden": "true" });
  swatch.style.background = `color-mix(in srgb, ${color} ${OPACITY * 100}%, var(--map-paper))`;
  return swatch;
}

// One hatching for districts in which there is nothing to serve, one for those of which nothing is said; each with why.
const hatched = (lacks) =>
  [EMPTY, NO_DATA]
    .map((hatch) => ({ hatch, own: lacks.filter((lack) => hatchOf(lack) === hatch) }))
    .filter(({ own }) => own.length)
    .map(({ hatch, own }) =>
      entry(
        make("i", { class: `swatch ${hatch}`, "aria-hidden": "true" }),
        [...new Set(own)].map(lackSentence).join(" · "),
        own.length,
      ),
    );

// `lacks` says of each district without a figure why it has none.
export function showLegend(classes, { metric, demandUnit, method, lacks }) {
  const unit = unitOf(metric, demandUnit),
    suffix = metric.form === "share" || !unit ? "" : ` (${unit})`;
  const { lines, zero, isChange = false } = classes;
  const said = (value) => bound(value, metric, { isChange });
  const entries = lines.map(({ color, low, high, count }) => [color, `${said(low)} – ${said(high)}`, count]);
  if (zero.count)
    entries.splice(isChange ? lines.length / 2 : 0, 0, [
      zero.color,
      isChange ? say("no_change") : say("nothing"),
      zero.count,
    ]);
  find("legend-title").textContent = `${isChange ? `${say("change")}: ` : ""}${worded(metric.label)}${suffix}`;
  find("legend-list").replaceChildren(
    ...entries.map(([color, words, count]) => entry(coloured(color), words, count)),
    ...hatched(lacks),
  );
  find("legend-method").textContent = isChange ? say("method_change") : say(`method_${method}`);
}
