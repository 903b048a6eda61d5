"""Coordinates and districts: datums, systems of district codes, levels of districts."""

from stations.language import Text
from stations.vocabulary.terms import Term

DATUMS = (
    Term("wgs84", Text("WGS84 坐标", "WGS84"), words=("WGS-84", "GPS", "EPSG:4326", "世界大地坐标")),
    Term(
        "gcj02",
        Text("GCJ-02 坐标（高德、腾讯）", "GCJ-02 (Amap, Tencent)"),
        words=("GCJ-02", "高德", "火星坐标", "腾讯", "高德坐标"),
    ),
    Term("bd09", Text("BD-09 坐标（百度）", "BD-09 (Baidu)"), words=("BD-09", "BD09LL", "百度", "百度坐标")),
    Term(
        "cgcs2000",
        Text("CGCS2000 坐标（天地图）", "CGCS2000 (Tianditu)"),
        note=Text("在此精度下等同 WGS84。", "Read as WGS84: they differ by less than a station's door is wide."),
        words=("CGCS-2000", "EPSG:4490", "国家2000", "2000国家大地坐标系", "天地图"),
    ),
    Term("unknown", Text("坐标系未知", "Unknown")),
)

CODE_SYSTEMS = (
    Term("gbt2260", Text("GB/T 2260 六位代码（民政部）", "GB/T 2260, 6 digits (Ministry of Civil Affairs)")),
    Term("gbt10114", Text("GB/T 10114 九位代码（街道、乡镇）", "GB/T 10114, 9 digits (sub-districts, townships)")),
    Term(
        "nbs",
        Text("统计用区划代码（国家统计局）", "Statistical codes, 12 digits (Bureau of Statistics)"),
        note=Text("含开发区等虚拟区划，代码与民政部不同。", "Holds functional zones, with codes of their own."),
    ),
    Term("local", Text("本地代码", "Codes of a local list")),
)

DISTRICT_LEVELS = (
    Term("country", Text("国家", "Country"), osm={"admin_level": "2"}),
    Term("province", Text("省级", "Province"), osm={"admin_level": "4"}),
    Term("city", Text("地级", "City"), osm={"admin_level": "5"}),
    Term("county", Text("县级", "County or district"), osm={"admin_level": "6"}),
    Term("township", Text("街道（乡镇）", "Sub-district or township"), osm={"admin_level": "8"}),
    Term("community", Text("社区（村）", "Community or village"), osm={"admin_level": "10"}),
    Term("zone", Text("功能区", "Functional zone"), words=("开发区", "高新区", "经开区", "自贸区", "新区")),
)
