"""The feed of changes: a mark for every station a transaction touched, and a call to whoever listens."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

NOTE = """
CREATE FUNCTION yizhan_note(ids integer[]) RETURNS void LANGUAGE sql
BEGIN ATOMIC -- parsed now, so that it does not depend on a search path later
    INSERT INTO station_change (station_id) SELECT DISTINCT unnest(ids) ON CONFLICT DO NOTHING;
    SELECT pg_notify('yizhan_change', ''); -- equal calls of one transaction are delivered once
END
"""
NOTED = """
CREATE FUNCTION yizhan_noted() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_TABLE_NAME = 'station' THEN
        PERFORM yizhan_note(array_agg(id)) FROM touched HAVING count(*) > 0;
    ELSE
        PERFORM yizhan_note(array_agg(station_id)) FROM touched HAVING count(*) > 0;
    END IF;
    RETURN NULL;
END $$
"""
CALLED = """
CREATE FUNCTION yizhan_called() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_notify('yizhan_change', '');
    RETURN NULL;
END $$
"""
TRIGGERS = [
    f"CREATE TRIGGER note_{event.lower()} AFTER {event} ON {table} REFERENCING {which} TABLE AS touched"
    " FOR EACH STATEMENT EXECUTE FUNCTION yizhan_noted()"
    for table in ("station", "station_amenity", "station_hours")
    for event, which in (("INSERT", "NEW"), ("UPDATE", "NEW"), ("DELETE", "OLD"))
]
DISTRICT_TRIGGER = "CREATE TRIGGER call AFTER INSERT OR UPDATE OR DELETE ON district FOR EACH STATEMENT EXECUTE FUNCTION yizhan_called()"


def upgrade() -> None:
    op.create_table(
        "station_change",
        sa.Column(
            "xid", sa.BigInteger(), server_default=sa.text("(pg_current_xact_id()::text)::bigint"), nullable=False
        ),
        sa.Column("station_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("xid", "station_id", name=op.f("station_change_pkey")),
    )
    op.create_index(op.f("station_change_station_id_ix"), "station_change", ["station_id"], unique=False)
    op.execute("INSERT INTO station_change (station_id) SELECT id FROM station UNION SELECT station_id FROM tombstone")
    for statement in (NOTE, NOTED, CALLED, *TRIGGERS, DISTRICT_TRIGGER):
        op.execute(statement)


def downgrade() -> None:
    op.execute("DROP TRIGGER call ON district")
    for table in ("station", "station_amenity", "station_hours"):
        for event in ("insert", "update", "delete"):
            op.execute(f"DROP TRIGGER note_{event} ON {table}")
    op.execute("DROP FUNCTION yizhan_called(), yizhan_noted(), yizhan_note(integer[])")
    op.drop_table("station_change")
