"""What people add to a work item: comments and files."""

import json
from datetime import datetime

from sqlalchemy import Connection, insert, select

from schemas.desk import Attachment, Comment
from schemas.errors import BadArguments

from . import claims, history
from .cleaning import safe
from .desk_tables import attachments, comments


def comment(db: Connection, notice_id: str, text: str, who: str, at: datetime) -> Comment:
    """Raises BadArguments for an empty text and an unknown notice."""
    said = safe(text.strip())
    if not said:
        raise BadArguments("an empty comment says nothing", "write something")
    claims.locked(db, notice_id)
    values = {"notice_id": notice_id, "who": who, "at": history.instant(at), "text": said}
    number = db.execute(insert(comments).values(values).returning(comments.c.comment_id)).scalar_one()
    history.add(db, "comment", who, at, notice_id=notice_id, details={"comment": number})
    return Comment(comment_id=number, notice_id=notice_id, who=who, at=at, text=said)


def attach(db: Connection, notice_id: str, file: tuple[str, str, int], who: str, at: datetime) -> Attachment:
    """`file`: name, sha256, size."""
    name, sha256, size = file
    claims.locked(db, notice_id)
    made = Attachment(attachment_id=0, notice_id=notice_id, name=safe(name), sha256=sha256, size=size, who=who, at=at)
    new = insert(attachments).values(notice_id=notice_id, record=made.model_dump_json())
    number = db.execute(new.returning(attachments.c.attachment_id)).scalar_one()
    told = {"attachment": number, "name": made.name, "sha256": sha256}
    history.add(db, "attach", who, at, notice_id=notice_id, details=told)
    return made.model_copy(update={"attachment_id": number})


def comments_on(db: Connection, notice_id: str) -> tuple[Comment, ...]:
    said = select(comments).where(comments.c.notice_id == notice_id).order_by(comments.c.comment_id)
    return tuple(Comment.model_validate(dict(row)) for row in db.execute(said).mappings())


def attached_to(db: Connection, notice_id: str) -> tuple[Attachment, ...]:
    added = select(attachments).where(attachments.c.notice_id == notice_id).order_by(attachments.c.attachment_id)
    return tuple(
        Attachment.model_validate(json.loads(row["record"]) | {"attachment_id": row["attachment_id"]})
        for row in db.execute(added).mappings()
    )
