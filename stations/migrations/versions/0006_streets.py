"""Streets, to be drawn."""

import geoalchemy2
import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "street_network",
        sa.Column("id", sa.Integer(), sa.Identity(always=False), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("hash", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("extent", geoalchemy2.Geometry("POLYGON", srid=4326, spatial_index=False), nullable=False),
        sa.Column("imported_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.CheckConstraint("hash ~ '^[0-9a-f]{64}$'", name=op.f("street_network_hash_check")),
        sa.PrimaryKeyConstraint("id", name=op.f("street_network_pkey")),
        sa.UniqueConstraint("name", name=op.f("street_network_name_key")),
    )
    op.create_table(
        "street",
        sa.Column("id", sa.Integer(), sa.Identity(always=False), nullable=False),
        sa.Column("network_id", sa.Integer(), nullable=False),
        sa.Column("osm_way", sa.BigInteger(), nullable=False),
        sa.Column("class", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=True),
        sa.Column("from_zoom", sa.Integer(), nullable=False),
        sa.Column("geom", geoalchemy2.Geometry("LINESTRING", srid=4326, spatial_index=False), nullable=False),
        sa.ForeignKeyConstraint(
            ["network_id"], ["street_network.id"], name=op.f("street_network_id_fkey"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("street_pkey")),
    )
    op.create_index(op.f("street_network_id_ix"), "street", ["network_id"], unique=False)
    op.create_index("street_geom_ix", "street", ["geom"], unique=False, postgresql_using="gist")
    op.create_index(
        "street_far_ix",
        "street",
        ["geom"],
        unique=False,
        postgresql_using="gist",
        postgresql_where=sa.text("from_zoom <= 11"),
    )


def downgrade() -> None:
    op.drop_table("street")
    op.drop_table("street_network")
