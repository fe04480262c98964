"""What is shown of a notice's evidence: names of the fields for people, values as they are written on paper."""

from collections.abc import Iterable

from schemas.geometry import Box
from schemas.notice import CRITICAL_FIELDS, OTHER_FIELDS, FieldEvidence, FieldStatus, Notice
from schemas.queue_row import period_label

from .page_image import Mark

FIELD_NAMES = {
    "notice_code": "Notice",
    "notice_date": "Notice date",
    "tax_periods": "Tax periods",
    "tin.last4": "Taxpayer number",
    "amount_due": "Amount due",
    "due_date": "Due date",
    "taxpayer.name": "Taxpayer",
    "taxpayer.address": "Address",
    "contact_phone": "Phone",
    "caller_id": "Caller ID",
}
_MONEY_FIELDS = ("amount_due",)


def fields_in_order(notice: Notice) -> list[tuple[str, FieldEvidence]]:
    """Critical fields first, then the others of the contract, then whatever else was read."""
    known = [*CRITICAL_FIELDS, *OTHER_FIELDS]
    names = [n for n in known if n in notice.fields] + sorted(n for n in notice.fields if n not in known)
    return [(name, notice.fields[name]) for name in names]


def field_name(name: str) -> str:
    return FIELD_NAMES.get(name, name.replace("_", " ").replace(".", ", "))


def value_text(name: str, evidence: FieldEvidence, notice: Notice) -> str:
    """The value for people: money with its sign, a taxpayer number masked, "" where nothing was understood."""
    value = evidence.value
    if value is None:
        return ""
    if name == "tin.last4":
        return notice.tin.masked or f"ends in {value}"
    if name == "tax_periods" and notice.tax_periods:
        return ", ".join(period_label(period) for period in notice.tax_periods)
    if isinstance(value, tuple):
        return ", ".join(value)
    return money_text(value) if name in _MONEY_FIELDS else value


def money_text(amount: object) -> str:
    """`$9,533.53`, `-$3,328.00` from a Decimal or its plain string."""
    whole, _, cents = str(amount).lstrip("-").partition(".")
    sign = "-" if str(amount).startswith("-") else ""
    return f"{sign}${int(whole):,}.{cents or '00'}"


def how_sure(evidence: FieldEvidence) -> str:
    """`99.8 % · 3 readings agree · title, coupon`; the status where the value was not simply found."""
    if evidence.status is FieldStatus.ABSENT:
        return "not printed"
    parts = [] if evidence.status is FieldStatus.FOUND else [evidence.status.value]
    parts.append(f"{evidence.confidence:.1%}".replace("%", " %"))
    if evidence.readings > 1:
        parts.append(f"{evidence.readings} readings agree")
    elif evidence.readings == 1:
        parts.append("one reading")
    if evidence.method:
        parts.append(evidence.method)
    return " · ".join(parts)


def marks_on(notice: Notice, page: int) -> tuple[Mark, ...]:
    """What to draw on `page` of the file: every field whose evidence lies there."""
    return tuple(_marks(notice, page))


def _marks(notice: Notice, page: int) -> Iterable[Mark]:
    for name, evidence in fields_in_order(notice):
        if evidence.page == page and evidence.bbox is not None:
            value = value_text(name, evidence, notice) or evidence.raw or "?"
            yield Mark(field_name(name), value, how_sure(evidence), evidence.status, Box(*evidence.bbox))


def pages_with_evidence(notice: Notice) -> tuple[int, ...]:
    """Pages of the file on which at least one field was read, ascending."""
    return tuple(sorted({e.page for e in notice.fields.values() if e.page is not None and e.bbox is not None}))


def without_place(notice: Notice) -> str:
    """What a picture can't show: fields that were not read or are not printed."""
    lost = [field_name(n) for n, e in fields_in_order(notice) if e.status is FieldStatus.UNREADABLE and not e.bbox]
    absent = [field_name(n) for n, e in fields_in_order(notice) if e.status is FieldStatus.ABSENT]
    texts = [
        f"not readable: {', '.join(lost)}" if lost else "",
        f"not printed: {', '.join(absent)}" if absent else "",
    ]
    return " · ".join(t for t in texts if t)
