"""The map: fetched when asked for, drawn from our own tiles, moved where a base map's datum is another."""

import pytest
from fastapi import FastAPI
from playwright.sync_api import Browser

from api.courier.base_map import BaseMap
from api.statics import read
from stations import datum
from tests.factories import TIANANMEN
from tests.pages.live import Service
from tests.pages.visits import DESK, Opener, Visit, keep_picture

PIXEL = read("courier/icon-192.png").body
ANYBODY = {"Access-Control-Allow-Origin": "*", "Content-Type": "image/png"}

OFF_BY = """async ([lon, lat]) => {
  const { openMap } = await import("/static/courier/map.js"), { toGcj02 } = await import("/static/courier/gcj02.js");
  const { told } = await import("/static/courier/told.js");
  const { map } = await openMap(document.getElementById("map-pane"), { lon, lat });
  const [x, y] = map.getPaintProperty("me", "circle-translate"), moved = toGcj02({ lon, lat }, told.base_map.outline);
  const from = map.project([lon, lat]), to = map.project([moved.lon, moved.lat]);
  return [from.x + x - to.x, from.y + y - to.y]; }"""
"""How many pixels what is drawn at a place lies beside that place on the base map."""


def drawn(visit: Visit) -> None:
    """Open the map and wait until it is drawn."""
    visit.locate()
    visit.page.click("#map-switch")
    visit.page.wait_for_selector("#map canvas")
    visit.page.wait_for_selector("#map[data-drawn=yes]")


def test_the_map_is_drawn_from_our_tiles_and_asks_nobody_else(opener: Opener) -> None:
    visit = opener(size=DESK)

    drawn(visit)
    keep_picture(visit, "desk-zh-map")

    asked = {url.split("/v1/tiles/")[1].split("/")[0] for url in visit.requests if "/v1/tiles/" in url}
    assert asked == {"stations", "districts", "streets"}
    assert [url for url in visit.requests if not url.startswith((opener.address, "blob:"))] == []
    assert visit.complaints == []


def test_where_i_am_covers_no_station_and_no_name(opener: Opener) -> None:
    visit = opener()

    layers = visit.page.evaluate(
        """async () => { const { openMap } = await import("/static/courier/map.js");
             const { map } = await openMap(document.getElementById("map-pane"), { lon: 116.4, lat: 39.9 });
             return map.getStyle().layers.map(({ id }) => id); }"""
    )

    mine = max(layers.index(id_) for id_ in ("me", "me-dot"))
    assert mine < min(layers.index(id_) for id_ in ("found", "ranks", "names"))


def test_the_shift_to_gcj02_is_that_of_the_registry_wherever_one_is(opener: Opener) -> None:
    visit = opener()
    places = [(lon + 0.37, lat + 0.73) for lon in range(71, 140, 2) for lat in range(2, 56)]
    places += [
        TIANANMEN,
        (121.49, 31.24),
        (87.6, 43.8),
        (121.56, 25.04),
        (126.98, 37.57),
        (105.84, 21.03),
        (114.16, 22.28),
    ]

    moved = visit.page.evaluate(
        """async ([places, outline]) => { const { toGcj02 } = await import("/static/courier/gcj02.js");
             return places.map(([lon, lat]) => toGcj02({ lon, lat }, outline)).map(({ lon, lat }) => [lon, lat]); }""",
        [places, BaseMap("", "gcj02", "").told()["outline"]],
    )

    expected = [datum.convert(lon, lat, source="wgs84", target="gcj02") for lon, lat in places]
    assert moved == [pytest.approx(each, abs=1e-7) for each in expected]
    assert 0.3 < sum(place != there for place, there in zip(places, expected, strict=True)) / len(places) < 0.7


def test_a_base_map_is_the_only_other_host_that_is_allowed_and_its_datum_is_said(
    browser: Browser, street_app: FastAPI
) -> None:
    street_app.state.base_map = BaseMap("https://tiles.example/{z}/{x}/{y}.png", "gcj02", "示例底图 <b>")
    with Service(street_app) as service:
        opener = Opener(browser, service.address)
        visit = opener(size=DESK)
        visit.context.route("https://tiles.example/**", lambda route: route.fulfill(body=PIXEL, headers=ANYBODY))
        drawn(visit)

        policy = visit.page.request.get(service.address).headers["content-security-policy"]
        assert "https://tiles.example" in policy
        assert visit.page.evaluate(OFF_BY, list(TIANANMEN)) == pytest.approx([0, 0], abs=0.5)
        assert visit.page.inner_text(".maplibregl-ctrl-attrib-inner") == "© OpenStreetMap | 示例底图 <b> (GCJ02)"
        opener.close()
    del street_app.state.base_map
