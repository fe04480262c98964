"""Where things are, as people may read it."""

from workqueue.engine import parse
from workqueue.trouble import place


def place_of(db: str) -> str:
    """A path, or user@host:port/database, never the password. Raises StoreUnreachable."""
    return place(parse(db))
