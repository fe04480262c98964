"""The figures of an assessment: a wide table with a row to a period and lettered heads, or sentences of a letter."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from samples import fonts
from samples.flow import Flow
from samples.fonts import HELVETICA
from samples.paper import Paper
from samples.periods import own_words
from samples.sheet import Area, Rule
from schemas.geometry import Box
from schemas.notice import TaxPeriod

_F = HELVETICA
_LARGEST, _SMALLEST, _HEADS, _CAPTION = 9.4, 8.0, 7.6, 10.4
_SHADE = 0.9
_FORM = {"en": "Form {}", "es": "Formulario {}"}


@dataclass(frozen=True, slots=True)
class _Entry:
    """An amount of the truth as the table or a sentence prints it."""

    id: str
    label: str
    text: str


@dataclass(frozen=True, slots=True)
class _Row:
    """A row of the table: the lines of its first cell, and its amounts."""

    first: tuple[str, ...]
    entries: tuple[_Entry, ...]
    bold: bool = False

    @property
    def words(self) -> list[str]:
        return " ".join(self.first).split() or [""]


def period_name(paper: Paper, period: TaxPeriod) -> str:
    own, end = own_words(period, paper.manner), period.period_end
    whole = paper.spec.scheme == "year" and period.kind == "year" and end.month == 12
    return own or (str(end.year) if whole else paper.manner.day(end))


def period_head(paper: Paper) -> str:
    return paper.words.header("year" if paper.spec.scheme == "year" else "period")


def _sums(paper: Paper, *, sign: bool) -> tuple[_Entry, ...]:
    """The rows of the notice; without `sign` only a total has its currency."""
    return tuple(
        _Entry(row.id, row.label.replace("\n", " "), paper.manner.money(row.amount, sign=sign or row.id == "total"))
        for row in paper.rows
    )


def _by_period(paper: Paper, *, sign: bool) -> list[tuple[_Entry, ...]]:
    """The amounts of each period; nothing where there is one period, or one sum for all of them."""
    if paper.detail is None or len(paper.periods) < 2:
        return []
    return [
        tuple(
            _Entry(key, paper.amounts[key][1], paper.manner.money(paper.amounts[key][2], sign=sign)) for key in keys
        )
        for keys in paper.detail.ids[: len(paper.periods)]
    ]


def _forms(paper: Paper, periods: Sequence[TaxPeriod]) -> tuple[str, ...]:
    forms = dict.fromkeys(period.form for period in periods if period.form)
    return tuple(_FORM[paper.manner.lang].format(form) for form in forms)


def _rows(paper: Paper) -> list[_Row]:
    """A row to a period and one with the sums of the columns; or a single row."""
    several = _by_period(paper, sign=False)
    if not several:
        names = tuple(dict.fromkeys(period_name(paper, period) for period in paper.periods))
        return [_Row((*names, *_forms(paper, paper.periods)), _sums(paper, sign=False))]
    rows = [
        _Row((period_name(paper, period), *_forms(paper, [period])), entries)
        for period, entries in zip(paper.periods, several, strict=True)
    ]
    return [*rows, _Row((paper.rows[-1].label.replace("\n", " "),), _sums(paper, sign=False), bold=True)]


def _columns(
    heads: Sequence[str], rows: Sequence[_Row], x: float, room: float, size: float
) -> tuple[tuple[float, ...], float]:
    """The edges of columns as wide as their cells, what is left shared out, and the size, smaller if need be."""
    needs = []
    for n, head in enumerate(heads):
        cells = [row.entries[n - 1].text for row in rows] if n else [w for row in rows for w in row.words]
        word = max(fonts.width(word, _F.bold, _HEADS) for word in head.split() or [""])
        needs.append(max(word, *(fonts.width(cell, _F.bold, size) for cell in cells)) + 7)
    if sum(needs) > room and size > _SMALLEST:
        return _columns(heads, rows, x, room, size - 0.2)
    spare = max(room - sum(needs), 0) / (len(needs) + 1)
    needs[0] += spare  # names of periods are seldom single words
    return tuple(accumulate((need + spare for need in needs), initial=x)), size


def table(out: Flow, paper: Paper) -> None:
    """A caption, shaded heads that end on one line, letters of the columns, then the rows between ruled columns."""
    rows, sheet = _rows(paper), out.sheet
    heads = [period_head(paper) if paper.periods else "", *(entry.label for entry in rows[0].entries)]
    edges, size = _columns(heads, rows, out.x, out.width, _LARGEST)
    rooms = [right - left - 6 for left, right in pairwise(edges)]
    wrapped = [fonts.wrap(head, _F.bold, _HEADS, room) for head, room in zip(heads, rooms, strict=True)]
    tall = max(map(len, wrapped))
    firsts = []
    for row in rows:
        font = _F.bold if row.bold else _F.regular
        firsts.append([part for line in row.first for part in fonts.wrap(line, font, size, rooms[0])] or [""])
    out.need(9.2 * tall + 40 + sum((size + 1.8) * len(first) + 4 for first in firsts))
    out.line(paper.summary_heading, _F.bold, _CAPTION, pitch=6)
    top, low = out.y, out.y + 9.2 * tall + 15
    sheet.add(Area(Box(edges[0], top, edges[-1], low), _SHADE, None))
    for n, head in enumerate(wrapped):
        middle = (edges[n] + edges[n + 1]) / 2
        for k, line in enumerate(head):
            sheet.text(middle, top + 9.4 + 9.2 * (k + tall - len(head)), line, _F.bold, _HEADS, align="c")
        if n:
            sheet.text(middle, low - 3.6, f"({'abcdefghij'[n - 1]})", _F.italic, 7, align="c", gray=0.35)
    for row, first in zip(rows, firsts, strict=True):
        sheet.add(Rule(edges[0], low, edges[-1], low, 1.0 if row.bold else 0.4))
        font = _F.bold if row.bold else _F.regular
        sheet.lines(edges[0] + 3, low + size + 1.6, first, font, size, pitch=size + 1.8)
        for n, entry in enumerate(row.entries, start=1):
            own = _F.bold if entry.id == "total" else font
            sheet.text(edges[n + 1] - 3, low + size + 1.6, entry.text, own, size, align="r")
            sheet.note(entry.id)
        low += (size + 1.8) * len(first) + 4
    sheet.add(Area(Box(edges[0], top, edges[-1], low), None, 0.0, 0.8))
    sheet.add(*(Rule(x, top, x, low, 0.4) for x in edges[1:-1]))
    out.y = low + 16


def told(out: Flow, paper: Paper) -> None:
    """The figures of a letter: a sentence to a period, and one for all of them."""
    several = _by_period(paper, sign=True)
    names = [", ".join((period_name(paper, p), *_forms(paper, [p]))) for p in paper.periods]
    named = list(zip(names, several, strict=True)) if several else []
    out.y += 4
    out.need(4 * out.type.pitch)
    out.line(paper.summary_heading, _F.bold, _CAPTION, pitch=_CAPTION * 1.3)
    whole = paper.words.phrase("all_periods") if len(names) > 1 else "; ".join(names)
    for name, entries in [*named, (whole, _sums(paper, sign=True))]:
        text = "; ".join(f"{entry.label} {entry.text}" for entry in entries)
        text = f"{name}: {text}." if name else f"{text}."
        out.need((len(fonts.wrap(text, _F.regular, out.type.size, out.width)) - 1) * out.type.pitch)
        for entry in entries:
            out.sheet.note(entry.id)
        out.para(text, _F.regular)
