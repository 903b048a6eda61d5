"""The map report of a district: asked for, followed while it is made, fetched."""

from collections.abc import Mapping

from stations.language import Text

REPORT: Mapping[str, Text] = {
    "report": Text("制作报告", "Make the report"),
    "report_title": Text("地图报告", "Map report"),
    "report_lead": Text(
        "按上面的问题制作一套材料：PDF、Word、Excel、地图和数据，数字与本页一致。推演的修改不在其中。",
        "A pack of the question as it stands: PDF, Word, Excel, maps and data, with the figures of this page. Changes"
        " that are tried are not in it.",
    ),
    "report_langs": Text("语言", "Languages"),
    "lang_zh": Text("中文", "Chinese"),
    "lang_en": Text("英文", "English"),
    "map_number": Text("审图号", "Map review number"),
    "if_any": Text("如有", "if there is one"),
    "one_language": Text("请至少选一种语言。", "Choose a language."),
    "working_report": Text("正在制作报告…", "Making the report…"),
    "report_done": Text("制作完成", "It is made"),
    "all_files": Text("全部下载（ZIP）", "All files (ZIP)"),
    "file_report.pdf": Text("报告，供打印（PDF）", "Report, for paper (PDF)"),
    "file_report.docx": Text("报告，供修改（Word）", "Report, for editing (Word)"),
    "file_tables.xlsx": Text("表格（Excel）", "Tables (Excel)"),
    "file_map.html": Text("交互地图，可离线打开", "Interactive map, opens offline"),
    "file_map.png": Text("地图图片（300 dpi）", "Map, a picture (300 dpi)"),
    "file_map.svg": Text("地图矢量图", "Map, vectors"),
    "file_data": Text("数据", "Data"),
}
