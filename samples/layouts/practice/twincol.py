"""A newspaper: a narrow column of facts and figures beside a wide one of prose, line by line at the same heights."""

import math

from samples import fonts
from samples.blocks import Bullets, Grid
from samples.flow import Flow, Type, draw_grid
from samples.fonts import HELVETICA, TIMES
from samples.layouts import header, parts, stubs
from samples.layouts.base import COUPONED, Layout
from samples.layouts.header import Line
from samples.paper import Paper
from samples.sheet import Area, Rule, Sheet
from samples.tables import Row
from schemas.geometry import Box

from .common import BILLED, LETTERS, answer_row, desk_rows, document, farewell, fitted, form_row, greeting, page_mark

_F, _G = TIMES, HELVETICA
_PITCH = 12.6  # of the lines of both columns: baselines stand at its multiples
_LEFT, _RIGHT = 40.0, 572.0
_NARROW = 158.0  # width of the facts
_PROSE = 224.0  # where prose begins on the first page
_HALF, _SECOND = 256.0, 316.0  # width of both columns of later pages, and where their second one begins
_FIRST, _LATER = 6 * _PITCH, 5 * _PITCH  # first baselines
_STUB = 632.0
_CELLS = (40.0, 168.0, 306.0, 448.0)  # where the facts of the stub begin
_ABOVE, _LAST = 48 * _PITCH + 1, 59 * _PITCH + 1  # where the last lines end, above the stub and without one
_CAPS, _VALUE = 7.0, 10.0
_SMALLEST = 7.6  # of tables; what does not fit so is listed
_TYPE = Type(_F, 10.4, _PITCH, gap=0, bullet="•", indent=10)
_SERVICE = {"en": "Internal Revenue Service", "es": "Servicio de Impuestos Internos"}
_TREASURY = {"en": "Department of the Treasury", "es": "Departamento del Tesoro"}


def _draw(paper: Paper) -> Sheet:
    sheet = Sheet()
    stubbed = paper.spec.coupon == "payment"
    low = _ABOVE if stubbed else _LAST
    _masthead(sheet, paper, low)
    _facts(sheet, paper)
    if stubbed:
        _stub(sheet, paper)
    y = _opening(sheet, paper)

    def on_break(out: Flow) -> None:
        if sheet.page > 1 and out.x == _LEFT:
            out.x = _SECOND
        else:
            sheet.new_page()
            _head(sheet, paper)
            out.x = _LEFT
        out.width, out.y, out.bottom = _HALF, _LATER, _LAST

    out = _Column(sheet, _TYPE, _PROSE, _RIGHT - _PROSE, y, low, on_break)
    greeting(out, paper)
    out.blocks(paper.why)
    if paper.detail is not None and len(paper.periods) > 1:
        out.heading(paper.words.phrase("details"))
        out.listed(paper.detail)
    for section in paper.sections:
        out.heading(section.label)
        out.blocks(section.blocks)
    farewell(out, paper)
    return sheet


class _Column(Flow):
    """Prose on the common baselines; what runs on into a column of another width is broken anew there."""

    def para(self, text: str, font: str) -> None:
        self.run(text, font, 0.0)
        self.y += _PITCH / 2 if text else 0.0
        self.snap()

    def run(self, text: str, font: str, indent: float) -> None:
        size = self.type.size
        while text:
            self.need(0)
            lines = fonts.wrap(text, font, size, self.width - indent)
            free = int((self.bottom - self.y) / _PITCH + 1)
            for line in lines[:free]:
                self.line(line, font, size, x=self.x + indent)
            text = " ".join(lines[free:])

    def bullets(self, block: Bullets) -> None:
        t = self.type
        for item in block.items:
            self.need(0)
            if block.boxes:
                self.sheet.add(Area(Box(self.x, self.y - 7, self.x + 7.5, self.y + 0.5)))
            else:
                self.sheet.text(self.x, self.y, t.bullet, t.family.regular, t.size)
            self.run(item, t.family.regular, t.indent + (4 if block.boxes else 0))
        self.y += _PITCH

    def heading(self, text: str) -> None:
        lines = fonts.wrap(text, _G.bold, 9.6, self.width)
        self.need((len(lines) + 2) * _PITCH)
        for line in fonts.wrap(text, _G.bold, 9.6, self.width):  # a new column may be of another width
            self.line(line, _G.bold, 9.6)

    def snap(self) -> None:
        """On to the next of the common baselines."""
        self.y = math.ceil(self.y / _PITCH - 0.01) * _PITCH

    def grid(self, grid: Grid) -> None:
        if _least(grid) > self.width:
            self.listed(grid)
            return
        self.need((len(grid.rows) + 4) * (self.type.size + 3))  # before the table finds its place
        draw_grid(self, grid)
        self.y += _PITCH / 2
        self.snap()

    def listed(self, grid: Grid) -> None:
        """A table too wide for its column: each row as lines of their own, heads before cells, a rule below."""
        for n, row in enumerate(grid.rows):
            cells = list(zip(grid.head, row, strict=True))
            self.need((len(cells) + 2) * _PITCH)  # a row stays together, and its amounts on the page noted
            for key in grid.ids[n] if grid.ids else ():
                self.sheet.note(key)
            for head, cell in cells:
                self.pair(head, cell, _F.regular)
            self.sheet.add(Rule(self.x, self.y - 4, self.x + self.width, self.y - 4, 0.4))
            self.y += _PITCH
        if grid.total:
            self.need(_PITCH)
            for key in grid.ids[-1] if grid.ids else ():
                self.sheet.note(key)
            self.pair(grid.total[0], grid.total[-1], _F.bold)
        self.y += _PITCH

    def pair(self, label: str, value: str, font: str) -> None:
        """A label in the facts' small capitals where it is in capitals, and what it says at the column's edge."""
        face, size = (_G.regular, _CAPS) if label.isupper() else (font, self.type.size)
        wide = fonts.width(value, font, self.type.size)
        lines = fonts.wrap(label, face, size, self.width - wide - 10)
        self.need((len(lines) - 1) * _PITCH)
        self.sheet.text(self.x + self.width, self.y, value, font, self.type.size, align="r")
        for line in lines:
            self.line(line, face, size)


def _least(grid: Grid) -> float:
    """The width that a table needs at the smallest size."""
    need = 0.0
    for n, head in enumerate(grid.head):
        texts = [*head.split(), *(row[n] for row in grid.rows)]
        texts += grid.total[n : n + 1] if n or any(grid.total[1:2]) else ()
        need += max(fonts.width(text, _F.bold, _SMALLEST) for text in texts) + 8
    return need


def _masthead(sheet: Sheet, paper: Paper, low: float) -> None:
    """Who writes, over both columns, and the line that parts these down to `low`."""
    lang = paper.manner.lang
    parts.mark(sheet, _LEFT, 20, 30)
    sheet.text(_LEFT + 38, 43, "IRS", _F.bold, 22)
    sheet.text(_PROSE, 33, _SERVICE[lang], _F.bold, 13)
    sheet.text(_PROSE, 46, ", ".join((_TREASURY[lang], *paper.office)), _F.italic, 9.4)
    sheet.add(Rule(_LEFT, 55, _RIGHT, 55, 1.6), Rule(_LEFT, 58, _RIGHT, 58, 0.4))
    sheet.add(Rule(_PROSE - 13, 66, _PROSE - 13, low + 4, 0.4))


def _opening(sheet: Sheet, paper: Paper) -> float:
    """Address and title at the head of the prose; gives the next baseline."""
    y = parts.window_address(sheet, paper, _G, 9.4, x=_PROSE + 14, y=_FIRST + _PITCH, pitch=_PITCH) + 2 * _PITCH
    for n, line in enumerate(paper.title):
        size, pitch = (16.0, 1.5 * _PITCH) if n == 0 else (11.6, _PITCH)
        y = sheet.lines(_PROSE, y, fonts.wrap(line, _F.bold, size, _RIGHT - _PROSE), _F.bold, size, pitch=pitch)
    return math.ceil(y / _PITCH + 0.4) * _PITCH


def _fact(sheet: Sheet, y: float, label: str, value: str, *, size: float = _VALUE) -> float:
    """Label and, on the next line, value; a label stands somewhat low, nearer to its value than to the one before."""
    lines = fonts.wrap(label, _G.regular, _CAPS, _NARROW)
    y = sheet.lines(_LEFT, y + 1.6, lines, _G.regular, _CAPS, pitch=_PITCH) - 1.6
    for part in value.split("\n"):
        sheet.text(_LEFT, y, part, _G.bold, fitted(part, _G.bold, size, _NARROW))
        y += _PITCH
    return y


def _due_row(paper: Paper) -> list[Line]:
    """By when to pay, or by when the money has to be there."""
    if paper.due is None or paper.due_kind not in BILLED:
        return []
    return [(_due_words(paper), paper.manner.day(paper.due))]


def _due_words(paper: Paper) -> str:
    return paper.words.phrase("arrive_by" if paper.due_kind == "received" else "pay_by")


def _facts(sheet: Sheet, paper: Paper) -> None:
    """The narrow column: what it is, the figures with the day to pay, what else to do by when, whom to call."""
    words = paper.words
    what = [(words.header("notice"), document(paper)), (words.header("date"), paper.manner.day(paper.notice_date))]
    what += [(words.phrase("page_head"), page_mark(paper, 1)), *header.tin_row(paper), *header.period_row(paper)]
    what += [*form_row(paper), *((words.header(key), value) for key, value in paper.extras)]
    desk = desk_rows(paper)
    y = _FIRST
    for label, value in what:
        y = _fact(sheet, y, label, value)
    if paper.rows:
        y = _figures(sheet, paper, _ruled(sheet, y))
    y = _ruled(sheet, y)
    for label, value in (*answer_row(paper), *desk[: len(desk) - len(paper.extras)]):  # extras stand above
        y = _fact(sheet, y, label, value)


def _ruled(sheet: Sheet, y: float) -> float:
    """A line across the narrow column in place of a line of text."""
    sheet.add(Rule(_LEFT, y - 3, _LEFT + _NARROW, y - 3, 0.4))
    return y + _PITCH


def _figures(sheet: Sheet, paper: Paper, y: float) -> float:
    """Every figure below its label; what is asked for, on gray, with its day. Gives the next baseline."""
    lines = fonts.wrap(paper.summary_heading, _F.bold, 11, _NARROW)
    y = sheet.lines(_LEFT, y, lines, _F.bold, 11, pitch=_PITCH)
    for row in paper.rows:
        asked = paper.asked is not None and row is paper.rows[-1]
        y = _asked(sheet, paper, row, y) if asked else _figure(sheet, paper, row, y)
    return y


def _figure(sheet: Sheet, paper: Paper, row: Row, y: float, *, size: float = _VALUE) -> float:
    sheet.note(row.id)
    return _fact(sheet, y, row.label.replace("\n", " "), paper.manner.money(row.amount, sign=True), size=size)


def _asked(sheet: Sheet, paper: Paper, row: Row, y: float) -> float:
    """What a bill asks for stands last among its figures."""
    at = len(sheet.pages[-1])
    end = _figure(sheet, paper, row, y, size=11.4)
    for label, value in _due_row(paper):
        end = _fact(sheet, end, label, value)
    ground = Area(Box(_LEFT - 6, y - 7, _LEFT + _NARROW + 4, end - _PITCH + 4), 0.9, None)
    sheet.pages[-1].insert(at, ground)
    return end


def _inline(sheet: Sheet, x: float, y: float, row: Line, *, scale: float = 1.0) -> float:
    """Label and value on one line; gives where they end."""
    label, value = row
    sheet.text(x, y, label, _G.regular, _CAPS * scale)
    x += fonts.width(label, _G.regular, _CAPS * scale) + 5
    sheet.text(x, y, value, _G.bold, _VALUE * scale)
    return x + fonts.width(value, _G.bold, _VALUE * scale)


def _width(row: Line) -> float:
    """What label and value take on one line, without the gap between."""
    return fonts.width(row[0], _G.regular, _CAPS) + fonts.width(row[1], _G.bold, _VALUE)


def _head(sheet: Sheet, paper: Paper) -> None:
    """One line with code, number, date and page, and the line between the columns."""
    words = paper.words
    rows = [(words.header("notice"), document(paper)), *header.tin_row(paper)]
    rows.append((words.header("date"), paper.manner.day(paper.places.later_date)))
    rows.append((words.phrase("page_head"), page_mark(paper, sheet.page)))
    wide, room = sum(map(_width, rows)), _RIGHT - _LEFT - 5 * len(rows)
    scale = min(0.92, (room - 12 * (len(rows) - 1)) / wide)
    gap = (room - scale * wide) / (len(rows) - 1)
    x = _LEFT
    for row in rows:
        x = _inline(sheet, x, 36, row, scale=scale) + gap
    sheet.add(Rule(_LEFT, 43, _RIGHT, 43, 0.8))
    middle = (_LEFT + _HALF + _SECOND) / 2
    sheet.add(Rule(middle, 52, middle, _LAST + 4, 0.4))


def _stub(sheet: Sheet, paper: Paper) -> None:
    """Over the full width: what is paid, on gray how much and by when, then from whom to whom."""
    words, places, y = paper.words, paper.places, _STUB
    parts.perforation(sheet, y - 12)
    sheet.text(_LEFT, y + 4, words.phrase("payment"), _F.bold, 12)
    rows = [(words.header("notice"), paper.code), *header.tin_row(paper)]
    rows.append((words.header("date"), paper.manner.day(places.stub_date)))
    rows += form_row(paper)
    for x, (label, value) in zip(_CELLS, rows, strict=False):
        sheet.text(x, y + 19, label, _G.regular, _CAPS)
        sheet.text(x, y + 30, value, _G.bold, fitted(value, _G.bold, _VALUE, 118))
    sheet.add(Area(Box(_LEFT - 6, y + 38, _RIGHT + 6, y + 58), 0.9, None))
    if places.coupon_amount is not None:
        amount = paper.manner.money(places.coupon_amount, sign=True)
        _inline(sheet, _LEFT, y + 52, (stubs.coupon_words(paper), amount), scale=1.08)
    if places.coupon_due is not None and paper.due_kind in BILLED:
        due = (_due_words(paper), paper.manner.day(places.coupon_due))
        _inline(sheet, _CELLS[2], y + 52, due, scale=min(1.08, (_RIGHT - _CELLS[2] - 5) / _width(due)))
    payer = (paper.case.name, *paper.case.address)
    for n, (head, lines) in enumerate(((words.phrase("from_head"), payer), (words.phrase("to_head"), paper.remit))):
        x = _LEFT + 266 * n
        sheet.text(x, y + 71, head, _G.regular, _CAPS)
        sheet.lines(x, y + 82, lines, _F.regular, 9.4, pitch=10.6)
    note = paper.stub_bullets[-1]
    sheet.text(_LEFT, y + 130, note, _F.italic, fitted(note, _F.italic, 9, _RIGHT - _LEFT))
    sheet.text(_RIGHT, y + 146, parts.scan_line(paper), "Courier", 9.4, align="r")


TWINCOL = Layout(
    name="practice_twincol",
    years=(2004, 2026),
    styles=frozenset({"notice", "acs"}) | LETTERS,
    draw=_draw,
    voice="twincol",
    voice_es="twincol_es",
    langs=frozenset({"en", "es"}),
    masks={"": 3, "X": 2, "x": 2, "*": 3},
    caller_digits=(4, 5, 6),
    dates=("press", "ordinal", "capitals"),
    places=COUPONED,
    money=("${}", "US ${}"),
    periods=("plain", "month", "dated"),
    spaced=0.2,
    page_text=4200,
    contact_stub=False,
    practice=True,
)
