"""`summary.json`: one run in figures."""

from datetime import datetime

from .record import Record


class RunSummary(Record):
    """Counts of one run. `pages` counts fates; `straight_through` is accepted / notices, None without notices."""

    run_id: str
    started: datetime
    finished: datetime
    seconds: float
    files: int
    files_read: int
    files_known: int
    files_quarantined: int
    pages: dict[str, int]
    pages_total: int
    pages_per_second: float
    notices: int
    accepted: int
    needs_review: int
    rejected: int
    straight_through: float | None
    findings: dict[str, int]
    second_reader: str
    version: str
