"""Facts for the tests of the rules: a notice as it is read when everything goes well, changed where a test says."""

from datetime import date
from decimal import Decimal
from typing import Any

from schemas.catalog import CatalogEntry
from schemas.notice import (
    Amount,
    AmountRole,
    FieldEvidence,
    FieldStatus,
    Notice,
    NoticeFacts,
    PrintedDate,
    Source,
    Taxpayer,
    TaxPeriod,
    Tin,
)

TODAY = date(2018, 2, 5)
YEAR_2016 = TaxPeriod(form="1040", period_end=date(2016, 12, 31), kind="year")
QUARTER_4 = TaxPeriod(form="941", period_end=date(2017, 12, 31), kind="quarter")
SSN = Tin(type="ssn", last4="1234", masked="***-**-1234")
EIN = Tin(type="ein", last4="4321", masked="**-***4321")


def rows(*pairs: tuple[str, str]) -> tuple[Amount, ...]:
    """Rows of a table: (role, amount) each, the label after the role."""
    return tuple(
        Amount(role=AmountRole(role), label=role.replace("_", " "), amount=Decimal(amount), page=1)
        for role, amount in pairs
    )


REMINDER_ROWS = rows(
    ("amount_owed_before", "9444.07"), ("failure_to_pay", "34.98"), ("interest", "54.48"), ("amount_due", "9533.53")
)


def seen(value: str | None, status: FieldStatus | None = None, **changes: Any) -> FieldEvidence:
    """Evidence of a field read in three places; absent where there is no value."""
    found = FieldEvidence(
        value=value,
        status=status or (FieldStatus.FOUND if value is not None else FieldStatus.ABSENT),
        confidence=0.995 if value is not None else 1.0,
        readings=3 if value is not None else 0,
        page=1,
    )
    return found.model_copy(update=changes)


def facts(**changes: Any) -> NoticeFacts:
    """The CP503 specimen as read. `fields` given are laid over the evidence that follows from the values."""
    evidence = changes.pop("fields", {})
    values: dict[str, Any] = {
        "notice_id": "n1",
        "source": Source(file="mail.pdf", sha256="0" * 64, pages=(1, 2)),
        "notice_code": "CP503",
        "notice_date": date(2018, 1, 8),
        "tax_periods": (YEAR_2016,),
        "tin": SSN,
        "taxpayer": Taxpayer(name="JAMES HINDS", address=("22 BOULDER STREET", "HANSON, CT 00000-7253")),
        "amount_due": Decimal("9533.53"),
        "due_date": date(2018, 1, 29),
        "amounts": REMINDER_ROWS,
        "contact_phone": "1-800-829-0922",
        "caller_id": "1234",
        "code_basis": "code",
    } | changes
    due = values["due_date"]
    if "printed_dates" not in values and due is not None:
        values["printed_dates"] = (PrintedDate(kind="pay_by", date=due, label="Amount due by", page=1),)
    return NoticeFacts(**values, fields=_fields(values) | evidence)


def _fields(values: dict[str, Any]) -> dict[str, FieldEvidence]:
    def text(value: object) -> str | None:
        return None if value is None else str(value)

    periods = values["tax_periods"]
    return {
        "notice_code": seen(text(values["notice_code"])),
        "notice_date": seen(text(values["notice_date"])),
        "tax_periods": seen(str(periods[0].period_end) if periods else None),
        "tin.last4": seen(values["tin"].last4),
        "amount_due": seen(text(values["amount_due"])),
        "due_date": seen(text(values["due_date"])),
    }


def no_money(**changes: Any) -> NoticeFacts:
    """A notice that asks for no payment by no day."""
    return facts(**({"amount_due": None, "due_date": None, "amounts": (), "printed_dates": ()} | changes))


def minimal(entry: CatalogEntry, code: str | None = None) -> NoticeFacts:
    """The least that a notice of this code prints, by the catalogue."""
    business = entry.account == "BMF"
    asks = entry.asks in ("pay_total", "pay_monthly", "pay_past_due")
    dated = entry.prints_due == "date"
    # Money is asked for or proposed for some period: where the header leaves it out, the text names it.
    silent = "tax_periods" in entry.omits and not (asks or entry.asks == "proposes")
    kinds = {
        "deficiency_petition": ("petition_by", date(2018, 4, 9)),
        "cdp_lien": ("request_hearing_by", date(2018, 2, 14)),
    }
    kind, due = kinds.get(entry.right or "", ("pay_by", date(2018, 1, 29)))
    return facts(
        notice_code=code or entry.code,
        notice_date=None if "notice_date" in entry.omits else date(2018, 1, 8),
        tin=Tin(type="unknown", last4=None, masked=None) if "tin.last4" in entry.omits else EIN if business else SSN,
        tax_periods=() if silent else (QUARTER_4,) if business else (YEAR_2016,),
        amount_due=Decimal("9533.53") if asks else None,
        amounts=REMINDER_ROWS if entry.asks == "pay_total" else (),
        due_date=due if dated else None,
        printed_dates=(PrintedDate.model_validate({"kind": kind, "date": due, "label": "by", "page": 1}),)
        if dated
        else (),
        response_days=_printed_window(entry) if entry.prints_due == "window" else None,
    )


def _printed_window(entry: CatalogEntry) -> int:
    """The days of the right at stake where the law counts them so, else what most letters give."""
    return entry.window if entry.window and entry.unit == "calendar_days" else 30


def codes(notice: Notice) -> set[str]:
    """The codes of its findings."""
    return {finding.code for finding in notice.validation.findings}
