"""Runs and what came in with them."""

import pytest

from schemas.errors import StoreInconsistent
from workqueue import Store

from .make import READER, STARTED, aside, begin, finish, keep, notice, reading, scan

pytestmark = pytest.mark.store


def test_what_is_pending_comes_in_the_order_of_the_inputs_and_once(anywhere: Store) -> None:
    first, second = scan("z.pdf"), scan("a.pdf", pages=5)
    begin(anywhere, "monday", first, aside("broken.pdf"), second, scan("again.pdf", content="z.pdf"))

    waiting = anywhere.pending("monday", READER)

    assert [document.scan() for document in waiting] == [first, second]


def test_a_document_read_before_is_not_pending_again(store: Store) -> None:
    file = scan("a.pdf")
    begin(store, "monday", file)
    keep(store, "monday", {"a.pdf": [notice(file)]})
    begin(store, "tuesday", file)
    assert store.pending("tuesday", READER) == []


def test_a_reread_asks_for_what_another_version_read_and_for_what_failed(anywhere: Store) -> None:
    old, failed, current = scan("old.pdf"), scan("failed.pdf"), scan("current.pdf")
    begin(anywhere, "monday", old, failed, current)
    waiting = {document.name: document.document_id for document in anywhere.pending("monday", READER)}
    anywhere.save_reading(waiting["old.pdf"], reading(old, [], reader="reader-0"), [])
    anywhere.fail_reading(waiting["failed.pdf"], "timeout", "it took too long")
    anywhere.save_reading(waiting["current.pdf"], reading(current, []), [])

    begin(anywhere, "tuesday", old, failed, current)

    assert anywhere.pending("tuesday", READER) == []
    assert [d.name for d in anywhere.pending("tuesday", READER, reread=True)] == ["old.pdf", "failed.pdf"]


def test_what_a_run_cut_short_left_unread_is_pending_in_the_next(store: Store) -> None:
    file = scan("a.pdf")
    begin(store, "monday", file)
    begin(store, "tuesday", scan("b.pdf", content="a.pdf"))
    assert [document.name for document in store.pending("tuesday", READER)] == ["b.pdf"]


def test_entering_the_same_file_at_the_same_place_again_changes_nothing(anywhere: Store) -> None:
    anywhere.begin_run("monday", STARTED, READER)
    anywhere.begin_run("monday", STARTED, READER)
    number = anywhere.add_file("monday", scan("a.pdf"), 0)
    assert anywhere.add_file("monday", scan("a.pdf"), 0) == number
    assert [run.files for run in anywhere.runs()] == [1]


def test_a_place_can_not_be_taken_by_another_file(store: Store) -> None:
    begin(store, "monday", scan("a.pdf"))
    with pytest.raises(StoreInconsistent, match="taken by another file"):
        store.add_file("monday", scan("b.pdf"), 0)


def test_the_same_content_can_not_have_another_number_of_pages(store: Store) -> None:
    begin(store, "monday", scan("a.pdf", pages=3))
    with pytest.raises(StoreInconsistent, match="has 4 pages, but had 3"):
        store.add_file("monday", scan("a.pdf", pages=4), 1)


def test_a_run_that_never_began_is_told_by_name(store: Store) -> None:
    with pytest.raises(StoreInconsistent, match="no run sunday"):
        store.add_file("sunday", scan("a.pdf"), 0)


def test_runs_are_listed_latest_first_with_what_they_said_at_the_end(store: Store) -> None:
    begin(store, "monday", scan("a.pdf"))
    keep(store, "monday", {})
    finish(store, "monday")
    begin(store, "tuesday", scan("b.pdf"), aside("c.pdf"))

    tuesday, monday = store.runs()

    assert (tuesday.run_id, tuesday.finished, tuesday.summary, tuesday.files) == ("tuesday", None, None, 2)
    assert monday.summary is not None and monday.summary.files_read == 1
    assert monday.finished == monday.summary.finished
