// The list of one's own reports, with what became of each.
import { isolated, make } from "./dom.js";
import { mine, readAnswers } from "./reports.js";
import { named, say } from "./told.js";
import { ago, minuteAfter } from "./words.js";

const kindOf = ({ kind }) => named("reports", kind);

// What to say of a report that was just tapped.
export function outcome(report) {
  const { receipt, refused, held, retry_at } = report, kind = kindOf(report);
  if (receipt) return say("report_sent", { kind, receipt });
  if (refused) return say("report_refused", { why: refused });
  return say(`report_${held}`, { kind, time: held === "limited" ? minuteAfter(retry_at) : "" });
}

function state({ receipt, refused, held, retry_at, answer }) {
  if (refused) return say("report_refused", { why: refused });
  if (receipt) return answer ?? say("report_waiting");
  return held === "limited" ? say("report_pending_until", { time: minuteAfter(retry_at) }) : say("report_pending");
}

function entry(report, withName) {
  return make("li", {},
    make("b", {}, kindOf(report)), " · ", ...withName ? [isolated(report.name), " · "] : [], ago(report.made_at), make("br"),
    make("span", {}, isolated(state(report))),
    report.receipt ? make("small", {}, ` ${report.receipt}`) : null);
}

// Shows all, or those about one station; returns how many.
export async function showReports(list, { station = null } = {}) {
  const reports = (await mine()).filter((report) => !station || report.station === station);
  const entries = (each) => each.map((report) => entry(report, !station));
  list.replaceChildren(...entries(reports));
  if (reports.some(({ receipt }) => receipt)) list.replaceChildren(...entries(await readAnswers(reports)));
  return reports.length;
}
