"""One station and one district, as every example shows them."""

from typing import Any

from pydantic import ConfigDict

ACCESS: dict[str, Any] = {
    "public_facing": True,
    "audience": "outdoor_workers",
    "worker_groups": ["courier", "sanitation"],
    "entry": ["walk_in"],
    "register_first": False,
    "guard_gate": False,
    "ebike_inside": None,
    "step_free": True,
    "fee": "free",
    "floor": "1F",
}

STATION: dict[str, Any] = {
    "id": 1,
    "code": "YK3H250",
    "name": "示例·景山街道工会驿站",
    "type": "rest_station",
    "brand": "工会驿站",
    "distance_m": 482.317,
    "address": "北京市东城区示例路1号",
    "adcode": "110101",
    "needs": {"drink": "yes", "toilet": "no", "warm": "unknown"},
    "amenities": {"hot_water": "yes", "microwave": "yes", "toilet": "no", "aed": "out_of_order"},
    "opening": {
        "raw": "周一至周五 8:30-17:30",
        "osm": "Mo-Fr 08:30-17:30",
        "parse": "ok",
        "state": "open",
        "until": "2026-03-02T17:30:00+08:00",
        "next_open": "2026-03-03T08:30:00+08:00",
    },
    "access": ACCESS,
    "status": {"operation": "open", "publication": "published"},
    "verified_at": "2026-02-20T02:00:00Z",
    "updated_at": "2026-02-21T03:04:05Z",
    "source": "示例数据",
}

STRETCH = {"start": "2026-03-02T08:30:00+08:00", "end": "2026-03-02T17:30:00+08:00", "state": "open"}

POINT = {"type": "Point", "coordinates": [116.4028, 39.9105]}

STATION_FEATURE = {"type": "Feature", "id": 1, "geometry": POINT, "properties": STATION}

WORDS = {"zh": "到达时营业", "en": "Open when you arrive"}

NEAR: dict[str, Any] = STATION | {
    "along_m": 0.0,
    "travel_time_s": 502,
    "arrives_at": "2026-03-02T09:08:22+08:00",
    "why": [WORDS, {"zh": "3天前核实", "en": "Verified 3 days ago"}],
}

NEAR_FEATURE = {"type": "Feature", "id": 1, "geometry": POINT, "properties": NEAR}

TRAVEL: dict[str, Any] = {
    "mode": "walk",
    "speed_m_s": 1.25,
    "detour": 1.3,
    "source": {"zh": "估计：4.5 公里/时；绕行 1.3。", "en": "Estimate: 4.5 km/h, detour 1.3."},
    "note": {"zh": "时间为估计", "en": "Times are estimates"},
}

RANKING: dict[str, Any] = {"order": "distance"}

DETAIL: dict[str, Any] = STATION | {
    "distance_m": None,
    "opening": STATION["opening"]
    | {"ahead": None, "basis": {"zh": "周一至周五 08:30–17:30", "en": "Mon–Fri 08:30–17:30"}},
    "source_id": "demo-110101-001",
    "level": "benchmark",
    "aliases": ["暖心驿站"],
    "floor": "1F",
    "directions": "东门进，左手第一间",
    "entrance": POINT,
    "contact": None,
    "capacity": 12,
    "area_m2": 30.0,
    "origin": {
        "lon": 116.40904,
        "lat": 39.91190,
        "crs": "gcj02",
        "method": "yizhan-datum-1",
        "accuracy_m": None,
        "declared_district": "东城区",
        "declared_adcode": "110101",
        "derived_adcode": "110101",
    },
    "amenity_facts": [
        {
            "amenity": "hot_water",
            "state": "yes",
            "quantity": 2,
            "distance_m": None,
            "detail": None,
            "source": "示例数据",
            "observed_at": "2026-02-20T02:00:00Z",
            "valid_until": None,
        }
    ],
    "roles": [{"role": "host", "name": "示例银行", "kind": "company", "valid_from": "2025-01-01", "valid_until": None}],
    "further_hours": [
        {
            "kind": "staffed",
            "amenity": None,
            "raw": "9:00-17:00",
            "osm": "Mo-Su 09:00-17:00",
            "parse": "ok",
            "valid_from": None,
            "valid_until": None,
        }
    ],
    "operation_reason": None,
    "operation_until": None,
    "relocated_to": None,
    "build_mode": "social",
    "agreement_until": None,
    "opened_on": "2024-05-01",
    "created_at": "2026-01-01T00:00:00Z",
}

DISTRICT: dict[str, Any] = {
    "adcode": "110101",
    "name": "东城区",
    "level": "county",
    "parent_adcode": "110100",
    "code_system": "gbt2260",
    "code_year": 2023,
    "boundary_source": "天地图",
    "boundary_year": 2023,
    "area_km2": 41.8,
    "population": {"count": 708829, "kind": "census", "as_of": "2020-11-01", "source": "第七次全国人口普查"},
}


def shown(example: dict[str, Any]) -> ConfigDict:
    """Return the configuration of a model that is documented with an example."""
    return ConfigDict(json_schema_extra={"examples": [example]})
