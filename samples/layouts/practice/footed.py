"""What identifies the notice stands in a grid at the foot of the first page; no stub, a numbered table."""

from samples import fonts
from samples.flow import Flow, Type
from samples.fonts import HELVETICA, TIMES
from samples.layouts import header, parts, running
from samples.layouts.base import HEADED, Layout
from samples.paper import Paper
from samples.sheet import Area, Rule, Sheet
from schemas.geometry import Box

from .common import document, facts, farewell, greeting, page_mark, titles

_F, _G = TIMES, HELVETICA
_LEFT, _RIGHT = 54.0, 558.0
_TYPE = Type(_F, 10.8, 13.2, gap=6, bullet="•", indent=12)
_CELLS = 4  # to a row of the foot
_CELL = 30.0
_END = 748.0  # lower edge of the foot


def _draw(paper: Paper) -> Sheet:
    sheet = Sheet()
    top = _foot(sheet, paper)
    y = _opening(sheet, paper)

    def on_break(out: Flow) -> None:
        sheet.new_page()
        _later(sheet, paper)
        out.y, out.bottom = 62.0, 724.0

    out = running.flow(sheet, _TYPE, _LEFT, _RIGHT - _LEFT, y, bottom=top - 18, on_break=on_break)
    greeting(out, paper)
    out.blocks(paper.why)
    if paper.rows:
        _table(out, paper)
    if len(paper.periods) > 1:
        running.detail(out, paper, "", 11)
    running.sections(out, paper, running.Heading(11.5, upper=True, above=3))
    farewell(out, paper)
    return sheet


def _opening(sheet: Sheet, paper: Paper) -> float:
    """Nothing but the letterhead at the right, the address and the title; gives the next baseline."""
    parts.wordmark(sheet, _LEFT, 58, 24)
    office = ("Department of the Treasury", "Internal Revenue Service", *paper.office)
    for n, line in enumerate(office):
        sheet.text(_RIGHT, 44 + 12 * n, line, _F.italic, 10, align="r")
    parts.window_address(sheet, paper, _F, 11, x=_LEFT + 24, y=124, pitch=13.4)
    return titles(sheet, paper, _F, x=_LEFT, y=200, room=_RIGHT - _LEFT, sizes=(14.0, 12.0)) + 6


def _cells(paper: Paper) -> list[list[tuple[str, list[str]]]]:
    rows = [(label, value.split("\n")) for label, value in facts(paper)]
    return [rows[n : n + _CELLS] for n in range(0, len(rows), _CELLS)]


def _foot(sheet: Sheet, paper: Paper) -> float:
    """The ruled grid at the foot of the first page; gives its upper edge."""
    rows = _cells(paper)
    tall = [_CELL + 11.0 * (max(len(value) for _, value in row) - 1) for row in rows]
    top = y = _END - sum(tall)
    for row, high in zip(rows, tall, strict=True):
        wide = (_RIGHT - _LEFT) / len(row)
        for n, (label, value) in enumerate(row):
            x = _LEFT + n * wide
            sheet.add(Area(Box(x, y, x + wide, y + high), None, 0.0, 0.5))
            size = 9.5
            while max(fonts.width(part, _G.bold, size) for part in value) > wide - 10 and size > 6.5:
                size -= 0.25
            sheet.lines(x + 5, y + 13, value, _G.bold, size, pitch=11)
            sheet.text(x + 5, y + high - 5.5, label, _G.regular, 7)
        y += high
    sheet.text(306, _END + 14, page_mark(paper, 1), _F.regular, 9, align="c")
    return top


def _table(out: Flow, paper: Paper) -> None:
    """Line number, what for, amount: ruled all around."""
    sheet, size, pitch, x0, x1 = out.sheet, 10.8, 16.0, _LEFT + 24, _RIGHT - 24
    out.need((len(paper.rows) + 2) * pitch)
    out.line(paper.summary_heading, _F.bold, 11.5, pitch=9)
    for n, row in enumerate(paper.rows):
        font = _F.bold if paper.has_total and n == len(paper.rows) - 1 else _F.regular
        lines = fonts.wrap(row.label.replace("\n", " "), font, size, x1 - x0 - 140)
        high = pitch + 12 * (len(lines) - 1)
        sheet.add(Area(Box(x0, out.y, x1, out.y + high), None, 0.0, 0.5))
        sheet.add(Rule(x0 + 24, out.y, x0 + 24, out.y + high), Rule(x1 - 100, out.y, x1 - 100, out.y + high))
        sheet.text(x0 + 12, out.y + 12, str(n + 1), font, size, align="c")
        sheet.lines(x0 + 30, out.y + 12, lines, font, size, pitch=12)
        sheet.text(x1 - 5, out.y + 12, paper.manner.money(row.amount, sign=True), font, size, align="r")
        sheet.note(row.id)
        out.y += high
    out.y += 20


def _later(sheet: Sheet, paper: Paper) -> None:
    """Behind the first page one line at the foot."""
    texts = [document(paper), paper.manner.day(paper.places.later_date)]
    texts += [value for _, value in header.tin_row(paper)]
    sheet.add(Rule(_LEFT, 744, _RIGHT, 744, 0.5))
    sheet.text(_LEFT, 757, "; ".join(texts), _G.regular, 8.5)
    sheet.text(_RIGHT, 757, page_mark(paper, sheet.page), _G.regular, 8.5, align="r")


FOOTED = Layout(
    name="practice_footed",
    years=(2004, 2026),
    styles=frozenset({"notice", "acs", "letter", "field", "correspondex"}),
    draw=_draw,
    voice="footed",
    masks={"": 4, "X": 3, "ending": 3},
    caller_digits=(5,),
    dates=("capitals", "long"),
    places=HEADED,
    money=("${}", "$ {}"),
    spaced=0.25,
    page_text=2900,
    contact_stub=False,
    practice=True,
)
