from pathlib import Path

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
        ([f"{hour},0" for hour in range(168)], "all are 0"),
    ],
)
def test_a_profile_that_is_not_a_whole_week_is_refused(tmp_path: Path, rows: list[str], sentence: str) -> None:
    with pytest.raises(InputError, match=sentence):
        profiles.read(table(tmp_path, HEADING + "\n".join(rows)))


def test_a_profile_needs_its_two_columns(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="hour_of_week and share are needed"):
        profiles.read(table(tmp_path, "hour,share\n" + "\n".join(WEEK)))
