"""A reading process: started by `flows.process`, answers jobs over one socket until that closes.

Run as `python -P -m flows.worker FD`. Its standard input is a life line: when the parent goes, however it goes,
the line closes and this process ends at once, even in the middle of a page.
"""

import importlib
import os
import signal
import sys
import threading
import time
from collections.abc import Iterator
from multiprocessing.connection import Connection

from schemas.errors import NoticedeskError
from schemas.privacy import redact

from .jobs import Job, PageWork, ReadPages


def main() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to handle
    threading.Thread(target=_end_with_parent, daemon=True).start()
    talk = Connection(int(sys.argv[1]))
    build, settings, memory_mb = talk.recv()
    _limit_memory(memory_mb)
    try:
        work = _load(build, settings)
        talk.send(("ready", work.version, work.second_reader))
    except Exception as error:  # noqa: BLE001 - sent to the parent, which decides
        talk.send(_failure(error))
        return
    while True:
        try:
            job = talk.recv()
        except EOFError:
            return
        for message in _answers(work, job):
            talk.send(message)


def _end_with_parent() -> None:
    sys.stdin.buffer.read()
    os._exit(1)


def _limit_memory(megabytes: int) -> None:
    """A page that unpacks into gigabytes fails here and takes nothing else of the machine with it."""
    if not megabytes:
        return
    try:
        import resource  # noqa: PLC0415 - not on every platform
    except ImportError:
        return
    wanted = megabytes * 2**20
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    if hard == resource.RLIM_INFINITY or hard > wanted:
        resource.setrlimit(resource.RLIMIT_AS, (wanted, hard))


def _load(build: str, settings: object) -> PageWork:
    module, _, function = build.partition(":")
    work: PageWork = getattr(importlib.import_module(module), function)(settings)
    return work


def _answers(work: PageWork, job: Job) -> Iterator[tuple[object, ...]]:
    before = _cpu_seconds()
    result = None
    try:
        if isinstance(job, ReadPages):
            for page in job.pages:
                yield ("page", work.read_page(job.blob, job.kind, page, job.turned.get(page)))
        else:
            result = work.compose(job.scan, job.blob, job.readings, job.cuts)
    except Exception as error:  # noqa: BLE001 - sent to the parent, which decides
        yield _failure(error)
    else:
        yield ("done", result, _cpu_seconds() - before)


def _cpu_seconds() -> float:
    """User and system time of this process and of the programs it ran, such as Tesseract."""
    t = os.times()
    return time.process_time() + t.children_user + t.children_system


def _failure(error: Exception) -> tuple[str, str, str, str]:
    if isinstance(error, NoticedeskError):
        return ("failed", type(error).__name__, redact(error.what), redact(error.advice))
    return ("failed", type(error).__name__, redact(str(error))[:300], "")


if __name__ == "__main__":
    main()
