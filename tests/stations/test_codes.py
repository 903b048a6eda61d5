import pytest
from hypothesis import given
from hypothesis import strategies as st

from stations.codes import ALPHABET, SPACE, code_of, normalise
from stations.errors import InputError

numbers = st.integers(1, SPACE - 1)


def test_the_first_hundred_thousand_codes_differ_and_read_back() -> None:
    codes = [code_of(number) for number in range(1, 100_001)]

    assert len(set(codes)) == len(codes)
    assert all(normalise(code) == code for code in codes[::97])


@given(numbers, st.integers(1, 6), st.sampled_from(ALPHABET))
def test_one_wrong_symbol_is_noticed(number: int, place: int, symbol: str) -> None:
    code = code_of(number)
    slip = code[:place] + symbol + code[place + 1 :]

    if slip == code:
        return
    with pytest.raises(InputError):
        normalise(slip)


@given(numbers, st.integers(1, 4))
def test_two_swapped_neighbours_are_noticed(number: int, place: int) -> None:
    code = code_of(number)
    swapped = code[:place] + code[place + 1] + code[place] + code[place + 2 :]

    if swapped == code:
        return
    with pytest.raises(InputError):
        normalise(swapped)


@pytest.mark.parametrize("number", [0, -1, SPACE])
def test_a_number_beyond_the_space_has_no_code(number: int) -> None:
    with pytest.raises(ValueError, match="no code"):
        code_of(number)


@pytest.mark.parametrize("typed", ["", "Y", "12345", "YUUUUUU", "Y" * 500, "驿站"])
def test_what_cannot_be_a_code_is_an_input_error(typed: str) -> None:
    with pytest.raises(InputError):
        normalise(typed)
