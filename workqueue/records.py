"""What the store takes and gives, besides the records of the ground floor."""

from datetime import date, datetime

from schemas.document import FileKind, NoticeIdentity, PageOutcome, ScanFile
from schemas.notice import Notice, Status
from schemas.queue_row import ItemState
from schemas.record import Record
from schemas.summary import RunSummary
from schemas.thresholds import Thresholds

WHOLE_STORE = "all"
"""The `run_id` in a summary of everything."""


class PendingDocument(Record):
    """A document that waits to be read. `name` is the first name it has in the run."""

    document_id: int
    sha256: str
    kind: FileKind
    pages: int
    name: str
    size: int

    def scan(self) -> ScanFile:
        """The file as intake described it."""
        return ScanFile(name=self.name, sha256=self.sha256, kind=self.kind, pages=self.pages, size=self.size)


class QueueFilter(Record):
    """Which work items to list; None does not filter.

    due_before: act_by before this day. text: stands in the code, taxpayer, address, caller ID, last four digits,
    notice id or file name, whatever the case. limit: at most so many, 0 or more.
    """

    queue: str | None = None
    status: Status | None = None
    state: ItemState | None = None
    due_before: date | None = None
    code: str | None = None
    family: str | None = None
    text: str | None = None
    limit: int | None = None


class Event(Record):
    """What moved a work item from a state to the next."""

    at: datetime
    who: str
    from_state: str
    to_state: str
    why: str


class StoredNotice(Record):
    """A notice with all that the store knows of it.

    `by_machine` is the notice as the machine alone judged it: the same unless a person's word changed it.
    `notice.source.file` is the name in the latest run, `names` every name its file came under, first to last.
    `kind`, `document_pages` and `reader` describe the file; `pages` are the outcomes of the notice's own pages.
    """

    notice: Notice
    by_machine: Notice
    state: ItemState
    document_id: int
    kind: FileKind
    document_pages: int
    reader: str | None
    names: tuple[str, ...]
    pages: tuple[PageOutcome, ...]
    events: tuple[Event, ...]


class Judged(Record):
    """With what a document's notices were judged: the day, the versions of law, rules and program, the last judgement
    (`KnownSoFar.upto`) whose notices the run found in the store when it first asked, and how sure each value had to
    be (`thresholds`; None where that was not kept)."""

    run_id: str
    day: date
    law: str
    rules: str
    program: str
    known_to: int
    thresholds: Thresholds | None = None


class KnownSoFar(Record):
    """What all notices of the store are recognised by; `upto` numbers the last judgement among them."""

    identities: tuple[NoticeIdentity, ...]
    upto: int


class StoredJudgement(Record):
    """`judged` is None for a document that was read before this was kept. `known`: the notices of other documents
    that it was judged against, in the order in which they were given."""

    judged: Judged | None
    known: tuple[NoticeIdentity, ...]


class RunInfo(Record):
    """A run as the store lists it. `finished` and `summary` are None for one that was cut short."""

    run_id: str
    started: datetime
    finished: datetime | None
    reader: str
    files: int
    summary: RunSummary | None


class RunCounts(Record):
    """What the store knows for a run's summary.

    files = files_read + files_known + files_quarantined + files_waiting. `files_known` were read before the run, or
    are a second name of content in it. `files_waiting` are not read yet (a run cut short). `pages` counts the rows
    of the ledger by fate; `pages_total` is their sum, `pages_read` those of the documents read in this run.
    `without_second_reader` counts documents of the run that were read with one reader only.
    """

    files: int
    files_read: int
    files_known: int
    files_quarantined: int
    files_waiting: int
    pages: dict[str, int]
    pages_total: int
    pages_read: int
    notices: int
    accepted: int
    needs_review: int
    rejected: int
    straight_through: float | None
    findings: dict[str, int]
    without_second_reader: int
    seconds_cpu: float

    def summary(
        self,
        *,
        run_id: str,
        started: datetime,
        finished: datetime,
        second_reader: str,
        version: str,
        seconds: float | None = None,
    ) -> RunSummary:
        """The counts as `summary.json`; `seconds` are those between the two instants unless given."""
        took = (finished - started).total_seconds() if seconds is None else seconds
        return RunSummary(
            run_id=run_id,
            started=started,
            finished=finished,
            seconds=round(took, 3),
            files=self.files,
            files_read=self.files_read,
            files_known=self.files_known,
            files_quarantined=self.files_quarantined,
            pages=self.pages,
            pages_total=self.pages_total,
            pages_per_second=round(self.pages_read / took, 3) if took > 0 else 0.0,
            notices=self.notices,
            accepted=self.accepted,
            needs_review=self.needs_review,
            rejected=self.rejected,
            straight_through=self.straight_through,
            findings=self.findings,
            second_reader=second_reader,
            version=version,
        )
