"""Reports: what workers say about stations, with a receipt to read the answer by."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "report",
        sa.Column("id", sa.Integer(), sa.Identity(always=False), nullable=False),
        sa.Column("key", sa.Uuid(), nullable=False),
        sa.Column("receipt", sa.String(), nullable=False),
        sa.Column("station_id", sa.Integer(), nullable=True),
        sa.Column("station_code", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=True),
        sa.Column("status", sa.String(), server_default="new", nullable=False),
        sa.Column("answer", sa.String(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("(answer IS NULL) = (answered_at IS NULL)", name=op.f("report_answered_check")),
        sa.CheckConstraint("char_length(text) BETWEEN 1 AND 500", name=op.f("report_text_check")),
        sa.CheckConstraint("kind ~ '^[a-z][a-z0-9_]*$'", name=op.f("report_kind_check")),
        sa.CheckConstraint(
            "status IN ('new', 'accepted', 'assigned', 'done', 'escalated', 'rejected', 'feedback_sent', 'reopened')",
            name=op.f("report_status_check"),
        ),
        sa.ForeignKeyConstraint(
            ["station_id"], ["station.id"], name=op.f("report_station_id_fkey"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("report_pkey")),
        sa.UniqueConstraint("key", name=op.f("report_key_key")),
        sa.UniqueConstraint("receipt", name=op.f("report_receipt_key")),
    )
    op.create_index(op.f("report_station_id_ix"), "report", ["station_id"], unique=False)


def downgrade() -> None:
    op.drop_table("report")
