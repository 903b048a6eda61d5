"""METRICS of gaps, plans and changes, each with its formula in words and its source."""

from collections.abc import Mapping

from maps.figure import METRES, OURS, CoverageMetric
from stations.language import Text

BOUNDS = Text("Church、ReVelle 1974；拉格朗日松弛", "Church and ReVelle 1974; Lagrangian relaxation")

GAP_METRICS: Mapping[str, CoverageMetric] = {
    "gap": CoverageMetric(
        label=Text("空白中的需求", "Demand in the gap"),
        unit=None,
        formula=Text(
            "相邻的、没有确定可用站点可达的单元，其需求之和",
            "demand of cells side by side that no sure station reaches",
        ),
        source=OURS,
        column="weight",
        form="amount",
        about="gap",
    ),
    "gap_may": CoverageMetric(
        label=Text("其中可能已覆盖", "Of it possibly covered"),
        unit=None,
        formula=Text(
            "空白中，开放时间或设施未知的站点可达的需求 ÷ 空白中的需求",
            "demand in the gap that stations reach whose hours or amenities nobody knows ÷ demand in the gap",
        ),
        source=OURS,
        column="weight_may",
        of="weight",
        about="gap",
    ),
    "gap_nearest_m": CoverageMetric(
        label=Text("到最近站点", "To the nearest station"),
        unit=METRES,
        formula=Text(
            "自空白需求中间的单元到最近站点（无论是否可用）的路程；走不到的按直线，以 nearest_way 注明",
            "from the cell in the middle of its demand to the nearest station, of use or not; straight where no way "
            "leads there, as `nearest_way` says",
        ),
        source=OURS,
        column="nearest_m",
        form="amount",
        about="gap",
    ),
}

CHANGE_METRICS: Mapping[str, CoverageMetric] = {
    "gained_sure": CoverageMetric(
        label=Text("新增确定覆盖", "Newly covered for sure"),
        unit=None,
        formula=Text(
            "修改前没有、修改后有确定可用站点可达的需求 ÷ 全部需求",
            "demand that sure stations reach after the changes and not before ÷ all demand",
        ),
        source=OURS,
        column="gained_sure",
        of="weight",
        about="change",
    ),
    "lost_sure": CoverageMetric(
        label=Text("失去确定覆盖", "No longer covered for sure"),
        unit=None,
        formula=Text(
            "修改前有、修改后没有确定可用站点可达的需求 ÷ 全部需求",
            "demand that sure stations reach before the changes and not after ÷ all demand",
        ),
        source=OURS,
        column="lost_sure",
        of="weight",
        about="change",
    ),
}

PLAN_METRICS: Mapping[str, CoverageMetric] = {
    "plan_objective": CoverageMetric(
        label=Text("方案的目标值", "What the plan attains"),
        unit=None,
        formula=Text(
            "最大覆盖：按方案开设后确定覆盖的需求；全部覆盖：需要的站点数",
            "of the most served: demand surely covered once it is carried out; of all served: stations it needs",
        ),
        source=BOUNDS,
        column="objective",
        form="amount",
        about="plan",
    ),
    "plan_gap": CoverageMetric(
        label=Text("与最优的最大差距", "Farthest from the best"),
        unit=Text("占上界", "of the bound"),
        formula=Text(
            "（任何方案都不超过的上界 − 方案的目标值）÷ 上界；全部覆盖时为（方案的站点数 − 至少需要的站点数）÷ 前者",
            "(what no plan exceeds − what the plan attains) ÷ the former; where all are served (stations of the plan − "
            "stations any plan needs) ÷ the former",
        ),
        source=BOUNDS,
        column="gap",
        form="index",
        about="plan",
    ),
}
