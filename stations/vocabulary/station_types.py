"""Kinds of station, and how far a station is developed."""

from dataclasses import dataclass, field

from stations.language import Text
from stations.vocabulary.terms import Answer, Term


@dataclass(frozen=True)
class StationType(Term):
    """Hold one kind of station: whether it is indoors, and whether it is there for workers passing by."""

    indoor: Answer = field(kw_only=True)
    public_facing: bool = field(default=True, kw_only=True)


STATION_TYPES = (
    StationType(
        "rest_station",
        Text("工会驿站", "Rest station"),
        indoor="yes",
        note=Text("户外劳动者服务站点；未注明类型时取此。", "Service point for outdoor workers; the default."),
        words=("户外劳动者服务站点", "户外劳动者服务站", "户外劳动者驿站", "驿站"),
    ),
    StationType(
        "smart_station",
        Text("24小时智能驿站", "Smart station"),
        indoor="yes",
        words=("智能驿站", "智慧驿站", "无人值守驿站", "24小时驿站"),
    ),
    StationType(
        "mobile_station",
        Text("流动驿站", "Mobile station"),
        indoor="unknown",
        words=("服务车", "流动服务车", "移动驿站"),
    ),
    StationType("popup_point", Text("摆摊点", "Pop-up point"), indoor="no", words=("临时服务点", "摆摊设点")),
    StationType("lunch_station", Text("午间休闲驿站", "Lunch-break station"), indoor="yes", words=("午间驿站",)),
    StationType("driver_home", Text("司机之家", "Drivers' home"), indoor="yes", words=("卡车司机之家", "货车司机之家")),
    StationType(
        "sanitation_room",
        Text("环卫休息室", "Street cleaners' room"),
        indoor="yes",
        words=("环卫道班房", "道班房", "环卫工人休息室", "环卫驿站"),
    ),
    StationType(
        "worker_home",
        Text("职工之家", "Workers' home"),
        indoor="yes",
        public_facing=False,
        note=Text("设在单位内部，一般不对外。", "Inside a workplace, as a rule not for passers-by."),
    ),
    StationType("worker_small_home", Text("职工小家", "Workers' small home"), indoor="yes", public_facing=False),
    StationType(
        "nursing_room",
        Text("母婴关爱室", "Nursing room"),
        indoor="yes",
        public_facing=False,
        osm={"baby_feeding": "room"},
        note=Text("设在单位内部的不对外；公共场所的请注明对外。", "Not for passers-by unless it is marked as public."),
        words=("妈妈小屋", "爱心妈咪小屋", "母婴室"),
    ),
    StationType(
        "worker_library",
        Text("职工书屋", "Workers' library"),
        indoor="yes",
        osm={"amenity": "library"},
        words=("书屋",),
    ),
    StationType(
        "workers_palace",
        Text("工人文化宫", "Workers' palace of culture"),
        indoor="yes",
        osm={"amenity": "community_centre"},
        words=("文化宫", "职工活动中心"),
    ),
    StationType(
        "party_service",
        Text("党群服务站", "Party and community service point"),
        indoor="yes",
        words=("党群服务中心", "党群服务点", "党群驿站"),
    ),
    StationType("legal_aid", Text("法律服务点", "Legal aid point"), indoor="yes", words=("法律援助点", "法律援助站")),
    StationType(
        "cabinet",
        Text("无人补给柜", "Unstaffed supply cabinet"),
        indoor="no",
        osm={"amenity": "vending_machine"},
        osm_proposed=True,
        words=("补给柜", "自助补给柜"),
    ),
    StationType(
        "partner_public",
        Text("合作公共场所", "Partner public place"),
        indoor="unknown",
        note=Text("公厕、图书馆、便利店等，作为补充。", "A public toilet, library or shop, as a fallback."),
        words=("公厕", "公共厕所", "图书馆", "便利店"),
    ),
)

STATION_LEVELS = (
    Term("basic", Text("基本型", "Basic"), words=("标准型", "基础型", "普通")),
    Term("benchmark", Text("标杆型", "Benchmark"), words=("标杆", "示范", "示范型")),
    Term("smart", Text("智能型", "Smart"), words=("智能", "智慧", "智慧型")),
)
