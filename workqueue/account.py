"""An account as the store holds it, and how secrets and names are compared."""

import hashlib
from datetime import datetime
from typing import Any

from sqlalchemy import Row

from schemas.desk import Person, Role
from schemas.record import Record


class Account(Record):
    """`password` is an argon2 hash. `factor` and `factor_pending` are sealed."""

    account_id: int
    name: str
    role: Role
    password: str | None
    temporary: bool
    disabled: bool
    factor_required: bool
    factor: bytes | None
    factor_pending: bytes | None
    factor_step: int
    email: str | None
    subject: str | None
    made: datetime
    last_sign_in: datetime | None

    @property
    def person(self) -> Person:
        return Person(name=self.name, role=self.role)


def hashed(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def folded(name: str) -> str:
    """A name or address as it is compared: no matter how it is written."""
    return " ".join(name.split()).casefold()


def account_of(row: Row[Any]) -> Account:
    names = Account.model_fields
    return Account.model_validate({name: value for name, value in row._mapping.items() if name in names})
