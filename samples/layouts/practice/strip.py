"""Facts on one line with bars, prose in two columns, amounts left of their labels, a stub down the right edge."""

from dataclasses import dataclass

from samples import fonts
from samples.blocks import Block, Grid
from samples.flow import Flow, Type
from samples.fonts import HELVETICA, LIGHT
from samples.layouts import header, parts, running, stubs
from samples.layouts.base import Layout
from samples.layouts.grid import height
from samples.paper import Paper
from samples.sheet import Area, Rule, Sheet
from schemas.geometry import Box

from .common import desk_rows, due_row, form_row, page_mark, titles

_F, _B = LIGHT, HELVETICA
_LEFT, _RIGHT = 40.0, 572.0
_STRIP = 432.0  # left edge of the stub
_GUTTER = 22.0
_TYPE = Type(_F, 9.0, 12.0, gap=5, bullet="»", indent=11)


@dataclass
class _Columns(Flow):
    """Prose in `columns` columns from `top` down; a full column goes on in the next one, a full page on a new one."""

    columns: int = 1
    left: float = _LEFT
    top: float = 0.0

    def next_column(self) -> bool:
        """Goes to the next column of this page, if there is one."""
        after = self.x + self.width + _GUTTER
        if after >= self.left + self.columns * (self.width + _GUTTER) - 1:
            return False
        self.x, self.y = after, self.top
        return True

    def block(self, block: Block) -> None:
        if self.columns == 1:  # the next page has narrower columns: nothing runs on from here
            self.need(height((block,), self.type, self.width) - self.type.pitch)
        super().block(block)

    def grid(self, grid: Grid) -> None:
        self.need((len(grid.rows) + 6) * (self.type.size + 3))  # before the columns of the table are placed
        super().grid(grid)


def _draw(paper: Paper) -> Sheet:
    sheet = Sheet()
    stubbed = paper.spec.coupon == "payment"
    edge = _STRIP - 18 if stubbed else _RIGHT
    y = _opening(sheet, paper, edge)
    if stubbed:
        _stub(sheet, paper)

    def on_break(out: Flow) -> None:
        assert isinstance(out, _Columns)
        if not out.next_column():
            _foot(sheet, paper)
            sheet.new_page()
            out.columns, out.width = 2, (_RIGHT - _LEFT - _GUTTER) / 2
            out.x, out.y, out.top = _LEFT, 62.0, 62.0

    count = 1 if stubbed else 2
    width = edge - _LEFT if stubbed else (_RIGHT - _LEFT - _GUTTER) / 2
    out = _Columns(sheet, _TYPE, _LEFT, width, y, 738.0, on_break, columns=count, top=y)
    running.sections(out, paper, running.Heading(10.5, above=4))
    _foot(sheet, paper)
    return sheet


def _line(paper: Paper, room: float) -> list[str]:
    """The facts one behind the other, as many lines as they take; none is broken."""
    words = paper.words
    rows = [(words.header("date"), paper.manner.day(paper.notice_date)), *header.period_row(paper), *form_row(paper)]
    rows += [*header.tin_row(paper), *desk_rows(paper), *due_row(paper)]
    lines: list[str] = []
    for label, value in rows:
        cell = f"{label} {value.replace(chr(10), ', ')}"
        longer = f"{lines[-1]}  |  {cell}" if lines else cell
        if lines and fonts.width(longer, _F.regular, 8.4) <= room:
            lines[-1] = longer
        else:
            lines.append(cell)
    return lines


def _opening(sheet: Sheet, paper: Paper, edge: float) -> float:
    """Code, bars, address, title, reasons and figures, no wider than `edge`; gives the next baseline."""
    sheet.text(_LEFT, 54, paper.printed_code, _B.bold, 22)
    at = _LEFT + fonts.width(paper.printed_code, _B.bold, 22) + 14
    office = ("Internal Revenue Service", ", ".join(paper.office))
    sheet.lines(at, 43, office, _F.regular, 8.5, pitch=11)
    sheet.add(Rule(_LEFT, 63, edge, 63, 1.0))
    y = sheet.lines(_LEFT, 76, _line(paper, edge - _LEFT), _F.regular, 8.4, pitch=12)
    sheet.add(Rule(_LEFT, y - 7, edge, y - 7, 0.4))
    y = parts.window_address(sheet, paper, _F, 10, x=_LEFT + 36, y=max(y + 30, 138.0), pitch=13)
    y = titles(sheet, paper, _F, x=_LEFT, y=max(y + 34, 232.0), room=edge - _LEFT, sizes=(15.0, 11.5))
    out = running.flow(sheet, _TYPE, _LEFT, edge - _LEFT, y + 6, bottom=1e9, on_break=lambda _: None)
    out.blocks(paper.why)
    y = _figures(sheet, paper, out.y + 4, edge) if paper.rows else out.y
    out.y = y
    if len(paper.periods) > 1:
        running.detail(out, paper, paper.words.phrase("details"), 10.5)
    return out.y + 10


def _figures(sheet: Sheet, paper: Paper, y: float, edge: float) -> float:
    """Amounts set right in a narrow column, and behind each what it is for."""
    sheet.text(_LEFT, y, paper.summary_heading, _F.bold, 10.5)
    y += 17
    ends = _LEFT + 92
    for n, row in enumerate(paper.rows):
        total = paper.has_total and n == len(paper.rows) - 1
        font = _F.bold if total else _F.regular
        if total:
            sheet.add(Rule(_LEFT, y - 10, ends, y - 10, 0.6))
            y += 2
        sheet.text(ends, y, paper.manner.money(row.amount, sign=n == 0 or total), font, 9.5, align="r")
        lines = fonts.wrap(row.label.replace("\n", " "), font, 9.5, edge - ends - 12)
        y = sheet.lines(ends + 12, y, lines, font, 9.5, pitch=13.4)
        sheet.note(row.id)
    return y + 6


def _stub(sheet: Sheet, paper: Paper) -> None:
    """The strip at the right: from the payer down to the amount."""
    words, x = paper.words, _STRIP + 14
    sheet.add(Rule(_STRIP, 20, _STRIP, 772, 0.6, 0.3, (4, 3)))
    sheet.add(Area(Box(_STRIP + 6, 26, 600, 50), 0.9, None))
    sheet.text(x, 42, words.phrase("payment"), _F.bold, 12)
    y = 76.0
    for line in (paper.case.name, *paper.case.address):
        y = sheet.lines(x, y, fonts.wrap(line, _F.regular, 8.5, 146), _F.regular, 8.5, pitch=11.5)
    y += 18
    rows = [(words.header("notice"), paper.code), (words.header("date"), paper.manner.day(paper.places.stub_date))]
    for label, value in (*rows, *header.tin_row(paper)):
        sheet.text(x, y, label, _F.regular, 7.5, gray=0.25)
        sheet.text(x, y + 12, value, _F.regular, 9.5)
        y += 30
    for item in paper.stub_bullets:
        y = sheet.lines(x, y, fonts.wrap(item, _F.regular, 8, 146), _F.regular, 8, pitch=10.5) + 6
    y = sheet.lines(x, max(y + 20, 420.0), stubs.coupon_words(paper).split("\n"), _F.regular, 10, pitch=13)
    if paper.places.coupon_amount is not None:
        sheet.add(Area(Box(x - 4, y - 6, 596, y + 18), None, 0.0, 1.0))
        sheet.text(590, y + 11, paper.manner.money(paper.places.coupon_amount, sign=True), _B.bold, 13, align="r")
    for line in paper.remit:
        y = sheet.lines(x, y + 48 if line == paper.remit[0] else y, [line], _F.regular, 8.5, pitch=11.5)
    parts.squares(sheet, x, y + 14, 58, paper.rng, n=25)


def _foot(sheet: Sheet, paper: Paper) -> None:
    """A line at the foot of each page, and all that pages behind the first say about the notice."""
    day = paper.manner.day(paper.notice_date if sheet.page == 1 else paper.places.later_date)
    texts = [t for t in (paper.printed_code, day, paper.tin_text) if t]
    sheet.text(_LEFT, 764, "  |  ".join(texts), _F.regular, 8)
    at = _STRIP - 18 if sheet.page == 1 and paper.spec.coupon == "payment" else _RIGHT
    sheet.text(at, 764, page_mark(paper, sheet.page), _F.regular, 8, align="r")


STRIP = Layout(
    name="practice_strip",
    years=(2016, 2026),
    styles=frozenset({"notice", "acs"}),
    draw=_draw,
    voice="strip",
    voice_es="strip_es",
    langs=frozenset({"en", "es"}),
    masks={"": 2, "X": 4, "*": 4},
    caller_digits=(4, 6),
    dates=("slashed", "long"),
    money=("${}", "$ {}"),
    spaced=0.2,
    page_text=2900,
    contact_stub=False,
    practice=True,
)
