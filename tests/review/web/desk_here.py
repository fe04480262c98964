"""An honest small desk in memory, for pages: it keeps items, states, holders and a history, and checks versions; it
judges nothing and knows no lease."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from schemas.desk import HistoryEntry, Item, Move, OnTheDesk, Person
from schemas.errors import BadArguments
from schemas.geometry import Box
from schemas.notice import CRITICAL_FIELDS, Notice
from schemas.queue_row import FIRST_STATE, ItemState, QueueRow, period_label
from workqueue.desk import Desk, DeskFilter, DeskRow, HeldByAnother, Order, QueuePage, SavedView, StaleItem
from workqueue.seen_pages import Look

CLOSED = (ItemState.DONE, ItemState.REJECTED)
LEADS_TO = {
    Move.CLAIM: ItemState.CLAIMED,
    Move.START: ItemState.IN_PROGRESS,
    Move.RELEASE: ItemState.NEW,
    Move.WAIT_CLIENT: ItemState.WAITING_CLIENT,
    Move.WAIT_IRS: ItemState.WAITING_IRS,
    Move.RESUME: ItemState.IN_PROGRESS,
    Move.FINISH: ItemState.DONE,
    Move.REOPEN: ItemState.IN_PROGRESS,
    Move.ACCEPT: ItemState.IN_PROGRESS,
    Move.REJECT: ItemState.REJECTED,
    Move.RESTORE: ItemState.REVIEW,
}


class DeskHere(Desk):
    def __init__(self, *notices: Notice) -> None:
        self.notices = {one.notice_id: one for one in notices}
        self.items = {
            one.notice_id: Item(notice_id=one.notice_id, state=FIRST_STATE[one.validation.status], version=1)
            for one in notices
        }
        self.entries: list[HistoryEntry] = []
        self.saved: dict[tuple[str, str], SavedView] = {}
        self.asked: list[tuple[DeskFilter, Order, int]] = []

    def page(
        self, wanted: DeskFilter, *, today: date, order: Order = "pressing", offset: int = 0, limit: int = 50
    ) -> QueuePage:
        self.asked.append((wanted, order, offset))
        rows = [row for row in map(self._row, self.notices) if _fits(row, wanted, today)]
        rows.sort(key=lambda row: (row.row.act_by or date.max, -row.row.priority, row.row.notice_id))
        open_ones = [self._row(one) for one, item in self.items.items() if item.state not in CLOSED]
        return QueuePage(
            rows=tuple(rows[offset : offset + limit]),
            total=len(rows),
            overdue=sum(bool(row.row.act_by and row.row.act_by < today) for row in rows),
            counts=_counted(row.row.queue for row in open_ones),
            states=_counted(item.state.value for item in self.items.values()),
        )

    def notice(self, notice_id: str) -> OnTheDesk:
        found = [one for one in self.notices if one.startswith(notice_id)]
        if len(found) != 1:
            raise BadArguments(f"there is no notice {notice_id}", "see the queue")
        return OnTheDesk(notice=self.notices[found[0]], facts=None, as_read=None, item=self.items[found[0]])

    def history(self, notice_id: str | None = None, *, limit: int = 200) -> list[HistoryEntry]:
        found = [one for one in reversed(self.entries) if notice_id in (None, one.notice_id)]
        return found[:limit]

    def verify_history(self) -> list[str]:
        return []

    def take_next(self, who: Person, at: datetime, wanted: DeskFilter | None = None, *, today: date) -> Item | None:
        free = DeskFilter(states=(ItemState.REVIEW, ItemState.NEW))
        rows = [row for row in self.page(free, today=today).rows if wanted is None or _fits(row, wanted, today)]
        return self.move(rows[0].row.notice_id, Move.CLAIM, who, at) if rows else None

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
        item = self.items[notice_id]
        if version not in (None, item.version):
            raise StaleItem("the item was changed meanwhile", "look again")
        if item.holder not in (None, who.name):
            raise HeldByAnother(item.holder, f"{item.holder} works on it")
        changes: dict[str, object] = {"state": LEADS_TO.get(move, item.state), "version": item.version + 1}
        if move is Move.CLAIM:
            changes |= {"holder": who.name, "lease_until": at + timedelta(minutes=30)}
        if move is Move.ASSIGN:
            changes["assignee"] = to
        if move is Move.SNOOZE:
            changes["snoozed_until"] = until
        self.items[notice_id] = Item.model_validate(item.model_dump() | changes)
        self.record(move.value, who.name, at, notice_id)
        return self.items[notice_id]

    def assign(self, notice_ids: Sequence[str], to: str | None, who: Person, at: datetime) -> int:
        for one in notice_ids:
            self.move(one, Move.ASSIGN, who, at, to=to)
        return len(notice_ids)

    def record(
        self, what: str, who: str, at: datetime, notice_id: str | None = None, **details: str | int | float | bool
    ) -> HistoryEntry:
        entry = HistoryEntry(
            number=len(self.entries) + 1,
            at=at,
            who=who,
            what=what,
            notice_id=notice_id,
            details=dict(details),
            hash="0" * 64,
        )
        self.entries.append(entry)
        return entry

    def number_boxes(self, sha256: str, page: int) -> tuple[Box, ...]:
        return ()

    def saw_page(self, look: Look, at: datetime) -> None:
        """Its notices keep no whole number."""

    def views(self, who: Person) -> list[SavedView]:
        return [view for view in self.saved.values() if view.owner in (None, who.name)]

    def save_view(self, view: SavedView, who: Person, at: datetime) -> None:
        self.saved[view.name, view.owner or ""] = view

    def drop_view(self, name: str, who: Person, at: datetime) -> None:
        self.saved.pop((name, who.name), None)

    def _row(self, notice_id: str) -> DeskRow:
        notice, item = self.notices[notice_id], self.items[notice_id]
        sure = [notice.fields[one].confidence for one in CRITICAL_FIELDS if one in notice.fields]
        findings = notice.validation.findings
        return DeskRow(
            row=row_of(notice, item.state),
            item=item,
            confidence=min(sure, default=None),
            problem=(findings[0].field or findings[0].code) if findings else "",
        )


def row_of(notice: Notice, state: ItemState) -> QueueRow:
    same = ("notice_id", "notice_code", "notice_date", "tax_periods", "amount_due", "due_date", "source", "work_item")
    work = notice.work_item
    return QueueRow(
        **{name: getattr(notice, name) for name in same},
        short_id=notice.notice_id[:8],
        taxpayer=notice.taxpayer.name,
        tin_masked=notice.tin.masked,
        period=", ".join(period_label(one) for one in notice.tax_periods),
        act_by=work.act_by,
        priority=work.priority,
        queue=work.queue,
        family=notice.classification.family,
        state=state,
        status=notice.validation.status,
        reason=work.reasons[0] if work.reasons else "",
    )


def _counted(names: object) -> dict[str, int]:
    found: dict[str, int] = {}
    for name in names:  # type: ignore[attr-defined]
        found[name] = found.get(name, 0) + 1
    return found


def _fits(found: DeskRow, wanted: DeskFilter, today: date) -> bool:
    row, item = found.row, found.item
    day = row.act_by
    due = {
        None: True,
        "overdue": bool(day and day < today),
        "soon": bool(day and today <= day <= today + timedelta(days=7)),
        "none": day is None,
    }
    checks = (
        wanted.queue in (None, row.queue),
        not wanted.states or item.state in wanted.states,
        wanted.status in (None, row.status),
        due[wanted.due],
        wanted.due_before is None or bool(day and day < wanted.due_before),
        wanted.family in (None, row.family),
        wanted.code in (None, row.notice_code),
        wanted.client in (None, row.taxpayer),
        wanted.assignee in (None, item.assignee),
        wanted.holder in (None, item.holder),
        wanted.below is None or (found.confidence or 0) < wanted.below,
        wanted.text is None or wanted.text.lower() in f"{row.taxpayer} {row.notice_code}".lower(),
        wanted.snoozed or item.snoozed_until is None or item.snoozed_until <= today,
        not wanted.open_only or item.state not in CLOSED,
    )
    return all(checks)
