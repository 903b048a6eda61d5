"""Runs of coverage: what was asked, found and planned; and the queue of long work."""

import sqlalchemy as sa
from alembic import op
from geoalchemy2 import Geometry
from procrastinate.schema import SchemaManager
from psycopg import Connection
from sqlalchemy.dialects import postgresql

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

NUMBERS = ("covered_sure", "covered_may", "covered_km2_sure", "covered_km2_may", "by_count_sure", "by_count_may")

# the queue is procrastinate's own, of the version in requirements.lock; a newer one comes with migrations to be run
DROP_QUEUE = """
DO $$
DECLARE thing record;
BEGIN
    DROP TABLE procrastinate_events, procrastinate_periodic_defers, procrastinate_jobs, procrastinate_workers CASCADE;
    FOR thing IN SELECT oid::regprocedure AS called FROM pg_proc WHERE proname LIKE 'procrastinate\\_%' LOOP
        EXECUTE 'DROP FUNCTION IF EXISTS ' || thing.called || ' CASCADE';
    END LOOP;
    DROP TYPE procrastinate_job_to_defer_v1, procrastinate_job_event_type, procrastinate_job_status;
END $$
"""


def upgrade() -> None:
    op.create_table(
        "coverage_run",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("question", postgresql.JSONB(), nullable=False),
        sa.Column("inputs", postgresql.JSONB(), nullable=False),
        sa.Column("state", sa.String(), server_default="queued", nullable=False),
        sa.Column("progress", sa.Float(), server_default="0", nullable=False),
        sa.Column("step", postgresql.JSONB(), nullable=True),
        sa.Column("error", postgresql.JSONB(), nullable=True),
        sa.Column("result", postgresql.JSONB(), nullable=True),
        sa.Column("job_id", sa.Integer(), nullable=True),
        sa.Column("registry_as_of", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("(state = 'failed') = (error IS NOT NULL)", name=op.f("coverage_run_error_check")),
        sa.CheckConstraint(
            "(state IN ('done', 'failed', 'cancelled')) = (finished_at IS NOT NULL)",
            name=op.f("coverage_run_finished_check"),
        ),
        sa.CheckConstraint("id ~ '^[0-9a-f]{64}$'", name=op.f("coverage_run_id_check")),
        sa.CheckConstraint(
            "kind IN ('coverage', 'siting', 'national', 'report')", name=op.f("coverage_run_kind_check")
        ),
        sa.CheckConstraint("progress BETWEEN 0 AND 1", name=op.f("coverage_run_progress_check")),
        sa.CheckConstraint(
            "state IN ('queued', 'running', 'done', 'failed', 'cancelled')", name=op.f("coverage_run_state_check")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("coverage_run_pkey")),
    )
    op.create_table(
        "coverage_area",
        sa.Column("run_id", sa.String(), nullable=False),
        sa.Column("adcode", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("level", sa.String(), nullable=False),
        sa.Column("parent_adcode", sa.String(), nullable=True),
        sa.Column("stations", sa.Integer(), nullable=False),
        sa.Column("answering_sure", sa.Integer(), nullable=False),
        sa.Column("answering_may", sa.Integer(), nullable=False),
        sa.Column("weight", sa.Float(), nullable=False),
        sa.Column("area_km2", sa.Float(), nullable=False),
        sa.Column("weight_off_streets", sa.Float(), nullable=False),
        sa.Column("weight_near_edge", sa.Float(), nullable=False),
        *(sa.Column(name, postgresql.ARRAY(sa.Float()), nullable=False) for name in NUMBERS),
        *(sa.Column(name, sa.Float(), nullable=True) for name in ("mean_m", "median_m", "p90_m")),
        sa.ForeignKeyConstraint(
            ["run_id"], ["coverage_run.id"], name=op.f("coverage_area_run_id_fkey"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("run_id", "adcode", name=op.f("coverage_area_pkey")),
    )
    op.create_index(op.f("coverage_area_adcode_ix"), "coverage_area", ["adcode"], unique=False)
    op.create_table(
        "gap_area",
        sa.Column("run_id", sa.String(), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("adcode", sa.String(), nullable=True),
        sa.Column("weight", sa.Float(), nullable=False),
        sa.Column("area_km2", sa.Float(), nullable=False),
        sa.Column("cells", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("nearest_id", sa.Integer(), nullable=True),
        sa.Column("nearest_m", sa.Float(), nullable=True),
        sa.Column("remedy", postgresql.JSONB(), nullable=True),
        sa.Column("geom", Geometry("MULTIPOLYGON", srid=4326, spatial_index=False), nullable=False),
        sa.CheckConstraint("reason ~ '^[a-z][a-z_]*$'", name=op.f("gap_area_reason_check")),
        sa.ForeignKeyConstraint(["run_id"], ["coverage_run.id"], name=op.f("gap_area_run_id_fkey"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("run_id", "rank", name=op.f("gap_area_pkey")),
    )
    op.create_index("gap_area_geom_ix", "gap_area", ["geom"], unique=False, postgresql_using="gist")
    op.create_table(
        "siting_plan",
        sa.Column("run_id", sa.String(), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("action", sa.String(), nullable=False),
        sa.Column("station_id", sa.Integer(), nullable=True),
        sa.Column("label", sa.String(), nullable=True),
        sa.Column("gain", sa.Float(), nullable=False),
        sa.Column("covered", sa.Float(), nullable=False),
        sa.Column("cost", sa.Float(), nullable=True),
        sa.Column("detail", postgresql.JSONB(), nullable=True),
        sa.Column("geom", Geometry("POINT", srid=4326, spatial_index=False), nullable=False),
        sa.CheckConstraint("action ~ '^[a-z][a-z_]*$'", name=op.f("siting_plan_action_check")),
        sa.ForeignKeyConstraint(
            ["run_id"], ["coverage_run.id"], name=op.f("siting_plan_run_id_fkey"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("run_id", "rank", name=op.f("siting_plan_pkey")),
    )
    _run(SchemaManager.get_schema())


def downgrade() -> None:
    _run(DROP_QUEUE)
    for table in ("siting_plan", "gap_area", "coverage_area", "coverage_run"):
        op.drop_table(table)


def _run(script: str) -> None:
    """Run many statements as they are: with parameters, even none, the driver would take one and read every %."""
    driver = op.get_bind().connection.driver_connection
    if not isinstance(driver, Connection):
        raise TypeError("tables are made through psycopg")
    driver.execute(script.encode())
