"""How numbers are written in a pack: the same number always with the same digits."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Context, Decimal

from maps.coverage_metrics import FEWEST, Figure
from maps.picture import day
from stations.language import Lang, Text

FEW = 100
"""From here decimals say nothing; below they do, for weights may be square kilometres."""
MOST_DECIMALS, COLUMN_DECIMALS = 7, 3
"""So many are written at most to tell a part from its whole, and in a column, as in the spreadsheet."""
DASH = "—"
THREE_DIGITS = Context(prec=3, rounding=ROUND_HALF_UP)
ONE = {"people": "person", "eateries": "eatery", "places": "place", "orders": "order"}
"""What one of several is called."""
WAYS = {
    "streets": Text("沿道路", "by street"),
    "detour": Text("直线×绕行系数", "straight × detour"),
    "straight": Text("直线", "straight line"),
}


def rounded(value: float, decimals: int) -> float:
    """Return a number rounded as people, spreadsheets and browsers do: what is written, halves up and away from 0."""
    return float(Decimal(repr(float(value))).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP))


def capital(text: str) -> str:
    """Return a text that begins as a sentence does."""
    return text[0].upper() + text[1:]


def number(figure: Figure) -> float:
    """Return the number of a figure, 0 of one that is not known."""
    return figure.value or 0.0


def amount(value: float | None) -> str:
    """Return a weight: whole from FEW on and where it is whole, else three digits; a dash for what is not known."""
    if value is None:
        return DASH
    if abs(value) >= FEW or float(value).is_integer():
        return f"{rounded(value, 0):,.0f}"
    return f"{float(THREE_DIGITS.create_decimal(repr(float(value)))):,.3g}"


def share(figure: Figure) -> str:
    """Return a share in percent; a dash of fewer than FEWEST, where one more or less would swing it too far."""
    return DASH if figure.share is None else percent(figure.share)


def percent(value: float) -> str:
    """Return a share with one decimal."""
    return f"{rounded(value, 3):.1%}"


def part(figure: Figure, unit: Text) -> Text:
    """Return numerator, denominator and share in words; of small numbers no share."""
    own, whole = apart(figure.value, figure.of)
    zh, en = f"{own} {unit.zh}（共 {whole}", f"{own} of {whole} {unit.en}"
    if figure.share is None:
        return Text(f"{zh}）", en)
    return Text(f"{zh}，占 {share(figure)}）", f"{en} ({share(figure)})")


def apart(value: float | None, whole: float | None) -> tuple[str, str]:
    """Return a part and its whole with as many decimals as tell them apart, where they are not the same."""
    own, all_of_it = amount(value), amount(whole)
    if value is None or whole is None or value == whole or own != all_of_it:
        return own, all_of_it
    told = (
        (f"{rounded(value, more):,.{more}f}", f"{rounded(whole, more):,.{more}f}") for more in range(1, MOST_DECIMALS)
    )
    return next((pair for pair in told if pair[0] != pair[1]), (own, all_of_it))


def column(values: Sequence[float | None]) -> list[str]:
    """Return the amounts of a column: those below FEW with the decimals that the finest of them has, 0 bare."""
    written = [amount(value) for value in values]
    finest = max((len(text.partition(".")[2]) for text in written), default=0)
    decimals = min(finest, COLUMN_DECIMALS)
    return [
        text if not value or abs(value) >= FEW else f"{rounded(value, decimals):,.{decimals}f}"
        for value, text in zip(values, written, strict=True)
    ]


def so_many(value: float | None, unit: Text) -> Text:
    """Return a weight with its unit."""
    written = amount(value)
    return Text(f"{written} {unit.zh}", f"{written} {ONE.get(unit.en, unit.en) if written == '1' else unit.en}")


def metres(value: float | None) -> str:
    """Return whole metres."""
    return DASH if value is None else f"{rounded(value, 0):,.0f}"


def km2(value: float) -> str:
    """Return square kilometres, three digits below FEW."""
    return amount(value)


def points(before: Figure, after: Figure) -> str | None:
    """Return by how many percentage points a share has changed, with its sign; None where either has no share."""
    if before.share is None or after.share is None:
        return None
    return f"{rounded((after.share - before.share) * 100, 1):+.1f}"


def on(moment: datetime | date, lang: Lang) -> str:
    """Return a date, of an instant that in China."""
    if isinstance(moment, datetime):
        return day(moment, lang)
    return Text(f"{moment.year}年{moment.month}月{moment.day}日", f"{moment.day} {moment:%b} {moment.year}").say(lang)


FEWEST_SAID = Text(
    f"“{DASH}”：没有此项，或分母不足 {FEWEST} 而不计百分比",
    f"“{DASH}”: there is none, or it would be a percentage of fewer than {FEWEST}",
)
