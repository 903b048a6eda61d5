"""The files that pages run in the browser, over HTTP."""

import gzip
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.statics import FOLDER
from stations.config import Settings
from stations.database import Database
from tests.read_models import Fresh


@pytest.fixture
def client(tmp_path: Path) -> Iterator[TestClient]:
    """Call the service; no file needs a database."""
    database = Database("postgresql+psycopg:///yizhan?host=/nonexistent")
    with TestClient(create_app(Settings(home=tmp_path), database, Fresh(database))) as caller:
        yield caller
    database.dispose()


def test_a_file_comes_compressed_to_whoever_takes_that(client: TestClient) -> None:
    with client.stream("GET", "/static/courier/app.js", headers={"Accept-Encoding": "gzip"}) as answer:
        sent = b"".join(answer.iter_raw())

    assert answer.headers["content-encoding"] == "gzip"
    assert answer.headers["content-type"].startswith("text/javascript")
    assert gzip.decompress(sent) == (FOLDER / "courier" / "app.js").read_bytes()
    assert "content-encoding" not in client.get("/static/courier/app.js", headers={"Accept-Encoding": "br"}).headers


def test_a_file_that_is_there_already_is_not_sent_again(client: TestClient) -> None:
    etag = client.get("/static/courier/courier.css").headers["etag"]

    again = client.get("/static/courier/courier.css", headers={"If-None-Match": etag})

    assert again.status_code == 304
    assert again.content == b""


@pytest.mark.parametrize(
    "name", ["../app.py", "..%2Fapp.py", "courier/none.js", "courier", "", "vendor/maplibre-gl.LICENSE"]
)
def test_nothing_but_our_files_is_served(client: TestClient, name: str) -> None:
    assert client.get(f"/static/{name}").status_code == 404


def test_the_worker_speaks_for_every_page_and_keeps_files_that_exist(client: TestClient) -> None:
    worker = client.get("/sw.js")

    kept = worker.text.split("const KEPT = ")[1].split(";")[0]
    addresses = [each.strip('"') for each in kept.strip("[]").split(", ")]

    assert worker.headers["content-type"].startswith("text/javascript")
    assert worker.headers["cache-control"] == "no-cache"
    assert [client.get(address).status_code for address in addresses] == [200] * len(addresses)


def test_the_manifest_names_icons_that_exist(client: TestClient) -> None:
    manifest = client.get("/manifest.webmanifest")

    assert manifest.headers["content-type"] == "application/manifest+json"
    assert manifest.json()["display"] == "standalone"
    assert [client.get(icon["src"]).status_code for icon in manifest.json()["icons"]] == [200] * 4
