"""The queue: most pressing first, filtered as asked, each item with what a table shows."""

from datetime import date
from typing import Any

import pytest

from schemas.notice import Classification, Notice, Status, Taxpayer, TaxPeriod, WorkItem
from schemas.queue_row import ItemState
from workqueue import QueueFilter, Store

from .make import begin, doubtful, keep, notice, scan

pytestmark = pytest.mark.store


def item(act_by: date | None, priority: int, queue: str = "collections") -> WorkItem:
    return WorkItem(queue=queue, priority=priority, act_by=act_by, reasons=("because",))


def filled(store: Store, *changes: dict[str, Any]) -> list[Notice]:
    """One file with a notice a page, changed as said; the notices in that order."""
    file = scan("mail/batch.pdf", pages=len(changes))
    notices = [notice(file, (page,), **change) for page, change in enumerate(changes, start=1)]
    begin(store, "monday", file)
    keep(store, "monday", {file.name: notices})
    return notices


def test_what_is_due_first_stands_first_then_what_matters_more_and_what_has_no_day_last(anywhere: Store) -> None:
    days = (date(2018, 2, 1), None, date(2018, 1, 2), date(2018, 2, 1), None)
    priorities = (10, 90, 5, 80, 95)
    notices = filled(anywhere, *({"work_item": item(d, p)} for d, p in zip(days, priorities, strict=True)))

    order = [row.notice_id for row in anywhere.queue()]

    assert order == [notices[index].notice_id for index in (2, 3, 0, 4, 1)]


def test_items_of_equal_rank_always_come_in_the_same_order(anywhere: Store) -> None:
    filled(anywhere, *({} for _ in range(20)))
    order = [row.notice_id for row in anywhere.queue()]
    assert order == sorted(order)


def test_a_row_says_what_a_table_shows(anywhere: Store) -> None:
    periods = (
        TaxPeriod(form="941", period_end=date(2017, 12, 31), kind="quarter"),
        TaxPeriod(form=None, period_end=date(2017, 6, 30), kind="year"),
    )
    (one,) = filled(anywhere, {"tax_periods": periods})
    begin(anywhere, "tuesday", scan("renamed.pdf", pages=1, content="mail/batch.pdf"))

    (row,) = anywhere.queue()

    assert row.notice_id.startswith(row.short_id) and len(row.short_id) == 8
    assert (row.notice_code, row.taxpayer, row.tin_masked) == ("CP503", "PAT & KIM SAMPLE", "***-**-0123")
    assert row.period == "941 2017 Q4, year to 2017-06-30" and row.tax_periods == periods
    assert (row.amount_due, row.due_date, row.notice_date) == (one.amount_due, one.due_date, one.notice_date)
    assert (row.act_by, row.priority, row.queue) == (date(2018, 1, 29), 62, "collections")
    assert (row.state, row.status, row.reason) == (ItemState.NEW, Status.ACCEPTED, "second reminder")
    assert (row.source.file, row.source.pages) == ("renamed.pdf", (1,))
    assert row.work_item == one.work_item


def test_what_was_not_read_stays_unread_in_the_queue(store: Store) -> None:
    filled(
        store,
        {
            "notice_code": None,
            "amount_due": None,
            "due_date": None,
            "notice_date": None,
            "tax_periods": (),
            "taxpayer": Taxpayer(name=None),
            "work_item": WorkItem(queue="review", priority=50, act_by=None),
        },
    )
    (row,) = store.queue()
    unread = (row.notice_code, row.amount_due, row.due_date, row.notice_date, row.taxpayer, row.act_by)
    assert unread == (None,) * 6
    assert (row.period, row.reason) == ("", "")


@pytest.mark.parametrize(
    ("wanted", "pages"),
    [
        (QueueFilter(), [1, 2, 3]),
        (QueueFilter(queue="appeals"), [2]),
        (QueueFilter(status=Status.NEEDS_REVIEW), [3]),
        (QueueFilter(state=ItemState.REVIEW), [3]),
        (QueueFilter(state=ItemState.REJECTED), []),
        (QueueFilter(code="LT11"), [2]),
        (QueueFilter(family="levy"), [2]),
        (QueueFilter(due_before=date(2018, 3, 1)), [1]),
        (QueueFilter(due_before=date(2018, 3, 2)), [1, 2]),
        (QueueFilter(text="müller"), [2]),
        (QueueFilter(text="MÜLLER"), [2]),
        (QueueFilter(text="lt11"), [2]),
        (QueueFilter(text="0042"), [1, 2, 3]),
        (QueueFilter(text="BATCH.pdf"), [1, 2, 3]),
        (QueueFilter(text="100%"), []),
        (QueueFilter(text="_"), []),
        (QueueFilter(limit=2), [1, 2]),
        (QueueFilter(limit=0), []),
        (QueueFilter(queue="appeals", code="CP503"), []),
    ],
    ids=lambda value: repr(value.model_dump(exclude_none=True)) if isinstance(value, QueueFilter) else "",
)
def test_filters_narrow_the_queue(anywhere: Store, wanted: QueueFilter, pages: list[int]) -> None:
    file = scan("mail/batch.pdf", pages=3)
    levy = Classification(family="levy", collection_stage=5, confidence=1.0, basis="code")
    notices = [
        notice(file, (1,), work_item=item(date(2018, 2, 1), 10)),
        notice(
            file,
            (2,),
            notice_code="LT11",
            classification=levy,
            taxpayer=Taxpayer(name="Ida Müller"),
            work_item=item(date(2018, 3, 1), 90, "appeals"),
        ),
        doubtful(file, (3,), work_item=item(None, 99)),
    ]
    begin(anywhere, "monday", file)
    keep(anywhere, "monday", {file.name: notices})
    assert [row.source.pages[0] for row in anywhere.queue(wanted)] == pages


def test_short_ids_are_as_long_as_it_takes_to_tell_all_apart(anywhere: Store) -> None:
    file = scan("a.pdf", pages=2)
    twins = [notice(file, (page,), notice_id=f"n0123456789{page}") for page in (1, 2)]
    begin(anywhere, "monday", file)
    keep(anywhere, "monday", {"a.pdf": twins})
    shown = [row.short_id for row in anywhere.queue()]
    assert len(set(shown)) == 2
    assert [anywhere.notice(short).notice.notice_id for short in shown] == [one.notice_id for one in twins]


def test_more_rows_than_a_database_takes_as_parameters(store: Store) -> None:
    files = [scan(f"{number}.pdf", pages=1) for number in range(520)]
    begin(store, "monday", *files)
    keep(store, "monday", {file.name: [notice(file, (1,))] for file in files})
    assert {row.source.file for row in store.queue()} == {file.name for file in files}
