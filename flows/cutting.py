"""A file cut again by a person: split, merged, put in order, turned. Read again as the person said, and kept so."""

import dataclasses
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from pathlib import Path

from extractors.intake import blob_path
from schemas.cut import Cut, KeptCuts
from schemas.document import DocumentReading, ScanFile
from schemas.errors import BadArguments
from schemas.privacy import redact
from workqueue import Judged, Store
from workqueue.cutting import FilePages
from workqueue.desk import Desk, HeldByAnother

from . import steps
from .file_reading import FileReading
from .jobs import Limits, WorkerLost, WorkFailed
from .office import Office, program_version
from .pool import Pool
from .settings import Settings


@dataclasses.dataclass(frozen=True)
class Cutter:
    """`build`, `how`: what makes the reading in a reading process (see `jobs.PageWork`), and its settings."""

    settings: Settings
    store: Store
    desk: Desk
    office: Office
    build: str
    how: object

    def cuts(self, notice_id: str) -> tuple[tuple[Cut, ...], int]:
        """How the notice's file is cut now, and its number of pages."""
        file = self.store.file_pages(notice_id)
        return file.cuts, file.pages

    def cut_again(
        self, notice_id: str, cuts: Sequence[Cut], who: str, at: datetime, *, today: date
    ) -> tuple[str, ...]:
        """Reads the file as `cuts` say and keeps that, all or nothing; the ids of its notices now.

        Notices whose pages stay keep their id and their work. Raises BadArguments where a page stands in no cut or in
        two, where the scan is gone or can't be read; HeldByAnother where somebody else works on a notice that goes.
        """
        file = self.store.file_pages(notice_id)
        check(cuts, file.pages)
        self._refuse_held(file, cuts, who, at)
        blob = self._blob(file)
        scan = ScanFile(
            name=file.name, sha256=file.sha256, kind=file.kind, pages=file.pages, size=blob.stat().st_size
        )
        before = self.store.cuts(file.document_id)
        limits = Limits(page_seconds=self.settings.page_seconds, memory_mb=self.settings.worker_memory_mb)
        with Pool(self.build, self.how, min(self.settings.workers, scan.pages), limits) as pool:
            turned = _turned(pool, blob, scan, cuts, before.turned if before else {})
            kept = KeptCuts(
                cuts=tuple(c.model_copy(update={"turn": {}}) for c in cuts), turned=turned, who=who, at=at
            )
            read = _read(pool, scan, blob, kept, self.settings.chunk_pages)
        found = self._keep(file, read, kept, today)
        self._enter(file, cuts, found, who, at)
        return found

    def _refuse_held(self, file: FilePages, cuts: Sequence[Cut], who: str, at: datetime) -> None:
        stay = {frozenset(cut.pages) for cut in cuts if cut.kind == "notice"}
        for gone, pages in file.notices:
            if frozenset(pages) in stay:
                continue
            item = self.desk.notice(gone).item
            if item.holder not in (None, who) and item.lease_until is not None and item.lease_until > at:
                raise HeldByAnother(
                    item.holder or "", f"{item.holder} works on a notice that would go", "let it be released first"
                )

    def _blob(self, file: FilePages) -> Path:
        blob = blob_path(self.settings.blobs, file.sha256)
        if not blob.is_file():
            where = redact(str(self.settings.blobs))
            raise BadArguments(f"the scan of this file is no longer in {where}", "put the folder back from a backup")
        return blob

    def _keep(self, file: FilePages, read: DocumentReading, kept: KeptCuts, today: date) -> tuple[str, ...]:
        known = self.store.known()
        others = [one for one in known.identities if one.sha256 != file.sha256]
        said = self.store.words_of_people([facts.notice_id for facts in read.notices])
        made = steps.judge_with_people(read, others, today, self.office, said)
        judged = Judged(
            run_id=self.store.runs()[0].run_id,
            day=today,
            law=self.office.law.version,
            rules=self.office.book.version,
            program=program_version(),
            known_to=known.upto,
            thresholds=self.office.thresholds,
        )
        found = self.store.save_reading(
            file.document_id, read, made.notices, judged, cuts=kept, machine=made.machine, said=said
        )
        return tuple(one.notice_id for one in found)

    def _enter(self, file: FilePages, cuts: Sequence[Cut], found: Sequence[str], who: str, at: datetime) -> None:
        """One entry for each notice that went or came, so that either's history tells of the other."""
        before = {notice_id for notice_id, _ in file.notices}
        went, came = sorted(before - set(found)), sorted(set(found) - before)
        told = {"file": file.sha256[:12], "went": " ".join(went), "came": " ".join(came)}
        turned = " ".join(str(page) for cut in cuts for page, by in sorted(cut.turn.items()) if by)
        for notice_id in [*went, *came] or sorted(before):
            self.desk.record("cut_pages", who, at, notice_id, **told, turned=turned)


def check(cuts: Sequence[Cut], pages: int) -> None:
    """Raises BadArguments unless each page 1..`pages` stands in exactly one of `cuts`."""
    named = [page for cut in cuts for page in cut.pages]
    lost = sorted(set(range(1, pages + 1)) - set(named))
    if lost:
        raise BadArguments(f"page {lost[0]} stands nowhere", "put it to a notice, or mark it as other paper")
    twice = sorted({page for page in named if named.count(page) > 1})
    if twice:
        raise BadArguments(f"page {twice[0]} stands in two places", "leave it in one")
    strange = sorted(page for page in named if not 1 <= page <= pages)
    if strange:
        raise BadArguments(f"the file has no page {strange[0]}", f"it has {pages}")
    if any(not cut.pages for cut in cuts):
        raise BadArguments("a notice without a page", "leave it out")
    if any(by % 90 for cut in cuts for by in cut.turn.values()):
        raise BadArguments("pages are turned by quarters", "90, 180 or 270 degrees")


def _turned(pool: Pool, blob: Path, scan: ScanFile, cuts: Sequence[Cut], before: Mapping[int, int]) -> dict[int, int]:
    """How the stored pages have to be turned: as they were shown, and by what the person added."""
    added = {page: by % 360 for cut in cuts for page, by in cut.turn.items() if by % 360 and page in cut.pages}
    if not added:
        return dict(before)
    wanted = tuple(sorted(added))
    try:
        shown, _ = pool.read_pages(blob, scan.kind, wanted, lambda _: None, before).result()
    except (WorkerLost, WorkFailed) as lost:
        raise _unreadable(lost.sentence) from None
    return {**before, **{page.page: (page.rotation + added[page.page]) % 360 for page in shown}}


def _read(pool: Pool, scan: ScanFile, blob: Path, kept: KeptCuts, range_pages: int) -> DocumentReading:
    file = FileReading(pool, scan, blob, range_pages=range_pages, on_page=lambda _: None, kept=kept)
    try:
        read, cpu = file.result()
    except (WorkerLost, WorkFailed) as lost:
        raise _unreadable(lost.sentence) from None
    return read.model_copy(update={"seconds_cpu": round(cpu, 3)})


def _unreadable(sentence: str) -> BadArguments:
    return BadArguments(f"the file can't be read again: {redact(sentence)}", "see noticedesk doctor")
