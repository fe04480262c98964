"""The notices of a run or of everything, one by one, as they leave the store."""

import json
from collections.abc import Collection, Iterator
from typing import Any, NamedTuple

from sqlalchemy import CTE, Connection, select

from .selection import repeats
from .tables import notices, work_items

CHUNK = 1000
"""Notices, or pages, in memory at a time."""


class Exported(NamedTuple):
    """A notice as exported, and the state of its work item."""

    record: dict[str, Any]
    state: str


def exported(db: Connection, inputs: CTE, only: Collection[str] | None = None) -> Iterator[Exported]:
    """The notices of `inputs`, each once, `source.file` as the file was called there; those of `only` where given."""
    again = repeats(db, inputs)
    rows = db.execute(
        select(notices.c.document_id, notices.c.notice_id, notices.c.record, inputs.c.name, work_items.c.state)
        .join_from(inputs, notices, notices.c.document_id == inputs.c.document_id)
        .join(work_items, work_items.c.notice_id == notices.c.notice_id)
        .where(inputs.c.copy == 1)
        .order_by(inputs.c.run, inputs.c.position, notices.c.position)
        .execution_options(yield_per=CHUNK)
    )
    for row in rows:
        wanted = only is None or row.notice_id in only
        if wanted and (row.document_id, row.notice_id) not in again:
            record = json.loads(row.record)
            record["source"]["file"] = row.name
            yield Exported(record, row.state)
