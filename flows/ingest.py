"""The flow: files in, a work queue out. Deploy it by its module, `flows.ingest.ingest`, never by this file's path.

Prefect keeps names, parameters, results and logs in clear, so it is told ids and counts only; what was read is in
our own store, and so is what has been done already: a killed run begins again where it was.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from prefect import flow, task
from prefect.artifacts import create_markdown_artifact, create_table_artifact
from prefect.task_runners import ThreadPoolTaskRunner

from schemas.errors import NoticedeskError, Quarantined
from schemas.privacy import redact

from . import start, steps
from .logs import redact_logs
from .run import Run, current
from .summaries import as_markdown, as_table

# Threads that wait for reading processes and for their turn to save; more than any machine's reading processes.
_THREADS = 12


@task(persist_result=False)
def take_in(run_id: str) -> int:
    """file → intake → Scan; the number of batches to read."""
    with _told_safely():
        run = current(run_id)
        steps.take_in_files(run)
        return len(run.batches or ())


@task(persist_result=False)
def read_batch(run_id: str, number: int, documents: tuple[int, ...]) -> int:
    """raster → upright → ocr → segment → identify → extract → validate → route → store; the number of notices.

    `documents` are the numbers in the store, for the record.
    """
    with _told_safely():
        return steps.read_batch(current(run_id), number)


@task(persist_result=False)
def conclude(run_id: str) -> None:
    """store → exports, and the run's figures as artifacts."""
    with _told_safely():
        run = current(run_id)
        summary = steps.conclude(run)
        create_table_artifact(as_table(summary), key="run-summary", description="One run in figures")
        create_markdown_artifact(as_markdown(summary, run.store), key="work-queue", description="What is due first")


@flow(
    name="ingest",
    persist_result=False,
    # Prefect's types have the runner's future invariant; this is its documented use.
    task_runner=ThreadPoolTaskRunner(max_workers=_THREADS),  # type: ignore[arg-type]
)
def ingest(order: str) -> str:
    """Does what the order of this id asks for; the id of the run. See `flows.orders`."""
    redact_logs()
    with _told_safely(), start.opened(order) as run:
        return _ingest(run)


def _ingest(run: Run) -> str:
    if run.batches is None:
        take_in(run.run_id)
    with run.reading():
        batches = enumerate(run.batches or ())
        reads = [read_batch.submit(run.run_id, n, tuple(d.document_id for d in batch)) for n, batch in batches]
        for read in reads:
            read.result()
    conclude(run.run_id)
    return run.run_id


@contextmanager
def _told_safely() -> Iterator[None]:
    """Prefect writes the text of whatever is raised to its database."""
    try:
        yield
    except NoticedeskError as error:
        if isinstance(error, Quarantined):
            raise RuntimeError(redact(error.what)) from None
        raise type(error)(redact(error.what), redact(error.advice)) from None
    except Exception as error:  # noqa: BLE001 - the text of any error is redacted
        raise RuntimeError(redact(f"{type(error).__name__}: {error}")) from None
