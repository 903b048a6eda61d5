"""Streets among the places that are searched by name."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

NAMED_STREETS = """
    INSERT INTO place_name (street_id, role, name)
    SELECT DISTINCT ON (network_id, name, stretch) id, 'name', name
    FROM (
        SELECT id, network_id, name, geom, stretch,
               st_centroid(st_collect(geom) OVER (PARTITION BY network_id, name, stretch)) AS middle
        FROM (
            SELECT id, network_id, name, geom,
                   st_clusterdbscan(geom, 0.005, 1) OVER (PARTITION BY network_id, name) AS stretch
            FROM street WHERE name IS NOT NULL
        ) AS parted
    ) AS placed
    ORDER BY network_id, name, stretch, st_distance(geom, middle), id
"""


def upgrade() -> None:
    op.add_column("place_name", sa.Column("street_id", sa.Integer(), nullable=True))
    op.create_foreign_key(
        op.f("place_name_street_id_fkey"), "place_name", "street", ["street_id"], ["id"], ondelete="CASCADE"
    )
    op.create_index(op.f("place_name_street_id_ix"), "place_name", ["street_id"], unique=False)
    _belong_to_one_of("station_id, district_id, street_id")
    op.execute(NAMED_STREETS)


def downgrade() -> None:
    op.execute("DELETE FROM place_name WHERE street_id IS NOT NULL")
    _belong_to_one_of("station_id, district_id")
    op.drop_column("place_name", "street_id")


def _belong_to_one_of(columns: str) -> None:
    name = op.f("place_name_one_place_check")
    op.drop_constraint(name, "place_name", type_="check")
    op.create_check_constraint(name, "place_name", f"num_nonnulls({columns}) = 1")
