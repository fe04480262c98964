"""Whole taxpayer numbers, sealed, and their keyed hashes. Of notices read before they are known after a reread.

The chain of the history is made anew over salted digests of what its entries tell, so that this can be disposed of.
"""

import hashlib
import json
import secrets
from collections.abc import Callable
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    op.add_column("notices", sa.Column("tin_sealed", sa.Text(), nullable=True))
    op.add_column("notices", sa.Column("tin_key", sa.Text(), nullable=True))
    op.create_index(op.f("ix_notices_tin_key"), "notices", ["tin_key"], unique=False)
    for name in ("salt", "digest"):
        op.add_column("history", sa.Column(name, sa.Text(), nullable=False, server_default=""))
    _chained(_salted)


def _salted(row: dict[str, Any]) -> dict[str, Any]:
    salt = secrets.token_hex(16)
    digest = hashlib.sha256(f"{salt}{row['details']}".encode()).hexdigest()
    return {"salt": salt, "digest": digest}


def _chained(more: Callable[[dict[str, Any]], dict[str, Any]], last: str = "digest") -> None:
    """Each entry's hash again, over its link, `last` and the rest."""
    db, link, number = op.get_bind(), "0" * 64, 0
    names = ("number", "at", "who", "what", "notice_id", "details", "hash", "salt", "digest")
    history = sa.table("history", *map(sa.column, names))
    end = sa.table("history_end", *map(sa.column, ("number", "hash")))
    for found in db.execute(sa.select(history).order_by(history.c.number)).mappings().all():
        row = dict(found) | more(dict(found))
        told = [link, *(row[key] for key in ("number", "at", "who", "what", "notice_id", last))]
        text = json.dumps(told, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        link, number = hashlib.sha256(text.encode()).hexdigest(), row["number"]
        values = {"hash": link, "salt": row["salt"], "digest": row["digest"]}
        db.execute(sa.update(history).where(history.c.number == number).values(values))
    db.execute(sa.update(end).values(number=number, hash=link))


def downgrade() -> None:
    _chained(lambda _: {}, "details")
    for name in ("digest", "salt"):
        op.drop_column("history", name)
    op.drop_index(op.f("ix_notices_tin_key"), table_name="notices")
    op.drop_column("notices", "tin_key")
    op.drop_column("notices", "tin_sealed")
