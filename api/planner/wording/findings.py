"""What was found: the great figure, the table, the legend, gaps, and what stands behind a number."""

from collections.abc import Mapping

from stations.language import Text

FINDINGS: Mapping[str, Text] = {
    "findings": Text("结果", "Findings"),
    "tab_areas": Text("分区", "Districts"),
    "tab_gaps": Text("空白", "Gaps"),
    "tab_try": Text("推演", "What if"),
    "tab_site": Text("选址", "Siting"),
    "standing_band": Text(
        "确定 {sure}，可能至 {may}，共 {of} {unit}", "{sure} surely, up to {may} possibly, of {of} {unit}"
    ),
    "standing": Text("{sure} / {of} {unit}", "{sure} of {of} {unit}"),
    "nobody_here": Text("这个区域里没有这份需求（{unit}）。", "None of this demand ({unit}) lies here."),
    "note_ground": Text("按面积计，不是按人。", "Of ground, not of people."),
    "note_detour": Text(
        "路程为直线距离×绕行系数，未用道路，不计河流、铁路。",
        "Ways are straight lines × detour: rivers and railways are ignored.",
    ),
    "note_straight": Text("路程为直线距离，未用道路。", "Ways are straight lines; no streets are used."),
    "note_off": Text(
        "{of} {unit}中有 {n}（{share}）离任何道路都太远，计为未覆盖。",
        "{n} of {of} {unit} ({share}) are too far from any street: counted as not covered.",
    ),
    "note_off_few": Text(
        "{n} {unit}离任何道路都太远，计为未覆盖。", "{n} {unit} are too far from any street: counted as not covered."
    ),
    "note_mostly_off": Text("超过半数，所以不给占比。", " That is more than half: no share is given."),
    "note_edge": Text(
        "{n} {unit}靠近道路数据边缘，可能低估。", "{n} {unit} are near the edge of the street data: may be understated."
    ),
    "note_no_stations": Text("区内没有站点。", "No station stands here."),
    "metric": Text("指标", "Metric"),
    "classes": Text("分级", "Classes"),
    "method_even_short": Text("等距", "Even"),
    "method_quantiles_short": Text("分位数", "Quantiles"),
    "method_even": Text(
        "等距分级：各级宽度相同，换时段可比。", "Even classes: the same width each, the same at every hour."
    ),
    "method_quantiles": Text(
        "分位数分级：各级区域数相近，上限取整。", "Quantiles: about as many districts each, bounds rounded up."
    ),
    "method_change": Text(
        "变化：减少与增加各两级，宽度相同。", "Change: two classes of loss and two of gain, the same width."
    ),
    "areas_n": Text("{n} 个", "{n}"),
    "nothing": Text("0", "0"),
    "no_change": Text("未变", "No change"),
    "against": Text("对比", "Against"),
    "share": Text("占比", "Share"),
    "of_all": Text("分子 / 分母", "Part / all"),
    "change": Text("变化", "Change"),
    "change_points": Text("变化（百分点）", "Change (points)"),
    "change_words": Text("从 {before} 到 {after}", "from {before} to {after}"),
    "up_to": Text("可能 {may}", "up to {may}"),
    "lack_no_demand": Text("没有需求", "No demand here"),
    "lack_no_stations": Text("没有站点", "No station here"),
    "lack_none_of_use": Text("没有确定可用的站点", "None surely of use"),
    "lack_off": Text("无法判断", "Not to be judged"),
    "lack_few": Text("不足 5", "Fewer than 5"),
    "lack_unreached": Text("没有需求能到达", "None reaches one"),
    "lack_waiting": Text("尚未得知", "Not known yet"),
    "lack_no_data": Text("无数据", "No data"),
    "off_streets": Text("需求多数不在道路范围内", "demand mostly off the streets"),
    "mostly_off": Text("需求多数不在道路范围内，无法判断", "Not to be judged: demand mostly off the streets"),
    "gaps_waiting": Text("正在等结果…", "Waiting for the result…"),
    "gaps_said_one": Text(
        "{n} 处空白，共 {weight} / {total} {unit}没有站点确定能服务。",
        "{n} gap: {weight} of {total} {unit} that no station surely serves.",
    ),
    "gaps_said": Text(
        "{n} 处空白，共 {weight} / {total} {unit}没有站点确定能服务。",
        "{n} gaps: {weight} of {total} {unit} that no station surely serves.",
    ),
    "no_gaps": Text("没有空白：所有需求都有站点确定能服务。", "No gap: a station surely serves all demand."),
    "gap": Text("空白", "Gap"),
    "gap_words": Text("{weight} {unit}，{km2} 平方公里，{n} 个单元", "{weight} {unit}, {km2} km², {n} cells"),
    "gap_words_one": Text("{weight} {unit}，{km2} 平方公里，{n} 个单元", "{weight} {unit}, {km2} km², {n} cell"),
    "gap_formula": Text(
        "相邻、有需求而没有站点确定能服务的单元，其需求之和",
        "demand of cells side by side in which somebody is and that no station surely serves",
    ),
    "ours": Text("本系统定义", "defined here"),
    "gap_may": Text("其中 {n} 可能已覆盖", "{n} of it may be covered"),
    "nearest": Text("最近：", "Nearest:"),
    "no_station_near": Text("没有任何站点。", "There is no station at all."),
    "straight_line": Text("（直线）", " (straight line)"),
    "best": Text("建议：", "Best:"),
    "ask_first": Text("（先核实）", " (ask first)"),
    "adds": Text("增加 {n} {unit}", "adds {n} {unit}"),
    "outside": Text("区外", "outside"),
    "this_number": Text("这个数", "This number"),
    "formula": Text("公式", "Formula"),
    "worked_out": Text("算式", "Worked out"),
    "lack_label": Text("说明", "Note"),
    "too_few": Text("不足 5，不给比例", "Of fewer than 5 no share is given"),
    "band": Text("确定—可能", "Sure to possible"),
    "band_share": Text(
        "{sure} 至 {may}（{over}）：真实值在两者之间", "{sure} to {may} ({over}): the truth lies between"
    ),
    "band_amount": Text("{sure} 至 {may}：真实值在两者之间", "{sure} to {may}: the truth lies between"),
    "band_none": Text("两者相同：不取决于未知的事", "the same: nothing unknown matters here"),
    "source": Text("定义", "Definition"),
    "the_demand": Text("需求数据", "Demand"),
    "the_streets": Text("道路数据", "Streets"),
    "the_stations": Text("计算范围", "Counted"),
    "stations_n": Text(
        "{n} 个在用站点（含周边 100 公里，不含仅供本单位职工的），{cells} 个需求单元",
        "{n} stations in service (100 km around too; none for its host's staff only), {cells} cells of demand",
    ),
    "the_week": Text("哪一周", "Which week"),
    "week_of": Text("{day} 起的普通一周", "the ordinary week from {day}"),
    "the_run": Text("计算编号", "Run"),
}
