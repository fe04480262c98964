"""Stores of older programs: brought to this program's tables with all that was in them, and back again."""

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlalchemy import inspect, select, text

from schemas.desk import Move, Person, Role
from schemas.queue_row import ItemState
from workqueue import Judged, Store, open_store
from workqueue.desk import Desk, DeskFilter
from workqueue.desk_tables import history
from workqueue.tables import metadata, notices, work_items
from workqueue.upgrade import REVISIONS

from .make import READER, begin, doubtful, notice, reading, scan
from .older import take_back
from .postgres import Server

pytestmark = pytest.mark.store

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
KIM = Person(name="kim", role=Role.LEAD)
DAY = date(2026, 3, 2)


_opened: list[Store] = []


def opened(url: str) -> Store:
    _opened.append(open_store(url))
    return _opened[-1]


@pytest.fixture(autouse=True)
def _closed() -> Iterator[None]:
    yield
    while _opened:
        _opened.pop().close()


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    if request.param == "sqlite":
        yield str(tmp_path / "store.db")
    else:
        server: Server = request.getfixturevalue("postgres")
        yield server.new_database()


def filled(url: str) -> Store:
    """Two files that hold the same notice, a doubtful one, one that was rejected, and what a person decided."""
    store = opened(url)
    first, again = scan("a.pdf", pages=6), scan("b.pdf", pages=2)
    begin(store, "monday", first, again)
    twice = notice(first, (1, 2))
    other = notice(again, (1, 2), notice_id=twice.notice_id)
    kept = {"a.pdf": [twice, doubtful(first, (3, 4)), notice(first, (5, 6))], "b.pdf": [other]}
    by = Judged(run_id="monday", day=DAY, law="l", rules="r", program="p", known_to=0)
    for document in store.pending("monday", READER):
        found = kept[document.name]
        store.save_reading(document.document_id, reading(document.scan(), found), found, by)
    store.decide(kept["a.pdf"][2].notice_id, ItemState.REJECTED, who="kim", why="of last year", at=NOON)
    return store


def standing(store: Store) -> list[tuple[object, ...]]:
    rows = store.queue()
    return [(row.notice_id, row.short_id, row.state, row.act_by, row.priority, row.source.file) for row in rows]


@pytest.mark.parametrize("revision", REVISIONS[:-1])
def test_a_store_of_an_older_program_keeps_what_was_in_it(url: str, revision: str) -> None:
    store = filled(url)
    before, events = standing(store), [store.notice(row.notice_id).events for row in store.queue()]
    store.close()
    take_back(url, revision)

    store = opened(url)

    assert standing(store) == before and len(before) == 3
    assert [store.notice(row.notice_id).events for row in store.queue()] == events
    desk = Desk(store)
    assert desk.verify_history() == []
    page = desk.page(DeskFilter(open_only=False), today=DAY)
    assert {(row.confidence, row.problem) for row in page.rows} == {(0.998, ""), (0.2, "amount_due")}
    assert page.states == {"new": 1, "review": 1, "rejected": 1} and page.counts == {"collections": 2}
    taken = desk.take_next(KIM, NOON, today=DAY)
    assert taken and desk.move(taken.notice_id, Move.RELEASE, KIM, NOON).holder is None
    store.close()


def test_what_was_called_ready_is_new(url: str) -> None:
    store = filled(url)
    store.close()
    take_back(url, "0002")
    with opened(url)._engine.connect() as db:
        states = db.execute(select(work_items.c.state, work_items.c.closed).order_by(work_items.c.state)).all()
        days = set(db.execute(select(work_items.c.came)).scalars())
        read_as = set(db.execute(select(notices.c.read_as, notices.c.status)).all())
    assert [tuple(row) for row in states] == [("new", False), ("rejected", True), ("review", False)]
    assert days == {DAY}
    assert {tuple(row) for row in read_as} == {("accepted", "accepted"), ("needs_review", "needs_review")}


def test_before_there_was_a_history_people_decided_too(url: str) -> None:
    filled(url).close()
    take_back(url, "0003")
    store = opened(url)
    (entry,) = Desk(store).history()
    assert (entry.what, entry.who, entry.at, entry.number) == ("decide", "kim", NOON, 1)
    assert entry.details == {"from": "new", "to": "rejected", "why": "of last year"}
    store.close()
    take_back(url, "0004")  # whose history stays
    with opened(url)._engine.connect() as db:
        assert len(db.execute(select(history)).all()) == 1


def test_the_oldest_tables_can_be_taken_back_altogether(url: str) -> None:
    filled(url).close()
    take_back(url, "base")
    store = opened(url)
    assert store.queue() == [] and Desk(store).verify_history() == []


def test_the_migrations_make_the_tables_that_the_program_knows(url: str) -> None:
    made = opened(url)
    tables = inspect(made._engine)
    for name, table in metadata.tables.items():
        columns = tables.get_columns(name)
        assert [column["name"] for column in columns] == [column.name for column in table.columns]
        assert [column["nullable"] for column in columns] == [column.nullable for column in table.columns]
        assert {index["name"] for index in tables.get_indexes(name)} >= {index.name for index in table.indexes}
    with made._engine.connect() as db:
        assert db.execute(text("SELECT version_num FROM noticedesk_version")).scalar() == REVISIONS[-1]


def test_the_events_of_old_are_hashed_as_the_history_hashes(tmp_path: Path) -> None:
    """A text that JSON could write in two ways, and one that looks like a taxpayer's number."""
    store = filled(str(tmp_path / "store.db"))
    store.decide(store.queue()[0].notice_id, ItemState.DONE, who="Zoë", why="paid \u201cin full\u201d", at=NOON)
    store.close()
    take_back(str(tmp_path / "store.db"), "0003")
    desk = Desk(opened(str(tmp_path / "store.db")))
    assert desk.verify_history() == []
    assert json.dumps([one.who for one in desk.history()], ensure_ascii=False) == '["Zoë", "kim"]'
