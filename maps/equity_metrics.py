"""METRICS of seats: how many, for how many people, how evenly shared; and how far apart stations stand."""

from collections.abc import Mapping

from maps.figure import COUNT, IF_UNKNOWN, OURS, CoverageMetric
from maps.runs.sharing import ASSUMED_SEATS
from stations.language import Text

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


def _access(label: Text, column: str, formula: Text, source: Text) -> CoverageMetric:
    return CoverageMetric(
        label=label, unit=SEATS_A_HEAD, formula=formula, source=source, column=column, of="weight", form="rate"
    )


EQUITY_METRICS: Mapping[str, CoverageMetric] = {
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
}
