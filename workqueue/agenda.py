"""The deadlines of open items as a calendar that any calendar program can subscribe to.

An event a deadline, all day, with what has to be done. Only masked taxpayer numbers stand in it. The event keeps its
UID when its day changes, so that it moves instead of standing there twice.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from icalendar import Alarm, Calendar, Event

from schemas.ledger import LedgerRow
from schemas.privacy import redact
from schemas.queue_row import ItemState

from .atomic import FileSet
from .exported import Exported

FILE = "deadlines.ics"
_CLOSED = (ItemState.DONE.value, ItemState.REJECTED.value)
# An all-day event begins at midnight: so they ring at nine in the morning, a week and a day before.
_RINGS = (timedelta(days=-6, hours=-15), timedelta(hours=-15))


class Agenda:
    """deadlines.ics. `base`: as in `TakeAway`."""

    def __init__(self, files: FileSet, base: str, now: datetime) -> None:
        self._out = files.open_bytes(FILE)
        self._base, self._now = base.rstrip("/"), now
        self._calendar = _calendar()

    def notices(self, found: Sequence[Exported]) -> None:
        for one in found:
            if one.state not in _CLOSED:
                for event in _events(one.record, self._base, self._now):
                    self._calendar.add_component(event)

    def pages(self, rows: Sequence[LedgerRow]) -> None:
        """Pages are due to nobody."""

    def finish(self) -> None:
        self._out.write(self._calendar.to_ical())

    def abandon(self) -> None:
        """Nothing was written yet."""


def _calendar() -> Calendar:
    made = Calendar()
    made.add("prodid", "-//noticedesk//deadlines//EN")
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    made.add("x-wr-calname", "IRS notices: deadlines")
    made.add("refresh-interval", timedelta(hours=1), parameters={"VALUE": "DURATION"})
    return made


def _events(record: dict[str, Any], base: str, now: datetime) -> Iterator[Event]:
    seen = Counter[str]()
    act_by = record["work_item"]["act_by"]
    for deadline in record["deadlines"]:
        what = f"{deadline['kind']}-{deadline['basis']}"
        seen[what] += 1
        made = _event(record, deadline, base)
        made.add("uid", f"{record['notice_id']}-{what.replace(' ', '_')}-{seen[what]}@noticedesk")
        made.add("dtstamp", now)
        if deadline["date"] == act_by:
            made.add("priority", 1)
        yield made


def _event(record: dict[str, Any], deadline: dict[str, Any], base: str) -> Event:
    made, day, work = Event(), date.fromisoformat(deadline["date"]), record["work_item"]
    title = _title(record, deadline)
    made.add("summary", title)
    made.add("dtstart", day)
    made.add("dtend", day + timedelta(days=1))
    made.add("transp", "TRANSPARENT")
    made.add("class", "CONFIDENTIAL")
    made.add("categories", [work["queue"]])
    made.add("description", _description(record, deadline))
    if base:
        made.add("url", f"{base}/notices/{record['notice_id']}")
    for before in _RINGS:
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("trigger", before)
        alarm.add("description", title)
        made.add_component(alarm)
    return made


def _title(record: dict[str, Any], deadline: dict[str, Any]) -> str:
    """ "CP503 pay by, 9533.53: PAT SAMPLE ***-**-0123"."""
    who = " ".join(part for part in (record["taxpayer"]["name"], record["tin"]["masked"]) if part)
    what = f"{record['notice_code'] or 'Notice'} {deadline['kind'].replace('_', ' ')}"
    if deadline["kind"].startswith("pay") and record["amount_due"] is not None:
        what += f", {record['amount_due']}"
    return _line(f"{what}: {who or 'taxpayer not read'}")


def _description(record: dict[str, Any], deadline: dict[str, Any]) -> str:
    work = record["work_item"]
    doubt = "" if record["validation"]["status"] == "accepted" else "Not checked yet: a person looks at it first."
    lines = (
        f"Basis: {deadline['basis']}, {deadline['cite']}",
        f"Queue: {work['queue']}, priority {work['priority']}",
        *work["actions"],
        doubt,
        f"Notice {record['notice_id']}",
    )
    return "\n".join(_line(line) for line in lines if line)


def _line(text: str) -> str:
    return " ".join(redact(text).split())
