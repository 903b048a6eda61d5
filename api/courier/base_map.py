"""The base map that may lie under ours: pictures from elsewhere, in a datum that is stated."""

from typing import NamedTuple
from urllib.parse import urlsplit

from api.coordinates import Crs
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


def configured(settings: Settings) -> BaseMap | None:
    """Return the base map that the settings name, None where they name none."""
    if settings.base_map_url is None:
        return None
    return BaseMap(settings.base_map_url, settings.base_map_datum, settings.base_map_attribution)
