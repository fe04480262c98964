"""Mail read once for many looks: the readings of its pages are kept, so that composing again takes seconds."""

import pickle
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import cache
from multiprocessing import get_context
from pathlib import Path

import rules
from extractors.compose import read_document
from extractors.intake import blob_path, take_in
from extractors.reader import Reader, ReaderSettings
from schemas.document import DocumentReading, NoticeIdentity, ScanFile
from schemas.notice import Notice, NoticeFacts
from schemas.reading import PageReading

from .ingest_run import SEEN_FROM
from .score import Judged, score
from .sets import MailSet


@dataclass(frozen=True, slots=True)
class Seen:
    """One truth notice: how it was judged, and the facts that were read for it (None where nothing was)."""

    judged: Judged
    facts: NoticeFacts | None


@dataclass(frozen=True, slots=True)
class _Job:
    scan: ScanFile
    folder: Path


def seen(mail: MailSet, folder: Path, workers: int, say: Callable[[str], None]) -> list[Seen]:
    """Every truth notice of `mail` with what is read for it now; page readings and second looks stay in `folder`."""
    read = list(_composed(mail, folder, workers))
    say(f"read: {mail.name}")
    by_id = {f.notice_id: f for document in read for f in document.notices}
    scores = score(mail.truth, list(_judged(read)), ())
    return [Seen(j, by_id.get(j.read.notice_id) if j.read else None) for j in scores.judged]


def _composed(mail: MailSet, folder: Path, workers: int) -> Iterator[DocumentReading]:
    blobs = folder / "blobs"
    scans = [found for found in take_in([mail.mail], blobs) if isinstance(found, ScanFile)]
    # A file that came before under another name is read once, as in a run.
    once = list({scan.sha256: scan for scan in reversed(scans)}.values())[::-1]
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        yield from pool.map(_compose, [_Job(scan, folder) for scan in once])


@cache
def _reader(folder: Path) -> Reader:
    return Reader(ReaderSettings(cache=folder / "cache"))


def _compose(job: _Job) -> DocumentReading:
    reader = _reader(job.folder)
    blob = blob_path(job.folder / "blobs", job.scan.sha256)
    return read_document(job.scan, blob, reader, _pages(job, blob, reader))


def _pages(job: _Job, blob: Path, reader: Reader) -> Sequence[PageReading]:
    kept = job.folder / "readings" / f"{job.scan.sha256}.pickle"
    if kept.exists():
        version, readings = pickle.loads(kept.read_bytes())
        if version == reader.version:
            return tuple(readings)
    read = [reader.read_page(blob, job.scan.kind, page) for page in range(1, job.scan.pages + 1)]
    kept.parent.mkdir(parents=True, exist_ok=True)
    kept.write_bytes(pickle.dumps((reader.version, read)))
    return read


def _judged(read: Sequence[DocumentReading]) -> Iterator[Notice]:
    """As a run judges them, the notices of earlier files being known."""
    known: list[NoticeIdentity] = []
    for document in read:
        for facts in document.notices:
            notice = rules.judge(facts, today=SEEN_FROM, known=known)
            known.append(rules.identity_of(notice, facts.tin_key))
            yield notice
