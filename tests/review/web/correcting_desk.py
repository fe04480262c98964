"""The desk in memory with corrections in it: a person's words are laid over the facts as read and judged by whatever
judge the page gives, which in these tests are the real rules."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from review.web.notice_values import period_of
from schemas.desk import (
    Attachment,
    Comment,
    Correction,
    FieldChange,
    Item,
    Move,
    OnTheDesk,
    Overruling,
    Person,
)
from schemas.notice import FieldEvidence, FieldStatus, Notice, NoticeFacts, Status
from schemas.queue_row import ItemState
from workqueue.desk import HeldByAnother, Judge, NotAllowed, StaleItem

from .desk_here import DeskHere

STATUS = {"absent": FieldStatus.ABSENT, "unreadable": FieldStatus.UNREADABLE}


class CorrectingDesk(DeskHere):
    def __init__(self, *notices: Notice, facts: Sequence[NoticeFacts] = ()) -> None:
        super().__init__(*notices)
        self.as_read = {one.notice_id: one for one in facts}
        self.corrections: dict[str, list[Correction]] = {}
        self.overruled: dict[str, list[Overruling]] = {}
        self.comments: dict[str, list[Comment]] = {}
        self.attached: dict[str, list[Attachment]] = {}

    def notice(self, notice_id: str) -> OnTheDesk:
        found = super().notice(notice_id)
        name = found.notice.notice_id
        return found.model_copy(
            update={
                "facts": self._corrected(name) if name in self.as_read else None,
                "as_read": self.as_read.get(name),
                "corrections": tuple(self.corrections.get(name, ())),
                "overruled": tuple(self.overruled.get(name, ())),
                "comments": tuple(self.comments.get(name, ())),
                "attachments": tuple(self.attached.get(name, ())),
            }
        )

    def move(self, notice_id: str, move: Move, who: Person, at: datetime, **more: Any) -> Item:
        before = self.items[notice_id]
        if move is Move.ACCEPT and before.holder != who.name:
            raise NotAllowed("it is not yours", "claim it first")
        after = super().move(notice_id, move, who, at, **more)
        if move in (Move.RELEASE, Move.FINISH, Move.REJECT):
            after = after.model_copy(update={"holder": None, "lease_until": None})
        if move is Move.RELEASE and self.notices[notice_id].validation.status is Status.NEEDS_REVIEW:
            after = after.model_copy(update={"state": ItemState.REVIEW})
        self.items[notice_id] = after
        return after

    def renew(self, notice_id: str, who: Person, at: datetime) -> Item:
        item = self.items[notice_id].model_copy(update={"lease_until": at + timedelta(minutes=30)})
        self.items[notice_id] = item
        return item

    def correct(
        self, notice_id: str, changes: Sequence[FieldChange], who: Person, at: datetime, *, version: int, judge: Judge
    ) -> OnTheDesk:
        self._writes(notice_id, who, version)
        for change in changes:
            before = self.as_read[notice_id].fields.get(change.field)
            made = Correction(change=change, before=before, who=who.name, at=at)
            self.corrections.setdefault(notice_id, []).append(made)
            self.record("correct", who.name, at, notice_id, field=change.field, verdict=change.verdict)
        return self._again(notice_id, judge)

    def overrule(
        self, notice_id: str, what: Overruling, who: Person, at: datetime, *, version: int, judge: Judge
    ) -> OnTheDesk:
        self._writes(notice_id, who, version)
        self.overruled.setdefault(notice_id, []).append(what)
        self.record("overrule", who.name, at, notice_id, code=what.code)
        return self._again(notice_id, judge)

    def undo(self, notice_id: str, field: str, who: Person, at: datetime, *, version: int, judge: Judge) -> OnTheDesk:
        self._writes(notice_id, who, version)
        made = self.corrections[notice_id]
        made.remove(next(one for one in reversed(made) if one.change.field == field))
        self.record("undo", who.name, at, notice_id, field=field)
        return self._again(notice_id, judge)

    def comment(self, notice_id: str, text: str, who: Person, at: datetime) -> Comment:
        made = self.comments.setdefault(notice_id, [])
        made.append(Comment(comment_id=len(made) + 1, notice_id=notice_id, who=who.name, at=at, text=text))
        self.record("comment", who.name, at, notice_id)
        return made[-1]

    def attach(self, notice_id: str, file: tuple[str, str, int], who: Person, at: datetime) -> Attachment:
        made = self.attached.setdefault(notice_id, [])
        name, sha256, size = file
        made.append(
            Attachment(
                attachment_id=len(made) + 1,
                notice_id=notice_id,
                name=name,
                sha256=sha256,
                size=size,
                who=who.name,
                at=at,
            )
        )
        return made[-1]

    def _writes(self, notice_id: str, who: Person, version: int) -> None:
        item = self.items[notice_id]
        if item.holder != who.name:
            raise HeldByAnother(item.holder or "nobody", f"{item.holder or 'nobody'} works on it", "claim it first")
        if item.version != version:
            raise StaleItem("the item was changed meanwhile", "look again")

    def _again(self, notice_id: str, judge: Judge) -> OnTheDesk:
        item = self.items[notice_id]
        self.notices[notice_id] = judge(self._corrected(notice_id), ())
        self.items[notice_id] = item.model_copy(update={"version": item.version + 1})
        return self.notice(notice_id)

    def _corrected(self, notice_id: str) -> NoticeFacts:
        facts = self.as_read[notice_id]
        for one in self.corrections.get(notice_id, ()):
            facts = changed(facts, one.change, one.who)
        return facts


def changed(facts: NoticeFacts, change: FieldChange, who: str) -> NoticeFacts:
    """The facts with a person's word in them; only the critical fields that tests change."""
    old = facts.fields.get(change.field) or FieldEvidence(value=None, status=FieldStatus.ABSENT, confidence=0.0)
    value = old.value if change.verdict == "confirmed" else change.value
    new = old.model_copy(
        update={
            "value": value,
            "status": STATUS.get(change.verdict, FieldStatus.FOUND),
            "confidence": 1.0,
            "readings": 3,
            "method": f"{change.verdict} by {who}",
            "page": change.page or old.page,
            "bbox": change.bbox or old.bbox,
        }
    )
    findings = tuple(f for f in facts.findings if f.field != change.field)
    more = {} if change.verdict == "confirmed" else _typed(facts, change.field, value)
    fields = facts.fields | {change.field: new}
    return facts.model_copy(update={"fields": fields, "findings": findings, **more})


def _typed(facts: NoticeFacts, field: str, value: Any) -> dict[str, Any]:
    if field == "amount_due":
        return {"amount_due": None if value is None else Decimal(value)}
    if field in ("notice_date", "due_date"):
        return {field: None if value is None else date.fromisoformat(value)}
    if field == "notice_code":
        return {"notice_code": value, "code_basis": "code" if value else "none"}
    if field == "tax_periods":
        return {"tax_periods": tuple(map(period_of, value or ()))}
    if field == "tin.last4":
        masked = None if value is None else f"***-**-{value}"
        return {"tin": facts.tin.model_copy(update={"last4": value, "masked": masked})}
    return {}
