"""What a person can do to a work item now, as buttons and keys."""

from schemas.desk import Item, Move, Person
from schemas.record import Record
from workqueue.moves import possible


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
    allowed = possible(item, who, held_by)
    return tuple(
        MoveView(move=move, label=label, key=key, asks=asks)
        for move, (label, key, asks) in _LABELS.items()
        if move in allowed
    )
