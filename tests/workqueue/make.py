"""Files, readings and notices for the tests of the store, changed where a test says."""

import hashlib
from collections.abc import Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from schemas.document import DocumentReading, PageOutcome, ScanFile, SetAside
from schemas.ledger import PageFate
from schemas.notice import (
    Amount,
    AmountRole,
    Classification,
    Deadline,
    FieldEvidence,
    FieldStatus,
    Finding,
    NextNotice,
    Notice,
    Severity,
    Source,
    Status,
    Taxpayer,
    TaxPeriod,
    Tin,
    Validation,
    WorkItem,
)
from workqueue import Store, open_store

STARTED = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
FINISHED = datetime(2026, 11, 23, 8, 0, 10, tzinfo=UTC)
READER = "reader-1"


def sha(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogateescape")).hexdigest()


def scan(name: str, pages: int = 3, *, content: str | None = None) -> ScanFile:
    """A PDF whose content is its name, unless said otherwise."""
    return ScanFile(name=name, sha256=sha(content or name), kind="pdf", pages=pages, size=1000 + pages)


def aside(name: str, reason: str = "encrypted", sentence: str = "the file is locked by a password") -> SetAside:
    return SetAside(name=name, sha256=sha(name), reason=reason, sentence=sentence, size=10)


def found(value: str, page: int = 1, **changes: Any) -> FieldEvidence:
    seen = FieldEvidence(
        value=value,
        status=FieldStatus.FOUND,
        confidence=0.998,
        raw=value,
        page=page,
        bbox=(408.0, 310.2, 586.0, 322.9),
        readings=3,
        method="title, billing total, coupon agree",
    )
    return seen.model_copy(update=changes)


def notice(file: ScanFile, pages: Sequence[int] = (1, 2), **changes: Any) -> Notice:
    """A reminder for the year 2016, as it is when everything went well."""
    first = min(pages, default=1)
    values: dict[str, Any] = {
        "notice_id": "n" + sha(f"{file.sha256}:{','.join(map(str, pages))}")[:16],
        "source": Source(file=file.name, sha256=file.sha256, pages=tuple(pages)),
        "notice_code": "CP503",
        "notice_date": date(2018, 1, 8),
        "tax_periods": (TaxPeriod(form="1040A", period_end=date(2016, 12, 31), kind="year"),),
        "tin": Tin(type="ssn", last4="0123", masked="***-**-0123"),
        "taxpayer": Taxpayer(name="PAT & KIM SAMPLE", address=("7 MILL LANE", "SALEM, MA 01970-4411")),
        "amount_due": Decimal("9533.53"),
        "due_date": date(2018, 1, 29),
        "amounts": (
            Amount(
                role=AmountRole.AMOUNT_OWED_BEFORE, label="Amount you owed", amount=Decimal("12861.53"), page=first
            ),
            Amount(role=AmountRole.PAYMENTS_CREDITS, label="- Payments", amount=Decimal("-3328.00"), page=first),
            Amount(role=AmountRole.AMOUNT_DUE, label="Amount due", amount=Decimal("9533.53"), page=first),
        ),
        "contact_phone": "1-800-555-0199",
        "caller_id": "0042",
        "fields": {
            "notice_code": found("CP503", first),
            "amount_due": found("9533.53", first, raw="$9,533.53"),
            "tin.last4": found("0123", first, raw="***-**-0123"),
        },
        "deadlines": (
            Deadline(
                kind="pay_by", date=date(2018, 1, 29), basis="printed", cite="as printed", earliest_supported=True
            ),
        ),
        "validation": Validation(status=Status.ACCEPTED),
        "classification": Classification(family="balance_due", collection_stage=3, confidence=0.99, basis="code"),
        "work_item": WorkItem(
            queue="collections",
            priority=62,
            act_by=date(2018, 1, 29),
            actions=("check what was paid", "pay or ask for a plan"),
            reasons=("second reminder",),
            next_notice=NextNotice(code="CP504", expected_by=date(2018, 2, 12)),
        ),
    }
    return Notice(**(values | changes))


def doubtful(file: ScanFile, pages: Sequence[int] = (1, 2), **changes: Any) -> Notice:
    """The same where the amount could not be read for certain."""
    finding = Finding(
        code="field_unreadable", severity=Severity.ERROR, field="amount_due", message="the amount is smudged"
    )
    unread = FieldEvidence(value=None, status=FieldStatus.UNREADABLE, confidence=0.2, raw="$9,5?3.53", page=1)
    values: dict[str, Any] = {
        "amount_due": None,
        "fields": {"amount_due": unread},
        "validation": Validation(status=Status.NEEDS_REVIEW, findings=(finding,)),
    }
    return notice(file, pages, **(values | changes))


def reading(
    file: ScanFile,
    notices: Sequence[Notice],
    *,
    reader: str = READER,
    others: PageFate = PageFate.BLANK,
    second_reader: bool = True,
) -> DocumentReading:
    """Each page of a notice as such, all others as `others`."""
    owner = {page: one.notice_id for one in notices for page in one.source.pages}
    outcomes = tuple(
        PageOutcome(page=page, fate=PageFate.NOTICE if page in owner else others, notice_id=owner.get(page))
        for page in range(1, file.pages + 1)
    )
    return DocumentReading(
        sha256=file.sha256,
        reader=reader,
        outcomes=outcomes,
        notices=(),
        seconds_cpu=0.5,
        second_reader=second_reader,
    )


def begin(store: Store, run_id: str, *files: ScanFile | SetAside) -> None:
    store.begin_run(run_id, STARTED, READER)
    for position, file in enumerate(files):
        store.add_file(run_id, file, position)


def keep(store: Store, run_id: str, notices: dict[str, Sequence[Notice]], reader: str = READER) -> None:
    """Reads everything that waits in the run; `notices` by file name, none for a file that is not named."""
    for document in store.pending(run_id, reader, reread=True):
        kept = notices.get(document.name, ())
        store.save_reading(document.document_id, reading(document.scan(), kept, reader=reader), kept)


def finish(store: Store, run_id: str) -> None:
    summary = store.run_counts(run_id).summary(
        run_id=run_id, started=STARTED, finished=FINISHED, second_reader="tesseract 5", version="0.1.0"
    )
    store.finish_run(run_id, summary)


def new_store(folder: Path) -> Store:
    return open_store(str(folder / "store.db"))
