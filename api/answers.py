"""Answers from memory as GeoJSON: ready-made fragments, joined with what depends on the question."""

from collections.abc import Sequence
from datetime import datetime
from functools import lru_cache
from typing import NamedTuple
from zoneinfo import ZoneInfo

import orjson

from api import coordinates
from api.coordinates import Crs
from stations import search, vocabulary
from stations.language import Text
from stations.search import Filters, Hit

CHINA = ZoneInfo("Asia/Shanghai")
DAY_S = 86_400

OPENING_SAID = {
    "open": Text("到达时营业", "Open when you arrive"),
    "closing_soon": Text("到达后不久关门", "Closes soon after you arrive"),
    "closed": Text("到达时已关门", "Shut when you arrive"),
    "unknown": Text("开放时间未知", "Hours unknown"),
}
ESTIMATE = Text(
    "时间为估计：直线距离乘绕行系数，除以速度", "Times are estimates: straight line × detour, divided by speed"
)
NAMES = {
    **{term.code: term.text for term in vocabulary.AMENITIES},
    **{need.code: need.text for need in vocabulary.NEEDS},
}


class Asked(NamedTuple):
    """What a question asked for, as far as the wording of its answers depends on it."""

    filters: Filters
    codes: tuple[str, ...]
    crs: Crs
    order: str = "distance"


def collection(hits: Sequence[Hit], asked: Asked) -> bytes:
    """Return hits as a GeoJSON feature collection, in their order."""
    points = _points(hits, asked.crs)
    now_s = int(asked.filters.at.timestamp())
    features = b",".join(_feature(hit, point, asked, now_s) for hit, point in zip(hits, points, strict=True))
    head = b'{"type":"FeatureCollection","datum":"%s","numberReturned":%d,' % (asked.crs.encode(), len(hits))
    return head + _how(asked.filters.mode, asked.order) + features + b'],"links":[]}'


@lru_cache
def _how(mode: search.ModeCode, order: str) -> bytes:
    """Return what all features share: how times were estimated, and how the order was found."""
    way = search.MODES[mode]
    travel = {"mode": mode, "speed_m_s": way.speed_m_s, "detour": way.detour, "source": way.source._asdict()}
    ranking: dict[str, object] = {"order": order}
    if order == "useful":
        ranking |= {"weights": search.WEIGHTS, "candidates": search.CANDIDATES}
    said = orjson.dumps({"travel": {**travel, "note": ESTIMATE._asdict()}, "ranking": ranking})
    return said[1:-1] + b',"features":['


def _points(hits: Sequence[Hit], crs: Crs) -> list[tuple[float, float]]:
    if crs == "wgs84":  # nothing to convert, and most are asked so
        return [(round(hit.lon, coordinates.DECIMALS), round(hit.lat, coordinates.DECIMALS)) for hit in hits]
    return coordinates.from_wgs84(((hit.lon, hit.lat) for hit in hits), crs=crs)


def _feature(hit: Hit, point: tuple[float, float], asked: Asked, now_s: int) -> bytes:
    arrives_minute, arrives_second = divmod(hit.arrives_s, 60)
    days = None if hit.verified_s == search.NEVER else max(0, now_s - hit.verified_s) // DAY_S
    return FEATURE % (
        hit.fragment,
        STATES[hit.opening],
        _instant(hit.until_s),
        _instant(hit.next_open_s),
        hit.distance_m,
        hit.along_m,
        hit.travel_time_s,
        _minute(arrives_minute),
        arrives_second,
        _why(hit.opening, asked.codes, hit.is_sure, days),
        *point,
    )


FEATURE = (
    b'%b,"state":"%b","until":%b,"next_open":%b},"distance_m":%.3f,"along_m":%.1f,"travel_time_s":%d,'
    b'"arrives_at":"%b:%02d+08:00","why":[%b]},"geometry":{"type":"Point","coordinates":[%r,%r]}}'
)
"""What closes a fragment: see `stations.snapshot.fragments`."""

STATES = [state.encode() for state in search.OPENINGS]


@lru_cache(maxsize=65_536)
def _instant(seconds: int) -> bytes:
    """Return an instant in China's time as JSON, null where nobody knows; hours end at few different ones."""
    if seconds == search.NEVER:
        return b"null"
    return b'"%b:%02d+08:00"' % (_minute(seconds // 60), seconds % 60)


@lru_cache(maxsize=8192)
def _minute(minute: int) -> bytes:
    return datetime.fromtimestamp(minute * 60, CHINA).strftime("%Y-%m-%dT%H:%M").encode()


@lru_cache(maxsize=8192)
def _why(opening: int, codes: tuple[str, ...], is_sure: int, days: int | None) -> bytes:
    """Return why a station is a good answer, or not quite, as JSON objects without their brackets."""
    reasons = [OPENING_SAID[search.OPENINGS[opening]]]
    for code in codes:
        name = NAMES[code]
        sure = Text(f"满足：{name.zh}", f"Has it: {name.en}")
        reasons.append(sure if is_sure else Text(f"可能满足，未核实：{name.zh}", f"May have it: {name.en}"))
    reasons.append(_verified(days))
    return orjson.dumps([reason._asdict() for reason in reasons])[1:-1]


def _verified(days: int | None) -> Text:
    if days is None:
        return Text("尚未核实", "Not verified yet")
    if days == 0:
        return Text("今天核实", "Verified today")
    return Text(f"{days}天前核实", f"Verified {days} day{'s' if days > 1 else ''} ago")
