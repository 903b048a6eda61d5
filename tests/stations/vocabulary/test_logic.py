from itertools import product

from stations.vocabulary import Answer, all_of, any_of

RANK: dict[Answer, int] = {"no": 0, "unknown": 1, "yes": 2}
TRIPLES = list(product(RANK, repeat=3))


def test_or_is_the_most_hopeful_answer() -> None:
    for answers in TRIPLES:
        assert any_of(answers) == max(answers, key=RANK.__getitem__), answers


def test_and_is_the_least_hopeful_answer() -> None:
    for answers in TRIPLES:
        assert all_of(answers) == min(answers, key=RANK.__getitem__), answers


def test_nothing_is_no_for_or_and_yes_for_and() -> None:
    assert any_of([]) == "no"
    assert all_of([]) == "yes"
