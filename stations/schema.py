"""Bring the tables up to date, and tell whether they are."""

from pathlib import Path
from typing import TYPE_CHECKING

from psycopg import errors as postgres
from sqlalchemy import inspect, text
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.exc import OperationalError, ProgrammingError

from stations.database import Database
from stations.errors import DatabaseDown, ExtensionMissing, SchemaOutdated

if TYPE_CHECKING:
    from alembic.config import Config

MIGRATIONS = Path(__file__).parent / "migrations"
HEAD = max(step.name[:4] for step in (MIGRATIONS / "versions").glob("[0-9]*.py"))
"""The newest revision: steps are numbered, and looking at their names is a second quicker than asking Alembic."""

EXTENSIONS = ("postgis", "cube", "intarray", "pg_trgm")
LOCK = 7_268_194_301  # of our own choosing: two migrations at once would meet half-way


def migrate(database: Database, *, revision: str = HEAD) -> None:
    """Create the extensions and bring the tables to a revision, all or nothing.

    Raise `ExtensionMissing`, with the line for the administrator, where an extension is neither there nor allowed.
    """
    with _connected(database.engine) as connection, connection.begin():
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
        if _current(connection) == revision:
            return
        from alembic import command

        _create_extensions(connection)
        command.upgrade(_config(connection), revision)


def downgrade(database: Database, *, revision: str) -> None:
    """Take the tables back to an older revision."""
    from alembic import command

    with _connected(database.engine) as connection, connection.begin():
        command.downgrade(_config(connection), revision)


def require_current(database: Database) -> None:
    """Raise `SchemaOutdated` unless the tables are those of this program."""
    with _connected(database.engine) as connection:
        found = _current(connection)
    if found != HEAD:
        raise SchemaOutdated(
            f"数据表版本为 {found or '空'}，程序需要 {HEAD}：请先运行 yizhan migrate。",
            f"The tables are at revision {found or 'none'} and the program needs {HEAD}: run yizhan migrate first.",
        )


def differences(database: Database) -> list[object]:
    """Return what the models say and the tables do not, for `make check`; empty when the migrations are up to date."""
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext
    from geoalchemy2 import alembic_helpers
    from sqlalchemy.dialects.postgresql.base import ischema_names

    from stations.models import Base
    from stations.models.station import Cube

    ischema_names["cube"] = Cube  # else reading the tables would warn of an unknown type
    with database.engine.connect() as connection:
        options = {"include_object": alembic_helpers.include_object, "include_name": is_ours, "compare_type": True}
        return list(compare_metadata(MigrationContext.configure(connection, opts=options), Base.metadata))


def is_ours(name: str | None, kind: str, _: object) -> bool:
    """Tell Alembic which tables to compare: the queue's are made by its own statements."""
    return kind != "table" or not (name or "").startswith("procrastinate_")


def _current(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.scalars(text("SELECT version_num FROM alembic_version")).one_or_none()


def _connected(engine: Engine) -> Connection:
    try:
        return engine.connect()
    except OperationalError as error:
        raise DatabaseDown(
            "数据库没有应答：请检查 DATABASE_URL，或运行 yizhan db up。",
            "The database does not answer: check DATABASE_URL, or run yizhan db up.",
        ) from error


def _config(connection: Connection) -> "Config":
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
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
