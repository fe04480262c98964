"""Who is signed in, in which browser. What the browser holds is kept as its hash."""

import secrets
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import delete, insert, select, update

from schemas.record import Record

from .account import Account, account_of, hashed
from .people_tables import accounts, sessions
from .store import Store

IDLE = timedelta(minutes=45)
"""A session ends so long after the last request ..."""
LONGEST = timedelta(hours=12)
"""... and so long after signing in, whatever happens."""
_SEEN_EVERY = timedelta(minutes=1)


class Stage(StrEnum):
    """`second`: the password was right, the second factor is still asked for; `setup`: one's own password or second
    factor has to be set first; `full`: signed in."""

    SECOND = "second"
    SETUP = "setup"
    FULL = "full"


class Session(Record):
    account: Account
    stage: Stage
    began: datetime


class Sessions:
    """`Sessions(store)` shares the store's connections."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def begin(self, account: Account, stage: Stage, at: datetime) -> str:
        """What the browser is to hold. Sessions that ended are cleared away."""
        secret = secrets.token_urlsafe(32)
        row = {"session": hashed(secret), "account_id": account.account_id, "stage": stage.value}
        with self._store.writing() as db:
            db.execute(delete(sessions).where(sessions.c.began < (at - LONGEST).isoformat()))
            db.execute(delete(sessions).where(sessions.c.seen < (at - IDLE).isoformat()))
            db.execute(insert(sessions).values(**row, began=at.isoformat(), seen=at.isoformat()))
            if stage is Stage.FULL:
                mine = accounts.c.account_id == account.account_id
                db.execute(update(accounts).where(mine).values(last_sign_in=at.isoformat()))
        return secret

    def find(self, secret: str, at: datetime) -> Session | None:
        """None where there is none, it has ended, or the account is disabled."""
        joined = select(sessions.c.stage, sessions.c.began, sessions.c.seen, accounts).join(accounts)
        with self._store.reading() as db:
            row = db.execute(joined.where(sessions.c.session == hashed(secret))).one_or_none()
        if row is None or row.disabled:
            return None
        began, seen = datetime.fromisoformat(row.began), datetime.fromisoformat(row.seen)
        if at - seen > IDLE or at - began > LONGEST:
            return None
        if at - seen > _SEEN_EVERY:
            with self._store.writing() as db:
                mine = sessions.c.session == hashed(secret)
                db.execute(update(sessions).where(mine).values(seen=at.isoformat()))
        return Session(account=account_of(row), stage=Stage(row.stage), began=began)

    def end(self, secret: str) -> None:
        with self._store.writing() as db:
            db.execute(delete(sessions).where(sessions.c.session == hashed(secret)))

    def end_all_of(self, account: Account) -> None:
        with self._store.writing() as db:
            db.execute(delete(sessions).where(sessions.c.account_id == account.account_id))
