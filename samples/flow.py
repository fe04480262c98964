"""Text running down a column and over pages."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from schemas.geometry import Box

from . import fonts
from .blocks import Block, Bullets, Grid, Para, Sub
from .fonts import Family
from .sheet import Area, Rule, Sheet

_GRID_SMALLEST = 6.0


@dataclass(frozen=True, slots=True)
class Type:
    """Typeface, size and line pitch of running text; `gap` between blocks. All in points."""

    family: Family
    size: float
    pitch: float
    gap: float = 5.0
    sub_size: float = 0.0  # of bold lines above paragraphs; 0 is the text's own
    bullet: str = "•"
    indent: float = 9.0


@dataclass
class Flow:
    """A column `width` wide from `x`. `y` is the next baseline; a line that would come below `bottom` breaks.

    `on_break` begins a new page and sets `y` anew. `wide_x` and `wide_width` are where wide tables go.
    """

    sheet: Sheet
    type: Type
    x: float
    width: float
    y: float
    bottom: float
    on_break: Callable[["Flow"], None]
    wide_x: float | None = None
    wide_width: float | None = None

    def line(self, text: str, font: str, size: float, x: float | None = None, pitch: float | None = None) -> None:
        self.need(0)
        self.sheet.text(self.x if x is None else x, self.y, text, font, size)
        self.y += pitch or self.type.pitch

    def need(self, more: float) -> None:
        """Breaks the page unless `more` points below the next baseline are still free."""
        if self.y + more > self.bottom:
            self.on_break(self)

    def blocks(self, blocks: Sequence[Block]) -> None:
        for block in blocks:
            self.block(block)

    def block(self, block: Block) -> None:
        t = self.type
        if isinstance(block, Para):
            self.para(block.text, t.family.bold if block.bold else t.family.regular)
        elif isinstance(block, Sub):
            size = t.sub_size or t.size
            self.need(3 * t.pitch)
            for line in fonts.wrap(block.text, t.family.bold, size, self.width):
                self.line(line, t.family.bold, size, pitch=t.pitch + (size - t.size))
        elif isinstance(block, Bullets):
            self.bullets(block)
        else:
            self.grid(block)
            self.y += t.gap

    def para(self, text: str, font: str) -> None:
        for line in fonts.wrap(text, font, self.type.size, self.width):
            self.line(line, font, self.type.size)
        self.y += self.type.gap

    def bullets(self, block: Bullets) -> None:
        t = self.type
        for item in block.items:
            indent = t.indent + (4 if block.boxes else 0)
            for n, line in enumerate(fonts.wrap(item, t.family.regular, t.size, self.width - indent)):
                self.need(0)
                if n == 0 and block.boxes:
                    self.sheet.add(Area(Box(self.x, self.y - 7, self.x + 7.5, self.y + 0.5)))
                elif n == 0:
                    self.sheet.text(self.x, self.y, t.bullet, t.family.regular, t.size)
                self.line(line, t.family.regular, t.size, x=self.x + indent)
        self.y += t.gap

    def grid(self, grid: Grid) -> None:
        draw_grid(self, grid)


@dataclass(frozen=True, slots=True)
class _Columns:
    size: float
    edges: tuple[float, ...]  # left edge of each column, and the right edge of the last


def _fit(grid: Grid, family: Family, size: float, x: float, room: float) -> _Columns:
    """Columns as wide as their cells, the rest shared out; a smaller size where they don't fit."""
    while True:
        need = []
        for i, head in enumerate(grid.head):
            cells = [row[i] for row in grid.rows]
            spans = grid.total and not any(grid.total[1:2])
            if grid.total and not (i == 0 and spans):
                cells.append(grid.total[i])
            wide = max(fonts.width(c, family.bold, size) for c in cells)
            longest = max(fonts.width(w, family.bold, size) for w in head.split() or [""])
            need.append(max(wide, longest) + 8)
        if sum(need) <= room or size <= _GRID_SMALLEST:
            break
        size -= 0.25
    spare = max(room - sum(need), 0) / len(need)
    edges = [x]
    for n in need:
        edges.append(edges[-1] + n + spare)
    return _Columns(size, tuple(edges))


def draw_grid(flow: Flow, grid: Grid) -> None:
    """Head, rule, rows, rule and total. A table that doesn't fit below begins on the next page."""
    t = flow.type
    x = flow.wide_x if grid.wide and flow.wide_x is not None else flow.x
    room = flow.wide_width if grid.wide and flow.wide_width is not None else flow.width
    columns = _fit(grid, t.family, t.size, x, room)
    pitch = columns.size + 3
    heads = [
        fonts.wrap(h, t.family.bold, columns.size, columns.edges[i + 1] - columns.edges[i] - 4)
        for i, h in enumerate(grid.head)
    ]
    tall = max(len(h) for h in heads)
    flow.need((tall + len(grid.rows) + 1) * pitch + 6)
    for n in range(tall):
        row = tuple(h[n - tall + len(h)] if n - tall + len(h) >= 0 else "" for h in heads)
        _row(flow, grid, columns, row, t.family.bold)
        flow.y += pitch
    _line(flow, columns, flow.y - pitch + 4)
    flow.y += 2
    for i, cells in enumerate(grid.rows):
        _note(flow.sheet, grid, i)
        _row(flow, grid, columns, cells, t.family.regular)
        flow.y += pitch
    if grid.total:
        _line(flow, columns, flow.y - pitch + 4)
        flow.y += 2
        _note(flow.sheet, grid, len(grid.rows))
        _row(flow, grid, columns, grid.total, t.family.bold)
        flow.y += pitch


def _note(sheet: Sheet, grid: Grid, row: int) -> None:
    for key in grid.ids[row] if row < len(grid.ids) else ():
        sheet.note(key)


def _row(flow: Flow, grid: Grid, columns: _Columns, cells: Sequence[str], font: str) -> None:
    for i, cell in enumerate(cells):
        left, right = columns.edges[i], columns.edges[i + 1]
        if i < len(grid.right) and grid.right[i]:
            flow.sheet.text(right - 2, flow.y, cell, font, columns.size, align="r")
        else:
            flow.sheet.text(left + 1, flow.y, cell, font, columns.size)


def _line(flow: Flow, columns: _Columns, y: float) -> None:
    flow.sheet.add(Rule(columns.edges[0], y, columns.edges[-1], y, 0.5))


def smaller(type_: Type, by: float) -> Type:
    """The same type, `by` points smaller and tighter."""
    return replace(type_, size=type_.size - by, pitch=type_.pitch - by)
