"""What is derived from what was entered: the districts around each station, and the facts that searches compare."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Sequence

from sqlalchemy import select, text, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from stations.facts import facts_of, rules_in_force
from stations.models import Derivation, Station, StationAmenity
from stations.registry.place_names import refresh_names
from stations.vocabulary import AmenityFact

BATCH = 5000


def refresh_places(session: Session, ids: Sequence[int] | None = None) -> None:
    """Find the districts around stations, all or some, anew: their ids, and the code of the smallest ordinary one.

    On a shared border the lower code wins. A declared district's name is read as the one so called in the same city,
    else in the same province; a name that is neither stays without a code, and shows as a conflict.
    """
    some = {"ids": None if ids is None else list(ids)}
    session.execute(text(PLACES), some)
    session.execute(text(DECLARED), some)


PLACES = """
    WITH around AS (
        SELECT s.id, coalesce(array_agg(d.id ORDER BY d.id) FILTER (WHERE d.id IS NOT NULL), '{}') AS places,
               (array_agg(d.adcode ORDER BY array_position(ARRAY['county', 'city', 'province'], d.level), d.adcode)
                FILTER (WHERE d.level IN ('county', 'city', 'province')))[1] AS adcode
        FROM station AS s LEFT JOIN district AS d ON st_covers(d.geom, s.geom)
        WHERE CAST(:ids AS integer[]) IS NULL OR s.id = ANY(:ids)
        GROUP BY s.id
    )
    UPDATE station SET places = around.places, derived_adcode = around.adcode
    FROM around WHERE station.id = around.id
      AND (station.places, station.derived_adcode) IS DISTINCT FROM (around.places, around.adcode)
"""

DECLARED = """
    WITH read AS (
        SELECT s.id, (
            SELECT d.adcode FROM district AS d
            WHERE d.name IN (s.declared_district, s.declared_district || '区', s.declared_district || '县',
                             s.declared_district || '市')
              AND left(d.adcode, 2) = left(s.derived_adcode, 2)
            ORDER BY left(d.adcode, 4) = left(s.derived_adcode, 4) DESC, d.adcode = s.derived_adcode DESC, d.adcode
            LIMIT 1
        ) AS adcode
        FROM station AS s
        WHERE s.declared_district IS NOT NULL AND (CAST(:ids AS integer[]) IS NULL OR s.id = ANY(:ids))
    )
    UPDATE station SET declared_adcode = read.adcode
    FROM read WHERE station.id = read.id AND station.declared_adcode IS DISTINCT FROM read.adcode
"""


def refresh_facts(session: Session, ids: Iterable[int] | None = None, *, toilet_nearby_m: float) -> None:
    """Derive `sure` and `may` of stations, all or some, anew from their amenities, type and hours."""
    chosen = select(Station.id, Station.type, Station.hours_osm, Station.sure, Station.may)
    known = select(StationAmenity.station_id, StationAmenity.amenity, StationAmenity.state, StationAmenity.distance_m)
    if ids is not None:
        wanted = list(ids)
        chosen, known = chosen.where(Station.id.in_(wanted)), known.where(StationAmenity.station_id.in_(wanted))
    amenities: dict[int, dict[str, AmenityFact]] = defaultdict(dict)
    for number, amenity, state, distance_m in session.execute(known):
        amenities[number][amenity] = AmenityFact(state, distance_m)
    changes = []
    for number, kind, hours_osm, sure, may in session.execute(chosen):
        facts = facts_of(amenities[number], station_type=kind, hours_osm=hours_osm, toilet_nearby_m=toilet_nearby_m)
        if (facts.sure, facts.may) != (sure, may):
            changes.append({"id": number, "sure": facts.sure, "may": facts.may})
    for start in range(0, len(changes), BATCH):
        session.execute(update(Station), changes[start : start + BATCH])


def refresh_all(session: Session, *, toilet_nearby_m: float) -> bool:
    """Derive all facts anew if vocabulary or rules have changed since the last time; return whether they had.

    Names that wait to be spelled are spelled.
    """
    refresh_names(session)
    fingerprint = hashlib.sha256(rules_in_force(toilet_nearby_m=toilet_nearby_m).encode()).hexdigest()
    if mark(session, "facts") == fingerprint:
        return False
    refresh_facts(session, toilet_nearby_m=toilet_nearby_m)
    set_mark(session, "facts", fingerprint)
    return True


def mark(session: Session, name: str) -> str | None:
    """Return what something was last derived from, None when it never was."""
    return session.scalar(select(Derivation.fingerprint).where(Derivation.name == name))


def set_mark(session: Session, name: str, fingerprint: str) -> None:
    """Remember what something was derived from."""
    statement = insert(Derivation).values(name=name, fingerprint=fingerprint)
    session.execute(statement.on_conflict_do_update(index_elements=["name"], set_={"fingerprint": fingerprint}))
