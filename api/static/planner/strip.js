// The hours of a week as a heat map that is a control too: seven rows of twenty-four, moved through by the arrow keys.
import { make } from "../courier/dom.js";
import { say } from "../courier/told.js";
import { percent } from "./figures.js";

const HOURS = 24,
  DAYS = 7;
const STEPS = [0.2, 0.4, 0.6, 0.8]; // the same five classes as the map's
const MOVES = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -HOURS, ArrowDown: HOURS };

export const day = (number) => say(`day_${number}`);
export const hourWords = (hour) =>
  hour === null ? say("whenever") : `${day(Math.floor(hour / HOURS))} ${String(hour % HOURS).padStart(2, "0")}:00`;
export const classOf = (share) =>
  share === null ? "none" : share === 0 ? "zero" : String(STEPS.filter((step) => share > step).length);

const shareOf = (covered, weight, fewest) => (weight > 0 && weight >= fewest ? covered / weight : null);

export class Strip {
  #cells = [];
  #focus = 0;

  constructor(table, chosen) {
    table.replaceChildren(this.#head(), ...Array.from({ length: DAYS }, (_, number) => this.#row(number)));
    table.addEventListener("click", ({ target }) => target.dataset.hour && chosen(Number(target.dataset.hour)));
    table.addEventListener("keydown", (event) => this.#move(event));
  }

  #head() {
    const marks = [0, 6, 12, 18].map((hour) =>
      make("th", { scope: "col", colspan: 6, "aria-label": `${hour}:00` }, String(hour)),
    );
    return make("tr", {}, make("td"), ...marks);
  }

  #row(number) {
    const cells = Array.from({ length: HOURS }, (_, clock) => {
      const cell = make("button", {
        type: "button",
        tabindex: -1,
        "data-hour": number * HOURS + clock,
        "aria-pressed": "false",
      });
      this.#cells.push(cell);
      return make("td", {}, cell);
    });
    return make("tr", {}, make("th", { scope: "row" }, day(number)), ...cells);
  }

  #move(event) {
    const step = MOVES[event.key];
    if (!step || !event.target.dataset.hour) return;
    event.preventDefault();
    this.#reach((Number(event.target.dataset.hour) + step + DAYS * HOURS) % (DAYS * HOURS));
    this.#cells[this.#focus].focus();
  }

  #reach(hour) {
    this.#cells[this.#focus].tabIndex = -1;
    this.#focus = hour;
    this.#cells[hour].tabIndex = 0;
  }

  choose(hour) {
    this.#cells.forEach((cell, at) => cell.setAttribute("aria-pressed", at === hour));
    this.#reach(hour ?? this.#focus);
  }

  // Colours the hours of which there are shares, of at least `fewest`; none while `week` is null.
  fill(week, fewest) {
    this.#cells.forEach((cell, hour) => {
      const sure = week && shareOf(week.covered_sure[hour], week.weight[hour], fewest);
      const may = week && shareOf(week.covered_may[hour], week.weight[hour], fewest);
      const words =
        sure === null
          ? hourWords(hour)
          : say("hour_covered", { hour: hourWords(hour), sure: percent(sure), may: percent(may) });
      cell.dataset.share = classOf(sure ?? null);
      cell.title = words;
      cell.setAttribute("aria-label", words);
    });
  }
}
