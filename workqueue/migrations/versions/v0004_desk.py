"""The desk and who sits at it: what a notice says as it was read, claims, corrections, history, accounts."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def _notices() -> tuple[sa.Column[Any], ...]:
    return (
        sa.Column("facts", sa.Text()),
        sa.Column("doubt", sa.Float()),
        sa.Column("problem", sa.Text(), nullable=False, server_default=""),
    )


def _items() -> tuple[sa.Column[Any], ...]:
    return (
        sa.Column("version", sa.Integer(), nullable=False, server_default="1"),
        sa.Column("holder", sa.Text()),
        sa.Column("lease_until", sa.Text()),
        sa.Column("assignee", sa.Text()),
        sa.Column("snoozed_until", sa.Date()),
    )


def upgrade() -> None:
    for column in _notices():
        op.add_column("notices", column)
    for column in _items():
        op.add_column("work_items", column)
    op.create_index("ix_notices_pressing", "notices", ["act_by", "priority", "notice_id"], unique=False)
    # What may be worked as it is was called ready before anybody could claim it.
    op.execute("UPDATE work_items SET state = 'new' WHERE state = 'ready'")
    op.execute("UPDATE events SET from_state = 'new' WHERE from_state = 'ready'")
    op.execute("UPDATE events SET to_state = 'new' WHERE to_state = 'ready'")
    op.create_table(
        "accounts",
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("password", sa.Text(), nullable=True),
        sa.Column("temporary", sa.Boolean(), nullable=False),
        sa.Column("disabled", sa.Boolean(), nullable=False),
        sa.Column("factor_required", sa.Boolean(), nullable=False),
        sa.Column("factor", sa.LargeBinary(), nullable=True),
        sa.Column("factor_pending", sa.LargeBinary(), nullable=True),
        sa.Column("factor_step", sa.Integer(), nullable=False),
        sa.Column("email", sa.Text(), nullable=True),
        sa.Column("subject", sa.Text(), nullable=True),
        sa.Column("made", sa.Text(), nullable=False),
        sa.Column("last_sign_in", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("account_id", name=op.f("pk_accounts")),
        sa.UniqueConstraint("subject", name=op.f("uq_accounts_subject")),
        sa.UniqueConstraint("name", name=op.f("uq_accounts_name")),
        sa.UniqueConstraint("email", name=op.f("uq_accounts_email")),
    )
    op.create_table(
        "attachments",
        sa.Column("attachment_id", sa.Integer(), nullable=False),
        sa.Column("notice_id", sa.Text(), nullable=False),
        sa.Column("record", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("attachment_id", name=op.f("pk_attachments")),
    )
    op.create_index(op.f("ix_attachments_notice_id"), "attachments", ["notice_id"], unique=False)
    op.create_table(
        "comments",
        sa.Column("comment_id", sa.Integer(), nullable=False),
        sa.Column("notice_id", sa.Text(), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("comment_id", name=op.f("pk_comments")),
    )
    op.create_index(op.f("ix_comments_notice_id"), "comments", ["notice_id"], unique=False)
    op.create_table(
        "corrections",
        sa.Column("correction_id", sa.Integer(), nullable=False),
        sa.Column("notice_id", sa.Text(), nullable=False),
        sa.Column("field", sa.Text(), nullable=False),
        sa.Column("record", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("correction_id", name=op.f("pk_corrections")),
    )
    op.create_index(op.f("ix_corrections_notice_id"), "corrections", ["notice_id"], unique=False)
    op.create_table(
        "history",
        sa.Column("number", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("notice_id", sa.Text(), nullable=True),
        sa.Column("details", sa.Text(), nullable=False),
        sa.Column("hash", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_history")),
    )
    op.create_index(op.f("ix_history_notice_id"), "history", ["notice_id"], unique=False)
    op.create_table(
        "house_rules",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_house_rules")),
    )
    op.create_table(
        "overrulings",
        sa.Column("overruling_id", sa.Integer(), nullable=False),
        sa.Column("notice_id", sa.Text(), nullable=False),
        sa.Column("record", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("overruling_id", name=op.f("pk_overrulings")),
    )
    op.create_index(op.f("ix_overrulings_notice_id"), "overrulings", ["notice_id"], unique=False)
    op.create_table(
        "saved_views",
        sa.Column("view", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("owner", sa.Text(), nullable=False),
        sa.Column("record", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("view", name=op.f("pk_saved_views")),
        sa.UniqueConstraint("owner", "name", name=op.f("uq_saved_views_owner_name")),
    )
    op.create_table(
        "sign_in_failures",
        sa.Column("whose", sa.Text(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("last", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("whose", name=op.f("pk_sign_in_failures")),
    )
    op.create_table(
        "tickets",
        sa.Column("ticket", sa.Text(), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("about", sa.Text(), nullable=False),
        sa.Column("until", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("ticket", name=op.f("pk_tickets")),
    )
    op.create_table(
        "recovery_codes",
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.account_id"], name=op.f("fk_recovery_codes_account_id")),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_recovery_codes")),
    )
    op.create_index(op.f("ix_recovery_codes_account_id"), "recovery_codes", ["account_id"], unique=False)
    op.create_table(
        "sessions",
        sa.Column("session", sa.Text(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("stage", sa.Text(), nullable=False),
        sa.Column("began", sa.Text(), nullable=False),
        sa.Column("seen", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.account_id"], name=op.f("fk_sessions_account_id")),
        sa.PrimaryKeyConstraint("session", name=op.f("pk_sessions")),
    )
    op.create_index(op.f("ix_sessions_account_id"), "sessions", ["account_id"], unique=False)


def downgrade() -> None:
    op.drop_table("sessions")
    op.drop_table("recovery_codes")
    op.drop_table("tickets")
    op.drop_table("sign_in_failures")
    op.drop_table("saved_views")
    op.drop_table("overrulings")
    op.drop_table("house_rules")
    op.drop_table("history")
    op.drop_table("corrections")
    op.drop_table("comments")
    op.drop_table("attachments")
    op.drop_table("accounts")
    op.execute("UPDATE work_items SET state = 'ready' WHERE state = 'new'")
    op.execute("UPDATE events SET from_state = 'ready' WHERE from_state = 'new'")
    op.execute("UPDATE events SET to_state = 'ready' WHERE to_state = 'new'")
    op.drop_index("ix_notices_pressing", table_name="notices")
    for column in reversed(_items()):
        op.drop_column("work_items", column.name)
    for column in reversed(_notices()):
        op.drop_column("notices", column.name)
