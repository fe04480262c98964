"""What guards signing in: growing waits after failures, tickets that hold once, what the owner requires of all."""

import secrets
from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite

from .account import folded, hashed
from .people_tables import failures, house_rules, tickets
from .store import Store

FREE_TRIES = 5
FREE_TRIES_OF_AN_ADDRESS = 20
_LONGEST_WAIT = timedelta(hours=1)
_FORGOTTEN = timedelta(hours=24)


class Guard:
    """`Guard(store)` shares the store's connections."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def attempt(self, name: str, address: str, at: datetime) -> timedelta:
        """Zero: a try may be made, and is counted as failed until `succeeded` says otherwise, so that a hundred at
        once gain nothing. Else how long nobody may try under this name or from this address; nothing is counted."""
        keys = _keys(name, address)
        with self._store.writing() as db:
            db.execute(delete(failures).where(failures.c.last < (at - _FORGOTTEN).isoformat()))
            wanted = select(failures).where(failures.c.whose.in_(keys)).order_by(failures.c.whose).with_for_update()
            waits = [
                datetime.fromisoformat(row.last) + _wait_after(row.tries, keys[row.whose]) - at
                for row in db.execute(wanted)
            ]
            wait = max([timedelta(0), *waits])
            if not wait:
                for key in sorted(keys):
                    _count(db, key, at)
        return wait

    def succeeded(self, name: str, address: str) -> None:
        """The name begins anew; of the address only this try is taken back, or one's own account would free it."""
        mine, _ = _keys(name, address)
        theirs = hashed(folded(f"address:{address}"))
        with self._store.writing() as db:
            db.execute(delete(failures).where(failures.c.whose == mine))
            one_less = update(failures).where(failures.c.whose == theirs, failures.c.tries > 0)
            db.execute(one_less.values(tries=failures.c.tries - 1))

    def forgive(self, name: str) -> None:
        """An admin lets the name try again at once."""
        with self._store.writing() as db:
            db.execute(delete(failures).where(failures.c.whose == hashed(folded(f"name:{name}"))))

    def issue(self, purpose: str, about: str, until: datetime) -> str:
        """A secret that holds once."""
        secret = secrets.token_urlsafe(32)
        with self._store.writing() as db:
            db.execute(delete(tickets).where((tickets.c.purpose == purpose) & (tickets.c.about == about)))
            row = {"ticket": hashed(secret), "purpose": purpose, "about": about, "until": until.isoformat()}
            db.execute(insert(tickets).values(**row))
        return secret

    def holds(self, purpose: str, secret: str, at: datetime) -> str | None:
        """What the ticket is about; None where there is none of this purpose or it is too late."""
        wanted = (tickets.c.ticket == hashed(secret)) & (tickets.c.purpose == purpose)
        with self._store.reading() as db:
            row = db.execute(select(tickets).where(wanted)).one_or_none()
        return None if row is None or datetime.fromisoformat(row.until) < at else str(row.about)

    def redeem(self, purpose: str, secret: str, at: datetime) -> str | None:
        """As `holds`, and it is used."""
        about = self.holds(purpose, secret, at)
        with self._store.writing() as db:
            used = db.execute(delete(tickets).where(tickets.c.ticket == hashed(secret))).rowcount
        return about if used else None

    def rule(self, name: str) -> str | None:
        """What the owner set for all."""
        with self._store.reading() as db:
            return db.execute(select(house_rules.c.value).where(house_rules.c.name == name)).scalar()

    def set_rule(self, name: str, value: str) -> None:
        with self._store.writing() as db:
            db.execute(delete(house_rules).where(house_rules.c.name == name))
            db.execute(insert(house_rules).values(name=name, value=value))


def _keys(name: str, address: str) -> dict[str, int]:
    """Hash to free tries, the name's first. An office shares an address: it has more."""
    return {
        hashed(folded(f"name:{name}")): FREE_TRIES,
        hashed(folded(f"address:{address}")): FREE_TRIES_OF_AN_ADDRESS,
    }


def _count(db: Connection, key: str, at: datetime) -> None:
    new = (postgresql if db.dialect.name == "postgresql" else sqlite).insert(failures)
    row = new.values(whose=key, tries=1, last=at.isoformat())
    again = {"tries": failures.c.tries + 1, "last": at.isoformat()}
    db.execute(row.on_conflict_do_update(index_elements=["whose"], set_=again))


def _wait_after(tries: int, free: int) -> timedelta:
    """Nothing for the first tries, then 30 seconds, doubled with each further one, up to an hour."""
    if tries < free:
        return timedelta(0)
    return min(timedelta(seconds=30) * (1 << min(tries - free, 10)), _LONGEST_WAIT)
