"""Which datum a list is in, told by its own words: how many rows lie in the district they name, read each way."""

from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from sqlalchemy import text
from sqlalchemy.orm import Session

from stations import datum
from stations.imports.coordinates import Point
from stations.imports.rows import CheckedRow
from stations.language import Text

READINGS: tuple[datum.Datum, ...] = ("gcj02", "bd09", "wgs84")
MOST = 1000  # rows looked at: more make no difference to the answer, only to the time
SAME_AS = {"cgcs2000": "wgs84"}

AGREEMENT = """
    SELECT count(*) AS rows, count(*) FILTER (WHERE EXISTS (
        SELECT FROM district
        WHERE name = ANY(row.names) AND level = 'county' AND st_covers(geom, st_point(row.lon, row.lat, 4326))
    )) AS agreeing
    FROM (
        SELECT lon, lat, ARRAY[name, name || '区', name || '县', name || '市'] AS names
        FROM unnest(CAST(:lon AS float8[]), CAST(:lat AS float8[]), CAST(:name AS text[])) AS given (lon, lat, name)
    ) AS row
    WHERE EXISTS (SELECT FROM district WHERE name = ANY(row.names) AND level = 'county')
"""


def agreement(session: Session, rows: Iterable[CheckedRow]) -> dict[str, int]:
    """Count rows that name a county the registry knows, as `rows`, and those that lie in it, read in each datum.

    Of a long list some rows stand for all. Nothing to count gives an empty dict.
    """
    return agreement_of(
        session,
        [
            (row.details.values["declared_district"], row.point)
            for row in rows
            if row.point and row.details.values.get("declared_district")
        ],
    )


def agreement_of(session: Session, claims: Sequence[tuple[str, Point]]) -> dict[str, int]:
    """Count as `agreement` does, for pairs of the district that is named and the point as it is given."""
    known = claims[:: max(1, len(claims) // MOST)]
    if not known:
        return {}
    names = [name for name, _ in known]
    lon, lat = np.array([point for _, point in known], dtype=np.float64).T
    counts: dict[str, int] = {}
    for reading in READINGS:
        x, y = datum.convert(lon, lat, source=reading, target="wgs84")
        found = session.execute(text(AGREEMENT), {"lon": x.tolist(), "lat": y.tolist(), "name": names}).one()
        counts |= {"rows": found.rows, reading: found.agreeing}
    return counts if counts["rows"] else {}


def doubts(counts: Mapping[str, int], crs: str) -> list[Text]:
    """Return a warning where another datum than the declared one agrees better, or where none was declared."""
    if not counts:
        return []
    declared = counts.get(SAME_AS.get(crs, crs), -1)
    if declared >= max(counts[reading] for reading in READINGS):
        return []
    zh = "，".join(f"按 {reading} 读 {counts[reading]} 行相符" for reading in READINGS)
    en = ", ".join(f"{counts[reading]} read as {reading}" for reading in READINGS)
    return [
        Text(
            f"{counts['rows']} 行写明所属区，{zh}；请核对坐标系（现为 {crs}）。",
            f"{counts['rows']} rows name a district. In it lie {en}. Please check the datum ({crs} now).",
        )
    ]
