"""The key under which the review station seals small secrets: a file of its own, for its owner only."""

import os
import secrets
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from review.station import Secrets
from schemas.errors import StoreInconsistent

_KEY, _NONCE = 32, 12
_PURPOSE = b"noticedesk station secret 1"


def secrets_in(home: Path) -> Secrets:
    """Made at the first call. Raises StoreInconsistent where the file holds no key."""
    cipher = AESGCM(_key(home / "station.key"))

    def seal(plain: bytes) -> bytes:
        nonce = secrets.token_bytes(_NONCE)
        return nonce + cipher.encrypt(nonce, plain, _PURPOSE)

    def unseal(sealed: bytes) -> bytes:
        try:
            return cipher.decrypt(sealed[:_NONCE], sealed[_NONCE:], _PURPOSE)
        except InvalidTag:
            raise StoreInconsistent(
                "a secret in the store was sealed with another key",
                "put station.key back, or set the factor up again",
            ) from None

    return Secrets(seal, unseal)


def _key(path: Path) -> bytes:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        key = path.read_bytes()
        if len(key) != _KEY:
            raise StoreInconsistent(
                "station.key in the data folder is damaged", "put it back from a backup"
            ) from None
        return key
    with os.fdopen(handle, "wb") as file:
        made = secrets.token_bytes(_KEY)
        file.write(made)
    return made
