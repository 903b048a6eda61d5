// The list of one's own reports, with what became of each.
import { isolated, make } from "./dom.js";
import { mine, readAnswers } from "./reports.js";
import { named, say } from "./told.js";
import { ago } from "./words.js";

function state(report) {
  if (report.refused) return say("report_refused", { why: report.refused });
  if (!report.receipt) return say("report_pending");
  return report.answer ?? say("report_waiting");
}

function entry(report) {
  return make("li", {},
    make("b", {}, named("reports", report.kind)), " · ", isolated(report.name), " · ", ago(report.made_at), make("br"),
    make("span", {}, isolated(state(report))),
    report.receipt ? make("small", {}, ` ${report.receipt}`) : null);
}

export async function showReports(list, about = () => true) {
  const reports = (await mine()).filter(about);
  list.replaceChildren(...reports.map(entry));
  if (reports.some(({ receipt }) => receipt)) list.replaceChildren(...(await readAnswers(reports)).map(entry));
  return reports.length;
}
