"""One notice with everything known of it, and what notices are recognised by when they come again."""

from sqlalchemy import Connection, select

from schemas.document import NoticeIdentity, PageOutcome
from schemas.errors import BadArguments
from schemas.notice import Notice
from schemas.queue_row import ItemState

from . import history
from .cleaning import safe
from .listing import items
from .records import Event, StoredNotice
from .selection import latest_names
from .tables import documents, inputs, notices, pages, work_items


def notice(db: Connection, wanted: str) -> StoredNotice:
    """The notice whose id is `wanted`, or begins with it; BadArguments where that is none, or several."""
    found = matching(db, wanted)
    row = (
        db.execute(
            items(
                (
                    notices.c.document_id,
                    notices.c.record,
                    notices.c.machine,
                    documents.c.kind,
                    documents.c.pages,
                    documents.c.reader,
                    work_items.c.state,
                )
            ).where(notices.c.notice_id == found)
        )
        .mappings()
        .one()
    )
    names = _all_names(db, row["document_id"])
    record = Notice.model_validate_json(row["record"])
    machine = Notice.model_validate_json(row["machine"] or row["record"])
    source = record.source.model_copy(update={"file": latest_names(db, {row["document_id"]})[row["document_id"]]})
    return StoredNotice(
        notice=record.model_copy(update={"source": source}),
        by_machine=machine.model_copy(update={"source": source}),
        state=ItemState(row["state"]),
        document_id=row["document_id"],
        kind=row["kind"],
        document_pages=row["pages"],
        reader=row["reader"],
        names=names,
        pages=_outcomes(db, row["document_id"], record.source.pages),
        events=_events(db, found),
    )


def matching(db: Connection, wanted: str) -> str:
    """The id that `wanted` is, or is the beginning of; BadArguments for none or several."""
    beginning = notices.c.notice_id.startswith(wanted, autoescape=True) if wanted else notices.c.notice_id == ""
    ids = db.execute(select(notices.c.notice_id).distinct().where(beginning).limit(50)).scalars().all()
    if wanted in ids or len(ids) == 1:
        return wanted if wanted in ids else str(ids[0])
    if not ids:
        raise BadArguments(f"no notice's id begins with {safe(wanted)!r}", "`noticedesk queue` lists them")
    raise BadArguments(f"several notices' ids begin with {safe(wanted)!r}", "give more of the id")


def _all_names(db: Connection, document_id: int) -> tuple[str, ...]:
    rows = db.execute(
        select(inputs.c.name).where(inputs.c.document_id == document_id).order_by(inputs.c.run, inputs.c.position)
    )
    return tuple(dict.fromkeys(str(name) for name in rows.scalars()))


def _outcomes(db: Connection, document_id: int, wanted: tuple[int, ...]) -> tuple[PageOutcome, ...]:
    rows = db.execute(
        select(pages.c.page, pages.c.fate, pages.c.notice_id, pages.c.reason)
        .where(pages.c.document_id == document_id, pages.c.page.in_(wanted))
        .order_by(pages.c.page)
    ).mappings()
    return tuple(PageOutcome.model_validate(dict(row)) for row in rows)


def _events(db: Connection, notice_id: str) -> tuple[Event, ...]:
    """What changed its state, first to last."""
    told = history.latest(db, notice_id, None)
    return tuple(
        Event(
            at=one.at,
            who=one.who,
            from_state=str(one.details["from"]),
            to_state=str(one.details["to"]),
            why=str(one.details.get("why", "")),
        )
        for one in reversed(told)
        if {"from", "to"} <= one.details.keys()
    )


def identities(
    db: Connection, *, exclude_document: int | None, tin_last4: str | None, notice_code: str | None
) -> list[NoticeIdentity]:
    """What every other document's notices are recognised by; only those of that number, or code, where given."""
    query = select(notices.c.identity).order_by(notices.c.document_id, notices.c.position)
    if exclude_document is not None:
        query = query.where(notices.c.document_id != exclude_document)
    if tin_last4 is not None:
        query = query.where(notices.c.tin_last4 == tin_last4)
    if notice_code is not None:
        query = query.where(notices.c.notice_code == notice_code)
    return [NoticeIdentity.model_validate_json(text) for text in db.execute(query).scalars()]
