"""The statements of a notice as they come, and which of them the days, dates and hours just met belong to."""

from dataclasses import replace
from itertools import pairwise

from stations.hours.canonical import WEEKDAYS, Span
from stations.hours.draft import Draft, Months


class Statements:
    """Hold the statement being read and those before it.

    Days or dates met after hours in their clause are theirs if nothing follows, 9:00-17:00（周末）, and begin the next
    statement if something does, 9:00-17:00（周末10:00-16:00）: until then they wait in `after`.
    """

    def __init__(self) -> None:
        self.done: list[Draft] = []
        self.draft = Draft()
        self.after: Draft | None = None
        self.is_clear = True  # it can be told whose each day and date is
        self.met: list[str] = []  # the kinds of token met in this clause, gaps and noise left out
        self._is_closed = False  # the bracket around `after` is closed: nothing follows that could be its own

    def read(self, words: str) -> None:
        """Note the words of a token that has been dealt with."""
        (self.after or self.draft).words += words

    def close(self) -> None:
        """End a bracket."""
        self._is_closed = True

    def end_clause(self) -> None:
        """End a clause: its days belong to its hours."""
        self._settle()
        self.met.clear()

    def finish(self) -> list[Draft]:
        """Return all statements that name or say something."""
        self.end_clause()
        self.flush()
        said = [draft for draft in self.done if draft.named or draft.is_said]
        for before, draft in pairwise(said):
            draft.limit(before)
        for draft in said:
            draft.days -= set(WEEKDAYS) if draft.days == set(WEEKDAYS) else set()
        return [draft for draft in said if draft.days or draft.is_said or not draft.inherited]

    def flush(self) -> None:
        """Begin a new statement."""
        self.done.append(self.draft)
        self.draft = self.draft.following()

    def follows(self, kind: str) -> bool:
        """Return whether the token before was of a kind."""
        return bool(self.met) and self.met[-1] == kind

    def current(self) -> Draft:
        """Return the statement of which the word just met is said: that of the days before it, if there are any."""
        if self.after and not self._is_closed:
            self._turn()
        return self.draft

    def begin_rest(self) -> None:
        """Begin a statement about all days that the others do not name."""
        self._settle()
        self.flush()
        self.draft = Draft(rest=True, named=True)

    def drop(self, days: set[str]) -> None:
        """Say that days are off; after a day of rest, that they are not."""
        draft = self.draft
        if days:
            self.done.append(
                Draft(draft.months, draft.assumed, days=days, off=not draft.off, keep=draft.off, named=True)
            )

    def add(self, span: Span) -> None:
        """Add hours to the statement, or to a new one where this one is already complete."""
        if self.after and self._is_closed:
            self._settle()
        draft = self.current()
        if draft.off or draft.keep:
            self.flush()
        self.draft.spans.append(span)

    def name(self, days: set[str]) -> Draft:
        """Give a statement its days and return it."""
        about = self._named()
        if about is self.after and about.days and about.words.rstrip()[-1:] not in set("、和及与"):
            self.is_clear = False  # 9:00-17:00 周一至周五 周六10:00-16:00: which days have which hours
        about.header = set()
        about.days |= days
        about.named |= bool(days)
        return about

    def date(self, months: Months, *, assumed: bool) -> None:
        """Give a statement its part of the year; days named just before it hold for the other parts, too."""
        about = self._named()
        if about is self.draft and about.days:
            about.header = set(about.days)
        elif about is self.draft:
            about.days = set(about.header)
        self.is_clear &= about.date(months, assumed=assumed)
        about.named = True

    def _named(self) -> Draft:
        """Return the statement to which the days or dates just met belong."""
        if self.after and self._is_closed:
            self._settle()
        if self.after:
            return self.after
        if self.draft.spans and self.met:
            self.after, self._is_closed = Draft(), False
            return self.after
        if self.draft.is_said:
            self.flush()
        return self.draft

    def _settle(self) -> None:
        """Let what was met after hours be theirs."""
        after, self.after = self.after, None
        if after is None:
            return
        if after.months:
            self.is_clear &= self.draft.date(after.months, assumed=after.assumed)
        self.flush()
        if after.days:
            self.done.append(replace(after, months=self.draft.months, assumed=self.draft.assumed))

    def _turn(self) -> None:
        """Let what was met after hours begin the next statement."""
        after, self.after = self.after, None
        self.flush()
        if after is None:
            return
        draft = self.draft
        inherited, header = draft.months, draft.header if after.months else set()
        self.draft = replace(after, days=after.days or set(header), header=header)
        if inherited and not after.months:
            self.draft.months, self.draft.assumed, self.draft.inherited = inherited, draft.assumed, True
