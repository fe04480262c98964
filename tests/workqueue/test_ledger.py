"""The page ledger: every page of every input once, under the name it has in that run."""

import pytest

from schemas.document import DocumentReading, PageOutcome
from schemas.ledger import PageFate
from workqueue import Store
from workqueue.ledger import NOT_READ_YET

from .make import READER, aside, begin, finish, keep, notice, reading, scan

pytestmark = pytest.mark.store

Line = tuple[str, int, str, str | None, str]


def lines(store: Store, run_id: str | None) -> list[Line]:
    return [(row.file, row.page, row.fate.value, row.notice_id, row.reason) for row in store.ledger(run_id)]


def test_pages_stand_in_the_order_of_the_inputs_with_their_fates_and_reasons(anywhere: Store) -> None:
    file = scan("z.pdf", pages=4)
    one = notice(file, (1, 2))
    begin(anywhere, "monday", file, aside("locked.pdf"), scan("a.pdf", pages=1))
    outcomes = (
        *reading(file, [one]).outcomes[:2],
        PageOutcome(page=3, fate=PageFate.SEPARATOR),
        PageOutcome(page=4, fate=PageFate.NOT_A_NOTICE, reason="a wage statement"),
    )
    waiting = {d.name: d.document_id for d in anywhere.pending("monday", READER)}
    read = DocumentReading(sha256=file.sha256, reader=READER, outcomes=outcomes, notices=())
    anywhere.save_reading(waiting["z.pdf"], read, [one])
    anywhere.save_reading(waiting["a.pdf"], reading(scan("a.pdf", pages=1), []), [])

    assert lines(anywhere, "monday") == [
        ("z.pdf", 1, "notice", one.notice_id, ""),
        ("z.pdf", 2, "notice", one.notice_id, ""),
        ("z.pdf", 3, "separator", None, ""),
        ("z.pdf", 4, "not_a_notice", None, "a wage statement"),
        ("locked.pdf", 0, "quarantined", None, "encrypted: the file is locked by a password"),
        ("a.pdf", 1, "blank", None, ""),
    ]


def test_the_same_content_under_another_name_is_a_duplicate_that_names_the_first(anywhere: Store) -> None:
    file, again = scan("b.pdf"), scan("a.pdf", content="b.pdf")
    one = notice(file, (1, 2))
    begin(anywhere, "monday", file, again)
    keep(anywhere, "monday", {"b.pdf": [one]})

    assert lines(anywhere, "monday")[3:] == [
        ("a.pdf", 1, "duplicate", one.notice_id, "the same file as b.pdf"),
        ("a.pdf", 2, "duplicate", one.notice_id, "the same file as b.pdf"),
        ("a.pdf", 3, "duplicate", None, "the same file as b.pdf"),
    ]


def test_a_file_known_from_an_earlier_run_is_listed_in_full_under_its_new_name(anywhere: Store) -> None:
    file = scan("monday.pdf")
    one = notice(file, (1, 2, 3))
    begin(anywhere, "monday", file)
    keep(anywhere, "monday", {"monday.pdf": [one]})
    begin(anywhere, "tuesday", scan("tuesday.pdf", content="monday.pdf"))

    assert [line[:4] for line in lines(anywhere, "tuesday")] == [
        ("tuesday.pdf", page, "notice", one.notice_id) for page in (1, 2, 3)
    ]
    assert {line[0] for line in lines(anywhere, "monday")} == {"monday.pdf"}


def test_a_document_nobody_has_read_yet_is_unreadable_so_far_and_says_what_to_do(store: Store) -> None:
    begin(store, "monday", scan("a.pdf", pages=2))
    assert lines(store, "monday") == [("a.pdf", page, "unreadable", None, NOT_READ_YET) for page in (1, 2)]


def test_pages_that_two_files_share_belong_to_the_notice_in_the_first(anywhere: Store) -> None:
    """Ids that follow from the pages, not from the file, may come twice; a notice is exported once all the same."""
    single, batch = scan("single.pdf", pages=1), scan("batch.pdf", pages=2)
    one = notice(single, (1,), notice_id="n-shared")
    same = notice(batch, (2,), notice_id="n-shared")
    begin(anywhere, "monday", batch, single)
    keep(anywhere, "monday", {"single.pdf": [one], "batch.pdf": [same]})

    assert lines(anywhere, "monday") == [
        ("batch.pdf", 1, "blank", None, ""),
        ("batch.pdf", 2, "notice", "n-shared", ""),
        ("single.pdf", 1, "duplicate", "n-shared", "the same pages as in batch.pdf"),
    ]
    assert len(anywhere.queue()) == 1
    assert anywhere.run_counts("monday").notices == 1


def test_the_whole_store_has_each_content_once_under_its_latest_names(anywhere: Store) -> None:
    begin(anywhere, "monday", scan("old.pdf", pages=1), aside("bad.pdf"), scan("only.pdf", pages=1))
    keep(anywhere, "monday", {})
    begin(
        anywhere,
        "tuesday",
        aside("bad.pdf", reason="empty", sentence="nothing in it"),
        scan("new.pdf", pages=1, content="old.pdf"),
        scan("copy.pdf", pages=1, content="old.pdf"),
    )
    assert lines(anywhere, None) == [
        ("only.pdf", 1, "blank", None, ""),
        ("bad.pdf", 0, "quarantined", None, "empty: nothing in it"),
        ("new.pdf", 1, "blank", None, ""),
        ("copy.pdf", 1, "duplicate", None, "the same file as new.pdf"),
    ]


def test_a_file_set_aside_once_and_read_later_is_in_the_whole_store_as_read(store: Store) -> None:
    begin(store, "monday", aside("a.pdf"))
    begin(store, "tuesday", scan("a.pdf", pages=1))
    keep(store, "tuesday", {})
    assert lines(store, None) == [("a.pdf", 1, "blank", None, "")]


def test_a_file_that_could_not_even_be_hashed_is_listed(store: Store) -> None:
    lost = aside("gone.pdf", reason="unreadable", sentence="the disk would not give it").model_copy(
        update={"sha256": None}
    )
    begin(store, "monday", lost, lost.model_copy(update={"name": "gone too.pdf"}))
    finish(store, "monday")
    assert [line[0] for line in lines(store, None)] == ["gone.pdf", "gone too.pdf"]
    assert store.run_counts("monday").files_quarantined == 2
