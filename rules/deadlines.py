"""The deadlines of the exported record, out of the clocks, and what a person has to know about them."""

from collections.abc import Iterator, Sequence
from datetime import date

from schemas.notice import Deadline, Finding

from .case import Case, info, warning
from .clocks import Clock, act_of, assumed, clocks, ends, kind_of_due_date, marked, printed_clocks
from .law import LawNotKnown
from .rights import right_of

__all__ = ["act_by", "act_of", "deadlines", "kind_of_due_date", "right_of"]

ASSUMED = "No day is printed: the usual time for this notice is assumed"
PETITION = "a petition by the printed last day is in time (IRC 6213(a)), the earlier day is worked with"
EARLIER = "the earlier day is worked with"


def deadlines(case: Case) -> tuple[tuple[Deadline, ...], tuple[Finding, ...]]:
    """All days in order, and what a person has to know about them."""
    findings: list[Finding] = []
    try:
        found = clocks(case)
    except LawNotKnown as outside:
        printed = list(printed_clocks(case))
        found = marked([*printed, *assumed(case, printed)], case.facts.notice_date)
        findings.append(warning("law_unknown_for_date", outside.what, "notice_date"))
    if case.entry and case.entry.action != "none" and any(c.basis == "policy" for c in found):
        lawful = any(
            c.basis == "statute" for c in found
        )  # the assumed day is then only the earlier, more careful one
        findings.append((info if lawful else warning)("deadline_assumed", ASSUMED, "due_date"))
    findings += _against_the_law(found, case.facts.notice_date)
    findings += _day_not_printed(case, found)
    return tuple(_record(clock) for clock in found), tuple(findings)


def _record(clock: Clock) -> Deadline:
    return Deadline(
        kind=clock.kind,
        date=clock.date,
        basis=clock.basis,
        cite=clock.pedigree,
        earliest_supported=clock.earliest,
    )


def _against_the_law(found: Sequence[Clock], start: date | None) -> Iterator[Finding]:
    """Printed days, none of which is the one that the law gives for the same act, rolled or not.

    Printed days that contradict each other, or lie before the notice, are found by the rules on dates.
    """
    for kind in sorted({clock.kind for clock in found}):
        lawful = [c for c in found if c.kind == kind and c.basis == "statute"]
        printed_days = [c for c in found if c.kind == kind and c.basis == "printed"]
        if not lawful or not {c.date for c in printed_days}.isdisjoint(day for c in lawful for day in ends(c)):
            continue
        law = min(lawful, key=lambda c: c.date)
        for printed in (c for c in printed_days if start is None or c.date >= start):
            later = printed.date > law.date
            what = PETITION if later and kind == "petition_by" else EARLIER
            message = (
                f"{kind.replace('_', ' ')}: {printed.date} is printed, the law gives {law.date} "
                f"({law.count}; {law.cite}); {what}"
            )
            yield info("printed_day_not_statutory", message, "due_date")


def _day_not_printed(case: Case, found: Sequence[Clock]) -> Iterator[Finding]:
    """From the first day of that duty on, a math-error notice has to print the last day to ask for abatement."""
    entry, day = case.entry, case.start
    if entry is None or day is None or entry.right != "math_error" or entry.basis != "statute":
        return
    if any(c.kind == act_of(case) and c.basis == "printed" for c in found) or case.facts.due_date:
        return
    try:
        duty = case.law.at("math_error_day_printed", day)
    except LawNotKnown:
        return
    message = f"The last day to ask for abatement should be printed on the first page ({duty.cite}), none was found"
    yield info("abatement_day_not_printed", message, "due_date")


def act_by(days: Sequence[Deadline]) -> Deadline | None:
    """The first day that counts: the earliest supported one, whatever it is for; None where there is none."""
    return next((d for d in days if d.earliest_supported and d.kind != "other"), None)
