"""The way to the database."""

from contextlib import ExitStack

import pytest
from sqlalchemy import create_engine, text

from stations.database import Database
from stations.errors import DatabaseDown


def _count(database: Database) -> int:
    with database.transaction() as session:
        return int(session.scalar(text("SELECT count(*) FROM station")) or 0)


def test_a_question_that_gets_no_connection_in_time_is_told_so(database: Database) -> None:
    database.engine = create_engine(database.url, pool_size=2, max_overflow=0, pool_timeout=0.05)
    with ExitStack() as others:
        for _ in range(2):
            others.enter_context(database.engine.connect())

        with pytest.raises(DatabaseDown, match="does not answer"):
            _count(database)

    assert _count(database) == 0
