"""From the candidates of one notice and the second look at them to `NoticeFacts`."""

from collections import Counter
from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from schemas.notice import (
    FieldEvidence,
    FieldStatus,
    NoticeFacts,
    PrintedDate,
    Source,
    Taxpayer,
    TaxPeriod,
    Tin,
)
from schemas.privacy import mask_ein, mask_ssn, redact
from schemas.sealing import Sealer

from .address import AddressBlock, address_block
from .amounts import amounts_of, summary_findings
from .asked import all_dates, may_ask_for, of_a_part, result_not_understood
from .ballots import Ballot
from .candidate import Candidate, Place
from .choose import Choice, choose
from .evidence import covered_findings, evidence_of, other_fields, reading_findings
from .families import family_hint
from .fields import Material
from .heard import heard_of
from .lost import (
    covered_first,
    marred_day,
    or_unreadable,
    poorly_read,
    unexplained_day,
    unread_on_first,
    without_its_header,
)
from .number_text import FoundTin, TinType, tin_type
from .opendays import days_not_told, days_not_understood
from .periodreading import period_choice_of
from .prose import response_days, says_immediately
from .rows import proven_total
from .segment import Group
from .sumchains import with_its_rows
from .taxperiods import form_of, period_choice, tax_periods
from .titles import Suggestion, suggest
from .verify import Voices
from .wholenumber import kept, whole_number
from .witness import scan_findings


@dataclass(frozen=True, slots=True)
class Identity:
    """What the record needs to know of the file besides the pages' text."""

    notice_id: str
    source: Source
    sealer: Sealer | None = None  # seals the whole taxpayer number, which is left out without it


def facts_of(group: Group, ballot: Ballot, voices: Mapping[Candidate, Voices], identity: Identity) -> NoticeFacts:
    """The record of one notice."""
    material, choices = ballot.material, _choices(ballot, voices)
    code, day, amount, due = (choices[n].value for n in ("notice_code", "notice_date", "amount_due", "due_date"))
    block = next((b for v in material.views if (b := address_block(v.sheet))), None)
    fields = {name: evidence_of(name, c) for name, c in choices.items()}
    fields |= other_fields(material, block)
    number = whole_number(ballot.tin, voices, fields["tin.last4"])
    whole = kept(number, identity.notice_id, identity.sealer)
    suggestion = suggest(material.views) if code is None else None
    hint = family_hint(material.views) if code is None and suggestion is None else None
    if suggestion:
        fields["notice_code"] = _with_title(fields["notice_code"], suggestion)
    asked = amount if isinstance(amount, Decimal) else None
    rows = amounts_of(with_its_rows(material, ballot.asks, asked), ballot.entry, asked)
    return NoticeFacts(
        notice_id=identity.notice_id,
        source=identity.source,
        notice_code=str(code) if code is not None else None,
        notice_date=day if isinstance(day, date) else None,
        tax_periods=_periods(ballot, choices["tax_periods"]),
        tin=_tin(ballot, choices["tin.last4"]),
        tin_sealed=whole["tin_sealed"],
        tin_key=whole["tin_key"],
        taxpayer=_taxpayer(block),
        amount_due=asked,
        due_date=due if isinstance(due, date) else None,
        amounts=rows,
        contact_phone=_plain_value(fields["contact_phone"]),
        caller_id=_plain_value(fields["caller_id"]),
        fields=fields,
        printed_dates=_printed_dates(ballot),
        response_days=min(response_days(v.sheet for v in material.views), default=None),
        pay_immediately=says_immediately(v.sheet for v in material.views),
        code_basis="code" if code else "none",
        suggested_codes=suggestion.codes if suggestion else (),
        suggested_family=hint.family if hint else None,
        pages_printed=group.of,
        findings=(
            *reading_findings(group, choices),
            *days_not_understood(ballot, choices),
            *days_not_told(ballot, choices),
            *summary_findings(rows, ballot.asks, asked),
            *covered_findings(v.sheet.reading for v in ballot.material.views),
            *ballot.notes,
            *scan_findings(ballot.lines, choices, form_of(material), voices),
        ),
        heard=heard_of(ballot, voices),
        signs={name: c.signs for name, c in choices.items() if c.status is FieldStatus.FOUND},
    )


def _choices(ballot: Ballot, voices: Mapping[Candidate, Voices]) -> dict[str, Choice]:
    """Each critical field's value, or why there is none."""
    return {
        "notice_code": _code_choice(ballot, voices),
        "notice_date": _day_choice(ballot, voices),
        "tin.last4": _tin_choice(ballot, voices),
        "tax_periods": period_choice_of(ballot, voices),
        "amount_due": _amount_choice(ballot, voices),
        "due_date": or_unreadable(choose(ballot.due, voices), _due_unread(ballot)),
    }


def _periods(ballot: Ballot, choice: Choice) -> tuple[TaxPeriod, ...]:
    if choice.status is FieldStatus.UNREADABLE or not isinstance(choice.value, tuple):
        return ()
    individual = bool(ballot.entry and ballot.entry.account == "IMF")
    material = ballot.material
    return tax_periods(choice.value, period_choice(material), form_of(material), individual=individual)


def _taxpayer(block: AddressBlock | None) -> Taxpayer:
    if block is None:
        return Taxpayer(name=None)
    return Taxpayer(name=redact(block.name), address=tuple(map(redact, block.address)))


def _with_title(code: FieldEvidence, suggestion: Suggestion) -> FieldEvidence:
    """What was read in place of the code is kept; else the title that was heard is shown, as a place to look at."""
    if code.raw is not None:
        return code
    box = suggestion.box.rounded()
    shown = {"raw": redact(suggestion.raw), "page": suggestion.page, "bbox": (box.x0, box.y0, box.x1, box.y1)}
    return code.model_copy(update={**shown, "method": "no code read, the title heard"})


# Periods listed in one place and not in another, or borne out line by line by nothing; a day without a label.
_BARE = 0.85
_UNREAD_BESIDE = 0.95  # of a day that one more label of it has, which nobody could read: it may say another


def _code_choice(ballot: Ballot, voices: Mapping[Candidate, Voices]) -> Choice:
    """The catalogue is a checksum: of all that a code can be misread as, next to nothing is a code."""
    choice = or_unreadable(choose(ballot.code, voices), printed=True)
    return choice.seen(known=choice.main is not None and choice.main.kind == "known" and not choice.main.repaired)


def _day_choice(ballot: Ballot, voices: Mapping[Candidate, Voices]) -> Choice:
    """A day without a label that stands in one place only may be any day."""
    choice = choose(ballot.day, voices)
    bare = not any(c.label for c in ballot.day) and choice.signs.places < 2
    if bare and choice.status is FieldStatus.FOUND:
        return choice.limited(_BARE)
    choice = without_its_header(choice, ballot.material, "notice_date")
    first = ballot.material.views[0].page if ballot.material.views else 0
    told_there = any(c.page == first and c.value == choice.value for c in ballot.day)
    if not told_there and unexplained_day(ballot.material):
        choice = choice.limited(_BARE)
    if marred_day(ballot.material):
        choice = choice.limited(_UNREAD_BESIDE)
    return or_unreadable(choice, bool(unread_on_first(ballot.material, "notice_date")))


def _tin_choice(ballot: Ballot, voices: Mapping[Candidate, Voices]) -> Choice:
    whole = [c for c in ballot.tin if isinstance(c.value, FoundTin) and c.value.last4 is not None]
    choice = without_its_header(choose(whole, voices), ballot.material, "tin")
    placeholders = len(whole) < len(ballot.tin)
    unread = bool(ballot.material.unread("tin", (Place.HEADER, Place.STUB))) or covered_first(ballot.material)
    return or_unreadable(choice, placeholders or unread)


def _amount_choice(ballot: Ballot, voices: Mapping[Candidate, Voices]) -> Choice:
    choice = choose(ballot.amount, voices)
    asked = choice.value if isinstance(choice.value, Decimal) else None
    material = with_its_rows(ballot.material, ballot.asks, asked)
    if choice.status is FieldStatus.FOUND and rows_prove(material, choice.value):
        return choice.seen(proven=True)
    if ballot.asks in ("nothing", "proposes"):
        return choice
    if ballot.asks == "may_ask":
        return or_unreadable(choice, may_ask_for(ballot.material) or covered_first(ballot.material))
    unread = bool(ballot.material.unread("amount_due")) or result_not_understood(ballot.material)
    return or_unreadable(choice, unread or covered_first(ballot.material))


def rows_prove(material: Material, total: Hashable) -> bool:
    """A summary whose rows sum to its total row proves that total."""
    for table in material.tables:
        proven = proven_total(table) if table.is_summary else None
        if proven and proven.amount == total:
            return True
    return False


def _due_unread(ballot: Ballot) -> bool:
    counted = any(response_days(view.sheet for view in ballot.material.views))
    prints = ballot.entry is None or (ballot.entry.prints_due != "none" and not counted)
    unread = ballot.material.unread("due_date", (Place.HEADER, Place.TITLE, Place.SUMMARY, Place.STUB))
    lost = covered_first(ballot.material) or poorly_read(ballot.material)
    return not ballot.due and (bool(unread) or (prints and lost))


def _tin(ballot: Ballot, choice: Choice) -> Tin:
    known = Counter(told for c in ballot.tin if (told := _type_of(c)) != "unknown")
    masked = any(isinstance(c.value, FoundTin) and c.value.masked for c in ballot.tin)
    kind: TinType = "ssn" if masked else "unknown"  # most are; only where nothing says more
    kind = known.most_common(1)[0][0] if known else kind  # of as many places the first
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
    return found.shape


def _printed_dates(ballot: Ballot) -> tuple[PrintedDate, ...]:
    amounts = {c.value for c in ballot.amount}
    seen: dict[tuple[str, date], PrintedDate] = {}
    for c in all_dates(ballot.material):
        if isinstance(c.value, date):
            tied = "" if of_a_part(c, amounts) else c.kind
            kind = tied if tied in ("pay_by", "respond_by", "request_hearing_by", "petition_by") else "other"
            made = PrintedDate(kind=kind, date=c.value, label=redact(c.label), page=c.page)
            seen.setdefault((kind, c.value), made)
    return tuple(seen.values())


def _plain_value(evidence: FieldEvidence) -> str | None:
    return evidence.value if isinstance(evidence.value, str) else None
