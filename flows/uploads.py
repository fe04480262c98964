"""Uploads of the review station: each an ingest of its own, one after the other, in a process that can't harm it."""

import contextlib
import json
import queue
import secrets
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

from review.station import FoundNotice, Job
from schemas.notice import Notice
from schemas.privacy import redact

KEPT = 100  # jobs that are remembered, and notices of each that are shown
NOTHING_READABLE = 2


class UploadRoom:
    """A `review.station.Uploads`. `command` begins an ingest: paths, `--out` and a folder are added."""

    def __init__(self, command: Sequence[str], now: Callable[[], datetime]) -> None:
        self._command, self._now = tuple(command), now
        self._jobs: dict[str, Job] = {}
        self._waiting: queue.SimpleQueue[tuple[str, Path]] = queue.SimpleQueue()
        self._lock = threading.Lock()
        threading.Thread(target=self._work, daemon=True).start()

    def start(self, folder: Path, who: str) -> str:
        """Takes in what lies in `folder` (removed afterwards); the job's id."""
        names = sorted(str(one.relative_to(folder)) for one in folder.rglob("*") if one.is_file())
        job = Job(
            job_id=secrets.token_hex(8),
            who=who,
            started=self._now(),
            state="waiting",
            files=tuple(map(redact, names)),
        )
        with self._lock:
            self._jobs[job.job_id] = job
            for old in list(self._jobs)[:-KEPT]:
                if self._jobs[old].state in ("done", "failed"):
                    del self._jobs[old]
        self._waiting.put((job.job_id, folder))
        return job.job_id

    def jobs(self) -> Sequence[Job]:
        """Latest first."""
        with self._lock:
            return tuple(reversed(self._jobs.values()))

    def _set(self, job_id: str, **changes: object) -> None:
        with self._lock:
            self._jobs[job_id] = self._jobs[job_id].model_copy(update=changes)

    def _work(self) -> None:
        while True:
            job_id, folder = self._waiting.get()
            try:
                self._read(job_id, folder)
            except Exception as error:  # noqa: BLE001 - the next upload is read, whatever became of this one
                self._set(job_id, state="failed", trouble=f"{type(error).__name__}: {redact(str(error))[:200]}")
            finally:
                shutil.rmtree(folder, ignore_errors=True)

    def _read(self, job_id: str, folder: Path) -> None:
        self._set(job_id, state="reading")
        out = folder.with_name(f"{folder.name}-out")
        try:
            done = subprocess.run(
                [*self._command, str(folder), "--out", str(out)],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.PIPE,
                text=True,
                check=False,
            )
            if done.returncode not in (0, NOTHING_READABLE):
                lines = [line for line in done.stderr.splitlines() if line.strip()]
                self._set(job_id, state="failed", trouble=redact(lines[-1])[:300] if lines else "the ingest failed")
                return
            self._set(job_id, state="done", **_found(out))
        finally:
            shutil.rmtree(out, ignore_errors=True)


def _found(out: Path) -> dict[str, object]:
    """What the ingest left, as changes of its job."""
    with contextlib.suppress(FileNotFoundError):
        summary = json.loads((out / "summary.json").read_text(encoding="utf-8"))
        lines = (out / "notices.jsonl").read_text(encoding="utf-8").splitlines()
        notices = [Notice.model_validate_json(line) for line in lines]
        return {
            "files_done": summary["files"],
            "pages": summary["pages_total"],
            "pages_done": summary["pages_total"],
            "notices": len(notices),
            "set_aside": summary["files_quarantined"],
            "found": tuple(map(_in_few_words, notices[-KEPT:][::-1])),
        }
    return {"trouble": "nothing in these files could be read"}


def _in_few_words(notice: Notice) -> FoundNotice:
    return FoundNotice(
        notice_id=notice.notice_id,
        code=notice.notice_code,
        taxpayer=notice.taxpayer.name,
        status=notice.validation.status.value,
    )


def ingest_command(db: str) -> tuple[str, ...]:
    return (sys.executable, "-m", "flows", "ingest", "--db", db)
