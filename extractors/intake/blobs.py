"""The blob folder: the bytes of every file taken in, under the hash of their content. Nobody else may read it."""

import hashlib
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from schemas.errors import Quarantined, StoreUnreachable

from .reasons import SENTENCES

_CHUNK = 1024 * 1024


class SourceFailed(Exception):
    """The disk failed while a file was read."""


@dataclass(frozen=True, slots=True)
class Copied:
    """Bytes on their way in: `path` is a temporary file in the blob folder until `keep` gives it its name."""

    path: Path
    sha256: str
    size: int
    head: bytes


def blob_path(blobs: Path, sha256: str) -> Path:
    """Where the bytes with that hash lie."""
    return blobs / sha256[:2] / sha256


def copy_in(source: BinaryIO, blobs: Path, limit: int, head_bytes: int) -> Copied:
    """The rest of `source` in a temporary file of the blob folder.

    Raises Quarantined `too_large` beyond `limit`, StoreUnreachable when the folder can't be written.
    """
    path = blobs / f".incoming-{os.getpid()}-{secrets.token_hex(8)}"
    try:
        return _copy_to(path, source, limit, head_bytes)
    except BaseException:
        with suppress(OSError):  # what went wrong first is what counts
            path.unlink(missing_ok=True)
        raise


def _copy_to(path: Path, source: BinaryIO, limit: int, head_bytes: int) -> Copied:
    digest, size, head = hashlib.sha256(), 0, b""
    with _writing(), _new_file(path) as target:
        while chunk := _read(source):
            size += len(chunk)
            if size > limit:
                raise Quarantined("too_large", SENTENCES["too_large"])
            head = head or chunk[:head_bytes]
            digest.update(chunk)
            target.write(chunk)
    return Copied(path, digest.hexdigest(), size, head)


def _new_file(path: Path) -> BinaryIO:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    return os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb")


def _read(source: BinaryIO) -> bytes:
    try:
        return source.read(_CHUNK)
    except OSError as error:
        raise SourceFailed from error


@contextmanager
def _writing() -> Iterator[None]:
    """Errors of the disk we write to end the run; those of the file we read only set that file aside."""
    try:
        yield
    except OSError as error:
        what = f"the folder for the scans' bytes can't be written: {error.strerror}"
        raise StoreUnreachable(what, "free some space there or name another data folder") from error


def keep(copied: Copied, blobs: Path) -> Path:
    """The temporary file under its lasting name; where that is taken already, the same bytes are there."""
    final = blob_path(blobs, copied.sha256)
    with _writing():
        final.parent.mkdir(mode=0o700, exist_ok=True)
        copied.path.replace(final)
    return final


def drop(copied: Copied) -> None:
    copied.path.unlink(missing_ok=True)
