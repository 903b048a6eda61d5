"""What stands on the pages of a pack, as plain data in one language: templates only lay it out."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from maps import fonts, week
from maps.coverage_metrics import KM2, Figure
from maps.picture import CHINA
from maps.report import basis, tables
from maps.report.contents import Contents, Gap
from maps.report.drawn import chart
from maps.report.drawn.plane import Plane
from maps.report.table import Table
from maps.report.words import advice, borders, places, provenance, sentences, since, unjudged
from maps.report.words.wording import REASONS, WORDS, say
from maps.report.words.writing import amount, apart, capital, km2, on, share, so_many
from stations.language import Lang, Text
from stations.vocabulary import NEEDS

CARDS = 6
RUN_DIGITS = 12
"""So many digits of a run stand on every page; all of them stand in the last table."""
GAPS_LISTED = 20
GAP_COLUMNS = ("rank", "where", "demand", "of_all", "of_it_may", "km2", "why", "remedy", "remedy_station")
MARKS = {"yes": "●", "no": "×", "unknown": "？"}


def of(contents: Contents, plane: Plane, lang: Lang, *, map_number: str | None) -> dict[str, Any]:
    """Return everything that the templates write."""
    title = say("title", lang).format(area=contents.whole.name)
    number = map_number or say("to_fill_in", lang)
    return {
        "lang": lang,
        "font": fonts.family(),
        "title": title,
        "date": _date(contents),
        "to_fill_in": say("to_fill_in", lang),
        "colon": Text("：", ": ").say(lang),
        "map_number": number,
        "footer": f"{contents.whole.name} {contents.whole.adcode} · {say('as_of', lang)} {on(contents.as_of, lang)} · "
        f"{say('run', lang)} {contents.run[:RUN_DIGITS]}",
        "words": {key: text.say(lang) for key, text in WORDS.items()},
        "demo": say("demo", lang) if contents.is_demo else None,
        "guard": unjudged.guard(contents).say(lang),
        "cover": _cover(contents, lang, number),
        "summary": _summary(contents, lang),
        "map": {
            "wide": plane.is_wide,
            "caption": contents.question.say().say(lang),
            "alt": sentences.served(contents).say(lang),
            "has_centre": plane.centre is not None,
        },
        "areas_note": _areas_note(contents, lang),
        "hours": _hours(contents, lang),
        "gaps": _gaps(contents, lang),
        "plan_note": say("plan_note", lang),
        "plan_ask": [text.say(lang) for text in advice.inquiry(contents)],
        "stations_note": say("stations_note", lang),
        "stations_widths": _widths(contents),
        "method": [text.say(lang) for text in provenance.method(contents)],
        "lacks": _lacks(contents, lang),
        "tables": tables_of(contents, lang),
    }


def _part(figure: Figure, unit: str, lang: Lang) -> str:
    """Return numerator and denominator, or why there is no numerator."""
    if figure.value is None:
        return capital(unjudged.WHY.say(lang))
    return f"{' / '.join(apart(figure.value, figure.of))} {unit}"


def _lacks(contents: Contents, lang: Lang) -> dict[str, str]:
    """Return what stands in place of what there is not, and why."""
    lacks = {key: say(f"lacks_{key}", lang) for key in ("areas", "gaps", "hours", "stations")}
    if why := unjudged.whole(contents):
        lacks |= dict.fromkeys(("gaps", "hours"), why.say(lang))
    return lacks | {"plan": advice.nothing(contents).say(lang)}


def _areas_note(contents: Contents, lang: Lang) -> str:
    notes = [Text(say("areas_note", "zh"), say("areas_note", "en")), unjudged.below(contents)]
    return Text("", " ").say(lang).join(note.say(lang) for note in notes if note)


def _date(contents: Contents) -> Mapping[str, int]:
    day = contents.as_of.astimezone(CHINA)
    return {"year": day.year, "month": day.month, "day": day.day}


def _cover(contents: Contents, lang: Lang, number: str) -> dict[str, Any]:
    whole, unit = contents.whole, contents.unit.say(lang)
    numbers = (("surely", whole.sure), ("possibly", whole.may))
    facts = (
        (say("as_of", lang), on(contents.as_of, lang)),
        (say("data_age", lang), provenance.verified(contents).say(lang)),
        (say("demand", lang), provenance.counted(contents).say(lang)),
        (say("boundary", lang), borders.sources(contents).say(lang)),
        (say("map_number", lang), number),
        (say("run", lang), contents.run[:RUN_DIGITS]),
    )
    return {
        "kicker": say("kicker", lang),
        "title": whole.name,
        "question": contents.question.say().say(lang),
        "numbers": [
            {
                "label": say(key, lang),
                "share": share(figure),
                "part": _part(figure, unit, lang),
            }
            for key, figure in numbers
        ],
        "how": caution.say(lang) if (caution := sentences.caution(contents)) else say("how", lang),
        "facts": facts,
    }


def _summary(contents: Contents, lang: Lang) -> list[dict[str, Any]]:
    """Return the parts of the summary: sentences, what is to be done by number, and what is to be said of that."""
    steps, order = advice.first(contents), advice.order(contents)
    return [
        {
            "title": say(key, lang),
            "sentences": [text.say(lang) for text in texts if text],
            "numbered": [text.say(lang) for text in steps] if key == "head_first" else [],
            "after": [order.say(lang)] if key == "head_first" else [],
        }
        for key, texts in _parts(contents)
        if any(texts) or key == "head_first"
    ]


def _parts(contents: Contents) -> Sequence[tuple[str, Sequence[Text | None]]]:
    if why := unjudged.whole(contents):
        return (
            ("head_served", [why]),
            ("head_first", []),
            ("head_trust", [provenance.trust(contents), provenance.misplaced(contents)]),
            ("head_missing", provenance.missing(contents)),
        )
    return (
        ("head_served", [sentences.served(contents), sentences.caution(contents)]),
        ("head_when", [sentences.when(contents)]),
        ("head_where", [sentences.where(contents)]),
        ("head_changed", [since.changed(contents)]),
        ("head_first", [advice.ask(contents)]),
        ("head_trust", [provenance.trust(contents), provenance.misplaced(contents)]),
        ("head_missing", provenance.missing(contents)),
    )


def _hours(contents: Contents, lang: Lang) -> dict[str, Any] | None:
    when = sentences.when(contents)
    if when is None:
        return None
    end = chart.top(contents.week)
    note = "hours_note_small" if end <= chart.SMALL else "hours_note"
    return {
        "sentence": when.say(lang),
        "asked": contents.question.hour,
        "days": [name.say(lang) for name in week.DAY_NAMES],
        "sure": chart.heat([hour.sure for hour in contents.week], end),
        "may": chart.heat([hour.may for hour in contents.week], end),
        **{key: say(f"hours_{key}", lang) for key in ("curve", "sure_title", "may_title")},
        "note": say(note, lang).format(
            top=f"{end:.0%}", of=f"{amount(contents.whole.weight)} {contents.unit.say(lang)}"
        ),
    }


def _gaps(contents: Contents, lang: Lang) -> dict[str, Any]:
    cards = [_card(contents, gap, lang) for gap in contents.ranked[:CARDS]]
    return {
        "sentence": sentences.where(contents).say(lang),
        "cards": cards,
        "table_title": say("gaps_listed", lang),
        "note": say("gaps_note", lang),
    }


def _card(contents: Contents, gap: Gap, lang: Lang) -> dict[str, Any]:
    colon, comma, unit = Text("：", ": ").say(lang), Text("，", ", ").say(lang), contents.unit
    may = so_many(gap.may.value, unit).say(lang) if gap.may.value else ""
    may = f"{comma}{say('of_it_may', lang).lower()} {may}" if may else ""
    return {
        "rank": str(gap.rank),
        "file": f"gap{gap.rank}.svg",
        "part": f"{so_many(gap.part.value, unit).say(lang)} · {share(gap.part)}",
        "where": capital(f"{places.of_gap(contents, gap).say(lang)}{comma}{km2(gap.area_km2)} {KM2.say(lang)}{may}"),
        "why": f"{say('why', lang)}{colon}{REASONS[gap.reason].say(lang)}",
        "nearest": capital(sentences.nearest(contents, gap).say(lang)),
        "remedy": f"{say('remedy', lang)}{colon}{sentences.remedy(contents, gap).say(lang)}",
    }


def tables_of(contents: Contents, lang: Lang) -> dict[str, Any]:
    """Return the tables as they are written; on paper some columns are left to the spreadsheet."""
    codes = list(dict.fromkeys([*contents.question.needs, *(need.code for need in NEEDS)]))
    gaps = tables.gaps(contents, lang)
    stations = tables.stations(contents, lang).only(
        "name", "district", "answers", "open_then", *codes, "hours_raw", "verified"
    )
    marks = {say(key, lang): mark for key, mark in MARKS.items()}
    marked = _written(stations)
    first, last = 4, 4 + len(codes)
    marked["rows"] = [[*row[:first], *(marks[cell] for cell in row[first:last]), *row[last:]] for row in marked["rows"]]
    data = _written(basis.data(contents, lang))
    for column in marked["columns"][first:last]:
        column |= {"kind": "mark", "label": _halved(column["label"], lang)}
    return {
        "figures": _written(tables.figures(contents, lang)),
        "areas": _written(tables.areas(contents, lang)),
        "gaps": _written(replace(gaps, rows=gaps.rows[:GAPS_LISTED]).only(*GAP_COLUMNS)),
        "plan": _written(
            tables.plan(contents, lang).only(
                *("rank", "action", "station", "where", "adds", "covered_then", "share"),
                *("cost", "cost_then", "ask_first"),
            )
        ),
        "stations": marked,
        "data": {**data, "rows": [[name, _cut(said, contents.run)] for name, said in data["rows"]]},
        "formulae": _written(basis.formulae(contents, lang)),
    }


def _widths(contents: Contents) -> list[int]:
    """Return the widths of the columns of stations in millimetres, 0 for what is left over."""
    needs = len(dict.fromkeys([*contents.question.needs, *(need.code for need in NEEDS)]))
    return [0, 17, 14, 14, *[10] * needs, 40, 25]


def _halved(label: str, lang: Lang) -> str:
    """Return a Chinese label in two lines; an English one stands upright instead."""
    half = (len(label) + 1) // 2
    return f"{label[:half]}\n{label[half:]}" if lang == "zh" else label


def _cut(said: str, kept: str) -> str:
    """Return a hash cut short, unless it is the one kept: the spreadsheet has them all in full."""
    return f"{said[:RUN_DIGITS]}…" if len(said) == len(kept) and said != kept else said


def _written(table: Table) -> dict[str, Any]:
    return {
        "columns": [{"label": column.label, "kind": column.kind} for column in table.columns],
        "rows": table.written(),
    }
