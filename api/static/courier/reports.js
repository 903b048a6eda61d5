// Reports: kept on this phone first, sent when there is a network, their receipts kept to read the answer by.
import * as api from "./api.js";
import { all, drop, one, put } from "./store.js";

function newKey() {
  if (crypto.randomUUID) return crypto.randomUUID();
  const hex = [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20)}`;
}

export async function queue({ station, name, kind, text }) {
  const report = { key: newKey(), station, name, kind, text, made_at: Date.now(), receipt: null, status: null };
  return noted(report);
}

export const withdraw = (key) => drop("reports", key).catch(() => undefined);

// Returns the report as it stands now: with a receipt, still waiting for a network, or refused with a reason.
export async function send(report) {
  const { station, kind, text, key } = report;
  try {
    const { receipt, status } = await api.report({ station, kind, ...(text ? { text } : {}), key });
    return await noted({ ...report, receipt, status, refused: null });
  } catch (problem) {
    if (!(problem instanceof api.Problem) || problem.status >= 500 || problem.status === 429) return report;
    return noted({ ...report, refused: problem.message });
  }
}

async function noted(report) {
  await put("reports", report).catch(() => undefined); // a private window keeps nothing; what can be sent is sent
  return report;
}

export async function sendKept({ olderThan_ms = 0 } = {}) {
  const waiting = (await mine()).filter((each) => !each.receipt && !each.refused && Date.now() - each.made_at >= olderThan_ms);
  for (const report of waiting) if (await one("reports", report.key)) await send(report);
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
