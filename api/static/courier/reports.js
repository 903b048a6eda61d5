// Reports: kept on this phone first, sent when that works, their receipts kept to read the answer by. What waits is sent
// by the service worker too (Background Sync, where there is such a thing), so never by two at once.
import * as api from "./api.js";
import { all, drop, one, put } from "./store.js";

export const UNDO_MS = 4000; // gloves slip
const AGAIN_MS = 60_000;
const TAG = "reports"; // sw.js knows it by this

const alone = (work) => navigator.locks ? navigator.locks.request(TAG, work) : work();

function newKey() {
  if (crypto.randomUUID) return crypto.randomUUID();
  const hex = [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20)}`;
}

async function noted(report) {
  await put("reports", report).catch(() => undefined); // a private window keeps nothing; what can be sent is sent
  return report;
}

async function askForSync() {
  const worker = await navigator.serviceWorker?.getRegistration();
  await worker?.sync?.register(TAG);
}

export async function queue({ station, name, kind, text }) {
  const report = { key: newKey(), station, name, kind, text, made_at: Date.now(), receipt: null, status: null };
  await noted(report);
  askForSync().catch(() => undefined); // it may be refused; then the page sends while it is open
  return report;
}

export const withdraw = (key) => drop("reports", key).catch(() => undefined);

// Returns the report as it stands now: with a receipt; refused with a reason; or held, because of the network ("queued"),
// the service ("down"), or too many reports ("limited", until `retry_at`).
export const send = (report) => alone(async () => {
  const { receipt, refused } = await one("reports", report.key).catch(() => undefined) ?? report;
  return noted({ ...report, held: null, ...receipt || refused ? { receipt, refused } : await sent(report) });
});

async function sent({ station, kind, text, key }) {
  try {
    return await api.report({ station, kind, ...(text ? { text } : {}), key });
  } catch (problem) {
    if (!(problem instanceof api.Problem)) return { held: "queued" };
    if (problem.status === 429) return { held: "limited", retry_at: Date.now() + problem.retry_after_s * 1000 };
    return problem.status >= 500 ? { held: "down" } : { refused: problem.message };
  }
}

const isWaiting = ({ receipt, refused, made_at }) => !receipt && !refused && Date.now() - made_at >= UNDO_MS;

// Sends what waits, and again whenever that may help; tells each time. Returns what to call when something is held.
export function keepSending(tell) {
  let timer = 0;
  const plan = async () => {
    const waiting = (await mine()).filter(isWaiting);
    const soonest = Math.min(...waiting.map(({ retry_at = 0 }) => Math.max(AGAIN_MS, retry_at - Date.now())));
    clearTimeout(timer);
    if (waiting.length) timer = setTimeout(go, soonest);
  };
  const go = async () => {
    const due = (await mine()).filter((each) => isWaiting(each) && !(each.retry_at > Date.now()));
    for (const report of due) await send(report);
    await tell();
    await plan();
  };
  addEventListener("online", go);
  navigator.serviceWorker?.addEventListener("message", tell);
  go();
  return plan;
}

export async function mine() {
  const reports = await all("reports").catch(() => []);
  return reports.sort((first, second) => second.made_at - first.made_at);
}

export async function readAnswers(reports) {
  return Promise.all(reports.map(async (report) => {
    if (!report.receipt) return report;
    const { status, answer } = await api.receipt(report.receipt).catch(() => report);
    return { ...report, status, answer };
  }));
}
