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

from api.courier.handoff import handoffs
from stations import datum
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
