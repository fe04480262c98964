"""What leaves the store as files, streamed from one view of it: what changes meanwhile is not in them."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING, TypeVar

from sqlalchemy import Connection

from schemas.errors import BadArguments
from schemas.forms import Form
from schemas.ledger import LedgerRow

from . import counting
from .atomic import FileSet
from .columns import PAGES, TABLES
from .csv_files import CsvFiles, JsonLines
from .exported import CHUNK, Exported, exported
from .forms import Sink, TakeAway
from .ledger import ledger
from .selection import chosen

if TYPE_CHECKING:
    import pandas as pd

_T = TypeVar("_T")
CONTRACT = TakeAway()
"""Everything, as the command line promises it."""


def export(db: Connection, files: FileSet, run: int | None, wish: TakeAway = CONTRACT) -> None:
    """Writes what `wish` asks for of `run`, or of the whole store (None), to `files`.

    Order: the inputs' of the run, then the first page. summary.json is missing for a run that has not finished, for
    its figures are not known yet, and where not all notices are wanted; one left by an earlier export is taken away.
    """
    inputs = chosen(run)
    sinks = _sinks(files, wish)
    fates = _pour(sinks, exported(db, inputs, wish.only), _pages(ledger(db, inputs), wish.only))
    if wish.contract and Form.CSV in wish.forms:
        summary = None if wish.only is not None else counting.summary(db, run, fates)
        if summary is None:
            files.remove("summary.json")
        else:
            files.open("summary.json").write(summary.model_dump_json(indent=2) + "\n")


def frames(db: Connection, tables: Sequence[str], only: frozenset[str] | None) -> "list[pd.DataFrame]":
    """Those tables of the whole store in memory, in the order given; see `Frames.frame`."""
    from .arrow_tables import Frames  # noqa: PLC0415

    made, inputs = Frames(tables), chosen(None)
    asked = set(tables)
    found = exported(db, inputs, only) if asked - {PAGES.name} else ()
    _pour([made], found, _pages(ledger(db, inputs), only) if PAGES.name in asked else ())
    return [made.frame(name) for name in tables]


def _pages(rows: Iterable[LedgerRow], only: frozenset[str] | None) -> Iterator[LedgerRow]:
    for row in rows:
        if only is None or row.notice_id in only:
            yield row


def _pour(sinks: list[Sink], found: Iterable[Exported], rows: Iterable[LedgerRow]) -> Counter[str]:
    """Everything into every sink; the pages by fate."""
    fates = Counter[str]()
    try:
        for chunk in _chunks(found):
            for sink in sinks:
                sink.notices(chunk)
        for part in _chunks(rows):
            fates.update(row.fate.value for row in part)
            for sink in sinks:
                sink.pages(part)
    except BaseException:
        for sink in sinks:
            sink.abandon()
        raise
    for sink in sinks:
        sink.finish()
    return fates


def _sinks(files: FileSet, wish: TakeAway) -> list[Sink]:
    """Each form's libraries are loaded only where it is asked for. Raises BadArguments for an unknown table."""
    if unknown := set(wish.tables) - set(TABLES):
        raise BadArguments(f"there is no table {sorted(unknown)[0]!r}", f"choose among {', '.join(TABLES)}")
    made: list[Sink] = []
    if Form.CSV in wish.forms:
        made.append(CsvFiles(files, wish.tables, mask=not wish.contract))
        made += [JsonLines(files)] if wish.contract else []
    if Form.XLSX in wish.forms:
        from .workbook import Workbook  # noqa: PLC0415

        made.append(Workbook(files, wish.tables, wish.base))
    if Form.PARQUET in wish.forms:
        from .arrow_tables import ParquetFiles  # noqa: PLC0415

        made.append(ParquetFiles(files, wish.tables))
    if Form.ICS in wish.forms:
        from .agenda import Agenda  # noqa: PLC0415

        made.append(Agenda(files, wish.base, wish.now))
    return made


def _chunks(found: Iterable[_T]) -> Iterator[list[_T]]:
    each = iter(found)
    while chunk := list(islice(each, CHUNK)):
        yield chunk
