"""What the cards say that open on the districts, gaps and stations of a run; the page writes it as text."""

from math import nan
from typing import Any

from maps.cards import called
from maps.coverage_metrics import METRICS
from maps.picture import day
from maps.report.contents import Area, Gap, Station
from maps.report.words import sentences, wording
from maps.report.words.writing import WAYS, amount, apart, km2, metres, share, so_many
from maps.run_map.scene import SHOWN, RunScene, drawn, number
from maps.wording import WORDS
from stations import vocabulary

STATION_KEYS = ("name", "kind", "brand", "address", "hours", "said", "source", "verified", "code")
"""What is told of a station, in order; `said` are letters `y n u`: of use, open then, what was asked for, each need."""


def of_district(scene: RunScene, area: Area, first: str) -> dict[str, Any]:
    """Return the card of a district, the figure that is drawn first."""
    order = [first, *(key for key in SHOWN if key != first)]
    lines = [[METRICS[key].label.say(scene.lang), _figure(area, key)] for key in order]
    unit = scene.contents.unit.say(scene.lang)
    lines.append([f"{WORDS['demand'].say(scene.lang)} ({unit})", amount(area.weight)])
    lines.append([WORDS["shown_stations"].say(scene.lang).capitalize(), amount(area.stations)])
    return {"name": area.name, "facts": lines, "note": ""}


def _figure(area: Area, key: str) -> str:
    figure, metric = area.figures[key], METRICS[key]
    if metric.form != "share":
        value = number(metric, figure)
        return drawn(key).say(nan if value is None else value)
    parts = " / ".join(apart(figure.value, figure.of))
    return parts if figure.share is None else f"{share(figure)} · {parts}"


def of_gap(scene: RunScene, gap: Gap) -> dict[str, Any]:
    """Return the card of a gap: how many, why, what is near, what would help."""
    lang, unit = scene.lang, scene.contents.unit
    lines = [
        [WORDS["gap_weight"].say(lang), so_many(gap.part.value, unit).say(lang)],
        [WORDS["of_all"].say(lang), share(gap.part)],
        [WORDS["of_it_may"].say(lang), so_many(gap.may.value, unit).say(lang)],
        [wording.say("why", lang), wording.REASONS[gap.reason].say(lang)],
        [WORDS["remedy"].say(lang), sentences.remedy(scene.contents, gap).say(lang)],
    ]
    if gap.nearest and gap.nearest_way:
        far = WORDS["metres"].say(lang).replace("{n}", metres(gap.nearest_m))
        lines.append([WORDS["nearest"].say(lang), f"{gap.nearest} · {far} · {WAYS[gap.nearest_way].say(lang)}"])
    lines.append([WORDS["area"].say(lang), f"{km2(gap.area_km2)} km²"])
    streets = "、".join(gap.streets) if lang == "zh" else ", ".join(gap.streets)
    return {
        "rank": gap.rank,
        "name": f"{WORDS['gap'].say(lang)} {gap.rank}",
        "facts": lines,
        "note": " · ".join(filter(None, (gap.district, streets))),
    }


def of_station(scene: RunScene, station: Station) -> tuple[str, ...]:
    """Return what is told of a station, by STATION_KEYS; what is not known is empty."""
    lang = scene.lang
    asked = scene.contents.question.needs
    answers = [station.answers, station.open, *(station.has[code] for code in (*asked, *NEEDS))]
    verified = day(station.verified_at, lang) if station.verified_at else ""
    said = WORDS["verified"].say(lang).replace("{day}", verified) if verified else WORDS["verified_never"].say(lang)
    return (
        station.name,
        called(vocabulary.STATION_TYPES, station.type, lang) or "",
        called(vocabulary.BRANDS, station.brand, lang) or "",
        station.address or "",
        station.hours_raw or "",
        "".join(answer[0] for answer in answers),
        station.source or "",
        said,
        station.code,
    )


NEEDS = tuple(need.code for need in vocabulary.NEEDS)
