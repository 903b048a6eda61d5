"""How many wait for a run, so that one who gives it up does not take it from the others."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("coverage_run", sa.Column("askers", sa.Integer(), server_default="1", nullable=False))
    op.create_check_constraint(op.f("coverage_run_askers_check"), "coverage_run", "askers >= 0")


def downgrade() -> None:
    op.drop_column("coverage_run", "askers")
