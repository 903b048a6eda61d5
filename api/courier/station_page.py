"""What a station's own page shows: every fact in words, with its date and its source."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from api import opening
from api.courier.handoff import Handoff, handoffs
from api.courier.paper import PAPER
from api.courier.phrases import day_of, floor_of, name_of, opening_of, yes_no
from api.courier.screen import CHIPS, REPORTS, SCREEN, said
from stations.hours.state import ZONE
from stations.language import Lang
from stations.registry import StationDetail
from stations.vocabulary import AMENITY_STATES, SERVING_OPERATION, meant_for

ANSWER_OF = {state.code: state.answer for state in AMENITY_STATES}


class Fact(NamedTuple):
    """Hold one thing known: what, how it is, whether that is yes, no or unknown, and where it comes from."""

    label: str
    value: str
    answer: str = ""
    note: str = ""
    seen: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StationPage:
    """A station as its page shows it; names and texts as they were given, never translated."""

    code: str
    name: str
    type: str
    brand: str | None
    address: str | None
    state: str
    opening: str
    partly: str | None
    hours: list[Fact]
    entry: list[Fact]
    needs: list[Fact]
    amenities: list[Fact]
    more: list[Fact]
    place: list[Fact]
    sources: list[Fact]
    handoffs: list[Handoff]
    reports: Mapping[str, str]
    lon: float
    lat: float


def station_page(detail: StationDetail, *, moment: opening.Moment, lang: Lang) -> StationPage:
    """Return a station in words, as things are at a moment."""
    view, more, at = detail.view, detail.more, moment.at
    state = opening.opening_of(view, moment)
    door = (view.lon, view.lat) if more["entrance_lon"] is None else (more["entrance_lon"], more["entrance_lat"])
    return StationPage(
        code=view.code,
        name=view.name,
        type=name_of("station_types", view.type, lang),
        brand=name_of("brands", view.brand, lang) if view.brand else None,
        address=view.address,
        state=state.state,
        opening=opening_of(state, at, lang) if view.operation in SERVING_OPERATION else _out_of_service(detail, lang),
        partly=_partly_read(detail, lang),
        hours=[*_hours(detail, state.basis.say(lang), lang), *_further_hours(detail, at, lang)],
        entry=_entry(detail, lang),
        needs=[
            Fact(label.say(lang), name_of("answers", view.needs[code], lang), view.needs[code])
            for code, label in CHIPS.items()
        ],
        amenities=[_amenity(fact, at, lang) for fact in detail.amenities],
        more=[*_more(detail, lang)],
        place=[*_place(detail, lang)],
        sources=_sources(detail, at, lang),
        handoffs=handoffs(view.name, view.address, lon=door[0], lat=door[1]),
        reports=said(REPORTS, lang),
        lon=view.lon,
        lat=view.lat,
    )


def _out_of_service(detail: StationDetail, lang: Lang) -> str:
    until, reason = detail.more["operation_until"], detail.more["operation_reason"]
    ends = until and _said("valid_until", lang).format(date=until)
    why = " · ".join(filter(None, (name_of("operation", detail.view.operation, lang), ends, reason)))
    return SCREEN["closed_because"].say(lang).format(why=why)


def _partly_read(detail: StationDetail, lang: Lang) -> str | None:
    view = detail.view
    return SCREEN["partly_read"].say(lang).format(raw=view.hours_raw) if view.hours_parse == "partial" else None


def _hours(detail: StationDetail, basis: str, lang: Lang) -> Iterable[Fact]:
    view = detail.view
    if view.hours_raw:
        yield Fact(_said("as_written", lang), view.hours_raw)
    if view.hours_in_effect:
        yield Fact(_said("as_read", lang), basis, note=view.hours_in_effect)
    elif view.hours_raw:
        yield Fact(_said("as_read", lang), name_of("hours_parse", view.hours_parse, lang), "unknown")


def _further_hours(detail: StationDetail, at: datetime, lang: Lang) -> Iterable[Fact]:
    """Yield what is not over yet; an alert's hours too, though they change nothing: see `stations.serving`."""
    today = at.astimezone(ZONE).date()
    for each in detail.hours:
        first, last = each["valid_from"], each["valid_until"]
        if last is None or today <= last:
            of = name_of("amenities", each["amenity"], lang) if each["amenity"] else ""
            period = f"{first or ''} – {last or ''}" if first or last else ""
            label = f"{name_of('hours_kinds', each['kind'], lang)} {of}".strip()
            yield Fact(label, each["raw"], note=" · ".join(filter(None, (each["osm"], period))))


def _entry(detail: StationDetail, lang: Lang) -> list[Fact]:
    access = detail.view.access
    audience = meant_for(access["audience"], public_facing=access["public_facing"])
    parking = detail.view.amenities.get("ebike_parking", "unknown")
    facts = [
        Fact(_said("who", lang), name_of("audiences", audience, lang)),
        Fact(_said("groups", lang), _listed("worker_groups", access["worker_groups"], lang)),
        Fact(_said("how", lang), _listed("entry_methods", access["entry"], lang)),
        Fact(_said("register", lang), yes_no(access["register_first"], lang), _answer(access["register_first"])),
        Fact(_said("guard", lang), yes_no(access["guard_gate"], lang), _answer(access["guard_gate"])),
        Fact(_said("fee_label", lang), _said("free", lang) if access["fee"] == "free" else access["fee"]),
        Fact(
            _said("parking", lang),
            name_of("amenity_states", parking, lang),
            ANSWER_OF[parking],
        ),
        Fact(_said("inside", lang), yes_no(access["ebike_inside"], lang), _answer(access["ebike_inside"])),
        Fact(_said("floor_label", lang), floor_of(access["floor"], lang)),
        Fact(_said("steps", lang), yes_no(access["step_free"], lang), _answer(access["step_free"])),
    ]
    if detail.more["directions"]:
        facts.insert(0, Fact(_said("directions", lang), detail.more["directions"]))
    return facts


def _amenity(fact: Mapping[str, Any], at: datetime, lang: Lang) -> Fact:
    notes = [fact["detail"]]
    if fact["quantity"] is not None:
        notes.append(f"× {fact['quantity']:g}")
    if fact["distance_m"] is not None:
        notes.append(_said("nearby", lang).format(n=round(fact["distance_m"])))
    if fact["valid_until"] is not None:
        notes.append(_said("valid_until", lang).format(date=fact["valid_until"].isoformat()))
    return Fact(
        name_of("amenities", fact["amenity"], lang),
        name_of("amenity_states", fact["state"], lang),
        ANSWER_OF[fact["state"]],
        note=" · ".join(note for note in notes if note),
        seen=day_of(fact["observed_at"], at, lang) if fact["observed_at"] else _said("undated", lang),
        source=fact["source"],
    )


def _more(detail: StationDetail, lang: Lang) -> Iterable[Fact]:
    view, more = detail.view, detail.more
    yield Fact(_said("type", lang), name_of("station_types", view.type, lang))
    yield Fact(_said("status", lang), name_of("operation", view.operation, lang))
    known = {
        "reason": more["operation_reason"],
        "until": more["operation_until"],
        "relocated": more["relocated_to"],
        "aliases": "、".join(more["aliases"]),
        "level": more["level"] and name_of("station_levels", more["level"], lang),
        "capacity": more["capacity"] and _said("people", lang).format(n=more["capacity"]),
        "area": more["area_m2"] and f"{more['area_m2']:g} m²",
        "contact": more["contact"],
        "build_mode": more["build_mode"] and name_of("build_modes", more["build_mode"], lang),
        "opened_on": more["opened_on"],
    }
    for key, value in known.items():
        if value:
            yield Fact(_said(key, lang), str(value))
    for role in detail.roles:
        yield Fact(name_of("organisation_roles", role["role"], lang), role["name"])


def _place(detail: StationDetail, lang: Lang) -> Iterable[Fact]:
    view, more = detail.view, detail.more
    yield Fact(_said("address_label", lang), view.address or _said("not_said", lang))
    if view.adcode:
        yield Fact(_said("district", lang), view.adcode)
    if more["declared_district"]:
        yield Fact(_said("declared", lang), more["declared_district"])
    near = "" if more["accuracy_m"] is None else _said("accuracy", lang).format(n=round(more["accuracy_m"]))
    yield Fact(_said("coordinates", lang), f"{view.lon:.6f}, {view.lat:.6f} (WGS 84)", note=near)
    given = f"{more['orig_lon']:.6f}, {more['orig_lat']:.6f} ({name_of('datums', more['orig_crs'], lang)})"
    yield Fact(_said("origin", lang), given)


def _sources(detail: StationDetail, at: datetime, lang: Lang) -> list[Fact]:
    view = detail.view
    return [
        Fact(_said("source", lang), view.source),
        Fact(_said("verified_on", lang), day_of(view.verified_at, at, lang)),
        Fact(_said("updated_on", lang), day_of(view.updated_at, at, lang)),
        Fact(_said("created_on", lang), day_of(detail.more["created_at"], at, lang)),
    ]


def _listed(vocabulary: str, codes: list[str], lang: Lang) -> str:
    separator = "、" if lang == "zh" else ", "
    return separator.join(name_of(vocabulary, code, lang) for code in codes) or _said("not_said", lang)


def _answer(value: bool | None) -> str:  # noqa: FBT001 - it is the value that is looked at
    return "unknown" if value is None else "yes" if value else "no"


def _said(key: str, lang: Lang) -> str:
    return PAPER[key].say(lang)
