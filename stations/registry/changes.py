"""Stations added, changed and deleted: by source and source_id, so that the same list twice changes nothing."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from typing import Any, Literal, NamedTuple

from sqlalchemy import delete as delete_from
from sqlalchemy import func, insert, select, text, update
from sqlalchemy.orm import Session

from stations import datum
from stations.codes import code_of
from stations.draft import AmenityDraft, StationDraft
from stations.models import Station, StationAmenity
from stations.registry.derived import refresh_facts, refresh_places


class Change(NamedTuple):
    """What became of a draft."""

    source_id: str
    outcome: Literal["added", "changed", "unchanged"]
    station_id: int


def upsert(session: Session, source: str, drafts: Sequence[StationDraft], *, toilet_nearby_m: float) -> list[Change]:
    """Make the stations of a source what the drafts say; return what became of each, in their order.

    Drafts must have different source ids. Stations of the source that no draft speaks of stay as they are.
    """
    known = _known(session, source, [draft.source_id for draft in drafts])
    fresh = iter(_numbers(session, sum(draft.source_id not in known for draft in drafts)))
    changes = [
        _renew(session, draft, known[draft.source_id])
        if draft.source_id in known
        else _add(session, source, draft, next(fresh))
        for draft in drafts
    ]
    touched = [change.station_id for change in changes if change.outcome != "unchanged"]
    if touched:
        refresh_places(session, touched)
        refresh_facts(session, touched, toilet_nearby_m=toilet_nearby_m)
    return changes


def delete(session: Session, station_id: int) -> None:
    """Delete a station for good; a tombstone stays (written by the table's own trigger)."""
    session.execute(delete_from(Station).where(Station.id == station_id))


def delete_source(session: Session, source: str) -> int:
    """Delete every station of a source for good; return how many there were."""
    return len(session.scalars(delete_from(Station).where(Station.source == source).returning(Station.id)).all())


def count_except(session: Session, source: str) -> int:
    """Return how many stations come from other sources."""
    return session.scalars(select(func.count()).select_from(Station).where(Station.source != source)).one()


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
    return f"SRID=4326;POINT({draft.lon!r} {draft.lat!r})"


def _add(session: Session, source: str, draft: StationDraft, number: int) -> Change:
    columns = _columns(draft)
    session.execute(
        insert(Station).values(
            id=number, code=code_of(number), source=source, source_id=draft.source_id, geom=_point(draft), **columns
        )
    )
    _put_amenities(session, number, source, draft.amenities.items())
    return Change(draft.source_id, "added", number)


def _renew(session: Session, draft: StationDraft, known: Mapping[str, Any]) -> Change:
    columns = _columns(draft)
    changed = {name: value for name, value in columns.items() if known[name] != value}
    amenities = [
        (code, fact) for code, fact in draft.amenities.items() if not _same_fact(fact, known["amenities"].get(code))
    ]
    if not changed and not amenities:
        return Change(draft.source_id, "unchanged", known["id"])
    session.execute(
        update(Station)
        .where(Station.id == known["id"])
        .values(geom=_point(draft), updated_at=func.clock_timestamp(), **changed)
    )
    _put_amenities(session, known["id"], known["source"], amenities)
    return Change(draft.source_id, "changed", known["id"])


def _same_fact(fact: AmenityDraft, known: Mapping[str, Any] | None) -> bool:
    """Compare what is said with what is stored; a later date alone is no change."""
    if known is None:
        return False
    said = asdict(fact)
    del said["observed_at"]
    return all(known[name] == value for name, value in said.items())


def _put_amenities(session: Session, number: int, source: str, amenities: Iterable[tuple[str, AmenityDraft]]) -> None:
    rows = [{"station_id": number, "amenity": code, "source": source, **asdict(fact)} for code, fact in amenities]
    if not rows:
        return
    codes = [row["amenity"] for row in rows]
    session.execute(
        delete_from(StationAmenity).where(StationAmenity.station_id == number, StationAmenity.amenity.in_(codes))
    )
    session.execute(insert(StationAmenity), rows)
