"""What the queue filters and sorts by, beside the state of each work item: one row, one index, no other table.

Where several files hold the same pages, the notice of the file that came first is shown.
"""

from collections.abc import Collection
from datetime import date

from sqlalchemy import Connection, select, update

from schemas.queue_row import ItemState

from .tables import notices, work_items

CLOSED = frozenset({ItemState.DONE, ItemState.REJECTED})
_REPEATED = (
    "notice",
    "act_by",
    "queue",
    "status",
    "read_as",
    "family",
    "notice_code",
    "notice_date",
    "amount_cents",
    "taxpayer",
    "doubt",
    "search",
)


def pressing(act_by: date | None, priority: int) -> str:
    """Sorts what is due first before the rest, then the higher priority; what has no day comes last."""
    return f"{act_by.isoformat() if act_by else '9999-12-31'}/{100 - priority:03d}"


def refresh(db: Connection, notice_ids: Collection[str]) -> None:
    """Brings the items of these notices to what their notices say now; those without a notice are left alone."""
    columns = [notices.c[name] for name in (*_REPEATED, "notice_id", "priority")]
    for notice_id in sorted(notice_ids):
        first = select(*columns).where(notices.c.notice_id == notice_id).order_by(notices.c.document_id).limit(1)
        row = db.execute(first).mappings().one_or_none()
        if row is not None:
            values = {name: row[name] for name in _REPEATED}
            values["pressing"] = pressing(row["act_by"], row["priority"])
            db.execute(update(work_items).where(work_items.c.notice_id == notice_id).values(values))
