"""What is old enough goes, and only that: closed notices, their files, what people said of them."""

import json
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import func, select

from schemas.document import ScanFile
from schemas.notice import Notice
from schemas.queue_row import ItemState
from workqueue import Store, history
from workqueue.desk_tables import attachments, comments
from workqueue.disposal import Disposal, attached, carry_out, certificates, disposed, plan
from workqueue.every_table import every_table

from .make import READER, keep, notice, scan

pytestmark = pytest.mark.store
LONG_AGO, RECENT = datetime(2015, 3, 1, tzinfo=UTC), datetime(2026, 3, 1, tzinfo=UTC)
LIMIT = date(2019, 11, 29)
SECRET_NAME = "PAT & KIM SAMPLE"


def came(store: Store, run_id: str, at: datetime, *files: ScanFile) -> None:
    store.begin_run(run_id, at, READER)
    for position, file in enumerate(files):
        store.add_file(run_id, file, position)


def closed(store: Store, one: Notice, at: datetime, state: ItemState = ItemState.DONE) -> None:
    store.decide(one.notice_id, state, who="anna", why=f"settled by {SECRET_NAME}", at=at)


def dispose(store: Store, before: date = LIMIT) -> Disposal:
    with store.writing() as db:
        found = plan(db, before)
        carry_out(db, found)
    return found


def planned(store: Store) -> Disposal:
    with store.reading() as db:
        return plan(db, LIMIT)


def test_a_closed_notice_goes_with_its_file_and_all_that_was_said(anywhere: Store) -> None:
    file = scan("client Pat Sample.pdf", 3)
    one = notice(file)
    came(anywhere, "monday", LONG_AGO, file)
    keep(anywhere, "monday", {file.name: [one]})
    closed(anywhere, one, LONG_AGO)
    with anywhere.writing() as db:
        said = {"notice_id": one.notice_id, "who": "anna", "at": LONG_AGO.isoformat(), "text": SECRET_NAME}
        db.execute(comments.insert().values(said))
        added = json.dumps({"sha256": "a" * 64})
        db.execute(attachments.insert().values(notice_id=one.notice_id, record=added))
    found = dispose(anywhere)
    assert [n.notice_id for n in found.notices] == [one.notice_id]
    assert [f.sha256 for f in found.files] == [file.sha256]
    assert found.attachments == ("a" * 64,)
    text = "".join(anywhere.dump())
    for left in (SECRET_NAME, "Pat Sample", "9533.53", "7 MILL LANE", "0123"):
        assert left not in text, left
    assert anywhere.queue() == []
    assert [(row.page, row.fate.value) for row in anywhere.ledger(None)] == [
        (1, "notice"),
        (2, "notice"),
        (3, "blank"),
    ]
    assert anywhere.run_counts(None).pages == {"blank": 1, "notice": 2}
    with anywhere.reading() as db:
        assert disposed(db, [file.sha256, "b" * 64]) == {file.sha256}
        assert attached(db) == set()


@pytest.mark.parametrize(
    ("touched", "state", "goes"),
    [
        (LONG_AGO, ItemState.DONE, True),
        (LONG_AGO, ItemState.REJECTED, True),
        (LONG_AGO, ItemState.WAITING_CLIENT, False),
        (LONG_AGO, ItemState.REVIEW, False),
        (RECENT, ItemState.DONE, False),
        (datetime(2019, 11, 28, 23, 59, tzinfo=UTC), ItemState.DONE, True),
        (datetime(2019, 11, 29, tzinfo=UTC), ItemState.DONE, False),
    ],
)
def test_only_what_is_closed_and_old_goes(store: Store, touched: datetime, state: ItemState, goes: bool) -> None:
    file = scan("a.pdf", 2)
    one = notice(file)
    came(store, "monday", LONG_AGO, file)
    keep(store, "monday", {"a.pdf": [one]})
    closed(store, one, touched, state)
    assert bool(planned(store).notices) is goes


def test_what_came_again_lately_stays(store: Store) -> None:
    file = scan("a.pdf", 2)
    one = notice(file)
    came(store, "monday", LONG_AGO, file)
    keep(store, "monday", {"a.pdf": [one]})
    closed(store, one, LONG_AGO)
    came(store, "again", RECENT, file)
    assert planned(store).notices == ()


def test_looking_at_a_number_does_not_keep_it_but_working_does(store: Store) -> None:
    file = scan("a.pdf", 2)
    one = notice(file)
    came(store, "monday", LONG_AGO, file)
    keep(store, "monday", {"a.pdf": [one]})
    closed(store, one, LONG_AGO)
    with store.writing() as db:
        history.add(db, "view_tin", "anna", RECENT, notice_id=one.notice_id, details={})
    assert len(planned(store).notices) == 1
    with store.writing() as db:
        history.add(db, "comment", "anna", RECENT, notice_id=one.notice_id, details={})
    assert planned(store).notices == ()


def test_a_file_with_a_notice_that_stays_is_kept(anywhere: Store) -> None:
    file = scan("batch.pdf", 4)
    goes, stays = notice(file, (1, 2)), notice(file, (3, 4))
    came(anywhere, "monday", LONG_AGO, file)
    keep(anywhere, "monday", {"batch.pdf": [goes, stays]})
    closed(anywhere, goes, LONG_AGO)
    found = dispose(anywhere)
    assert (found.files, found.kept_files) == ((), (file.sha256,))
    assert [row.notice_id for row in anywhere.queue()] == [stays.notice_id]
    assert [known.notice_id for known in anywhere.known().identities] == [stays.notice_id]
    with anywhere.reading() as db:
        assert disposed(db, [file.sha256]) == set()


def test_an_attachment_that_another_notice_has_is_kept(store: Store) -> None:
    file = scan("batch.pdf", 4)
    goes, stays = notice(file, (1, 2)), notice(file, (3, 4))
    came(store, "monday", LONG_AGO, file)
    keep(store, "monday", {"batch.pdf": [goes, stays]})
    closed(store, goes, LONG_AGO)
    with store.writing() as db:
        for one, sha256 in ((goes, "a"), (stays, "a"), (goes, "b")):
            record = json.dumps({"sha256": sha256 * 64})
            db.execute(attachments.insert().values(notice_id=one.notice_id, record=record))
    assert dispose(store).attachments == ("b" * 64,)
    with store.reading() as db:
        assert attached(db) == {"a" * 64}


def test_old_papers_without_a_notice_go_as_well(store: Store) -> None:
    old, new = scan("W-2 of Pat.pdf", 1), scan("new letter.pdf", 1)
    came(store, "monday", LONG_AGO, old)
    came(store, "tuesday", RECENT, new)
    keep(store, "monday", {})
    keep(store, "tuesday", {})
    assert [one.sha256 for one in dispose(store).files] == [old.sha256]
    assert "Pat" not in "".join(store.dump())


def test_what_nobody_has_read_yet_stays(store: Store) -> None:
    came(store, "monday", LONG_AGO, scan("a.pdf", 1))
    assert planned(store).files == ()


def test_a_file_that_comes_again_after_all_is_read_again(anywhere: Store) -> None:
    file = scan("a.pdf", 2)
    one = notice(file)
    came(anywhere, "monday", LONG_AGO, file)
    keep(anywhere, "monday", {"a.pdf": [one]})
    closed(anywhere, one, LONG_AGO)
    dispose(anywhere)
    came(anywhere, "tuesday", RECENT, file)
    (waiting,) = anywhere.pending("tuesday", READER)
    assert waiting.sha256 == file.sha256
    with anywhere.reading() as db:
        assert disposed(db, [file.sha256]) == set()
    keep(anywhere, "tuesday", {"a.pdf": [one]})
    (row,) = anywhere.queue()
    assert (row.notice_id, row.state) == (one.notice_id, ItemState.NEW)


def test_the_history_stays_whole(store: Store) -> None:
    file = scan("a.pdf", 2)
    one = notice(file)
    came(store, "monday", LONG_AGO, file)
    keep(store, "monday", {"a.pdf": [one]})
    closed(store, one, LONG_AGO)
    with store.writing() as db:
        history.add(db, "view_tin", "anna", LONG_AGO, notice_id=one.notice_id, details={})
        history.add(db, "purge", "anna", RECENT, notice_id=None, details={"certificate": "abc"})
    dispose(store)
    with store.reading() as db:
        assert history.verify(db) == []
        assert certificates(db) == {"abc"}
        counts = {t.name: db.execute(select(func.count()).select_from(t)).scalar() for t in every_table(db)}
    assert counts["history"] == 3 and counts["work_items"] == 0


def test_an_entry_that_was_emptied_without_a_disposal_shows(store: Store) -> None:
    with store.writing() as db:
        history.add(db, "correct", "anna", LONG_AGO, notice_id="n1", details={"now": "77.00"})
        history.forget(db, ["n1"])
        assert history.verify(db) == ["entry 1 of the history was emptied, and no disposal stands behind it"]
        history.add(db, "purge", "anna", RECENT, notice_id=None, details={"certificate": "abc"})
        assert history.verify(db) == []


def test_nothing_is_disposed_of_twice(store: Store) -> None:
    file = scan("a.pdf", 2)
    one = notice(file)
    came(store, "monday", LONG_AGO, file)
    keep(store, "monday", {"a.pdf": [one]})
    closed(store, one, LONG_AGO)
    dispose(store)
    again = dispose(store)
    assert (again.notices, again.files) == ((), ())
