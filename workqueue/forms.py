"""In which forms tables are taken away, and what somebody who takes them asks for."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Protocol

from schemas.forms import Form
from schemas.ledger import LedgerRow
from schemas.record import Record

from .columns import TABLES
from .exported import Exported


class TakeAway(Record):
    """What is taken away. `only`: these notices and their pages, None for all; `tables`: names out of
    `workqueue.columns.TABLES`. `base`: where the review station is ("https://desk.example"), for links to notices;
    "" makes none. `now`: the instant that a calendar says it was made at.

    `contract`: CSV as the command line promises it: notices.jsonl and summary.json as well, and files named as they
    were given. In all else a taxpayer number in the name of a file is masked.
    """

    forms: tuple[Form, ...] = (Form.CSV,)
    tables: tuple[str, ...] = TABLES
    only: frozenset[str] | None = None
    base: str = ""
    now: datetime = datetime(1970, 1, 1, tzinfo=UTC)
    contract: bool = True


class Sink(Protocol):
    """One form being written. Notices come first, in order and in chunks, then the pages."""

    def notices(self, found: Sequence[Exported]) -> None: ...

    def pages(self, rows: Sequence[LedgerRow]) -> None: ...

    def finish(self) -> None:
        """All has come: the files can be completed."""
        ...

    def abandon(self) -> None:
        """Something went wrong and no file will appear: what is open is closed, while the files still are."""
        ...
