"""A work item as the queue shows it: what has to be done, by when, for whom, and why."""

from datetime import date
from enum import StrEnum

from .money import Money
from .notice import Source, Status, TaxPeriod, WorkItem
from .record import Record


class ItemState(StrEnum):
    """Where a work item stands. `review`: a person looks at the reading first; `new`: may be worked as it is;
    `rejected`: not a notice, or unreadable. `claimed`: somebody has taken it and not begun; the rest as named."""

    REVIEW = "review"
    NEW = "new"
    CLAIMED = "claimed"
    IN_PROGRESS = "in_progress"
    WAITING_CLIENT = "waiting_client"
    WAITING_IRS = "waiting_irs"
    DONE = "done"
    REJECTED = "rejected"


FIRST_STATE = {
    Status.ACCEPTED: ItemState.NEW,
    Status.NEEDS_REVIEW: ItemState.REVIEW,
    Status.REJECTED: ItemState.REJECTED,
}
"""The state a work item begins in."""


class QueueRow(Record):
    """One row of the queue, and one element of `noticedesk queue --format json`.

    `short_id` is the beginning of `notice_id` that is enough to name it in this store. `period` is for people
    ("1040A 2016", "941 2017 Q4"), several joined by ", "; "" where none was read. `queue`, `priority`, `act_by`
    and the first of the `reasons` repeat what `work_item` holds, so that a table needs no nesting.
    `source.file` is the name the file had in the latest run.
    """

    notice_id: str
    short_id: str
    notice_code: str | None
    notice_date: date | None
    taxpayer: str | None
    tin_masked: str | None
    tax_periods: tuple[TaxPeriod, ...]
    period: str
    amount_due: Money | None
    due_date: date | None
    act_by: date | None
    priority: int
    queue: str
    family: str
    state: ItemState
    status: Status
    reason: str
    source: Source
    work_item: WorkItem


def period_label(period: TaxPeriod) -> str:
    """`1040A 2016`, `941 2017 Q4`, `2017-12` (a month), `1120 year to 2017-06-30`; an unknown kind as its day."""
    end = period.period_end
    text = end.isoformat()
    if period.kind == "year":
        text = str(end.year) if (end.month, end.day) == (12, 31) else f"year to {text}"
    elif period.kind == "quarter" and end.month % 3 == 0:
        text = f"{end.year} Q{end.month // 3}"
    elif period.kind == "month":
        text = f"{end.year}-{end.month:02d}"
    return f"{period.form} {text}" if period.form else text
