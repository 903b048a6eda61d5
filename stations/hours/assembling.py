"""The statements of a notice put together as canonical rules, the general before the particular."""

from collections.abc import Iterator
from typing import Final

from stations.hours.canonical import WEEKDAYS, Rule
from stations.hours.draft import CORE_OF_SEASON, Draft, Months, whole_year
from stations.hours.notices import Notice

WEEKEND: Final = frozenset({"Sa", "Su"})
COMMENT_CHARS: Final = 100


def unknown(comment: str) -> Rule:
    """Return the rule that nothing is known, with the words that say so."""
    return Rule(state="unknown", comment=comment.replace('"', "'")[:COMMENT_CHARS].strip())


def rules_of(notice: Notice) -> list[Rule]:
    """Return the rules of a notice that states something; pieces that leave a doubt are added to its `strange`."""
    _doubt_all_day(notice)
    opened = _merged([draft for draft in notice.drafts if draft.spans])
    bare = [draft for draft in notice.drafts if not draft.is_said]
    shut = [draft for draft in notice.drafts if draft.off]
    notice.strange += [draft.words.strip(" ()、") for draft in bare]
    notice.strange += [f"{word}季" for word in CORE_OF_SEASON if any(_is_core(draft, word) for draft in opened)]
    return [
        *_base(opened, bare),
        *_weekend(notice, opened),
        *(_rule(draft) for draft in sorted(opened, key=_generality)),
        *(_rule(draft)._replace(state="unknown", comment="时间未注明") for draft in bare),
        *(_rule(draft)._replace(state="off") for draft in shut),
        *_kept(notice, opened, is_some_shut=bool(shut)),
        *_holidays(notice, opened),
    ]


def _doubt_all_day(notice: Notice) -> None:
    """Drop 24小时 where the notice gives other hours too, or more than is understood: it may be about a machine."""
    others = any(draft.spans and not draft.all_day for draft in notice.drafts)
    for draft in notice.drafts:
        if draft.all_day and (notice.strange or (others and not draft.days)):
            draft.spans, draft.all_day = [], False
            notice.strange.append("24小时")
    notice.drafts = [draft for draft in notice.drafts if draft.days or draft.is_said]


def _merged(opened: list[Draft]) -> list[Draft]:
    """Return the statements with those about the same days and months made one."""
    merged: dict[tuple[Months | None, frozenset[str]], Draft] = {}
    for draft in opened:
        first = merged.setdefault((draft.months, frozenset(draft.days)), draft)
        if first is not draft:
            first.spans = [*first.spans, *draft.spans]
    return list(merged.values())


def _generality(draft: Draft) -> tuple[bool, bool]:
    return "PH" in draft.days, bool(draft.days)


def _is_core(draft: Draft, word: str) -> bool:
    return draft.assumed and draft.months == CORE_OF_SEASON[word]


def _rule(draft: Draft) -> Rule:
    return Rule(
        spans=tuple(sorted(set(draft.spans))),
        dates=str(draft.months) if draft.months else "",
        weekdays=_weekdays(draft.days),
        holidays=("PH",) if "PH" in draft.days else (),
    )


def _weekdays(days: set[str]) -> tuple[str, ...]:
    """Return weekdays in order; a whole week needs none named."""
    named = tuple(day for day in WEEKDAYS if day in days)
    numbered = tuple(sorted(day for day in days if "[" in day))
    return named + numbered if len(named) < len(WEEKDAYS) else ()


def _base(opened: list[Draft], bare: list[Draft]) -> Iterator[Rule]:
    """Yield that the rest is unknown where the notice gives no hours at all, or those of part of the year."""
    if not opened and not bare:
        yield unknown("时间未注明")
    elif opened and all(draft.months for draft in opened):
        said = set().union(*(draft.months.days() for draft in opened if draft.months))
        if said != whole_year():
            yield unknown("其他月份未注明")


def _weekend(notice: Notice, opened: list[Draft]) -> Iterator[Rule]:
    """Yield unknown weekends where a notice tells 工作日 from 节假日 only: the latter may mean weekends or not."""
    is_silent = not any(not draft.days or draft.days & WEEKEND for draft in notice.drafts)
    if notice.names_working_days and is_silent and any(draft.days == {"PH"} for draft in opened):
        yield unknown("周末未注明")._replace(weekdays=("Sa", "Su"))


def _kept(notice: Notice, opened: list[Draft], *, is_some_shut: bool) -> Iterator[Rule]:
    """Yield the days that are as the others, where the others are not every day; unknown if the others differ."""
    hours = {(draft.months, tuple(draft.spans)) for draft in opened}
    is_one = len(hours) == len({months for months, _ in hours})
    for keep in (draft for draft in notice.drafts if draft.keep):
        days = Rule(weekdays=_weekdays(keep.days), holidays=("PH",) if "PH" in keep.days else ())
        if not keep.days or not (is_some_shut or any(draft.days for draft in opened)):
            continue
        if not is_one:
            yield days._replace(state="unknown", comment="时间未注明")
            continue
        for months, spans in hours:
            yield days._replace(spans=spans, dates=str(months) if months else "")


def _holidays(notice: Notice, opened: list[Draft]) -> Iterator[Rule]:
    """Yield what 工作日 or the name of a festival says of holidays when the notice does not say 节假日 itself."""
    if any("PH" in draft.days for draft in notice.drafts):
        return
    holidays = Rule(holidays=("PH",), state="unknown")
    if notice.festivals:
        yield holidays._replace(comment="、".join(notice.festivals))
    elif notice.names_working_days and any(not draft.days or draft.days & WEEKEND for draft in opened):
        yield holidays._replace(comment="节假日未注明")
    elif notice.names_working_days:
        yield holidays._replace(state="off")
