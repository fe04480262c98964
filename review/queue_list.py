"""The queue on a terminal: a line of facts for each work item, and below it why it waits and in which file it is.

A table of all columns would need 200 of a terminal's columns; this needs 80, and says more the wider it is.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from rich.cells import cell_len, set_cell_size
from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
from rich.text import Text

from schemas.queue_row import QueueRow

from .console import NOT_READ, due_text, file_name, nothing, page_ranges, queue_table, status_text
from .evidence import money_text

_GAP = 2
_NAME_AT_LEAST = 16


def queue_view(rows: Sequence[QueueRow], today: date, *, plain: bool) -> RenderableType:
    """For a terminal, or `plain` for a pipe."""
    return queue_table(rows, today) if plain else QueueList(rows, today)


@dataclass(frozen=True, slots=True)
class _Column:
    heading: str
    width: int
    right: bool = False


class QueueList:
    """A rich renderable. Rows that don't fit keep day, code, amount and id; the taxpayer's name is cut first."""

    def __init__(self, rows: Sequence[QueueRow], today: date) -> None:
        self._rows, self._today = rows, today

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        columns = self._columns(options.max_width)
        yield self._headings(columns)
        yield Text("─" * min(options.max_width, sum(c.width + _GAP for c in columns) - _GAP), style="dim")
        for row in self._rows:
            yield self._facts(row, columns)
            yield from self._why(row, options.max_width)

    def _columns(self, room: int) -> list[_Column]:
        """Those that fit: where there is no room the period goes first, then the priority, then the number."""
        cells = [self._cells(row) for row in self._rows]
        columns = [self._column(heading, cells) for heading in _HEADINGS]
        for dropped in ("", "period", "pri", "number"):
            columns = [column for column in columns if column.heading != dropped]
            others = sum(column.width + _GAP for column in columns if column.heading != _NAME)
            if room - others >= _NAME_AT_LEAST:
                break
        return [
            _Column(c.heading, min(c.width, max(room - others, _NAME_AT_LEAST))) if c.heading == _NAME else c
            for c in columns
        ]

    def _column(self, heading: str, cells: list[dict[str, Text]]) -> _Column:
        widest = max((cell_len(cell[heading].plain) for cell in cells), default=0)
        most = _MOST.get(heading, widest)
        return _Column(heading, max(min(widest, most), len(heading)), heading in _RIGHT)

    def _headings(self, columns: list[_Column]) -> Text:
        return _joined((Text(c.heading, style="bold"), c) for c in columns)

    def _facts(self, row: QueueRow, columns: list[_Column]) -> Text:
        cells = self._cells(row)
        return _joined((cells[c.heading], c) for c in columns)

    def _cells(self, row: QueueRow) -> dict[str, Text]:
        return {
            "act by": due_text(row.act_by, self._today),
            "pri": Text(str(row.priority)),
            "notice": Text(row.notice_code or NOT_READ, style="bold"),
            _NAME: Text(row.taxpayer or NOT_READ),
            "number": Text(row.tin_masked or NOT_READ),
            "period": Text(row.period or nothing(row)),
            "amount due": Text(money_text(row.amount_due) if row.amount_due is not None else nothing(row)),
            "queue": Text(row.queue),
            "id": Text(row.short_id, style="cyan"),
        }

    def _why(self, row: QueueRow, room: int) -> Iterator[Text]:
        """On one line if it fits, else the file on a line of its own; all below the second column."""
        why = Text.assemble(status_text(row.status), f"  {row.reason}" if row.reason else "")
        where = Text(f"{file_name(row.source.file)} {page_ranges(row.source.pages)}", style="dim")
        room = max(room - _INDENT, 20)
        both = Text.assemble(why, "  ", where)
        for text in (both,) if cell_len(both.plain) <= room else (why, where):
            for line in text.wrap(_CONSOLE, room, overflow="fold"):
                yield Text(" " * _INDENT) + line


_NAME = "taxpayer"
_HEADINGS = ("act by", "pri", "notice", _NAME, "number", "period", "amount due", "queue", "id")
_RIGHT = ("pri", "amount due")
_MOST = {_NAME: 40, "period": 24}
_INDENT = 12
_CONSOLE = Console(width=200)  # wrapping measures cells with it, nothing is printed


def _joined(cells: Iterator[tuple[Text, _Column]]) -> Text:
    line = Text(no_wrap=True, overflow="crop")
    for cell, column in cells:
        line += _fitted(cell, column) + Text(" " * _GAP)
    line.rstrip()
    return line


def _fitted(cell: Text, column: _Column) -> Text:
    """Exactly as wide as its column, cut with an ellipsis."""
    length = cell_len(cell.plain)
    if length > column.width:
        return Text(set_cell_size(cell.plain, column.width - 1) + "…", style=cell.style)
    blank = Text(" " * (column.width - length))
    return blank + cell if column.right else cell + blank
