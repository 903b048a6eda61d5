"""What in the registry contradicts itself."""

from typing import Literal, NamedTuple

from sqlalchemy import text
from sqlalchemy.orm import Session

from stations.language import Text

ConflictKind = Literal["other_district", "not_a_district", "outside"]

CONFLICT_KINDS: dict[ConflictKind, Text] = {
    "other_district": Text("坐标落在另一个区县", "The point lies in another district than declared"),
    "not_a_district": Text(
        "所填不是行政区（如开发区等功能区）", "What is declared is no administrative district (a development zone, say)"
    ),
    "outside": Text("坐标不在任何已知行政区内", "The point lies in no known district"),
}


class Conflict(NamedTuple):
    """A station whose declared district and whose point do not agree."""

    station_id: int
    code: str
    source_id: str
    name: str
    kind: ConflictKind
    declared_district: str
    declared_adcode: str | None
    derived_adcode: str | None
    derived_district: str | None


def district_conflicts(session: Session, *, source: str | None = None) -> list[Conflict]:
    """Return the stations, of one source or of all, that declare a district and do not lie in it; in order of id."""
    sql = """
        SELECT s.id, s.code, s.source_id, s.name,
               CASE WHEN s.derived_adcode IS NULL THEN 'outside'
                    WHEN s.declared_adcode IS NULL THEN 'not_a_district'
                    ELSE 'other_district' END AS kind,
               s.declared_district, s.declared_adcode, s.derived_adcode,
               (SELECT name FROM district WHERE adcode = s.derived_adcode ORDER BY id DESC LIMIT 1) AS derived_district
        FROM station AS s
        WHERE s.declared_district IS NOT NULL AND (CAST(:source AS text) IS NULL OR s.source = :source)
          AND (s.declared_adcode IS NULL OR s.derived_adcode IS NULL
               OR NOT EXISTS (SELECT FROM district
                              WHERE adcode = s.declared_adcode AND id = ANY(s.places)))
        ORDER BY s.id
    """
    return [Conflict(*row) for row in session.execute(text(sql), {"source": source})]
