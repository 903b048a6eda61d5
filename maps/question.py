"""What a planner asks: who reaches a station in so many minutes, that has this and is open then."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Literal

from maps import week
from stations import vocabulary
from stations.errors import InputError
from stations.language import Text
from stations.search import MODES, ModeCode

Way = Literal["streets", "detour", "straight"]
"""How the way is measured: along the streets, as the straight line times the mode's detour factor, or straight."""

BANDS_MIN = (5.0, 10.0, 15.0)
MOST_MINUTES = 60
MOST_K = 3
MOST_NEEDS = 10
DM_PER_M = 10

WAYS: Mapping[Way, Text] = {
    "streets": Text("沿道路", "along the streets"),
    "detour": Text("直线距离×绕行系数（未用道路）", "straight line × detour (no streets used)"),
    "straight": Text("直线距离（未用道路）", "straight line (no streets used)"),
}
NAMES = {term.code: term.text for term in (*vocabulary.AMENITIES, *vocabulary.NEEDS)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """Hold one question; the defaults are fifteen minutes on foot, whatever the hour and the need.

    `area` is the district asked about, by its adcode. `hour` counts from Monday 00:00 in China's time; None asks about
    no hour at all. A cell is covered when `k` stations are within reach. `streets` and `demand` are names under which
    files were imported; without demand, area is counted.
    """

    area: str
    mode: ModeCode = "walk"
    minutes: float = 15.0
    needs: tuple[str, ...] = ()
    hour: int | None = None
    k: int = 1
    streets: str | None = None
    demand: str | None = None
    way: Way = "streets"

    def __post_init__(self) -> None:
        if self.mode not in MODES:
            _refuse("mode", f"出行方式只能是：{'、'.join(MODES)}", f"a mode is one of {', '.join(MODES)}")
        if not 0 < self.minutes <= MOST_MINUTES:
            _refuse("minutes", f"分钟数须大于0且不超过{MOST_MINUTES}", f"minutes lie above 0, up to {MOST_MINUTES}")
        if self.hour is not None and not 0 <= self.hour < week.HOURS:
            _refuse("hour", "小时须在0至167之间", "an hour of the week lies between 0 and 167")
        if not 1 <= self.k <= MOST_K:
            _refuse("k", f"k 须在1至{MOST_K}之间", f"k lies between 1 and {MOST_K}")
        self._check_needs()
        if (self.way == "streets") != (self.streets is not None):
            _refuse(
                "way", "沿道路计算时须给出道路名称，否则不可给出", "streets are named if, and only if, they are used"
            )

    def _check_needs(self) -> None:
        if len(self.needs) > MOST_NEEDS:
            _refuse("need", f"需求最多{MOST_NEEDS}项", f"at most {MOST_NEEDS} needs")
        if strange := [code for code in self.needs if code not in NAMES]:
            _refuse("need", f"没有名为 {strange[0]} 的设施或需求", f"there is no amenity or need {strange[0]}")

    @property
    def limit_dm(self) -> int:
        """The reach in decimetres at the mode's reference speed."""
        return self.reach_dm(self.minutes)

    @property
    def bands_dm(self) -> tuple[int, ...]:
        """The reaches of the bands shown, shortest first, the one asked for among them."""
        return tuple(self.reach_dm(minutes) for minutes in self.bands_min)

    @property
    def bands_min(self) -> tuple[float, ...]:
        """The bands shown, in minutes, shortest first, the one asked for among them."""
        return tuple(sorted({*BANDS_MIN, self.minutes}))

    def reach_dm(self, minutes: float) -> int:
        """Return how far one comes in some minutes, in decimetres at the mode's reference speed."""
        return round(minutes * 60 * MODES[self.mode].speed_m_s * DM_PER_M)

    @property
    def detour(self) -> float:
        """What a straight line is multiplied by."""
        return MODES[self.mode].detour if self.way == "detour" else 1.0

    def as_dict(self) -> dict[str, Any]:
        """Return the question as plain data, needs in order of code: the same question gives the same data."""
        return asdict(self) | {"minutes": float(self.minutes), "needs": sorted(set(self.needs))}

    def digest(self, **inputs: str | None) -> str:
        """Return a hash of the question and of what it is asked of, in hexadecimal digits."""
        said = json.dumps({"question": self.as_dict(), "inputs": inputs}, sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(said.encode()).hexdigest()

    def say(self) -> Text:
        """Return the question in words."""
        zh = [f"{self.minutes:g}分钟{MODES[self.mode].text.zh}可达"]
        en = [f"within {self.minutes:g} minutes {MODES[self.mode].text.en.lower()}"]
        if self.needs:
            zh.append("需要：" + "、".join(NAMES[code].zh for code in self.needs))
            en.append("needs: " + ", ".join(NAMES[code].en for code in self.needs))
        said = Text("不分时段", "at any hour") if self.hour is None else week.say_hour(self.hour)
        zh.append(said.zh)
        en.append(said.en)
        if self.k > 1:
            zh.append(f"至少{self.k}个站点")
            en.append(f"at least {self.k} stations")
        return Text(" · ".join([*zh, WAYS[self.way].zh]), " · ".join([*en, WAYS[self.way].en]))


def _refuse(field: str, zh: str, en: str) -> None:
    raise InputError(f"{zh}。", f"{en[0].upper()}{en[1:]}.", field=field)
