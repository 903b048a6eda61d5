"""Copy what pages run in the browser from node_modules to maps/assets: `python -m scripts.assets`, after `npm ci`."""

import shutil
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
MODULES, ASSETS = ROOT / "node_modules", ROOT / "maps" / "assets"
COPIES = {
    "leaflet/dist/leaflet.js": "leaflet.js",
    "leaflet/dist/leaflet.css": "leaflet.css",
    "leaflet/LICENSE": "leaflet.LICENSE",
    "leaflet.markercluster/dist/leaflet.markercluster.js": "leaflet.markercluster.js",
    "leaflet.markercluster/dist/MarkerCluster.css": "MarkerCluster.css",
    "leaflet.markercluster/MIT-LICENCE.txt": "leaflet.markercluster.LICENSE",
}


def main() -> int:
    """Copy every file, or say which is missing; return the exit code."""
    for source, name in COPIES.items():
        if not (MODULES / source).is_file():
            sys.stderr.write(
                f"错误：缺少 node_modules/{source}，请先运行 npm ci --ignore-scripts。\n"
                f"Error: node_modules/{source} is missing: run npm ci --ignore-scripts first.\n"
            )
            return 1
        ASSETS.mkdir(exist_ok=True)
        shutil.copyfile(MODULES / source, ASSETS / name)
    return 0


if __name__ == "__main__":
    sys.exit(main())
