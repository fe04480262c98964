"""Summaries set as tiles: an amount, and in small type under it what it is for."""

from collections.abc import Iterator, Sequence

from schemas.geometry import overlap_y

from .layout import Piece, Sheet, above, below
from .rows import Table, only_amount, row_of, table_under
from .values import FoundMoney

FEWEST = 3  # tiles that make a summary
_NEAR = 1.6  # heights of the amount down to its label
_OVER = 3.0  # heights of the label up to its amount
_SMALLER = 0.95
_HEADING = 40.0  # points above the first tile
_ROW = 60.0  # points from a row of tiles to the next


def tiles_of(sheet: Sheet) -> tuple[Table, ...]:
    """The page's tiles as a table in reading order; none where fewer than three stand together."""
    tiles = sorted(_tiles(sheet), key=lambda tile: (round(tile[0].box.cy / 6), tile[0].box.x0))
    groups: list[list[tuple[Piece, FoundMoney, Piece]]] = []
    for tile in tiles:
        if groups and tile[0].box.y0 - groups[-1][-1][0].box.y1 < _ROW:
            groups[-1].append(tile)
        else:
            groups.append([tile])
    return tuple(_table(sheet, group) for group in groups if len(group) >= FEWEST and _side_by_side(group))


def _side_by_side(group: Sequence[tuple[Piece, FoundMoney, Piece]]) -> bool:
    """Tiles stand beside each other; amounts one under the other are a column."""
    first, second = group[0][0].box, group[1][0].box
    return overlap_y(first, second) > 0.5 * min(first.height, second.height)


def _tiles(sheet: Sheet) -> Iterator[tuple[Piece, FoundMoney, Piece]]:
    for piece in sheet.pieces:
        money = only_amount(piece)
        if money is None:
            continue
        label = next(iter(below(sheet, piece.box, _NEAR)), None)
        if label is not None and _is_label(sheet, label, piece):
            yield piece, money, label


def _is_label(sheet: Sheet, label: Piece, amount: Piece) -> bool:
    words = sum(c.isalpha() for c in label.run.tight)
    nearest = next(iter(above(sheet, label.box, _OVER)), None)
    return words >= 3 and label.box.height < _SMALLER * amount.box.height and nearest is amount


def _table(sheet: Sheet, group: Sequence[tuple[Piece, FoundMoney, Piece]]) -> Table:
    rows = [
        row_of(sheet, label.run.text, piece.run, money, box=label.box, money_box=piece.box)
        for piece, money, label in group
    ]
    return table_under(sheet, rows, min(piece.box.y0 for piece, _, _ in group), group[0][0].box.x1)
