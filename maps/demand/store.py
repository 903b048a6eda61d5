"""Demand surfaces kept on disk under their names; see `maps.shelf`."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from maps.demand.surface import Demand, HeldRow, Meta
from maps.engine.arrays import Cells
from maps.shelf import Shelf
from stations.imports.reasons import Reason
from stations.language import Text

PROFILE = "profile"


def shelf(home: Path) -> Shelf:
    """Return where surfaces are kept."""
    return Shelf(folder=home / "demand", field="demand", what=Text("需求数据", "demand surfaces"), format="1")


def save(home: Path, demand: Demand) -> Demand:
    """Write a surface, unless it is there already; return it with its hash. It has no name yet."""
    profile = {} if demand.profile is None else {PROFILE: demand.profile}
    own = shelf(home).put({**demand.cells._asdict(), **profile}, _written(demand.meta))
    return replace(demand, hash=own)


def load(home: Path, name_or_hash: str) -> Demand:
    """Return a surface, large arrays mapped into memory, every byte checked.

    Raise `NotFound` for one there is not, `FileError` for one that is not as it was written.
    """
    own, arrays, facts = shelf(home).get(name_or_hash)
    cells = Cells(*(arrays[part] for part in Cells._fields))
    return Demand(hash=own, cells=cells, meta=_read(facts), profile=arrays.get(PROFILE))


def _written(meta: Meta) -> dict[str, Any]:
    return {
        "kind": meta.kind,
        "unit": meta.unit,
        "source": meta.source,
        "method": meta.method,
        "as_of": meta.as_of.isoformat() if meta.as_of else None,
        "res": meta.res,
        "held": meta.held,
    }


def _read(facts: Mapping[str, Any]) -> Meta:
    return Meta(
        kind=facts["kind"],
        unit=Text(*facts["unit"]),
        source=facts["source"],
        method=Text(*facts["method"]),
        as_of=date.fromisoformat(facts["as_of"]) if facts["as_of"] else None,
        res=facts["res"],
        held=tuple(
            HeldRow(row, Reason(column, verdict, Text(*text)), weight)
            for row, (column, verdict, text), weight in facts["held"]
        ),
    )
