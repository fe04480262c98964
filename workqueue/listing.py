"""The queue: work items filtered, most pressing first."""

import json
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, RowMapping, Select, func, select

from schemas.notice import Source, TaxPeriod, WorkItem
from schemas.queue_row import QueueRow, period_label

from .records import QueueFilter
from .selection import latest_names
from .tables import documents, inputs, notices, work_items

_SHORTEST = 8
_AT_ONCE = 500
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
        .order_by(work_items.c.pressing, work_items.c.notice_id)
        .limit(wanted.limit)
    )
    rows = list(db.execute(query).mappings())
    names = latest_names(db, {row["document_id"] for row in rows})
    short = short_ids(db, [row["notice_id"] for row in rows])
    return [queue_row(row, names[row["document_id"]], short[row["notice_id"]]) for row in rows]


def items(columns: Iterable[ColumnElement[Any]]) -> Select[Any]:
    """Each notice once: where several files hold the same pages, in the file that came first."""
    return (
        select(*columns)
        .join_from(work_items, notices, notices.c.notice == work_items.c.notice)
        .join(documents, documents.c.document_id == notices.c.document_id)
    )


def conditions(wanted: QueueFilter) -> list[ColumnElement[bool]]:
    equal = (
        (work_items.c.queue, wanted.queue),
        (work_items.c.status, wanted.status),
        (work_items.c.state, wanted.state),
        (work_items.c.notice_code, wanted.code),
        (work_items.c.family, wanted.family),
    )
    found = [column == value for column, value in equal if value is not None]
    if wanted.due_before is not None:
        found.append(work_items.c.act_by < wanted.due_before)
    if wanted.text is not None:
        said = work_items.c.search.contains(wanted.text.casefold(), autoescape=True)
        found.append(said | work_items.c.notice.in_(_in_files_called(wanted.text)))
    return found


def _in_files_called(text: str) -> Select[Any]:
    named = func.lower(inputs.c.name).contains(text.lower(), autoescape=True)
    return select(notices.c.notice).join(inputs, inputs.c.document_id == notices.c.document_id).where(named)


def queue_row(row: RowMapping, name: str, short_id: str) -> QueueRow:
    periods = tuple(TaxPeriod.model_validate(period) for period in json.loads(row["tax_periods"]))
    item = WorkItem.model_validate_json(row["work_item"])
    return QueueRow(
        notice_id=row["notice_id"],
        short_id=short_id,
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


def short_ids(db: Connection, wanted: Sequence[str]) -> dict[str, str]:
    """Of each id how much is enough to tell it from all of the store's, 8 characters at least.

    Those that an id could be taken for stand beside it in the order of ids, so two looks at an index are enough.
    """
    found: dict[str, str] = {}
    for start in range(0, len(wanted), _AT_ONCE):
        these = wanted[start : start + _AT_ONCE]
        for row in db.execute(_neighbours().where(work_items.c.notice_id.in_(these))):
            mine = str(row[0])
            shared = max(_alike(mine, other or "") for other in row[1:])
            found[mine] = mine[: max(_SHORTEST, shared + 1)]
    return found


def _neighbours() -> Select[Any]:
    other = work_items.alias("other")
    before = select(func.max(other.c.notice_id)).where(other.c.notice_id < work_items.c.notice_id).scalar_subquery()
    after = select(func.min(other.c.notice_id)).where(other.c.notice_id > work_items.c.notice_id).scalar_subquery()
    return select(work_items.c.notice_id, before, after)


def _alike(one: str, other: str) -> int:
    """So many characters are the same from the beginning."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((place for place, (mine, theirs) in pairs if mine != theirs), min(len(one), len(other)))
