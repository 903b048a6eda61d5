"""Receipts: nobody guesses one, and no slip passes for another."""

import re
from itertools import combinations

import pytest

from stations import receipts
from stations.errors import InputError

KNOWN = "7K3M9QXA2TBHCW"


def is_refused(written: str) -> bool:
    try:
        receipts.normalise(written)
    except InputError as error:
        return error.field == "receipt"
    return False


def test_a_receipt_is_read_however_it_was_typed() -> None:
    for written in ("7K3M9-QXA2-TBHCW", "7k3m9qxa2tbhcw", " 7K3M9 QXA2 TBHCW "):
        assert receipts.normalise(written) == KNOWN


def test_letters_that_are_misread_stand_for_the_digits_they_look_like() -> None:
    receipt = receipts.new_receipt()
    misread = receipt.replace("0", "O").replace("1", "l")

    assert receipts.normalise(misread) == receipt


def test_a_receipt_is_shown_in_groups() -> None:
    assert receipts.spoken(KNOWN) == "7K3M9-QXA2-TBHCW"


def test_every_slip_of_one_symbol_is_noticed() -> None:
    slips = [
        KNOWN[:place] + symbol + KNOWN[place + 1 :]
        for place in range(len(KNOWN))
        for symbol in "0123456789ABCDEFGHJKMNPQRSTVWXY"
        if symbol != KNOWN[place]
    ]

    assert len(slips) == 14 * 30
    assert all(is_refused(slip) for slip in slips)


def test_every_swap_of_two_symbols_is_noticed() -> None:
    for one, other in combinations(range(13), 2):
        symbols = list(KNOWN)
        symbols[one], symbols[other] = symbols[other], symbols[one]
        if symbols != list(KNOWN):
            assert is_refused("".join(symbols)), (one, other)


@pytest.mark.parametrize("written", ["", "7K3M9", KNOWN + "0", "驿站", "7K3M9QXA2TBHC\x00", "7K3M9QXA2TBHC٣"])
def test_what_cannot_be_a_receipt_is_refused(written: str) -> None:
    assert is_refused(written)


def test_receipts_differ_and_use_every_symbol_everywhere() -> None:
    many = {receipts.new_receipt() for _ in range(2000)}

    assert len(many) == 2000
    assert all(re.fullmatch("[0-9A-HJKMNP-TV-Y]{14}", each) for each in many)
    assert all(len({each[place] for each in many}) == 31 for place in range(14))  # one missing by chance: 1e-26
