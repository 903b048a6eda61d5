"""A visit to the pages by a phone of its own, with everything it asked for and complained of."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page

from tests.factories import TIANANMEN

PHONE, DESK = (390, 844), (1440, 900)
HERE = TIANANMEN
PATIENCE_MS = 10_000
PAUSE_MS = 50
COUNT = """() => new Promise((resolve) => {
  const asked = indexedDB.open("yizhan");
  asked.onsuccess = () => {
    const count = asked.result.transaction("stations").objectStore("stations").count();
    count.onsuccess = () => resolve(count.result);
  };
})"""


@dataclass
class Visit:
    """Hold an open page of a context of its own."""

    page: Page
    context: BrowserContext
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def heard(self, message: ConsoleMessage) -> None:
        """Note what the browser complains of."""
        if message.type in {"error", "warning"}:
            self.complaints.append(message.text)

    def locate(self) -> None:
        """Tap the button that asks for the position, and wait for the list."""
        self.page.click("#locate")
        self.page.wait_for_selector(".row, .panel")

    def names(self) -> list[str]:
        """Return the names in the list, in its order."""
        return self.page.locator(".row h3").all_inner_texts()

    def until(self, script: str) -> None:
        """Wait until the promise of a script is kept with something true; `wait_for_function` takes it as it is."""
        for _ in range(PATIENCE_MS // PAUSE_MS):
            if self.page.evaluate(script):
                return
            self.page.wait_for_timeout(PAUSE_MS)
        message = f"waited in vain for {script}"
        raise TimeoutError(message)

    def kept_stations(self) -> int:
        """Return how many stations the phone keeps."""
        kept: int = self.page.evaluate(COUNT)
        return kept

    def settled(self) -> None:
        """Wait until the service worker keeps the page and the stations around are kept."""
        self.page.evaluate("navigator.serviceWorker.ready.then(() => undefined)")
        self.until(COUNT)


class Opener:
    """Open pages, each as a new phone."""

    def __init__(self, browser: Browser, address: str) -> None:
        self.browser, self.address = browser, address

    def __call__(
        self,
        path: str = "/",
        *,
        size: tuple[int, int] = PHONE,
        here: tuple[float, float] | Literal["denied"] = HERE,
        scheme: Literal["light", "dark"] = "light",
    ) -> Visit:
        """Open a page on a phone that stands somewhere, or that does not say where."""
        context = self.browser.new_context(
            viewport={"width": size[0], "height": size[1]},
            locale="zh-CN",
            timezone_id="Asia/Shanghai",
            color_scheme=scheme,
            has_touch=size == PHONE,
        )
        if here != "denied":
            context.grant_permissions(["geolocation"])
            context.set_geolocation({"longitude": here[0], "latitude": here[1]})
        context.set_default_timeout(PATIENCE_MS)
        visit = Visit(context.new_page(), context)
        context.on("request", lambda request: visit.requests.append(request.url))
        context.on("console", visit.heard)
        context.on("weberror", lambda error: visit.complaints.append(str(error.error)))
        visit.page.goto(self.address + path)
        return visit

    def close(self) -> None:
        """Close every phone."""
        for context in self.browser.contexts:
            context.close()


def keep_picture(visit: Visit, name: str) -> None:
    """Keep a picture of what is on the screen in build/screenshots."""
    folder = Path(__file__).parents[2] / "build" / "screenshots"
    visit.page.screenshot(path=folder / f"{name}.png")
