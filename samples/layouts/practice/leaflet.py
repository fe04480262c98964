"""A self-mailer folded twice: an address panel, a message in large centred lines, facts beside dots; then a table
that stands astride the fold, and a slip as the third panel. Lines are short, labels are parted from their values."""

from dataclasses import dataclass

from samples import fonts
from samples.blocks import Grid
from samples.flow import Flow, Type
from samples.fonts import HELVETICA, TIMES
from samples.layouts import header, parts, running, stubs
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
)

_F, _LOUD = HELVETICA, TIMES
_WIDE = 168.0
_PANELS = (30.0, 222.0, 414.0)
_FOLDS = (210.0, 402.0)
_TOP, _LOW = 46.0, 742.0
_LARGE = Type(_F, 10.8, 14.2, gap=8, bullet="•", indent=9)
_TYPE = Type(_F, 8.3, 10.7, gap=5, bullet="•", indent=8)
_FIGURES = 306.0  # where the figures of the table end
_CELL = 6.8  # smallest letters of a table
_AT_ONCE = {"immediately", "hearing", "hearing_undated"}
_SERVICE = {"en": "Internal Revenue Service", "es": "Servicio de Impuestos Internos"}
_TREASURY = {"en": "Department of the Treasury", "es": "Departamento del Tesoro"}
_PERMIT = ("PRESORTED", "FIRST-CLASS MAIL", "POSTAGE & FEES PAID", "IRS  PERMIT NO. G-48")
_PRIVATE = ("Official Business", "Penalty for Private Use, $300")


@dataclass
class _Panels:
    """The panels of the page that are still free, each from its first baseline down."""

    sheet: Sheet
    paper: Paper
    free: list[tuple[float, float]]

    def turn(self, out: Flow) -> None:
        """On into the next panel, or the first one of a new page."""
        if not self.free:
            self.unfold()
            out.type = _TYPE
        out.x, out.y = self.free.pop(0)
        out.bottom = _LOW

    def unfold(self) -> None:
        """A new page; the third panel of the second one is the slip."""
        self.sheet.new_page()
        _foot(self.sheet, self.paper)
        self.free = [(x, _TOP) for x in _PANELS]
        if _cut(self.sheet, self.paper):
            _slip(self.sheet, self.paper)
            self.free.pop()


class _Narrow(Flow):
    """Text in a panel; the first cell of a table that is too wide becomes a line above the others."""

    def grid(self, grid: Grid) -> None:
        rows = (grid.head, *grid.rows)
        wide = sum(max(_broken(row[n], _CELL) for row in rows) + 8 for n in range(len(grid.head)))
        if wide <= self.width:
            self.need((self.type.size + 3) * (len(grid.rows) + 5))  # before the columns are laid out in this panel
            super().grid(grid)
            return
        font, bold, size = self.type.family.regular, self.type.family.bold, _CELL
        each = self.width / (len(grid.head) - 1)
        heads = [fonts.wrap(head, bold, size, each - 3) for head in grid.head[1:]]
        tall = max(map(len, heads))
        self.need(9 * (tall + 2) + 19 * len(grid.rows))
        self.line(grid.head[0], bold, size, pitch=9)
        for k in range(tall):
            self.cells(tuple(head[k] if k < len(head) else "" for head in heads), each, bold)
        for row in grid.rows:
            self.sheet.add(Rule(self.x, self.y - 7.5, self.x + self.width, self.y - 7.5, 0.3))
            self.line(row[0], font, size, pitch=9)
            self.cells(row[1:], each, font)
        if grid.total:
            self.sheet.add(Rule(self.x, self.y - 7.5, self.x + self.width, self.y - 7.5, 0.8))
            self.sheet.text(self.x, self.y, grid.total[0], bold, size)
            self.cells(grid.total[1:], each, bold)

    def cells(self, cells: tuple[str, ...], each: float, font: str) -> None:
        for n, cell in enumerate(cells):
            size = fitted(cell, font, _CELL, each - 3)
            self.sheet.text(self.x + (n + 1) * each, self.y, cell, font, size, align="r")
        self.y += 9.6


def _broken(text: str, size: float) -> float:
    """Width of a cell; a head may be broken between its words, a cell with digits not."""
    words = [text] if any(c.isdigit() for c in text) else text.split()
    return max((fonts.width(word, _F.bold, size) for word in words), default=0.0)


def _draw(paper: Paper) -> Sheet:
    sheet = Sheet()
    _foot(sheet, paper)
    _address(sheet, paper)
    middle, right = _message(sheet, paper), _account(sheet, paper)
    panels = _Panels(sheet, paper, [(_PANELS[1], middle), (_PANELS[2], right)])
    out = _Narrow(sheet, _LARGE, 0.0, _WIDE, 0.0, _LOW, panels.turn)
    panels.turn(out)
    greeting(out, paper)
    out.blocks(paper.why)
    if paper.rows:
        panels.unfold()
        low = _table(sheet, paper)
        panels.free = [(x, low if n < 2 else y) for n, (x, y) in enumerate(panels.free)]
        panels.turn(out)
    out.type = _TYPE
    if paper.detail is not None and len(paper.periods) > 1:
        _by_period(out, paper, paper.detail)
    running.sections(out, paper, running.Heading(9.4, above=4))
    farewell(out, paper)
    return sheet


def _cut(sheet: Sheet, paper: Paper) -> bool:
    """True on the page with the slip."""
    return sheet.page == 2 and paper.spec.coupon in ("payment", "remitted")


def _foot(sheet: Sheet, paper: Paper) -> None:
    """The folds, and below each panel what tells the pages together."""
    for n, x in enumerate(_FOLDS):
        cut = n == 1 and _cut(sheet, paper)
        sheet.add(Rule(x, 22, x, 750, 0.8, 0.1, (5, 3)) if cut else Rule(x, 22, x, 750, 0.3, 0.6, (1, 4)))
    sheet.text(_PANELS[2] + _WIDE / 2, 768, page_mark(paper, sheet.page), _F.regular, 7.6, align="c")
    if sheet.page == 1:
        return
    words = paper.words
    cells = [[(words.header("notice"), document(paper)), *header.tin_row(paper)]]
    cells.append([(words.header("date"), paper.manner.day(paper.places.later_date)), *answer_row(paper)])
    for x, rows in zip(_PANELS, cells, strict=False):
        for k, (label, value) in enumerate(rows):
            text = f"{label}: {value}"
            size = fitted(text, _F.regular, 7.6, _WIDE)
            sheet.text(x + _WIDE / 2, 768 + 10 * k, text, _F.regular, size, align="c")


def _address(sheet: Sheet, paper: Paper) -> None:
    """The left panel: return address, permit, and far below them to whom it goes."""
    x, lang = _PANELS[0], paper.manner.lang
    sheet.lines(x, 34, (_TREASURY[lang], _SERVICE[lang], *paper.office), _F.regular, 7.4, pitch=9)
    y = sheet.lines(x, 82, _PRIVATE, _F.bold, 6.4, pitch=8)
    sheet.add(Area(Box(x + 66, y + 12, x + _WIDE, y + 58), None, 0.0, 0.8))
    for n, line in enumerate(_PERMIT):
        sheet.text(x + 66 + (_WIDE - 66) / 2, y + 23 + 10 * n, line, _F.regular, 7, align="c")
    parts.barcode(sheet, x, 318, 9, paper.rng, bars=32)
    for n, line in enumerate((paper.mailed_name, *paper.mailed_address)):
        sheet.text(x, 342 + 12.4 * n, line, _F.regular, fitted(line, _F.regular, 9.4, _WIDE))
    parts.mark(sheet, x + _WIDE / 2 - 24, 690, 48, 0.45)


def _due_row(paper: Paper, day: str) -> list[Line]:
    """By when to pay, or to have paid; at once stands as a value without a label."""
    if paper.due_kind in BILLED and day:
        return [(paper.words.phrase("arrive_by" if paper.due_kind == "received" else "pay_by"), day)]
    return [("", paper.words.phrase("at_once"))] if paper.asked and paper.due_kind in _AT_ONCE else []


def _message(sheet: Sheet, paper: Paper) -> float:
    """The middle panel: title, then what is asked, all in the middle; gives the next baseline."""
    y, centre = 60.0, _PANELS[1] + _WIDE / 2
    for n, line in enumerate(paper.title):
        size = 13.0 if n else 20.0
        for part in fonts.wrap(line, _LOUD.bold, size, _WIDE):
            sheet.text(centre, y, part, _LOUD.bold, fitted(part, _LOUD.bold, size, _WIDE), align="c")
            y += size * 1.18
        y += 3
    due = _due_row(paper, paper.manner.day(paper.due) if paper.due is not None else "")
    rows = [*asked_row(paper), *due, *answer_row(paper)]
    if not rows:
        return y + 10
    sheet.add(Rule(centre - 30, y, centre + 30, y, 1.2))
    y = _centred(sheet, rows, centre, y + 20)
    sheet.add(Rule(centre - 30, y - 8, centre + 30, y - 8, 1.2))
    return y + 14


def _centred(sheet: Sheet, rows: list[Line], centre: float, y: float) -> float:
    """Small label, larger value below it, in the middle of the panel; gives the next baseline."""
    for label, value in rows:
        for part in fonts.wrap(label, _F.regular, 9, _WIDE - 8) if label else ():
            sheet.text(centre, y, part, _F.regular, 9, align="c")
            y += 11
        size = fitted(value, _F.bold, 14.0, _WIDE - 14) if label else 10.5
        for part in [value] if label else fonts.wrap(value, _F.bold, size, _WIDE - 4):
            y += size * 0.42
            sheet.text(centre, y, part, _F.bold, size, align="c")
            y += size * 0.72
        y += 9
    return y


def _account(sheet: Sheet, paper: Paper) -> float:
    """The right panel: a list with dots; gives the next baseline."""
    words, x = paper.words, _PANELS[2]
    rows = [*header.period_row(paper), *form_row(paper), *header.tin_row(paper)]
    rows += [(words.header("date"), paper.manner.day(paper.notice_date)), (words.header("notice"), document(paper))]
    sheet.text(x, 60, words.phrase("facts_head"), _LOUD.bold, 13)
    sheet.add(Rule(x, 66, x + _WIDE, 66, 0.8))
    desk = [(label, value.replace(", no. ", "\nno. ")) for label, value in desk_rows(paper)]
    return _listed(sheet, x, 84, [*rows, *desk], 9.0) + 20


def _listed(sheet: Sheet, x: float, y: float, rows: list[Line], size: float = 8.6) -> float:
    """Label, dots, value; the value stands in a line of its own where both are too wide; gives the next baseline."""
    right, pitch = x + _WIDE, size * 1.28
    for label, value in rows:
        values, at = value.split("\n"), x + 12
        taken = fonts.width(label, _F.regular, size)
        if taken + fonts.width(values[0], _F.bold, size) + 16 <= _WIDE:
            sheet.text(x, y, label, _F.regular, size)
            at = x + taken
        else:
            y = sheet.lines(x, y, fonts.wrap(label, _F.regular, size, _WIDE), _F.regular, size, pitch=pitch)
        for line in values:
            fit = fitted(line, _F.bold, size, _WIDE - 14)
            start = right - fonts.width(line, _F.bold, fit)
            sheet.add(*parts.leaders(at, start, y, _F.regular, size))
            sheet.text(right, y, line, _F.bold, fit, align="r")
            y, at = y + pitch, x + 12
        y += 6.0 if size > 8.8 else 3.2
    return y


def _table(sheet: Sheet, paper: Paper) -> float:
    """What each figure is ends at the fold, the figures stand in the second panel; gives the next baseline."""
    left, right, edge = _PANELS[0], _PANELS[1] + _WIDE, _FOLDS[0] - 8
    sheet.text(_FOLDS[0], _TOP + 4, paper.summary_heading, _LOUD.bold, 13, align="c")
    y = _TOP + 14
    sheet.add(Rule(left, y, right, y, 1.2))
    y += 12
    for n, row in enumerate(paper.rows):
        result = paper.has_total and n == len(paper.rows) - 1
        y = _entry(sheet, paper, row, y, edge, result=result)
        if not result:
            sheet.add(Rule(left, y - 8.5, right, y - 8.5, 0.25, 0.5))
    return y + 18


def _entry(sheet: Sheet, paper: Paper, row: Row, y: float, edge: float, *, result: bool) -> float:
    """One row, the figure on the last line of its label; the result is bold in a frame across the fold."""
    font, size = (_F.bold, 9.6) if result else (_F.regular, 8.8)
    lines = fonts.wrap(row.label.replace("\n", " "), font, size, _WIDE)
    top, y = y - 9, y + (4 if result else 0)
    for line in lines:
        sheet.text(edge, y, line, font, size, align="r")
        y += 11
    sheet.text(_FIGURES, y - 11, paper.manner.money(row.amount, sign=True), font, size, align="r")
    sheet.note(row.id)
    if result:
        sheet.add(Area(Box(_PANELS[0], top + 2, _PANELS[1] + _WIDE, y - 3), None, 0.0, 1.0))
    return y + 4


def _by_period(out: Flow, paper: Paper, grid: Grid) -> None:
    """A short list for each period, and what they come to together."""
    sheet, title = out.sheet, fonts.wrap(paper.words.phrase("details"), _F.bold, 9.4, _WIDE)
    tall = 20.0 * len(grid.head) + 16
    out.need(tall + 14 * len(title))
    for line in title:
        out.line(line, _F.bold, 9.4, pitch=13)
    for n, row in enumerate(grid.rows):
        out.need(tall)
        sheet.add(Rule(out.x, out.y - 9, out.x + _WIDE, out.y - 9, 0.5))
        out.y = _listed(sheet, out.x, out.y, list(zip(grid.head, row, strict=True)), 8.2) + 5
        for key in grid.ids[n]:
            sheet.note(key)
    out.need(34)
    sheet.add(Rule(out.x, out.y - 9, out.x + _WIDE, out.y - 9, 1.2))
    out.line(paper.words.phrase("all_periods"), _F.regular, 8.2)
    out.y = _listed(sheet, out.x, out.y, [(grid.total[0], grid.total[-1])], 8.2) + 10
    sheet.note("all")


def _slip(sheet: Sheet, paper: Paper) -> None:
    """The third panel: cut off along the fold and sent with the money."""
    words, places, x = paper.words, paper.places, _PANELS[2]
    title = fonts.wrap(words.phrase("payment"), _LOUD.bold, 13, _WIDE)
    y = sheet.lines(x, _TOP, title, _LOUD.bold, 13, pitch=15) + 4
    rows = [(words.header("notice"), paper.code), (words.header("date"), paper.manner.day(places.stub_date))]
    y = _listed(sheet, x, y, rows + header.tin_row(paper) + header.period_row(paper)) + 6
    amount, top = places.coupon_amount, y
    blank = paper.spec.coupon == "remitted" or amount is None
    figure = "$ ______________" if blank or amount is None else paper.manner.money(amount, sign=True)
    due = _due_row(paper, paper.manner.day(places.coupon_due) if places.coupon_due is not None else "")
    asked = [(stubs.coupon_words(paper).replace("\n", " "), figure)]
    y = _centred(sheet, asked + due, x + _WIDE / 2, y + 15)
    sheet.add(Area(Box(x, top, x + _WIDE, y - 6), None, 0.0, 1.0))
    y += 14
    payer = (paper.case.name, *paper.case.address)
    for head, lines in ((words.phrase("from_head"), payer), (words.phrase("to_head"), paper.remit)):
        sheet.text(x, y, head, _F.bold, 7.6)
        for n, line in enumerate(lines):
            sheet.text(x + 10, y + 12 + 11 * n, line, _F.regular, fitted(line, _F.regular, 8.6, _WIDE - 10))
        y += 30 + 11 * len(lines)
    for item in paper.stub_bullets:
        y = sheet.lines(x, y, fonts.wrap(item, _F.regular, 7.6, _WIDE), _F.regular, 7.6, pitch=9.4) + 4
    for n, line in enumerate(fonts.wrap(parts.scan_line(paper), "Courier", 8.6, _WIDE)):
        sheet.text(x, 724 + 11 * n, line, "Courier", 8.6)


LEAFLET = Layout(
    name="practice_leaflet",
    years=(2004, 2026),
    styles=frozenset({"notice", "acs"}) | LETTERS,
    draw=_draw,
    voice="leaflet",
    voice_es="leaflet_es",
    langs=frozenset({"en", "es"}),
    masks={"": 3, "X": 3, "last": 2, "ending": 2},
    caller_digits=(4, 5),
    dates=("ordinal", "long", "day_month"),
    places=COUPONED,
    periods=("plain", "month", "spelled"),
    spaced=0.3,
    page_text=4200,
    contact_stub=False,
    practice=True,
)
