"""Summaries down one column: labels with their amounts under them, or amounts before their words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from schemas.geometry import Box, overlap_y, overlaps, union

from .layout import Piece, Sheet, above, in_prose
from .rows import Row, Table, amounts_in, is_currency, only_amount, row_of, table_under
from .text import Run, run_of
from .values import FoundMoney

FEWEST = 3  # amounts that make a summary
_NEAR = 1.2  # heights of the amount up to its label
_EDGE = 6.0  # points by which left edges of one column differ
_NEXT = 3.0  # heights of the amount down to the next label, or to the next line of a list
_LETTERS, _LONGEST = 3, 60  # of a label
_INDENT = 40.0  # points by which a heading may begin further right


@dataclass(frozen=True, slots=True)
class _Pair:
    """`box` is around label and amount; `label` stands over the amount, or behind it."""

    label: Run
    run: Run
    money: FoundMoney
    box: Box


def stacks_of(sheet: Sheet, others: Sequence[Table]) -> tuple[Table, ...]:
    """The page's columns of labels over amounts, and its lists of amounts before words, from top to bottom. What
    `others` have is none of them: labels stand over amounts in tables of many columns too."""
    taken = [row.money_box for table in others for row in table.rows]
    found = []
    for pairs in (_stacked(sheet), _listed(sheet)):
        free = [p for p in pairs if not any(overlaps(p.box, box) for box in taken)]
        found += [_table(sheet, group) for group in _columns(free) if len(group) >= FEWEST]
    return tuple(sorted(found, key=lambda table: table.rows[0].box.y0))


def _stacked(sheet: Sheet) -> Iterator[_Pair]:
    """Amounts alone on their line under a label that begins where they do, with nothing beside either."""
    for piece in sheet.pieces:
        money = _alone(piece)
        over = next(iter(above(sheet, piece.box, _NEAR)), None) if money else None
        if money and over is not None and _is_label(sheet, over) and abs(over.box.x0 - piece.box.x0) <= _EDGE:
            yield _Pair(over.run, piece.run, money, union([over.box, piece.box]))


def _alone(piece: Piece) -> FoundMoney | None:
    money = only_amount(piece)
    return money if money and (money.cents or money.dollar) else None


def _is_label(sheet: Sheet, piece: Piece) -> bool:
    text = piece.run.tight
    worded = sum(map(str.isalpha, text)) >= _LETTERS and len(text) <= _LONGEST and not amounts_in(piece.run)
    return worded and not in_prose(sheet, piece)


def _listed(sheet: Sheet) -> Iterator[_Pair]:
    """Lines that begin with an amount and go on with a few words: "$120.00  penalty for paying late"."""
    for piece in sheet.pieces:
        money = amounts_in(piece.run)
        if len(money) != 1 or not money[0].cents or not is_currency(piece.run.tight[: money[0].start]):
            continue
        words = [w for w, start in zip(piece.run.words, piece.run.starts, strict=False) if start >= money[0].end]
        label = run_of(words)
        letters = sum(map(str.isalpha, label.tight))
        if letters >= _LETTERS and len(label.tight) <= _LONGEST and not label.text.rstrip().endswith((".", ",")):
            yield _Pair(label, piece.run, money[0], piece.box)


def _columns(pairs: Sequence[_Pair]) -> list[list[_Pair]]:
    """Pairs that follow each other on one left edge."""
    groups: list[list[_Pair]] = []
    for pair in sorted(pairs, key=lambda p: p.box.y0):
        home = next((g for g in reversed(groups) if _follows(g[-1], pair)), None)
        if home is None:
            groups.append([pair])
        else:
            home.append(pair)
    return groups


def _follows(upper: _Pair, lower: _Pair) -> bool:
    gap = lower.box.y0 - upper.box.y1
    near = -1.0 <= gap <= _NEXT * max(8.0, upper.run.box.height)
    return near and abs(upper.box.x0 - lower.box.x0) <= _EDGE and not overlap_y(upper.box, lower.box) > 1.0


def _table(sheet: Sheet, group: Sequence[_Pair]) -> Table:
    rows = [_row(sheet, pair) for pair in group]
    return table_under(sheet, rows, group[0].box.y0, group[0].box.x0 + _INDENT)


def _row(sheet: Sheet, pair: _Pair) -> Row:
    place = pair.run.span_box(pair.money.start, pair.money.end)
    return row_of(sheet, pair.label.text, pair.run, pair.money, box=pair.label.box, money_box=place)
