"""Chinese opening notices read as statements, from left to right.

Days and hours between two commas belong together in either order; days alone join what follows, else what came before.
"""

from dataclasses import replace

from stations.hours.canonical import ALL_DAY, Span
from stations.hours.draft import CORE_OF_SEASON, Draft, Months, days_of, months_of, span_of, without
from stations.hours.lexicon import Token, scan


class Notice:
    """Hold what a notice says: statements in order, and the pieces that could not be turned into hours."""

    def __init__(self, text: str) -> None:
        self.drafts: list[Draft] = []
        self.strange: list[str] = []
        self.festivals: list[str] = []
        self.is_deferred = False  # the notice itself says that it does not hold
        self.is_evasive = False  # it is about hours, but names none: 随营业时间
        self.names_working_days = False
        self._draft = Draft()
        self._trailing = False  # the draft's days came after its hours
        self._pause = False  # the next hours are a break
        self._bracket = False  # the token before opened a bracket
        self._last: list[Token] = []  # what was met since the last comma, gaps and noise left out
        for token in _joined(scan(text)):
            self._take(token)
        self._flush()
        self.drafts = [draft for draft in self.drafts if draft.days or draft.is_said]
        self._attach()

    def _take(self, token: Token) -> None:
        """Let the method named after the token's kind deal with it."""
        if token.kind not in {"gap", "noise", "note"}:
            getattr(self, f"_{token.kind}")(token)
            self._last.append(token)
        if token.kind == "cut":
            self._last.clear()
            if self._trailing:
                self._flush()
        self._bracket = token.kind == "gap" and "(" in token.text
        self._draft.words += token.text if token.kind not in {"cut", "strange"} else ""

    def _flush(self) -> None:
        self.drafts.append(self._draft)
        self._draft = self._draft.following()
        self._trailing = False

    def _give_up(self, token: Token) -> None:
        self.strange.append(token.text)

    _strange = _give_up

    def _cut(self, _: Token) -> None:
        self._pause = False

    def _defer(self, token: Token) -> None:
        self.is_deferred = True
        self._give_up(token)

    def _host(self, token: Token) -> None:
        self.is_evasive = True
        self._give_up(token)

    def _festival(self, token: Token) -> None:
        self.festivals.append(token.text)
        self._give_up(token)

    def _break(self, token: Token) -> None:
        """Take 午休 as said of the hours before it or after it: of those that lie within others."""
        if self._follows("span") and self._draft.spans and self._is_within(self._draft.spans[-1]):
            self._off(token)
        else:
            self._pause = True

    def _all_day(self, token: Token) -> None:
        self._add(ALL_DAY, token, all_day=True)

    def _span(self, token: Token) -> None:
        span = span_of(token.match)
        if span is None:
            self._give_up(token)
        elif self._pause and self._is_within(span):
            self._cut_out(span)
        else:
            self._add(span, token)

    def _add(self, span: Span, token: Token, *, all_day: bool = False) -> None:
        """Add hours to the statement, or to a new one where this one is already complete."""
        if self._draft.off or self._draft.keep or self._trailing:
            self._flush()
        if self._draft.spans and self._draft.all_day != all_day:
            self.strange.append("24小时" if self._draft.all_day else token.text)
            if all_day:
                return
            self._draft.spans = []
        self._draft.spans.append(span)
        self._draft.all_day = all_day

    def _months(self, token: Token) -> None:
        months = months_of(token.match)
        if months is None:
            self._give_up(token)
            return
        self._date(months, assumed=False)

    def _season(self, token: Token) -> None:
        if self._last and self._draft.months and not self._draft.assumed:
            return  # 5月至9月（夏季）: the months say it better
        self._date(CORE_OF_SEASON[token.match["season"]], assumed=True)

    def _date(self, months: Months, *, assumed: bool) -> None:
        """Give the statement its part of the year; in brackets after hours it is still theirs: 6:00-22:00（夏季）."""
        if self._draft.is_said and self._last and (self._bracket or self._draft.assumed):
            self._trailing = self._trailing or self._bracket
        elif self._draft.is_said:
            self._flush()
        self._draft.months, self._draft.assumed = months, assumed

    def _days(self, token: Token) -> None:
        self.names_working_days |= bool(token.match.groupdict().get("work"))
        if self._draft.is_said and self._last and self._draft.spans and not self._draft.days:
            self._trailing = True
        elif self._draft.is_said and not self._trailing:
            self._flush()
        self._draft.days |= days_of(token.match)

    def _off(self, token: Token) -> None:
        if self._trailing:
            self._split(off=True)
        elif self._draft.spans and self._follows("span"):
            pause = self._draft.spans.pop()
            if self._is_within(pause):
                self._cut_out(pause)
            else:
                self._give_up(token)
        elif self._draft.days and not self._draft.spans:
            self._draft.off = True
        else:
            self._give_up(token)

    def _keep(self, _: Token) -> None:
        if self._trailing:
            self._split(keep=True)
        elif self._draft.days and not self._draft.is_said:
            self._draft.keep = True

    def _resting(self, _: Token) -> None:
        self._drop({"Sa", "Su"})

    def _except(self, token: Token) -> None:
        """Take days out of what was said without touching it: 每天（周一除外）9:00-17:00."""
        self._drop(days_of(token.match))

    def _drop(self, days: set[str]) -> None:
        """Say that days are off; after a day of rest, that they are not."""
        if days:
            self.drafts.append(
                replace(self._draft.following(), days=days, off=not self._draft.off, keep=self._draft.off)
            )

    def _split(self, *, off: bool = False, keep: bool = False) -> None:
        """Move the days met after the hours into a statement of their own."""
        days, self._draft.days = self._draft.days, set()
        self._flush()
        self._draft.days, self._draft.off, self._draft.keep = days, off, keep

    def _cut_out(self, pause: Span) -> None:
        self._draft.spans = without(self._draft.spans, pause)

    def _is_within(self, span: Span) -> bool:
        """Return whether other hours of the statement enclose these."""
        return any(other != span and other.start <= span.start and span.end <= other.end for other in self._draft.spans)

    def _follows(self, kind: str) -> bool:
        return bool(self._last) and self._last[-1].kind == kind

    def _attach(self) -> None:
        """Give days left alone to the hours before them, if those have none: 9:00-17:00，周一至周五."""
        for before, draft in zip(self.drafts, self.drafts[1:], strict=False):
            if not draft.is_said and before.spans and not before.days:
                before.days, draft.days = draft.days, set()
        self.drafts = [draft for draft in self.drafts if draft.days or draft.is_said]


def _joined(tokens: list[Token]) -> list[Token]:
    """Return the tokens with days that end in 除外 or 外 made one kind, and strange neighbours one piece."""
    joined: list[Token] = []
    for token in tokens:
        before = joined[-1] if joined else None
        if token.kind == "strange" and before and before.kind == "strange":
            joined[-1] = before._replace(text=before.text + token.text)
        elif token.kind == "except":
            _except_before(joined, token)
        else:
            joined.append(token)
    return joined


def _except_before(joined: list[Token], word: Token) -> None:
    """Mark the run of days at the end, joined by nothing but 、 and 和, as excepted."""
    at = len(joined) - 1
    if at < 0 or joined[at].kind not in {"days", "festival"}:
        joined.append(word._replace(kind="strange"))
        return
    while at >= 0 and (joined[at].kind == "days" or joined[at].text in {"、", "和", "及", "与", "以及"}):
        if joined[at].kind == "days":
            joined[at] = joined[at]._replace(kind="except")
        at -= 1
