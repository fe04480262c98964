"""The firm's own notices that people checked, as rows to measure the reader by: what was read against their word."""

from collections.abc import Sequence
from datetime import date

import rules
from rules.measured import Checked, Claim, otherwise_blocked
from schemas.desk import Correction, Move, OnTheDesk
from schemas.notice import CRITICAL_FIELDS, FieldStatus, NoticeFacts
from workqueue import Store
from workqueue.desk import Desk

from .office import Office, open_office
from .settings import load

_WORDS = (Move.ACCEPT.value, "correct")
_EVERYTHING = 10_000_000


def checked_notices(store: Store) -> list[Checked]:
    """Notices of which a person said that they are right as they stand (accepted them), or gave a word on every
    critical field. A field without a word of an accepted notice was right."""
    desk = Desk(store)
    history = desk.history(limit=_EVERYTHING)
    accepted = {e.notice_id for e in history if e.what == Move.ACCEPT.value}
    seen = dict.fromkeys(e.notice_id for e in reversed(history) if e.notice_id and e.what in _WORDS)
    office = open_office(load())
    rows = []
    for notice_id in seen:
        one = desk.notice(notice_id)
        whole = notice_id in accepted or set(CRITICAL_FIELDS) <= {c.change.field for c in one.corrections}
        if one.as_read is not None and whole:
            kept = store.judgement(store.notice(notice_id).document_id)
            day = kept.judged.day if kept and kept.judged else one.as_read.notice_date
            rows.append(_row(one, one.as_read, day or date.min, office))
    return rows


def _row(one: OnTheDesk, as_read: NoticeFacts, day: date, office: Office) -> Checked:
    judged = rules.judge(as_read, today=day, law=office.law, book=office.book)
    claims = tuple(claim(as_read, field, one.corrections) for field in CRITICAL_FIELDS)
    return Checked(layouts="own", wear="", blocked=otherwise_blocked(judged), claims=claims)


def claim(as_read: NoticeFacts, field: str, corrections: Sequence[Correction]) -> Claim | None:
    """What was said of the field before anybody corrected it, and whether the last word on it agrees; None where it
    was left open."""
    found = as_read.fields.get(field)
    if found is None or found.status in (FieldStatus.UNREADABLE, FieldStatus.CONFLICTING):
        return None
    words = [c.change for c in corrections if c.change.field == field]
    absent = found.status is FieldStatus.ABSENT
    right = not words or (words[-1].verdict == "absent" if absent else _plain(words[-1].value) == _plain(found.value))
    return Claim(sure=None if absent else found.confidence, right=right)


def _plain(value: str | tuple[str, ...] | None) -> tuple[str, ...]:
    """Periods as a person writes them name form and kind beside the day ("1040|2016-12-31|year")."""
    texts = value if isinstance(value, tuple) else () if value is None else (value,)
    return tuple(text.split("|")[1] if text.count("|") == 2 else text for text in texts)
