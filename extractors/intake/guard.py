"""A helper process looks at files first: when one makes it hang, crash or eat memory, only the helper is lost."""

import json
import select
import socket
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Self

from schemas.document import FileKind
from schemas.errors import Quarantined

from .limits import Limits
from .reasons import SENTENCES


class Guard:
    """Use as a context manager. The process is started when it is first needed and after each loss."""

    def __init__(self, limits: Limits, environment: Mapping[str, str] | None = None) -> None:
        self._limits = limits
        self._environment = environment
        self._process: subprocess.Popen[bytes] | None = None
        self._requests: socket.socket | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ) -> None:
        self._end()

    def pages(self, path: Path, kind: FileKind) -> int:
        """How many pages the file has; raises Quarantined with the reason it can't be read."""
        request = {"kind": kind, "pages": self._limits.pages, "pixels": self._limits.pixels}
        with path.open("rb") as file:  # handed over open: files on their way in have no name
            answer = self._ask(json.dumps(request).encode(), file.fileno())
        if "reason" in answer:
            reason = str(answer["reason"])
            raise Quarantined(reason, SENTENCES[reason])
        return int(answer["pages"])

    def _ask(self, request: bytes, file: int) -> dict[str, int | str]:
        process = self._started()
        assert process.stdout and self._requests
        try:
            socket.send_fds(self._requests, [request], [file])
            ready, _, _ = select.select([process.stdout], [], [], self._limits.probe_seconds)
            line = process.stdout.readline() if ready else None
        except OSError:
            line = b""
        if line:
            result: dict[str, int | str] = json.loads(line)
            return result
        self._end()
        return {"reason": "hangs" if line is None else "crashes"}

    def _started(self) -> subprocess.Popen[bytes]:
        if self._process is None:
            command = [sys.executable, "-P", "-m", "extractors.intake.probe", str(self._limits.probe_bytes)]
            self._requests, theirs = socket.socketpair()
            with theirs:
                self._process = subprocess.Popen(
                    command,
                    stdin=theirs.fileno(),
                    stdout=subprocess.PIPE,
                    stderr=subprocess.DEVNULL,
                    env=self._environment,
                )
        return self._process

    def _end(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        if self._requests is not None:
            self._requests.close()
        process.kill()
        process.communicate()
