"""Everything sealed in the store, sealed with the newest key: numbers, their hashes, secrets of accounts."""

import json
from collections.abc import Callable, Iterator
from typing import Any

from sqlalchemy import Column, ColumnElement, Connection, LargeBinary, Table, Text, select, update

from schemas.sealing import SECRET, Sealer, is_sealed, key_id_of_text, tin_context

from .every_table import every_table
from .tables import notices


def reseal(db: Connection, sealer: Sealer) -> int:
    """Within the writer's transaction; how many values changed. Raises KeyTrouble and SealBroken, and then none has.

    A hash whose number is no longer in the store (of a notice that only an earlier reading found) can't be made
    again: it is taken out, and such notices are matched by their last four digits, name and address.
    """
    again = _Again(sealer, _hashes(db, sealer))
    changed = _each(db, notices, notices.c.tin_sealed, lambda text, row: again.number(text, row["notice_id"]))
    changed += _each(db, notices, notices.c.tin_key, lambda text, _: again.hash(text))
    for table in every_table(db):
        for column in table.columns:
            if isinstance(column.type, LargeBinary):
                changed += _each(db, table, column, lambda data, _: again.secret(bytes(data)))
            elif isinstance(column.type, Text):
                holds = column.contains('"tin_key":"') | column.contains('"tin_sealed":"')
                changed += _each(db, table, column, lambda text, _: again.json(text), holds)
    return changed


def _hashes(db: Connection, sealer: Sealer) -> dict[str, str]:
    """By hash of now the one with the newest key."""
    query = select(notices.c.notice_id, notices.c.tin_sealed, notices.c.tin_key)
    return {
        row.tin_key: sealer.keyed_hash(sealer.open_text(row.tin_sealed, tin_context(row.notice_id)))
        for row in db.execute(query.where(notices.c.tin_sealed.is_not(None)))
    }


def _each(
    db: Connection,
    table: Table,
    column: Column[Any],
    renew: Callable[[Any, dict[str, Any]], Any],
    where: ColumnElement[bool] | None = None,
) -> int:
    """`renew` gives the column's new value, or the same; how many are new."""
    keys, count = list(table.primary_key.columns), 0
    others = [table.c.notice_id] if "notice_id" in table.c else []
    wanted = {c.name: c for c in (*keys, *others, column)}.values()
    for found in db.execute(select(*wanted).where(column.is_not(None) if where is None else where)).mappings().all():
        row = dict(found)
        after = renew(row[column.name], row)
        if after != row[column.name]:
            count += 1
            same = [key == row[key.name] for key in keys]
            db.execute(update(table).where(*same).values({column.name: after}))
    return count


class _Again:
    """What each sealed thing becomes."""

    def __init__(self, sealer: Sealer, hashes: dict[str, str]) -> None:
        self._sealer, self._hashes, self._newest = sealer, hashes, sealer.key_ids[0]

    def number(self, sealed: str, notice_id: str) -> str:
        if key_id_of_text(sealed) == self._newest:
            return sealed
        context = tin_context(notice_id)
        return self._sealer.seal_text(self._sealer.open_text(sealed, context), context)

    def hash(self, key: str) -> str | None:
        return key if key.partition(":")[0] == self._newest else self._hashes.get(key)

    def secret(self, sealed: bytes) -> bytes:
        if not is_sealed(sealed) or self._sealer.is_newest(sealed):
            return sealed
        return self._sealer.seal(self._sealer.open(sealed, SECRET), SECRET)

    def json(self, text: str) -> str:
        data, before = json.loads(text), text
        for record in _records(data):
            sealed, key = record.get("tin_sealed"), record.get("tin_key")
            if isinstance(sealed, str):
                record["tin_sealed"] = self.number(sealed, record["notice_id"])
                number = self._sealer.open_text(sealed, tin_context(record["notice_id"]))
                record["tin_key"] = self._sealer.keyed_hash(number)
            elif isinstance(key, str):
                record["tin_key"] = self.hash(key)
        after = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
        return after if data != json.loads(before) else before


def _records(data: Any) -> Iterator[dict[str, Any]]:
    if isinstance(data, dict):
        yield data
    for inner in data.values() if isinstance(data, dict) else data if isinstance(data, list) else ():
        yield from _records(inner)
