"""Readings kept on disk, keyed by what was read and by what read it.

A key is the hash of the pixels as decoded plus everything of ours that can change the result, so a key's value never
changes: writers may race, a torn or damaged entry is the same as none. Entries hold what the page says, so nobody but
the owner may read them; the names of the files say nothing.
"""

import hashlib
import json
import os
import secrets
import zlib
from contextlib import suppress
from pathlib import Path
from typing import Protocol

import numpy as np

from schemas.errors import NoticedeskError

from .ocr.protocol import Gray

Json = None | bool | int | float | str | list["Json"] | dict[str, "Json"]


class Cache(Protocol):
    """What the reader asks of a cache."""

    def get(self, key: str) -> Json:
        """The value, or None when there is none."""
        ...

    def put(self, key: str, value: Json) -> None: ...


class NotRecorded(NoticedeskError):
    """A replay asked for a reading that was never recorded."""


class NoCache:
    """Keeps nothing."""

    def get(self, key: str) -> Json:
        return None

    def put(self, key: str, value: Json) -> None:
        return


class FolderCache:
    """One file an entry below `folder` (0700; files 0600), compressed JSON. Safe for any number of processes."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def get(self, key: str) -> Json:
        try:
            value: Json = json.loads(zlib.decompress(self._path(key).read_bytes()))
        except (OSError, zlib.error, ValueError):
            return None
        return value

    def put(self, key: str, value: Json) -> None:
        """A disk that refuses costs the reading its place here, nothing else."""
        path = self._path(key)
        packed = zlib.compress(json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode(), 6)
        waiting = path.with_name(f".{secrets.token_hex(8)}")
        try:
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            handle = os.open(waiting, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(handle, "wb") as file:
                file.write(packed)
            waiting.replace(path)
        except OSError:
            with suppress(OSError):
                waiting.unlink(missing_ok=True)

    def _path(self, key: str) -> Path:
        return self._folder / key[:2] / f"{key}.z"


class ReplayOnly:
    """For tests: what was recorded, or an error that names the command that records it."""

    def __init__(self, inner: Cache, command: str) -> None:
        self._inner = inner
        self._command = command

    def get(self, key: str) -> Json:
        value = self._inner.get(key)
        if value is None:
            raise NotRecorded(f"no reading was recorded under {key[:12]}", f"record it with: {self._command}")
        return value

    def put(self, key: str, value: Json) -> None:
        return


def key_of(pixels: Gray, *parts: str) -> str:
    """The key for these pixels and everything else that matters, in order."""
    digest = hashlib.sha256(np.ascontiguousarray(pixels).data)  # in hardware, where there is some
    for part in (str(pixels.shape), *parts):
        raw = part.encode("utf-8", "surrogatepass")
        digest.update(len(raw).to_bytes(8, "big") + raw)
    return digest.hexdigest()
