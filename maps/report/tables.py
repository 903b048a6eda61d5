"""The tables of a pack: figures, districts, hours, gaps, what to do first, stations."""

from collections.abc import Mapping, Sequence
from itertools import accumulate

from maps import week
from maps.coverage_metrics import METRICS, Figure
from maps.figure import PER_HEAD
from maps.report.contents import WAYS_TO_ONE, Area, Contents, Gap, Remedy, Station
from maps.report.table import Column, Table, Value, columns_of, table_of
from maps.report.words import places, provenance
from maps.report.words.wording import ACTIONS, HEADINGS, NAMES, REASONS, say
from maps.report.words.writing import WAYS, on
from stations.language import Lang, Text
from stations.vocabulary import NEEDS


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
    longest, reached, _ = whole.bands[-1]
    rows.append(_unreached(reached, say("unreached", lang).format(minutes=longest), unit))
    rows += [_figure(contents, key, lang) for key in provenance.metrics(contents)[2:]]
    return table_of(
        "figures", lang, columns_of(lang, figure="text", number="amount", unit="text", of="amount", share="share"), rows
    )


def _unreached(reached: Figure, label: str, unit: str) -> Sequence[Value]:
    """Return what reaches no station within the longest reach."""
    left = reached._replace(value=None if reached.value is None else (reached.of or 0.0) - reached.value)
    return label, left.value, unit, left.of, left.share


def _figure(contents: Contents, key: str, lang: Lang) -> Sequence[Value]:
    """Return one figure of the whole district; a way stands beside how many have one."""
    metric, figure = METRICS[key], contents.whole.figures[key]
    label, unit = metric.label.say(lang), (metric.unit or contents.unit).say(lang)
    if key in WAYS_TO_ONE:
        return label, figure.value, unit, contents.whole.bands[-1][1].value, None
    if metric.form == "rate":
        return label, rate(figure), unit, None, None
    return label, figure.value, unit, figure.of, figure.share


def rate(figure: Figure) -> float | None:
    """Return so much for each PER_HEAD of a whole; None of fewer than FEWEST."""
    return None if figure.share is None else figure.share * PER_HEAD


def areas(contents: Contents, lang: Lang) -> Table:
    """Return the districts below, the whole first; no row where none are imported."""
    columns = columns_of(
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
    return table_of("areas", lang, columns, [_area(area) for area in told])


def _area(area: Area) -> Sequence[Value]:
    return (
        *(area.adcode, area.name, area.weight, area.sure.value, area.sure.share, area.may.value, area.may.share),
        *(area.stations, _whole(area.figures["answering_sure"]), _whole(area.answering_may)),
        *(area.figures["median_m"].value, area.facts["area_km2"]),
    )


def hours(contents: Contents, lang: Lang) -> Table:
    """Return the 168 hours of the week; no row where they were not worked out."""
    columns = columns_of(
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
    return table_of("hours", lang, columns, rows)


def gaps(contents: Contents, lang: Lang) -> Table:
    """Return the gaps, the greatest first."""
    columns = columns_of(
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
        remedy_station="text",
        remedy_adds="amount",
    )
    return table_of("gaps", lang, columns, [_gap(contents, gap, lang) for gap in contents.ranked])


def _gap(contents: Contents, gap: Gap, lang: Lang) -> Sequence[Value]:
    return (
        *(
            gap.rank,
            places.of_gap(contents, gap, is_brief=True).say(lang),
            gap.part.value,
            gap.part.share,
            gap.may.value,
            gap.area_km2,
        ),
        *(REASONS[gap.reason].say(lang), gap.nearest, gap.nearest_m),
        *(
            WAYS[gap.nearest_way].say(lang) if gap.nearest_way else None,
            ACTIONS[gap.remedy].say(lang) if gap.remedy else None,
            gap.remedy_station,
            gap.remedy_adds,
        ),
    )


def plan(contents: Contents, lang: Lang) -> Table:
    """Return what to do first, second and so on."""
    columns = columns_of(
        lang,
        rank="whole",
        action="text",
        station="text",
        where="text",
        adds="amount",
        covered_then="amount",
        share="share",
        cost="whole",
        cost_then="whole",
        ask_first="text",
        lon="degrees",
        lat="degrees",
    )
    costs = accumulate(step.cost for step in contents.steps)
    rows = [_step(contents, step, spent, lang) for step, spent in zip(contents.steps, costs, strict=True)]
    return table_of("plan", lang, columns, rows)


def _step(contents: Contents, step: Remedy, spent: float, lang: Lang) -> Sequence[Value]:
    return (
        *(
            step.rank,
            ACTIONS[step.action].say(lang),
            step.station,
            places.of_step(contents, step, is_brief=True).say(lang),
            step.gain,
        ),
        *(step.covered.value, step.covered.share, round(step.cost), round(spent)),
        *(None if step.is_known else say("ask", lang), step.lon, step.lat),
    )


def stations(contents: Contents, lang: Lang) -> Table:
    """Return the stations by district, then those that serve it from outside; needs are yes, no or unknown."""
    needs = dict.fromkeys([*contents.question.needs, *(need.code for need in NEEDS)])
    names = {area.adcode: area.name for area in contents.areas}
    columns = [
        *columns_of(lang, name="text", district="text", address="text", answers="text", open_then="text"),
        *(Column(key=code, label=HEADINGS.get(code, NAMES[code]).say(lang)) for code in needs),
        *columns_of(lang, hours_raw="text", verified="text", source="text", code="text", lon="degrees", lat="degrees"),
    ]
    shown = sorted(
        (station for station in contents.stations if station.is_inside or station.serves),
        key=lambda station: (not station.is_inside, station.adcode or ""),
    )
    return table_of("stations", lang, columns, [_station(station, names, list(needs), lang) for station in shown])


def _station(station: Station, names: Mapping[str, str], needs: Sequence[str], lang: Lang) -> Sequence[Value]:
    return (
        *(station.name, names.get(station.adcode or "", say("outside", lang)), station.address),
        *(say(f"use_{station.answers}", lang), say(f"open_{station.open}", lang)),
        *(say(station.has[code], lang) for code in needs),
        *(station.hours_raw, on(station.verified_at, lang) if station.verified_at else say("never", lang)),
        *(station.source, station.code, station.lon, station.lat),
    )


def _whole(figure: Figure) -> int | None:
    return None if figure.value is None else round(figure.value)
