"""Chinese opening notices read from left to right.

What is neither understood nor known to be harmless leaves the whole notice in doubt: nobody knows what it changes.
"""

from stations.hours.canonical import ALL_DAY, Span
from stations.hours.clock import NOON, clock, pause_of, span_of
from stations.hours.draft import CORE_OF_SEASON, days_of, months_of
from stations.hours.lexicon import Token, scan
from stations.hours.phrases import joined
from stations.hours.statements import Statements


class Notice:
    """Hold what a notice says: statements in order, and the pieces that could not be turned into hours."""

    def __init__(self, text: str) -> None:
        self.strange: list[str] = []
        self.places: set[str] = set()
        self.has_aside = False  # it says something that is not about hours
        self.is_doubtful = False  # nobody knows what part of it holds
        self.is_evasive = False  # it is about hours, but names none: 随营业时间, 以现场为准
        self.names_working_days = False
        self.never_rests = False  # 全年无休
        self.has_lunch = False  # there is a pause at midday, and nobody says when
        self.loose_pauses: list[Span] = []  # those that may be of more than one statement
        self._pause = False  # the next hours are a pause
        self._half = ""  # 上午 or 下午, of the next hours
        self._said = Statements()
        for token in joined(scan(text)):
            self._take(token)
        self._end_clause()
        self.drafts = self._said.finish()
        self.is_doubtful |= not self._said.is_clear

    def _take(self, token: Token) -> None:
        """Let the method named after the token's kind deal with it."""
        if token.kind == "cut":
            self._end_clause()
            return
        if token.kind == "gap" and ")" in token.text:
            self._said.close()
        elif token.kind not in {"gap", "noise", "note"}:
            getattr(self, f"_{token.kind}")(token)
            self._said.met.append(token.kind)
        self._said.read(token.text if token.kind != "strange" else "")

    def _end_clause(self) -> None:
        self.has_lunch |= self._pause
        self.is_doubtful |= self._pause and self._said.current().is_bare  # 休息时间：周日
        if self._half:
            self._doubt(self._half)
        self._pause, self._half = False, ""
        self._said.end_clause()

    def _doubt(self, words: str) -> None:
        """Leave the days of the clause unknown, or all if it names none."""
        self.strange.append(words)
        draft = self._said.current()
        if draft.days and {"days", "festival"} & set(self._said.met):
            draft.doubt = True
        else:
            self.is_doubtful = True

    def _strange(self, token: Token) -> None:
        self.strange.append(token.text)
        self.is_doubtful = True

    def _harmless(self, token: Token) -> None:
        """Pass over what says nothing of hours; of days that have none it may say anything."""
        self.has_aside = True
        about = self._said.after or self._said.draft
        if about.days and not about.is_said and any(char.isdigit() for char in token.text):
            self._doubt(token.text)
        else:
            self.strange.append(token.text)

    def _place(self, token: Token) -> None:
        self.strange.append(token.text)
        self.places.add(token.text)
        self._free(token)

    def _free(self, _: Token) -> None:
        """Note that something else is said of days that have no hours yet."""
        (self._said.after or self._said.draft).aside = True

    def _host(self, token: Token) -> None:
        self.is_evasive = True
        self._strange(token)

    def _defer(self, token: Token) -> None:
        self.is_evasive = True
        self._doubt(token.text)

    def _clean(self, token: Token) -> None:
        """Take 清洁 as a doubt about the hours before it, if they lie within others."""
        draft = self._said.draft
        is_last = self._said.follows("span") and not self._said.after and bool(draft.spans)
        if is_last and draft.encloses(draft.spans[-1]):
            self.strange.append(token.text)
            draft.doubts.append(draft.spans.pop())
        else:
            self._defer(token)

    def _festival(self, token: Token) -> None:
        """Take a festival as holidays, of which it may not mean all."""
        self.strange.append(token.text)
        about = self._said.name({"PH"})
        about.doubt = True
        about.festivals.append(token.text)

    def _break(self, token: Token) -> None:
        """Take 午休 as said of the hours before it or after it: of those that lie within others."""
        draft = self._said.current()
        if self._said.follows("span") and draft.spans and draft.encloses(draft.spans[-1]):
            self._off(token)
        else:
            self._pause = True

    def _all_day(self, _: Token) -> None:
        self._said.add(ALL_DAY)

    def _span(self, token: Token) -> None:
        draft = self._said.draft
        pause = pause_of(token.match) if self._pause else None
        if pause and (not draft.spans or draft.encloses(pause)):
            self._pause_at(pause)
            self._pause = False
            return
        before = draft.spans[-1] if draft.spans and not self._said.after else None
        span = span_of(token.match, self._half, before)
        self._half = ""
        if span:
            self._said.add(span)
        else:
            self._doubt(token.text)

    def _pause_at(self, pause: Span) -> None:
        """Take a pause as one of the statement, and of those before it if its clause names no days and no hours."""
        self._said.draft.pauses.append(pause)
        if not {"days", "span"} & set(self._said.met):
            self.loose_pauses.append(pause)

    def _until(self, token: Token) -> None:
        """Take 周末延长至22:00 as the hours before with another end."""
        draft, done = self._said.current(), self._said.done
        hours = done[-1].spans if done else []
        end = clock(token.match.groupdict(), "until")
        is_end = bool(token.match["until_unit"]) and bool(hours) and hours[-1].start < end
        is_end = is_end and not (token.match["later"] and end < hours[-1].end)  # 推迟至9:00: when it opens
        if is_end and draft.days and not draft.is_said:
            draft.spans = [*hours[:-1], Span(hours[-1].start, end)]
        else:
            self._strange(token)

    def _months(self, token: Token) -> None:
        months = months_of(token.match)
        if months:
            self._said.date(months, assumed=False)
        else:
            self._strange(token)

    def _season(self, token: Token) -> None:
        self._said.date(CORE_OF_SEASON[token.match["season"]], assumed=True)

    def _rest(self, _: Token) -> None:
        self._said.begin_rest()

    def _days(self, token: Token) -> None:
        self.names_working_days |= bool(token.match.groupdict().get("work"))
        self._said.name(days_of(token.match))

    def _off(self, token: Token) -> None:
        draft = self._said.current()
        is_about = draft.days or draft.rest or (draft.named and draft.months and not draft.assumed)
        half, self._half = self._half, ""
        if half in NOON and draft.spans:
            self.has_lunch = True
        elif half:
            self._doubt(half + token.text)
        elif draft.spans and self._said.follows("span"):
            self._said.met.pop()
            self._pause_at(draft.spans.pop())
        elif is_about and not draft.spans:
            draft.off, draft.keep = True, False
        else:
            self._strange(token)

    def _keep(self, token: Token) -> None:
        draft = self._said.current()
        self.never_rests |= token.text == "无休" and not draft.days
        if draft.days and not draft.is_said:
            draft.keep = True

    def _resting(self, token: Token) -> None:
        if self._said.current().is_bare:
            self._off(token)
        else:
            self._said.drop({"Sa", "Su"})

    def _except(self, token: Token) -> None:
        """Take days out of what was said without touching it: 每天（周一除外）9:00-17:00."""
        self._said.drop(days_of(token.match))

    def _part(self, token: Token) -> None:
        """Keep a half of the day for the hours that follow: 下午：2:00-5:30."""
        if self._half:
            self._doubt(self._half)
        self._half = token.text
