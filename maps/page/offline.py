"""One file that asks nobody for anything: scripts and styles put in, everything else shut out."""

import base64
import hashlib
import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from stations.errors import SetupError

ASSETS = Path(__file__).parent / "assets"
STYLES = ("leaflet.css", "MarkerCluster.css")
SCRIPTS = ("leaflet.js", "leaflet.markercluster.js")
LICENSES = ("leaflet.LICENSE", "leaflet.markercluster.LICENSE")


@cache
def asset(name: str) -> str:
    """Return a file that set-up copied from npm; raise SetupError when it is not there."""
    try:
        return (ASSETS / name).read_text("utf-8")
    except FileNotFoundError:
        raise SetupError(
            f"缺少浏览器组件 {name}，请先运行 make run 或 sh scripts/setup.sh assets。",
            f"The browser asset {name} is missing: run make run, or sh scripts/setup.sh assets.",
        ) from None


def styles() -> str:
    """Return the style sheets, without the pictures they would ask for: our maps show none of them."""
    return re.sub(r"url\((?!data:)[^)]*\)", "none", "\n".join(asset(name) for name in STYLES))


def scripts() -> str:
    """Return the scripts after their licences, as both licences want it; they ask for no source map."""
    notices = "\n".join(asset(name) for name in LICENSES)
    code = "\n".join(asset(name) for name in SCRIPTS)
    return f"/*\n{notices}\n*/\n" + re.sub(r"^//# sourceMappingURL=.*$", "", code, flags=re.MULTILINE)


def policy(scripts: Iterable[str]) -> str:
    """Return the Content-Security-Policy of a page on which only these scripts run, and nothing is fetched."""
    digests = [base64.b64encode(hashlib.sha256(script.encode()).digest()).decode() for script in scripts]
    hashes = " ".join(f"'sha256-{digest}'" for digest in digests)
    return (
        f"default-src 'none'; script-src {hashes}; style-src 'unsafe-inline'; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )
