"""Answers from memory as GeoJSON: ready-made fragments, joined with what depends on the question."""

from functools import lru_cache
from typing import NamedTuple

import orjson

from api import coordinates
from api.coordinates import Crs
from stations import search, vocabulary
from stations.hours.calendar import Day
from stations.language import Text
from stations.search import Blank, Filters, Forms, Hits

OPENING_SAID = {
    "open": Text("到达时营业", "Open when you arrive"),
    "closing_soon": Text("到达后不久关门", "Closes soon after you arrive"),
    "closed": Text("到达时已关门", "Shut when you arrive"),
    "unknown": Text("开放时间未知", "Hours unknown"),
}
VERIFIED_SAID = (
    Text("尚未核实", "Not verified yet"),
    Text("今天核实", "Verified today"),
    Text("1天前核实", "Verified 1 day ago"),
    Text("{days}天前核实", "Verified {days} days ago"),
)
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
    crs: Crs
    order: str = "distance"


def collection(hits: Hits, asked: Asked) -> bytes:
    """Return hits as a GeoJSON feature collection, in their order."""
    hits, doubts = search.with_doubts(_shown_in(asked.crs, hits))
    forms = _forms(asked.filters.codes, tuple(doubts))
    features = search.fill_in(hits, forms, now_s=int(asked.filters.at.timestamp()))
    head = _head(asked.crs, asked.filters.mode, asked.order)
    return b"".join((head, b"%d" % len(hits), b',"features":[', features, b'],"links":[]}'))


@lru_cache
def _head(crs: Crs, mode: search.ModeCode, order: str) -> bytes:
    """Return what all features share, up to their number: the datum, how times were estimated, the order found."""
    way = search.MODES[mode]
    travel = {"mode": mode, "speed_m_s": way.speed_m_s, "detour": way.detour, "source": way.source._asdict()}
    ranking: dict[str, object] = {"order": order}
    if order == "useful":
        ranking |= {"weights": search.WEIGHTS, "candidates": search.CANDIDATES}
    shared = {
        "type": "FeatureCollection",
        "datum": crs,
        "travel": {**travel, "note": ESTIMATE._asdict()},
        "ranking": ranking,
    }
    return orjson.dumps(shared)[:-1] + b',"numberReturned":'


def _shown_in(crs: Crs, hits: Hits) -> Hits:
    if crs == "wgs84" or not len(hits):  # nothing to convert, and most are asked so
        return hits
    shifted = hits.records.copy()
    points = zip(shifted["lon"].tolist(), shifted["lat"].tolist(), strict=True)
    shifted["lon"], shifted["lat"] = zip(*coordinates.from_wgs84(points, crs=crs), strict=True)
    return Hits(shifted, hits.columns)


@lru_cache(maxsize=512)
def _forms(codes: tuple[str, ...], doubts: tuple[Day, ...]) -> Forms:
    """Return what closes a fragment (see `stations.snapshot.fragments`): hours, the way there, reasons, the place."""
    doubted = ["", *("," + _said(_doubted(day)) for day in doubts)]
    return Forms.of(
        opening=[
            _way_there(state) + _said(OPENING_SAID[state]) + more for more in doubted for state in search.OPENINGS
        ],
        having={code: (_having(code, is_sure=False), _having(code, is_sure=True)) for code in codes},
        verified=["," + _said(said).replace("{days}", Blank.DAYS_SINCE_VERIFIED) + PLACE for said in VERIFIED_SAID],
    )


def _way_there(state: str) -> str:
    return (
        f',"state":"{state}","until":{Blank.UNTIL},"next_open":{Blank.NEXT_OPEN}}},"distance_m":{Blank.DISTANCE_M},'
        f'"along_m":{Blank.ALONG_M},"travel_time_s":{Blank.TRAVEL_TIME_S},"arrives_at":{Blank.ARRIVES_AT},"why":['
    )


PLACE = f']}},"geometry":{{"type":"Point","coordinates":[{Blank.LON},{Blank.LAT}]}}}}'


def _doubted(day: Day) -> Text:
    if day.is_off:
        return Text(f"{day.name.zh}：告示未提节假日", f"{day.name.en}: the notice says nothing of holidays")
    return Text(
        f"{day.name.zh}调休上班日：告示未提调休",
        f"Working day made up for {day.name.en}: the notice says nothing of it",
    )


def _having(code: str, *, is_sure: bool) -> str:
    name = NAMES[code]
    if is_sure:
        return "," + _said(Text(f"满足：{name.zh}", f"Has it: {name.en}"))
    return "," + _said(Text(f"可能满足，未核实：{name.zh}", f"May have it: {name.en}"))


def _said(text: Text) -> str:
    return orjson.dumps(text._asdict()).decode()
