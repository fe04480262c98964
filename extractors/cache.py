"""Readings kept on disk, keyed by what was read and by what read it.

A key is the hash of the pixels as decoded plus everything of ours that can change the result, so a key's value never
changes: writers may race, a torn or damaged entry is the same as none. Entries hold what the page says, so they are
sealed and nobody but the owner may read them; the names of the files say nothing. Which entries are a file's is
noted beside them, so that they can go when the file does.
"""

import hashlib
import json
import os
import secrets
import zlib
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Protocol

import numpy as np

from schemas.errors import NoticedeskError
from schemas.sealing import Sealer, is_sealed

from .ocr.protocol import Gray

Json = None | bool | int | float | str | list["Json"] | dict[str, "Json"]


NOTES = "of"
"""The folder of the notes: one file for each scan, named by its hash, that lists the keys of its entries."""


class Cache(Protocol):
    """What the reader asks of a cache."""

    def get(self, key: str) -> Json:
        """The value, or None when there is none."""
        ...

    def put(self, key: str, value: Json) -> None: ...

    def reading(self, file: str) -> None:
        """What is asked for and put from now on is of the file with this hash."""
        ...


class NotRecorded(NoticedeskError):
    """A replay asked for a reading that was never recorded."""


class NoCache:
    """Keeps nothing."""

    def get(self, key: str) -> Json:
        return None

    def put(self, key: str, value: Json) -> None:
        return

    def reading(self, file: str) -> None:
        return


class FolderCache:
    """One file an entry below `folder` (0700; files 0600), compressed JSON, sealed where there is a `sealer`. Safe
    for any number of processes. Entries of an older noticedesk, unsealed, are read as they are."""

    def __init__(self, folder: Path, sealer: Sealer | None = None) -> None:
        self._folder = folder
        self._sealer = sealer
        self._file = ""
        self._noted: set[str] = set()

    def reading(self, file: str) -> None:
        if file != self._file:
            self._file, self._noted = file, set(_lines(self._folder / NOTES / file))

    def get(self, key: str) -> Json:
        try:
            packed = self._path(key).read_bytes()
            if is_sealed(packed):
                if self._sealer is None:
                    return None
                packed = self._sealer.open(packed, context_of(key))
            value: Json = json.loads(zlib.decompress(packed))
        except (OSError, zlib.error, ValueError, NoticedeskError):
            return None
        self._note(key)
        return value

    def put(self, key: str, value: Json) -> None:
        """A disk that refuses costs the reading its place here, nothing else."""
        path = self._path(key)
        packed = zlib.compress(json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode(), 6)
        if self._sealer is not None:
            packed = self._sealer.seal(packed, context_of(key))
        waiting = path.with_name(f".{secrets.token_hex(8)}")
        try:
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            handle = os.open(waiting, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(handle, "wb") as file:
                file.write(packed)
            self._note(key)
            waiting.replace(path)
        except OSError:
            with suppress(OSError):
                waiting.unlink(missing_ok=True)

    def _note(self, key: str) -> None:
        if not self._file or key in self._noted:
            return
        self._noted.add(key)
        note = self._folder / NOTES / self._file
        try:
            note.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            handle = os.open(note, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
            with os.fdopen(handle, "wb") as file:
                file.write(f"{key}\n".encode())
        except OSError:
            return

    def _path(self, key: str) -> Path:
        return entry_path(self._folder, key)


def entry_path(folder: Path, key: str) -> Path:
    return folder / key[:2] / f"{key}.z"


def entries(folder: Path) -> Iterator[tuple[str, Path]]:
    """Every entry kept: (key, where)."""
    return ((path.stem, path) for path in sorted(folder.glob("??/*.z")))


def context_of(key: str) -> str:
    """What an entry is sealed as."""
    return f"reading {key}"


def noted(folder: Path) -> dict[str, frozenset[str]]:
    """Which entries were used for which file, by its hash."""
    notes = (folder / NOTES).glob("*") if (folder / NOTES).is_dir() else ()
    return {note.name: frozenset(_lines(note)) for note in notes}


def _lines(note: Path) -> list[str]:
    try:
        return note.read_text(encoding="ascii").split()
    except (OSError, ValueError):
        return []


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

    def reading(self, file: str) -> None:
        return  # what was recorded stays as it is


def key_of(pixels: Gray, *parts: str) -> str:
    """The key for these pixels and everything else that matters, in order."""
    digest = hashlib.sha256(np.ascontiguousarray(pixels).data)  # in hardware, where there is some
    for part in (str(pixels.shape), *parts):
        raw = part.encode("utf-8", "surrogatepass")
        digest.update(len(raw).to_bytes(8, "big") + raw)
    return digest.hexdigest()
