"""Demand surfaces by name: what there is, and what is said of each."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from stations.errors import NotFound
from stations.models import Demand


@dataclass(frozen=True, slots=True, kw_only=True)
class DemandView:
    """A surface without its cells; `held` is how many rows could not be used, `held_weight` what they weigh."""

    name: str
    hash: str
    kind: str
    unit_zh: str
    unit_en: str
    source: str
    method_zh: str
    method_en: str
    as_of: date | None
    total: float
    cells: int
    held: int
    held_weight: float
    imported_at: datetime


def put_demand(session: Session, row: Mapping[str, Any]) -> None:
    """Add a surface, or let its name mean another from now on."""
    statement = insert(Demand).values(**row)
    renewed = {key: statement.excluded[key] for key in row if key != "name"} | {"imported_at": func.now()}
    session.execute(statement.on_conflict_do_update(index_elements=["name"], set_=renewed))


def demands(session: Session) -> list[DemandView]:
    """Return all surfaces in order of name."""
    return [_view(row) for row in session.scalars(select(Demand).order_by(Demand.name))]


def demand(session: Session, name: str) -> DemandView:
    """Return one surface; raise `NotFound` for a name there is not."""
    found = session.get(Demand, name)
    if found is None:
        raise NotFound(f"没有名为“{name}”的需求数据。", f"There is no demand called “{name}”.", field="demand")
    return _view(found)


def _view(row: Demand) -> DemandView:
    return DemandView(**{field.name: getattr(row, field.name) for field in fields(DemandView)})
