"""What the courier's pages say in the browser, beside the vocabularies: it is sent there, so it stays small."""

from collections.abc import Mapping

from stations.language import Lang, Text

CHIPS: Mapping[str, Text] = {
    "drink": Text("饮水", "Water"),
    "toilet": Text("如厕", "Toilet"),
    "rest": Text("歇脚", "Sit"),
    "charge": Text("充电", "Charge"),
    "hot_meal": Text("热饭", "Meal"),
    "cool": Text("纳凉", "Cool"),
    "warm": Text("取暖", "Warm"),
    "aid": Text("急救", "First aid"),
    "park": Text("停车", "Parking"),
}
"""Needs as big chips, in their order under the thumb; short, for they are read in the sun."""

MODES: Mapping[str, Text] = {
    "walk": Text("步行", "Walk"),
    "ebike": Text("电动车", "E-bike"),
    "drive": Text("开车", "Drive"),
}

ORDERS: Mapping[str, Text] = {
    "distance": Text("最近", "Nearest"),
    "useful": Text("最合适", "Best fit"),
}

REPORTS: Mapping[str, Text] = {
    "closed_when_should_be_open": Text("该开没开", "Closed when it should be open"),
    "cannot_enter": Text("进不去", "Cannot get in"),
    "out_of_supplies": Text("没水、缺物", "No water, no supplies"),
    "amenity_broken": Text("设备坏了", "Something is broken"),
    "moved": Text("搬走了", "It has moved"),
    "wrong_hours": Text("时间不对", "The hours are wrong"),
    "not_found": Text("找不到了", "Not there any more"),
    "praise": Text("点个赞", "Well done"),
}
"""Kinds of report, one tap each."""

FLOOR = r"^(?:(地下|负|B|-)|地上|第)?\s*(\d+|[一二三四五六七八九十])\s*[层楼F]?$"
"""How lists write a floor, in any case: whether it is below the ground, and its number."""

NUMERALS: Mapping[str, str] = {numeral: str(n) for n, numeral in enumerate("一二三四五六七八九十", start=1)}

SCREEN: Mapping[str, Text] = {
    "minutes": Text("分钟", "min"),
    "hours": Text("小时", "h"),
    "metres": Text("{n} 米", "{n} m"),
    "kilometres": Text("{n} 公里", "{n} km"),
    "open_until": Text("开着，到 {time}", "Open until {time}"),
    "arrive_open_until": Text("到时开着，至 {time}", "Open when you get there, until {time}"),
    "closing_until": Text("快关了，{time} 关门", "Closing soon, at {time}"),
    "closing": Text("快关了", "Closing soon"),
    "closed_until": Text("没开，{time} 开门", "Closed, opens {time}"),
    "closed": Text("没开", "Closed"),
    "closed_because": Text("没开：{why}", "Closed: {why}"),
    "unknown_hours": Text("不知道开没开", "Hours unknown"),
    "unknown_raw": Text("不知道开没开：{raw}", "Hours unknown: {raw}"),
    "partly_read": Text("告示没全读懂：{raw}", "Part of the notice was not understood: {raw}"),
    "around_the_clock": Text("全天开", "Open day and night"),
    "tomorrow": Text("明天 {time}", "{time} tomorrow"),
    "on_day": Text("{day} {time}", "{time} on {day}"),
    "perhaps": Text("不确定有没有：{what}", "Not known: {what}"),
    "has": Text("有", "Has"),
    "verified": Text("{ago}核实", "Verified {ago}"),
    "never_verified": Text("从未核实", "Never verified"),
    "just_now": Text("刚刚", "just now"),
    "minutes_ago": Text("{n} 分钟前", "{n} min ago"),
    "hours_ago": Text("{n} 小时前", "{n} h ago"),
    "today": Text("今天", "today"),
    "days_ago": Text("{n} 天前", "{n} d ago"),
    "months_ago": Text("{n} 个月前", "{n} mo. ago"),
    "years_ago": Text("{n} 年前", "{n} y ago"),
    "register_first": Text("要先登记", "register first"),
    "gate": Text("有门卫", "guarded gate"),
    "fee": Text("收费：{fee}", "fee: {fee}"),
    "can_park": Text("可停电动车", "e-bike parking"),
    "ebike_inside": Text("车可推进去", "e-bike may come in"),
    "floor": Text("{floor} 层", "floor\u00a0{floor}"),
    "floor_below": Text("地下 {floor} 层", "floor\u00a0B{floor}"),
    "who_unknown": Text("谁能进：没说明", "Who may enter: not said"),
    "for_groups": Text("{groups}可进", "{groups} may enter"),
    "locating": Text("正在定位…", "Finding where you are…"),
    "asking": Text("正在找…", "Looking…"),
    "within": Text("{far}内", "within {far}"),
    "among_kept": Text("存下的驿站里", "among those kept on this phone"),
    "found": Text("{within}有 {n} 个驿站", "{n} stations {within}"),
    "found_one": Text("{within}有 1 个驿站", "1 station {within}"),
    "found_nearest": Text("列出最近的 {n} 个驿站", "The {n} nearest stations"),
    "found_useful": Text("列出最合适的 {n} 个驿站", "The {n} stations that fit best"),
    "here": Text("我的位置", "My position"),
    "last_here": Text("上次的位置", "Last position"),
    "first_choice": Text("先去这里", "Go here first"),
    "estimate": Text("时间按直线距离估算，仅供参考。", "Times are estimates from the straight-line distance."),
    "denied_title": Text("没有得到你的位置", "Your position was not given"),
    "denied": Text(
        "浏览器没有允许定位。可以在浏览器设置里允许本页定位再试，也可以直接搜地名：商场、街道、驿站名都行，拼音也行。",
        "The browser does not allow it. Allow it for this page in the browser's settings and try again, or search for"
        " a place: a mall, a street, a station.",
    ),
    "unlocated_title": Text("暂时定不了位", "No position right now"),
    "unlocated": Text(
        "信号可能被高楼或地下室挡住了。走到露天处再试，或者直接搜地名。",
        "Tall buildings or a basement may be in the way. Try again in the open, or search for a place.",
    ),
    "insecure_title": Text("这个网址不能定位", "No positioning at this address"),
    "insecure": Text(
        "浏览器只在 https 网址上给出位置。请搜地名。",
        "Browsers give a position on https addresses only. Please search for a place.",
    ),
    "try_again": Text("再试一次", "Try again"),
    "search_place": Text("搜地名", "Search"),
    "none_title": Text("没有全都符合的驿站", "No station has all of that"),
    "none": Text(
        "{within}没有这样的：{what}。去掉一个条件再找。", "There is none {within} with: {what}. Drop a condition."
    ),
    "when_there": Text("到时开着", "open on arrival"),
    "drop_needs": Text("清除条件", "Clear conditions"),
    "show_closed": Text("没开的也列出", "List closed ones too"),
    "drop_group": Text("不限身份", "For anyone"),
    "empty_title": Text("这里还没有登记驿站", "No station is registered here"),
    "empty": Text("换个地名搜一搜。", "Try another place."),
    "far_title": Text("附近没有能去的驿站", "No station to go to near here"),
    "far": Text(
        "{far}内一个也没有，最近的在 {distance}外。这一带可能还没有登记，可以换个地名搜。",
        "There is none within {far}; the nearest is {distance} away. This area may not be registered yet."
        " Try another place.",
    ),
    "offline_title": Text("没有网络，这附近的驿站也没有存下", "Offline, and nothing is kept of this area"),
    "offline": Text(
        "有网时找过一次，附近的驿站就会存在手机里，之后没网也能查。",
        "Look once while online: the stations around are then kept on this phone and can be found without a network.",
    ),
    "down_title": Text("服务暂时答不上来", "The service cannot answer right now"),
    "down": Text("不是你的问题，过一会儿再试。", "It is not you. Please try again in a moment."),
    "kept_offline": Text("没有网络。下面是{ago}存下的。", "Offline. This was kept {ago}."),
    "stale": Text("数据是{ago}的，服务正在恢复。", "This was known {ago}; the service is recovering."),
    "kept_down": Text(
        "服务暂时答不上来。下面是{ago}存下的。", "The service cannot answer right now. This was kept {ago}."
    ),
    "forgotten": Text("位置和存下的驿站都已从手机里删掉。", "Your position and the kept stations are deleted."),
    "type_more": Text("输入地名，例如：王府井、东单、dongdan", "Type a place, for example Wangfujing"),
    "no_place": Text("没有找到“{q}”。换个说法试试。", "Nothing called “{q}”. Try other words."),
    "search_kept": Text("连不上服务，只搜了手机里存下的驿站。", "No connection: only stations kept on this phone."),
    "search_failed": Text(
        "连不上服务，手机里存下的驿站也没有叫“{q}”的。",
        "No connection, and no station kept on this phone is called “{q}”.",
    ),
    "kind_station": Text("驿站", "Station"),
    "kind_country": Text("国家", "Country"),
    "kind_province": Text("省区市", "Province"),
    "kind_city": Text("市", "City"),
    "kind_county": Text("区县", "District"),
    "kind_township": Text("街道乡镇", "Sub-district"),
    "kind_community": Text("社区", "Community"),
    "kind_zone": Text("功能区", "Zone"),
    "kind_street": Text("道路", "Street"),
    "map_failed": Text("这台手机显示不了地图。列表照常能用。", "This phone cannot draw the map. The list still works."),
    "close": Text("关闭", "Close"),
    "zoom_in": Text("放大", "Zoom in"),
    "zoom_out": Text("缩小", "Zoom out"),
    "the_map": Text("地图", "Map"),
    "estimated_here": Text("直线 {distance}", "{distance}, straight line"),
    "report_title": Text("这里有问题？点一下就行", "Something wrong? One tap"),
    "report_lead": Text(
        "不用登录，不带你的位置。点错了 4 秒内可以撤销。", "No account, no position. Undo within 4 seconds."
    ),
    "report_text": Text("想补充一句（可以不填）", "Add a sentence (optional)"),
    "report_sending": Text("马上发送：{kind}", "Sending: {kind}"),
    "report_queued": Text(
        "没有网络，已存在手机里，有网就发：{kind}",
        "Offline. Kept on this phone, sent once there is a network: {kind}",
    ),
    "report_down": Text(
        "服务暂时收不了，已存在手机里，稍后自动再发：{kind}",
        "The service cannot take it right now. Kept on this phone, sent again later: {kind}",
    ),
    "report_limited": Text(
        "报告太频繁，已存在手机里，{time} 后自动再发：{kind}",
        "Too many reports for now. Kept on this phone, sent again after {time}: {kind}",
    ),
    "report_sent": Text("已收到：{kind}。回执 {receipt}", "Received: {kind}. Receipt {receipt}"),
    "report_refused": Text("没有发出去：{why}", "Not sent: {why}"),
    "report_undo": Text("撤销", "Undo"),
    "report_undone": Text("已撤销，没有发送。", "Undone; nothing was sent."),
    "report_pending": Text("待发送", "To be sent"),
    "report_pending_until": Text("太频繁，{time} 后再发", "Too many; sent again after {time}"),
    "report_waiting": Text("已收到，等待处理", "Received, waiting"),
    "copied": Text("网址已复制", "The address is copied"),
    "copy_this": Text("长按复制这个网址", "Copy this address"),
    "share_text": Text("{name} — 驿站", "{name} — rest station"),
    "kept_card": Text("没有网络。这是{ago}存下的，可能有变。", "Offline. Kept {ago}; things may have changed."),
    "kept_gone_title": Text("没有网络，这个驿站也没有存下", "Offline, and this station is not kept"),
    "back": Text("返回", "Back"),
    "address": Text("地址", "Address"),
    "raw_hours": Text("开放时间", "Opening hours"),
    "getting_in": Text("怎么进去", "How to get in"),
    "checked": Text("核实", "Verified"),
    "open_in_app": Text("用地图应用打开", "Open in a map app"),
}


def said(table: Mapping[str, Text], lang: Lang) -> dict[str, str]:
    """Return a table of wordings in one language."""
    return {key: text.say(lang) for key, text in table.items()}
