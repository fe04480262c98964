"""From a judged case to the desk: queue, priority, the first day that counts, what to do and why."""

from collections.abc import Sequence
from datetime import timedelta
from decimal import ROUND_HALF_UP

from schemas.notice import Classification, Deadline, Finding, NextNotice, Status, WorkItem

from .case import Case
from .cases.flags import flags_of
from .deadlines import act_by
from .law import LawNotKnown
from .priority import priority_parts, total
from .queues import first_match
from .sheet import sheet_of
from .wording import actions, reasons

# The stream in which one notice follows another unless something is done. Elsewhere the sequel has no usual time.
STREAM = ("balance_due", "levy_lien")


def route(
    case: Case,
    status: Status,
    days: Sequence[Deadline],
    findings: Sequence[Finding],
    classification: Classification,
) -> WorkItem:
    """The work item. `act_by` is the earliest supported deadline of any kind."""
    act = act_by(days)
    follows = next_notice(case)
    sheet = sheet_of(case, days, status)
    routed = first_match(case.book.routes, sheet)
    raised = [flag.says for flag in flags_of(sheet) if not flag.quiet]
    return WorkItem(
        queue=routed.route.queue,
        priority=total(priority_parts(case, case.book.weights, days, status, classification)),
        act_by=act.date if act else None,
        actions=actions(case, act, status),
        reasons=reasons(case, act, findings, follows, (routed.route.because, *raised)),
        next_notice=follows,
    )


def next_notice(case: Case) -> NextNotice | None:
    """What comes next if nothing is done, and about when: an estimate, never a deadline."""
    entry, day = case.entry, case.start
    if entry is None or day is None or not entry.next:
        return None
    if entry.weeks is not None:
        days = int((entry.weeks * 7).quantize(entry.weeks.__class__(1), ROUND_HALF_UP))
    elif entry.family in STREAM and entry.stage is not None:
        try:
            days = int(case.law.at("days_to_next_notice", day).value)
        except LawNotKnown:
            return None
    else:
        return None
    return NextNotice(code=entry.next[0], expected_by=day + timedelta(days=days))
