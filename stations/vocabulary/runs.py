"""What is said about coverage: kinds and states of runs, why nobody is served, what stations lack, what would help."""

from stations.language import Text
from stations.vocabulary.terms import Term

RUN_KINDS = (
    Term("coverage", Text("覆盖分析", "Coverage")),
    Term("siting", Text("选址方案", "Siting plan")),
    Term("national", Text("多城市覆盖分析", "Coverage of many cities")),
    Term("report", Text("分区报告", "District report")),
)

RUN_STATES = (
    Term("queued", Text("排队中", "Waiting")),
    Term("running", Text("计算中", "Being worked out")),
    Term("done", Text("已完成", "Done")),
    Term("failed", Text("失败", "Failed")),
    Term("cancelled", Text("已取消", "Cancelled")),
)

GAP_REASONS = (
    Term("none_near", Text("附近没有站点", "No station near")),
    Term("shut_then", Text("站点此时不开放", "The stations near are shut then")),
    Term("lacks_need", Text("站点没有所需设施", "The stations near lack what is needed")),
    Term("too_few", Text("可用站点不足", "Too few stations near")),
    Term(
        "barrier",
        Text("直线很近，但隔着河流、铁路或断头路", "Near in a straight line, but a river or railway lies between"),
    ),
    Term("off_streets", Text("离任何道路都太远", "Too far from any street")),
    Term("unknown", Text("附近站点的开放时间或设施不明", "Not known whether those near are open and have it")),
)

STATION_FAULTS = (
    Term("shut_then", Text("此时不开放", "Shut then")),
    Term("hours_unknown", Text("此时是否开放不明", "Not known whether it is open then")),
    Term("lacks_need", Text("没有所需设施", "Lacks what is needed")),
    Term("need_unknown", Text("是否具备所需设施不明", "Not known whether it has what is needed")),
    Term(
        "not_for_all",
        Text("只对部分户外劳动者开放", "Open to some outdoor workers only"),
        note=Text(
            "仅限会员、登记人员、顾客或部分工种；只作提示，仍计入覆盖。",
            "Members, registered people, customers or some trades; said beside, it counts all the same.",
        ),
    ),
    Term(
        "audience_unknown",
        Text("对谁开放不明", "Not known whom it lets in"),
        note=Text("只作提示，仍计入覆盖。", "Said beside; it counts all the same."),
    ),
)

PLAN_ACTIONS = (
    Term("open", Text("新建站点", "Open a station")),
    Term("extend", Text("延长开放时间", "Keep open longer")),
    Term("equip", Text("补充设施", "Add what is needed")),
    Term("move", Text("迁移站点", "Move a station")),
)

HOST_LACKS = (
    Term("service", Text("未投入使用", "Not in service")),
    Term("public", Text("仅供本单位职工", "For staff of the host only")),
    Term("need", Text("缺少所需设施", "Lacks what is needed")),
    Term("hours", Text("此时不开放", "Not open then")),
)
