import pytest
from pandas import isna
from shapely import Point

from maps.metrics import METRICS, MIN_POPULATION, measure
from stations.language import Text
from tests.maps.pictures import EAST, district, districts, picture, station, stations


def test_stations_are_counted_where_they_stand() -> None:
    three = stations(station(), station(id=2), station(id=3, geometry=Point(113.75, 34.75)))

    measured = measure(picture(stations=three))

    assert list(measured["station_count"]) == [2, 1]


def test_a_station_on_a_shared_border_counts_once_for_the_lower_code() -> None:
    on_border = stations(station(geometry=Point(113.70, 34.75)))

    measured = measure(picture(stations=on_border))

    assert list(measured["station_count"]) == [1, 0]


def test_a_station_outside_every_district_counts_nowhere() -> None:
    beyond = stations(station(geometry=Point(113.5, 34.75)))

    measured = measure(picture(stations=beyond))

    assert list(measured["station_count"]) == [0, 0]


def test_the_rate_is_stations_by_people_times_100_000() -> None:
    two = stations(station(), station(id=2))

    measured = measure(picture(districts=districts(district(population=400_000)), stations=two))

    assert measured["stations_per_100k"][0] == pytest.approx(0.5)


@pytest.mark.parametrize("population", [None, float("nan"), 0, MIN_POPULATION - 1])
def test_there_is_no_rate_without_enough_people(population: float | None) -> None:
    few = districts(district(population=population))

    measured = measure(picture(districts=few))

    assert isna(measured["stations_per_100k"][0])


def test_a_district_with_people_and_no_station_has_a_rate_of_zero() -> None:
    measured = measure(picture(stations=stations()))

    assert list(measured["stations_per_100k"]) == [0, 0]


def test_districts_come_in_the_order_of_their_codes() -> None:
    turned = districts(district(adcode="410103", geometry=EAST), district(adcode="410102"))

    measured = measure(picture(districts=turned))

    assert list(measured["adcode"]) == ["410102", "410103"]
    assert list(measured["station_count"]) == [1, 0]


def test_a_little_is_never_written_as_nothing() -> None:
    share, rate = METRICS["covered_share"], METRICS["stations_per_100k"]

    assert [share.say(value) for value in (0, 0.0004, 0.123)] == ["0", "<0.1%", "12.3%"]
    assert [rate.say(value) for value in (0.004, 1.234, float("nan"))] == ["<0.01", "1.23", "—"]


@pytest.mark.parametrize("key", METRICS)
def test_every_metric_is_worded_in_both_languages_and_worked_out(key: str) -> None:
    metric = METRICS[key]

    measured = measure(picture())

    assert key in measured
    assert all(wording.zh and wording.en for wording in (metric.label, metric.unit, metric.formula))
    assert isinstance(metric.label, Text)
