"""How persons cut files, kept for every later reading."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.create_table(
        "cuts",
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("record", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["document_id"], ["documents.document_id"], name=op.f("fk_cuts_document_id")),
        sa.PrimaryKeyConstraint("document_id", name=op.f("pk_cuts")),
    )


def downgrade() -> None:
    op.drop_table("cuts")
