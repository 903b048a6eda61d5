"""METRICS of the stations in a run, each with its formula in words and its source."""

from collections.abc import Mapping

from maps.figure import METRES, OURS, CoverageMetric
from stations.language import Text

STATION_METRICS: Mapping[str, CoverageMetric] = {
    "station_weight": CoverageMetric(
        label=Text("范围内需求", "Demand within reach"),
        unit=None,
        formula=Text(
            "路程限值内能到达该站点的需求，无论其是否可用",
            "demand from which it is within the reach, whether it answers or not",
        ),
        source=OURS,
        column="weight",
        form="amount",
        about="station",
    ),
    "sole": CoverageMetric(
        label=Text("唯一可达", "Reached by this one alone"),
        unit=None,
        formula=Text(
            "范围内没有其他确定可用站点可达的需求 ÷ 范围内需求：关闭即失去；"
            "尚不可用的站点一旦可用即增加；其余为与其他站点重叠的部分",
            "demand in its reach that no other sure station reaches ÷ demand in its reach: lost if it closed; gained "
            "if one that does not answer came to; the rest is what it shares with others (overlap)",
        ),
        source=OURS,
        column="weight_sole",
        of="weight",
        about="station",
    ),
    "taken": CoverageMetric(
        label=Text("从其他站点分走", "Taken from others"),
        unit=None,
        formula=Text(
            "以该站点为最近确定可用站点的需求中，另有其他确定可用站点可达的部分 ÷ 前者",
            "of the demand that has, or would have, it as the nearest sure station, what another sure one reaches too "
            "÷ that demand (cannibalisation)",
        ),
        source=OURS,
        column="weight_taken",
        of="weight_nearest",
        about="station",
    ),
    "rival": CoverageMetric(
        label=Text("与最大竞争站点共有", "Shared with the chief rival"),
        unit=None,
        formula=Text(
            "范围内以同一个其他确定可用站点为次选最多的需求 ÷ 范围内需求",
            "demand in its reach for which one and the same other sure station comes next, the one with most of it "
            "÷ demand in its reach",
        ),
        source=OURS,
        column="rival_weight",
        of="weight",
        about="station",
    ),
    "other_m": CoverageMetric(
        label=Text("到最近其他站点", "To the nearest other station"),
        unit=METRES,
        formula=Text(
            "椭球面直线距离，无论是否可用；与规定间距 rule_m 比较：密集处500米，其他1,000米",
            "geodesic, whether that one answers or not; to be less than `rule_m`: 500 m where dense, else 1,000 m",
        ),
        source=Text("间距规定：山东省（人民网）", "the rule: Shandong (people.com.cn)"),
        column="other_m",
        form="amount",
        about="station",
    ),
}
