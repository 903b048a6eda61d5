"""What else a row says of its station: values for its columns and amenities, and notes on what was not understood."""

import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any, NamedTuple

from stations import hours
from stations.draft import AmenityDraft
from stations.imports import amenities
from stations.imports.reasons import Reason, note, shortened
from stations.imports.record import Record
from stations.imports.values import NOTHING, clean, clock, day, instant, number, term
from stations.language import Text
from stations.vocabulary import (
    AUDIENCES,
    BUILD_MODES,
    ENTRY_METHODS,
    OPERATION,
    STATION_LEVELS,
    STATION_TYPES,
    WORKER_GROUPS,
    Term,
    brand_of,
)

TEXTS = ("address", "declared_district", "contact", "floor", "directions", "brand")
TERMS: Mapping[str, tuple[Term, ...]] = {
    "type": STATION_TYPES,
    "level": STATION_LEVELS,
    "operation": tuple(state for state in OPERATION if state.code != "merged"),  # a list cannot say into which
    "build_mode": BUILD_MODES,
}
READ: Mapping[str, Callable[[str], Any]] = {
    "capacity": lambda text: round(found) if (found := number(text)) and found >= 1 else None,
    "area_m2": lambda text: found if (found := number(text)) and found > 0 else None,
    "opened_on": day,
    "verified_at": instant,
}
PUBLIC_FACING = {kind.code: kind.public_facing for kind in STATION_TYPES}
PIECES = re.compile(r"[、,，;；/\s]+")


class Details(NamedTuple):
    """Values by column of `Station`, amenities by code, and notes; what the row does not mention is left out."""

    values: dict[str, Any]
    amenities: dict[str, AmenityDraft]
    notes: tuple[Reason, ...]


def read_details(record: Record, *, default_type: str) -> Details:
    """Read all of a row but its name, number and place."""
    notes: list[Reason] = []
    values: dict[str, Any] = {field: text for field in TEXTS if (text := record.text(field))}
    values |= _values(record, notes)
    values |= _audience(record, notes)
    values |= _entry(record, notes)
    values |= _hours(record, notes)
    values.setdefault("type", default_type)
    values["public_facing"] = PUBLIC_FACING[values["type"]]
    if brand := values.get("brand") or brand_of(record.text("name")):
        values["brand"] = brand
    return Details(values, _amenities(record, notes), tuple(notes))


def _values(record: Record, notes: list[Reason]) -> dict[str, Any]:
    values = {}
    for field in (*TERMS, *READ):
        text = record.text(field)
        if not text:
            continue
        value = term(text, TERMS[field]) if field in TERMS else READ[field](text)
        if value is None:
            notes.append(_not_understood(record.heading(field), text))
        else:
            values[field] = value
    return values


def _audience(record: Record, notes: list[Reason]) -> dict[str, Any]:
    """Read who is served: everybody, members and so on, or groups of workers by name."""
    pieces = _pieces(record.text("audience"))
    audiences = [code for piece in pieces if (code := term(piece, AUDIENCES))]
    groups = [code for piece in pieces if (code := term(piece, WORKER_GROUPS))]
    strange = [piece for piece in pieces if not term(piece, (*AUDIENCES, *WORKER_GROUPS))]
    notes.extend(_not_understood(record.heading("audience"), piece) for piece in strange)
    values: dict[str, Any] = {"worker_groups": groups} if groups else {}
    if audiences or groups:
        values["audience"] = audiences[0] if audiences else "outdoor_workers"
    return values


def _entry(record: Record, notes: list[Reason]) -> dict[str, Any]:
    pieces = _pieces(record.text("entry"))
    ways = list(dict.fromkeys(code for piece in pieces if (code := term(piece, ENTRY_METHODS))))
    strange = [piece for piece in pieces if not term(piece, ENTRY_METHODS)]
    notes.extend(_not_understood(record.heading("entry"), piece) for piece in strange)
    if ways == ["face"]:
        zh, en = "刷脸不得作为唯一的进入方式，此项未采用。", "Face recognition may not be the only way in: left out."
        notes.append(note(record.heading("entry"), zh, en))
        return {}
    return {"entry": ways} if ways else {}


def _hours(record: Record, notes: list[Reason]) -> dict[str, Any]:
    """Read the opening hours; what is not understood is kept as written, and never taken for 24 hours."""
    raw = record.raw("hours").strip() if record.text("hours") else ""
    if not raw and record.text("hours_from") and record.text("hours_until"):
        raw = f"{clock(record.text('hours_from'))}-{clock(record.text('hours_until'))}"
    canonical, parse, strange = _read_hours(raw)
    if parse == "absent":
        return {}
    if parse != "ok":
        rest = shortened("；".join(strange) or raw)
        said = (
            Text(f"开放时间未能全部读懂，原文已保留：{rest}", f"Of the opening hours this was not understood: {rest}")
            if parse == "partial"
            else Text(f"开放时间未能读懂，原文已保留：{rest}", f"The opening hours were not understood: {rest}")
        )
        notes.append(note(record.heading("hours") or record.heading("hours_from"), *said))
    return {"hours_raw": raw, "hours_osm": canonical, "hours_parse": parse}


@lru_cache(maxsize=4096)  # long lists repeat a few sentences
def _read_hours(raw: str) -> tuple[str | None, str, tuple[str, ...]]:
    found = hours.read(raw)
    return found.canonical, found.parse, tuple(found.not_understood)


def _amenities(record: Record, notes: list[Reason]) -> dict[str, AmenityDraft]:
    found, strange = amenities.read_list(record.raw("amenities"))
    notes.extend(_not_understood(record.heading("amenities"), piece) for piece in strange)
    for heading, code in record.columns.amenity_of.items():
        text = clean(record.row.cells.get(heading, ""))
        if not text:
            continue
        state = amenities.read_state(text)
        if state is None:
            notes.append(_not_understood(heading, text))
        else:
            found[code] = amenities.merge(found.get(code), state)
    return found


def _pieces(text: str) -> list[str]:
    return [piece for piece in PIECES.split(text) if piece and piece not in NOTHING]


def _not_understood(column: str | None, text: str) -> Reason:
    said = Text(
        f"未能读懂“{shortened(text)}”，已保留在原始行中。", f"“{shortened(text)}” was not understood; the row keeps it."
    )
    return note(column, *said)
