"""The folder of maps that were built."""

import re
from datetime import UTC, datetime
from pathlib import Path

from api.schemas.maps import BuiltMap
from stations.errors import NotFound

PLAIN_NAME = re.compile(r"[A-Za-z0-9_-]+\.(html|png)", re.ASCII)


def maps(folder: Path) -> list[BuiltMap]:
    """Return the maps in a folder in order of name; none where there is no folder yet."""
    if not folder.is_dir():
        return []
    return [_described(path) for path in sorted(folder.iterdir()) if _is_map(path)]


def find(folder: Path, name: str) -> Path:
    """Return the file of a map; raise `NotFound` for whatever is none, or has no plain name."""
    path = folder / name
    if PLAIN_NAME.fullmatch(name) and _is_map(path):
        return path
    raise NotFound(
        "没有这个地图；有哪些见 /maps，用 yizhan map 可生成。",
        "There is no such map; /maps lists those there are, and yizhan map builds one.",
        field="name",
    )


def _is_map(path: Path) -> bool:
    return bool(PLAIN_NAME.fullmatch(path.name)) and path.is_file() and not path.is_symlink()


def _described(path: Path) -> BuiltMap:
    facts = path.stat()
    built_at = datetime.fromtimestamp(int(facts.st_mtime), UTC)
    return BuiltMap(name=path.name, href=f"/maps/{path.name}", size_bytes=facts.st_size, built_at=built_at)
