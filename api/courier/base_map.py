"""The base map that may lie under ours: pictures from elsewhere, in a datum that is stated."""

from typing import Any, NamedTuple
from urllib.parse import urlsplit

from shapely import get_coordinates

from api.coordinates import Crs
from stations import datum
from stations.config import Settings


class BaseMap(NamedTuple):
    """Hold where raster tiles come from: an address with `{z}`, `{x}`, `{y}`, their datum, whom to name."""

    url: str
    datum: Crs
    attribution: str

    @property
    def origin(self) -> str:
        """The scheme and host that the page must be allowed to ask."""
        parts = urlsplit(self.url)
        return f"{parts.scheme}://{parts.netloc}"

    def told(self) -> dict[str, Any]:
        """Return what a page needs to draw on it; in GCJ-02 with the ring of [lon, lat] that is shifted."""
        ring = {"outline": get_coordinates(datum.OUTLINE).tolist()} if self.datum == "gcj02" else {}
        return self._asdict() | ring


def configured(settings: Settings) -> BaseMap | None:
    """Return the base map that the settings name, None where they name none."""
    if settings.base_map_url is None:
        return None
    return BaseMap(settings.base_map_url, settings.base_map_datum, settings.base_map_attribution)
