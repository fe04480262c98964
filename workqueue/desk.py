"""The desk: what people do to work items. One method, one transaction; every change is an entry of the history.

Every writing method takes `who` and `at` (an aware instant), and `version`, the item's version that the person saw:
an item changed since raises StaleItem. All may raise StoreUnreachable, and BadArguments for an unknown notice.
"""

import json
from collections.abc import Callable, Sequence
from datetime import date, datetime

from sqlalchemy import Connection, delete, insert, select, update

from schemas.desk import (
    Attachment,
    Comment,
    Correction,
    FieldChange,
    HistoryEntry,
    Item,
    Move,
    OnTheDesk,
    Overruling,
    Permission,
    Person,
)
from schemas.document import NoticeIdentity
from schemas.errors import BadArguments
from schemas.notice import Notice, NoticeFacts
from schemas.privacy import redact

from . import desk_listing, flat, history, lookup, moves
from .cleaning import keepable, safe
from .corrected import checked, corrected, open_errors, overruled
from .desk_records import DeskFilter, DeskRow, Order, QueuePage, SavedView
from .desk_tables import attachments, comments, corrections, overrulings, saved_views
from .moves import LEASE_MINUTES, HeldByAnother, NotAllowed
from .readings import identity, whole_number
from .store import Store
from .tables import notices, work_items

__all__ = [
    "LEASE_MINUTES",
    "Desk",
    "DeskFilter",
    "DeskRow",
    "HeldByAnother",
    "Judge",
    "NotAllowed",
    "Order",
    "QueuePage",
    "SavedView",
    "StaleItem",
    "StillBlocked",
]

Judge = Callable[[NoticeFacts, Sequence[NoticeIdentity]], Notice]
"""What the rules make of corrected facts, other notices being known; day, law and book are the caller's."""


class StaleItem(BadArguments):
    """The item was changed since the person saw it."""


class StillBlocked(NotAllowed):
    """It can't be accepted: `findings` (code, field) stand unresolved."""

    def __init__(self, findings: Sequence[tuple[str, str | None]], what: str, advice: str = "") -> None:
        super().__init__(what, advice)
        self.findings = tuple(findings)


class Desk:
    """What people do. `Desk(store)` shares the store's connections."""

    def __init__(self, store: Store) -> None:
        self._store = store

    # Looking

    def page(
        self, wanted: DeskFilter, *, today: date, order: Order = "pressing", offset: int = 0, limit: int = 50
    ) -> QueuePage:
        """Quick at 50,000 items: paged and indexed."""
        with self._store.reading() as db:
            return desk_listing.page(db, wanted, today=today, order=order, offset=offset, limit=limit)

    def notice(self, notice_id: str) -> OnTheDesk:
        """By full id or the beginning that names only one."""
        with self._store.reading() as db:
            return _on_the_desk(db, lookup.matching(db, notice_id))

    def history(self, notice_id: str | None = None, *, limit: int = 200) -> list[HistoryEntry]:
        """Latest first; None: of everything."""
        with self._store.reading() as db:
            return history.latest(db, notice_id, limit)

    def verify_history(self) -> list[str]:
        """What is wrong with the chain, in words; [] where every link holds."""
        with self._store.reading() as db:
            return history.verify(db)

    # Moving

    def take_next(self, who: Person, at: datetime, wanted: DeskFilter | None = None, *, today: date) -> Item | None:
        """Claims the most pressing free item (review and new ones, not snoozed); None where there is none. Two people
        never get the same: SKIP LOCKED on PostgreSQL, the writer's lock on SQLite."""
        with self._store.writing() as db:
            found = desk_listing.first_free(db, wanted or DeskFilter(), today, at)
            return None if found is None else _move(db, found, Move.CLAIM, who, at)

    def move(
        self,
        notice_id: str,
        move: Move,
        who: Person,
        at: datetime,
        *,
        version: int | None = None,
        why: str = "",
        to: str | None = None,
        until: date | None = None,
    ) -> Item:
        """One move of `workqueue.moves.TABLE`. `to`: whom ASSIGN gives it to (None: nobody). `until`: the day of
        SNOOZE. `version` None does not ask for one (bulk).
        Raises NotAllowed, HeldByAnother, StaleItem, StillBlocked."""
        with self._store.writing() as db:
            return _move(db, notice_id, move, who, at, version=version, why=why, to=to, until=until)

    def renew(self, notice_id: str, who: Person, at: datetime) -> Item:
        """The holder goes on working: the lease runs from `at` again. No entry in the history."""
        with self._store.writing() as db:
            item = _item(db, notice_id)
            if moves.holder_of(item, at) != who.name:
                raise NotAllowed("the claim has run out", "claim it again")
            longer = item.model_copy(update={"lease_until": at + moves.LEASE})
            _keep(db, longer)
            return longer

    def assign(self, notice_ids: Sequence[str], to: str | None, who: Person, at: datetime) -> int:
        """In bulk, in one transaction; how many were given."""
        with self._store.writing() as db:
            for one in notice_ids:
                _move(db, one, Move.ASSIGN, who, at, to=to)
        return len(notice_ids)

    # Correcting

    def correct(
        self, notice_id: str, changes: Sequence[FieldChange], who: Person, at: datetime, *, version: int, judge: Judge
    ) -> OnTheDesk:
        """Keeps the changes, applies all of the item to the facts as read, judges them again and keeps the notice.

        Raises BadArguments naming the field whose value can't be one.
        """
        with self._store.writing() as db:
            item, facts = _to_write(db, notice_id, who, at, version), _facts(db, notice_id)
            now = corrected(facts, _corrections(db, notice_id))
            for change in changes:
                made = checked(now, change.model_copy(update={"why": safe(redact(change.why))}))
                kept = Correction(change=made, before=facts.fields.get(made.field), who=who.name, at=at)
                db.execute(
                    insert(corrections).values(notice_id=notice_id, field=made.field, record=kept.model_dump_json())
                )
                history.add(
                    db,
                    "correct",
                    who.name,
                    at,
                    notice_id=notice_id,
                    details={"field": made.field, "verdict": made.verdict},
                )
            return _judged_again(db, item, facts, judge, at)

    def overrule(
        self, notice_id: str, what: Overruling, who: Person, at: datetime, *, version: int, judge: Judge
    ) -> OnTheDesk:
        """Sets a finding aside; `why` must not be empty."""
        if not what.why.strip():
            raise BadArguments("a finding is set aside for a reason", "say why")
        with self._store.writing() as db:
            item, facts = _to_write(db, notice_id, who, at, version), _facts(db, notice_id)
            kept = what.model_copy(update={"why": safe(redact(what.why))})
            db.execute(insert(overrulings).values(notice_id=notice_id, record=kept.model_dump_json()))
            told = {"code": kept.code, "field": kept.field, "why": kept.why}
            history.add(db, "overrule", who.name, at, notice_id=notice_id, details=told)
            return _judged_again(db, item, facts, judge, at)

    def undo(self, notice_id: str, field: str, who: Person, at: datetime, *, version: int, judge: Judge) -> OnTheDesk:
        """Takes the last change of a field back: what stood before it holds again."""
        with self._store.writing() as db:
            item, facts = _to_write(db, notice_id, who, at, version), _facts(db, notice_id)
            mine = (corrections.c.notice_id == notice_id) & (corrections.c.field == field)
            latest = db.execute(
                select(corrections.c.correction_id).where(mine).order_by(corrections.c.correction_id.desc()).limit(1)
            ).scalar()
            if latest is None:
                raise BadArguments(f"nobody has changed {safe(field)}", "")
            db.execute(delete(corrections).where(corrections.c.correction_id == latest))
            history.add(db, "undo", who.name, at, notice_id=notice_id, details={"field": field})
            return _judged_again(db, item, facts, judge, at)

    def comment(self, notice_id: str, text: str, who: Person, at: datetime) -> Comment:
        _needs(who, Permission.WORK)
        said = safe(redact(text.strip()))
        if not said:
            raise BadArguments("an empty comment says nothing", "write something")
        with self._store.writing() as db:
            _item(db, notice_id)
            values = {"notice_id": notice_id, "who": who.name, "at": at.isoformat(), "text": said}
            number = db.execute(insert(comments).values(values).returning(comments.c.comment_id)).scalar_one()
            history.add(db, "comment", who.name, at, notice_id=notice_id, details={"comment": number})
        return Comment(comment_id=number, notice_id=notice_id, who=who.name, at=at, text=said)

    def attach(self, notice_id: str, file: tuple[str, str, int], who: Person, at: datetime) -> Attachment:
        """`file`: name, sha256, size."""
        _needs(who, Permission.WORK)
        name, sha256, size = file
        kept = {"notice_id": notice_id, "name": safe(redact(name)), "sha256": sha256, "size": size, "who": who.name}
        with self._store.writing() as db:
            _item(db, notice_id)
            made = Attachment.model_validate(kept | {"attachment_id": 0, "at": at})
            number = db.execute(
                insert(attachments)
                .values(notice_id=notice_id, record=made.model_dump_json())
                .returning(attachments.c.attachment_id)
            ).scalar_one()
            history.add(
                db, "attach", who.name, at, notice_id=notice_id, details={"attachment": number, "sha256": sha256}
            )
        return made.model_copy(update={"attachment_id": number})

    # What leaves a trace

    def record(
        self, what: str, who: str, at: datetime, notice_id: str | None = None, **details: str | int | float | bool
    ) -> HistoryEntry:
        """A stable word for what was done: view_tin, export, sign_in, sign_in_failed, purge, rotate_key ..."""
        with self._store.writing() as db:
            return history.add(db, what, who, at, notice_id=notice_id, details=details)

    # Saved views

    def views(self, who: Person) -> list[SavedView]:
        """One's own and everybody's, by name."""
        query = (
            select(saved_views.c.record).where(saved_views.c.owner.in_(("", who.name))).order_by(saved_views.c.name)
        )
        with self._store.reading() as db:
            return [SavedView.model_validate_json(text) for text in db.execute(query).scalars()]

    def save_view(self, view: SavedView, who: Person, at: datetime) -> None:
        """In place of one of the same name and owner. A view for all is a lead's to keep."""
        owner = _owner(view.owner, who)
        with self._store.writing() as db:
            _drop_view(db, view.name, owner)
            db.execute(insert(saved_views).values(name=view.name, owner=owner, record=view.model_dump_json()))
            history.add(
                db, "save_view", who.name, at, notice_id=None, details={"view": view.name, "for_all": owner == ""}
            )

    def drop_view(self, name: str, who: Person, at: datetime) -> None:
        """One's own of that name; where there is none, everybody's, if it is his to drop."""
        with self._store.writing() as db:
            if not _drop_view(db, name, who.name) and who.may(Permission.ASSIGN):
                _drop_view(db, name, "")
            history.add(db, "drop_view", who.name, at, notice_id=None, details={"view": name})


def _owner(owner: str | None, who: Person) -> str:
    if owner is None:
        _needs(who, Permission.ASSIGN)
        return ""
    if owner != who.name:
        raise NotAllowed("another's view is his own to keep", "save it under your own name")
    return owner


def _drop_view(db: Connection, name: str, owner: str) -> bool:
    mine = (saved_views.c.name == name) & (saved_views.c.owner == owner)
    return bool(db.execute(delete(saved_views).where(mine)).rowcount)


def _needs(who: Person, what: Permission) -> None:
    if not who.may(what):
        raise NotAllowed(f"{who.role.value} may not do that", "ask a lead")


def _item(db: Connection, notice_id: str) -> Item:
    """Locked for this transaction."""
    query = select(work_items).where(work_items.c.notice_id == notice_id).with_for_update()
    row = db.execute(query).mappings().one_or_none()
    if row is None:
        raise BadArguments(f"there is no work item {safe(notice_id)}", "`noticedesk queue` lists them")
    return desk_listing.item_of(row)


def _keep(db: Connection, item: Item) -> None:
    kept = item.model_dump(exclude={"notice_id"})
    kept |= {"state": item.state.value, "lease_until": item.lease_until and item.lease_until.isoformat()}
    db.execute(update(work_items).where(work_items.c.notice_id == item.notice_id).values(kept | {"by_person": True}))


def _fresh(item: Item, version: int | None) -> None:
    if version is not None and version != item.version:
        raise StaleItem("the item was changed since you saw it", "look at it again")


def _move(
    db: Connection,
    notice_id: str,
    move: Move,
    who: Person,
    at: datetime,
    *,
    version: int | None = None,
    why: str = "",
    to: str | None = None,
    until: date | None = None,
) -> Item:
    item = _item(db, notice_id)
    _fresh(item, version)
    if move is Move.ACCEPT:
        _unblocked(db, notice_id)
    after = moves.moved(item, move, who, at, why=why, to=to, until=until)
    _keep(db, after)
    told = {"from": item.state.value, "to": after.state.value, "why": why, "assignee": to}
    told |= {"until": until.isoformat() if until else None}
    if item.holder and item.holder != who.name:
        told["holder_before"] = item.holder  # whose claim had run out, or was taken over
    history.add(db, move.value, who.name, at, notice_id=notice_id, details={k: v for k, v in told.items() if v})
    return after


def _unblocked(db: Connection, notice_id: str) -> None:
    left = open_errors(_record(db, notice_id))
    if left:
        names = ", ".join(dict.fromkeys(field or code for code, field in left))
        raise StillBlocked(
            left, f"it can't be accepted yet: {redact(names)}", "correct it, or set it aside with a reason"
        )


def _to_write(db: Connection, notice_id: str, who: Person, at: datetime, version: int) -> Item:
    """The item, if `who` may write on it now."""
    _needs(who, Permission.WORK)
    item = _item(db, notice_id)
    _fresh(item, version)
    holder = moves.holder_of(item, at)
    if holder != who.name:
        if holder:
            raise HeldByAnother(holder, f"{holder} works on it", "wait, or ask a lead to take it over")
        raise NotAllowed("only who has claimed it may write on it", "claim it first")
    return item


def _record(db: Connection, notice_id: str) -> Notice:
    query = select(notices.c.record).where(notices.c.notice_id == notice_id).order_by(notices.c.document_id).limit(1)
    return Notice.model_validate_json(db.execute(query).scalar_one())


def _facts(db: Connection, notice_id: str) -> NoticeFacts:
    facts = _as_read(db, notice_id)
    if facts is None:
        raise BadArguments(
            "an older noticedesk read this notice and did not keep what it takes to judge it again",
            "read its file again: noticedesk ingest --reread",
        )
    return facts


def _as_read(db: Connection, notice_id: str) -> NoticeFacts | None:
    query = select(notices.c.facts).where(notices.c.notice_id == notice_id).order_by(notices.c.document_id).limit(1)
    text = db.execute(query).scalar()
    return None if text is None else NoticeFacts.model_validate_json(text)


def _corrections(db: Connection, notice_id: str) -> list[Correction]:
    query = select(corrections.c.record).where(corrections.c.notice_id == notice_id)
    return [
        Correction.model_validate_json(text)
        for text in db.execute(query.order_by(corrections.c.correction_id)).scalars()
    ]


def _overrulings(db: Connection, notice_id: str) -> list[Overruling]:
    query = select(overrulings.c.record).where(overrulings.c.notice_id == notice_id)
    return [
        Overruling.model_validate_json(text)
        for text in db.execute(query.order_by(overrulings.c.overruling_id)).scalars()
    ]


def _judged_again(db: Connection, item: Item, facts: NoticeFacts, judge: Judge, at: datetime) -> OnTheDesk:
    notice_id = item.notice_id
    now = corrected(facts, _corrections(db, notice_id))
    others = lookup.identities(db, exclude_document=None, tin_last4=now.tin.last4, notice_code=None)
    known = [one for one in others if one.notice_id != notice_id]
    notice = keepable(overruled(judge(now, known), _overrulings(db, notice_id)))
    number = whole_number(notice, now)
    columns = flat.judged(notice, identity(notice, number["tin_key"])) | number
    db.execute(update(notices).where(notices.c.notice_id == notice_id).values(columns))
    _keep(db, item.model_copy(update={"version": item.version + 1, "lease_until": at + moves.LEASE}))
    return _on_the_desk(db, notice_id)


def with_words_of_people(db: Connection, facts: NoticeFacts) -> NoticeFacts:
    """The facts of another reading with what persons said of the same notice before."""
    return corrected(facts, _corrections(db, facts.notice_id))


def set_aside(db: Connection, notice: Notice) -> Notice:
    """The notice of another judgement with what persons set aside before."""
    return overruled(notice, _overrulings(db, notice.notice_id))


def _on_the_desk(db: Connection, notice_id: str) -> OnTheDesk:
    as_read, made = _as_read(db, notice_id), _corrections(db, notice_id)
    said = select(comments).where(comments.c.notice_id == notice_id).order_by(comments.c.comment_id)
    added = select(attachments).where(attachments.c.notice_id == notice_id).order_by(attachments.c.attachment_id)
    query = select(work_items).where(work_items.c.notice_id == notice_id)
    return OnTheDesk(
        notice=_record(db, notice_id),
        facts=corrected(as_read, made) if as_read else None,
        as_read=as_read,
        item=desk_listing.item_of(db.execute(query).mappings().one()),
        corrections=tuple(made),
        overruled=tuple(_overrulings(db, notice_id)),
        comments=tuple(Comment.model_validate(dict(row)) for row in db.execute(said).mappings()),
        attachments=tuple(
            Attachment.model_validate(json.loads(row["record"]) | {"attachment_id": row["attachment_id"]})
            for row in db.execute(added).mappings()
        ),
    )
