"""An itinerary: facts in bands across the page, headings over values; the figures on their side, the result boxed."""

from samples import fonts
from samples.blocks import Grid
from samples.flow import Flow, Type
from samples.fonts import OPEN_SANS
from samples.layouts import header, parts, running
from samples.layouts.base import COUPONED, Layout
from samples.layouts.header import Line
from samples.paper import Paper
from samples.sheet import Area, Rule, Sheet
from samples.tables import Row
from schemas.geometry import Box

from .common import (
    BILLED,
    LETTERS,
    answer_row,
    asked_row,
    desk_rows,
    document,
    farewell,
    fitted,
    form_row,
    greeting,
    page_mark,
    titles,
)

_F = OPEN_SANS
_LEFT, _RIGHT = 40.0, 572.0
_TAB = 62.0  # width of a band's name
_CELLS = 4  # to a band
_HEAD, _VALUE = 7.0, 9.4
_TYPE = Type(_F, 8.8, 12.0, gap=6, bullet="›", indent=10)
_STUB = 640.0
_LAST = 748.0
_MOST = 5  # figures side by side


def _draw(paper: Paper) -> Sheet:
    sheet = Sheet()
    stubbed = paper.spec.coupon == "payment"
    if stubbed:
        _stub(sheet, paper)
    y = _opening(sheet, paper)

    def on_break(out: Flow) -> None:
        sheet.new_page()
        out.y, out.bottom = _later(sheet, paper), _LAST

    low = _STUB - 16 if stubbed else _LAST
    out = running.flow(sheet, _TYPE, _LEFT, _RIGHT - _LEFT, y, bottom=low, on_break=on_break)
    if paper.rows:
        _figures(out, paper)
    greeting(out, paper)
    out.blocks(paper.why)
    if paper.detail is not None and len(paper.periods) > 1:
        _by_period(out, paper, paper.detail)
    running.sections(out, paper, running.Heading(10.2, above=4))
    farewell(out, paper)
    return sheet


def _cells(sheet: Sheet, rows: list[Line], x: float, wide: float, y: float) -> float:
    """Small headings that end on one line, each value below its heading, from `y` down; gives the lower edge."""
    heads = [fonts.wrap(label, _F.regular, _HEAD, wide - 8) for label, _ in rows]
    values = [fonts.wrap(value, _F.bold, _VALUE, wide - 8) for _, value in rows]
    base = y + 9 + 8.5 * (max(len(head) for head in heads) - 1)
    for n, (head, value) in enumerate(zip(heads, values, strict=True)):
        left = x + n * wide
        sheet.lines(left, base - 8.5 * (len(head) - 1), head, _F.regular, _HEAD, pitch=8.5)
        sheet.lines(left, base + 12.5, value, _F.bold, _VALUE, pitch=11.5)
    return base + 18 + 11.5 * (max(len(value) for value in values) - 1)


def _band(sheet: Sheet, name: str, rows: list[Line], y: float) -> float:
    """A band of cells behind its name on gray; gives the lower edge."""
    wide = (_RIGHT - _LEFT - _TAB - 8) / _CELLS
    low = _cells(sheet, rows, _LEFT + _TAB + 8, wide, y + 2)
    sheet.add(Area(Box(_LEFT, y, _LEFT + _TAB, low), 0.86, None), Rule(_LEFT, low, _RIGHT, low, 0.6))
    sheet.text(_LEFT + 5, (y + low) / 2 + 2.8, name, _F.bold, 8)
    return low


def _page_row(paper: Paper, page: int) -> Line:
    return paper.words.phrase("page_head"), page_mark(paper, page)


def _due_row(paper: Paper) -> list[Line]:
    """By when to pay: a day, for some bills that of arrival, or at once."""
    words = paper.words
    if paper.due_kind == "immediately":
        return [(words.phrase("pay_by"), words.phrase("at_once"))]
    if paper.due is None or paper.due_kind not in BILLED:
        return []
    return [(words.phrase(_due_key(paper)), paper.manner.day(paper.due))]


def _due_key(paper: Paper) -> str:
    return "arrive_by" if paper.due_kind == "received" else "pay_by"


def _bands(paper: Paper) -> list[tuple[str, list[Line]]]:
    """The bands by name: what it is, whose, what to do, whom to ask."""
    words = paper.words
    what = [(words.header("notice"), document(paper)), (words.header("date"), paper.manner.day(paper.notice_date))]
    what += [(words.header(key), value) for key, value in paper.extras] + [_page_row(paper, 1)]
    whose = [(words.phrase("name_head"), paper.case.name), *header.tin_row(paper)]
    whose += [*header.period_row(paper), *form_row(paper)]
    desk = desk_rows(paper)
    bands = [("band_what", what), ("band_whose", whose)]
    bands += [("band_act", [*asked_row(paper), *_due_row(paper), *answer_row(paper)])]
    bands += [("band_ask", desk[: len(desk) - len(paper.extras)])]  # the extras stand in the first band
    return [(words.phrase(name), rows) for name, rows in bands if rows]


def _opening(sheet: Sheet, paper: Paper) -> float:
    """Letterhead, address, bands and title; gives the next baseline."""
    parts.mark(sheet, _LEFT, 26, 26)
    sheet.text(_LEFT + 34, 37, "Internal Revenue Service", _F.bold, 11)
    sheet.text(_LEFT + 34, 49, ", ".join(("Department of the Treasury", *paper.office)), _F.regular, 8)
    y = parts.window_address(sheet, paper, _F, 9.6, x=_LEFT + 34, y=82, pitch=12.6)
    y = max(y + 8, 138.0)
    sheet.add(Rule(_LEFT, y, _RIGHT, y, 1.4))
    for name, rows in _bands(paper):
        y = _band(sheet, name, rows, y)
    return titles(sheet, paper, _F, x=_LEFT, y=y + 20, room=_RIGHT - _LEFT, sizes=(13.0, 10.6)) + 4


def _figures(out: Flow, paper: Paper) -> None:
    """A column for each row of the summary, in two bands where they are many."""
    rows = paper.rows
    each = len(rows) if len(rows) <= _MOST else (len(rows) + 1) // 2
    wide = (_RIGHT - _LEFT) / max(each, 3)
    out.need(120.0 if each < len(rows) else 64.0)
    out.line(paper.summary_heading, _F.bold, 10.2, pitch=7)
    for start in range(0, len(rows), each):
        _figure_band(out, paper, rows[start : start + each], wide)
    out.y += 16


def _figure_band(out: Flow, paper: Paper, rows: tuple[Row, ...], wide: float) -> None:
    """Headings, a line, the figures below, all in the middle of their columns; the result ends at the margin."""
    labels = [fonts.wrap(row.label.replace("\n", " "), _F.regular, 7.6, wide - 12) for row in rows]
    sheet, y = out.sheet, out.y
    base = y + 11 + 9.2 * (max(len(label) for label in labels) - 1)
    sheet.add(Rule(_LEFT, y, _RIGHT, y, 1.0), Rule(_LEFT, base + 5, _RIGHT, base + 5, 0.4))
    for n, (row, label) in enumerate(zip(rows, labels, strict=True)):
        boxed = row.id == ("total" if paper.has_total else paper.spec.asks)
        left = _RIGHT - wide if boxed else _LEFT + n * wide
        font = _F.bold if boxed else _F.regular
        for k, line in enumerate(label):
            at = base - 9.2 * (len(label) - 1 - k)
            sheet.text(left + wide / 2, at, line, font, fitted(line, font, 7.6, wide - 8), align="c")
        figure = paper.manner.money(row.amount, sign=True)
        size = fitted(figure, font, 12.0 if boxed else 9.8, wide - 12)
        sheet.text(left + wide / 2, base + 20, figure, font, size, align="c")
        if boxed:
            sheet.add(Area(Box(left, y, _RIGHT, base + 27), None, 0.0, 1.6))
        sheet.note(row.id)
    sheet.add(Rule(_LEFT, base + 27, _RIGHT, base + 27, 0.4))
    out.y = base + 27


def _by_period(out: Flow, paper: Paper, grid: Grid) -> None:
    """A column for each period, what the figures are at the left, the sum of all in a box at the right."""
    out.need(15.0 * len(grid.head) + 56)
    out.line(paper.words.phrase("details"), _F.bold, 10.2, pitch=16)
    first, edge = _LEFT + 128, _RIGHT - 104
    wide = (edge - first) / len(grid.rows)
    sheet = out.sheet
    for n, label in enumerate(grid.head):
        last = n == len(grid.head) - 1
        font = _F.bold if last or n == 0 else _F.regular
        if last:
            sheet.add(Rule(_LEFT, out.y - 10, edge, out.y - 10, 0.6))
        lines = fonts.wrap(label, font, 8.4, first - _LEFT - 6)
        out.y = sheet.lines(_LEFT, out.y, lines, font, 8.4, pitch=10.5) - 10.5
        for k, cell in enumerate(row[n] for row in grid.rows):
            sheet.text(first + (k + 1) * wide - 4, out.y, cell, font, fitted(cell, font, 8.4, wide - 8), align="r")
        if n == 0:
            sheet.add(Rule(_LEFT, out.y + 5, edge, out.y + 5, 0.6))
        out.y += 16 if n == 0 else 14
    _all_periods(sheet, grid, out.y - 14, paper.words.phrase("all_periods"))
    out.y += 12


def _all_periods(sheet: Sheet, grid: Grid, y: float, name: str) -> None:
    """What all periods come to, boxed behind the last line of the table."""
    left = _RIGHT - 98
    lines = fonts.wrap(grid.total[0], _F.bold, 7.6, 90)
    at = y - 5 - 9.2 * len(lines)
    sheet.add(Area(Box(left, at - 20, _RIGHT, y + 6), None, 0.0, 1.6))
    sheet.text(left + 5, at - 9.2, name, _F.regular, 7.6)
    sheet.lines(left + 5, at, lines, _F.bold, 7.6, pitch=9.2)
    sheet.text(_RIGHT - 5, y, grid.total[-1], _F.bold, fitted(grid.total[-1], _F.bold, 10, 88), align="r")
    for key in (key for some in grid.ids for key in some):
        sheet.note(key)


def _stub(sheet: Sheet, paper: Paper) -> None:
    """Bands again: what is paid, with the sum in the last, boxed place; then who pays whom."""
    words, places, y = paper.words, paper.places, _STUB
    parts.perforation(sheet, y)
    sheet.text(_LEFT, y + 14, words.phrase("payment"), _F.bold, 9)
    rows = [(words.header("notice"), paper.code), (words.header("date"), paper.manner.day(places.stub_date))]
    rows += [*header.tin_row(paper), *header.period_row(paper)]
    if places.coupon_due is not None and paper.due_kind in BILLED:
        rows.append((words.phrase(_due_key(paper)), paper.manner.day(places.coupon_due)))
    if places.coupon_amount is not None:
        label = asked_row(paper)[0][0]  # an installment is no balance
        rows.append((label, paper.manner.money(places.coupon_amount, sign=True)))
    wide = (_RIGHT - _LEFT) / len(rows)
    sheet.add(Rule(_LEFT, y + 20, _RIGHT, y + 20, 1.0))
    low = _cells(sheet, rows, _LEFT + 4, wide, y + 22)
    if places.coupon_amount is not None:
        sheet.add(Area(Box(_RIGHT - wide, y + 20, _RIGHT, low), None, 0.0, 1.6))
    sheet.add(Rule(_LEFT, low, _RIGHT, low, 0.6))
    payer = (paper.case.name, *paper.case.address)
    for n, (head, lines) in enumerate(((words.phrase("from_head"), payer), (words.phrase("to_head"), paper.remit))):
        x = _LEFT + 4 + 266 * n
        sheet.text(x, low + 10, head, _F.regular, _HEAD)
        sheet.lines(x, low + 21, lines, _F.regular, 8, pitch=9.8)
    sheet.text(_RIGHT, 778, parts.scan_line(paper), "Courier", 9.4, align="r")


def _later(sheet: Sheet, paper: Paper) -> float:
    """One band at the head of the page; gives the next baseline."""
    words = paper.words
    rows = [(words.header("notice"), document(paper))]
    rows += [(words.header("date"), paper.manner.day(paper.places.later_date)), *header.tin_row(paper)]
    rows += [*answer_row(paper), _page_row(paper, sheet.page)]
    low = _cells(sheet, rows, _LEFT, (_RIGHT - _LEFT) / len(rows), 24)
    sheet.add(Rule(_LEFT, low, _RIGHT, low, 1.4))
    return low + 22


COLUMNS = Layout(
    name="practice_columns",
    years=(2004, 2026),
    styles=frozenset({"notice", "acs"}) | LETTERS,
    draw=_draw,
    voice="columns",
    masks={"": 4, "X": 3, "x": 3},
    caller_digits=(4, 5, 6),
    dates=("hyphened", "unpadded"),
    places=COUPONED,
    money=("${}", "$ {}"),
    periods=("short", "plain"),
    spaced=0.3,
    page_text=2700,
    contact_stub=False,
    practice=True,
)
