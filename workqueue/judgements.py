"""With what each document was judged, and which notices were known then: enough to judge it again to the same result.

One row for each reading that was kept, and for each correction of a notice, only ever added to. The notices that a
document was judged against are no longer those of the store once another document is read, or the same one again;
they are those of the rows before.
"""

import json
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, func, insert, or_, select

from schemas.document import NoticeIdentity

from .intake_book import run_number
from .lookup import identities
from .records import Judged, KnownSoFar, StoredJudgement
from .tables import judgements, notices, runs


def add(db: Connection, document_id: int, judged: Judged | None, found: Sequence[str]) -> None:
    """Enters what the document's notices are recognised by from now on (`found`: NoticeIdentity as JSON) and with
    what they were judged; None where nobody can say."""
    kept: dict[str, Any] = {"document_id": document_id, "found": f"[{','.join(found)}]"}
    if judged is not None:
        kept |= judged.model_dump(exclude={"run_id", "thresholds"}) | {"run": run_number(db, judged.run_id)}
        kept["thresholds"] = judged.thresholds.model_dump_json() if judged.thresholds else None
    db.execute(insert(judgements).values(kept))


def changed_by_person(db: Connection, document_id: int) -> None:
    """What the document's notices are recognised by since a person corrected one: what files read later find. With
    what the document was judged stays as it was."""
    mine = select(notices.c.identity).where(notices.c.document_id == document_id).order_by(notices.c.position)
    found = ",".join(db.execute(mine).scalars())
    db.execute(insert(judgements).values(document_id=document_id, found=f"[{found}]", by_person=True))


def known(db: Connection) -> KnownSoFar:
    """What all notices of the store are recognised by now, and up to which judgement that is."""
    upto = db.execute(select(func.coalesce(func.max(judgements.c.judgement), 0))).scalar_one()
    now = identities(db, exclude_document=None, tin_last4=None, notice_code=None)
    return KnownSoFar(identities=tuple(now), upto=int(upto))


def latest(db: Connection, document_id: int) -> StoredJudgement | None:
    """With what the document's notices of today were judged; None where the store has no judgement of it."""
    mine = (
        select(judgements, runs.c.run_id)
        .outerjoin(runs, runs.c.run == judgements.c.run)
        .where(judgements.c.document_id == document_id, judgements.c.by_person.is_(False))
        .order_by(judgements.c.judgement.desc())
        .limit(1)
    )
    row = db.execute(mine).mappings().one_or_none()
    if row is None:
        return None
    judged = _judged(row) if row["run_id"] is not None else None
    return StoredJudgement(judged=judged, known=_known_before(db, row))


def _judged(row: Any) -> Judged:
    kept = {key: row[key] for key in Judged.model_fields}
    return Judged(**kept | {"thresholds": kept["thresholds"] and json.loads(kept["thresholds"])})


def _known_before(db: Connection, mine: Any) -> tuple[NoticeIdentity, ...]:
    """In the order in which the run had them: what the store knew when the run first asked, by document; then, as it
    was read, what the run itself found. What other machines found meanwhile it did not know."""
    before = judgements.c.judgement < mine["judgement"]
    if mine["run"] is not None:
        before &= or_(judgements.c.judgement <= mine["known_to"], judgements.c.run == mine["run"])
    rows = db.execute(
        select(judgements.c.judgement, judgements.c.document_id, judgements.c.found)
        .where(before, judgements.c.document_id != mine["document_id"])
        .order_by(judgements.c.judgement)
    ).all()
    at_first = mine["judgement"] if mine["known_to"] is None else mine["known_to"]
    stored = {row.document_id: row.found for row in rows if row.judgement <= at_first}
    found = {document: stored[document] for document in sorted(stored)}
    found |= {row.document_id: row.found for row in rows if row.judgement > at_first}
    return tuple(NoticeIdentity.model_validate(one) for text in found.values() for one in json.loads(text))
