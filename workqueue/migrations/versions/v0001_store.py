"""The first tables."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "documents",
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("reader", sa.Text(), nullable=True),
        sa.Column("readings", sa.Integer(), nullable=False),
        sa.Column("seconds_cpu", sa.Float(), nullable=True),
        sa.Column("second_reader", sa.Boolean(), nullable=True),
        sa.PrimaryKeyConstraint("document_id", name=op.f("pk_documents")),
        sa.UniqueConstraint("sha256", name=op.f("uq_documents_sha256")),
    )
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
    op.create_table(
        "runs",
        sa.Column("run", sa.Integer(), nullable=False),
        sa.Column("run_id", sa.Text(), nullable=False),
        sa.Column("started", sa.Text(), nullable=False),
        sa.Column("finished", sa.Text(), nullable=True),
        sa.Column("reader", sa.Text(), nullable=False),
        sa.Column("summary", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("run", name=op.f("pk_runs")),
        sa.UniqueConstraint("run_id", name=op.f("uq_runs_run_id")),
    )
    op.create_table(
        "work_items",
        sa.Column("notice_id", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("by_person", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("notice_id", name=op.f("pk_work_items")),
    )
    op.create_table(
        "inputs",
        sa.Column("file_id", sa.Integer(), nullable=False),
        sa.Column("run", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=True),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("sentence", sa.Text(), nullable=True),
        sa.Column("readings_before", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["document_id"], ["documents.document_id"], name=op.f("fk_inputs_document_id")),
        sa.ForeignKeyConstraint(["run"], ["runs.run"], name=op.f("fk_inputs_run")),
        sa.PrimaryKeyConstraint("file_id", name=op.f("pk_inputs")),
        sa.UniqueConstraint("run", "position", name=op.f("uq_inputs_run_position")),
    )
    op.create_index(op.f("ix_inputs_document_id_run"), "inputs", ["document_id", "run"], unique=False)
    op.create_table(
        "notices",
        sa.Column("notice", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("notice_id", sa.Text(), nullable=False),
        sa.Column("notice_code", sa.Text(), nullable=True),
        sa.Column("notice_date", sa.Date(), nullable=True),
        sa.Column("due_date", sa.Date(), nullable=True),
        sa.Column("amount_cents", sa.BigInteger(), nullable=True),
        sa.Column("tin_last4", sa.Text(), nullable=True),
        sa.Column("tin_masked", sa.Text(), nullable=True),
        sa.Column("taxpayer", sa.Text(), nullable=True),
        sa.Column("tax_periods", sa.Text(), nullable=False),
        sa.Column("family", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("queue", sa.Text(), nullable=False),
        sa.Column("priority", sa.Integer(), nullable=False),
        sa.Column("act_by", sa.Date(), nullable=True),
        sa.Column("amount_due", sa.Text(), nullable=True),
        sa.Column("source_pages", sa.Text(), nullable=False),
        sa.Column("work_item", sa.Text(), nullable=False),
        sa.Column("findings", sa.Text(), nullable=False),
        sa.Column("search", sa.Text(), nullable=False),
        sa.Column("identity", sa.Text(), nullable=False),
        sa.Column("record", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["document_id"], ["documents.document_id"], name=op.f("fk_notices_document_id")),
        sa.PrimaryKeyConstraint("notice", name=op.f("pk_notices")),
        sa.UniqueConstraint("document_id", "notice_id", name=op.f("uq_notices_document_id_notice_id")),
    )
    op.create_index(op.f("ix_notices_notice_id"), "notices", ["notice_id"], unique=False)
    op.create_index(op.f("ix_notices_tin_last4"), "notices", ["tin_last4"], unique=False)
    op.create_table(
        "pages",
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("page", sa.Integer(), nullable=False),
        sa.Column("fate", sa.Text(), nullable=False),
        sa.Column("notice_id", sa.Text(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["document_id"], ["documents.document_id"], name=op.f("fk_pages_document_id")),
        sa.PrimaryKeyConstraint("document_id", "page", name=op.f("pk_pages")),
    )


def downgrade() -> None:
    for table in ("pages", "notices", "inputs", "work_items", "events", "documents", "runs"):
        op.drop_table(table)
