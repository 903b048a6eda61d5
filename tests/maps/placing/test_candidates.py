from collections import Counter
from pathlib import Path

import numpy as np
import pytest
from sqlalchemy.orm import Session

from maps.city import City
from maps.demand import store
from maps.engine.arrays import Graph
from maps.placing import finding, placed, telling
from maps.placing.asked import Aim, Pool, Siting
from maps.placing.board import Board
from maps.placing.candidates import Candidates, thinned
from maps.placing.corners import meeting
from maps.placing.finding import candidates
from maps.question import Question
from stations import geo, registry
from stations.errors import InputError
from stations.registry import NetworkRow, StreetRow
from tests.factories import Add, square
from tests.maps.placing.cities import banks
from tests.maps.test_answering import SIDE, SOUTH, WEST, asked, city_of
from tests.maps.test_whatif import NIGHT

HERE = {"lon": WEST + 0.02, "lat": SOUTH + 0.02}


def found(session: Session, home: Path, question: Question, pool: Pool, city: City | None = None) -> Candidates:
    city = city or city_of(session, home, question)
    return candidates(city, Siting(question=question, aim=Aim(p=1), pool=pool), session=session, home=home)


def test_what_is_thinned_stands_apart_and_nothing_more_would_fit() -> None:
    random = np.random.default_rng(4)
    lon, lat = WEST + random.uniform(0, 0.01, 300), SOUTH + random.uniform(0, 0.01, 300)
    order = random.permutation(300)

    kept, apart_m = thinned(lon, lat, order, Pool(apart_m=150.0))

    far_m = geo.distance_m(lon[:, None], lat[:, None], lon[kept], lat[kept])
    among = far_m[kept] + np.diag(np.full(len(kept), np.inf))
    assert apart_m == 150
    assert among.min() >= 149.99
    assert far_m.min(axis=1).max() <= 150.01
    assert order[0] in kept


def test_where_there_would_be_too_many_they_stand_farther_apart_and_it_is_said() -> None:
    random = np.random.default_rng(5)
    lon, lat = WEST + random.uniform(0, 0.01, 300), SOUTH + random.uniform(0, 0.01, 300)

    kept, apart_m = thinned(lon, lat, np.arange(300), Pool(apart_m=0.0, most=20))

    far_m = geo.distance_m(lon[kept, None], lat[kept, None], lon[kept], lat[kept]) + np.diag(np.full(len(kept), np.inf))
    assert 5 < len(kept) <= 20
    assert far_m.min() >= apart_m * 0.9999 > 0


def test_all_places_are_kept_that_need_not_stand_apart() -> None:
    lon, lat = np.array([WEST, WEST, WEST + 1e-6]), np.full(3, SOUTH)

    assert thinned(lon, lat, np.array([2, 1, 0]), Pool(apart_m=0.0)).kept.tolist() == [0, 1, 2]


def test_streets_that_meet_are_counted_whichever_way_one_may_go_and_once() -> None:
    # 0 to 1 both ways and twice, 1 to 2 and 3 one way, 3 to itself
    graph = Graph(np.array([0, 2, 5, 5, 6]), np.array([1, 1, 0, 2, 3, 3], np.int32), np.full(6, 10, np.int32))

    assert meeting(graph).tolist() == [1, 3, 1, 1]


def test_corners_are_where_three_streets_meet_in_the_district(session: Session, add: Add, tmp_path: Path) -> None:
    here = banks(session, add, tmp_path, 1)
    network = here.city.network
    assert network is not None

    corners = found(session, tmp_path, here.question, Pool(apart_m=0.0), here.city)

    ends: Counter[int] = Counter()
    graph = network.graphs["walk"]
    for node in range(len(network.lon)):
        ends[node] += len(set(graph.head[graph.first[node] : graph.first[node + 1]].tolist()))
    inside = (abs(network.lon - WEST - 0.006) <= 0.006) & (abs(network.lat - SOUTH - 0.006) <= 0.006)
    expected = {(network.lon[node], network.lat[node]) for node in ends if ends[node] >= 3 and inside[node]}
    assert {(each.lon, each.lat) for each in corners.all} == expected
    assert corners.found == len(expected) > 20
    assert "street corners" in corners.said.en


def test_hosts_are_the_stations_that_do_not_surely_answer_with_what_they_lack(
    session: Session, add: Add, tmp_path: Path
) -> None:
    registry.put_districts(session, [square("310101", west=WEST, south=SOUTH, side=SIDE)])
    always, days = ({"hours_osm": hours, "hours_parse": "ok"} for hours in ("24/7", "Mo-Fr 08:00-18:00"))
    has, lacks = {"amenities": {"toilet": "yes"}}, {"amenities": {"toilet": "no"}}
    ids = add(
        HERE | always | has,  # answers
        HERE | always | lacks,
        HERE | days | has,
        HERE | days | lacks | {"public_facing": False},
        HERE | always,  # nobody knows whether it has one
        HERE | always | has | {"operation": "temporarily_closed"},
        HERE | always | has | {"operation": "planned", "public_facing": False},
        HERE | always | has | {"operation": "closed"},
        HERE | always | lacks | {"lon": WEST - 0.001},  # beyond the border
        HERE | always | has | {"audience": "host_staff"},
        HERE | always | has | {"audience": "union_members", "public_facing": False},  # answers
    )

    hosts = found(session, tmp_path, asked(needs=("toilet",), hour=NIGHT), Pool(source="hosts"))

    assert [(each.station_id, each.lacks, each.actions, each.is_known) for each in hosts.all] == [
        (ids[1], ("need",), ("equip",), True),
        (ids[2], ("hours",), ("extend",), True),
        (ids[3], ("public",), ("open",), True),
        (ids[4], ("need",), ("equip",), False),
        (ids[5], ("service",), ("open",), True),
        (ids[6], ("service", "public"), ("open",), True),
        (ids[9], ("public",), ("open",), True),
    ]


def test_the_cells_of_a_surface_are_hosts_the_heaviest_first_and_no_addresses(session: Session, tmp_path: Path) -> None:
    registry.put_districts(session, [square("310101", west=WEST, south=SOUTH, side=SIDE)])
    question = asked()
    city = city_of(session, tmp_path, question)
    surface = store.save(tmp_path, city.demand)

    hosts = found(session, tmp_path, question, Pool(source="hosts", stations=False, demand=surface.hash), city)

    heaviest = int(surface.cells.weight.argmax())
    places = {(each.lon, each.lat) for each in hosts.all}
    assert (surface.cells.lon[heaviest], surface.cells.lat[heaviest]) in places
    assert 10 < len(hosts.all) < hosts.found == len(surface.cells.h3)
    assert "no addresses" in hosts.said.en
    assert {(each.station_id, each.name) for each in hosts.all} == {(None, None)}
    held = {(each.lon, each.lat): each.holds for each in hosts.all}[
        surface.cells.lon[heaviest], surface.cells.lat[heaviest]
    ]
    most = f"{surface.cells.weight[heaviest]:g}"
    assert held == (f"单元内 {most} 平方公里", f"{most} km² in the cell")


def test_a_district_without_such_places_says_so(session: Session, tmp_path: Path) -> None:
    registry.put_districts(session, [square("310101", west=WEST, south=SOUTH, side=SIDE)])

    with pytest.raises(InputError, match="no such candidates") as refused:
        found(session, tmp_path, asked(), Pool(source="hosts"))

    assert refused.value.field == "candidates"


def test_a_corner_that_is_chosen_is_called_after_the_streets_that_meet_there(
    session: Session, add: Add, tmp_path: Path
) -> None:
    here = banks(session, add, tmp_path, 1)
    siting = Siting(question=here.question, aim=Aim(p=1))
    corners = candidates(here.city, siting, session=session, home=tmp_path)
    plan = placed.solve(Board(city=here.city, siting=siting, candidates=corners))
    lon, lat = corners.lon[plan.chosen[0]], corners.lat[plan.chosen[0]]
    ways = {
        "长路": f"LINESTRING({lon} {lat}, {lon + 0.001} {lat})",
        "短路": f"LINESTRING({lon} {lat}, {lon} {lat + 0.00005})",
        "远路": f"LINESTRING({lon + 0.001} {lat}, {lon + 0.001} {lat + 0.001})",
    }
    assert here.city.network is not None
    network = NetworkRow("town", here.city.network.hash, "made for a test", here.city.network.extent.wkt)
    streets = [StreetRow(7, "residential", name, 12, way) for name, way in ways.items()]
    registry.put_streets(session, network, [streets])

    named = finding.named(session, plan)

    assert [row["label"] for row in telling.rows(plan)] == [None]
    assert [row["label"] for row in telling.rows(named)] == ["长路／短路"]
