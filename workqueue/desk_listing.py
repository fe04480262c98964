"""The queue as the desk sees it: a page of items, counted and filtered. Keys are sorted, whole rows fetched last."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, false, func, or_, select, true

from schemas.desk import Item
from schemas.queue_row import ItemState

from . import listing
from .desk_records import DeskFilter, DeskRow, Order, QueuePage
from .history import instant
from .records import QueueFilter
from .selection import latest_names
from .shown import CLOSED
from .tables import documents, notices, work_items

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
_PRESSING = (work_items.c.pressing, work_items.c.notice_id)
ORDERS: dict[Order, tuple[Any, ...]] = {
    "pressing": _PRESSING,
    "newest": (work_items.c.notice_date.desc().nulls_last(), work_items.c.notice_id),
    "amount": (work_items.c.amount_cents.desc().nulls_last(), work_items.c.notice_id),
    "code": (work_items.c.notice_code.asc().nulls_last(), *_PRESSING),
    "client": (work_items.c.taxpayer.asc().nulls_last(), *_PRESSING),
    "confidence": (work_items.c.doubt.asc().nulls_last(), *_PRESSING),
}


def page(db: Connection, wanted: DeskFilter, *, today: date, order: Order, offset: int, limit: int) -> QueuePage:
    chosen = conditions(wanted, today)
    found = [int(key) for key in db.execute(keys(chosen, order).offset(offset).limit(limit)).scalars()]
    total, overdue = db.execute(_totals(chosen, today)).one()
    queues, states = _counts(db)
    return QueuePage(rows=tuple(_rows(db, found)), total=total, overdue=overdue, counts=queues, states=states)


def keys(chosen: Sequence[ColumnElement[bool]], order: Order) -> Select[Any]:
    """The notices of a page, in order: an index gives them, or at most one table is sorted."""
    return select(work_items.c.notice).where(*chosen).order_by(*ORDERS[order])


def _totals(chosen: Sequence[ColumnElement[bool]], today: date) -> Select[Any]:
    late = func.count().filter(work_items.c.pressing < today.isoformat())
    return select(func.count(), late).select_from(work_items).where(*chosen)


def _counts(db: Connection) -> tuple[dict[str, int], dict[str, int]]:
    """Open items by queue, and all items by state."""
    queues, states = Counter[str](), Counter[str]()
    grouped = select(work_items.c.state, work_items.c.queue, func.count()).select_from(work_items)
    for state, queue, count in db.execute(grouped.group_by(work_items.c.state, work_items.c.queue)):
        states[state] += count
        if state not in CLOSED:
            queues[queue] += count
    return dict(sorted(queues.items())), dict(sorted(states.items()))


def first_free(db: Connection, wanted: DeskFilter, who: str, today: date, at: datetime) -> str | None:
    """The most pressing item that nobody holds or has put off, and that is not another's to do; locked, and passed
    over where another locks it."""
    free = or_(work_items.c.holder.is_(None), work_items.c.lease_until <= instant(at))
    theirs = () if wanted.assignee else (or_(work_items.c.assignee.is_(None), work_items.c.assignee == who),)
    states = (ItemState.REVIEW.value, ItemState.NEW.value, ItemState.CLAIMED.value)
    query = (
        select(work_items.c.notice_id)
        .where(*conditions(wanted, today), free, *theirs, work_items.c.state.in_(states))
        .order_by(*_PRESSING)
        .limit(1)
        .with_for_update(skip_locked=True)
    )
    found = db.execute(query).scalar()
    return None if found is None else str(found)


def item_of(row: Any) -> Item:
    return Item.model_validate({name.name: row[name.name] for name in _ITEM})


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
    short = listing.short_ids(db, [row["notice_id"] for row in rows.values()])
    return [
        DeskRow(
            row=listing.queue_row(rows[key], names[rows[key]["document_id"]], short[rows[key]["notice_id"]]),
            item=item_of(rows[key]),
            confidence=rows[key]["doubt"],
            problem=rows[key]["problem"],
        )
        for key in keys
    ]


def conditions(wanted: DeskFilter, today: date) -> list[ColumnElement[bool]]:
    same = ("queue", "status", "due_before", "code", "family", "text")
    found = [*_standing(wanted), *listing.conditions(QueueFilter(**{name: getattr(wanted, name) for name in same}))]
    if not wanted.snoozed:
        found.append(or_(work_items.c.snoozed_until.is_(None), work_items.c.snoozed_until <= today))
    for column, value in ((work_items.c.assignee, wanted.assignee), (work_items.c.holder, wanted.holder)):
        if value is not None:
            found.append(column == value)
    if wanted.client is not None:
        found.append(func.lower(work_items.c.taxpayer).contains(wanted.client.lower(), autoescape=True))
    if wanted.below is not None:
        found.append(work_items.c.doubt < wanted.below)
    return found + _due(wanted, today)


def _standing(wanted: DeskFilter) -> Iterator[ColumnElement[bool]]:
    """By state; that all of them are open, or closed, is said as well, for the index begins with it."""
    closed = {state in CLOSED for state in wanted.states} or ({False} if wanted.open_only else {False, True})
    if len(closed) == 1:
        yield work_items.c.closed == (true() if True in closed else false())
    if wanted.states:
        yield work_items.c.state.in_([state.value for state in wanted.states])


def _due(wanted: DeskFilter, today: date) -> list[ColumnElement[bool]]:
    match wanted.due:
        case "overdue":
            return [work_items.c.pressing < today.isoformat()]
        case "soon":
            after = today + SOON + timedelta(days=1)
            return [work_items.c.pressing >= today.isoformat(), work_items.c.pressing < after.isoformat()]
        case "none":
            return [work_items.c.act_by.is_(None)]
        case _:
            return []
