"""`noticedesk ingest`: a run in this process, told to people as it goes."""

import sys
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from uuid import uuid4

from review.queue_list import queue_view
from schemas.errors import BadArguments, NothingReadable, ReviewNeeded
from schemas.privacy import redact
from schemas.summary import RunSummary
from workqueue import private_folder

from . import next_steps, orders, start, steps
from .interruption import interruptible
from .logs import redact_logs
from .orders import Order
from .progress import Bar, Lines, RunProgress
from .run import Run
from .settings import Settings, load
from .terminal import is_plain, messages, say, show

FIRST_ROWS = 15


@dataclass(frozen=True, slots=True)
class Wish:
    """What the command line asked for."""

    paths: tuple[Path, ...]
    out: Path
    db: str | None = None
    reread: bool = False
    strict: bool = False
    workers: int | None = None
    today: date | None = None
    error_budget: float | None = None


def save_order(wish: Wish, name: str) -> int:
    """Keeps the arguments for a deployment of the flow."""
    settings = _settings(wish)
    private_folder(settings.home)
    orders.save(_order(wish, settings), name, settings.orders)
    say(f'Kept as order "{name}". `noticedesk schedule {name} --cron "30 2 * * 1-5"` runs it at half past two.')
    return 0


def ingest(wish: Wish) -> int:
    """Raises an error of our family for every exit status but 0 and 130."""
    settings = _settings(wish)
    order = _order(wish, settings)
    redact_logs()
    progress = _progress()
    run: Run | None = None
    try:
        with interruptible():
            desk = start.open_desk(settings)
            if not desk.reader.second_reader:
                say(_without_second_reader(settings))
            with start.begun(f"now-{uuid4().hex}", order, desk, progress) as run:
                summary = _perform(run, settings)
    except KeyboardInterrupt:
        progress.stop()
        _say_what_is_safe(run)
        raise
    finally:
        progress.stop()
    _report(run, summary)
    return _judged(summary, strict=wish.strict)


def _settings(wish: Wish) -> Settings:
    settings = load(db=wish.db)
    return replace(settings, workers=wish.workers) if wish.workers else settings


def _order(wish: Wish, settings: Settings) -> Order:
    for path in wish.paths:
        if not path.exists():
            raise BadArguments(f"there is no file or folder {redact(str(path))}", "check the path")
    if wish.out.exists() and not wish.out.is_dir():
        raise BadArguments(f"{redact(str(wish.out))} is not a folder", "name a folder with --out")
    paths = tuple(path.absolute() for path in wish.paths)
    return Order(paths, wish.out.absolute(), settings.db, wish.reread, wish.today, wish.error_budget)


def _progress() -> RunProgress:
    return Bar(messages()) if sys.stderr.isatty() else Lines(say)


def _perform(run: Run, settings: Settings) -> RunSummary:
    steps.take_in_files(run)
    if run.batches:
        from .prefect_here import run_flow  # noqa: PLC0415 - Prefect takes seconds; nothing to read needs none of it

        run_flow(run.order_id, settings)
    else:
        steps.conclude(run)
    if run.summary is None:
        raise RuntimeError("the run ended without its figures")
    return run.summary


def _judged(summary: RunSummary, *, strict: bool) -> int:
    unread = sum(summary.pages.get(fate, 0) for fate in ("unreadable", "quarantined"))
    if summary.files == 0:
        raise NothingReadable("there is no file below the paths given", "name files, or a folder that has some")
    if unread == summary.pages_total:
        raise NothingReadable("no page of the input could be read", "pages.csv in the exports says why for each")
    if strict and summary.needs_review:
        raise ReviewNeeded(f"{summary.needs_review} notices wait for a person", "see noticedesk queue --state review")
    return 0


def _report(run: Run, summary: RunSummary) -> None:
    for line in next_steps.sentences(summary, run.pages):
        say(line)
    older = run.read_by_another_version
    if older and not run.order.reread:
        say(f"{older} files were read by another version of the reader, or could not be read: --reread tries again.")
    rows = run.store.queue()
    if rows:
        show(queue_view(rows[:FIRST_ROWS], run.today, plain=is_plain()))
    if len(rows) > FIRST_ROWS:
        say(f"... and {len(rows) - FIRST_ROWS} more, due later.")
    for line in next_steps.where_and_what(run.settings, run.order.out, rows):
        say(line)


def _without_second_reader(settings: Settings) -> str:
    named = settings.tesseract not in (None, "none")
    why = f"{settings.tesseract} (NOTICEDESK_TESSERACT) can't be started" if named else "there is no second reader"
    return f"{why}: the run goes on, and more notices will wait for a person. `noticedesk doctor` says more."


def _say_what_is_safe(run: Run | None) -> None:
    if run is None or run.batches is None:
        say("Interrupted; nothing had been read yet.")
        return
    done, total = run.files_done, sum(len(batch) for batch in run.batches)
    say(f"Interrupted: {done} of {total} files are read and safe in the store. The same command goes on from there.")
