"""Demand brought in: read, put into cells, stored under a name, and accounted for row by row."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
from sqlalchemy.orm import Session

from maps.demand import cells, census, geojson, polygons, profiles, rasters, store, tables
from maps.demand.reading import Manner, Reading
from maps.demand.surface import UNITS, Demand, HeldRow, Meta
from maps.week import HOURS
from stations import registry
from stations.compiling import Array
from stations.errors import FileError, InputError
from stations.imports import evidence
from stations.imports.report import reason_dict
from stations.language import Text

Reader = Callable[[Path, Manner], Reading]

READERS: Mapping[str, Reader] = {
    ".csv": tables.read,
    ".tsv": tables.read,
    ".txt": tables.read,
    ".xlsx": tables.read,
    ".geojson": geojson.read,
    ".json": geojson.read,
    ".gpkg": polygons.read,
    ".shp": polygons.read,
    ".tif": rasters.read,
    ".tiff": rasters.read,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class DemandOptions:
    """What the person importing says of a surface; what is not said is read from the file."""

    name: str
    manner: Manner
    unit: Text | None = None
    source: str | None = None
    as_of: date | None = None
    profile: Path | None = None


@dataclass(frozen=True, kw_only=True)
class DemandReport:
    """What became of a file."""

    name: str
    demand: Demand
    agreement: Mapping[str, int]
    warnings: Sequence[Text]

    def as_dict(self) -> dict[str, Any]:
        """Return the report as plain data for JSON."""
        meta = self.demand.meta
        return {
            "name": self.name,
            "hash": self.demand.hash,
            "kind": meta.kind,
            "unit": meta.unit._asdict(),
            "source": meta.source,
            "method": meta.method._asdict(),
            "as_of": meta.as_of,
            "res": meta.res,
            "cells": len(self.demand.cells.h3),
            "total": self.demand.total,
            "by_hour": self.demand.profile is not None,
            "hours": None if self.demand.profile is None else _extremes(self.demand),
            "held_rows": len(meta.held),
            "held_weight": meta.held_weight,
            "agreement": dict(self.agreement),
            "warnings": [text._asdict() for text in self.warnings],
            "held": [_held(entry) for entry in meta.held],
        }


def import_demand(session: Session, home: Path, path: Path, options: DemandOptions) -> DemandReport:
    """Store a file as a surface under a name, in place of what had that name; the caller commits.

    Raise `FileError` or `InputError` if nothing of the file can be used.
    """
    reader = READERS.get(path.suffix.lower())
    if reader is None:
        raise _unreadable(path)
    return _keep(session, home, reader(path, options.manner), replace(options, source=options.source or path.name))


def import_census(session: Session, home: Path, adcode: str, options: DemandOptions) -> DemandReport:
    """Store the people of the registry's districts below a code as a surface, as `import_demand` does a file."""
    return _keep(session, home, census.read(session, adcode, options.manner), options)


def _keep(session: Session, home: Path, reading: Reading, options: DemandOptions) -> DemandReport:
    store.shelf(home).check_name(options.name)
    agreement = evidence.agreement_of(session, reading.claims)
    warnings = [*reading.warnings, *evidence.doubts(agreement, options.manner.crs or "")]
    own = cells.gathered(reading.cells, reading.weight)
    if not len(own.h3):
        raise _nothing(reading, warnings)
    profile = _profile(reading, options, own.h3)
    if options.profile and profile is not None:
        warnings += profiles.doubts(profile[0])
    demand = store.save(home, Demand(hash="", cells=own, meta=_meta(reading, options), profile=profile))
    registry.put_demand(session, _row(options.name, demand))
    store.shelf(home).name(options.name, demand.hash)
    store.shelf(home).prune(registry.hashes_in_use(session, "demand"))
    return DemandReport(name=options.name, demand=demand, agreement=agreement, warnings=warnings)


def _meta(reading: Reading, options: DemandOptions) -> Meta:
    return Meta(
        kind=reading.kind,
        unit=options.unit or UNITS[reading.unit],
        source=options.source or reading.source or "",
        method=reading.method,
        as_of=options.as_of or reading.as_of,
        res=options.manner.res,
        held=tuple(reading.held),
    )


def _profile(reading: Reading, options: DemandOptions, own: Array) -> Array | None:
    """Return the shares by hour of week, from a file for all cells alike or from what was read for each."""
    if options.profile and reading.hourly is not None:
        raise InputError(
            "文件已有每小时的列，不能再给 --profile。",
            "The file has hours of its own: --profile would contradict them.",
            field="profile",
        )
    if options.profile:
        return profiles.read(options.profile)[None, :]
    if reading.hourly is None:
        return None
    found, by_hour = cells.added(reading.cells, reading.hourly)
    by_hour = by_hour[np.isin(found, own)]
    shares: Array = by_hour / by_hour.mean(axis=1, keepdims=True)
    return shares


def _row(name: str, demand: Demand) -> dict[str, Any]:
    meta = demand.meta
    return {
        "name": name,
        "hash": demand.hash,
        "kind": meta.kind,
        "unit_zh": meta.unit.zh,
        "unit_en": meta.unit.en,
        "source": meta.source,
        "method_zh": meta.method.zh,
        "method_en": meta.method.en,
        "as_of": meta.as_of,
        "total": demand.total,
        "cells": len(demand.cells.h3),
        "held": len(meta.held),
        "held_weight": meta.held_weight,
    }


def _extremes(demand: Demand) -> dict[str, Any]:
    """Return the hours of the week with the least and the most weight, the first of several."""
    totals = [float(demand.weight_at(hour).sum()) for hour in range(HOURS)]
    return {
        name: {"hour_of_week": totals.index(weight), "weight": weight}
        for name, weight in (("least", min(totals)), ("most", max(totals)))
    }


def _held(entry: HeldRow) -> dict[str, Any]:
    return {"row": entry.row, "reason": reason_dict(entry.reason), "weight": entry.weight}


def _unreadable(path: Path) -> FileError:
    known = "、".join(READERS), ", ".join(READERS)
    return FileError(
        f"不能读取 {path.suffix or '没有扩展名'} 文件，可读取：{known[0]}。",
        f"Files {path.suffix or 'without an ending'} cannot be read, only {known[1]}.",
    )


def _nothing(reading: Reading, warnings: Sequence[Text]) -> InputError:
    """Say why a file has no demand: by its first held row, and by the evidence where the datum is in doubt."""
    first = reading.held[0].reason.text if reading.held else Text("所有权重都是 0。", "All weights are 0.")
    said = [
        Text(f"没有一行可用，共 {len(reading.held)} 行待定。", f"No row can be used, {len(reading.held)} are held.")
    ]
    said += [first, *warnings]
    return InputError("".join(each.zh for each in said), " ".join(each.en for each in said))
