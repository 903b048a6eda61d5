"""The pages for people."""

import re
from html import unescape
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

OUTSIDE = re.compile(r"""(?:src|href|action)\s*=\s*["']?\s*(?:https?:)?//|url\(|@import""")


@pytest.mark.parametrize("address", ["/", "/about", "/docs"])
def test_a_page_asks_no_other_host_for_anything(empty_client: TestClient, address: str) -> None:
    page = empty_client.get(address)

    assert page.status_code == 200
    assert not OUTSIDE.search(page.text)
    assert page.headers["content-security-policy"].startswith("default-src 'self'")
    assert page.headers["referrer-policy"] == "no-referrer"


def test_every_link_of_the_page_about_us_opens(empty_client: TestClient, tmp_path: Path) -> None:
    (tmp_path / "maps").mkdir()
    (tmp_path / "maps" / "zhengzhou.html").write_text("map", encoding="utf-8")

    links = [unescape(link) for link in re.findall(r'<a [^>]*href="([^"]+)"', empty_client.get("/about").text)]

    assert "/maps/zhengzhou.html" in links
    assert [empty_client.get(link).status_code for link in links] == [200] * len(links)


def test_the_docs_show_every_endpoint_with_its_parameters(empty_client: TestClient) -> None:
    document, page = empty_client.get("/openapi.json").json(), unescape(empty_client.get("/docs").text)

    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            section = page.partition(f"{method.upper()} {path}</code>")[2].partition("<h2>")[0]
            assert operation["summary"] in section
            for parameter in operation.get("parameters", []):
                assert f"<code>{parameter['name']}</code>" in section
                assert parameter["description"].replace("`", "") in section


def test_pages_forgive_parameters_that_others_hang_on(empty_client: TestClient) -> None:
    assert empty_client.get("/?from=timeline").status_code == 200
