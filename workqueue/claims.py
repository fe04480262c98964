"""Who works on what: items taken, moved and given back, each change with its version and its entry in the history."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, select, update

from schemas.desk import Item, Move, Permission, Person
from schemas.errors import BadArguments

from . import corrections, desk_listing, history, moves
from .cleaning import safe
from .desk_records import DeskFilter
from .moves import HeldByAnother, NotAllowed
from .shown import CLOSED
from .tables import work_items


class StaleItem(BadArguments):
    """The item was changed since the person saw it."""


class StillBlocked(NotAllowed):
    """It can't be accepted: `findings` (code, field) stand unresolved."""

    def __init__(self, findings: Sequence[tuple[str, str | None]], what: str, advice: str = "") -> None:
        super().__init__(what, advice)
        self.findings = tuple(findings)


def locked(db: Connection, notice_id: str) -> Item:
    """The item, which nobody else changes until this transaction ends. Raises BadArguments where there is none."""
    query = select(work_items).where(work_items.c.notice_id == notice_id).with_for_update()
    row = db.execute(query).mappings().one_or_none()
    if row is None:
        raise BadArguments(f"there is no work item {safe(notice_id)}", "`noticedesk queue` lists them")
    return desk_listing.item_of(row)


def keep(db: Connection, item: Item, *, decided: bool = False) -> None:
    """`decided`: a person's word on where it stands, which no later reading changes."""
    kept: dict[str, Any] = item.model_dump(exclude={"notice_id"})
    kept |= {"state": item.state.value, "closed": item.state in CLOSED}
    kept["lease_until"] = item.lease_until and history.instant(item.lease_until)
    if decided:
        kept["by_person"] = True
    db.execute(update(work_items).where(work_items.c.notice_id == item.notice_id).values(kept))


def to_write(db: Connection, notice_id: str, who: Person, at: datetime, version: int) -> Item:
    """The item, if `who` holds it and has seen it as it is. Raises NotAllowed, HeldByAnother, StaleItem."""
    needs(who, Permission.WORK)
    item = locked(db, notice_id)
    holder = moves.holder_of(item, at)
    if holder not in (None, who.name):
        raise HeldByAnother(str(holder), f"{holder} works on it", "wait, or ask a lead to take it over")
    _fresh(item, version)
    if holder is None:
        raise NotAllowed("only who has claimed it may write on it", "claim it first")
    return item


def needs(who: Person, what: Permission) -> None:
    """Raises NotAllowed."""
    if not who.may(what):
        raise NotAllowed(f"{who.role.value} may not do that", "ask a lead")


def take_next(db: Connection, who: Person, at: datetime, wanted: DeskFilter, today: date) -> Item | None:
    found = desk_listing.first_free(db, wanted, who.name, today, at)
    return None if found is None else move(db, found, Move.CLAIM, who, at)


def move(
    db: Connection,
    notice_id: str,
    wanted: Move,
    who: Person,
    at: datetime,
    *,
    version: int | None = None,
    why: str = "",
    to: str | None = None,
    until: date | None = None,
) -> Item:
    item = locked(db, notice_id)
    _fresh(item, version)
    after = moves.moved(item, wanted, who, at, why=why, to=to, until=until)
    if wanted is Move.ACCEPT:
        _unblocked(db, notice_id)
    keep(db, after, decided=wanted in moves.DECIDES)
    told: dict[str, Any] = {"from": item.state.value, "to": after.state.value, "version": after.version}
    told |= {"role": who.role.value, "why": why, "assignee": to, "until": until.isoformat() if until else None}
    if item.holder and item.holder != who.name:
        told["holder_before"] = item.holder  # whose claim had run out, or was taken over
    history.add(db, wanted.value, who.name, at, notice_id=notice_id, details={k: v for k, v in told.items() if v})
    return after


def assign(db: Connection, notice_ids: Sequence[str], to: str | None, who: Person, at: datetime) -> int:
    """All are locked before the first is written, in one order: two who do this at once don't wait for each other."""
    ids = sorted(set(notice_ids))
    for one in ids:
        locked(db, one)
    for one in ids:
        move(db, one, Move.ASSIGN, who, at, to=to)
    return len(ids)


def renew(db: Connection, notice_id: str, who: Person, at: datetime) -> Item:
    item = locked(db, notice_id)
    holder = moves.holder_of(item, at)
    if holder not in (None, who.name):
        raise HeldByAnother(str(holder), f"{holder} has taken it over", "go on with another")
    if holder is None:
        raise NotAllowed("the claim has run out", "claim it again")
    longer = item.model_copy(update={"lease_until": at + moves.LEASE})
    keep(db, longer)
    return longer


def _fresh(item: Item, version: int | None) -> None:
    if version is not None and version != item.version:
        raise StaleItem("the item was changed since you saw it", "look at it again")


def _unblocked(db: Connection, notice_id: str) -> None:
    left = corrections.left_open(db, notice_id)
    if left:
        names = ", ".join(dict.fromkeys(field or code for code, field in left))
        raise StillBlocked(
            left, f"it can't be accepted yet: {safe(names)}", "correct it, or set it aside with a reason"
        )
