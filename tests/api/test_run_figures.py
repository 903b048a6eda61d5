"""What a run holds beside its districts: stations, the week, cells as tiles."""

from pathlib import Path
from typing import Any

import mapbox_vector_tile
import pytest
from fastapi.testclient import TestClient

from maps.worker.resident import Residents
from stations.database import Database
from tests.api.test_coverage import ASKED, SOUTH, WEST, town, work_off

__all__ = ["town"]

Z, X, Y = 13, 6860, 3348  # the middle of the town


@pytest.fixture
def run(client: TestClient, residents: Residents, town: Database, tmp_path: Path) -> str:
    """Return the id of a run that is done."""
    own: str = client.post("/v1/coverage", json=ASKED).json()["run"]
    work_off(residents, town, tmp_path, own)
    return own


def test_all_figures_are_answered_where_they_are_asked_for(client: TestClient, run: str) -> None:
    full = client.post("/v1/coverage", json={**ASKED, "keep": False, "full": True}).json()
    quick = client.post("/v1/coverage", json={**ASKED, "keep": False}).json()

    assert full["run"] == quick["run"] == run
    assert full["areas"] == client.get(f"/v1/coverage/{run}/areas").json()
    (row,), (all_figures,) = quick["areas"], full["areas"]
    assert row["access2_sure"] is None
    assert all_figures["access2_sure"] == pytest.approx(full["seats_assumed"])
    assert {name: value for name, value in row.items() if value is not None}.items() <= all_figures.items()


def test_the_stations_of_a_run_say_whether_they_answer(client: TestClient, run: str) -> None:
    answer = client.get(f"/v1/coverage/{run}/stations", params={"adcode": "310101", "answers": "sure"})

    assert answer.headers["content-type"] == "application/geo+json"
    (station,) = answer.json()["features"]
    assert station["geometry"]["coordinates"] == pytest.approx([WEST + 0.02, SOUTH + 0.02])
    assert (station["properties"]["faults"], station["properties"]["other_id"]) == (["audience_unknown"], None)
    assert answer.json()["matched"] == 1
    for none in ({"answers": "no"}, {"adcode": "999999"}, {"after": station["id"]}):
        assert client.get(f"/v1/coverage/{run}/stations", params=none).json()["features"] == []


def test_the_week_of_a_run_is_what_is_answered_live(client: TestClient, run: str) -> None:
    live = client.post("/v1/coverage/week", json={**ASKED, "by_area": True}).json()

    kept = client.get(f"/v1/coverage/{run}/week").json()

    assert kept == {"week_of": live["week_of"], "areas": live["areas"]}
    assert live["areas"][0]["covered_sure"] == live["covered_sure"]
    assert client.get(f"/v1/coverage/{run}/week?adcode=999999").json()["areas"] == []


def test_cells_are_tiles_that_never_change(client: TestClient, run: str) -> None:
    address = f"/v1/coverage/{run}/cells/{Z}/{X}/{Y}.mvt"

    tile = client.get(address)

    features = mapbox_vector_tile.decode(tile.content)["cells"]["features"]
    assert all(each["properties"]["adcode"] == "310101" for each in features)
    assert "immutable" in tile.headers["cache-control"]
    assert client.get(f"/v1/coverage/{run}/cells.mvt", params={"z": Z, "x": X, "y": Y}).content == tile.content
    again = client.get(address, headers={"If-None-Match": tile.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert client.get(f"/v1/coverage/{run}/cells/13/0/0.mvt").content == b""


@pytest.mark.usefixtures("residents", "town")
def test_cells_of_what_is_not_there_are_refused_in_words(client: TestClient) -> None:
    own = client.post("/v1/coverage", json=ASKED).json()["run"]

    def asked(run: str, square: str = "13/0/0") -> tuple[int, str]:
        answer: dict[str, Any] = client.get(f"/v1/coverage/{run}/cells/{square}.mvt").json()
        return answer["status"], answer["detail"]

    assert asked("0" * 64)[0] == 404
    status, detail = asked(own)
    assert (status, "还没有完成" in detail) == (409, True)
    client.delete(f"/v1/coverage/{own}")
    status, detail = asked(own)
    assert (status, "取消" in detail) == (410, True)


def test_there_is_no_square_beyond_the_edge_of_the_map(client: TestClient, run: str) -> None:
    assert client.get(f"/v1/coverage/{run}/cells/1/2/0.mvt").status_code == 404


def test_metrics_say_where_their_figures_stand(client: TestClient, run: str) -> None:
    metrics = client.get("/v1/metrics").json()["metrics"]

    changed = client.post("/v1/whatif", json={"question": ASKED, "edits": [{"add": {"lon": WEST, "lat": SOUTH}}]})
    place = {"lon": WEST + 0.01, "lat": SOUTH + 0.01}
    sited = {"question": ASKED, "p": 1, "candidates": {"from": "list", "places": [place]}}
    rows = {
        "area": client.get(f"/v1/coverage/{run}/areas").json()[0],
        "station": client.get(f"/v1/coverage/{run}/stations").json()["features"][0]["properties"],
        "gap": client.get(f"/v1/coverage/{run}/gaps").json()["features"][0]["properties"],
        "change": changed.json()["areas"][0],
        "plan": client.post("/v1/siting", json=sited).json()["plan"],
    }
    for metric in metrics.values():
        assert metric["value"] in rows[metric["about"]]
        assert metric["of"] is None or metric["of"] in rows[metric["about"]]
