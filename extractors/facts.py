"""From the candidates of one notice and the second look at them to `NoticeFacts`."""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from schemas.catalog import CatalogEntry, lookup
from schemas.geometry import Box
from schemas.money import format_money
from schemas.notice import (
    CRITICAL_FIELDS,
    Amount,
    AmountRole,
    FieldEvidence,
    FieldStatus,
    Finding,
    NoticeFacts,
    PrintedDate,
    Severity,
    Source,
    Taxpayer,
    Tin,
)
from schemas.privacy import mask_ein, mask_ssn, redact

from .address import AddressBlock, address_block
from .candidate import Candidate, Place
from .choose import Choice, choose, to_look_at
from .fields import (
    Asks,
    Material,
    all_dates,
    amount_candidates,
    code_candidates,
    date_candidates,
    due_candidates,
    tin_candidates,
)
from .numbers import FoundTin, TinType, tin_type
from .prose import response_days, says_immediately
from .segment import Group
from .taxperiods import form_of, period_choice, tax_periods
from .verify import Voices


@dataclass(frozen=True, slots=True)
class Ballot:
    """The ranked candidates of every critical field of one notice, ready for the second look."""

    material: Material
    asks: Asks
    entry: CatalogEntry | None
    code: tuple[Candidate, ...]
    day: tuple[Candidate, ...]
    tin: tuple[Candidate, ...]
    periods: tuple[Candidate, ...]
    amount: tuple[Candidate, ...]
    due: tuple[Candidate, ...]

    def to_look_at(self) -> list[Candidate]:
        fields = (self.code, self.day, self.tin, self.periods, self.amount, self.due)
        return [c for own in fields for c in to_look_at(own)]


def ballot_of(material: Material) -> Ballot:
    """The candidates field by field. What a notice asks for depends on its code, so the code is settled first."""
    codes = code_candidates(material)
    code = choose(codes, {}).value
    entry = lookup(str(code)) if code else None
    asks: Asks = entry.asks if entry else "may_ask"
    return Ballot(
        material=material,
        asks=asks,
        entry=entry,
        code=tuple(codes),
        day=tuple(date_candidates(material)),
        tin=tuple(tin_candidates(material)),
        periods=period_choice(material).candidates,
        amount=tuple(amount_candidates(material, asks)),
        due=tuple(due_candidates(material, asks, entry)),
    )


@dataclass(frozen=True, slots=True)
class Identity:
    """What the record needs to know of the file besides the pages' text."""

    notice_id: str
    source: Source


def facts_of(group: Group, ballot: Ballot, voices: Mapping[Candidate, Voices], identity: Identity) -> NoticeFacts:
    """The record of one notice."""
    material = ballot.material
    choices = {
        "notice_code": _or_unreadable(choose(ballot.code, voices), printed=True),
        "notice_date": _or_unreadable(choose(ballot.day, voices), bool(material.unread("notice_date", (Place.HEADER,)))),
        "tin.last4": _tin_choice(ballot, voices),
        "tax_periods": _period_choice(ballot, voices),
        "amount_due": _amount_choice(ballot, voices),
        "due_date": _or_unreadable(choose(ballot.due, voices), _due_unread(ballot)),
    }
    values = {name: c.value for name, c in choices.items()}
    block = next((b for v in material.views if (b := address_block(v.sheet))), None)
    periods = period_choice(material)
    ends = values["tax_periods"] if isinstance(values["tax_periods"], tuple) else ()
    records = tax_periods(ends, periods, form_of(material)) if choices["tax_periods"].status is not FieldStatus.UNREADABLE else ()
    code, day, amount, due = (values[n] for n in ("notice_code", "notice_date", "amount_due", "due_date"))
    fields = {name: _evidence(name, c) for name, c in choices.items()}
    fields |= _other_fields(material, block)
    return NoticeFacts(
        notice_id=identity.notice_id,
        source=identity.source,
        notice_code=str(code) if code is not None else None,
        notice_date=day if isinstance(day, date) else None,
        tax_periods=records,
        tin=_tin(ballot, choices["tin.last4"]),
        taxpayer=Taxpayer(name=redact(block.name) if block else None, address=tuple(map(redact, block.address)) if block else ()),
        amount_due=amount if isinstance(amount, Decimal) else None,
        due_date=due if isinstance(due, date) else None,
        amounts=_amounts(material),
        contact_phone=_plain_value(fields["contact_phone"]),
        caller_id=_plain_value(fields["caller_id"]),
        fields=fields,
        printed_dates=_printed_dates(material),
        response_days=min(response_days(v.sheet for v in material.views), default=None),
        pay_immediately=says_immediately(v.sheet for v in material.views),
        code_basis="code" if code else "none",
        pages_printed=group.of,
        findings=tuple(_findings(group, choices)),
    )


def _or_unreadable(choice: Choice, printed: bool) -> Choice:
    """Nothing found where the label shows that something is printed is not absence."""
    if choice.status is FieldStatus.ABSENT and printed:
        return replace(choice, status=FieldStatus.UNREADABLE)
    return choice


def _tin_choice(ballot: Ballot, voices: Mapping[Candidate, Voices]) -> Choice:
    whole = [c for c in ballot.tin if isinstance(c.value, FoundTin) and c.value.last4 is not None]
    choice = choose(whole, voices)
    placeholders = len(whole) < len(ballot.tin)
    return _or_unreadable(choice, placeholders or bool(ballot.material.unread("tin", (Place.HEADER, Place.STUB))))


def _period_choice(ballot: Ballot, voices: Mapping[Candidate, Voices]) -> Choice:
    found = period_choice(ballot.material)
    choice = choose(ballot.periods, voices)
    if choice.status is FieldStatus.FOUND and found.support:
        # A title or sentence that names the same period is one more look at it.
        extra = len(found.support)
        sure = max(choice.confidence, 0.99 if choice.confirmations or extra > 1 else 0.98)
        return replace(choice, places=choice.places + extra, confidence=sure if not choice.others else choice.confidence)
    if choice.status is FieldStatus.ABSENT and found.rows:
        ends = tuple(dict.fromkeys(r.period[0] for r in found.rows))
        return Choice(FieldStatus.FOUND, ends, None, len(found.rows), 0, 0.9)
    return _or_unreadable(choice, bool(ballot.material.unread("tax_period", (Place.HEADER,))))


def _amount_choice(ballot: Ballot, voices: Mapping[Candidate, Voices]) -> Choice:
    choice = choose(ballot.amount, voices)
    if choice.status is FieldStatus.FOUND and rows_prove(ballot.material, choice.value):
        confirmed = choice.confirmations + 1
        sure = max(choice.confidence, 0.99 if choice.confidence >= 0.9 else choice.confidence)
        return replace(choice, confirmations=confirmed, confidence=sure)
    asked = ballot.asks not in ("nothing", "proposes")
    return _or_unreadable(choice, asked and bool(ballot.material.unread("amount_due")))


def rows_prove(material: Material, total: Hashable) -> bool:
    """A summary whose rows sum to its total row proves that total."""
    for table in material.tables:
        if table.is_summary and len(table.rows) >= 3 and table.columns == 1:
            *parts, last = table.rows
            if last.amount == total and sum(r.amount for r in parts) == total:
                return True
    return False


def _due_unread(ballot: Ballot) -> bool:
    return not ballot.due and bool(ballot.material.unread("due_date", (Place.HEADER, Place.TITLE, Place.STUB)))


def _tin(ballot: Ballot, choice: Choice) -> Tin:
    kinds = [_type_of(c) for c in ballot.tin]
    known = [k for k in kinds if k != "unknown"]
    kind: TinType = known[0] if known else "unknown"
    if choice.value is None:
        return Tin(type=kind, last4=None, masked=None)
    last4 = str(choice.value)
    return Tin(type=kind, last4=last4, masked=mask_ein(last4) if kind == "ein" else mask_ssn(last4))


def _type_of(candidate: Candidate) -> TinType:
    found = candidate.value
    if not isinstance(found, FoundTin):
        return "unknown"
    if found.digits:
        by_shape = tin_type(found.digits, found.shape)
        return "ein" if by_shape == "unknown" and candidate.kind == "ein" else by_shape
    if candidate.kind in ("ein", "itin"):
        return "ein" if candidate.kind == "ein" else "itin"
    return "ein" if found.shape == "ein" else "ssn"


def _value_text(value: Hashable | None) -> str | tuple[str, ...] | None:
    if value is None:
        return None
    if isinstance(value, tuple):
        return tuple(str(v) for v in value)
    return format_money(value) if isinstance(value, Decimal) else str(value)


def _evidence(name: str, choice: Choice) -> FieldEvidence:
    main = choice.main
    kept = choice.status in (FieldStatus.FOUND, FieldStatus.CONFLICTING)
    return FieldEvidence(
        value=_value_text(choice.value) if kept else None,
        status=choice.status,
        confidence=round(choice.confidence if kept else 0.0, 3),
        raw=_raw(name, main) if main else None,
        page=main.page if main else None,
        bbox=_bbox(main.box) if main else None,
        readings=choice.readings,
        method=_method(choice),
    )


def _raw(name: str, main: Candidate) -> str:
    if name == "tin.last4" and isinstance(main.value, FoundTin) and main.value.digits:
        return mask_ein(main.value.digits[-4:]) if main.value.shape == "ein" else mask_ssn(main.value.digits[-4:])
    return redact(main.raw)


def _bbox(box: Box) -> tuple[float, float, float, float]:
    rounded = box.rounded()
    return (rounded.x0, rounded.y0, rounded.x1, rounded.y1)


def _method(choice: Choice) -> str:
    if choice.main is None:
        return ""
    places = f"{choice.main.place.value}" + (f" and {choice.places - 1} more agree" if choice.places > 1 else "")
    return places + ("; read again alike" if choice.confirmations else "")


def _other_fields(material: Material, block: AddressBlock | None) -> dict[str, FieldEvidence]:
    result = {}
    for name, field in (("contact_phone", "phone"), ("caller_id", "caller_id")):
        found = sorted(material.of(field), key=lambda c: (c.place is not Place.HEADER, c.page, c.box.y0))
        result[name] = _simple(found[0]) if found else FieldEvidence(value=None, status=FieldStatus.ABSENT, confidence=0.0)
    for name in ("taxpayer.name", "taxpayer.address"):
        if block is None:
            result[name] = FieldEvidence(value=None, status=FieldStatus.ABSENT, confidence=0.0)
            continue
        value = redact(block.name) if name.endswith("name") else tuple(map(redact, block.address))
        box = block.name_box if name.endswith("name") else block.box
        result[name] = FieldEvidence(
            value=value, status=FieldStatus.FOUND, confidence=round(0.97 * block.confidence, 3),
            raw=value if isinstance(value, str) else " / ".join(value), page=block.page, bbox=_bbox(box), readings=1,
            method="address block",
        )  # fmt: skip
    return result


def _simple(candidate: Candidate) -> FieldEvidence:
    return FieldEvidence(
        value=str(candidate.value), status=FieldStatus.FOUND, confidence=round(0.97 * candidate.confidence, 3),
        raw=redact(candidate.raw), page=candidate.page, bbox=_bbox(candidate.box), readings=1,
        method=f"label {candidate.label!r}",
    )  # fmt: skip


def _plain_value(evidence: FieldEvidence) -> str | None:
    return evidence.value if isinstance(evidence.value, str) else None


def _amounts(material: Material) -> tuple[Amount, ...]:
    rows = [r for t in material.tables if t.is_summary for r in t.rows]
    return tuple(Amount(role=AmountRole(r.role), label=redact(r.label), amount=r.amount, page=r.page) for r in rows)


def _printed_dates(material: Material) -> tuple[PrintedDate, ...]:
    seen: dict[tuple[str, date], PrintedDate] = {}
    for c in all_dates(material):
        if isinstance(c.value, date):
            kind = c.kind if c.kind in ("pay_by", "respond_by", "request_hearing_by", "petition_by") else "other"
            made = PrintedDate(kind=kind, date=c.value, label=redact(c.label), page=c.page)  # type: ignore[arg-type]
            seen.setdefault((kind, c.value), made)
    return tuple(seen.values())


def _findings(group: Group, choices: Mapping[str, Choice]) -> list[Finding]:
    found = [f for name in CRITICAL_FIELDS for f in _field_findings(name, choices[name])]
    if group.missing:
        pages = ", ".join(map(str, group.missing))
        found.append(
            Finding(code="missing_page", severity=Severity.WARNING,
                    message=f"page {pages} of {group.of} is missing from the file")
        )  # fmt: skip
    if not group.in_order:
        found.append(
            Finding(code="pages_out_of_order", severity=Severity.INFO, message="the pages were scanned out of order")
        )
    return found


def _field_findings(name: str, choice: Choice) -> list[Finding]:
    if choice.status is FieldStatus.UNREADABLE:
        message = f"{name} is printed but could not be read for certain"
        return [Finding(code="field_unreadable", severity=Severity.ERROR, field=name, message=message)]
    if choice.status is FieldStatus.CONFLICTING:
        pages = sorted({c.page for c in choice.others})
        message = f"places that print {name} disagree (page {', '.join(map(str, pages))} of the file)"
        return [Finding(code="places_disagree", severity=Severity.ERROR, field=name, message=message)]
    if choice.weak:
        message = f"{name} was read only once or not confirmed: check it against the image"
        return [Finding(code="weak_reading", severity=Severity.WARNING, field=name, message=message)]
    return []


def views_in_order(group: Group) -> Sequence:  # type: ignore[type-arg]
    """The group's pages by printed number, unnumbered pages where they lie."""
    numbered = {v.page: v.keys.number for v in group.views}
    last, keys = 0, {}
    for view in group.views:
        number = numbered[view.page]
        last = number if number is not None else last
        keys[view.page] = (last, number is None, view.page)
    return sorted(group.views, key=lambda v: keys[v.page])
