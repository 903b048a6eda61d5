"""Whom a station lets in: yes, no, unknown."""

import pytest

from stations.snapshot import bits, files
from stations.vocabulary import AUDIENCES


@pytest.mark.parametrize(
    ("audience", "groups", "public_facing", "asked", "answer"),
    [
        ("public", [], True, "audience outdoor_workers", "yes"),
        ("public", ["sanitation"], True, "group courier", "yes"),
        ("outdoor_workers", [], True, "audience outdoor_workers", "yes"),
        ("outdoor_workers", [], True, "group courier", "unknown"),
        ("outdoor_workers", ["courier"], True, "group courier", "yes"),
        ("outdoor_workers", ["sanitation"], True, "group courier", "no"),
        (None, [], True, "audience public", "unknown"),
        (None, [], False, "audience public", "no"),
        (None, [], False, "audience host_staff", "yes"),
        (None, [], False, "group courier", "no"),
        (None, ["courier"], False, "group courier", "yes"),
        (None, [], False, "outsiders", "no"),
        ("host_staff", ["courier"], True, "outsiders", "no"),
        ("public", [], False, "outsiders", "yes"),
        ("customers", [], True, "outsiders", "yes"),
        (None, [], True, "outsiders", "yes"),
    ],
)
def test_who_is_let_in(
    audience: str | None, groups: list[str], *, public_facing: bool, asked: str, answer: str
) -> None:
    sure, may = bits.admitted(audience, groups, public_facing=public_facing)

    assert ("yes" if asked in sure else "unknown" if asked in may else "no") == answer


ROOMS = {
    # asked as:         public, outdoor_workers, union_members, host_staff, customers, registered
    "public": ("yes", "yes", "yes", "yes", "yes", "yes"),
    "outdoor_workers": ("no", "yes", "unknown", "no", "no", "unknown"),
    "union_members": ("unknown", "unknown", "yes", "unknown", "unknown", "unknown"),
    "host_staff": ("no", "no", "no", "yes", "no", "no"),
    "customers": ("unknown", "unknown", "unknown", "unknown", "yes", "unknown"),
    "registered": ("unknown", "unknown", "unknown", "unknown", "unknown", "yes"),
    None: ("unknown",) * 6,
}


@pytest.mark.parametrize(("audience", "answers"), ROOMS.items(), ids=map(str, ROOMS))
def test_only_who_is_known_not_to_be_let_in_is_told_no(audience: str | None, answers: tuple[str, ...]) -> None:
    codes = ("public", "outdoor_workers", "union_members", "host_staff", "customers", "registered")

    sure, may = bits.admitted(audience, [], public_facing=True)

    told = ["yes" if f"audience {code}" in sure else "unknown" if f"audience {code}" in may else "no" for code in codes]
    assert told == list(answers)


def test_every_audience_of_the_vocabulary_has_its_row() -> None:
    assert set(ROOMS) == {None, *(term.code for term in AUDIENCES)}


def test_another_answer_to_who_is_let_in_makes_older_snapshots_unusable(monkeypatch: pytest.MonkeyPatch) -> None:
    before = bits.fingerprint()

    monkeypatch.setitem(bits.LETS_IN, "registered", ("no", {"registered": "yes"}))

    assert before == bits.FINGERPRINT != bits.fingerprint()
    assert bits.FINGERPRINT in files.FORMAT


def test_a_word_with_its_highest_bit_is_a_signed_number() -> None:
    names = [name for name, place in bits.PLACE_OF.items() if place in {63, 64}]

    assert bits.words_of(names, []) == (-(2**63), 1, 0, 0)


def test_every_need_has_its_answer() -> None:
    words = bits.words_of(["drink"], ["drink", "rest"])

    met = bits.needs_met(words)

    assert (met["drink"], met["rest"], met["aid"]) == ("yes", "unknown", "no")
