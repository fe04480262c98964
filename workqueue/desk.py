"""The desk: what people do to work items. One method, one transaction; every change is an entry of the history.

Every writing method takes `who` and `at` (an aware instant), and `version`, the item's version that the person saw:
an item changed since raises StaleItem. All may raise StoreUnreachable, and BadArguments for an unknown notice.
"""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Literal

from schemas.desk import (
    Attachment,
    Comment,
    FieldChange,
    HistoryEntry,
    Item,
    Move,
    OnTheDesk,
    Overruling,
    Person,
)
from schemas.document import NoticeIdentity
from schemas.errors import BadArguments
from schemas.notice import Notice, NoticeFacts, Status
from schemas.queue_row import ItemState, QueueRow
from schemas.record import Record

from .store import Store

Judge = Callable[[NoticeFacts, Sequence[NoticeIdentity]], Notice]
"""What the rules make of corrected facts, other notices being known; day, law and book are the caller's."""


class NotAllowed(BadArguments):
    """The person may not do this, or not while the item stands so; `what` says why."""


class HeldByAnother(NotAllowed):
    """Somebody else works on it; `holder` names who."""

    def __init__(self, holder: str, what: str, advice: str = "") -> None:
        super().__init__(what, advice)
        self.holder = holder


class StaleItem(BadArguments):
    """The item was changed since the person saw it."""


class StillBlocked(NotAllowed):
    """It can't be accepted: `findings` (code, field) stand unresolved."""

    def __init__(self, findings: Sequence[tuple[str, str | None]], what: str, advice: str = "") -> None:
        super().__init__(what, advice)
        self.findings = tuple(findings)


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


LEASE_MINUTES = 30


class Desk:
    """What people do. `Desk(store)` shares the store's connections."""

    def __init__(self, store: Store) -> None:
        self._store = store

    # Looking

    def page(
        self, wanted: DeskFilter, *, today: date, order: Order = "pressing", offset: int = 0, limit: int = 50
    ) -> QueuePage:
        """Quick at 50,000 items: paged and indexed."""
        raise NotImplementedError

    def notice(self, notice_id: str) -> OnTheDesk:
        """By full id or the beginning that names only one."""
        raise NotImplementedError

    def history(self, notice_id: str | None = None, *, limit: int = 200) -> list[HistoryEntry]:
        """Latest first; None: of everything."""
        raise NotImplementedError

    def verify_history(self) -> list[str]:
        """What is wrong with the chain, in words; [] where every link holds."""
        raise NotImplementedError

    # Moving

    def take_next(self, who: Person, at: datetime, wanted: DeskFilter | None = None, *, today: date) -> Item | None:
        """Claims the most pressing free item (review and new ones, not snoozed); None where there is none. Two people
        never get the same: SKIP LOCKED on PostgreSQL, the writer's lock on SQLite."""
        raise NotImplementedError

    def move(
        self,
        notice_id: str,
        move: Move,
        who: Person,
        at: datetime,
        *,
        version: int | None = None,
        why: str = "",
        to: str | None = None,
        until: date | None = None,
    ) -> Item:
        """One move of `workqueue.moves.TABLE`. `to`: whom ASSIGN gives it to (None: nobody). `until`: the day of
        SNOOZE. `version` None does not ask for one (bulk).
        Raises NotAllowed, HeldByAnother, StaleItem, StillBlocked."""
        raise NotImplementedError

    def renew(self, notice_id: str, who: Person, at: datetime) -> Item:
        """The holder goes on working: the lease runs from `at` again. No entry in the history."""
        raise NotImplementedError

    def assign(self, notice_ids: Sequence[str], to: str | None, who: Person, at: datetime) -> int:
        """In bulk, in one transaction; how many were given."""
        raise NotImplementedError

    # Correcting

    def correct(
        self, notice_id: str, changes: Sequence[FieldChange], who: Person, at: datetime, *, version: int, judge: Judge
    ) -> OnTheDesk:
        """Keeps the changes, applies all of the item to the facts as read, judges them again and keeps the notice.

        Raises BadArguments naming the field whose value can't be one.
        """
        raise NotImplementedError

    def overrule(
        self, notice_id: str, what: Overruling, who: Person, at: datetime, *, version: int, judge: Judge
    ) -> OnTheDesk:
        """Sets a finding aside; `why` must not be empty."""
        raise NotImplementedError

    def undo(self, notice_id: str, field: str, who: Person, at: datetime, *, version: int, judge: Judge) -> OnTheDesk:
        """Takes the last change of a field back: what stood before it holds again."""
        raise NotImplementedError

    def comment(self, notice_id: str, text: str, who: Person, at: datetime) -> Comment:
        raise NotImplementedError

    def attach(self, notice_id: str, file: tuple[str, str, int], who: Person, at: datetime) -> Attachment:
        """`file`: name, sha256, size."""
        raise NotImplementedError

    # What leaves a trace

    def record(
        self, what: str, who: str, at: datetime, notice_id: str | None = None, **details: str | int | float | bool
    ) -> HistoryEntry:
        """A stable word for what was done: view_tin, export, sign_in, sign_in_failed, purge, rotate_key ..."""
        raise NotImplementedError

    # Saved views

    def views(self, who: Person) -> list[SavedView]:
        raise NotImplementedError

    def save_view(self, view: SavedView, who: Person, at: datetime) -> None:
        raise NotImplementedError

    def drop_view(self, name: str, who: Person, at: datetime) -> None:
        raise NotImplementedError
