"""Where uploaded files wait to be taken in: a private folder in the data folder for each upload, sealed as they
arrive."""

import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

from review.station import Sink, Station
from schemas.errors import BadArguments
from workqueue import private_folder

MOST_BYTES = 1 << 30
"""Of one file; a scan of a thousand pages has less."""
MOST_FILES = 2000
_LONGEST_NAME = 180


def new_folder(home: Path) -> Path:
    folder = private_folder(home / "uploads") / secrets.token_hex(12)
    return private_folder(folder)


def place_for(folder: Path, name: str) -> Path:
    """A new file in `folder` for what the browser calls `name`, folders below it made. Nothing leads out of `folder`,
    and nothing there is overwritten. Raises BadArguments where no name is left."""
    parts = [part for one in PurePosixPath(name.replace("\\", "/")).parts if (part := _plain(one))]
    if not parts:
        raise BadArguments("a file without a name", "give it one")
    wanted = folder.joinpath(*parts[-8:])
    wanted.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    tries = [wanted, *(wanted.with_name(f"{wanted.stem} ({n}){wanted.suffix}") for n in range(2, 1000))]
    for one in tries:
        try:
            os.close(os.open(one, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        except FileExistsError:
            continue
        return one
    raise BadArguments("too many files of one name", "give them different names")


@contextmanager
def received(station: Station, place: Path) -> Iterator[Sink]:
    """The file at `place`: what is written lies there sealed. Half a file is none: it goes, also where the browser
    went away. Raises BadArguments without a key."""
    try:
        if station.secrets is None:
            raise BadArguments("without a key nothing can be brought in", "set one up: see README, keys")
        with place.open("wb") as out:
            sealed = station.secrets.incoming(out)
            yield sealed
            sealed.close()
    except BaseException:
        place.unlink(missing_ok=True)
        raise


def _plain(part: str) -> str:
    """A name without what could lead elsewhere or be hidden: "..", a drive, control characters, dots in front."""
    kept = "".join(c for c in part if c.isprintable() and c not in '/\\:*?"<>|\0').strip().lstrip(".")
    while len(kept.encode()) > _LONGEST_NAME:
        stem, dot, end = kept.rpartition(".")
        kept = f"{stem[:-1]}{dot}{end}" if stem and len(end) < 10 else kept[:-1]
    return kept


def files_in(folder: Path) -> int:
    return sum(len(files) for _, _, files in os.walk(folder))


def remove(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
