"""A self-mailer: the sum white on a black bar, facts in large letters down the left panel, a numbered form."""

from samples import fonts
from samples.flow import Flow, Type
from samples.fonts import VERA
from samples.layouts import header, parts, running
from samples.layouts.base import COUPONED, Layout
from samples.layouts.header import Line
from samples.paper import Paper
from samples.sheet import Area, Rule, Sheet
from schemas.geometry import Box

from .common import (
    BILLED,
    LETTERS,
    answer_row,
    asked_row,
    desk_rows,
    document,
    due_row,
    farewell,
    fitted,
    form_row,
    greeting,
    page_mark,
)

_F = VERA
_LEFT, _RIGHT = 30.0, 582.0
_PANEL, _BODY = 176.0, 194.0  # right edge of the left panel, left edge of the right one
_TYPE = Type(_F, 8.6, 11.8, gap=6, bullet="•", indent=11)
_STRIP = 664.0  # where the strip for the check begins
_LAST = 752.0


def _draw(paper: Paper) -> Sheet:
    sheet = Sheet()
    stubbed = paper.spec.coupon == "payment"
    _bar(sheet, paper)
    if stubbed:
        _strip(sheet, paper)
    low = _STRIP - 16 if stubbed else _LAST
    _panel(sheet, _facts(paper), 92.0, low + 6)
    y = _opening(sheet, paper)

    def on_break(out: Flow) -> None:
        sheet.new_page()
        _later(sheet, paper)
        out.y, out.bottom = 48.0, _LAST

    out = running.flow(sheet, _TYPE, _BODY, _RIGHT - _BODY, y, bottom=low, on_break=on_break)
    greeting(out, paper)
    out.blocks(paper.why)
    if paper.rows:
        _form(out, paper)
    if len(paper.periods) > 1:
        running.detail(out, paper, paper.words.phrase("details"), 9.5)
    running.sections(out, paper, running.Heading(9.6, above=4))
    farewell(out, paper)
    return sheet


def _bar(sheet: Sheet, paper: Paper) -> None:
    """White letters on black, from edge to edge: what to send and by when, or whom it is from."""
    sheet.add(Area(Box(_LEFT, 26, _RIGHT, 74), 0.05, None))
    rows = [*asked_row(paper), *(due_row(paper) or answer_row(paper))]
    if not rows:
        sheet.text(_LEFT + 12, 56, "INTERNAL REVENUE SERVICE", _F.bold, 16, gray=1.0)
    for n, (label, value) in enumerate(rows[:2]):
        x = _LEFT + 12 + 290 * n
        room = 258.0
        sheet.text(x, 41, label.upper(), _F.regular, fitted(label.upper(), _F.regular, 8, room), gray=1.0)
        sheet.text(x, 64, value, _F.bold, fitted(value, _F.bold, 19, room), gray=1.0)


def _facts(paper: Paper) -> list[Line]:
    words = paper.words
    rows = [(words.header("date"), paper.manner.day(paper.notice_date)), (words.header("notice"), document(paper))]
    rows += [*header.tin_row(paper), *header.period_row(paper), *form_row(paper)]
    return rows + [_shortened(row) for row in desk_rows(paper)]


def _shortened(row: Line) -> Line:
    """The name of a person in one line, the number in the next."""
    return row[0], row[1].replace(", no. ", "\nno. ")


def _panel(sheet: Sheet, rows: list[Line], y: float, low: float) -> None:
    """Small capitals above large values, thin lines between; the panel is as high as the page's text."""
    sheet.add(Rule(_PANEL + 8, y - 8, _PANEL + 8, low, 1.4))
    for n, (label, value) in enumerate(rows):
        if n:
            sheet.add(Rule(_LEFT, y - 7, _PANEL, y - 7, 0.4))
        name = label.upper()
        sheet.text(_LEFT, y + 4, name, _F.regular, fitted(name, _F.regular, 6.8, _PANEL - _LEFT), gray=0.15)
        y += 19
        for line in value.split("\n"):
            sheet.text(_LEFT, y, line, _F.bold, fitted(line, _F.bold, 12.5, _PANEL - _LEFT))
            y += 14
        y += 3


def _opening(sheet: Sheet, paper: Paper) -> float:
    """Sender and address at the head of the right panel, then the title; gives the next baseline."""
    sender = ", ".join(("IRS", *paper.office))
    sheet.text(_BODY, 92, sender, _F.regular, fitted(sender, _F.regular, 7.5, _RIGHT - _BODY - 40))
    sheet.text(_RIGHT, 92, page_mark(paper, 1), _F.regular, 8, align="r")
    y = parts.window_address(sheet, paper, _F, 9.4, x=_BODY + 40, y=116, pitch=12) + 16
    for n, line in enumerate(paper.title):
        size = 10.5 if n else 13.0
        lines = fonts.wrap(line, _F.bold, size, _RIGHT - _BODY)
        y = sheet.lines(_BODY, y, lines, _F.bold, size, pitch=size * 1.25)
    return y + 5


def _form(out: Flow, paper: Paper) -> None:
    """Line, what it is, dollars: ruled all around, as on a return."""
    out.need(18.0 * (len(paper.rows) + 2) + 16)
    out.line(paper.summary_heading, _F.bold, 9.6, pitch=6)
    words = paper.words
    _cells(out, ("Line", words.phrase("description"), words.phrase("amount_head")), bold=False, fill=0.85)
    for n, row in enumerate(paper.rows):
        last = paper.has_total and n == len(paper.rows) - 1
        cells = (str(n + 1), row.label.replace("\n", " "), paper.manner.money(row.amount, sign=last))
        _cells(out, cells, bold=last)
        out.sheet.note(row.id)
    out.y += 18


def _cells(out: Flow, cells: tuple[str, str, str], *, bold: bool, fill: float | None = None) -> None:
    sheet, size = out.sheet, 8.6
    font = _F.bold if bold else _F.regular
    first, second = out.x + 32, _RIGHT - 104
    lines = fonts.wrap(cells[1], font, size, second - first - 12)
    low = out.y + 16 + 11 * (len(lines) - 1)
    for x0, x1 in ((out.x, first), (first, second), (second, _RIGHT)):
        sheet.add(Area(Box(x0, out.y, x1, low), fill, 0.0, 0.6))
    sheet.text(out.x + 16, out.y + 11.5, cells[0], font, size, align="c")
    sheet.lines(first + 6, out.y + 11.5, lines, font, size, pitch=11)
    sheet.text(_RIGHT - 6, low - 4.5, cells[2], font, size, align="r")
    out.y = low


def _strip(sheet: Sheet, paper: Paper) -> None:
    """A strip of boxes above the machine's line at the foot: what goes with the check."""
    words, places, y = paper.words, paper.places, _STRIP
    parts.perforation(sheet, y)
    sheet.text(_LEFT, y + 14, words.phrase("payment"), _F.bold, 8.5)
    rows = [(words.header("notice"), paper.code), (words.header("date"), paper.manner.day(places.stub_date))]
    rows += header.tin_row(paper)
    if places.coupon_due is not None and paper.due_kind in BILLED:
        rows.append((words.phrase("pay_by"), paper.manner.day(places.coupon_due)))
    if places.coupon_amount is not None:
        rows.append((paper.stub, paper.manner.money(places.coupon_amount, sign=True)))
    wide = (_RIGHT - _LEFT) / len(rows)
    for n, (label, value) in enumerate(rows):
        x, name = _LEFT + n * wide, label.upper()
        sheet.add(Area(Box(x, y + 20, x + wide, y + 52), None, 0.0, 0.8))
        sheet.text(x + 4, y + 29, name, _F.regular, fitted(name, _F.regular, 6.4, wide - 8))
        sheet.text(x + 4, y + 45, value, _F.bold, fitted(value, _F.bold, 10, wide - 8))
    sheet.lines(_LEFT, y + 66, (paper.mailed_name, *paper.mailed_address), _F.regular, 7.6, pitch=9.4)
    sheet.lines(_BODY + 130, y + 66, paper.remit, _F.regular, 7.6, pitch=9.4)
    sheet.text((_LEFT + _RIGHT) / 2, 772, parts.scan_line(paper), "Courier", 10, align="c")


def _later(sheet: Sheet, paper: Paper) -> None:
    """The panel again, with what tells the pages together."""
    rows = [(paper.words.header("date"), paper.manner.day(paper.places.later_date))]
    rows += [(paper.words.header("notice"), document(paper)), *header.tin_row(paper), *answer_row(paper)]
    _panel(sheet, rows, 40.0, _LAST + 6)
    sheet.text(_RIGHT, 774, page_mark(paper, sheet.page), _F.regular, 8, align="r")


MAILER = Layout(
    name="practice_mailer",
    years=(2006, 2026),
    styles=frozenset({"notice", "acs", "correspondex"}) | LETTERS,
    draw=_draw,
    voice="mailer",
    masks={"": 3, "X": 3, "x": 2, "*": 2},
    caller_digits=(4, 6),
    dates=("day_first", "press", "dashed"),
    places=COUPONED,
    money=("${}", "{} USD"),
    periods=("plain", "short", "dated"),
    spaced=0.3,
    page_text=2200,
    contact_stub=False,
    practice=True,
)
