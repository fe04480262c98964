"""Sealing what lies at rest: AES-256-GCM for scans, page texts, whole taxpayer numbers; a keyed hash to match those.

A sealed text: `MAGIC`, the id of its key (4 bytes), a random salt (16), then segments of 1 MiB, each with its tag.
Each seal has a key of its own, derived from the secret and the salt, so the nonces may simply count the segments; the
last one is marked, and header and context (what the thing is: "blob <hash>") are authenticated with each. Nothing can
be changed, cut off, or put in another's place without being found.
"""

import base64
import binascii
import hmac
import io
import re
import secrets
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from .errors import KeyTrouble, SealBroken

if TYPE_CHECKING:
    from typing_extensions import Buffer

MAGIC = b"NDSEAL\x01"
KEY_BYTES = 32
_ID, _SALT, _TAG = 4, 16, 16
HEADER = len(MAGIC) + _ID + _SALT
SEGMENT = 2**20
_WRITTEN = re.compile(r"[A-Za-z0-9+/_-]{43}=?")


@dataclass(frozen=True, slots=True)
class Sealer:
    """The secrets of one data folder, the newest first: it seals, all of them open. Never shown, not even by repr."""

    keys: tuple[bytes, ...] = field(repr=False)

    def __post_init__(self) -> None:
        if not self.keys or any(len(key) != KEY_BYTES for key in self.keys):
            raise KeyTrouble(f"a key has {KEY_BYTES} bytes", "make one with: noticedesk rotate-key")

    @property
    def key_ids(self) -> tuple[str, ...]:
        """What the keys are called; says nothing of them. The first is the newest."""
        return tuple(_derived(key).name for key in self.keys)

    def seal(self, data: bytes, context: str) -> bytes:
        """`data` sealed with the newest key; it opens under the same `context` only."""
        out = io.BytesIO()
        self.seal_stream(io.BytesIO(data), out, context)
        return out.getvalue()

    def open(self, sealed: bytes, context: str) -> bytes:
        """Raises SealBroken for what is not sealed, or was changed; KeyTrouble where its key is not among ours."""
        return self.open_stream(io.BytesIO(sealed), context)

    def seal_stream(self, source: BinaryIO, target: BinaryIO, context: str) -> None:
        """As `seal`, a segment at a time."""
        sealed = self.writer(target, context)
        while piece := source.read(SEGMENT):
            sealed.write(piece)
        sealed.close()

    def writer(self, target: BinaryIO, context: str) -> "SealedWriter":
        """As `seal`, of what comes piece by piece."""
        key = _derived(self.keys[0])
        header = MAGIC + bytes.fromhex(key.name) + secrets.token_bytes(_SALT)
        target.write(header)
        return SealedWriter(target, key.cipher(header), header + context.encode())

    def open_stream(self, source: BinaryIO, context: str) -> bytes:
        """As `open`, a segment at a time: no more than the opened whole is held."""
        out = io.BytesIO()
        for piece in self._opened(source, context):
            out.write(piece)
        return out.getvalue()

    def reader(self, source: BinaryIO, context: str) -> BinaryIO:
        """What was sealed, to be read from beginning to end; no more than a segment is held. Raises as `open`, also
        while it is read."""
        return io.BufferedReader(_Pieces(self._opened(source, context)), SEGMENT)

    def _opened(self, source: BinaryIO, context: str) -> Iterator[bytes]:
        header = source.read(HEADER)
        cipher, bound = self._key_of(header).cipher(header), header + context.encode()
        try:
            for nonce, piece in _counted(source, SEGMENT + _TAG):
                yield cipher.decrypt(nonce, piece, bound)
        except InvalidTag:
            raise SealBroken(
                f"what was sealed as {_kind(context)} was changed since, or belongs elsewhere",
                "bring it back from a backup",
            ) from None

    def seal_text(self, text: str, context: str) -> str:
        return base64.urlsafe_b64encode(self.seal(text.encode(), context)).decode("ascii")

    def open_text(self, sealed: str, context: str) -> str:
        """Raises as `open`."""
        try:
            data = base64.urlsafe_b64decode(sealed)
        except (binascii.Error, ValueError):
            raise SealBroken(f"what was kept as {_kind(context)} is not sealed", "bring back a backup") from None
        return self.open(data, context).decode()

    def keyed_hash(self, text: str) -> str:
        """The same for the same text and newest key: `key id:HMAC-SHA256`. Of different keys, hashes say nothing."""
        key = _derived(self.keys[0])
        return f"{key.name}:{hmac.digest(key.matching, text.encode(), 'sha256').hex()}"

    def is_newest(self, head: bytes) -> bool:
        """Whether what begins with `head` (HEADER bytes) is sealed with the newest key."""
        return is_sealed(head) and key_id_of(head) == self.key_ids[0]

    def _key_of(self, header: bytes) -> "_Key":
        if not is_sealed(header) or len(header) < HEADER:
            raise SealBroken("this is not sealed, or was cut off", "bring it back from a backup")
        named = key_id_of(header)
        for key in self.keys:
            if _derived(key).name == named:
                return _derived(key)
        raise KeyTrouble(
            f"this was sealed with the key {named}, which is not at hand (there is {', '.join(self.key_ids)})",
            "name the right key: NOTICEDESK_KEY_FILE or NOTICEDESK_KEY",
        )


class SealedWriter:
    """Takes bytes, hands on sealed segments; what it was given is whole only after `close`."""

    def __init__(self, target: BinaryIO, cipher: AESGCM, bound: bytes) -> None:
        self._target, self._cipher, self._bound = target, cipher, bound
        self._waiting, self._number = bytearray(), 0

    def write(self, data: bytes) -> int:
        self._waiting += data
        while len(self._waiting) > SEGMENT:  # the last one is marked: a full one waits until another follows
            self._hand_on(last=False)
        return len(data)

    def close(self) -> None:
        """Marks the end; `target` stays open."""
        self._hand_on(last=True)

    def _hand_on(self, *, last: bool) -> None:
        piece = bytes(self._waiting[:SEGMENT])
        del self._waiting[:SEGMENT]
        self._target.write(self._cipher.encrypt(_nonce(self._number, last=last), piece, self._bound))
        self._number += 1


class _Pieces(io.RawIOBase):
    """An iterator of bytes as a stream."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self._pieces, self._left = pieces, memoryview(b"")

    def readable(self) -> bool:
        return True

    def readinto(self, target: "Buffer", /) -> int:
        room = memoryview(target).cast("B")
        while not self._left:
            piece = next(self._pieces, None)
            if piece is None:
                return 0
            self._left = memoryview(piece)
        taken = min(len(room), len(self._left))
        room[:taken] = self._left[:taken]
        self._left = self._left[taken:]
        return taken


def is_sealed(data: bytes) -> bool:
    """By its first bytes."""
    return data.startswith(MAGIC)


def key_id_of(head: bytes) -> str:
    return head[len(MAGIC) : len(MAGIC) + _ID].hex()


def key_id_of_text(sealed: str) -> str:
    """As `key_id_of`, of what `seal_text` gave."""
    try:
        head = base64.urlsafe_b64decode(sealed[: 4 * ((HEADER + 2) // 3)])
    except (binascii.Error, ValueError):
        return ""
    return key_id_of(head) if is_sealed(head) else ""


SECRET = "secret"
"""What the review station's small secrets and attachments are sealed as."""
UPLOAD = "upload"
"""What files that were brought in are sealed as until they are taken in."""


def tin_context(notice_id: str) -> str:
    """What a whole taxpayer number is sealed as: it opens for its own notice only."""
    return f"tin {notice_id}"


def new_key() -> bytes:
    return secrets.token_bytes(KEY_BYTES)


def written(keys: Sequence[bytes]) -> str:
    """Keys as a key file holds them: one a line in base64, the newest first."""
    return "".join(base64.b64encode(key).decode("ascii") + "\n" for key in keys)


def read_keys(text: str) -> tuple[bytes, ...]:
    """The keys in `text`, parted by lines, spaces or commas; lines that begin with # are left out.

    Raises KeyTrouble for anything else; the message repeats nothing of `text`.
    """
    lines = [line for line in text.splitlines() if not line.lstrip().startswith("#")]
    words = " ".join(lines).replace(",", " ").split()
    if not words or not all(_WRITTEN.fullmatch(word) for word in words):
        raise KeyTrouble(
            "the key can't be read: it is 32 bytes in base64 (44 characters)",
            "put the file back from where you keep it; a first one is made by: openssl rand -base64 32",
        )
    plain = (word.rstrip("=").replace("-", "+").replace("_", "/") + "=" for word in words)
    return tuple(dict.fromkeys(base64.b64decode(word) for word in plain))


@dataclass(frozen=True, slots=True)
class _Key:
    """One secret's derived parts: `name` for people, one for sealing, one for matching."""

    name: str
    sealing: bytes = field(repr=False)
    matching: bytes = field(repr=False)

    def cipher(self, header: bytes) -> AESGCM:
        return AESGCM(_derive(self.sealing, b"segment", header[-_SALT:]))


@lru_cache(maxsize=16)
def _derived(secret: bytes) -> _Key:
    return _Key(
        name=_derive(secret, b"noticedesk key id")[:_ID].hex(),
        sealing=_derive(secret, b"noticedesk sealing 1"),
        matching=_derive(secret, b"noticedesk matching 1"),
    )


def _derive(secret: bytes, purpose: bytes, salt: bytes | None = None) -> bytes:
    return HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=salt, info=purpose).derive(secret)


def _counted(source: BinaryIO, size: int) -> Iterator[tuple[bytes, bytes]]:
    """The pieces with their nonces: number, and whether it is the last. There is always one, if an empty one."""
    number, piece = 0, source.read(size)
    while True:
        following = source.read(size)
        yield _nonce(number, last=not following), piece
        if not following:
            return
        number, piece = number + 1, following


def _nonce(number: int, *, last: bool) -> bytes:
    return number.to_bytes(11, "big") + (b"\1" if last else b"\0")


def _kind(context: str) -> str:
    """The first word of a context: what it is, never which."""
    return context.partition(" ")[0]
