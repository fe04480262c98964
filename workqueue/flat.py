"""A notice as a row of the store: the columns to filter and sort by, made from the record in this one place."""

import json
from typing import Any

from schemas.document import NoticeIdentity
from schemas.notice import CRITICAL_FIELDS, FieldStatus, Notice, Severity

_LARGEST = 2**63 - 1


def row(notice: Notice, identity: NoticeIdentity, position: int) -> dict[str, Any]:
    """Column values for `tables.notices`, all but the document's and the facts. `notice` has been through
    `cleaning.keepable`."""
    return {"position": position} | judged(notice, identity)


def judged(notice: Notice, identity: NoticeIdentity) -> dict[str, Any]:
    """The columns that another judgement of the same notice changes."""
    item = notice.work_item
    sure = [notice.fields[one].confidence for one in CRITICAL_FIELDS if _counts(notice, one)]
    return {
        "doubt": min(sure, default=None),
        "problem": _problem(notice),
        "notice_id": notice.notice_id,
        "notice_code": notice.notice_code,
        "notice_date": notice.notice_date,
        "due_date": notice.due_date,
        "amount_cents": _cents(notice),
        "amount_due": None if notice.amount_due is None else f"{notice.amount_due:f}",
        "tin_last4": notice.tin.last4,
        "tin_masked": notice.tin.masked,
        "taxpayer": notice.taxpayer.name,
        "tax_periods": json.dumps([period.model_dump(mode="json") for period in notice.tax_periods]),
        "family": notice.classification.family,
        "status": notice.validation.status.value,
        "queue": item.queue,
        "priority": item.priority,
        "act_by": item.act_by,
        "source_pages": json.dumps(notice.source.pages),
        "work_item": item.model_dump_json(),
        "findings": " ".join(finding.code for finding in notice.validation.findings),
        "search": searchable(notice),
        "identity": identity.model_dump_json(),
        "record": notice.model_dump_json(),
    }


def _counts(notice: Notice, field: str) -> bool:
    return field in notice.fields and notice.fields[field].status is not FieldStatus.ABSENT


def _problem(notice: Notice) -> str:
    """The field, or else the finding, that is worst; findings stand worst first."""
    worst = [f for f in notice.validation.findings if f.severity is not Severity.INFO]
    return (worst[0].field or worst[0].code) if worst else ""


def searchable(notice: Notice) -> str:
    """What a person would type to find the notice, one thing a line, case folded."""
    parts = (
        notice.notice_id,
        notice.notice_code,
        notice.taxpayer.name,
        *notice.taxpayer.address,
        notice.tin.last4,
        notice.caller_id,
    )
    return "\n".join(part for part in parts if part).casefold()


def _cents(notice: Notice) -> int | None:
    if notice.amount_due is None:
        return None
    cents = int(notice.amount_due.scaleb(2))
    return cents if abs(cents) <= _LARGEST else None
