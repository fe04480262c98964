"""The exported record: one notice, everything known of it, and why.

The command line's contract fixes its shape. Records are frozen by type: tuples, no lists.
"""

from datetime import date
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field

from .money import Money
from .record import Record
from .signs import Signs

CRITICAL_FIELDS = ("notice_code", "notice_date", "tax_periods", "tin.last4", "amount_due", "due_date")
FIELD_WORDS = {
    "notice_code": "notice code",
    "notice_date": "notice date",
    "tax_periods": "tax period",
    "tin.last4": "taxpayer number",
    "amount_due": "amount due",
    "due_date": "due date",
}
"""The critical fields as sentences name them."""
OTHER_FIELDS = ("taxpayer.name", "taxpayer.address", "contact_phone", "caller_id")

BBox = tuple[float, float, float, float]
Share = Annotated[float, Field(ge=0.0, le=1.0)]


class FieldStatus(StrEnum):
    """`found`; `absent`: the notice prints none; `unreadable`: printed, but not readable for certain;
    `conflicting`: the places that print it disagree."""

    FOUND = "found"
    ABSENT = "absent"
    UNREADABLE = "unreadable"
    CONFLICTING = "conflicting"


class AmountRole(StrEnum):
    TAX_OWED = "tax_owed"
    PAYMENTS_CREDITS = "payments_credits"
    FAILURE_TO_FILE = "failure_to_file"
    FAILURE_TO_PAY = "failure_to_pay"
    FAILURE_TO_DEPOSIT = "failure_to_deposit"
    ESTIMATED_TAX_PENALTY = "estimated_tax_penalty"
    OTHER_PENALTY = "other_penalty"
    INTEREST = "interest"
    AMOUNT_OWED_BEFORE = "amount_owed_before"
    CHANGE = "change"
    AMOUNT_DUE = "amount_due"
    PAST_DUE = "past_due"
    REFUND = "refund"
    APPLIED = "applied"
    PROPOSED_CHANGE = "proposed_change"
    OTHER = "other"


class Severity(StrEnum):
    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


class Status(StrEnum):
    """`accepted`: may be worked without a person looking first; `rejected`: not a notice, or unreadable."""

    ACCEPTED = "accepted"
    NEEDS_REVIEW = "needs_review"
    REJECTED = "rejected"


class Source(Record):
    """`file`: relative to the folder given, archive members as `scans.zip/inner/name.pdf`. `pages` from 1."""

    file: str
    sha256: str
    pages: tuple[int, ...]


class TaxPeriod(Record):
    """`period_end`: last day of the period. `form` as printed ("1040A"), None where none is printed."""

    form: str | None
    period_end: date
    kind: Literal["year", "quarter", "month", "unknown"]


class Tin(Record):
    """Never the whole number. `masked` is `***-**-1234` or `**-***1234`; None where the digits were not read."""

    type: Literal["ssn", "itin", "atin", "ein", "unknown"]
    last4: Annotated[str, Field(pattern=r"^[0-9]{4}$")] | None
    masked: str | None


class Taxpayer(Record):
    name: str | None
    address: tuple[str, ...] = ()


class Amount(Record):
    """A printed amount of a summary table, in printed order. `page` counts from 1 within the file."""

    role: AmountRole
    label: str
    amount: Money
    page: int


class FieldEvidence(Record):
    """How a field was read. `value` is what was understood, `raw` what stands there (taxpayer numbers masked).

    `bbox` is x0, y0, x1, y1 in points from the upright page's top left; `readings` counts the independent
    readings that agree; `confidence` is calibrated, 0..1.
    """

    value: str | tuple[str, ...] | None
    status: FieldStatus
    confidence: Share
    raw: str | None = None
    page: int | None = None
    bbox: BBox | None = None
    readings: int = 0
    method: str = ""


class Deadline(Record):
    """A day by which something has to be done, with where it comes from.

    `earliest_supported`: no printed date, statute or policy supports an earlier one.
    """

    kind: str
    date: date
    basis: Literal["printed", "statute", "policy"]
    cite: str
    earliest_supported: bool


class Finding(Record):
    """Why a person should look, or what was noticed. `code` is stable lower snake case."""

    code: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
    severity: Severity
    field: str | None = None
    message: str


class Validation(Record):
    status: Status
    findings: tuple[Finding, ...] = ()


class Classification(Record):
    """`basis`: `code` (printed code), `title` (recognised by its title), `none`."""

    family: str
    collection_stage: int | None
    confidence: Share
    basis: Literal["code", "title", "none"]


class NextNotice(Record):
    code: str
    expected_by: date


class WorkItem(Record):
    """`priority` 0..100, higher is more urgent. `act_by` is the earliest supported deadline."""

    queue: str
    priority: Annotated[int, Field(ge=0, le=100)]
    act_by: date | None
    actions: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()
    next_notice: NextNotice | None = None


class PrintedDate(Record):
    """A date that the notice itself ties to an act, besides `due_date` (e.g. the last day to petition)."""

    kind: Literal["pay_by", "respond_by", "request_hearing_by", "petition_by", "other"]
    date: date
    label: str
    page: int


class Heard(Record):
    """One reading of a field: what was made of one place by one reader. Taxpayer numbers masked in `raw`.

    `by`: "first" (the reader of the whole page, or the text layer), else the engine that looked again. `place`:
    header, title, summary, stub ... `value` as `FieldEvidence.value`, None where nothing typed was understood.
    """

    value: str | tuple[str, ...] | None
    raw: str
    by: str
    place: str
    page: int
    bbox: BBox


class NoticeFacts(Record):
    """What the paper says: the product of reading, before any rule is applied.

    `printed_dates` holds every labelled date by which to act, `due_date`'s among them. `response_days` is n of a
    printed "n days from the date of this notice", `pay_immediately` a printed "immediately"; both None/False
    where not printed. `code_basis` says how the code was found. `suggested_codes`: codes whose title the notice
    bears, only where no code could be read; never a reading of the code. `suggested_family`: what its wording is
    like where no title was heard either, only to choose who looks. `pages_printed` is n of "Page x of n".
    `findings` are those of the reading itself. `heard`: all readings of each critical field, those that dissent
    too; for people, not exported. `signs`: what the confidence in each critical value found was computed from.
    `tin_sealed`: the whole taxpayer number, encrypted (see `schemas.sealing`); `tin_key`: its keyed hash, the same
    for the same number in one store. Both None where the number is not whole on the paper; neither is exported.
    """

    notice_id: str
    source: Source
    notice_code: str | None
    notice_date: date | None
    tax_periods: tuple[TaxPeriod, ...]
    tin: Tin
    taxpayer: Taxpayer
    amount_due: Money | None
    due_date: date | None
    amounts: tuple[Amount, ...]
    contact_phone: str | None
    caller_id: str | None
    fields: dict[str, FieldEvidence]
    printed_dates: tuple[PrintedDate, ...] = ()
    response_days: int | None = None
    pay_immediately: bool = False
    code_basis: Literal["code", "title", "none"] = "none"
    suggested_codes: tuple[str, ...] = ()
    suggested_family: str | None = None
    pages_printed: int | None = None
    findings: tuple[Finding, ...] = ()
    heard: dict[str, tuple[Heard, ...]] = Field(default_factory=dict)
    signs: dict[str, Signs] = Field(default_factory=dict)
    tin_sealed: str | None = None
    tin_key: str | None = None


class Notice(Record):
    """The whole exported record, keys in the order of the contract."""

    notice_id: str
    source: Source
    notice_code: str | None
    notice_date: date | None
    tax_periods: tuple[TaxPeriod, ...]
    tin: Tin
    taxpayer: Taxpayer
    amount_due: Money | None
    due_date: date | None
    amounts: tuple[Amount, ...]
    contact_phone: str | None
    caller_id: str | None
    fields: dict[str, FieldEvidence]
    deadlines: tuple[Deadline, ...]
    validation: Validation
    classification: Classification
    work_item: WorkItem
