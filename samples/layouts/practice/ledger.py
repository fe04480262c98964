"""An account statement in typewriter face: header rows above their values, postings with a running balance."""

from datetime import date, timedelta
from decimal import Decimal

from samples import fonts
from samples.flow import Flow, Type
from samples.fonts import COURIER
from samples.layouts import header, parts, running
from samples.layouts.base import COUPONED, Layout
from samples.layouts.header import Line
from samples.paper import Paper
from samples.sheet import Area, Rule, Sheet
from samples.tables import Row
from schemas.geometry import Box

from .common import (
    BILLED,
    answer_row,
    desk_rows,
    document,
    due_row,
    farewell,
    fitted,
    form_row,
    greeting,
    page_mark,
    titles,
)

_F = COURIER
_LEFT, _RIGHT = 36.0, 576.0
_TYPE = Type(_F, 9.0, 11.4, gap=6, bullet="o", indent=14)
_SIZE = 9.0
_STUB = 168.0  # where the advice at the top ends
_ENTRY, _PLUS, _MINUS = 108.0, 392.0, 474.0  # left edge of the entries, right edges of the figures
_HEADS = {"en": ("Posted", "Plus", "Minus", "Balance"), "es": ("Fecha", "Más", "Menos", "Saldo")}
_KEY = {
    "en": "DR: you owe this. CR: this is in your favor.",
    "es": "DR: usted lo debe. CR: queda a su favor.",
}


def _draw(paper: Paper) -> Sheet:
    sheet = Sheet()
    stubbed = paper.spec.coupon == "payment"
    if stubbed:
        _advice(sheet, paper)
    y = _opening(sheet, paper, _STUB if stubbed else 0.0)

    def on_break(out: Flow) -> None:
        sheet.new_page()
        out.y = _later(sheet, paper)

    out = running.flow(sheet, _TYPE, _LEFT, _RIGHT - _LEFT, y, bottom=750.0, on_break=on_break)
    greeting(out, paper)
    out.blocks(paper.why)
    if paper.rows:
        _activity(out, paper)
    if len(paper.periods) > 1:
        running.detail(out, paper, paper.words.phrase("details"), 9.5)
    running.sections(out, paper, running.Heading(9.5, upper=True, above=3))
    farewell(out, paper)
    return sheet


def _table(sheet: Sheet, rows: list[Line], y: float) -> float:
    """Labels in a gray row, the values in the row below; a second such pair where one is too narrow."""
    row: list[Line] = []
    x, tables = _LEFT, []
    for label, value in rows:
        wide = _wide(label, value)
        if row and x + wide > _RIGHT:
            tables.append(row)
            row, x = [], _LEFT
        row.append((label, value))
        x += wide
    for some in (*tables, row):
        y = _header_row(sheet, some, y)
    return y


def _wide(label: str, value: str) -> float:
    return 16 + max(fonts.width(part, _F.bold, _SIZE) for part in (label, *value.split("\n")))


def _header_row(sheet: Sheet, rows: list[Line], y: float) -> float:
    """One gray row of labels with its values; what room is left is shared out."""
    spare = (_RIGHT - _LEFT - sum(_wide(*row) for row in rows)) / len(rows)
    sheet.add(Area(Box(_LEFT, y - 10, _RIGHT, y + 4), 0.88, None))
    x, low = _LEFT + 5, y
    for label, value in rows:
        sheet.text(x, y, label, _F.regular, _SIZE)
        low = max(low, sheet.lines(x, y + 16, value.split("\n"), _F.bold, _SIZE, pitch=11))
        x += _wide(label, value) + spare
    sheet.add(Rule(_LEFT, low - 6, _RIGHT, low - 6, 0.5))
    return low + 9


def _advice(sheet: Sheet, paper: Paper) -> None:
    """What goes back with the money, above everything else."""
    words, places = paper.words, paper.places
    sheet.text(_LEFT, 34, words.phrase("payment").upper(), _F.bold, 11)
    rows = [*header.tin_row(paper), (words.header("notice"), paper.code)]
    rows.append((words.header("date"), paper.manner.day(places.stub_date)))
    if places.coupon_due is not None and paper.due_kind in BILLED:
        rows.append((words.phrase("pay_by"), paper.manner.day(places.coupon_due)))
    if places.coupon_amount is not None:
        rows.append((paper.stub, paper.manner.money(places.coupon_amount, sign=True)))
    y = _table(sheet, rows, 54.0) + 8
    sheet.lines(_LEFT + 5, y, (paper.case.name, *paper.case.address), _F.regular, 8.5, pitch=10.5)
    sheet.lines(340, y, paper.remit, _F.regular, 8.5, pitch=10.5)
    parts.perforation(sheet, _STUB)


def _opening(sheet: Sheet, paper: Paper, above: float) -> float:
    """Letterhead in the middle, address at the left, the tables and the title; gives the next baseline."""
    sheet.text(306, above + 34, "INTERNAL REVENUE SERVICE - " + paper.office[0].upper(), _F.bold, 10, align="c")
    for n, line in enumerate(paper.office[1:]):
        sheet.text(306, above + 47 + 11 * n, line.upper(), _F.regular, 9, align="c")
    y = parts.window_address(sheet, paper, _F, 9.5, x=_LEFT + 30, y=above + 84, pitch=11.8)
    words = paper.words
    rows = [(words.header("notice"), document(paper)), (words.header("date"), paper.manner.day(paper.notice_date))]
    rows += [*header.period_row(paper), *form_row(paper), *header.tin_row(paper)]
    rows += answer_row(paper)
    rows += [] if paper.has_total else due_row(paper)  # with a total it stands below that
    y = _table(sheet, desk_rows(paper), _table(sheet, rows, max(y + 16, above + 140)))
    sheet.text(_RIGHT, 772, page_mark(paper, 1), _F.regular, _SIZE, align="r")
    return titles(sheet, paper, _F, x=_LEFT, y=y + 10, room=_RIGHT - _LEFT, sizes=(11.5, 10.0)) + 4


def _posted(paper: Paper, count: int) -> list[date]:
    """Days of posting, ascending, after the last period and before the notice."""
    last = paper.notice_date - timedelta(days=4)
    ended = paper.periods[-1].period_end if paper.periods else last - timedelta(days=200)
    first = min(ended + timedelta(days=105), last - timedelta(days=30))
    span = (last - first).days
    return sorted(first + timedelta(days=paper.rng.randint(0, span)) for _ in range(count))


def _activity(out: Flow, paper: Paper) -> None:
    """The postings; only a bill has days and a balance that runs along, for other sums say nothing of the account."""
    rows = paper.rows[:-1] if paper.has_total else paper.rows
    bill = paper.has_total and paper.spec.asks == "total"
    out.need(12.0 * (len(paper.rows) + 7) + 40)
    out.line(paper.summary_heading.upper(), _F.bold, 9.5, pitch=18)
    split = paper.has_total or any(row.amount < 0 for row in rows)
    _heads(out, paper, bill, split)
    balance = Decimal(0)
    for row, day in zip(rows, _posted(paper, len(rows)), strict=True):
        balance += row.amount
        if bill:
            out.sheet.text(_LEFT + 5, out.y, paper.manner.day(day), _F.regular, _SIZE)
            side = "CR" if balance < 0 else "DR"
            out.sheet.text(_RIGHT - 5, out.y, f"{abs(balance):,.2f} {side}", _F.regular, _SIZE, align="r")
        _posting(out, row)
    if paper.has_total:
        _closing(out, paper, bill)
    out.y += 8


def _heads(out: Flow, paper: Paper, bill: bool, split: bool) -> None:
    """Figures that are no parts of a sum stand in one column, others `split` by their sign."""
    posted, plus, minus, balance = _HEADS[paper.manner.lang]
    sheet, y = out.sheet, out.y
    sheet.add(Area(Box(_LEFT, y - 10, _RIGHT, y + 4), 0.88, None))
    if bill:
        sheet.text(_LEFT + 5, y, posted, _F.regular, _SIZE)
        sheet.text(_RIGHT - 5, y, balance, _F.regular, _SIZE, align="r")
    sheet.text(_ENTRY, y, paper.words.phrase("description"), _F.regular, _SIZE)
    if split:
        sheet.text(_PLUS, y, plus, _F.regular, _SIZE, align="r")
        sheet.text(_MINUS, y, minus, _F.regular, _SIZE, align="r")
    else:
        sheet.text(_PLUS, y, paper.words.phrase("amount_head"), _F.regular, _SIZE, align="r")
    out.y += 17


def _posting(out: Flow, row: Row) -> None:
    """The entry, and its figure without a sign: the column says whether it adds or takes away."""
    edge = _MINUS if row.amount < 0 else _PLUS
    out.sheet.text(edge, out.y, f"{abs(row.amount):,.2f}", _F.regular, _SIZE, align="r")
    lines = fonts.wrap(row.label.replace("\n", " "), _F.regular, _SIZE, _PLUS - 72 - _ENTRY)
    out.y = out.sheet.lines(_ENTRY, out.y, lines, _F.regular, _SIZE, pitch=11) + 2
    out.sheet.note(row.id)


def _closing(out: Flow, paper: Paper, bill: bool) -> None:
    """The result below a double rule; a bill says in the cell below until when it is to be paid."""
    sheet, total = out.sheet, paper.rows[-1]
    sheet.add(Rule(_LEFT, out.y - 8, _RIGHT, out.y - 8), Rule(_LEFT, out.y - 6, _RIGHT, out.y - 6))
    out.y += 6
    sheet.text(_ENTRY, out.y, total.label.replace("\n", " "), _F.bold, _SIZE)
    sheet.text(_RIGHT - 5, out.y, paper.manner.money(total.amount, sign=True), _F.bold, _SIZE, align="r")
    sheet.note(total.id)
    for label, value in due_row(paper):
        out.y += 14
        sheet.text(_ENTRY, out.y, label, _F.bold, _SIZE)
        sheet.text(_RIGHT - 5, out.y, value, _F.bold, _SIZE, align="r")
    sheet.add(Rule(_LEFT, out.y + 5, _RIGHT, out.y + 5))
    out.y += 15
    if bill:
        sheet.text(_ENTRY, out.y, _KEY[paper.manner.lang], _F.regular, 7.5)
        out.y += 11


def _later(sheet: Sheet, paper: Paper) -> float:
    """One line with stars between, ruled below; gives the next baseline."""
    texts = [document(paper), paper.manner.day(paper.places.later_date), paper.tin_text or ""]
    texts += [f"{label} {value}" for label, value in answer_row(paper)]
    line = " * ".join(text for text in texts if text)
    sheet.text(_LEFT, 36, line, _F.regular, fitted(line, _F.regular, _SIZE, _RIGHT - _LEFT - 90))
    sheet.text(_RIGHT, 36, page_mark(paper, sheet.page), _F.regular, _SIZE, align="r")
    sheet.add(Rule(_LEFT, 42, _RIGHT, 42, 0.5))
    return 66.0


LEDGER = Layout(
    name="practice_ledger",
    years=(2004, 2026),
    styles=frozenset({"notice", "acs", "correspondex"}),
    draw=_draw,
    voice="ledger",
    voice_es="ledger_es",
    langs=frozenset({"en", "es"}),
    masks={"": 4, "X": 3, "*": 3},
    caller_digits=(4, 5),
    dates=("iso", "hyphened"),
    places=COUPONED,
    money=("${}", "USD {}"),
    periods=("month",),
    spaced=0.3,
    page_text=2900,
    contact_stub=False,
    practice=True,
)
