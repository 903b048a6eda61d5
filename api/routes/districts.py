"""Districts: lists of them, and one with its boundary."""

from typing import Annotated

from fastapi import APIRouter, Path, Query

from api.dependencies import SessionDep
from api.openapi import problems
from api.schemas.districts import AdcodePath, DistrictCollection, DistrictFeature, DistrictQuestion, DistrictsQuestion
from api.schemas.geojson import GeoJson
from stations import registry

router = APIRouter(prefix="/v1/districts", tags=["districts"], default_response_class=GeoJson)


@router.get("", summary="Districts · 行政区列表", responses=problems(422, 503))
def districts(question: Annotated[DistrictsQuestion, Query()], session: SessionDep) -> DistrictCollection:
    """Return districts in order of adcode, without their boundaries; none where nothing fits."""
    return DistrictCollection.of(registry.districts(session, level=question.level, parent=question.parent))


@router.get("/{adcode}", summary="One district with its boundary · 一个行政区及边界", responses=problems(404, 422, 503))
def district(
    adcode: Annotated[AdcodePath, Path()], question: Annotated[DistrictQuestion, Query()], session: SessionDep
) -> DistrictFeature:
    """Return the newest version of a district, with its boundary."""
    view = registry.district(session, adcode)
    shapes = registry.district_shapes(session, [adcode], simplify_m=question.simplify_m)
    return DistrictFeature.of(view, shape=shapes[adcode], crs=question.crs)
