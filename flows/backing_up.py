"""`noticedesk backup`: the store as it is at one moment, the scans, attachments, orders, certificates, in one file.

Scans lie in it sealed, also those that an older noticedesk left unsealed; the key is not in it unless asked for.
Readings are left out: what they cost is time.
"""

import hashlib
import io
import json
import os
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from importlib import metadata
from pathlib import Path

from schemas.errors import BadArguments
from schemas.privacy import redact
from schemas.sealing import Sealer, is_sealed
from workqueue import history, open_store

from . import keys, start
from .places import sqlite_file
from .rotating import whoever
from .sealed_files import opened, sealed_files
from .settings import Settings, load
from .terminal import say

FORM = 1
MANIFEST, SQLITE, TABLES, KEY = "manifest.json", "store.sqlite", "store.jsonl", "key"


class Archive:
    """Members go in one by one, each with its checksum; the list of them comes last."""

    def __init__(self, tar: tarfile.TarFile) -> None:
        self._tar = tar
        self.members: dict[str, dict[str, str | int]] = {}

    def add(self, name: str, data: bytes) -> None:
        self.members[name] = {"sha256": hashlib.sha256(data).hexdigest(), "size": len(data)}
        self._put(name, io.BytesIO(data), len(data))

    def add_file(self, name: str, path: Path) -> None:
        with path.open("rb") as source:
            size = path.stat().st_size
            self.members[name] = {"sha256": hashlib.file_digest(source, "sha256").hexdigest(), "size": size}
            source.seek(0)
            self._put(name, source, size)

    def finish(self, **told: str | int | list[str]) -> None:
        text = json.dumps({"form": FORM, **told, "members": self.members}, indent=1).encode()
        self._put(MANIFEST, io.BytesIO(text), len(text))

    def _put(self, name: str, source: "io.BufferedIOBase", size: int) -> None:
        info = tarfile.TarInfo(name)
        info.size, info.mode = size, 0o600
        self._tar.addfile(info, source)


def backup(to: Path, db: str | None, *, with_key: bool) -> int:
    settings = load(db=db)
    if to.exists():
        raise BadArguments(f"there is a file {redact(str(to))} already", "name another, or move it away")
    with start.alone(settings.home):
        sealer = keys.open_sealer(settings)
        with _written(to) as tar:
            archive = Archive(tar)
            told = write(archive, settings, sealer, with_key=with_key)
    say(f"{told} files and the store are in {redact(str(to))}.")
    say("The key is in it: who has the file can open it." if with_key else _needs_key(settings, sealer))
    return 0


def write(archive: Archive, settings: Settings, sealer: Sealer, *, with_key: bool) -> int:
    """The store first: the scans of all that it knows are there by then. How many files beside it."""
    kind = _add_store(archive, settings)
    count = 0
    for file in sealed_files(settings):
        if file.may_go:
            continue
        count += 1
        name = str(file.path.relative_to(settings.home))
        with file.path.open("rb") as source:
            sealed = is_sealed(source.read(64))
        if sealed:
            archive.add_file(name, file.path)
        else:
            archive.add(name, sealer.seal(opened(file, sealer), file.context))
    for folder in (settings.orders, settings.certificates):
        for path in sorted(folder.glob("*.*")) if folder.is_dir() else ():
            count += 1
            archive.add_file(str(path.relative_to(settings.home)), path)
    if with_key:
        archive.add(KEY, keys.written_keys(sealer))
    made = datetime.now(UTC).isoformat(timespec="seconds")
    program = metadata.version("noticedesk")
    archive.finish(store=kind, made=made, program=program, key=sealer.key_ids[0], keys=list(sealer.key_ids))
    return count


def _add_store(archive: Archive, settings: Settings) -> str:
    """A copy made by SQLite itself while others may read and write; of PostgreSQL the tables, as lines of JSON."""
    store = open_store(settings.db, create=False)
    with store.writing() as db:
        history.add(db, "backup", whoever(), datetime.now(UTC), notice_id=None, details={})
    with tempfile.TemporaryDirectory(prefix=".backup-", dir=settings.home) as folder:
        if sqlite_file(settings.db) is not None:
            path, kind = Path(folder) / SQLITE, SQLITE
            store.copy_to(path)
        else:
            path, kind = Path(folder) / TABLES, TABLES
            with path.open("w", encoding="utf-8") as file:
                file.writelines(store.dump())
        archive.add_file(kind, path)
    store.close()
    return kind


@contextmanager
def _written(to: Path) -> Iterator[tarfile.TarFile]:
    """The file appears when it is whole, for its owner only."""
    part = to.with_name(f".{to.name}.part")
    try:
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            with tarfile.open(fileobj=file, mode="w|") as tar:
                yield tar
            file.flush()
            os.fsync(file.fileno())
        part.replace(to)
    except OSError as error:
        raise BadArguments(f"{redact(str(to))} can't be written ({error.strerror})", "name another file") from None
    finally:
        part.unlink(missing_ok=True)


def _needs_key(settings: Settings, sealer: Sealer) -> str:
    place = keys.place_of_key(settings).words
    return f"To restore it the key {sealer.key_ids[0]} is needed, and not in it: keep a copy of {place} elsewhere."
