"""Tables with one column a tax period: the periods side by side, under them their forms, a row for each figure."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from schemas.geometry import Box, union

from .layout import Piece, Sheet, row_run
from .number_text import FoundPeriod, find_periods
from .periodcells import Cell, PeriodRow, cell_of, form_in
from .text import Run, run_of
from .values import find_money

FEWEST = 2  # periods; one alone beside its label is a fact of the header
_ALIGNED = 9.0  # points between the right edges of a column
_PITCH = 2.4  # line heights from a row down to the next
_LETTERS = 3


@dataclass(slots=True)
class _Column:
    """A period with what was found under it so far."""

    period: FoundPeriod
    head: Piece
    form: str | None = None
    cells: list[Cell] = field(default_factory=list)

    @property
    def box(self) -> Box:
        return self.head.box


def period_columns(sheet: Sheet) -> tuple[PeriodRow, ...]:
    """A record for each column that a period heads, where each has its form and amounts: years and days that head
    other tables have no forms under them."""
    found: list[PeriodRow] = []
    for number, row in enumerate(sheet.rows):
        columns = _columns(row)
        if columns and _filled(columns, sheet.rows[number + 1 :]):
            found += [_record(sheet, column) for column in columns]
    return tuple(found)


def _columns(row: Sequence[Piece]) -> list[_Column]:
    """The periods of a row that begins with words and has nothing but words behind the periods."""
    columns = [_Column(period, piece) for piece in row if (period := _period_alone(piece))]
    if len({column.period.period_end for column in columns}) != len(columns) or len(columns) < FEWEST:
        return []
    first, last = columns[0].head.box.x0, columns[-1].head.box.x0
    heads = [column.head for column in columns]
    label = [p for p in row if p.box.x0 < first]
    others = [p for p in row if p not in heads and p.box.x0 > first]
    worded = any(sum(map(str.isalpha, p.run.tight)) >= _LETTERS for p in label)
    beside = all(p.box.x0 > last and not any(map(str.isdigit, p.run.tight)) for p in others)
    return columns if worded and beside else []


def _period_alone(piece: Piece) -> FoundPeriod | None:
    text = piece.run.tight
    found = find_periods(text) if any(map(str.isdigit, text)) else []
    whole = len(found) == 1 and found[0].start == 0 and found[0].end == len(text)
    return found[0] if whole else None


def _filled(columns: Sequence[_Column], below: Sequence[Sequence[Piece]]) -> bool:
    """Puts into `columns` what stands under them; whether each has a form and amounts."""
    foot, label = columns[0].box, ""
    for row in below:
        run = row_run(row)
        if run.box.y0 - foot.y1 > _PITCH * columns[0].box.height:
            break
        forms = [_form_under(run, column.box) for column in columns]
        money = find_money(run.tight, breaks=run.starts)
        placed = [
            (c, m, box) for m in money for box in [run.span_box(m.start, m.end)] for c in columns if _under(box, c)
        ]
        if all(forms):
            for column, form in zip(columns, forms, strict=True):
                column.form = column.form or form
            label = ""
        elif placed:
            label = f"{label} {_words_left_of(run, min(box.x0 for _, _, box in placed))}".strip()
            for column, amount, box in placed:
                column.cells.append(cell_of(label, amount.value, box))
            label = ""
        elif run.box.x0 < columns[0].box.x0:
            if any(column.box.x0 < p.box.x1 and p.box.x0 < column.box.x1 for p in row for column in columns):
                break
            label = f"{label} {_words_left_of(run, columns[0].box.x0)}".strip()
        else:
            continue  # beside the table
        foot = run.box
    return all(column.form and column.cells for column in columns)


def _form_under(run: Run, head: Box) -> str | None:
    own = [w.text for w in run.words if abs(w.box.x1 - head.x1) <= _ALIGNED]
    return form_in(own[0]) if len(own) == 1 else None


def _under(box: Box, column: _Column) -> bool:
    return abs(box.x1 - column.box.x1) <= _ALIGNED


def _words_left_of(run: Run, x: float) -> str:
    return run_of(w for w in run.words if w.box.x1 <= x).text.strip(" .:_-$")


def _record(sheet: Sheet, column: _Column) -> PeriodRow:
    period, run = column.period, column.head.run
    return PeriodRow(
        form=column.form,
        period=(period.period_end, period.year_only),
        cells=tuple(column.cells),
        page=sheet.page,
        box=union([column.box, *(cell.box for cell in column.cells)]),
        raw=run.text,
        confidence=run.span_confidence(period.start, period.end),
        repaired=period.repaired,
    )
