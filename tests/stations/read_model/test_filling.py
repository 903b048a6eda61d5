"""Hits written out with forms: what the search found is what is said."""

import json
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import numpy as np
import pytest

from stations.search import OPENINGS, Blank, Filters, Forms, Hit, Query, fill_in, nearest
from stations.search.hits import NEVER
from stations.snapshot import Snapshot
from stations.snapshot.fragment_file import FragmentFile
from tests.stations.read_model.worlds import BEGIN, numbers, row, scattered, snapshot_of

NOW_S = int(BEGIN.timestamp())
NUMBERS = "".join(
    f',"{name}":{blank}'
    for name, blank in {
        "until": Blank.UNTIL,
        "next_open": Blank.NEXT_OPEN,
        "arrives_at": Blank.ARRIVES_AT,
        "distance_m": Blank.DISTANCE_M,
        "along_m": Blank.ALONG_M,
        "travel_time_s": Blank.TRAVEL_TIME_S,
        "lon": Blank.LON,
        "lat": Blank.LAT,
    }.items()
)
CODES = ("drink", "toilet")
FORMS = Forms.of(
    opening=[f',"state":"{state}"{NUMBERS}' for state in OPENINGS],
    having={code: (f',"{code}":"unknown"', f',"{code}":"yes"') for code in CODES},
    verified=[',"days":null}}}', ',"days":"today"}}}', ',"days":1}}}', f',"days":{Blank.DAYS_SINCE_VERIFIED}}}}}}}'],
)


def asked(snapshot: Snapshot, **values: object) -> tuple[list[Hit], list[dict[str, Any]]]:
    """Return the hits of a question, and what is written of them."""
    filters = Filters(at=BEGIN, opening="any", **values)  # type: ignore[arg-type]  # of Filters
    hits = nearest(snapshot, Query(lon=116.4, lat=39.9, filters=filters, limit=100))
    written = json.loads(b"[%b]" % fill_in(hits, FORMS, now_s=NOW_S))
    return list(hits), [{**feature["properties"].pop("opening"), **feature["properties"]} for feature in written]


def instant(seconds: int) -> datetime | None:
    return None if seconds == NEVER else datetime.fromtimestamp(seconds, BEGIN.tzinfo)


def read(said: object) -> datetime | None:
    return None if said is None else datetime.fromisoformat(str(said))


def test_what_is_written_is_what_was_found_in_every_part() -> None:
    rows = scattered(np.random.default_rng(3), 160)

    hits, written = asked(snapshot_of(rows[::2], rows[1::2]), codes=CODES)

    assert len(hits) == 100
    for hit, said in zip(hits, written, strict=True):
        assert (said["id"], said["state"]) == (hit.id, hit.state)
        assert [said[code] for code in CODES] == [said["needs"][code] for code in CODES]
        assert (said["travel_time_s"], said["along_m"]) == (hit.travel_time_s, 0.0)
        assert said["distance_m"] == pytest.approx(hit.distance_m, abs=0.0006)
        assert (said["lon"], said["lat"]) == (round(hit.lon, 7), round(hit.lat, 7))
        assert read(said["arrives_at"]) == instant(hit.arrives_s)
        assert (read(said["until"]), read(said["next_open"])) == (instant(hit.until_s), instant(hit.next_open_s))


def test_days_since_somebody_looked_are_whole_and_never_negative() -> None:
    ages = [timedelta(days=-1), timedelta(hours=23), timedelta(hours=24), timedelta(days=2), timedelta(days=1234)]
    rows = [row(number, verified_at=BEGIN - age) for number, age in enumerate(ages, start=1)]

    _, written = asked(snapshot_of([*rows, row(9)]))

    assert [said["days"] for said in written] == ["today", "today", 1, 2, 1234, None]


def test_long_fragments_find_room() -> None:
    rows = [row(number, name="站" * 5000, may=numbers(["aed"])) for number in range(1, 4)]

    _, written = asked(snapshot_of(rows), codes=("aed",))

    assert [said["id"] for said in written] == [1, 2, 3]


def test_no_hits_are_nothing() -> None:
    assert asked(snapshot_of([])) == ([], [])


def test_fragments_that_cannot_be_read_are_an_error() -> None:
    (part,) = snapshot_of([row(1)]).parts
    cut = part._replace(columns=replace(part.columns, fragments=FragmentFile.in_memory(b"{")))

    with pytest.raises(OSError, match="cannot be read"):
        asked(replace(snapshot_of([]), parts=[cut]))
