"""The tables of a pack, once for every kind of file: spreadsheets take the numbers, paper takes them as written."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from maps import week
from maps.coverage_metrics import METRICS, Figure
from maps.figure import PER_HEAD
from maps.report import ages, places, provenance
from maps.report.contents import FIGURES, Area, Contents, Gap, Remedy, Station
from maps.report.wording import ACTIONS, NAMES, REASONS, WORDS, say
from maps.report.writing import DASH, WAYS, amount, km2, metres, on
from stations.language import Lang, Text
from stations.vocabulary import NEEDS

Kind = Literal["text", "amount", "whole", "share", "metres", "km2", "degrees"]
Value = str | float | None

WRITTEN: Mapping[Kind, Callable[[Any], str]] = {
    "text": str,
    "amount": amount,
    "whole": lambda value: f"{value:,d}",
    "share": lambda value: f"{value:.1%}",
    "metres": metres,
    "km2": km2,
    "degrees": lambda value: f"{value:.5f}",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column: its key, its heading, and what kind of value stands in it."""

    key: str
    label: str
    kind: Kind = "text"


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table in one language; None is a value that there is not, written as a dash."""

    key: str
    title: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[Value]]

    def only(self, *keys: str) -> "Table":
        """Return the table with some of its columns, in their order here."""
        at = [[column.key for column in self.columns].index(key) for key in keys]
        return replace(self, columns=[self.columns[n] for n in at], rows=[[row[n] for n in at] for row in self.rows])

    def written(self) -> list[list[str]]:
        """Return the rows as they are written on paper."""
        return [
            [
                DASH if value is None else WRITTEN[column.kind](value)
                for column, value in zip(self.columns, row, strict=True)
            ]
            for row in self.rows
        ]


def of(contents: Contents, lang: Lang) -> list[Table]:
    """Return every table of a pack, in order; those without a row are there too."""
    return [make(contents, lang) for make in (figures, areas, hours, gaps, plan, stations)]


def figures(contents: Contents, lang: Lang) -> Table:
    """Return the figures of the whole district: coverage by reach, then every other metric."""
    whole, unit = contents.whole, contents.unit.say(lang)
    reach = Text("{label}，{minutes:g} 分钟", "{label}, {minutes:g} minutes").say(lang)
    rows: list[Sequence[Value]] = [
        (reach.format(label=say(key, lang), minutes=minutes), figure.value, unit, figure.of, figure.share)
        for minutes, sure, may in whole.bands
        for key, figure in (("surely", sure), ("possibly", may))
    ]
    rows += [_figure(contents, key, lang) for key in FIGURES[2:]]
    return _table(
        "figures", lang, _columns(lang, figure="text", value="amount", unit="text", of="amount", share="share"), rows
    )


def _figure(contents: Contents, key: str, lang: Lang) -> Sequence[Value]:
    """Return one figure of the whole district."""
    metric, figure = METRICS[key], contents.whole.figures[key]
    label, unit = metric.label.say(lang), (metric.unit or contents.unit).say(lang)
    if metric.form == "rate":
        return label, rate(figure), unit, None, None
    return label, figure.value, unit, figure.of, figure.share


def rate(figure: Figure) -> float | None:
    """Return so much for each PER_HEAD of a whole; None of fewer than FEWEST."""
    return None if figure.share is None else figure.share * PER_HEAD


def areas(contents: Contents, lang: Lang) -> Table:
    """Return the districts below, the whole first; no row where none are imported."""
    columns = _columns(
        lang,
        code="text",
        name="text",
        total="amount",
        surely="amount",
        sure_share="share",
        possibly="amount",
        may_share="share",
        inside_stations="whole",
        usable_sure="whole",
        usable_may="whole",
        median_m="metres",
        area_km2="km2",
    )
    told = [contents.whole, *contents.below] if contents.below else []
    return _table("areas", lang, columns, [_area(area) for area in told])


def _area(area: Area) -> Sequence[Value]:
    return (
        *(area.adcode, area.name, area.weight, area.sure.value, area.sure.share, area.may.value, area.may.share),
        *(area.stations, _whole(area.figures["answering_sure"]), _whole(area.answering_may)),
        *(area.figures["median_m"].value, area.facts["area_km2"]),
    )


def hours(contents: Contents, lang: Lang) -> Table:
    """Return the 168 hours of the week; no row where they were not worked out."""
    columns = _columns(
        lang, hour="text", surely="amount", sure_share="share", possibly="amount", may_share="share", total="amount"
    )
    rows = [
        (
            week.say_hour(number).say(lang),
            hour.sure.value,
            hour.sure.share,
            hour.may.value,
            hour.may.share,
            hour.sure.of,
        )
        for number, hour in enumerate(contents.week)
    ]
    return _table("hours", lang, columns, rows)


def gaps(contents: Contents, lang: Lang) -> Table:
    """Return the gaps, the greatest first."""
    columns = _columns(
        lang,
        rank="whole",
        where="text",
        demand="amount",
        of_all="share",
        of_it_may="amount",
        km2="km2",
        why="text",
        nearest="text",
        nearest_m="metres",
        measured="text",
        remedy="text",
    )
    return _table("gaps", lang, columns, [_gap(contents, gap, lang) for gap in contents.gaps])


def _gap(contents: Contents, gap: Gap, lang: Lang) -> Sequence[Value]:
    return (
        *(
            gap.rank,
            places.of_gap(contents, gap).say(lang),
            gap.part.value,
            gap.part.share,
            gap.may.value,
            gap.area_km2,
        ),
        *(REASONS[gap.reason].say(lang), gap.nearest, gap.nearest_m),
        *(
            WAYS[gap.nearest_way].say(lang) if gap.nearest_way else None,
            ACTIONS[gap.remedy].say(lang) if gap.remedy else None,
        ),
    )


def plan(contents: Contents, lang: Lang) -> Table:
    """Return what to do first, second and so on."""
    columns = _columns(
        lang,
        rank="whole",
        action="text",
        station="text",
        where="text",
        adds="amount",
        covered_then="amount",
        share="share",
        cost="whole",
        ask_first="text",
        lon="degrees",
        lat="degrees",
    )
    return _table("plan", lang, columns, [_step(contents, step, lang) for step in contents.steps])


def _step(contents: Contents, step: Remedy, lang: Lang) -> Sequence[Value]:
    return (
        *(step.rank, ACTIONS[step.action].say(lang), step.station, places.of_step(contents, step).say(lang), step.gain),
        *(step.covered.value, step.covered.share, round(step.cost)),
        *(None if step.is_known else say("ask", lang), step.lon, step.lat),
    )


def stations(contents: Contents, lang: Lang) -> Table:
    """Return the stations in the district and those that serve it from outside; every need is yes, no or unknown."""
    needs = dict.fromkeys([*contents.question.needs, *(need.code for need in NEEDS)])
    names = {area.adcode: area.name for area in contents.areas}
    columns = [
        *_columns(lang, name="text", district="text", address="text", answers="text", open_then="text"),
        *(Column(key=code, label=NAMES[code].say(lang)) for code in needs),
        *_columns(lang, hours_raw="text", verified="text", source="text", code="text", lon="degrees", lat="degrees"),
    ]
    shown = [station for station in contents.stations if station.is_inside or station.serves]
    return _table("stations", lang, columns, [_station(station, names, list(needs), lang) for station in shown])


def _station(station: Station, names: Mapping[str, str], needs: Sequence[str], lang: Lang) -> Sequence[Value]:
    return (
        *(station.name, names.get(station.adcode or "", say("outside", lang)), station.address),
        *(say(f"use_{station.answers}", lang), say(f"open_{station.open}", lang)),
        *(say(station.has[code], lang) for code in needs),
        *(station.hours_raw, on(station.verified_at, lang) if station.verified_at else say("never", lang)),
        *(station.source, station.code, station.lon, station.lat),
    )


def data(contents: Contents, lang: Lang) -> Table:
    """Return what the pack rests on: question, dates, sources, run."""
    told, whole = ages.of(contents), contents.whole.facts
    streets = contents.streets
    no_date = say("no_date", lang)
    rows = [
        (say("question", lang), contents.question.say().say(lang)),
        (say("as_of", lang), on(contents.as_of, lang)),
        (say("week_of", lang), on(contents.week_of, lang)),
        (say("newest", lang), on(told.newest, lang) if told.newest else say("never", lang)),
        (say("oldest", lang), on(told.oldest, lang) if told.oldest else say("never", lang)),
        (say("never_verified", lang), f"{told.never} / {told.stations}"),
        (say("without_hours", lang), f"{told.without_hours} / {told.stations}"),
        (say("demand", lang), _counted(contents, lang)),
        (say("streets", lang), streets["source"] if streets else say("no_streets", lang)),
        (say("boundary", lang), _joined([whole["boundary_source"], str(whole["boundary_year"] or no_date)], lang)),
        (say("people", lang), _people(whole, lang)),
        (say("sources", lang), _joined(sorted({station.source or "" for station in contents.stations}), lang) or DASH),
        (say("run", lang), contents.run),
        *((f"{say('hash', lang)} {name}", own or DASH) for name, own in contents.inputs.items()),
    ]
    return _table("method", lang, _columns(lang, item="text", value="text"), rows)


def formulae(lang: Lang) -> Table:
    """Return how each figure is worked out, and by whose definition."""
    rows = [
        (METRICS[key].label.say(lang), METRICS[key].formula.say(lang), METRICS[key].source.say(lang)) for key in FIGURES
    ]
    return _table("formula", lang, _columns(lang, figure="text", formula="text", source="text"), rows)


def _counted(contents: Contents, lang: Lang) -> str:
    """Return what is counted, how it came into cells, and of when it is."""
    said, demand = provenance.counted(contents).say(lang), contents.demand
    if contents.is_ground:
        return said
    return _joined([said, Text(**demand["method"]).say(lang), demand["as_of"] or say("no_date", lang)], lang)


def _joined(words: Sequence[str], lang: Lang) -> str:
    return ("；" if lang == "zh" else "; ").join(words)


def _people(whole: Mapping[str, Any], lang: Lang) -> str:
    if whole["population"] is None:
        return say("no_census", lang)
    said = (whole["population_kind"], str(whole["population_as_of"]), whole["population_source"])
    return _joined([f"{whole['population']:,}", *said], lang)


def _whole(figure: Figure) -> int | None:
    return None if figure.value is None else round(figure.value)


def _columns(lang: Lang, **kinds: Kind) -> list[Column]:
    return [Column(key=key, label=say(key, lang), kind=kind) for key, kind in kinds.items()]


def _table(key: str, lang: Lang, columns: Sequence[Column], rows: Sequence[Sequence[Value]]) -> Table:
    return Table(key=key, title=WORDS[key].say(lang), columns=columns, rows=rows)
