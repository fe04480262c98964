"""What is old enough goes: closed notices with all that people said of them, and files of which nothing stays.

Of a file that goes the store keeps that it was there: its hash, its pages with their fates, the day it came; not its
name. The history keeps who did what when, for a chain with a gap proves nothing, but no longer what was said. Comes
the same file again, it is read again.
"""

import json
from collections.abc import Iterable
from datetime import UTC, date, datetime

from sqlalchemy import Connection, delete, func, select, update

from schemas.record import Record

from .desk_tables import attachments, history
from .every_table import every_table
from .history import PURGE, forget
from .seen_pages import SAW
from .tables import cuts, documents, inputs, judgements, notices, runs, work_items

CLOSED = ("done", "rejected")
DISPOSED = "disposed"
_STAYS = ("pages", "history", "notices")


class OldNotice(Record):
    """`since`: when it was last touched: closed, decided on, or brought in by a run."""

    notice_id: str
    notice_code: str | None
    since: datetime
    sha256: str
    document_id: int
    pages: tuple[int, ...]


class OldFile(Record):
    """A scan of which nothing stays. `attachments`, `size`: bytes as taken in."""

    sha256: str
    document_id: int
    pages: int
    size: int


class Disposal(Record):
    """What goes, closed and untouched since before `before`. `attachments`: hashes of files that no other notice has;
    `kept_files`: scans that stay because they hold notices that stay."""

    before: date
    notices: tuple[OldNotice, ...]
    files: tuple[OldFile, ...]
    attachments: tuple[str, ...]
    kept_files: tuple[str, ...]


def plan(db: Connection, before: date) -> Disposal:
    """Nothing is changed. Files that were read and hold no notice at all go with age alone."""
    limit = datetime(before.year, before.month, before.day, tzinfo=UTC)
    old = [one for one in _closed(db) if one.since < limit]
    gone = {one.notice_id for one in old}
    files = _files_without(db, gone, limit)
    named = {one.sha256 for one in files}
    return Disposal(
        before=before,
        notices=tuple(old),
        files=tuple(files),
        attachments=_attachments_of(db, gone),
        kept_files=tuple(sorted({one.sha256 for one in old} - named)),
    )


def carry_out(db: Connection, what: Disposal) -> None:
    """Takes the rows out, within the writer's transaction; the files are the caller's to take away."""
    gone = {one.notice_id for one in what.notices}
    _forget_identities(db, gone, {one.document_id for one in what.notices})
    for ids in _some(sorted(gone)):
        for table in every_table(db):
            if "notice_id" in table.c and table.name not in _STAYS:
                db.execute(delete(table).where(table.c.notice_id.in_(ids)))
        db.execute(delete(notices).where(notices.c.notice_id.in_(ids)))
        forget(db, ids)
    for file in what.files:
        here = file.document_id
        db.execute(delete(cuts).where(cuts.c.document_id == here))
        db.execute(update(judgements).where(judgements.c.document_id == here).values(found="[]"))
        db.execute(update(documents).where(documents.c.document_id == here).values(state=DISPOSED))
        name = f"disposed of, {file.sha256[:12]}"
        db.execute(update(inputs).where(inputs.c.document_id == here).values(name=name))


def disposed(db: Connection, sha256: Iterable[str]) -> set[str]:
    """Those of the files that are gone by the store's word: not taken in again since."""
    found = set[str]()
    for some in _some(sorted(set(sha256))):
        query = select(documents.c.sha256).where(documents.c.sha256.in_(some), documents.c.state == DISPOSED)
        found |= set(db.execute(query).scalars())
    return found


def certificates(db: Connection) -> set[str]:
    """The checksums of all certificates of disposals that the store has kept."""
    query = select(history.c.details).where(history.c.what == PURGE)
    return {str(json.loads(details).get("certificate")) for details in db.execute(query).scalars()}


def attached(db: Connection) -> set[str]:
    """The hashes of all files that people added and that are still there."""
    return {json.loads(record)["sha256"] for record in db.execute(select(attachments.c.record)).scalars()}


def _closed(db: Connection) -> list[OldNotice]:
    touched = _touched(db)
    query = (
        select(
            notices.c.notice_id,
            notices.c.notice_code,
            notices.c.document_id,
            notices.c.source_pages,
            documents.c.sha256,
        )
        .join(documents, documents.c.document_id == notices.c.document_id)
        .join(work_items, work_items.c.notice_id == notices.c.notice_id)
        .where(work_items.c.state.in_(CLOSED))
        .order_by(notices.c.document_id, notices.c.position)
    )
    came = _came(db)
    return [
        OldNotice(
            notice_id=row.notice_id,
            notice_code=row.notice_code,
            since=max(came[row.document_id], touched.get(row.notice_id, came[row.document_id])),
            sha256=row.sha256,
            document_id=row.document_id,
            pages=tuple(json.loads(row.source_pages)),
        )
        for row in db.execute(query)
        if row.document_id in came
    ]


def _touched(db: Connection) -> dict[str, datetime]:
    """When people last did something to each notice; looking at its number or pages is no such thing."""
    query = (
        select(history.c.notice_id, func.max(history.c.at))
        .where(history.c.notice_id.is_not(None), history.c.what.not_in(("view_tin", SAW)))
        .group_by(history.c.notice_id)
    )
    return {notice_id: _instant(at) for notice_id, at in db.execute(query)}


def _came(db: Connection) -> dict[int, datetime]:
    """When a run last brought each document."""
    query = select(inputs.c.document_id, func.max(runs.c.started)).join(runs, runs.c.run == inputs.c.run)
    rows = db.execute(query.where(inputs.c.document_id.is_not(None)).group_by(inputs.c.document_id))
    return {int(document): _instant(started) for document, started in rows}


def _instant(text: str) -> datetime:
    found = datetime.fromisoformat(text)
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def _files_without(db: Connection, gone: set[str], limit: datetime) -> list[OldFile]:
    staying = {
        row.document_id
        for row in db.execute(select(notices.c.document_id, notices.c.notice_id))
        if row.notice_id not in gone
    }
    came = _came(db)
    rows = db.execute(
        select(documents).where(documents.c.state == "read").order_by(documents.c.document_id)
    ).mappings()
    return [
        OldFile(sha256=row["sha256"], document_id=row["document_id"], pages=row["pages"], size=row["size"])
        for row in rows
        if row["document_id"] not in staying and row["document_id"] in came and came[row["document_id"]] < limit
    ]


def _attachments_of(db: Connection, gone: set[str]) -> tuple[str, ...]:
    theirs, others = set[str](), set[str]()
    for row in db.execute(select(attachments.c.notice_id, attachments.c.record)):
        (theirs if row.notice_id in gone else others).add(json.loads(row.record)["sha256"])
    return tuple(sorted(theirs - others))


def _forget_identities(db: Connection, gone: set[str], files: set[int]) -> None:
    """What the notices were recognised by, in the judgements of their files."""
    for number in sorted(files):
        query = select(judgements.c.judgement, judgements.c.found).where(judgements.c.document_id == number)
        for row in db.execute(query).all():
            left = [one for one in json.loads(row.found) if one["notice_id"] not in gone]
            kept = json.dumps(left, ensure_ascii=False, separators=(",", ":"))
            db.execute(update(judgements).where(judgements.c.judgement == row.judgement).values(found=kept))


def _some(ids: list[str], most: int = 500) -> Iterable[list[str]]:
    return (ids[at : at + most] for at in range(0, len(ids), most))
