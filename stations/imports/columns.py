"""Headings guessed: which column holds what, in Chinese, English and Japanese spellings."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from unicodedata import normalize

from stations.errors import InputError
from stations.language import Text
from stations.vocabulary import AMENITY_OF, AMENITY_WORDS, DATUMS, Term

FIELDS: Mapping[str, tuple[Text, tuple[str, ...]]] = {
    "source_id": (
        Text("编号", "Number"),
        ("source_id", "站点编号", "驿站编号", "站点编码", "编号", "编码", "id", "code", "no", "seq", "序号"),
    ),
    "name": (
        Text("名称", "Name"),
        ("站点名称", "驿站名称", "服务站点名称", "站名", "名称", "name", "station_name", "title", "施設名", "施設名称"),
    ),
    "address": (
        Text("地址", "Address"),
        ("详细地址", "站点地址", "驿站地址", "地址", "address", "addr", "地点", "位置", "所在地", "住所"),
    ),
    "lon": (Text("经度", "Longitude"), ("geometry.lon", "经度", "lon", "lng", "long", "longitude", "経度", "x")),
    "lat": (Text("纬度", "Latitude"), ("geometry.lat", "纬度", "lat", "latitude", "緯度", "y")),
    "lon_lat": (Text("经纬度", "Longitude and latitude"), ("经纬度", "坐标", "location", "lnglat", "lonlat", "座標")),
    "declared_district": (
        Text("所属区", "District"),
        (
            *("declared_district", "所属区", "所属区县", "所在区", "所在区县", "所属行政区", "行政区", "区县", "区"),
            *("district", "district_name", "adname", "市区町村名"),  # adname: as Amap's places have it
        ),
    ),
    "hours": (
        Text("开放时间", "Opening hours"),
        ("开放时间", "营业时间", "服务时间", "open_hours_raw", "hours_raw", "opening_hours", "open_hours", "hours"),
    ),
    "hours_from": (Text("开始时间", "Opens"), ("开始时间", "开门时间", "利用開始時間", "opens")),
    "hours_until": (Text("结束时间", "Closes"), ("结束时间", "关门时间", "利用終了時間", "closes")),
    "contact": (
        Text("电话", "Telephone"),
        ("联系电话", "联系方式", "电话", "contact", "phone", "telephone", "tel", "電話番号"),
    ),
    "amenities": (
        Text("设施", "Amenities"),
        ("设施", "服务设施", "配套设施", "设备", "服务", "服务项目", "服务内容", "amenities", "facilities", "services"),
    ),
    "type": (Text("类型", "Type"), ("站点类型", "驿站类型", "类型", "类别", "type")),
    "level": (Text("等级", "Level"), ("站点等级", "等级", "级别", "level")),
    "brand": (Text("品牌", "Brand"), ("品牌", "brand")),
    "audience": (Text("服务对象", "Audience"), ("服务对象", "服务人群", "开放对象", "audience")),
    "entry": (Text("进入方式", "Way in"), ("进入方式", "进站方式", "开门方式", "entry")),
    "capacity": (Text("容纳人数", "Capacity"), ("容纳人数", "可容纳人数", "座位数", "capacity")),
    "area_m2": (Text("面积", "Area"), ("面积", "面积m2", "面积平方米", "建筑面积", "使用面积", "area", "area_m2")),
    "floor": (Text("楼层", "Floor"), ("楼层", "所在楼层", "floor")),
    "directions": (Text("位置说明", "Directions"), ("位置说明", "位置描述", "directions", "設置位置")),
    "operation": (Text("运行状态", "Status"), ("运行状态", "使用状态", "站点状态", "状态", "operation", "status")),
    "build_mode": (Text("建设方式", "Way of building"), ("建设方式", "建设模式", "build_mode")),
    "opened_on": (Text("启用日期", "Opened on"), ("启用日期", "启用时间", "建成时间", "建成日期", "opened_on")),
    "verified_at": (
        Text("核实日期", "Verified on"),
        ("核实日期", "核实时间", "核查日期", "核查时间", "verified_at", "verified"),  # 更新时间 is no visit
    ),
}
"""What a column may hold: its label, and the headings that say so; of several in a file the one named first counts."""

AMENITY_HEADINGS = {"男性トイレ": "toilet", "女性トイレ": "toilet", "男女共用トイレ": "toilet"}
"""Headings of Japan's standard columns for public toilets, which are parts of an amenity."""

AROUND_AMENITY = re.compile(r"^(是否有|有无|是否提供|是否|提供)|(有無|有无|是否|总数|総数|数量|数)$")
IGNORED = re.compile(r"必填|选填|必须")


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """How headings were read.

    `heading_of` maps fields to headings; `amenity_of` maps headings to amenity codes; the columns `not_understood`
    are kept in the raw rows alone.
    """

    heading_of: Mapping[str, str]
    amenity_of: Mapping[str, str]
    not_understood: tuple[str, ...]

    @property
    def meaning_of(self) -> dict[str, Text]:
        """Headings with what they were taken to hold, for a person to check."""
        fields = {heading: FIELDS[field][0] for field, heading in self.heading_of.items()}
        return fields | {heading: AMENITY_OF[code].text for heading, code in self.amenity_of.items()}


def guess(headings: Iterable[str], *, crs: str, needs_name: bool = True) -> Columns:
    """Tell which column holds what; of coordinates in several datums take those in `crs`.

    Raise `InputError` if no column holds the names that are needed, or if the coordinates are headed by another datum
    than `crs`.
    """
    headings = tuple(headings)
    datums = {heading: named for heading in headings if (named := _datum(heading))}
    preferred = sorted(headings, key=lambda heading: datums.get(heading) != crs)
    plain = {heading: _plain(heading, datums.get(heading)) for heading in preferred}
    heading_of = {
        field: found for field, (_, spellings) in FIELDS.items() if (found := _first(spellings, plain)) is not None
    }
    if needs_name and "name" not in heading_of:
        raise _no_name(headings)
    _check_datum(heading_of, datums, crs)
    rest = [heading for heading in headings if heading not in heading_of.values()]
    amenity_of = {heading: code for heading in rest if (code := _amenity(plain[heading])) is not None}
    return Columns(
        heading_of=heading_of,
        amenity_of=amenity_of,
        not_understood=tuple(heading for heading in rest if heading not in amenity_of),
    )


def plain_text(text: str) -> str:
    """Return what remains of a heading or word without case, width, spaces and signs."""
    return "".join(filter(str.isalnum, normalize("NFKC", text).casefold()))


def _no_name(headings: Iterable[str]) -> InputError:
    return InputError(
        f"找不到名称列。读到的列：{'、'.join(headings)}；名称列请写作“站点名称”或 name。",
        f"No column holds names. There are: {', '.join(headings)}. Call the column of names “name”.",
        field="name",
    )


def _check_datum(heading_of: Mapping[str, str], datums: Mapping[str, str], crs: str) -> None:
    for heading in (heading_of[field] for field in ("lon", "lat", "lon_lat") if field in heading_of):
        if datums.get(heading, crs) != crs != "unknown":
            raise InputError(
                f"列“{heading}”写明坐标系为 {datums[heading]}，而 --crs 给的是 {crs}：请核对后再导入。",
                f"The column “{heading}” says {datums[heading]} and --crs says {crs}: one of them is wrong.",
                field="crs",
            )


def _names(term: Term) -> set[str]:
    return {plain_text(name) for name in term.names} | {plain_text(name.removesuffix("坐标")) for name in term.names}


_DATUM_WORDS = sorted(
    ((word, term.code) for term in DATUMS if term.code != "unknown" for word in _names(term)),
    key=lambda pair: -len(pair[0]),
)


def _datum(heading: str) -> str | None:
    return next((code for word, code in _DATUM_WORDS if word in plain_text(heading)), None)


def _plain(heading: str, datum: str | None) -> str:
    plain = IGNORED.sub("", plain_text(heading))
    if datum is None:
        return plain
    return next(plain.replace(word, "") for word, code in _DATUM_WORDS if code == datum and word in plain)


def _first(spellings: Iterable[str], plain: Mapping[str, str]) -> str | None:
    for spelling in map(plain_text, spellings):
        for heading, candidate in plain.items():
            if candidate == spelling:
                return heading
    return None


def _amenity(plain: str) -> str | None:
    word = AROUND_AMENITY.sub("", plain)
    codes = AMENITY_WORDS.get(word)
    return codes[0] if codes else AMENITY_HEADINGS.get(word)
