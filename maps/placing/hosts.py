"""Hosts as candidates: stations that do not answer the question, and places of an imported demand surface."""

from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from maps.city import City
from maps.demand import Demand
from maps.engine.arrays import NOWHERE
from maps.placing.asked import Pool
from maps.placing.candidates import Candidate, Candidates, thinned
from maps.question import Question
from maps.remedies import Action
from stations.language import Text
from stations.registry import HostRow


def hosts(city: City, question: Question, pool: Pool, *, rows: Sequence[HostRow], places: Demand | None) -> Candidates:
    """Return the stations of a district that do not surely answer, in order of id, then the cells of a surface.

    A surface has no points but cells: of a station in a cell only that is known. Stations are never thinned; of cells
    those of most weight are kept before others.
    """
    own = [*_idle(rows), *_serving(city, question)] if pool.stations else []
    own.sort(key=lambda host: host.station_id or 0)
    level = city.areas.levels[0]
    lon, lat = (np.array([getattr(host, axis) for host in own], np.float64) for axis in ("lon", "lat"))
    is_in = level.of_points(lon, lat) != NOWHERE
    stations = [host for host, within in zip(own, is_in.tolist(), strict=True) if within]
    cells, found, apart_m = _cells(city, places, pool)
    return Candidates(
        source="hosts",
        all=[*stations, *cells],
        found=len(stations) + found,
        apart_m=apart_m,
        said=_said(len(stations), len(cells), found, apart_m),
    )


def _idle(rows: Sequence[HostRow]) -> Iterator[Candidate]:
    """Yield the stations that coverage does not count: to serve outdoor workers they are opened altogether."""
    for row in rows:
        missing = {"service": not row.is_serving, "public": row.is_for_staff}
        yield Candidate(row.lon, row.lat, row.name, ("open",), row.id, _lacks(missing))


def _serving(city: City, question: Question) -> Iterator[Candidate]:
    """Yield the stations that coverage counts and that do not surely have what is needed, or are not surely open."""
    roster = city.roster
    has, may_have = roster.having(question.needs)
    is_open, may_be_open = city.opening(question)
    for row in np.flatnonzero(~(has & is_open)).tolist():
        lacks = _lacks({"need": not has[row], "hours": not is_open[row]})
        yield Candidate(
            lon=float(roster.lon[row]),
            lat=float(roster.lat[row]),
            name=roster.name[row],
            actions=_actions(lacks),
            station_id=int(roster.id[row]),
            lacks=lacks,
            is_known=not (may_have[row] and may_be_open[row]),
        )


def _lacks(missing: Mapping[str, bool | np.bool_]) -> tuple[str, ...]:
    return tuple(code for code, is_missing in missing.items() if is_missing)


def _actions(lacks: Sequence[str]) -> tuple[Action, ...]:
    """Return what a station that coverage counts needs to do."""
    needed: Mapping[str, Action] = {"need": "equip", "hours": "extend"}
    return tuple(action for code, action in needed.items() if code in lacks)


def _cells(city: City, places: Demand | None, pool: Pool) -> tuple[list[Candidate], int, float | None]:
    """Return the candidates of a surface in the district, how many there were, and how far apart they are."""
    if places is None:
        return [], 0, None
    is_in = city.areas.levels[0].of_cells(places.cells) != NOWHERE
    own = np.flatnonzero(is_in & (places.cells.weight > 0))
    lon, lat, weight = (column[own] for column in (places.cells.lon, places.cells.lat, places.cells.weight))
    kept, apart_m = thinned(lon, lat, np.argsort(-weight, kind="stable"), pool)
    unit = places.meta.unit
    cells = zip(lon[kept].tolist(), lat[kept].tolist(), weight[kept].tolist(), strict=True)
    return [Candidate(x, y, holds=_held(count, unit)) for x, y, count in cells], len(own), apart_m


def _held(count: float, unit: Text) -> Text:
    return Text(f"单元内 {count:g} {unit.zh}", f"{count:g} {unit.en} in the cell")


def _said(stations: int, cells: int, found: int, apart_m: float | None) -> Text:
    zh, en = f"{stations} 个未能确定可用的现有站点", f"{stations} stations that do not surely answer"
    if apart_m is None:
        return Text(zh, en)
    return Text(
        f"{zh}；{found} 个有需求的单元中相距至少 {apart_m:.0f} 米的 {cells} 个（单元中心，非具体门址）",
        f"{en}; {cells} of {found} cells with demand, {apart_m:.0f} m apart at least (centres of cells, no addresses)",
    )
