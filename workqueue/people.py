"""Accounts as kept in the store. What a password is worth is judged above.

Secrets that a person or browser holds are kept as SHA-256: they are long and random, so nothing slower is needed.
Every method is one transaction and may raise StoreUnreachable.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from schemas.desk import Role
from schemas.errors import BadArguments
from schemas.privacy import may_be_number

from .account import Account, account_of, folded, hashed
from .guard import Guard
from .people_tables import accounts, recovery_codes, sessions
from .sessions import Sessions
from .store import Store


class People:
    """`People(store)` shares the store's connections."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.sessions = Sessions(store)
        self.guard = Guard(store)

    # Accounts

    def count(self) -> int:
        with self._store.reading() as db:
            return db.execute(select(func.count()).select_from(accounts)).scalar_one()

    def all(self) -> list[Account]:
        """By name."""
        with self._store.reading() as db:
            return [account_of(row) for row in db.execute(select(accounts).order_by(accounts.c.name))]

    def find(self, name: str) -> Account | None:
        return self._one(accounts.c.name == folded(name))

    def find_outside(self, subject: str, email: str | None) -> Account | None:
        """Whose sign-in at the firm's own provider this is: by `subject` once it was used, before by the address."""
        found = self._one(accounts.c.subject == subject)
        if found is None and email:
            found = self._one((accounts.c.email == folded(email)) & accounts.c.subject.is_(None))
        return found

    def add(self, name: str, role: Role, at: datetime, *, email: str | None = None) -> Account:
        """An account without a password. Raises BadArguments where the name or address is taken or no name."""
        name = folded(name)
        plain = name.replace(" ", "").replace(".", "").replace("-", "").isalnum()
        if may_be_number(name):
            raise BadArguments("a taxpayer number is no name: it would stand in the history", "choose another")
        if not plain or not 2 <= len(name) <= 64:
            raise BadArguments("a name is made of 2 to 64 letters, digits, spaces, dots and dashes", "choose another")
        values = {"name": name, "role": role.value, "made": at.isoformat(), "email": folded(email) if email else None}
        flags = dict.fromkeys(("temporary", "disabled", "factor_required"), False)
        try:
            with self._store.writing() as db:
                db.execute(insert(accounts).values(**values, **flags, factor_step=0))
        except IntegrityError:
            raise BadArguments(f"there is an account {name}, or one with that address", "choose another") from None
        made = self.find(name)
        assert made is not None
        return made

    def change(self, account: Account, **values: Any) -> Account:
        """Sets columns of the account; its other fields stay. The last admin who can sign in stays one: BadArguments
        otherwise. Disabling it, or another role, ends its sessions."""
        with self._store.writing() as db:
            before = _admins(db)
            kept = {name: value.value if isinstance(value, Role) else value for name, value in values.items()}
            db.execute(update(accounts).where(accounts.c.account_id == account.account_id).values(**kept))
            if before and not _admins(db):
                raise BadArguments("this is the last admin", "make somebody else one first")
            if values.keys() & {"disabled", "role", "password"}:
                db.execute(delete(sessions).where(sessions.c.account_id == account.account_id))
        changed = self.find(account.name)
        assert changed is not None
        return changed

    def accept_step(self, account: Account, step: int) -> bool:
        """Whether the code of this time step is new; from then on it is used."""
        newer = (accounts.c.account_id == account.account_id) & (accounts.c.factor_step < step)
        with self._store.writing() as db:
            return db.execute(update(accounts).where(newer).values(factor_step=step)).rowcount == 1

    # Recovery codes

    def keep_recovery_codes(self, account: Account, codes: Sequence[str]) -> None:
        """In place of those there were."""
        mine = recovery_codes.c.account_id == account.account_id
        rows = [{"code": hashed(code), "account_id": account.account_id} for code in codes]
        with self._store.writing() as db:
            db.execute(delete(recovery_codes).where(mine))
            if rows:
                db.execute(insert(recovery_codes), rows)

    def use_recovery_code(self, account: Account, code: str) -> bool:
        """Whether it was one; it holds once."""
        wanted = (recovery_codes.c.account_id == account.account_id) & (recovery_codes.c.code == hashed(code))
        with self._store.writing() as db:
            return db.execute(delete(recovery_codes).where(wanted)).rowcount == 1

    def recovery_codes_left(self, account: Account) -> int:
        mine = recovery_codes.c.account_id == account.account_id
        with self._store.reading() as db:
            return db.execute(select(func.count()).select_from(recovery_codes).where(mine)).scalar_one()

    def _one(self, wanted: Any) -> Account | None:
        with self._store.reading() as db:
            row = db.execute(select(accounts).where(wanted)).one_or_none()
        return None if row is None else account_of(row)


def _admins(db: Connection) -> int:
    able = (accounts.c.role == Role.ADMIN.value) & ~accounts.c.disabled
    return db.execute(select(func.count()).select_from(accounts).where(able)).scalar_one()
