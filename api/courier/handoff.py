"""Where to go from here: a station's place handed to a map app, in the datum that app expects.

Each is shown as a place, which every app documents for phones and desks alike; the app then knows the way, whatever one
rides. (Amap plans rides, and Tencent walks, on phones only; Tencent's web address knows no riding at all.)
"""

from typing import NamedTuple
from urllib.parse import quote, urlencode

from api.coordinates import Crs, LonLat, from_wgs84
from stations.language import Text

CALLER = "webapp.yizhan.yizhan"
"""Who asks, as Baidu wants it written: webapp.company.app. Amap and Tencent take any name."""

SEPARATORS = str.maketrans(":;|", "：；｜")
"""What Tencent separates its markers' attributes by; in a name they are written wide."""


class Handoff(NamedTuple):
    """Hold an address that opens a map app at a place."""

    code: str
    text: Text
    href: str
    datum: Crs


def handoffs(name: str, address: str | None, *, lon: float, lat: float) -> list[Handoff]:
    """Return an address for every map app we know, for a place in WGS84."""
    wgs84, gcj02, bd09 = (from_wgs84([(lon, lat)], crs=crs)[0] for crs in ("wgs84", "gcj02", "bd09"))
    where = address or name
    return [
        Handoff("amap", Text("高德地图", "Amap"), _amap(name, gcj02), "gcj02"),
        Handoff("baidu", Text("百度地图", "Baidu Maps"), _baidu(name, where, bd09), "bd09"),
        Handoff("tencent", Text("腾讯地图", "Tencent Maps"), _tencent(name, where, gcj02), "gcj02"),
        Handoff("apple", Text("苹果地图", "Apple Maps"), _apple(name, gcj02), "gcj02"),
        Handoff("geo", Text("其他应用", "Other app"), _geo(name, wgs84), "wgs84"),
    ]


def _amap(name: str, place: LonLat) -> str:
    # https://lbs.amap.com/api/uri-api/guide/mobile-web/point: lon,lat; coordinate=gaode is GCJ-02; callnative opens the
    # app where it is installed
    asked = {"position": _lon_lat(place), "name": name, "src": CALLER, "coordinate": "gaode", "callnative": "1"}
    return f"https://uri.amap.com/marker?{urlencode(asked)}"


def _baidu(name: str, where: str, place: LonLat) -> str:
    # https://lbsyun.baidu.com/index.php?title=uri/api/web: lat,lng; bd09ll unless coord_type says otherwise; output and
    # src are required
    asked = {"location": _lat_lon(place), "title": name, "content": where, "coord_type": "bd09ll", "output": "html"}
    return f"https://api.map.baidu.com/marker?{urlencode(asked | {'src': CALLER})}"


def _tencent(name: str, where: str, place: LonLat) -> str:
    # https://lbs.qq.com/webApi/uriV1/uriGuide/uriWebMarker: lat,lng; coord_type 2 is Tencent's own, which is GCJ-02;
    # coord, title, addr and referer are required
    title, addr = (text.translate(SEPARATORS) for text in (name, where))
    marker = f"coord:{_lat_lon(place)};title:{title};addr:{addr}"
    return (
        f"https://apis.map.qq.com/uri/v1/marker?{urlencode({'marker': marker, 'coord_type': '2', 'referer': CALLER})}"
    )


def _apple(name: str, place: LonLat) -> str:
    # Apple, Map Links (developer.apple.com/library/…/MapLinks): ll is lat,lon, and q its label then. No datum is named;
    # in the mainland Apple draws Amap's data and takes GCJ-02, as developers there found
    return f"https://maps.apple.com/?{urlencode({'ll': _lat_lon(place), 'q': name})}"


def _geo(name: str, place: LonLat) -> str:
    # RFC 5870: lat,lon in WGS84. ?q=lat,lon(label) is Android's own (developer.android.com, Common intents: Maps)
    return f"geo:{_lat_lon(place)}?q={_lat_lon(place)}({quote(name, safe='')})"


def _lat_lon(place: LonLat) -> str:
    return f"{place[1]:.6f},{place[0]:.6f}"


def _lon_lat(place: LonLat) -> str:
    return f"{place[0]:.6f},{place[1]:.6f}"
