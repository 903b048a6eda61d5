"""The frame of the page: its title, the map, what is under way, what went wrong."""

from collections.abc import Mapping

from stations.language import Text

FRAME: Mapping[str, Text] = {
    "title": Text("驿站规划：谁没有被服务到", "Yizhan planner: who is not served"),
    "brand": Text("驿站规划", "Yizhan planner"),
    "tagline": Text("谁没有被服务到", "Who is not served"),
    "other_language": Text("English", "中文"),
    "skip": Text("跳到结果", "Skip to the findings"),
    "no_script": Text("这一页要用 JavaScript。", "This page needs JavaScript."),
    "close": Text("关闭", "Close"),
    "cancel": Text("取消", "Cancel"),
    "try_again": Text("再试一次", "Try again"),
    "once_more": Text("再算一次", "Work it out again"),
    "the_map": Text("地图", "Map"),
    "zoom_in": Text("放大", "Zoom in"),
    "zoom_out": Text("缩小", "Zoom out"),
    "map_failed": Text(
        "此浏览器画不出地图（需要 WebGL）。表格照常能用。", "No map here: it needs WebGL. The table still works."
    ),
    "layers": Text("图层", "Layers"),
    "layer_stations": Text("站点", "Stations"),
    "layer_gaps": Text("空白", "Gaps"),
    "layer_cells": Text("需求单元", "Demand cells"),
    "layer_streets": Text("道路", "Streets"),
    "legend": Text("图例", "Legend"),
    "key_sure": Text("站点：确定可用", "Station surely of use"),
    "key_may": Text("站点：可能可用", "Station perhaps of use"),
    "key_no": Text("站点：不可用", "Station of no use"),
    "key_unknown": Text("站点：尚未得知", "Station: not known yet"),
    "key_others": Text("其他站点", "Other stations"),
    "cell_sure": Text("单元：半数以上确定覆盖", "Cell: half or more surely covered"),
    "cell_may": Text("单元：半数以上可能覆盖", "Cell: half or more possibly covered"),
    "cell_no": Text("单元：未覆盖", "Cell: not covered"),
    "key_gap": Text("服务空白", "Gap"),
    "working": Text("正在计算覆盖…", "Working out coverage…"),
    "working_week": Text("正在计算各时段…", "Working out the hours…"),
    "working_gaps": Text("正在找空白…", "Looking for gaps…"),
    "start_title": Text("先选一个区域", "Choose a district first"),
    "start": Text(
        "库里还没有站点，所以不知道从哪里开始。选一个市或区县；没有站点时，全部需求都是空白。",
        "No station is registered, so there is nowhere to begin. Choose a city or a county; without stations all of its"
        " demand is a gap.",
    ),
    "missing_title": Text("没有找到", "Not found"),
    "missing": Text(
        "网址里的区域、道路或需求名称可能已更换，请重新选择。", "A name in the address may have changed: choose again."
    ),
    "ended_title": Text("这个结果不在了", "That result is not there"),
    "ended": Text("再算一次即可。", "Ask once more."),
    "refused_title": Text("这个问题无法计算", "This cannot be asked"),
    "refused": Text("请改一改问题。", "Please change the question."),
    "down_title": Text("计算服务没有运行", "The worker is not running"),
    "down": Text(
        "站点查询不受影响。请管理员运行 yizhan worker（yizhan serve 会自动启动它），然后再试。",
        "Finding stations still works. Ask the administrator to run yizhan worker, which yizhan serve starts too.",
    ),
    "failed_title": Text("计算没有完成", "It could not be worked out"),
    "failed": Text("原因已记入服务日志。", "The service has noted why."),
    "cancelled_title": Text("已取消", "Cancelled"),
    "cancelled": Text("这个问题还没有结果。", "This question has no answer yet."),
    "unreachable_title": Text("连不上服务", "The service cannot be reached"),
    "unreachable": Text("请检查网络，然后再试。", "Check the network and try again."),
    "metres": Text("{n} 米", "{n} m"),
}
