"""Stations added, changed and deleted: by source and source_id, so that the same list twice changes nothing."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from itertools import groupby
from typing import Any, Literal, NamedTuple

from sqlalchemy import Executable, bindparam, func, select, text, update
from sqlalchemy import delete as delete_from
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from stations import datum
from stations.codes import code_of
from stations.draft import AmenityDraft, StationDraft
from stations.models import Base, Station, StationAmenity
from stations.registry.derived import refresh_facts, refresh_places
from stations.registry.place_names import refresh_names

STATION = Base.metadata.tables["station"]
AMENITY = Base.metadata.tables["station_amenity"]


class Change(NamedTuple):
    """What became of a draft."""

    source_id: str
    outcome: Literal["added", "changed", "unchanged"]
    station_id: int


class Plan(NamedTuple):
    """What to store of a draft: columns of the station, and the amenities that are new or differ."""

    change: Change
    columns: Mapping[str, Any]
    amenities: Sequence[tuple[str, AmenityDraft]]


def upsert(session: Session, source: str, drafts: Sequence[StationDraft], *, toilet_nearby_m: float) -> list[Change]:
    """Make the stations of a source what the drafts say; return what became of each, in their order.

    Drafts must have different source ids. Stations of the source that no draft speaks of stay as they are.
    """
    known = _known(session, source, [draft.source_id for draft in drafts])
    fresh = iter(_numbers(session, sum(draft.source_id not in known for draft in drafts)))
    plans = [
        _renewed(draft, known[draft.source_id]) if draft.source_id in known else _added(draft, source, next(fresh))
        for draft in drafts
    ]
    _execute(session, insert(STATION), [plan.columns for plan in plans if plan.change.outcome == "added"])
    renew = update(STATION).where(STATION.c.id == bindparam("number"))
    _execute(session, renew, [plan.columns for plan in plans if plan.change.outcome == "changed"])
    _put_amenities(session, source, plans)
    touched = [plan.change.station_id for plan in plans if plan.change.outcome != "unchanged"]
    if touched:
        refresh_places(session, touched)
        refresh_facts(session, touched, toilet_nearby_m=toilet_nearby_m)
        refresh_names(session)
    return [plan.change for plan in plans]


def delete(session: Session, station_id: int) -> None:
    """Delete a station for good; a tombstone stays (written by the table's own trigger)."""
    session.execute(delete_from(Station).where(Station.id == station_id))


def delete_source(session: Session, source: str) -> int:
    """Delete every station of a source for good; return how many there were."""
    return len(session.scalars(delete_from(Station).where(Station.source == source).returning(Station.id)).all())


def count_stations(session: Session, *, other_than: str | None = None) -> int:
    """Return how many stations there are, shown or not; those of one source may be left out."""
    counted = select(func.count()).select_from(Station)
    return session.scalars(counted if other_than is None else counted.where(Station.source != other_than)).one()


def _known(session: Session, source: str, source_ids: Sequence[str]) -> Mapping[str, Mapping[str, Any]]:
    columns = [column for column in Station.__table__.columns if column.name not in {"geom", "entrance", "ecef"}]
    amenities = func.coalesce(
        select(func.jsonb_object_agg(StationAmenity.amenity, func.to_jsonb(text("station_amenity"))))
        .where(StationAmenity.station_id == Station.id)
        .scalar_subquery(),
        text("'{}'::jsonb"),
    )
    statement = select(*columns, amenities.label("amenities")).where(
        Station.source == source, Station.source_id.in_(source_ids)
    )
    return {row["source_id"]: dict(row) for row in session.execute(statement).mappings()}


def _numbers(session: Session, count: int) -> list[int]:
    """Take ids from the table's sequence beforehand: the public code is made from the id."""
    sql = "SELECT nextval(pg_get_serial_sequence('station', 'id')) FROM generate_series(1, :count)"
    return list(session.scalars(text(sql), {"count": count}))


def _columns(draft: StationDraft) -> dict[str, Any]:
    return {
        **draft.values,
        "name": draft.name,
        "orig_lon": draft.orig_lon,
        "orig_lat": draft.orig_lat,
        "orig_crs": draft.orig_crs,
        "datum_method": datum.METHOD,
    }


def _point(draft: StationDraft) -> str:
    return f"SRID=4326;POINT({draft.lon:.12f} {draft.lat:.12f})"


def _added(draft: StationDraft, source: str, number: int) -> Plan:
    own = {"id": number, "code": code_of(number), "source": source, "source_id": draft.source_id, "geom": _point(draft)}
    return Plan(Change(draft.source_id, "added", number), own | _columns(draft), list(draft.amenities.items()))


def _renewed(draft: StationDraft, known: Mapping[str, Any]) -> Plan:
    changed = {name: value for name, value in _columns(draft).items() if known[name] != value}
    amenities = [
        (code, fact) for code, fact in draft.amenities.items() if not _same_fact(fact, known["amenities"].get(code))
    ]
    if not changed and not amenities:
        return Plan(Change(draft.source_id, "unchanged", known["id"]), {}, [])
    columns = {"number": known["id"], "geom": _point(draft)} | changed  # at least `geom`, so that the row is touched
    return Plan(Change(draft.source_id, "changed", known["id"]), columns, amenities)


def _same_fact(fact: AmenityDraft, known: Mapping[str, Any] | None) -> bool:
    """Compare what is said with what is stored; a later date alone is no change."""
    if known is None:
        return False
    said = asdict(fact)
    del said["observed_at"]
    return all(known[name] == value for name, value in said.items())


def _put_amenities(session: Session, source: str, plans: Iterable[Plan]) -> None:
    """Store what drafts say of amenities in place of what was known of them."""
    statement = insert(AMENITY)
    renewed = {column.name: statement.excluded[column.name] for column in AMENITY.c if not column.primary_key}
    rows = [
        {"station_id": plan.change.station_id, "amenity": code, "source": source, **asdict(fact)}
        for plan in plans
        for code, fact in plan.amenities
    ]
    _execute(session, statement.on_conflict_do_update(index_elements=AMENITY.primary_key, set_=renewed), rows)


def _execute(session: Session, statement: Executable, rows: Iterable[Mapping[str, Any]]) -> None:
    """Run a statement for every row; rows with the same columns go together, which is many times faster."""
    for _, alike in groupby(sorted(rows, key=sorted), key=sorted):
        session.execute(statement, list(alike))
