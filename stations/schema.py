"""Bring the tables up to date, and tell whether they are."""

from pathlib import Path

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from geoalchemy2 import alembic_helpers
from psycopg import errors as postgres
from sqlalchemy import text
from sqlalchemy.dialects.postgresql.base import ischema_names
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.exc import OperationalError, ProgrammingError

from stations.database import Database
from stations.errors import DatabaseDown, ExtensionMissing, SchemaOutdated
from stations.models import Base
from stations.models.station import Cube

EXTENSIONS = ("postgis", "cube", "intarray", "pg_trgm")
ischema_names["cube"] = Cube  # so that comparing models and tables knows the type
LOCK = 7_268_194_301  # of our own choosing: two migrations at once would meet half-way


def migrate(database: Database, *, revision: str = "head") -> None:
    """Create the extensions and bring the tables to a revision, all or nothing.

    Raise `ExtensionMissing`, with the line for the administrator, where an extension is neither there nor allowed.
    """
    with _connected(database.engine) as connection, connection.begin():
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
        _create_extensions(connection)
        command.upgrade(_config(connection), revision)


def downgrade(database: Database, *, revision: str) -> None:
    """Take the tables back to an older revision."""
    with _connected(database.engine) as connection, connection.begin():
        command.downgrade(_config(connection), revision)


def require_current(database: Database) -> None:
    """Raise `SchemaOutdated` unless the tables are those of this program."""
    with _connected(database.engine) as connection:
        found = MigrationContext.configure(connection).get_current_revision()
    wanted = ScriptDirectory.from_config(_config(None)).get_current_head()
    if found != wanted:
        raise SchemaOutdated(
            f"数据表版本为 {found or '空'}，程序需要 {wanted}：请先运行 yizhan migrate。",
            f"The tables are at revision {found or 'none'} and the program needs {wanted}: run yizhan migrate first.",
        )


def differences(database: Database) -> list[object]:
    """Return what the models say and the tables do not, for `make check`; empty when the migrations are up to date."""
    with database.engine.connect() as connection:
        options = {"include_object": alembic_helpers.include_object, "compare_type": True}
        return list(compare_metadata(MigrationContext.configure(connection, opts=options), Base.metadata))


def _connected(engine: Engine) -> Connection:
    try:
        return engine.connect()
    except OperationalError as error:
        raise DatabaseDown(
            "数据库没有应答：请检查 DATABASE_URL，或运行 yizhan db up。",
            "The database does not answer: check DATABASE_URL, or run yizhan db up.",
        ) from error


def _config(connection: Connection | None) -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.attributes["connection"] = connection
    return config


def _create_extensions(connection: Connection) -> None:
    present = set(connection.scalars(text("SELECT extname FROM pg_extension")))
    for extension in EXTENSIONS:
        if extension in present:
            continue
        try:
            connection.execute(text(f"CREATE EXTENSION IF NOT EXISTS {extension}"))
        except (ProgrammingError, OperationalError) as error:
            if isinstance(
                error.orig, (postgres.InsufficientPrivilege, postgres.FeatureNotSupported, postgres.UndefinedFile)
            ):
                raise _extension_missing(connection.engine.url.database or "") from error
            raise


def _extension_missing(name: str) -> ExtensionMissing:
    line = f'psql -d "{name}" -c "' + " ".join(f"CREATE EXTENSION IF NOT EXISTS {each};" for each in EXTENSIONS) + '"'
    return ExtensionMissing(
        f"数据库缺少扩展，且当前用户无权创建。请管理员运行：\n{line}",
        f"The database lacks extensions and this user may not create them. Ask the administrator to run:\n{line}",
    )
