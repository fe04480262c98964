"""What persons said of notices, as kept: looked up by notice, whatever became of the notice since."""

from collections.abc import Mapping, Sequence

from sqlalchemy import Connection, select

from schemas.desk import Correction, Overruling
from schemas.notice import Notice, NoticeFacts, Severity
from schemas.record import Record

from . import desk_tables
from .corrected import blockers, corrected, overruled
from .tables import notices

_AT_ONCE = 500


class WordsOfPeople(Record):
    """What persons said of some notices, by notice id."""

    corrections: Mapping[str, tuple[Correction, ...]]
    overruled: Mapping[str, tuple[Overruling, ...]]

    def __bool__(self) -> bool:
        return bool(self.corrections or self.overruled)

    def on(self, facts: NoticeFacts) -> NoticeFacts:
        """What was read of a notice, with what persons said of it in its place."""
        return corrected(facts, self.corrections.get(facts.notice_id, ()))

    def set_aside(self, notice: Notice) -> Notice:
        """A notice that was judged again, the findings that persons set aside told as information."""
        return overruled(notice, self.overruled.get(notice.notice_id, ()))

    def about(self, notice_id: str) -> bool:
        return notice_id in self.corrections or notice_id in self.overruled


def of(db: Connection, notice_id: str) -> list[Correction]:
    """In the order in which they were made."""
    return list(words(db, [notice_id]).corrections.get(notice_id, ()))


def words(db: Connection, notice_ids: Sequence[str]) -> WordsOfPeople:
    made: dict[str, tuple[Correction, ...]] = {}
    aside: dict[str, tuple[Overruling, ...]] = {}
    fixed, left = desk_tables.corrections.c, desk_tables.overrulings.c
    for start in range(0, len(notice_ids), _AT_ONCE):
        these = notice_ids[start : start + _AT_ONCE]
        chosen = select(fixed.notice_id, fixed.record).where(fixed.notice_id.in_(these))
        for row in db.execute(chosen.order_by(fixed.correction_id)):
            made[row[0]] = (*made.get(row[0], ()), Correction.model_validate_json(row[1]))
        kept = select(left.notice_id, left.record).where(left.notice_id.in_(these))
        for row in db.execute(kept.order_by(left.overruling_id)):
            aside[row[0]] = (*aside.get(row[0], ()), Overruling.model_validate_json(row[1]))
    return WordsOfPeople(corrections=made, overruled=aside)


def in_force(notice: Notice, overrulings: Sequence[Overruling]) -> tuple[Overruling, ...]:
    """Those that a finding of the notice was set aside by."""
    aside = [one for one in notice.validation.findings if one.severity is Severity.INFO]
    return tuple(
        one
        for one in overrulings
        if any((f.code, f.field) == (one.code, one.field) and f.message.startswith(one.message) for f in aside)
    )


def left_open(db: Connection, notice_id: str) -> list[tuple[str, str | None]]:
    """What still keeps a person from accepting it: see `corrected.blockers`."""
    notice, said = record(db, notice_id), words(db, [notice_id])
    aside = in_force(notice, said.overruled.get(notice_id, ()))
    return blockers(notice, said.corrections.get(notice_id, ()), aside)


def record(db: Connection, notice_id: str) -> Notice:
    """The notice as it is shown."""
    query = select(notices.c.record).where(notices.c.notice_id == notice_id).order_by(notices.c.document_id).limit(1)
    return Notice.model_validate_json(db.execute(query).scalar_one())


def as_read(db: Connection, notice_id: str) -> NoticeFacts | None:
    """None where an older program read it."""
    query = select(notices.c.facts).where(notices.c.notice_id == notice_id).order_by(notices.c.document_id).limit(1)
    text = db.execute(query).scalar()
    return None if text is None else NoticeFacts.model_validate_json(text)
