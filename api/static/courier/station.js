// What a station's own page can do beside being read: share, report, say how far it is.
import { find } from "./dom.js";
import { metresBetween } from "./kept.js";
import { lastPlace } from "./place.js";
import { takeReports } from "./report_form.js";
import { say } from "./told.js";
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

takeReports(station);
find("share").hidden = false;
find("share").addEventListener("click", share);
const place = lastPlace();
if (place && find("distance")) find("distance").textContent = say("estimated_here", { distance: distance(metresBetween(place, station)) });
navigator.serviceWorker?.register("/sw.js").catch(() => undefined);
