"""What a printed balance becomes if nothing is paid, month by month, as a plot."""

from datetime import date, timedelta

from markupsafe import Markup

from rules.case import case_of
from rules.law import Law
from rules.money.projection import Projection, Refused, project
from rules.why.paper import facts_of
from schemas.notice import Notice
from schemas.record import Record

from .plots import Point, band

_AHEAD = timedelta(days=365)
_MOST = 72  # days that are asked for


class Outlook(Record):
    """`plot` is "" where nothing can be projected; then `why` says so, with the advice. `last`: the last day."""

    plot: Markup = Markup("")
    why: str = ""
    assumes: tuple[str, ...] = ()
    cites: tuple[str, ...] = ()
    last: date | None = None

    model_config = Record.model_config | {"arbitrary_types_allowed": True}


def outlook(notice: Notice, *, today: date, law: Law) -> Outlook:
    """From the day of the notice to a year from it or from today, as far as the rates of interest are known."""
    case = case_of(facts_of(notice), today, (), law)
    start = case.start
    if start is None:
        return Outlook(why="The notice date was not read for certain")
    days = _days(start, max(today, start) + _AHEAD)
    found: list[Projection] = []
    refused: Refused | None = None
    for day in days:
        one = project(case, day)
        if isinstance(one, Refused):
            refused = one
            break
        found.append(one)
    why = " ".join(f"{part.rstrip('.')}." for part in (refused.why, refused.advice) if part) if refused else ""
    if len(found) < 2:
        return Outlook(why=why)
    last = found[-1]
    return Outlook(plot=_drawn(found, notice, today), why=why, assumes=last.assumes, cites=last.cites, last=last.day)


def _days(start: date, end: date) -> list[date]:
    """`start`, and the same day of later months up to `end`: of each month, or of so many that 72 are enough."""
    months = (end.year - start.year) * 12 + end.month - start.month
    found = []
    for number in range(0, months + 1, max(1, -(-months // _MOST))):
        year, month = divmod(start.year * 12 + start.month - 1 + number, 12)
        found.append(date(year, month + 1, min(start.day, 28) if number else start.day))
    return found


def _drawn(found: list[Projection], notice: Notice, today: date) -> Markup:
    points = [Point(one.day.toordinal(), float(one.low), float(one.high)) for one in found]
    every = max(1, len(found) // 6)
    labels = [(one.day.toordinal(), f"{one.day:%Y-%m}") for one in found[every // 2 :: every]]
    marks = [(today.toordinal(), "today", "now")]
    if notice.due_date:
        marks.append((notice.due_date.toordinal(), f"due {notice.due_date}", "due"))
    first, last = found[0], found[-1]
    told = f"{first.day} ${first.low:,.2f}; {last.day} ${last.low:,.2f} to ${last.high:,.2f}"
    return band(points, "Balance if nothing is paid", labels=labels, marks=sorted(marks), told=told)
