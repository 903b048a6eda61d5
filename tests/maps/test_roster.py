import numpy as np
import pytest
from sqlalchemy.orm import Session

from maps import roster
from maps.roster import COLUMN_OF
from stations import registry
from stations.errors import InputError
from stations.vocabulary import AUDIENCES
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


def test_rooms_for_the_staff_of_their_host_are_not_counted_and_whom_others_let_in_is_told(
    session: Session, add: Add
) -> None:
    counted: dict[str, dict[str, object]] = {
        "public": {"audience": "public"},
        "public, whatever trades are named": {"audience": "public", "worker_groups": ["courier"]},
        "named as public": {"audience": "public", "public_facing": False},
        "outdoor workers": {"audience": "outdoor_workers"},
        "members": {"audience": "union_members"},
        "customers": {"audience": "customers"},
        "registered": {"audience": "registered"},
        "couriers": {"worker_groups": ["courier"]},
        "couriers among outdoor workers": {"audience": "outdoor_workers", "worker_groups": ["courier"]},
        "nobody knows": {},
    }
    staff: dict[str, dict[str, object]] = {
        "staff": {"audience": "host_staff"},
        "not facing the public": {"public_facing": False},
        "couriers of the house": {"public_facing": False, "worker_groups": ["courier"]},
    }
    add(*({"name": name, **values} for name, values in (counted | staff).items()))

    found = roster.read(session, EVERYWHERE)

    assert dict(zip(found.name, found.lets_in, strict=True)) == {
        "public": "all",
        "public, whatever trades are named": "all",
        "named as public": "all",
        "outdoor workers": "all",
        "members": "some",
        "customers": "some",
        "registered": "some",
        "couriers": "some",
        "couriers among outdoor workers": "some",
        "nobody knows": "unknown",
    }


def test_every_published_station_in_service_is_counted_or_may_be_a_host(session: Session, add: Add) -> None:
    audiences = [None, *(term.code for term in AUDIENCES)]
    ids = add(*({"audience": who, "public_facing": faces} for who in audiences for faces in (True, False)))

    counted, hosts = roster.read(session, EVERYWHERE).id.tolist(), [row.id for row in registry.hosts(session)]

    assert sorted([*counted, *hosts]) == ids
    assert len(hosts) == 3


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
    assert found.digest() != found._replace(lets_in=("all",)).digest()
    assert found.digest() != found._replace(lon=np.nextafter(found.lon, 180)).digest()


def test_an_empty_registry_is_an_empty_roster(session: Session) -> None:
    found = roster.read(session, EVERYWHERE)

    assert found.sure.shape == (0, len(COLUMN_OF))
    assert found.having(["toilet"])[0].shape == (0,)
