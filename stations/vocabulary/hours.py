"""Opening hours: how well they were read, what they are of, and what they say at an instant."""

from stations.language import Text
from stations.vocabulary.terms import Term

HOURS_PARSE = (
    Term("absent", Text("未提供", "Not given")),
    Term("ok", Text("已读懂", "Understood")),
    Term("partial", Text("部分读懂", "Partly understood")),
    Term("failed", Text("未读懂", "Not understood")),
)

HOURS_KINDS = (
    Term("general", Text("开放时间", "General hours"), osm={"opening_hours": "*"}),
    Term("staffed", Text("有人值守时间", "Staffed hours")),
    Term("self_service", Text("自助时间", "Self-service hours")),
    Term("special", Text("特殊日期", "Special days"), note=Text("必须写明截止日期。", "Must say when they expire.")),
    Term("alert", Text("应急状态", "In an alert"), note=Text("必须写明截止日期。", "Must say when they expire.")),
)

OPENING_STATES = (
    Term("open", Text("开放中", "Open")),
    Term("closing_soon", Text("即将关闭", "Closing soon")),
    Term("closed", Text("未开放", "Closed")),
    Term("unknown", Text("开放情况未知", "Unknown")),
)
