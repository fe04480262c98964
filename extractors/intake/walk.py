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
        found = _below(path) if _is_folder(path) else iter([_file(path, path.name)])
        for item in found:
            place = os.path.join(os.path.realpath(item.path.parent), item.path.name)  # noqa: PTH118 - any bytes
            if place not in seen:
                seen.add(place)
                yield item


def _below(root: Path) -> Iterator[Found]:
    """A stack, not a recursion: folders may lie deeper within each other than Python can call."""
    waiting = [(str(root), "", True)]
    while waiting:
        path, name, is_folder = waiting.pop()
        if not is_folder:
            linked = _is_folder(path) and Path(path).is_symlink()
            yield Found(Path(path), name, "linked_folder") if linked else _file(Path(path), name)
            continue
        try:
            entries = sorted(os.scandir(path), key=lambda entry: os.fsencode(entry.name), reverse=True)
        except OSError as error:
            yield Found(Path(path), name or root.name, _reason(error))
            continue
        prefix = f"{name}/" if name else ""
        waiting += [(entry.path, prefix + entry.name, _is_own_folder(entry)) for entry in entries]


def _is_folder(path: str | Path) -> bool:
    """False also where that can't be told; what it is instead is found out by `_file`."""
    return os.path.isdir(path)  # noqa: PTH112 - Path.is_dir raises where a folder on the way may not be entered


def _is_own_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir(follow_symlinks=False)
    except OSError:
        return False


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
