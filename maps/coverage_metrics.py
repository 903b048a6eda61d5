"""METRICS of coverage: what is said of districts, stations, gaps, changes and plans, each with formula and source."""

from collections.abc import Mapping
from typing import Any

from maps.equity_metrics import EQUITY_METRICS
from maps.figure import COUNT, FEWEST, IF_UNKNOWN, KM2, METRES, OURS, CoverageMetric, Figure
from maps.gap_metrics import CHANGE_METRICS, GAP_METRICS, PLAN_METRICS
from maps.station_metrics import STATION_METRICS
from stations.language import Text
from stations.search import MODES

__all__ = ["FEWEST", "KM2", "METRICS", "CoverageMetric", "Figure", "told"]

DOUBLE_15 = Text("全国总工会“双15工程”：15分钟服务圈交叉覆盖", "ACFTU's Double-15: 15-minute circles that overlap")
DRIVEN = MODES["drive"].speed_m_s
BY_CAR = Text(
    f"；沿道路驾车时是行驶秒数 × {DRIVEN:g} 米，不是路长",
    f"; for driving along streets seconds on the way × {DRIVEN:g} m, not the length of the road",
)


METRICS: Mapping[str, CoverageMetric] = {
    "covered_sure": CoverageMetric(
        label=Text("确定覆盖", "Surely covered"),
        unit=None,
        formula=Text(
            "到第 k 近的站点（已知此时开放、已知具备所需）路程不超过限值的单元，其需求之和 ÷ 全部单元需求之和",
            "demand of the cells whose k-th nearest station, known to be open then and to have what is needed, "
            "is within the reach ÷ demand of all cells",
        ),
        source=OURS,
        column="covered_sure",
        of="weight",
        at="band",
    ),
    "covered_may": CoverageMetric(
        label=Text("可能覆盖", "Possibly covered"),
        unit=None,
        formula=Text(
            "同“确定覆盖”，但开放时间或设施未知的站点也计入：真实值在两者之间",
            "as “surely covered”, but stations whose hours or amenities nobody knows count too: the truth lies between",
        ),
        source=OURS,
        column="covered_may",
        of="weight",
        at="band",
    ),
    "covered_km2_sure": CoverageMetric(
        label=Text("确定覆盖面积（有需求处）", "Ground surely covered, where demand is"),
        unit=KM2,
        formula=Text(
            "覆盖单元的面积之和 ÷ 有需求的全部单元面积（不是行政区面积）",
            "area of the cells covered ÷ area of all cells that hold demand, which is not that of the district",
        ),
        source=OURS,
        column="covered_km2_sure",
        of="cells_km2",
        at="band",
    ),
    "covered_km2_may": CoverageMetric(
        label=Text("可能覆盖面积（有需求处）", "Ground possibly covered, where demand is"),
        unit=KM2,
        formula=Text("同“确定覆盖面积”" + IF_UNKNOWN.zh, "as “ground surely covered”" + IF_UNKNOWN.en),
        source=OURS,
        column="covered_km2_may",
        of="cells_km2",
        at="band",
    ),
    "twice_sure": CoverageMetric(
        label=Text("交叉覆盖（两个站点）", "Covered by two stations"),
        unit=None,
        formula=Text(
            "路程限值内至少有两个确定可用站点的需求 ÷ 全部需求", "demand with two sure stations in reach ÷ all"
        ),
        source=DOUBLE_15,
        column="by_count_sure",
        of="weight",
        at=1,
    ),
    "thrice_sure": CoverageMetric(
        label=Text("交叉覆盖（三个站点）", "Covered by three stations"),
        unit=None,
        formula=Text(
            "路程限值内至少有三个确定可用站点的需求 ÷ 全部需求",
            "demand with three sure stations in reach ÷ all",
        ),
        source=DOUBLE_15,
        column="by_count_sure",
        of="weight",
        at=2,
    ),
    "twice_may": CoverageMetric(
        label=Text("可能交叉覆盖（两个站点）", "Possibly covered by two stations"),
        unit=None,
        formula=Text("同“交叉覆盖（两个站点）”" + IF_UNKNOWN.zh, "as “covered by two stations”" + IF_UNKNOWN.en),
        source=DOUBLE_15,
        column="by_count_may",
        of="weight",
        at=1,
    ),
    "thrice_may": CoverageMetric(
        label=Text("可能交叉覆盖（三个站点）", "Possibly covered by three stations"),
        unit=None,
        formula=Text("同“交叉覆盖（三个站点）”" + IF_UNKNOWN.zh, "as “covered by three stations”" + IF_UNKNOWN.en),
        source=DOUBLE_15,
        column="by_count_may",
        of="weight",
        at=2,
    ),
    "off_streets": CoverageMetric(
        label=Text("不在道路附近的需求", "Demand off the streets"),
        unit=None,
        formula=Text(
            "离任何道路超过 500 米的单元，其需求之和 ÷ 全部单元需求之和；按未覆盖计",
            "demand of cells more than 500 m from any street ÷ demand of all cells; counted as not covered",
        ),
        source=OURS,
        column="weight_off_streets",
        of="weight",
    ),
    "near_edge": CoverageMetric(
        label=Text("靠近道路数据边缘的需求", "Demand near the edge of the streets"),
        unit=None,
        formula=Text(
            "在道路数据范围以外、或离其边缘不到一个路程限值的单元，其需求之和 ÷ 全部单元需求之和："
            "边缘以外的站点没有计入",
            "demand of cells outside the street data, or nearer to its edge than the reach ÷ demand of all cells: "
            "stations beyond are missed",
        ),
        source=OURS,
        column="weight_near_edge",
        of="weight",
    ),
    "mean_m": CoverageMetric(
        label=Text("平均路程（能到达者）", "Mean way, of those who reach one"),
        unit=METRES,
        formula=Text(
            f"到第 k 近的确定可用站点的路程，按需求加权平均；最长一档以内到不了的不计，另列{BY_CAR.zh}",
            f"way to the k-th nearest sure station, weighted by demand; what reaches none is apart{BY_CAR.en}",
        ),
        source=OURS,
        column="mean_m",
        form="amount",
    ),
    "median_m": CoverageMetric(
        label=Text("路程中位数（能到达者）", "Median way, of those who reach one"),
        unit=METRES,
        formula=Text(
            f"半数需求的路程不超过此值（只计能到达的）{BY_CAR.zh}",
            f"half of what reaches one has no longer way{BY_CAR.en}",
        ),
        source=OURS,
        column="median_m",
        form="amount",
    ),
    "p90_m": CoverageMetric(
        label=Text("九成能到达者的路程", "90th percentile of their ways"),
        unit=METRES,
        formula=Text(
            f"九成需求的路程不超过此值（只计能到达的）{BY_CAR.zh}", f"nine tenths of it have no longer way{BY_CAR.en}"
        ),
        source=OURS,
        column="p90_m",
        form="amount",
    ),
    "answering_sure": CoverageMetric(
        label=Text("确定可用的站点", "Stations surely of use"),
        unit=COUNT,
        formula=Text(
            "区内已知此时开放且具备所需的站点 ÷ 区内在用站点；仅供本单位职工的都不计",
            "stations in the district known to be open then with what is needed ÷ those in service there; none that is "
            "for its host's staff only",
        ),
        source=OURS,
        column="answering_sure",
        of="stations",
    ),
    "answering_may": CoverageMetric(
        label=Text("可能可用的站点", "Stations possibly of use"),
        unit=COUNT,
        formula=Text("同“确定可用的站点”" + IF_UNKNOWN.zh, "as “stations surely of use”" + IF_UNKNOWN.en),
        source=OURS,
        column="answering_may",
        of="stations",
    ),
    "area_km2": CoverageMetric(
        label=Text("行政区面积", "Ground of the district"),
        unit=KM2,
        formula=Text("由边界在椭球面上计算", "on the ellipsoid, from the boundary"),
        source=OURS,
        column="area_km2",
        form="amount",
    ),
    **EQUITY_METRICS,
    **STATION_METRICS,
    **GAP_METRICS,
    **CHANGE_METRICS,
    **PLAN_METRICS,
}


def told() -> dict[str, dict[str, Any]]:
    """Return what every figure means, its formula and its source, as plain data."""
    return {key: metric.as_dict() for key, metric in METRICS.items()}
