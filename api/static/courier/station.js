// What a station's own page can do beside being read: share, report, say how far it is.
import { button, find, make } from "./dom.js";
import { metresBetween } from "./kept.js";
import { showReports } from "./my_reports.js";
import { lastPlace } from "./place.js";
import { queue, send, sendKept, withdraw } from "./reports.js";
import { named, say } from "./told.js";
import { distance } from "./words.js";

const UNDO_MS = 4000; // gloves slip
const TOAST_MS = 4000;
const station = JSON.parse(find("station").textContent);
const address = `${location.origin}/s/${station.code}`;
const ours = ({ station: code }) => code === station.code;

function toast(text) {
  find("toast").textContent = text;
  setTimeout(() => { find("toast").textContent = ""; }, TOAST_MS);
}

async function share() {
  const text = say("share_text", { name: station.name });
  try {
    if (navigator.share) return await navigator.share({ title: text, text, url: address });
    await navigator.clipboard.writeText(address);
    return toast(say("copied"));
  } catch (problem) {
    return problem.name === "AbortError" ? undefined : toast(`${say("copy_this")} ${address}`);
  }
}

function tell(text, ...actions) {
  find("report-status").replaceChildren(make("span", {}, text), ...actions);
  find("report-status").scrollIntoView({ block: "center" });
}

function outcome(report) {
  const kind = named("reports", report.kind);
  if (report.receipt) return say("report_sent", { kind, receipt: report.receipt });
  return report.refused ? say("report_refused", { why: report.refused }) : say("report_queued", { kind });
}

async function report(kind) {
  const text = find("report-text").value.trim();
  const queued = await queue({ station: station.code, name: station.name, kind, text });
  const timer = setTimeout(async () => {
    tell(outcome(await send(queued)));
    find("report-text").value = "";
    await showReports(find("receipts"), ours);
  }, UNDO_MS);
  const undo = async () => { clearTimeout(timer); await withdraw(queued.key); tell(say("report_undone")); };
  tell(say("report_sending", { kind: named("reports", kind) }), button("back", say("report_undo"), undo));
}

async function sendWaiting() {
  await sendKept({ olderThan_ms: UNDO_MS });
  await showReports(find("receipts"), ours);
}

for (const each of document.querySelectorAll("[data-report]")) {
  each.addEventListener("click", () => report(each.dataset.report));
}
find("share").hidden = false;
find("share").addEventListener("click", share);
const place = lastPlace();
if (place && find("distance")) find("distance").textContent = say("estimated_here", { distance: distance(metresBetween(place, station)) });
addEventListener("online", () => sendWaiting().catch(() => undefined));
sendWaiting().catch(() => undefined);
navigator.serviceWorker?.register("/sw.js").catch(() => undefined);
