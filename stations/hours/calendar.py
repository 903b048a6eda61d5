"""The days on which China's week is not the plain week: holidays, days moved to make them longer, days worked for them.

The table beside this file holds what the State Council's yearly notices say, a row a day. Beyond its years nothing is
known, and nothing is guessed.
"""

import csv
import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property
from pathlib import Path
from typing import Literal, NamedTuple, Self, get_args

from stations.errors import FileError, InputError
from stations.language import Text

Kind = Literal["statutory", "adjusted_rest", "make_up_work"]

COLUMNS = ("date", "kind", "name_zh", "name_en", "notice", "notice_date")
PACKAGED = Path(__file__).with_name("china_calendar.csv")
MAX_BYTES = 1_000_000  # a century of notices is a third of this


class Day(NamedTuple):
    """Hold one day that a notice names.

    `statutory` is a holiday by law, `adjusted_rest` any other day of its run (weekends inside it included), and
    `make_up_work` a Saturday or Sunday that is worked in exchange.
    """

    day: date
    kind: Kind
    name: Text
    notice: str
    notice_date: date

    @property
    def is_off(self) -> bool:
        """Whether offices rest on this day."""
        return self.kind != "make_up_work"


@dataclass(frozen=True, eq=False)
class Calendar:
    """Know every special day of a run of whole years, from January 1 of the first to December 31 of the last."""

    days: Mapping[date, Day]
    first: date
    last: date

    @classmethod
    @cache
    def packaged(cls) -> Self:
        """Return the table that comes with Yizhan."""
        return cls.load(PACKAGED)

    @classmethod
    @cache
    def chosen(cls, path: Path | None) -> Self:
        """Return the table of a file, read once, or the packaged one where none is given."""
        return cls.packaged() if path is None else cls.load(path)

    @classmethod
    def load(cls, path: Path) -> Self:
        """Read a table that stands in place of the packaged one; raise InputError naming every row at fault."""
        days: dict[date, Day] = {}
        faults: list[Text] = []
        for number, row in _rows(path):
            try:
                day = _day(row)
            except ValueError as fault:
                faults.append(Text(f"第{number}行：{fault}", f"row {number}: {fault}"))
                continue
            if day.day in days:
                faults.append(Text(f"第{number}行：{day.day} 重复", f"row {number}: {day.day} stands twice"))
            days[day.day] = day
        faults.extend(_missing(days) if not faults else ())
        _refuse(path, faults)
        years = {day.year for day in days}
        return cls(days, date(min(years), 1, 1), date(max(years), 12, 31))

    @cached_property
    def fingerprint(self) -> str:
        """What changes whenever some hours would be evaluated otherwise."""
        known = (self.first, self.last, sorted((day.day, day.kind) for day in self.days.values()))
        return hashlib.sha256(repr(known).encode()).hexdigest()

    def covers(self, day: date) -> bool:
        """Return whether the table knows about a date; a covered date it does not name is an ordinary day."""
        return self.first <= day <= self.last

    def off(self) -> list[date]:
        """Return the days of rest, in order."""
        return sorted(day.day for day in self.days.values() if day.is_off)

    def worked(self) -> list[date]:
        """Return the Saturdays and Sundays that are worked, in order."""
        return sorted(day.day for day in self.days.values() if not day.is_off)


def _rows(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield the rows of a table with their line numbers; raise FileError if it is no such table."""
    try:
        if path.stat().st_size > MAX_BYTES:
            raise FileError(f"日历表 {path.name} 太大。", f"The calendar {path.name} is too large.")
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as fault:
        raise FileError(f"无法读取日历表 {path}。", f"The calendar {path} cannot be read.") from fault
    reader = csv.DictReader(text.splitlines(), restval="")
    if tuple(reader.fieldnames or ()) != COLUMNS:
        wanted = ",".join(COLUMNS)
        raise FileError(
            f"日历表 {path.name} 的表头应为 {wanted}。", f"The calendar {path.name} must begin with {wanted}."
        )
    for row in reader:
        yield reader.line_num, row


def _day(row: dict[str, str]) -> Day:
    """Return a row as a Day; raise ValueError with what is wrong with it."""
    day, kind = date.fromisoformat(row["date"]), row["kind"]
    if not row["name_zh"] or not row["name_en"] or not row["notice"]:
        raise ValueError("name_zh, name_en, notice?")
    if day.weekday() < 5 and kind == "make_up_work":  # noqa: PLR2004 - Monday to Friday are 0 to 4
        raise ValueError(f"{day} make_up_work: Mo-Fr")
    for known in get_args(Kind):
        if kind == known:
            name = Text(row["name_zh"], row["name_en"])
            return Day(day, known, name, row["notice"], date.fromisoformat(row["notice_date"]))
    raise ValueError(f"kind {kind!r}?")


def _missing(days: Mapping[date, Day]) -> Iterator[Text]:
    """Yield the years that are not whole: each from first to last must name New Year's Day and National Day."""
    if not days:
        yield Text("没有任何日期", "it names no day")
        return
    years = range(min(days).year, max(days).year + 1)
    for day in (date(year, month, 1) for year in years for month in (1, 10)):
        if day not in days or days[day].kind != "statutory":
            yield Text(f"{day.year}年不完整：缺少 {day}", f"{day.year} is not whole: {day} is missing")


def _refuse(path: Path, faults: list[Text]) -> None:
    """Raise InputError listing the faults, if there are any."""
    if faults:
        zh, en = "；".join(fault.zh for fault in faults[:20]), "; ".join(fault.en for fault in faults[:20])
        raise InputError(
            f"日历表 {path.name} 有错误：{zh}。", f"The calendar {path.name} has faults: {en}.", field="calendar"
        )
