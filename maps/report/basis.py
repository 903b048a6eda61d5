"""What a pack rests on, as tables: question, dates, sources and hashes, and how each figure is worked out."""

from collections.abc import Mapping, Sequence
from typing import Any

from maps.coverage_metrics import METRICS
from maps.report.contents import Contents
from maps.report.table import Table, columns_of, table_of
from maps.report.words import ages, borders, provenance, since
from maps.report.words.wording import say
from maps.report.words.writing import DASH, on
from stations.language import Lang, Text


def data(contents: Contents, lang: Lang) -> Table:
    """Return what the pack rests on: question, dates, sources, run."""
    told, whole = ages.of(contents), contents.whole.facts
    streets = contents.streets
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
        (say("boundary", lang), borders.sources(contents).say(lang)),
        (say("people", lang), _people(whole, lang)),
        (say("sources", lang), _joined(sorted({station.source or "" for station in contents.stations}), lang) or DASH),
        (say("run", lang), contents.run),
        *((_input(name, lang), own or DASH) for name, own in contents.inputs.items()),
    ]
    return table_of("method", lang, columns_of(lang, item="text", value="text"), rows)


def formulae(contents: Contents, lang: Lang) -> Table:
    """Return how each figure is worked out, and by whose definition."""
    rows = [
        (METRICS[key].label.say(lang), METRICS[key].formula.say(lang), METRICS[key].source.say(lang))
        for key in provenance.metrics(contents)
    ]
    return table_of("formula", lang, columns_of(lang, figure="text", formula="text", source="text"), rows)


def _counted(contents: Contents, lang: Lang) -> str:
    """Return what is counted, how it came into cells, and of when it is."""
    said, demand = provenance.counted(contents).say(lang), contents.demand
    if contents.is_ground:
        return said
    return _joined([said, Text(**demand["method"]).say(lang), demand["as_of"] or say("no_date", lang)], lang)


def _input(name: str, lang: Lang) -> str:
    """Return what an input of a run is called: its hash, but for the engine, which has a version."""
    said = since.INPUTS[name].say(lang)
    return say("version", lang).format(of=said) if name == "engine" else say("hash", lang).format(of=said)


def _joined(words: Sequence[str], lang: Lang) -> str:
    return ("；" if lang == "zh" else "; ").join(words)


def _people(whole: Mapping[str, Any], lang: Lang) -> str:
    if whole["population"] is None:
        return say("no_census", lang)
    said = (whole["population_kind"], str(whole["population_as_of"]), whole["population_source"])
    return _joined([f"{whole['population']:,} {say('persons', lang)}", *said], lang)
