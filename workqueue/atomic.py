"""A set of files that appears whole: written beside their names, and moved there when all are complete."""

import os
import shutil
import tempfile
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Literal

from schemas.errors import BadArguments


class FileSet:
    """Files of one folder, replaced together when the `with` block ends well, untouched when it does not.

    A new file is private (mode 0600); one that replaces another takes its mode, so that a folder once shared stays
    shared. Raises BadArguments where the folder can't be written.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._parts: dict[str, tuple[IO[Any], Path]] = {}
        self._gone: list[str] = []
        self._scratch: list[Path] = []

    def __enter__(self) -> "FileSet":
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise self._trouble(error) from None
        return self

    def open(self, name: str) -> IO[str]:
        """A file to write text to, in UTF-8, newlines as given."""
        return self._new(name, "w")

    def open_bytes(self, name: str) -> IO[bytes]:
        """A file to write bytes to; it can be read and sought in as well."""
        return self._new(name, "w+b")

    def scratch(self) -> Path:
        """A private folder for a writer's own passing files, which lie nowhere else; it goes when the block ends."""
        try:
            made = Path(tempfile.mkdtemp(prefix=".scratch.", dir=self._folder))
        except OSError as error:
            raise self._trouble(error) from None
        self._scratch.append(made)
        return made

    def _new(self, name: str, mode: Literal["w", "w+b"]) -> IO[Any]:
        try:
            handle, part = tempfile.mkstemp(prefix=f".{name}.", suffix=".part", dir=self._folder)
        except OSError as error:
            raise self._trouble(error) from None
        text = {} if "b" in mode else {"encoding": "utf-8", "newline": ""}
        self._parts[name] = os.fdopen(handle, mode, **text), Path(part)  # type: ignore[call-overload]
        return self._parts[name][0]

    def remove(self, name: str) -> None:
        """The file called `name` goes, if there is one, when the others appear."""
        self._gone.append(name)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            if kind is None:
                self._publish()
        except OSError as trouble:
            raise self._trouble(trouble) from None
        finally:
            self._clear()
        if isinstance(error, OSError):
            raise self._trouble(error) from None

    def _publish(self) -> None:
        for file, _ in self._parts.values():
            file.flush()
            os.fsync(file.fileno())
        for name, (_, part) in self._parts.items():
            target = self._folder / name
            if target.exists():
                part.chmod(target.stat().st_mode & 0o777)
            part.replace(target)
        for name in self._gone:
            (self._folder / name).unlink(missing_ok=True)

    def _clear(self) -> None:
        for file, part in self._parts.values():
            # A full disk refuses the last words once more; what went wrong first is what is told.
            with suppress(OSError):
                file.close()
            part.unlink(missing_ok=True)
        for folder in self._scratch:
            shutil.rmtree(folder, ignore_errors=True)

    def _trouble(self, error: OSError) -> BadArguments:
        return BadArguments(
            f"can't write to {self._folder} ({error.strerror})",
            "name a folder that you may write to, with room in it",
        )
