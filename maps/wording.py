"""WORDS: the wording on the maps, in both languages."""

from stations.language import Lang, Text

WORDS = {
    "area": Text("面积", "Area"),
    "areas": Text("面积算法", "Areas"),
    "as_of": Text("数据截至", "Data as of"),
    "at": Text("数据截至时", "when the data were taken"),
    "boundary": Text("边界", "Boundaries"),
    "classes": Text("分级", "Classes"),
    "close": Text("关闭", "Close"),
    "cluster": Text("{n} 个站点，点按放大", "{n} stations, press to zoom in"),
    "code": Text("编码", "Code"),
    "color_by": Text("区划着色", "Colour districts by"),
    "demo": Text("示例", "Demo"),
    "demo_notice": Text("示例数据，并非真实站点", "Demonstration data, not real stations"),
    "districts": Text("区划", "districts"),
    "hours": Text("开放时间", "Hours"),
    "hours_unknown": Text("未提供", "not given"),
    "in_class": Text("{n} 个", "{n}"),
    "layers": Text("图层", "Layers"),
    "legend": Text("图例与图层", "Legend and layers"),
    "letter": Text("字", "A"),
    "map_number": Text("审图号", "Map review no."),
    "method": Text("方法与来源", "Method and sources"),
    "needs_unknown": Text("能否取暖、饮水、如厕等：未知", "Warmth, water, toilet and the rest: unknown"),
    "no": Text("没有", "No"),
    "no_data": Text("无数据", "No data"),
    "no_script": Text(
        "请允许本页运行脚本，否则无法显示地图。", "Please allow scripts on this page: the map needs them."
    ),
    "no_stations": Text("本区域内还没有登记的站点。", "No station is registered in this area yet."),
    "north": Text("北", "N"),
    "people": Text("人口", "Population"),
    "people_unknown": Text("没有人口数据", "no census given"),
    "projection": Text("在等积投影下计算", "worked out in an equal-area projection"),
    "quantiles": Text("分位数分级，每级含上限；0 单列", "quantiles, upper bounds included; 0 stands apart"),
    "shown_stations": Text("站点", "stations"),
    "source": Text("来源", "Source"),
    "to_fill_in": Text("（待填）", "(to be filled in)"),
    "unknown": Text("未知", "Unknown"),
    "verified": Text("核实于 {day}", "verified {day}"),
    "verified_never": Text("未核实", "not verified"),
    "whole": Text("回到全图", "Back to the whole map"),
    "year": Text("{year} 年", "{year}"),
    "year_unknown": Text("年份未注明", "year not given"),
    "yes": Text("有", "Yes"),
    "zoom_in": Text("放大", "Zoom in"),
    "zoom_out": Text("缩小", "Zoom out"),
}


def words(lang: Lang) -> dict[str, str]:
    """Return every wording in one language."""
    return {key: text.say(lang) for key, text in WORDS.items()}
