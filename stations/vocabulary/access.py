"""Who may enter a station, and how."""

from stations.language import Text
from stations.vocabulary.terms import Term

ACCESS_COLUMNS = (
    *("public_facing", "audience", "worker_groups", "entry", "register_first"),
    *("guard_gate", "ebike_inside", "step_free", "fee", "floor"),
)
"""The columns of a station that say who may enter, and how, in the order answers have them."""

HOST_STAFF = "host_staff"
AUDIENCES = (
    Term("public", Text("所有人", "Everybody"), osm={"access": "yes"}, words=("公众", "社会公众", "对外开放")),
    Term("outdoor_workers", Text("户外劳动者", "Outdoor workers"), words=("户外职工", "新就业形态劳动者")),
    Term("union_members", Text("工会会员", "Union members"), osm={"access": "members"}, osm_proposed=True),
    Term(HOST_STAFF, Text("本单位职工", "Staff of the host"), osm={"access": "private"}, words=("内部职工",)),
    Term("customers", Text("顾客", "Customers"), osm={"access": "customers"}, words=("客户", "消费者")),
    Term("registered", Text("登记人员", "Registered people"), osm={"access": "permit"}, words=("注册用户",)),
)

WORKER_GROUPS = (
    Term("courier", Text("快递员", "Couriers"), words=("快递小哥", "快递")),
    Term("food_rider", Text("外卖配送员", "Food delivery riders"), words=("外卖员", "骑手", "外卖骑手", "外卖小哥")),
    Term("sanitation", Text("环卫工人", "Street cleaners"), words=("环卫工", "环卫")),
    Term("ride_hail", Text("网约车司机", "Ride-hailing drivers"), words=("网约车",)),
    Term("taxi", Text("出租车司机", "Taxi drivers"), words=("出租车", "的士司机")),
    Term("truck", Text("货车司机", "Truck drivers"), words=("卡车司机", "货运司机")),
    Term("traffic_police", Text("交警", "Traffic police"), words=("交通警察",)),
    Term("auxiliary", Text("辅警协管", "Auxiliary police and wardens"), words=("辅警", "协管员", "交通协管员", "城管")),
    Term("construction", Text("建筑工人", "Construction workers"), words=("农民工", "工地工人")),
    Term("gardener", Text("园林工人", "Gardeners"), words=("园林绿化工人", "绿化工人", "园林绿化")),
    Term("utility", Text("水电气热工人", "Utility workers"), words=("电力工人", "市政工人", "抢修人员")),
    Term("vendor", Text("流动摊贩", "Street vendors"), words=("摊贩", "商贩")),
    Term("domestic", Text("家政服务员", "Domestic workers"), words=("家政", "家政工", "保洁员")),
    Term("other", Text("其他户外劳动者", "Other outdoor workers"), words=("其他",)),
)

ENTRY_METHODS = (
    Term("walk_in", Text("直接进入", "Walk in"), words=("免登记", "自由进入")),
    Term("staff", Text("工作人员开门", "Staff let you in"), words=("人工", "工作人员")),
    Term("bell", Text("按门铃", "Ring the bell"), words=("门铃",)),
    Term("qr", Text("扫码", "Scan a QR code"), words=("扫码开门", "二维码")),
    Term("mini_program", Text("小程序", "Mini-program"), words=("微信小程序",)),
    Term("phone_code", Text("手机验证码", "Code by phone"), words=("验证码",)),
    Term("id_card", Text("刷身份证", "Identity card"), words=("身份证",)),
    Term("union_code", Text("工会会员码", "Union member code"), words=("会员码", "工会卡")),
    Term(
        "face",
        Text("刷脸", "Face recognition"),
        note=Text("不得作为唯一方式。", "Never the only way in."),
        words=("人脸识别", "人脸"),
    ),
)


def meant_for(audience: str | None, *, public_facing: bool) -> str | None:
    """Return whom a station is for, None where nobody knows.

    One that does not face the public, and names no audience, is for its host's staff.
    """
    return audience if audience or public_facing else HOST_STAFF
