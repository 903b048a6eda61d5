"""What stands beside a map: title, key numbers, date, method, sources, review number."""

from dataclasses import dataclass

from geopandas import GeoDataFrame

from maps.classes import NO_DATA, ZERO, Class
from maps.metrics import METRICS
from maps.picture import Picture, minute, radius
from maps.wording import WORDS
from stations.language import Lang, Text


@dataclass(frozen=True)
class Caption:
    """Hold the words around a map in one language; `numbers` pairs of value and label, `notes` of heading and text.

    `asked` is the question that the map answers, empty where it answers none.
    """

    title: str
    as_of: str
    numbers: list[tuple[str, str]]
    notes: list[tuple[str, str]]
    boundary: str
    map_number: str
    demo: str
    empty: str
    asked: str = ""


def caption(picture: Picture, measured: GeoDataFrame, lang: Lang) -> Caption:
    """Word everything a reader must know to rely on the map."""
    return Caption(
        title=picture.title.say(lang),
        as_of=f"{WORDS['as_of'].say(lang)} {minute(picture.as_of, lang)}",
        numbers=key_numbers(picture, measured, lang),
        notes=notes(picture, lang),
        boundary=boundary(picture, lang),
        map_number=colon(WORDS["map_number"].say(lang), picture.map_number or WORDS["to_fill_in"].say(lang), lang),
        demo=WORDS["demo_notice"].say(lang) if picture.is_demo else "",
        empty=WORDS["no_stations"].say(lang) if not measured["station_count"].sum() else "",
    )


def colon(name: str, value: str, lang: Lang) -> str:
    """Return `name: value` with the colon of the language."""
    return f"{name}：{value}" if lang == "zh" else f"{name}: {value}"


def words_of(text: Text, picture: Picture, lang: Lang) -> str:
    """Return a wording with the picture's radius put in."""
    return text.say(lang).replace("{radius}", radius(picture.radius_m, lang))


def key_numbers(picture: Picture, measured: GeoDataFrame, lang: Lang) -> list[tuple[str, str]]:
    """Return what holds for all districts together; the rate only where every district has a census."""
    share = METRICS["covered_share"]
    count, people = measured["station_count"].sum(), measured["population"].sum(skipna=False)
    numbers = [
        (f"{count:,}", WORDS["shown_stations"].say(lang)),
        (f"{len(measured):,}", WORDS["districts"].say(lang)),
        (
            share.say(measured["covered_km2"].sum() / measured["area_km2"].sum()),
            words_of(Text("{radius}内面积", "area within {radius}"), picture, lang),
        ),
    ]
    rate = METRICS["stations_per_100k"]
    if people > 0:
        numbers.insert(1, (rate.say(count / people * 100_000), rate.unit.say(lang)))
    return numbers


def boundary(picture: Picture, lang: Lang) -> str:
    """Return the source and the year of the boundaries."""
    year = WORDS["year_unknown"].say(lang)
    if picture.boundary_year:
        year = WORDS["year"].say(lang).replace("{year}", str(picture.boundary_year))
    comma = "，" if lang == "zh" else ", "
    return f"{picture.boundary_source}{comma}{year}"


def notes(picture: Picture, lang: Lang) -> list[tuple[str, str]]:
    """Return how each figure is worked out and where the data come from, as pairs of heading and text."""
    formulas = [
        (words_of(metric.label, picture, lang), words_of(metric.formula, picture, lang)) for metric in METRICS.values()
    ]
    return [*formulas, *sources(picture, lang)]


def sources(picture: Picture, lang: Lang) -> list[tuple[str, str]]:
    """Return how classes and areas are made and where boundaries and people come from."""
    return [
        (WORDS["classes"].say(lang), WORDS["quantiles"].say(lang)),
        (WORDS["areas"].say(lang), WORDS["projection"].say(lang)),
        (WORDS["boundary"].say(lang), boundary(picture, lang)),
        (WORDS["people"].say(lang), picture.population_source or WORDS["people_unknown"].say(lang)),
    ]


def legend_label(line: Class, lang: Lang) -> str:
    """Return what a line of a legend says: a range, a bare 0, or that there are no data."""
    if line.number == NO_DATA:
        return WORDS["no_data"].say(lang)
    return "0" if line.number == ZERO else f"{line.low} – {line.high}"
