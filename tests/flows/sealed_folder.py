"""A data folder as a run leaves it, nothing read: sealed scans, readings, an attachment, notices with numbers."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import rules
from extractors.cache import FolderCache
from extractors.intake import take_in
from flows import keys
from flows.settings import Settings, load
from schemas.document import DocumentReading, PageOutcome, ScanFile
from schemas.ledger import PageFate
from schemas.notice import Tin
from schemas.reading import PageReading
from schemas.sealing import SECRET, Sealer, tin_context
from tests.flows.fake_reading import facts
from workqueue import Judged, Store, open_store

from .paper import pdf

DAY, STARTED = date(2026, 11, 23), datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
NUMBERS = {"a.pdf": "666310001", "b.pdf": "666310002", "c.pdf": "666310001"}


@dataclass(frozen=True)
class Folder:
    """`whole`: by file name the number as shown; the attachment is that of the first notice."""

    settings: Settings
    ids: dict[str, str]
    attachment: str

    @property
    def home(self) -> Path:
        return self.settings.home

    def sealer(self) -> Sealer:
        return Sealer(keys.keys_of(self.settings))

    def store(self) -> Store:
        return open_store(self.settings.db, create=False, sealer=self.sealer())

    def env(self) -> dict[str, str]:
        return {"NOTICEDESK_HOME": str(self.home)}

    def numbers(self) -> dict[str, str]:
        """As they are shown, by file."""
        store = self.store()
        found = {name: store.whole_tin(one, "anna", STARTED) for name, one in self.ids.items()}
        store.close()
        return found

    def export(self, to: Path) -> dict[str, bytes]:
        store = self.store()
        store.export(to)
        store.close()
        return {path.name: path.read_bytes() for path in to.iterdir()}

    def blobs(self) -> list[Path]:
        return sorted(self.settings.blobs.glob("??/*"))


SHOWN = {"a.pdf": "666-31-0001", "b.pdf": "666-31-0002", "c.pdf": "666-31-0001"}


def furnish(where: Path, *, sealed: bool = True, db: str | None = None, started: datetime = STARTED) -> Folder:
    """`sealed` false: as an older noticedesk left it, without a key."""
    env = {"NOTICEDESK_HOME": str(where / "home")} | ({"NOTICEDESK_DB": db} if db else {})
    settings = load(env)
    (where / "home").mkdir(mode=0o700, parents=True)
    sealer = keys.open_sealer(settings) if sealed else None
    keys.let_go(settings.home)
    store = open_store(settings.db)
    store.begin_run("monday", started, "fake-1")
    for name in NUMBERS:
        pdf(where / "mail" / name, [f"notice CP503 of {name}"])
    cache = FolderCache(settings.cache, sealer)
    for position, scan in enumerate(take_in([where / "mail"], settings.blobs, sealer=sealer)):
        assert isinstance(scan, ScanFile)
        store.add_file("monday", scan, position)
        cache.reading(scan.sha256)
        cache.put(f"{position:02}{scan.sha256}"[:40], "what DORA EXAMPLE's page says")
    ids = {}
    for document in store.pending("monday", "fake-1"):
        read, notice_id = _read(document.scan(), sealer)
        ids[document.name] = notice_id
        judged = Judged(run_id="monday", day=DAY, law="1", rules="1", program="1", known_to=0)
        notices = [rules.judge(one, today=DAY) for one in read.notices]
        store.save_reading(document.document_id, read, notices, judged)
    done = store.run_counts("monday").summary(
        run_id="monday", started=started, finished=started, second_reader="none", version="fake-1"
    )
    store.finish_run("monday", done)
    store.close()
    return Folder(settings, ids, _attach(settings, sealer))


def _read(scan: ScanFile, sealer: Sealer | None) -> tuple[DocumentReading, str]:
    one = facts(scan, PageReading(1, 612, 792))
    number = NUMBERS[scan.name]
    more: dict[str, object] = {"tin": Tin(type="ssn", last4=number[-4:], masked=f"***-**-{number[-4:]}")}
    if sealer:
        more["tin_sealed"] = sealer.seal_text(number, tin_context(one.notice_id))
        more["tin_key"] = sealer.keyed_hash(number)
    outcome = PageOutcome(page=1, fate=PageFate.NOTICE, notice_id=one.notice_id)
    read = DocumentReading(
        sha256=scan.sha256, reader="fake-1", outcomes=(outcome,), notices=(one.model_copy(update=more),)
    )
    return read, one.notice_id


def _attach(settings: Settings, sealer: Sealer | None) -> str:
    import hashlib  # noqa: PLC0415

    data = b"a letter of DORA EXAMPLE"
    sha256 = hashlib.sha256(data).hexdigest()
    place = settings.attachments / sha256[:2] / sha256
    place.parent.mkdir(mode=0o700, parents=True)
    place.write_bytes(sealer.seal(data, SECRET) if sealer else data)
    return sha256
