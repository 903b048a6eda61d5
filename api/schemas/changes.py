"""What has changed since, for copies that work without a network."""

from typing import Self

from pydantic import BaseModel, Field

from api.coordinates import Crs
from api.opening import Moment
from api.schemas.examples import STATION_FEATURE, shown
from api.schemas.geojson import DATUM_SAID
from api.schemas.stations import StationCollection, StationFeature
from stations.registry import ChangePage

_CHANGE = {"id": 1, "code": "YK3H250", "station": STATION_FEATURE}


class Change(BaseModel):
    """What a station is now; null is a tombstone: deleted, withdrawn, closed or merged, to be forgotten."""

    model_config = shown(_CHANGE)

    id: int
    code: str | None
    station: StationFeature | None


class ChangeFeed(BaseModel):
    """Some changes, each station once, and where to go on from."""

    model_config = shown({"datum": "wgs84", "changes": [_CHANGE], "cursor": "1042-1-5f2e9a01", "is_last": True})

    datum: Crs = Field(description=DATUM_SAID)
    changes: list[Change]
    cursor: str = Field(description="Give it as `since` next time; nothing is ever added before it")
    is_last: bool = Field(description="Whether this was all there is for now")

    @classmethod
    def of(cls, page: ChangePage, *, crs: Crs, moment: Moment) -> Self:
        """Return a page of the feed as things are at a moment."""
        shown_now = [change.view for change in page.changes if change.view]
        features = {each.id: each for each in StationCollection.of(shown_now, crs=crs, moment=moment).features}
        changes = [Change(id=each.id, code=each.code, station=features.get(each.id)) for each in page.changes]
        return cls(datum=crs, changes=changes, cursor=str(page.cursor), is_last=page.is_last)
