// The service worker. VERSION and KEPT are written above by the server: what is kept, and a mark that changes with it.
// The finder and its files come from here at once; stations' pages from the network, and from here when there is none.
// Reports that wait are sent from here when the signal is back, with no page open (Background Sync).
const FILES = `files-${VERSION}`;
const PAGES = "pages"; // stations' pages that were looked at
const CHOICE = "choice", CHOSEN = "/chosen-language";
const PATIENCE_MS = 5000;
const MOST_PAGES = 40;
const TAG = "reports", UNDO_MS = 4000; // as reports.js has them

self.addEventListener("install", (event) => {
  // without credentials: the pages are fetched in both languages, and neither is what was chosen
  const requests = KEPT.map((address) => new Request(address, { credentials: "omit", cache: "no-cache" }));
  event.waitUntil(caches.open(FILES).then((cache) => cache.addAll(requests)).then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  const old = (name) => name.startsWith("files-") && name !== FILES;
  event.waitUntil(caches.keys()
    .then((names) => Promise.all(names.filter(old).map((name) => caches.delete(name))))
    .then(() => self.clients.claim()));
});

self.addEventListener("fetch", (event) => {
  const { request } = event, url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== location.origin) return;
  if (url.pathname === "/" && request.mode === "navigate") event.respondWith(home(request, url));
  else if (url.pathname.startsWith("/s/") && request.mode === "navigate") event.respondWith(station(request, url));
  else if (url.pathname.startsWith("/static/")) event.respondWith(file(request, url));
});

async function home(request, url) {
  const kept = await caches.match(`/?lang=${await language(url)}`);
  return kept ?? fetch(request);
}

async function language(url) {
  const choice = await caches.open(CHOICE), asked = url.searchParams.get("lang");
  if (asked) {
    await choice.put(CHOSEN, new Response(asked));
    fetch(url, { credentials: "same-origin" }).catch(() => undefined); // so that the server's cookie says the same
    return asked;
  }
  return chosen();
}

async function chosen() {
  const answer = await (await caches.open(CHOICE)).match(CHOSEN);
  return answer ? answer.text() : "zh";
}

async function station(request, url) {
  const pages = await caches.open(PAGES), asked = url.searchParams.get("lang");
  if (asked) await (await caches.open(CHOICE)).put(CHOSEN, new Response(asked));
  try {
    const answer = await Promise.race([fetch(request), late()]);
    if (answer.ok) await remember(pages, url.pathname, answer.clone());
    return answer;
  } catch {
    return await pages.match(url.pathname) ?? home(request, new URL("/", location.origin));
  }
}

function late() {
  return new Promise((_, reject) => { setTimeout(() => reject(new Error("late")), PATIENCE_MS); });
}

async function remember(pages, path, answer) {
  await pages.delete(path);
  await pages.put(path, answer);
  const kept = await pages.keys();
  await Promise.all(kept.slice(0, Math.max(0, kept.length - MOST_PAGES)).map((each) => pages.delete(each)));
}

async function file(request, url) {
  const kept = await caches.match(url.pathname);
  if (kept) return kept;
  const answer = await fetch(request);
  if (answer.ok) (await caches.open(FILES)).put(url.pathname, answer.clone());
  return answer;
}

self.addEventListener("sync", (event) => {
  if (event.tag === TAG) event.waitUntil(navigator.locks.request(TAG, sendReports));
});

const done = (request) => new Promise((resolve, reject) => {
  request.onsuccess = () => resolve(request.result);
  request.onerror = () => reject(request.error);
});

async function sendReports() {
  const database = await done(indexedDB.open("yizhan"));
  const reports = (mode) => database.transaction("reports", mode).objectStore("reports");
  const waiting = (await done(reports("readonly").getAll())).filter(({ receipt, refused }) => !receipt && !refused);
  let left = 0;
  for (const report of waiting) {
    const isDue = Date.now() >= Math.max(report.made_at + UNDO_MS, report.retry_at ?? 0);
    const news = isDue ? await posted(report).catch(() => null) : null;
    if (news) await done(reports("readwrite").put({ ...report, ...news }));
    if (!news || news.held) left++;
  }
  database.close();
  for (const client of await self.clients.matchAll({ type: "window" })) client.postMessage(TAG);
  if (left > 0) throw new Error("reports are left"); // the browser then tries again later
}

// Resolves to what became of a report; null where the service cannot take it now.
async function posted({ station, kind, text, key }) {
  const headers = { "Content-Type": "application/json", "Accept-Language": await chosen() };
  const body = JSON.stringify({ station, kind, ...(text ? { text } : {}), key });
  const answer = await fetch("/v1/reports", { method: "POST", headers, body, credentials: "omit" });
  if (answer.status === 429) return { held: "limited", retry_at: Date.now() + answer.headers.get("Retry-After") * 1000 };
  if (answer.status >= 500) return null;
  const { receipt, status, detail } = await answer.json();
  return answer.ok ? { receipt, status, held: null } : { refused: detail };
}
