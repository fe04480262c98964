"""Uploads of the review station: taken in one after the other, each by a process of its own.

An upload whose files are all there is moved to a folder that ends in `.ready`, with a note of whose it is: where the
server ends before they are read, the next one reads them. What was only half sent is removed then. The files lie
there sealed from the first byte on (see `review.web.incoming`); the process that takes them in opens them.
"""

import json
import subprocess
import sys
import threading
from collections.abc import Callable, Sequence
from datetime import date, datetime
from pathlib import Path
from queue import SimpleQueue
from shutil import rmtree
from typing import Any

from review.station import FoundNotice, Job
from schemas.privacy import redact

from .settings import Settings

WORKER = (sys.executable, "-m", "flows.upload_worker")
_READY = ".ready"
_NOTE = "upload.json"
_KEPT = 50
_LISTED = 100


class UploadRoom:
    """A `review.station.Uploads`. `now` gives aware instants in UTC; `worker`: the command that takes in; `day`: the
    day deadlines are seen from, None for that of the reading."""

    def __init__(
        self,
        settings: Settings,
        now: Callable[[], datetime],
        worker: Sequence[str] = WORKER,
        day: date | None = None,
    ) -> None:
        self._settings, self._now, self._worker, self._day = settings, now, tuple(worker), day
        self._jobs: dict[str, Job] = {}
        self._lock = threading.Lock()
        self._waiting: SimpleQueue[tuple[str, Path] | None] = SimpleQueue()
        self._process: subprocess.Popen[str] | None = None
        self._closed = False
        self._thread = threading.Thread(target=self._work, name="uploads", daemon=True)
        self._take_up()
        self._thread.start()

    def start(self, folder: Path, who: str) -> str:
        """Takes in what lies in `folder` (moved, and removed once it is read); the job's id."""
        ready = folder.with_name(folder.name + _READY)
        ready.mkdir(mode=0o700)
        (ready / _NOTE).write_text(json.dumps({"who": who, "at": self._now().isoformat()}))
        folder.rename(ready / "files")
        return self._enter(ready, who, self._now())

    def jobs(self) -> Sequence[Job]:
        """Latest first."""
        with self._lock:
            return list(self._jobs.values())[::-1]

    def close(self) -> None:
        """Ends what is being read; it is read by the next server."""
        self._closed = True
        self._waiting.put(None)
        if self._process:
            self._process.terminate()
        self._thread.join(timeout=10)

    def _take_up(self) -> None:
        """What an earlier server left: read what is whole, remove what is not."""
        for folder in sorted(self._settings.uploads.glob("*/")):
            note = folder / _NOTE
            if folder.name.endswith(_READY) and note.is_file() and (folder / "files").is_dir():
                told = json.loads(note.read_text())
                self._enter(folder, told["who"], datetime.fromisoformat(told["at"]))
            else:
                rmtree(folder, ignore_errors=True)

    def _enter(self, ready: Path, who: str, at: datetime) -> str:
        files = ready / "files"
        names = tuple(sorted(redact(str(one.relative_to(files))) for one in files.rglob("*") if one.is_file()))
        job = Job(job_id=ready.name.removesuffix(_READY), who=who, started=at, state="waiting", files=names)
        with self._lock:
            self._jobs[job.job_id] = job
            for old in [one for one, known in self._jobs.items() if known.state in ("done", "failed")][:-_KEPT]:
                del self._jobs[old]
        self._waiting.put((job.job_id, ready))
        return job.job_id

    def _work(self) -> None:
        while (waiting := self._waiting.get()) is not None and not self._closed:
            job, ready = waiting
            try:
                self._read(job, ready)
            except Exception as error:  # noqa: BLE001 - the next upload is read whatever became of this one
                self._set(job, state="failed", trouble=f"a fault of noticedesk itself: {type(error).__name__}")
            if self._jobs[job].state == "done":
                rmtree(ready, ignore_errors=True)

    def _read(self, job: str, ready: Path) -> None:
        asked = {"folder": str(ready / "files"), "db": self._settings.db, "out": str(ready / "out")}
        asked["today"] = self._day.isoformat() if self._day else ""
        with subprocess.Popen(
            self._worker, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
        ) as self._process:
            assert self._process.stdin is not None
            assert self._process.stdout is not None
            self._process.stdin.write(json.dumps(asked) + "\n")
            self._process.stdin.close()
            for line in self._process.stdout:
                self._told(job, json.loads(line))
        status, self._process = self._process.returncode, None
        if self._jobs[job].state != "done":
            trouble = self._jobs[job].trouble or f"the reading ended early (exit status {status})"
            again = "; the files are kept, and read again when the server is started again"
            self._set(job, state="failed", trouble=trouble.rstrip(".") + again)

    def _told(self, job: str, said: dict[str, Any]) -> None:
        """A line of `flows.upload_worker`."""
        known = self._jobs[job]
        found = [FoundNotice.model_validate(one) for one in said.get("notices", ())]
        changes: dict[str, Any] = {
            "pages": said.get("pages", known.pages),
            "pages_done": known.pages_done + said.get("page", 0),
            "files_done": known.files_done + said.get("file", 0),
            "notices": known.notices + len(found),
            "found": (*reversed(found), *known.found)[:_LISTED],
            "set_aside": max(known.set_aside + said.get("lost", 0), said.get("set_aside", 0)),
            "trouble": said.get("trouble", known.trouble),
        }
        for word, state in (("waiting", "waiting"), ("began", "reading"), ("done", "done")):
            if word in said:
                changes["state"] = state
        self._set(job, **changes)

    def _set(self, job: str, **changes: Any) -> None:
        with self._lock:
            self._jobs[job] = self._jobs[job].model_copy(update=changes)
