"""Summaries set as tiles: an amount, and in small type under it what it is for."""

from collections.abc import Iterator, Sequence

from schemas.geometry import overlap_y

from .layout import Piece, Sheet, above, below
from .tables import Row, Table, amounts_in, is_currency, role_of
from .text import plain
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
        money = _alone(piece)
        if money is None:
            continue
        label = next(iter(below(sheet, piece.box, _NEAR)), None)
        if label is not None and _is_label(sheet, label, piece):
            yield piece, money, label


def _alone(piece: Piece) -> FoundMoney | None:
    """The amount that is all that `piece` says."""
    text, found = piece.run.tight, amounts_in(piece.run)
    alone = len(found) == 1 and is_currency(text[: found[0].start]) and is_currency(text[found[0].end :])
    return found[0] if alone else None


def _is_label(sheet: Sheet, label: Piece, amount: Piece) -> bool:
    words = sum(c.isalpha() for c in label.run.tight)
    nearest = next(iter(above(sheet, label.box, _OVER)), None)
    return words >= 3 and label.box.height < _SMALLER * amount.box.height and nearest is amount


def _table(sheet: Sheet, group: Sequence[tuple[Piece, FoundMoney, Piece]]) -> Table:
    top = min(piece.box.y0 for piece, _, _ in group)
    over = [p for p in sheet.pieces if 0 < top - p.box.y1 < _HEADING and p.box.x0 <= group[0][0].box.x1]
    heading = max(over, key=lambda p: p.box.y1, default=None)
    return Table(
        tuple(_row(sheet, *tile) for tile in group), plain(heading.run.text) if heading else "", 1, sheet.page
    )


def _row(sheet: Sheet, amount: Piece, money: FoundMoney, label: Piece) -> Row:
    return Row(
        label=label.run.text,
        amount=money.value,
        raw=amount.run.span_text(money.start, money.end),
        role=role_of(label.run.text),
        page=sheet.page,
        box=label.box,
        money_box=amount.box,
        confidence=amount.run.span_confidence(money.start, money.end),
        repaired=money.repaired,
    )
