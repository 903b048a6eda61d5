"""Whom a station lets in: yes, no, unknown."""

import pytest

from stations.snapshot import bits


@pytest.mark.parametrize(
    ("audience", "groups", "public_facing", "asked", "answer"),
    [
        ("public", [], True, "audience outdoor_workers", "yes"),
        ("public", ["sanitation"], True, "group courier", "yes"),
        ("outdoor_workers", [], True, "audience outdoor_workers", "yes"),
        ("outdoor_workers", [], True, "audience union_members", "no"),
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


def test_a_word_with_its_highest_bit_is_a_signed_number() -> None:
    names = [name for name, place in bits.PLACE_OF.items() if place in {63, 64}]

    assert bits.words_of(names, []) == (-(2**63), 1, 0, 0)


def test_every_need_has_its_answer() -> None:
    words = bits.words_of(["drink"], ["drink", "rest"])

    met = bits.needs_met(words)

    assert (met["drink"], met["rest"], met["aid"]) == ("yes", "unknown", "no")
