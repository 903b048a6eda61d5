"""Stations beside a route over HTTP."""

import pytest
from fastapi.testclient import TestClient

from stations.database import Database
from tests.api.calls import fill, ids
from tests.api.here import LAT, LON, geodesic_m


def test_stations_along_a_route_come_in_the_order_they_are_passed(client: TestClient, database: Database) -> None:
    second, first, _ = fill(
        database, {"lon": LON + 0.02, "lat": LAT + 0.001}, {"lon": LON + 0.01}, {"lon": LON + 0.01, "lat": LAT + 0.1}
    )

    answer = client.get(
        "/v1/stations/along", params={"polyline": f"{LON},{LAT};{LON + 0.03},{LAT}", "buffer_m": 300, "open": "any"}
    )

    assert ids(answer) == [first, second]
    along_m = [feature["properties"]["along_m"] for feature in answer.json()["features"]]
    assert along_m == pytest.approx([geodesic_m(LON, LAT, LON + d, LAT) for d in (0.01, 0.02)], abs=1)


@pytest.mark.parametrize("polyline", ["", "116,39", "116,39;x", "116,39;117", "116,39;200,95"])
def test_a_route_that_is_none_is_refused(client: TestClient, polyline: str) -> None:
    answer = client.get("/v1/stations/along", params={"polyline": polyline})

    assert answer.status_code == 422
    assert answer.json()["errors"]
