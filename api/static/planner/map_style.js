// How the map is drawn: its sources, its layers from the ground up, their colours by the page's scheme.
import { told } from "../courier/told.js";
import { NO_DATA, OPACITY } from "./classes.js";

export const NOTHING = { type: "FeatureCollection", features: [] };
export const CLEAR = "rgba(0,0,0,0)";

export const color = (name) => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
export const tiles = (path, more = {}) => ({
  type: "vector",
  tiles: [`${location.origin}${path}/{z}/{x}/{y}.mvt`],
  maxzoom: 14,
  ...more,
});
const geojson = (more = {}) => ({ type: "geojson", data: NOTHING, ...more });

export const LAYERS = {
  stations: ["stations-all", "stations-asked"],
  gaps: ["gaps-fill", "gaps-line"],
  cells: ["cells-fill", "cells-line"],
  streets: ["streets"],
};

export function style() {
  const [ink, card, paper, accent, soft] = ["ink", "card", "map-paper", "accent", "soft"].map(color);
  const text = { "text-font": ["sans"], "text-size": 14 };
  const halo = { "text-color": ink, "text-halo-color": card, "text-halo-width": 1.8 };
  const raster = told.base_map ? { base: { type: "raster", tiles: [told.base_map.url], tileSize: 256 } } : {};
  return {
    version: 8,
    sources: {
      ...raster,
      streets: tiles("/v1/tiles/streets", { attribution: "© OpenStreetMap" }),
      districts: tiles("/v1/tiles/districts"),
      areas: tiles("/v1/tiles/areas"),
      all: tiles("/v1/tiles/stations"),
      gaps: geojson({ promoteId: "rank" }),
      asked: geojson(),
      plan: geojson(),
    },
    layers: [
      { id: "paper", type: "background", paint: { "background-color": paper } },
      ...(told.base_map ? [{ id: "base", type: "raster", source: "base" }] : []),
      {
        id: "areas",
        type: "fill",
        source: "areas",
        "source-layer": "areas",
        filter: ["boolean", false],
        paint: { "fill-color": CLEAR, "fill-opacity": OPACITY },
      },
      {
        id: "areas-none",
        type: "fill",
        source: "areas",
        "source-layer": "areas",
        filter: ["boolean", false],
        paint: { "fill-pattern": NO_DATA, "fill-opacity": 0.6 },
      },
      {
        id: "streets",
        type: "line",
        source: "streets",
        "source-layer": "streets",
        paint: {
          "line-color": color("street"),
          "line-opacity": 0.75,
          "line-width": ["interpolate", ["linear"], ["zoom"], 11, 0.5, 16, 4],
        },
      },
      { id: "gaps-fill", type: "fill", source: "gaps", paint: { "fill-pattern": "gap", "fill-opacity": 0.7 } },
      { id: "gaps-line", type: "line", source: "gaps", paint: { "line-color": color("gap"), "line-width": 1.4 } },
      {
        id: "districts",
        type: "line",
        source: "districts",
        "source-layer": "districts",
        paint: { "line-color": soft, "line-width": ["match", ["get", "level"], ["township", "community"], 0.8, 1.6] },
      },
      {
        id: "area-hover",
        type: "line",
        source: "areas",
        "source-layer": "areas",
        filter: ["boolean", false],
        paint: { "line-color": ink, "line-width": 3 },
      },
      {
        id: "area-open",
        type: "line",
        source: "areas",
        "source-layer": "areas",
        filter: ["boolean", false],
        paint: { "line-color": accent, "line-width": 4 },
      },
      {
        id: "gap-hover",
        type: "line",
        source: "gaps",
        filter: ["boolean", false],
        paint: { "line-color": ink, "line-width": 3.5 },
      },
      {
        id: "stations-all",
        type: "circle",
        source: "all",
        "source-layer": "stations",
        paint: {
          "circle-radius": [
            "interpolate",
            ["linear"],
            ["zoom"],
            8,
            ["min", 9, ["+", 1.5, ["sqrt", ["get", "count"]]]],
            15,
            4,
          ],
          "circle-color": paper,
          "circle-stroke-color": soft,
          "circle-stroke-width": 1,
        },
      },
      {
        id: "stations-asked",
        type: "circle",
        source: "asked",
        layout: { "circle-sort-key": ["match", ["get", "answers"], "sure", 2, "may", 1, 0] },
        paint: {
          "circle-radius": ["match", ["get", "answers"], "sure", 6.5, "may", 5.5, 3.5],
          "circle-color": ["match", ["get", "answers"], "sure", color("sure"), "may", card, soft],
          "circle-stroke-color": ["match", ["get", "answers"], "may", color("sure"), card],
          "circle-stroke-width": ["match", ["get", "answers"], "may", 2.5, 1.5],
        },
      },
      {
        id: "names",
        type: "symbol",
        source: "districts",
        "source-layer": "district_labels",
        filter: ["boolean", false],
        layout: {
          ...text,
          "text-size": ["interpolate", ["linear"], ["zoom"], 9, 12, 12, 14],
          "text-field": ["get", "name"],
          "text-max-width": 7,
          "text-padding": 1,
        },
        paint: halo,
      },
      {
        id: "plan",
        type: "circle",
        source: "plan",
        paint: {
          "circle-radius": 12,
          "circle-color": ["match", ["get", "action"], "open", accent, card],
          "circle-stroke-color": accent,
          "circle-stroke-width": 3,
        },
      },
      {
        id: "plan-ranks",
        type: "symbol",
        source: "plan",
        layout: { ...text, "text-size": 13, "text-field": ["to-string", ["get", "rank"]], "text-allow-overlap": true },
        paint: { "text-color": ["match", ["get", "action"], "open", color("on-accent"), ink] },
      },
    ],
  };
}
