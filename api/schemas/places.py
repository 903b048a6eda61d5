"""Places searched by name."""

from collections.abc import Sequence
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, BaseModel, Field

from api import coordinates
from api.coordinates import Crs
from api.schemas.examples import shown
from api.schemas.geojson import DATUM_SAID
from api.schemas.values import CRS_SAID, printable
from stations.registry import PlaceView

_DISTRICT = {
    "kind": "district",
    "name": "东城区",
    "detail": "北京市",
    "lon": 116.4164,
    "lat": 39.9285,
    "adcode": "110101",
    "level": "county",
    "code": None,
}
_STATION = {
    "kind": "station",
    "name": "示例·东城区工会驿站",
    "detail": "北京市东城区示例路1号",
    "lon": 116.4028,
    "lat": 39.9105,
    "adcode": None,
    "level": None,
    "code": "YK3H250",
}


class PlacesQuestion(BaseModel):
    """Which places are called so."""

    q: Annotated[str, Field(min_length=1, max_length=50), AfterValidator(printable)] = Field(
        description="A name, its pinyin or initials, or part of it, after that of its district or not; the code or the"
        " brand of a station; part of an address 名称、拼音、首字母、站点编码、品牌或地址",
        examples=["dongcheng"],
    )
    limit: int = Field(default=8, ge=1, le=50, description="How many, at most 最多几个", examples=[5])
    crs: Crs = Field(default="wgs84", description=CRS_SAID, examples=["gcj02"])


class Place(BaseModel):
    """A station, a district or a street."""

    model_config = shown(_STATION)

    kind: Literal["district", "station", "street"]
    name: str
    detail: str | None = Field(description="The address of a station; what a district or street lies in")
    lon: float = Field(description="Of a district or street: some point in it")
    lat: float
    adcode: str | None = Field(description="Of a district")
    level: str | None = Field(description="Of a district: a code of `district_levels`")
    code: str | None = Field(description="Of a station")


class Places(BaseModel):
    """Places by name: whole names, beginnings, parts, what lies in a district named first, brands, addresses."""

    model_config = shown({"datum": "wgs84", "places": [_DISTRICT, _STATION]})

    datum: Crs = Field(description=DATUM_SAID)
    places: list[Place] = Field(description="Empty where nothing is called so")

    @classmethod
    def of(cls, views: Sequence[PlaceView], *, crs: Crs) -> Self:
        """Return places in their order."""
        points = coordinates.from_wgs84(((view.lon, view.lat) for view in views), crs=crs)
        found = [
            Place(
                kind=view.kind,
                name=view.name,
                detail=view.detail,
                lon=lon,
                lat=lat,
                level=view.level,
                adcode=view.code if view.kind == "district" else None,
                code=view.code if view.kind == "station" else None,
            )
            for view, (lon, lat) in zip(views, points, strict=True)
        ]
        return cls(datum=crs, places=found)
