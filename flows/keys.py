"""The key of the data folder: where it comes from, whether it is the right one, and that nobody changes it meanwhile.

The key is a file of its own, or a variable; what it seals lies in the data folder and in the store. The data folder
remembers the key's id (which says nothing of the key), so that a missing or wrong key is told at once, before
anything is sealed with another one.
"""

import fcntl
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from schemas.errors import BadArguments, KeyTrouble
from schemas.sealing import SECRET, UPLOAD, Sealer, new_key, read_keys, written
from workqueue import private_folder

from .settings import Settings

if TYPE_CHECKING:
    from review.station import Secrets

_SEALED_WITH = "sealed-with"
_LOCK = "key.lock"
_HEAD = "# The key of noticedesk's data folder. Keep it apart from that, and a copy in a safe place. Newest first.\n"
_held: dict[Path, int] = {}


@dataclass(frozen=True, slots=True)
class KeyPlace:
    """Where the key comes from, for people. `beside`: it lies in the folder that it seals."""

    words: str
    beside: bool


def place_of_key(settings: Settings) -> KeyPlace:
    if settings.key:
        return KeyPlace("NOTICEDESK_KEY", False)
    return KeyPlace(str(settings.key_file), settings.key_file.is_relative_to(settings.home))


def open_sealer(settings: Settings) -> Sealer:
    """What seals and opens; a key is made where there is none and nothing was sealed before.

    Until this process ends no `rotate-key` begins in the data folder. Raises KeyTrouble for a key that is missing,
    can't be read, or is another one than that which sealed the folder.
    """
    private_folder(settings.home)
    _hold(settings.home)
    found = at_hand(settings)
    if found is None:
        save_keys(settings.key_file, (new_key(),), fresh=True)
        found = Sealer(keys_of(settings))
    remember(settings.home, found)
    return found


def at_hand(settings: Settings) -> Sealer | None:
    """The same without making anything: None where there is no key yet, nor anything sealed."""
    found = checked(settings)
    if found is not None and settings.home.is_dir():
        _hold(settings.home)
    return found


def checked(settings: Settings) -> Sealer | None:
    """The same for who is `alone`."""
    keys, sealed_with = keys_of(settings), sealed_by(settings.home)
    if not keys:
        if not sealed_with:
            return None
        raise KeyTrouble(
            f"the key {sealed_with} of {settings.home} is not there: {place_of_key(settings).words}",
            "put it back from where you keep it, or name it: NOTICEDESK_KEY_FILE; without it the scans stay closed",
        )
    sealer = Sealer(keys)
    if sealed_with and sealed_with not in sealer.key_ids:
        raise KeyTrouble(
            f"{settings.home} is sealed with the key {sealed_with}; {place_of_key(settings).words} holds another "
            f"({', '.join(sealer.key_ids)})",
            "name the right one: NOTICEDESK_KEY_FILE or NOTICEDESK_KEY",
        )
    return sealer


def keys_of(settings: Settings) -> tuple[bytes, ...]:
    """As given, the newest first; () where there is no key file."""
    if settings.key:
        return read_keys(settings.key)
    try:
        return read_keys(settings.key_file.read_text(encoding="ascii"))
    except FileNotFoundError:
        return ()
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is no text"
        raise KeyTrouble(f"the key file {settings.key_file} can't be read ({reason})", "see README, keys") from None


def secrets_of(sealer: Sealer) -> "Secrets":
    """For the review station: how its small secrets, attachments and what is brought in are sealed."""
    from review.station import Secrets  # noqa: PLC0415 - only the station needs the station

    return Secrets(
        seal=lambda data: sealer.seal(data, SECRET),
        open=lambda data: sealer.open(data, SECRET),
        incoming=lambda target: sealer.writer(target, UPLOAD),
    )


def sealed_by(home: Path) -> str:
    """The id of the key that sealed the folder; "" where nothing was sealed yet."""
    try:
        return (home / _SEALED_WITH).read_text(encoding="ascii").strip()
    except (OSError, ValueError):
        return ""


def remember(home: Path, sealer: Sealer) -> None:
    """The folder is sealed with the newest key from now on, unless it is being sealed with it just now."""
    if not sealed_by(home):
        write_privately(home / _SEALED_WITH, f"{sealer.key_ids[0]}\n")


def renamed(home: Path, sealer: Sealer) -> None:
    """Everything in the folder is sealed with the newest key."""
    write_privately(home / _SEALED_WITH, f"{sealer.key_ids[0]}\n")


def save_keys(path: Path, keys: tuple[bytes, ...], *, fresh: bool = False) -> None:
    """Newest first, for the owner only; there all at once or not at all. `fresh`: where another process has just made
    one, that one stays."""
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        write_privately(path, written_keys(Sealer(keys)).decode("ascii"), fresh=fresh)
    except OSError as error:
        raise KeyTrouble(
            f"the key file {path} can't be written ({error.strerror})", "name another: NOTICEDESK_KEY_FILE"
        ) from None


def written_keys(sealer: Sealer) -> bytes:
    """As they stand in a key file."""
    return (_HEAD + written(sealer.keys)).encode("ascii")


def write_privately(path: Path, text: str, *, fresh: bool = False) -> None:
    """The file whole, on the disk, mode 0600. `fresh`: only where there is none."""
    waiting = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    try:
        with os.fdopen(os.open(waiting, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        if fresh:
            with suppress(FileExistsError):
                path.hardlink_to(waiting)
        else:
            waiting.replace(path)
    finally:
        waiting.unlink(missing_ok=True)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def _hold(home: Path) -> None:
    """Many may use the key at once; whoever changes it is alone. The lock goes with the process, however it ends."""
    if home in _held:
        return
    try:
        handle = os.open(home / _LOCK, os.O_CREAT | os.O_RDWR, 0o600)
    except OSError:  # a folder that may only be read is looked at without
        return
    try:
        fcntl.flock(handle, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(handle)
        raise BadArguments(
            f"the key of {home} is being changed", "wait until rotate-key or restore is done"
        ) from None
    _held[home] = handle


@contextmanager
def alone(home: Path) -> Iterator[None]:
    """Nobody else uses the key; raises BadArguments where somebody does."""
    private_folder(home)
    let_go(home)
    handle = os.open(home / _LOCK, os.O_CREAT | os.O_RDWR, 0o600)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise BadArguments(
                f"another noticedesk is at work in {home}", "end it first: the review station, an ingest, a schedule"
            ) from None
        yield
    finally:
        os.close(handle)


def let_go(home: Path) -> None:
    """This process no longer uses the key."""
    handle = _held.pop(home, None)
    if handle is not None:
        with suppress(OSError):
            os.close(handle)
