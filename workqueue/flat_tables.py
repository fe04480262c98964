"""The flat tables for analysts: one CSV for each kind of thing, joined on `notice_id`.

Made from the notices as exported (the objects of notices.jsonl), so that both always say the same. Money is a
decimal string, a day an ISO date, true/false a word; null is an empty cell. `position` counts from 1 in the order of
the record.

- notices.csv: one row per notice. `pages` separated by spaces, address lines by " | ", actions, reasons and periods
  by "; ". For each critical field its status and confidence. `state`: where the work item stands.
- amounts.csv, periods.csv, deadlines.csv, findings.csv: one row per printed amount, period, deadline, finding.

A cell of free text that a spreadsheet would take for a formula (it begins with = + - @, a tab or a line break) is
written with a ' before it. Keys, names of files, numbers, days and codes are never changed: "-3328.00" stays, and so
does a file called "-1.pdf", for the tables are joined on them; notices.jsonl has every text as it was read.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

from schemas.notice import CRITICAL_FIELDS

Row = tuple[Any, ...]
Record = Mapping[str, Any]


class FlatTable(NamedTuple):
    """`rows` gives the cells of a notice; `text` names the columns that hold words from paper or about it."""

    file: str
    columns: tuple[str, ...]
    text: frozenset[str]
    rows: Callable[[Record, str], Iterator[Row]]


_EVIDENCE = tuple(f"{name.replace('.', '_')}_{what}" for name in CRITICAL_FIELDS for what in ("status", "confidence"))
_NOTICE_COLUMNS = (
    "notice_id",
    "file",
    "sha256",
    "pages",
    "page_count",
    "notice_code",
    "notice_date",
    "family",
    "collection_stage",
    "classification_basis",
    "classification_confidence",
    "tin_type",
    "tin_last4",
    "tin_masked",
    "taxpayer_name",
    "taxpayer_address",
    "tax_periods",
    "amount_due",
    "due_date",
    "contact_phone",
    "caller_id",
    "status",
    "state",
    "queue",
    "priority",
    "act_by",
    "next_notice_code",
    "next_notice_expected_by",
    "actions",
    "reasons",
    *_EVIDENCE,
)
_NOTICE_TEXT = frozenset(
    ("taxpayer_name", "taxpayer_address", "contact_phone", "caller_id", "queue", "actions", "reasons", "tax_periods")
)


def _notice(notice: Record, state: str) -> Iterator[Row]:
    source, tin, item, kind = (notice[key] for key in ("source", "tin", "work_item", "classification"))
    following = item["next_notice"] or {}
    evidence = (notice["fields"].get(name) or {} for name in CRITICAL_FIELDS)
    yield (
        notice["notice_id"],
        source["file"],
        source["sha256"],
        " ".join(str(page) for page in source["pages"]),
        len(source["pages"]),
        notice["notice_code"],
        notice["notice_date"],
        kind["family"],
        kind["collection_stage"],
        kind["basis"],
        kind["confidence"],
        tin["type"],
        tin["last4"],
        tin["masked"],
        notice["taxpayer"]["name"],
        " | ".join(notice["taxpayer"]["address"]),
        "; ".join(" ".join(filter(None, (p["form"], p["period_end"]))) for p in notice["tax_periods"]),
        notice["amount_due"],
        notice["due_date"],
        notice["contact_phone"],
        notice["caller_id"],
        notice["validation"]["status"],
        state,
        item["queue"],
        item["priority"],
        item["act_by"],
        following.get("code"),
        following.get("expected_by"),
        "; ".join(item["actions"]),
        "; ".join(item["reasons"]),
        *(cell for field in evidence for cell in (field.get("status"), field.get("confidence"))),
    )


def _many(file: str, found: Callable[[Record], Any], columns: tuple[str, ...], *text: str) -> FlatTable:
    def rows(notice: Record, _state: str) -> Iterator[Row]:
        for position, part in enumerate(found(notice), start=1):
            yield (notice["notice_id"], position, *(part[column] for column in columns))

    return FlatTable(file, ("notice_id", "position", *columns), frozenset(text), rows)


FLAT_TABLES = (
    FlatTable("notices.csv", _NOTICE_COLUMNS, _NOTICE_TEXT, _notice),
    _many("amounts.csv", lambda n: n["amounts"], ("role", "label", "amount", "page"), "label"),
    _many("periods.csv", lambda n: n["tax_periods"], ("form", "period_end", "kind"), "form"),
    _many(
        "deadlines.csv",
        lambda n: n["deadlines"],
        ("kind", "date", "basis", "cite", "earliest_supported"),
        "kind",
        "cite",
    ),
    _many(
        "findings.csv",
        lambda n: n["validation"]["findings"],
        ("code", "severity", "field", "message"),
        "field",
        "message",
    ),
)
