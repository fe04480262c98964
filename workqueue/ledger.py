"""The page ledger of a run or of the whole store: every page of every input file exactly once."""

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from sqlalchemy import CTE, Connection, select

from schemas.errors import StoreInconsistent
from schemas.ledger import LedgerRow, PageFate

from .cleaning import safe
from .selection import repeats
from .tables import documents, pages

NOT_READ_YET = "not read yet: run `noticedesk ingest` again"


def ledger(db: Connection, files: CTE) -> Iterator[LedgerRow]:
    """The rows in the order of the inputs, then of the pages.

    - A set-aside file: one row, page 0, `quarantined`.
    - Content that came earlier in the selection: `duplicate`, with the first file's name and the page's notice there.
    - A notice that stands in an earlier file as well: its pages are `duplicate` in the same way.
    - A document that was never read through (a run cut short): `unreadable`, for this is what its pages are so far.

    Raises StoreInconsistent where a document's pages are not 1..n.
    """
    again = repeats(db, files)
    rows = db.execute(_query(files)).mappings()
    for _, group in groupby(rows, key=lambda row: row["file_id"]):
        yield from _of_file(list(group), again)


def _query(files: CTE) -> Any:
    return (
        select(
            files,
            documents.c.pages,
            documents.c.state,
            pages.c.page,
            pages.c.fate,
            pages.c.notice_id,
            pages.c.reason.label("page_reason"),
        )
        .outerjoin(documents, documents.c.document_id == files.c.document_id)
        .outerjoin(pages, pages.c.document_id == files.c.document_id)
        .order_by(files.c.run, files.c.position, pages.c.page)
    )


def _of_file(rows: list[Any], again: dict[tuple[int, str], str]) -> Iterator[LedgerRow]:
    file = rows[0]
    if file["document_id"] is None:
        why = ": ".join(part for part in (file["reason"], file["sentence"]) if part)
        yield LedgerRow(file=file["name"], page=0, fate=PageFate.QUARANTINED, reason=why)
        return
    if file["state"] == "pending":
        rows = [{**file, "page": n, "fate": "unreadable", "page_reason": NOT_READ_YET} for n in _all(file)]
    if [row["page"] for row in rows] != list(_all(file)):
        raise StoreInconsistent(
            f"file {file['sha256'][:12]} has {file['pages']} pages, and the store does not account for each once",
            "read it again with `noticedesk ingest --reread`",
        )
    for row in rows:
        yield _page(row, again)


def _all(file: Any) -> range:
    return range(1, file["pages"] + 1)


def _page(row: Any, again: dict[tuple[int, str], str]) -> LedgerRow:
    owner = again.get((row["document_id"], row["notice_id"] or ""))
    fate, reason = PageFate(row["fate"]), row["page_reason"]
    if row["copy"] > 1:
        fate, reason = PageFate.DUPLICATE, f"the same file as {safe(row['first_name'])}"
    elif owner is not None and fate == PageFate.NOTICE:
        fate, reason = PageFate.DUPLICATE, f"the same pages as in {safe(owner)}"
    return LedgerRow(file=row["name"], page=row["page"], fate=fate, notice_id=row["notice_id"], reason=reason)
