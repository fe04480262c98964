"""Summary tables: rows of a label and an amount, and tables with one row a tax period."""

import re
from collections.abc import Sequence
from dataclasses import replace

from schemas.geometry import Box, overlap_y, union

from .entries import Entry, Line, without_running_balance
from .layout import Piece, Sheet, above
from .roles import role_file
from .rows import Table, amounts_in, is_currency, row_of
from .stamps import in_small_letters
from .text import Run, plain, run_of
from .values import FoundMoney, find_dates, find_money

# Points. Amounts of a table end on one line, labels begin on one (an indent is forgiven).
RIGHT_EDGE_SLACK = 9.0
LABEL_END_SLACK = 3.0
LEFT_EDGE_SLACK = 22.0
WIDEST_GAP = 520.0
ROW_PITCHES = 3.4


def tables_of(sheet: Sheet) -> tuple[Table, ...]:
    """Every table of labelled amounts on the page, from top to bottom."""
    lines = [line for piece in sheet.pieces if (line := _line(sheet, piece))]
    groups: list[list[Line]] = []
    for line in sorted(lines, key=lambda ln: ln.money_box.y0):
        home = next((g for g in reversed(groups) if _belongs(g[-1], line)), None)
        if home is None:
            groups.append([line])
        else:
            home.append(line)
    return tuple(_table(sheet, without_running_balance(group)) for group in groups)


def _belongs(before: Line, line: Line) -> bool:
    height = max(before.money_box.height, line.money_box.height, 8.0)
    if line.money_box.y0 - before.money_box.y1 > ROW_PITCHES * height:
        return False
    if abs(before.money_box.x1 - line.money_box.x1) > RIGHT_EDGE_SLACK:
        return False
    if abs(before.box.x0 - line.box.x0) <= LEFT_EDGE_SLACK:
        return True
    if before.label_ends is None or line.label_ends is None:
        return False
    return abs(before.label_ends - line.label_ends) <= LABEL_END_SLACK  # labels set flush right


def _line(sheet: Sheet, piece: Piece) -> Line | None:
    """The row that ends with the amount in `piece`."""
    money = amounts_in(piece.run)
    if not money:
        return None
    last = money[-1]
    if not is_currency(piece.run.tight[last.end :]) or any(p for p in sheet.pieces if _continues_right(piece, p)):
        return None
    head = piece.run.tight[: money[0].start]
    last = _signed(last, head) if len(money) == 1 else last
    shown = piece.run.tight[last.start : last.end]
    figures = len(shown.rstrip("cr-"))  # what marks a credit stands right of the column
    money_box = piece.run.span_box(last.start, last.start + figures)
    if not is_currency(head):
        label = run_of(piece.run.words[: piece.run.word_at(money[0].start - 1) + 1])
        return Line(label, piece.box, last, piece.run, money_box, len(money), _entry_in(piece, money[-2:-1]))
    left = _left_of(sheet, piece)
    columns = len(money)
    while left and (_is_mark(left) or _is_stamp_between(sheet, left) or _is_day_between(sheet, left)):
        left = _left_of(sheet, left)  # past leader dots that were read as a piece of their own, and past a stamp
    entry = _entry_in(piece, money[-2:-1])
    while left and _is_amounts(left):
        columns += 1
        entry = entry or _entry_in(left, amounts_in(left.run)[-1:])
        left = _left_of(sheet, left)
    if left is None or not (_letters(left.run) or _is_day(left.run) or _ends_day(sheet, left)):
        return None
    words, begins = left.run, left.box
    before = _left_of(sheet, left)
    if before and _letters(before.run) and left.box.x0 - before.box.x1 < _TOUCHES * left.box.height:
        words, begins = run_of((*before.run.words, *left.run.words)), before.box  # a label in two pieces
    box = union([begins, piece.box])
    return Line(words, box, last, piece.run, money_box, columns, entry, left.box.x1)


_TOUCHES = 0.4  # heights between two pieces of one label


def _entry_in(piece: Piece, money: Sequence[FoundMoney]) -> Entry | None:
    if not money:
        return None
    return Entry(money[0], piece.run, piece.run.span_box(money[0].start, money[0].end))


def _is_mark(piece: Piece) -> bool:
    """Leaders, or the currency's sign in a column of its own, as a fax may leave it."""
    return piece.run.tight == "s" or not any(c.isalnum() for c in piece.run.tight)


def _is_stamp_between(sheet: Sheet, piece: Piece) -> bool:
    """A word in capitals between a label and its amount on a page of small letters: "Amount you owed  REIVED"."""
    over = piece.run.text.isupper() and _letters(piece.run)
    label = _left_of(sheet, piece) if over else None
    return label is not None and _letters(label.run) and not label.run.text.isupper() and in_small_letters(sheet)


def _is_day_between(sheet: Sheet, piece: Piece) -> bool:
    """A day, or figures of one, with the row's label left of it: a stamp's "JUL 11 2026" across the row."""
    days = find_dates(piece.run.tight)
    whole = len(days) == 1 and days[0].start == 0 and not piece.run.tight[days[0].end :].strip(".·_-")
    label = _left_of(sheet, piece) if whole or _DAY_AND_YEAR.fullmatch(piece.run.text) else None
    return label is not None and _letters(label.run) and not amounts_in(label.run) and not find_dates(label.run.tight)


_DAY_AND_YEAR = re.compile(r"[0-3]?[0-9][ ,./-]+(?:19|20)[0-9]{2}[.·_-]*")


def _signed(money: FoundMoney, head: str) -> FoundMoney:
    """What stands before the currency's name says that the amount is taken off: "-US$5.00", "(USD 5.00)"."""
    taken_off = money.value > 0 and any(map(str.isalpha, head)) and is_currency(head) and head[0] in "-("
    return replace(money, value=-money.value) if taken_off else money


def _is_amounts(piece: Piece) -> bool:
    """Amounts without words: other columns of the row."""
    text, money = piece.run.tight, amounts_in(piece.run)
    return bool(money) and (not _letters(piece.run) or is_currency(text[: money[0].start] + text[money[-1].end :]))


def _is_day(run: Run) -> bool:
    """A day alone: the second line of "Total that must reach us by / 10/22/2019"."""
    days = find_dates(run.tight)
    return len(days) == 1 and days[0].start == 0 and days[0].end == len(run.tight)


def _ends_day(sheet: Sheet, piece: Piece) -> bool:
    """The year of a day that the line above begins: "Amount due, to be received by January 29, / 2018"."""
    if not _YEAR.fullmatch(piece.run.tight):
        return False
    over = next(iter(above(sheet, piece.box, _LABEL_PITCH)), None)
    return over is not None and bool(find_dates(over.run.tight + piece.run.tight))


_YEAR = re.compile(r"(?:del?)?(?:19|20)[0-9]{2}\.?")
_LABEL_PITCH = 1.2  # heights between the lines of a label


def _letters(run: Run) -> bool:
    return sum(c.isalpha() for c in run.tight) >= 3


def _continues_right(piece: Piece, other: Piece) -> bool:
    """Another amount follows on the row: `piece` is not its last column."""
    if other is piece or overlap_y(piece.box, other.box) < 0.5 * min(piece.box.height, other.box.height):
        return False
    if not piece.box.x1 <= other.box.x0 < piece.box.x1 + 160:
        return False
    money = find_money(other.run.tight)  # a sentence of the next column may begin with an amount
    return bool(money) and len(other.run.tight) - (money[-1].end - money[0].start) <= 3


def _left_of(sheet: Sheet, piece: Piece) -> Piece | None:
    near = [
        p
        for p in sheet.pieces
        if p is not piece
        and p.box.x1 <= piece.box.x0 + 4
        and piece.box.x0 - p.box.x1 <= WIDEST_GAP
        and overlap_y(p.box, piece.box) >= 0.5 * min(p.box.height, piece.box.height)
    ]
    return max(near, key=lambda p: p.box.x1, default=None)


def _table(sheet: Sheet, lines: Sequence[Line]) -> Table:
    rows = []
    above: Box | None = None
    for line in lines:
        label = _whole_label(sheet, line, above)
        above = line.box
        text = label.strip(" .,:;·_-")  # of leaders too, however they were read
        rows.append(row_of(sheet, text, line.run, line.money, box=line.box, money_box=line.money_box))
    columns = max(line.columns for line in lines)
    return Table(tuple(rows), _heading(sheet, lines[0]), columns, sheet.page)


def _whole_label(sheet: Sheet, line: Line, above: Box | None) -> str:
    """The label with the first lines that are set above it ("Failure-to-pay estimated tax / penalty")."""
    text = line.label.text if line.label else ""
    top = line.box
    for _ in range(2):
        year = bool(_YEAR.fullmatch("".join(text.split())))
        over = _line_over(sheet, top, line, _LABEL_PITCH if year else _CLOSE)
        if over is None or (above and over.box.cy <= above.y1 + 1) or not (year or _may_wrap(over.run, text)):
            break
        text = f"{over.run.text} {text}"
        top = over.box
    return text


_CLOSE = 0.55  # heights between the lines of a label that is set close


def _line_over(sheet: Sheet, box: Box, line: Line, reach: float) -> Piece | None:
    near = [
        p
        for p in sheet.pieces
        if -2 <= box.y0 - p.box.y1 <= reach * p.box.height
        and abs(p.box.x0 - line.box.x0) <= 12
        and p.box.x1 < line.money_box.x0
    ]
    return max(near, key=lambda p: p.box.y1, default=None)


def _may_wrap(over: Run, text: str) -> bool:
    """A first line has no amount and no end; the second goes on in lower case or with a date."""
    if find_money(over.tight, breaks=over.starts) or over.text.rstrip().endswith((".", ":")):
        return False
    if plain(over.text) in role_file()[1]:
        return False
    goes_on = text[:1].islower() or text[:1] in "(" or bool(find_dates(plain_dates(text))[:1])
    return goes_on or over.text.rstrip().endswith((",", " to", " and", " of", " by", "-"))


def plain_dates(text: str) -> str:
    """`text` in the form that dates are looked for in."""
    return run_of(()).tight if not text else "".join(text.lower().split())


def _heading(sheet: Sheet, first: Line) -> str:
    """The nearest text above the first row, within five line heights."""
    near = [
        p
        for p in sheet.pieces
        if 0 <= first.box.y0 - p.box.y1 <= 5 * max(first.money_box.height, 9)
        and p.box.x1 > first.box.x0 - 12
        and p.box.x0 < first.money_box.x1
    ]
    if not near:
        return ""
    lowest = max(near, key=lambda p: p.box.y1)
    row = [p for p in near if overlap_y(p.box, lowest.box) > 0.4 * lowest.box.height]
    return "".join(p.run.plain for p in sorted(row, key=lambda p: p.box.x0))
