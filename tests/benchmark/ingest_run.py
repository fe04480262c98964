"""`noticedesk ingest` as anyone runs it, in a process of its own with a store of its own, and what it used."""

import csv
import os
import shutil
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from samples.draw import LAST_DAY
from schemas.ledger import LedgerRow
from schemas.notice import Notice

from .cost import FileCost, Sample

ROOT = Path(__file__).resolve().parents[2]
SEEN_FROM: date = LAST_DAY + timedelta(days=7)  # the same day whenever the benchmark is run
_EVERY = 0.5  # seconds between two looks at the memory
_MB = 2**20


@dataclass(frozen=True, slots=True)
class Ran:
    """A run: its exit status, seconds of processor and of clock, the largest process in MB, memory over time.

    `home` holds its store and caches, `out` its exports, `log` what it said.
    """

    home: Path
    out: Path
    log: Path
    status: int
    seconds_cpu: float
    seconds_wall: float
    peak_mb: float
    memory: tuple[Sample, ...]


def ingest(paths: Sequence[Path], folder: Path, workers: int | None = None) -> Ran:
    """Reads `paths` with nothing known and nothing cached; `folder` is emptied first."""
    shutil.rmtree(folder, ignore_errors=True)
    home, out, log = folder / "home", folder / "out", folder / "log.txt"
    folder.mkdir(parents=True)
    command = [sys.executable, "-m", "flows", "ingest", *map(str, paths), "--out", str(out)]
    command += ["--today", SEEN_FROM.isoformat()]
    command += ["--workers", str(workers)] if workers else []
    began = time.monotonic()
    with log.open("wb") as said:
        process = subprocess.Popen(command, cwd=ROOT, env=environment(home), stdout=said, stderr=said)
        watch = _Watch(process.pid)
        watch.start()
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    wall = time.monotonic() - began
    watch.stop()
    peak = used.ru_maxrss / (1024 if sys.platform != "darwin" else _MB)
    samples = tuple(watch.samples)
    return Ran(home, out, log, process.returncode, used.ru_utime + used.ru_stime, wall, peak, samples)


def environment(home: Path) -> dict[str, str]:
    """Ours, with a data folder of its own and no store or server from outside."""
    foreign = ("NOTICEDESK_DB", "NOTICEDESK_HOME", "PREFECT_")
    return {k: v for k, v in os.environ.items() if not k.startswith(foreign)} | {"NOTICEDESK_HOME": str(home)}


class _Watch(threading.Thread):
    """Looks at a run's memory while it lasts; sees nothing where there is no /proc."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self._pid, self._done = pid, threading.Event()
        self.samples: list[Sample] = []

    def run(self) -> None:
        while not self._done.wait(_EVERY):
            main = _resident(self._pid)
            if main is not None:
                self.samples.append(Sample(main, max(map(_or_zero, _children(self._pid)), default=0.0)))

    def stop(self) -> None:
        self._done.set()
        self.join()


def _resident(pid: int) -> float | None:
    try:
        pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    except (OSError, ValueError, IndexError):
        return None
    return pages * os.sysconf("SC_PAGE_SIZE") / _MB


def _or_zero(pid: int) -> float:
    return _resident(pid) or 0.0


def _children(pid: int) -> list[int]:
    found: list[int] = []
    try:
        for task in Path(f"/proc/{pid}/task").iterdir():
            found += [int(word) for word in (task / "children").read_text().split()]
    except OSError:
        return found
    return found


def read_notices(out: Path) -> list[Notice]:
    """The exported records."""
    with (out / "notices.jsonl").open(encoding="utf-8") as lines:
        return [Notice.model_validate_json(line) for line in lines]


def read_ledger(out: Path) -> list[LedgerRow]:
    """The exported page ledger."""
    with (out / "pages.csv").open(encoding="utf-8", newline="") as file:
        return [_row(row) for row in csv.DictReader(file)]


def _row(row: dict[str, Any]) -> LedgerRow:
    return LedgerRow.model_validate({**row, "page": int(row["page"]), "notice_id": row["notice_id"] or None})


def file_costs(home: Path) -> list[FileCost]:
    """Pages and seconds of every file that was read, under the name that it came by first."""
    store = sqlite3.connect(f"file:{home / 'noticedesk.sqlite'}?mode=ro", uri=True)
    try:
        rows = store.execute(
            # SQLite takes the bare columns from the row that has the minimum.
            "SELECT inputs.name, documents.pages, documents.seconds_cpu, min(inputs.position) FROM documents "
            "JOIN inputs ON inputs.document_id = documents.document_id WHERE documents.seconds_cpu IS NOT NULL "
            "GROUP BY documents.document_id"
        ).fetchall()
    finally:
        store.close()
    return [FileCost(name, pages, seconds) for name, pages, seconds, _ in rows]
