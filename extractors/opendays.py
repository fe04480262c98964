"""What a person is told of days that the first page names or prints and that nothing explains."""

from collections.abc import Iterator, Mapping
from datetime import date

from schemas.notice import FieldStatus, Finding, Severity
from schemas.privacy import redact

from .asked import all_dates
from .ballots import Ballot
from .baredays import bare_days
from .choose import Choice
from .deadlines_in_text import days_ahead, spoilt_days

# Bills and letters name no other day so soon after their own but one by which something is wanted.
_SOON = 100


def days_not_understood(ballot: Ballot, choices: Mapping[str, Choice]) -> Iterator[Finding]:
    """No due date was found, but the first page names a day to come, or one that wear spoilt: what it is for, a
    person has to say."""
    day, views = choices["notice_date"].value, ballot.material.views
    if choices["due_date"].status is not FieldStatus.ABSENT or not isinstance(day, date) or not views:
        return
    known = {c.value for c in all_dates(ballot.material)}
    listed = [row.box for t in ballot.material.tables if t.is_other and t.page == views[0].page for row in t.rows]
    ahead = [d for d in days_ahead(views[0].sheet, day, _SOON, listed) if d not in known]
    if ahead:
        message = f"the first page names {min(ahead)}, a day to come, but no day to act by was recognised"
        yield Finding(code="day_not_understood", severity=Severity.WARNING, field="due_date", message=message)
    elif spoilt := spoilt_days(views[0].sheet):
        message = f"the first page asks for something by {redact(spoilt[0])!r}, which could not be read as a day"
        yield Finding(code="day_not_understood", severity=Severity.WARNING, field="due_date", message=message)


def days_not_told(ballot: Ballot, choices: Mapping[str, Choice]) -> Iterator[Finding]:
    """The first page prints a day by itself that is none of those known: it may contradict one of them."""
    known = {c.value for c in all_dates(ballot.material) if isinstance(c.value, date)}
    known |= {c.value for c in ballot.day if isinstance(c.value, date)}
    periods = [c.value for c in ballot.material.of("tax_period") if isinstance(c.value, tuple)]
    known |= {end for value in periods for end, _ in value}
    days = bare_days(ballot.material, known)
    if days and choices["notice_date"].status is FieldStatus.FOUND:
        message = f"the first page prints {days[0]} by itself, and nothing that was read says what for"
        yield Finding(code="day_not_understood", severity=Severity.WARNING, field="notice_date", message=message)
