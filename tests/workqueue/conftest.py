"""Stores for the tests: an SQLite file each, and a PostgreSQL server of our own where its programs are installed."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text

from workqueue import Store, open_store
from workqueue.tables import metadata

from .make import new_store
from .postgres import Server, server


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    made = new_store(tmp_path)
    yield made
    made.close()


@pytest.fixture(scope="session")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with server() as running:
        yield running


@pytest.fixture(scope="session")
def _on_postgres(postgres: Server) -> Iterator[Store]:
    made = open_store(postgres.new_database())
    yield made
    made.close()


@pytest.fixture(params=["sqlite", "postgresql"])
def anywhere(request: pytest.FixtureRequest) -> Store:
    """An empty store: the same test on both databases."""
    if request.param == "sqlite":
        return request.getfixturevalue("store")
    made: Store = request.getfixturevalue("_on_postgres")
    with made._writer.begin() as db:
        db.execute(text(f"TRUNCATE {', '.join(metadata.tables)} RESTART IDENTITY"))
    return made
