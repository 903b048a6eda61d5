"""Organisations, and the roles they have at stations."""

from datetime import date

from sqlalchemy import func, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from stations.models import Organisation, StationRole


def put_organisation(
    session: Session, *, name: str, kind: str, parent_id: int | None = None, adcode: str | None = None
) -> int:
    """Return the id of the organisation of this name below this parent, made if it is not there yet."""
    same = select(Organisation.id).where(
        Organisation.name == name, Organisation.parent_id.is_not_distinct_from(parent_id)
    )
    found = session.scalar(same)
    if found is not None:
        return found
    statement = insert(Organisation).values(name=name, kind=kind, parent_id=parent_id, adcode=adcode)
    made = session.scalar(statement.on_conflict_do_nothing().returning(Organisation.id))
    return made if made is not None else session.scalars(same).one()


def give_role(
    session: Session,
    *,
    station_id: int,
    organisation_id: int,
    role: str,
    valid_from: date | None = None,
    valid_until: date | None = None,
) -> None:
    """Say what an organisation is to a station, from when to when; said again, the end is renewed."""
    statement = insert(StationRole).values(
        station_id=station_id,
        organisation_id=organisation_id,
        role=role,
        valid_from=valid_from,
        valid_until=valid_until,
    )
    session.execute(
        statement.on_conflict_do_update(
            index_elements=["station_id", "organisation_id", "role", "valid_from"],
            set_={"valid_until": func.coalesce(statement.excluded.valid_until, StationRole.valid_until)},
        )
    )
