"""One street in Beijing: a few stations, each there for a reason."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from tests.factories import TIANANMEN

LON, LAT = TIANANMEN
DISTRICT: dict[str, Any] = {"west": 116.35, "south": 39.86, "name": "东城区"}
ALWAYS: dict[str, Any] = {"hours_raw": "24小时", "hours_osm": "24/7", "hours_parse": "ok"}
OVER: dict[str, Any] = {"hours_raw": "2020年", "hours_osm": "2020 Jan 01-Dec 31 00:00-24:00", "hours_parse": "ok"}
LATELY = datetime.now(UTC) - timedelta(days=3)

STATIONS: Mapping[str, dict[str, Any]] = {
    "nearest of all, but shut": {"name": "景山前街驿站", "lat": LAT + 0.001, **OVER, "amenities": {"seating": "yes"}},
    "nearest open": {
        "name": "南池子社区驿站",
        "lat": LAT + 0.003,
        **ALWAYS,
        "amenities": {"seating": "yes", "toilet": "no", "phone_charging": "yes", "ac": "yes"},
        "audience": "public",
        "entry": ["walk_in"],
        "verified_at": LATELY,
        "address": "东城区南池子大街1号",
    },
    "nearest open with a toilet": {
        "name": "东华门街道工会驿站",
        "lat": LAT + 0.006,
        **ALWAYS,
        "amenities": {
            "seating": "yes",
            "toilet": "yes",
            "hot_water": "yes",
            "microwave": "yes",
            "first_aid_kit": "yes",
            "ebike_parking": "yes",
            "phone_charging": "yes",
        },
        "audience": "outdoor_workers",
        "worker_groups": ["courier", "food_rider"],
        "entry": ["qr", "staff"],
        "floor": "1",
        "verified_at": LATELY,
        "address": "东城区东华门大街9号",
    },
    "perhaps with a toilet": {
        "name": "北河沿邮政驿站",
        "lat": LAT + 0.009,
        "hours_raw": "随营业时间",
        "hours_parse": "failed",
    },
    "for street cleaners": {
        "name": "环卫工人休息室",
        "lat": LAT + 0.015,
        **ALWAYS,
        "amenities": {"toilet": "no", "heating": "yes"},
        "audience": "outdoor_workers",
        "worker_groups": ["sanitation"],
    },
}

HOSTILE = {
    "name": "</script><script>window.XSS=1</script>`${window.XSS=1}`<img src=x onerror=window.XSS=1>\u202ekcab\u2066",
    "lat": LAT + 0.012,
    **ALWAYS,
    "amenities": {"seating": "yes"},
    "address": "\"'><svg onload=window.XSS=1>\u202e",
    "source_id": "hostile",
}
