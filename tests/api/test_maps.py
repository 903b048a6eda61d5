"""The maps that were built, over HTTP."""

from pathlib import Path

import pytest
from fastapi.testclient import TestClient


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Fill the folder the service shows with two maps, and some things that are none."""
    maps = tmp_path / "maps"
    (maps / "inner").mkdir(parents=True)
    (maps / "zhengzhou.html").write_text("<!doctype html><title>郑州</title>", encoding="utf-8")
    (maps / "zhengzhou.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    for secret in (tmp_path / "secret.html", maps / "notes.txt", maps / ".hidden.html", maps / "inner" / "map.html"):
        secret.write_text("secret", encoding="utf-8")
    (maps / "linked.html").symlink_to(tmp_path / "secret.html")
    (maps / "folder.html").mkdir()
    return maps


def test_maps_are_listed_by_name(empty_client: TestClient, folder: Path) -> None:
    listed = empty_client.get("/maps").json()["maps"]

    assert [(each["name"], each["href"]) for each in listed] == [
        ("zhengzhou.html", "/maps/zhengzhou.html"), ("zhengzhou.png", "/maps/zhengzhou.png")
    ]  # fmt: skip
    assert listed[1]["size_bytes"] == (folder / "zhengzhou.png").stat().st_size


def test_no_maps_are_an_empty_list(empty_client: TestClient) -> None:
    assert empty_client.get("/maps").json() == {"maps": []}


@pytest.mark.usefixtures("folder")
def test_a_map_comes_in_its_own_type_and_asks_no_other_host(empty_client: TestClient) -> None:
    page, picture = empty_client.get("/maps/zhengzhou.html"), empty_client.get("/maps/zhengzhou.png")

    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert "郑州" in page.text
    assert page.headers["content-security-policy"].startswith("default-src 'self'")
    assert picture.headers["content-type"] == "image/png"


@pytest.mark.usefixtures("folder")
def test_a_map_that_did_not_change_is_not_sent_again(empty_client: TestClient) -> None:
    first = empty_client.get("/maps/zhengzhou.html")

    again = empty_client.get("/maps/zhengzhou.html", headers={"If-None-Match": first.headers["etag"]})

    assert again.status_code == 304
    assert again.content == b""


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    "name",
    [
        "nowhere.html",
        "notes.txt",
        ".hidden.html",
        "linked.html",
        "folder.html",
        "inner/map.html",
        "inner%2Fmap.html",
        "..%2Fsecret.html",
        "%2e%2e%2fsecret.html",
        "..%5Csecret.html",
        "....//secret.html",
        "zhengzhou.html%00.png",
        "zhengzhou.html%0A",
        "%2Fetc%2Fpasswd",
        "郑州.html",
        "x" * 300 + ".html",
    ],
)
def test_nothing_but_a_plain_map_is_served(empty_client: TestClient, name: str) -> None:
    answer = empty_client.get(f"/maps/{name}")

    assert answer.status_code in {404, 422}
    assert answer.headers["content-type"] == "application/problem+json"
    assert "secret" not in answer.text
