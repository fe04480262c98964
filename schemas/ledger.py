"""The page ledger: every page of every input file, exactly once, with its fate."""

from enum import StrEnum

from .record import Record


class PageFate(StrEnum):
    NOTICE = "notice"
    BLANK = "blank"
    SEPARATOR = "separator"
    NOT_A_NOTICE = "not_a_notice"
    DUPLICATE = "duplicate"
    UNREADABLE = "unreadable"
    QUARANTINED = "quarantined"


LEDGER_COLUMNS = ("file", "page", "fate", "notice_id", "reason")


class LedgerRow(Record):
    """`page` counts from 1; a file that can't be opened has one row with page 0."""

    file: str
    page: int
    fate: PageFate
    notice_id: str | None = None
    reason: str = ""
