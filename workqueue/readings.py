"""Keeping what a reading gave: whole or not at all, and in place of what an earlier reading gave."""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection, RowMapping, delete, exists, insert, select, update

from schemas.document import DocumentReading, NoticeIdentity, PageOutcome
from schemas.errors import BadArguments, StoreInconsistent
from schemas.ledger import PageFate
from schemas.notice import Notice, NoticeFacts
from schemas.queue_row import FIRST_STATE, ItemState

from . import corrections, flat, history, shown
from .cleaning import keepable, keepable_facts, safe
from .conservation import check_reading
from .corrections import WordsOfPeople
from .intake_book import insert_new
from .tables import documents, notices, pages, work_items


def identity(notice: Notice, tin_key: str | None = None) -> NoticeIdentity:
    """What the rules recognise the notice by when it comes again; `tin_key`: the hash of its whole number."""
    from rules import identity_of  # noqa: PLC0415 - looking at the queue needs no rule

    return identity_of(notice, tin_key)


class SaidMeanwhile(StoreInconsistent):
    """Somebody said something of one of the notices after they were judged: judge them again, with that."""


class Prepared(NamedTuple):
    """A reading ready to be kept: checked and flattened before the writer's lock is taken."""

    reading: DocumentReading
    notices: tuple[Notice, ...]
    rows: tuple[dict[str, Any], ...]


def prepare(reading: DocumentReading, found: Sequence[Notice], machine: Sequence[Notice] = ()) -> Prepared:
    """Cleans `found` and puts them in the order of their first page; StoreInconsistent for an invalid record.

    `machine`: as the machine alone judged them, where persons had said something.
    """
    alone = {notice.notice_id: keepable(notice) for notice in machine}
    clean = tuple(sorted((keepable(notice) for notice in found), key=lambda n: min(n.source.pages, default=0)))
    as_read = {facts.notice_id: facts for facts in reading.notices}
    rows = tuple(
        _row(notice, as_read.get(notice.notice_id), position) | _by_machine(notice, alone.get(notice.notice_id))
        for position, notice in enumerate(clean)
    )
    return Prepared(reading, clean, rows)


def _row(notice: Notice, as_read: NoticeFacts | None, position: int) -> dict[str, Any]:
    number = whole_number(notice, as_read)
    row = flat.row(notice, identity(notice, number["tin_key"]), position)
    return row | number | {"facts": keepable_facts(as_read).model_dump_json() if as_read else None}


def whole_number(notice: Notice, facts: NoticeFacts | None) -> dict[str, str | None]:
    """`tin_sealed` and `tin_key` for the notice's row: not those of a number that a person read otherwise."""
    if facts is None or facts.tin.last4 != notice.tin.last4:
        return {"tin_sealed": None, "tin_key": None}
    return {"tin_sealed": facts.tin_sealed, "tin_key": facts.tin_key}


def _by_machine(notice: Notice, alone: Notice | None) -> dict[str, Any]:
    machine = None if alone in (None, notice) else alone
    return {
        "read_as": (machine or notice).validation.status.value,
        "machine": machine and machine.model_dump_json(),
    }


def save(
    db: Connection,
    document_id: int,
    prepared: Prepared,
    *,
    said: WordsOfPeople | None = None,
    day: date | None = None,
    counts: bool = True,
) -> None:
    """Replaces what the document had; a person's decision on a notice that stays is kept. `counts`: a run read it.
    `day`: on which it was judged; `said`: what persons had said then, SaidMeanwhile where that is no longer all.

    Raises StoreInconsistent, and changes nothing, where pages are not accounted for or the document is unknown.
    """
    document = _locked(db, document_id)
    reading, found, rows = prepared
    check_reading(document["sha256"], document["pages"], reading, found)
    ids = {str(row["notice_id"]) for row in rows}
    before = _locked_items(db, document_id, ids)
    if said is not None and corrections.words(db, sorted(ids)) != said:
        raise SaidMeanwhile("somebody has corrected a notice while its file was read", "read the file again")
    _clear(db, document_id)
    _insert_pages(db, document_id, reading.outcomes)
    if rows:
        db.execute(insert(notices), [{"document_id": document_id, **row} for row in rows])
    for row in sorted(rows, key=lambda row: str(row["notice_id"])):
        changed = before.get(row["notice_id"]) not in (None, row["record"])
        _open_item(db, row["notice_id"], FIRST_STATE[row["status"]], day, changed=changed)
    _close_items(db, before.keys() - ids)
    shown.refresh(db, before.keys() | ids)
    _mark(
        db,
        document,
        counts=counts,
        state="read",
        reader=reading.reader,
        seconds_cpu=reading.seconds_cpu,
        second_reader=reading.second_reader,
    )


def fail(db: Connection, document_id: int, reason: str, sentence: str) -> None:
    """The document could not be read at all: each of its pages is quarantined, its notices go."""
    document = _locked(db, document_id)
    before = _locked_items(db, document_id, set())
    _clear(db, document_id)
    why = safe(f"{reason}: {sentence}" if sentence else reason)
    outcomes = [
        PageOutcome(page=page, fate=PageFate.QUARANTINED, reason=why) for page in range(1, document["pages"] + 1)
    ]
    _insert_pages(db, document_id, outcomes)
    _close_items(db, before.keys())
    shown.refresh(db, before.keys())
    _mark(db, document, state="failed", reader=None, seconds_cpu=None, second_reader=None)


def decide(db: Connection, notice_id: str, state: ItemState, *, who: str, why: str, at: datetime) -> None:
    """Somebody moves a work item past the desk; what was done is entered with who, when and why.

    Raises BadArguments where there is no such item.
    """
    mine = work_items.c.notice_id == notice_id
    found = db.execute(select(work_items.c.state).where(mine).with_for_update()).scalar()
    if found is None:
        raise BadArguments(f"there is no work item {safe(notice_id)}", "`noticedesk queue` lists them")
    stands = {"state": state.value, "closed": state in shown.CLOSED, "by_person": True}
    db.execute(update(work_items).where(mine).values(**stands, version=work_items.c.version + 1))
    told = {"from": found, "to": state.value, "why": why}
    history.add(db, "decide", who, at, notice_id=notice_id, details={k: v for k, v in told.items() if v})


def _locked(db: Connection, document_id: int) -> RowMapping:
    # Two processes that read the same document take turns; SQLite's writer's lock does it there. Who corrects one of
    # its notices refers to the document and need not wait for that.
    chosen = select(documents).where(documents.c.document_id == document_id).with_for_update(key_share=True)
    row = db.execute(chosen).mappings().one_or_none()
    if row is None:
        raise StoreInconsistent(f"the store knows no document {document_id}", "add its file first")
    return row


def _locked_items(db: Connection, document_id: int, new: set[str]) -> dict[str, str]:
    """The items of the document's notices and of the `new` ones are locked, in one order, as whoever works on one of
    them does; the records that the document had, by notice id."""
    mine = select(notices.c.notice_id, notices.c.record).where(notices.c.document_id == document_id)
    for notice_id in sorted({str(row[0]) for row in db.execute(mine)} | new):
        db.execute(select(work_items.c.notice_id).where(work_items.c.notice_id == notice_id).with_for_update())
    return {row[0]: row[1] for row in db.execute(mine)}


def _clear(db: Connection, document_id: int) -> None:
    """Takes out what an earlier reading left."""
    db.execute(delete(notices).where(notices.c.document_id == document_id))
    db.execute(delete(pages).where(pages.c.document_id == document_id))


def _insert_pages(db: Connection, document_id: int, outcomes: Sequence[PageOutcome]) -> None:
    rows = [
        {
            "document_id": document_id,
            "page": outcome.page,
            "fate": outcome.fate.value,
            "notice_id": outcome.notice_id,
            "reason": safe(outcome.reason),
        }
        for outcome in outcomes
    ]
    if rows:
        db.execute(insert(pages), rows)


_FIRST = tuple(state.value for state in FIRST_STATE.values())


def _open_item(db: Connection, notice_id: str, state: ItemState, day: date | None, *, changed: bool) -> None:
    """A new item, or one that follows what was read now as long as nobody has decided on it or holds it. Who saw what
    was read before is told so by the version."""
    new = {"notice_id": notice_id, "state": state.value, "by_person": False, "came": day}
    db.execute(insert_new(db, work_items).values(**new, closed=state in shown.CLOSED))
    mine, item = work_items.c.notice_id == notice_id, work_items.c
    untouched = mine & item.by_person.is_(False) & item.holder.is_(None) & item.state.in_(_FIRST)
    db.execute(update(work_items).where(untouched).values(state=state.value, closed=state in shown.CLOSED))
    if changed:
        db.execute(update(work_items).where(mine).values(version=item.version + 1))


def _close_items(db: Connection, gone: Collection[str]) -> None:
    for notice_id in sorted(gone):
        elsewhere = exists().where(notices.c.notice_id == notice_id)
        db.execute(delete(work_items).where(work_items.c.notice_id == notice_id, ~elsewhere))


def _mark(db: Connection, document: RowMapping, *, counts: bool = True, **values: Any) -> None:
    chosen = update(documents).where(documents.c.document_id == document["document_id"])
    db.execute(chosen.values(readings=document["readings"] + counts, **values))
