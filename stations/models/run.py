"""Coverage that was worked out, and plans: what was asked of what, how far it is, and what was found."""

from datetime import datetime
from typing import Any

from geoalchemy2 import Geometry
from sqlalchemy import ARRAY, CheckConstraint, DateTime, Float, ForeignKey, Index, String, func
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from stations.models.base import Base, one_of
from stations.vocabulary import RUN_KINDS, RUN_STATES

Numbers = ARRAY(Float)
Codes = ARRAY(String)


class CoverageRun(Base):
    """One computation. `id` is a hash of the question and of everything it is asked of, so the same is one run.

    `inputs` are hashes of streets, demand, stations, areas and of the engine; `registry_as_of` is when the stations
    were read. `job_id` is the job of the queue that works on it, while there is one; `askers` is how many wait for it.
    """

    __tablename__ = "coverage_run"

    id: Mapped[str] = mapped_column(primary_key=True)
    kind: Mapped[str]
    question: Mapped[dict[str, Any]] = mapped_column(JSONB)
    inputs: Mapped[dict[str, Any]] = mapped_column(JSONB)
    state: Mapped[str] = mapped_column(server_default="queued")
    progress: Mapped[float] = mapped_column(server_default="0")
    step: Mapped[dict[str, str] | None] = mapped_column(JSONB(none_as_null=True))
    error: Mapped[dict[str, str] | None] = mapped_column(JSONB(none_as_null=True))
    result: Mapped[dict[str, Any] | None] = mapped_column(JSONB(none_as_null=True))
    job_id: Mapped[int | None]
    askers: Mapped[int] = mapped_column(server_default="1")
    registry_as_of: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    created_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), server_default=func.now())
    finished_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))

    __table_args__ = (
        one_of("kind", RUN_KINDS),
        one_of("state", RUN_STATES),
        CheckConstraint("id ~ '^[0-9a-f]{64}$'", name="id"),
        CheckConstraint("progress BETWEEN 0 AND 1", name="progress"),
        CheckConstraint("askers >= 0", name="askers"),
        CheckConstraint("(state = 'failed') = (error IS NOT NULL)", name="error"),
        CheckConstraint("(state IN ('done', 'failed', 'cancelled')) = (finished_at IS NOT NULL)", name="finished"),
    )


class CoverageArea(Base):
    """What a run found for one district: numerators and denominators, never shares.

    Arrays are by band, shortest first, for coverage by at least `k` stations as asked, and by 1, 2 and 3 stations for
    the reach asked for. `_may` counts also what nobody knows. Distances in metres are null where nothing is reached.
    `area_km2` is that of the district, `cells_km2` that of the cells which hold demand. `maps.coverage_metrics` says of
    every figure how it is worked out.
    """

    __tablename__ = "coverage_area"

    run_id: Mapped[str] = mapped_column(ForeignKey("coverage_run.id", ondelete="CASCADE"), primary_key=True)
    adcode: Mapped[str] = mapped_column(primary_key=True)
    position: Mapped[int]
    name: Mapped[str]
    level: Mapped[str]
    parent_adcode: Mapped[str | None]
    stations: Mapped[int]
    answering_sure: Mapped[int]
    answering_may: Mapped[int]
    weight: Mapped[float]
    area_km2: Mapped[float]
    cells_km2: Mapped[float]
    weight_off_streets: Mapped[float]
    weight_near_edge: Mapped[float]
    covered_sure: Mapped[list[float]] = mapped_column(Numbers)
    covered_may: Mapped[list[float]] = mapped_column(Numbers)
    covered_km2_sure: Mapped[list[float]] = mapped_column(Numbers)
    covered_km2_may: Mapped[list[float]] = mapped_column(Numbers)
    by_count_sure: Mapped[list[float]] = mapped_column(Numbers)
    by_count_may: Mapped[list[float]] = mapped_column(Numbers)
    mean_m: Mapped[float | None]
    median_m: Mapped[float | None]
    p90_m: Mapped[float | None]
    seats: Mapped[float | None]
    seats_unknown: Mapped[int | None]
    access2_sure: Mapped[float | None]
    access2_may: Mapped[float | None]
    access3_sure: Mapped[float | None]
    access3_may: Mapped[float | None]
    gini: Mapped[float | None]
    palma: Mapped[float | None]
    lorenz: Mapped[list[float] | None] = mapped_column(Numbers)
    density_weight: Mapped[list[float] | None] = mapped_column(Numbers)
    density_sure: Mapped[list[float] | None] = mapped_column(Numbers)
    spacing_broken: Mapped[int | None]
    week_weight: Mapped[list[float] | None] = mapped_column(Numbers)
    week_sure: Mapped[list[float] | None] = mapped_column(Numbers)
    week_may: Mapped[list[float] | None] = mapped_column(Numbers)

    __table_args__ = (Index(None, "adcode"),)


class CoverageStation(Base):
    """What a run found for one station that stands in the district or reaches into it.

    `adcodes` are the districts of the run that it stands in, `adcode` is the smallest. `faults`, `needs_lacking` and
    `needs_unknown` say why it does not satisfy the question. Weights are within its reach; `maps.coverage_metrics` says
    how each is worked out. `other_id` is the nearest other station, `rival_id` the one that most of its demand has
    instead.
    """

    __tablename__ = "coverage_station"

    run_id: Mapped[str] = mapped_column(ForeignKey("coverage_run.id", ondelete="CASCADE"), primary_key=True)
    station_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    code: Mapped[str]
    name: Mapped[str]
    adcode: Mapped[str | None]
    adcodes: Mapped[list[str]] = mapped_column(Codes)
    answers: Mapped[str]
    faults: Mapped[list[str]] = mapped_column(Codes)
    needs_lacking: Mapped[list[str]] = mapped_column(Codes)
    needs_unknown: Mapped[list[str]] = mapped_column(Codes)
    seats: Mapped[float | None]
    weight: Mapped[float]
    weight_sole: Mapped[float]
    weight_nearest: Mapped[float]
    weight_taken: Mapped[float]
    rival_id: Mapped[int | None]
    rival_weight: Mapped[float | None]
    other_id: Mapped[int | None]
    other_m: Mapped[float | None]
    rule_m: Mapped[float]
    is_spaced: Mapped[bool]
    geom: Mapped[Any] = mapped_column(Geometry("POINT", srid=4326, spatial_index=False))

    __table_args__ = (CheckConstraint("answers IN ('sure', 'may', 'no')", name="answers"),)


class GapArea(Base):
    """Cells side by side that no station surely covers, by weight; why, and what would help most.

    `weight_may` may be covered all the same. `nearest_way` says how the way to the nearest station was measured.
    """

    __tablename__ = "gap_area"

    run_id: Mapped[str] = mapped_column(ForeignKey("coverage_run.id", ondelete="CASCADE"), primary_key=True)
    rank: Mapped[int] = mapped_column(primary_key=True)
    adcode: Mapped[str | None]
    weight: Mapped[float]
    weight_may: Mapped[float] = mapped_column(server_default="0")
    area_km2: Mapped[float]
    cells: Mapped[int]
    reason: Mapped[str]
    nearest_id: Mapped[int | None]
    nearest_m: Mapped[float | None]
    nearest_way: Mapped[str | None]
    remedy: Mapped[dict[str, Any] | None] = mapped_column(JSONB(none_as_null=True))
    geom: Mapped[Any] = mapped_column(Geometry("MULTIPOLYGON", srid=4326, spatial_index=False))

    __table_args__ = (
        CheckConstraint("reason ~ '^[a-z][a-z_]*$'", name="reason"),
        Index("gap_area_geom_ix", "geom", postgresql_using="gist"),
    )


class SitingPlan(Base):
    """One action of a plan, in order of gain: a station to open, to move, or to keep open longer."""

    __tablename__ = "siting_plan"

    run_id: Mapped[str] = mapped_column(ForeignKey("coverage_run.id", ondelete="CASCADE"), primary_key=True)
    rank: Mapped[int] = mapped_column(primary_key=True)
    action: Mapped[str]
    station_id: Mapped[int | None]
    label: Mapped[str | None]
    gain: Mapped[float]
    covered: Mapped[float]
    cost: Mapped[float | None]
    detail: Mapped[dict[str, Any] | None] = mapped_column(JSONB(none_as_null=True))
    geom: Mapped[Any] = mapped_column(Geometry("POINT", srid=4326, spatial_index=False))

    __table_args__ = (CheckConstraint("action ~ '^[a-z][a-z_]*$'", name="action"),)
