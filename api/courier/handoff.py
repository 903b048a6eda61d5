"""Where to go from here: a station's place handed to a map app, in the datum that app expects.

Addresses by the apps' own URI documents: Amap 调起高德地图, Baidu 地图调起 URI, Tencent 地图 URI API, Apple Map Links,
RFC 5870 for `geo:`. Apple draws mainland China from Amap's data and takes GCJ-02 there.
"""

from typing import NamedTuple
from urllib.parse import quote, urlencode

from api.coordinates import Crs, LonLat, from_wgs84
from stations.language import Text

CALLER = "yizhan"


class Handoff(NamedTuple):
    """Hold an address that opens a map app at a place."""

    code: str
    text: Text
    href: str
    datum: Crs


def handoffs(name: str, *, lon: float, lat: float) -> list[Handoff]:
    """Return an address for every map app we know, for a place in WGS84."""
    wgs84, gcj02, bd09 = (from_wgs84([(lon, lat)], crs=crs)[0] for crs in ("wgs84", "gcj02", "bd09"))
    return [
        Handoff("amap", Text("高德地图", "Amap"), _amap(name, gcj02), "gcj02"),
        Handoff("baidu", Text("百度地图", "Baidu Maps"), _baidu(name, bd09), "bd09"),
        Handoff("tencent", Text("腾讯地图", "Tencent Maps"), _tencent(name, gcj02), "gcj02"),
        Handoff("apple", Text("苹果地图", "Apple Maps"), _apple(name, gcj02), "gcj02"),
        Handoff("geo", Text("其他应用", "Other app"), _geo(name, wgs84), "wgs84"),
    ]


def _amap(name: str, place: LonLat) -> str:
    to = f"{place[0]:.6f},{place[1]:.6f},{name.replace(',', '，')}"
    asked = {"to": to, "mode": "ride", "coordinate": "gaode", "callnative": "1", "src": CALLER}
    return f"https://uri.amap.com/navigation?{urlencode(asked)}"


def _baidu(name: str, place: LonLat) -> str:
    asked = {"location": _lat_lon(place), "title": name, "content": name, "coord_type": "bd09ll", "output": "html"}
    return f"https://api.map.baidu.com/marker?{urlencode(asked | {'src': CALLER})}"


def _tencent(name: str, place: LonLat) -> str:
    asked = {"type": "bike", "to": name, "tocoord": _lat_lon(place), "referer": CALLER}
    return f"https://apis.map.qq.com/uri/v1/routeplan?{urlencode(asked)}"


def _apple(name: str, place: LonLat) -> str:
    return f"https://maps.apple.com/?{urlencode({'daddr': _lat_lon(place), 'q': name, 'dirflg': 'w'})}"


def _geo(name: str, place: LonLat) -> str:
    return f"geo:{_lat_lon(place)}?q={_lat_lon(place)}({quote(name, safe='')})"


def _lat_lon(place: LonLat) -> str:
    return f"{place[1]:.6f},{place[0]:.6f}"
