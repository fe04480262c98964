"""A table of tax periods and what they come to, each head with a line of its own below, the result over two lines."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from samples import fonts
from samples.blocks import Grid
from samples.flow import Flow
from samples.fonts import Family
from samples.sheet import Rule, Sheet

_LARGEST, _SMALLEST = 10.0, 6.5
_YEAR, _PERIOD = 44.0, 88.0  # least and greatest width of the first column; more than one period wraps there


@dataclass(frozen=True, slots=True)
class _Columns:
    """Edges of the columns and the size of the letters; the first `texts` columns are not figures."""

    edges: tuple[float, ...]
    size: float
    texts: int

    def cells(self, sheet: Sheet, y: float, row: Sequence[str], font: str, *, start: int = 0, last: str = "") -> None:
        """The cells of a row from column `start`, the last one in the font `last`."""
        for n, text in list(enumerate(row))[start:]:
            own = last if last and n == len(row) - 1 else font
            if n < self.texts:
                sheet.text(self.edges[n], y, text, own, self.size)
            else:
                sheet.text(self.edges[n + 1] - 6, y, text, own, self.size, align="r")


def _columns(grid: Grid, family: Family, x: float, room: float, texts: int) -> _Columns:
    """Columns as wide as they need, what is left over shared out; smaller letters where there are many."""
    size = _LARGEST
    while True:
        need = []
        for n, head in enumerate(grid.head):
            cells = [row[n] for row in grid.rows] + ([grid.total[n]] if grid.total and n >= texts else [])
            cell = max(fonts.width(text, family.bold, size) for text in cells)
            word = max(fonts.width(text, family.bold, size) for text in head.split())
            need.append(max(min(max(cell, _YEAR), _PERIOD) if n == 0 else cell, word) + 9)
        if sum(need) <= room or size <= _SMALLEST:
            break
        size -= 0.2
    spare = max(room - sum(need), 0) / len(need)
    return _Columns(tuple(accumulate((wide + spare for wide in need), initial=x)), size, texts)


def draw(out: Flow, grid: Grid, title: str, *, x: float, room: float, texts: int) -> None:
    """The title in the middle, heads, rows and total; the first `texts` columns are not figures.

    Without a total the last column of the rows is the result.
    """
    family, c = out.type.family, _columns(grid, out.type.family, x, room, texts)
    sheet, pitch = out.sheet, c.size + 2
    rooms = [right - left - 8 for left, right in pairwise(c.edges)]
    heads = [fonts.wrap(head, family.bold, c.size, room) for head, room in zip(grid.head, rooms, strict=True)]
    firsts = [fonts.wrap(row[0], family.regular, c.size, rooms[0]) for row in grid.rows]
    tall = max(len(head) for head in heads)
    out.y += 3
    out.need(30 + pitch * (tall + sum(map(len, firsts)) + 2) + 3 * len(firsts))
    sheet.text(x + room / 2, out.y, title, family.bold, 11, align="c")
    out.y += 17
    for k in range(tall):
        c.cells(sheet, out.y, [([""] * (tall - len(head)) + head)[k] for head in heads], family.bold)
        out.y += pitch
    for left, right in pairwise(c.edges):
        sheet.add(Rule(left, out.y - pitch + 4, right - 6, out.y - pitch + 4, 0.5))
    out.y += 5
    for row, first, ids in zip(grid.rows, firsts, grid.ids, strict=False):
        out.y = sheet.lines(c.edges[0], out.y, first, family.regular, c.size, pitch=pitch)
        c.cells(sheet, out.y - pitch, row, family.regular, start=1, last="" if grid.total else family.bold)
        _note(sheet, ids)
        out.y += 3
    if grid.total:
        sheet.text(c.edges[0], out.y + 2, grid.total[0], family.bold, c.size)
        c.cells(sheet, out.y + 2, grid.total, family.bold, start=c.texts)
        _note(sheet, grid.ids[-1])
        out.y += pitch + 5
    for low in (out.y - pitch + 1, out.y - pitch + 3):
        sheet.add(Rule(c.edges[-2], low, c.edges[-1] - 6, low, 0.5))
    out.y += 12


def _note(sheet: Sheet, ids: Sequence[str]) -> None:
    for key in ids:
        sheet.note(key)
