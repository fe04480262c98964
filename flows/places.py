"""Where things are, as people may read it."""

from pathlib import Path

from workqueue.engine import parse
from workqueue.trouble import place


def place_of(db: str) -> str:
    """A path, or user@host:port/database, never the password. Raises StoreUnreachable."""
    return place(parse(db))


def sqlite_file(db: str) -> Path | None:
    """The file of a store on SQLite; None for one on a server. Raises StoreUnreachable."""
    url = parse(db)
    return Path(url.database or "") if url.get_backend_name() == "sqlite" else None
