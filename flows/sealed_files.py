"""The sealed files of a data folder: which there are, as what each is sealed, and each sealed again."""

import os
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from extractors import cache
from extractors.intake import context_of
from schemas.errors import SealBroken
from schemas.sealing import HEADER, SECRET, UPLOAD, Sealer, is_sealed

from .settings import Settings


@dataclass(frozen=True, slots=True)
class SealedFile:
    """`may_go`: what is lost with it is work only; a damaged one is the same as none."""

    path: Path
    context: str
    may_go: bool = False


def sealed_files(settings: Settings) -> Iterator[SealedFile]:
    """Scans, attachments, readings. Those of an older noticedesk, unsealed, are among them."""
    for path in sorted(settings.blobs.glob("??/*")):
        if not path.name.startswith("."):
            yield SealedFile(path, context_of(path.name))
    for path in sorted(settings.attachments.glob("??/*")):
        if not path.name.startswith(".") and path.suffix != ".part":
            yield SealedFile(path, SECRET)
    for key, path in cache.entries(settings.cache):
        yield SealedFile(path, cache.context_of(key), may_go=True)


def waiting_files(settings: Settings) -> Iterator[SealedFile]:
    """What was brought in and not read yet. It belongs to no backup: it is read first."""
    for path in sorted(settings.uploads.glob("*/files/**/*")):
        if path.is_file() and not path.name.startswith("."):
            yield SealedFile(path, UPLOAD)


def is_newest(file: SealedFile, sealer: Sealer) -> bool:
    with file.path.open("rb") as source:
        return sealer.is_newest(source.read(HEADER))


def opened(file: SealedFile, sealer: Sealer) -> bytes:
    """Its bytes, sealed or not. Raises KeyTrouble, SealBroken, OSError."""
    with file.path.open("rb") as source:
        sealed = is_sealed(source.read(HEADER))
        source.seek(0)
        return sealer.open_stream(source, file.context) if sealed else source.read()


def seal_again(file: SealedFile, sealer: Sealer) -> bool:
    """With the newest key, in one step: at any moment the file is whole, as it was or as it will be. Whether it was
    needed. Raises KeyTrouble, and SealBroken for one that was changed and may not go."""
    if is_newest(file, sealer):
        return False
    try:
        data = opened(file, sealer)
    except SealBroken:
        if not file.may_go:
            raise
        file.path.unlink(missing_ok=True)
        return True
    waiting = file.path.with_name(f".{secrets.token_hex(8)}")
    try:
        with os.fdopen(os.open(waiting, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as target:
            target.write(sealer.seal(data, file.context))
            target.flush()
            os.fsync(target.fileno())
        waiting.replace(file.path)
    finally:
        waiting.unlink(missing_ok=True)
    return True


def sweep(settings: Settings) -> None:
    """Takes away what was left half written by something that was killed."""
    for folder in (settings.blobs, settings.attachments, settings.cache):
        for left in folder.glob("??/.*"):
            left.unlink(missing_ok=True)
    for left in settings.uploads.glob("*/files/**/.*"):
        left.unlink(missing_ok=True)
