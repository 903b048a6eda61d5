"""Gaps: what may be covered all the same, and how the way to the nearest station was measured."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("gap_area", sa.Column("weight_may", sa.Float(), server_default="0", nullable=False))
    op.add_column("gap_area", sa.Column("nearest_way", sa.String(), nullable=True))


def downgrade() -> None:
    op.drop_column("gap_area", "nearest_way")
    op.drop_column("gap_area", "weight_may")
