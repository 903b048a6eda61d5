"""Demand from the registry itself: its districts with their newest census figures."""

import shapely
from sqlalchemy.orm import Session

from maps.demand.reading import Manner, Reading, check_no_cell
from maps.demand.spreading import Count, spread
from maps.demand.surface import HeldRow
from stations import registry
from stations.imports.reasons import held
from stations.language import Text
from stations.registry import DistrictView


def read(session: Session, adcode: str, manner: Manner) -> Reading:
    """Read the people of the districts one level below a code; a district without a figure is held, by its place.

    Raise `NotFound` for a code that is not in the registry.
    """
    check_no_cell(manner)
    areas = registry.within(session, adcode)
    shapes = registry.district_shapes(session, [area.adcode for area in areas])
    counted = [area for area in areas if area.population is not None]
    counts = [
        Count(shapely.from_geojson(shapes[area.adcode]), float(area.population or 0), area.name) for area in counted
    ]
    done = spread(counts, res=manner.res, guide=manner.guide)
    days = {area.population_as_of for area in counted}
    kinds = "、".join(sorted({area.population_kind or "" for area in counted}))
    return Reading(
        kind="census",
        cells=done.cells,
        weight=done.weight,
        unit="people",
        method=Text(f"行政区人口（{kinds}）：{done.method.zh}", f"People by district ({kinds}): {done.method.en}"),
        held=[_held(row, area) for row, area in enumerate(areas, start=1) if area.population is None],
        as_of=days.pop() if len(days) == 1 else None,
        warnings=done.warnings,
        source="；".join(sorted({area.population_source or "" for area in counted})),
    )


def _held(row: int, area: DistrictView) -> HeldRow:
    zh, en = f"{area.name}（{area.adcode}）没有人口数据。", f"{area.name} ({area.adcode}) has no census figure."
    return HeldRow(row, held("population", zh, en), None)
