// What the changes tried would do: before, after, gained, lost, for the whole and by district.
import { find, isolated, make } from "../courier/dom.js";
import { say } from "../courier/told.js";
import { number } from "./explain.js";
import { amount, changed, lackSentence, percent, worded } from "./figures.js";
import { lackOf, shareOf } from "./page.js";
import { askAgain } from "./standing.js";

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

export const gainOf = (row) => shareOf(row.after_sure - row.before_sure, row);

function outcome(row, unit) {
  const lack = lackOf(row),
    words = outcomeWords(row, unit);
  if (lack === "no_demand") return make("p", { class: "fact" }, say("nobody_here", { unit }));
  const from = (which) => (lack ? amount(row[which]) : percent(shareOf(row[which], row)));
  return make(
    "div",
    { class: "outcome" },
    make(
      "p",
      { class: "great" },
      number(`${from("before_sure")} → ${from("after_sure")}${lack ? ` ${unit}` : ""}`, {
        metric: "covered_sure",
        row,
        words,
      }),
    ),
    make("p", { class: "great-said" }, words),
    make(
      "p",
      { class: "fact" },
      say("try_may", { before: from("before_may"), after: from("after_may") }),
    ),
    lack ? make("p", { class: "note" }, lackSentence(lack)) : null,
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

// Nothing where there is no answer yet; `stopped` tells why there will be none.
export function showOutcome(answer, { level, handlers, isAsked, stopped }) {
  const box = find("try-outcome");
  if (!answer) {
    box.replaceChildren(
      stopped ? askAgain(stopped) : isAsked ? "" : make("p", { class: "fact" }, say("nothing_tried")),
    );
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
