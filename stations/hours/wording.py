"""Canonical hours, and why they hold on a day, said in words."""

import re
from datetime import date
from functools import lru_cache
from typing import Final

from stations.hours.calendar import Calendar, Day
from stations.hours.canonical import ALL_DAY, DAY_MIN, MONTHS, WEEKDAYS, Rule, Span, weekday_ranges
from stations.hours.expanding import holds, make_up_is_unclear, whatever_holiday, without_holidays
from stations.language import Text

_DAYS: Final = {
    code: Text(f"周{zh}", en)
    for code, zh, en in zip(WEEKDAYS, "一二三四五六日", ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"), strict=True)
} | {"PH": Text("节假日", "public holidays"), "SH": Text("学校假期", "school holidays")}
_STATES: Final = {"open": Text("", ""), "off": Text("休息", "closed"), "unknown": Text("时间未知", "hours unknown")}
_MONTH_DAY: Final = re.compile(rf"(?:(\d{{4}}) )?({'|'.join(MONTHS)})(?: (\d\d))?")

NOTHING: Final = Text("没有开放时间记录", "no opening hours on record")
NO_SCHOOL: Final = Text("没有学校假期的日历", "school holidays are in no calendar here")
UNCLEAR: Final = Text("，未说明补哪一天", ", standing for a weekday nobody names")
UNMENTIONED: Final = Text("，告示未提节假日", ", and the notice does not mention holidays")

UNSAID: Final = Text("时间未注明", "not stated")
OTHER_MONTHS: Final = Text("其他月份未注明", "other months are not stated")
WEEKENDS: Final = Text("周末未注明", "weekends are not stated")
HOLIDAYS: Final = Text("节假日未注明", "public holidays are not stated")
PAUSE: Final = Text("可能休息", "there may be a break")
MORE: Final = Text("其余时段未注明", "the rest of the day is not stated")
_COMMENTS: Final = {text.zh: text.en for text in (UNSAID, OTHER_MONTHS, WEEKENDS, HOLIDAYS, PAUSE, MORE)}


def basis(rules: tuple[Rule, ...] | None, day: date, calendar: Calendar) -> Text:
    """Return why a place is in its state on a day: what day it is, if it is special, then the hours it keeps."""
    if rules is None:
        return NOTHING
    said, reasons = in_words(rules), _reasons(rules, day, calendar)
    return Text("；".join([*(r.zh for r in reasons), said.zh]), "; ".join([*(r.en for r in reasons), said.en]))


@lru_cache(maxsize=8192)
def in_words(rules: tuple[Rule, ...]) -> Text:
    """Return rules in words: 周二至周日 09:00–17:00；周一 休息."""
    parts = [_rule(rule) for rule in rules]
    return Text("；".join(part.zh for part in parts), "; ".join(part.en for part in parts))


def _reasons(rules: tuple[Rule, ...], day: date, calendar: Calendar) -> list[Text]:
    """Return what is special about a day for these rules, nothing for an ordinary day."""
    named = {holiday for rule in rules for holiday in rule.holidays}
    alone = [rule for rule in without_holidays(rules) if named or rule.dates[:4].isdigit()]  # of a year: a notice
    if any(holds(rule.dates, day) for rule in alone):
        return []
    needed = {holiday for rule in whatever_holiday(rules) for holiday in rule.holidays}
    if "SH" in needed:
        return [NO_SCHOOL]
    if needed and not calendar.covers(day):
        return [Text(f"{day.year}年放假安排不在日历中", f"the holidays of {day.year} are not in the calendar")]
    special = calendar.days.get(day)
    return [_special(special, rules, is_told=bool(named))] if special else []


def _special(day: Day, rules: tuple[Rule, ...], *, is_told: bool) -> Text:
    if day.is_off:
        text = Text(f"{day.name.zh}放假", f"{day.name.en} holiday")
        doubt = not is_told and UNMENTIONED
    else:
        text = Text(f"{day.name.zh}调休上班日", f"working day made up for {day.name.en}")
        doubt = UNMENTIONED if not is_told else make_up_is_unclear(rules, day.day) and UNCLEAR
    return Text(text.zh + doubt.zh, text.en + doubt.en) if doubt else text


def _rule(rule: Rule) -> Text:
    if rule.spans == (ALL_DAY,) and not (rule.dates or rule.weekdays or rule.holidays):
        return _phrase([Text("24小时", "24 hours"), _STATES[rule.state]], rule.comment)
    days, spans = _days(rule), _listed([_span(span) for span in rule.spans])
    return _phrase([_dates(rule.dates), days, spans, _STATES[rule.state]], rule.comment)


def _phrase(parts: list[Text], comment: str) -> Text:
    """Return the parts and a comment; one in the notice's own words is quoted in both languages."""
    zh, en = " ".join(p.zh for p in parts if p.zh), " ".join(p.en for p in parts if p.en)
    return Text(f"{zh}（{comment}）", f"{en} ({_COMMENTS.get(comment, f'“{comment}”')})") if comment else Text(zh, en)


def _dates(dates: str) -> Text:
    return Text(_MONTH_DAY.sub(_month_zh, dates).replace("-", "至").replace(",", "、"), dates.replace("-", "–"))


def _month_zh(found: re.Match[str]) -> str:
    year, month, day = found[1], MONTHS.index(found[2]) + 1, found[3]
    return (f"{year}年" if year else "") + f"{month}月" + (f"{int(day)}日" if day else "")


def _days(rule: Rule) -> Text:
    codes = [*weekday_ranges(rule.weekdays), *rule.holidays]
    if not codes:
        return Text("", "") if rule.dates or not rule.spans else Text("每天", "daily")
    return _listed([_range(code) for code in codes])


def _range(code: str) -> Text:
    """Return `Mo-Fr`, `PH` or `Mo[1]` in words."""
    first, _, last = code.partition("-") if "[" not in code else (code[:2], "", "")
    nth = code[2:] if "[" in code else ""
    if last:
        return Text(f"{_DAYS[first].zh}至{_DAYS[last].zh}", f"{_DAYS[first].en}–{_DAYS[last].en}")
    return Text(_DAYS[first].zh + nth, _DAYS[first].en + nth)


def _span(span: Span) -> Text:
    start, end = _clock(span.start), _clock(span.end % DAY_MIN if span.end > DAY_MIN else span.end)
    if span.open_end:
        return Text(f"{start}起", f"from {start}")
    is_next = span.end > DAY_MIN
    return Text(f"{start}–{'次日' if is_next else ''}{end}", f"{start}–{end}{' next day' if is_next else ''}")


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


def _listed(parts: list[Text]) -> Text:
    return Text("、".join(part.zh for part in parts), ", ".join(part.en for part in parts))
