"""A page of the queue: what it shows, and that 50,000 items don't make it slow."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, event, text

from schemas.desk import Move
from schemas.notice import Status, Tin
from schemas.queue_row import ItemState
from tests.rules.make import facts
from workqueue import Store, open_store
from workqueue.desk import Desk, DeskFilter, Order
from workqueue.desk_listing import ORDERS, conditions, keys
from workqueue.shown import pressing

from .desk_make import ANN, DAY, LEE, NOON, read, smudged
from .many import FIRST_DAY, fill
from .postgres import Server

pytestmark = pytest.mark.store

MANY = 50_000
TODAY = FIRST_DAY + timedelta(days=150)


# What it shows


def four(store: Store) -> list[str]:
    days = (date(2018, 1, 22), date(2018, 2, 2), date(2018, 1, 29))
    tins = [Tin(type="ssn", last4=f"987{n}", masked=f"***-**-987{n}") for n in range(4)]
    found = [facts(notice_id=f"n{n}", due_date=day, tin=tins[n]) for n, day in enumerate(days)]
    return read(store, *found, smudged(notice_id="n3", notice_code="CP504", tin=tins[3]))


def shown(store: Store, wanted: DeskFilter | None = None, order: Order = "pressing") -> list[str]:
    page = Desk(store).page(wanted or DeskFilter(), today=DAY, order=order)
    assert page.total == len(page.rows)
    return [row.row.notice_id for row in page.rows]


def test_a_page_is_the_part_of_the_whole_and_counts_the_whole(anywhere: Store) -> None:
    four(anywhere)
    desk = Desk(anywhere)
    whole = desk.page(DeskFilter(), today=date(2018, 1, 23))
    assert [row.row for row in whole.rows] == anywhere.queue()
    parts = [desk.page(DeskFilter(), today=date(2018, 1, 23), offset=n, limit=1) for n in range(5)]
    assert [row for part in parts for row in part.rows] == list(whole.rows)
    assert {(part.total, part.overdue) for part in parts} == {(4, 1)}
    assert sum(whole.counts.values()) == 4 and whole.states == {"new": 3, "review": 1}


def test_a_line_says_what_needs_a_person_first(anywhere: Store) -> None:
    four(anywhere)
    (line,) = Desk(anywhere).page(DeskFilter(states=(ItemState.REVIEW,)), today=DAY).rows
    assert (line.row.notice_id, line.problem, line.confidence) == ("n3", "amount_due", 0.0)
    assert line.item == Desk(anywhere).notice("n3").item


def test_filters_narrow_the_page(anywhere: Store) -> None:
    four(anywhere)
    desk = Desk(anywhere)
    desk.move("n0", Move.ASSIGN, LEE, NOON, to="ann")
    desk.move("n1", Move.CLAIM, ANN, NOON)
    desk.move("n2", Move.SNOOZE, ANN, NOON, until=DAY + timedelta(days=9))
    cases = {
        "n0": DeskFilter(assignee="ann"),
        "n1": DeskFilter(holder="ann"),
        "n3": DeskFilter(below=0.5),
        "n3 ": DeskFilter(code="CP504"),
        "n3  ": DeskFilter(status=Status.NEEDS_REVIEW),
        "n0 n1": DeskFilter(code="CP503"),
        "n0 n2 n1": DeskFilter(code="CP503", snoozed=True),
        "": DeskFilter(client="nobody"),
        "n0 ": DeskFilter(due_before=date(2018, 1, 23)),
    }
    assert {name: " ".join(shown(anywhere, wanted)) for name, wanted in cases.items()} == {
        name: name.strip() for name in cases
    }
    assert len(shown(anywhere, DeskFilter(client="HINDS", snoozed=True))) == 4
    assert shown(anywhere, DeskFilter(text="9870")) == ["n0"]


def test_what_is_due_is_told_from_today(anywhere: Store) -> None:
    four(anywhere)
    desk, today = Desk(anywhere), date(2018, 1, 23)

    def due(wanted: Any) -> set[str]:
        return {row.row.notice_id for row in desk.page(DeskFilter(due=wanted), today=today).rows}

    def act_by(notice_id: str) -> date:
        day = anywhere.notice(notice_id).notice.work_item.act_by
        assert day is not None
        return day

    every = [row.notice_id for row in anywhere.queue()]
    assert due("overdue") == {one for one in every if act_by(one) < today} == {"n0"}
    assert due("soon") == {one for one in every if today <= act_by(one) <= today + timedelta(days=7)} >= {"n2"}
    assert due("none") == set()


def test_closed_items_are_listed_when_asked_for(anywhere: Store) -> None:
    four(anywhere)
    desk = Desk(anywhere)
    desk.move("n0", Move.CLAIM, ANN, NOON)
    desk.move("n0", Move.REJECT, ANN, NOON, why="not ours")
    assert "n0" not in shown(anywhere) and len(shown(anywhere, DeskFilter(open_only=False))) == 4
    assert shown(anywhere, DeskFilter(states=(ItemState.REJECTED,))) == ["n0"]
    assert set(shown(anywhere, DeskFilter(states=(ItemState.REJECTED, ItemState.REVIEW)))) == {"n0", "n3"}


@pytest.mark.parametrize("order", list(ORDERS))
def test_every_order_lists_everything_once_and_always_alike(anywhere: Store, order: Order) -> None:
    four(anywhere)
    first = shown(anywhere, order=order)
    assert sorted(first) == ["n0", "n1", "n2", "n3"] and shown(anywhere, order=order) == first


def test_what_presses_more_sorts_first() -> None:
    days = [date(2018, 1, 2), date(2018, 11, 1), None]
    ordered = [pressing(day, priority) for day in days for priority in (100, 50, 9, 0)]
    assert ordered == sorted(ordered)


# 50,000


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def large(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    if request.param == "sqlite":
        url = str(Path(tmp_path_factory.mktemp("large")) / "store.db")
    else:
        server: Server = request.getfixturevalue("postgres")
        url = server.new_database()
    store = open_store(url)
    fill(store, MANY)
    if store._engine.dialect.name == "postgresql":  # as its own housekeeping does before long
        with store.writing() as db:
            db.execute(text("ANALYZE"))
    yield store
    store.close()


def plan(db: Connection, wanted: DeskFilter, order: Order = "pressing") -> str:
    query = keys(conditions(wanted, TODAY), order).limit(50)
    words = query.compile(db, compile_kwargs={"literal_binds": True})
    explain = "EXPLAIN QUERY PLAN" if db.dialect.name == "sqlite" else "EXPLAIN"
    return "\n".join(" ".join(map(str, row)) for row in db.execute(text(f"{explain} {words}")))


@pytest.mark.parametrize(
    ("wanted", "index"),
    [
        (DeskFilter(), "ix_work_items_pressing"),
        (DeskFilter(due="overdue"), "ix_work_items_pressing"),
        (DeskFilter(due="soon"), "ix_work_items_pressing"),
        (DeskFilter(states=(ItemState.REVIEW, ItemState.NEW)), "ix_work_items_pressing"),
        (DeskFilter(queue="levy"), "ix_work_items_queue"),
        (DeskFilter(holder="person 3"), "ix_work_items_holder"),
        (DeskFilter(assignee="person 3"), "ix_work_items_assignee"),
    ],
    ids=lambda value: value if isinstance(value, str) else value.model_dump_json(exclude_defaults=True),
)
def test_an_index_gives_the_page(large: Store, wanted: DeskFilter, index: str) -> None:
    """In its order: nothing is sorted, or, where PostgreSQL finds that quicker, the few that one person has."""
    with large.reading() as db:
        found = plan(db, wanted)
    assert index in found and "SCAN work_items" not in found and "Seq Scan" not in found, found
    if large._engine.dialect.name == "sqlite" or (wanted.holder is None and wanted.assignee is None):
        assert "TEMP B-TREE" not in found and "Sort" not in found, found


def test_a_page_fetches_no_more_rows_than_it_shows_and_counts(large: Store) -> None:
    fetched: list[str] = []

    def note(_db: object, _cursor: object, statement: str, *_: object) -> None:
        fetched.append(statement)

    event.listen(large._engine, "before_cursor_execute", note)
    try:
        page = Desk(large).page(DeskFilter(), today=TODAY)
    finally:
        event.remove(large._engine, "before_cursor_execute", note)
    assert len(page.rows) == 50 and page.total > MANY / 2
    # Whole notices are read for the fifty only: everything else asks the items alone.
    whole = [one for one in fetched if "notices" in one.replace("work_items.notice", "")]
    assert len(whole) == 1 and "IN (" in whole[0], whole
    assert len(fetched) <= 7


def test_large_pages_agree_with_small_sums(large: Store) -> None:
    page = Desk(large).page(DeskFilter(), today=TODAY, limit=200)
    rows = [line.row for line in page.rows]
    order = [(row.act_by or date.max, -row.priority, row.notice_id) for row in rows]
    assert order == sorted(order)
    assert sum(page.states.values()) == MANY
    assert page.total == sum(page.counts.values()) == MANY - page.states["done"] - page.states["rejected"]
    assert 0 < page.overdue < page.total
    last = Desk(large).page(DeskFilter(), today=TODAY, offset=page.total - 3, limit=50)
    assert len(last.rows) == 3 and all(row.row.act_by is None for row in last.rows)


def test_the_next_of_many_is_found_by_index(large: Store) -> None:
    taken = Desk(large).take_next(ANN, NOON, today=TODAY)
    assert taken is not None
    first = Desk(large).page(DeskFilter(states=(ItemState.REVIEW, ItemState.NEW, ItemState.CLAIMED)), today=TODAY)
    assert taken.notice_id in {row.row.notice_id for row in first.rows}
