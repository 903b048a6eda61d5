"""Lists of stations, a page at a time."""

from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import pytest
from fastapi.testclient import TestClient

from stations.database import Database
from tests.api.calls import fill, ids
from tests.factories import TIANANMEN, square

LON, LAT = TIANANMEN
LIST = "/v1/stations"


def pages(client: TestClient, address: str) -> Iterator[list[int]]:
    """Follow the links from page to page."""
    onward: str | None = address
    while onward:
        answer = client.get(onward)
        yield ids(answer)
        onward = next((link["href"] for link in answer.json()["links"] if link["rel"] == "next"), None)


def test_all_pages_together_hold_every_station_once(client: TestClient, database: Database) -> None:
    numbers = fill(database, *({} for _ in range(7)))

    read = list(pages(client, f"{LIST}?limit=3"))

    assert read == [numbers[:3], numbers[3:6], numbers[6:]]


def test_stations_added_while_reading_come_at_the_end(client: TestClient, database: Database) -> None:
    before = fill(database, *({} for _ in range(4)))
    reading = pages(client, f"{LIST}?limit=2")

    read = next(reading)
    added = fill(database, {"lat": LAT + 1}, {"lat": LAT - 1})
    read += [number for page in reading for number in page]

    assert read == before + added


def test_a_last_page_that_is_full_has_no_next(client: TestClient, database: Database) -> None:
    fill(database, {}, {})

    links = client.get(LIST, params={"limit": 2}).json()["links"]

    assert [link["rel"] for link in links] == ["self"]


def test_the_next_link_keeps_every_other_parameter(client: TestClient, database: Database) -> None:
    fill(database, *({"name": "驿站 & 家"} for _ in range(3)))
    asked = {
        "bbox": "116,39,117,40",
        "q": "驿站 &",
        "limit": "1",
        "crs": "gcj02",
        "updated_after": "2020-01-01T00:00:00+08:00",
    }

    answer = client.get(LIST, params=asked).json()
    onward = next(link["href"] for link in answer["links"] if link["rel"] == "next")

    parameters = {name: values[0] for name, values in parse_qs(urlsplit(onward).query).items()}
    assert parameters.pop("cursor")
    assert parameters == asked


def test_a_page_may_change_its_size_on_the_way(client: TestClient, database: Database) -> None:
    numbers = fill(database, *({} for _ in range(5)))
    onward = client.get(LIST, params={"limit": 1}).json()["links"][1]["href"]

    assert ids(client.get(onward.replace("limit=1", "limit=10"))) == numbers[1:]


def test_a_box_holds_what_lies_in_it_and_on_its_edge(client: TestClient, database: Database) -> None:
    inside, edge, _, _ = fill(
        database,
        {"lon": LON, "lat": LAT},
        {"lon": LON + 0.01, "lat": LAT},
        {"lon": LON + 0.0100002, "lat": LAT},  # 2 cm beyond
        {"lon": LON, "lat": LAT + 0.02},
    )

    found = client.get(LIST, params={"bbox": f"{LON - 0.01},{LAT - 0.01},{LON + 0.01},{LAT + 0.01}"})

    assert ids(found) == [inside, edge]


def test_a_box_across_the_antimeridian_holds_both_sides(client: TestClient, database: Database) -> None:
    west, east, _ = fill(database, {"lon": 179.5, "lat": 0}, {"lon": -179.5, "lat": 0}, {"lon": 0, "lat": 0})

    for crs in ("wgs84", "gcj02"):
        assert ids(client.get(LIST, params={"bbox": "179,-1,-179,1", "crs": crs})) == [west, east]


@pytest.mark.parametrize("crs", ["wgs84", "gcj02", "bd09"])
def test_a_box_is_read_in_the_datum_asked_in(client: TestClient, database: Database, crs: str) -> None:
    fill(database, *({"lon": LON + x / 500, "lat": LAT + y / 500} for x in range(-8, 9) for y in range(-8, 9)))
    west, south, east, north = LON - 0.0071, LAT - 0.0053, LON + 0.0093, LAT + 0.0081
    everywhere = client.get(LIST, params={"crs": crs, "limit": 1000}).json()["features"]

    found = ids(client.get(LIST, params={"bbox": f"{west},{south},{east},{north}", "crs": crs, "limit": 1000}))

    places = [(each["id"], *each["geometry"]["coordinates"]) for each in everywhere]
    expected = [number for number, lon, lat in places if west <= lon <= east and south <= lat <= north]
    assert found == expected
    assert 10 < len(expected) < len(everywhere)


def test_a_district_and_words_narrow_the_list(client: TestClient, database: Database) -> None:
    district = square("110101", west=LON - 0.05, south=LAT - 0.05)
    wanted, _, _ = fill(
        database,
        {"name": "景山驿站"},
        {"name": "东华门驿站"},
        {"name": "景山驿站", "lon": LON + 1},
        districts=[district],
    )

    assert ids(client.get(LIST, params={"adcode": "110101", "q": "景山"})) == [wanted]


def test_percent_and_underscore_are_words_like_any_other(client: TestClient, database: Database) -> None:
    fill(database, {"name": "驿站"})
    (percent,) = fill(database, {"name": "100%驿_站"})

    assert ids(client.get(LIST, params={"q": "%"})) == [percent]
    assert ids(client.get(LIST, params={"q": "_"})) == [percent]


def test_only_what_changed_later_is_listed(client: TestClient, database: Database) -> None:
    fill(database, {})
    last = client.get(LIST).json()["features"][0]["properties"]["updated_at"]
    (later,) = fill(database, {})

    assert ids(client.get(LIST, params={"updated_after": last})) == [later]


def test_closed_and_unpublished_stations_are_not_listed(client: TestClient, database: Database) -> None:
    _, _, paused = fill(
        database, {"operation": "closed"}, {"publication": "in_review"}, {"operation": "temporarily_closed"}
    )

    assert ids(client.get(LIST)) == [paused]


def test_a_station_out_of_service_is_closed_whatever_its_hours(client: TestClient, database: Database) -> None:
    fill(database, {"operation": "temporarily_closed", "hours_raw": "24h", "hours_osm": "24/7", "hours_parse": "ok"})

    properties = client.get(LIST).json()["features"][0]["properties"]

    assert properties["status"] == {"operation": "temporarily_closed", "publication": "published"}
    assert properties["opening"]["state"] == "closed"
    assert properties["opening"]["until"] is None
