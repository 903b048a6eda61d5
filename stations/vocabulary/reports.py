"""What workers report about a station, and how far a report has come."""

from stations.language import Text
from stations.vocabulary.terms import Term

REPORT_KINDS = (
    Term("closed_when_should_be_open", Text("该开门却没开", "Closed when it should be open")),
    Term("cannot_enter", Text("进不去", "Cannot get in")),
    Term("refused_entry", Text("不让进", "Turned away")),
    Term("not_found", Text("找不到，已不存在", "Not there any more")),
    Term("moved", Text("已搬走", "Moved elsewhere")),
    Term("amenity_missing", Text("缺少设施", "Something is missing")),
    Term("amenity_broken", Text("设施坏了", "Something is broken")),
    Term("out_of_supplies", Text("没水、没物资", "Out of water or supplies")),
    Term("dirty", Text("卫生差", "Dirty")),
    Term("crowded", Text("太拥挤", "Crowded")),
    Term("unsafe", Text("有安全隐患", "Unsafe")),
    Term("wrong_hours", Text("开放时间有误", "Wrong opening hours")),
    Term("wrong_place", Text("位置有误", "Wrong place on the map")),
    Term("wrong_name", Text("名称有误", "Wrong name")),
    Term("duplicate", Text("重复登记", "Registered twice")),
    Term("praise", Text("表扬", "Praise")),
    Term("suggest_site", Text("建议在附近设站", "A station is needed nearby")),
    Term("photo", Text("随手拍", "A photo")),
)

REPORT_STATUSES = (
    Term("new", Text("已收到", "Received")),
    Term("accepted", Text("已受理", "Accepted")),
    Term("assigned", Text("已派办", "Assigned")),
    Term("done", Text("已办结", "Done")),
    Term("escalated", Text("已上报", "Escalated")),
    Term("rejected", Text("不予受理", "Rejected")),
    Term("feedback_sent", Text("已答复", "Answered")),
    Term("reopened", Text("重新办理", "Reopened")),
)

ENDED_REPORTS = frozenset({"done", "rejected", "feedback_sent"})
"""The statuses of reports that nobody need see to any more."""
