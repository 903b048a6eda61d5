"""How numbers are written in a pack: the same number always with the same digits."""

from datetime import date, datetime
from decimal import ROUND_HALF_UP, Context, Decimal

from maps.coverage_metrics import FEWEST, Figure
from maps.picture import day
from stations.language import Lang, Text

FEW = 100
"""From here decimals say nothing; below they do, for weights may be square kilometres."""
DASH = "—"
THREE_DIGITS = Context(prec=3, rounding=ROUND_HALF_UP)
WAYS = {
    "streets": Text("沿道路", "by street"),
    "detour": Text("直线×绕行系数", "straight × detour"),
    "straight": Text("直线", "straight line"),
}


def rounded(value: float, decimals: int) -> float:
    """Return a number rounded as people, spreadsheets and browsers do: what is written, halves up and away from 0."""
    return float(Decimal(repr(float(value))).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP))


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
    own, whole = amount(figure.value), amount(figure.of)
    zh, en = f"{own} {unit.zh}（共 {whole}", f"{own} of {whole} {unit.en}"
    if figure.share is None:
        return Text(f"{zh}）", en)
    return Text(f"{zh}，占 {share(figure)}）", f"{en} ({share(figure)})")


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
