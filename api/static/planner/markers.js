// What is tried on the map: a mark for each station that is new or stands elsewhere, to be dragged or nudged by arrows.
import { Marker } from "../vendor/maplibre-gl.mjs";
import { make } from "../courier/dom.js";
import { say } from "../courier/told.js";

const NUDGE_PX = 10;
const ARROWS = {
  ArrowLeft: [-NUDGE_PX, 0],
  ArrowRight: [NUDGE_PX, 0],
  ArrowUp: [0, -NUDGE_PX],
  ArrowDown: [0, NUDGE_PX],
};
const rounded = ({ lng, lat }) => ({ lon: Number(lng.toFixed(5)), lat: Number(lat.toFixed(5)) });

export class Markers {
  #marks = [];

  // `moved(at, place, isDone)` is told of every step of a drag, and of its end.
  constructor(map, moved) {
    this.map = map;
    this.moved = moved;
  }

  // `placeOf(edit)` says where what is changed stands; null where that is not known.
  show(edits, placeOf) {
    const wanted = edits
      .map((edit, at) => ({ kind: Object.keys(edit)[0], at, place: placeOf(edit) }))
      .filter(({ place }) => place);
    const isSame =
      wanted.length === this.#marks.length &&
      wanted.every(({ kind, at }, number) => this.#marks[number].at === at && this.#marks[number].kind === kind);
    if (!isSame) this.#begin(wanted);
    wanted.forEach(({ place: { lon, lat } }, number) => this.#marks[number].mark.setLngLat([lon, lat]));
  }

  #begin(wanted) {
    for (const { mark } of this.#marks) mark.remove();
    this.#marks = wanted.map(({ kind, at, place: { lon, lat } }) => {
      const draggable = kind === "add" || kind === "move",
        words = draggable ? "mark_moves" : "mark_stays";
      const label = say(words, { n: at + 1, what: say(`edit_${kind}`) });
      const element = make(
        "button",
        { type: "button", class: `mark at-${kind}`, "aria-label": label, title: label },
        String(at + 1),
      );
      const mark = new Marker({ element, draggable }).setLngLat([lon, lat]).addTo(this.map);
      if (draggable) this.#listen(mark, element, at);
      return { mark, at, kind };
    });
  }

  #listen(mark, element, at) {
    mark.on("drag", () => this.moved(at, rounded(mark.getLngLat()), false));
    mark.on("dragend", () => this.moved(at, rounded(mark.getLngLat()), true));
    element.addEventListener("keydown", (event) => this.#nudge(event, mark, at));
  }

  #nudge(event, mark, at) {
    const step = ARROWS[event.key];
    if (!step) return;
    event.preventDefault();
    event.stopPropagation();
    const { x, y } = this.map.project(mark.getLngLat());
    mark.setLngLat(this.map.unproject([x + step[0], y + step[1]]));
    this.moved(at, rounded(mark.getLngLat()), true);
  }
}
