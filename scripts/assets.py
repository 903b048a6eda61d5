"""Copy what pages run in the browser to where they find it: `python -m scripts.assets`, after `npm ci`."""

import shutil
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
COPIES = {
    "leaflet/dist/leaflet.js": "maps/page/assets/leaflet.js",
    "leaflet/dist/leaflet.css": "maps/page/assets/leaflet.css",
    "leaflet/LICENSE": "maps/page/assets/leaflet.LICENSE",
    "leaflet.markercluster/dist/leaflet.markercluster.js": "maps/page/assets/leaflet.markercluster.js",
    "leaflet.markercluster/dist/MarkerCluster.css": "maps/page/assets/MarkerCluster.css",
    "leaflet.markercluster/MIT-LICENCE.txt": "maps/page/assets/leaflet.markercluster.LICENSE",
    "maplibre-gl/dist/maplibre-gl.mjs": "api/static/vendor/maplibre-gl.mjs",
    "maplibre-gl/dist/maplibre-gl-worker.mjs": "api/static/vendor/maplibre-gl-worker.mjs",
    "maplibre-gl/dist/maplibre-gl.css": "api/static/vendor/maplibre-gl.css",
    "maplibre-gl/LICENSE.txt": "api/static/vendor/maplibre-gl.LICENSE",
}


def main() -> int:
    """Copy every file, or say which is missing; return the exit code."""
    for source, target in COPIES.items():
        if not (ROOT / "node_modules" / source).is_file():
            sys.stderr.write(
                f"错误：缺少 node_modules/{source}，请先运行 npm ci --ignore-scripts。\n"
                f"Error: node_modules/{source} is missing: run npm ci --ignore-scripts first.\n"
            )
            return 1
        (ROOT / target).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(ROOT / "node_modules" / source, ROOT / target)
    return 0


if __name__ == "__main__":
    sys.exit(main())
