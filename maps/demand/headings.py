"""Which column of a file holds the weight, the cell, the hours of the week."""

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from maps.week import HOURS
from stations.errors import InputError
from stations.imports.columns import plain_text

PEOPLE = (
    *("population", "pop", "people", "persons", "residents", "inhabitants"),
    *("人口", "常住人口", "人口数", "人数", "居民", "居民数"),
)
ROLES: Mapping[str, tuple[str, ...]] = {
    "weight": ("weight", "demand", "权重", "需求", "需求量", *PEOPLE, "orders", "订单", "订单数", "订单量", "单量"),
    "h3": ("h3", "h3_index", "h3index", "h3_cell", "h3_id", "hex", "hex_id"),
}
"""The columns that may be named, and the headings that say so by themselves; the one named first counts."""

HOUR = re.compile(r"(?:hourofweek|hour|how|h|小时)?(\d{1,3})")


class Headings(NamedTuple):
    """The headings of weight, cell, and of the 168 hours in their order; None or empty where there is none."""

    weight: str | None
    h3: str | None
    hours: tuple[str, ...]

    @property
    def weights(self) -> tuple[str, ...]:
        """The columns whose mean is the weight; none where every row counts as one."""
        return self.hours or ((self.weight,) if self.weight else ())


def unit(weight: str) -> str:
    """Return which of `UNITS` a column is in, as far as its heading tells."""
    return "people" if plain_text(weight) in map(plain_text, PEOPLE) else "weight"


def guess(columns: Sequence[str], named: Mapping[str, str]) -> Headings:
    """Tell the columns by what is `named` (role to heading), else by their headings.

    Raise `InputError` for a role there is not, or a heading that the file has not.
    """
    for role, heading in named.items():
        if role not in ROLES or heading not in columns:
            raise InputError(
                f"没有列“{heading}”可作 {role}：文件的列为 {'、'.join(columns)}；可指明 {'、'.join(ROLES)}。",
                f"There is no column “{heading}” for {role}: the file has {', '.join(columns)}; "
                f"{', '.join(ROLES)} may be named.",
                field="column",
            )
    hours = _hours(columns)
    plain = {plain_text(column): column for column in reversed(columns) if column not in hours}  # h3 may be 03:00
    found = {role: named.get(role) or _first(plain, words) for role, words in ROLES.items()}
    return Headings(None if hours else found["weight"], found["h3"], hours)


def _first(plain: Mapping[str, str], words: Sequence[str]) -> str | None:
    return next((plain[word] for word in map(plain_text, words) if word in plain), None)


def _hours(columns: Sequence[str]) -> tuple[str, ...]:
    """Return the columns of all hours of the week, 0 to 167; none unless all are there."""
    heading_of = {int(match[1]): column for column in columns if (match := HOUR.fullmatch(plain_text(column)))}
    return tuple(heading_of[hour] for hour in range(HOURS)) if heading_of.keys() >= set(range(HOURS)) else ()
