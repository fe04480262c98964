"""A plain-language redesign: a shaded card of key facts, a big headline, numbered steps, figures without lines."""

from samples import fonts
from samples.flow import Flow, Type
from samples.fonts import OPEN_SANS
from samples.layouts import header, parts, running, stubs
from samples.layouts.base import COUPONED, Layout
from samples.layouts.header import Line
from samples.layouts.lettering import number
from samples.paper import Paper
from samples.sheet import Area, Rule, Sheet
from schemas.geometry import Box
from schemas.notice import AmountRole

from .common import (
    BILLED,
    LETTERS,
    answer_row,
    asked_row,
    desk_rows,
    farewell,
    fitted,
    form_row,
    greeting,
    page_mark,
    titles,
)

_F = OPEN_SANS
_LEFT, _RIGHT = 40.0, 572.0
_WIDTH = _RIGHT - _LEFT
_CARD = 152.0  # upper edge of the card
_COLUMNS, _CELL = (54.0, 318.0), 240.0  # where facts begin in the card, and how wide they may be
_LABEL, _VALUE, _FIGURE = 7.6, 10.4, 15.0
_GRAY, _SHADE = 0.38, 0.92
_STUB = 604.0  # the perforation
_ABOVE, _LAST = 590.0, 742.0  # where the last lines end, above the slip and without one
_AMOUNTS = 430.0  # right edge of the figures
_TYPE = Type(_F, 9.3, 12.8, gap=6, bullet="•", indent=11)
_HEADING = running.Heading(12.0, above=5)
_SERVICE = {"en": "Internal Revenue Service", "es": "Servicio de Impuestos Internos"}
_TREASURY = {"en": "Department of the Treasury", "es": "Departamento del Tesoro"}


def _draw(paper: Paper) -> Sheet:
    sheet = Sheet()
    slip = paper.spec.coupon in ("payment", "remitted")
    _masthead(sheet, paper)
    y = titles(sheet, paper, _F, x=_LEFT, y=_card(sheet, paper) + 27, room=_WIDTH, sizes=(19.0, 13.0))
    if slip:
        _slip(sheet, paper)
    _foot(sheet, paper)

    def on_break(out: Flow) -> None:
        sheet.new_page()
        out.y, out.bottom = _later(sheet, paper), _LAST
        _foot(sheet, paper)

    out = Flow(sheet, _TYPE, _LEFT, _WIDTH, y + 5, _ABOVE if slip else _LAST, on_break, _LEFT, _WIDTH)
    _steps(out, paper)
    below = out.y + _tall(paper) > out.bottom  # figures stay together: prose takes the room that they leave
    if not below:
        _figures(out, paper)
    _heading(out, paper.words.phrase("why_head"))
    greeting(out, paper)
    out.blocks(paper.why)
    if below:
        _figures(out, paper)
    if len(paper.periods) > 1:
        running.detail(out, paper, paper.words.phrase("details"), _HEADING.size)
    running.sections(out, paper, _HEADING)
    farewell(out, paper)
    return sheet


def _named(paper: Paper) -> str:
    """ "Notice CP503", "Letter 1058"."""
    if paper.spec.style in LETTERS:
        return f"Letter {number(paper)}"
    return paper.words.phrase("notice_named").format(code=paper.printed_code)


def _masthead(sheet: Sheet, paper: Paper) -> None:
    """Who writes, the address for the window, and at the right where to look on the web, with a square for phones."""
    lang = paper.manner.lang
    parts.wordmark(sheet, _LEFT, 50, 25)
    for n, text in enumerate((f"{_TREASURY[lang]}, {_SERVICE[lang]}", ", ".join(paper.office))):
        sheet.text(_RIGHT, 39 + 11 * n, text, _F.regular, 8, align="r", gray=_GRAY)
    sheet.add(Rule(_LEFT, 60, _RIGHT, 60, 2.2, 0.2))
    parts.window_address(sheet, paper, _F, 9.6, x=_LEFT + 14, y=90, pitch=12.4)
    parts.squares(sheet, _RIGHT - 54, 74, 54, paper.rng)
    page = "account" if paper.spec.style in LETTERS else paper.context["code_lower"]
    sheet.text(_RIGHT - 62, 97, paper.words.phrase("web_head"), _F.regular, 8, align="r", gray=_GRAY)
    sheet.text(_RIGHT - 62, 110, f"IRS.gov/{page}", _F.bold, 10.4, align="r")


def _due_row(paper: Paper) -> list[Line]:
    """By when to pay, or by when the money has to be there."""
    if paper.due is None or paper.due_kind not in BILLED:
        return []
    return [(_due_words(paper), paper.manner.day(paper.due))]


def _due_words(paper: Paper) -> str:
    return paper.words.phrase("arrive_by" if paper.due_kind == "received" else "pay_by")


def _result(paper: Paper) -> list[Line]:
    """What to pay, or what is refunded."""
    if paper.asked is not None:
        rows = asked_row(paper)
        return [(paper.words.phrase("asked"), v) for _, v in rows] if paper.spec.asks == "total" else rows
    refunds = [row for row in paper.rows[-1:] if paper.has_total and row.role is AmountRole.REFUND]
    return [(row.label.replace("\n", " "), paper.manner.money(row.amount, sign=True)) for row in refunds]


def _card(sheet: Sheet, paper: Paper) -> float:
    """At the left what it is, at the right what matters and whom to ask; gives the lower edge."""
    words = paper.words
    what = [(words.header("notice"), _named(paper)), (words.header("date"), paper.manner.day(paper.notice_date))]
    what += [*header.tin_row(paper), *form_row(paper), *header.period_row(paper)]
    result = _result(paper)
    acts = [*result, *_due_row(paper), *answer_row(paper), *desk_rows(paper)]
    at = len(sheet.pages[-1])
    ends = []
    for x, rows, large in ((_COLUMNS[0], what, 0), (_COLUMNS[1], acts, len(result))):
        y = _CARD + 15
        for n, row in enumerate(rows):
            y = _cell(sheet, x, y, row, size=_FIGURE if n < large else _VALUE)
        ends.append(y)
    low = max(ends) - 6
    sheet.pages[-1].insert(at, Area(Box(_LEFT, _CARD, _RIGHT, low), _SHADE, None, 0.0, 6.0))
    return low


def _cell(sheet: Sheet, x: float, y: float, row: Line, *, size: float) -> float:
    """A small gray label above its value; gives the next label's baseline."""
    sheet.text(x, y, row[0], _F.regular, fitted(row[0], _F.regular, _LABEL, _CELL), gray=_GRAY)
    y += size + 1.6
    for line in fonts.wrap(row[1], _F.bold, size, _CELL):
        sheet.text(x, y, line, _F.bold, size)
        y += size + 1.6
    return y + 3.4


def _heading(out: Flow, text: str) -> None:
    out.y += _HEADING.above
    out.need(3.5 * _TYPE.pitch)
    out.line(text, _F.bold, _HEADING.size, pitch=_HEADING.size * 1.3)


def _steps(out: Flow, paper: Paper) -> None:
    """What to do, in the order of doing: figures at the left, hairlines between."""
    _heading(out, paper.words.phrase("steps_head"))
    one_of_many = paper.due_kind == "by" and paper.spec.asks != "total"  # a plan's payments
    kind = "payment" if one_of_many else paper.due_kind
    steps = paper.words.phrase(f"todo_{kind}").format_map(paper.context).split("|")
    for n, step in enumerate(steps, start=1):
        lines = fonts.wrap(step, _F.regular, _TYPE.size, _WIDTH - 24)
        out.need((len(lines) - 1) * _TYPE.pitch)
        top = out.y - 10.4
        if n > 1:
            out.sheet.add(Rule(_LEFT, top, _RIGHT, top, 0.3, 0.5))
        out.y += 2
        out.sheet.text(_LEFT + 4, out.y + 1, str(n), _F.bold, 12.0, gray=0.25)
        for line in lines:
            out.line(line, _F.regular, _TYPE.size, x=_LEFT + 24)
        out.y += 2.4
    out.y += 3


def _tall(paper: Paper) -> float:
    return 15.0 * len(paper.rows) + 40 if paper.rows else 0.0


def _figures(out: Flow, paper: Paper) -> None:
    """The rows without any lines; the total is larger and bold."""
    if not paper.rows:
        return
    out.need(_tall(paper))
    _heading(out, paper.summary_heading)
    for n, row in enumerate(paper.rows):
        total = paper.has_total and n == len(paper.rows) - 1
        font, size = (_F.bold, 11.2) if total else (_F.regular, 9.6)
        out.y += 3 if total else 0
        amount = paper.manner.money(row.amount, sign=True)
        room = _AMOUNTS - _LEFT - fonts.width(amount, font, size) - 12
        label = row.label.replace("\n", " ")
        out.sheet.text(_LEFT, out.y, label, font, fitted(label, font, size, room))
        out.sheet.text(_AMOUNTS, out.y, amount, font, size, align="r")
        out.sheet.note(row.id)
        out.y += 14.4
    out.y += 5


def _box(sheet: Sheet, box: Box, row: Line, *, size: float = 9.4, width: float = 0.5) -> None:
    """A box of the slip: the label small in its upper corner, the value below."""
    room = box.width - 10
    sheet.add(Area(box, None, 0.25, width, 3.0))
    sheet.text(box.x0 + 5, box.y0 + 9, row[0], _F.regular, fitted(row[0], _F.regular, 6.8, room), gray=_GRAY)
    sheet.text(box.x0 + 5, box.y1 - 5.4, row[1], _F.bold, fitted(row[1], _F.bold, size, room))


def _slip(sheet: Sheet, paper: Paper) -> None:
    """What is torn off: boxes with what is paid, beside how to pay two with how much and by when, then addresses."""
    words, places, y = paper.words, paper.places, _STUB
    parts.perforation(sheet, y)
    sheet.text(_LEFT, y + 18, words.phrase("payment"), _F.bold, 13)
    rows = [(words.header("notice"), _named(paper)), (words.header("date"), paper.manner.day(places.stub_date))]
    rows += [*header.tin_row(paper), *form_row(paper)]
    wide = (_WIDTH + 6) / len(rows)
    for n, row in enumerate(rows):
        _box(sheet, Box(_LEFT + n * wide, y + 25, _LEFT + (n + 1) * wide - 6, y + 51), row)
    told = fonts.wrap(" ".join(paper.stub_bullets), _F.regular, 7.8, 250)
    sheet.lines(_LEFT, y + 64, told, _F.regular, 7.8, pitch=9.2)
    amount = "$"
    if paper.spec.coupon == "payment":
        amount = "" if places.coupon_amount is None else paper.manner.money(places.coupon_amount, sign=True)
    due = []
    if places.coupon_due is not None and paper.due_kind in BILLED:
        due = [(_due_words(paper), paper.manner.day(places.coupon_due))]
    edge = 440.0 if due else _RIGHT
    _box(sheet, Box(306, y + 57, edge, y + 91), (stubs.coupon_words(paper), amount), size=13, width=1.6)
    for row in due:
        _box(sheet, Box(446, y + 57, _RIGHT, y + 91), row, size=11.4)
    payer = (paper.case.name, *paper.case.address)
    for x, key, lines in ((_LEFT, "from_head", payer), (306.0, "to_head", paper.remit)):
        sheet.text(x, y + 108, words.phrase(key), _F.regular, 6.8, gray=_GRAY)
        sheet.lines(x, y + 119, lines, _F.regular, 8.8, pitch=10.4)
    sheet.text(_RIGHT, y + 157, parts.scan_line(paper), "Courier", 9.4, align="r")


def _later(sheet: Sheet, paper: Paper) -> float:
    """Labels above values in one row, with a hairline below; gives the next baseline."""
    words = paper.words
    rows = [(words.header("notice"), _named(paper))]
    rows += [(words.header("date"), paper.manner.day(paper.places.later_date)), *header.tin_row(paper)]
    for n, row in enumerate(rows):
        _cell(sheet, _LEFT + n * _WIDTH / 3, 34, row, size=_VALUE - 1)
    sheet.add(Rule(_LEFT, 54, _RIGHT, 54, 0.3, 0.5))
    return 76.0


def _foot(sheet: Sheet, paper: Paper) -> None:
    sheet.text(_LEFT, 777, _named(paper), _F.regular, 8, gray=_GRAY)
    sheet.text(_RIGHT, 777, page_mark(paper, sheet.page), _F.regular, 8, align="r", gray=_GRAY)


REFRESHED = Layout(
    name="practice_refreshed",
    years=(2022, 2026),
    styles=frozenset({"notice", "acs"}) | LETTERS,
    draw=_draw,
    voice="refreshed",
    voice_es="refreshed_es",
    langs=frozenset({"en", "es"}),
    masks={"": 2, "X": 3, "*": 2, "ending": 2},
    caller_digits=(4, 5, 6),
    dates=("long", "press"),
    periods=("plain", "spelled"),
    places=COUPONED,
    spaced=0.1,
    page_text=3300,
    contact_stub=False,
    practice=True,
)
