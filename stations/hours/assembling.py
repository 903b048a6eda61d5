"""The statements of a notice put together as canonical rules, the general before the particular."""

from collections.abc import Iterator
from typing import Final

from stations.hours.canonical import WEEKDAYS, Rule
from stations.hours.clock import common, without
from stations.hours.doubting import weigh
from stations.hours.draft import CORE_OF_SEASON, Draft, whole_year
from stations.hours.notices import Notice
from stations.hours.wording import HOLIDAYS, MORE, OTHER_MONTHS, PAUSE, UNSAID, WEEKENDS

WEEKEND: Final = frozenset({"Sa", "Su"})
EVERY_DAY: Final = frozenset({*WEEKDAYS, "PH"})
COMMENT_CHARS: Final = 100


def unknown(comment: str) -> Rule:
    """Return the rule that nothing is known, with the words that say so."""
    return Rule(state="unknown", comment=comment.replace('"', "'")[:COMMENT_CHARS].strip())


def rules_of(notice: Notice) -> list[Rule]:
    """Return the rules of a notice that states something; pieces that leave a doubt are added to its `strange`."""
    notice.drafts = _merged(notice.drafts)
    may_be_more = weigh(notice)
    opened = [draft for draft in notice.drafts if draft.spans and not draft.doubt]
    dark = [draft for draft in notice.drafts if draft.is_bare or draft.doubt]
    shut = [draft for draft in notice.drafts if draft.off and not draft.doubt and (draft.days or draft.months)]
    if not shut:
        _name_holidays(notice, opened)
    notice.strange += [draft.words.strip(" ()、") for draft in dark if not draft.festivals]
    notice.strange += [f"{word}季" for word in CORE_OF_SEASON if any(_is_core(draft, word) for draft in opened + dark)]
    rules = [
        *_base(opened, dark),
        *_weekend(notice, opened),
        *(rule for draft in sorted([*opened, *dark], key=_generality) for rule in _rules(draft)),
        *(_rule(draft)._replace(state="off") for draft in shut),
        *_kept(notice, opened, is_some_shut=bool(shut)),
        *_holidays(notice, opened),
    ]
    rules = list(dict.fromkeys(rules))
    return [*rules, unknown(MORE.zh)._replace(joint="||")] if may_be_more else rules


def _name_holidays(notice: Notice, opened: list[Draft]) -> None:
    """Let hours of every day name holidays, where the notice says that they are kept: 全年无休, 节假日照常."""
    said = [draft for draft in notice.drafts if "PH" in draft.days]
    if any(draft.days for draft in opened) or not (said or notice.never_rests):
        return
    if all(draft.keep for draft in said):
        for draft in opened:
            draft.days = set(EVERY_DAY)
        notice.drafts = [draft for draft in notice.drafts if not draft.keep]


def _merged(drafts: list[Draft]) -> list[Draft]:
    """Return the statements with those that give hours for the same days and months made one."""
    merged: list[Draft] = []
    for draft in drafts:
        like = (each for each in merged if each.spans and draft.spans)
        first = next((each for each in like if (each.days, each.months) == (draft.days, draft.months)), None)
        if first is None or draft.rest:
            merged.append(draft)
            continue
        first.spans, first.doubt = [*first.spans, *draft.spans], first.doubt or draft.doubt
        first.pauses, first.doubts = [*first.pauses, *draft.pauses], [*first.doubts, *draft.doubts]
    return merged


def _generality(draft: Draft) -> tuple[bool, bool, bool]:
    """Return what puts statements about every day before those about some, and holidays last."""
    days = set() if draft.days >= EVERY_DAY else draft.days
    return "PH" in days, bool(days), bool(draft.months)


def _is_core(draft: Draft, word: str) -> bool:
    return draft.assumed and draft.months == CORE_OF_SEASON[word]


def _rules(draft: Draft) -> Iterator[Rule]:
    """Yield the hours of a statement, then when within them nobody knows."""
    if draft.is_bare or draft.doubt:
        yield _rule(draft)._replace(spans=(), state="unknown", comment="、".join(draft.festivals) or UNSAID.zh)
        return
    known, open_spans = sorted(set(draft.spans)), sorted(set(draft.spans))
    for doubt in draft.doubts:
        open_spans = without(open_spans, doubt)
    unsure = [part for span in known for doubt in draft.doubts for part in common(span, doubt)]
    if open_spans:
        yield _rule(draft)._replace(spans=tuple(open_spans))
    if unsure:
        rule = _rule(draft)._replace(spans=tuple(unsure), state="unknown", comment=PAUSE.zh)
        yield rule._replace(joint=",") if open_spans else rule


def _rule(draft: Draft) -> Rule:
    return Rule(
        spans=tuple(sorted(set(draft.spans))),
        dates=str(draft.months) if draft.months else "",
        weekdays=WEEKDAYS if draft.days >= EVERY_DAY else _weekdays(draft.days),
        holidays=("PH",) if "PH" in draft.days else (),
    )


def _weekdays(days: set[str]) -> tuple[str, ...]:
    """Return weekdays in order; a whole week needs none named."""
    named = tuple(day for day in WEEKDAYS if day in days)
    numbered = tuple(sorted(day for day in days if "[" in day))
    return named + numbered if len(named) < len(WEEKDAYS) else ()


def _base(opened: list[Draft], dark: list[Draft]) -> Iterator[Rule]:
    """Yield that the rest is unknown where the notice gives no hours at all, or those of part of the year."""
    dated = [draft for draft in [*opened, *dark] if draft.months]
    if not any(draft.days != {"PH"} for draft in opened) and (opened or dated or not dark or not _are_bare(dark)):
        yield unknown(UNSAID.zh)
    elif dated and all(draft.months or draft.inherited for draft in opened):
        said = frozenset().union(*(draft.months.days() for draft in dated if draft.months))
        if said != whole_year():
            yield unknown(OTHER_MONTHS.zh)


def _are_bare(drafts: list[Draft]) -> bool:
    return all(draft.is_bare for draft in drafts)


def _weekend(notice: Notice, opened: list[Draft]) -> Iterator[Rule]:
    """Yield unknown weekends where a notice tells 工作日 from 节假日 only: the latter may mean weekends or not."""
    is_silent = not any(not draft.days or draft.days & WEEKEND for draft in notice.drafts)
    if notice.names_working_days and is_silent and any(draft.days == {"PH"} for draft in opened):
        yield unknown(WEEKENDS.zh)._replace(weekdays=("Sa", "Su"))


def _kept(notice: Notice, opened: list[Draft], *, is_some_shut: bool) -> Iterator[Rule]:
    """Yield the days that are as the others, where the others are not every day; unknown if the others differ."""
    hours = {(draft.months, tuple(draft.spans)) for draft in opened}
    is_one = len(hours) == len({months for months, _ in hours}) and not any(draft.doubts for draft in opened)
    for keep in (draft for draft in notice.drafts if draft.keep):
        days = Rule(weekdays=_weekdays(keep.days), holidays=("PH",) if "PH" in keep.days else ())
        if not keep.days or not (is_some_shut or any(draft.days for draft in opened)):
            continue
        if not is_one:
            yield days._replace(state="unknown", comment=UNSAID.zh)
            continue
        for months, spans in hours:
            yield days._replace(spans=spans, dates=str(months) if months else "")


def _holidays(notice: Notice, opened: list[Draft]) -> Iterator[Rule]:
    """Yield what 工作日 says of holidays when the notice does not say 节假日 itself."""
    if not notice.names_working_days or any("PH" in draft.days for draft in notice.drafts):
        return
    if any(not draft.days or draft.days & WEEKEND for draft in opened):
        yield Rule(holidays=("PH",), state="unknown", comment=HOLIDAYS.zh)
    else:
        yield Rule(holidays=("PH",), state="off")
