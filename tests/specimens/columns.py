"""Text columns: paragraphs, bold lines, bullets and tables one below the other; sections with their label beside."""

from collections.abc import Sequence
from dataclasses import dataclass

from .desk import Desk
from .fonts import BOLD, PLAIN
from .layout import Block, Grid, Row, Section, Summary

INDENT = 0.13
BULLETS = ("•", "-", "–")
HAIRLINE = 0.35
RULE_ABOVE = 0.035  # a table row's hairline stands this high above the next row


@dataclass(frozen=True)
class Column:
    """A column of blocks from `x` to `edge`, `between` inches from paragraph to paragraph.

    Every method takes a height and returns the one below.
    """

    desk: Desk
    x: float
    edge: float
    between: float

    def set(self, y: float, blocks: Sequence[Block]) -> float:
        for number, block in enumerate(blocks):
            lead = 0.06 if number and block.h is not None else 0.0
            y = self._block(y + lead, block)
        return y

    def _block(self, y: float, block: Block) -> float:
        lines, style, x = self.desk.lines, self.desk.style, self.x
        if block.gap is not None:
            return y + block.gap
        if block.h is not None:
            return lines(x, y, block.h, font=BOLD)
        if block.big is not None:
            return lines(x, y + 0.04, block.big, pitch=0.19, size=style.label_size, font=BOLD) + 0.03
        if block.bold is not None:
            return lines(x, y, block.bold, pitch=style.size / 69, font=BOLD) + 0.06
        if block.small is not None:
            return lines(x, y, block.small, size=style.size * 0.85, font=BOLD) + self.between
        if block.t is not None:
            return self._grid(y + 0.03, block.t)
        if block.i is not None:
            return lines(x + INDENT, y, block.i) + 0.02
        if block.p is not None:
            return lines(x, y, block.p) + self.between
        return self._items(y, block.b, 0.0) if block.b else self._items(y, block.s, INDENT)

    def _items(self, y: float, refs: Sequence[str], indent: float) -> float:
        sheet, style = self.desk.sheet, self.desk.style
        for ref in refs:
            mark, lines = bullet(self.desk.text.pick(ref))
            sheet.text(self.x + indent, y, mark, style.size)
            y = sheet.lines(self.x + indent + INDENT, y, lines, style.pitch, size=style.size)
        return y + (0.03 + self.between) / 2

    def _grid(self, y: float, grid: Grid) -> float:
        if grid.head:
            y = self._row(y, grid.head, grid, BOLD)
        for row in grid.rows:
            y = self._row(y, row, grid, PLAIN)
        if grid.total:
            y = self._row(y, grid.total, grid, BOLD)
        return y + 0.06

    def _row(self, y: float, row: Row, grid: Grid, font: str) -> float:
        sheet, style = self.desk.sheet, self.desk.style
        for number, (cell, at) in enumerate(zip(row, grid.at, strict=True)):
            if cell is not None:
                draw = sheet.right if number and grid.right else sheet.text
                draw(self.x + at, y, self.desk.text.one(cell), style.size, font)
        if not grid.ruled:
            return y + style.pitch
        edge = self.x + grid.at[-1] + 0.02 if grid.right else self.edge
        sheet.rule(self.x, edge, y + style.row - RULE_ABOVE, HAIRLINE)
        return y + style.row


def bullet(lines: Sequence[str]) -> tuple[str, list[str]]:
    """The bullet mark that the first of `lines` is or begins with, and the lines without it."""
    first, _, rest = lines[0].partition(" ")
    if first not in BULLETS:
        return "", list(lines)
    return first, [*([rest] if rest else []), *lines[1:]]


def set_sections(column: Column, y: float, sections: Sequence[Section]) -> float:
    """Each section below a rule across the page, its label bold in the left column."""
    desk, style = column.desk, column.desk.style
    for section in sections:
        desk.sheet.rule(style.left, style.edge, y - 0.07, 1.0)
        below = y
        if section.label is not None:
            below = desk.lines(style.left + 0.02, y, section.label, pitch=0.19, size=style.label_size, font=BOLD)
        y = max(below, column.set(y, section.body)) + 0.16
    return y


def set_summary(column: Column, y: float, summary: Summary) -> float:
    """The billing table: labels left, amounts right, a hairline below each row, the total bold."""
    desk, sheet, style = column.desk, column.desk.sheet, column.desk.style
    desk.lines(column.x, y, summary.head, size=style.size + 1, font=BOLD)
    y += 0.24
    rows = [(*row, PLAIN) for row in summary.rows]
    if summary.total:
        rows.append((*summary.total, BOLD))
    for label, value, font in rows:
        sheet.rule(column.x, column.edge, y - RULE_ABOVE, HAIRLINE)
        bottom = desk.lines(column.x + summary.indent, y, label, font=font)
        sheet.right(style.value_edge, bottom - style.pitch, desk.text.one(value), style.size, font)
        y = bottom + style.row - style.pitch
    sheet.rule(column.x, column.edge, y - RULE_ABOVE, HAIRLINE)
    return y
