"""What a person can do to a work item now, as buttons and keys."""

from schemas.desk import Item, Move, Permission, Person
from schemas.queue_row import ItemState
from schemas.record import Record


class MoveView(Record):
    move: Move
    label: str
    key: str
    asks: str  # why, until: what it needs to be told; "" for nothing


_LABELS: dict[Move, tuple[str, str, str]] = {
    Move.CLAIM: ("Claim", "c", ""),
    Move.START: ("Start", "s", ""),
    Move.ACCEPT: ("Accept", "a", ""),
    Move.FINISH: ("Done", "d", ""),
    Move.WAIT_CLIENT: ("Wait for client", "w", "why"),
    Move.WAIT_IRS: ("Wait for IRS", "W", "why"),
    Move.RESUME: ("Go on", "s", ""),
    Move.SNOOZE: ("Put off", "", "until"),
    Move.WAKE: ("Bring back", "", ""),
    Move.RELEASE: ("Give back", "x", ""),
    Move.REJECT: ("Not a notice", "", "why"),
    Move.RESTORE: ("It is a notice", "", "why"),
    Move.REOPEN: ("Open again", "", "why"),
}


def moves_for(item: Item, who: Person, held_by: str | None) -> tuple[MoveView, ...]:
    """What the person can do to it now, the likeliest first."""
    allowed = _allowed(item, who, held_by)
    return tuple(
        MoveView(move=move, label=label, key=key, asks=asks)
        for move, (label, key, asks) in _LABELS.items()
        if move in allowed
    )


_OPEN = (Move.FINISH, Move.WAIT_CLIENT, Move.WAIT_IRS, Move.SNOOZE, Move.RELEASE, Move.REJECT)
_BY_STATE: dict[ItemState, tuple[Move, ...]] = {
    ItemState.REVIEW: (Move.CLAIM, Move.ACCEPT, Move.SNOOZE, Move.RELEASE, Move.REJECT),
    ItemState.NEW: (Move.CLAIM, Move.SNOOZE),
    ItemState.CLAIMED: (Move.ACCEPT, Move.START, *_OPEN),
    ItemState.IN_PROGRESS: _OPEN,
    ItemState.WAITING_CLIENT: (Move.RESUME, Move.FINISH, Move.CLAIM, Move.RELEASE),
    ItemState.WAITING_IRS: (Move.RESUME, Move.FINISH, Move.CLAIM, Move.RELEASE),
    ItemState.DONE: (Move.REOPEN,),
    ItemState.REJECTED: (Move.RESTORE,),
}


def _allowed(item: Item, who: Person, held_by: str | None) -> frozenset[Move]:
    """By state and holder; the desk has the last word."""
    if not who.may(Permission.WORK) or held_by not in (None, who.name):
        return frozenset()
    found = set(_BY_STATE[item.state])
    if held_by == who.name:
        found.discard(Move.CLAIM)
    elif item.state not in (ItemState.DONE, ItemState.REJECTED):
        found = {Move.CLAIM, Move.SNOOZE}
    if item.snoozed_until is not None:
        found = (found - {Move.SNOOZE}) | {Move.WAKE}
    if not who.may(Permission.REOPEN):
        found -= {Move.REOPEN, Move.RESTORE}
    return frozenset(found)
