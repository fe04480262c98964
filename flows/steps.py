"""The steps of a run, in the order of the way of a page. Plain functions: `flows.ingest` makes tasks of them."""

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from typing import NamedTuple

import rules
from extractors.intake import blob_path, sweep, take_in
from schemas.document import DocumentReading, NoticeIdentity, ScanFile
from schemas.errors import InvalidData, KeyTrouble, StoreUnreachable, ToolMissing
from schemas.notice import Notice
from schemas.privacy import redact
from schemas.summary import RunSummary
from workqueue import PendingDocument, SaidMeanwhile, WordsOfPeople

from .file_reading import FileReading
from .jobs import WorkerLost, WorkFailed
from .office import Office
from .pool import PoolClosed
from .run import Batch, Run
from .settings import for_children

BATCH_PAGES = 16  # so many pages to a task: a task costs Prefect some 20 ms, a page takes ten times that
ENDS_THE_RUN = (ToolMissing, StoreUnreachable, InvalidData, KeyTrouble)


def take_in_files(run: Run, sealed_as: str | None = None) -> None:
    """file → intake → Scan: each file's bytes to the blob folder, its name and fate to the store. `sealed_as`: what
    files are sealed as that came sealed."""
    settings = run.settings
    sweep(settings.blobs)
    taken = take_in(
        run.order.paths, settings.blobs, sealer=run.desk.sealer, sealed_as=sealed_as, environment=for_children()
    )
    for position, file in enumerate(taken):
        run.store.add_file(run.run_id, file, position)
        run.pages += file.pages if isinstance(file, ScanFile) else 0
        run.progress.took_in(position + 1)
    waiting = run.store.pending(run.run_id, run.reader, reread=run.order.reread)
    run.batches = tuple(batches(waiting))
    if not run.order.reread:
        again = run.store.pending(run.run_id, run.reader, reread=True)
        run.read_by_another_version = len(again) - len(waiting)
    if waiting:
        run.progress.reading(len(waiting), sum(document.pages for document in waiting))


def batches(waiting: Sequence[PendingDocument], most: int = BATCH_PAGES) -> Iterator[Batch]:
    """Files in order, as many to a batch as have `most` pages together; a longer file is a batch of its own."""
    batch: list[PendingDocument] = []
    for document in waiting:
        if batch and sum(d.pages for d in batch) + document.pages > most:
            yield tuple(batch)
            batch = []
        batch.append(document)
    if batch:
        yield tuple(batch)


def read_batch(run: Run, number: int) -> int:
    """raster → upright → ocr → segment → identify → extract (in the reading processes) → validate → store.

    The files of batch `number`, saved after those of all earlier batches; the count of notices found.
    """
    batch = (run.batches or ())[number]
    begun = [(document, _begin(run, document)) for document in batch]
    with run.turns.turn(number):
        return sum(_settle(run, document, reading) for document, reading in begun)


def _begin(run: Run, document: PendingDocument) -> FileReading:
    return FileReading(
        run.pool,
        document.scan(),
        blob_path(run.settings.blobs, document.sha256),
        range_pages=run.settings.chunk_pages,
        on_page=lambda _: run.progress.page(),
        kept=run.store.cuts(document.document_id),
    )


def _settle(run: Run, document: PendingDocument, begun: FileReading) -> int:
    """Judges the file's notices and saves them; a file that can't be read or judged is set aside with a reason."""
    try:
        reading, cpu = begun.result()
        ours = {"reader": run.reader, "seconds_cpu": round(cpu, 3)}
        notices, found = _kept(run, document, reading.model_copy(update=ours))
    except (*ENDS_THE_RUN, PoolClosed):
        raise
    except (WorkerLost, WorkFailed) as lost:
        return _set_aside(run, document, getattr(lost, "reason", "reading_failed"), lost.sentence)
    except Exception as error:  # noqa: BLE001 - whatever one file brings about, the others are read
        return _set_aside(run, document, "reading_failed", f"{type(error).__name__}: {redact(str(error))[:300]}")
    run.known.replace(document.sha256, found)
    run.files_done += 1
    run.progress.file(notices)
    return len(notices)


def _kept(run: Run, document: PendingDocument, read: DocumentReading) -> tuple[list[Notice], list[NoticeIdentity]]:
    """Judged with all that persons have said, also while it was judged, and saved."""
    while True:
        judged = judge(run, read)
        try:
            found = run.store.save_reading(
                document.document_id, read, judged.notices, run.judged, machine=judged.machine, said=judged.said
            )
        except SaidMeanwhile:
            continue
        return judged.notices, found


class JudgedFile(NamedTuple):
    """`notices` as they hold; `machine` as the rules alone see what was read, where a person said something; `said`:
    what that was."""

    notices: list[Notice]
    machine: list[Notice]
    said: WordsOfPeople


def judge(run: Run, reading: DocumentReading) -> JudgedFile:
    """validate → classify → deadline → route: what the rules make of each notice, those before it being known, and
    what persons said of it before in place of what was read."""
    said = run.store.words_of_people([facts.notice_id for facts in reading.notices])
    return judge_with_people(reading, run.known.of_others(reading.sha256), run.today, run.office, said)


def judge_with_people(
    reading: DocumentReading, others: Sequence[NoticeIdentity], today: date, office: Office, said: WordsOfPeople
) -> JudgedFile:
    """The same for whoever has all that decides at hand; `others`: the notices of other files known before."""
    alone = judge_file(reading, others, today, office)
    if not said:
        return JudgedFile(alone, [], said)
    corrected = reading.model_copy(update={"notices": tuple(said.on(facts) for facts in reading.notices)})
    notices = [said.set_aside(one) for one in judge_file(corrected, others, today, office)]
    return JudgedFile(notices, alone, said)


def judge_file(
    reading: DocumentReading, others: Sequence[NoticeIdentity], today: date, office: Office
) -> list[Notice]:
    """What the rules make of a reading as it is."""
    known, notices = list(others), []
    for facts in reading.notices:
        notice = rules.judge(
            facts, today=today, known=known, law=office.law, book=office.book, thresholds=office.thresholds
        )
        notices.append(notice)
        known.append(rules.identity_of(notice, facts.tin_key))
    return notices


def _set_aside(run: Run, document: PendingDocument, reason: str, sentence: str) -> int:
    run.store.fail_reading(document.document_id, reason, sentence, run.judged)
    run.known.replace(document.sha256, ())
    run.files_done += 1
    run.progress.file_lost()
    return 0


def conclude(run: Run) -> RunSummary:
    """The run's figures into the store, its exports into the folder that the order names."""
    finished = datetime.now(UTC)
    summary = run.store.run_counts(run.run_id).summary(
        run_id=run.run_id,
        started=run.started,
        finished=finished,
        second_reader=run.desk.reader.second_reader or "none",
        version=run.reader,
    )
    run.store.finish_run(run.run_id, summary)
    run.store.export(run.order.out, run.run_id)
    run.summary = summary
    return summary
