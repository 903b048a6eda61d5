from sqlalchemy.orm import Session

from maps import gather
from stations import registry
from stations.hours import Calendar
from tests.factories import Add, square
from tests.maps.test_answering import AS_OF, SIDE, SOUTH, WEST


def test_the_boundaries_named_are_those_drawn(session: Session) -> None:
    told = {"boundary_source": "街道办", "boundary_year": 2026, "level": "township", "parent_adcode": "310101"}
    below = square("310101001", west=WEST, south=SOUTH, side=SIDE, name="南街道", **told)
    registry.put_districts(session, [square("310101", west=WEST, south=SOUTH, side=SIDE), below])

    picture = gather.gather(session, "310101", radius_m=500, as_of=AS_OF, calendar=Calendar.packaged())

    assert (picture.boundary_source, picture.boundary_year) == ("街道办", 2026)


def test_a_map_shows_the_stations_that_serve_outdoor_workers(session: Session, add: Add) -> None:
    registry.put_districts(session, [square("310101", west=WEST, south=SOUTH, side=SIDE)])
    middle = {"lon": WEST + 0.02, "lat": SOUTH + 0.02}
    whoever, near, *_ = add(
        middle,
        middle | {"lon": WEST - 0.001},
        middle | {"lon": WEST - 0.1},  # too far beyond the border
        middle | {"operation": "planned"},
        middle | {"audience": "host_staff"},
        middle | {"public_facing": False},
    )

    picture = gather.gather(session, "310101", radius_m=500, as_of=AS_OF, calendar=Calendar.packaged())

    assert picture.stations["id"].tolist() == [whoever, near]
