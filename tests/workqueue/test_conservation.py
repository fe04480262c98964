"""No page is lost, doubled or given to a notice that does not know it."""

from collections.abc import Callable

import pytest
from sqlalchemy import delete

from schemas.document import DocumentReading, PageOutcome
from schemas.errors import StoreInconsistent
from schemas.ledger import PageFate
from schemas.notice import Notice, Source
from workqueue import Store
from workqueue.conservation import check_reading
from workqueue.tables import pages

from .make import begin, keep, notice, reading, scan, sha

FILE = scan("a.pdf", pages=4)
ONE, TWO = notice(FILE, (1, 2)), notice(FILE, (3,))


def whole() -> DocumentReading:
    return reading(FILE, [ONE, TWO])


def with_outcomes(change: Callable[[list[PageOutcome]], list[PageOutcome]]) -> DocumentReading:
    return whole().model_copy(update={"outcomes": tuple(change(list(whole().outcomes)))})


def with_pages(one: Notice, *numbers: int) -> Notice:
    return one.model_copy(update={"source": Source(file="a.pdf", sha256=FILE.sha256, pages=numbers)})


def check(read: DocumentReading, *notices: Notice) -> None:
    check_reading(FILE.sha256, FILE.pages, read, notices)


def test_a_reading_that_accounts_for_every_page_passes() -> None:
    check(whole(), ONE, TWO)


def test_a_blank_back_may_be_listed_with_its_notice() -> None:
    check(whole(), ONE, with_pages(TWO, 3, 4))


def test_a_page_scanned_twice_may_name_the_notice_it_repeats() -> None:
    twice = PageOutcome(page=4, fate=PageFate.DUPLICATE, notice_id=ONE.notice_id, reason="the same as page 1")
    check(with_outcomes(lambda o: [*o[:3], twice]), ONE, TWO)


@pytest.mark.parametrize(
    "change",
    [
        lambda o: o[:3],
        lambda o: [*o, o[3]],
        lambda o: [o[1], o[0], *o[2:]],
        lambda o: [*o, PageOutcome(page=5, fate=PageFate.BLANK)],
        lambda o: [],
    ],
    ids=["one missing", "one twice", "out of order", "one too many", "none"],
)
def test_each_page_has_exactly_one_fate(change: Callable[[list[PageOutcome]], list[PageOutcome]]) -> None:
    with pytest.raises(StoreInconsistent, match="not each page has one fate"):
        check(with_outcomes(change), ONE, TWO)


def test_a_page_of_a_notice_names_a_notice_that_lists_it() -> None:
    with pytest.raises(StoreInconsistent, match="page 3 belongs to no notice"):
        check(whole(), ONE)
    with pytest.raises(StoreInconsistent, match="page 2 belongs to no notice"):
        check(whole(), with_pages(ONE, 1), TWO)


@pytest.mark.parametrize(
    ("notices", "said"),
    [
        ((ONE, TWO, ONE), "same id"),
        ((ONE, with_pages(TWO, 3, 9)), "page 9, which the file has not"),
        ((ONE, with_pages(TWO, 3, 3)), "or one twice"),
        ((ONE, with_pages(TWO, 3, 2)), "page 2, which belongs to another"),
        ((ONE, TWO, notice(FILE, (), notice_id="n-empty")), "lists no page"),
    ],
)
def test_notices_share_no_page_and_invent_none(notices: tuple[Notice, ...], said: str) -> None:
    with pytest.raises(StoreInconsistent, match=said):
        check(whole(), *notices)


def test_a_separator_is_never_part_of_a_notice() -> None:
    sheet = PageOutcome(page=4, fate=PageFate.SEPARATOR)
    with pytest.raises(StoreInconsistent, match="page 4, which is separator"):
        check(with_outcomes(lambda o: [*o[:3], sheet]), ONE, with_pages(TWO, 3, 4))


def test_a_reading_or_a_notice_of_another_file_is_refused() -> None:
    with pytest.raises(StoreInconsistent, match="of another file"):
        check(whole().model_copy(update={"sha256": sha("b")}), ONE, TWO)
    foreign = TWO.model_copy(update={"source": Source(file="a.pdf", sha256=sha("b"), pages=(3,))})
    with pytest.raises(StoreInconsistent, match="a notice is of another file"):
        check(whole(), ONE, foreign)


@pytest.mark.store
def test_a_gap_in_the_store_is_an_error_on_export_not_a_silent_gap(store: Store) -> None:
    begin(store, "monday", FILE)
    keep(store, "monday", {"a.pdf": [ONE, TWO]})
    with store._writer.begin() as db:
        db.execute(delete(pages).where(pages.c.page == 4))
    with pytest.raises(StoreInconsistent, match="does not account for each once"):
        store.ledger("monday")
