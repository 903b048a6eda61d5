// The legend: every class with its bounds and how many districts are in it, and how the classes were made.
import { find, make } from "../courier/dom.js";
import { say } from "../courier/told.js";
import { changed, sized, unitOf, worded } from "./figures.js";
import { NO_DATA, OPACITY } from "./classes.js";

function entry(color, words, count) {
  const swatch = make("i", { class: color === NO_DATA ? "swatch none" : "swatch", "aria-hidden": "true" });
  if (color !== NO_DATA) swatch.style.background = `color-mix(in srgb, ${color} ${OPACITY * 100}%, var(--map-paper))`;
  return make("li", {}, swatch, make("span", {}, words), make("small", {}, say("areas_n", { n: count })));
}

export function showLegend(classes, { metric, demandUnit, method }) {
  const unit = unitOf(metric, demandUnit),
    suffix = metric.form === "share" || !unit ? "" : ` (${unit})`;
  const { lines, zero, none, isChange } = classes;
  const said = isChange ? (value) => changed(value, metric) : (value) => sized(value, metric);
  const entries = lines.map(({ color, low, high, count }) => [color, `${said(low)} – ${said(high)}`, count]);
  if (zero.count)
    entries.splice(isChange ? lines.length / 2 : 0, 0, [
      zero.color,
      isChange ? say("no_change") : say("nothing"),
      zero.count,
    ]);
  find("legend-title").textContent = `${isChange ? `${say("change")}: ` : ""}${worded(metric.label)}${suffix}`;
  find("legend-list").replaceChildren(
    ...entries.map((each) => entry(...each)),
    ...(none.count ? [entry(NO_DATA, say("no_data"), none.count)] : []),
  );
  find("legend-method").textContent = isChange ? say("method_change") : say(`method_${method}`);
}
