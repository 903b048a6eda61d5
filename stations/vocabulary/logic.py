"""Yes, no and unknown, combined by the strong logic of Kleene: unknown is not no."""

from collections.abc import Iterable

from stations.vocabulary.terms import Answer


def any_of(answers: Iterable[Answer]) -> Answer:
    """Return yes if one answer is yes, no if every answer is no, else unknown; nothing at all is no."""
    given = set(answers)
    if "yes" in given:
        return "yes"
    return "unknown" if "unknown" in given else "no"


def all_of(answers: Iterable[Answer]) -> Answer:
    """Return no if one answer is no, yes if every answer is yes, else unknown; nothing at all is yes."""
    given = set(answers)
    if "no" in given:
        return "no"
    return "unknown" if "unknown" in given else "yes"
