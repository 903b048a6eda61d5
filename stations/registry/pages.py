"""Stations in pages: by box, district, words or time of change, always in order of id."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import text
from sqlalchemy.orm import Session

from stations.registry.districts import district_ids
from stations.registry.stations import COLUMNS, StationView
from stations.vocabulary import SHOWN_OPERATION

VISIBLE = f"publication = 'published' AND operation IN {SHOWN_OPERATION}"  # Python writes a tuple as SQL does a list


@dataclass(frozen=True, slots=True, kw_only=True)
class StationQuery:
    """What to list. `bbox` is (west, south, east, north) in WGS84; west > east crosses the antimeridian."""

    bbox: tuple[float, float, float, float] | None = None
    adcode: str | None = None
    q: str | None = None
    updated_after: datetime | None = None
    limit: int = 100
    after_id: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Some stations, and the id after which the next page begins; None when this was the last."""

    stations: Sequence[StationView]
    next_after_id: int | None


def page(session: Session, query: StationQuery) -> Page:
    """Return published stations that are not closed, in order of id; raise `InputError` for an unknown adcode."""
    words, values = [VISIBLE, "id > :after_id"], {"after_id": query.after_id, "limit": query.limit + 1}
    for word, value in (_in_box(query), _in_district(session, query), _matching(query), _changed(query)):
        if word:
            words.append(word)
            values |= value
    sql = f"SELECT {COLUMNS} FROM station WHERE {' AND '.join(words)} ORDER BY id LIMIT :limit"  # noqa: S608 - our own words
    found = [StationView.of(row) for row in session.execute(text(sql), values)]
    here, rest = found[: query.limit], found[query.limit :]
    return Page(stations=here, next_after_id=here[-1].id if rest else None)


def _in_box(query: StationQuery) -> tuple[str, dict[str, Any]]:
    if query.bbox is None:
        return "", {}
    west, south, east, north = query.bbox
    values = {"west": west, "south": south, "east": east, "north": north}
    if west <= east:
        return "geom && st_makeenvelope(:west, :south, :east, :north, 4326)", values
    eastern = "geom && st_makeenvelope(:west, :south, 180, :north, 4326)"
    western = "geom && st_makeenvelope(-180, :south, :east, :north, 4326)"
    return f"({eastern} OR {western})", values


def _in_district(session: Session, query: StationQuery) -> tuple[str, dict[str, Any]]:
    if query.adcode is None:
        return "", {}
    return "places && CAST(:places AS integer[])", {"places": district_ids(session, query.adcode)}


def _matching(query: StationQuery) -> tuple[str, dict[str, Any]]:
    if not query.q:
        return "", {}
    literal = query.q.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return (
        "(name ILIKE :words OR address ILIKE :words OR array_to_string(aliases, ' ') ILIKE :words)",
        {"words": f"%{literal}%"},
    )


def _changed(query: StationQuery) -> tuple[str, dict[str, Any]]:
    if query.updated_after is None:
        return "", {}
    return "updated_at > :updated_after", {"updated_after": query.updated_after}
