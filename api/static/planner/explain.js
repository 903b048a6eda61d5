// Behind every number: what it is, how it is worked out, from what, how sure, and by whose definition.
import { find, isolated, make } from "../courier/dom.js";
import { say } from "../courier/told.js";
import { amount, lackSentence, sized, unitOf, worded } from "./figures.js";

let about = { metrics: {}, found: null };

export function explainWith(known) {
  about = { ...about, ...known };
}

// What a figure is that stands in no table of metrics, in the words of this page.
export function defined(label, formula) {
  const both = (key) => ({ zh: say(key), en: say(key) });
  return { label: both(label), formula: both(formula), source: both("ours") };
}

// A number to be read and to be asked about: of which metric, which district, which figure; `words` say what is not in it.
export function number(text, facts, attributes = {}) {
  return make(
    "button",
    {
      type: "button",
      class: "number",
      ...attributes,
      on: {
        click: (event) => {
          event.stopPropagation();
          explain(facts);
        },
      },
    },
    text,
  );
}

const line = (label, value) =>
  value === null || value === "" || value === undefined
    ? []
    : [make("dt", {}, label), make("dd", {}, isolated(String(value)))];

function worked({ figure, metric, unit }) {
  const { value, of, may, size, sizeMay, lack } = figure,
    parted = metric.of !== null && metric.of !== undefined;
  const per = unit ? ` ${unit}` : "";
  const over = (part) => (parted ? `${amount(part)} ÷ ${amount(of)}${per}` : `${amount(part)}${per}`);
  return [
    ...(value === null
      ? []
      : line(say("worked_out"), parted && !lack ? `${over(value)} = ${sized(size, metric)}` : over(value))),
    ...(lack ? line(say("lack_label"), lackSentence(lack)) : []),
    ...(may === null || value === null
      ? []
      : line(
          say("band"),
          may === value
            ? say("band_none")
            : parted && size !== null
              ? say("band_share", { sure: sized(size, metric), may: sized(sizeMay, metric), over: over(may) })
              : say("band_amount", { sure: amount(value), may: amount(may) }),
        )),
  ];
}

function inputs() {
  const { found } = about;
  if (!found) return [];
  const { demand } = found;
  return [
    ...line(say("the_question"), worded(found.question)),
    ...line(
      say("the_demand"),
      `${demand.source} — ${worded(demand.method)}${demand.as_of ? ` (${demand.as_of})` : ""}`,
    ),
    ...line(say("the_streets"), found.asked?.streets ?? say("no_streets")),
    ...line(say("the_stations"), say("stations_n", { n: amount(found.stations), cells: amount(found.cells) })),
    ...line(say("the_week"), say("week_of", { day: found.week_of })),
    ...line(say("the_run"), found.run?.slice(0, 16)),
  ];
}

function explain({ metric, row, figure, words = null }) {
  const known = typeof metric === "string" ? about.metrics[metric] : metric;
  const facts = [
    ...(known ? line(say("formula"), worded(known.formula)) : []),
    ...(known && figure ? worked({ figure, metric: known, unit: unitOf(known, about.found?.demand.unit) }) : []),
    ...(words ? line(say(figure ? "change" : "worked_out"), words) : []),
    ...(known ? line(say("source"), worded(known.source)) : []),
    ...inputs(),
  ];
  find("explain-title").replaceChildren(
    known ? worded(known.label) : say("this_number"),
    row ? " — " : "",
    row ? isolated(row.name) : "",
  );
  find("explain-facts").replaceChildren(...facts);
  find("explain").showModal();
}
