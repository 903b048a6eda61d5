"""What stands beside the map of a run: title, question, key numbers, how it was worked out, sources."""

from collections.abc import Sequence

from maps.captions import Caption, colon
from maps.coverage_metrics import METRICS, Figure
from maps.picture import minute
from maps.report.contents import Contents
from maps.report.words import borders, provenance, unjudged, wording
from maps.report.words.writing import amount, apart, capital, share
from maps.run_map.scene import SHOWN
from maps.wording import WORDS
from stations.language import Lang, Text


def caption(contents: Contents, lang: Lang, *, map_number: str | None) -> Caption:
    """Word everything a reader must know to rely on the map."""
    whole = contents.whole
    return Caption(
        title=Text(f"{whole.name}驿站覆盖图", f"Coverage in {whole.name}").say(lang),
        as_of=f"{WORDS['as_of'].say(lang)} {minute(contents.as_of, lang)}",
        numbers=key_numbers(contents, lang),
        notes=notes(contents, lang),
        boundary=boundary(contents, lang),
        map_number=colon(WORDS["map_number"].say(lang), map_number or WORDS["to_fill_in"].say(lang), lang),
        demo=WORDS["demo_notice"].say(lang) if contents.is_demo else "",
        empty=_missing(contents, lang),
        asked=contents.question.say().say(lang),
    )


def _missing(contents: Contents, lang: Lang) -> str:
    """Say in a line what is missing: a way to judge, or stations."""
    if contents.whole.is_off_streets:
        return capital(unjudged.WHY.say(lang))
    return "" if contents.inside else WORDS["no_stations"].say(lang)


def key_numbers(contents: Contents, lang: Lang) -> list[tuple[str, str]]:
    """Return what is surely and possibly covered, and how many stations are of use; small numbers without a share."""
    whole, unit = contents.whole, contents.unit.say(lang)
    of_use = whole.figures["answering_sure"]
    return [
        _number(whole.sure, WORDS["surely"].say(lang), unit),
        _number(whole.may, WORDS["possibly"].say(lang), unit),
        (f"{amount(of_use.value)} / {amount(of_use.of)}", WORDS["stations_of_use"].say(lang)),
    ]


def _number(figure: Figure, label: str, unit: str) -> tuple[str, str]:
    parts = f"{' / '.join(apart(figure.value, figure.of))} {unit}"
    return (parts, label) if figure.share is None else (share(figure), f"{label}\n{parts}")


def notes(contents: Contents, lang: Lang) -> list[tuple[str, str]]:
    """Return how each figure is worked out and where the data come from, as pairs of heading and text."""
    formulas = [(METRICS[key].label.say(lang), METRICS[key].formula.say(lang)) for key in SHOWN]
    return [
        (WORDS["sure_and_may"].say(lang), wording.say("how", lang)),
        *formulas,
        (WORDS["classes"].say(lang), WORDS["quantiles"].say(lang)),
        *sources(contents, lang),
    ]


def sources(contents: Contents, lang: Lang) -> list[tuple[str, str]]:
    """Return where demand, streets, hours and boundaries come from, and the name of the run."""
    demand, streets = contents.demand, contents.streets
    said = (provenance.source(contents).say(lang), Text(**demand["method"]).say(lang), demand["as_of"])
    from_streets = streets["source"] if streets else WORDS["no_streets"].say(lang)
    return [
        (WORDS["demand"].say(lang), " · ".join(str(each) for each in said if each)),
        (WORDS["streets"].say(lang), from_streets),
        (WORDS["week"].say(lang), day_of(contents, lang)),
        (WORDS["boundary"].say(lang), boundary(contents, lang)),
        (WORDS["run"].say(lang), contents.run),
    ]


def day_of(contents: Contents, lang: Lang) -> str:
    """Return the Monday from which hours are counted."""
    monday = contents.week_of
    return Text(f"{monday.year}年{monday.month}月{monday.day}日", f"{monday:%-d %b %Y}").say(lang)


def boundary(contents: Contents, lang: Lang) -> str:
    """Return the sources and the years of the boundaries drawn."""
    return borders.sources(contents).say(lang)


def cautions(contents: Contents, lang: Lang) -> Sequence[str]:
    """Return what a reader must not miss: what lies off the streets or near the edge of them, where these can judge."""
    whole = contents.whole
    if whole.is_off_streets:
        return []
    figures = ((WORDS["off_streets"], whole.off_streets), (WORDS["near_edge"], whole.near_edge))
    return [text.say(lang).replace("{share}", share(figure)) for text, figure in figures if figure.value]
