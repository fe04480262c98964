"""The desk: what people do to work items. One method, one transaction; every change is an entry of the history.

Every writing method takes `who` and `at` (an aware instant), and `version`, the item's version that the person saw:
an item changed since raises StaleItem. All may raise StoreUnreachable, and BadArguments for an unknown notice.
"""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import Connection, select

from schemas.desk import (
    Attachment,
    Comment,
    FieldChange,
    HistoryEntry,
    Item,
    Move,
    OnTheDesk,
    Overruling,
    Permission,
    Person,
)
from schemas.geometry import Box

from . import claims, correcting, corrections, desk_listing, history, lookup, remarks, saved_views, seen_pages
from .claims import StaleItem, StillBlocked
from .correcting import Hand, Judge
from .desk_records import DeskFilter, DeskRow, Order, QueuePage, SavedView
from .moves import LEASE_MINUTES, HeldByAnother, NotAllowed
from .seen_pages import Look
from .store import Store
from .tables import work_items

__all__ = [
    "LEASE_MINUTES",
    "Desk",
    "DeskFilter",
    "DeskRow",
    "HeldByAnother",
    "Judge",
    "NotAllowed",
    "Order",
    "QueuePage",
    "SavedView",
    "StaleItem",
    "StillBlocked",
]


class Desk:
    """What people do. `Desk(store)` shares the store's connections."""

    def __init__(self, store: Store) -> None:
        self._store = store

    # Looking

    def page(
        self, wanted: DeskFilter, *, today: date, order: Order = "pressing", offset: int = 0, limit: int = 50
    ) -> QueuePage:
        """Quick at 50,000 items: paged and indexed."""
        with self._store.reading() as db:
            return desk_listing.page(db, wanted, today=today, order=order, offset=offset, limit=limit)

    def notice(self, notice_id: str) -> OnTheDesk:
        """By full id or the beginning that names only one."""
        with self._store.reading() as db:
            return _on_the_desk(db, lookup.matching(db, notice_id))

    def history(self, notice_id: str | None = None, *, limit: int = 200) -> list[HistoryEntry]:
        """Latest first; None: of everything."""
        with self._store.reading() as db:
            return history.latest(db, notice_id, limit)

    def verify_history(self) -> list[str]:
        """What is wrong with the chain, in words; [] where every link holds."""
        with self._store.reading() as db:
            return history.verify(db)

    # Moving

    def take_next(self, who: Person, at: datetime, wanted: DeskFilter | None = None, *, today: date) -> Item | None:
        """Claims the most pressing free item (review and new ones, not snoozed); None where there is none. Two people
        never get the same: SKIP LOCKED on PostgreSQL, the writer's lock on SQLite."""
        with self._store.writing() as db:
            return claims.take_next(db, who, at, wanted or DeskFilter(), today)

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
        with self._store.writing() as db:
            return claims.move(db, notice_id, move, who, at, version=version, why=why, to=to, until=until)

    def renew(self, notice_id: str, who: Person, at: datetime) -> Item:
        """The holder goes on working: the lease runs from `at` again. No entry in the history."""
        with self._store.writing() as db:
            return claims.renew(db, notice_id, who, at)

    def assign(self, notice_ids: Sequence[str], to: str | None, who: Person, at: datetime) -> int:
        """In bulk, in one transaction; how many were given."""
        with self._store.writing() as db:
            return claims.assign(db, notice_ids, to, who, at)

    # Correcting

    def correct(
        self, notice_id: str, changes: Sequence[FieldChange], who: Person, at: datetime, *, version: int, judge: Judge
    ) -> OnTheDesk:
        """Keeps the changes, applies all of the item to the facts as read, judges them again and keeps the notice.

        Raises BadArguments naming the field whose value can't be one.
        """
        with self._store.writing() as db:
            item = claims.to_write(db, notice_id, who, at, version)
            correcting.correct(Hand(db, item, who, at, judge), changes)
            return _on_the_desk(db, notice_id)

    def overrule(
        self, notice_id: str, what: Overruling, who: Person, at: datetime, *, version: int, judge: Judge
    ) -> OnTheDesk:
        """Sets a finding aside, as long as it says what it says now; `why` must not be empty."""
        with self._store.writing() as db:
            item = claims.to_write(db, notice_id, who, at, version)
            correcting.overrule(Hand(db, item, who, at, judge), what)
            return _on_the_desk(db, notice_id)

    def undo(self, notice_id: str, field: str, who: Person, at: datetime, *, version: int, judge: Judge) -> OnTheDesk:
        """Takes the last change of a field back: what stood before it holds again."""
        with self._store.writing() as db:
            item = claims.to_write(db, notice_id, who, at, version)
            correcting.undo(Hand(db, item, who, at, judge), field)
            return _on_the_desk(db, notice_id)

    def comment(self, notice_id: str, text: str, who: Person, at: datetime) -> Comment:
        claims.needs(who, Permission.WORK)
        with self._store.writing() as db:
            return remarks.comment(db, notice_id, text, who.name, at)

    def attach(self, notice_id: str, file: tuple[str, str, int], who: Person, at: datetime) -> Attachment:
        """`file`: name, sha256, size."""
        claims.needs(who, Permission.WORK)
        with self._store.writing() as db:
            return remarks.attach(db, notice_id, file, who.name, at)

    # What leaves a trace

    def number_boxes(self, sha256: str, page: int) -> tuple[Box, ...]:
        """Where on a page of the file a taxpayer number was read, by any reader."""
        with self._store.reading() as db:
            return seen_pages.number_boxes(db, sha256, page)

    def saw_page(self, look: Look, at: datetime) -> None:
        """Before a page is shown: where a number is printed whole, the history says who saw it, once a day."""
        with self._store.reading() as db:
            if not seen_pages.to_tell(db, look, at):
                return
        with self._store.writing() as db:
            seen_pages.tell(db, look, at)

    def record(
        self, what: str, who: str, at: datetime, notice_id: str | None = None, **details: str | int | float | bool
    ) -> HistoryEntry:
        """A stable word for what was done: view_tin, export, sign_in, sign_in_failed, purge, rotate_key ..."""
        with self._store.writing() as db:
            return history.add(db, what, who, at, notice_id=notice_id, details=details)

    # Saved views

    def views(self, who: Person) -> list[SavedView]:
        """One's own and everybody's, by name."""
        with self._store.reading() as db:
            return saved_views.of(db, who.name)

    def save_view(self, view: SavedView, who: Person, at: datetime) -> None:
        """In place of one of the same name and owner. A view for all is a lead's to keep."""
        with self._store.writing() as db:
            saved_views.save(db, view, who, at)

    def drop_view(self, name: str, who: Person, at: datetime) -> None:
        """One's own of that name; where there is none, everybody's, if it is his to drop."""
        with self._store.writing() as db:
            saved_views.drop(db, name, who, at)


def _on_the_desk(db: Connection, notice_id: str) -> OnTheDesk:
    notice, as_read = corrections.record(db, notice_id), corrections.as_read(db, notice_id)
    said = corrections.words(db, [notice_id])
    query = select(work_items).where(work_items.c.notice_id == notice_id)
    return OnTheDesk(
        notice=notice,
        facts=said.on(as_read) if as_read else None,
        as_read=as_read,
        item=desk_listing.item_of(db.execute(query).mappings().one()),
        corrections=said.corrections.get(notice_id, ()),
        overruled=corrections.in_force(notice, said.overruled.get(notice_id, ())),
        comments=remarks.comments_on(db, notice_id),
        attachments=remarks.attached_to(db, notice_id),
    )
