"""Whole taxpayer numbers: shown one at a time, each with a trace."""

from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import Connection, select

from schemas.errors import BadArguments, KeyTrouble

from . import history
from .tables import notices

if TYPE_CHECKING:  # looking at the queue needs no cryptography
    from schemas.sealing import Sealer


def whole_tin(db: Connection, notice_id: str, sealer: "Sealer | None", *, who: str, at: datetime) -> str:
    """See `Store.whole_tin`. Within the writer's transaction: nothing is told without the trace."""
    query = select(notices.c.tin_sealed, notices.c.tin_masked).where(notices.c.notice_id == notice_id)
    row = db.execute(query.order_by(notices.c.document_id).limit(1)).one_or_none()
    if row is None:
        raise BadArguments("there is no such notice", "`noticedesk queue` lists them")
    if row.tin_sealed is None:
        raise BadArguments(
            "the whole number is not kept: it is not whole on the paper, or was not read for certain",
            "look at the page; a file that an older noticedesk read is read again by: noticedesk ingest --reread",
        )
    if sealer is None:
        raise KeyTrouble("whole numbers are sealed and no key was given", "name it: NOTICEDESK_KEY_FILE")
    from schemas.sealing import tin_context  # noqa: PLC0415

    number = sealer.open_text(row.tin_sealed, tin_context(notice_id))
    history.add(db, "view_tin", who, at, notice_id=notice_id, details={})
    return _as_printed(number, ein=(row.tin_masked or "").startswith("**-"))


def _as_printed(number: str, *, ein: bool) -> str:
    return f"{number[:2]}-{number[2:]}" if ein else f"{number[:3]}-{number[3:5]}-{number[5:]}"
