"""The wording of a pack: labels and notes in both languages."""

from collections.abc import Mapping

from stations.language import Lang, Text
from stations.vocabulary import AMENITIES, GAP_REASONS, NEEDS, PLAN_ACTIONS

REASONS = {term.code: term.text for term in GAP_REASONS}
ACTIONS = {term.code: term.text for term in PLAN_ACTIONS}
NAMES = {term.code: term.text for term in (*AMENITIES, *NEEDS)}
HEADINGS = {"night": Text("夜间可去", "Open at night")}
"""What stands above a column where a need's own name would be read amiss."""

WORDS: Mapping[str, Text] = {
    "north": Text("北", "N"),
    # titles
    "title": Text("{area}户外劳动者驿站覆盖报告", "Rest stations for outdoor workers in {area}: coverage report"),
    "summary": Text("一页摘要", "Summary on a page"),
    "map": Text("覆盖图", "Coverage map"),
    "areas": Text("分区情况", "By district"),
    "hours": Text("一周各小时", "Hour by hour"),
    "gaps": Text("服务空白", "Gaps"),
    "plan": Text("先做什么", "What to do first"),
    "stations": Text("站点清单", "Stations"),
    "method": Text("方法、数据与来源", "Method, data and sources"),
    "question": Text("本报告回答", "The question answered here"),
    "as_of": Text("数据提取", "Data taken"),
    "data_age": Text("站点核实", "Stations verified"),
    "page": Text("第 {n} 页，共 {all} 页", "Page {n} of {all}"),
    "run": Text("计算编号", "Run"),
    "map_number": Text("审图号", "Map review no."),
    "to_fill_in": Text("（待填）", "(to be filled in)"),
    "demo": Text(
        "示例数据：图表中的站点为演示而编造，并非真实站点",
        "Demonstration: the stations shown are made up, not real ones",
    ),
    "surely": Text("确定覆盖", "Surely covered"),
    "possibly": Text("可能覆盖（含确定）", "Possibly covered (surely included)"),
    "uncovered": Text("确定未覆盖", "Surely not covered"),
    # legend
    "legend_sure": Text("确定覆盖", "Surely covered"),
    "legend_possible": Text("可能覆盖：开放或设施不明", "Possibly: hours or amenities unknown"),
    "legend_none": Text("未覆盖", "Not covered"),
    "legend_unjudged": Text("需求多数不在道路范围内，无法判断", "Not to be judged: demand mostly off the streets"),
    "legend_yes": Text("此时确定可用的站点", "Station surely of use then"),
    "legend_unknown": Text("是否可用不明的站点", "Station possibly of use"),
    "legend_no": Text("此时不可用的站点", "Station not of use then"),
    "legend_gap": Text("空白的名次（共 {all} 处，标前 {n} 处）", "Rank of a gap ({n} of {all})"),
    "legend_street": Text("计算所用道路", "Streets used"),
    "legend_blank": Text("无需求的区域", "Ground without demand"),
    "legend_border": Text("{area}界", "Border of {area}"),
    "legend_below": Text("下级行政区界", "Borders of districts below"),
    "legend_box": Text("中心放大图的范围", "Extent of the enlarged centre"),
    "map_centre": Text("中心放大图", "The centre enlarged"),
    "map_centre_note": Text(
        "覆盖图虚线框内的范围，至少五分之三的站点位于其中",
        "What the dashed frame on the coverage map holds: at least three fifths of the stations in the district",
    ),
    # columns
    "code": Text("代码", "Code"),
    "name": Text("名称", "Name"),
    "total": Text("需求总数", "Demand"),
    "share": Text("占比", "Share"),
    "inside_stations": Text("区内站点", "Stations"),
    "usable_sure": Text("确定可用", "Surely of use"),
    "usable_may": Text("可能可用", "Possibly of use"),
    "median_m": Text("路程中位数（米）", "Median way (m)"),
    "km2": Text("平方公里", "km²"),
    "people": Text("常住人口", "Residents"),
    "rank": Text("名次", "Rank"),
    "district": Text("所在区", "District"),
    "where": Text("位置", "Where"),
    "demand": Text("需求", "Demand"),
    "of_all": Text("占全部", "Of all"),
    "of_it_may": Text("其中可能已覆盖", "Of it possibly covered"),
    "why": Text("原因（按多数需求）", "Why (of most of it)"),
    "nearest": Text("最近站点", "Nearest station"),
    "nearest_m": Text("距离（米）", "Distance (m)"),
    "measured": Text("量法", "Measured"),
    "remedy": Text("建议措施", "Best remedy"),
    "remedy_station": Text("在哪个站点", "At the station"),
    "remedy_adds": Text("措施可覆盖其中", "The remedy covers of it"),
    "action": Text("措施", "Action"),
    "station": Text("站点", "Station"),
    "adds": Text("新增确定覆盖", "Adds"),
    "covered_then": Text("累计确定覆盖", "Covered then"),
    "cost": Text("假定费用（元）", "Assumed cost (yuan)"),
    "cost_then": Text("累计费用（元）", "Cost so far (yuan)"),
    "ask_first": Text("先核实", "Verify first"),
    "lon": Text("经度", "Longitude"),
    "lat": Text("纬度", "Latitude"),
    "hour": Text("时刻", "Hour"),
    "address": Text("地址", "Address"),
    "hours_raw": Text("开放时间（原文）", "Hours (as written)"),
    "open_then": Text("此时开放", "Open then"),
    "answers": Text("此时可用", "Of use then"),
    "outside": Text("区外", "Outside"),
    "verified": Text("最近核实", "Verified"),
    "never": Text("无核实记录", "no record"),
    "source": Text("来源", "Source"),
    "yes": Text("有", "yes"),
    "no": Text("无", "no"),
    "unknown": Text("不明", "unknown"),
    "open_yes": Text("开放", "open"),
    "open_no": Text("关闭", "shut"),
    "band": Text("分钟数", "Minutes"),
    "figure": Text("指标", "Figure"),
    "formula": Text("算法", "Formula"),
    "item": Text("项目", "Item"),
    "value": Text("内容", "Value"),
    "kicker": Text("户外劳动者驿站覆盖报告", "Rest stations for outdoor workers: coverage report"),
    "how": Text(
        "“确定”只计已知此时开放、已知具备所需的站点；“可能”把开放时间或设施不明的站点也算上。就登记的站点而言，实情在两者之间。",
        "“Surely” counts stations known to be open then and to have what is needed; “possibly” also those of "
        "which nobody "
        "knows. As far as stations are registered, the truth lies between.",
    ),
    "head_served": Text("覆盖多少", "What share is served"),
    "head_when": Text("什么时候", "When"),
    "head_where": Text("哪里没有", "Where not"),
    "head_changed": Text("与上次相比", "Since the last report"),
    "head_first": Text("先做什么", "What to do first"),
    "head_trust": Text("数据有多旧，有多少不明", "How old the data are, and what nobody knows"),
    "head_missing": Text("局限", "Limits"),
    "areas_note": Text(
        "单元整体归其中心所在的区；区外站点同样服务区内的人。路程中位数只计能到达者。",
        "A cell belongs where its centre lies; stations outside serve people inside. The median is of those who "
        "reach one.",
    ),
    "hours_curve": Text(
        "曲线：实线为确定，虚线为可能；竖点线为本报告所问的时刻",
        "Curve: solid surely, dashed possibly; dotted upright the hour asked about",
    ),
    "hours_between": Text("两者之间：情况不明", "In between: not known"),
    "hours_top": Text("纵轴上限为 {top}", "The axis ends at {top}"),
    "hours_sure_title": Text("确定覆盖率（%），按星期与整点", "Surely covered (%), by day and hour"),
    "hours_may_title": Text("可能覆盖率（%），按星期与整点", "Possibly covered (%), by day and hour"),
    "hours_note": Text(
        "每格为该整点的百分比，取整；粗框为本报告所问的时刻；颜色越深越高。分母都是 {of}。",
        "Each cell is the percentage as the hour begins, rounded; the thick frame is the hour asked about; "
        "darker is more. Each is out of {of}.",
    ),
    "hours_note_small": Text(
        "每格为该整点的百分比，保留一位小数；粗框为本报告所问的时刻。"
        "各值都很小，最深的颜色表示 {top}（即曲线纵轴上限）。分母都是 {of}。",
        "Each cell is the percentage as the hour begins, to one decimal; the thick frame is the hour asked about. All "
        "are small, so the darkest colour stands for {top}, where the curve's axis ends. Each is out of {of}.",
    ),
    "gaps_note": Text(
        "小图图例同覆盖图，上方为北；粗线围出的是空白，虚线为区界。“可能”指其中附近站点的开放或设施不明的部分。",
        "Signs as on the coverage map, north is up; the thick line is the gap, the dashed one the border. "
        "“Possibly”: not "
        "known whether the stations near are open and have it.",
    ),
    "gaps_listed": Text("空白列表（前 20 处；全部见数据表）", "Gaps listed (the first 20; all are in the spreadsheet)"),
    "plan_note": Text(
        "每一步取此时每元新增确定覆盖最多的一项，前面各步已计入。新建备选为各空白的中心，和空白中需求"
        "最多的各片（至多 300 片）各一处。费用为假定的首年费用，未经核实：延长开放时间 30,000 元、"
        "补充设施 10,000 元、新建站点 200,000 元。",
        "Each step is what then adds most per yuan, after those before it. New stations may open in the middle of each "
        "gap and at one place in each of the parts of gaps with most demand, 300 at most. Costs are assumed for the "
        "first year and nobody has checked them: to keep open longer 30,000, to add what is needed 10,000, to open one "
        "200,000 yuan.",
    ),
    "stations_note": Text(
        "● 有　× 无　？ 不明（没有人知道，不等于没有）。“夜间可去”：周二 23 时至周三 5 时不间断开放。",
        "● yes   × no   ? unknown: nobody knows, which is not no. “Open at night”: open without a break from Tuesday "
        "23:00 to Wednesday 5:00.",
    ),
    "lacks_areas": Text(
        "没有导入下一级行政区，不能分区列表。", "No districts below this one are imported: there is no table of them."
    ),
    "lacks_hours": Text("这次计算没有按小时的结果。", "This run has no figures by the hour."),
    "lacks_gaps": Text("没有可以分列的空白。", "There are no gaps to be told one from another."),
    "unreached": Text("{minutes:g} 分钟内没有确定可用的站点", "No station surely of use within {minutes:g} minutes"),
    "issuer": Text("编制单位", "Issued by"),
    "lacks_stations": Text(
        "区内没有登记在服务的户外劳动者站点。", "No station in service for outdoor workers is registered here."
    ),
    "data": Text("数据与日期", "Data and dates"),
    "figures": Text("主要数字", "Key figures"),
    "of": Text("分母", "Out of"),
    "unit": Text("单位", "Unit"),
    "sure_share": Text("确定覆盖率", "Surely, %"),
    "may_share": Text("可能覆盖率", "Possibly, %"),
    "area_km2": Text("面积（平方公里）", "Area (km²)"),
    "ask": Text("是", "yes"),
    "use_yes": Text("确定可用", "surely"),
    "use_unknown": Text("可能可用", "possibly"),
    "use_no": Text("不可用", "no"),
    "open_unknown": Text("不明", "unknown"),
    "week_of": Text("按此周的开放时间计（星期一）", "Hours are those of the week of (Monday)"),
    "newest": Text("最近一次核实", "Last verified"),
    "oldest": Text("最早一次核实", "First verified"),
    "never_verified": Text("没有核实记录的站点", "Stations without a record of verification"),
    "without_hours": Text("没有开放时间的站点", "Stations without hours"),
    "streets": Text("道路", "Streets"),
    "no_streets": Text("未使用", "none used"),
    "boundary": Text("行政区边界", "Boundaries"),
    "sources": Text("站点来源", "Sources of stations"),
    "hash": Text("{of}（散列）", "Hash of {of}"),
    "version": Text("{of}", "Version of {of}"),
    "persons": Text("人", "people"),
    "number": Text("数值", "Value"),
    "no_date": Text("未注明日期", "no date given"),
    "no_census": Text("没有人口数据", "no census"),
}


def say(key: str, lang: Lang) -> str:
    """Return a wording in a language."""
    return WORDS[key].say(lang)
