from pathlib import Path

import numpy as np
import pytest

from maps.demand import profiles
from stations.errors import InputError
from tests.maps.demand.files import table

HEADING = "hour_of_week,share\n"
WEEK = [f"{hour},{hour % 24 / 24}" for hour in range(168)]


def test_a_profile_gives_the_share_of_every_hour_in_any_order(tmp_path: Path) -> None:
    found = profiles.read(table(tmp_path, HEADING + "\n".join(reversed(WEEK))))

    assert found.tolist() == [hour % 24 / 24 for hour in range(168)]


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        (WEEK[:-1], "only 167 hours"),
        ([*WEEK, "167,1"], "Row 170 cannot be used"),
        ([*WEEK[:-1], "168,1"], "Row 169 cannot be used"),
        ([*WEEK[:-1], "-1,1"], "Row 169 cannot be used"),
        ([*WEEK[:-1], "167,-0.5"], "Row 169 cannot be used"),
        ([*WEEK[:-1], "167,nan"], "Row 169 cannot be used"),
        ([*WEEK[:-1], "167,1.0001"], "Row 169: 1.0001 is more than 1"),
        ([f"{hour},100" for hour in range(168)], "Row 2: 100 is more than 1"),
        ([f"{hour},0" for hour in range(168)], "all are 0"),
    ],
)
def test_a_profile_that_is_not_a_whole_week_is_refused(tmp_path: Path, rows: list[str], sentence: str) -> None:
    with pytest.raises(InputError, match=sentence):
        profiles.read(table(tmp_path, HEADING + "\n".join(rows)))


@pytest.mark.parametrize(("divisor", "is_doubted"), [(168, True), (168.5, True), (170, False), (1, False), (24, False)])
def test_shares_that_add_up_to_one_look_like_parts_of_the_week(divisor: float, *, is_doubted: bool) -> None:
    found = profiles.doubts(np.full(168, 1 / divisor))

    assert ["a share of 1 means that all are there" in doubt.en for doubt in found] == [True] * is_doubted


def test_a_profile_needs_its_two_columns(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="hour_of_week and share are needed"):
        profiles.read(table(tmp_path, "hour,share\n" + "\n".join(WEEK)))
