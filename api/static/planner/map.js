// The map: districts in their colours, gaps, cells, stations, and whatever is tried on it.
import {
  AttributionControl,
  LngLatBounds,
  Map as Chart,
  NavigationControl,
  ScaleControl,
  setWorkerUrl,
} from "../vendor/maplibre-gl.mjs";
import { find, make } from "../courier/dom.js";
import { say, told } from "../courier/told.js";
import { EMPTY, NO_DATA, OPACITY } from "./classes.js";
import { CLEAR, color, LAYERS, NOTHING, style, tiles } from "./map_style.js";
import { hatch } from "./patterns.js";

const FONT = 'system-ui, "PingFang SC", "Noto Sans CJK SC", "Microsoft YaHei", sans-serif';
const CHINA = [104, 36];
const FADED = 0.15; // districts under cells that have colours of their own
const GLIDE_MS = matchMedia("(prefers-reduced-motion: reduce)").matches ? 0 : 600;

// What the panels cover of the map is no place to look at.
function padding() {
  const pane = find("map").getBoundingClientRect(),
    edges = { top: 60, left: 24, right: 24, bottom: 24 };
  for (const panel of document.querySelectorAll(".over, .legend")) {
    const box = panel.getBoundingClientRect();
    if (box.width === 0 || box.bottom <= pane.top || box.top >= pane.bottom) continue;
    if (box.width > pane.width * 0.36 && box.top > pane.top + pane.height / 2)
      edges.bottom = Math.max(edges.bottom, pane.bottom - box.top + 24);
    else if (box.left <= pane.left + 40) edges.left = Math.max(edges.left, box.right - pane.left + 24);
    else if (box.right >= pane.right - 40) edges.right = Math.max(edges.right, pane.right - box.left + 24);
  }
  return edges;
}

export class PlannerMap {
  #heard = {};
  #cells = "";

  static async open() {
    setWorkerUrl("/static/vendor/maplibre-gl-worker.mjs");
    const map = new Chart({
      container: find("map"),
      style: style(),
      center: CHINA,
      zoom: 3.5,
      dragRotate: false,
      pitchWithRotate: false,
      attributionControl: false,
      localIdeographFontFamily: FONT,
      fadeDuration: 0,
      locale: {
        "NavigationControl.ZoomIn": say("zoom_in"),
        "NavigationControl.ZoomOut": say("zoom_out"),
        "Map.Title": say("the_map"),
      },
    });
    map.touchZoomRotate.disableRotation();
    map.keyboard.disableRotation();
    map.addControl(new NavigationControl({ showCompass: false }), "top-right");
    map.addControl(new ScaleControl({ maxWidth: 120 }), "top-right");
    map.addControl(cite(), "top-right");
    map.on("error", () => undefined); // a missing tile leaves paper; the table still says all
    await map.once("style.load"); // not "load": one missing tile would keep it waiting
    const plain = { gap: 8, width: 1.2, back: color("map-paper") };
    map.addImage(NO_DATA, hatch(color("soft"), plain), { pixelRatio: 2 });
    map.addImage(EMPTY, hatch(color("soft"), { ...plain, isLevel: true }), { pixelRatio: 2 });
    map.addImage("gap", hatch(color("gap"), { gap: 7, width: 1.8, isRising: true }), { pixelRatio: 2 });
    return new PlannerMap(map);
  }

  constructor(map) {
    this.map = map;
    map.on("idle", () => {
      find("map").dataset.drawn = "yes";
    });
    map.on("moveend", () => this.#heard.moved?.(this.view()));
    map.on("mousemove", ({ point }) => this.#point(point));
    map.on("mouseout", () => this.#heard.hover?.(null));
    map.on("click", (event) => this.#click(event));
  }

  on(name, heard) {
    this.#heard[name] = heard;
  }

  #under(point, layers) {
    return this.map.queryRenderedFeatures(point, { layers: layers.filter((layer) => this.map.getLayer(layer)) })[0];
  }

  #around({ x, y }, layers) {
    return this.#under(
      [
        [x - 5, y - 5],
        [x + 5, y + 5],
      ],
      layers,
    );
  }

  #point(point) {
    const thing = this.#around(point, ["stations-asked", "stations-all", "plan"]);
    this.map.getCanvas().style.cursor = thing ? "pointer" : "";
    this.#heard.hover?.(this.#under(point, ["areas", "areas-none"])?.properties.adcode ?? null);
  }

  #click({ point, lngLat }) {
    const station = this.#around(point, ["stations-asked", "stations-all"]);
    if (station && station.properties.count > 1)
      return this.map.easeTo({ center: lngLat, zoom: this.map.getZoom() + 2, duration: GLIDE_MS });
    const gap = this.#under(point, ["gaps-fill"]),
      area = this.#under(point, ["areas", "areas-none"]);
    return this.#heard.click?.({
      station: station?.properties ?? null,
      gap: gap?.properties ?? null,
      adcode: area?.properties.adcode ?? null,
      lon: lngLat.lng,
      lat: lngLat.lat,
    });
  }

  view() {
    const { lng, lat } = this.map.getCenter();
    return [lng.toFixed(4), lat.toFixed(4), this.map.getZoom().toFixed(2)].join();
  }

  // Whether it could go there: an address may say anything.
  look(view) {
    const [lon, lat, zoom] = view.split(",").map(Number);
    const isSomewhere = [lon, lat, zoom].every(Number.isFinite) && Math.abs(lat) <= 90;
    if (isSomewhere) this.map.jumpTo({ center: [lon, lat], zoom });
    return isSomewhere;
  }

  fit([west, south, east, north], { glide = true } = {}) {
    this.map.fitBounds(
      [
        [west, south],
        [east, north],
      ],
      { padding: padding(), maxZoom: 15, duration: glide ? GLIDE_MS : 0 },
    );
  }

  fitFeature({ geometry }) {
    const bounds = new LngLatBounds();
    for (const [ring] of geometry.coordinates) for (const place of ring) bounds.extend(place);
    this.fit(bounds.toArray().flat());
  }

  center() {
    const { left, right, top, bottom } = padding(),
      { clientWidth, clientHeight } = this.map.getContainer();
    const { lng, lat } = this.map.unproject([(left + clientWidth - right) / 2, (top + clientHeight - bottom) / 2]);
    return { lon: lng, lat };
  }

  // Colours districts: `colors` maps a code to a colour, or to NO_DATA or EMPTY.
  paint(colors) {
    const isHatch = (each) => each === NO_DATA || each === EMPTY;
    const plain = [...colors].filter(([, each]) => !isHatch(each)),
      none = [...colors].filter(([, each]) => isHatch(each));
    const inside = (codes) => (codes.length ? ["in", ["get", "adcode"], ["literal", codes]] : ["boolean", false]);
    this.map.setFilter("areas", inside(plain.map(([adcode]) => adcode)));
    this.map.setFilter("areas-none", inside(none.map(([adcode]) => adcode)));
    this.map.setFilter("names", inside([...colors.keys()]));
    this.map.setPaintProperty(
      "areas",
      "fill-color",
      plain.length ? ["match", ["get", "adcode"], ...plain.flat(), CLEAR] : CLEAR,
    );
    if (none.length)
      this.map.setPaintProperty("areas-none", "fill-pattern", ["match", ["get", "adcode"], ...none.flat(), NO_DATA]);
  }

  mark(layer, adcode) {
    this.map.setFilter(`area-${layer}`, adcode ? ["==", ["get", "adcode"], adcode] : ["boolean", false]);
  }

  markGap(rank) {
    this.map.setFilter("gap-hover", rank ? ["==", ["get", "rank"], rank] : ["boolean", false]);
  }

  data(source, features) {
    this.map.getSource(source)?.setData({ ...NOTHING, features });
  }

  // Demand cell by cell: how much of it is covered says the colour; the tiles are those of a stored run.
  cells(run) {
    if (run === this.#cells) return;
    for (const layer of LAYERS.cells) if (this.map.getLayer(layer)) this.map.removeLayer(layer);
    if (this.map.getSource("cells")) this.map.removeSource("cells");
    this.#cells = run;
    if (!run) return;
    this.map.addSource("cells", tiles(`/v1/coverage/${run}/cells`, { minzoom: 8, maxzoom: 15 }));
    const part = (name) => ["/", ["get", name], ["max", ["get", "weight"], 1e-9]];
    this.map.addLayer(
      {
        id: "cells-fill",
        type: "fill",
        source: "cells",
        "source-layer": "cells",
        paint: {
          "fill-opacity": 0.85,
          "fill-color": [
            "case",
            ["<=", ["get", "weight"], 0],
            CLEAR,
            [">=", part("weight_sure"), 0.5],
            color("cell-sure"),
            [">=", part("weight_may"), 0.5],
            color("cell-may"),
            color("cell-no"),
          ],
        },
      },
      "streets",
    );
    this.map.addLayer(
      {
        id: "cells-line",
        type: "line",
        source: "cells",
        "source-layer": "cells",
        paint: { "line-color": color("card"), "line-width": 0.5 },
      },
      "streets",
    );
  }

  show(shown) {
    this.map.setPaintProperty("areas", "fill-opacity", shown.includes("cells") ? FADED : OPACITY);
    for (const [name, layers] of Object.entries(LAYERS)) {
      for (const layer of layers) {
        if (this.map.getLayer(layer))
          this.map.setLayoutProperty(layer, "visibility", shown.includes(name) ? "visible" : "none");
      }
    }
  }
}

function cite() {
  if (!told.base_map) return new AttributionControl({ compact: false });
  const plain = make("span", {}, told.base_map.attribution).innerHTML; // escaped: the control takes markup
  return new AttributionControl({ compact: false, customAttribution: plain });
}
