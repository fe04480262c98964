"""What a database says when it can't be reached, as one line a person can act on. Told by code, never by text."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import URL
from sqlalchemy.exc import DBAPIError

from schemas.errors import StoreUnreachable

_SQLITE = {
    sqlite3.SQLITE_BUSY: ("is locked by another program", "wait for it to end, or stop it, then try again"),
    sqlite3.SQLITE_LOCKED: ("is locked by another program", "wait for it to end, or stop it, then try again"),
    sqlite3.SQLITE_CANTOPEN: ("can't be opened", "check that its folder exists and that you may write there"),
    sqlite3.SQLITE_PERM: ("may not be opened by you", "ask its owner for access, or name another with --db"),
    sqlite3.SQLITE_READONLY: ("may only be read", "make the file and its folder writable, or name another with --db"),
    sqlite3.SQLITE_NOTADB: ("is not a database", "name another file with --db"),
    sqlite3.SQLITE_CORRUPT: ("is damaged", "bring back a copy, or name another file with --db and ingest again"),
    sqlite3.SQLITE_FULL: ("can't grow: the disk is full", "make room, then try again"),
    sqlite3.SQLITE_IOERR: ("can't be read or written", "check the disk that holds it"),
}
# PostgreSQL's classes of trouble that are not ours: connection, authorisation, no such database, resources,
# shut down by its operator, failure of the system; and the single codes for a missing privilege, a lock not got.
_POSTGRES_CLASSES = ("08", "28", "3D", "53", "57", "58")
_POSTGRES_CODES = ("42501", "55P03")


@contextmanager
def told(url: URL) -> Iterator[None]:
    """Turns a database that can't be reached into `StoreUnreachable`; a fault in our own SQL stays what it is."""
    try:
        yield
    except DBAPIError as error:
        found = explain(url, error)
        if found is None:
            raise
        raise found from None


def explain(url: URL, error: DBAPIError) -> StoreUnreachable | None:
    """The advice for `error`; None where the database was reached and the fault is ours."""
    cause = error.orig
    if isinstance(cause, sqlite3.Error):
        # The low byte is the kind of trouble, the rest its finer distinctions.
        told_of = _SQLITE.get((getattr(cause, "sqlite_errorcode", 0) or 0) & 0xFF)
        return told_of and StoreUnreachable(f"the store {place(url)} {told_of[0]}", told_of[1])
    if url.get_backend_name() == "postgresql" and cause is not None:
        return _explain_postgres(url, cause, connecting=error.connection_invalidated)
    return None


def _explain_postgres(url: URL, cause: BaseException, *, connecting: bool) -> StoreUnreachable | None:
    state = getattr(cause, "sqlstate", None)
    finished = getattr(cause, "pgconn", None)
    answered = bool(getattr(finished, "used_password", False)) or bool(state)
    if state is None and not connecting and type(cause).__name__ not in ("OperationalError", "ConnectionTimeout"):
        return None
    if state is not None and not (state[:2] in _POSTGRES_CLASSES or state in _POSTGRES_CODES):
        return None
    if answered:
        return StoreUnreachable(
            f"the server of the store {place(url)} refuses us{_its_words(url, cause)}",
            "check the user, the password and the database's name in --db",
        )
    return StoreUnreachable(
        f"the server of the store {place(url)} does not answer{_its_words(url, cause)}",
        "start it, or check the host and the port in --db",
    )


def _its_words(url: URL, cause: BaseException) -> str:
    """The server's own reason, its last words on one line, without the password should it ever repeat it."""
    lines = str(cause).splitlines()
    words = lines[0].rpartition("failed: ")[2].strip() if lines else ""
    if url.password and str(url.password) in words:
        return ""
    return f" ({words})" if words else ""


def place(url: URL) -> str:
    """Where the store is, for people: a path, or user@host:port/database. Never the password."""
    if url.get_backend_name() == "sqlite":
        return str(Path(url.database)) if url.database else "in memory"
    return url.set(drivername="postgresql", password=None, query={}).render_as_string()
