"""The files below the paths given: sorted, each once, no loops, nothing opened."""

import os
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Found:
    """A file at `path`, called `name` relative to the root given; `reason` where it is no file to be read."""

    path: Path
    name: str
    reason: str = ""


def walk(paths: Sequence[Path]) -> Iterator[Found]:
    """Each file below `paths`, in order; folders depth first, names sorted by their bytes; a path met twice, once.

    Links to files are followed, links to folders are not: they are reported, so that nothing is left out in silence.
    """
    seen: set[str] = set()
    for path in paths:
        is_folder = path.is_dir()
        found = _below(path, "") if is_folder else iter([_file(path, path.name)])
        for item in found:
            place = os.path.join(os.path.realpath(item.path.parent), item.path.name)  # noqa: PTH118 - any bytes
            if place not in seen:
                seen.add(place)
                yield item


def _below(folder: Path, prefix: str) -> Iterator[Found]:
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: os.fsencode(entry.name))
    except OSError as error:
        yield Found(folder, prefix.rstrip("/") or folder.name, _reason(error))
        return
    for entry in entries:
        name = prefix + entry.name
        if entry.is_dir(follow_symlinks=False):
            yield from _below(Path(entry.path), name + "/")
        elif entry.is_symlink() and Path(entry.path).is_dir():
            yield Found(Path(entry.path), name, "linked_folder")
        else:
            yield _file(Path(entry.path), name)


def _file(path: Path, name: str) -> Found:
    try:
        mode = path.stat().st_mode
    except (OSError, ValueError) as error:
        return Found(path, name, _reason(error))
    return Found(path, name, "" if stat.S_ISREG(mode) else "not_a_file")


def _reason(error: Exception) -> str:
    if isinstance(error, PermissionError):
        return "no_permission"
    return "not_found" if isinstance(error, FileNotFoundError) else "read_error"
