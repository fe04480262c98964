"""A person's word on a notice, kept and judged at once: correcting, setting findings aside, taking a word back."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection, RowMapping, delete, insert, select, update

from schemas.desk import Correction, FieldChange, Item, Overruling, Person
from schemas.document import NoticeIdentity
from schemas.errors import BadArguments
from schemas.notice import Notice, NoticeFacts, Severity
from schemas.queue_row import ItemState

from . import claims, corrections, desk_tables, flat, history, judgements, moves, shown
from .cleaning import keepable, safe
from .corrected import checked, corrected
from .readings import identity, whole_number
from .tables import notices

Judge = Callable[[NoticeFacts, Sequence[NoticeIdentity]], Notice]
"""What the rules make of corrected facts, other notices being known; day, law and book are the caller's."""


class Hand(NamedTuple):
    """Whose word it is, when, and on which item, which he holds."""

    db: Connection
    item: Item
    who: Person
    at: datetime
    judge: Judge

    def tell(self, what: str, **told: str | None) -> None:
        """Into the history; what is None or empty is left out."""
        details = {key: value for key, value in told.items() if value}
        history.add(self.db, what, self.who.name, self.at, notice_id=self.item.notice_id, details=details)


def correct(hand: Hand, changes: Sequence[FieldChange]) -> None:
    """Raises BadArguments naming the field whose value can't be one."""
    db, notice_id = hand.db, hand.item.notice_id
    facts = _facts(db, notice_id)
    now = corrected(facts, corrections.of(db, notice_id))
    for change in changes:
        made = checked(now, change.model_copy(update={"why": safe(change.why)}))
        kept = Correction(change=made, before=facts.fields.get(made.field), who=hand.who.name, at=hand.at)
        row = {"field": made.field, "verdict": made.verdict, "at": history.instant(hand.at)}
        values = row | {"notice_id": notice_id, "record": kept.model_dump_json()}
        db.execute(insert(desk_tables.corrections).values(values))
        stood = now.fields.get(made.field)
        now = corrected(now, [kept])
        before = _words(stood.value) if stood else None
        hand.tell(
            "correct", field=made.field, verdict=made.verdict, why=made.why, now=_words(made.value), before=before
        )
    _judged_again(hand, facts)


def overrule(hand: Hand, what: Overruling) -> None:
    """Raises BadArguments where nothing of that kind was found, or no reason is given."""
    if not what.why.strip():
        raise BadArguments("a finding is set aside for a reason", "say why")
    db, notice_id = hand.db, hand.item.notice_id
    facts = _facts(db, notice_id)
    found = corrections.record(db, notice_id).validation.findings
    mine = [f for f in found if (f.code, f.field) == (what.code, what.field) and f.severity is not Severity.INFO]
    if not mine:
        raise BadArguments(f"nothing is found of the kind {safe(what.code)} that could be set aside", "look again")
    for finding in mine:
        # By what it says: the same rule speaking of another value later is another finding.
        kept = what.model_copy(update={"why": safe(what.why.strip()), "message": finding.message})
        values = {"notice_id": notice_id, "record": kept.model_dump_json()}
        db.execute(insert(desk_tables.overrulings).values(values))
        hand.tell("overrule", code=kept.code, field=kept.field, why=kept.why, message=kept.message)
    _judged_again(hand, facts)


def undo(hand: Hand, field: str) -> None:
    """Raises BadArguments where nobody has changed the field."""
    db, table = hand.db, desk_tables.corrections
    facts = _facts(db, hand.item.notice_id)
    mine = (table.c.notice_id == hand.item.notice_id) & (table.c.field == field)
    latest = select(table.c.correction_id).where(mine).order_by(table.c.correction_id.desc()).limit(1)
    found = db.execute(latest).scalar()
    if found is None:
        raise BadArguments(f"nobody has changed {safe(field)}", "look at the notice again")
    db.execute(delete(table).where(table.c.correction_id == found))
    hand.tell("undo", field=field)
    _judged_again(hand, facts)


def _words(value: str | tuple[str, ...] | None) -> str | None:
    return "; ".join(value) if isinstance(value, tuple) else value


def _facts(db: Connection, notice_id: str) -> NoticeFacts:
    facts = corrections.as_read(db, notice_id)
    if facts is None:
        raise BadArguments(
            "an older noticedesk read this notice and did not keep what it takes to judge it again",
            "read its file again: noticedesk ingest --reread",
        )
    return facts


def _judged_again(hand: Hand, facts: NoticeFacts) -> None:
    """In every file that holds the notice. What is in doubt now goes back to review, in the same hands."""
    db, item, notice_id = hand.db, hand.item, hand.item.notice_id
    said = corrections.words(db, [notice_id])
    known = _others(db, notice_id, said.on(facts).tin.last4)
    columns = (notices.c.notice, notices.c.document_id, notices.c.facts, notices.c.record, notices.c.machine)
    copies = db.execute(select(*columns).where(notices.c.notice_id == notice_id)).mappings().all()
    for row in copies:
        if row["facts"] is not None:
            own = said.on(NoticeFacts.model_validate_json(row["facts"]))
            _rewritten(db, row, said.set_aside(hand.judge(own, known)), own)
            judgements.changed_by_person(db, row["document_id"])
    shown.refresh(db, {notice_id})
    after = item.model_copy(update={"version": item.version + 1, "lease_until": hand.at + moves.LEASE})
    left = corrections.left_open(db, notice_id)
    if left and item.state not in (ItemState.REVIEW, *shown.CLOSED):
        after = after.model_copy(update={"state": ItemState.REVIEW})
        codes = ", ".join(sorted({code for code, _ in left}))
        hand.tell("back_to_review", **{"from": item.state.value, "to": after.state.value}, why=codes)
    claims.keep(db, after)


def _rewritten(db: Connection, row: RowMapping, judged: Notice, facts: NoticeFacts) -> None:
    notice = keepable(judged)
    number = whole_number(notice, facts)
    columns: dict[str, Any] = flat.judged(notice, identity(notice, number["tin_key"])) | number
    columns["machine"] = row["machine"] or row["record"]
    db.execute(update(notices).where(notices.c.notice == row["notice"]).values(columns))


def _others(db: Connection, notice_id: str, last4: str | None) -> list[NoticeIdentity]:
    """The notices that could be the same one again, or come before it: those of the same number."""
    mine = notices.c.tin_last4.is_not_distinct_from(last4) & (notices.c.notice_id != notice_id)
    rows = select(notices.c.identity).where(mine).order_by(notices.c.document_id, notices.c.position)
    return [NoticeIdentity.model_validate_json(text) for text in db.execute(rows).scalars()]
