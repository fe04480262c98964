"""An invoice of small-business software: a big word, a grid of numbers, items with explanations, totals, terms."""

from dataclasses import dataclass
from decimal import Decimal

from samples import fonts
from samples.flow import Flow, Type
from samples.fonts import HELVETICA
from samples.layouts import header, parts, running
from samples.layouts.base import COUPONED, Layout
from samples.layouts.header import Line
from samples.paper import Paper
from samples.sheet import Area, Rule, Sheet
from samples.tables import Row
from samples.wording import fill
from schemas.geometry import Box

from .common import (
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

_F = HELVETICA
_LEFT, _RIGHT = 40.0, 572.0
_MID = 322.0  # where the grids at the right begin
_TYPE = Type(_F, 9.2, 12.2, gap=6, bullet="-", indent=9)
_HEAD, _VALUE = 7.4, 9.4
_STUB = 610.0
_LAST = 750.0
_SIZE, _PITCH = 9.0, 11.0  # of items
_NOTE_X, _NOTE_ROOM = 212.0, 262.0  # the explanations
_TERMS_ROOM = 276.0
_TERMS = {
    "by": "terms_by",
    "payment": "terms_by",
    "received": "terms_received",
    "immediately": "terms_receipt",
    "hearing": "terms_receipt",
    "hearing_undated": "terms_receipt",
}


@dataclass(frozen=True, slots=True)
class _Parts:
    """The rows by where they stand: items, what the totals take off again, and the result."""

    items: tuple[Row, ...]
    credits: tuple[Row, ...] = ()
    result: Row | None = None


def _draw(paper: Paper) -> Sheet:
    sheet = Sheet()
    stubbed = paper.spec.coupon == "payment"
    if stubbed:
        _stub(sheet, paper)
    y = _opening(sheet, paper)
    sheet.text(_RIGHT, _STUB - 5 if stubbed else 772, page_mark(paper, 1), _F.regular, 8, align="r")

    def on_break(out: Flow) -> None:
        sheet.new_page()
        out.y, out.bottom = _later(sheet, paper), _LAST

    low = _STUB - 18 if stubbed else _LAST
    out = running.flow(sheet, _TYPE, _LEFT, _RIGHT - _LEFT, y, bottom=low, on_break=on_break)
    if paper.rows:
        _items(out, paper)
    greeting(out, paper)
    out.blocks(paper.why)
    if len(paper.periods) > 1:
        running.detail(out, paper, paper.words.phrase("details"), 10.2)
    running.sections(out, paper, running.Heading(10.2, above=4))
    farewell(out, paper)
    return sheet


def _word(paper: Paper) -> str:
    """The big word: a bill is what asks for money."""
    if paper.spec.style in LETTERS:
        return paper.words.phrase("word_letter")
    return paper.words.phrase("word_bill" if paper.asked else "word_notice")


def _cells(sheet: Sheet, rows: list[Line], edges: tuple[float, float], y: float, *, per: int) -> float:
    """Boxes, `per` side by side: a head on gray, the value below, both in the middle; gives the lower edge."""
    for start in range(0, len(rows), per):
        y = _cell_row(sheet, rows[start : start + per], edges, y)
    return y


def _cell_row(sheet: Sheet, rows: list[Line], edges: tuple[float, float], y: float) -> float:
    """One row of boxes, which share the whole width."""
    left, right = edges
    wide = (right - left) / len(rows)
    values = [fonts.wrap(value, _F.regular, _VALUE, wide - 8) for _, value in rows]
    low = y + 19 + 11 * max(len(value) for value in values)
    for n, ((head, _), value) in enumerate(zip(rows, values, strict=True)):
        x = left + n * wide
        sheet.add(Area(Box(x, y, x + wide, y + 13), 0.86, 0.0), Area(Box(x, y + 13, x + wide, low), None, 0.0))
        sheet.text(x + wide / 2, y + 9.2, head, _F.bold, fitted(head, _F.bold, _HEAD, wide - 6), align="c")
        for k, line in enumerate(value):
            size = fitted(line, _F.regular, _VALUE, wide - 6)
            sheet.text(x + wide / 2, y + 25 + 11 * k, line, _F.regular, size, align="c")
    return low


def _references(paper: Paper) -> list[Line]:
    """What the small grid at the upper right names."""
    words = paper.words
    rows = [(words.header("date"), paper.manner.day(paper.notice_date)), (words.header("notice"), document(paper))]
    rows += [*header.tin_row(paper), *form_row(paper), *header.period_row(paper)]
    return rows + [(words.header(key), value) for key, value in paper.extras]


def _opening(sheet: Sheet, paper: Paper) -> float:
    """Sender, word and grid, the address in its box, whom to ask, title; gives the next baseline."""
    parts.mark(sheet, _LEFT, 24, 24)
    sheet.text(_LEFT + 32, 34, "Internal Revenue Service", _F.bold, 11)
    sheet.lines(_LEFT + 32, 46, ("Department of the Treasury", *paper.office), _F.regular, 8.4, pitch=10.5)
    word = _word(paper)
    sheet.text(_RIGHT, 46, word, _F.bold, fitted(word, _F.bold, 25, _RIGHT - _MID), align="r", gray=0.35)
    low = _cells(sheet, _references(paper), (_MID, _RIGHT), 58.0, per=2)
    y = max(low, _address(sheet, paper, 98.0)) + 12
    desk = desk_rows(paper)
    strip = [*answer_row(paper), *desk[: len(desk) - len(paper.extras)]]  # the extras stand in the grid
    y = _cells(sheet, strip, (_LEFT, _RIGHT), y, per=4)
    return titles(sheet, paper, _F, x=_LEFT, y=y + 22, room=_RIGHT - _LEFT, sizes=(13.0, 10.8)) + 6


def _address(sheet: Sheet, paper: Paper, y: float) -> float:
    """Name and address in a box with its head; gives the lower edge."""
    right, lines = _MID - 26, (paper.mailed_name, *paper.mailed_address)
    low = y + 24 + 12.4 * len(lines)
    sheet.add(Area(Box(_LEFT, y, right, y + 13), 0.86, 0.0), Area(Box(_LEFT, y + 13, right, low), None, 0.0))
    sheet.text(_LEFT + 6, y + 9.2, paper.words.phrase("mailed_head"), _F.bold, _HEAD)
    for n, line in enumerate(lines):
        size = fitted(line, _F.regular, 9.8, right - _LEFT - 14)
        sheet.text(_LEFT + 8, y + 28 + 12.4 * n, line, _F.regular, size)
    return low


def _parted(paper: Paper) -> _Parts:
    """What is asked, or else the total, stands in the totals; in a bill's sum the credits go there with it."""
    wanted = "total" if paper.has_total else paper.spec.asks
    result = next((row for row in paper.rows if row.id == wanted), None)
    rest = tuple(row for row in paper.rows if row is not result)
    if not (result and paper.has_total and paper.spec.asks == "total" and paper.asked):
        return _Parts(rest, (), result)
    charges = tuple(row for row in rest if row.amount >= 0)
    return _Parts(charges, tuple(row for row in rest if row.amount < 0), result)


def _items(out: Flow, paper: Paper) -> None:
    """The table of items, then the totals at the right with the terms beside them; all on one page."""
    parted = _parted(paper)
    notes = [_note_lines(paper, row) for row in parted.items]
    tall = sum(_PITCH * max(2, len(note)) + 6 for note in notes) + 22.0 * (len(parted.credits) + 2) + 52
    out.need(tall)
    out.line(paper.summary_heading, _F.bold, 10.2, pitch=8)
    _heads(out, paper)
    top = out.y
    for n, (row, note) in enumerate(zip(parted.items, notes, strict=True)):
        _item(out, paper, row, note, sign=n == 0)
    out.y += 2
    edges = (_LEFT, _NOTE_X - 6, _NOTE_X + _NOTE_ROOM + 6, _RIGHT)
    for x in edges:
        out.sheet.add(Rule(x, top, x, out.y))
    out.sheet.add(Rule(_LEFT, out.y, _RIGHT, out.y))
    below = out.y
    _totals(out, paper, parted)
    terms = _terms(paper)
    out.sheet.text(_LEFT, below + 17, terms, _F.bold, fitted(terms, _F.bold, 9.4, _TERMS_ROOM))
    out.y = max(out.y, below + 29) + 16


def _heads(out: Flow, paper: Paper) -> None:
    words, y = paper.words, out.y
    out.sheet.add(Area(Box(_LEFT, y, _RIGHT, y + 14), 0.86, 0.0))
    out.sheet.text(_LEFT + 5, y + 10, words.phrase("description"), _F.bold, 8)
    out.sheet.text(_NOTE_X, y + 10, words.phrase("explanation"), _F.bold, 8)
    out.sheet.text(_RIGHT - 5, y + 10, words.phrase("amount_head"), _F.bold, 8, align="r")
    out.y += 14


def _note_lines(paper: Paper, row: Row) -> list[str]:
    """What the explanation of an item says."""
    return fonts.wrap(paper.words.phrase(f"note_{row.id}"), _F.regular, 8.4, _NOTE_ROOM)


def _item(out: Flow, paper: Paper, row: Row, note: list[str], *, sign: bool) -> None:
    """The item, why, and the figure on the first line."""
    sheet, y = out.sheet, out.y + 12
    label = fonts.wrap(row.label.replace("\n", " "), _F.regular, _SIZE, _NOTE_X - 14 - _LEFT)
    sheet.lines(_LEFT + 5, y, label, _F.regular, _SIZE, pitch=_PITCH)
    sheet.lines(_NOTE_X, y, note, _F.regular, 8.4, pitch=_PITCH)
    sheet.text(_RIGHT - 5, y, paper.manner.money(row.amount, sign=sign), _F.regular, _SIZE, align="r")
    sheet.note(row.id)
    out.y = y + _PITCH * (max(len(label), len(note)) - 1) + 4


def _totals(out: Flow, paper: Paper, parted: _Parts) -> None:
    """The sum of the items and what goes off it, then the result in its box."""
    if parted.credits and len(parted.items) > 1:
        charges = sum((row.amount for row in parted.items), Decimal(0))
        _total(out, paper.words.phrase("subtotal"), paper.manner.money(charges))
    for row in parted.credits:
        _total(out, row.label.replace("\n", " "), paper.manner.money(row.amount))
        out.sheet.note(row.id)
    if parted.result is not None:
        label = parted.result.label.replace("\n", " ")
        _total(out, label, paper.manner.money(parted.result.amount, sign=True), result=True)
        out.sheet.note(parted.result.id)


def _total(out: Flow, label: str, figure: str, *, result: bool = False) -> None:
    """One line of the totals, the result bold on gray."""
    font, size = (_F.bold, 10.4) if result else (_F.regular, _SIZE)
    tall = 20.0 if result else 15.0
    room = _RIGHT - _MID - 20 - fonts.width(figure, font, size)
    out.sheet.add(Area(Box(_MID, out.y, _RIGHT, out.y + tall), 0.86 if result else None, 0.0))
    base = out.y + tall / 2 + 0.34 * size
    out.sheet.text(_MID + 5, base, label, font, fitted(label, font, size, room))
    out.sheet.text(_RIGHT - 5, base, figure, font, size, align="r")
    out.y += tall


def _terms(paper: Paper) -> str:
    """By when, or that it is at once; nothing where nothing is asked."""
    key = _TERMS.get(paper.due_kind)
    if key is None or not paper.asked:
        return ""
    return fill(paper.words.phrase(key), paper.context)


def _stub(sheet: Sheet, paper: Paper) -> None:
    """Who pays whom and boxes to tick at the left; what is paid in a grid at the right."""
    words, y = paper.words, _STUB
    parts.perforation(sheet, y)
    sheet.text(_LEFT, y + 15, words.phrase("payment"), _F.bold, 9.4)
    sheet.text(_LEFT, y + 28, words.phrase("from_head"), _F.bold, _HEAD)
    sheet.lines(_LEFT, y + 38, (paper.case.name, *paper.case.address), _F.regular, 8.4, pitch=10)
    sheet.text(_LEFT, y + 86, words.phrase("to_head"), _F.bold, _HEAD)
    sheet.lines(_LEFT, y + 96, paper.remit, _F.regular, 8.4, pitch=10)
    for n, key in enumerate(("tick_whole", "tick_part", "tick_moved")):
        at = y + 134 + 13 * n
        sheet.add(Area(Box(_LEFT, at - 7, _LEFT + 8, at + 1)))
        sheet.text(_LEFT + 14, at, words.phrase(key), _F.regular, 8.4)
    low = _cells(sheet, _paid(paper), (_MID, _RIGHT), y + 10, per=2)
    low = _sum(sheet, paper, low)
    at = low + 11
    for item in paper.stub_bullets:
        at = sheet.lines(_MID, at, fonts.wrap(item, _F.regular, 7, _RIGHT - _MID), _F.regular, 7, pitch=8.4)
    sheet.text(_RIGHT, 783, parts.scan_line(paper), "Courier", 9, align="r")


def _paid(paper: Paper) -> list[Line]:
    """What the payment is for and when it is due, as the stub has it."""
    words, places = paper.words, paper.places
    rows = [(words.header("notice"), paper.code), (words.header("date"), paper.manner.day(places.stub_date))]
    rows += header.tin_row(paper)
    if places.coupon_due is not None and paper.due_kind in ("by", "payment"):
        rows.append((words.phrase("pay_by"), paper.manner.day(places.coupon_due)))
    elif places.coupon_due is not None and paper.due_kind == "received":
        rows.append((words.phrase("arrive_by"), paper.manner.day(places.coupon_due)))
    elif paper.asked:
        rows.append((words.phrase("terms_head"), words.phrase("on_receipt")))
    return rows


def _sum(sheet: Sheet, paper: Paper, y: float) -> float:
    """The sum to pay under the grid, with the label that it has in the totals; gives the lower edge."""
    amount, asked = paper.places.coupon_amount, asked_row(paper)
    if amount is None or not asked:
        return y
    figure, label = paper.manner.money(amount, sign=True), asked[0][0]
    sheet.add(Area(Box(_MID, y, _RIGHT, y + 24), 0.86, 0.0))
    room = _RIGHT - _MID - 24 - fonts.width(figure, _F.bold, 13)
    sheet.text(_MID + 6, y + 16, label, _F.bold, fitted(label, _F.bold, 10, room))
    sheet.text(_RIGHT - 6, y + 16.5, figure, _F.bold, 13, align="r")
    return y + 24


def _later(sheet: Sheet, paper: Paper) -> float:
    """Sender and word at the left, what tells the paper at the right, line by line; gives the next baseline."""
    words = paper.words
    sheet.text(_LEFT, 34, "Internal Revenue Service", _F.bold, 9)
    sheet.text(_LEFT, 50, _word(paper), _F.bold, 13, gray=0.35)
    rows = [(words.header("date"), paper.manner.day(paper.places.later_date))]
    rows += [(words.header("notice"), document(paper)), *header.tin_row(paper), *answer_row(paper)]
    for n, (label, value) in enumerate(rows):
        sheet.text(_RIGHT, 34 + 11 * n, f"{label}: {value}", _F.regular, 8.4, align="r")
    low = 44.0 + 11 * max(len(rows) - 1, 1)
    sheet.add(Rule(_LEFT, low, _RIGHT, low, 0.8))
    sheet.text(_RIGHT, 772, page_mark(paper, sheet.page), _F.regular, 8, align="r")
    return low + 20


INVOICE = Layout(
    name="practice_invoice",
    years=(2004, 2026),
    styles=frozenset({"notice", "acs", "correspondex"}),
    draw=_draw,
    voice="invoice",
    voice_es="invoice_es",
    langs=frozenset({"en", "es"}),
    masks={"": 4, "X": 3, "*": 3, "x": 2},
    caller_digits=(4, 5, 6),
    dates=("press", "press", "day_month"),
    places=COUPONED,
    money=("${}", "USD {}"),
    periods=("spelled", "plain"),
    spaced=0.3,
    page_text=2600,
    contact_stub=False,
    practice=True,
)
