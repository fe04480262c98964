"""Keeping a reading: whole or not at all, in place of the one before, without undoing what people did."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, event, select

from schemas.document import NoticeIdentity
from schemas.errors import BadArguments, StoreInconsistent
from schemas.notice import Status, Validation
from schemas.queue_row import ItemState
from workqueue import Store
from workqueue.tables import metadata

from .make import READER, begin, doubtful, keep, new_store, notice, reading, scan

pytestmark = pytest.mark.store

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
REJECTED = Validation(status=Status.REJECTED)


def everything(store: Store) -> dict[str, list[Any]]:
    """All rows of all tables, by which two stores, or one at two times, are the same."""
    with store._engine.connect() as db:
        return {
            name: [tuple(row) for row in db.execute(select(table).order_by(*table.primary_key.columns))]
            for name, table in metadata.tables.items()
        }


def only_document(store: Store, run_id: str = "monday") -> int:
    return store.pending(run_id, READER, reread=True)[0].document_id


def test_ingesting_the_same_file_again_changes_nothing_but_the_list_of_runs(anywhere: Store) -> None:
    file = scan("a.pdf")
    begin(anywhere, "monday", file)
    keep(anywhere, "monday", {"a.pdf": [notice(file)]})
    before = everything(anywhere)

    begin(anywhere, "tuesday", file)
    assert anywhere.pending("tuesday", READER) == []

    after = everything(anywhere)
    assert [name for name in before if before[name] != after[name]] == ["runs", "inputs"]


def test_a_state_follows_from_the_status(store: Store) -> None:
    file = scan("a.pdf", pages=6)
    notices = [notice(file, (1, 2)), doubtful(file, (3, 4)), notice(file, (5, 6), validation=REJECTED)]
    begin(store, "monday", file)
    keep(store, "monday", {"a.pdf": notices})
    states = [store.notice(one.notice_id).state for one in notices]
    assert states == [ItemState.NEW, ItemState.REVIEW, ItemState.REJECTED]


def test_another_reading_takes_the_place_of_the_one_before(anywhere: Store) -> None:
    file = scan("a.pdf")
    begin(anywhere, "monday", file)
    stays, goes = doubtful(file, (1, 2)), doubtful(file, (3,))
    keep(anywhere, "monday", {"a.pdf": [stays, goes]})

    better = notice(file, (1, 2))
    begin(anywhere, "tuesday", file)
    keep(anywhere, "tuesday", {"a.pdf": [better]}, reader="reader-2")

    assert [(row.notice_id, row.state) for row in anywhere.queue()] == [(stays.notice_id, ItemState.NEW)]
    kept = anywhere.notice(stays.notice_id)
    assert (kept.notice, kept.reader) == (better, "reader-2")
    assert [row.notice_id for row in anywhere.ledger("tuesday")] == [stays.notice_id, stays.notice_id, None]


def test_what_a_person_decided_outlives_another_reading(anywhere: Store) -> None:
    file = scan("a.pdf")
    begin(anywhere, "monday", file)
    one = doubtful(file, (1, 2))
    keep(anywhere, "monday", {"a.pdf": [one]})

    anywhere.decide(one.notice_id, ItemState.NEW, who="kim", why="the stub says the same", at=NOON)
    keep(anywhere, "monday", {"a.pdf": [one]}, reader="reader-2")

    kept = anywhere.notice(one.notice_id)
    assert (kept.state, kept.notice.validation.status) == (ItemState.NEW, Status.NEEDS_REVIEW)
    assert [(e.who, e.from_state, e.to_state, e.at) for e in kept.events] == [("kim", "review", "new", NOON)]


def test_the_record_of_what_people_did_stays_when_the_notice_goes(store: Store) -> None:
    file = scan("a.pdf")
    begin(store, "monday", file)
    one = doubtful(file, (1, 2))
    keep(store, "monday", {"a.pdf": [one]})
    store.decide(one.notice_id, ItemState.NEW, who="kim", why="looked", at=NOON)

    keep(store, "monday", {}, reader="reader-2")

    rows = everything(store)
    assert rows["work_items"] == [] and len(rows["history"]) == 1


def test_nobody_decides_on_what_is_not_there(store: Store) -> None:
    with pytest.raises(BadArguments, match="no work item"):
        store.decide("n0", ItemState.NEW, who="kim", why="", at=NOON)
    assert everything(store)["history"] == []


def test_a_document_that_can_not_be_read_leaves_quarantined_pages_and_no_notice(anywhere: Store) -> None:
    file = scan("a.pdf", pages=2)
    begin(anywhere, "monday", file)
    keep(anywhere, "monday", {"a.pdf": [notice(file)]})
    anywhere.fail_reading(only_document_again(anywhere), "timeout", "page 1 took longer than allowed")

    assert anywhere.queue() == []
    assert {(row.fate, row.reason) for row in anywhere.ledger("monday")} == {
        ("quarantined", "timeout: page 1 took longer than allowed")
    }


def only_document_again(store: Store) -> int:
    return store.pending("monday", "another reader", reread=True)[0].document_id


def test_a_reading_that_breaks_off_anywhere_leaves_what_was_there(tmp_path: Path) -> None:
    """The write is cut before each of its statements in turn, until one attempt gets through."""
    store = new_store(tmp_path)
    file = scan("a.pdf")
    begin(store, "monday", file)
    keep(store, "monday", {"a.pdf": [doubtful(file, (1, 2)), doubtful(file, (3,))]})
    before = everything(store)
    document, better = only_document_again(store), [notice(file, (1, 2))]

    for attempt in range(1, 50):
        cut = _cut_before(store, attempt)
        try:
            store.save_reading(document, reading(file, better, reader="reader-2"), better)
            break
        except _Cut:
            assert everything(store) == before
        finally:
            event.remove(store._engine, "before_cursor_execute", cut)
    assert attempt > 6
    assert [row.notice_id for row in store.queue()] == [better[0].notice_id]


class _Cut(Exception):
    pass


def _cut_before(store: Store, statement: int) -> Any:
    seen = 0

    def cut(_db: Connection, *_args: object) -> None:
        nonlocal seen
        seen += 1
        if seen == statement:
            raise _Cut

    event.listen(store._engine, "before_cursor_execute", cut)
    return cut


def test_a_reading_of_an_unknown_document_is_refused(store: Store) -> None:
    with pytest.raises(StoreInconsistent, match="no document 7"):
        store.save_reading(7, reading(scan("a.pdf"), []), [])


def test_a_notice_with_a_box_of_no_size_at_all_is_refused_by_key_not_by_value(store: Store) -> None:
    file = scan("a.pdf")
    begin(store, "monday", file)
    fields = dict(notice(file).fields)
    fields["amount_due"] = fields["amount_due"].model_copy(update={"bbox": (0.0, float("nan"), 1.0, 1.0)})
    bad = notice(file).model_copy(update={"fields": fields})
    with pytest.raises(StoreInconsistent, match=r"no valid record: fields\.amount_due\.bbox\.1"):
        store.save_reading(only_document(store), reading(file, [bad]), [bad])


def test_a_notice_is_recognised_by_what_the_rules_say(anywhere: Store) -> None:
    first, second = scan("a.pdf"), scan("b.pdf")
    begin(anywhere, "monday", first, second)
    keep(anywhere, "monday", {"a.pdf": [notice(first)], "b.pdf": [notice(second, notice_code="CP504")]})
    documents = {d.name: d.document_id for d in anywhere.pending("monday", "another", reread=True)}

    assert anywhere.identities(exclude_document=documents["b.pdf"]) == [
        NoticeIdentity(
            notice_id=notice(first).notice_id,
            sha256=first.sha256,
            notice_code="CP503",
            notice_date="2018-01-08",
            tin_last4="0123",
            periods=("2016-12-31",),
            amount_due="9533.53",
            name="PAT & KIM SAMPLE",
            address=("7 MILL LANE", "SALEM, MA 01970-4411"),
            forms=("1040A",),
        )
    ]
    assert [one.notice_code for one in anywhere.identities()] == ["CP503", "CP504"]
    assert [one.notice_code for one in anywhere.identities(tin_last4="0123", notice_code="CP504")] == ["CP504"]
    assert anywhere.identities(tin_last4="9999") == []
