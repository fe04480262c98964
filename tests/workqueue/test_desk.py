"""The desk on both databases: who may do what, corrections that are judged again, a history that shows tampering."""

import random
import threading
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import delete, update

import rules
from schemas.desk import MAY, FieldChange, Item, Move, Overruling, Permission, Person, Role
from schemas.document import DocumentReading, NoticeIdentity, PageOutcome
from schemas.errors import BadArguments
from schemas.ledger import PageFate
from schemas.notice import FieldEvidence, FieldStatus, Finding, Notice, NoticeFacts, Severity, Source
from schemas.queue_row import ItemState
from tests.rules.make import facts as facts_of
from workqueue import Store, open_store
from workqueue.desk import Desk, DeskFilter, HeldByAnother, NotAllowed, StaleItem, StillBlocked
from workqueue.desk_tables import history
from workqueue.moves import LEASE, TABLE, moved

from .make import READER, begin, scan

NOON = datetime(2018, 1, 20, 12, 0, tzinfo=UTC)
TODAY = date(2018, 1, 20)
KIM, LEE = Person(name="kim", role=Role.ANALYST), Person(name="lee", role=Role.ANALYST)
LEAD, INTAKE = Person(name="pat", role=Role.LEAD), Person(name="ina", role=Role.INTAKE)


def judge(facts: NoticeFacts, known: tuple[NoticeIdentity, ...] = ()) -> Notice:
    return rules.judge(facts, today=TODAY, known=known)


def fill(store: Store, count: int = 1, run: str = "r1", **changes: object) -> list[str]:
    """`count` files of one notice each, read and judged; the ids."""
    files = [scan(f"{run}-{number}.pdf", 2) for number in range(count)]
    begin(store, run, *files)
    ids = []
    for document in store.pending(run, READER, reread=True):
        name = f"n{document.sha256[:16]}"
        source = Source(file=document.name, sha256=document.sha256, pages=(1, 2))
        facts = facts_of(notice_id=name, source=source, **changes)
        save(store, document.document_id, facts)
        ids.append(name)
    return ids


def save(store: Store, document_id: int, facts: NoticeFacts) -> None:
    """As a run does: with what persons said before."""
    pages = (1, 2)
    outcomes = tuple(PageOutcome(page=p, fate=PageFate.NOTICE, notice_id=facts.notice_id) for p in pages)
    read = DocumentReading(sha256=facts.source.sha256, reader=READER, outcomes=outcomes, notices=(facts,))
    notice = store.set_aside(judge(store.with_words_of_people(facts)))
    store.save_reading(document_id, read, [notice])


UNREAD = {
    "amount_due": None,
    "fields": {
        "amount_due": FieldEvidence(value=None, status=FieldStatus.UNREADABLE, confidence=0.0, raw="$9,5?3.53")
    },
    "findings": (
        Finding(code="field_unreadable", severity=Severity.ERROR, field="amount_due", message="it is smudged"),
    ),
}


@pytest.mark.store
def test_from_claim_to_done(anywhere: Store) -> None:
    (one,) = fill(anywhere)
    desk = Desk(anywhere)
    assert desk.notice(one).item.state is ItemState.NEW
    states = [
        desk.move(one, move, KIM, NOON, why="asked").state
        for move in (Move.CLAIM, Move.START, Move.WAIT_CLIENT, Move.RESUME, Move.FINISH)
    ]
    assert states == [
        ItemState.CLAIMED, ItemState.IN_PROGRESS, ItemState.WAITING_CLIENT, ItemState.IN_PROGRESS, ItemState.DONE,
    ]  # fmt: skip
    assert desk.notice(one).item.holder is None
    assert [entry.what for entry in reversed(desk.history(one))] == [
        "claim", "start", "wait_client", "resume", "finish",
    ]  # fmt: skip
    assert desk.verify_history() == []


@pytest.mark.store
def test_a_correction_is_judged_again_and_what_was_read_stays_in_sight(anywhere: Store) -> None:
    (one,) = fill(anywhere, **UNREAD)
    desk = Desk(anywhere)
    item = desk.move(one, Move.CLAIM, KIM, NOON)
    assert item.state is ItemState.REVIEW
    with pytest.raises(StillBlocked) as blocked:
        desk.move(one, Move.ACCEPT, KIM, NOON)
    assert ("field_unreadable", "amount_due") in blocked.value.findings
    change = FieldChange(field="amount_due", verdict="corrected", value="9533.53")
    now = desk.correct(one, [change], KIM, NOON, version=item.version, judge=judge)
    assert now.notice.amount_due == Decimal("9533.53")
    assert now.notice.fields["amount_due"].method == "corrected by kim"
    assert now.as_read is not None and now.as_read.amount_due is None
    assert now.corrections[0].before is not None and now.corrections[0].before.raw == "$9,5?3.53"
    (row,) = anywhere.queue()
    assert row.amount_due == Decimal("9533.53")
    assert desk.move(one, Move.ACCEPT, KIM, NOON, version=now.item.version).state is ItemState.IN_PROGRESS


@pytest.mark.store
def test_an_undone_correction_leaves_what_stood_before(anywhere: Store) -> None:
    (one,) = fill(anywhere)
    desk = Desk(anywhere)
    item = desk.move(one, Move.CLAIM, KIM, NOON)
    change = FieldChange(field="due_date", verdict="corrected", value="2018-02-05")
    now = desk.correct(one, [change], KIM, NOON, version=item.version, judge=judge)
    assert now.notice.due_date == date(2018, 2, 5)
    back = desk.undo(one, "due_date", KIM, NOON, version=now.item.version, judge=judge)
    assert back.notice.due_date == date(2018, 1, 29)
    assert back.corrections == ()


@pytest.mark.store
def test_what_persons_said_outlives_a_second_reading(anywhere: Store) -> None:
    (one,) = fill(anywhere, **UNREAD)
    desk = Desk(anywhere)
    item = desk.move(one, Move.CLAIM, KIM, NOON)
    change = FieldChange(field="amount_due", verdict="corrected", value="77.00")
    now = desk.correct(one, [change], KIM, NOON, version=item.version, judge=judge)
    left = [f for f in now.notice.validation.findings if f.severity is Severity.ERROR]
    for finding in left:
        what = Overruling(code=finding.code, field=finding.field, why="the client says so")
        now = desk.overrule(one, what, KIM, NOON, version=now.item.version, judge=judge)
    save(anywhere, anywhere.pending("r1", "another", reread=True)[0].document_id, now.as_read)
    again = desk.notice(one)
    assert again.notice.amount_due == Decimal("77.00")
    assert again.item.holder == "kim"
    assert again.notice.validation == now.notice.validation


@pytest.mark.store
@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("amount_due", "9,533.53"),
        ("notice_date", "01/08/2018"),
        ("notice_code", "what"),
        ("tin.last4", "123456789"),
        ("tax_periods", "2016"),
        ("no_field", "1"),
    ],
)
def test_a_value_that_can_not_be_one_is_refused_and_changes_nothing(store: Store, field: str, value: str) -> None:
    (one,) = fill(store)
    desk = Desk(store)
    item = desk.move(one, Move.CLAIM, KIM, NOON)
    with pytest.raises(BadArguments, match=field):
        desk.correct(
            one, [FieldChange(field=field, verdict="corrected", value=value)], KIM, NOON, version=item.version,
            judge=judge,
        )  # fmt: skip
    assert desk.notice(one).corrections == ()


@pytest.mark.store
def test_who_saw_an_older_version_is_told(anywhere: Store) -> None:
    (one,) = fill(anywhere)
    desk = Desk(anywhere)
    seen = desk.notice(one).item.version
    desk.move(one, Move.CLAIM, KIM, NOON, version=seen)
    with pytest.raises(StaleItem):
        desk.move(one, Move.START, KIM, NOON, version=seen)


@pytest.mark.store
def test_what_one_holds_another_can_not_move_until_the_lease_ends(anywhere: Store) -> None:
    (one,) = fill(anywhere)
    desk = Desk(anywhere)
    desk.move(one, Move.CLAIM, KIM, NOON)
    with pytest.raises(HeldByAnother) as held:
        desk.move(one, Move.CLAIM, LEE, NOON)
    assert held.value.holder == "kim"
    later = NOON + LEASE
    assert desk.move(one, Move.CLAIM, LEE, later).holder == "lee"
    assert desk.history(one)[0].details["holder_before"] == "kim"


@pytest.mark.store
def test_take_next_passes_over_what_is_held_and_put_off(anywhere: Store) -> None:
    first, second, third = fill(anywhere, 3)
    desk = Desk(anywhere)
    order = [row.row.notice_id for row in desk.page(DeskFilter(), today=TODAY).rows]
    desk.move(order[0], Move.SNOOZE, KIM, NOON, until=TODAY + timedelta(days=3))
    taken = [desk.take_next(who, NOON, today=TODAY) for who in (KIM, LEE, KIM)]
    assert [item and item.notice_id for item in taken] == [order[1], order[2], None]
    assert {first, second, third} == set(order)


@pytest.mark.store
def test_the_queue_is_filtered_counted_and_paged(anywhere: Store) -> None:
    fill(anywhere, 3)
    fill(anywhere, 2, run="r2", **UNREAD)
    desk = Desk(anywhere)
    page = desk.page(DeskFilter(), today=TODAY, limit=2)
    assert (len(page.rows), page.total, page.states) == (2, 5, {"new": 3, "review": 2})
    weak = desk.page(DeskFilter(states=(ItemState.REVIEW,)), today=TODAY)
    assert {row.problem for row in weak.rows} == {"amount_due"}
    assert desk.page(DeskFilter(below=0.5), today=TODAY).total == 2
    assert desk.page(DeskFilter(client="hinds"), today=TODAY).total == 5
    assert desk.page(DeskFilter(due="soon"), today=TODAY).total == 0
    assert desk.page(DeskFilter(due="overdue"), today=date(2019, 1, 1)).total == 5


@pytest.mark.store
def test_the_history_shows_what_was_changed_or_taken_out(store: Store) -> None:
    desk = Desk(store)
    for number in range(4):
        desk.record("export", "kim", NOON, rows=number)
    with store.writing() as db:
        db.execute(update(history).where(history.c.number == 2).values(who="lee"))
    assert desk.verify_history() == ["entry 2 of the history is not as it was written"]
    with store.writing() as db:
        db.execute(delete(history).where(history.c.number == 2))
    assert any("missing" in wrong for wrong in desk.verify_history())


@pytest.mark.store
def test_no_whole_number_gets_into_history_or_comments(store: Store) -> None:
    (one,) = fill(store)
    desk = Desk(store)
    desk.move(one, Move.CLAIM, KIM, NOON)
    desk.move(one, Move.WAIT_CLIENT, KIM, NOON, why="asked for 987-65-4320")
    said = desk.comment(one, "it is 987-65-4320", KIM, NOON)
    assert said.text == "it is ***-**-4320"
    assert desk.history(one)[1].details["why"] == "asked for ***-**-4320"


MOVES = st.lists(st.tuples(st.sampled_from(list(Move)), st.sampled_from([KIM, LEE, LEAD, INTAKE])), max_size=30)


@given(MOVES)
def test_no_way_leads_around_the_table(steps: list[tuple[Move, Person]]) -> None:
    item, at = Item(notice_id="n1", state=ItemState.NEW, version=1), NOON
    for move, who in steps:
        at += timedelta(minutes=7)
        try:
            after = moved(item, move, who, at, why="because", to="kim", until=at.date() + timedelta(days=1))
        except NotAllowed:
            continue
        row = TABLE[move]
        assert item.state in row.begins
        assert row.permission in MAY[who.role]
        assert after.version == item.version + 1
        assert not (row.holder and item.holder != who.name)
        assert after.holder is None or after.state not in (ItemState.DONE, ItemState.REJECTED)
        assert (after.state is ItemState.CLAIMED) <= (after.holder is not None)
        item = after


def test_intake_looks_and_works_on_nothing() -> None:
    item = Item(notice_id="n1", state=ItemState.NEW, version=1)
    assert not INTAKE.may(Permission.WORK)
    for move in Move:
        with pytest.raises(BadArguments):
            moved(item, move, INTAKE, NOON, why="because", until=TODAY + timedelta(days=1))


TRANSITIONS, WORKERS, ITEMS = 10_000, 8, 60


@pytest.mark.store
def test_ten_thousand_transitions_by_eight_at_once_lose_and_double_nothing(anywhere: Store) -> None:
    ids = fill(anywhere, ITEMS)
    url = anywhere._engine.url.render_as_string(hide_password=False)
    done: list[Counter[str]] = [Counter() for _ in range(WORKERS)]
    wrong: list[Exception] = []

    def work(number: int) -> None:
        store, rng = open_store(url, wait_seconds=120), random.Random(number)
        desk, who = Desk(store), Person(name=f"p{number}", role=Role.LEAD if number == 0 else Role.ANALYST)
        try:
            for step in range(TRANSITIONS // WORKERS):
                at = NOON + timedelta(seconds=step)
                try:
                    if rng.random() < 0.2:
                        if desk.take_next(who, at, today=TODAY):
                            done[number]["claim"] += 1
                        continue
                    move = rng.choice([m for m in Move if m is not Move.ACCEPT])
                    desk.move(rng.choice(ids), move, who, at, why="because", to="p1", until=TODAY + timedelta(days=1))
                    done[number][move.value] += 1
                except NotAllowed:
                    pass
        except Exception as error:  # noqa: BLE001 - told by the assertion below
            wrong.append(error)
        finally:
            store.close()

    threads = [threading.Thread(target=work, args=(n,)) for n in range(WORKERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []
    desk = Desk(anywhere)
    entries = desk.history(limit=TRANSITIONS + 1)
    assert Counter(entry.what for entry in entries) == sum(done, Counter())
    assert desk.verify_history() == []
    versions = Counter(entry.notice_id for entry in entries)
    assert {one: desk.notice(one).item.version for one in ids} == {one: 1 + versions[one] for one in ids}
