"""How Alembic reaches the store: on the connection, and in the transaction, that `workqueue.upgrade` gives it."""

from alembic import context

from workqueue.tables import metadata
from workqueue.upgrade import VERSION_TABLE

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    version_table=VERSION_TABLE,
    render_as_batch=True,  # SQLite changes a table by copying it
)
context.run_migrations()
