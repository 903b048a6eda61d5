"""The question: its parts in words, and the controls that set them."""

from collections.abc import Mapping

from stations.language import Text

MODES: Mapping[str, Text] = {
    "walk": Text("步行", "On foot"),
    "ebike": Text("电动车", "E-bike"),
    "drive": Text("开车", "Drive"),
}

QUESTION: Mapping[str, Text] = {
    "the_question": Text("问题", "The question"),
    "change_question": Text("修改问题", "Change the question"),
    "area": Text("区域", "Area"),
    "choose_area": Text("选择区域", "Choose an area"),
    "area_words": Text("区域名称、拼音或代码", "Name, pinyin or code"),
    "all_provinces": Text("全国", "All provinces"),
    "open_below": Text("下级", "Inside"),
    "below": Text("{name}的下级", "What lies in {name}"),
    "nothing_below": Text("没有更小的区域。", "Nothing smaller is registered."),
    "no_districts": Text(
        "还没有导入行政区：请运行 yizhan import districts。", "No districts yet: run yizhan import districts."
    ),
    "no_area": Text("没有叫“{q}”的区域。", "No district is called “{q}”."),
    "within": Text("{minutes} 分钟{mode}可达", "within {minutes} min {mode}"),
    "needing": Text("需要{needs}", "needs: {needs}"),
    "no_need": Text("不限设施", "any station"),
    "counted": Text("按 {unit} 计", "counting {unit}"),
    "ground": Text("按面积计", "counting ground"),
    "at_least": Text("至少 {k} 个站点", "at least {k} stations"),
    "no_streets": Text("不用道路（直线×绕行系数）", "no streets (straight line × detour)"),
    "mode": Text("出行方式", "How one goes"),
    "minutes": Text("多少分钟内", "Within"),
    "minutes_n": Text("{n} 分钟", "{n} min"),
    "needs": Text("需要什么（全部满足）", "Needs, all of them"),
    "hours": Text("什么时候", "When"),
    "whenever": Text("不分时段", "at any hour"),
    "strip": Text("一周 168 小时的覆盖，可选一小时", "Coverage in the 168 hours of a week; choose one"),
    "hour_covered": Text("{hour}：确定 {sure}，可能 {may}", "{hour}: surely {sure}, possibly {may}"),
    "day_0": Text("周一", "Mon"),
    "day_1": Text("周二", "Tue"),
    "day_2": Text("周三", "Wed"),
    "day_3": Text("周四", "Thu"),
    "day_4": Text("周五", "Fri"),
    "day_5": Text("周六", "Sat"),
    "day_6": Text("周日", "Sun"),
    "demand": Text("按什么计", "What is counted"),
    "streets": Text("道路", "Streets"),
    "k": Text("至少几个站点（交叉覆盖）", "Stations within reach, at least"),
    "no_inputs": Text(
        "现在能算的：直线距离乘绕行系数，按面积。要算得更准，请导入：",
        "What can be said now: by straight line times a detour factor, of ground. For more, import:",
    ),
    "import_demand": Text(
        "谁需要驿站（餐饮点、网点、人口格网）：", "who needs a station (eateries, depots, a census grid): "
    ),
    "import_streets": Text("道路（OSM 文件）：", "streets (a file of OpenStreetMap): "),
}
