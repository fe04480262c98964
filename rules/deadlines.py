"""Days by which something has to be done, each with where it comes from.

Order: the printed date; a printed "n days from the date of this notice"; the statute; the usual response time,
flagged. Nothing printed is ever moved later; where law and print differ both stand, and the earlier one counts.
Levies run from their service and lien hearings from the filing: those are never computed from a letter's date.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from schemas.catalog import CatalogEntry
from schemas.notice import Deadline, Finding
from schemas.privacy import redact

from .case import Case, warning
from .days import last_day, plus_days
from .law import NotInForce, count_on, in_force
from .rights import Right, rights

DEFAULT_ACTS = {
    "pay": "pay_by",
    "respond": "respond_by",
    "verify": "respond_by",
    "file": "respond_by",
    "none": "follow_up",
}
# Clocks that start with the notice, or later with its mailing or receipt: counting from its date is never late.
COUNTED_FROM_NOTICE = ("notice_date", "mailing_date", "mailing_or_delivery", "notice_or_receipt")
# Printed kinds that a due date of a right's own act is printed as.
PRINTED_KINDS = ("pay_by", "respond_by", "request_hearing_by", "petition_by")
# A printed "n days" of more than this is misread.
MOST_DAYS = 730
ASSUMED = "No day is printed: the usual time for this notice is assumed"


def right_of(entry: CatalogEntry | None) -> Right | None:
    return rights()[entry.right] if entry and entry.right else None


def act_of(case: Case) -> str:
    """The kind of deadline that this code's response is: its right's act, or what its action says."""
    right = right_of(case.entry)
    if right:
        return right.act
    return DEFAULT_ACTS[case.entry.action] if case.entry else "respond_by"


def kind_of_due_date(case: Case) -> str:
    """The act that the printed due date is for: as the reading tied it, or as the code suggests."""
    due = case.facts.due_date
    tied = [p.kind for p in case.facts.printed_dates if p.date == due and p.kind != "other"]
    if tied:
        return tied[0]
    right = right_of(case.entry)
    if right and right.act in PRINTED_KINDS:
        return right.act
    return "pay_by" if case.facts.amount_due is not None else "respond_by"


def deadlines(case: Case) -> tuple[tuple[Deadline, ...], tuple[Finding, ...]]:
    """All days in order, and what a person has to know about them."""
    found = [*_printed(case), *_printed_days(case)]
    findings: list[Finding] = []
    try:
        found += _statutory(case)
    except NotInForce as outside:
        findings.append(warning("law_unknown_for_date", outside.what, "notice_date"))
    assumed = _assumed(case, found)
    if assumed and case.entry and case.entry.action != "none":
        findings.append(warning("deadline_assumed", ASSUMED, "due_date"))
    return _marked([*found, *assumed], case.facts.notice_date), tuple(findings)


def _deadline(kind: str, day: date, basis: str, cite: str) -> Deadline:
    return Deadline.model_validate(
        {"kind": kind, "date": day, "basis": basis, "cite": cite, "earliest_supported": False}
    )


def _printed(case: Case) -> Iterator[Deadline]:
    due = case.facts.due_date
    if due is not None and not any(p.date == due and p.kind != "other" for p in case.facts.printed_dates):
        yield _deadline(kind_of_due_date(case), due, "printed", "due date as printed")
    seen: set[tuple[str, date]] = set()
    for printed in case.facts.printed_dates:
        if (printed.kind, printed.date) not in seen:
            seen.add((printed.kind, printed.date))
            yield _deadline(printed.kind, printed.date, "printed", f"printed: {redact(printed.label)}")


def _printed_days(case: Case) -> Iterator[Deadline]:
    day, days = case.start, case.facts.response_days
    if day and days and 0 < days <= MOST_DAYS:
        yield _deadline(act_of(case), plus_days(day, days), "printed", f"printed: {days} days from the notice date")


def _statutory(case: Case) -> list[Deadline]:
    """The window of the right at stake and of its fallback; raises NotInForce outside the law's known days."""
    entry, right, day = case.entry, right_of(case.entry), case.start
    if entry is None or right is None or day is None or right.days is None or entry.basis != "statute":
        return []
    if entry.clock not in COUNTED_FROM_NOTICE or (right.act == "pay_by" and not _asks_money(case)):
        return []
    count, unit, cite = count_on(_window(right, day, case.facts.amount_due), day)
    found = [_deadline(right.act, last_day(day, count, unit, right.rolls), "statute", cite)]
    if right.fallback:
        try:
            count, unit, cite = count_on(right.fallback.days, day)
        except NotInForce:
            return found  # the right itself stands; the weaker one is not claimed where its law is not known
        found.append(_deadline(right.fallback.act, last_day(day, count, unit, right.rolls), "statute", cite))
    return found


def _asks_money(case: Case) -> bool:
    return case.facts.amount_due is not None or (case.entry is not None and case.entry.asks == "pay_total")


def _window(right: Right, day: date, amount: Decimal | None) -> str:
    """The parameter that counts: the short window where the amount demanded equals or exceeds the large one."""
    assert right.days is not None
    if right.large and amount is not None and amount >= in_force(right.large.from_, day).value:
        return right.large.days
    return right.days


def _assumed(case: Case, found: Sequence[Deadline]) -> list[Deadline]:
    """The usual response time, where nothing is printed and no statute gives an earlier day."""
    entry, day = case.entry, case.start
    if entry is None or day is None or entry.admin_days is None:
        return []
    usual = plus_days(day, entry.admin_days)
    if any(d.basis == "printed" or d.date <= usual for d in found):
        return []
    return [_deadline(DEFAULT_ACTS[entry.action], usual, "policy", "usual time for this notice, not law")]


def _marked(found: Sequence[Deadline], notice_date: date | None) -> tuple[Deadline, ...]:
    """In order of days, the earliest possible day of each kind marked. A day before the notice supports nothing."""
    possible = [d for d in found if notice_date is None or d.date >= notice_date]
    earliest = {kind: min(d.date for d in possible if d.kind == kind) for kind in {d.kind for d in possible}}
    marked = [d.model_copy(update={"earliest_supported": earliest.get(d.kind) == d.date}) for d in found]
    return tuple(sorted(marked, key=lambda d: (d.date, d.kind, d.basis)))


def act_by(days: Sequence[Deadline]) -> Deadline | None:
    """The first day that counts: the earliest supported one, whatever it is for; None where there is none."""
    return next((d for d in days if d.earliest_supported and d.kind != "other"), None)
