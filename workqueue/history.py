"""The history: append-only, each entry's hash covering the one before, so that a change or a gap shows."""

import hashlib
import json
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, RowMapping, insert, select, text

from schemas.desk import HistoryEntry
from schemas.privacy import redact

from .cleaning import safe
from .desk_tables import history

FIRST = "0" * 64
_CHAIN_LOCK = 0x68697374  # any number, as long as every noticedesk takes the same


def add(
    db: Connection, what: str, who: str, at: datetime, *, notice_id: str | None, details: dict[str, Any]
) -> HistoryEntry:
    """Within the writer's transaction; on PostgreSQL those who write take turns at the end of the chain."""
    if db.dialect.name == "postgresql":
        db.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _CHAIN_LOCK})
    last = db.execute(select(history).order_by(history.c.number.desc()).limit(1)).mappings().one_or_none()
    entry = {
        "number": (last["number"] if last else 0) + 1,
        "at": at.isoformat(),
        "who": safe(redact(who)),
        "what": what,
        "notice_id": notice_id,
        "details": _canonical({key: _clean(value) for key, value in details.items()}),
    }
    entry["hash"] = _hash(entry, last["hash"] if last else FIRST)
    db.execute(insert(history).values(entry))
    return _entry(entry)


def latest(db: Connection, notice_id: str | None, limit: int) -> list[HistoryEntry]:
    query = select(history).order_by(history.c.number.desc()).limit(limit)
    if notice_id is not None:
        query = query.where(history.c.notice_id == notice_id)
    return [_entry(row) for row in db.execute(query).mappings()]


def verify(db: Connection) -> list[str]:
    """What is wrong, in words: an entry that was changed, one that is missing."""
    wrong, before, number = [], FIRST, 0
    for row in db.execute(select(history).order_by(history.c.number)).mappings():
        number += 1
        if row["number"] != number:
            wrong.append(f"entry {number} is missing from the history")
            number = row["number"]
        elif _hash(row, before) != row["hash"]:
            wrong.append(f"entry {number} of the history is not as it was written")
        before = row["hash"]
    return wrong


def _clean(value: Any) -> Any:
    return safe(redact(value)) if isinstance(value, str) else value


def _canonical(value: Any) -> str:
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def _hash(entry: dict[str, Any] | RowMapping, before: str) -> str:
    told = [entry[key] for key in ("number", "at", "who", "what", "notice_id", "details")]
    return hashlib.sha256(_canonical([before, *told]).encode()).hexdigest()


def _entry(row: dict[str, Any] | RowMapping) -> HistoryEntry:
    return HistoryEntry.model_validate(dict(row) | {"details": json.loads(row["details"])})
