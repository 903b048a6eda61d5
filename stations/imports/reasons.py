"""Why a row was not simply taken: sentences for the person who must mend it."""

from typing import Literal, NamedTuple

from stations.language import Text

Verdict = Literal["held", "rejected", "note"]


class Reason(NamedTuple):
    """Say what is the matter with a row: `held` needs a decision, `rejected` is no station, `note` is only said."""

    column: str | None
    verdict: Verdict
    text: Text


def held(column: str | None, zh: str, en: str) -> Reason:
    """Say why a row waits for a decision."""
    return Reason(column, "held", Text(zh, en))


def rejected(column: str | None, zh: str, en: str) -> Reason:
    """Say why a row is no station at all."""
    return Reason(column, "rejected", Text(zh, en))


def note(column: str | None, zh: str, en: str) -> Reason:
    """Say what of a row that was taken could not be used."""
    return Reason(column, "note", Text(zh, en))


def shortened(text: str, *, chars: int = 40) -> str:
    """Return a text short enough to be quoted in a sentence."""
    return text if len(text) <= chars else f"{text[: chars - 1]}…"
