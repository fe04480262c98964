"""How files are cut: the fate and owner of each page, and a person's cuts, which every later reading goes by."""

import json
from collections.abc import Sequence

from sqlalchemy import Connection, delete, insert, select

from schemas.cut import Cut, KeptCuts
from schemas.document import FileKind, PageOutcome
from schemas.ledger import PageFate
from schemas.record import Record

from .lookup import matching
from .selection import latest_names
from .tables import cuts, documents, notices, pages


class FilePages(Record):
    """A file and what became of its pages. `notices`: (notice_id, its pages in their order), by first page."""

    document_id: int
    sha256: str
    name: str
    kind: FileKind
    pages: int
    outcomes: tuple[PageOutcome, ...]
    notices: tuple[tuple[str, tuple[int, ...]], ...]

    @property
    def cuts(self) -> tuple[Cut, ...]:
        """How it is cut now, by first page; each page in exactly one."""
        taken = {page for _, own in self.notices for page in own}
        found = [Cut(kind="notice", pages=own) for _, own in self.notices]
        found += [Cut(kind=_kind(o.fate), pages=(o.page,)) for o in self.outcomes if o.page not in taken]
        return tuple(sorted(found, key=lambda cut: min(cut.pages)))


def _kind(fate: PageFate) -> str:
    """A page that nobody could read, or that came with a file that was set aside, waits for a person alike."""
    return fate.value if fate not in (PageFate.NOTICE, PageFate.QUARANTINED) else PageFate.UNREADABLE.value


class KnownFile(Record):
    """A file that was taken in."""

    document_id: int
    kind: FileKind
    pages: int


def known_file(db: Connection, sha256: str) -> KnownFile | None:
    row = db.execute(select(documents).where(documents.c.sha256 == sha256)).mappings().one_or_none()
    return None if row is None else KnownFile(document_id=row["document_id"], kind=row["kind"], pages=row["pages"])


def kept(db: Connection, document_id: int) -> KeptCuts | None:
    row = db.execute(select(cuts.c.record).where(cuts.c.document_id == document_id)).scalar()
    return None if row is None else KeptCuts.model_validate_json(row)


def keep(db: Connection, document_id: int, made: KeptCuts) -> None:
    """In place of what a person said before."""
    db.execute(delete(cuts).where(cuts.c.document_id == document_id))
    db.execute(insert(cuts).values(document_id=document_id, record=made.model_dump_json()))


def file_pages(db: Connection, wanted: str) -> FilePages:
    """The file of the notice `wanted` (an id or its beginning); BadArguments where there is none."""
    found = select(notices.c.document_id).where(notices.c.notice_id == matching(db, wanted)).limit(1)
    document = db.execute(select(documents).where(documents.c.document_id.in_(found))).mappings().one()
    number = document["document_id"]
    return FilePages(
        document_id=number,
        sha256=document["sha256"],
        name=latest_names(db, {number})[number],
        kind=document["kind"],
        pages=document["pages"],
        outcomes=_outcomes(db, number),
        notices=_owners(db, number),
    )


def _outcomes(db: Connection, document_id: int) -> tuple[PageOutcome, ...]:
    rows = db.execute(
        select(pages.c.page, pages.c.fate, pages.c.notice_id, pages.c.reason)
        .where(pages.c.document_id == document_id)
        .order_by(pages.c.page)
    ).mappings()
    return tuple(PageOutcome.model_validate(dict(row)) for row in rows)


def _owners(db: Connection, document_id: int) -> tuple[tuple[str, tuple[int, ...]], ...]:
    rows: Sequence[tuple[str, str]] = [
        (row.notice_id, row.source_pages)
        for row in db.execute(
            select(notices.c.notice_id, notices.c.source_pages)
            .where(notices.c.document_id == document_id)
            .order_by(notices.c.position)
        )
    ]
    return tuple((notice_id, tuple(json.loads(own))) for notice_id, own in rows)
