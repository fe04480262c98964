"""Where items go from where, and who may send them: the table, and what holds after any number of moves."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.desk import Item, Move, Permission, Person, Role
from schemas.errors import BadArguments
from schemas.queue_row import ItemState
from workqueue.moves import DECIDES, LEASE, TABLE, HeldByAnother, NotAllowed, holder_of, moved
from workqueue.shown import CLOSED

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
ANN, BEN = Person(name="ann", role=Role.ANALYST), Person(name="ben", role=Role.ANALYST)
LEE, INA = Person(name="lee", role=Role.LEAD), Person(name="ina", role=Role.INTAKE)
PEOPLE = (ANN, BEN, LEE, INA)
FIRST = (ItemState.NEW, ItemState.REVIEW, ItemState.REJECTED)


def item(state: ItemState, holder: str | None = None, **changes: object) -> Item:
    lease = NOON + LEASE if holder else None
    values = {"notice_id": "n1", "state": state, "version": 1, "holder": holder, "lease_until": lease}
    return Item.model_validate(values | changes)


def do(one: Item, move: Move, who: Person, minutes: float = 1) -> Item:
    at = NOON + timedelta(minutes=minutes)
    return moved(one, move, who, at, why="because", to="ben", until=at.date() + timedelta(days=3))


def test_every_move_has_its_row() -> None:
    assert set(TABLE) == set(Move)


@pytest.mark.parametrize(
    ("begins", "moves", "ends"),
    [
        ("new", "claim start finish", "done"),
        ("new", "claim start wait_client resume finish", "done"),
        ("new", "claim start wait_irs resume wait_client finish", "done"),
        ("new", "claim release", "new"),
        ("new", "claim start release", "in_progress"),
        ("new", "claim snooze", "new"),
        ("new", "claim reject", "rejected"),
        ("review", "claim", "review"),
        ("review", "claim accept finish", "done"),
        ("review", "claim release", "review"),
        ("review", "claim reject", "rejected"),
    ],
)
def test_the_way_of_an_item(begins: str, moves: str, ends: str) -> None:
    one = item(ItemState(begins))
    for move in moves.split():
        one = do(one, Move(move), ANN)
    assert (one.state, one.version) == (ItemState(ends), 1 + len(moves.split()))
    assert (one.holder is None) == (moves.rsplit(maxsplit=1)[-1] in ("release", "snooze", "reject", "finish"))


@pytest.mark.parametrize("move", [Move.REOPEN, Move.RESTORE, Move.ASSIGN])
def test_what_only_a_lead_may(move: Move) -> None:
    state = {Move.REOPEN: ItemState.DONE, Move.RESTORE: ItemState.REJECTED}.get(move, ItemState.NEW)
    with pytest.raises(NotAllowed, match="ask a lead"):
        do(item(state), move, ANN)
    ends = {Move.REOPEN: ItemState.NEW, Move.RESTORE: ItemState.REVIEW, Move.ASSIGN: ItemState.NEW}[move]
    assert do(item(state), move, LEE).state is ends


@pytest.mark.parametrize("move", list(Move))
def test_who_brings_files_in_moves_nothing(move: Move) -> None:
    for state in ItemState:
        with pytest.raises(NotAllowed):
            do(item(state, "ina"), move, INA)


def test_a_claim_holds_as_long_as_its_lease() -> None:
    taken = do(item(ItemState.NEW), Move.CLAIM, ANN, 0)
    assert (taken.holder, taken.lease_until, taken.state) == ("ann", NOON + LEASE, ItemState.CLAIMED)
    with pytest.raises(HeldByAnother) as held:
        do(taken, Move.CLAIM, BEN, 29)
    assert held.value.holder == "ann"
    with pytest.raises(NotAllowed, match="claimed it"):
        do(taken, Move.START, ANN, 31)
    assert do(taken, Move.CLAIM, BEN, 30).holder == "ben"
    assert holder_of(taken, NOON + LEASE) is None


def test_a_lead_takes_an_item_over() -> None:
    assert do(item(ItemState.IN_PROGRESS, "ann"), Move.CLAIM, LEE).holder == "lee"


def test_working_renews_the_lease() -> None:
    assert do(item(ItemState.CLAIMED, "ann"), Move.START, ANN, 20).lease_until == NOON + timedelta(minutes=50)


@pytest.mark.parametrize("move", [Move.REJECT, Move.RESTORE, Move.REOPEN])
def test_what_needs_a_reason(move: Move) -> None:
    (state, *_) = TABLE[move].begins
    with pytest.raises(BadArguments, match="needs a reason"):
        moved(item(state, "lee"), move, LEE, NOON, why=" ")


def test_an_item_is_put_off_to_a_day_to_come() -> None:
    with pytest.raises(BadArguments, match="a day to come"):
        moved(item(ItemState.NEW), Move.SNOOZE, ANN, NOON, until=NOON.date())
    asleep = do(item(ItemState.NEW), Move.SNOOZE, ANN)
    assert asleep.snoozed_until is not None and do(asleep, Move.WAKE, BEN).snoozed_until is None


_steps = st.lists(
    st.tuples(st.sampled_from(Move), st.sampled_from(PEOPLE), st.integers(min_value=0, max_value=40)), max_size=40
)


@given(st.sampled_from(FIRST), _steps)
def test_after_any_moves_an_item_is_whole(begins: ItemState, steps: list[tuple[Move, Person, int]]) -> None:
    one, minutes = item(begins), 0.0
    for move, who, pause in steps:
        minutes += pause
        at = NOON + timedelta(minutes=minutes)
        before, held = one, holder_of(one, at)
        try:
            one = do(one, move, who, minutes)
        except BadArguments:
            assert one is before
            continue
        row = TABLE[move]
        assert before.state in row.begins and who.may(row.permission)
        assert held in (None, who.name) or who.may(Permission.ASSIGN)
        assert not row.holder or held == who.name
        assert one.version == before.version + 1
        assert row.ends is None or one.state is row.ends
        assert (one.holder is None) == (one.lease_until is None)
        assert one.holder is None or one.state not in CLOSED
        assert one.state is not ItemState.CLAIMED or one.holder is not None
        # Only a person's word brings an item from review to work, and the machine's none at all.
        left_review = before.state is ItemState.REVIEW and one.state is not ItemState.REVIEW
        assert not left_review or move in DECIDES


def test_moves_that_decide_end_somewhere() -> None:
    assert all(TABLE[move].ends is not None for move in DECIDES)
