// What this phone keeps, in IndexedDB: the stations around the last place, and reports with their receipts.
const opened = new Promise((resolve, reject) => {
  const request = indexedDB.open("yizhan", 1);
  request.onupgradeneeded = () => {
    request.result.createObjectStore("stations", { keyPath: "code" });
    request.result.createObjectStore("notes");
    request.result.createObjectStore("reports", { keyPath: "key" });
  };
  request.onsuccess = () => resolve(request.result);
  request.onerror = () => reject(request.error);
});
opened.catch(() => undefined); // in a private window there may be no database: each use below says so by itself

const done = (request) => new Promise((resolve, reject) => {
  request.onsuccess = () => resolve(request.result);
  request.onerror = () => reject(request.error);
});

async function inside(stores, mode, work) {
  const transaction = (await opened).transaction(stores, mode);
  return work(...stores.map((name) => transaction.objectStore(name)));
}

export const all = (store) => inside([store], "readonly", (kept) => done(kept.getAll()));
export const one = (store, key) => inside([store], "readonly", (kept) => done(kept.get(key)));
export const put = (store, value, key) => inside([store], "readwrite", (kept) => done(kept.put(value, key)));
export const drop = (store, key) => inside([store], "readwrite", (kept) => done(kept.delete(key)));
export const empty = (store) => inside([store], "readwrite", (kept) => done(kept.clear()));

export function changeStations(stations, gone, note) {
  return inside(["stations", "notes"], "readwrite", (kept, notes) => {
    for (const code of gone) if (code) kept.delete(code);
    for (const station of stations) kept.put(station);
    return done(notes.put(note, "kept"));
  });
}

export function keepStations(stations, note) {
  return inside(["stations", "notes"], "readwrite", (kept, notes) => {
    kept.clear();
    for (const station of stations) kept.put(station);
    return done(notes.put(note, "kept"));
  });
}
