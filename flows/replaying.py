"""`noticedesk replay`: a notice's file is read and judged again, and the record held against the one in the store."""

import dataclasses
import hashlib
import sys
from datetime import date
from pathlib import Path

from extractors.intake import blob_path, open_blob
from schemas.cut import KeptCuts
from schemas.document import DocumentReading, ScanFile
from schemas.errors import BadArguments, SealBroken, StoreInconsistent
from schemas.notice import Notice
from schemas.privacy import redact
from workqueue import Judged, StoredJudgement, StoredNotice, open_store
from workqueue.cleaning import keepable

from . import reading, steps
from .file_reading import FileReading
from .interruption import interruptible
from .jobs import Limits, WorkerLost, WorkFailed
from .keys import at_hand
from .office import Office, open_office, program_version
from .pool import Pool
from .replay_report import Replay, ThenAndNow, report
from .settings import Settings, load

DIFFERS = 8


def replay(wanted: str, db: str | None, today: date | None, *, as_json: bool) -> int:
    """On stdout whether the record comes out the same; 0 if it does, 8 if not."""
    settings = load(db=db)
    reading.check_data()
    # Without the cache, which would only repeat what was read then.
    done = again(
        settings, wanted, reading.BUILD, dataclasses.replace(reading.from_settings(settings), cache=None), today
    )
    sys.stdout.write(done.model_dump_json(indent=1) + "\n" if as_json else report(done))
    return 0 if done.same else DIFFERS


def again(settings: Settings, wanted: str, build: str, how: object, today: date | None = None) -> Replay:
    """`build`, `how`: what makes the reading in a reading process (see `jobs.PageWork`), and its settings.

    Raises BadArguments for an unknown notice, for one whose scan is gone, and for one whose day was not kept where
    there is no `today`; StoreInconsistent for a scan that is not the one taken in.
    """
    store = open_store(settings.db, create=False)
    stored = store.notice(wanted)
    judgement = store.judgement(stored.document_id) or StoredJudgement(judged=None, known=())
    day = today or (judgement.judged.day if judgement.judged else None)
    if day is None:
        raise BadArguments(
            "an older noticedesk read this notice and did not keep on which day it judged it", "name a day: --today"
        )
    blob, office = _scan(settings, stored), _office(settings, judgement.judged)
    with interruptible():
        read = _read(settings, stored, blob, (build, how), store.cuts(stored.document_id))
    notices = steps.judge_file(read, judgement.known, day, office)
    return Replay.of(
        stored.by_machine,
        _now(stored.notice, [keepable(notice) for notice in notices]),
        known=len(judgement.known),
        made_by=_made_by(stored, judgement.judged, read.reader, day, office),
    )


def _office(settings: Settings, judged: Judged | None) -> Office:
    """As sure as then: a budget that was set since is another decision, not another result of this one."""
    office = open_office(settings)
    then = judged.thresholds if judged else None
    return dataclasses.replace(office, thresholds=then) if then else office


def _scan(settings: Settings, stored: StoredNotice) -> Path:
    sha256 = stored.notice.source.sha256
    blob = blob_path(settings.blobs, sha256)
    if not blob.is_file():
        raise BadArguments(
            f"the scan of this notice is no longer in {redact(str(settings.blobs))}",
            "name the data folder it was taken into (NOTICEDESK_HOME)",
        )
    try:
        whole = hashlib.sha256(open_blob(blob, at_hand(settings))).hexdigest() == sha256
    except SealBroken:
        whole = False
    if not whole:
        raise StoreInconsistent(
            f"the scan of this notice in {redact(str(settings.blobs))} is not the one that was taken in",
            "put the folder back from a backup",
        )
    return blob


def _read(
    settings: Settings, stored: StoredNotice, blob: Path, reader: tuple[str, object], kept: KeptCuts | None
) -> DocumentReading:
    """In reading processes, as an ingest does: a page that takes too long or too much ends there as well."""
    source = stored.notice.source
    scan = ScanFile(
        name=source.file,
        sha256=source.sha256,
        kind=stored.kind,
        pages=stored.document_pages,
        size=blob.stat().st_size,
    )
    limits = Limits(page_seconds=settings.page_seconds, memory_mb=settings.worker_memory_mb)
    size = min(settings.workers, -(-scan.pages // settings.chunk_pages))
    with Pool(*reader, size, limits) as pool:
        file = FileReading(pool, scan, blob, range_pages=settings.chunk_pages, on_page=lambda _: None, kept=kept)
        try:
            return file.result()[0]
        except (WorkerLost, WorkFailed) as lost:
            raise BadArguments(
                f"the file of this notice can't be read any more: {redact(lost.sentence)}", "see noticedesk doctor"
            ) from None


def _now(stored: Notice, notices: list[Notice]) -> Notice | None:
    """The notice as it comes out now: that of the same pages, or else the one that shares most of them."""
    shared = {notice.notice_id: len(set(notice.source.pages) & set(stored.source.pages)) for notice in notices}
    ranked = sorted(notices, key=lambda n: (n.notice_id != stored.notice_id, -shared[n.notice_id]))
    return ranked[0] if ranked and shared[ranked[0].notice_id] else None


def _made_by(
    stored: StoredNotice, judged: Judged | None, reader: str, day: date, office: Office
) -> tuple[ThenAndNow, ...]:
    return (
        ThenAndNow(what="day", then=judged and judged.day.isoformat(), now=day.isoformat()),
        ThenAndNow(what="reader", then=stored.reader, now=reader),
        ThenAndNow(what="law", then=judged and judged.law, now=office.law.version),
        ThenAndNow(what="rules", then=judged and judged.rules, now=office.book.version),
        ThenAndNow(
            what="sureness",
            then=judged and judged.thresholds and judged.thresholds.words,
            now=office.thresholds.words,
        ),
        *_program(judged.program if judged else None, program_version()),
    )


def _program(then: str | None, now: str) -> tuple[ThenAndNow, ThenAndNow]:
    """The release, and the code that judges; an older noticedesk kept the release alone."""
    release, _, code = (then or "").partition("+")
    release_now, _, code_now = now.partition("+")
    return (
        ThenAndNow(what="program", then=release or None, now=release_now),
        ThenAndNow(what="judging code", then=code or None, now=code_now),
    )
