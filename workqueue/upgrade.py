"""Brings a store to this program's tables. Reads one row when nothing is to do; Alembic is loaded only for work."""

import sqlite3
from importlib import resources

from sqlalchemy import Column, Connection, Engine, MetaData, String, Table, inspect, select, text
from sqlalchemy.exc import DBAPIError

from schemas.errors import StoreUnreachable

from .engine import writer
from .tables import metadata
from .trouble import place

REVISIONS = ("0001", "0002", "0003", "0004", "0005", "0006", "0007", "0008")
"""Every revision of the tables, oldest first; the last is this program's. A test holds them against the scripts."""

VERSION_TABLE = "noticedesk_version"
_version = Table(VERSION_TABLE, MetaData(), Column("version_num", String(32)))
_ADVISORY_LOCK = 0x6E6F7465  # any number will do, as long as every noticedesk takes the same


def bring_up_to_date(engine: Engine) -> None:
    """Creates or upgrades the tables in one transaction; several processes may call it at once.

    Raises StoreUnreachable for a store of a newer program and for a database of something else.
    """
    with engine.connect() as connection:
        if _revision(connection) == REVISIONS[-1]:
            return
    if engine.dialect.name == "sqlite":
        _write_ahead(engine)
    with writer(engine).begin() as connection:
        if engine.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _ADVISORY_LOCK})
        found = _revision(connection)
        if found != REVISIONS[-1]:
            _migrate(connection, found)


def _write_ahead(engine: Engine) -> None:
    """Lets readers and the writer alone from here on: a property of the file, set outside transactions."""
    raw = engine.raw_connection()
    try:
        raw.cursor().execute("PRAGMA journal_mode = WAL")
    except sqlite3.Error as error:
        raise DBAPIError("PRAGMA journal_mode", None, error) from None
    finally:
        raw.close()


def _revision(connection: Connection) -> str | None:
    """The revision of the tables; None for a database without any. Raises StoreUnreachable where it is not ours."""
    tables = set(inspect(connection).get_table_names())
    where = place(connection.engine.url)
    if VERSION_TABLE not in tables:
        theirs = tables if connection.dialect.name == "sqlite" else tables & set(metadata.tables)
        if theirs:
            raise StoreUnreachable(f"{where} is a database of something else", "name another with --db")
        return None
    found = connection.execute(select(_version.c.version_num)).scalar()
    if found is not None and found not in REVISIONS:
        raise StoreUnreachable(f"the store {where} was made by a newer noticedesk", "update noticedesk")
    return None if found is None else str(found)


def _migrate(connection: Connection, _found: str | None) -> None:
    from alembic import command  # noqa: PLC0415 - a quarter of a second that no other opening pays
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    with resources.as_file(resources.files("workqueue") / "migrations") as folder:
        config.set_main_option("script_location", str(folder).replace("%", "%%"))
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
