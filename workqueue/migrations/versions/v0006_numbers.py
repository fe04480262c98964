"""Whole taxpayer numbers, sealed, and their keyed hashes. Of notices read before they are known after a reread."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0004"


def upgrade() -> None:
    op.add_column("notices", sa.Column("tin_sealed", sa.Text(), nullable=True))
    op.add_column("notices", sa.Column("tin_key", sa.Text(), nullable=True))
    op.create_index(op.f("ix_notices_tin_key"), "notices", ["tin_key"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_notices_tin_key"), table_name="notices")
    op.drop_column("notices", "tin_key")
    op.drop_column("notices", "tin_sealed")
