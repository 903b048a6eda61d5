"""The registry: stations, amenities, organisations, districts, census, imports."""

import sqlalchemy as sa
from alembic import op
from geoalchemy2 import Geometry
from sqlalchemy.dialects import postgresql

from stations.models.station import Cube

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

ECEF = """
CREATE FUNCTION yizhan_ecef(lon double precision, lat double precision) RETURNS cube
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
BEGIN ATOMIC -- parsed now, so that it does not depend on a search path later
    -- WGS84 degrees on the ellipsoid to earth-centred metres (EPSG:4978), for distances without degrees
    SELECT cube(ARRAY[n * cos(radians(lat)) * cos(radians(lon)),
                      n * cos(radians(lat)) * sin(radians(lon)),
                      n * (1 - 0.0066943799901413165) * sin(radians(lat))])
    FROM (SELECT 6378137.0 / sqrt(1 - 0.0066943799901413165 * (1 - cos(2 * radians(lat))) / 2) AS n) AS curvature;
END
"""
TOUCH = """
CREATE FUNCTION yizhan_touch() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.updated_at := clock_timestamp();
    RETURN NEW;
END $$
"""
BURY = """
CREATE FUNCTION yizhan_bury() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO tombstone (station_id, code) VALUES (OLD.id, OLD.code);
    RETURN OLD;
END $$
"""


def upgrade() -> None:
    op.execute(ECEF)
    _census()
    _derivation()
    _district()
    _import_run()
    _organisation()
    _station()
    _tombstone()
    _import_row()
    _station_amenity()
    _station_hours()
    _station_role()
    op.execute(TOUCH)
    op.execute(BURY)
    op.execute("CREATE TRIGGER touch BEFORE UPDATE ON station FOR EACH ROW EXECUTE FUNCTION yizhan_touch()")
    op.execute("CREATE TRIGGER bury AFTER DELETE ON station FOR EACH ROW EXECUTE FUNCTION yizhan_bury()")


def downgrade() -> None:
    for table in (
        "station_role",
        "station_hours",
        "station_amenity",
        "import_row",
        "tombstone",
        "station",
        "organisation",
        "import_run",
        "district",
        "derivation",
        "census",
    ):
        op.drop_table(table)
    op.execute("DROP FUNCTION yizhan_bury(), yizhan_touch(), yizhan_ecef(double precision, double precision)")


def _census() -> None:
    op.create_table(
        "census",
        sa.Column("adcode", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("population", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.CheckConstraint("population >= 0", name=op.f("census_population_check")),
        sa.PrimaryKeyConstraint("adcode", "kind", "as_of", name=op.f("census_pkey")),
    )


def _derivation() -> None:
    op.create_table(
        "derivation",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("fingerprint", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("derivation_pkey")),
    )


def _district() -> None:
    op.create_table(
        "district",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("adcode", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("level", sa.String(), nullable=False),
        sa.Column("parent_adcode", sa.String(), nullable=True),
        sa.Column("code_system", sa.String(), nullable=False),
        sa.Column("code_year", sa.Integer(), nullable=True),
        sa.Column("boundary_source", sa.String(), nullable=False),
        sa.Column("boundary_year", sa.Integer(), nullable=True),
        sa.Column("area_km2", sa.Double(), nullable=False),
        sa.Column(
            "geom",
            Geometry(
                geometry_type="MULTIPOLYGON",
                srid=4326,
                dimension=2,
                spatial_index=False,
                from_text="ST_GeomFromEWKT",
                name="geometry",
                nullable=False,
            ),
            nullable=False,
        ),
        sa.Column("updated_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.CheckConstraint("adcode ~ '^[0-9A-Za-z_-]{1,32}$'", name=op.f("district_adcode_check")),
        sa.CheckConstraint(
            "code_system IN ('gbt2260', 'gbt10114', 'nbs', 'local')", name=op.f("district_code_system_check")
        ),
        sa.CheckConstraint(
            "level IN ('country', 'province', 'city', 'county', 'township', 'community', 'zone')",
            name=op.f("district_level_check"),
        ),
        sa.CheckConstraint("area_km2 > 0", name=op.f("district_area_check")),
        sa.PrimaryKeyConstraint("id", name=op.f("district_pkey")),
        sa.UniqueConstraint(
            "adcode",
            "code_system",
            "code_year",
            name=op.f("district_adcode_code_system_code_year_key"),
            postgresql_nulls_not_distinct=True,
        ),
    )
    op.create_index("district_geom_ix", "district", ["geom"], unique=False, postgresql_using="gist")
    op.create_index(op.f("district_name_ix"), "district", ["name"], unique=False)
    op.create_index(op.f("district_parent_adcode_ix"), "district", ["parent_adcode"], unique=False)


def _import_run() -> None:
    op.create_table(
        "import_run",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("file_name", sa.String(), nullable=False),
        sa.Column("file_sha256", sa.String(), nullable=False),
        sa.Column("crs", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("import_run_pkey")),
    )


def _organisation() -> None:
    op.create_table(
        "organisation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("adcode", sa.String(), nullable=True),
        sa.Column("contact", sa.String(), nullable=True),
        sa.CheckConstraint(
            "kind IN ('national_union', 'provincial_union', 'city_union', 'district_union', 'street_union', 'community_union', 'enterprise_union', 'sector_union', 'company', 'government', 'institution', 'community', 'social', 'other')",
            name=op.f("organisation_kind_check"),
        ),
        sa.CheckConstraint("name <> ''", name=op.f("organisation_name_check")),
        sa.CheckConstraint("parent_id <> id", name=op.f("organisation_tree_check")),
        sa.ForeignKeyConstraint(["parent_id"], ["organisation.id"], name=op.f("organisation_parent_id_fkey")),
        sa.PrimaryKeyConstraint("id", name=op.f("organisation_pkey")),
        sa.UniqueConstraint(
            "name", "parent_id", name=op.f("organisation_name_parent_id_key"), postgresql_nulls_not_distinct=True
        ),
    )


def _station() -> None:
    op.create_table(
        "station",
        sa.Column("id", sa.Integer(), sa.Identity(always=False), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("source_id", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("type", sa.String(), nullable=False),
        sa.Column("level", sa.String(), nullable=True),
        sa.Column("brand", sa.String(), nullable=True),
        sa.Column("aliases", postgresql.ARRAY(sa.Text()), server_default="{}", nullable=False),
        sa.Column("public_facing", sa.Boolean(), server_default="true", nullable=False),
        sa.Column("contact", sa.String(), nullable=True),
        sa.Column("capacity", sa.Integer(), nullable=True),
        sa.Column("area_m2", sa.Double(), nullable=True),
        sa.Column("address", sa.String(), nullable=True),
        sa.Column("floor", sa.String(), nullable=True),
        sa.Column("directions", sa.String(), nullable=True),
        sa.Column(
            "geom",
            Geometry(
                geometry_type="POINT",
                srid=4326,
                dimension=2,
                spatial_index=False,
                from_text="ST_GeomFromEWKT",
                name="geometry",
                nullable=False,
            ),
            nullable=False,
        ),
        sa.Column(
            "entrance",
            Geometry(
                geometry_type="POINT",
                srid=4326,
                dimension=2,
                spatial_index=False,
                from_text="ST_GeomFromEWKT",
                name="geometry",
            ),
            nullable=True,
        ),
        sa.Column("orig_lon", sa.Double(), nullable=False),
        sa.Column("orig_lat", sa.Double(), nullable=False),
        sa.Column("orig_crs", sa.String(), nullable=False),
        sa.Column("datum_method", sa.String(), nullable=False),
        sa.Column("accuracy_m", sa.Double(), nullable=True),
        sa.Column("declared_district", sa.String(), nullable=True),
        sa.Column("declared_adcode", sa.String(), nullable=True),
        sa.Column("derived_adcode", sa.String(), nullable=True),
        sa.Column("audience", sa.String(), nullable=True),
        sa.Column("worker_groups", postgresql.ARRAY(sa.Text()), server_default="{}", nullable=False),
        sa.Column("entry", postgresql.ARRAY(sa.Text()), server_default="{}", nullable=False),
        sa.Column("register_first", sa.Boolean(), nullable=True),
        sa.Column("guard_gate", sa.Boolean(), nullable=True),
        sa.Column("ebike_inside", sa.Boolean(), nullable=True),
        sa.Column("step_free", sa.Boolean(), nullable=True),
        sa.Column("fee", sa.String(), server_default="free", nullable=False),
        sa.Column("hours_raw", sa.String(), nullable=True),
        sa.Column("hours_osm", sa.String(), nullable=True),
        sa.Column("hours_parse", sa.String(), server_default="absent", nullable=False),
        sa.Column("operation", sa.String(), server_default="open", nullable=False),
        sa.Column("operation_reason", sa.String(), nullable=True),
        sa.Column("operation_until", sa.Date(), nullable=True),
        sa.Column("publication", sa.String(), server_default="published", nullable=False),
        sa.Column("delist_reason", sa.String(), nullable=True),
        sa.Column("merged_into_id", sa.Integer(), nullable=True),
        sa.Column("relocated_to_id", sa.Integer(), nullable=True),
        sa.Column("build_mode", sa.String(), nullable=True),
        sa.Column("agreement_until", sa.Date(), nullable=True),
        sa.Column("opened_on", sa.Date(), nullable=True),
        sa.Column("verified_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "created_at", sa.DateTime(timezone=True), server_default=sa.text("clock_timestamp()"), nullable=False
        ),
        sa.Column(
            "updated_at", sa.DateTime(timezone=True), server_default=sa.text("clock_timestamp()"), nullable=False
        ),
        sa.Column("ecef", Cube(), sa.Computed("yizhan_ecef(st_x(geom), st_y(geom))", persisted=True), nullable=False),
        sa.Column("sure", postgresql.ARRAY(sa.Integer()), server_default="{}", nullable=False),
        sa.Column("may", postgresql.ARRAY(sa.Integer()), server_default="{}", nullable=False),
        sa.Column("places", postgresql.ARRAY(sa.Integer()), server_default="{}", nullable=False),
        sa.CheckConstraint(
            "(hours_osm IS NOT NULL) = (hours_parse IN ('ok', 'partial'))", name=op.f("station_hours_check")
        ),
        sa.CheckConstraint("(operation = 'merged') = (merged_into_id IS NOT NULL)", name=op.f("station_merged_check")),
        sa.CheckConstraint(
            "(publication = 'delisted') = (delist_reason IS NOT NULL)", name=op.f("station_delisted_check")
        ),
        sa.CheckConstraint(
            "audience IN ('public', 'outdoor_workers', 'union_members', 'host_staff', 'customers', 'registered')",
            name=op.f("station_audience_check"),
        ),
        sa.CheckConstraint("build_mode IN ('self', 'co', 'social')", name=op.f("station_build_mode_check")),
        sa.CheckConstraint(
            "delist_reason IN ('duplicate', 'gone', 'not_public', 'superseded', 'wrong')",
            name=op.f("station_delist_reason_check"),
        ),
        sa.CheckConstraint("entry <> '{face}'", name=op.f("station_never_face_alone_check")),
        sa.CheckConstraint(
            "hours_parse IN ('absent', 'ok', 'partial', 'failed')", name=op.f("station_hours_parse_check")
        ),
        sa.CheckConstraint("level IN ('basic', 'benchmark', 'smart')", name=op.f("station_level_check")),
        sa.CheckConstraint("name <> ''", name=op.f("station_name_check")),
        sa.CheckConstraint(
            "operation IN ('proposed', 'planned', 'building', 'trial', 'open', 'partly_open', 'temporarily_closed', 'closed', 'relocated', 'merged')",
            name=op.f("station_operation_check"),
        ),
        sa.CheckConstraint(
            "orig_crs IN ('wgs84', 'gcj02', 'bd09', 'cgcs2000', 'unknown')", name=op.f("station_orig_crs_check")
        ),
        sa.CheckConstraint(
            "publication IN ('draft', 'submitted', 'in_review', 'published', 'delisted')",
            name=op.f("station_publication_check"),
        ),
        sa.CheckConstraint("NOT st_isempty(geom)", name=op.f("station_point_check")),
        sa.CheckConstraint("area_m2 > 0", name=op.f("station_area_check")),
        sa.CheckConstraint("capacity > 0", name=op.f("station_capacity_check")),
        sa.CheckConstraint("merged_into_id <> id AND relocated_to_id <> id", name=op.f("station_not_itself_check")),
        sa.CheckConstraint(
            "st_x(geom) BETWEEN -180 AND 180 AND st_y(geom) BETWEEN -90 AND 90", name=op.f("station_world_check")
        ),
        sa.ForeignKeyConstraint(["merged_into_id"], ["station.id"], name=op.f("station_merged_into_id_fkey")),
        sa.ForeignKeyConstraint(["relocated_to_id"], ["station.id"], name=op.f("station_relocated_to_id_fkey")),
        sa.PrimaryKeyConstraint("id", name=op.f("station_pkey")),
        sa.UniqueConstraint("code", name=op.f("station_code_key")),
        sa.UniqueConstraint("source", "source_id", name=op.f("station_source_source_id_key")),
    )
    op.create_index(op.f("station_merged_into_id_ix"), "station", ["merged_into_id"], unique=False)
    op.create_index(op.f("station_relocated_to_id_ix"), "station", ["relocated_to_id"], unique=False)
    op.create_index(op.f("station_derived_adcode_ix"), "station", ["derived_adcode"], unique=False)
    op.create_index("station_geom_ix", "station", ["geom"], unique=False, postgresql_using="gist")
    op.create_index(
        "station_name_trgm_ix",
        "station",
        ["name"],
        unique=False,
        postgresql_using="gin",
        postgresql_ops={"name": "gin_trgm_ops"},
    )
    op.create_index(
        "station_search_may_ix",
        "station",
        ["ecef", "may", "places"],
        unique=False,
        postgresql_using="gist",
        postgresql_ops={"may": "gist__intbig_ops(siglen=32)", "places": "gist__intbig_ops(siglen=32)"},
        postgresql_where=sa.text("publication = 'published' AND operation IN ('trial', 'open', 'partly_open')"),
    )
    op.create_index(
        "station_search_sure_ix",
        "station",
        ["ecef", "sure", "places"],
        unique=False,
        postgresql_using="gist",
        postgresql_ops={"sure": "gist__intbig_ops(siglen=32)", "places": "gist__intbig_ops(siglen=32)"},
        postgresql_where=sa.text("publication = 'published' AND operation IN ('trial', 'open', 'partly_open')"),
    )
    op.create_index(op.f("station_updated_at_id_ix"), "station", ["updated_at", "id"], unique=False)


def _tombstone() -> None:
    op.create_table(
        "tombstone",
        sa.Column("station_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column(
            "deleted_at", sa.DateTime(timezone=True), server_default=sa.text("clock_timestamp()"), nullable=False
        ),
        sa.PrimaryKeyConstraint("station_id", name=op.f("tombstone_pkey")),
        sa.UniqueConstraint("code", name=op.f("tombstone_code_key")),
    )


def _import_row() -> None:
    op.create_table(
        "import_row",
        sa.Column("run_id", sa.Integer(), nullable=False),
        sa.Column("row_number", sa.Integer(), nullable=False),
        sa.Column("outcome", sa.String(), nullable=False),
        sa.Column("raw", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("reasons", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("station_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "outcome IN ('added', 'changed', 'unchanged', 'held', 'rejected')", name=op.f("import_row_outcome_check")
        ),
        sa.ForeignKeyConstraint(["run_id"], ["import_run.id"], name=op.f("import_row_run_id_fkey"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["station_id"], ["station.id"], name=op.f("import_row_station_id_fkey"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("run_id", "row_number", name=op.f("import_row_pkey")),
    )
    op.create_index(op.f("import_row_station_id_ix"), "import_row", ["station_id"], unique=False)


def _station_amenity() -> None:
    op.create_table(
        "station_amenity",
        sa.Column("station_id", sa.Integer(), nullable=False),
        sa.Column("amenity", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("quantity", sa.Double(), nullable=True),
        sa.Column("distance_m", sa.Double(), nullable=True),
        sa.Column("detail", sa.String(), nullable=True),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("observed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.CheckConstraint("amenity ~ '^[a-z][a-z0-9_]*$'", name=op.f("station_amenity_amenity_check")),
        sa.CheckConstraint(
            "state IN ('yes', 'no', 'unknown', 'out_of_order', 'nearby', 'seasonal', 'on_request')",
            name=op.f("station_amenity_state_check"),
        ),
        sa.CheckConstraint("distance_m >= 0", name=op.f("station_amenity_distance_check")),
        sa.CheckConstraint("quantity >= 0", name=op.f("station_amenity_quantity_check")),
        sa.ForeignKeyConstraint(
            ["station_id"], ["station.id"], name=op.f("station_amenity_station_id_fkey"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("station_id", "amenity", name=op.f("station_amenity_pkey")),
    )


def _station_hours() -> None:
    op.create_table(
        "station_hours",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("station_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("amenity", sa.String(), nullable=True),
        sa.Column("raw", sa.String(), nullable=False),
        sa.Column("osm", sa.String(), nullable=True),
        sa.Column("parse", sa.String(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "kind IN ('general', 'staffed', 'self_service', 'special', 'alert')", name=op.f("station_hours_kind_check")
        ),
        sa.CheckConstraint(
            "kind NOT IN ('special', 'alert') OR valid_until IS NOT NULL", name=op.f("station_hours_expires_check")
        ),
        sa.CheckConstraint("parse IN ('absent', 'ok', 'partial', 'failed')", name=op.f("station_hours_parse_check")),
        sa.CheckConstraint("valid_until >= valid_from", name=op.f("station_hours_period_check")),
        sa.ForeignKeyConstraint(
            ["station_id"], ["station.id"], name=op.f("station_hours_station_id_fkey"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("station_hours_pkey")),
    )
    op.create_index(op.f("station_hours_station_id_ix"), "station_hours", ["station_id"], unique=False)


def _station_role() -> None:
    op.create_table(
        "station_role",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("station_id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "role IN ('owner', 'host', 'operator', 'managing_union', 'funder', 'brand_owner', 'maintainer')",
            name=op.f("station_role_role_check"),
        ),
        sa.CheckConstraint("valid_until >= valid_from", name=op.f("station_role_period_check")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("station_role_organisation_id_fkey")
        ),
        sa.ForeignKeyConstraint(
            ["station_id"], ["station.id"], name=op.f("station_role_station_id_fkey"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("station_role_pkey")),
        sa.UniqueConstraint(
            "station_id",
            "organisation_id",
            "role",
            "valid_from",
            name=op.f("station_role_station_id_organisation_id_role_valid_from_key"),
            postgresql_nulls_not_distinct=True,
        ),
    )
    op.create_index(op.f("station_role_organisation_id_ix"), "station_role", ["organisation_id"], unique=False)
