import json
import re
from html import unescape

import pytest

from maps.interactive import PAGE, page
from maps.layers import LAYERS
from maps.wording import WORDS
from stations.language import Lang
from tests.maps.pictures import district, districts, picture, station, stations

HOSTILE = "{{7*7}}{% raw %}{#</script><script>window.XSS=1</script>`${window.XSS=1}`<img src=x onerror=window.XSS=1>"


def own_words(html: str) -> str:
    """Return the page's markup without its styles and scripts."""
    return re.sub(r"<(script|style)>.*?</\1>", "", html, flags=re.DOTALL)


def test_the_same_picture_gives_the_same_page() -> None:
    assert page(picture(), lang="zh") == page(picture(), lang="zh")


def test_nothing_is_loaded_from_anywhere() -> None:
    html = page(picture(), lang="zh")

    assert not re.search(r"<(script|img|iframe)[^>]*\bsrc=|<link[^>]*href=\"(?!data:)|@import", html)
    assert "default-src 'none'" in unescape(html)


def test_every_script_of_the_page_is_allowed_by_its_hash_and_no_other() -> None:
    html = unescape(page(picture(), lang="zh"))

    assert len(re.findall(r"'sha256-[A-Za-z0-9+/=]{44}'", html)) == len(re.findall(r"<script>", html)) == 3
    assert "script-src 'unsafe-inline'" not in html


def test_the_licences_of_what_is_put_in_are_in_the_page() -> None:
    html = page(picture(), lang="zh")

    assert "BSD 2-Clause License" in html
    assert "Permission is hereby granted, free of charge" in html


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_hostile_names_never_leave_their_string(lang: Lang) -> None:
    hostile = picture(
        stations=stations(station(name=HOSTILE, address=HOSTILE, hours_raw=HOSTILE, source=HOSTILE)),
        districts=districts(district(name=HOSTILE, population_note=HOSTILE)),
        boundary_source=HOSTILE,
    )

    html = page(hostile, lang=lang)

    assert "<script>window.XSS" not in html
    assert "<img src=x" not in html
    assert html.count("<script>") == html.count("</script>") == 3
    assert '"name":"{{7*7}}{% raw %}{#' in html


def test_the_chinese_page_has_no_english_words() -> None:
    html = own_words(page(picture(stations=stations(station(is_demo=True))), lang="zh"))

    visible = unescape(re.sub(r"<[^>]*>", " ", html))
    assert '<html lang="zh-CN">' in html
    assert re.findall(r"[A-Za-z]{2,}", visible) == []


def test_the_english_page_has_no_chinese_words_of_its_own() -> None:
    english = picture(boundary_source="Test", districts=districts(district(name="West")))

    visible = re.sub(r"<[^>]*>", " ", own_words(page(english, lang="en")))

    assert re.findall(r"[\u4e00-\u9fff]+", visible) == []


def test_a_colouring_without_any_value_is_shown_and_cannot_be_chosen() -> None:
    html = page(picture(districts=districts(district(population=None))), lang="zh")

    assert re.search(r'value="stations_per_100k" disabled', html)
    assert not re.search(r'value="covered_share" disabled', html)


def test_what_is_not_known_of_a_station_is_not_made_up() -> None:
    html = page(picture(stations=stations(station(needs={"warm": "yes", "cool": "no"}))), lang="zh")

    facts = json.loads(re.search(r'"properties":(\{[^{}]*"needs"[^{}]*\})', html)[1])  # type: ignore[index]  # a page without it fails here
    assert facts["needs"] == "ynuuuuuuuu"
    assert {"brand", "address", "hours", "verified"}.isdisjoint(facts)


@pytest.mark.parametrize("key", LAYERS)
def test_every_layer_is_handed_to_the_page(key: str) -> None:
    html = page(picture(), lang="zh")

    assert re.search(rf"yizhan\.start\([^;]*\b{key}: \w+", html)
    assert LAYERS[key].label.zh
    assert LAYERS[key].label.en


def test_every_wording_stands_in_both_languages() -> None:
    assert [key for key, text in WORDS.items() if not (text.zh and text.en)] == []


def test_every_wording_is_used() -> None:
    room = PAGE.parent
    sources = [file.read_text("utf-8") for file in room.rglob("*") if file.suffix in {".py", ".js", ".html"}]
    used = "".join(text for text in sources if "\nWORDS = {" not in text)

    assert [key for key in WORDS if not re.search(rf"""(words\.|WORDS\[["']){key}\b""", used)] == []
