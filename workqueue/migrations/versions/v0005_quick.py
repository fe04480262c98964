"""A queue that stays quick, a history with an end to hold it by, quality samples, what the machine said.

What people did before there was a history (events) becomes its first entries.
"""

import hashlib
import json
from datetime import date
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

_CRITICAL = ("notice_code", "notice_date", "tax_periods", "tin.last4", "amount_due", "due_date")

_INDEXES = {
    "ix_work_items_pressing": ["closed", "pressing", "notice_id", "snoozed_until"],
    "ix_work_items_queue": ["closed", "queue", "pressing", "notice_id", "snoozed_until"],
    "ix_work_items_counts": ["state", "queue"],
    "ix_work_items_holder": ["holder", "closed", "pressing", "notice_id"],
    "ix_work_items_assignee": ["assignee", "closed", "pressing", "notice_id"],
    "ix_work_items_came": ["came"],
}


def _item_columns() -> tuple[sa.Column[Any], ...]:
    return (
        sa.Column("came", sa.Date()),
        sa.Column("closed", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.Column("notice", sa.Integer()),
        sa.Column("pressing", sa.Text(), nullable=False, server_default=""),
        sa.Column("act_by", sa.Date()),
        sa.Column("queue", sa.Text(), nullable=False, server_default=""),
        sa.Column("status", sa.Text(), nullable=False, server_default=""),
        sa.Column("read_as", sa.Text()),
        sa.Column("family", sa.Text(), nullable=False, server_default=""),
        sa.Column("notice_code", sa.Text()),
        sa.Column("notice_date", sa.Date()),
        sa.Column("amount_cents", sa.BigInteger()),
        sa.Column("taxpayer", sa.Text()),
        sa.Column("doubt", sa.Float()),
        sa.Column("search", sa.Text(), nullable=False, server_default=""),
    )


def _others() -> tuple[tuple[str, sa.Column[Any]], ...]:
    return (
        ("notices", sa.Column("read_as", sa.Text())),
        ("notices", sa.Column("machine", sa.Text())),
        ("judgements", sa.Column("by_person", sa.Boolean(), nullable=False, server_default=sa.false())),
        ("corrections", sa.Column("verdict", sa.Text(), nullable=False, server_default="corrected")),
        ("corrections", sa.Column("at", sa.Text(), nullable=False, server_default="")),
    )


def upgrade() -> None:
    for column in _item_columns():
        op.add_column("work_items", column)
    for table, column in _others():
        op.add_column(table, column)
    op.create_table(
        "history_end",
        sa.Column("chain", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("hash", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("chain", name=op.f("pk_history_end")),
    )
    op.create_table(
        "quality",
        sa.Column("notice_id", sa.Text(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("at", sa.Text(), nullable=True),
        sa.Column("who", sa.Text(), nullable=True),
        sa.Column("checked", sa.Text(), nullable=True),
        sa.Column("wrong", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("notice_id", name=op.f("pk_quality")),
    )
    op.create_index(op.f("ix_quality_day"), "quality", ["day"], unique=False)
    op.create_index(op.f("ix_history_what_at"), "history", ["what", "at"], unique=False)
    op.drop_index("ix_notices_pressing", table_name="notices")
    db = op.get_bind()
    _first_history(db)
    op.drop_index(op.f("ix_events_notice_id"), table_name="events")
    op.drop_table("events")
    _beside_the_notices(db)
    _beside_the_items(db)
    _verdicts(db)
    for name, columns in _INDEXES.items():
        op.create_index(name, "work_items", columns, unique=False)


def _table(name: str, *columns: str) -> sa.TableClause:
    days = ("act_by", "notice_date", "day", "came")
    return sa.table(name, *(sa.column(one, sa.Date() if one in days else None) for one in columns))


def _first_history(db: sa.Connection) -> None:
    """The events, in their order, behind what the history has."""
    history = _table("history", "number", "at", "who", "what", "notice_id", "details", "hash")
    events = _table("events", "event", "notice_id", "at", "who", "from_state", "to_state", "why")
    last = db.execute(sa.select(history).order_by(history.c.number.desc()).limit(1)).mappings().one_or_none()
    number, link = (last["number"], last["hash"]) if last else (0, "0" * 64)
    known = {(row[0], row[1]) for row in db.execute(sa.select(history.c.notice_id, history.c.at))}
    for row in db.execute(sa.select(events).order_by(events.c.event)).mappings().all():
        if (row["notice_id"], row["at"]) in known:  # a store that was downgraded kept its history
            continue
        number += 1
        told = {"from": row["from_state"], "to": row["to_state"], "why": row["why"]}
        entry = {
            "number": number,
            "at": row["at"],
            "who": row["who"],
            "what": "decide",
            "notice_id": row["notice_id"],
            "details": _canonical({key: value for key, value in told.items() if value}),
        }
        link = hashlib.sha256(_canonical([link, *entry.values()]).encode()).hexdigest()
        db.execute(sa.insert(history).values(entry | {"hash": link}))
    end = _table("history_end", "chain", "number", "hash")
    db.execute(sa.insert(end).values(chain=1, number=number, hash=link))


def _canonical(value: Any) -> str:
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def _beside_the_notices(db: sa.Connection) -> None:
    """What the machine said of a notice that is corrected already is no longer known: what stands is taken for it."""
    notices = _table("notices", "notice", "record", "status", "read_as", "doubt", "problem")
    found = []
    for row in db.execute(sa.select(notices)).mappings():
        record = json.loads(row["record"])
        fields = [record["fields"][name] for name in _CRITICAL if name in record["fields"]]
        sure = [one["confidence"] for one in fields if one["status"] != "absent"]
        worst = [one for one in record["validation"]["findings"] if one["severity"] != "info"]
        problem = (worst[0]["field"] or worst[0]["code"]) if worst else ""
        found.append({"key": row["notice"], "d": min(sure, default=None), "p": problem, "s": row["status"]})
    if found:
        values: dict[str, Any] = {
            "doubt": sa.bindparam("d"),
            "problem": sa.bindparam("p"),
            "read_as": sa.bindparam("s"),
        }
        db.execute(sa.update(notices).where(notices.c.notice == sa.bindparam("key")).values(values), found)


def _beside_the_items(db: sa.Connection) -> None:
    same = tuple(column.name for column in _item_columns() if column.name not in ("came", "closed", "pressing"))
    notices = _table("notices", "notice_id", "document_id", "priority", *same)
    items = _table("work_items", "notice_id", "state", "closed", "pressing", "came", *same)
    came = _first_days(db)
    shown: dict[str, dict[str, Any]] = {}
    for row in db.execute(sa.select(notices).order_by(notices.c.document_id)).mappings():
        day: date | None = row["act_by"]
        values = {f"b_{name}": row[name] for name in same} | {
            "b_notice_id": row["notice_id"],
            "b_pressing": f"{day.isoformat() if day else '9999-12-31'}/{100 - row['priority']:03d}",
            "b_came": came.get(row["document_id"]),
        }
        shown.setdefault(row["notice_id"], values)
    if shown:
        names = (*same, "pressing", "came")
        change = sa.update(items).where(items.c.notice_id == sa.bindparam("b_notice_id"))
        db.execute(change.values({name: sa.bindparam(f"b_{name}") for name in names}), list(shown.values()))
    db.execute(sa.update(items).where(items.c.state.in_(("done", "rejected"))).values(closed=sa.true()))


def _first_days(db: sa.Connection) -> dict[int, date]:
    judgements = _table("judgements", "document_id", "day")
    first = sa.select(judgements.c.document_id, sa.func.min(judgements.c.day, type_=sa.Date()))
    return {row[0]: row[1] for row in db.execute(first.group_by(judgements.c.document_id)) if row[1]}


def _verdicts(db: sa.Connection) -> None:
    corrections = _table("corrections", "correction_id", "verdict", "at", "record")
    for row in db.execute(sa.select(corrections)).mappings().all():
        record = json.loads(row["record"])
        change = sa.update(corrections).where(corrections.c.correction_id == row["correction_id"])
        db.execute(change.values(verdict=record["change"]["verdict"], at=record["at"]))


def downgrade() -> None:
    op.create_table(
        "events",
        sa.Column("event", sa.Integer(), nullable=False),
        sa.Column("notice_id", sa.Text(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("from_state", sa.Text(), nullable=False),
        sa.Column("to_state", sa.Text(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("event", name=op.f("pk_events")),
    )
    op.create_index(op.f("ix_events_notice_id"), "events", ["notice_id"], unique=False)
    _events_again(op.get_bind())
    for index in _INDEXES:
        op.drop_index(index, table_name="work_items")
    op.drop_index(op.f("ix_history_what_at"), table_name="history")
    op.create_index("ix_notices_pressing", "notices", ["act_by", "priority", "notice_id"], unique=False)
    op.drop_table("quality")
    op.drop_table("history_end")
    for table, column in reversed(_others()):
        op.drop_column(table, column.name)
    for column in reversed(_item_columns()):
        op.drop_column("work_items", column.name)


def _events_again(db: sa.Connection) -> None:
    """Every change of a state, as an event. The history keeps its entries, or its chain would break."""
    history = _table("history", "number", "at", "who", "notice_id", "details")
    events = _table("events", "notice_id", "at", "who", "from_state", "to_state", "why")
    for row in db.execute(sa.select(history).order_by(history.c.number)).mappings().all():
        details = json.loads(row["details"])
        if "from" in details and "to" in details:
            states = {"from_state": details["from"], "to_state": details["to"], "why": details.get("why", "")}
            db.execute(sa.insert(events).values({key: row[key] for key in ("notice_id", "at", "who")} | states))
