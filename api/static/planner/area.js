// Which district is asked about: by name, or level by level.
import { find, isolated, make } from "../courier/dom.js";
import { named, say } from "../courier/told.js";
import * as api from "./api.js";

const PAUSE_MS = 250;
let chosen = () => undefined,
  timer = 0,
  turn = 0;

function entry(adcode, name, detail, { down = false } = {}) {
  return make(
    "li",
    {},
    make(
      "button",
      {
        type: "button",
        class: "pick",
        on: {
          click: () => {
            find("area-picker").close();
            chosen(adcode);
          },
        },
      },
      make("b", {}, isolated(name)),
      make("small", {}, detail),
    ),
    down
      ? make(
          "button",
          {
            type: "button",
            class: "small",
            "aria-label": say("below", { name }),
            on: { click: () => browse(adcode, name) },
          },
          say("open_below"),
        )
      : null,
  );
}

const lineOf = ({ properties: { adcode, name, level } }) =>
  entry(adcode, name, named("district_levels", level), { down: level !== "township" && level !== "community" });

async function browse(parent, name) {
  const mine = ++turn;
  const found = await api.districts(parent ? { parent } : { level: "province" }).catch(() => []);
  if (mine !== turn) return;
  find("area-where").replaceChildren(
    parent
      ? make("button", { type: "button", class: "small", on: { click: () => browse(null) } }, say("all_provinces"))
      : "",
    parent ? isolated(name) : "",
  );
  find("area-list").replaceChildren(...found.map(lineOf));
  find("area-status").textContent = found.length ? "" : say(parent ? "nothing_below" : "no_districts");
}

async function look() {
  const words = find("area-words").value.trim(),
    mine = ++turn;
  if (!words) return browse(null);
  const found = /^\d{2,12}$/.test(words) ? await byCode(words) : await byName(words);
  if (mine !== turn) return;
  find("area-list").replaceChildren(...found);
  find("area-status").textContent = found.length ? "" : say("no_area", { q: words });
}

const byCode = (code) =>
  api
    .district(code)
    .then((found) => [lineOf(found)])
    .catch(() => []);

async function byName(words) {
  const found = (await api.places(words).catch(() => [])).filter(({ kind }) => kind === "district");
  return found.map(({ adcode, name, detail }) => entry(adcode, name, detail ?? ""));
}

export function pickArea(whenChosen) {
  chosen = whenChosen;
  find("area-words").value = "";
  browse(null);
  find("area-picker").showModal();
  find("area-words").focus();
}

export function listenToPicker() {
  find("area-words").addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(look, PAUSE_MS);
  });
  for (const dialog of document.querySelectorAll("dialog")) {
    dialog.addEventListener("click", (event) => {
      if (event.target === dialog) dialog.close();
    });
    dialog.querySelector(".close")?.addEventListener("click", () => dialog.close());
  }
}

// Where somebody begins who has named no district: around a station that lies on streets we have, else around any. The
// whole city where there is demand to count and the streets reach all over it; else the district, which is quick.
export async function firstArea({ streets, demand }) {
  for (const bbox of [...streets.map((each) => each.bbox), null]) {
    const adcode = (await api.anyStation(bbox).catch(() => null))?.properties.adcode;
    const parent =
      adcode &&
      (await api
        .district(adcode)
        .then((found) => found.properties.parent_adcode)
        .catch(() => null));
    const city = demand.length && parent ? await api.district(parent).catch(() => null) : null;
    if (city && (bbox === null || holds(bbox, city.bbox))) return parent;
    if (adcode) return adcode;
  }
  return "";
}

const holds = ([west, south, east, north], [west2, south2, east2, north2]) =>
  west <= west2 && east2 <= east && south <= south2 && north2 <= north;
const meets = ([west, south, east, north], [west2, south2, east2, north2]) =>
  west < east2 && west2 < east && south < north2 && south2 < north;

// Streets that lie where the district does; none where there are none.
export const streetsOf = (streets, bbox) => streets.find((each) => meets(each.bbox, bbox))?.name ?? "-";
