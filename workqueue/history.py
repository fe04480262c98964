"""The history: append-only, each entry's hash covering the one before, so that a change or a gap shows.

The hash covers a salted digest of an entry's details, not the details themselves: they can be disposed of with the
notice that they speak of (`forget`), and the chain still holds.

Where the chain ends is kept apart (`desk_tables.history_end`): who adds an entry holds that row until the end of his
transaction, so entries come one after the other on either database, and entries taken off the end are missed.
"""

import hashlib
import json
import secrets
from collections.abc import Collection, Mapping
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, insert, select, update

from schemas.desk import HistoryEntry

from .cleaning import safe
from .desk_tables import history, history_end
from .intake_book import insert_new

FIRST = "0" * 64
_CHAIN = 1
CHUNK = 1000
GONE = "{}"
PURGE = "purge"


def instant(at: datetime) -> str:
    """As instants are kept: in UTC, so that their texts sort as they do."""
    return at.astimezone(UTC).isoformat()


def add(
    db: Connection, what: str, who: str, at: datetime, *, notice_id: str | None, details: Mapping[str, Any]
) -> HistoryEntry:
    """One entry more, within the writer's transaction. Texts in it are kept without taxpayer numbers."""
    number, link = _locked_end(db)
    entry = {
        "number": number + 1,
        "at": instant(at),
        "who": safe(who),
        "what": what,
        "notice_id": notice_id,
        "details": _canonical({key: _clean(key, value) for key, value in details.items()}),
    }
    entry["salt"] = secrets.token_hex(16)
    entry["digest"] = _digest(entry)
    entry["hash"] = _hash(entry, link)
    db.execute(insert(history).values(entry))
    here = history_end.c.chain == _CHAIN
    db.execute(update(history_end).where(here).values(number=entry["number"], hash=entry["hash"]))
    return _entry(entry)


def forget(db: Connection, notice_ids: Collection[str]) -> None:
    """Empties what the entries of these notices tell. Who did what when stays, and so does the chain."""
    mine = history.c.notice_id.in_(notice_ids)
    db.execute(update(history).where(mine).values(details=GONE, salt=""))


def latest(db: Connection, notice_id: str | None, limit: int | None) -> list[HistoryEntry]:
    query = select(history).order_by(history.c.number.desc()).limit(limit)
    if notice_id is not None:
        query = query.where(history.c.notice_id == notice_id)
    return [_entry(row) for row in db.execute(query).mappings()]


def verify(db: Connection) -> list[str]:
    """What is wrong, in words: an entry that was changed, one that is missing, in the middle or at the end."""
    wrong, before, number, emptied = [], FIRST, 0, 0
    rows = select(history).order_by(history.c.number).execution_options(yield_per=CHUNK)
    for row in db.execute(rows).mappings():
        number += 1
        if row["number"] != number:
            wrong.append(f"entries are missing from the history before number {row['number']}")
            number = row["number"]
        elif _hash(row, before) != row["hash"] or not (_is_gone(row) or _digest(row) == row["digest"]):
            wrong.append(f"entry {number} of the history is not as it was written")
        elif _is_gone(row):
            emptied = emptied or number
        emptied = 0 if row["what"] == PURGE else emptied
        before = row["hash"]
    if emptied:
        wrong.append(f"entry {emptied} of the history was emptied, and no disposal stands behind it")
    end = db.execute(select(history_end).where(history_end.c.chain == _CHAIN)).mappings().one_or_none()
    if (end["number"], end["hash"]) != (number, before) if end else number:
        wrong.append(f"the history ends with entry {number}, not where it ended when it was last written to")
    return wrong


def _locked_end(db: Connection) -> tuple[int, str]:
    query = select(history_end.c.number, history_end.c.hash).where(history_end.c.chain == _CHAIN).with_for_update()
    found = db.execute(query).one_or_none()
    if found is None:
        db.execute(insert_new(db, history_end).values(chain=_CHAIN, number=0, hash=FIRST))
        found = db.execute(query).one()
    return int(found[0]), str(found[1])


def _clean(key: str, value: Any) -> Any:
    # Nine digits between the letters of a hash are no taxpayer number.
    return safe(value) if isinstance(value, str) and key != "sha256" else value


def _canonical(value: Any) -> str:
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def _is_gone(entry: Mapping[str, Any] | Any) -> bool:
    return bool(entry["details"] == GONE and not entry["salt"])


def _digest(entry: Mapping[str, Any] | Any) -> str:
    return hashlib.sha256(f"{entry['salt']}{entry['details']}".encode()).hexdigest()


def _hash(entry: Mapping[str, Any] | Any, before: str) -> str:
    told = [entry[key] for key in ("number", "at", "who", "what", "notice_id", "digest")]
    return hashlib.sha256(_canonical([before, *told]).encode()).hexdigest()


def _entry(row: Mapping[str, Any] | Any) -> HistoryEntry:
    told = {key: row[key] for key in HistoryEntry.model_fields}
    return HistoryEntry.model_validate(told | {"details": json.loads(row["details"])})
