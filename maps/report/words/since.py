"""What has changed since the same question was last asked, on an earlier day."""

from maps.report.contents import Contents, Earlier, Records
from maps.report.words.writing import number, on, part, points, so_many
from stations.language import Text

INPUTS = {
    "streets": Text("道路", "streets"),
    "demand": Text("需求数据", "demand"),
    "stations": Text("站点", "stations"),
    "week": Text("开放时间", "opening hours"),
    "areas": Text("行政区边界", "boundaries"),
    "engine": Text("算法版本", "engine"),
}


def changed(contents: Contents) -> Text:
    """Say what has changed since the last run of the same question on an earlier day, or that there was none."""
    earlier = contents.earlier
    if earlier is None:
        return Text(
            "此前各日没有同一问题的计算，无从比较。",
            "Nothing to compare with: this question was not asked on an earlier day.",
        )
    inputs, moved = [INPUTS[key] for key in earlier.changed], _moved(contents, earlier)
    records = _records(earlier.records)
    zh = (
        f"与上次（站点数据提取于{on(earlier.as_of, 'zh')}，计算编号 {earlier.run[:8]}）相比，{moved.zh}；"
        f"站点由 {earlier.stations} 个变为 {contents.whole.stations} 个{records.zh}。变了的是："
        f"{'、'.join(name.zh for name in inputs)}。"
    )
    en = (
        f"Since the last run (stations as of {on(earlier.as_of, 'en')}, run {earlier.run[:8]}) {moved.en}; "
        f"stations went from {earlier.stations} to {contents.whole.stations}{records.en}. What changed: "
        f"{', '.join(name.en for name in inputs)}."
    )
    if "demand" in earlier.changed:
        zh += "需求数据已更换，两次的数字不可直接相比。"
        en += " The demand is another one, so the two are not alike."
    return Text(zh, en)


def _records(records: Records | None) -> Text:
    """Say how many stations came, went and were altered; nothing where that is not known."""
    if records is None:
        return Text("", "")
    added, removed, altered = records
    return Text(
        f"（新增 {added} 个，移除 {removed} 个，资料有改动的 {altered} 个）",
        f" ({added} added, {removed} removed, {altered} described otherwise)",
    )


def _moved(contents: Contents, earlier: Earlier) -> Text:
    """Say by how much what is surely covered has changed."""
    if earlier.sure.value is None:
        return Text(
            "上次需求多数不在道路范围内，覆盖无从比较",
            "what was covered then could not be judged, most of the demand being off the streets",
        )
    whole, unit = contents.whole.sure, contents.unit
    difference, moved = number(whole) - number(earlier.sure), points(earlier.sure, whole)
    before, after = part(earlier.sure, unit), part(whole, unit)
    if not difference and earlier.sure.of == whole.of:
        return Text(f"确定覆盖没有变化，仍是 {after.zh}", f"what is surely covered is the same: {after.en}")
    sign = "+" if difference >= 0 else "−"
    by = so_many(abs(difference), unit)
    return Text(
        f"确定覆盖由 {before.zh}变为 {after.zh}，{sign}{by.zh}{f'，{moved} 个百分点' if moved else ''}",
        f"what is surely covered went from {before.en} to {after.en}, {sign}{by.en}"
        f"{f', {moved} points' if moved else ''}",
    )
