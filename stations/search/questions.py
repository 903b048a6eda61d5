"""What may be asked of the read model, and how fast people travel."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, NamedTuple

from stations.errors import InputError
from stations.hours.state import YEARS, ZONE
from stations.language import Text
from stations.snapshot.bits import OUTSIDERS

ModeCode = Literal["walk", "ebike", "drive"]

FIRST, PAST = (datetime(year, 1, 1, tzinfo=ZONE) for year in (YEARS.start, YEARS.stop))
"""The instants that may be asked about. They are compared, not converted: year 1 or 9999 has no time in China."""


class Mode(NamedTuple):
    """How somebody travels: metres a second, and how much longer the way is than the straight line; both estimates."""

    text: Text
    speed_m_s: float
    detour: float
    source: Text

    @property
    def pace_s_m(self) -> float:
        """Seconds it takes for each metre of the straight line."""
        return self.detour / self.speed_m_s


MODES: Mapping[ModeCode, Mode] = {
    "walk": Mode(
        Text("步行", "On foot"),
        speed_m_s=1.25,
        detour=1.3,
        source=Text(
            "估计：4.5 公里/时；绕行 1.3。15 分钟约 0.87 公里，与 GB 50180-2018 的 800 至 1000 米相符。",
            "Estimate: 4.5 km/h, detour 1.3; 15 minutes are 0.87 km, as GB 50180-2018 has 800 to 1,000 m.",
        ),
    ),
    "ebike": Mode(
        Text("电动自行车", "By e-bike"),
        speed_m_s=4.2,
        detour=1.3,
        source=Text(
            "估计：15 公里/时（含等灯；GB 17761-2018 限速 25 公里/时）；绕行 1.3。",
            "Estimate: 15 km/h with stops at lights (GB 17761-2018 allows 25 km/h), detour 1.3.",
        ),
    ),
    "drive": Mode(
        Text("驾车", "By car"),
        speed_m_s=7.0,
        detour=1.4,
        source=Text("估计：城区 25 公里/时；绕行 1.4。", "Estimate: 25 km/h in town, detour 1.4."),
    ),
}
"""The only place where speeds stand; without a street network all of them are estimates."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """What a station must be to be an answer.

    `codes` are amenities and needs, all of them; `types` any of them; `audience` and `worker_group` are who asks: where
    neither is said, whoever asks is not of the host's own staff. What is not known passes with `unknown="include"`.
    With `opening="arrival"` stations known to be shut when one arrives, leaving at `at`, are left out; unknown ones
    stay.
    """

    at: datetime
    codes: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    adcode: str | None = None
    audience: str | None = None
    worker_group: str | None = None
    unknown: Literal["include", "exclude"] = "include"
    mode: ModeCode = "walk"
    opening: Literal["arrival", "any"] = "arrival"

    def __post_init__(self) -> None:
        if self.at.tzinfo is None:
            raise InputError("时刻必须带时区。", "An instant needs its time zone.", field="at")
        if not FIRST <= self.at < PAST:
            raise InputError(
                "时刻须在2000年至2099年之间。", "An instant lies between the years 2000 and 2099.", field="at"
            )

    @property
    def names(self) -> tuple[str, ...]:
        """Everything asked for that has a bit: see `snapshot.bits`."""
        if not self.audience and not self.worker_group:
            return (*self.codes, OUTSIDERS)
        who = [f"audience {self.audience}"] if self.audience else []
        return (*self.codes, *who, *([f"group {self.worker_group}"] if self.worker_group else []))


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """A question for the nearest stations to a WGS84 point, in order of distance or of usefulness."""

    lon: float
    lat: float
    filters: Filters
    limit: int = 10
    max_distance_m: float | None = None
    order: Literal["distance", "useful"] = "distance"
