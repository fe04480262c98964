"""What the desk is asked and what it gives, besides the records of the ground floor."""

from datetime import date
from typing import Literal

from schemas.desk import Item
from schemas.notice import Status
from schemas.queue_row import ItemState, QueueRow
from schemas.record import Record

Order = Literal["pressing", "newest", "amount", "code", "client", "confidence"]


class DeskFilter(Record):
    """Which items, None does not filter. `due`: overdue (act_by before `today`), soon (within 7 days), none (no day).
    `text` as `QueueFilter.text`. `client`: the taxpayer's name. `below`: least confidence of a critical field under
    it. `snoozed`: items put off to a later day too. `open_only`: neither done nor rejected."""

    queue: str | None = None
    states: tuple[ItemState, ...] = ()
    status: Status | None = None
    due: Literal["overdue", "soon", "none"] | None = None
    due_before: date | None = None
    family: str | None = None
    code: str | None = None
    client: str | None = None
    assignee: str | None = None
    holder: str | None = None
    below: float | None = None
    text: str | None = None
    snoozed: bool = False
    open_only: bool = True


class DeskRow(Record):
    """A line of the queue page: the row, where its item stands, and its least critical confidence."""

    row: QueueRow
    item: Item
    confidence: float | None
    problem: str  # the field or finding that needs the person first; "" where none does


class QueuePage(Record):
    """`total` items match; `counts` are the open items by queue, `states` by state, whatever the filter."""

    rows: tuple[DeskRow, ...]
    total: int
    overdue: int
    counts: dict[str, int]
    states: dict[str, int]


class SavedView(Record):
    """A filter kept under a name. `owner` None: for all."""

    name: str
    owner: str | None
    wanted: DeskFilter
    order: Order = "pressing"
