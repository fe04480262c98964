"""A run under way in this process: its order, the store, the reading processes, what is still to be read.

Prefect's tasks are given ids only and find the rest here.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from uuid import uuid4

from schemas.document import NoticeIdentity
from schemas.errors import BadArguments
from schemas.sealing import Sealer
from schemas.summary import RunSummary
from workqueue import Judged, KnownSoFar, PendingDocument, Store

from .jobs import Limits
from .office import Office, open_office, program_version
from .orders import Order
from .pool import Pool
from .progress import RunProgress, Silent
from .settings import Settings
from .turns import InOrder

Batch = tuple[PendingDocument, ...]


class Known:
    """What every notice of the store is recognised by; read once, then kept up as files are saved. `upto`: the last
    judgement in the store whose notices are among them."""

    def __init__(self, stored: KnownSoFar) -> None:
        self.upto = stored.upto
        self._by_file: dict[str, list[NoticeIdentity]] = {}
        for one in stored.identities:
            self._by_file.setdefault(one.sha256, []).append(one)

    def of_others(self, sha256: str) -> list[NoticeIdentity]:
        return [one for file, ones in self._by_file.items() if file != sha256 for one in ones]

    def replace(self, sha256: str, found: Sequence[NoticeIdentity]) -> None:
        self._by_file[sha256] = list(found)


@dataclass(slots=True)
class Run:
    """`today` is the day deadlines are seen from. `pages` are those of all files taken in. `batches` are the files to
    read, in order, once they are known; `files_done` of them are in the store. `read_by_another_version` counts files
    that `--reread` would read.
    """

    run_id: str
    order_id: str
    order: Order
    desk: "Desk"
    office: Office
    progress: RunProgress
    started: datetime
    today: date
    batches: tuple[Batch, ...] | None = None
    pages: int = 0
    read_by_another_version: int = 0
    files_done: int = 0
    summary: RunSummary | None = None
    turns: InOrder = field(default_factory=InOrder)
    _pool: Pool | None = None
    _known: Known | None = None

    @property
    def store(self) -> Store:
        return self.desk.store

    @property
    def reader(self) -> str:
        """The version of all that reads."""
        return self.desk.reader.version

    @property
    def settings(self) -> Settings:
        return self.desk.settings

    @property
    def pool(self) -> Pool:
        if self._pool is None:
            raise RuntimeError("pages are read inside `with run.reading()`")
        return self._pool

    @property
    def known(self) -> Known:
        if self._known is None:
            self._known = Known(self.store.known())
        return self._known

    @property
    def judged(self) -> Judged:
        """With what this run judges, to be kept with what it judges."""
        return Judged(
            run_id=self.run_id,
            day=self.today,
            law=self.office.law.version,
            rules=self.office.book.version,
            program=program_version(),
            known_to=self.known.upto,
            thresholds=self.office.thresholds,
        )

    @contextmanager
    def reading(self) -> Iterator[None]:
        """The reading processes, for as long as the run needs them; whatever happens, none is left behind."""
        settings, reader = self.settings, self.desk.reader
        limits = Limits(page_seconds=settings.page_seconds, memory_mb=settings.worker_memory_mb)
        try:
            with Pool(reader.build, reader.settings, settings.workers, limits) as self._pool:
                yield
        finally:
            self.turns.end()
            self._pool = None


@dataclass(frozen=True, slots=True)
class Reader:
    """What reads pages: `build` ("module:function") makes it in a reading process out of `settings`."""

    version: str
    second_reader: str
    build: str
    settings: object


@dataclass(frozen=True, slots=True)
class Desk:
    """What a run works with. `sealer`: what it seals the scans with; without it they stay as they are."""

    settings: Settings
    store: Store
    reader: Reader
    sealer: Sealer | None = None


_under_way: dict[str, Run] = {}


def begin(order_id: str, order: Order, desk: Desk, progress: RunProgress | None = None) -> Run:
    """Opens a run for the order; it is `current` until `end`."""
    started = datetime.now(UTC)
    run = Run(
        run_id=f"{started:%Y%m%dT%H%M%SZ}-{uuid4().hex[:6]}",
        order_id=order_id,
        order=order,
        desk=desk,
        office=open_office(replace(desk.settings, error_budget=order.error_budget or desk.settings.error_budget)),
        progress=progress or Silent(),
        started=started,
        today=order.today or date.today(),
    )
    desk.store.begin_run(run.run_id, started, desk.reader.version)
    _under_way[order_id] = run
    return run


def under_way(order_id: str) -> Run | None:
    """The run of this order in this process, if there is one."""
    return _under_way.get(order_id)


def current(run_id: str) -> Run:
    for run in _under_way.values():
        if run.run_id == run_id:
            return run
    raise BadArguments(f"run {run_id} is not under way in this process", "start it by its order")


def end(order_id: str) -> None:
    _under_way.pop(order_id, None)
