// The map, fetched when it is asked for: stations, me, district lines and streets from our own tiles.
import { AttributionControl, LngLatBounds, Map, NavigationControl, Popup, ScaleControl, setWorkerUrl } from "/static/vendor/maplibre-gl.mjs";
import { isolated, make } from "./dom.js";
import { toGcj02 } from "./gcj02.js";
import { say, told } from "./told.js";

const FONT = 'system-ui, "PingFang SC", "Noto Sans CJK SC", "Microsoft YaHei", sans-serif';
const CLOSE_UP = 14.5, FAR_OFF = 3.5;
const CHINA = { lon: 104, lat: 36 };
const SEEN_AT_ONCE = 4; // of the list, beside where one is
const NOTHING = { type: "FeatureCollection", features: [] };
const TRANSLATES = { line: "line-translate", circle: "circle-translate", symbol: "text-translate" };

const color = (name) => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
const tiles = (layer) => ({ type: "vector", tiles: [`${location.origin}/v1/tiles/${layer}/{z}/{x}/{y}.mvt`], maxzoom: 14 });
const point = ({ lon, lat }, properties) =>
  ({ type: "Feature", geometry: { type: "Point", coordinates: [lon, lat] }, properties });

function style() {
  const [ink, card, paper, accent, soft, blue] = ["ink", "card", "paper", "accent", "soft", "blue"].map(color);
  const text = { "text-font": ["sans"], "text-size": 15 };
  const halo = { "text-color": ink, "text-halo-color": card, "text-halo-width": 2 };
  const raster = told.base_map ? { base: { type: "raster", tiles: [told.base_map.url], tileSize: 256 } } : {};
  return {
    version: 8,
    sources: { ...raster, streets: { ...tiles("streets"), attribution: "© OpenStreetMap" }, districts: tiles("districts"), all: tiles("stations"),
      found: { type: "geojson", data: NOTHING }, me: { type: "geojson", data: NOTHING } },
    layers: [
      { id: "paper", type: "background", paint: { "background-color": paper } },
      ...told.base_map ? [{ id: "base", type: "raster", source: "base" }] : [],
      { id: "streets", type: "line", source: "streets", "source-layer": "streets",
        paint: { "line-color": card, "line-width": ["interpolate", ["linear"], ["zoom"], 11, 0.7, 16, 6] } },
      { id: "districts", type: "line", source: "districts", "source-layer": "districts",
        paint: { "line-color": soft, "line-width": 2, "line-dasharray": [3, 2] } },
      { id: "district-names", type: "symbol", source: "districts", "source-layer": "district_labels",
        layout: { ...text, "text-field": ["get", "name"], "text-size": 17, "text-letter-spacing": 0.15 },
        paint: { ...halo, "text-color": soft } },
      { id: "all", type: "circle", source: "all", "source-layer": "stations",
        paint: { "circle-radius": ["interpolate", ["linear"], ["zoom"], 9, ["min", 12, ["+", 2, ["sqrt", ["get", "count"]]]],
          15, 7], "circle-color": soft, "circle-stroke-color": card, "circle-stroke-width": 2 } },
      { id: "me", type: "circle", source: "me", // wider than a station, and below it: where both are, both are seen
        paint: { "circle-radius": 24, "circle-color": blue, "circle-opacity": 0.25, "circle-stroke-color": blue, "circle-stroke-width": 3 } },
      { id: "me-dot", type: "circle", source: "me",
        paint: { "circle-radius": 9, "circle-color": blue, "circle-stroke-color": card, "circle-stroke-width": 4 } },
      { id: "found", type: "circle", source: "found",
        paint: { "circle-radius": ["case", ["==", ["get", "rank"], 1], 17, 13], "circle-color": accent,
          "circle-stroke-color": card, "circle-stroke-width": 3 } },
      { id: "ranks", type: "symbol", source: "found",
        layout: { ...text, "text-field": ["to-string", ["get", "rank"]], "text-allow-overlap": true },
        paint: { "text-color": color("on-accent") } },
      { id: "names", type: "symbol", source: "found", minzoom: 13.5,
        layout: { ...text, "text-field": ["get", "name"], "text-anchor": "top", "text-offset": [0, 1.2], "text-max-width": 9 },
        paint: halo },
    ],
  };
}

// On a base map in GCJ-02, which comes with an outline, the camera is in GCJ-02, and what is drawn is moved there: by pixels, for all layers alike.
const onBase = (place) => told.base_map?.outline ? toGcj02(place, told.base_map.outline) : place;

function follow(map) {
  const { lng: lon, lat } = map.getCenter();
  const moved = onBase({ lon, lat }), from = map.project([lon, lat]), to = map.project([moved.lon, moved.lat]);
  for (const { id, type } of map.getStyle().layers) {
    if (TRANSLATES[type]) map.setPaintProperty(id, TRANSLATES[type], [to.x - from.x, to.y - from.y]);
  }
}

function cite() {
  if (!told.base_map) return new AttributionControl({ compact: false });
  const { attribution, datum } = told.base_map;
  const plain = make("span", {}, `${attribution} (${datum.toUpperCase()})`).innerHTML; // escaped: the control takes markup
  return new AttributionControl({ compact: false, customAttribution: plain });
}

function tell(map, { features: [{ properties }], lngLat }) {
  if (!properties.code) return map.easeTo({ center: lngLat, zoom: map.getZoom() + 2 }); // several, counted together
  const link = make("a", { class: "quiet", href: `/s/${encodeURIComponent(properties.code)}` }, isolated(properties.name));
  new Popup({ maxWidth: "280px" }).setLngLat(lngLat).setDOMContent(link).addTo(map);
}

function frame(map, places) {
  const bounds = new LngLatBounds();
  for (const { lon, lat } of places) bounds.extend([lon, lat]);
  if (!bounds.isEmpty()) map.fitBounds(bounds, { padding: { top: 40, left: 56, right: 64, bottom: 56 }, maxZoom: 16, duration: 0 });
}

async function loadStyles() {
  if (document.getElementById("map-styles")) return;
  const link = make("link", { id: "map-styles", rel: "stylesheet", href: "/static/vendor/maplibre-gl.css" });
  document.head.append(link);
  await new Promise((resolve) => { link.onload = link.onerror = resolve; });
}

export async function openMap(pane, place) {
  await loadStyles();
  setWorkerUrl("/static/vendor/maplibre-gl-worker.mjs");
  const container = make("div", { id: "map" });
  pane.append(container);
  const start = place ? onBase(place) : CHINA;
  const map = new Map({ container, style: style(), center: [start.lon, start.lat], zoom: place ? CLOSE_UP : FAR_OFF, dragRotate: false,
    pitchWithRotate: false, attributionControl: false, localIdeographFontFamily: FONT, cooperativeGestures: false,
    locale: { "NavigationControl.ZoomIn": say("zoom_in"), "NavigationControl.ZoomOut": say("zoom_out"),
      "Map.Title": say("the_map"), "Popup.Close": say("close") } });
  map.touchZoomRotate.disableRotation();
  map.addControl(new NavigationControl({ showCompass: false }), "top-right");
  map.addControl(new ScaleControl({ maxWidth: 90 }), "bottom-left");
  map.addControl(cite(), "bottom-right");
  map.on("error", () => undefined); // a missing tile leaves paper; the list still works
  map.on("idle", () => { container.dataset.drawn = "yes"; });
  for (const layer of ["found", "all"]) map.on("click", layer, (event) => tell(map, event));
  await map.once("style.load"); // not "load": one missing tile of a base map would keep it waiting
  if (told.base_map?.outline) { follow(map); map.on("move", () => follow(map)); }
  return {
    map,
    resize: () => map.resize(),
    show: (at, stations) => {
      map.resize();
      map.getSource("me").setData(at ? point(at, {}) : NOTHING);
      map.getSource("found").setData({ ...NOTHING,
        features: stations.map((station, index) => point(station, { rank: index + 1, name: station.name, code: station.code })) });
      frame(map, [at, ...stations.slice(0, SEEN_AT_ONCE)].filter(Boolean).map(onBase));
    },
  };
}
