"""The way to the database: one engine, and the only place that commits."""

from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from sqlalchemy import create_engine
from sqlalchemy.engine import Engine
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.exc import TimeoutError as NoneFree
from sqlalchemy.orm import Session

from stations.errors import DatabaseDown

POOL_SIZE = 5
POOL_TIMEOUT_S = 10  # to wait for a connection while all are at work
CONNECT_TIMEOUT_S = 5


class Database:
    """Hold the engine; hand out transactions."""

    def __init__(self, url: str, *, statement_timeout_s: float | None = None) -> None:
        options = f"-c timezone=UTC -c jit=off -c statement_timeout={round((statement_timeout_s or 0) * 1000)}"
        self.url = url
        self.engine: Engine = create_engine(
            url,
            pool_size=POOL_SIZE,
            hide_parameters=True,  # an unforeseen error is logged with its statement: never with a caller's position
            pool_timeout=POOL_TIMEOUT_S,
            pool_pre_ping=True,  # after a cut every pooled connection would fail once
            connect_args={"connect_timeout": CONNECT_TIMEOUT_S, "options": options, "application_name": "yizhan"},
        )

    @contextmanager
    def transaction(self) -> Iterator[Session]:
        """Commit once at the end, or leave everything as it was; raise `DatabaseDown` when nobody answers in time."""
        try:
            with Session(self.engine, expire_on_commit=False) as session, session.begin():
                yield session
        except (OperationalError, NoneFree, psycopg.OperationalError) as error:  # some go by the driver alone
            raise _down() from error
        except DBAPIError as error:
            if error.connection_invalidated:
                raise _down() from error
            raise

    def dispose(self) -> None:
        """Close every connection."""
        self.engine.dispose()


def _down() -> DatabaseDown:
    return DatabaseDown(
        "数据库没有应答，请稍后再试；如持续出现，请运行 yizhan db status 查看。",
        "The database does not answer. Try again shortly; if it goes on, look with: yizhan db status",
    )
