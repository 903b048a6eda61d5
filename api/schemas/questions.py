"""What may be asked about stations."""

from typing import Annotated, Literal

from pydantic import AwareDatetime, BaseModel, Field

from api import boxes, coordinates, cursor
from api.coordinates import Crs
from api.cursor import Pairs
from api.schemas.values import CRS_SAID, Adcode, AmenityCode, Lat, Lon, NeedCode, TypeCode, Words
from stations import registry

FARTHEST_M = 20_004_000  # half-way round the Earth

AdcodeFilter = Annotated[
    Adcode | None,
    Field(
        description="Only within this district 行政区代码, at any level; `/v1/districts` lists them",
        examples=["110101"],
    ),
]


class NearestQuestion(BaseModel):
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
    crs: Crs = Field(default="wgs84", description=CRS_SAID, examples=["gcj02"])
    unknown: Literal["include", "exclude"] = Field(
        default="include",
        description="Those neither known to have nor known to lack what is asked for: `include` them, marked `unknown`,"
        " or `exclude` them 未知的算不算",
        examples=["exclude"],
    )

    def asked(self) -> registry.Nearest:
        """Return the question as the registry takes it; raise `InputError` unless the point is a place on Earth."""
        lon, lat = coordinates.to_wgs84(lon=self.lon, lat=self.lat, crs=self.crs)
        return registry.Nearest(
            lon=lon,
            lat=lat,
            limit=self.limit,
            max_distance_m=self.max_distance_m,
            codes=[*self.need, *self.amenity],
            types=self.type,
            adcode=self.adcode,
            unknown=self.unknown,
        )


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
    updated_after: AwareDatetime | None = Field(
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
