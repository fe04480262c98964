"""Tokens by which other programs come in: made once, shown once, kept as a hash.

A token is long and random, so its SHA-256 is all that has to be kept (as with sessions, see `workqueue.people`).
"""

import secrets
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row, insert, select, update
from sqlalchemy.exc import IntegrityError

from schemas.desk import Person, Role
from schemas.errors import BadArguments
from schemas.privacy import may_be_number
from schemas.record import Record

from .account import folded, hashed
from .store import Store
from .tables import api_tokens

PREFIX = "nd_"
"""So that a search for secrets that lie around finds them."""
_SEEN_EVERY = timedelta(minutes=1)


class Token(Record):
    """Of the program `name`, which may do what `role` may, or with `feed` only fetch the calendar. `revoked`: since
    when it holds no longer."""

    token_id: int
    name: str
    role: Role
    feed: bool
    made: datetime
    made_by: str
    last_used: datetime | None
    revoked: datetime | None

    @property
    def person(self) -> Person:
        """Who stands in the history: "api:" and the name, which no account can be called."""
        return Person(name=f"api:{self.name}", role=self.role)


class Tokens:
    """`Tokens(store)` shares the store's connections. Every method is one transaction, may raise StoreUnreachable."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def add(self, name: str, role: Role, who: str, at: datetime, *, feed: bool = False) -> tuple[Token, str]:
        """A new token and what the program has to send, which can't be found out again.

        Raises BadArguments where the name is none, or has a token that holds.
        """
        name = folded(name)
        if not 2 <= len(name) <= 64 or not name.replace(" ", "").replace(".", "").replace("-", "").isalnum():
            raise BadArguments("a name is made of 2 to 64 letters, digits, spaces, dots and dashes", "choose another")
        if may_be_number(name):
            raise BadArguments("a taxpayer number is no name: it would stand in the history", "choose another")
        secret = PREFIX + secrets.token_urlsafe(32)
        row = {"name": name, "holds": name, "role": role.value, "feed": feed, "token": hashed(secret)}
        try:
            with self._store.writing() as db:
                db.execute(insert(api_tokens).values(**row, made=at.isoformat(), made_by=who))
        except IntegrityError:
            raise BadArguments(f"{name} has a token already", "revoke it first, or choose another name") from None
        made = self.check(secret, at, touch=False)
        assert made is not None
        return made, secret

    def all(self) -> list[Token]:
        """Those that hold first, by name; then the revoked ones, latest first."""
        with self._store.reading() as db:
            found = [_token_of(row) for row in db.execute(select(api_tokens).order_by(api_tokens.c.name))]
        holding = [one for one in found if one.revoked is None]
        return holding + sorted((one for one in found if one.revoked), key=lambda one: str(one.revoked), reverse=True)

    def check(self, secret: str, at: datetime, *, touch: bool = True) -> Token | None:
        """Whose token this is; None where it holds not, or not any more. `last_used` in what comes back is the time
        before this one. `touch` false leaves no trace of it."""
        wanted = (api_tokens.c.token == hashed(secret)) & api_tokens.c.revoked.is_(None)
        with self._store.reading() as db:
            row = db.execute(select(api_tokens).where(wanted)).one_or_none()
        if row is None:
            return None
        found = _token_of(row)
        if touch and (found.last_used is None or at - found.last_used > _SEEN_EVERY):
            with self._store.writing() as db:
                mine = api_tokens.c.token_id == found.token_id
                db.execute(update(api_tokens).where(mine).values(last_used=at.isoformat()))
        return found

    def revoke(self, name: str, at: datetime) -> Token:
        """From now on it holds no more; the program's name is free again. Raises BadArguments where none holds."""
        wanted = api_tokens.c.holds == folded(name)
        with self._store.writing() as db:
            row = db.execute(select(api_tokens).where(wanted)).one_or_none()
            if row is None:
                raise BadArguments(f"no token of {folded(name)} holds", "look at the list")
            mine = api_tokens.c.token_id == row.token_id
            db.execute(update(api_tokens).where(mine).values(revoked=at.isoformat(), holds=None))
        return _token_of(row).model_copy(update={"revoked": at})


def _token_of(row: Row[Any]) -> Token:
    names = Token.model_fields
    return Token.model_validate({name: value for name, value in row._mapping.items() if name in names})
