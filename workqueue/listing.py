"""The queue: work items filtered, most pressing first."""

import json
from collections.abc import Iterable
from typing import Any

from sqlalchemy import ColumnElement, Connection, RowMapping, Select, exists, func, select

from schemas.notice import Source, TaxPeriod, WorkItem
from schemas.queue_row import QueueRow, period_label

from .records import QueueFilter
from .selection import latest_names
from .tables import documents, inputs, notices, work_items

_SHORTEST = 8
SHOWN = (
    notices.c.notice_id,
    notices.c.document_id,
    notices.c.notice_code,
    notices.c.notice_date,
    notices.c.taxpayer,
    notices.c.tin_masked,
    notices.c.tax_periods,
    notices.c.amount_due,
    notices.c.due_date,
    notices.c.act_by,
    notices.c.family,
    notices.c.status,
    notices.c.source_pages,
    notices.c.work_item,
    documents.c.sha256,
    work_items.c.state,
)


def queue(db: Connection, wanted: QueueFilter) -> list[QueueRow]:
    """Work items by act_by (those without one last), then the higher priority, then notice_id."""
    query = (
        items(SHOWN)
        .where(*conditions(wanted))
        .order_by(notices.c.act_by.asc().nulls_last(), notices.c.priority.desc(), notices.c.notice_id)
        .limit(wanted.limit)
    )
    rows = list(db.execute(query).mappings())
    names = latest_names(db, {row["document_id"] for row in rows})
    length = short_length(db)
    return [queue_row(row, names[row["document_id"]], length) for row in rows]


def items(columns: Iterable[ColumnElement[Any]]) -> Select[Any]:
    """Each notice once: where several files hold the same pages, in the file that came first."""
    same = notices.alias("same")
    earlier = exists().where(same.c.notice_id == notices.c.notice_id, same.c.document_id < notices.c.document_id)
    return (
        select(*columns)
        .join_from(notices, work_items, work_items.c.notice_id == notices.c.notice_id)
        .join(documents, documents.c.document_id == notices.c.document_id)
        .where(~earlier)
    )


def conditions(wanted: QueueFilter) -> list[ColumnElement[bool]]:
    equal = (
        (notices.c.queue, wanted.queue),
        (notices.c.status, wanted.status),
        (work_items.c.state, wanted.state),
        (notices.c.notice_code, wanted.code),
        (notices.c.family, wanted.family),
    )
    found = [column == value for column, value in equal if value is not None]
    if wanted.due_before is not None:
        found.append(notices.c.act_by < wanted.due_before)
    if wanted.text is not None:
        named = exists().where(
            inputs.c.document_id == notices.c.document_id,
            func.lower(inputs.c.name).contains(wanted.text.lower(), autoescape=True),
        )
        found.append(notices.c.search.contains(wanted.text.casefold(), autoescape=True) | named)
    return found


def queue_row(row: RowMapping, name: str, length: int) -> QueueRow:
    periods = tuple(TaxPeriod.model_validate(period) for period in json.loads(row["tax_periods"]))
    item = WorkItem.model_validate_json(row["work_item"])
    return QueueRow(
        notice_id=row["notice_id"],
        short_id=row["notice_id"][:length],
        notice_code=row["notice_code"],
        notice_date=row["notice_date"],
        taxpayer=row["taxpayer"],
        tin_masked=row["tin_masked"],
        tax_periods=periods,
        period=", ".join(period_label(period) for period in periods),
        amount_due=row["amount_due"],
        due_date=row["due_date"],
        act_by=row["act_by"],
        priority=item.priority,
        queue=item.queue,
        family=row["family"],
        state=row["state"],
        status=row["status"],
        reason=item.reasons[0] if item.reasons else "",
        source=Source(file=name, sha256=row["sha256"], pages=tuple(json.loads(row["source_pages"]))),
        work_item=item,
    )


def short_length(db: Connection) -> int:
    """How much of a notice id is enough to tell all of the store's apart, 8 characters at least."""
    length = _SHORTEST
    longest = db.execute(select(func.max(func.length(notices.c.notice_id)))).scalar() or 0
    whole = db.execute(select(func.count(notices.c.notice_id.distinct()))).scalar()
    while length < longest:
        beginning = func.substr(notices.c.notice_id, 1, length)
        if db.execute(select(func.count(beginning.distinct()))).scalar() == whole:
            break
        length += 2
    return length
