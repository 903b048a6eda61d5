"""Make demonstration stations: realistic in density, hosts, hours, amenities and gaps, and never real.

The same seed gives the same stations on every machine. Every name begins with 示例.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

import shapely
from shapely.geometry.base import BaseGeometry

from stations import datum, hours
from stations.draft import AmenityDraft, StationDraft

SEED = 20260701
SEEN_LAST = datetime(2026, 10, 31, 9, 0, tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """How stations lie in a district: so many, around so many busy places, and none around the bare ones."""

    adcode: str
    district: str
    stations: int
    centres: int
    spread_m: float
    bare: int = 1
    bare_m: float = 1500


AREAS = (
    Area(adcode="110101", district="东城区", stations=64, centres=9, spread_m=900),
    Area(adcode="110106", district="丰台区", stations=96, centres=14, spread_m=1800, bare=3, bare_m=3000),
    Area(adcode="310101", district="黄浦区", stations=58, centres=8, spread_m=700),
    Area(adcode="120114", district="武清区", stations=42, centres=7, spread_m=2600, bare=4, bare_m=6000),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Host:
    """A kind of place that takes a station in: what it is called, when it is open, what it has.

    `hours` are notices as hosts write them; None is a host that never said. `has` maps an amenity to the chance that
    it is known to be there; `lacks` to the chance that it is known not to be.
    """

    share: float
    name: str
    type: str = "rest_station"
    brand: str = "工会驿站"
    hours: Sequence[str | None]
    has: Mapping[str, float]
    lacks: Mapping[str, float]
    columns: Mapping[str, Any]


USUAL = {"seating": 0.97, "hot_water": 0.9, "phone_charging": 0.88, "microwave": 0.7, "ac": 0.8, "first_aid_kit": 0.72}
OFFICE_HOURS = ("工作日 8:30-12:00，13:30-17:30", "周一至周五 9:00-17:00", "周一至周五 8:30-11:30 13:30-17:00")

HOSTS = (
    Host(
        share=0.26,
        name="社区党群服务中心驿站",
        brand="暖心驿站",
        hours=(*OFFICE_HOURS, "周一至周日 8:30-18:00", "工作日开放", None),
        has={**USUAL, "toilet": 0.75, "books": 0.6, "wifi": 0.6, "fridge": 0.35, "medicine": 0.4, "heating": 0.7},
        lacks={"ebike_charging": 0.5, "shower": 0.7},
        columns={"audience": "public", "entry": ["walk_in"], "capacity": 12, "build_mode": "co"},
    ),
    Host(
        share=0.22,
        name="银行网点驿站",
        brand="爱心驿站",
        hours=("周一至周五 9:00-17:00", "周一至周日 9:00-17:00", "周一至周五 9:00-17:00，周六、周日 9:30-16:00"),
        has={"seating": 0.99, "hot_water": 0.95, "phone_charging": 0.9, "ac": 0.97, "first_aid_kit": 0.8, "wifi": 0.7},
        lacks={"toilet": 0.35, "microwave": 0.6, "fridge": 0.8, "ebike_parking": 0.3},
        columns={"audience": "public", "entry": ["walk_in", "staff"], "capacity": 6, "guard_gate": True},
    ),
    Host(
        share=0.12,
        name="药店驿站",
        brand="爱心驿站",
        hours=("8:00-21:30", "每天8时到22时", "07:30-22:30"),
        has={"seating": 0.85, "drinking_water": 0.9, "medicine": 0.95, "blood_pressure": 0.7, "first_aid_kit": 0.9},
        lacks={"toilet": 0.6, "microwave": 0.7},
        columns={"audience": "public", "entry": ["walk_in"], "capacity": 4},
    ),
    Host(
        share=0.1,
        name="便利店驿站",
        brand="小哥驿站",
        hours=("24小时", "06:00-24:00", "06:30-次日01:00"),
        has={"seating": 0.7, "hot_water": 0.85, "microwave": 0.95, "phone_charging": 0.6, "power_bank": 0.7},
        lacks={"toilet": 0.55, "nap_bed": 0.8},
        columns={"audience": "public", "entry": ["walk_in"], "capacity": 4},
    ),
    Host(
        share=0.09,
        name="快递网点驿站",
        brand="邮爱驿站",
        hours=("7:00-21:00", "06:30-20:30", "随营业时间"),
        has={**USUAL, "ebike_parking": 0.9, "ebike_charging": 0.55, "rain_gear": 0.4, "air_pump": 0.5},
        lacks={"toilet": 0.2},
        columns={"audience": "outdoor_workers", "worker_groups": ["courier", "food_rider"], "entry": ["staff"]},
    ),
    Host(
        share=0.07,
        name="环卫休息室",
        type="sanitation_room",
        hours=("4:30-20:00", "05:00-17:30", None),
        has={"seating": 0.98, "hot_water": 0.95, "microwave": 0.85, "toilet": 0.8, "heating": 0.8, "locker": 0.5},
        lacks={"wifi": 0.5, "ac": 0.2},
        columns={"audience": "outdoor_workers", "worker_groups": ["sanitation", "courier"], "capacity": 10},
    ),
    Host(
        share=0.07,
        name="智能驿站",
        type="smart_station",
        hours=("24小时",),
        has={
            **USUAL,
            "toilet": 0.35,
            "ac_heat": 0.9,
            "wifi": 0.9,
            "cctv": 0.95,
            "emergency_button": 0.8,
            "fridge": 0.5,
        },
        lacks={"shower": 0.8},
        columns={
            "audience": "registered",
            "entry": ["qr", "union_code"],
            "register_first": True,
            "level": "smart",
            "build_mode": "self",
        },
    ),
    Host(
        share=0.04,
        name="加油站司机之家",
        type="driver_home",
        brand="司机驿站",
        hours=("24小时", "全天"),
        has={
            "seating": 0.9,
            "hot_water": 0.9,
            "toilet": 0.97,
            "car_parking": 0.95,
            "truck_parking": 0.6,
            "shower": 0.4,
        },
        lacks={"wifi": 0.3},
        columns={"audience": "public", "worker_groups": ["ride_hail", "taxi", "truck"], "entry": ["walk_in"]},
    ),
    Host(
        share=0.03,
        name="夜间骑手驿站",
        brand="骑手驿站",
        hours=("18:00-次日02:00", "20:00-次日6:00"),
        has={**USUAL, "ebike_parking": 0.9, "battery_swap": 0.6, "canteen": 0.3, "heating": 0.6},
        lacks={"toilet": 0.3},
        columns={"audience": "outdoor_workers", "worker_groups": ["food_rider"], "entry": ["qr", "staff"]},
    ),
)

OUT_OF_ORDER = 0.04  # of the amenities that are there
TOILET_NEARBY = 0.6  # of the stations that have none
FLOORS = ("1层", "1层", "1层", "1层", "2层", "地下1层", None)


def stations(shapes: Mapping[str, BaseGeometry]) -> list[StationDraft]:
    """Return the stations of every area whose boundary is given (adcode → polygon in WGS84), in a fixed order."""
    random = Random(SEED)  # noqa: S311 - made-up stations, not secrets
    return [draft for area in AREAS if area.adcode in shapes for draft in _area(random, area, shapes[area.adcode])]


def _area(random: Random, area: Area, shape: BaseGeometry) -> Iterator[StationDraft]:
    centres = [_inside(random, shape) for _ in range(area.centres)]
    bare = [_inside(random, shape) for _ in range(area.bare)]
    for number in range(1, area.stations + 1):
        place = _place(random, area, shape, centres, bare)
        host = random.choices(HOSTS, [host.share for host in HOSTS])[0]
        yield _station(random, area, host, number=number, place=place)


def _inside(random: Random, shape: BaseGeometry) -> shapely.Point:
    west, south, east, north = shape.bounds
    while True:
        point = shapely.Point(random.uniform(west, east), random.uniform(south, north))
        if shape.contains(point):
            return point


def _place(
    random: Random,
    area: Area,
    shape: BaseGeometry,
    centres: Sequence[shapely.Point],
    bare: Sequence[shapely.Point],
) -> shapely.Point:
    """Return a point near a busy place, in the district and away from the bare ones."""
    degree_m = 111_320.0  # close enough for scattering made-up points
    while True:
        centre, spread = random.choice(centres), area.spread_m / degree_m
        point = shapely.Point(random.gauss(centre.x, spread * 1.3), random.gauss(centre.y, spread))
        if shape.contains(point) and all(point.distance(each) > area.bare_m / degree_m for each in bare):
            return point


def _station(random: Random, area: Area, host: Host, *, number: int, place: shapely.Point) -> StationDraft:
    lon, lat = round(place.x, 6), round(place.y, 6)
    orig_lon, orig_lat = datum.convert(lon, lat, source="wgs84", target="gcj02")
    notice = random.choice(host.hours)
    read = hours.read(notice)
    return StationDraft(
        source_id=f"{area.adcode}-{number:03d}",
        name=f"示例·{area.district}第{number}{host.name}",
        lon=lon,
        lat=lat,
        orig_lon=float(orig_lon),
        orig_lat=float(orig_lat),
        orig_crs="gcj02",
        values={
            "type": host.type,
            "brand": host.brand,
            "address": f"{area.district}示例路{random.randint(1, 299)}号",
            "declared_district": area.district,
            "floor": random.choice(FLOORS),
            "hours_raw": notice,
            "hours_osm": read.canonical,
            "hours_parse": read.parse,
            "operation": random.choices(("open", "trial", "temporarily_closed"), (94, 3, 3))[0],
            "verified_at": _seen(random),
            **host.columns,
        },
        amenities=_amenities(random, host),
    )


def _seen(random: Random) -> datetime | None:
    """Return when somebody last looked: most lately, some long ago, one in twelve never."""
    if random.random() < 1 / 12:
        return None
    return SEEN_LAST - timedelta(days=int(random.expovariate(1 / 60)))


def _amenities(random: Random, host: Host) -> dict[str, AmenityDraft]:
    """Return what is known; whatever the dice leave out stays unknown."""
    known: dict[str, AmenityDraft] = {}
    for code in sorted({*host.has, *host.lacks}):
        dice = random.random()
        if dice < host.has.get(code, 0):
            state = "out_of_order" if random.random() < OUT_OF_ORDER else "yes"
            known[code] = AmenityDraft(state=state, observed_at=SEEN_LAST)
        elif dice > 1 - host.lacks.get(code, 0):
            known[code] = AmenityDraft(state="no", observed_at=SEEN_LAST)
    if known.get("toilet", AmenityDraft(state="yes")).state == "no" and random.random() < TOILET_NEARBY:
        known["toilet"] = AmenityDraft(state="nearby", distance_m=float(random.randrange(20, 320, 10)))
    return known
