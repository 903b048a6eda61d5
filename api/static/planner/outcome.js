// What the changes tried would do: before, after, gained, lost, for the whole and by district.
import { find, isolated, make } from "../courier/dom.js";
import { say } from "../courier/told.js";
import { number } from "./explain.js";
import { amount, changed, percent, worded } from "./figures.js";

const POINTS = { form: "share" };

export const outcomeWords = (row, unit) =>
  say("try_words", {
    before: amount(row.before_sure),
    gained: amount(row.gained_sure),
    lost: amount(row.lost_sure),
    after: amount(row.after_sure),
    of: amount(row.weight),
    unit,
  });

const points = (row, which) => (row.weight > 0 ? row[which] / row.weight : null);

export const gainOf = (row) => (row.weight > 0 ? (row.after_sure - row.before_sure) / row.weight : null);

function outcome(row, unit) {
  const before = points(row, "before_sure"),
    after = points(row, "after_sure");
  if (before === null) return make("p", { class: "fact" }, say("nobody_here", { unit }));
  const words = outcomeWords(row, unit);
  return make(
    "div",
    { class: "outcome" },
    make(
      "p",
      { class: "great" },
      number(`${percent(before)} → ${percent(after)}`, { metric: "covered_sure", row, words }),
    ),
    make("p", { class: "great-said" }, words),
    make(
      "p",
      { class: "fact" },
      say("try_may", { before: percent(points(row, "before_may")), after: percent(points(row, "after_may")) }),
    ),
  );
}

function line(row, handlers) {
  const difference = row.after_sure - row.before_sure,
    gain = gainOf(row);
  const words = outcomeWords(row, "");
  return make(
    "tr",
    {
      "data-adcode": row.adcode,
      class: difference > 0 ? "up" : difference < 0 ? "down" : "",
      on: { mouseenter: () => handlers.hover(row.adcode), mouseleave: () => handlers.hover(null) },
    },
    make("th", { scope: "row" }, isolated(row.name)),
    make("td", {}, `${amount(row.before_sure)} → ${amount(row.after_sure)}`),
    make("td", {}, number(changed(difference, { form: "amount" }), { metric: "covered_sure", row, words })),
    make("td", {}, gain === null ? "–" : changed(gain, POINTS)),
  );
}

export function showOutcome(answer, { level, handlers }) {
  const box = find("try-outcome");
  if (!answer) {
    box.replaceChildren(make("p", { class: "fact" }, say("nothing_tried")));
    return;
  }
  const unit = worded(answer.unit),
    [whole] = answer.areas;
  const rows = answer.areas
    .filter((row) => row.level === level)
    .sort((one, two) => two.after_sure - two.before_sure - (one.after_sure - one.before_sure));
  box.replaceChildren(
    outcome(whole, unit),
    make(
      "div",
      { class: "scroll" },
      make(
        "table",
        { class: "ranking" },
        make("caption", { class: "hidden-text" }, say("difference")),
        make(
          "thead",
          {},
          make(
            "tr",
            {},
            ...[say("area"), `${say("before_after")} (${unit})`, say("change"), say("change_points")].map((words) =>
              make("th", { scope: "col" }, words),
            ),
          ),
        ),
        make("tbody", {}, ...rows.map((row) => line(row, handlers))),
      ),
    ),
  );
}
