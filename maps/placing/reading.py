"""Candidates read from a file: lon and lat, and a name and a cost where it has them."""

from pathlib import Path
from typing import Any

from maps.siting import places
from maps.siting.places import HEADINGS
from stations.imports.raw import RawRow

NAMES = ("name", "名称", "站点名称", "label", "id", "编号")


def read(path: Path, *, crs: str | None) -> list[dict[str, Any]]:
    """Return the candidates of a file in its order, as `siting_of` takes them; raise what `places.read` does.

    Degrees are of the datum `crs`, WGS84 unless it is given.
    """
    found = places.read(path, planar=False, value="cost", crs=crs)
    has_cost = bool(found.rows) and any(word in HEADINGS["cost"] for word in _plain(found.rows[0]))
    costs = found.value.tolist() if has_cost else [None] * len(found.rows)
    return [
        {"lon": lon, "lat": lat, "name": _name(row), "cost": cost}
        for (lon, lat), row, cost in zip(found.place.tolist(), found.rows, costs, strict=True)
    ]


def _name(row: RawRow) -> str | None:
    plain = _plain(row)
    return next((plain[word] for word in NAMES if plain.get(word)), None)


def _plain(row: RawRow) -> dict[str, str]:
    return {heading.strip().casefold(): cell.strip() for heading, cell in row.cells.items()}
