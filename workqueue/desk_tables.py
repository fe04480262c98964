"""The tables of the desk: what people did and said. See `workqueue.desk`.

Instants are ISO text; `record` is a whole record of `schemas.desk` as JSON. The history is only ever added to.
"""

from sqlalchemy import Column, Index, Integer, Table, Text, UniqueConstraint

from .tables import metadata

history = Table(
    "history",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("at", Text, nullable=False),
    Column("who", Text, nullable=False),
    Column("what", Text, nullable=False),
    Column("notice_id", Text),
    Column("details", Text, nullable=False),  # canonical JSON
    Column("hash", Text, nullable=False),
    Index(None, "notice_id"),
)

corrections = Table(
    "corrections",
    metadata,
    Column("correction_id", Integer, primary_key=True),
    Column("notice_id", Text, nullable=False),
    Column("field", Text, nullable=False),
    Column("record", Text, nullable=False),
    Index(None, "notice_id"),
)

overrulings = Table(
    "overrulings",
    metadata,
    Column("overruling_id", Integer, primary_key=True),
    Column("notice_id", Text, nullable=False),
    Column("record", Text, nullable=False),
    Index(None, "notice_id"),
)

comments = Table(
    "comments",
    metadata,
    Column("comment_id", Integer, primary_key=True),
    Column("notice_id", Text, nullable=False),
    Column("who", Text, nullable=False),
    Column("at", Text, nullable=False),
    Column("text", Text, nullable=False),
    Index(None, "notice_id"),
)

attachments = Table(
    "attachments",
    metadata,
    Column("attachment_id", Integer, primary_key=True),
    Column("notice_id", Text, nullable=False),
    Column("record", Text, nullable=False),
    Index(None, "notice_id"),
)

saved_views = Table(
    "saved_views",
    metadata,
    Column("view", Integer, primary_key=True),
    Column("name", Text, nullable=False),
    Column("owner", Text, nullable=False),  # "" for all
    Column("record", Text, nullable=False),
    UniqueConstraint("owner", "name"),
)
