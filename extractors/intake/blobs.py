"""The blob folder: the bytes of every file taken in, sealed, under the hash of their content. Nobody else may read.

Files of an older noticedesk lie there unsealed and are read as they are, until `noticedesk rotate-key` seals them.
"""

import hashlib
import os
import secrets
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, cast

from schemas.errors import KeyTrouble, Quarantined, StoreUnreachable
from schemas.sealing import HEADER, Sealer, is_sealed

from .reasons import SENTENCES

_CHUNK = 1024 * 1024
_INCOMING = ".incoming-"


class SourceFailed(Exception):
    """The disk failed while a file was read."""


@dataclass(frozen=True, slots=True)
class Copied:
    """Bytes on their way in, in a file without a name: it goes with the process, however that ends, so nothing
    unsealed stays. `keep` gives them a lasting one."""

    file: BinaryIO
    sha256: str
    size: int
    head: bytes

    @property
    def path(self) -> Path:
        """By which this process opens the file once more."""
        self.file.seek(0)  # macOS opens it where it stands
        return Path(f"/dev/fd/{self.file.fileno()}")


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
    """The rest of `source` in a nameless file on the disk of the blob folder.

    Raises Quarantined `too_large` beyond `limit`, StoreUnreachable when the folder can't be written.
    """
    with _writing():
        blobs.mkdir(mode=0o700, parents=True, exist_ok=True)
        target = cast(BinaryIO, tempfile.TemporaryFile(dir=blobs, prefix=_INCOMING))  # noqa: SIM115 - `drop` ends it
    try:
        return _copy_to(target, source, limit, head_bytes)
    except BaseException:
        with suppress(OSError):  # what went wrong first is what counts
            target.close()
        raise


def _copy_to(target: BinaryIO, source: BinaryIO, limit: int, head_bytes: int) -> Copied:
    digest, size, head = hashlib.sha256(), 0, b""
    with _writing():
        while chunk := _read(source):
            size += len(chunk)
            if size > limit:
                raise Quarantined("too_large", SENTENCES["too_large"])
            head = head or chunk[:head_bytes]
            digest.update(chunk)
            target.write(chunk)
        target.flush()
    return Copied(target, digest.hexdigest(), size, head)


def _new_file(path: Path) -> BinaryIO:
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
    """The bytes under their lasting name, sealed; where that is taken already, the same bytes are there."""
    final = blob_path(blobs, copied.sha256)
    waiting = blobs / f"{_INCOMING}{os.getpid()}-{secrets.token_hex(8)}"
    with _writing():
        final.parent.mkdir(mode=0o700, exist_ok=True)
        try:
            _write(copied, waiting, sealer)
            waiting.replace(final)
        except BaseException:
            with suppress(OSError):
                waiting.unlink(missing_ok=True)
            raise
    return final


def _write(copied: Copied, path: Path, sealer: Sealer | None) -> None:
    copied.file.seek(0)
    with _new_file(path) as target:
        if sealer is not None:
            sealer.seal_stream(copied.file, target, context_of(copied.sha256))
        else:
            shutil.copyfileobj(copied.file, target, _CHUNK)


def sweep(blobs: Path) -> None:
    """Takes away what a killed run left half written; for a run that is alone in its data folder."""
    for left in blobs.glob(f"{_INCOMING}*"):
        left.unlink(missing_ok=True)


def drop(copied: Copied) -> None:
    copied.file.close()
