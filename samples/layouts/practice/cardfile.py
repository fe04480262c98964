"""A form printed beforehand and filled in by a line printer: captions in the corners of boxes, the data now and then
shifted against them, blank boxes where there is nothing to say, a card to send back."""

from dataclasses import dataclass, replace
from itertools import pairwise

from samples import fonts
from samples.blocks import Bullets, Grid
from samples.flow import Flow, Type
from samples.fonts import COURIER, HELVETICA, Family
from samples.layouts import header, parts, stubs
from samples.layouts.base import COUPONED, Layout
from samples.layouts.header import Line
from samples.paper import Paper
from samples.sheet import Area, Sheet, Text
from schemas.geometry import Box
from schemas.notice import AmountRole

from .common import BILLED, LETTERS, answer_row, document, farewell, fitted, form_row, greeting, page_mark

_LEFT, _RIGHT = 30.0, 582.0
_SIZE, _LINE, _CHAR = 10.0, 12.0, 6.0  # the printer's: 12 letters and 6 lines to the inch
_CAPTION, _INK = 6.0, 0.2  # of what was printed beforehand
_FRESH = Family("Courier-Bold", "Courier-Bold", "Courier-BoldOblique")  # a new ribbon
_MIDDLE, _SPLIT = 312.0, 432.0  # where the boxes beside the address begin, and the second one in each row of them
_CARD, _LAST = 636.0, 756.0
_FIGURES = 438.0  # where the column of figures begins
_TREASURY = {"en": "Department of the Treasury", "es": "Departamento del Tesoro"}
_SERVICE = {"en": "Internal Revenue Service", "es": "Servicio de Impuestos Internos"}
_DEBITS = {AmountRole.TAX_OWED, AmountRole.APPLIED}  # taken off a credit they are none themselves
_ORDER = {"en": " (month-day-year)", "es": " (mes-día-año)"}


@dataclass(frozen=True, slots=True)
class _Form:
    """The pages, what goes on them, and the printer's ribbon."""

    sheet: Sheet
    paper: Paper
    ribbon: Family

    def caption(self, x: float, y: float, text: str) -> None:
        self.sheet.text(x + 3, y + 7, text, HELVETICA.regular, _CAPTION, gray=_INK)

    def box(self, x0: float, x1: float, y: float, row: Line, *, lines: int = 1, bold: bool = False) -> None:
        """A box of so many lines of data below its caption, `x0` to `x1`; "\\n" parts the lines."""
        label, value = row
        self.sheet.add(Area(Box(x0, y, x1, y + _LINE * (lines + 1)), None, _INK, 1.4 if bold else 0.5))
        self.caption(x0, y, label)
        font = self.ribbon.bold if bold else self.ribbon.regular
        data = value.split("\n")
        size = min(fitted(line, font, _SIZE, x1 - x0 - 14) for line in data)
        first = 20 if lines > 2 else _LINE * (lines + 2 - len(data)) - 4
        self.sheet.lines(x0 + 8, y + first, data, font, size, pitch=_LINE)

    def row(self, y: float, edges: tuple[float, ...], *rows: Line, lines: int = 1, bold: bool = False) -> None:
        """Boxes side by side, a row of label and value in each."""
        for (x0, x1), row in zip(pairwise(edges), rows, strict=True):
            self.box(x0, x1, y, row, lines=lines, bold=bold)


class _Printed(Flow):
    """Text without anything that a line printer has no letters for."""

    def bullets(self, block: Bullets) -> None:
        t = self.type
        mark = "[ ]" if block.boxes else t.bullet
        indent = _CHAR * (len(mark) + 1)
        for item in block.items:
            for n, line in enumerate(fonts.wrap(item, t.family.regular, t.size, self.width - indent)):
                self.need(0)
                self.sheet.text(self.x, self.y, "" if n else mark, t.family.regular, t.size)
                self.line(line, t.family.regular, t.size, x=self.x + indent)
        self.y += t.gap

    def heading(self, text: str) -> None:
        self.need(5 * _LINE)
        for line in fonts.wrap(text.upper(), self.type.family.bold, _SIZE, self.width):
            self.line(line, self.type.family.bold, _SIZE)

    def grid(self, grid: Grid) -> None:
        """Columns at whole letters, hyphens for lines; in narrower letters where it is too wide."""
        wide = _columns(grid)
        size = min(_SIZE, self.width / (0.6 * sum(wide)))
        spare = min(int(self.width / (0.6 * size) - sum(wide) + 0.01) // len(wide), 5)
        stops = [sum(wide[:n]) + spare * n for n in range(len(wide) + 1)]
        font, bold = self.type.family.regular, self.type.family.bold
        rooms = [0.6 * size * (w + spare - 1.9) for w in wide]
        heads = [fonts.wrap(head, bold, size, room) for head, room in zip(grid.head, rooms, strict=True)]
        tall = max(map(len, heads))
        tops = [tuple(([""] * (tall - len(h)) + h)[n] for h in heads) for n in range(tall)]
        ruled = tuple("-" * (w + spare - 2) for w in wide)
        self.need((tall + len(grid.rows) + 3) * _LINE)
        total = [ruled, grid.total] if grid.total else []
        for n, row in enumerate((*tops, ruled, *grid.rows, *total), start=-tall - 1):
            at = n - (n > len(grid.rows))  # among the rows with amounts, the total the last of them
            for key in grid.ids[at] if 0 <= at < len(grid.ids) and row is not ruled else ():
                self.sheet.note(key)
            self.cells(row, grid.right, stops, bold if row in (*tops, grid.total) else font, size)

    def cells(self, row: tuple[str, ...], right: tuple[bool, ...], stops: list[int], font: str, size: float) -> None:
        for n, cell in enumerate(row):
            end = n < len(right) and right[n]
            stop = stops[n + 1] - 2 if end else stops[n]
            self.sheet.text(self.x + 0.6 * size * stop, self.y, cell, font, size, align="r" if end else "l")
        self.y += _LINE


def _columns(grid: Grid) -> list[int]:
    """Letters that each column takes, two blanks behind it included."""
    wide = []
    for n, head in enumerate(grid.head):
        cells = [row[n] for row in grid.rows]
        if grid.total and (n or grid.total[1:2] != ("",)):
            cells.append(grid.total[n])
        wide.append(max(len(text) for text in ("", *head.split(), *cells)) + 2)
    return wide


def _draw(paper: Paper) -> Sheet:
    sheet = Sheet()
    form = _Form(sheet, paper, paper.rng.choice((COURIER, COURIER, _FRESH)))
    carded = paper.spec.coupon != "none"
    low = _CARD - 8 if carded else _LAST
    y = _opening(form)
    if carded:
        _card(form)
    y = _text_box(form, y, low)

    def on_break(out: Flow) -> None:
        sheet.new_page()
        out.y, out.bottom = _text_box(form, _later(form), _LAST), _LAST - 7

    type_ = Type(form.ribbon, _SIZE, _LINE, gap=_LINE, bullet="*")
    out = _Printed(sheet, type_, _LEFT + 8, _RIGHT - _LEFT - 14, y, low - 7, on_break)
    greeting(out, paper)
    out.blocks(paper.why)
    if paper.detail is not None and len(paper.periods) > 1:
        out.need((len(paper.detail.rows) + 6) * _LINE)
        out.heading(paper.words.phrase("details"))
        out.block(paper.detail)
    for section in paper.sections:
        out.heading(section.label)
        out.blocks(section.blocks)
    farewell(out, paper)
    _misfeed(form)
    return sheet


def _misfeed(form: _Form) -> None:
    """Every other notice was not quite straight in the printer: all that it printed is a few points off."""
    rng = form.paper.rng
    dx, dy = rng.choice(((0.0, 0.0), (rng.choice((-1, 1)) * rng.uniform(2, 6), rng.uniform(-3, 1.5))))
    for page in form.sheet.pages:
        for n, mark in enumerate(page):
            if isinstance(mark, Text) and mark.font.startswith("Courier"):
                page[n] = replace(mark, x=mark.x + dx, y=mark.y + dy)


def _text_box(form: _Form, y: float, low: float) -> float:
    """The box that the text runs down; gives its first baseline."""
    form.sheet.add(Area(Box(_LEFT, y, _RIGHT, low), None, _INK, 0.5))
    form.caption(_LEFT, y, form.paper.words.phrase("text_head"))
    revised = f"Cat. No. {form.paper.context['catalog']}  (Rev. {form.paper.context['revised']})"
    form.sheet.text(_LEFT, 784, revised, HELVETICA.regular, 5.5, gray=_INK)
    form.sheet.text(_RIGHT, 28, page_mark(form.paper, form.sheet.page), form.ribbon.regular, _SIZE, align="r")
    return y + 20


def _one(rows: list[Line], label: str) -> Line:
    """The row, or a caption over nothing where the notice has no such row."""
    return rows[0] if rows else (label, "")


def _number(paper: Paper) -> Line:
    return _one(header.tin_row(paper), paper.words.header(paper.tin_key))


def _return(paper: Paper) -> Line:
    return _one(form_row(paper), paper.words.header("form"))


def _dated(paper: Paper) -> str:
    """The caption of the notice's date; a day in figures says their order."""
    return paper.words.header("date") + (_ORDER[paper.manner.lang] if paper.manner.dates == "dashed" else "")


def _periods(paper: Paper, room: int, lines: int) -> Line:
    """The periods in so many lines of so many letters; where they have no room the text names them."""
    words = paper.words
    label, value = _one(header.period_row(paper), words.header("year" if paper.spec.scheme == "year" else "period"))
    found = fonts.wrap(value.replace("\n", "; "), COURIER.regular, _SIZE, room * _CHAR + 1)
    if (paper.periods and paper.spec.scheme != "none" and not value) or len(found) > lines:
        return label, words.phrase("see_statement")
    return label, "\n".join(found)


def _due(paper: Paper) -> Line:
    """By when a bill wants to be paid or to have the money; at once where it names no day for that."""
    words = paper.words
    label = words.phrase("arrive_by" if paper.due_kind == "received" else "pay_by")
    if paper.asked and paper.due_kind in ("immediately", "hearing", "hearing_undated"):
        return label, words.phrase("at_once")
    return label, paper.manner.day(paper.due) if paper.due is not None and paper.due_kind in BILLED else ""


def _opening(form: _Form) -> float:
    """Letterhead, boxes round the address, title and figures; gives where the box of the text begins."""
    sheet, paper, words, lang = form.sheet, form.paper, form.paper.words, form.paper.manner.lang
    parts.mark(sheet, _LEFT + 2, 20, 31, _INK)
    sheet.text(_LEFT + 42, 34, _TREASURY[lang], HELVETICA.regular, 9, gray=_INK)
    sheet.text(_LEFT + 42, 47, _SERVICE[lang], HELVETICA.bold, 11, gray=_INK)
    sheet.lines(_MIDDLE - 66, 28, paper.office, form.ribbon.regular, _SIZE, pitch=_LINE)
    what = (words.header("notice"), document(paper)), (_dated(paper), paper.manner.day(paper.notice_date))
    form.row(60, (_LEFT, 156, _MIDDLE, _SPLIT, _RIGHT), *what, _number(paper), _return(paper))
    sheet.add(Area(Box(_LEFT, 84, _MIDDLE, 180), None, _INK, 0.5))
    form.caption(_LEFT, 84, words.phrase("addressee_head"))
    parts.window_address(sheet, paper, form.ribbon, _SIZE, x=_LEFT + 24, y=116, pitch=_LINE)
    right = (_MIDDLE, _SPLIT, _RIGHT)
    form.box(_MIDDLE, _RIGHT, 84, _periods(paper, 42, 2), lines=2)
    form.row(120, right, (words.header("phone"), paper.phone), (words.header("caller"), paper.caller_id or ""))
    asked = paper.manner.money(paper.asked, sign=True) if paper.asked is not None else ""
    form.row(144, right, (words.phrase("asked_head"), asked), _due(paper), lines=2, bold=True)
    employee = f"{paper.contact[0]}, no. {paper.contact[1]}" if paper.spec.style in LETTERS else ""
    answer = _one(answer_row(paper), words.phrase("respond_by"))
    case = _one([(words.header(key), value) for key, value in paper.extras], words.phrase("case_head"))
    form.row(180, (_LEFT, 180, _SPLIT, _RIGHT), answer, (words.phrase("person"), employee), case)
    room = _RIGHT - _LEFT - 14
    title = [part for line in paper.title for part in fonts.wrap(line, form.ribbon.bold, _SIZE, room)]
    form.box(_LEFT, _RIGHT, 204, (words.phrase("title_head"), ""), lines=max(len(title), 2))
    sheet.lines(_LEFT + 8, 224, title, form.ribbon.bold, _SIZE, pitch=_LINE)
    y = 204 + _LINE * (max(len(title), 2) + 1)
    return _record(form, y) if paper.rows else y


def _record(form: _Form, y: float) -> float:
    """The account: a line each, credits marked behind, the result below hyphens; gives the lower edge."""
    sheet, paper, font = form.sheet, form.paper, form.ribbon.regular
    lines = max(len(paper.rows) + 1, 4)
    taken = {row.role for row in paper.rows if row.amount < 0}
    credit = "-" if taken & _DEBITS else paper.rng.choice(("-", " CR", "CR"))
    form.box(_LEFT, _FIGURES, y, (paper.summary_heading, ""), lines=lines)
    form.box(_FIGURES, _RIGHT, y, (paper.words.phrase("credit_head"), ""), lines=lines)
    edge, at = _RIGHT - 8 - 3 * _CHAR, y + 20
    for n, row in enumerate(paper.rows):
        last = paper.has_total and n == len(paper.rows) - 1
        if last:
            sheet.text(edge, at, "-" * 14, font, _SIZE, align="r")
            at += _LINE
        label, figure = row.label.replace("\n", " "), paper.manner.money(abs(row.amount), sign=last or n == 0)
        mark = credit if row.amount < 0 else ""
        sheet.text(_LEFT + 8, at, label, form.ribbon.bold if last else font, _SIZE)
        sheet.text(edge + len(mark) * _CHAR, at, figure + mark, form.ribbon.bold if last else font, _SIZE, align="r")
        if paper.manner.leaders and not last:
            sheet.add(*parts.leaders(_LEFT + 8 + len(label) * _CHAR, _FIGURES - 4, at, font, _SIZE))
        sheet.note(row.id)
        at += _LINE
    return y + _LINE * (lines + 1)


def _later(form: _Form) -> float:
    """One row of boxes; gives its lower edge."""
    paper, words = form.paper, form.paper.words
    what = (words.header("notice"), document(paper)), (_dated(paper), paper.manner.day(paper.places.later_date))
    whose = _number(paper), (words.phrase("addressee_head"), paper.mailed_name)
    form.row(36, (_LEFT, 120, 264, 366, _RIGHT), *what, *whose)
    return 60.0


def _card(form: _Form) -> None:
    """What is torn off: which notice, who sends it to whom, and the money or where to reach the sender."""
    sheet, paper, words, places = form.sheet, form.paper, form.paper.words, form.paper.places
    kind, y = paper.spec.coupon, _CARD + 14
    parts.perforation(sheet, _CARD)
    head = words.phrase("contact" if kind == "contact" else "payment")
    sheet.text(_LEFT, _CARD + 10, head, HELVETICA.bold, 7.5, gray=_INK)
    what = (words.header("notice"), paper.code), (_dated(paper), paper.manner.day(places.stub_date))
    edges = (_LEFT, 114, 246, 348, _FIGURES, _RIGHT)
    form.row(y, edges, *what, _number(paper), _return(paper), _periods(paper, 25, 1))
    y += 2 * _LINE
    sender = "\n".join((paper.mailed_name, *paper.mailed_address))
    post = (words.phrase("sender_head"), sender), (words.phrase("sendto_head"), "\n".join(paper.remit))
    form.row(y, (_LEFT, 246, _FIGURES), *post, lines=5)
    for n, row in enumerate(_asked(paper) if kind != "contact" else _reach(paper)):
        form.box(_FIGURES, _RIGHT, y + 3 * _LINE * n, row, lines=2, bold=kind != "contact")
    if kind != "contact":
        sheet.text(_LEFT, y + 81, paper.stub_bullets[0], HELVETICA.regular, 6.5, gray=_INK)
    sheet.text(_LEFT + 8, y + 98, parts.scan_line(paper), form.ribbon.regular, _SIZE)


def _asked(paper: Paper) -> list[Line]:
    """Amount and day on a card that goes with money; the sender fills in an amount that the card does not name."""
    amount = paper.places.coupon_amount
    figure = "$" if paper.spec.coupon == "remitted" or amount is None else paper.manner.money(amount, sign=True)
    label, day = _due(paper)
    if paper.places.coupon_due is not None and paper.due_kind in BILLED:
        day = paper.manner.day(paper.places.coupon_due)
    return [(stubs.coupon_words(paper), figure), (label, day)]


def _reach(paper: Paper) -> list[Line]:
    return [(paper.words.phrase(key), "") for key in ("primary", "best_time")]


CARDFILE = Layout(
    name="practice_cardfile",
    years=(2004, 2016),
    styles=frozenset({"notice", "acs"}) | LETTERS,
    draw=_draw,
    voice="cardfile",
    voice_es="cardfile_es",
    langs=frozenset({"en", "es"}),
    masks={"": 6, "X": 1, "*": 2},
    caller_digits=(4, 5),
    dates=("press", "padded", "dashed", "stamped"),
    places=COUPONED,
    periods=("dated", "plain", "month"),
    spaced=0.35,
    page_text=2600,
    practice=True,
)
