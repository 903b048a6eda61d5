import numpy as np
import pytest
from sqlalchemy.orm import Session

from maps import roster
from maps.roster import COLUMN_OF
from stations.errors import InputError
from tests.factories import EVERYWHERE, Add


def test_a_roster_tells_what_is_known_from_what_may_be(session: Session, add: Add) -> None:
    add(
        {"amenities": {"toilet": "yes", "microwave": "no"}},
        {"amenities": {"toilet": "no"}},
    )

    found = roster.read(session, EVERYWHERE)

    assert found.sure[:, COLUMN_OF["toilet"]].tolist() == [True, False]
    assert found.may[:, COLUMN_OF["toilet"]].tolist() == [True, False]
    assert found.sure[:, COLUMN_OF["microwave"]].tolist() == [False, False]
    assert found.may[:, COLUMN_OF["microwave"]].tolist() == [False, True]


def test_needs_are_met_together_or_not_at_all(session: Session, add: Add) -> None:
    add(
        {"amenities": {"toilet": "yes", "seating": "yes"}},
        {"amenities": {"toilet": "yes", "seating": "no"}},
        {"amenities": {"toilet": "yes"}},
    )

    sure, may = roster.read(session, EVERYWHERE).having(["toilet", "rest"])

    assert sure.tolist() == [True, False, False]
    assert may.tolist() == [True, False, True]


def test_no_need_is_met_by_all(session: Session, add: Add) -> None:
    add({}, {})

    sure, may = roster.read(session, EVERYWHERE).having([])

    assert sure.tolist() == may.tolist() == [True, True]


def test_a_code_there_is_not_is_refused(session: Session) -> None:
    with pytest.raises(InputError, match="sauna"):
        roster.read(session, EVERYWHERE).having(["sauna"])


def test_the_digest_changes_with_what_coverage_depends_on(session: Session, add: Add) -> None:
    add({"hours_osm": "Mo-Fr 08:00-18:00", "hours_parse": "ok"})
    found = roster.read(session, EVERYWHERE)

    assert found.digest() == roster.read(session, EVERYWHERE).digest()
    assert found.digest() != found._replace(hours=("24/7",)).digest()
    assert found.digest() != found._replace(lon=np.nextafter(found.lon, 180)).digest()


def test_an_empty_registry_is_an_empty_roster(session: Session) -> None:
    found = roster.read(session, EVERYWHERE)

    assert found.sure.shape == (0, len(COLUMN_OF))
    assert found.having(["toilet"])[0].shape == (0,)
