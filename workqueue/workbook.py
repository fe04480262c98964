"""The tables as one workbook: a sheet a table, days and money as days and money, nothing that is run.

Every text is written as text: a spreadsheet never takes it for a formula, an address or a number, whatever it begins
with. The only links are made here, of the notice's id.
"""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from schemas.errors import BadArguments
from schemas.ledger import LedgerRow

from .atomic import FileSet
from .columns import FLAT, PAGES, SHAPES, Kind, Shape, ledger_cells, typed, without_numbers
from .exported import Exported
from .flat_tables import Row

FILE = "notices.xlsx"
NOTICES = "notices"
_MOST_ROWS = 1_048_575
_MOST_LINKS = 65_000  # a sheet of Excel's holds 65,530
_LONGEST = 32_767
_EXACT = Decimal(10) ** 13
"""Amounts from here on have more digits than a spreadsheet keeps: they stand as text."""
_FIRST_DAY = date(1900, 3, 1)
"""Spreadsheets disagree about the days before; those stand as text."""
_OPTIONS = {
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "constant_memory": True,
    "default_date_format": "yyyy-mm-dd",
}
_FORMATS = {
    Kind.MONEY: {"num_format": "#,##0.00;[Red]-#,##0.00"},
    Kind.DAY: {"num_format": "yyyy-mm-dd", "align": "left"},
    Kind.WHOLE: {"num_format": "0"},
    Kind.SHARE: {"num_format": "0.0%"},
}
_WIDTHS = {Kind.MONEY: 14, Kind.DAY: 11, Kind.WHOLE: 8, Kind.SHARE: 11, Kind.FLAG: 8}
_WIDEST = 48


class Workbook:
    """notices.xlsx. `base`: as in `TakeAway`."""

    def __init__(self, files: FileSet, tables: Sequence[str], base: str) -> None:
        # What passes through its temporary files is what the notices say: they lie beside the workbook, not in /tmp.
        self._book = xlsxwriter.Workbook(files.open_bytes(FILE), {**_OPTIONS, "tmpdir": str(files.scratch())})
        formats = {kind: self._book.add_format(look) for kind, look in _FORMATS.items()}
        heading = self._book.add_format({"bold": True, "bottom": 1, "bg_color": "#E3EFEB"})
        self._sheets = {
            name: _Sheet(self._book.add_worksheet(name), SHAPES[name], formats, heading) for name in tables
        }
        self._base = base.rstrip("/")
        self._row_of: dict[str, int] = {}
        """Where a notice stands in its sheet, counted from 1 as spreadsheets do."""

    def notices(self, found: Sequence[Exported]) -> None:
        for one in found:
            for name in (name for name in FLAT if name in self._sheets):
                rows = without_numbers(SHAPES[name], FLAT[name].rows(one.record, one.state))
                if name == NOTICES:
                    self._row_of[one.record["notice_id"]] = self._sheets[name].next + 1
                self._add(name, rows)

    def pages(self, rows: Sequence[LedgerRow]) -> None:
        if PAGES.name in self._sheets:
            self._add(PAGES.name, without_numbers(PAGES, ledger_cells(rows)))

    def finish(self) -> None:
        for sheet in self._sheets.values():
            sheet.finish()
        self._book.close()

    def abandon(self) -> None:
        for worksheet in self._book.worksheets():
            worksheet.row_data_fh.close()

    def _add(self, name: str, rows: list[Row]) -> None:
        sheet = self._sheets[name]
        at = sheet.shape.columns.index("notice_id")
        for row in typed(sheet.shape, rows):
            sheet.add(row, at, self._link(name, row[at]))

    def _link(self, name: str, notice_id: str | None) -> str:
        """From any sheet to the notice's row, from there to its page; "" for none."""
        if notice_id is None:
            return ""
        if name != NOTICES and notice_id in self._row_of:
            return f"internal:'{NOTICES}'!A{self._row_of[notice_id]}"
        return f"{self._base}/notices/{notice_id}" if self._base else ""


class _Sheet:
    """A sheet that grows by rows; `next` counts from 0."""

    def __init__(self, sheet: Worksheet, shape: Shape, formats: dict[Kind, Format], heading: Format) -> None:
        self._sheet, self.shape, self._formats = sheet, shape, formats
        self._widths = [_width(kind, column) for kind, column in zip(shape.kinds, shape.columns, strict=True)]
        self._links = 0
        self.next = 1
        sheet.freeze_panes(1, 1)
        for at, column in enumerate(shape.columns):
            sheet.write_string(0, at, column, heading)

    def add(self, row: Sequence[Any], link_at: int, link: str) -> None:
        if self.next > _MOST_ROWS:
            raise BadArguments(
                f"{self.shape.name} has more rows than a sheet holds ({_MOST_ROWS:,})",
                "filter, or take CSV or Parquet",
            )
        for at, (kind, value) in enumerate(zip(self.shape.kinds, row, strict=True)):
            if at == link_at and link and self._links < _MOST_LINKS:
                self._sheet.write_url(self.next, at, link, string=value)
                self._links += 1
            elif value is not None:
                self._write(at, kind, value)
        self.next += 1

    def _write(self, at: int, kind: Kind, value: Any) -> None:
        sheet, row, look = self._sheet, self.next, self._formats.get(kind)
        if kind is Kind.DAY and value >= _FIRST_DAY:
            sheet.write_datetime(row, at, value, look)
        elif (kind is Kind.MONEY and abs(value) < _EXACT) or kind in (Kind.WHOLE, Kind.SHARE):
            sheet.write_number(row, at, value, look)
        elif kind is Kind.FLAG:
            sheet.write_boolean(row, at, value)
        else:
            self._write_text(at, str(value))

    def _write_text(self, at: int, text: str) -> None:
        if len(text) > _LONGEST:
            text = f"{text[: _LONGEST - 40]} ... (longer than a cell holds)"
        self._sheet.write_string(self.next, at, text)
        self._widths[at] = max(self._widths[at], min(len(text) + 1, _WIDEST))

    def finish(self) -> None:
        for at, width in enumerate(self._widths):
            self._sheet.set_column(at, at, width)
        self._sheet.autofilter(0, 0, max(self.next - 1, 1), len(self.shape.columns) - 1)


def _width(kind: Kind, column: str) -> int:
    return max(_WIDTHS.get(kind, 8), len(column) + 3)
