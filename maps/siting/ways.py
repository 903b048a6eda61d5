"""How demand gets to a site: straight on, straight with a detour, or along imported streets."""

from typing import NamedTuple

import numpy as np

from maps import streets
from maps.engine.arrays import NOWHERE
from maps.engine.catchments import Ground, catchments
from maps.engine.paths import turned
from maps.reaching import SNAP_M
from maps.siting import reach
from maps.siting.reach import Reach
from maps.streets import Network
from stations.compiling import Array
from stations.errors import InputError
from stations.language import Text
from stations.search import MODES, ModeCode

DM_PER_M = 10
MOST_M, MOST_STREET_M, MOST_DETOUR = 1e9, 1e6, 100.0


class Way(NamedTuple):
    """How far is near enough, and how it is measured: `planar` metres or WGS84; straight times `detour`, or by street.

    Along streets the limit is in metres of way, for modes with speeds of their own at the mode's reference speed.
    """

    limit_m: float
    planar: bool = False
    detour: float = 1.0
    network: Network | None = None
    mode: ModeCode = "walk"

    @property
    def label(self) -> Text:
        """What every figure must be labelled with."""
        if self.network is not None:
            name = MODES[self.mode].text
            return Text(f"沿道路（{name.zh}）", f"along streets ({name.en.lower()})")
        times = "" if self.detour == 1 else f" × {self.detour:g}"
        on = Text("平面", "on a plane") if self.planar else Text("椭球面", "on the ellipsoid")
        return Text(f"直线{times}（{on.zh}）", f"straight line{times} ({on.en})")


def check(way: Way) -> None:
    """Raise `InputError` for a limit or a detour that is no number, or larger than can be meant."""
    most_m = MOST_STREET_M if way.network else MOST_M
    if not 0 <= way.limit_m <= most_m:
        raise InputError(
            f"--max-distance 须在0至{most_m:,.0f}米之间，不能是 {way.limit_m:g}。",
            f"--max-distance lies between 0 and {most_m:,.0f} m; it cannot be {way.limit_m:g}.",
            field="max_distance",
        )
    if not 1 <= way.detour <= MOST_DETOUR:
        raise InputError(
            f"--detour 须在1至{MOST_DETOUR:g}之间，不能是 {way.detour:g}。",
            f"--detour lies between 1 and {MOST_DETOUR:g}; it cannot be {way.detour:g}.",
            field="detour",
        )


def reached(sites: Array, points: Array, way: Way) -> tuple[Reach, int]:
    """Return which points each site reaches, and how many of the points are too far from any street."""
    if way.network is not None:
        return _by_street(way.network, sites, points, way)
    measure = reach.planar if way.planar else reach.geodesic
    return measure(sites, points, limit_m=way.limit_m / way.detour), 0


def _by_street(network: Network, sites: Array, points: Array, way: Way) -> tuple[Reach, int]:
    on_street = [
        streets.snap(network, way.mode, lon=places[:, 0], lat=places[:, 1], limit_m=SNAP_M)
        for places in (sites, points)
    ]
    ground = Ground.of(turned(network.graphs[way.mode]), on_street[1])
    found = catchments(ground, on_street[0], min(int(way.limit_m * DM_PER_M), _farthest_dm(ground)))
    return Reach(found.first, found.cell), int(np.sum(on_street[1].node == NOWHERE))


def _farthest_dm(ground: Ground) -> int:
    """Return how far anything can be along streets: no shortest way takes one of them twice."""
    return int(ground.inbound.cost_dm.sum(dtype=np.int64)) + round(2 * SNAP_M * DM_PER_M)
