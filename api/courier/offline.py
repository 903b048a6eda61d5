"""What a phone keeps of the pages: the service worker with its list, and the manifest."""

import json

from api import statics
from api.courier.base_map import BaseMap
from api.courier.document import HTML, rendered
from api.courier.paper import PAPER
from api.statics import Static

HOMES = ("/?lang=zh", "/?lang=en")
LATER = ("courier/map.js", "courier/gcj02.js", "courier/courier.css")
"""Loaded with the map, when it is asked for; or in the pages themselves."""


def kept() -> list[str]:
    """Return the files that are kept at the first visit: all but the map and what only an installed page shows."""
    files = (name for name in statics.names() if name.startswith("courier/") and not name.endswith(".png"))
    return sorted(name for name in files if name not in LATER and name != "courier/sw.js")


def worker(base_map: BaseMap | None) -> Static:
    """Return the service worker, with the list of what it keeps and a version that changes with any of it."""
    pages = [
        statics.of(rendered("courier.html", lang=lang, base_map=base_map), media_type=HTML) for lang in ("zh", "en")
    ]
    version = statics.version([*pages, *(statics.read(name) for name in sorted(statics.names()))])
    kept_here = [*HOMES, *(f"/static/{name}" for name in kept())]
    head = f"const VERSION = {json.dumps(version)};\nconst KEPT = {json.dumps(kept_here)};\n"
    return statics.of(head.encode() + statics.read("courier/sw.js").body, media_type="text/javascript; charset=utf-8")


def manifest() -> dict[str, object]:
    """Return how the page presents itself once it is installed (W3C Web Application Manifest)."""
    icons = [
        {"src": "/static/courier/icon.svg", "sizes": "any", "type": "image/svg+xml"},
        *(
            {"src": f"/static/courier/icon-{size}.png", "sizes": f"{size}x{size}", "type": "image/png", "purpose": use}
            for size, use in ((192, "any"), (512, "any"), (512, "maskable"))
        ),
    ]
    return {
        "name": PAPER["title"].zh,
        "short_name": PAPER["brand"].zh,
        "description": PAPER["tagline"].zh,
        "lang": "zh-CN",
        "id": "/",
        "start_url": "/",
        "scope": "/",
        "display": "standalone",
        "background_color": "#e8ecf0",
        "theme_color": "#9a3412",
        "icons": icons,
    }
