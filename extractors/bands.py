"""Summaries that lie on their side: small labels beside each other, and under each of them its amount."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from schemas.geometry import Box, overlaps, union
from schemas.notice import AmountRole
from schemas.reading import Word

from .layout import Piece, Sheet, row_run
from .rows import Row, Table, amounts_in, is_currency, row_of, table_under
from .text import Run, run_of
from .values import FoundMoney

SURE = 3  # amounts beside each other that make a summary whatever their labels say; fewer need labels that are known
_NEAR = 2.4  # heights of the amount up to its label
_LINE = 0.5  # heights of a label's line up to the line before it
_MOST_LINES, _LETTERS = 3, 3
_MIDDLE, _EDGE = 10.0, 8.0  # points by which the middles, and the edges, of a label and its amount may differ
_NEXT = 30.0  # points from the amounts of a band down to the labels of the next
_GRID = 1.5  # heights down to the next row of amounts, which makes a table of it


@dataclass(frozen=True, slots=True)
class _Band:
    """Rows from left to right. `top`: where the labels begin; `foot`: where the amounts end."""

    rows: tuple[Row, ...]
    top: float
    foot: float


def bands_of(sheet: Sheet) -> tuple[Table, ...]:
    """The page's summaries of labels over amounts, bands under each other as one table in reading order."""
    groups: list[list[_Band]] = []
    for band in _bands(sheet):
        if groups and _goes_on(sheet, groups[-1][-1], band):
            groups[-1].append(band)
        else:
            groups.append([band])
    return tuple(table for group in groups if _is_told(table := _table(sheet, group)))


def without_bands(tiles: Sequence[Table], bands: Sequence[Table]) -> tuple[Table, ...]:
    """The tables of tiles that are none of the bands: where bands follow each other, labels stand under amounts as
    well."""
    taken = [row.money_box for band in bands for row in band.rows]
    return tuple(t for t in tiles if not any(overlaps(r.money_box, box) for r in t.rows for box in taken))


def _is_told(table: Table) -> bool:
    return len(table.rows) >= SURE or all(row.role is not AmountRole.OTHER for row in table.rows)


def _goes_on(sheet: Sheet, above: _Band, band: _Band) -> bool:
    """Nothing else stands between the two."""
    near = 0 <= band.top - above.foot <= _NEXT
    return near and not any(above.foot < p.box.cy < band.top for p in sheet.pieces)


def _bands(sheet: Sheet) -> Iterator[_Band]:
    """Rows of nothing but amounts, each with its label above. What stands under amounts already is their label, as of
    tiles, not that of the next amounts."""
    unlabelled: float | None = None
    for number, row in enumerate(sheet.rows):
        run, money = _amounts(row)
        if not money:
            continue
        band = None if _is_grid(sheet, number, len(money)) else _band(sheet, number, run, money)
        if band is not None and unlabelled is not None and 0 <= band.top - unlabelled <= _NEXT:
            band = None
        if band is None:
            unlabelled = run.box.y1
        else:
            yield band


def _amounts(row: Sequence[Piece]) -> tuple[Run, list[FoundMoney]]:
    """The amounts of a row that holds two or more and nothing else."""
    if not any(any(map(str.isdigit, p.run.tight)) for p in row):
        return run_of(()), []
    run = row_run(row)
    money = amounts_in(run)
    ends = [0, *(m.end for m in money)]
    starts = [*(m.start for m in money), len(run.tight)]
    alone = all(is_currency(run.tight[end:start]) for end, start in zip(ends, starts, strict=True))
    return run, money if alone and len(money) > 1 and all(m.cents or m.dollar for m in money) else []


def _is_grid(sheet: Sheet, number: int, columns: int) -> bool:
    """More amounts stand in the row right under this one: a table of many rows, whose headings these labels are."""
    box = _box(sheet.rows[number])
    for row in sheet.rows[number + 1 :]:
        if _box(row).y0 - box.y1 > _GRID * box.height:
            return False
        run = row_run(row)
        if len(amounts_in(run)) >= min(columns, 2):
            return True
    return False


def _band(sheet: Sheet, number: int, run: Run, money: Sequence[FoundMoney]) -> _Band | None:
    boxes = [run.span_box(m.start, m.end) for m in money]
    labels = [run_of(words) for words in _labels(sheet, number, boxes)]
    if not all(_is_label(label, box) for label, box in zip(labels, boxes, strict=True)):
        return None
    cells = zip(money, labels, boxes, strict=True)
    rows = tuple(row_of(sheet, label.text, run, m, box=label.box, money_box=box) for m, label, box in cells)
    return _Band(rows, min(label.box.y0 for label in labels), run.box.y1)


def _labels(sheet: Sheet, number: int, boxes: Sequence[Box]) -> list[list[Word]]:
    """The words over each amount, from the top line down."""
    lines: list[Sequence[Piece]] = []
    top, reach = _box(sheet.rows[number]).y0, _NEAR * max(8.0, *(box.height for box in boxes))
    for row in reversed(sheet.rows[:number]):
        box = _box(row)
        if len(lines) == _MOST_LINES or box.y1 > top + 1 or top - box.y1 > reach or _holds_money(row):
            break
        lines.insert(0, row)
        top, reach = box.y0, _LINE * box.height
    found: list[list[Word]] = [[] for _ in boxes]
    for piece in (piece for line in lines for piece in line):
        own = [n for n, box in enumerate(boxes) if _aligned(piece.box, box)]
        for word in piece.segment.words:  # labels may have been read as one
            found[own[0] if len(own) == 1 else _nearest(word.box, boxes)].append(word)
    return found


def _holds_money(row: Sequence[Piece]) -> bool:
    return any(amounts_in(p.run) for p in row)


def _nearest(word: Box, boxes: Sequence[Box]) -> int:
    return min(range(len(boxes)), key=lambda n: abs(boxes[n].cx - word.cx))


def _is_label(label: Run, amount: Box) -> bool:
    """Words over the amount: on its middle or on one of its edges."""
    return sum(map(str.isalpha, label.tight)) >= _LETTERS and _aligned(label.box, amount)


def _aligned(label: Box, amount: Box) -> bool:
    edges = min(abs(label.x0 - amount.x0), abs(label.x1 - amount.x1))
    return edges <= _EDGE or abs(label.cx - amount.cx) <= _MIDDLE


def _table(sheet: Sheet, group: Sequence[_Band]) -> Table:
    rows = [row for band in group for row in band.rows]
    return table_under(sheet, rows, group[0].top, rows[0].money_box.x1)


def _box(row: Sequence[Piece]) -> Box:
    return union(p.box for p in row)
