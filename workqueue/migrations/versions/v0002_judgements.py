"""With what each document was judged. Of one read before, only what its notices are recognised by is known."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    judgements = op.create_table(
        "judgements",
        sa.Column("judgement", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("run", sa.Integer(), nullable=True),
        sa.Column("day", sa.Date(), nullable=True),
        sa.Column("law", sa.Text(), nullable=True),
        sa.Column("rules", sa.Text(), nullable=True),
        sa.Column("program", sa.Text(), nullable=True),
        sa.Column("known_to", sa.Integer(), nullable=True),
        sa.Column("found", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["document_id"], ["documents.document_id"], name=op.f("fk_judgements_document_id")),
        sa.ForeignKeyConstraint(["run"], ["runs.run"], name=op.f("fk_judgements_run")),
        sa.PrimaryKeyConstraint("judgement", name=op.f("pk_judgements")),
    )
    op.create_index(op.f("ix_judgements_document_id"), "judgements", ["document_id"], unique=False)
    kept = sa.table("notices", sa.column("document_id"), sa.column("position"), sa.column("identity"))
    found: dict[int, list[str]] = {}
    for row in op.get_bind().execute(sa.select(kept).order_by(kept.c.document_id, kept.c.position)):
        found.setdefault(row.document_id, []).append(row.identity)
    rows = [{"document_id": document, "found": f"[{','.join(ones)}]"} for document, ones in found.items()]
    if rows:
        op.bulk_insert(judgements, rows)


def downgrade() -> None:
    op.drop_table("judgements")
