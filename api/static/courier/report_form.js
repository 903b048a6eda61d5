// One-tap reports about a station, on its own page and on its kept card: each goes out after a while in which it can be undone.
import { button, find, icon, make } from "./dom.js";
import { outcome, showReports } from "./my_reports.js";
import { keepSending, queue, send, UNDO_MS, withdraw } from "./reports.js";
import { named, say, told } from "./told.js";

// The form as templates/station.html has it.
export function reportForm() {
  const kinds = Object.entries(told.codes.reports).map(([kind, label]) =>
    make("button", { type: "button", class: "action", "data-report": kind }, icon(kind === "praise" ? "praise" : "flag"), make("span", {}, label)));
  return make("section", { class: "card", id: "report", "aria-labelledby": "report-title" },
    make("h3", { id: "report-title" }, say("report_title")),
    make("p", { class: "lead-in" }, say("report_lead")),
    make("div", { class: "kinds-of-report" }, ...kinds),
    make("label", { class: "sentence" }, make("span", {}, say("report_text")), make("textarea", { id: "report-text", rows: 2, maxlength: 500 })),
    make("div", { id: "report-status", role: "status" }),
    make("ul", { class: "receipts", id: "receipts" }));
}

// Listens to the form that the page shows, and sends what still waits.
export function takeReports(station) {
  const [status, sentence, receipts] = ["report-status", "report-text", "receipts"].map(find);
  const showOurs = () => showReports(receipts, { station: station.code });
  const plan = keepSending(showOurs);

  function tell(text, ...actions) {
    status.replaceChildren(make("span", {}, text), ...actions);
    status.scrollIntoView({ block: "center" });
  }

  async function report(kind) {
    const queued = await queue({ station: station.code, name: station.name, kind, text: sentence.value.trim() });
    const timer = setTimeout(async () => {
      tell(outcome(await send(queued)));
      sentence.value = "";
      await showOurs();
      await plan();
    }, UNDO_MS);
    const undo = async () => { clearTimeout(timer); await withdraw(queued.key); tell(say("report_undone")); };
    tell(say("report_sending", { kind: named("reports", kind) }), button("back", say("report_undo"), undo));
  }

  for (const each of document.querySelectorAll("[data-report]")) {
    each.addEventListener("click", () => report(each.dataset.report));
  }
}
