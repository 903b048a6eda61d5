"""The stations nearest to a point, exactly, from PostGIS.

Candidates come from an index on earth-centred points (contrib `cube`), whose straight-line order is the ellipsoid's up
to a known slack; everything within the slack is measured with the geodesic and sorted by that.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import asin, pi, sin
from typing import Any, Literal

from sqlalchemy import text
from sqlalchemy.orm import Session

from stations.facts import NUMBER_OF
from stations.models.station import SERVING
from stations.registry.districts import district_ids
from stations.registry.stations import COLUMNS, StationView

RADIUS_M = 6_378_137.0
NEAR_M = 500_000.0
ANTIPODAL_M = 12_000_000.0  # beyond, the earth is no ball: across the poles it is 43 km thinner; take everything
SLACK_NEAR = 1e-5  # equal chords under 500 km differ by at most 5e-6 of their geodesics: c² / (24 R²) × 2 %
SLACK_FAR = 0.012  # beyond, arcs on a sphere and on the ellipsoid differ by at most 0.56 %, taken twice

CANDIDATES = """
    SELECT max(chord_m) FROM (
        SELECT ecef <-> yizhan_ecef(:lon, :lat) AS chord_m FROM station WHERE {condition}
        ORDER BY ecef <-> yizhan_ecef(:lon, :lat) LIMIT :limit
    ) AS nearest
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Nearest:
    """A question for the nearest stations: WGS84 point, and what they must have, all of it.

    With `unknown="include"` a station passes unless it is known to lack something; with `"exclude"` only if it is
    known to have everything.
    """

    lon: float
    lat: float
    limit: int = 10
    max_distance_m: float | None = None
    codes: Sequence[str] = ()
    types: Sequence[str] = ()
    adcode: str | None = None
    unknown: Literal["include", "exclude"] = "include"


def nearest(session: Session, query: Nearest) -> list[StationView]:
    """Return the stations nearest to a point by geodesic metres, nearest first; ties go to the lower id.

    Raise `InputError` for an adcode that no district has.
    """
    condition, values = _condition(session, query)
    farthest_m = session.scalar(text(CANDIDATES.format(condition=condition)), values)
    if farthest_m is None:
        return []
    rows = session.execute(
        text(f"""
            SELECT * FROM (
                SELECT {COLUMNS}, st_distance(geom::geography, st_point(:lon, :lat, 4326)::geography) AS distance_m
                FROM station
                WHERE {condition} AND ecef <@ cube_enlarge(yizhan_ecef(:lon, :lat), :reach_m, 3)
            ) AS candidates
            WHERE distance_m <= :max_distance_m ORDER BY distance_m, id LIMIT :limit
        """),  # noqa: S608 - as above
        values | {"reach_m": reach_m(farthest_m)},
    )
    return [StationView.of(row) for row in rows]


def explain(session: Session, query: Nearest) -> list[str]:
    """Return PostgreSQL's plan for finding the candidates, line by line."""
    condition, values = _condition(session, query)
    return list(session.scalars(text("EXPLAIN " + CANDIDATES.format(condition=condition)), values))


def reach_m(chord_m: float) -> float:
    """Return a chord so long that no station beyond it can be geodesically nearer than one at `chord_m`."""
    if chord_m > ANTIPODAL_M:
        return 2 * RADIUS_M
    arc_m = 2 * RADIUS_M * asin(chord_m / (2 * RADIUS_M))
    wider_m = arc_m * (1 + (SLACK_NEAR if chord_m < NEAR_M else SLACK_FAR)) + 0.001
    return 2 * RADIUS_M * sin(min(wider_m / (2 * RADIUS_M), pi / 2))


def _condition(session: Session, query: Nearest) -> tuple[str, dict[str, Any]]:
    words = [SERVING.text]
    values: dict[str, Any] = {
        "lon": query.lon,
        "lat": query.lat,
        "limit": query.limit,
        "max_distance_m": float("inf") if query.max_distance_m is None else query.max_distance_m,
    }
    if query.codes:
        words.append(f"{'may' if query.unknown == 'include' else 'sure'} @> CAST(:codes AS integer[])")
        values["codes"] = [NUMBER_OF[code] for code in query.codes]
    if query.types:
        words.append("type = ANY(:types)")
        values["types"] = list(query.types)
    if query.adcode is not None:
        words.append("places && CAST(:places AS integer[])")
        values["places"] = district_ids(session, query.adcode)
    if query.max_distance_m is not None:  # a chord is never longer than the way along the ground
        words.append("ecef <@ cube_enlarge(yizhan_ecef(:lon, :lat), :max_distance_m, 3)")
    return " AND ".join(words), values
