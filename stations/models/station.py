"""Stations, their amenities, and the mark that a deleted one leaves."""

from datetime import date, datetime
from typing import Any

from geoalchemy2 import Geometry
from sqlalchemy import (
    CheckConstraint,
    Computed,
    DateTime,
    ForeignKey,
    Identity,
    Index,
    Integer,
    Text,
    UniqueConstraint,
    func,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column, relationship
from sqlalchemy.types import UserDefinedType

from stations.models.base import Base, one_of
from stations.serving import IN_SERVICE
from stations.vocabulary import (
    AMENITY_STATES,
    AUDIENCES,
    BUILD_MODES,
    DATUMS,
    DELIST_REASONS,
    HOURS_PARSE,
    OPERATION,
    PUBLICATION,
    STATION_LEVELS,
)

SERVING = text(IN_SERVICE)

BITS = "gist__intbig_ops(siglen=32)"  # 256 bits: numbers of amenities and needs stay below, so the signature is exact


class Cube(UserDefinedType[str]):
    """PostgreSQL's contrib `cube`: here a point in earth-centred metres."""

    cache_ok = True

    def get_col_spec(self, **_: object) -> str:
        """Return the type's name in SQL."""
        return "cube"


class Station(Base):
    """A place where an outdoor worker may rest.

    `geom` is WGS84; the point as it was given stands beside it with its datum. `ecef`, `sure`, `may` and `places` are
    derived, for searching: earth-centred metres; numbers of the amenities and needs that are known to be there, and
    that may be there (known or unknown); ids of the districts around the point.
    """

    __tablename__ = "station"

    id: Mapped[int] = mapped_column(Integer, Identity(), primary_key=True)
    code: Mapped[str] = mapped_column(unique=True)
    source: Mapped[str]
    source_id: Mapped[str]

    name: Mapped[str]
    type: Mapped[str]
    level: Mapped[str | None]
    brand: Mapped[str | None]
    aliases: Mapped[list[str]] = mapped_column(ARRAY(Text), server_default="{}")
    public_facing: Mapped[bool] = mapped_column(server_default="true")
    contact: Mapped[str | None]
    capacity: Mapped[int | None]
    area_m2: Mapped[float | None]

    address: Mapped[str | None]
    floor: Mapped[str | None]
    directions: Mapped[str | None]
    geom: Mapped[Any] = mapped_column(Geometry("POINT", srid=4326, spatial_index=False))
    entrance: Mapped[Any | None] = mapped_column(Geometry("POINT", srid=4326, spatial_index=False))
    orig_lon: Mapped[float]
    orig_lat: Mapped[float]
    orig_crs: Mapped[str]
    datum_method: Mapped[str]
    accuracy_m: Mapped[float | None]
    declared_district: Mapped[str | None]
    declared_adcode: Mapped[str | None]
    derived_adcode: Mapped[str | None]

    audience: Mapped[str | None]
    worker_groups: Mapped[list[str]] = mapped_column(ARRAY(Text), server_default="{}")
    entry: Mapped[list[str]] = mapped_column(ARRAY(Text), server_default="{}")
    register_first: Mapped[bool | None]
    guard_gate: Mapped[bool | None]
    ebike_inside: Mapped[bool | None]
    step_free: Mapped[bool | None]
    fee: Mapped[str] = mapped_column(server_default="free")

    hours_raw: Mapped[str | None]
    hours_osm: Mapped[str | None]
    hours_parse: Mapped[str] = mapped_column(server_default="absent")

    operation: Mapped[str] = mapped_column(server_default="open")
    operation_reason: Mapped[str | None]
    operation_until: Mapped[date | None]
    publication: Mapped[str] = mapped_column(server_default="published")
    delist_reason: Mapped[str | None]
    merged_into_id: Mapped[int | None] = mapped_column(ForeignKey("station.id"))
    relocated_to_id: Mapped[int | None] = mapped_column(ForeignKey("station.id"))
    build_mode: Mapped[str | None]
    agreement_until: Mapped[date | None]
    opened_on: Mapped[date | None]

    verified_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    created_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), server_default=func.clock_timestamp())
    updated_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), server_default=func.clock_timestamp())

    ecef: Mapped[str] = mapped_column(Cube, Computed("yizhan_ecef(st_x(geom), st_y(geom))", persisted=True))
    sure: Mapped[list[int]] = mapped_column(ARRAY(Integer), server_default="{}")
    may: Mapped[list[int]] = mapped_column(ARRAY(Integer), server_default="{}")
    places: Mapped[list[int]] = mapped_column(ARRAY(Integer), server_default="{}")

    amenities: Mapped[list["StationAmenity"]] = relationship(order_by="StationAmenity.amenity", viewonly=True)

    __table_args__ = (
        UniqueConstraint("source", "source_id"),
        one_of("level", STATION_LEVELS),
        one_of("orig_crs", DATUMS),
        one_of("audience", AUDIENCES),
        one_of("hours_parse", HOURS_PARSE),
        one_of("operation", OPERATION),
        one_of("publication", PUBLICATION),
        one_of("delist_reason", DELIST_REASONS),
        one_of("build_mode", BUILD_MODES),
        CheckConstraint("name <> ''", name="name"),
        CheckConstraint("st_x(geom) BETWEEN -180 AND 180 AND st_y(geom) BETWEEN -90 AND 90", name="world"),
        CheckConstraint("NOT st_isempty(geom)", name="point"),
        CheckConstraint("capacity > 0", name="capacity"),
        CheckConstraint("area_m2 > 0", name="area"),
        CheckConstraint("entry <> '{face}'", name="never_face_alone"),
        CheckConstraint("(hours_osm IS NOT NULL) = (hours_parse IN ('ok', 'partial'))", name="hours"),
        CheckConstraint("(publication = 'delisted') = (delist_reason IS NOT NULL)", name="delisted"),
        CheckConstraint("(operation = 'merged') = (merged_into_id IS NOT NULL)", name="merged"),
        CheckConstraint("merged_into_id <> id AND relocated_to_id <> id", name="not_itself"),
        Index(None, "updated_at", "id"),
        Index(None, "derived_adcode"),
        Index(None, "merged_into_id"),  # else each deletion would read the whole table to keep this key
        Index(None, "relocated_to_id"),
        Index("station_geom_ix", "geom", postgresql_using="gist"),
        Index("station_name_trgm_ix", "name", postgresql_using="gin", postgresql_ops={"name": "gin_trgm_ops"}),
        *(
            Index(
                f"station_search_{facts}_ix",
                "ecef",
                facts,
                "places",
                postgresql_using="gist",
                postgresql_ops={facts: BITS, "places": BITS},
                postgresql_where=SERVING,
            )
            for facts in ("sure", "may")
        ),
    )


class StationAmenity(Base):
    """What is known about one amenity of a station; no row means unknown."""

    __tablename__ = "station_amenity"

    station_id: Mapped[int] = mapped_column(ForeignKey("station.id", ondelete="CASCADE"), primary_key=True)
    amenity: Mapped[str] = mapped_column(primary_key=True)
    state: Mapped[str]
    quantity: Mapped[float | None]
    distance_m: Mapped[float | None]
    detail: Mapped[str | None]
    source: Mapped[str]
    observed_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    valid_until: Mapped[date | None]

    __table_args__ = (
        one_of("state", AMENITY_STATES),
        CheckConstraint("amenity ~ '^[a-z][a-z0-9_]*$'", name="amenity"),
        CheckConstraint("quantity >= 0", name="quantity"),
        CheckConstraint("distance_m >= 0", name="distance"),
    )


class Tombstone(Base):
    """The mark of a station that was deleted, so that copies elsewhere can forget it too."""

    __tablename__ = "tombstone"

    station_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    code: Mapped[str] = mapped_column(unique=True)
    deleted_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), server_default=func.clock_timestamp())
