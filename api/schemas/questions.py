"""What may be asked about stations."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import BaseModel, Field

from api import boxes, coordinates, cursor
from api.coordinates import Crs
from api.cursor import Pairs
from api.schemas.values import (
    CRS_SAID,
    Adcode,
    AmenityCode,
    AudienceCode,
    GroupCode,
    Instant,
    Lat,
    Lon,
    NeedCode,
    TypeCode,
    Words,
)
from stations import registry, search
from stations.errors import InputError

FARTHEST_M = 20_004_000  # half-way round the Earth

AdcodeFilter = Annotated[
    Adcode | None,
    Field(
        description="Only within this district 行政区代码, at any level; `/v1/districts` lists them",
        examples=["110101"],
    ),
]

AheadDays = Annotated[
    int,
    Field(
        ge=0,
        le=8,
        description="Tell the opening hours of so many days, today and on, in `opening.ahead` 往后几天的开放时间",
        examples=[8],
    ),
]


class TravelQuestion(BaseModel):
    """What a station must be and have for somebody who is on the way."""

    need: list[NeedCode] = Field(
        default=[],
        max_length=20,
        description="Must meet this need 需求; repeat for several, all are meant",
        examples=[["drink"]],
    )
    amenity: list[AmenityCode] = Field(
        default=[],
        max_length=60,
        description="Must have this amenity 设施; repeat for several, all are meant",
        examples=[["microwave"]],
    )
    type: list[TypeCode] = Field(
        default=[],
        max_length=20,
        description="Only stations of this type 类型; repeat for several, any of them is meant",
        examples=[["rest_station"]],
    )
    adcode: AdcodeFilter = None
    unknown: Literal["include", "exclude"] = Field(
        default="include",
        description="Those neither known to have nor known to lack what is asked for: `include` them, marked `unknown`,"
        " or `exclude` them 未知的算不算",
        examples=["exclude"],
    )
    mode: search.ModeCode = Field(
        default="walk", description="How one travels 出行方式; times are estimates", examples=["ebike"]
    )
    at: Instant | None = Field(
        default=None,
        description="When one leaves 出发时刻, with its zone; now unless given",
        examples=["2026-11-21T22:00:00+08:00"],
    )
    open: Literal["arrival", "any"] = Field(
        default="arrival",
        description="`arrival` leaves out what is known to be shut on arrival; unknown hours stay 到达时营业或不限",
        examples=["any"],
    )
    audience: AudienceCode | None = Field(
        default=None,
        description="As whom one comes 身份: those known not to let one in are left out. Rooms for their host's own"
        " staff are left out unless `host_staff` is said 不说身份时不含仅供本单位职工的站点",
        examples=["outdoor_workers"],
    )
    worker_group: GroupCode | None = Field(
        default=None,
        description="Which work one does 工种: those known to be for others are left out",
        examples=["courier"],
    )
    crs: Crs = Field(default="wgs84", description=CRS_SAID, examples=["gcj02"])

    def filters(self, now: datetime) -> search.Filters:
        """Return what is asked of a station, as the search takes it."""
        return search.Filters(
            at=self.at or now,
            codes=(*self.need, *self.amenity),
            types=tuple(self.type),
            adcode=self.adcode,
            audience=self.audience,
            worker_group=self.worker_group,
            unknown=self.unknown,
            mode=self.mode,
            opening=self.open,
        )


class NearestQuestion(TravelQuestion):
    """Which stations are nearest to a point, and have all that is asked for."""

    lon: Lon
    lat: Lat
    limit: int = Field(default=10, ge=1, le=100, description="How many, at most 最多几个", examples=[5])
    max_distance_m: float | None = Field(
        default=None,
        ge=0,
        le=FARTHEST_M,
        allow_inf_nan=False,
        description="No farther than this, in metres 最远距离（米）",
        examples=[3000],
    )
    order: Literal["distance", "useful"] = Field(
        default="distance",
        description="Nearest first, or most useful first: time, opening, needs and freshness, weighed 排序",
        examples=["useful"],
    )

    def asked(self, now: datetime) -> search.Query:
        """Return the question as the search takes it; raise `InputError` unless the point is a place on Earth."""
        lon, lat = coordinates.to_wgs84(lon=self.lon, lat=self.lat, crs=self.crs)
        return search.Query(
            lon=lon,
            lat=lat,
            filters=self.filters(now),
            limit=self.limit,
            max_distance_m=self.max_distance_m,
            order=self.order,
        )


class AlongQuestion(TravelQuestion):
    """Which stations lie beside a route."""

    polyline: Annotated[str, Field(max_length=6000)] = Field(
        description="The route 路线: `lon,lat;lon,lat;…` in `crs`, two points to a few hundred, 1,000 km at most",
        examples=["116.38,39.90;116.40,39.91;116.42,39.93"],
    )
    buffer_m: float = Field(
        default=300, gt=0, le=5000, allow_inf_nan=False, description="How far beside it, in metres", examples=[500]
    )
    limit: int = Field(default=50, ge=1, le=100, description="How many, at most 最多几个", examples=[20])

    def asked(self, now: datetime) -> search.Route:
        """Return the question as the search takes it; raise `InputError` where the route is none."""
        points = [coordinates.to_wgs84(lon=lon, lat=lat, crs=self.crs) for lon, lat in _points(self.polyline)]
        return search.Route(points=points, filters=self.filters(now), buffer_m=self.buffer_m, limit=self.limit)


def _points(polyline: str) -> list[tuple[float, float]]:
    try:
        return [(float(lon), float(lat)) for lon, lat in (point.split(",") for point in polyline.split(";"))]
    except ValueError:
        raise InputError(
            "路线应写成“经度,纬度;经度,纬度;……”。", "A route is written lon,lat;lon,lat;…", field="polyline"
        ) from None


class ChangesQuestion(BaseModel):
    """What has changed since."""

    since: Annotated[str, Field(max_length=64)] | None = Field(
        default=None,
        description="The `cursor` of the answer before; from the beginning unless given 上次答复给出的游标;"
        " `now` answers with a cursor alone: take it, then make a copy, then follow the feed from there",
        examples=["0-0"],
    )
    limit: int = Field(default=500, ge=1, le=1000, description="How many, at most 最多几个", examples=[100])
    crs: Crs = Field(default="wgs84", description=CRS_SAID, examples=["gcj02"])
    ahead_days: AheadDays = 0

    def asked(self) -> registry.Cursor | None:
        """Return the place in the feed, None for its end; raise `InputError` for what is no cursor."""
        if self.since == "now":
            return None
        return registry.START if self.since is None else registry.Cursor.parse(self.since)


class ListQuestion(BaseModel):
    """Which stations lie in a box or a district, are called so, or have changed."""

    bbox: Annotated[str, Field(max_length=200)] | None = Field(
        default=None,
        description="Box `west,south,east,north` 范围：西,南,东,北, in `crs`; west > east crosses the antimeridian",
        examples=["116.3,39.8,116.5,40.0"],
    )
    adcode: AdcodeFilter = None
    q: Words | None = Field(
        default=None, description="Part of a name, an alias or an address 名称或地址", examples=["驿站"]
    )
    updated_after: Instant | None = Field(
        default=None,
        description="Only what changed after this instant, with its zone 更新时间晚于",
        examples=["2026-01-01T00:00:00Z"],
    )
    limit: int = Field(
        default=100,
        ge=1,
        le=1000,
        description="How many a page at most 每页最多几个; a page of a box may hold fewer, and still have a `next`",
        examples=[50],
    )
    cursor: Annotated[str, Field(max_length=64)] | None = Field(
        default=None,
        description="From the `next` link of the page before 上一页给出; not to be made or changed by hand",
        examples=[cursor.encode(0, ())],
    )
    crs: Crs = Field(default="wgs84", description=CRS_SAID, examples=["gcj02"])
    ahead_days: AheadDays = 0

    @property
    def box(self) -> boxes.Box | None:
        """The box asked about, in the datum asked in; raise `InputError` where it is none."""
        return None if self.bbox is None else boxes.parse(self.bbox)

    def asked(self, question: Pairs) -> registry.StationQuery:
        """Return the question as the registry takes it; `question` is all that was asked, to know its own cursors by.

        The registry is asked for a little more than the box, in WGS84.
        """
        box = self.box
        return registry.StationQuery(
            bbox=None if box is None else boxes.around_in_wgs84(box, crs=self.crs),
            adcode=self.adcode,
            q=self.q,
            updated_after=self.updated_after,
            limit=self.limit,
            after_id=0 if self.cursor is None else cursor.decode(self.cursor, question),
        )


class PlaceQuestion(BaseModel):
    """In which datum coordinates are given."""

    crs: Crs = Field(default="wgs84", description=CRS_SAID, examples=["gcj02"])
