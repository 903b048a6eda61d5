"""One district opened: its curve, its gaps, its stations; and what a run is compared with."""

from collections.abc import Mapping

from stations.language import Text

DISTRICT: Mapping[str, Text] = {
    "back_to_table": Text("返回排名", "Back to the ranking"),
    "over_the_week": Text("一周各时段", "Over the week"),
    "curve_waiting": Text("正在计算各时段…", "Working out the hours…"),
    "no_curve": Text("各时段算不出来（只按一个站点计算）。", "The hours cannot be told (only for one station)."),
    "curve_summary": Text(
        "确定覆盖最低 {low}（{low_at}），最高 {high}（{high_at}）。",
        "Surely covered: least {low} ({low_at}), most {high} ({high_at}).",
    ),
    "curve_constant": Text("各时段的确定覆盖都是 {share}。", "Surely covered at every hour: {share}."),
    "as_table": Text("以表格查看", "As a table"),
    "day": Text("星期", "Day"),
    "lowest": Text("确定：最低", "Surely: least"),
    "highest": Text("确定：最高", "Surely: most"),
    "highest_may": Text("可能：最高", "Possibly: most"),
    "its_gaps": Text("空白与原因", "Gaps, and why"),
    "gaps_and_stations": Text("空白与站点", "Gaps and stations"),
    "its_failing": Text("不满足问题的站点", "Stations that fall short"),
    "none_failing": Text("区内站点都满足。", "Every station here answers."),
    "of_n": Text("{n} / {all}", "{n} of {all}"),
    "and_more": Text("还有 {n} 个", "and {n} more"),
    "answers_sure": Text("确定可用", "surely of use"),
    "answers_may": Text("可能可用", "perhaps of use"),
    "answers_no": Text("不可用", "of no use"),
    "station_reach": Text("可达 {weight} {unit}，其中只靠它 {sole}", "reaches {weight} {unit}, {sole} of it alone"),
    "try_hours": Text("改时间", "Hours"),
    "try_move": Text("移动", "Move"),
    "try_close": Text("关闭", "Close it"),
    "nothing_compared": Text("不对比", "Nothing"),
    "pin": Text("用当前结果作对比", "Compare with what is shown now"),
    "pinning": Text("正在保存作对比的结果…", "Storing what to compare with…"),
    "against_said": Text("与 {when} 的结果对比：{question}", "Against the run of {when}: {question}"),
    "other_unit": Text("单位不同，不能对比。", "The units differ: no comparison."),
}
