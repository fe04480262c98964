"""Passwords: argon2id, and the least that one has to be."""

from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from schemas.errors import BadArguments

LEAST = 12
_MOST = 256
_HASHER = PasswordHasher()


def kept(password: str, name: str) -> str:
    """The hash to keep. Raises BadArguments where the password is too easy to guess."""
    plain = password.casefold()
    if not LEAST <= len(password) <= _MOST:
        raise BadArguments(f"a password has {LEAST} to {_MOST} characters", "a sentence is easy to remember")
    if len(set(plain)) < 5 or name.casefold() in plain or "noticedesk" in plain:
        raise BadArguments("this password is easy to guess", "a sentence is easy to remember")
    return _HASHER.hash(password)


def matches(held: str | None, password: str) -> bool:
    """False as well where nothing is held; that takes as long, so that nobody learns which names there are."""
    try:
        right = _HASHER.verify(held or _nobodys(), password[:_MOST])
    except (VerificationError, InvalidHashError):
        return False
    return right and held is not None


@cache
def _nobodys() -> str:
    return _HASHER.hash("a password that nobody has")
