"""HEAD: what GET would say, without the body."""

import pytest
from fastapi.testclient import TestClient

from stations.database import Database
from tests.api.calls import fill
from tests.api.here import LAT, LON, NEAREST


@pytest.mark.parametrize(
    "address",
    [
        f"{NEAREST}?lon={LON}&lat={LAT}",
        f"{NEAREST}?lon={LON}",
        "/v1/stations/1",
        "/v1/stations/404",
        "/healthz",
        "/",
        "/v1/reports",
        "/v2",
    ],
)
def test_head_has_the_status_and_headers_of_get_and_no_body(
    client: TestClient, database: Database, address: str
) -> None:
    fill(database, {})

    whole, head = client.get(address), client.head(address)

    assert (head.status_code, head.headers) == (whole.status_code, whole.headers)
    assert (head.content, bool(whole.content)) == (b"", True)
