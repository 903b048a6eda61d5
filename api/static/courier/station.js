// What a station's own page can do beside being read: share, report, say how far it is.
import { button, find, make } from "./dom.js";
import { metresBetween } from "./kept.js";
import { outcome, showReports } from "./my_reports.js";
import { lastPlace } from "./place.js";
import { keepSending, queue, send, UNDO_MS, withdraw } from "./reports.js";
import { named, say } from "./told.js";
import { distance } from "./words.js";

const TOAST_MS = 4000;
const station = JSON.parse(find("station").textContent);
const address = `${location.origin}/s/${station.code}`;

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

const showOurs = () => showReports(find("receipts"), { station: station.code });
const plan = keepSending(showOurs);

async function report(kind) {
  const text = find("report-text").value.trim();
  const queued = await queue({ station: station.code, name: station.name, kind, text });
  const timer = setTimeout(async () => {
    tell(outcome(await send(queued)));
    find("report-text").value = "";
    await showOurs();
    await plan();
  }, UNDO_MS);
  const undo = async () => { clearTimeout(timer); await withdraw(queued.key); tell(say("report_undone")); };
  tell(say("report_sending", { kind: named("reports", kind) }), button("back", say("report_undo"), undo));
}

for (const each of document.querySelectorAll("[data-report]")) {
  each.addEventListener("click", () => report(each.dataset.report));
}
find("share").hidden = false;
find("share").addEventListener("click", share);
const place = lastPlace();
if (place && find("distance")) find("distance").textContent = say("estimated_here", { distance: distance(metresBetween(place, station)) });
navigator.serviceWorker?.register("/sw.js").catch(() => undefined);
