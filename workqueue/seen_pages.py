"""Who saw pages with a whole taxpayer number: an entry `saw_pages` of the history, one a day for each person and
notice.

A number counts as printed whole where the notice's record keeps it (`tin_sealed`: read twice alike), or where the
words of the page hold something like one (`printed`: whatever the fields were read as).
"""

import json
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Column, Connection, Row, select

from schemas.geometry import Box
from schemas.notice import NoticeFacts
from schemas.record import Record

from . import history
from .cleaning import safe
from .desk_tables import history as entries
from .tables import documents, notices

SAW = "saw_pages"
_FIELD = "tin.last4"


class Look(Record):
    """Somebody is shown a page of a file. `asked`: the notice that led there; `printed`: whether the page's words
    hold a whole number; `covered`: whether the known ones are covered."""

    asked: str
    sha256: str
    page: int
    who: str
    printed: bool
    covered: bool


def number_boxes(db: Connection, sha256: str, page: int) -> tuple[Box, ...]:
    """Where on the page a taxpayer number was read, by any reader, for any notice."""
    found: list[Box] = []
    for row in _on_page(db, sha256, page, notices.c.facts):
        if row.facts is None:
            continue
        facts = NoticeFacts.model_validate_json(row.facts)
        found += [Box(*one.bbox) for one in facts.heard.get(_FIELD, ()) if one.page == page]
        evidence = facts.fields.get(_FIELD)
        if evidence is not None and evidence.page == page and evidence.bbox is not None:
            found.append(Box(*evidence.bbox))
    return tuple(dict.fromkeys(found))


def to_tell(db: Connection, look: Look, at: datetime) -> list[str]:
    """The notices of which the history has yet to say that they were seen so today (UTC)."""
    rows = _on_page(db, look.sha256, look.page, notices.c.tin_sealed)
    whole = [row.notice_id for row in rows if look.printed or row.tin_sealed is not None]
    if look.printed and not rows:  # of no notice: another paper in the same file
        whole = [look.asked]
    return [one for one in dict.fromkeys(whole) if not _told(db, one, look, at)]


def tell(db: Connection, look: Look, at: datetime) -> None:
    """Within the writer's transaction: what another request has told meanwhile is not told again."""
    for notice_id in to_tell(db, look, at):
        details = {"page": look.page, "number_covered": look.covered}
        history.add(db, SAW, look.who, at, notice_id=notice_id, details=details)


def _told(db: Connection, notice_id: str, look: Look, at: datetime) -> bool:
    entry = entries.c
    mine = (entry.notice_id == notice_id, entry.what == SAW, entry.who == safe(look.who))
    query = select(entry.details).where(*mine, entry.at >= f"{at.astimezone(UTC).date()}")
    return any(json.loads(told).get("number_covered") == look.covered for told in db.execute(query).scalars())


def _on_page(db: Connection, sha256: str, page: int, column: Column[Any]) -> list[Row[Any]]:
    query = (
        select(notices.c.notice_id, notices.c.source_pages, column)
        .join(documents, documents.c.document_id == notices.c.document_id)
        .where(documents.c.sha256 == sha256)
        .order_by(notices.c.position)
    )
    return [row for row in db.execute(query) if page in json.loads(row.source_pages)]
