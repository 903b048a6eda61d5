"""Pages opened from disk in a real browser without a network, and what can be seen of them."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, FloatRect, Page, sync_playwright

from stations.language import Lang

QUIET = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update")
HOSTILE = (
    "</script><script>window.XSS=1</script>",
    "<img src=x onerror=window.XSS=1>",
    "`${window.XSS=1}` {{7*7}} {% raw %} {# #}",
    '"onmouseover="window.XSS=1',
    "\u202eslamron ton\u2066",  # turns the writing direction and does not turn it back
)
DESK, PHONE = (1440, 900), (390, 844)


@dataclass(frozen=True)
class Opened:
    """Hold an open page, and what it asked for and complained of."""

    page: Page
    requests: list[str]
    complaints: list[str]


class Opener:
    """Write what a test is about as pages and open them, offline, from disk."""

    def __init__(self, browser: Browser, folder: Path, draw: Callable[..., str]) -> None:
        """Remember the browser, the folder to write in, and what makes a page."""
        self.browser, self.folder, self.draw = browser, folder, draw

    def __call__(self, drawn: Any, *, size: tuple[int, int] = DESK, lang: Lang = "zh") -> Opened:  # noqa: ANN401 - whatever `draw` takes
        """Open a page of that size."""
        file = self.folder / "page.html"
        file.write_text(self.draw(drawn, lang=lang), "utf-8")
        page = self.browser.new_page(viewport={"width": size[0], "height": size[1]}, offline=True)
        opened = Opened(page, [], [])
        page.on("request", lambda request: opened.requests.append(request.url))
        page.on("console", lambda message: opened.complaints.append(message.text))
        page.on("pageerror", lambda error: opened.complaints.append(str(error)))
        page.goto(file.as_uri())
        page.wait_for_function("yizhan.map !== null")
        return opened


def chromium() -> Iterator[Browser]:
    """Start Debian's chromium, and end it afterwards."""
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=[*QUIET, "--disable-sync", "--no-first-run"]
        )
        yield started
        started.close()


def painted(page: Page) -> set[str]:
    """Return the colours on the map's canvas that cover more than twenty pixels."""
    colors: list[str] = page.evaluate(
        """() => { const canvas = document.querySelector("#map canvas");
                   const data = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data;
                   const count = {};
                   for (let at = 0; at < data.length; at += 4) if (data[at + 3] === 255) {
                     const color = [...data.slice(at, at + 3)].map((v) => v.toString(16).padStart(2, "0")).join("");
                     count[color] = (count[color] || 0) + 1; }
                   return Object.keys(count).filter((color) => count[color] > 20); }"""
    )
    return set(colors)


def boxes(page: Page, *selectors: str) -> list[FloatRect]:
    """Return the places of elements on the screen."""
    found = [page.locator(selector).first.bounding_box() for selector in selectors]
    return [box for box in found if box is not None]


def overlap(one: FloatRect, other: FloatRect) -> bool:
    """Tell whether two boxes share any ground."""
    across = one["x"] < other["x"] + other["width"] and other["x"] < one["x"] + one["width"]
    return across and one["y"] < other["y"] + other["height"] and other["y"] < one["y"] + one["height"]


def assert_parts_stand_apart(page: Page, size: tuple[int, int]) -> None:
    """Check that header, sheet, controls and footer are all there, none over another or beyond the window."""
    parts = boxes(page, ".head", ".sheet", ".leaflet-control-zoom", ".leaflet-control-scale", "footer")
    pairs = [(one, other) for at, one in enumerate(parts) for other in parts[at + 1 :]]
    assert len(parts) == 5
    assert [pair for pair in pairs if overlap(*pair)] == []
    assert all(box["x"] >= 0 and box["x"] + box["width"] <= size[0] for box in parts)
    assert all(box["y"] >= 0 and box["y"] + box["height"] <= size[1] for box in parts)
