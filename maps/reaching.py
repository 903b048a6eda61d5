"""Which cells the stations reach, for one way of going; what was found for a place is kept."""

from functools import lru_cache
from threading import Lock

import numpy as np
from scipy.spatial import cKDTree

from maps import streets
from maps.engine import catchments
from maps.engine.arrays import NOWHERE, UNREACHED_DM, Catchments, Cells, Snapped
from maps.engine.catchments import NOTHING, Ground, Row
from maps.engine.paths import turned
from maps.question import Way
from maps.streets import Network
from stations import geo
from stations.compiling import Array
from stations.search import MODES, ModeCode

SNAP_M = 500.0
"""Places farther from any street are not on it: they are counted apart, never dropped."""

MOST_ROWS = 50_000
"""Of more rows those of places not asked about just now are forgotten."""

MOST_TRIED = 1_000
"""So many places that stations were tried at are remembered: whoever drags one has tried the others before."""

Place = tuple[float, float]
"""WGS84 degrees: lon, lat."""


class Reach:
    """Find what stations reach, a row a station; the same place is searched from only once.

    Without a network the way is a straight line times a detour. Safe to be asked by several threads.
    """

    def __init__(self, cells: Cells, network: Network | None, *, mode: ModeCode, way: Way) -> None:
        self._network, self._mode = network, mode
        self._detour = MODES[mode].detour if way == "detour" else 1.0
        self._rows: dict[Place, tuple[int, Row]] = {}
        self._lock = Lock()
        self._tried = lru_cache(MOST_TRIED)(self._search_one)
        if network is None:
            self._cells = cKDTree(geo.earth_centred(lon=cells.lon, lat=cells.lat))
            self.is_off_streets = np.zeros(len(cells.h3), bool)
        else:
            snapped = streets.snap(network, mode, lon=cells.lon, lat=cells.lat, limit_m=SNAP_M)
            self._ground = Ground.of(turned(network.graphs[mode]), snapped)
            self.is_off_streets = snapped.node == NOWHERE

    def catchments(self, lon: Array, lat: Array, limit_dm: int) -> Catchments:
        """Return the cells within the limit of every station (WGS84 degrees), in their order."""
        places = list(zip(lon.tolist(), lat.tolist(), strict=True))
        with self._lock:
            missing = [place for place in dict.fromkeys(places) if self._limit(place) < limit_dm]
            if missing:
                found = self._search(np.array(missing), limit_dm)
                self._rows.update((place, (limit_dm, row)) for place, row in zip(missing, found, strict=True))
            rows = [self._rows[place][1] for place in places]
            if len(self._rows) > MOST_ROWS:
                self._rows = {place: self._rows[place] for place in places}
        return catchments.within(catchments.of_rows(rows), limit_dm)

    def cells(self, lon: float, lat: float, limit_dm: int) -> Array:
        """Return the cells (int32, ascending) within the limit of one place, where a station is or might be."""
        known, row = self._rows.get((lon, lat), (-1, NOTHING))
        if known < limit_dm:
            row = self._tried(lon, lat, limit_dm)
        return row.cell[row.distance_dm <= limit_dm]

    def _limit(self, place: Place) -> int:
        """Return up to where the row of a place is known."""
        known = self._rows.get(place)
        return -1 if known is None else known[0]

    def _search_one(self, lon: float, lat: float, limit_dm: int) -> Row:
        return self._search(np.array([[lon, lat]]), limit_dm)[0]

    def _search(self, places: Array, limit_dm: int) -> list[Row]:
        lon, lat = places.T
        if self._network is not None:
            snapped = streets.snap(self._network, self._mode, lon=lon, lat=lat, limit_m=SNAP_M)
            return [self._row(snapped, station, limit_dm) for station in range(len(places))]
        stations_m = geo.earth_centred(lon=lon, lat=lat)
        reached = catchments.straight_line(stations_m, self._cells, limit_dm, detour=self._detour)
        return [catchments.row_of(reached, station) for station in range(len(places))]

    def _row(self, snapped: Snapped, station: int, limit_dm: int) -> Row:
        if snapped.offset_dm[station] == UNREACHED_DM:
            return NOTHING
        return catchments.row(self._ground, snapped, station, limit_dm)
