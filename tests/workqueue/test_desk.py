"""Items taken, moved, given and given back; what is said about them; the history that tells of all of it."""

from datetime import date, timedelta

import pytest
from sqlalchemy import delete, insert, select, update

from schemas.desk import Item, Move, Permission
from schemas.errors import BadArguments
from schemas.notice import Tin
from schemas.queue_row import ItemState
from tests.rules.make import facts
from workqueue import Store
from workqueue.desk import Desk, DeskFilter, HeldByAnother, NotAllowed, SavedView, StaleItem
from workqueue.desk_tables import history

from .desk_make import ANN, BEN, DAY, INA, LEE, NOON, later, read, smudged

pytestmark = pytest.mark.store


def three(store: Store) -> list[str]:
    """Of three taxpayers, in the order in which they press."""
    days = (date(2018, 1, 22), date(2018, 1, 29), date(2018, 2, 2))
    numbers = [Tin(type="ssn", last4=f"123{n}", masked=f"***-**-123{n}") for n in (1, 2, 3)]
    pairs = enumerate(zip(days, numbers, strict=True), start=1)
    return read(store, *(facts(notice_id=f"n{n}", due_date=day, tin=tin) for n, (day, tin) in pairs))


def ids(items: list[Item | None]) -> list[str | None]:
    return [one and one.notice_id for one in items]


# Taking


def test_each_is_given_the_most_pressing_item_that_nobody_has(anywhere: Store) -> None:
    desk, notices = Desk(anywhere), three(anywhere)
    taken = [desk.take_next(who, NOON, today=DAY) for who in (ANN, BEN, ANN, BEN)]
    assert ids(taken) == [*notices, None]
    assert [one.holder for one in taken if one] == ["ann", "ben", "ann"]


def test_what_is_put_off_another_s_or_closed_is_not_given(anywhere: Store) -> None:
    desk, (first, second, third) = Desk(anywhere), three(anywhere)
    desk.move(first, Move.SNOOZE, ANN, NOON, until=DAY + timedelta(days=2))
    desk.move(second, Move.ASSIGN, LEE, NOON, to="ben")
    taken = desk.take_next(ANN, NOON, today=DAY)
    assert taken and taken.notice_id == third
    for move in (Move.START, Move.FINISH):
        desk.move(third, move, ANN, NOON)
    assert desk.take_next(ANN, later(1), today=DAY) is None
    mine = desk.take_next(BEN, NOON, today=DAY)
    assert mine and mine.notice_id == second
    awake = desk.take_next(ANN, NOON, today=DAY + timedelta(days=2))
    assert awake and awake.notice_id == first


def test_a_claim_that_ran_out_is_free_and_taking_it_is_told(anywhere: Store) -> None:
    desk, (first, *_) = Desk(anywhere), three(anywhere)
    desk.take_next(ANN, NOON, today=DAY)
    taken = desk.take_next(BEN, later(30), today=DAY)
    assert taken and (taken.notice_id, taken.holder, taken.state) == (first, "ben", ItemState.CLAIMED)
    assert desk.history(first)[0].details["holder_before"] == "ann"
    with pytest.raises(HeldByAnother):
        desk.renew(first, ANN, later(31))


def test_a_filter_narrows_what_is_given(store: Store) -> None:
    desk = Desk(store)
    read(store, facts(notice_id="n1"), smudged(notice_id="n2"))
    taken = desk.take_next(ANN, NOON, DeskFilter(states=(ItemState.REVIEW,)), today=DAY)
    assert taken and (taken.notice_id, taken.state, taken.holder) == ("n2", ItemState.REVIEW, "ann")


def test_who_may_not_work_takes_nothing(store: Store) -> None:
    desk, (first, *_) = Desk(store), three(store)
    with pytest.raises(NotAllowed):
        desk.take_next(INA, NOON, today=DAY)
    with pytest.raises(NotAllowed):
        desk.comment(first, "hello", INA, NOON)
    assert desk.history() == []


# Moving


def test_working_on_renews_the_lease_without_a_trace(anywhere: Store) -> None:
    desk, (first, *_) = Desk(anywhere), three(anywhere)
    item = desk.move(first, Move.CLAIM, ANN, NOON)
    assert desk.renew(first, ANN, later(29)).lease_until == later(59)
    assert desk.notice(first).item.version == item.version and len(desk.history()) == 1
    with pytest.raises(NotAllowed, match="run out"):
        desk.renew(first, ANN, later(60))


def test_a_move_is_refused_to_who_saw_an_older_version(anywhere: Store) -> None:
    desk, (first, *_) = Desk(anywhere), three(anywhere)
    version = desk.move(first, Move.CLAIM, ANN, NOON).version
    desk.move(first, Move.START, ANN, NOON, version=version)
    with pytest.raises(StaleItem):
        desk.move(first, Move.FINISH, ANN, NOON, version=version)


def test_many_are_given_at_once_or_none(anywhere: Store) -> None:
    desk, notices = Desk(anywhere), three(anywhere)
    assert desk.assign(notices[:2], "ben", LEE, NOON) == 2
    assert [desk.notice(one).item.assignee for one in notices] == ["ben", "ben", None]
    with pytest.raises(BadArguments):
        desk.assign([notices[2], "n-unknown"], "ben", LEE, NOON)
    with pytest.raises(NotAllowed):
        desk.assign(notices, "ben", ANN, NOON)
    assert desk.notice(notices[2]).item.assignee is None and len(desk.history()) == 2


def test_an_unknown_notice_is_told(store: Store) -> None:
    desk = Desk(store)
    with pytest.raises(BadArguments, match="no work item n9"):
        desk.move("n9", Move.CLAIM, ANN, NOON)
    with pytest.raises(BadArguments, match="no notice's id begins"):
        desk.notice("n9")


# Saying


def test_what_people_say_and_add_stands_with_the_notice_and_hides_numbers(anywhere: Store) -> None:
    desk, (first, *_) = Desk(anywhere), three(anywhere)
    said = desk.comment(first, " called 123-45-6789 ", ANN, NOON)
    added = desk.attach(first, ("letter of 123-45-6789.pdf", "a1" + "123456789" + "f" * 53, 2048), BEN, later(1))
    now = desk.notice(first)
    assert now.comments == (said,) and said.text == "called ***-**-6789"
    assert now.attachments == (added,) and added.name == "letter of ***-**-6789.pdf"
    assert [(one.what, one.who) for one in desk.history(first)] == [("attach", "ben"), ("comment", "ann")]
    assert desk.history(first)[0].details["sha256"] == added.sha256
    with pytest.raises(BadArguments, match="empty"):
        desk.comment(first, "  ", ANN, NOON)


def test_views_are_one_s_own_or_for_all(anywhere: Store) -> None:
    desk = Desk(anywhere)
    mine = SavedView(name="levies", owner="ann", wanted=DeskFilter(queue="levy"), order="amount")
    ours = SavedView(name="all late", owner=None, wanted=DeskFilter(due="overdue"))
    desk.save_view(mine, ANN, NOON)
    desk.save_view(mine.model_copy(update={"order": "newest"}), ANN, NOON)
    desk.save_view(ours, LEE, NOON)
    assert desk.views(ANN) == [ours, mine.model_copy(update={"order": "newest"})]
    assert desk.views(BEN) == [ours]
    for view, who in ((ours, ANN), (mine, BEN)):
        with pytest.raises(NotAllowed):
            desk.save_view(view, who, NOON)
    entries = len(desk.history())
    desk.drop_view("all late", ANN, NOON)  # not his to drop
    assert desk.views(BEN) == [ours] and len(desk.history()) == entries
    desk.drop_view("levies", ANN, NOON)
    desk.drop_view("all late", LEE, NOON)
    assert desk.views(ANN) == []


# The history


def test_the_history_tells_everything_and_no_number(anywhere: Store) -> None:
    desk, (first, *_) = Desk(anywhere), three(anywhere)
    desk.record("view_tin", "ann", NOON, first, field="tin.last4", reason="client asked about 123-45-6789")
    desk.move(first, Move.CLAIM, ANN, later(1))
    desk.move(first, Move.REJECT, ANN, later(2), why="belongs to 12-3456789")
    whats = [(one.number, one.what) for one in desk.history()]
    assert whats == [(3, "reject"), (2, "claim"), (1, "view_tin")]
    with anywhere.reading() as db:
        kept = " ".join(str(row) for row in db.execute(select(history)))
    assert "123-45-6789" not in kept and "12-3456789" not in kept and "***-**-6789" in kept
    assert desk.verify_history() == []
    assert [one.what for one in desk.history(first, limit=2)] == ["reject", "claim"]
    assert desk.history("n-other") == []


def five_entries(store: Store) -> Desk:
    desk = Desk(store)
    for number in range(5):
        desk.record("view_tin", "ann", later(number), f"n{number}", page=number)
    assert desk.verify_history() == []
    return desk


@pytest.mark.parametrize(
    ("values", "number"),
    [
        ({"who": "ben"}, 2),
        ({"details": '{"page":9}'}, 3),
        ({"at": later(99).isoformat()}, 5),
        ({"hash": "0" * 64}, 1),
    ],
)
def test_an_entry_that_was_changed_is_found(anywhere: Store, values: dict[str, str], number: int) -> None:
    desk = five_entries(anywhere)
    with anywhere.writing() as db:
        db.execute(update(history).where(history.c.number == number).values(values))
    assert desk.verify_history()[0] == f"entry {number} of the history is not as it was written"


@pytest.mark.parametrize("number", [1, 3, 5])
def test_an_entry_that_was_taken_out_is_missed_at_the_end_too(anywhere: Store, number: int) -> None:
    desk = five_entries(anywhere)
    with anywhere.writing() as db:
        db.execute(delete(history).where(history.c.number == number))
    found = " ".join(desk.verify_history())
    assert ("are missing" if number < 5 else "not where it ended") in found


def test_an_entry_that_was_put_in_is_found(store: Store) -> None:
    desk = five_entries(store)
    forged = {"number": 6, "at": NOON.isoformat(), "who": "ben", "what": "x", "details": "{}", "hash": "1" * 64}
    with store.writing() as db:
        db.execute(insert(history), [forged])
    assert desk.verify_history() != []


def test_everything_gone_is_found(store: Store) -> None:
    desk = five_entries(store)
    with store.writing() as db:
        db.execute(delete(history))
    assert desk.verify_history() != []


def test_roles_have_what_their_names_promise() -> None:
    assert not INA.may(Permission.WORK) and ANN.may(Permission.WORK) and LEE.may(Permission.REOPEN)
