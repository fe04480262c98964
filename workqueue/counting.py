"""One run, or the whole store, in figures. Counted from the ledger and the notices as they would be exported."""

from collections import Counter
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import CTE, Connection, literal, select

from schemas.notice import Status
from schemas.summary import RunSummary

from .ledger import ledger
from .records import WHOLE_STORE, RunCounts
from .selection import chosen, repeats
from .tables import documents, notices, runs


def count(db: Connection, run: int | None, fates: Counter[str] | None = None) -> RunCounts:
    """The figures of `run`, or of the whole store (None).

    `fates`: rows of the ledger by fate, where the caller has just gone through it.
    """
    files = chosen(run)
    counted = fates if fates is not None else Counter(row.fate.value for row in ledger(db, files))
    statuses, findings = _notices(db, files)
    total, accepted = statuses.total(), statuses[Status.ACCEPTED]
    return RunCounts(
        **_files(db.execute(_inputs(files, run)).mappings()),
        pages=dict(sorted(counted.items())),
        pages_total=counted.total(),
        notices=total,
        accepted=accepted,
        needs_review=statuses[Status.NEEDS_REVIEW],
        rejected=statuses[Status.REJECTED],
        straight_through=round(accepted / total, 4) if total else None,
        findings=dict(sorted(findings.items())),
    )


def summary(db: Connection, run: int | None, fates: Counter[str] | None = None) -> RunSummary | None:
    """What a run's summary said when it finished, None before. For the whole store: its figures now, over the time
    of all finished runs; None without one."""
    found = select(runs.c.summary).where(runs.c.summary.is_not(None)).order_by(runs.c.run)
    if run is not None:
        kept = db.execute(found.where(runs.c.run == run)).scalar()
        return None if kept is None else RunSummary.model_validate_json(kept)
    each = [RunSummary.model_validate_json(text) for text in db.execute(found).scalars()]
    if not each:
        return None
    return count(db, None, fates).summary(
        run_id=WHOLE_STORE,
        started=min(_instants(s.started for s in each)),
        finished=max(_instants(s.finished for s in each)),
        seconds=sum(s.seconds for s in each),
        second_reader=each[-1].second_reader,
        version=each[-1].version,
    )


def _instants(found: Iterable[datetime]) -> list[datetime]:
    """Comparable with each other: those that say no zone are taken as UTC, in which the flows write."""
    return [instant if instant.tzinfo else instant.replace(tzinfo=UTC) for instant in found]


def _inputs(files: CTE, run: int | None) -> Any:
    # Seen from the whole store, every document was new once.
    before = files.c.readings_before if run is not None else literal(0).label("readings_before")
    return (
        select(
            files.c.document_id,
            files.c.copy,
            before,
            documents.c.state,
            documents.c.pages,
            documents.c.readings,
            documents.c.second_reader,
            documents.c.seconds_cpu,
        )
        .outerjoin(documents, documents.c.document_id == files.c.document_id)
        .order_by(files.c.run, files.c.position)
    )


def _files(rows: Iterable[Any]) -> dict[str, Any]:
    counts = Counter[str]()
    pages, one_reader, seconds = 0, 0, 0.0
    for row in rows:
        kind = _kind(row)
        counts[kind] += 1
        if kind == "read":
            pages += row["pages"]
            one_reader += row["second_reader"] is False
            seconds += row["seconds_cpu"] or 0.0
    return {
        "files": counts.total(),
        **{f"files_{kind}": counts[kind] for kind in ("read", "known", "quarantined", "waiting")},
        "pages_read": pages,
        "without_second_reader": one_reader,
        "seconds_cpu": round(seconds, 3),
    }


def _kind(row: Any) -> str:
    if row["document_id"] is None or row["state"] == "failed":
        return "quarantined"
    if row["copy"] > 1:
        return "known"
    if row["state"] == "pending":
        return "waiting"
    # A reading since the file was entered was made for it.
    return "read" if row["readings"] > row["readings_before"] else "known"


def _notices(db: Connection, files: CTE) -> tuple[Counter[str], Counter[str]]:
    again = repeats(db, files)
    rows = db.execute(
        select(notices.c.document_id, notices.c.notice_id, notices.c.status, notices.c.findings)
        .join(files, files.c.document_id == notices.c.document_id)
        .where(files.c.copy == 1)
    )
    statuses, findings = Counter[str](), Counter[str]()
    for row in rows:
        if (row.document_id, row.notice_id) not in again:
            statuses[row.status] += 1
            findings.update(row.findings.split())
    return statuses, findings
