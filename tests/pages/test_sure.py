"""What a row promises: to go there first, whether its notice was understood, when it closes, on which floor it is."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from playwright.sync_api import Browser

from api.courier.phrases import end_of, floor_of
from stations.language import Lang
from tests.pages.live import Service
from tests.pages.visits import Opener, Visit

PUBLIC: dict[str, Any] = {"public_facing": True, "audience": "public", "worker_groups": [], "entry": [], "fee": "free"}
ALL_DAY: dict[str, Any] = {"state": "open", "until": None, "next_open": None, "raw": "24小时", "parse": "ok"}
STATION: dict[str, Any] = {
    "code": "YQBRHQT",
    "name": "南池子社区驿站",
    "travel_time_s": 60,
    "distance_m": 200,
    "needs": {"toilet": "yes"},
    "amenities": {},
    "verified_at": None,
    "opening": ALL_DAY,
    "access": PUBLIC,
}
ROW = """async ([station, needs, group]) => {
  const { row } = await import("/static/courier/station_row.js");
  return row(station, { needs: new Set(needs), group, isFirst: true }).innerHTML; }"""
ENDS = """async (until) => {
  const { opening } = await import("/static/courier/words.js");
  return opening({ state: "open", until }); }"""


@pytest.fixture(scope="module", params=["zh", "en"])
def lang(request: pytest.FixtureRequest) -> Lang:
    """Read the page in both languages."""
    chosen: Lang = request.param
    return chosen


@pytest.fixture(scope="module")
def page(browser: Browser, street: Service, lang: Lang) -> Iterator[Visit]:
    """Open the finder once; the rows are made and not shown."""
    opener = Opener(browser, street.address)
    yield opener(f"/?lang={lang}")
    opener.close()


def row(page: Visit, *, needs: tuple[str, ...] = (), group: str = "", **told: dict[str, Any]) -> str:
    """Return a row's markup, of a station that is sure but for what is told."""
    markup: str = page.page.evaluate(ROW, [STATION | told, needs, group])
    return markup


@pytest.mark.parametrize(
    ("access", "group", "is_sure"),
    [
        ({}, "", True),
        ({"worker_groups": ["courier"]}, "", True),
        ({"audience": None}, "", True),
        ({"audience": None}, "courier", True),
        ({"audience": None, "public_facing": False}, "", False),
        ({"audience": "outdoor_workers"}, "", True),
        ({"audience": "outdoor_workers", "worker_groups": ["food_rider"]}, "", False),
        ({"audience": "outdoor_workers", "worker_groups": ["food_rider"]}, "courier", False),
        ({"audience": "outdoor_workers", "worker_groups": ["food_rider", "courier"]}, "courier", True),
        ({"audience": None, "worker_groups": ["courier"]}, "courier", True),
        ({"audience": "union_members", "worker_groups": ["courier"]}, "courier", False),
        ({"audience": "customers"}, "", False),
        ({"audience": "registered"}, "courier", False),
        ({"audience": "host_staff"}, "", False),
        ({"audience": "host_staff", "worker_groups": ["courier"]}, "courier", False),
    ],
)
def test_nobody_is_sent_first_where_she_may_not_be_let_in(
    page: Visit, access: dict[str, Any], group: str, *, is_sure: bool
) -> None:
    shown = row(page, group=group, access=PUBLIC | access)

    assert ('class="first"' in shown) == is_sure


@pytest.mark.parametrize(
    ("needs", "opening", "is_sure"),
    [
        (("toilet",), {}, True),
        (("drink",), {}, False),
        ((), {"state": "unknown"}, False),
        ((), {"state": "closed"}, False),
        ((), {"parse": "partial"}, False),
    ],
)
def test_nobody_is_sent_first_where_something_is_not_known(
    page: Visit, needs: tuple[str, ...], opening: dict[str, Any], *, is_sure: bool
) -> None:
    shown = row(page, needs=needs, opening=ALL_DAY | opening)

    assert ('class="first"' in shown) == is_sure


@pytest.mark.parametrize(
    ("state", "parse", "is_hinted"), [("open", "partial", True), ("unknown", "partial", True), ("open", "ok", False)]
)
def test_a_notice_understood_in_part_is_told_with_its_words_once(
    page: Visit, lang: Lang, state: str, parse: str, *, is_hinted: bool
) -> None:
    hint = {"zh": "告示没全读懂：24小时", "en": "Part of the notice was not understood: 24小时"}[lang]

    shown = row(page, opening=ALL_DAY | {"state": state, "parse": parse})

    assert (hint in shown) == is_hinted
    assert shown.count("24小时") == is_hinted


@pytest.mark.parametrize(
    ("floor", "zh", "en"),
    [
        ("2", "2 层", "floor\u00a02"),
        ("1层", "1 层", "floor\u00a01"),
        ("二楼", "2 层", "floor\u00a02"),
        ("3F", "3 层", "floor\u00a03"),
        ("地下1层", "地下 1 层", "floor\u00a0B1"),
        ("负一楼", "地下 1 层", "floor\u00a0B1"),
        ("b2", "地下 2 层", "floor\u00a0B2"),
        ("-1", "地下 1 层", "floor\u00a0B1"),
        ("大厅", "大厅", "大厅"),
    ],
)
def test_a_floor_is_said_in_the_readers_language(page: Visit, lang: Lang, floor: str, zh: str, en: str) -> None:
    said = {"zh": zh, "en": en}[lang]

    shown = row(page, access=PUBLIC | {"floor": floor})

    assert f" · {said}</bdi>" in shown.replace("&nbsp;", "\u00a0")
    assert floor_of(floor, lang) == said


@pytest.mark.parametrize(
    ("until", "zh", "en"),
    [
        ("2026-11-22T23:59:00+08:00", "23:59", "23:59"),
        ("2026-11-23T00:00:00+08:00", "24:00", "24:00"),
        ("2026-11-23T00:01:00+08:00", "明天 00:01", "00:01 tomorrow"),
        ("2026-11-24T00:00:00+08:00", "明天 24:00", "24:00 tomorrow"),
        ("2026-12-01T00:00:00+08:00", "11-30 24:00", "24:00 on 11-30"),
    ],
)
def test_what_closes_at_midnight_closes_on_the_day_that_ends(
    page: Visit, lang: Lang, until: str, zh: str, en: str
) -> None:
    now = datetime(2026, 11, 22, 11, tzinfo=UTC)
    page.page.clock.set_fixed_time(now)

    shown = page.page.evaluate(ENDS, until)

    assert shown.endswith({"zh": zh, "en": en}[lang])
    assert end_of(datetime.fromisoformat(until), now, lang) == {"zh": zh, "en": en}[lang]
