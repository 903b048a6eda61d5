"""METRICS of coverage: what is said of each district in a run, each with its formula in words and its source."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from stations.language import Text

FEWEST = 5
"""Of fewer people, places or stations no share is given: one more or less would swing it too far."""


class Figure(NamedTuple):
    """A number, and what it is a part of where it is one; None where it is not known."""

    value: float | None
    of: float | None = None

    @property
    def share(self) -> float | None:
        """The part of the whole; None without a whole of at least FEWEST."""
        return self.value / self.of if self.value is not None and self.of is not None and self.of >= FEWEST else None


Row = Mapping[str, Any]
"""A row of `coverage_area`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverageMetric:
    """Say what a figure is called, its unit, how it is worked out, and by whose definition.

    `value` maps a row and the place of the band asked for to the figure. A unit of None is that of the demand.
    """

    label: Text
    unit: Text | None
    formula: Text
    source: Text
    value: Callable[[Row, int], Figure]

    def as_dict(self) -> dict[str, Any]:
        """Return the words as plain data."""
        return {
            "label": self.label._asdict(),
            "unit": self.unit._asdict() if self.unit else None,
            "formula": self.formula._asdict(),
            "source": self.source._asdict(),
        }


OURS = Text("本系统定义；见 DECISIONS.md 16", "defined here; see DECISIONS.md 16")
DOUBLE_15 = Text("全国总工会“双15工程”：15分钟服务圈交叉覆盖", "ACFTU's Double-15: 15-minute circles that overlap")
METRES = Text("米", "m")
COUNT = Text("个", "stations")

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
        value=lambda row, band: Figure(row["covered_sure"][band], row["weight"]),
    ),
    "covered_may": CoverageMetric(
        label=Text("可能覆盖", "Possibly covered"),
        unit=None,
        formula=Text(
            "同“确定覆盖”，但开放时间或设施未知的站点也计入：真实值在两者之间",
            "as “surely covered”, but stations whose hours or amenities nobody knows count too: the truth lies between",
        ),
        source=OURS,
        value=lambda row, band: Figure(row["covered_may"][band], row["weight"]),
    ),
    "covered_km2_sure": CoverageMetric(
        label=Text("确定覆盖面积", "Ground surely covered"),
        unit=Text("平方公里", "km²"),
        formula=Text("覆盖单元的面积之和 ÷ 全部单元面积", "area of the cells covered ÷ area of all cells"),
        source=OURS,
        value=lambda row, band: Figure(row["covered_km2_sure"][band], row["area_km2"]),
    ),
    "twice_sure": CoverageMetric(
        label=Text("交叉覆盖（两个站点）", "Covered by two stations"),
        unit=None,
        formula=Text(
            "路程限值内至少有两个确定可用站点的需求 ÷ 全部需求", "demand with two sure stations in reach ÷ all"
        ),
        source=DOUBLE_15,
        value=lambda row, _: Figure(row["by_count_sure"][1], row["weight"]),
    ),
    "thrice_sure": CoverageMetric(
        label=Text("交叉覆盖（三个站点）", "Covered by three stations"),
        unit=None,
        formula=Text(
            "路程限值内至少有三个确定可用站点的需求 ÷ 全部需求",
            "demand with three sure stations in reach ÷ all",
        ),
        source=DOUBLE_15,
        value=lambda row, _: Figure(row["by_count_sure"][2], row["weight"]),
    ),
    "mean_m": CoverageMetric(
        label=Text("平均路程", "Mean way"),
        unit=METRES,
        formula=Text(
            "到第 k 近的确定可用站点的路程，按需求加权平均；最长一档以内到不了的不计，另列",
            "way to the k-th nearest sure station, weighted by demand; what reaches none is apart",
        ),
        source=OURS,
        value=lambda row, _: Figure(row["mean_m"]),
    ),
    "median_m": CoverageMetric(
        label=Text("路程中位数", "Median way"),
        unit=METRES,
        formula=Text("半数需求的路程不超过此值（只计能到达的）", "half of what reaches one has no longer way"),
        source=OURS,
        value=lambda row, _: Figure(row["median_m"]),
    ),
    "p90_m": CoverageMetric(
        label=Text("九成需求的路程", "Way of nine in ten"),
        unit=METRES,
        formula=Text("九成需求的路程不超过此值（只计能到达的）", "nine tenths of it have no longer way"),
        source=OURS,
        value=lambda row, _: Figure(row["p90_m"]),
    ),
    "answering_sure": CoverageMetric(
        label=Text("确定可用的站点", "Stations surely of use"),
        unit=COUNT,
        formula=Text(
            "区内已知此时开放且具备所需的站点 ÷ 区内站点",
            "stations in the district known to be open then with what is needed ÷ its stations",
        ),
        source=OURS,
        value=lambda row, _: Figure(row["answering_sure"], row["stations"]),
    ),
}
