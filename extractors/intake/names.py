"""Names of inputs as the ledger shows them: text in every case, each used once, nothing done with them."""

import re
from pathlib import PurePosixPath

_SYSTEM = frozenset({".ds_store", "thumbs.db", "ehthumbs.db", "desktop.ini", ".localized", "icon\r", ".directory"})
_SYSTEM_FOLDERS = frozenset({"__macosx", "$recycle.bin", "system volume information", ".trash", ".fseventsd"})
_DRIVE = re.compile(r"[A-Za-z]:")


def shown(name: str) -> str:
    """The name as text that can be written anywhere: bytes that are no UTF-8 appear as `\\xff`; all else is kept."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def is_system(name: str) -> bool:
    """True for what operating systems leave behind: `.DS_Store`, `Thumbs.db`, `__MACOSX/…`, `._copy`."""
    parts = [part.lower() for part in PurePosixPath(name).parts]
    if not parts:
        return False
    return parts[-1] in _SYSTEM or parts[-1].startswith("._") or any(p in _SYSTEM_FOLDERS for p in parts[:-1])


def is_unsafe(member: str) -> bool:
    """True for an archive member's name that is absolute or climbs out of the archive, in any system's spelling."""
    slashed = member.replace("\\", "/")
    if slashed.startswith("/") or _DRIVE.match(slashed):
        return True
    return ".." in slashed.split("/")


class UniqueNames:
    """Hands out each name once: the second of the same name becomes `name (2)`."""

    def __init__(self) -> None:
        self._taken: set[str] = set()
        self._last: dict[
            str, int
        ] = {}  # the number that the name got last: an archive may repeat one ten thousand times

    def take(self, name: str) -> str:
        unique, number = name, self._last.get(name, 1)
        while unique in self._taken:
            number += 1
            unique = f"{name} ({number})"
        self._taken.add(unique)
        self._last[name] = number
        return unique
