"""A desk with notices on it that the rules have judged, and the people who sit there."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

import rules
from schemas.desk import Move, OnTheDesk, Person, Role
from schemas.document import DocumentReading, NoticeIdentity, PageOutcome
from schemas.ledger import PageFate
from schemas.notice import FieldStatus, Notice, NoticeFacts, Source
from tests.rules.make import facts, seen
from workqueue import Judged, Store
from workqueue.desk import Desk, Judge

from .make import READER, begin, scan

DAY = date(2018, 1, 12)
NOON = datetime(2018, 1, 12, 12, 0, tzinfo=UTC)
ANN = Person(name="ann", role=Role.ANALYST)
BEN = Person(name="ben", role=Role.ANALYST)
LEE = Person(name="lee", role=Role.LEAD)
INA = Person(name="ina", role=Role.INTAKE)


def later(minutes: float) -> datetime:
    return NOON + timedelta(minutes=minutes)


def judge_on(day: date) -> Judge:
    def judge(read: NoticeFacts, known: Sequence[NoticeIdentity]) -> Notice:
        return rules.judge(read, today=day, known=known)

    return judge


JUDGE = judge_on(DAY)


def smudged(**changes: Any) -> NoticeFacts:
    """The amount is printed, and nobody could read it."""
    unread = seen(None, FieldStatus.UNREADABLE, confidence=0.0, raw="$9,5?3.53")
    return facts(**({"amount_due": None, "amounts": (), "fields": {"amount_due": unread}} | changes))


def read(store: Store, *found: NoticeFacts, run: str = "monday", reader: str = READER, day: date = DAY) -> list[str]:
    """Each a file of its own of two pages, in this order; the ids of the notices. The same again is a reread."""
    names = [f"{one.notice_id}.pdf" for one in found]
    files = {name: scan(name, pages=2) for name in names}
    begin(store, run, *files.values())
    waiting = {one.name: one for one in store.pending(run, reader, reread=True)}
    known = store.known()
    others = list(known.identities)
    for name, one in zip(names, found, strict=True):
        own = one.model_copy(update={"source": Source(file=name, sha256=files[name].sha256, pages=(1, 2))})
        outcomes = tuple(PageOutcome(page=p, fate=PageFate.NOTICE, notice_id=one.notice_id) for p in (1, 2))
        reading = DocumentReading(sha256=files[name].sha256, reader=reader, outcomes=outcomes, notices=(own,))
        said = store.words_of_people([one.notice_id])
        theirs = [other for other in others if other.notice_id != one.notice_id]
        machine = rules.judge(own, today=day, known=theirs)
        notice = said.set_aside(rules.judge(said.on(own), today=day, known=theirs)) if said else machine
        by = Judged(run_id=run, day=day, law="l", rules="r", program="p", known_to=known.upto)
        others += store.save_reading(
            waiting[name].document_id, reading, [notice], by, machine=[machine] if said else ()
        )
    return [one.notice_id for one in found]


def claimed(desk: Desk, notice_id: str, who: Person = ANN, at: datetime = NOON) -> OnTheDesk:
    desk.move(notice_id, Move.CLAIM, who, at)
    return desk.notice(notice_id)
