// A station on the map, clicked: what it is, whether it answers and why not, and what may be tried with it.
import { Popup } from "../vendor/maplibre-gl.mjs";
import { isolated, make } from "../courier/dom.js";
import { say } from "../courier/told.js";
import * as api from "./api.js";
import { faultWords } from "./district.js";
import { tryStation } from "./trying.js";

let shown = null;

// Arrays in tiles and in drawn GeoJSON come back as text.
const list = (value) => (typeof value === "string" ? JSON.parse(value) : (value ?? []));

export async function stationPopup({ map }, station, { lon, lat }) {
  const id = station.station_id ?? (await api.station(station.code)).id;
  const { code, name, answers } = station;
  const act = (what, words) =>
    make(
      "button",
      {
        type: "button",
        class: "chip",
        on: {
          click: () => {
            shown.remove();
            tryStation(id, what);
          },
        },
      },
      words,
    );
  const known = {
    faults: list(station.faults),
    needs_lacking: list(station.needs_lacking),
    needs_unknown: list(station.needs_unknown),
  };
  const box = make(
    "div",
    { class: "pop" },
    make("a", { href: `/s/${encodeURIComponent(code)}`, target: "_blank", rel: "noopener" }, isolated(name)),
    answers
      ? make(
          "p",
          {},
          make("i", { class: `dot ${answers}`, "aria-hidden": "true" }),
          make("b", {}, say(`answers_${answers}`)),
          known.faults.length ? ` · ${faultWords(known)}` : "",
        )
      : null,
    make(
      "p",
      { class: "chips" },
      act("hours", say("try_hours")),
      act("move", say("try_move")),
      act("close", say("try_close")),
    ),
  );
  shown?.remove();
  shown = new Popup({ maxWidth: "300px", closeButton: true }).setLngLat([lon, lat]).setDOMContent(box).addTo(map);
}
