"""The facts of a notice, taken back out of its exported record, so that rules can be asked again on another day.

The record keeps printed days as deadlines with their labels; this reads them back. Findings and status stay those of
the record: they were made while the pages lay open.
"""

import re

from rules.suggestion import codes_told, family_told
from rules.wording import AT_ONCE
from schemas.notice import Deadline, Notice, NoticeFacts, PrintedDate

_DAYS = re.compile(r"printed: (\d+) days from the notice date")
_LABEL = "printed: "
PRINTED_KINDS = ("pay_by", "respond_by", "request_hearing_by", "petition_by", "other")


def facts_of(notice: Notice, tin_key: str | None = None) -> NoticeFacts:
    """What the paper says, as far as the record tells; `tin_key`, which no record has, as the store keeps it."""
    printed = [d for d in notice.deadlines if d.basis == "printed"]
    days = [int(match[1]) for d in printed if (match := _DAYS.match(d.cite))]
    kept = {name: getattr(notice, name) for name in NoticeFacts.model_fields if name in Notice.model_fields}
    return NoticeFacts(
        **kept,
        printed_dates=tuple(_printed_date(d) for d in printed if _is_date(d)),
        response_days=days[0] if days else None,
        pay_immediately=AT_ONCE in notice.work_item.reasons,
        code_basis=notice.classification.basis if notice.notice_code else "none",
        tin_key=tin_key,
        suggested_codes=codes_told(notice.validation.findings),
        suggested_family=family_told(notice.validation.findings),
    )


def _is_date(day: Deadline) -> bool:
    return day.cite.startswith(_LABEL) and not _DAYS.match(day.cite) and day.kind in PRINTED_KINDS


def _printed_date(day: Deadline) -> PrintedDate:
    return PrintedDate.model_validate(
        {"kind": day.kind, "date": day.date, "label": day.cite.removeprefix(_LABEL), "page": 1}
    )
