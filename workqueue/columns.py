"""What stands in each column of the tables, and its value as one: money, days and numbers typed, text as it is.

The typed forms (workbook, Parquet, frames) and the CSV files have the same tables, columns and rows, in one order.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any, NamedTuple

from schemas.ledger import LEDGER_COLUMNS, LedgerRow
from schemas.privacy import redact

from .flat_tables import FLAT_TABLES, FlatTable, Row


class Kind(StrEnum):
    """`money`: Decimal with two places; `share`: 0..1; `flag`: true or false."""

    TEXT = "text"
    MONEY = "money"
    DAY = "day"
    WHOLE = "whole"
    SHARE = "share"
    FLAG = "flag"


_KINDS = {
    Kind.MONEY: ("amount_due", "amount"),
    Kind.DAY: ("notice_date", "due_date", "act_by", "next_notice_expected_by", "period_end", "date"),
    Kind.WHOLE: ("page_count", "collection_stage", "priority", "position", "page"),
    Kind.FLAG: ("earliest_supported",),
}
_BY_NAME = {column: kind for kind, columns in _KINDS.items() for column in columns}


def kind_of(column: str) -> Kind:
    """The same in every table: no two use a name for different things."""
    return Kind.SHARE if column.endswith("_confidence") else _BY_NAME.get(column, Kind.TEXT)


class Shape(NamedTuple):
    """A table's name and columns."""

    name: str
    columns: tuple[str, ...]

    @property
    def kinds(self) -> tuple[Kind, ...]:
        return tuple(kind_of(column) for column in self.columns)


def _name(table: FlatTable) -> str:
    return table.file.removesuffix(".csv")


PAGES = Shape("pages", LEDGER_COLUMNS)
SHAPES = {_name(table): Shape(_name(table), table.columns) for table in FLAT_TABLES} | {PAGES.name: PAGES}
FLAT = {_name(table): table for table in FLAT_TABLES}
TABLES = tuple(SHAPES)
"""The names of the tables, in the order of the exports."""


def typed(shape: Shape, rows: Iterable[Row]) -> list[tuple[Any, ...]]:
    """`rows` of the flat tables with their values typed; None stays None."""
    kinds = shape.kinds
    return [tuple(_typed(kind, value) for kind, value in zip(kinds, row, strict=True)) for row in rows]


def _typed(kind: Kind, value: Any) -> Any:
    if value is None:
        return None
    if kind is Kind.MONEY:
        return Decimal(value)
    if kind is Kind.DAY:
        return date.fromisoformat(value)
    return str(value) if kind is Kind.TEXT else value


def ledger_cells(rows: Sequence[LedgerRow]) -> list[Row]:
    """In the order of LEDGER_COLUMNS."""
    return [(row.file, row.page, row.fate.value, row.notice_id, row.reason) for row in rows]


def without_numbers(shape: Shape, rows: Iterable[Row]) -> list[Row]:
    """The rows with taxpayer numbers in names of files masked: all else in them was masked when it was kept."""
    at = shape.columns.index("file") if "file" in shape.columns else None
    if at is None:
        return list(rows)
    return [(*row[:at], redact(row[at]), *row[at + 1 :]) for row in rows]
