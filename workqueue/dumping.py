"""The whole store as lines of JSON, for a backup that any database takes back."""

import base64
import json
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Date, Integer, LargeBinary, Table, delete, func, insert, select, text

from schemas.errors import StoreInconsistent

from .desk_tables import history_end
from .every_table import every_table
from .upgrade import VERSION_TABLE

_AT_ONCE = 500


def dump(db: Connection) -> Iterator[str]:
    """A line for each row of each table, `{"table": ..., "row": {...}}`; bytes as `{"base64": ...}`."""
    for table in every_table(db):
        for row in db.execute(select(table)).mappings():
            values = {name: _plain(value) for name, value in row.items()}
            yield json.dumps({"table": table.name, "row": values}, ensure_ascii=False) + "\n"


def load(db: Connection, lines: Iterable[str]) -> int:
    """Takes back what `dump` gave into tables of the same revision that hold nothing yet, within the writer's
    transaction; how many rows. Raises StoreInconsistent for another revision, and where there are rows already."""
    tables = {table.name: table for table in every_table(db)}
    for table in tables.values():
        query = select(func.count()).select_from(table)
        if table.name == history_end.name:
            query = query.where(table.c.number > 0)  # a new store has the end of a history that is empty
        if table.name != VERSION_TABLE and db.execute(query).scalar_one():
            raise StoreInconsistent("the store is not empty", "restore into a new one: --db, NOTICEDESK_DB")
    db.execute(delete(history_end))
    count, waiting = 0, list[dict[str, Any]]()
    last = ""
    for line in lines:
        found = json.loads(line)
        if found["table"] != last or len(waiting) >= _AT_ONCE:
            count += _insert(db, tables, last, waiting)
            last, waiting = found["table"], []
        waiting.append(found["row"])
    count += _insert(db, tables, last, waiting)
    if db.dialect.name == "postgresql":
        for table in tables.values():
            _count_on(db, table)
    return count


def _insert(db: Connection, tables: dict[str, Table], name: str, rows: list[dict[str, Any]]) -> int:
    if not rows:
        return 0
    if name not in tables:
        raise StoreInconsistent("the backup is of another noticedesk", "restore with the program that made it")
    table = tables[name]
    if name == VERSION_TABLE:
        if rows != [dict(row) for row in db.execute(select(table)).mappings()]:
            raise StoreInconsistent("the backup is of another noticedesk", "restore with the program that made it")
        return 0
    db.execute(insert(table), [{key: _typed(table, key, value) for key, value in row.items()} for row in rows])
    return len(rows)


def _count_on(db: Connection, table: Table) -> None:
    """The next number that the database gives is one that no row has."""
    keys = [key for key in table.primary_key.columns if isinstance(key.type, Integer)]
    if len(keys) != 1:
        return
    place = {"table": table.name, "key": keys[0].name}
    sequence = db.execute(text("SELECT pg_get_serial_sequence(:table, :key)"), place).scalar()
    most = db.execute(select(func.max(keys[0]))).scalar()
    if sequence and most:
        db.execute(text("SELECT setval(:sequence, :most)"), {"sequence": sequence, "most": most})


def _plain(value: Any) -> Any:
    if isinstance(value, bytes | memoryview):
        return {"base64": base64.b64encode(bytes(value)).decode("ascii")}
    return value.isoformat() if isinstance(value, date | datetime) else value


def _typed(table: Table, name: str, value: Any) -> Any:
    kind = table.c[name].type
    if value is not None and isinstance(kind, LargeBinary):
        return base64.b64decode(value["base64"])
    return date.fromisoformat(value) if value is not None and isinstance(kind, Date) else value
