"""Stations and districts with defaults, so that a test names only what it is about."""

from collections.abc import Callable, Mapping
from itertools import count
from typing import Any

from stations.draft import AmenityDraft, StationDraft

Add = Callable[..., list[int]]
_serial = count(1)

TIANANMEN = (116.3975, 39.9087)
EVERYWHERE = (-180.0, -90.0, 180.0, 90.0)


def draft(
    *,
    lon: float = TIANANMEN[0],
    lat: float = TIANANMEN[1],
    amenities: Mapping[str, str] | None = None,
    source_id: str | None = None,
    **values: object,
) -> StationDraft:
    """Return a draft in the middle of Beijing; `amenities` maps codes to states."""
    number = next(_serial)
    name = str(values.pop("name", f"驿站{number}"))
    return StationDraft(
        source_id=source_id or f"t{number}",
        name=name,
        lon=lon,
        lat=lat,
        orig_lon=lon,
        orig_lat=lat,
        orig_crs="wgs84",
        values={"type": "rest_station", **values},
        amenities={code: AmenityDraft(state=state) for code, state in (amenities or {}).items()},
    )


def square(
    adcode: str, *, west: float, south: float, side: float = 0.1, name: str | None = None, **values: object
) -> dict[str, Any]:
    """Return a square district `side` degrees wide, as `registry.put_districts` takes it."""
    east, north = west + side, south + side
    ring = ", ".join(f"{x} {y}" for x, y in ((west, south), (east, south), (east, north), (west, north), (west, south)))
    return {
        "adcode": adcode,
        "name": name or f"区{adcode}",
        "level": "county",
        "parent_adcode": f"{adcode[:4]}00",
        "code_system": "gbt2260",
        "code_year": 2023,
        "boundary_source": "made for a test",
        "boundary_year": 2023,
        "area_km2": 1.0,
        "geom": f"SRID=4326;MULTIPOLYGON((({ring})))",
        **values,
    }
