"""The queue as the desk sees it: a page of items, counted and filtered. Keys are sorted, whole rows fetched last."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, func, or_, select

from schemas.desk import Item
from schemas.queue_row import ItemState
from schemas.record import Record

from . import listing
from .desk_records import DeskFilter, DeskRow, Order, QueuePage
from .records import QueueFilter
from .selection import latest_names
from .tables import documents, notices, work_items

CLOSED = (ItemState.DONE.value, ItemState.REJECTED.value)
SOON = timedelta(days=7)

_ITEM = (
    work_items.c.notice_id,
    work_items.c.state,
    work_items.c.version,
    work_items.c.holder,
    work_items.c.lease_until,
    work_items.c.assignee,
    work_items.c.snoozed_until,
)
_PRESSING = (notices.c.act_by.asc().nulls_last(), notices.c.priority.desc(), notices.c.notice_id)
ORDERS: dict[Order, tuple[Any, ...]] = {
    "pressing": _PRESSING,
    "newest": (notices.c.notice_date.desc().nulls_last(), notices.c.notice_id),
    "amount": (notices.c.amount_cents.desc().nulls_last(), notices.c.notice_id),
    "code": (notices.c.notice_code.asc().nulls_last(), *_PRESSING),
    "client": (notices.c.taxpayer.asc().nulls_last(), *_PRESSING),
    "confidence": (notices.c.doubt.asc().nulls_last(), *_PRESSING),
}


class _Counts(Record):
    total: int
    overdue: int


def page(db: Connection, wanted: DeskFilter, *, today: date, order: Order, offset: int, limit: int) -> QueuePage:
    chosen = conditions(wanted, today)
    keys = listing.items((notices.c.notice,)).where(*chosen).order_by(*ORDERS[order]).offset(offset).limit(limit)
    found = [int(key) for key in db.execute(keys).scalars()]
    counts = _counted(db, chosen, today)
    open_ones = listing.items((notices.c.queue, func.count())).where(work_items.c.state.not_in(CLOSED))
    by_state = listing.items((work_items.c.state, func.count())).group_by(work_items.c.state)
    return QueuePage(
        rows=tuple(_rows(db, found)),
        total=counts.total,
        overdue=counts.overdue,
        counts={row[0]: row[1] for row in db.execute(open_ones.group_by(notices.c.queue))},
        states={row[0]: row[1] for row in db.execute(by_state)},
    )


def first_free(db: Connection, wanted: DeskFilter, today: date, at: datetime) -> str | None:
    """The most pressing item that nobody holds or has put off; locked, and passed over where another locks it."""
    free = or_(work_items.c.holder.is_(None), work_items.c.lease_until <= at.isoformat())
    states = (ItemState.REVIEW.value, ItemState.NEW.value, ItemState.CLAIMED.value)
    query = (
        listing.items((notices.c.notice_id,))
        .where(*conditions(wanted, today), free, work_items.c.state.in_(states))
        .order_by(*_PRESSING)
        .limit(1)
        .with_for_update(of=work_items, skip_locked=True)
    )
    found = db.execute(query).scalar()
    return None if found is None else str(found)


def item_of(row: Any) -> Item:
    return Item.model_validate({name.name: row[name.name] for name in _ITEM})


def _counted(db: Connection, chosen: Sequence[ColumnElement[bool]], today: date) -> _Counts:
    late = func.count().filter(notices.c.act_by < today)
    total, overdue = db.execute(listing.items((func.count(), late)).where(*chosen)).one()
    return _Counts(total=total, overdue=overdue)


def _rows(db: Connection, keys: Sequence[int]) -> list[DeskRow]:
    columns = (*listing.SHOWN, *_ITEM[1:], notices.c.notice, notices.c.doubt, notices.c.problem)
    query = (
        select(*dict.fromkeys(columns))
        .join_from(notices, work_items, work_items.c.notice_id == notices.c.notice_id)
        .join(documents, documents.c.document_id == notices.c.document_id)
        .where(notices.c.notice.in_(keys))
    )
    rows = {row["notice"]: row for row in db.execute(query).mappings()}
    names = latest_names(db, {row["document_id"] for row in rows.values()})
    length = listing.short_length(db)
    return [
        DeskRow(
            row=listing.queue_row(rows[key], names[rows[key]["document_id"]], length),
            item=item_of(rows[key]),
            confidence=rows[key]["doubt"],
            problem=rows[key]["problem"],
        )
        for key in keys
    ]


def conditions(wanted: DeskFilter, today: date) -> list[ColumnElement[bool]]:
    same = ("queue", "status", "due_before", "code", "family", "text")
    found = listing.conditions(QueueFilter(**{name: getattr(wanted, name) for name in same}))
    if wanted.states:
        found.append(work_items.c.state.in_([state.value for state in wanted.states]))
    elif wanted.open_only:
        found.append(work_items.c.state.not_in(CLOSED))
    if not wanted.snoozed:
        found.append(or_(work_items.c.snoozed_until.is_(None), work_items.c.snoozed_until <= today))
    for column, value in ((work_items.c.assignee, wanted.assignee), (work_items.c.holder, wanted.holder)):
        if value is not None:
            found.append(column == value)
    if wanted.client is not None:
        found.append(func.lower(notices.c.taxpayer).contains(wanted.client.lower(), autoescape=True))
    if wanted.below is not None:
        found.append(notices.c.doubt < wanted.below)
    return found + _due(wanted, today)


def _due(wanted: DeskFilter, today: date) -> list[ColumnElement[bool]]:
    match wanted.due:
        case "overdue":
            return [notices.c.act_by < today]
        case "soon":
            return [notices.c.act_by >= today, notices.c.act_by <= today + SOON]
        case "none":
            return [notices.c.act_by.is_(None)]
        case _:
            return []
