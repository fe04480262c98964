"""From a store's URL to a connection: one writer at a time, readers undisturbed, files private."""

import os
import sqlite3
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError

from schemas.errors import StoreUnreachable

from .trouble import place

WAIT_SECONDS = 30.0
"""How long a writer waits for another before it gives up."""

_FORMS = "write a path, sqlite:///path or postgresql://user:password@host:port/database"


def parse(text: str) -> URL:
    """The URL of a store. A plain path is an SQLite file; PostgreSQL is spoken to through psycopg.

    Raises StoreUnreachable for anything else. Its message never repeats `text`, which may hold a password.
    """
    if "://" not in text:
        return URL.create("sqlite", database=text)
    try:
        url = make_url(text.replace("postgres://", "postgresql://", 1) if text.startswith("postgres://") else text)
    except (ArgumentError, ValueError):
        raise StoreUnreachable("the URL of the store can't be read", _FORMS) from None
    if "@" in (url.host or "") + (url.database or "") and url.get_backend_name() == "postgresql":
        # The password holds a character that ends it early; what follows would pass for host or database.
        raise StoreUnreachable("the password in the URL of the store holds @ or /", "write @ as %40 and / as %2F")
    if url.drivername in ("sqlite", "sqlite+pysqlite"):
        return url.set(drivername="sqlite")
    if url.drivername in ("postgresql", "postgresql+psycopg"):
        return url.set(drivername="postgresql+psycopg")
    raise StoreUnreachable(f"{url.get_backend_name()} can't hold the store", _FORMS)


def place_of(text: str) -> str:
    """Where the store called `text` is, for people: a path or a URL without its password. Raises StoreUnreachable."""
    return place(parse(text))


def connect(url: URL, *, create: bool = True, wait_seconds: float = WAIT_SECONDS) -> Engine:
    """An engine for `url`. Transactions begun by it only read; those of `writer(engine)` take the write lock first.

    `create`: make an SQLite file (mode 0600) where none is. Raises StoreUnreachable.
    """
    if url.get_backend_name() != "sqlite":
        return create_engine(url, pool_pre_ping=True, connect_args={"connect_timeout": 10})
    if url.database and url.database != ":memory:" and not url.database.startswith("file:"):
        _private_file(Path(url.database), create, url)
    engine = create_engine(url, connect_args={"timeout": wait_seconds})
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def writer(engine: Engine) -> Engine:
    """The same connections, for transactions that write."""
    return engine.execution_options(noticedesk_writes=True)


def private_folder(path: Path) -> Path:
    """`path`, made with mode 0700 where it is missing; raises StoreUnreachable when it can't be made."""
    try:
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise StoreUnreachable(f"the folder {path} can't be made ({error.strerror})", "name another place") from None
    return path


def _private_file(path: Path, create: bool, url: URL) -> None:
    if path.exists():
        return
    if not create:
        raise StoreUnreachable(
            f"there is no store at {place(url)}", "run `noticedesk ingest`, or name it: --db, NOTICEDESK_HOME"
        )
    if not path.parent.is_dir():
        raise StoreUnreachable(f"the folder {path.parent} of the store does not exist", "make it, or name another")
    try:
        # SQLite gives its side files the mode of the database, so this one line keeps all three private.
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
    except OSError as error:
        raise StoreUnreachable(
            f"the store {place(url)} can't be made ({error.strerror})",
            "choose a folder that you may write to",
        ) from None


def _prepare_sqlite(connection: sqlite3.Connection, _record: Any) -> None:
    # The driver begins transactions by guesswork unless told not to; ours begin in `_begin_sqlite`.
    connection.isolation_level = None
    connection.execute("PRAGMA foreign_keys = ON")
    # With the write-ahead log a killed process loses nothing committed; only a power cut may lose the last moments.
    connection.execute("PRAGMA synchronous = NORMAL")


def _begin_sqlite(connection: Connection) -> None:
    # A writer takes its lock at once and waits its turn; in mid-transaction it would be refused without waiting.
    writes = connection.get_execution_options().get("noticedesk_writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
