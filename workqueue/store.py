"""The store as the other floors see it: one method, one transaction. What fails leaves nothing behind."""

import sqlite3
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Engine

from schemas.cut import KeptCuts
from schemas.document import DocumentReading, NoticeIdentity, ScanFile, SetAside
from schemas.ledger import LedgerRow
from schemas.notice import Notice
from schemas.queue_row import ItemState, QueueRow
from schemas.summary import RunSummary

from . import corrections, counting, cutting, intake_book, judgements, listing, lookup, readings, whole_numbers
from .corrections import WordsOfPeople
from .cutting import FilePages, KnownFile
from .engine import WAIT_SECONDS, connect, parse, writer
from .ledger import ledger
from .records import (
    Judged,
    KnownSoFar,
    PendingDocument,
    QueueFilter,
    RunCounts,
    RunInfo,
    StoredJudgement,
    StoredNotice,
)
from .selection import chosen
from .trouble import place, told
from .upgrade import bring_up_to_date

if TYPE_CHECKING:  # looking at the queue needs neither cryptography nor pandas
    import pandas as pd

    from schemas.sealing import Sealer

    from .forms import TakeAway


def open_store(
    url: str, *, create: bool = True, wait_seconds: float = WAIT_SECONDS, sealer: "Sealer | None" = None
) -> "Store":
    """The store at `url`: a path or `sqlite:///path`, or `postgresql://user:password@host:port/database`.

    An SQLite file is made where none is (mode 0600), unless `create` is false; its folder has to exist. The tables
    are made or brought up to date. `wait_seconds`: how long to wait for another writer (SQLite). `sealer`: opens
    whole taxpayer numbers, which nobody sees without it.
    Raises StoreUnreachable. One Store per process: open another after a fork.
    """
    address = parse(url)
    engine = connect(address, create=create, wait_seconds=wait_seconds)
    with told(address):
        bring_up_to_date(engine)
    return Store(engine, sealer)


class Store:
    """Runs, documents, notices and work items. Every method may raise StoreUnreachable."""

    def __init__(self, engine: Engine, sealer: "Sealer | None" = None) -> None:
        self._engine = engine
        self._sealer = sealer
        self._writer = writer(engine)

    @property
    def place(self) -> str:
        """Where the store is, for people; never a password."""
        return place(self._engine.url)

    def close(self) -> None:
        """Gives back the connections; the Store can be used again, and then opens new ones."""
        self._engine.dispose()

    # What comes in

    def begin_run(self, run_id: str, started: datetime, reader: str) -> None:
        """Opens a run of the reader's version `reader`; once more is no fault."""
        with self.writing() as db:
            intake_book.begin_run(db, run_id, started, reader)

    def finish_run(self, run_id: str, summary: RunSummary) -> None:
        """Closes the run with its figures (`run_counts(run_id).summary(...)`)."""
        with self.writing() as db:
            intake_book.finish_run(db, run_id, summary)

    def add_file(self, run_id: str, file: ScanFile | SetAside, position: int) -> int:
        """Enters an input file of the run; `position` is its place among the inputs. Gives the file's number.

        The same file at the same place again changes nothing; another one there is StoreInconsistent.
        """
        with self.writing() as db:
            return intake_book.add_file(db, run_id, file, position)

    def pending(self, run_id: str, reader: str, reread: bool = False) -> list[PendingDocument]:
        """Documents of the run that nobody has read yet, in the order of the inputs.

        With `reread` also those that a version other than `reader` read, and those that could not be read.
        """
        with self.reading() as db:
            return intake_book.pending(db, run_id, reader, reread=reread)

    # What was read

    def save_reading(
        self,
        document_id: int,
        reading: DocumentReading,
        notices: Sequence[Notice],
        judged: Judged | None = None,
        cuts: KeptCuts | None = None,
        *,
        machine: Sequence[Notice] = (),
        said: WordsOfPeople | None = None,
    ) -> list[NoticeIdentity]:
        """Keeps a reading whole, in place of what the document had; what its notices are recognised by from now on.

        A person's decision on a notice that is found again stays. `judged`: with what the notices were judged;
        without it they can't be judged again to the same result. `cuts`: where a person has just cut the file; kept
        for later readings, and no reading that counts for a run. `machine`: the notices as the machine alone judged
        them, where persons had said something of one; `said`: what that was. Raises SaidMeanwhile where it is no
        longer all, StoreInconsistent where the reading does not account for every page.
        """
        prepared = readings.prepare(reading, notices, machine)
        found = [row["identity"] for row in prepared.rows]
        with self.writing() as db:
            day = judged.day if judged else None
            readings.save(db, document_id, prepared, said=said, day=day, counts=cuts is None)
            judgements.add(db, document_id, judged, found)
            if cuts is not None:
                cutting.keep(db, document_id, cuts)
        return [NoticeIdentity.model_validate_json(one) for one in found]

    def fail_reading(self, document_id: int, reason: str, sentence: str, judged: Judged | None = None) -> None:
        """The document could not be read at all: its pages are quarantined for `reason` (a stable word) and
        `sentence` (for a person). It is tried again only when a reread is asked for."""
        with self.writing() as db:
            readings.fail(db, document_id, reason, sentence)
            judgements.add(db, document_id, judged, ())

    def decide(self, notice_id: str, state: ItemState, *, who: str, why: str, at: datetime) -> None:
        """A person moves a work item to `state`; BadArguments where there is none."""
        with self.writing() as db:
            readings.decide(db, notice_id, state, who=who, why=why, at=at)

    # Looking

    def whole_tin(self, notice_id: str, who: str, at: datetime) -> str:
        """The whole taxpayer number as printed (123-45-6789, 12-3456789); the history has an entry `view_tin` before
        anybody sees it. BadArguments where the number was not read whole; KeyTrouble, SealBroken."""
        with self.writing() as db:
            return whole_numbers.whole_tin(db, notice_id, self._sealer, who=who, at=at)

    def words_of_people(self, notice_ids: Sequence[str]) -> WordsOfPeople:
        """What persons said at the desk of the notices with these ids: it holds for every later reading of them."""
        with self.reading() as db:
            return corrections.words(db, notice_ids)

    def cuts(self, document_id: int) -> KeptCuts | None:
        """How a person cut the document; None where nobody did."""
        with self.reading() as db:
            return cutting.kept(db, document_id)

    def known_file(self, sha256: str) -> KnownFile | None:
        """The file of these bytes; None where it was never taken in."""
        with self.reading() as db:
            return cutting.known_file(db, sha256)

    def file_pages(self, wanted: str) -> FilePages:
        """The whole file of a notice, by the notice's id or its beginning: which page belongs where."""
        with self.reading() as db:
            return cutting.file_pages(db, wanted)

    def identities(
        self, exclude_document: int | None = None, *, tin_last4: str | None = None, notice_code: str | None = None
    ) -> list[NoticeIdentity]:
        """What the notices of all other documents are recognised by; filtered where a number or code is given."""
        with self.reading() as db:
            return lookup.identities(
                db, exclude_document=exclude_document, tin_last4=tin_last4, notice_code=notice_code
            )

    def known(self) -> KnownSoFar:
        """What the notices of all documents are recognised by, for a run to begin with."""
        with self.reading() as db:
            return judgements.known(db)

    def judgement(self, document_id: int) -> StoredJudgement | None:
        """With what the document's notices were judged, and against which; None for a document never read."""
        with self.reading() as db:
            return judgements.latest(db, document_id)

    def queue(self, wanted: QueueFilter | None = None) -> list[QueueRow]:
        """Work items by act_by (those without one last), then higher priority first, then notice_id."""
        with self.reading() as db:
            return listing.queue(db, wanted or QueueFilter())

    def notice(self, wanted: str) -> StoredNotice:
        """The notice with this id, or the only one whose id begins so; BadArguments for none or several."""
        with self.reading() as db:
            return lookup.notice(db, wanted)

    def runs(self) -> list[RunInfo]:
        """All runs, latest first."""
        with self.reading() as db:
            return intake_book.list_runs(db)

    def run_counts(self, run_id: str | None) -> RunCounts:
        """The figures of a run, or of the whole store (None)."""
        with self.reading() as db:
            return counting.count(db, self._number(db, run_id))

    def ledger(self, run_id: str | None) -> list[LedgerRow]:
        """The page ledger of a run, or of the whole store (None), as in pages.csv."""
        with self.reading() as db:
            return list(ledger(db, chosen(self._number(db, run_id))))

    def export(self, out: Path, run_id: str | None = None, wish: "TakeAway | None" = None) -> None:
        """Writes the files that `wish` asks for to the folder `out` (made if missing), those of the contract without
        it: of a run, or of the whole store (None). All appear together or none.

        BadArguments where `out` can't be written, or the data doesn't fit the form.
        """
        from .atomic import FileSet  # noqa: PLC0415 - pandas takes half a second that looking should not pay
        from .exporting import CONTRACT, export  # noqa: PLC0415

        with FileSet(out) as files, self.reading() as db:
            export(db, files, self._number(db, run_id), wish or CONTRACT)

    def frames(self, tables: Sequence[str], only: Collection[str] | None = None) -> "list[pd.DataFrame]":
        """Those tables of the whole store as frames, in the order given; only of the notices `only` where given."""
        from .exporting import frames  # noqa: PLC0415

        with self.reading() as db:
            return frames(db, tables, None if only is None else frozenset(only))

    def copy_to(self, path: Path) -> None:
        """An SQLite store as it is at one moment, made while others read and write, in a new file."""
        with told(self._engine.url), closing(sqlite3.connect(path)) as copy:
            path.chmod(0o600)
            raw = self._engine.raw_connection()
            try:
                raw.driver_connection.backup(copy)  # type: ignore[union-attr]
            finally:
                raw.close()

    def dump(self) -> Iterator[str]:
        """All tables as lines of JSON (see `workqueue.dumping`), as they are at one moment."""
        from .dumping import dump  # noqa: PLC0415

        with self.reading() as db:
            yield from dump(db)

    def load(self, lines: Iterable[str]) -> int:
        """What `dump` gave, all or nothing; StoreInconsistent where the store holds anything."""
        from .dumping import load  # noqa: PLC0415

        with self.writing() as db:
            return load(db, lines)

    @staticmethod
    def _number(db: Connection, run_id: str | None) -> int | None:
        return None if run_id is None else intake_book.run_number(db, run_id)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """One unchanging view of the store, whatever others write meanwhile."""
        with told(self._engine.url), self._engine.connect() as db:
            if db.dialect.name == "postgresql":
                db = db.execution_options(isolation_level="REPEATABLE READ")  # noqa: PLW2901
            yield db

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction that is kept when the block ends well, and rolled back otherwise."""
        with told(self._engine.url), self._writer.begin() as db:
            yield db
