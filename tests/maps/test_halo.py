"""Of a country's stations a city reads those that its figures may depend on."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from sqlalchemy.orm import Session

from maps import city, roster
from maps.city import HALO_M, City
from maps.osm import tags
from maps.question import MOST_MINUTES, Question
from maps.runs import exports, running
from stations import geo, registry
from stations.hours import Calendar
from stations.search import MODES
from tests.factories import EVERYWHERE, Add, square

AS_OF = datetime(2026, 11, 22, 4, tzinfo=UTC)
WEST, SOUTH, SIDE = 121.45, 31.2, 0.04
MIDDLE = SOUTH + SIDE / 2


@pytest.fixture
def district(session: Session) -> None:
    registry.put_districts(session, [square("310101", west=WEST, south=SOUTH, side=SIDE)])


def read(session: Session, home: Path, **values: Any) -> tuple[City, Question]:  # noqa: ANN401 - of many types
    question = Question(**{"area": "310101", "way": "straight"} | values)
    return city.read(session, home, question, as_of=AS_OF, calendar=Calendar.packaged()), question


def run_of(session: Session, home: Path) -> str:
    place, question = read(session, home)
    return running.work_out(place, question).id


def east_of(district_m: float) -> dict[str, float]:
    """Return a place so many metres east of the district."""
    lon, lat, _ = geo.ELLIPSOID.fwd(WEST + SIDE, MIDDLE, 90, district_m)
    return {"lon": lon, "lat": lat}


@pytest.mark.usefixtures("district")
def test_a_station_beyond_the_halo_changes_nothing_and_one_just_inside_is_read(
    session: Session, add: Add, tmp_path: Path
) -> None:
    add({"lon": WEST, "lat": MIDDLE})
    alone = run_of(session, tmp_path)

    (far,) = add(east_of(HALO_M * 1.03))
    assert run_of(session, tmp_path) == alone
    assert far not in read(session, tmp_path)[0].roster.id

    (near,) = add(east_of(HALO_M * 0.999))
    assert run_of(session, tmp_path) != alone
    assert near in read(session, tmp_path)[0].roster.id


@pytest.mark.usefixtures("district")
def test_every_figure_is_what_it_is_with_the_stations_of_the_whole_country(
    session: Session, add: Add, tmp_path: Path
) -> None:
    random = np.random.default_rng(5)
    lon, lat = random.uniform(WEST - 3, WEST + 3, 60), random.uniform(SOUTH - 3, SOUTH + 3, 60)
    lon[:12], lat[:12] = random.uniform(WEST - SIDE, WEST + 2 * SIDE, 12), random.uniform(SOUTH, SOUTH + SIDE, 12)
    add(*({"lon": x, "lat": y, "capacity": 7} for x, y in zip(lon.tolist(), lat.tolist(), strict=True)))
    limited, question = read(session, tmp_path, minutes=10, mode="ebike")
    whole = limited.with_stations(roster.read(session, EVERYWHERE), Calendar.packaged(), as_of=AS_OF)
    assert len(limited.roster.id) < len(whole.roster.id) == 60

    found, oracle = (running.work_out(place, question) for place in (limited, whole))

    assert found.full_rows == oracle.full_rows
    assert found.station_rows == oracle.station_rows
    assert found.gap_rows == oracle.gap_rows
    for run, name in ((found, "found"), (oracle, "oracle")):
        exports.cells_parquet(run.answer, tmp_path / name)
    assert (tmp_path / "found").read_bytes() == (tmp_path / "oracle").read_bytes()


@pytest.mark.usefixtures("district")
def test_all_questions_of_a_district_are_asked_of_the_same_stations(session: Session, add: Add, tmp_path: Path) -> None:
    add({"lon": WEST, "lat": MIDDLE}, east_of(HALO_M * 0.9))

    short, long = (
        read(session, tmp_path, **values)[0] for values in ({"minutes": 5}, {"mode": "drive", "minutes": MOST_MINUTES})
    )

    assert short.roster.digest() == long.roster.digest()
    assert short.roster.id.tolist() == sorted(short.roster.id.tolist())


def test_nobody_comes_farther_than_the_halo() -> None:
    on_streets_m_s = [use.drive_km_h * tags.KM_H for use in tags.CLASSES.values() if use.drive_km_h]
    fastest_m_s = max(*on_streets_m_s, *(mode.speed_m_s for mode in MODES.values()))

    assert fastest_m_s * MOST_MINUTES * 60 < HALO_M
