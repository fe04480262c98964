"""The book of what came in: runs, the files of each, and which of them are still to be read."""

from datetime import datetime
from typing import Any, cast

from sqlalchemy import Connection, Insert, Select, func, or_, select, update
from sqlalchemy.dialects import sqlite

from schemas.document import ScanFile, SetAside
from schemas.errors import StoreInconsistent
from schemas.filenames import writable_name
from schemas.summary import RunSummary

from .cleaning import safe
from .records import PendingDocument, RunInfo
from .tables import documents, inputs, runs


def begin_run(db: Connection, run_id: str, started: datetime, reader: str) -> None:
    """Opens the run; a run that is open already stays as it is, so that a task may be tried again."""
    row = {"run_id": run_id, "started": started.isoformat(), "reader": reader}
    db.execute(insert_new(db, runs).values(row))


def finish_run(db: Connection, run_id: str, summary: RunSummary) -> None:
    run = run_number(db, run_id)
    values = {"finished": summary.finished.isoformat(), "summary": summary.model_dump_json()}
    db.execute(update(runs).where(runs.c.run == run).values(values))


def run_number(db: Connection, run_id: str) -> int:
    """The number of the run, in the order in which they began; StoreInconsistent for one that never began."""
    found = db.execute(select(runs.c.run).where(runs.c.run_id == run_id)).scalar()
    if found is None:
        raise StoreInconsistent(f"the store knows no run {run_id}", "list the runs, or begin this one first")
    return int(found)


def list_runs(db: Connection) -> list[RunInfo]:
    """All runs, latest first."""
    files = select(func.count()).where(inputs.c.run == runs.c.run).scalar_subquery()
    rows = db.execute(select(runs, files.label("files")).order_by(runs.c.run.desc())).mappings()
    return [
        RunInfo(
            run_id=row["run_id"],
            started=row["started"],
            finished=row["finished"],
            reader=row["reader"],
            files=row["files"],
            summary=None if row["summary"] is None else RunSummary.model_validate_json(row["summary"]),
        )
        for row in rows
    ]


def add_file(db: Connection, run_id: str, file: ScanFile | SetAside, position: int) -> int:
    """Enters `file` at `position` and gives its number; the same file at the same place again gives the same."""
    run = run_number(db, run_id)
    document_id, readings = _document(db, file) if isinstance(file, ScanFile) else (None, 0)
    aside = file if isinstance(file, SetAside) else None
    row: dict[str, Any] = {
        "run": run,
        "position": position,
        "name": writable_name(file.name),
        "sha256": file.sha256,
        "size": file.size,
        "document_id": document_id,
        "reason": safe(aside.reason) if aside else None,
        "sentence": safe(aside.sentence) if aside else None,
        "readings_before": readings,
    }
    db.execute(insert_new(db, inputs).values(row))
    at_place = (inputs.c.run == run) & (inputs.c.position == position)
    kept = db.execute(select(inputs).where(at_place)).mappings().one()
    if (kept["name"], kept["sha256"]) != (row["name"], row["sha256"]):
        raise StoreInconsistent(f"place {position} of run {run_id} is taken by another file", "begin a new run")
    return int(kept["file_id"])


def _document(db: Connection, scan: ScanFile) -> tuple[int, int]:
    """Number of the document and how often it has been read; entered where its content is new."""
    row = {
        "sha256": scan.sha256,
        "kind": scan.kind,
        "pages": scan.pages,
        "size": scan.size,
        "state": "pending",
        "readings": 0,
    }
    db.execute(insert_new(db, documents).values(row))
    found = db.execute(
        select(documents.c.document_id, documents.c.pages, documents.c.readings, documents.c.state).where(
            documents.c.sha256 == scan.sha256
        )
    ).one()
    if found.state == "disposed":  # it comes again after all, and is read again
        again = update(documents).where(documents.c.document_id == found.document_id)
        db.execute(again.values(state="pending", pages=scan.pages))
    elif found.pages != scan.pages:
        raise StoreInconsistent(
            f"file {scan.sha256[:12]} has {scan.pages} pages, but had {found.pages} before",
            "this is a fault of noticedesk, please report it",
        )
    return int(found.document_id), int(found.readings)


def pending(db: Connection, run_id: str, reader: str, *, reread: bool) -> list[PendingDocument]:
    """Documents of the run that are still to be read, in the order of their first place in it.

    With `reread` also those that another version read, and those that could not be read.
    """
    run = run_number(db, run_id)
    first = _first_names(run).subquery()
    due = documents.c.state == "pending"
    if reread:
        due = or_(due, documents.c.reader.is_(None), documents.c.reader != reader)
    rows = db.execute(
        select(documents, first.c.name)
        .join(first, first.c.document_id == documents.c.document_id)
        .where(due, first.c.copy == 1)
        .order_by(first.c.position)
    ).mappings()
    keys = PendingDocument.model_fields
    return [PendingDocument(**{key: row[key] for key in keys}) for row in rows]


def _first_names(run: int) -> Select[Any]:
    copy = func.row_number().over(partition_by=inputs.c.document_id, order_by=inputs.c.position)
    return select(inputs.c.document_id, inputs.c.name, inputs.c.position, copy.label("copy")).where(
        inputs.c.run == run, inputs.c.document_id.is_not(None)
    )


def insert_new(db: Connection, table: Any) -> Insert:
    """An insert that leaves alone what is there already; both databases know it, each by its own construct."""
    if db.dialect.name == "postgresql":
        from sqlalchemy.dialects import postgresql  # noqa: PLC0415 - a tenth of the time a look at the queue takes

        return postgresql.insert(table).on_conflict_do_nothing()
    return cast(Insert, sqlite.insert(table).on_conflict_do_nothing())
