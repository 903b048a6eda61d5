import psycopg
import pytest
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import text

from stations import registry, schema
from stations.cluster import Cluster
from stations.database import Database
from stations.errors import DatabaseDown, ExtensionMissing, SchemaOutdated
from tests.factories import draft


def admin(cluster: Cluster, *statements: str) -> None:
    with psycopg.connect(cluster.url("postgres").replace("+psycopg", ""), autocommit=True) as connection:
        for statement in statements:
            connection.execute(statement.encode())


def test_the_migrations_build_what_the_models_say(database: Database) -> None:
    assert schema.differences(database) == []


def test_the_newest_step_by_name_is_the_head() -> None:
    config = Config()
    config.set_main_option("script_location", str(schema.MIGRATIONS))

    assert ScriptDirectory.from_config(config).get_heads() == [schema.HEAD]


def test_the_tables_can_be_taken_back_and_built_again_with_data_in_them(database: Database) -> None:
    with database.transaction() as session:
        registry.upsert(session, "a", [draft()], toilet_nearby_m=150)

    schema.downgrade(database, revision="base")
    with pytest.raises(SchemaOutdated):
        schema.require_current(database)
    schema.migrate(database)

    schema.require_current(database)


def test_a_database_without_the_extension_gets_the_line_for_the_administrator(cluster: Cluster) -> None:
    admin(cluster, "DROP ROLE IF EXISTS clerk", "CREATE ROLE clerk LOGIN", "CREATE DATABASE bare OWNER clerk")
    url = cluster.url("bare")
    database = Database(url)
    with database.engine.connect() as connection:  # act as somebody who may not create what is not trusted
        connection.execute(text("ALTER ROLE yizhan IN DATABASE bare SET role = clerk"))
        connection.commit()
    database.dispose()
    database = Database(url)

    with pytest.raises(ExtensionMissing, match='psql -d "bare" -c "CREATE EXTENSION IF NOT EXISTS postgis'):
        schema.migrate(database)

    database.dispose()
    admin(cluster, "DROP DATABASE bare", "DROP ROLE clerk")


def test_a_server_that_does_not_answer_is_said_so() -> None:
    nowhere = Database("postgresql+psycopg:///x?host=/nonexistent")

    with pytest.raises(DatabaseDown):
        schema.migrate(nowhere)
    with pytest.raises(DatabaseDown), nowhere.transaction() as session:
        session.execute(text("SELECT 1"))


def test_a_transaction_that_fails_leaves_everything_as_it_was(database: Database) -> None:
    def half() -> None:
        with database.transaction() as session:
            registry.upsert(session, "a", [draft()], toilet_nearby_m=150)
            raise InterruptedError

    with pytest.raises(InterruptedError):
        half()

    with database.transaction() as session:
        assert registry.count_stations(session) == 0
