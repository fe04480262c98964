"""`noticedesk rotate-key`: everything sealed again under a new key, whenever it is interrupted and begun again.

The new key stands in the key file, before the old one, ahead of the first change; the old one leaves it after the
last. In between each file and each value opens with one of the two.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from extractors.intake import sweep as sweep_incoming
from schemas.errors import BadArguments, KeyTrouble, SealBroken
from schemas.sealing import Sealer, new_key
from workqueue import open_store, place_of

from . import keys, start
from .places import sqlite_file
from .sealed_files import SealedFile, is_newest, seal_again, sealed_files, sweep, waiting_files
from .settings import Settings, load
from .terminal import say


@dataclass(frozen=True, slots=True)
class Rotated:
    """`files`, `values`: sealed again by this call. `damaged`: files that do not open with any key."""

    files: int
    values: int
    damaged: tuple[Path, ...]
    key_id: str


def rotate(db: str | None, *, keep_old: bool) -> int:
    settings = load(db=db)
    with keys.alone(settings.home), start.alone(settings.home):
        before = keys.checked(settings)
        sealer = _with_new_key(settings, before)
        done = reseal(settings, sealer)
        say(f"{done.files} files and {done.values} values of the store are sealed with the key {done.key_id} now.")
        if done.damaged:
            first = done.damaged[0]
            raise SealBroken(
                f"{len(done.damaged)} files were changed since they were sealed, the first {first.name[:8]}... in "
                f"{first.parent}; the old key stays",
                "bring them back from a backup, or take them away, then give rotate-key once more",
            )
        keys.renamed(settings.home, sealer)
        _retire(settings, sealer, keep_old=keep_old)
    return 0


def _with_new_key(settings: Settings, before: Sealer | None) -> Sealer:
    """A new one first, unless the last rotation was not finished, or the owner put one there."""
    if before is not None and len(before.keys) > 1:
        say(f"Going on: everything is sealed with {before.key_ids[0]}, the newest of {len(before.keys)} keys.")
        return before
    if settings.key:
        raise BadArguments(
            "the key comes from NOTICEDESK_KEY, which this command can't change",
            'make one with `openssl rand -base64 32`, put it before the old one ("new old"), then rotate-key again',
        )
    after = (new_key(), *(before.keys if before else ()))
    keys.save_keys(settings.key_file, after)
    return Sealer(after)


def reseal(settings: Settings, sealer: Sealer) -> Rotated:
    """Files first, then the store in one transaction, then a look whether nothing is left. Raises KeyTrouble for what
    was sealed with a key that is not at hand."""
    sweep(settings)
    sweep_incoming(settings.blobs)
    files, damaged = 0, []
    for file in _every_file(settings):
        try:
            files += seal_again(file, sealer)
        except SealBroken:
            damaged.append(file.path)
    values = _reseal_store(settings, sealer)
    left = [file.path for file in _every_file(settings) if not is_newest(file, sealer)]
    if set(left) - set(damaged):
        raise KeyTrouble("another program wrote to the data folder meanwhile", "end it, then rotate-key again")
    return Rotated(files, values, tuple(damaged), sealer.key_ids[0])


def _every_file(settings: Settings) -> Iterator[SealedFile]:
    yield from sealed_files(settings)
    yield from waiting_files(settings)


def _reseal_store(settings: Settings, sealer: Sealer) -> int:
    file = sqlite_file(settings.db)
    if file is not None and not file.exists():
        return 0
    from workqueue import history  # noqa: PLC0415
    from workqueue.resealing import reseal as reseal_store  # noqa: PLC0415

    store = open_store(settings.db, create=False, sealer=sealer)
    with store.writing() as db:
        values = reseal_store(db, sealer)
        told = {"key": sealer.key_ids[0], "values": values}
        history.add(db, "rotate_key", whoever(), datetime.now(UTC), notice_id=None, details=told)
    store.close()
    return values


def _retire(settings: Settings, sealer: Sealer, *, keep_old: bool) -> None:
    old = sealer.keys[1:]
    if not old:
        return
    if settings.key:
        say("Nothing needs the older keys any more: take them out of NOTICEDESK_KEY.")
    elif keep_old:
        say(f"The old key stays in {settings.key_file}: give rotate-key once more when all machines have that file.")
    else:
        aside = settings.key_file.with_name(f"{settings.key_file.name}.retired-{sealer.key_ids[1]}")
        keys.save_keys(aside, old)
        keys.save_keys(settings.key_file, sealer.keys[:1])
        say(f"The old key is in {aside} now: only backups made before need it. Keep it with those, or destroy it.")
    if sqlite_file(settings.db) is None:
        say(f"Other machines with the store {place_of(settings.db)} need the new key file as well: see README, keys.")


def whoever() -> str:
    """Who gave the command, as the system knows them."""
    import getpass  # noqa: PLC0415

    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "unknown"
