"""Rules on days: possible, plausible for the code, and not contradicting each other."""

from collections.abc import Iterator
from datetime import date

from rules.case import Case, error, info, warning
from rules.deadlines import act_of, kind_of_due_date
from rules.policy import policy
from rules.rights import right_of
from rules.validate.amounts import money
from schemas.notice import Finding

# Days by which a printed "n days" and a printed date may differ: a weekend, a holiday, and counting from either end.
COUNTING_SLACK = 5


def notice_date_future(case: Case) -> Iterator[Finding]:
    """Dated after today. The IRS dates ahead by days; more is a misread year or month."""
    day = case.facts.notice_date
    if day is None or day <= case.today:
        return
    ahead = (day - case.today).days
    tell = error if ahead > policy().notice_date_far_ahead else warning
    yield tell("notice_date_future", f"The notice date {day} is {ahead} days after today", "notice_date")


def notice_date_old(case: Case) -> Iterator[Finding]:
    """Old mail: its days have passed. Told; only an age that no mail has is a reason to doubt the reading."""
    day = case.facts.notice_date
    age = (case.today - day).days if day else 0
    if age > policy().notice_date_too_old:
        yield warning("notice_date_old", f"The notice date {day} is too long ago to be likely", "notice_date")
    elif age > policy().notice_date_old:
        yield info("notice_date_old", f"The notice is of {day}: what it gave time for has passed", "notice_date")


def due_before_notice(case: Case) -> Iterator[Finding]:
    """A day to act that lies before the notice itself."""
    day, due = case.facts.notice_date, case.facts.due_date
    if day and due and due < day:
        yield error("due_before_notice", f"The due date {due} is before the notice date {day}", "due_date")


def due_date_far(case: Case) -> Iterator[Finding]:
    """Further away than any notice gives time."""
    day, due = case.facts.notice_date, case.facts.due_date
    if day and due and (due - day).days > policy().due_date_far:
        yield error(
            "due_date_far", f"The due date {due} is {(due - day).days} days after the notice date", "due_date"
        )


def due_date_unusual(case: Case) -> Iterator[Finding]:
    """The printed day does not lie where this code's days lie: one of the two dates may be misread.

    A day that is merely rare is told; it waits for a person only where one of the dates stands on one reading.
    """
    day, due = case.facts.notice_date, case.facts.due_date
    if not (day and due) or due < day or (due - day).days > policy().due_date_far:
        return
    window = policy().printed_day_of(case.entry)
    days = (due - day).days
    if window.is_usual(days):
        return
    weak = any(case.stands_alone(f, policy().single_confidence) for f in ("notice_date", "due_date"))
    tell = warning if weak or not window.is_possible(days) else info
    code = case.facts.notice_code or "this notice"
    yield tell(
        "due_date_unusual", f"The due date is {days} days after the notice date, unusual for {code}", "due_date"
    )


def due_dates_contradict(case: Case) -> Iterator[Finding]:
    """Two different days printed for the same act."""
    by_act: dict[str, set[date]] = {}
    for printed in case.facts.printed_dates:
        if printed.kind != "other":
            by_act.setdefault(printed.kind, set()).add(printed.date)
    for act, days in sorted(by_act.items()):
        if len(days) > 1:
            listed = " and ".join(str(d) for d in sorted(days))
            yield warning("due_dates_contradict", f"Different days are printed for {act}: {listed}", "due_date")


def days_contradict_date(case: Case) -> Iterator[Finding]:
    """A printed "n days from the date of this notice" and a printed date for the same act do not meet."""
    day, due, days = case.facts.notice_date, case.facts.due_date, case.facts.response_days
    if not (day and due and days) or act_of(case) != kind_of_due_date(case):
        return
    if abs((due - day).days - days) > COUNTING_SLACK:
        message = (
            f"{days} days from the notice date are printed, and the date {due}, {(due - day).days} days after it"
        )
        yield warning("due_dates_contradict", message, "due_date")


def due_date_missing(case: Case) -> Iterator[Finding]:
    """A code that prints a day to act by, and none was found."""
    entry, facts = case.entry, case.facts
    if entry is None or facts.due_date is not None or case.doubtful("due_date"):
        return
    right = right_of(entry)
    # "Pay immediately" says nothing of the time to ask for a hearing or to petition.
    other_act = right is not None and right.act in ("request_hearing_by", "petition_by")
    told = facts.response_days is not None or (facts.pay_immediately and not other_act)
    if entry.prints_due == "date" and not facts.pay_immediately:
        yield warning("due_date_missing", f"{facts.notice_code} prints a date to act by, none was found", "due_date")
    elif entry.prints_due == "window" and not told:
        yield warning("due_date_missing", f"{facts.notice_code} says by when to act, nothing was found", "due_date")
    elif entry.asks == "may_ask" and entry.prints_due == "may" and facts.amount_due and not facts.pay_immediately:
        message = f'{money(facts.amount_due)} is asked for, and neither a day nor "immediately" was found'
        yield warning("due_date_missing", message, "due_date")


def due_date_unexpected(case: Case) -> Iterator[Finding]:
    """A code that asks for nothing by any day, and a due date was read."""
    if case.entry and case.entry.prints_due == "none" and case.facts.due_date is not None:
        message = f"{case.facts.notice_code} sets no day to act, but {case.facts.due_date} was read as one"
        yield warning("due_date_unexpected", message, "due_date")
