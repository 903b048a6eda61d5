"""A station's own page: what the code on the door opens."""

import re
from base64 import b64encode
from collections.abc import Iterator
from hashlib import sha256
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from sqlalchemy import text

from api.courier.handoff import handoffs
from stations import datum, registry
from tests.factories import draft
from tests.pages.street import HOSTILE, LAT, LON, STATIONS
from tests.pages.visits import Opener

GOOD = STATIONS["nearest open with a toilet"]
UNDO_MS = 4000
DATUM_SAID = {"uri.amap.com": "coordinate", "api.map.baidu.com": "coord_type", "apis.map.qq.com": "coord_type"}


@pytest.fixture(scope="module")
def client(street_app: FastAPI) -> Iterator[TestClient]:
    """Call the service without a browser: what is read without JavaScript."""
    with TestClient(street_app) as caller:
        yield caller


def page_of(client: TestClient, name: str) -> str:
    """Return the address of a station's page."""
    features = client.get(f"/v1/stations/nearest?lon={LON}&lat={LAT}&limit=100").json()["features"]
    code = next(each["properties"]["code"] for each in features if each["properties"]["name"] == name)
    return f"/s/{code}"


def test_everything_is_there_without_javascript(client: TestClient) -> None:
    page = unescape(re.sub(r"<[^>]+>", " ", client.get(page_of(client, GOOD["name"])).text))

    for known in (
        *(GOOD["name"], GOOD["address"], "全天开", "24小时", "户外劳动者", "快递员、外卖配送员", "扫码、工作人员开门"),
        *("热水", "微波炉", "急救箱", "东城区总工会", "3 天前", "免费", "WGS 84"),
    ):
        assert known in page


def test_a_page_tells_yes_no_and_unknown_apart_in_words(client: TestClient) -> None:
    page = client.get(page_of(client, STATIONS["nearest open"]["name"])).text

    assert re.search(r'<li class="no">.*?<b>如厕</b> <small>没有', page, re.DOTALL)
    assert re.search(r'<li class="yes">.*?<b>歇脚</b> <small>有', page, re.DOTALL)
    assert re.search(r'<li class="unknown">.*?<b>取暖</b> <small>未知', page, re.DOTALL)


def test_each_map_app_gets_the_datum_it_expects(client: TestClient) -> None:
    page = client.get(page_of(client, GOOD["name"])).text
    wgs84 = (LON, GOOD["lat"])

    anchors = re.findall(r'href="((?:https|geo):[^"]+)"[^>]*data-datum="(\w+)"', page)
    links = {kind: unescape(href) for href, kind in anchors}
    addresses = [urlsplit(unescape(href)) for href, _ in anchors]
    by_host = {address.netloc: parse_qs(address.query) for address in addresses}

    assert set(links) == {"gcj02", "bd09", "wgs84"}
    gcj02 = "{1:.6f},{0:.6f}".format(*datum.convert(*wgs84, source="wgs84", target="gcj02"))
    bd09 = "{1:.6f},{0:.6f}".format(*datum.convert(*wgs84, source="wgs84", target="bd09"))
    assert f"coord:{gcj02};title:{GOOD['name']};addr:{GOOD['address']}" in by_host["apis.map.qq.com"]["marker"]
    assert by_host["maps.apple.com"]["ll"] == [gcj02]
    assert by_host["uri.amap.com"]["position"] == [",".join(gcj02.split(",")[::-1])]
    assert by_host["api.map.baidu.com"]["location"] == [bd09]
    said = [by_host[host][key] for host, key in DATUM_SAID.items()]
    assert said == [["gaode"], ["bd09ll"], ["2"]]
    assert links["wgs84"].startswith(f"geo:{wgs84[1]:.6f},{wgs84[0]:.6f}?q=")


def test_a_name_cannot_add_to_what_a_map_app_is_told() -> None:
    (href,) = [each.href for each in handoffs("a;coord:0,0|b", None, lon=LON, lat=LAT) if each.code == "tencent"]

    marker = parse_qs(urlsplit(href).query)["marker"][0]

    assert marker.count(";") == 2
    assert "|" not in marker
    assert marker.endswith("addr:a；coord：0,0｜b")


@pytest.mark.parametrize(("code", "status", "said"), [("YAAAAAA", 422, "七位编码"), ("999999", 404, "没有编号为")])
def test_an_unknown_code_is_answered_in_words(client: TestClient, code: str, status: int, said: str) -> None:
    answer = client.get(f"/s/{code}")

    assert answer.status_code == status
    assert answer.headers["content-type"].startswith("text/html")
    assert said in answer.text
    assert 'href="/"' in answer.text


@pytest.mark.parametrize("typed", ["/s/{}/", "/S/{}", "/S/{}/"])
def test_an_address_typed_by_hand_leads_to_the_station(client: TestClient, typed: str) -> None:
    path = page_of(client, GOOD["name"])

    answer = client.get(typed.format(path.removeprefix("/s/")), params={"lang": "en"})

    assert answer.status_code == 200
    assert answer.url.path == path
    assert "How to get in" in answer.text
    client.cookies.clear()


@pytest.mark.parametrize("path", ["/s", "/s/", "/nonsense", "//elsewhere.example/s"])
def test_a_person_reads_words_where_there_is_nothing(client: TestClient, path: str) -> None:
    answer = client.get(path, headers={"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"})

    assert answer.status_code == 404
    assert answer.headers["content-type"].startswith("text/html")
    assert "这个网址没有内容" in answer.text
    assert "elsewhere" not in answer.text


@pytest.mark.parametrize(("path", "accept"), [("/nonsense", "*/*"), ("/v1/nonsense", "text/html,*/*;q=0.8")])
def test_a_program_reads_a_problem_where_there_is_nothing(client: TestClient, path: str, accept: str) -> None:
    answer = client.get(path, headers={"Accept": accept})

    assert answer.status_code == 404
    assert answer.headers["content-type"] == "application/problem+json"


@pytest.fixture
def troubled(street_app: FastAPI) -> Iterator[None]:
    """Add stations that are out of service, or whose notice was understood in part, while a test runs."""
    drafts = [
        draft(name="暂停的驿站", lat=LAT + 0.02, operation="temporarily_closed"),
        draft(
            name="含糊的驿站",
            lat=LAT + 0.02,
            hours_raw="8:00-20:00，<特殊>除外",
            hours_osm="Mo-Su 08:00-20:00",
            hours_parse="partial",
            floor="地下1层",
        ),
    ]
    with street_app.state.database.transaction() as session:
        registry.upsert(session, "troubled", drafts, toilet_nearby_m=150)
        told = {"reason": "水管<维修>", "until": "2030-05-01"}
        session.execute(
            text("UPDATE station SET operation_reason = :reason, operation_until = :until WHERE name = '暂停的驿站'"),
            told,
        )
    yield
    with street_app.state.database.transaction() as session:
        registry.delete_source(session, "troubled")


def head_of(client: TestClient, street_app: FastAPI, name: str, *, lang: str) -> str:
    """Return the head of a station's page, without its markup."""
    with street_app.state.database.transaction() as session:
        code = session.scalar(text("SELECT code FROM station WHERE name = :name"), {"name": name})
    page = client.get(f"/s/{code}", params={"lang": lang}).text
    client.cookies.clear()
    (head,) = re.findall(r'<header class="card lead">(.*?)</header>', page, re.DOTALL)
    return unescape(re.sub(r"<[^>]+>", "", head))


@pytest.mark.usefixtures("troubled")
@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("zh", "没开：暂停服务 · 到 2030-05-01 为止 · 水管<维修>"),
        ("en", "Closed: Temporarily closed · until 2030-05-01 · 水管<维修>"),
    ],
)
def test_a_station_out_of_service_says_so_at_the_top_with_the_reason(
    client: TestClient, street_app: FastAPI, lang: str, said: str
) -> None:
    assert said in head_of(client, street_app, "暂停的驿站", lang=lang)


@pytest.mark.usefixtures("troubled")
def test_a_notice_understood_in_part_says_so_at_the_top(client: TestClient, street_app: FastAPI) -> None:
    head = head_of(client, street_app, "含糊的驿站", lang="zh")

    assert "告示没全读懂：8:00-20:00，<特殊>除外" in head
    assert "告示没全读懂" not in head_of(client, street_app, str(GOOD["name"]), lang="zh")


def test_the_policy_allows_nothing_inline_and_nobody_else(client: TestClient) -> None:
    for path in ("/", page_of(client, GOOD["name"]), "/about", "/s/999999"):
        answer = client.get(path)

        assert "unsafe" not in answer.headers["content-security-policy"]
        assert "http" not in answer.headers["content-security-policy"]
        assert not re.search(r"<script(?! type=\"application/json\")(?![^>]* src=)", answer.text)
        assert not re.search(r"\son\w+=|\sstyle=", answer.text)
        (style,) = re.findall(r"<style>(.*?)</style>", answer.text, re.DOTALL)
        hashed = b64encode(sha256(style.encode()).digest()).decode()
        assert f"style-src 'self' 'sha256-{hashed}';" in answer.headers["content-security-policy"]


def test_hostile_texts_are_escaped_and_isolated(client: TestClient) -> None:
    page = client.get(page_of(client, str(HOSTILE["name"]))).text

    assert "<script>window" not in page
    assert "<img" not in page
    assert "<svg onload" not in page
    assert len(re.findall(r"<bdi dir=\"auto\">[^<]*\u202e[^<]*</bdi>", page)) >= 3


def test_the_page_speaks_english_when_asked_and_remembers(client: TestClient) -> None:
    path = page_of(client, GOOD["name"])

    asked, after = client.get(f"{path}?lang=en"), client.get(path)
    client.cookies.clear()

    assert asked.headers["content-language"] == "en"
    assert "How to get in" in after.text
    assert "怎么进去" in client.get(path).text


def test_one_tap_reports_and_a_receipt_comes_back(opener: Opener, client: TestClient) -> None:
    visit = opener(page_of(client, GOOD["name"]))
    visit.page.clock.install()

    visit.page.click("[data-report=out_of_supplies]")
    undo = visit.page.locator("#report-status button").inner_text()
    visit.page.clock.run_for(UNDO_MS)
    visit.page.wait_for_selector("#receipts li")
    visit.page.wait_for_selector("#report-status:has-text('回执')")

    assert undo == "撤销"
    receipt = visit.page.inner_text("#report-status").split("回执")[1].strip()
    assert client.get(f"/v1/reports/{receipt}").json()["kind"] == "out_of_supplies"
    assert receipt in visit.page.inner_text("#receipts")
    assert visit.complaints == []


def test_a_slip_is_undone_before_anything_is_sent(opener: Opener, client: TestClient) -> None:
    visit = opener(page_of(client, GOOD["name"]))
    visit.page.clock.install()

    visit.page.click("[data-report=not_found]")
    visit.page.click("#report-status button")
    visit.page.wait_for_selector("#report-status:has-text('已撤销')")
    visit.page.clock.run_for(2 * UNDO_MS)

    assert [url for url in visit.requests if url.endswith("/v1/reports")] == []


def test_sharing_copies_the_address_where_there_is_nothing_to_share_with(opener: Opener, client: TestClient) -> None:
    path = page_of(client, GOOD["name"])
    visit = opener(path)
    visit.context.grant_permissions(["clipboard-read", "clipboard-write"])

    visit.page.evaluate("delete Navigator.prototype.share")
    visit.page.click("#share")
    visit.page.wait_for_selector("#toast:has-text('网址已复制')")

    assert visit.page.evaluate("navigator.clipboard.readText()") == opener.address + path
