"""What goes wrong, said as problems."""

import logging
import re
from collections.abc import Iterator

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from httpx2 import Response

from api.errors import STATUS_OF
from api.wording import sentence_of
from stations.database import Database
from stations.errors import YizhanError
from tests.api.calls import fill

HERE = "lon=116.4&lat=39.9"
NEAREST, LIST = "/v1/stations/nearest", "/v1/stations"
ALONG = "/v1/stations/along?polyline=116.38,39.9;116.4,39.9"

HOSTILE = {
    "a longitude that is missing": (f"{NEAREST}?lat=39.9", "lon"),
    "NaN": (f"{NEAREST}?lon=NaN&lat=39.9", "lon"),
    "infinity": (f"{NEAREST}?lon=116.4&lat=-inf", "lat"),
    "a number beyond all numbers": (f"{NEAREST}?lon=1e999&lat=39.9", "lon"),
    "a word for a number": (f"{NEAREST}?lon=east&lat=39.9", "lon"),
    "an empty number": (f"{NEAREST}?lon=&lat=39.9", "lon"),
    "NUL in a number": (f"{NEAREST}?lon=116%00&lat=39.9", "lon"),
    "a point outside the world": (f"{NEAREST}?lon=181&lat=39.9", "lon"),
    "a point above the pole": (f"{NEAREST}?lon=116.4&lat=200", "lat"),
    "swapped axes": (f"{NEAREST}?lon=31.2&lat=121.5", "lat"),
    "a huge limit": (f"{NEAREST}?{HERE}&limit=101", "limit"),
    "a limit of more digits than a number has": (f"{NEAREST}?{HERE}&limit={'9' * 5000}", "limit"),
    "a limit of nothing": (f"{NEAREST}?{HERE}&limit=0", "limit"),
    "a limit with a fraction": (f"{NEAREST}?{HERE}&limit=1.5", "limit"),
    "a negative distance": (f"{NEAREST}?{HERE}&max_distance_m=-1", "max_distance_m"),
    "an infinite distance": (f"{NEAREST}?{HERE}&max_distance_m=inf", "max_distance_m"),
    "a distance round the Earth": (f"{NEAREST}?{HERE}&max_distance_m=1e300", "max_distance_m"),
    "a need that is none": (f"{NEAREST}?{HERE}&need=beer", "need"),
    "NUL in an amenity": (f"{NEAREST}?{HERE}&amenity=toilet%00", "amenity"),
    "a type that is none": (f"{NEAREST}?{HERE}&type=%27%3B--", "type"),
    "a need a hundred times": (f"{NEAREST}?{HERE}{'&need=drink' * 100}", "need"),
    "an adcode that no district has": (f"{NEAREST}?{HERE}&adcode=999999", "adcode"),
    "NUL in an adcode": (f"{NEAREST}?{HERE}&adcode=1101%00", "adcode"),
    "a datum that is none": (f"{NEAREST}?{HERE}&crs=EPSG:4326", "crs"),
    "a third way with the unknown": (f"{NEAREST}?{HERE}&unknown=maybe", "unknown"),
    "a misspelt filter": (f"{NEAREST}?{HERE}&needs=drink", "needs"),
    "a filter that this list does not know": (f"{LIST}?need=drink", "need"),
    "a parameter where there are none": ("/v1/codes?lang=en", "lang"),
    "a point given twice": (f"{NEAREST}?{HERE}&lon=117", "lon"),
    "a box of three": (f"{LIST}?bbox=116,39,117", "bbox"),
    "a box of words": (f"{LIST}?bbox=a,b,c,d", "bbox"),
    "a box of NaN": (f"{LIST}?bbox=116,nan,117,40", "bbox"),
    "a box upside down": (f"{LIST}?bbox=116,40,117,39", "bbox"),
    "a box with swapped axes": (f"{LIST}?bbox=39,116,40,117", "bbox"),
    "a box beyond the world": (f"{LIST}?bbox=-181,0,181,10", "bbox"),
    "a list beyond its limit": (f"{LIST}?limit=1001", "limit"),
    "no words": (f"{LIST}?q=", "q"),
    "NUL in words": (f"{LIST}?q=%00", "q"),
    "too many words": (f"{LIST}?q={'x' * 101}", "q"),
    "an instant without a zone": (f"{LIST}?updated_after=2026-01-01T00:00:00", "updated_after"),
    "an instant whose + became a space": (f"{LIST}?updated_after=2026-01-01T00:00:00+08:00", "updated_after"),
    "an instant that never was": (f"{LIST}?updated_after=2026-02-30T00:00:00Z", "updated_after"),
    "an instant of words": (f"{LIST}?updated_after=yesterday", "updated_after"),
    "an instant that is a bare number": (f"{LIST}?updated_after=1764000000", "updated_after"),
    "an instant after all that has a time in China": (f"{NEAREST}?{HERE}&at=9999-12-31T23:59:59Z", "at"),
    "an instant before": (f"{NEAREST}?{HERE}&at=0001-01-01T00:00:00%2B23:59", "at"),
    "an instant of another century": (f"{NEAREST}?{HERE}&at=1999-12-31T15:59:59Z", "at"),
    "a number for a departure": (f"{NEAREST}?{HERE}&at=1764000000", "at"),
    "a negative number for a departure": (f"{NEAREST}?{HERE}&at=-1764000000.5", "at"),
    "a day for a departure": (f"{NEAREST}?{HERE}&at=2026-10-01", "at"),
    "a departure after all": (f"{ALONG}&at=9999-12-31T23:59:59Z", "at"),
    "a departure before all": (f"{ALONG}&at=0001-01-01T00:00:00%2B23:59", "at"),
    "a number for a departure on a route": (f"{ALONG}&at=1764000000", "at"),
    "a route without width": (f"{ALONG}&buffer_m=0", "buffer_m"),
    "a cursor made up": (f"{LIST}?cursor=AAAAAAAAAAAAAAAA", "cursor"),
    "a cursor that is no base 64": (f"{LIST}?cursor=%F0%9F%A6%84", "cursor"),
    "a cursor that is too long": (f"{LIST}?cursor={'A' * 65}", "cursor"),
    "an empty cursor": (f"{LIST}?cursor=", "cursor"),
    "a station code with a slip": ("/v1/stations/YAAAAAA", "id"),
    "a reference that is too long": (f"/v1/stations/{'1' * 33}", "id"),
    "a level that is none": ("/v1/districts?level=galaxy", "level"),
    "a parent that cannot be": ("/v1/districts?parent=%22", "parent"),
    "an adcode with NUL": ("/v1/districts/1101%00", "adcode"),
    "too simple": ("/v1/districts/110101?simplify_m=1e9", "simplify_m"),
}


def problem(answer: Response, status: int) -> dict[str, object]:
    """Return a problem after checking that it is one."""
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    said: dict[str, object] = answer.json()
    assert said["type"] == "about:blank"
    assert said["status"] == status
    return said


def subclasses(kind: type[YizhanError]) -> Iterator[type[YizhanError]]:
    """Return an error class and every class below it."""
    yield kind
    for below in kind.__subclasses__():
        yield from subclasses(below)


def test_every_error_has_its_status() -> None:
    assert set(STATUS_OF) == set(subclasses(YizhanError))


@pytest.mark.parametrize(("address", "parameter"), HOSTILE.values(), ids=HOSTILE.keys())
def test_a_hostile_question_is_refused_in_both_languages(
    empty_client: TestClient, address: str, parameter: str
) -> None:
    chinese = empty_client.get(address)
    english = empty_client.get(address, headers={"Accept-Language": "en-GB,zh;q=0.5"})

    assert re.search("[一-鿿]", str(problem(chinese, 422)["detail"]))
    assert not re.search("[一-鿿]", str(problem(english, 422)["detail"]))
    assert (chinese.headers["content-language"], english.headers["content-language"]) == ("zh-CN", "en")
    assert [fault["parameter"] for fault in english.json()["errors"]] == [parameter]
    assert len(english.json()["detail"]) < 300


def test_swapped_axes_are_called_so(empty_client: TestClient) -> None:
    answer = empty_client.get(f"{NEAREST}?lon=31.2&lat=121.5", headers={"Accept-Language": "en"})

    assert "look swapped" in answer.json()["detail"]


def test_a_kind_of_fault_without_a_sentence_of_its_own_still_gets_one() -> None:
    sentence = sentence_of({"type": "never_heard_of", "loc": ("query", "limit")})

    assert sentence == ("limit 无法使用。", "limit cannot be used as given.")


def test_everything_that_is_wrong_is_said_at_once(empty_client: TestClient) -> None:
    answer = empty_client.get(f"{NEAREST}?lon=x&limit=0&crs=utm", headers={"Accept-Language": "en"}).json()

    assert sorted((fault["parameter"], fault["detail"]) for fault in answer["errors"]) == [
        ("crs", "crs must be one of: 'wgs84', 'gcj02', 'bd09'."),
        ("lat", "The parameter lat is missing."),
        ("limit", "limit must be at least 1."),
        ("lon", "lon must be a number."),
    ]


@pytest.mark.parametrize(
    ("buffer_m", "zh", "en"),
    [
        ("0", "buffer_m 必须大于 0。", "buffer_m must be more than 0."),
        ("5001", "buffer_m 不能大于 5000。", "buffer_m must be at most 5000."),
    ],
)
def test_a_number_out_of_bounds_is_told_the_bound(empty_client: TestClient, buffer_m: str, zh: str, en: str) -> None:
    chinese, english = (
        empty_client.get(f"{ALONG}&buffer_m={buffer_m}", headers={"Accept-Language": lang}) for lang in ("zh", "en")
    )

    assert (chinese.json()["detail"], english.json()["detail"]) == (zh, en)


@pytest.mark.parametrize(
    "address",
    [
        f"{LIST}?updated_after=9999-12-31T23:59:59-23:59",
        f"{LIST}?updated_after=0001-01-01T00:00:00%2B23:59",
        f"{NEAREST}?{HERE}&at=1999-12-31T16:00:00Z",  # 2000 has just begun in China
        f"{NEAREST}?{HERE}&at=2099-12-01T00:00:00Z",
    ],
)
def test_the_first_and_the_last_instants_are_answered(client: TestClient, database: Database, address: str) -> None:
    fill(database, {"hours_osm": "Mo-Fr 08:30-17:30", "hours_parse": "ok"})

    assert client.get(address).status_code == 200


def test_an_unknown_parameter_is_answered_with_the_known_ones(empty_client: TestClient) -> None:
    answer = empty_client.get("/v1/districts?lvl=county", headers={"Accept-Language": "en"}).json()

    assert answer["detail"] == "There is no parameter lvl; here there are: level, parent."


@pytest.mark.parametrize("address", [f"{LIST}?q={'x' * 60_000}", f"{LIST}?{'x' * 60_000}=1"])
def test_a_query_of_many_thousand_characters_is_refused_with_a_short_answer(
    empty_client: TestClient, address: str
) -> None:
    answer = empty_client.get(address)

    assert problem(answer, 422)
    assert len(answer.content) < 1000


def test_a_cursor_of_another_question_is_refused(client: TestClient, database: Database) -> None:
    fill(database, {}, {})
    onward = client.get(f"{LIST}?limit=1").json()["links"][1]["href"]

    assert client.get(onward).status_code == 200
    assert problem(client.get(f"{onward}&q=x"), 422)
    assert problem(client.get(f"{onward}A"), 422)
    assert problem(client.get(f"{onward[:-1]}-"), 422)


def test_an_address_that_leads_nowhere_is_a_problem_too(empty_client: TestClient) -> None:
    for address in ("/v2", "/v1/stations/", "/v1/stations/1/2", "/maps/", "/%00", "/docs/swagger"):
        assert problem(empty_client.get(address), 404)["title"] == "未找到"


def test_a_wrong_method_is_a_problem_that_names_the_right_one(empty_client: TestClient) -> None:
    answer = empty_client.post("/v1/stations", json={})

    assert problem(answer, 405)["detail"] == "这个地址不接受这种方法，请用 GET。"
    assert answer.headers["allow"] == "GET"


def test_a_failure_nobody_foresaw_shows_nothing_of_the_inside(
    app: FastAPI, client: TestClient, caplog: pytest.LogCaptureFixture
) -> None:
    @app.get("/boom")
    def boom(lon: float) -> None:
        raise RuntimeError(f"secret of the house at {lon}")

    answer = client.get("/boom?lon=116.123456", headers={"Accept-Language": "en"})

    assert problem(answer, 500)["errors"] == []
    assert "secret" not in answer.text
    assert "GET /boom failed: RuntimeError" in caplog.text


def test_no_position_is_logged(client: TestClient, database: Database, caplog: pytest.LogCaptureFixture) -> None:
    fill(database, {})
    caplog.set_level(logging.DEBUG)

    for rest in ("", "&limit=0", "&crs=gcj02", "&adcode=999999"):
        client.get(f"{NEAREST}?lon=116.123456&lat=39.654321{rest}")
    client.get(f"{NEAREST}?lon=39.654321&lat=116.123456")

    ours = [record.getMessage() for record in caplog.records if not record.name.startswith("httpx")]
    assert not [message for message in ours if "123456" in message or "654321" in message]
