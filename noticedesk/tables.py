"""The notices as pandas DataFrames, for notebooks and reports.

    from noticedesk import tables
    with tables.open() as desk:
        due = desk.notices()
        owed = due.groupby("queue").amount_due.sum()

The same tables, columns and rows as the CSV files, with types: text is "string", whole numbers "Int64", shares
"Float64", flags "boolean", days datetime64. **Money is Decimal objects** (dtype object), exact to the cent: sums stay
exact, and no float is ever made of it. What was not read is NA (NaT for a day, None for money), never 0 or "". Of
taxpayer numbers there are the last four digits; one that stands in the name of a file is masked.
"""

from types import TracebackType

import pandas as pd

from flows.settings import load
from schemas.queue_row import ItemState
from workqueue import QueueFilter, Store, open_store
from workqueue.columns import TABLES

__all__ = ["TABLES", "ItemState", "QueueFilter", "Tables", "open"]


def open(db: str | None = None, wanted: QueueFilter | None = None) -> "Tables":  # noqa: A001 - tables.open(...)
    """The tables of a store: `db` is its URL or file, else what NOTICEDESK_DB and NOTICEDESK_HOME name.

    `wanted` filters as `noticedesk queue` does. Raises StoreUnreachable where there is none; makes none.
    """
    return Tables(open_store(load(db=db).db, create=False), wanted)


class Tables:
    """Each method reads one table, as the store is at that moment; columns as in the CSV file of its name."""

    def __init__(self, store: Store, wanted: QueueFilter | None = None) -> None:
        self._store = store
        self._wanted = wanted

    def notices(self) -> pd.DataFrame:
        """One row a notice."""
        return self._frame("notices")

    def amounts(self) -> pd.DataFrame:
        """One row a printed amount; `position` counts from 1 in printed order."""
        return self._frame("amounts")

    def periods(self) -> pd.DataFrame:
        """One row a tax period of a notice."""
        return self._frame("periods")

    def deadlines(self) -> pd.DataFrame:
        """One row a deadline of a notice, with what it rests on."""
        return self._frame("deadlines")

    def findings(self) -> pd.DataFrame:
        """One row a finding: why a person should look, or what was noticed."""
        return self._frame("findings")

    def pages(self) -> pd.DataFrame:
        """One row a page of every file that came in, with its fate; only pages of the notices `wanted` picks."""
        return self._frame("pages")

    def close(self) -> None:
        self._store.close()

    def __enter__(self) -> "Tables":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _frame(self, name: str) -> pd.DataFrame:
        only = None if self._wanted is None else {row.notice_id for row in self._store.queue(self._wanted)}
        return self._store.frames([name], only)[0]
