"""A report pack asked for over HTTP, made by a worker in a process of its own, and fetched."""

import hashlib
import json
import time
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import httpx2
import pytest
from openpyxl import load_workbook
from pypdf import PdfReader

from tests.pages.live import Service
from tests.pages.planner.conftest import NIGHT, PATIENCE_S
from tests.pages.planner.town import STATIONS, TOWN

QUESTION = {"area": TOWN, "needs": ["toilet"], "hour": NIGHT, "demand": "eateries"}
WANTED: dict[str, Any] = {"question": QUESTION, "langs": ["zh"], "map_number": "沪S(2026)001号"}
LOOK_AGAIN_S = 0.05


def followed(service: Service, pack: dict[str, Any]) -> list[dict[str, Any]]:
    """Return how a pack stood, time and again until it was ended."""
    told, deadline = [pack], time.monotonic() + PATIENCE_S
    while told[-1]["state"] in {"queued", "running"}:
        assert time.monotonic() < deadline, "waited too long"
        time.sleep(LOOK_AGAIN_S)
        told.append(httpx2.get(f"{service.address}/v1/packs/{pack['id']}").raise_for_status().json())
    return told


def asked_for(service: Service, wanted: dict[str, Any]) -> dict[str, Any]:
    answer = httpx2.post(f"{service.address}/v1/packs", json=wanted, timeout=PATIENCE_S).raise_for_status()
    return dict(answer.json())


def words_of(paper: bytes) -> str:
    """Return what a PDF says, without spaces: between Chinese and figures they are the typesetter's."""
    return "".join("".join(page.extract_text().split()) for page in PdfReader(BytesIO(paper)).pages)


@pytest.fixture(scope="module")
def told(town: Service) -> list[dict[str, Any]]:
    """Return how a pack stood from the moment it was asked for until it was made."""
    return followed(town, asked_for(town, WANTED))


def test_a_pack_says_how_far_it_is_until_it_is_done(told: list[dict[str, Any]]) -> None:
    *before, made = told

    progress = [pack["progress"] for pack in told]
    assert (made["state"], made["error"], progress[-1]) == ("done", None, 1)
    assert progress == sorted(progress)
    assert {pack["step"]["zh"] for pack in before if pack["state"] == "running"} == {"正在制作报告"}
    assert all(pack["files"] == [] for pack in before)


def test_a_pack_holds_what_the_service_answers(town: Service, told: list[dict[str, Any]]) -> None:
    made = told[-1]
    fetched = {file["name"]: httpx2.get(f"{town.address}{file['href']}") for file in made["files"]}

    whole = httpx2.get(f"{town.address}/v1/coverage/{made['run']}/areas").json()[0]
    assert {name: answer.status_code for name, answer in fetched.items()} == dict.fromkeys(fetched, 200)
    about = json.loads(fetched.pop("pack.json").content)
    assert about["run"] == made["run"]
    assert about["files"] == {name: hashlib.sha256(answer.content).hexdigest() for name, answer in fetched.items()}
    assert fetched["report.zh.pdf"].headers["content-type"] == "application/pdf"
    paper = words_of(fetched["report.zh.pdf"].content)
    figures = [f"{whole['covered_sure'][-1]:,.0f}家", f"{whole['weight']:,.0f}家"]
    assert [said for said in ("黄浦区", "周六22:00", WANTED["map_number"], *figures) if said not in paper] == []
    sheets = load_workbook(BytesIO(fetched["tables.zh.xlsx"].content), read_only=True)
    cells = {cell for sheet in sheets for row in sheet.iter_rows(values_only=True) for cell in row}
    assert {station["name"] for station in STATIONS} <= cells
    assert ZipFile(BytesIO(fetched["report.zh.docx"].content)).testzip() is None


def test_the_same_pack_is_not_made_twice(town: Service, told: list[dict[str, Any]]) -> None:
    of_run = {name: value for name, value in WANTED.items() if name != "question"} | {"run": told[-1]["run"]}

    assert asked_for(town, WANTED) == asked_for(town, of_run) == told[-1]
