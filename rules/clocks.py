"""The clocks of a notice: every day by which something has to be done, with how it was counted and what it guards.

Order: the printed date; a printed "n days from the date of this notice"; the statute; the usual response time,
flagged. Nothing printed is ever moved later; where law and print differ both stand, and the earlier one counts.
Levies run from their service and lien hearings from the filing: those are never computed from a letter's date, but
`clocks_of_right` counts them from a day that a person gives.
"""

import datetime
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Literal

from schemas.privacy import redact

from .abroad import looks_foreign
from .case import Case
from .days import count_from, plus_business_days, plus_days, roll
from .law import Law, LawNotKnown
from .rights import Right, right_of, rights

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
ABROAD = "only if the notice is addressed to a person outside the United States"
LARGE_UNREAD = "should the amount demanded reach {amount}"

Basis = Literal["printed", "statute", "policy"]


@dataclass(frozen=True, slots=True)
class Clock:
    """One day. `count` shows how it was counted, "" where it is printed as a date; `unrolled` is the end of the bare
    count. `only_if`: a condition that the notice does not settle. `earliest`: nothing supports an earlier day for
    this kind of act."""

    kind: str
    date: datetime.date
    basis: Basis
    cite: str
    count: str = ""
    unrolled: datetime.date | None = None
    only_if: str = ""
    earliest: bool = False

    @property
    def pedigree(self) -> str:
        """Citation, count and condition in one line."""
        said = f"{self.cite}: {self.count}" if self.count else self.cite
        return f"{said}; {self.only_if}" if self.only_if else said


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


def clocks(case: Case) -> tuple[Clock, ...]:
    """All days in order. Raises LawNotKnown where the notice is dated outside the known law; `printed_clocks` never
    does."""
    found = [*printed_clocks(case), *_statutory(case)]
    return marked([*found, *assumed(case, found)], case.facts.notice_date)


def printed_clocks(case: Case) -> Iterator[Clock]:
    due = case.facts.due_date
    if due is not None and not any(p.date == due and p.kind != "other" for p in case.facts.printed_dates):
        yield Clock(kind_of_due_date(case), due, "printed", "due date as printed")
    seen: set[tuple[str, datetime.date]] = set()
    for printed in case.facts.printed_dates:
        if (printed.kind, printed.date) not in seen:
            seen.add((printed.kind, printed.date))
            yield Clock(printed.kind, printed.date, "printed", f"printed: {redact(printed.label)}")
    day, days = case.start, case.facts.response_days
    if day and days and 0 < days <= MOST_DAYS:
        end = plus_days(day, days)
        yield Clock(act_of(case), end, "printed", f"printed: {days} days from the notice date, {day}")


def _statutory(case: Case) -> list[Clock]:
    """The windows of the right at stake; raises LawNotKnown outside the law's known days."""
    entry, right, day = case.entry, right_of(case.entry), case.start
    if entry is None or right is None or day is None or entry.basis != "statute":
        return []
    if entry.clock not in COUNTED_FROM_NOTICE or (right.act == "pay_by" and not _asks_money(case)):
        return []
    found = clocks_of_right(right, day, case.law)
    if right.large:
        found = [*_bill_windows(case, right, day), *found[1:]]
    if right.abroad and looks_foreign(case.facts.taxpayer.address):
        longer = _clock(right.act, right.abroad, day, right.rolls, case.law)
        found.append(replace(longer, only_if=ABROAD))
    return found


def clocks_of_right(right: Right, start: datetime.date, law: Law) -> list[Clock]:
    """The window of `right` and of its fallback from `start`, the day that its clock starts with; raises LawNotKnown.

    The weaker right is left out where its law is not known.
    """
    if right.days is None:
        return []
    found = [_clock(right.act, right.days, start, right.rolls, law)]
    if right.fallback:
        with suppress(LawNotKnown):
            found.append(_clock(right.fallback.act, right.fallback.days, start, right.rolls, law))
    return found


def ends(clock: Clock) -> Iterator[datetime.date]:
    """The days that the IRS may print for a window: as counted, and moved to a business day."""
    yield clock.date
    if clock.unrolled:
        yield from (clock.unrolled, roll(clock.unrolled))


def lien_clocks(filed: datetime.date, law: Law) -> tuple[Clock, ...]:
    """The hearing about a lien and its fallback, from the day that the notice of lien was filed; raises LawNotKnown.

    Both run from the end of the business days within which the IRS gives notice of the filing.
    """
    right = rights()["cdp_lien"]
    days = law.at("lien_notice_business_days", filed)
    start = plus_business_days(filed, int(days.value))
    before = f"{days.value} business days from the filing on {filed} end on {start}; "
    hearing = _clock(right.act, "cdp_lien_days", start, right.rolls, law)
    found = [hearing]
    if right.fallback:
        found.append(_clock(right.fallback.act, right.fallback.days, start, right.rolls, law))
    return marked([replace(clock, count=before + clock.count) for clock in found], filed)


def _clock(kind: str, name: str, start: datetime.date, rolls: bool, law: Law) -> Clock:
    count, unit, cite = law.count(name, start)
    counted = count_from(start, count, unit, rolls)
    return Clock(kind, counted.day, "statute", cite, counted.words, counted.unrolled)


def _bill_windows(case: Case, right: Right, day: datetime.date) -> Iterator[Clock]:
    """The window of a bill by the amount demanded; both where the amount could not be read for certain."""
    assert right.days is not None
    assert right.large is not None
    limit = case.law.at(right.large.from_, day)
    amount = case.facts.amount_due
    if case.doubtful("amount_due"):
        unread = LARGE_UNREAD.format(amount=f"${limit.value:,.2f}")
        yield _clock(right.act, right.days, day, right.rolls, case.law)
        yield replace(_clock(right.act, right.large.days, day, right.rolls, case.law), only_if=unread)
    elif amount is not None and amount >= limit.value:
        large = _clock(right.act, right.large.days, day, right.rolls, case.law)
        yield replace(large, count=f"{large.count}, for ${limit.value:,.2f} or more are demanded")
    else:
        yield _clock(right.act, right.days, day, right.rolls, case.law)


def _asks_money(case: Case) -> bool:
    return case.facts.amount_due is not None or (case.entry is not None and case.entry.asks == "pay_total")


def assumed(case: Case, found: Sequence[Clock]) -> list[Clock]:
    """The usual response time, where nothing is printed and no statute gives an earlier day."""
    entry, day = case.entry, case.start
    if entry is None or day is None or entry.admin_days is None:
        return []
    usual = count_from(day, entry.admin_days, "calendar_days")
    if any(clock.basis == "printed" or clock.date <= usual.day for clock in found):
        return []
    return [
        Clock(
            DEFAULT_ACTS[entry.action],
            usual.day,
            "policy",
            "usual time for this notice, not law",
            usual.words,
            usual.day,
        )
    ]


def marked(found: Sequence[Clock], notice_date: datetime.date | None) -> tuple[Clock, ...]:
    """In order of days, the earliest possible day of each kind marked. A day before the notice supports nothing."""
    possible = [c for c in found if notice_date is None or c.date >= notice_date]
    earliest = {kind: min(c.date for c in possible if c.kind == kind) for kind in {c.kind for c in possible}}
    all_marked = [replace(c, earliest=earliest.get(c.kind) == c.date) for c in found]
    return tuple(sorted(all_marked, key=lambda c: (c.date, c.kind, c.basis)))
