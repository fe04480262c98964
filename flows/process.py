"""The parent's side of one reading process: start it, ask it, notice when it is lost."""

import contextlib
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from multiprocessing import Pipe
from typing import Any

from schemas import errors

from .jobs import Job, Limits, WorkerLost, WorkFailed
from .settings import for_children

# One thread for each engine, one engine for each process: more threads cost several times the processor time.
ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OMP_THREAD_LIMIT", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
# Page images come and go by the ten megabytes. Left alone, glibc gives each back to the system and has it cleared
# again: a tenth of the time of a page. So much it may keep (other C libraries take no notice).
KEPT_MEMORY = {
    "MALLOC_MMAP_THRESHOLD_": str(32 * 2**20),
    "MALLOC_TRIM_THRESHOLD_": str(192 * 2**20),
    "MALLOC_TOP_PAD_": str(16 * 2**20),
}


class ReadingProcess:
    """A process that runs `build`'s PageWork (`build` is "module:function", called with `settings`).

    Not thread-safe: one thread asks. Raises WorkerLost when the process died or kept silent too long, after which
    it is gone; WorkFailed when the work raised; an error of our family as itself.
    """

    def __init__(self, build: str, settings: object, limits: Limits) -> None:
        self._limits = limits
        self._talk, far = Pipe()
        # stderr is thrown away: native libraries write what stands on a page there.
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-m", "flows.worker", str(far.fileno())],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            pass_fds=[far.fileno()],
            env=for_children() | ONE_THREAD | KEPT_MEMORY | {"PYTHONPATH": os.pathsep.join(p for p in sys.path if p)},
        )
        far.close()
        try:
            self._talk.send((build, settings, limits.memory_mb))
            _, self.version, self.second_reader = self._receive(limits.start_seconds)
        except OSError:
            raise self._lost() from None
        except Exception:
            self.close()
            raise

    @property
    def id(self) -> int:
        return self._process.pid

    def ask(self, job: Job) -> Iterator[tuple[Any, ...]]:
        """The messages for `job`, the last of them ("done", result, CPU seconds)."""
        try:
            self._talk.send(job)
        except OSError:
            raise self._lost() from None
        while True:
            message = self._receive(self._limits.patience(job))
            yield message
            if message[0] == "done":
                return

    def close(self) -> None:
        """End the process now; safe to call twice and from another thread."""
        with contextlib.suppress(ProcessLookupError):
            self._process.kill()
        self._process.wait()
        if self._process.stdin:
            self._process.stdin.close()

    def _receive(self, seconds: float) -> tuple[Any, ...]:
        try:
            if not self._talk.poll(seconds):
                self.close()
                raise WorkerLost("took_too_long", f"reading was stopped after {seconds:.0f} seconds without a result")
            message: tuple[Any, ...] = self._talk.recv()
        except (EOFError, OSError):
            raise self._lost() from None
        if message[0] == "failed":
            error = _error(*message[1:])
            if isinstance(error, WorkerLost):
                self.close()
            raise error
        return message

    def _lost(self) -> WorkerLost:
        # The line closes a moment before the process is gone.
        try:
            status = self._process.wait(timeout=5)
        except subprocess.TimeoutExpired:
            status = -signal.SIGTERM
        self.close()
        if status == -signal.SIGKILL:
            return WorkerLost("out_of_memory", "the reading process was killed, most likely for want of memory")
        name = signal.Signals(-status).name if status < 0 else f"exit status {status}"
        return WorkerLost("reader_crashed", f"the reading process crashed ({name})")


def _error(kind: str, what: str, advice: str) -> Exception:
    if kind == "MemoryError":
        return WorkerLost("out_of_memory", "the page needs more memory than a reading process may take")
    known = getattr(errors, kind, None)
    if isinstance(known, type) and issubclass(known, errors.NoticedeskError) and known is not errors.Quarantined:
        return known(what, advice)
    return WorkFailed(kind, f"{kind}: {what}" if what else kind)
