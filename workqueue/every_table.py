"""All tables that the database has, as it has them: for what concerns everything kept, whoever keeps it."""

from sqlalchemy import Connection, MetaData, Table


def every_table(db: Connection) -> list[Table]:
    """Those that others refer to first; the one with the revision among them."""
    found = MetaData()
    found.reflect(bind=db)
    return list(found.sorted_tables)
