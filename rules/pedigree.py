"""What the clocks of a notice mean today: what a passed day cost, by when to mail, when a levy can come."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from .case import Case
from .clocks import Clock, clocks, marked, printed_clocks
from .days import plus_days
from .law import LawNotKnown
from .rights import Right, missed, right_of

NAMES = {
    "pay_by": "pay",
    "respond_by": "answer",
    "request_hearing_by": "ask for a hearing",
    "petition_by": "petition the Tax Court",
    "request_abatement_by": "ask for abatement",
    "equivalent_hearing_by": "ask for an equivalent hearing",
    "act_before_levy_by": "act before a levy",
    "cure_or_appeal_by": "cure or appeal",
    "protest_by": "protest",
    "refund_suit_by": "sue for the refund",
    "start_withholding_by": "start withholding",
    "send_b_notices_by": "send the B notices",
    "ask_release_by": "ask for release",
}
ONE_DAY = 1


@dataclass(frozen=True, slots=True)
class EarliestLevy:
    """`waits_to`: the last day that the IRS has to wait, never rolled; `day`: the first on which a levy can come.
    `reach`: what it can take then; wages and bank accounts only after a notice with the right to a hearing."""

    day: date
    waits_to: date
    reach: Literal["state_refund", "wages_and_bank"]
    cite: str


# The notices whose wait is counted, by the right at stake: (parameter, reach).
_WAITS: dict[str, tuple[str, Literal["state_refund", "wages_and_bank"]]] = {
    "intent_to_levy": ("intent_to_levy_days", "state_refund"),
    "cdp_levy": ("levy_hearing_wait_days", "wages_and_bank"),
}


def known_clocks(case: Case) -> tuple[Clock, ...]:
    """The clocks; only the printed ones where the notice is dated outside the known law."""
    try:
        return clocks(case)
    except LawNotKnown:
        return marked(list(printed_clocks(case)), case.facts.notice_date)


def act_words(kind: str) -> str:
    """ "ask for a hearing" for `request_hearing_by`."""
    return NAMES.get(kind, kind.removesuffix("_by").replace("_", " "))


def passed(case: Case) -> tuple[str, ...]:
    """A sentence or two for each kind of act whose first day is over: what is lost, what remains."""
    found, lines = known_clocks(case), list[str]()
    for kind in dict.fromkeys(c.kind for c in found if c.earliest):
        of_kind = [c for c in found if c.kind == kind and c.basis != "policy"]
        first = next((c for c in of_kind if c.earliest), None)
        if first is None or first.date >= case.today:
            continue
        last = _last_supported(of_kind)
        if last.date >= case.today:
            lines.append(_still_open(first, last, case.today))
        else:
            lines += _over(case, last, found)
    return tuple(lines)


def _last_supported(of_kind: Sequence[Clock]) -> Clock:
    """The last day that print or law gives for one act; a condition that is not settled supports nothing."""
    return max((c for c in of_kind if not c.only_if), key=lambda c: c.date, default=of_kind[-1])


def _still_open(first: Clock, last: Clock, today: date) -> str:
    left = (last.date - today).days
    return (
        f"The earlier day to {act_words(first.kind)}, {first.date}, has passed; {last.date} "
        f"({last.pedigree}) is the last that can be argued, {_days(left)} from now"
    )


def _over(case: Case, last: Clock, found: Sequence[Clock]) -> list[str]:
    meaning = missed(case.entry, last.kind)
    if meaning is None:
        return []
    ago = _days((case.today - last.date).days)
    right = right_of(case.entry)
    cost = "Lost" if isinstance(meaning, Right) and meaning.lost else "That means"
    lines = [f"The last day to {act_words(last.kind)}, {last.date}, passed {ago} ago. {cost}: {_lower(meaning.gone)}"]
    if isinstance(meaning, Right) and right and right.fallback:
        weaker = [c for c in found if c.kind == right.fallback.act]
        if weaker and weaker[0].date < case.today:
            return [*lines, f"The time to {act_words(weaker[0].kind)} is over, too ({weaker[0].date})"]
        if weaker:
            lines[0] += f"; to {act_words(weaker[0].kind)} there is time until {weaker[0].date} ({weaker[0].cite})"
    return [*lines, f"What remains: {_lower(meaning.left)}"]


def mailing(case: Case) -> tuple[str, ...]:
    """For the act that a timely postmark saves: the last day to mail it, and the day to be safe."""
    right = right_of(case.entry)
    if right is None or not right.mailbox:
        return ()
    kinds = (right.act, *((right.fallback.act,) if right.fallback else ()))
    open_ones = [c for c in known_clocks(case) if c.earliest and c.kind in kinds and c.date >= case.today]
    # The weaker right is for those who missed the first.
    return tuple(_mail_line(case, clock) for clock in open_ones[:1])


def mail_by(case: Case, clock: Clock) -> tuple[date, date]:
    """(last day of a timely postmark, day to be safe); raises LawNotKnown."""
    margin = case.law.at("safe_mailing_days", clock.date)
    return clock.date, plus_days(clock.date, -int(margin.value))


def _mail_line(case: Case, clock: Clock) -> str:
    last, safe = mail_by(case, clock)
    to_be_safe = f"mail it by {safe} to be safe" if safe >= case.today else "mail it today, with proof, to be safe"
    return (
        f"To {act_words(clock.kind)}: postmarked by {last}, properly addressed and prepaid, it is in time "
        f"(IRC 7502); {to_be_safe}"
    )


def earliest_levy(case: Case) -> EarliestLevy | None:
    """When a levy can come at the earliest after this notice; None where the notice starts no such wait."""
    entry, start = case.entry, case.start
    if entry is None or start is None or entry.right not in _WAITS:
        return None
    name, reach = _WAITS[entry.right]
    try:
        wait = case.law.at(name, start)
    except LawNotKnown:
        return None
    end = plus_days(start, int(wait.value))
    return EarliestLevy(plus_days(end, ONE_DAY), end, reach, f"{wait.cite}: {wait.value} days from {start}")


def _days(count: int) -> str:
    return f"{count} day{'' if count == 1 else 's'}"


def _lower(text: str) -> str:
    """As the second half of a sentence; abbreviations stay."""
    return text if text[1:2].isupper() else text[0].lower() + text[1:]
