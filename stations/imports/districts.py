"""Districts brought into the registry, with the evidence that their boundaries are where they say."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from geoalchemy2.shape import from_shape
from shapely.geometry.base import BaseGeometry
from sqlalchemy.orm import Session

from stations import geo, registry
from stations.errors import InputError
from stations.imports import Progress, adcodes, boundaries
from stations.imports.boundaries import Boundary, BoundaryFile
from stations.imports.boundary_checks import check_datum, check_degrees
from stations.imports.reasons import Reason, held
from stations.imports.report import reason_dict
from stations.imports.values import is_damaged, term
from stations.language import Text
from stations.vocabulary import CODE_SYSTEMS, DISTRICT_LEVELS

BATCH = 100
STORABLE = re.compile(r"[0-9A-Za-z_-]{1,32}")  # what the column takes


@dataclass(frozen=True, slots=True, kw_only=True)
class DistrictOptions:
    """What the person importing says of boundaries; what is not said is read from the file.

    `adcode` is a code or the beginning of one: only districts in it are taken, and those it lies in. `columns` names
    the columns of adcode, name, level and parent. `level` and `code_system` are of all districts of the file.
    """

    adcode: str | None = None
    columns: Mapping[str, str] = field(default_factory=dict)
    source: str | None = None
    year: int | None = None
    code_system: str | None = None
    level: str | None = None
    crs: str | None = None

    def __post_init__(self) -> None:
        _check("code_system", self.code_system, [term.code for term in CODE_SYSTEMS])
        _check("level", self.level, [term.code for term in DISTRICT_LEVELS])
        for role in self.columns:
            _check("column", role, list(boundaries.HEADINGS))


class HeldDistrict(NamedTuple):
    """A feature that could not be taken; `row` is its place in the file, from 1 on."""

    row: int
    adcode: str
    name: str
    reason: Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class DistrictReport:
    """What became of the districts of a file; those outside the wanted adcode are not counted."""

    source: str
    added: int
    changed: int
    unchanged: int
    held: Sequence[HeldDistrict]
    warnings: Sequence[Text]

    def as_dict(self) -> dict[str, Any]:
        """Return the report as plain data for JSON."""
        return {
            "source": self.source,
            "counts": {
                "added": self.added,
                "changed": self.changed,
                "unchanged": self.unchanged,
                "held": len(self.held),
            },
            "warnings": [text._asdict() for text in self.warnings],
            "held": [{**entry._asdict(), "reason": reason_dict(entry.reason)} for entry in self.held],
        }


def import_districts(
    session: Session, options: DistrictOptions, *, path: Path | None = None, progress: Progress | None = None
) -> DistrictReport:
    """Add or renew districts from a file, or without one from the boundaries that come with Yizhan; find stations anew.

    The caller commits. Raise `FileError` or `InputError` for a file that cannot be used, or whose boundaries lie
    elsewhere than they should.
    """
    given = boundaries.read(path, columns=options.columns, crs=options.crs) if path else boundaries.default()
    wanted = [entry for entry in given.boundaries if _is_wanted(entry.adcode, options.adcode)]
    shaped = [entry for entry in wanted if entry.geometry is not None and not entry.geometry.is_empty]
    if not shaped:
        raise InputError(
            f"没有属于 {options.adcode} 的行政区边界。" if options.adcode else "文件里没有边界。",
            f"There are no boundaries in {options.adcode}." if options.adcode else "The file has no boundaries.",
            field="adcode",
        )
    check_degrees([entry.geometry for entry in shaped if entry.geometry])
    warnings = _evidence(shaped, given) if path else []
    rows, waiting = _rows(wanted, given, options, path)
    counts = {"added": 0, "changed": 0, "unchanged": 0}
    for start in range(0, len(rows), BATCH):
        for outcome, count in registry.put_districts(session, rows[start : start + BATCH]).items():
            counts[outcome] += count
        if progress:
            progress(min(start + BATCH, len(rows)), len(rows))
    if counts["added"] or counts["changed"]:
        registry.refresh_places(session)
    return DistrictReport(source=_source(options, path), held=waiting, warnings=warnings, **counts)


def _check(name: str, value: str | None, codes: Sequence[str]) -> None:
    if value is not None and value not in codes:
        raise InputError(
            f"{name} 不能是 {value}，可用：{'、'.join(codes)}。",
            f"{name} cannot be {value}; it is one of {', '.join(codes)}.",
            field=name,
        )


def _is_wanted(adcode: str, within: str | None) -> bool:
    if within is None:
        return True
    prefix = within.removesuffix("00").removesuffix("00")
    return adcode.startswith(prefix) or adcode in adcodes.with_parents(prefix)


def _evidence(shaped: Sequence[Boundary], given: BoundaryFile) -> list[Text]:
    areas = {entry.adcode: area for entry in shaped if entry.geometry and (area := boundaries.polygons(entry.geometry))}
    return check_datum(areas, given.datum)


def _source(options: DistrictOptions, path: Path | None) -> str:
    return options.source or (path.name if path else boundaries.DEFAULT_SOURCE)


def _rows(
    wanted: Sequence[Boundary], given: BoundaryFile, options: DistrictOptions, path: Path | None
) -> tuple[list[dict[str, Any]], list[HeldDistrict]]:
    """Return the districts as the registry takes them, in order of code, and the features that must wait."""
    year = options.year or (None if path else boundaries.DEFAULT_YEAR)
    same = {"code_year": year, "boundary_year": year, "boundary_source": _source(options, path)}
    rows: dict[str, dict[str, Any]] = {}
    row_of: dict[str, int] = {}
    waiting = []
    for entry in wanted:
        area = boundaries.polygons(boundaries.to_wgs84(entry.geometry, given.datum)) if entry.geometry else None
        reason = _doubt(entry, area, row_of, options)
        if reason or area is None:
            waiting.append(HeldDistrict(entry.row, entry.adcode, entry.name, reason or _no_area(entry)))
            continue
        row_of[entry.adcode] = entry.row
        rows[entry.adcode] = _row(entry, area, options) | same
    return [rows[adcode] for adcode in sorted(rows)], waiting


def _row(entry: Boundary, area: BaseGeometry, options: DistrictOptions) -> dict[str, Any]:
    own = adcodes.division(entry.adcode)
    return {
        "adcode": entry.adcode,
        "name": entry.name,
        "level": options.level or term(entry.level or "", DISTRICT_LEVELS) or (own.level if own else None),
        "parent_adcode": entry.parent or (own.parent_adcode if own else None),
        "code_system": options.code_system or (own.code_system if own else "local"),
        "area_km2": geo.geodesic_area_km2(area),
        "geom": from_shape(area, srid=4326),
    }


def _doubt(
    entry: Boundary, area: BaseGeometry | None, row_of: Mapping[str, int], options: DistrictOptions
) -> Reason | None:
    """Return why a feature is no district that can be stored."""
    if not entry.adcode:
        return held("adcode", "没有代码。", "There is no code.")
    if not STORABLE.fullmatch(entry.adcode) or (adcodes.division(entry.adcode) is None and not options.level):
        return held(
            "adcode",
            f"代码 {entry.adcode} 不是 6、9 或 12 位数字；本地代码请用字母、数字，并用 --level 说明级别。",
            f"The code {entry.adcode} has not 6, 9 or 12 digits; own codes are letters and digits and need a --level.",
        )
    if not entry.name or is_damaged(entry.name):
        return held("name", "没有名称或名称有乱码。", "There is no name, or it is broken.")
    if entry.adcode in row_of:
        return held(
            "adcode", f"代码与第 {row_of[entry.adcode]} 行重复。", f"Row {row_of[entry.adcode]} has the same code."
        )
    return _no_area(entry) if area is None else None


def _no_area(entry: Boundary) -> Reason:
    kind = entry.geometry.geom_type if entry.geometry else "—"
    return held("geometry", f"几何类型是 {kind}，不是面。", f"The geometry is a {kind}, not an area.")
