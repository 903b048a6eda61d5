"""What is asked of siting in a city: who is to be served, how much may be built, from which candidates."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Literal

from maps import remedies
from maps.question import Question
from maps.remedies import MOST_YUAN, Costs, Per
from stations import geo
from stations.errors import InputError

Source = Literal["corners", "hosts", "list"]

SOURCES: tuple[Source, ...] = ("corners", "hosts", "list")
MOST_APART_M = 10_000.0
MOST_CANDIDATES = 20_000
MOST_P = 500
REMEDIES, MOST_REMEDIES = 10, 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Aim:
    """What is wanted, one of three: `p` stations more, what a `budget` (yuan) buys, or everybody covered.

    With `p` so many stations of the area may `move`. A plan proven to be within `gap` of the best is good enough.
    """

    p: int | None = None
    budget: float | None = None
    cover_all: bool = False
    move: int = 0
    gap: float = 0.0

    def __post_init__(self) -> None:
        if (self.p is not None) + (self.budget is not None) + self.cover_all != 1:
            _refuse("p", "请在 p、budget、cover_all 中选择一项", "choose one of p, budget and cover_all")
        if not 0 <= (self.p or 0) <= MOST_P:
            _refuse("p", f"p 须在0至{MOST_P}之间", f"p lies between 0 and {MOST_P}")
        if not 0 <= (self.budget or 0.0) <= MOST_YUAN:
            _refuse("budget", f"预算须在0至{MOST_YUAN:g}元之间", f"a budget lies between 0 and {MOST_YUAN:g} yuan")
        if not 0 <= self.move <= MOST_P:
            _refuse("move", f"迁移数须在0至{MOST_P}之间", f"move lies between 0 and {MOST_P}")
        if self.move and self.p is None:
            _refuse("move", "迁移只与 p 一起使用；只迁移时 p=0", "move goes with p; for moves alone p is 0")
        if not 0 <= self.gap <= 1:
            _refuse("gap", "可接受的差距须在0至1之间", "a gap lies between 0 and 1")


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A candidate that was listed: WGS84 degrees; its cost in yuan, None where it is that of opening a station."""

    lon: float
    lat: float
    name: str | None = None
    cost: float | None = None

    def __post_init__(self) -> None:
        geo.check_lon_lat(lon=self.lon, lat=self.lat)
        if self.cost is not None and not 0 <= self.cost <= MOST_YUAN:
            _refuse(
                "cost",
                f"费用须在0至{MOST_YUAN:g}元之间，不能是 {self.cost:g}",
                f"a cost lies between 0 and {MOST_YUAN:g} yuan, it cannot be {self.cost:g}",
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class Pool:
    """Where candidates come from.

    `corners` are those of streets. `hosts` are the `stations` that do not answer, and the cells of `demand` where it
    is named. `list` is of `places`. Corners and cells are thinned until they are `apart_m` from each other, and farther
    until there are no more than `most`.
    """

    source: Source = "corners"
    apart_m: float = 200.0
    most: int = 2_000
    stations: bool = True
    demand: str | None = None
    places: tuple[Place, ...] = ()

    def __post_init__(self) -> None:
        if self.source not in SOURCES:
            _refuse(
                "candidates", f"候选点只能取自：{'、'.join(SOURCES)}", f"candidates are one of {', '.join(SOURCES)}"
            )
        if not 0 <= self.apart_m <= MOST_APART_M:
            _refuse("apart_m", f"间距须在0至{MOST_APART_M:g}米之间", f"candidates stand up to {MOST_APART_M:g} m apart")
        if not 1 <= self.most <= MOST_CANDIDATES:
            _refuse("most", f"候选点上限须在1至{MOST_CANDIDATES}之间", f"most lies between 1 and {MOST_CANDIDATES}")
        if len(self.places) > MOST_CANDIDATES:
            _refuse("places", f"候选点最多{MOST_CANDIDATES}个", f"there may be {MOST_CANDIDATES} candidates")
        self._check_source()

    def _check_source(self) -> None:
        if self.source == "hosts" and not self.stations and self.demand is None:
            _refuse("candidates", "请给出现有站点或需求数据作为候选", "hosts are stations, or the places of a demand")
        if self.source != "hosts" and self.demand is not None:
            _refuse("candidates", "只有现有点（hosts）可取自需求数据", "only hosts are places of a demand")
        if (self.source == "list") != bool(self.places):
            _refuse("places", "列表须有候选点，其他来源不可给出", "a list has places; what is no list has none")


@dataclass(frozen=True, slots=True, kw_only=True)
class Siting:
    """A question with what is wanted; `remedies` is how many steps of that other list are told beside the plan."""

    question: Question
    aim: Aim
    pool: Pool = field(default_factory=Pool)
    costs: Costs = field(default_factory=Costs)
    per: Per = "yuan"
    remedies: int = REMEDIES

    def __post_init__(self) -> None:
        if self.question.k != 1:
            _refuse("k", "选址只按一个站点覆盖计算（k=1）", "siting is for one station within reach (k = 1)")
        if self.pool.source == "corners" and self.question.streets is None:
            _refuse("candidates", "街角候选点需要道路", "street corners need streets")
        if not 0 <= self.remedies <= MOST_REMEDIES:
            _refuse("remedies", f"措施数须在0至{MOST_REMEDIES}之间", f"remedies lie between 0 and {MOST_REMEDIES}")

    def as_dict(self) -> dict[str, Any]:
        """Return it as plain data, which `siting_of` reads again; the same wish gives the same data."""
        return {
            "question": self.question.as_dict(),
            "aim": asdict(self.aim),
            "candidates": asdict(self.pool),
            "costs": asdict(self.costs),
            "per": self.per,
            "remedies": self.remedies,
        }

    def digest(self, inputs: Mapping[str, str | None]) -> str:
        """Return a hash of the wish and of what it is asked of, in hexadecimal digits."""
        said = json.dumps({"siting": _alike(self.as_dict()), "inputs": inputs}, sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(said.encode()).hexdigest()


def siting_of(question: Question, of: Mapping[str, Any]) -> Siting:
    """Return what is wanted beside a question; raise `InputError` for what cannot be meant."""
    pool = dict(of.get("candidates", {}))
    places = [_placed(number, place) for number, place in enumerate(pool.pop("places", ()), 1)]
    return Siting(
        question=question,
        aim=Aim(**of["aim"]),
        pool=Pool(**pool, places=tuple(places)),
        costs=remedies.costs_of(of.get("costs", {})),
        per=remedies.per_of(of.get("per", "yuan")),
        remedies=of.get("remedies", REMEDIES),
    )


def _alike(value: Any) -> Any:  # noqa: ANN401 - plain data
    """Return plain data with all numbers as floats: 15 and 15.0 are the same wish."""
    if isinstance(value, Mapping):
        return {name: _alike(each) for name, each in value.items()}
    if isinstance(value, list | tuple):
        return [_alike(each) for each in value]
    return float(value) if isinstance(value, int) and not isinstance(value, bool) else value


def _placed(number: int, place: Mapping[str, Any]) -> Place:
    """Return a candidate; an error names it by its number."""
    try:
        return Place(**place)
    except InputError as wrong:
        raise InputError(
            f"第 {number} 个候选点：{wrong.text.zh}", f"Candidate {number}: {wrong.text.en}", field=wrong.field
        ) from None


def _refuse(name: str, zh: str, en: str) -> None:
    raise InputError(f"{zh}。", f"{en[0].upper()}{en[1:]}.", field=name)
