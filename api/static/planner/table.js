// The ranked table of districts beside the map.
import { find, isolated, make } from "../courier/dom.js";
import { say } from "../courier/told.js";
import { number } from "./explain.js";
import { amount, changed, figure, lackWords, sized, unitOf, worded } from "./figures.js";
import { readingOther } from "./page.js";
import { change, state } from "./state.js";

// Rows of one level with their figures: `before` is the same figure of the run that this one is compared with.
export function ranked({ rows, metric, reading, other }) {
  const before = new Map((other?.rows ?? []).map((row) => [row.adcode, row]));
  const lines = rows.map((row) => {
    const now = figure(row, metric, reading),
      then = before.get(row.adcode);
    const old = then ? figure(then, metric, readingOther(other)) : null;
    return { row, now, old, difference: old && now.size !== null && old.size !== null ? now.size - old.size : null };
  });
  const [by, way] = (state.sort || "size-down").split("-");
  const value =
    {
      name: ({ row }) => row.name,
      size: ({ now }) => now.size,
      value: ({ now }) => now.value,
      change: ({ difference }) => difference,
    }[by] ?? (({ now }) => now.size);
  return lines.sort(
    (one, two) => order(value(one), value(two), way === "up" ? 1 : -1) || (one.row.adcode < two.row.adcode ? -1 : 1),
  );
}

function order(one, two, sign) {
  if (one === null || two === null) return (one === null) - (two === null); // what is not known stands last either way
  return typeof one === "string" ? sign * one.localeCompare(two, "zh-CN") : sign * (one - two);
}

function heading(by, words) {
  const [now, way] = (state.sort || "size-down").split("-"),
    isNow = now === by;
  const next = isNow && way === "down" ? "up" : "down";
  return make(
    "th",
    { scope: "col", class: by, "aria-sort": isNow ? (way === "down" ? "descending" : "ascending") : "none" },
    make(
      "button",
      { type: "button", on: { click: () => change({ sort: `${by}-${next}` }) } },
      words,
      make("span", { "aria-hidden": "true", class: "arrow" }, isNow ? (way === "down" ? " ↓" : " ↑") : ""),
    ),
  );
}

// How much is surely so, and how much more may be: a bar that also says it in figures beside it.
function bar({ size, sizeMay }) {
  const sure = make("i", { class: "sure" }),
    may = make("i", { class: "may" });
  sure.style.width = `${Math.min(100, (size ?? 0) * 100)}%`;
  may.style.width = `${Math.max(0, Math.min(100, ((sizeMay ?? size ?? 0) - (size ?? 0)) * 100))}%`;
  return make("span", { class: "bar", "aria-hidden": "true" }, sure, may);
}

function sizeCell({ row, now }, key, metric) {
  const facts = { metric: key, row, figure: now };
  if (now.lack)
    return make(
      "td",
      { class: "size" },
      number(lackWords(now.lack), facts),
      now.lack === "off" ? make("small", { class: "why" }, say("off_streets")) : null,
    );
  const band =
    metric.form === "share" && now.sizeMay !== null && now.sizeMay - now.size > 0.0005
      ? make("small", {}, say("up_to", { may: sized(now.sizeMay, metric) }))
      : null;
  return make(
    "td",
    { class: "size" },
    metric.form === "share" ? bar(now) : null,
    number(sized(now.size, metric), facts),
    band,
  );
}

function line(found, { key, metric, hasOther, handlers }) {
  const { row, now, old, difference } = found;
  const cells = [
    make(
      "th",
      { scope: "row" },
      make(
        "button",
        { type: "button", class: "name", on: { click: () => handlers.open(row.adcode) } },
        isolated(row.name),
      ),
    ),
    sizeCell(found, key, metric),
    metric.of
      ? make(
          "td",
          { class: "value" },
          now.value === null
            ? "–"
            : now.lack === "off"
              ? `– / ${amount(now.of)}`
              : number(`${amount(now.value)} / ${amount(now.of)}`, { metric: key, row, figure: now }),
        )
      : null,
    hasOther
      ? make(
          "td",
          { class: "change" },
          difference === null
            ? "–"
            : number(changed(difference, metric), {
                metric: key,
                row,
                figure: now,
                words: say("change_words", { before: sized(old.size, metric), after: sized(now.size, metric) }),
              }),
        )
      : null,
  ];
  return make(
    "tr",
    {
      "data-adcode": row.adcode,
      on: {
        mouseenter: () => handlers.hover(row.adcode),
        mouseleave: () => handlers.hover(null),
        focusin: () => handlers.hover(row.adcode),
        focusout: () => handlers.hover(null),
      },
    },
    ...cells,
  );
}

export function showTable({ lines, key, metric, demandUnit, hasOther, handlers }) {
  const unit = unitOf(metric, demandUnit);
  const head = make(
    "tr",
    {},
    heading("name", say("area")),
    heading(
      "size",
      metric.form === "share" ? say("share") : unit ? `${worded(metric.label)} (${unit})` : worded(metric.label),
    ),
    metric.of ? heading("value", unit ? `${say("of_all")} (${unit})` : say("of_all")) : null,
    hasOther ? heading("change", metric.form === "share" ? say("change_points") : say("change")) : null,
  );
  find("areas-head").replaceChildren(head);
  find("areas-body").replaceChildren(...lines.map((found) => line(found, { key, metric, hasOther, handlers })));
  find("areas-caption").textContent = worded(metric.label);
}

export function markRow(adcode) {
  for (const row of find("areas-body").rows) row.classList.toggle("hovered", row.dataset.adcode === adcode);
}
