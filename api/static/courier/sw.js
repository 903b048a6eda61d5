// The service worker. VERSION and KEPT are written above by the server: what is kept, and a mark that changes with it.
// The finder and its files come from here at once; stations' pages from the network, and from here when there is none.
const FILES = `files-${VERSION}`;
const PAGES = "pages"; // stations' pages that were looked at
const CHOICE = "choice", CHOSEN = "/chosen-language";
const PATIENCE_MS = 5000;
const MOST_PAGES = 40;

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
  const chosen = await choice.match(CHOSEN);
  return chosen ? chosen.text() : "zh";
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
