"""Figures of a run: access, equity, spacing and the week by district; its stations one by one."""

import sqlalchemy as sa
from alembic import op
from geoalchemy2 import Geometry
from sqlalchemy.dialects import postgresql

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

NUMBERS = (
    *("seats", "access2_sure", "access2_may", "access3_sure", "access3_may", "gini", "palma"),
    *("seats_unknown", "spacing_broken"),
)
WHOLE = ("seats_unknown", "spacing_broken")
LISTS = ("lorenz", "density_weight", "density_sure", "week_weight", "week_sure", "week_may")
WEIGHTS = ("weight", "weight_sole", "weight_nearest", "weight_taken")


def upgrade() -> None:
    op.add_column("coverage_area", sa.Column("cells_km2", sa.Float(), nullable=True))
    op.execute("UPDATE coverage_area SET cells_km2 = area_km2")  # which is what area_km2 was until now
    op.alter_column("coverage_area", "cells_km2", nullable=False)
    for name in NUMBERS:
        op.add_column("coverage_area", sa.Column(name, sa.Integer() if name in WHOLE else sa.Float(), nullable=True))
    for name in LISTS:
        op.add_column("coverage_area", sa.Column(name, postgresql.ARRAY(sa.Float()), nullable=True))
    op.create_table(
        "coverage_station",
        sa.Column("run_id", sa.String(), nullable=False),
        sa.Column("station_id", sa.Integer(), nullable=False),
        *(sa.Column(name, sa.String(), nullable=False) for name in ("code", "name")),
        sa.Column("adcode", sa.String(), nullable=True),
        sa.Column("adcodes", postgresql.ARRAY(sa.String()), nullable=False),
        sa.Column("answers", sa.String(), nullable=False),
        *(
            sa.Column(name, postgresql.ARRAY(sa.String()), nullable=False)
            for name in ("faults", "needs_lacking", "needs_unknown")
        ),
        sa.Column("seats", sa.Float(), nullable=True),
        *(sa.Column(name, sa.Float(), nullable=False) for name in WEIGHTS),
        sa.Column("rival_id", sa.Integer(), nullable=True),
        sa.Column("rival_weight", sa.Float(), nullable=True),
        sa.Column("other_id", sa.Integer(), nullable=True),
        sa.Column("other_m", sa.Float(), nullable=True),
        sa.Column("rule_m", sa.Float(), nullable=False),
        sa.Column("is_spaced", sa.Boolean(), nullable=False),
        sa.Column("geom", Geometry("POINT", srid=4326, spatial_index=False), nullable=False),
        sa.CheckConstraint("answers IN ('sure', 'may', 'no')", name=op.f("coverage_station_answers_check")),
        sa.ForeignKeyConstraint(
            ["run_id"], ["coverage_run.id"], name=op.f("coverage_station_run_id_fkey"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("run_id", "station_id", name=op.f("coverage_station_pkey")),
    )


def downgrade() -> None:
    op.drop_table("coverage_station")
    for name in ("cells_km2", *NUMBERS, *LISTS):
        op.drop_column("coverage_area", name)
