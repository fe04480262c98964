"""The blob folder: the bytes of every file taken in, sealed, under the hash of their content. Nobody else may read.

Files of an older noticedesk lie there unsealed and are read as they are, until `noticedesk rotate-key` seals them.
"""

import hashlib
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from schemas.errors import KeyTrouble, Quarantined, StoreUnreachable
from schemas.sealing import HEADER, Sealer, is_sealed

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


def context_of(sha256: str) -> str:
    """What a blob is sealed as: it opens under its own name only."""
    return f"blob {sha256}"


def open_blob(path: Path, sealer: Sealer | None) -> bytes:
    """The bytes that were taken in. Raises KeyTrouble without the key, SealBroken where they were changed since,
    OSError as the disk does."""
    with path.open("rb") as file:
        if not is_sealed(file.read(HEADER)):
            file.seek(0)
            return file.read()
        if sealer is None:
            raise KeyTrouble("the scans are sealed and no key was given", "name it: NOTICEDESK_KEY_FILE")
        file.seek(0)
        return sealer.open_stream(file, context_of(path.name))


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


def keep(copied: Copied, blobs: Path, sealer: Sealer | None = None) -> Path:
    """The temporary file under its lasting name, sealed; where that is taken already, the same bytes are there."""
    final = blob_path(blobs, copied.sha256)
    with _writing():
        final.parent.mkdir(mode=0o700, exist_ok=True)
        if sealer is not None:
            _seal(copied, sealer)
        copied.path.replace(final)
    return final


def _seal(copied: Copied, sealer: Sealer) -> None:
    """In place of the temporary file, which never lies unsealed under a lasting name."""
    sealed = copied.path.with_name(f"{copied.path.name}-sealed")
    try:
        with copied.path.open("rb") as source, _new_file(sealed) as target:
            sealer.seal_stream(source, target, context_of(copied.sha256))
        sealed.replace(copied.path)
    except BaseException:
        with suppress(OSError):
            sealed.unlink(missing_ok=True)
        raise


def sweep(blobs: Path) -> None:
    """Takes away what a killed run left on its way in, unsealed; for a run that is alone in its data folder."""
    for left in blobs.glob(".incoming-*"):
        left.unlink(missing_ok=True)


def drop(copied: Copied) -> None:
    copied.path.unlink(missing_ok=True)
