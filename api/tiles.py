"""Vector tiles kept at hand for as long as nothing has changed."""

from collections import OrderedDict
from hashlib import blake2b
from threading import Lock
from typing import NamedTuple

from sqlalchemy.orm import Session

from stations import registry
from stations.errors import NotFound
from stations.registry import TILE_LAYERS, Tile

MOST_BYTES = 16_000_000  # in each worker
MOST_TILES = 4096  # empty ones weigh nothing
ETAG_BYTES = 16


class CutTile(NamedTuple):
    """A tile as it is sent, with a strong entity tag (RFC 9110, 8.8.3) made from its bytes."""

    content: bytes
    etag: str


class TileShelf:
    """Keep the tiles that were asked for last, each with the version of the data it was cut from.

    The version is asked for every time, so nothing that was committed before is ever missing from an answer.
    """

    def __init__(self, *, most_bytes: int = MOST_BYTES) -> None:
        self._most_bytes = most_bytes
        self._bytes = 0
        self._kept: OrderedDict[tuple[str, Tile], tuple[str, CutTile]] = OrderedDict()
        self._lock = Lock()

    def tile(self, session: Session, layer: str, square: Tile) -> CutTile:
        """Return a tile, cut anew if the data has changed; raise `NotFound` for one that the map does not have."""
        _check(layer, square)
        version = registry.tile_version(session, layer)
        known, kept = self._kept.get((layer, square), ("", None))
        if kept is None or known != version:
            content = registry.tile(session, layer, square)
            kept = CutTile(content, f'"{blake2b(content, digest_size=ETAG_BYTES).hexdigest()}"')
        self._keep((layer, square), version, kept)
        return kept

    def _keep(self, place: tuple[str, Tile], version: str, cut: CutTile) -> None:
        """Put a tile on top, and let go of those that were not asked for longest."""
        with self._lock:
            _, old = self._kept.pop(place, ("", CutTile(b"", "")))
            self._kept[place] = version, cut
            self._bytes += len(cut.content) - len(old.content)
            while self._bytes > self._most_bytes or len(self._kept) > MOST_TILES:
                _, (_, gone) = self._kept.popitem(last=False)
                self._bytes -= len(gone.content)


def matches(if_none_match: str | None, etag: str) -> bool:
    """Tell whether an `If-None-Match` header (RFC 9110, 13.1.2) names an entity tag or any."""
    tags = [tag.strip().removeprefix("W/") for tag in (if_none_match or "").split(",")]
    return etag in tags or "*" in tags


def _check(layer: str, square: Tile) -> None:
    if layer not in TILE_LAYERS:
        names = ", ".join(TILE_LAYERS)
        raise NotFound(
            f"没有图层 {layer}；有：{names}。", f"There is no layer {layer}; there are: {names}.", field="layer"
        )
    if not square.exists:
        raise NotFound(f"第 {square.z} 级没有这个瓦片。", f"There is no such tile at zoom {square.z}.", field="x")
