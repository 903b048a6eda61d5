import json
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from fastapi.testclient import TestClient
from pypdf import PdfReader
from sqlalchemy import text

from api.packs import template_of
from maps.worker.jobs import JOBS, Job, do
from maps.worker.resident import Residents
from stations import registry
from stations.config import Settings
from stations.database import Database
from tests.factories import draft, square

WEST, SOUTH = 121.45, 31.2
ASKED = {"question": {"area": "310101", "way": "straight"}, "langs": ["zh"], "map_number": "沪S(2026)001号"}


@pytest.fixture
def town(database: Database) -> Database:
    with database.transaction() as session:
        registry.put_districts(session, [square("310101", west=WEST, south=SOUTH, side=0.02, name="黄浦区")])
        registry.upsert(session, "t", [draft(lon=WEST + 0.01, lat=SOUTH + 0.01)], toilet_nearby_m=150)
    return database


def test_a_pack_is_asked_for_made_and_fetched(
    client: TestClient, residents: Residents, town: Database, tmp_path: Path
) -> None:
    asked = client.post("/v1/packs", json=ASKED).json()

    assert (asked["state"], asked["files"]) == ("queued", [])
    do(Job(id=asked["id"], database=town, settings=Settings(home=tmp_path), residents=residents), JOBS)
    made = client.get(f"/v1/packs/{asked['id']}").json()
    assert (made["state"], made["run"]) == ("done", asked["run"])
    assert client.get(f"/v1/coverage/{made['run']}").json()["state"] == "done"  # the run was worked out with it
    fetched = {file["name"]: client.get(file["href"]) for file in made["files"]}
    assert {answer.status_code for answer in fetched.values()} == {200}
    assert fetched["report.zh.pdf"].content.startswith(b"%PDF")
    assert fetched["report.zh.pdf"].headers["content-type"] == "application/pdf"
    assert json.loads(fetched["pack.json"].content)["run"] == made["run"]
    assert not any(".en." in name for name in fetched)
    everything = client.get(f"/v1/packs/{asked['id']}/files.zip")
    assert everything.headers["content-type"] == "application/zip"
    with ZipFile(BytesIO(everything.content)) as archive:
        assert {name: archive.read(name) for name in archive.namelist()} == {
            name: answer.content for name, answer in fetched.items()
        }


def test_a_pack_of_a_run_that_was_cancelled_meanwhile_fails_in_words(
    client: TestClient, residents: Residents, town: Database, tmp_path: Path
) -> None:
    asked = client.post("/v1/packs", json=ASKED).json()
    client.delete(f"/v1/coverage/{asked['run']}")

    do(Job(id=asked["id"], database=town, settings=Settings(home=tmp_path), residents=residents), JOBS)

    left = client.get(f"/v1/packs/{asked['id']}").json()
    assert (left["state"], left["error"]["en"]) == ("failed", "This run was cancelled.")


def test_a_pack_of_a_run_that_cannot_be_worked_out_says_why(
    client: TestClient, residents: Residents, town: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("maps.worker.resident.FRESH_S", 0.0)
    asked = client.post("/v1/packs", json=ASKED).json()
    with town.transaction() as session:
        session.execute(text("DELETE FROM district"))

    do(Job(id=asked["id"], database=town, settings=Settings(home=tmp_path), residents=residents), JOBS)

    left, run = (client.get(f"/v1/{what}").json() for what in (f"packs/{asked['id']}", f"coverage/{asked['run']}"))
    assert (left["state"], run["state"]) == ("failed", "failed")
    assert left["error"]["en"] == f"This run failed: {run['error']['en']}"
    assert "310101" in run["error"]["en"]


def test_the_service_makes_packs_with_the_templates_of_the_office(
    client: TestClient, residents: Residents, town: Database, tmp_path: Path
) -> None:
    own = tmp_path / "own"
    own.mkdir()
    (own / "office.toml").write_text('issuer = "测试总工会"\nsections = ["cover"]\n', encoding="utf-8")
    asked = client.post("/v1/packs", json=ASKED).json()

    do(Job(id=asked["id"], database=town, settings=Settings(home=tmp_path, templates=own), residents=residents), JOBS)

    paper = client.get(f"/v1/packs/{asked['id']}/files/report.zh.pdf").content
    (cover,) = PdfReader(BytesIO(paper)).pages
    assert "测试总工会" in cover.extract_text()


def test_changed_templates_make_another_pack(tmp_path: Path) -> None:
    (tmp_path / "office.toml").write_text('issuer = "甲"')
    before = template_of(tmp_path)

    (tmp_path / "office.toml").write_text('issuer = "乙"')

    assert template_of(None) is None
    assert before != template_of(tmp_path)


def test_a_pack_that_is_given_up_is_not_made(
    client: TestClient, residents: Residents, town: Database, tmp_path: Path
) -> None:
    asked = client.post("/v1/packs", json=ASKED).json()

    given_up = client.delete(f"/v1/packs/{asked['id']}").json()
    do(Job(id=asked["id"], database=town, settings=Settings(home=tmp_path), residents=residents), JOBS)

    assert given_up["state"] == client.get(f"/v1/packs/{asked['id']}").json()["state"] == "cancelled"
    assert client.delete(f"/v1/packs/{asked['run']}").status_code == 404  # a run of coverage is no pack


@pytest.mark.usefixtures("town", "residents")
def test_the_same_wish_is_the_same_pack(client: TestClient) -> None:
    first = client.post("/v1/packs", json=ASKED).json()

    of_run = {key: ASKED[key] for key in ("langs", "map_number")} | {"run": first["run"]}
    assert client.post("/v1/packs", json=of_run).json()["id"] == first["id"]
    assert client.post("/v1/packs", json={**ASKED, "langs": ["en"]}).json()["id"] != first["id"]


@pytest.mark.usefixtures("town", "residents")
@pytest.mark.parametrize(
    ("wanted", "status"),
    [
        ({}, 422),
        ({"run": "1" * 64, "question": {"area": "310101"}}, 422),
        ({"run": "1" * 64}, 404),
        ({"question": {"area": "999999"}}, 404),
        ({"question": {"area": "310101"}, "langs": []}, 422),
        ({"question": {"area": "310101"}, "template": "/etc"}, 422),
    ],
)
def test_what_cannot_be_made_is_refused(client: TestClient, wanted: dict[str, object], status: int) -> None:
    assert client.post("/v1/packs", json=wanted).status_code == status


@pytest.mark.usefixtures("town", "residents")
def test_only_files_of_a_pack_are_handed_out(client: TestClient) -> None:
    asked = client.post("/v1/packs", json=ASKED).json()

    for name in ("files/report.zh.pdf", "files/..%2f..%2fpostgres", "files/pack.json", "files.zip"):
        assert client.get(f"/v1/packs/{asked['id']}/{name}").status_code == 404
    assert client.get(f"/v1/packs/{asked['run']}").status_code == 404  # a run of coverage is no pack
