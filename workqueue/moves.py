"""Where a work item goes from where, and who may send it there. Pure: an item in, the next one out."""

from datetime import date, datetime, timedelta
from typing import NamedTuple

from schemas.desk import Item, Move, Permission, Person
from schemas.errors import BadArguments
from schemas.queue_row import ItemState

LEASE_MINUTES = 30
LEASE = timedelta(minutes=LEASE_MINUTES)

_S = ItemState


class NotAllowed(BadArguments):
    """The person may not do this, or not while the item stands so; `what` says why."""


class HeldByAnother(NotAllowed):
    """Somebody else works on it; `holder` names who."""

    def __init__(self, holder: str, what: str, advice: str = "") -> None:
        super().__init__(what, advice)
        self.holder = holder


class Row(NamedTuple):
    """`begins`: the states it is possible in. `ends`: the state it leads to, None where that stays as it is.
    `holder`: only who holds the item may. `keeps`: the holder keeps it."""

    begins: frozenset[ItemState]
    ends: ItemState | None
    permission: Permission = Permission.WORK
    holder: bool = True
    keeps: bool = True


_WAITING = frozenset({_S.WAITING_CLIENT, _S.WAITING_IRS})
_OPEN = frozenset({_S.REVIEW, _S.NEW, _S.CLAIMED, _S.IN_PROGRESS}) | _WAITING
_BEGUN = frozenset({_S.CLAIMED, _S.IN_PROGRESS}) | _WAITING

TABLE: dict[Move, Row] = {
    Move.CLAIM: Row(_OPEN, None, holder=False),
    Move.RELEASE: Row(_OPEN, None, keeps=False),
    Move.START: Row(frozenset({_S.CLAIMED}), _S.IN_PROGRESS),
    Move.WAIT_CLIENT: Row(_BEGUN, _S.WAITING_CLIENT),
    Move.WAIT_IRS: Row(_BEGUN, _S.WAITING_IRS),
    Move.RESUME: Row(_WAITING, _S.IN_PROGRESS),
    Move.FINISH: Row(_BEGUN, _S.DONE, keeps=False),
    Move.REOPEN: Row(frozenset({_S.DONE}), _S.NEW, Permission.REOPEN, holder=False, keeps=False),
    Move.ACCEPT: Row(frozenset({_S.REVIEW}), _S.IN_PROGRESS),
    Move.REJECT: Row(_OPEN, _S.REJECTED, keeps=False),
    Move.RESTORE: Row(frozenset({_S.REJECTED}), _S.REVIEW, Permission.REOPEN, holder=False, keeps=False),
    Move.ASSIGN: Row(_OPEN, None, Permission.ASSIGN, holder=False),
    Move.SNOOZE: Row(_OPEN, None, holder=False, keeps=False),
    Move.WAKE: Row(_OPEN, None, holder=False),
}
DECIDES = frozenset({Move.ACCEPT, Move.REJECT, Move.RESTORE, Move.FINISH, Move.REOPEN})
"""Moves that say where the item stands: no later reading changes that."""
_NEEDS_WHY = frozenset({Move.REJECT, Move.RESTORE, Move.REOPEN})


def holder_of(item: Item, at: datetime) -> str | None:
    """Who holds the item at this instant: a lease that has run out holds nothing."""
    return item.holder if item.holder and item.lease_until and item.lease_until > at else None


def moved(
    item: Item,
    move: Move,
    who: Person,
    at: datetime,
    *,
    why: str = "",
    to: str | None = None,
    until: date | None = None,
) -> Item:
    """The item after the move, its version counted up. Raises NotAllowed, HeldByAnother, BadArguments."""
    row, holder = TABLE[move], holder_of(item, at)
    _may(item, move, who, holder)
    if move in _NEEDS_WHY and not why.strip():
        raise BadArguments(f"to {move.value} needs a reason", "say why")
    if move is Move.SNOOZE and (until is None or until <= at.date()):
        raise BadArguments("an item is put off to a day to come", "name a later day")
    changes: dict[str, object] = {"version": item.version + 1, "state": row.ends or item.state}
    if move is Move.CLAIM:
        changes |= _held(who.name, at) | ({"state": _S.CLAIMED} if item.state is _S.NEW else {})
    elif not row.keeps:
        changes |= {"holder": None, "lease_until": None}
        if item.state is _S.CLAIMED and row.ends is None:
            changes["state"] = _S.NEW
    elif holder == who.name:
        changes |= _held(who.name, at)
    if move is Move.ASSIGN:
        changes["assignee"] = to
    if move in (Move.SNOOZE, Move.WAKE):
        changes["snoozed_until"] = until if move is Move.SNOOZE else None
    return Item.model_validate(item.model_dump() | changes)


def possible(item: Item, who: Person, holder: str | None) -> frozenset[Move]:
    """What the person can do to the item now, `holder` holding it; moves that would change nothing are left out."""
    found = frozenset(move for move in TABLE if _is_allowed(item, move, who, holder))
    idle = {Move.SNOOZE} if item.snoozed_until else {Move.WAKE}
    return found - idle - ({Move.CLAIM} if holder == who.name else set())


def _is_allowed(item: Item, move: Move, who: Person, holder: str | None) -> bool:
    try:
        _may(item, move, who, holder)
    except NotAllowed:
        return False
    return True


def _held(name: str, at: datetime) -> dict[str, object]:
    return {"holder": name, "lease_until": at + LEASE}


def _may(item: Item, move: Move, who: Person, holder: str | None) -> None:
    row = TABLE[move]
    if not who.may(row.permission):
        raise NotAllowed(f"{who.role.value} may not {move.value.replace('_', ' ')}", "ask a lead")
    if item.state not in row.begins:
        told = item.state.value.replace("_", " ")
        raise NotAllowed(f"an item that is {told} can't be moved so ({move.value})", "look at it again")
    if holder not in (None, who.name) and not (move is Move.ASSIGN or who.may(Permission.ASSIGN)):
        raise HeldByAnother(str(holder), f"{holder} works on it", "wait, or ask a lead to take it over")
    if row.holder and holder != who.name:
        raise NotAllowed("only who has claimed it may do that", "claim it first")
