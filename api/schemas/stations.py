"""Stations as GeoJSON."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, Literal, Self

from pydantic import BaseModel, Field

from api import coordinates
from api.boxes import Box
from api.coordinates import Crs
from api.opening import Moment, ahead_of, basis_of, opening_of
from api.schemas.examples import DETAIL, POINT, STATION, STATION_FEATURE, shown
from api.schemas.geojson import DATUM_SAID, Link, Point
from api.schemas.station_parts import Access, AmenityFact, FurtherHours, Opening, Origin, Role, Status, Words, stretches
from stations.registry import StationDetail, StationView

MILLIMETRES = 3  # decimals of a metre
UNCHANGED = ("id", "code", "name", "type", "brand", "address", "adcode", "needs", "amenities", "source")
INSTANTS = ("verified_at", "updated_at")


class StationProperties(BaseModel):
    """What a line of a list says about a station; wordings of the codes stand in `/v1/codes`."""

    model_config = shown(STATION)

    id: int
    code: str = Field(description="The short public code, as on the door")
    name: str
    type: str = Field(description="A code of `station_types`")
    brand: str | None = Field(description="A code of `brands`")
    distance_m: float | None = Field(description="Geodesic metres from the point asked about; null in lists")
    address: str | None
    adcode: str | None = Field(description="The district around the point, else the one the source declares")
    needs: dict[str, Literal["yes", "no", "unknown"]] = Field(description="By code of `needs`")
    amenities: dict[str, str] = Field(description="Code of `amenity_states` by code of `amenities`; absent is unknown")
    opening: Opening
    access: Access
    status: Status
    verified_at: datetime | None
    updated_at: datetime
    source: str

    @classmethod
    def values_of(cls, view: StationView, moment: Moment) -> dict[str, Any]:
        """Return the fields for a station, as things are at a moment."""
        opening = opening_of(view, moment)
        return {name: getattr(view, name) for name in UNCHANGED + INSTANTS} | {
            "distance_m": None if view.distance_m is None else round(view.distance_m, MILLIMETRES),
            "opening": Opening(
                raw=view.hours_raw,
                osm=view.hours_osm,
                parse=view.hours_parse,
                state=opening.state,
                until=opening.until,
                next_open=opening.next_open,
                ahead=stretches(ahead_of(view, moment)),
            ),
            "access": Access.model_validate(view.access),
            "status": Status(operation=view.operation, publication=view.publication),
        }


class StationFeature(BaseModel):
    """A station as a line of a list."""

    model_config = shown(STATION_FEATURE)

    type: Literal["Feature"] = "Feature"
    id: int
    geometry: Point
    properties: StationProperties


class StationCollection(BaseModel):
    """Stations, and where to find more of them."""

    model_config = shown(
        {
            "type": "FeatureCollection",
            "datum": "wgs84",
            "numberReturned": 1,
            "features": [STATION_FEATURE],
            "links": [],
        }
    )

    type: Literal["FeatureCollection"] = "FeatureCollection"
    datum: Crs = Field(description=DATUM_SAID)
    number_returned: int = Field(serialization_alias="numberReturned")
    features: list[StationFeature]
    links: list[Link]

    @classmethod
    def of(
        cls,
        views: Sequence[StationView],
        *,
        crs: Crs,
        moment: Moment,
        box: Box | None = None,
        links: Sequence[Link] = (),
    ) -> Self:
        """Return stations in their order, those outside a box in the same datum left out."""
        points = coordinates.from_wgs84(((view.lon, view.lat) for view in views), crs=crs)
        features = [
            StationFeature(
                id=view.id,
                geometry=Point(coordinates=point),
                properties=StationProperties(**StationProperties.values_of(view, moment)),
            )
            for view, point in zip(views, points, strict=True)
            if box is None or box.holds(*point)
        ]
        return cls(datum=crs, number_returned=len(features), features=features, links=list(links))


class StationDetailProperties(StationProperties):
    """Everything that is known about a station."""

    model_config = shown(DETAIL)

    source_id: str
    level: str | None = Field(description="A code of `station_levels`")
    aliases: list[str]
    floor: str | None
    directions: str | None
    entrance: Point | None
    contact: str | None
    capacity: int | None
    area_m2: float | None
    origin: Origin
    amenity_facts: list[AmenityFact]
    roles: list[Role]
    further_hours: list[FurtherHours]
    operation_reason: str | None
    operation_until: date | None
    relocated_to: str | None = Field(description="Code of the station it moved to")
    build_mode: str | None = Field(description="A code of `build_modes`")
    agreement_until: date | None
    opened_on: date | None
    created_at: datetime


class StationDetailFeature(BaseModel):
    """A station with everything that is known about it."""

    model_config = shown({"type": "Feature", "id": 1, "datum": "wgs84", "geometry": POINT, "properties": DETAIL})

    type: Literal["Feature"] = "Feature"
    id: int
    datum: Crs = Field(description=DATUM_SAID)
    geometry: Point
    properties: StationDetailProperties

    @classmethod
    def of(cls, detail: StationDetail, *, crs: Crs, moment: Moment) -> Self:
        """Return a station as things are at a moment."""
        view, more = detail.view, detail.more
        place, *entrance = _points(detail, crs=crs)
        values = dict(more) | StationProperties.values_of(view, moment)
        basis = basis_of(view, moment)
        values |= {
            "opening": values["opening"].model_copy(update={"basis": basis and Words(zh=basis.zh, en=basis.en)}),
            "entrance": entrance[0] if entrance else None,
            "origin": Origin(
                lon=more["orig_lon"],
                lat=more["orig_lat"],
                crs=more["orig_crs"],
                method=more["datum_method"],
                accuracy_m=more["accuracy_m"],
                declared_district=more["declared_district"],
                declared_adcode=more["declared_adcode"],
                derived_adcode=more["derived_adcode"],
            ),
            "amenity_facts": detail.amenities,
            "roles": detail.roles,
            "further_hours": detail.hours,
        }
        properties = StationDetailProperties.model_validate(values)
        return cls(id=view.id, datum=crs, geometry=place, properties=properties)


def _points(detail: StationDetail, *, crs: Crs) -> list[Point]:
    """Return where a station stands, and where one enters, if that is known."""
    points = [(detail.view.lon, detail.view.lat)]
    if detail.more["entrance_lon"] is not None:
        points.append((detail.more["entrance_lon"], detail.more["entrance_lat"]))
    return [Point(coordinates=point) for point in coordinates.from_wgs84(points, crs=crs)]
