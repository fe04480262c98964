"""A run in figures: they add up, and say the same as the exports."""

from datetime import UTC, datetime, timedelta

import pytest

from workqueue import WHOLE_STORE, Store
from workqueue.counting import summary

from .make import FINISHED, READER, STARTED, aside, begin, doubtful, finish, keep, notice, reading, scan

pytestmark = pytest.mark.store


def full_run(store: Store) -> None:
    """Monday: one file is read. Tuesday: it comes again twice, with one new, one failed, one bad, one unread."""
    known, new = scan("known.pdf"), scan("new.pdf", pages=5)
    begin(store, "monday", known)
    keep(store, "monday", {"known.pdf": [notice(known)]})
    finish(store, "monday")
    failed, waits = scan("failed.pdf", pages=2), scan("waits.pdf", pages=4)
    begin(store, "tuesday", known, scan("twin.pdf", content="known.pdf"), new, failed, aside("bad.pdf"), waits)
    waiting = {d.name: d.document_id for d in store.pending("tuesday", READER)}
    notices = [doubtful(new, (1, 2)), notice(new, (4,))]
    store.save_reading(waiting["new.pdf"], reading(new, notices, second_reader=False), notices)
    store.fail_reading(waiting["failed.pdf"], "timeout", "too long")


def test_files_and_pages_add_up(anywhere: Store) -> None:
    full_run(anywhere)
    counts = anywhere.run_counts("tuesday")

    assert (counts.files, counts.files_read, counts.files_known) == (6, 1, 2)
    assert (counts.files_quarantined, counts.files_waiting) == (2, 1)
    assert counts.pages == {"blank": 3, "duplicate": 3, "notice": 5, "quarantined": 3, "unreadable": 4}
    assert (counts.pages_total, counts.pages_read) == (len(anywhere.ledger("tuesday")), 5)
    assert (counts.without_second_reader, counts.seconds_cpu) == (1, 0.5)


def test_notices_and_findings_are_those_of_the_run_known_files_included(anywhere: Store) -> None:
    full_run(anywhere)
    counts = anywhere.run_counts("tuesday")
    assert (counts.notices, counts.accepted, counts.needs_review, counts.rejected) == (3, 2, 1, 0)
    assert counts.straight_through == 0.6667
    assert counts.findings == {"field_unreadable": 1}


def test_a_run_without_notices_has_no_share(store: Store) -> None:
    begin(store, "monday", aside("bad.pdf"))
    counts = store.run_counts("monday")
    assert (counts.notices, counts.straight_through, counts.pages_total) == (0, None, 1)


def test_a_file_read_again_counts_as_read(store: Store) -> None:
    file = scan("a.pdf")
    begin(store, "monday", file)
    keep(store, "monday", {})
    begin(store, "tuesday", file)
    keep(store, "tuesday", {}, reader="reader-2")
    assert store.run_counts("tuesday").files_read == 1


def test_a_summary_has_the_pages_read_in_its_seconds(store: Store) -> None:
    full_run(store)
    told = store.run_counts("tuesday").summary(
        run_id="tuesday", started=STARTED, finished=FINISHED, second_reader="none", version="1"
    )
    assert (told.seconds, told.pages_per_second, told.files_known) == (10.0, 0.5, 2)


def test_the_whole_store_is_summed_up_over_its_finished_runs(anywhere: Store) -> None:
    with anywhere.reading() as db:
        assert summary(db, None) is None
    full_run(anywhere)
    finish(anywhere, "tuesday")
    later = datetime(2026, 11, 24, tzinfo=UTC)
    anywhere.begin_run("wednesday", later, READER)
    told = anywhere.run_counts("wednesday").summary(
        run_id="wednesday", started=later, finished=later + timedelta(seconds=5), second_reader="none", version="2"
    )
    anywhere.finish_run("wednesday", told)

    with anywhere.reading() as db:
        whole = summary(db, None)

    assert whole is not None and whole.run_id == WHOLE_STORE
    assert (whole.started, whole.finished, whole.seconds) == (STARTED, later + timedelta(seconds=5), 25.0)
    assert (whole.files, whole.files_read, whole.files_known) == (6, 2, 1)
    assert (whole.pages_total, whole.version) == (len(anywhere.ledger(None)), "2")
