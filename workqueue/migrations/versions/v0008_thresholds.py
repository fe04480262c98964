"""How sure each value had to be when a document was judged. Of one judged before, that is not known."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    op.add_column("judgements", sa.Column("thresholds", sa.Text(), nullable=True))


def downgrade() -> None:
    op.drop_column("judgements", "thresholds")
