"""The tables of the desk: what people did and said. See `workqueue.desk`.

Instants are ISO text; `record` is a whole record of `schemas.desk` as JSON. The history is only ever added to.
"""

from sqlalchemy import Column, Date, Index, Integer, Table, Text, UniqueConstraint

from .tables import metadata

history = Table(
    "history",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("at", Text, nullable=False),
    Column("who", Text, nullable=False),
    Column("what", Text, nullable=False),
    Column("notice_id", Text),
    Column("details", Text, nullable=False),  # canonical JSON; "{}" once it was disposed of
    Column("hash", Text, nullable=False),
    Column("salt", Text, nullable=False, server_default=""),  # keeps the digest from telling details that are gone
    Column("digest", Text, nullable=False, server_default=""),  # of salt and details: what the chain holds on to
    Index(None, "notice_id"),
    Index(None, "what", "at"),
)

# One row: where the chain ends. Who adds to it locks the row; entries taken off the end show by it.
history_end = Table(
    "history_end",
    metadata,
    Column("chain", Integer, primary_key=True, autoincrement=False),
    Column("number", Integer, nullable=False),
    Column("hash", Text, nullable=False),
)

corrections = Table(
    "corrections",
    metadata,
    Column("correction_id", Integer, primary_key=True),
    Column("notice_id", Text, nullable=False),
    Column("field", Text, nullable=False),
    Column("record", Text, nullable=False),
    Column("verdict", Text, nullable=False, server_default="corrected"),
    Column("at", Text, nullable=False, server_default=""),
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

# Notices drawn for checking; the columns from `at` on are NULL until somebody has checked one.
quality = Table(
    "quality",
    metadata,
    Column("notice_id", Text, primary_key=True),
    Column("day", Date, nullable=False),  # on which the notice came
    Column("at", Text),
    Column("who", Text),
    Column("checked", Text),  # JSON, the fields that were looked at
    Column("wrong", Text),  # JSON, those of them that were wrong
    Index(None, "day"),
)
