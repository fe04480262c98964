"""Truths, records and ledgers to test the benchmark's own arithmetic with: small, right unless told otherwise."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from schemas.ledger import LedgerRow, PageFate
from schemas.notice import (
    CRITICAL_FIELDS,
    Classification,
    FieldEvidence,
    FieldStatus,
    Finding,
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
from schemas.truth import TruthFile, TruthMailroom, TruthNotice, TruthPage
from tests.benchmark.score import Judged

FACTS: Mapping[str, Any] = {
    "notice_code": "CP14",
    "notice_date": date(2018, 1, 8),
    "tax_periods": (TaxPeriod(form="1040", period_end=date(2016, 12, 31), kind="year"),),
    "tin": Tin(type="ssn", last4="1234", masked="***-**-1234"),
    "taxpayer": Taxpayer(name="A PERSON"),
    "amount_due": Decimal("95.33"),
    "due_date": date(2018, 1, 29),
    "amounts": (),
    "contact_phone": None,
    "caller_id": None,
}


def notice_id(number: int) -> str:
    return f"n{number:016x}"


def truth_notice(
    sample_id: str = "n1", pages: Sequence[int] = (1, 2), file: str = "a.pdf", **other: Any
) -> TruthNotice:
    told = {"layout": "plain", "wear": "clean", "pages_printed": len(pages)} | dict(FACTS) | other
    return TruthNotice(sample_id=sample_id, file=file, pages=tuple(pages), **told)


def read_notice(
    number: int = 1,
    pages: Sequence[int] = (1, 2),
    file: str = "a.pdf",
    *,
    status: Status = Status.ACCEPTED,
    findings: Sequence[Finding] = (),
    sure: Mapping[str, float] | None = None,
    open_fields: Mapping[str, FieldStatus] | None = None,
    **other: Any,
) -> Notice:
    """`sure`: confidences other than 0.99; `open_fields`: statuses other than found."""
    fields = {
        name: FieldEvidence(
            value="x",
            status=(open_fields or {}).get(name, FieldStatus.FOUND),
            confidence=(sure or {}).get(name, 0.99),
        )
        for name in CRITICAL_FIELDS
    }
    return Notice(
        notice_id=notice_id(number),
        source=Source(file=file, sha256="0" * 64, pages=tuple(pages)),
        fields=fields,
        deadlines=(),
        validation=Validation(status=status, findings=tuple(findings)),
        classification=Classification(family="balance_due", collection_stage=1, confidence=0.9, basis="code"),
        work_item=WorkItem(queue="collections", priority=50, act_by=None),
        **(dict(FACTS) | other),
    )


def judged(wrong: Sequence[str] = (), *, read: Notice | None = None, cut_right: bool = True, **truth: Any) -> Judged:
    """A notice that was read, with these fields wrong."""
    return Judged(truth_notice(**truth), read or read_notice(), tuple(wrong), cut_right)


def finding(code: str, message: str = "said so", severity: Severity = Severity.WARNING) -> Finding:
    return Finding(code=code, severity=severity, message=message)


def mailroom(
    notices: Sequence[TruthNotice], pages: Sequence[TruthPage] = (), files: Sequence[TruthFile] = ()
) -> TruthMailroom:
    """`pages` besides those of the notices."""
    own = [page(n.file, number, PageFate.NOTICE, n.sample_id) for n in notices for number in n.pages]
    return TruthMailroom(seed=1, files=tuple(files), pages=(*own, *pages), notices=tuple(notices))


def page(file: str, number: int, fate: PageFate, sample_id: str | None = None, wear: str = "clean") -> TruthPage:
    return TruthPage(file=file, page=number, fate=fate, sample_id=sample_id, wear=wear)


def row(file: str, number: int, fate: PageFate = PageFate.NOTICE, notice: int | None = None) -> LedgerRow:
    owner = notice_id(notice) if notice is not None else None
    return LedgerRow(file=file, page=number, fate=fate, notice_id=owner)
