"""A printed form filled in by a machine: numbered boxes across the page, the sum and its day among them."""

from samples import fonts
from samples.flow import Flow, Type
from samples.fonts import COURIER, HELVETICA
from samples.layouts import parts, running, stubs
from samples.layouts.base import COUPONED, Layout
from samples.layouts.header import Line
from samples.paper import Paper
from samples.sheet import Area, Rule, Sheet
from schemas.geometry import Box

from .common import asked_row, facts, farewell, greeting, page_mark

_F, _G = COURIER, HELVETICA
_LEFT, _RIGHT = 36.0, 576.0
_TYPE = Type(_F, 9.2, 11.2, gap=7, bullet="*", indent=14)
_COUPON = 610.0
_BOX = 26.0


def _draw(paper: Paper) -> Sheet:
    sheet = Sheet()
    y = _opening(sheet, paper)
    stubbed = paper.spec.coupon == "payment"

    def on_break(out: Flow) -> None:
        _end(sheet, paper, stubbed)
        sheet.new_page()
        out.y, out.bottom = 48.0, 736.0

    bottom = _COUPON - 18 if stubbed else 736.0
    out = running.flow(sheet, _TYPE, _LEFT, _RIGHT - _LEFT, y, bottom=bottom, on_break=on_break)
    for line in paper.title:
        for part in fonts.wrap(line.upper(), _F.bold, 10.5, out.width):
            out.line(part, _F.bold, 10.5, pitch=13)
    out.y += 5
    greeting(out, paper)
    out.blocks(paper.why)
    if paper.rows:
        out.need(13 * len(paper.rows) + 24)
        out.line(paper.summary_heading, _F.bold, 9.2, pitch=15)
        out.y = _figures(sheet, paper, out.y) + 8
    if len(paper.periods) > 1:
        running.detail(out, paper, "", 9.5)
    running.sections(out, paper, running.Heading(9.2, above=2))
    farewell(out, paper)
    _end(sheet, paper, stubbed)
    return sheet


def _opening(sheet: Sheet, paper: Paper) -> float:
    """Address at the left, letterhead at the right, then the boxes; gives the next baseline."""
    parts.window_address(sheet, paper, _F, 10, x=_LEFT + 30, y=60, pitch=12)
    lines = ("Internal Revenue Service", *paper.office)
    sheet.lines(380, 48, lines, _G.regular, 9, pitch=11.5)
    parts.mark(sheet, 342, 38, 30)
    return _boxes(sheet, [*asked_row(paper), *facts(paper)], 122.0) + 20


def _boxes(sheet: Sheet, rows: list[Line], y: float) -> float:
    """Each label in small print at the top of its box, numbered; as many to a row as there is room for."""
    x = _LEFT
    for n, (label, several) in enumerate(rows, start=1):
        value = several.replace("\n", ", ")
        wide = max(fonts.width(value, _F.regular, 10), fonts.width(label, _G.regular, 6.5) + 14) + 14
        if x + wide > _RIGHT:
            sheet.add(Area(Box(_LEFT, y, _RIGHT, y + _BOX), None, 0.0, 0.6))
            x, y = _LEFT, y + _BOX
        sheet.text(x + 4, y + 8, f"{n}  {label}", _G.regular, 6.5)
        sheet.text(x + 8, y + 21, value, _F.regular, 10)
        if x > _LEFT:
            sheet.add(Rule(x, y, x, y + _BOX, 0.6))
        x += wide
    sheet.add(Area(Box(_LEFT, y, _RIGHT, y + _BOX), None, 0.0, 0.6))
    return y + _BOX


def _figures(sheet: Sheet, paper: Paper, y: float) -> float:
    """Labels with leaders, amounts without a sign; double rules under the last."""
    x0, x1 = _LEFT + 14, 420.0
    for row in paper.rows:
        amount = paper.manner.money(row.amount)
        lines = fonts.wrap(row.label.replace("\n", " "), _F.regular, 9.2, 250)
        y = sheet.lines(x0, y, lines, _F.regular, 9.2, pitch=12)
        start = x1 - fonts.width(amount, _F.regular, 9.2)
        sheet.add(*parts.leaders(x0 + fonts.width(lines[-1], _F.regular, 9.2), start, y - 12, _F.regular, 9.2))
        sheet.text(x1, y - 12, amount, _F.regular, 9.2, align="r")
        sheet.note(row.id)
    sheet.add(Rule(x1 - 80, y - 8, x1, y - 8), Rule(x1 - 80, y - 6, x1, y - 6))
    return y + 6


def _end(sheet: Sheet, paper: Paper, stubbed: bool) -> None:
    """The foot of the page, and on the first one the stub."""
    if sheet.page == 1 and stubbed:
        _coupon(sheet, paper)
    sheet.text(_RIGHT, 776, page_mark(paper, sheet.page), _F.regular, 8.5, align="r")
    if sheet.page > 1:
        day = paper.manner.day(paper.places.later_date)
        sheet.text(_LEFT, 776, f"{paper.printed_code}   {day}   {paper.mailed_name}", _F.regular, 8.5)
    else:
        sheet.text(_LEFT, 776, f"REV {paper.context['revised']}", _G.regular, 6.5)


def _coupon(sheet: Sheet, paper: Paper) -> None:
    words, y = paper.words, _COUPON
    sheet.add(Rule(_LEFT, y, _RIGHT, y, 0.6, 0.0, (6, 3)))
    sheet.text(_LEFT, y + 16, words.phrase("payment"), _G.bold, 10)
    rows = [(words.header("date"), paper.manner.day(paper.places.stub_date)), (words.header("notice"), paper.code)]
    rows += [(words.header(paper.tin_key), paper.tin_text or "")]
    if paper.places.coupon_amount is not None:
        rows.append((stubs.coupon_words(paper), paper.manner.money(paper.places.coupon_amount, sign=True)))
    _boxes(sheet, rows, y + 24)
    sheet.lines(_LEFT + 30, y + 98, (paper.mailed_name, *paper.mailed_address), _F.regular, 9, pitch=10.5)
    sheet.lines(360, y + 98, paper.remit, _F.regular, 9, pitch=10.5)
    sheet.text(_LEFT, y + 148, parts.scan_line(paper), _F.regular, 10)


BOXES = Layout(
    name="practice_boxes",
    years=(2004, 2018),
    styles=frozenset({"notice", "acs", "correspondex"}),
    draw=_draw,
    voice="boxes",
    masks={"": 6, "X": 2, "ending": 2},
    caller_digits=(4,),
    dates=("unpadded", "dashed", "day_first"),
    places=COUPONED,
    spaced=0.4,
    page_text=3000,
    contact_stub=False,
    practice=True,
)
