"""Opening in the answers: by the calendar that was set, and by the hours of special days."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from sqlalchemy import text

from api.app import create_app
from stations.config import Settings
from stations.database import Database
from stations.errors import FileError
from stations.hours.calendar import COLUMNS
from tests.api.calls import fill, set_clock
from tests.factories import TIANANMEN
from tests.read_models import Fresh

TODAY = date.today() + timedelta(days=1)  # noqa: DTZ011 - any day that is not over yet will do
NOON = f"{TODAY}T12:00:00+08:00"
DAILY = {"hours_osm": "Mo-Su 08:00-18:00", "hours_raw": "每天8点到18点", "hours_parse": "ok"}
WEEKDAYS = {"hours_osm": "Mo-Fr 08:00-18:00; PH off", "hours_raw": "工作日8点到18点", "hours_parse": "ok"}
NEAR: dict[str, str | float] = {"lon": TIANANMEN[0], "lat": TIANANMEN[1], "at": NOON}


def tell(database: Database, station: int, kind: str, osm: str | None, day: date = TODAY) -> None:
    """Say something about the hours of one day."""
    with database.transaction() as session:
        sql = """
            INSERT INTO station_hours (station_id, kind, raw, osm, parse, valid_from, valid_until)
            VALUES (:station, :kind, '设备检修', :osm, :parse, :day, :day)
        """
        parse = "failed" if osm is None else "ok"
        session.execute(text(sql), {"station": station, "kind": kind, "osm": osm, "parse": parse, "day": day})


def states(client: TestClient, station: int) -> list[str]:
    """Return what the station's own answer, the list, the feed and the nearest stations say of it."""
    listed = client.get("/v1/stations").json()["features"]
    fed = [change["station"] for change in client.get("/v1/changes").json()["changes"]]
    near = client.get("/v1/stations/nearest", params={**NEAR, "open": "any"}).json()["features"]
    alone = client.get(f"/v1/stations/{station}").json()
    return [each["properties"]["opening"]["state"] for each in (alone, *listed, *fed, *near) if each["id"] == station]


@pytest.mark.parametrize(
    ("osm", "state"), [("off", "closed"), ("Mo-Su 08:00-12:20", "closing_soon"), (None, "unknown")]
)
def test_a_special_day_changes_every_answer_on_its_date(
    app: FastAPI, client: TestClient, database: Database, osm: str | None, state: str
) -> None:
    set_clock(app, NOON)
    special, plain = fill(database, DAILY, DAILY)

    tell(database, special, "special", osm)
    tell(database, plain, "special", osm, TODAY + timedelta(days=1))

    assert states(client, special) == [state] * 4
    assert states(client, plain) == ["open"] * 4


def test_one_that_is_shut_on_a_special_day_is_not_offered(client: TestClient, database: Database) -> None:
    shut, there = fill(database, DAILY, DAILY | {"lon": TIANANMEN[0] + 0.01})

    tell(database, shut, "special", "off")

    offered = client.get("/v1/stations/nearest", params=NEAR).json()["features"]
    assert [each["id"] for each in offered] == [there]


def test_an_alert_is_shown_until_it_is_over_and_changes_nothing(
    app: FastAPI, client: TestClient, database: Database
) -> None:
    (station,) = fill(database, DAILY)
    tell(database, station, "alert", "off")

    code = client.get(f"/v1/stations/{station}").json()["properties"]["code"]
    told = client.get(f"/v1/stations/{station}").json()["properties"]["further_hours"]
    pages = []
    for days in (0, 1):
        set_clock(app, f"{TODAY + timedelta(days=days)}T12:00:00+08:00")
        pages.append(client.get(f"/s/{code}").text)

    assert [(each["kind"], each["raw"], each["valid_until"]) for each in told] == [("alert", "设备检修", str(TODAY))]
    assert ["设备检修" in page for page in pages] == [True, False]
    assert states(client, station) == ["open"] * 4


def test_the_calendar_that_was_set_decides(database: Database, tmp_path: Path) -> None:
    rows = (
        "2027-01-01,statutory,元旦,New Year's Day,通知〔2026〕1号,2026-11-01",
        "2027-06-01,adjusted_rest,试,trial,通知〔2026〕1号,2026-11-01",  # a Tuesday
        "2027-10-01,statutory,国庆节,National Day,通知〔2026〕1号,2026-11-01",
    )
    path = tmp_path / "calendar.csv"
    path.write_text("\n".join([",".join(COLUMNS), *rows]), encoding="utf-8")
    (station,) = fill(database, {"hours_osm": "Mo-Fr 08:30-17:30; PH off", "hours_raw": "…", "hours_parse": "ok"})

    said = []
    for calendar in (path, None):
        app = create_app(Settings(home=tmp_path, calendar=calendar), database, Fresh(database))
        for day in (1, 2):
            set_clock(app, f"2027-06-0{day}T12:00:00+08:00")
            with TestClient(app) as client:
                said.append(client.get(f"/v1/stations/{station}").json()["properties"]["opening"]["state"])

    assert said == ["closed", "open", "unknown", "unknown"]


def test_a_calendar_that_cannot_be_read_stops_the_start(database: Database, tmp_path: Path) -> None:
    with pytest.raises(FileError):
        create_app(Settings(home=tmp_path, calendar=tmp_path / "nowhere.csv"), database, Fresh(database))


@pytest.mark.parametrize(
    ("special", "zh", "en"),
    [
        (DAILY, "国庆节放假，告示未提节假日；每天 08:00–18:00", "notice does not mention holidays"),
        (WEEKDAYS, "国庆节放假；周一至周五 08:00–18:00；节假日 休息", "holiday; Mon"),
        ({}, "没有开放时间记录", "no opening hours on record"),
    ],
)
def test_a_station_alone_tells_why_it_is_open_or_not(
    app: FastAPI, client: TestClient, database: Database, special: dict[str, str], zh: str, en: str
) -> None:
    set_clock(app, "2026-10-01T12:00:00+08:00")
    (station,) = fill(database, special)

    basis = client.get(f"/v1/stations/{station}").json()["properties"]["opening"]["basis"]

    assert basis["zh"] == zh
    assert en in basis["en"]


def test_a_station_out_of_service_and_a_line_of_a_list_tell_no_reasons(client: TestClient, database: Database) -> None:
    (station,) = fill(database, DAILY | {"operation": "temporarily_closed"})

    alone, (listed,) = client.get(f"/v1/stations/{station}").json(), client.get("/v1/stations").json()["features"]

    assert [each["properties"]["opening"]["basis"] for each in (alone, listed)] == [None, None]
