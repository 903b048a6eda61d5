"""The pack as DOCX, for offices that edit it before they hand it on: part by part what the PDF says."""

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC
from typing import Any, NamedTuple

from maps.report.contents import Contents
from maps.report.files.looks import INK, WHITE
from maps.report.files.word import Ends, Picture, Shade, Word
from maps.report.office import LOGO_MM, Office
from maps.week import DAY_HOURS

DARK = 0.72
"""On ground darker than this, from 0 to 1, text is white."""
ACROSS = (2, 3)
"""Small maps stand side by side, no fewer and no more than these."""
LABEL_MM, DAY_MM = 34.0, 13.0


class Pack(NamedTuple):
    """What the parts of a document write: what `pages` says, pictures (PNG) as `pages` names them, and the switches."""

    said: Mapping[str, Any]
    pictures: Mapping[str, bytes]
    office: Office


def docx(contents: Contents, pack: Pack) -> bytes:
    """Return what the PDF says, its parts as the office has them; the same contents give the same bytes.

    Parts that an office has written itself are on paper only.
    """
    said, office = pack.said, pack.office
    head = Ends(office.header or said["title"], said["demo"] or office.issuer, is_loud=bool(said["demo"]))
    foot = Ends(said["footer"], f"{said['words']['map_number']}{said['colon']}{said['map_number']}")
    word = Word(said["lang"], accent=office.accent, head=head, foot=foot)
    for name in office.sections:
        if name in PARTS:
            PARTS[name](word, pack)
    facts, moment = word.paper.core_properties, contents.as_of.astimezone(UTC).replace(tzinfo=None)
    facts.title, facts.author, facts.last_modified_by, facts.comments = said["title"], office.issuer, "", contents.run
    facts.created = facts.modified = moment
    return word.saved()


def _cover(word: Word, pack: Pack) -> None:
    said, cover, width = pack.said, pack.said["cover"], word.room_mm[0]
    word.turn()
    if pack.office.logo_png:
        word.picture(Picture(pack.office.logo_png, pack.office.issuer), height_mm=LOGO_MM)
    word.text(cover["kicker"], "Kicker")
    word.text(cover["title"], "Title")
    word.text(cover["question"], "Subtitle")
    numbers = [
        [("Label", each["label"]), ("Figure", each["share"]), ("Label", each["part"])] for each in cover["numbers"]
    ]
    word.side_by_side(numbers, [width / len(numbers)] * len(numbers))
    word.text(cover["how"], "Note")
    if said["demo"]:
        word.text(said["demo"], "Notice", is_bold=True)
    word.text("", "Space")
    facts = [(said["words"]["issuer"], pack.office.issuer or said["to_fill_in"]), *cover["facts"]]
    word.side_by_side([[("Table", text)] for fact in facts for text in fact], [LABEL_MM, width - LABEL_MM])


def _summary(word: Word, pack: Pack) -> None:
    word.turn()
    word.text(pack.said["words"]["summary"], "Heading 1")
    for part in pack.said["summary"]:
        word.text(part["title"], "Heading 2")
        if part["sentences"]:
            word.text(("" if pack.said["lang"] == "zh" else " ").join(part["sentences"]))
        word.numbered(part["numbered"])
        for sentence in part["after"]:
            word.text(sentence)


def _map(word: Word, pack: Pack) -> None:
    said, words = pack.said["map"], pack.said["words"]
    sheets = [(words["map"], said["caption"], "map.svg")]
    if said["has_centre"]:
        sheets.append((words["map_centre"], words["map_centre_note"], "centre.svg"))
    for title, caption, name in sheets:
        word.turn(lies=said["wide"])
        word.text(title, "Heading 1")
        word.text(caption, "Note")
        word.picture(Picture(pack.pictures[name], said["alt"]))


def _areas(word: Word, pack: Pack) -> None:
    said = pack.said
    word.turn()
    word.text(said["words"]["figures"], "Heading 1")
    word.text(said["guard"], "Note")
    word.table(said["tables"]["figures"])
    word.text(said["words"]["areas"], "Heading 1")
    if not said["tables"]["areas"]["rows"]:
        word.text(said["lacks"]["areas"], "Notice")
        return
    word.text(said["areas_note"], "Note")
    word.table(said["tables"]["areas"], style="Small table", is_first_bold=True)


def _hours(word: Word, pack: Pack) -> None:
    hours = pack.said["hours"]
    if hours is not None:  # a sentence alone needs no page of its own
        word.turn()
    word.text(pack.said["words"]["hours"], "Heading 1")
    if hours is None:
        word.text(pack.said["lacks"]["hours"], "Notice")
        return
    word.text(hours["sentence"])
    word.text(hours["curve"], "Heading 2")
    word.picture(Picture(pack.pictures["hours.svg"], hours["sentence"]))
    for kind in ("sure", "may"):
        word.text(hours[f"{kind}_title"], "Heading 2")
        word.heat_map(_heat(hours, hours[kind], pack.office.accent), first_mm=DAY_MM)
    word.text(hours["note"], "Note")


def _heat(hours: Mapping[str, Any], cells: Sequence[tuple[float | None, str]], accent: str) -> list[list[Shade]]:
    """Return a row for each day below a row of hours; `cells` are how dark each hour is, and what stands in it."""
    rows = [[Shade(""), *(Shade(str(hour)) for hour in range(DAY_HOURS))]]
    for number, name in enumerate(hours["days"]):
        at = range(number * DAY_HOURS, (number + 1) * DAY_HOURS)
        rows.append([Shade(name), *(_shade(*cells[hour], accent, is_asked=hour == hours["asked"]) for hour in at)])
    return rows


def _shade(depth: float | None, text: str, accent: str, *, is_asked: bool) -> Shade:
    if depth is None:
        return Shade(text, is_asked=is_asked)
    parts = (int(accent[at : at + 2], 16) for at in (1, 3, 5))
    ground = "".join(f"{round(255 - depth * (255 - part)):02X}" for part in parts)
    return Shade(text, ground, WHITE if depth > DARK else INK, is_asked=is_asked)


def _gaps(word: Word, pack: Pack) -> None:
    said, gaps = pack.said, pack.said["gaps"]
    if gaps["cards"]:
        word.turn()
    word.text(said["words"]["gaps"], "Heading 1")
    word.text(gaps["sentence"])
    if not gaps["cards"]:
        return
    fewest, most = ACROSS
    across = min(max(len(gaps["cards"]), fewest), most)
    cards = [_card(each, pack.pictures[each["file"]]) for each in gaps["cards"]]
    word.text(gaps["note"], "Note")
    word.side_by_side(cards, [word.room_mm[0] / across] * across)
    word.turn()
    word.text(gaps["table_title"], "Heading 2")
    word.text(said["guard"], "Note")
    word.table(said["tables"]["gaps"], style="Small table")


def _card(each: Mapping[str, str], small_map: bytes) -> list[Picture | tuple[str, str]]:
    lines = [("Table", each[key]) for key in ("where", "why", "nearest", "remedy")]
    return [Picture(small_map, each["where"]), ("Card", f"{each['rank']}　{each['part']}"), *lines]


def _plan(word: Word, pack: Pack) -> None:
    said = pack.said
    if said["gaps"]["cards"]:  # without any there is room left below the gaps
        word.turn()
    word.text(said["words"]["plan"], "Heading 1")
    for sentence in said["plan_ask"]:
        word.text(sentence)
    if not said["tables"]["plan"]["rows"]:
        word.text(said["lacks"]["plan"], "Notice")
        return
    word.text(said["plan_note"], "Note")
    word.table(said["tables"]["plan"], style="Small table")


def _stations(word: Word, pack: Pack) -> None:
    said = pack.said
    word.turn(lies=True)
    word.text(said["words"]["stations"], "Heading 1")
    if not said["tables"]["stations"]["rows"]:
        word.text(said["lacks"]["stations"], "Notice")
        return
    word.text(said["stations_note"], "Note")
    word.table(said["tables"]["stations"], style="Small table")


def _method(word: Word, pack: Pack) -> None:
    said = pack.said
    word.turn()
    word.text(said["words"]["method"], "Heading 1")
    for text in said["method"]:
        word.text(text)
    word.text(said["words"]["formula"], "Heading 2")
    word.text(said["guard"], "Note")
    word.table(said["tables"]["formulae"], style="Small table")
    word.text(said["words"]["data"], "Heading 2")
    word.table(said["tables"]["data"], style="Small table")


PARTS: Mapping[str, Callable[[Word, Pack], None]] = {
    "cover": _cover,
    "summary": _summary,
    "map": _map,
    "areas": _areas,
    "hours": _hours,
    "gaps": _gaps,
    "plan": _plan,
    "stations": _stations,
    "method": _method,
}
"""What writes each part; their names are those of the templates in `sections/`."""
