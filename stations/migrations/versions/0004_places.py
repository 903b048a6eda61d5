"""The names that places are searched by, written by triggers."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

NAMES_OF_STATION = """
CREATE FUNCTION yizhan_names_of(given station) RETURNS TABLE (role text, name text) LANGUAGE sql
BEGIN ATOMIC
    SELECT 'name', given.name
    UNION ALL SELECT 'alias', alias FROM unnest(given.aliases) AS alias
    UNION ALL SELECT 'address', given.address WHERE given.address IS NOT NULL;
END
"""
NAME_STATION = """
CREATE FUNCTION yizhan_name_station() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM place_name WHERE station_id = NEW.id;
    INSERT INTO place_name (station_id, role, name) SELECT NEW.id, named.* FROM yizhan_names_of(NEW) AS named;
    RETURN NULL;
END $$
"""
NAME_DISTRICT = """
CREATE FUNCTION yizhan_name_district() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM place_name WHERE district_id = NEW.id;
    INSERT INTO place_name (district_id, role, name) VALUES (NEW.id, 'name', NEW.name);
    RETURN NULL;
END $$
"""


def upgrade() -> None:
    op.create_table(
        "place_name",
        sa.Column("id", sa.Integer(), sa.Identity(always=False), nullable=False),
        sa.Column("station_id", sa.Integer(), nullable=True),
        sa.Column("district_id", sa.Integer(), nullable=True),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("keys", sa.String(), nullable=True),
        sa.Column("grams", postgresql.ARRAY(sa.Text()), nullable=True),
        sa.CheckConstraint("(keys IS NULL) = (grams IS NULL)", name=op.f("place_name_keys_check")),
        sa.CheckConstraint("num_nonnulls(station_id, district_id) = 1", name=op.f("place_name_one_place_check")),
        sa.CheckConstraint("role IN ('name', 'alias', 'address')", name=op.f("place_name_role_check")),
        sa.ForeignKeyConstraint(
            ["district_id"], ["district.id"], name=op.f("place_name_district_id_fkey"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["station_id"], ["station.id"], name=op.f("place_name_station_id_fkey"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("place_name_pkey")),
    )
    op.create_index(op.f("place_name_station_id_ix"), "place_name", ["station_id"], unique=False)
    op.create_index(op.f("place_name_district_id_ix"), "place_name", ["district_id"], unique=False)
    op.create_index("place_name_grams_ix", "place_name", ["grams"], unique=False, postgresql_using="gin")
    op.create_index(
        "place_name_pending_ix", "place_name", ["id"], unique=False, postgresql_where=sa.text("keys IS NULL")
    )
    for statement in (NAMES_OF_STATION, NAME_STATION, NAME_DISTRICT):
        op.execute(statement)
    op.execute(
        "INSERT INTO place_name (station_id, role, name)"
        " SELECT station.id, named.* FROM station, LATERAL yizhan_names_of(station) AS named"
    )
    op.execute("INSERT INTO place_name (district_id, role, name) SELECT id, 'name', name FROM district")
    op.execute(
        "CREATE TRIGGER name AFTER INSERT OR UPDATE OF name, aliases, address ON station"
        " FOR EACH ROW EXECUTE FUNCTION yizhan_name_station()"
    )
    op.execute(
        "CREATE TRIGGER name AFTER INSERT OR UPDATE OF name ON district"
        " FOR EACH ROW EXECUTE FUNCTION yizhan_name_district()"
    )


def downgrade() -> None:
    op.execute("DROP TRIGGER name ON district")
    op.execute("DROP TRIGGER name ON station")
    op.execute("DROP FUNCTION yizhan_name_district(), yizhan_name_station(), yizhan_names_of(station)")
    op.drop_table("place_name")
