"""Numbers and instants written by machine code, against Python's own."""

from datetime import UTC, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import numpy as np
from hypothesis import example, given, settings
from hypothesis import strategies as st

from stations.search.hits import NEVER
from stations.search.numerals import put_instant, put_number

CHINA = ZoneInfo("Asia/Shanghai")
FIRST_S = int(datetime(2000, 1, 1, tzinfo=UTC).timestamp())
LAST_S = int(datetime(2101, 12, 31, tzinfo=UTC).timestamp())
MARGIN = 3


def written_number(value: int, decimals: int) -> str:
    out = np.full(64, ord("#"), np.uint8)
    past = put_number(out, MARGIN, value, decimals)
    assert bytes(out[:MARGIN]) == b"###"
    return bytes(out[MARGIN:past]).decode()


def written_instant(instant_s: int) -> str:
    out = np.zeros(64, np.uint8)
    return bytes(out[: put_instant(out, 0, instant_s)]).decode()


@settings(deadline=None)  # the first call compiles
@given(st.integers(-(10**15), 10**15))
@example(0)
def test_a_whole_number_is_written_as_python_does(value: int) -> None:
    assert written_number(value, 0) == str(value)


@settings(deadline=None)  # the first call compiles
@given(st.integers(-(10**15), 10**15), st.integers(1, 7))
@example(-5, 7)
@example(1_164_000_000, 7)
def test_a_number_with_decimals_is_the_shortest_that_has_one(value: int, decimals: int) -> None:
    said = written_number(value, decimals)

    assert Decimal(said) == Decimal(value).scaleb(-decimals)
    assert said == repr(float(said)) or "e" in repr(float(said))


@settings(deadline=None)  # the first call compiles
@given(st.integers(FIRST_S, LAST_S))
@example(int(datetime(2000, 2, 29, 15, 59, 59, tzinfo=UTC).timestamp()))
@example(int(datetime(2100, 2, 28, 16, 0, 0, tzinfo=UTC).timestamp()))
@example(int(datetime(2025, 12, 31, 16, 0, 0, tzinfo=UTC).timestamp()))
def test_an_instant_is_written_in_chinas_time(instant_s: int) -> None:
    assert written_instant(instant_s) == f'"{datetime.fromtimestamp(instant_s, CHINA).isoformat()}"'


def test_an_instant_that_nobody_knows_is_null() -> None:
    assert written_instant(NEVER) == "null"
