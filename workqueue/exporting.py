"""The files of the contract, streamed from one view of the store: what changes meanwhile is not in them."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import IO, Any, NamedTuple, TypeVar

from sqlalchemy import CTE, Connection, select

from schemas.ledger import LEDGER_COLUMNS, LedgerRow

from . import counting
from .atomic import FileSet
from .flat_tables import FLAT_TABLES
from .frames import frame, write_csv
from .ledger import ledger
from .selection import chosen, repeats
from .tables import notices, work_items

CHUNK = 1000
"""Notices, or pages, in memory at a time."""


_T = TypeVar("_T")


class Exported(NamedTuple):
    """A notice as exported, and the state of its work item."""

    record: dict[str, Any]
    state: str


def export(db: Connection, files: FileSet, run: int | None) -> None:
    """Writes everything of `run`, or of the whole store (None), to `files`.

    Order: the inputs' of the run, then the first page. summary.json is missing for a run that has not finished, for
    its figures are not known yet; one left by an earlier export is taken away.
    """
    inputs = chosen(run)
    _write_notices(files, exported(db, inputs))
    fates = _write_ledger(files.open("pages.csv"), ledger(db, inputs))
    summary = counting.summary(db, run, fates)
    if summary is None:
        files.remove("summary.json")
    else:
        files.open("summary.json").write(summary.model_dump_json(indent=2) + "\n")


def exported(db: Connection, inputs: CTE) -> Iterator[Exported]:
    """The notices of `inputs`, each once, `source.file` as the file was called there."""
    again = repeats(db, inputs)
    rows = db.execute(
        select(notices.c.document_id, notices.c.notice_id, notices.c.record, inputs.c.name, work_items.c.state)
        .join_from(inputs, notices, notices.c.document_id == inputs.c.document_id)
        .join(work_items, work_items.c.notice_id == notices.c.notice_id)
        .where(inputs.c.copy == 1)
        .order_by(inputs.c.run, inputs.c.position, notices.c.position)
        .execution_options(yield_per=CHUNK)
    )
    for row in rows:
        if (row.document_id, row.notice_id) not in again:
            record = json.loads(row.record)
            record["source"]["file"] = row.name
            yield Exported(record, row.state)


def _write_notices(files: FileSet, found: Iterable[Exported]) -> None:
    lines = files.open("notices.jsonl")
    tables = [(table, files.open(table.file)) for table in FLAT_TABLES]
    for table, out in tables:
        write_csv(frame([], table.columns, table.text), out, header=True)
    for chunk in _chunks(found):
        lines.writelines(json.dumps(notice.record, ensure_ascii=False) + "\n" for notice in chunk)
        for table, out in tables:
            cells = [cell for notice in chunk for cell in table.rows(notice.record, notice.state)]
            write_csv(frame(cells, table.columns, table.text), out, header=False)


def _write_ledger(out: IO[str], rows: Iterable[LedgerRow]) -> Counter[str]:
    """Writes the ledger; its rows by fate."""
    fates = Counter[str]()
    text = frozenset({"reason"})
    write_csv(frame([], LEDGER_COLUMNS, text), out, header=True)
    for chunk in _chunks(rows):
        fates.update(row.fate.value for row in chunk)
        cells = [(row.file, row.page, row.fate.value, row.notice_id, row.reason) for row in chunk]
        write_csv(frame(cells, LEDGER_COLUMNS, text), out, header=False)
    return fates


def _chunks(found: Iterable[_T]) -> Iterator[list[_T]]:
    each = iter(found)
    while chunk := list(islice(each, CHUNK)):
        yield chunk
