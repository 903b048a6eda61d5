"""What a station may offer."""

from dataclasses import dataclass, field

from stations.language import Text
from stations.vocabulary.terms import Term


@dataclass(frozen=True)
class Amenity(Term):
    """Hold one amenity; `number` (1 to 199) is its place in search indexes, never changed and never reused."""

    number: int = field(kw_only=True)


AMENITIES = (
    # to rest
    Amenity(
        "seating",
        Text("座椅", "Seats"),
        number=1,
        osm={"indoor_seating": "yes"},
        words=("桌椅", "椅子", "座位", "沙发", "凳子", "休息区", "休息椅", "歇脚", "休憩", "ベンチ"),
    ),
    Amenity("recliner", Text("躺椅", "Recliner"), number=2, words=("按摩椅", "折叠躺椅")),
    Amenity("nap_bed", Text("午休床", "Nap bed"), number=3, words=("折叠床", "休息床", "床位", "午睡床")),
    # warm and cool
    Amenity(
        "ac",
        Text("空调", "Air conditioning"),
        number=4,
        osm={"air_conditioning": "yes"},
        words=("冷气", "纳凉空调", "冷暖空调", "空调制热", "冷房", "エアコン"),
    ),
    Amenity(
        "ac_heat", Text("制热空调", "Air conditioning that heats"), number=5, words=("冷暖空调", "空调制热", "暖空调")
    ),
    Amenity(
        "heating",
        Text("供暖", "Heating"),
        number=6,
        osm={"heating": "yes"},
        osm_proposed=True,
        words=("暖气", "取暖器", "电暖器", "取暖设备", "地暖", "烤火炉", "暖風", "暖房"),
    ),
    Amenity("fan", Text("风扇", "Fan"), number=7, words=("电风扇", "电扇", "吊扇", "扇風機")),
    # to drink and eat
    Amenity(
        "drinking_water",
        Text("饮用水", "Drinking water"),
        number=8,
        osm={"drinking_water": "yes"},
        words=("饮水机", "饮水", "直饮水", "净水器", "净水机", "纯净水", "矿泉水", "桶装水", "瓶装水", "茶水", "給水"),
    ),
    Amenity(
        "hot_water", Text("热水", "Hot water"), number=9, words=("开水", "热饮水", "开水器", "开水机", "温水", "給湯")
    ),
    Amenity("kettle", Text("电水壶", "Kettle"), number=10, words=("电热水壶", "热水壶", "烧水壶", "暖水瓶", "热水瓶")),
    Amenity("ice", Text("冰块", "Ice"), number=11, words=("制冰机", "冰袋")),
    Amenity(
        "microwave",
        Text("微波炉", "Microwave"),
        number=12,
        osm={"microwave": "yes"},
        osm_proposed=True,
        words=("热饭", "加热饭菜", "饭菜加热", "光波炉", "電子レンジ", "microwave oven"),
    ),
    Amenity(
        "fridge",
        Text("冰箱", "Fridge"),
        number=13,
        osm={"fridge": "yes"},
        osm_proposed=True,
        words=("冰柜", "冷藏柜", "冷柜", "小冰箱", "冷蔵庫", "refrigerator"),
    ),
    Amenity("meal_discount", Text("优惠餐", "Discounted meals"), number=14, words=("爱心餐", "平价餐", "餐饮优惠")),
    Amenity("canteen", Text("小哥食堂", "Canteen"), number=15, words=("食堂", "职工食堂", "爱心食堂", "社区食堂")),
    # to wash
    Amenity(
        "toilet",
        Text("厕所", "Toilet"),
        number=16,
        osm={"toilets": "yes"},
        words=("卫生间", "洗手间", "公厕", "盥洗室", "如厕", "トイレ", "お手洗い", "toilets", "wc"),
    ),
    Amenity(
        "accessible_toilet",
        Text("无障碍厕所", "Accessible toilet"),
        number=17,
        osm={"toilets:wheelchair": "yes"},
        words=("无障碍卫生间", "无障碍洗手间", "第三卫生间", "残疾人厕所", "車椅子使用者用トイレ", "多機能トイレ"),
    ),
    Amenity(
        "handwash", Text("洗手", "Hand washing"), number=18, words=("洗手池", "洗手台", "洗手盆", "洗手液", "手洗い")
    ),
    Amenity(
        "shower", Text("淋浴", "Shower"), number=19, osm={"shower": "yes"}, words=("淋浴间", "洗澡", "沐浴", "シャワー")
    ),
    Amenity(
        "laundry",
        Text("洗衣", "Washing machine"),
        number=20,
        osm={"washing_machine": "yes"},
        osm_proposed=True,
        words=("洗衣机", "洗衣房", "洗烘一体机", "洗濯機"),
    ),
    Amenity("dryer", Text("吹风机", "Hair dryer"), number=21, words=("电吹风", "吹风", "ドライヤー")),
    # to charge
    Amenity(
        "phone_charging",
        Text("手机充电", "Phone charging"),
        number=22,
        osm={"device_charging_station": "yes"},
        osm_proposed=True,
        note=Text(
            "独立的手机充电设施在 OSM 中为 amenity=device_charging_station。",
            "A phone charger that stands alone is amenity=device_charging_station in OSM.",
        ),
        words=("充电", "手机充电站", "充电线", "数据线", "充电器", "手机充电器", "手机充电柜", "携帯充電"),
    ),
    Amenity(
        "power_bank", Text("充电宝", "Power bank"), number=23, words=("共享充电宝", "移动电源", "モバイルバッテリー")
    ),
    Amenity(
        "socket", Text("排插", "Power socket"), number=24, words=("插座", "插排", "插线板", "电源插座", "コンセント")
    ),
    Amenity(
        "ebike_charging",
        Text("电动车充电", "E-bike charging"),
        number=25,
        osm={"amenity": "charging_station", "bicycle": "yes"},
        words=("电瓶车充电", "电动自行车充电", "电动车充电桩", "充电桩", "电瓶充电"),
    ),
    Amenity("battery_swap", Text("换电", "Battery swap"), number=26, words=("换电柜", "换电站", "换电池", "智能换电")),
    # to park and repair
    Amenity(
        "ebike_parking",
        Text("非机动车停放", "E-bike parking"),
        number=27,
        osm={"amenity": "bicycle_parking"},
        note=Text(
            "专停电动摩托车的，在 OSM 中为 amenity=motorcycle_parking。",
            "Where only electric motorcycles may stand, OSM has amenity=motorcycle_parking.",
        ),
        words=("非机动车停车", "电动车停车", "电动车停放", "电瓶车停放", "自行车停放", "骑手停车", "駐輪場"),
    ),
    Amenity(
        "car_parking",
        Text("停车", "Car parking"),
        number=28,
        osm={"amenity": "parking"},
        words=("停车场", "停车位", "机动车停车", "机动车停放", "駐車場", "parking"),
    ),
    Amenity(
        "truck_parking",
        Text("货车停车", "Truck parking"),
        number=29,
        osm={"amenity": "parking", "hgv": "yes"},
        words=("货车停车位", "货车停车场", "大车停车", "货车停放"),
    ),
    Amenity(
        "air_pump",
        Text("打气筒", "Air pump"),
        number=30,
        osm={"service:bicycle:pump": "yes"},
        words=("打气", "充气泵", "充气筒", "空気入れ"),
    ),
    Amenity(
        "repair_tools",
        Text("维修工具", "Repair tools"),
        number=31,
        osm={"amenity": "bicycle_repair_station"},
        words=("工具箱", "修车工具", "应急工具", "工具"),
    ),
    # to be connected
    Amenity(
        "wifi",
        Text("无线网", "Wi-Fi"),
        number=32,
        osm={"internet_access": "wlan"},
        words=("无线网络", "无线上网", "上网", "免费网络", "WiFi", "WLAN", "无线"),
    ),
    Amenity("tv", Text("电视", "TV"), number=33, words=("电视机", "テレビ", "television")),
    Amenity("computer", Text("电脑", "Computer"), number=34, words=("计算机", "パソコン")),
    Amenity("printer", Text("打印", "Printer"), number=35, words=("打印机", "复印", "复印机")),
    # health
    Amenity(
        "first_aid_kit",
        Text("急救箱", "First-aid kit"),
        number=36,
        osm={"emergency": "first_aid_kit"},
        words=("医药箱", "药箱", "急救包", "应急药箱", "医疗箱", "急救药箱", "救急箱", "first aid"),
    ),
    Amenity(
        "medicine", Text("常用药", "Common medicines"), number=37, words=("药品", "常备药", "防暑药品", "应急药品")
    ),
    Amenity(
        "aed",
        Text("除颤仪", "Defibrillator"),
        number=38,
        osm={"emergency": "defibrillator"},
        words=("自动体外除颤器", "自动体外除颤仪", "除颤器", "自動体外式除細動器"),
    ),
    Amenity(
        "blood_pressure", Text("血压计", "Blood-pressure monitor"), number=39, words=("血压仪", "测血压", "量血压")
    ),
    Amenity("wheelchair_loan", Text("轮椅", "Wheelchair to borrow"), number=40, words=("轮椅借用", "车いす貸出")),
    # small things
    Amenity("rain_gear", Text("雨衣", "Raincoats"), number=41, words=("雨具", "雨披")),
    Amenity("umbrella", Text("雨伞", "Umbrellas"), number=42, words=("爱心伞", "共享雨伞", "便民伞", "傘")),
    Amenity("sewing_kit", Text("针线", "Sewing kit"), number=43, words=("针线包", "针线盒")),
    Amenity("mask", Text("口罩", "Masks"), number=44, words=("マスク", "一次性口罩")),
    Amenity("cool_pack", Text("清凉包", "Cooling pack"), number=45, words=("清凉用品", "防暑降温用品", "防暑用品")),
    Amenity(
        "locker",
        Text("储物柜", "Locker"),
        number=46,
        osm={"amenity": "locker"},
        osm_proposed=True,
        words=("寄存柜", "存包柜", "更衣柜", "置物柜", "ロッカー", "lockers"),
    ),
    Amenity("mirror", Text("仪容镜", "Mirror"), number=47, words=("镜子", "整容镜", "穿衣镜")),
    Amenity(
        "smoking_area",
        Text("吸烟区", "Smoking area"),
        number=48,
        osm={"amenity": "smoking_area"},
        osm_proposed=True,
        words=("吸烟室", "喫煙所"),
    ),
    # to read
    Amenity(
        "books",
        Text("图书", "Books"),
        number=49,
        osm={"amenity": "public_bookcase"},
        words=("书籍", "书刊", "报刊", "图书角", "书报", "本棚"),
    ),
    Amenity(
        "reading_corner", Text("阅读角", "Reading corner"), number=50, words=("阅览区", "阅读区", "阅览室", "读书角")
    ),
    # women and children
    Amenity(
        "nursing_room",
        Text("母婴室", "Nursing room"),
        number=51,
        osm={"baby_feeding": "room"},
        words=("哺乳室", "母婴设施", "授乳室"),
    ),
    Amenity(
        "women_supplies", Text("女性用品", "Women's supplies"), number=52, words=("卫生巾", "女工用品", "生理用品")
    ),
    # services; OSM has no tags for them
    Amenity("legal_aid", Text("法律援助", "Legal aid"), number=53, words=("法律咨询", "法律服务", "维权")),
    Amenity("union_join", Text("入会", "Joining the union"), number=54, words=("入会服务", "扫码入会", "加入工会")),
    Amenity(
        "counselling", Text("心理咨询", "Counselling"), number=55, words=("心理疏导", "心理服务", "心理关爱", "心理")
    ),
    Amenity("training", Text("培训", "Training"), number=56, words=("技能培训", "安全培训")),
    Amenity("haircut", Text("理发", "Haircut"), number=57, words=("义剪", "剪发")),
    Amenity("health_check", Text("义诊", "Health check"), number=58, words=("健康检查", "体检", "健康监测")),
    Amenity("volunteer", Text("志愿服务", "Volunteers"), number=59, words=("志愿", "志愿者")),
    Amenity("donation_corner", Text("爱心互献", "Give-and-take corner"), number=60, words=("爱心冰柜", "爱心捐赠")),
    # safety
    Amenity(
        "emergency_button", Text("一键报警", "Emergency button"), number=61, words=("报警按钮", "紧急呼叫", "一键呼叫")
    ),
    Amenity(
        "fire_extinguisher",
        Text("灭火器", "Fire extinguisher"),
        number=62,
        osm={"emergency": "fire_extinguisher"},
        words=("消防器材", "消火器"),
    ),
    Amenity("cctv", Text("监控", "CCTV"), number=63, words=("视频监控", "摄像头", "监控设备", "防犯カメラ")),
)

AMENITY_OF = {amenity.code: amenity for amenity in AMENITIES}


def _codes_by_name() -> dict[str, tuple[str, ...]]:
    codes: dict[str, tuple[str, ...]] = {}
    for amenity in AMENITIES:
        for name in {name.casefold() for name in amenity.names}:
            codes[name] = (*codes.get(name, ()), amenity.code)
    return {name: codes[name] for name in sorted(codes, key=lambda name: (-len(name), name))}


AMENITY_WORDS = _codes_by_name()
"""Every name of an amenity, case folded, with the amenities it means; longer names first, so that 热水壶 is not 热水.

Latin names are words, not parts of words: there is no ice in a service.
"""
