"""What the statements of a notice, taken together, leave in doubt."""

from collections.abc import Iterator
from itertools import combinations, pairwise, product

from stations.hours.canonical import ALL_DAY
from stations.hours.clock import LUNCH, overlap, without
from stations.hours.draft import Draft
from stations.hours.notices import Notice


def weigh(notice: Notice) -> bool:
    """Mark in a notice's statements what nobody knows, and return whether the rest of the day is in doubt, too.

    It is where 24小时 was said of the place or of a part of it, or where the hours are those of its staff.
    """
    is_dropped = _drop_all_day(notice)
    for draft in notice.drafts:
        _pause(draft)
    opened = [draft for draft in notice.drafts if draft.spans]
    notice.is_doubtful |= (len(notice.places) > 1 and not is_dropped) or not _is_rest_clear(notice.drafts)
    notice.is_doubtful |= any(draft.is_bare and draft.days - {"PH"} for draft in notice.drafts) and any(
        not draft.days and not draft.months for draft in opened
    )
    _spread(notice)
    _doubt_parts_of_the_year(opened)
    for one, other in combinations(opened, 2):
        _doubt_rivals(one, other)
    if notice.has_lunch:
        _doubt_lunch(notice, opened)
    for draft, pause in product(opened, notice.loose_pauses):
        if draft.encloses(pause):
            draft.doubts.append(pause)
            notice.strange.append("午休")
    return is_dropped or any(place.startswith("人工") for place in notice.places)


def _drop_all_day(notice: Notice) -> bool:
    """Drop 24小时 where the notice gives other hours too, or names what it may be about: a machine."""
    others = any(set(draft.spans) - {ALL_DAY} for draft in notice.drafts if not draft.doubt)
    is_aside = bool(notice.places) or notice.has_aside
    dropped = [
        draft
        for draft in notice.drafts
        if draft.all_day and (is_aside or set(draft.spans) != {ALL_DAY} or (others and not draft.days))
    ]
    for draft in dropped:
        draft.spans = [span for span in draft.spans if span != ALL_DAY]
        notice.strange.append("24小时")
    notice.drafts = [draft for draft in notice.drafts if draft.named or draft.is_said]
    return bool(dropped)


def _pause(draft: Draft) -> None:
    """Cut the pauses of a statement out of its hours; one that lies outside them makes no sense."""
    for pause in draft.pauses:
        draft.doubt |= bool(draft.spans) and not draft.encloses(pause)
        draft.spans = without(draft.spans, pause)
    draft.doubt |= any(overlap(one, other) for one, other in combinations(sorted(set(draft.spans)), 2))


def _is_rest_clear(drafts: list[Draft]) -> bool:
    """Return whether 其余 follows statements about other days, and says something of all that are left."""
    if not any(draft.rest for draft in drafts):
        return True
    others = [draft for draft in drafts if not draft.rest]
    is_sure = all((draft.days or draft.months) and not draft.assumed for draft in others if draft.is_said)
    is_whole = all(draft.is_said and not (draft.days and draft.spans) for draft in drafts if draft.rest)
    return is_sure and is_whole and any(draft.is_said for draft in others)


def _spread(notice: Notice) -> None:
    """Let days named once after several parts of the year be those of all: 夏季…，冬季…，周一闭馆.

    Where some of the parts have such days of their own, nobody knows.
    """
    for draft in [draft for draft in notice.drafts if draft.inherited and draft.days and draft.is_said]:
        others = {each.months for each in notice.drafts if each.spans and each.months != draft.months}
        told = {each.months for each in notice.drafts if each.days & draft.days and each is not draft}
        if others and not others & told:
            draft.months, draft.assumed = None, False
        elif others - told:
            notice.is_doubtful = True


def _doubt_parts_of_the_year(opened: list[Draft]) -> None:
    """Doubt hours that may give way to those of a season without dates, and seasons after days that they may leave."""
    is_assumed, is_by_day = any(draft.assumed for draft in opened), False
    for draft in opened:
        draft.doubt |= (is_assumed and not draft.months) or (is_by_day and bool(draft.months) and not draft.days)
        is_by_day |= bool(draft.days - {"PH"}) and not draft.inherited


def _doubt_rivals(one: Draft, other: Draft) -> None:
    """Doubt the days of two statements that may both hold on them, since none of their hours are the same."""
    if (one.days, one.months) == (other.days, other.months) or not (
        _share_days(one, other) and _share_dates(one, other)
    ):
        return
    is_clear = _is_part(one, other) and any(overlap(a, b) for a in one.spans for b in other.spans)
    for draft in (one, other):
        draft.doubt |= not is_clear and bool(draft.days or draft.months)


def _share_days(one: Draft, other: Draft) -> bool:
    return not one.days or not other.days or bool(one.days & other.days)


def _share_dates(one: Draft, other: Draft) -> bool:
    return not one.months or not other.months or bool(one.months.days() & other.months.days())


def _is_part(one: Draft, other: Draft) -> bool:
    """Return whether one speaks of some days or dates of the other."""
    if one.months and other.months and one.months != other.months:
        return False
    return not one.days or not other.days or one.days <= other.days or other.days <= one.days


def _doubt_lunch(notice: Notice, opened: list[Draft]) -> None:
    """Doubt midday where there is a pause that nobody dates, unless the hours leave one."""
    for draft in opened:
        if not any(_is_noon_gap(pair) for pair in _neighbours(draft)):
            draft.doubts.append(LUNCH)
            notice.strange.append("午休")


def _neighbours(draft: Draft) -> Iterator[tuple[int, int]]:
    spans = sorted(draft.spans)
    return ((one.end, other.start) for one, other in pairwise(spans))


def _is_noon_gap(gap: tuple[int, int]) -> bool:
    return gap[0] < LUNCH.end and LUNCH.start <= gap[1] and gap[0] < gap[1]
