"""Homes and clusters for tests that break them."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from stations.cluster import Cluster
from tests.stations.cluster.helpers import ask, temporary_home


@pytest.fixture
def home() -> Iterator[Path]:
    with temporary_home() as folder:
        yield folder


@pytest.fixture(scope="module")
def shared() -> Iterator[Cluster]:
    with temporary_home() as folder:
        yield Cluster(folder)


@pytest.fixture
def cluster(shared: Cluster) -> Cluster:
    """Give a durable cluster that runs, with three acknowledged rows; every test may break it."""
    shared.up()
    ask(shared, "drop table if exists kept")
    ask(shared, "create table kept as select generate_series(1, 3) as n")
    return shared
