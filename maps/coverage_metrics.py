"""METRICS of coverage: what is said of each district and station in a run, with its formula in words and its source."""

from collections.abc import Mapping

from maps.figure import FEWEST, CoverageMetric, Figure
from maps.runs.sharing import ASSUMED_SEATS
from maps.station_metrics import STATION_METRICS
from stations.language import Text

__all__ = ["FEWEST", "METRICS", "CoverageMetric", "Figure"]

OURS = Text("本系统定义", "defined here")
DOUBLE_15 = Text("全国总工会“双15工程”：15分钟服务圈交叉覆盖", "ACFTU's Double-15: 15-minute circles that overlap")
E2SFCA = Text("Luo、Qi 2009；高斯衰减：Dai 2010", "Luo and Qi 2009; Gaussian decay: Dai 2010 (Health & Place)")
E3SFCA = Text(
    "Wan、Zou、Sternberg 2012；高斯衰减：Dai 2010", "Wan, Zou and Sternberg 2012 (IJGIS); Gaussian decay: Dai 2010"
)
GINI = Text("洛伦茨曲线；基尼 1912", "Lorenz curve; Gini 1912")
PALMA = Text("Palma 2011；Cobham、Sumner 2013", "Palma 2011; Cobham and Sumner 2013")
SHANDONG = Text(
    "山东省：间距小于1公里，密集处小于0.5公里（人民网）",
    "Shandong: less than 1 km apart, 0.5 km where dense (people.com.cn)",
)
METRES = Text("米", "m")
COUNT = Text("个", "stations")
KM2 = Text("平方公里", "km²")
SEATS = Text("座", "seats")
SEATS_A_HEAD = Text("座／千单位需求", "seats per 1,000 of the demand")
NO_UNIT = Text("无单位", "no unit")

ACCESS_2 = Text(
    "先把每个站点的座位数除以其范围内需求按路程衰减后的总和，再对每个单元把能到达站点的该比值按衰减相加；"
    f"本区各单元之和（座）÷ 本区需求。座位数未知的按 {ASSUMED_SEATS} 座；区界外的需求同样分座，"
    "但没有需求数据而按面积时只计区内",
    "seats of each station over the demand in its reach, weighed by a decay with distance; a cell has the sum of these "
    "ratios, decayed again; seats that fall to the district ÷ its demand. Where seats are not known: "
    f"{ASSUMED_SEATS}. Demand beyond the border shares too, but where area is counted only that inside",
)
ACCESS_3 = Text(
    "同两步法，但需求先按衰减在可达站点之间分配，不重复计算",
    "as in two steps, but demand first divides itself among the stations it reaches, so none is counted twice",
)
IF_UNKNOWN = Text("；时间或设施未知的站点也计入", "; stations whose hours or amenities nobody knows count too")


def _access(label: Text, column: str, formula: Text, source: Text) -> CoverageMetric:
    return CoverageMetric(
        label=label, unit=SEATS_A_HEAD, formula=formula, source=source, column=column, of="weight", form="rate"
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
    "mean_m": CoverageMetric(
        label=Text("平均路程（能到达者）", "Mean way, of those who reach one"),
        unit=METRES,
        formula=Text(
            "到第 k 近的确定可用站点的路程，按需求加权平均；最长一档以内到不了的不计，另列",
            "way to the k-th nearest sure station, weighted by demand; what reaches none is apart",
        ),
        source=OURS,
        column="mean_m",
        form="amount",
    ),
    "median_m": CoverageMetric(
        label=Text("路程中位数（能到达者）", "Median way, of those who reach one"),
        unit=METRES,
        formula=Text("半数需求的路程不超过此值（只计能到达的）", "half of what reaches one has no longer way"),
        source=OURS,
        column="median_m",
        form="amount",
    ),
    "p90_m": CoverageMetric(
        label=Text("九成能到达者的路程", "90th percentile of their ways"),
        unit=METRES,
        formula=Text("九成需求的路程不超过此值（只计能到达的）", "nine tenths of it have no longer way"),
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
    "area_km2": CoverageMetric(
        label=Text("行政区面积", "Ground of the district"),
        unit=KM2,
        formula=Text("由边界在椭球面上计算", "on the ellipsoid, from the boundary"),
        source=OURS,
        column="area_km2",
        form="amount",
    ),
    "seats": CoverageMetric(
        label=Text("可用座位", "Seats of use"),
        unit=SEATS,
        formula=Text(
            f"区内确定可用站点的容纳人数之和；未填容纳人数时取座椅数量，均未知的按 {ASSUMED_SEATS} 座，其站点数另列",
            "capacity of the district's stations surely of use; where it is not stated the seats listed, else "
            f"{ASSUMED_SEATS}, and how many stations that were is beside",
        ),
        source=Text("贵州 2019：至少容纳5人", "the number assumed: Guizhou 2019, at least five people"),
        column="seats",
        form="amount",
    ),
    "seats_unknown": CoverageMetric(
        label=Text("其中座位数为假定的站点", "Of these, stations with seats assumed"),
        unit=COUNT,
        formula=Text(
            "座位数未知的确定可用站点 ÷ 确定可用站点", "of the stations surely of use, those with the number assumed"
        ),
        source=OURS,
        column="seats_unknown",
        of="answering_sure",
    ),
    "access2_sure": _access(
        Text("座位可及性（两步法）", "Access to seats, two steps"), "access2_sure", ACCESS_2, E2SFCA
    ),
    "access2_may": _access(
        Text("座位可及性（两步法，可能）", "Access to seats, two steps, possibly"),
        "access2_may",
        Text(ACCESS_2.zh + IF_UNKNOWN.zh, ACCESS_2.en + IF_UNKNOWN.en),
        E2SFCA,
    ),
    "access3_sure": _access(
        Text("座位可及性（三步法）", "Access to seats, three steps"), "access3_sure", ACCESS_3, E3SFCA
    ),
    "access3_may": _access(
        Text("座位可及性（三步法，可能）", "Access to seats, three steps, possibly"),
        "access3_may",
        Text(ACCESS_3.zh + IF_UNKNOWN.zh, ACCESS_3.en + IF_UNKNOWN.en),
        E3SFCA,
    ),
    "gini": CoverageMetric(
        label=Text("座位分配的基尼系数", "Gini coefficient of seats"),
        unit=NO_UNIT,
        formula=Text(
            "各单元的座位可及性（两步法，确定）按需求加权：1 − 2 ×洛伦茨曲线下面积；0为人人相同；"
            "没有需求或没有座位时不计算",
            "of seats a head (two steps, sure) by cell, weighted by demand: 1 − 2 × the area below the Lorenz curve; "
            "0 where all have the same; none without demand or without a seat",
        ),
        source=GINI,
        column="gini",
        form="index",
    ),
    "palma": CoverageMetric(
        label=Text("座位分配的帕尔马比值", "Palma ratio of seats"),
        unit=NO_UNIT,
        formula=Text(
            "座位最多的一成需求所得 ÷ 最少的四成所得；后者为0时不计算",
            "what the tenth of the demand with most has ÷ what the four tenths with least have; none where that is 0",
        ),
        source=PALMA,
        column="palma",
        form="index",
    ),
    "lorenz": CoverageMetric(
        label=Text("洛伦茨曲线", "Lorenz curve"),
        unit=NO_UNIT,
        formula=Text(
            "座位最少的0、10、…、100%需求所得座位的占比",
            "share of the seats that the 0, 10, ..., 100 % of the demand with least have",
        ),
        source=GINI,
        column="lorenz",
        at="each",
        form="index",
    ),
    "density_sure": CoverageMetric(
        label=Text("按疏密的确定覆盖", "Surely covered, by density"),
        unit=None,
        formula=Text(
            "需求按所在街坊（大两级的H3单元）的需求密度由疏到密分为五等份，各份中确定覆盖的 ÷ 该份需求；按面积时不计算",
            "demand in five equal parts, from the least dense neighbourhood (a hexagon two sizes larger) to the "
            "densest: what is surely covered ÷ the part; none where area is counted",
        ),
        source=OURS,
        column="density_sure",
        of="density_weight",
        at="each",
    ),
    "spacing_broken": CoverageMetric(
        label=Text("间距过大的站点", "Isolated stations"),
        unit=COUNT,
        formula=Text(
            "区内在规定间距（密集处0.5公里，其他1公里，直线）内没有其他站点的站点 ÷ 区内站点；"
            "需求密度不低于半数需求所在之处为密集",
            "stations of the district with no other within 1 km, 0.5 km where dense, in a straight line ÷ its "
            "stations; dense is where demand lies at least as densely as half of it",
        ),
        source=SHANDONG,
        column="spacing_broken",
        of="stations",
    ),
    **STATION_METRICS,
}
