"""A card issuer's statement of account: key figures over captions, an activity list, small print in two columns.

Hard to read since captions stand below their figures in the band and on the stub but above them in the box, since
each line of the list has a posting day and two figures, and since the first and last only have the running one.
"""

from datetime import date, timedelta
from decimal import Decimal

from samples import fonts
from samples.blocks import Grid
from samples.dates import ENGLISH, SPANISH
from samples.flow import Flow, Type, draw_grid
from samples.fonts import VERA, Family
from samples.layouts import header, parts, running, stubs
from samples.layouts.base import COUPONED, Layout
from samples.layouts.header import Line
from samples.paper import Paper
from samples.sheet import Area, Rule, Sheet
from samples.tables import Row, recipe_of
from schemas.geometry import Box
from schemas.notice import AmountRole

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
    page_width,
    titles,
)

_F = Family("OpenSans", "OpenSans-SemiBold", "OpenSans-Italic")
_LEFT, _RIGHT = 36.0, 576.0
_BOX = 312.0  # where the payment box begins
_HALF, _SECOND = 258.0, 318.0  # width of the columns of small print, and where the second one begins
_BAND = 60.0
_STUB = 640.0
_ABOVE, _LAST = 622.0, 762.0  # where the last lines end, above the stub and without one
_DAY, _WHAT, _AMOUNT = 42.0, 96.0, 480.0  # the list: posting day, description, right edge of charges and credits
_GRAY, _SHADE = 0.3, 0.9
_TYPE = Type(_F, 9.0, 12.4, gap=5)
_PRINT = Type(VERA, 7.6, 10.2, gap=4.5, bullet="•", indent=9)
_CELLS = (74.0, 100.0, 88.0, 98.0, 96.0, 84.0)  # widths of the fields of the stub
_NOW = frozenset({"immediately", "hearing", "hearing_undated"})
_SERVICE = {"en": "Internal Revenue Service", "es": "Servicio de Impuestos Internos"}
_TREASURY = {"en": "Department of the Treasury", "es": "Departamento del Tesoro"}


class _Print(Flow):
    """Small print: a table finds its place only where it has room."""

    def grid(self, grid: Grid) -> None:
        self.need((len(grid.rows) + 7) * (self.type.size + 3))
        draw_grid(self, grid)


def _draw(paper: Paper) -> Sheet:
    sheet = Sheet()
    stubbed = paper.spec.coupon in ("payment", "remitted")
    _letterhead(sheet, paper)
    low = _band(sheet, _keys(paper), _BAND, figure=15.0)
    y = _opening(sheet, paper, low + 10)
    if stubbed:
        _stub(sheet, paper)

    def on_break(out: Flow) -> None:
        sheet.new_page()
        out.y, out.bottom = _later(sheet, paper), _LAST

    out = running.flow(sheet, _TYPE, _LEFT, _RIGHT - _LEFT, y, bottom=_ABOVE if stubbed else _LAST, on_break=on_break)
    if paper.rows:
        _activity(out, paper)
    if len(paper.periods) > 1:
        running.detail(out, paper, paper.words.phrase("details"), 10.4)
    out.need(90)
    _small_print(out, paper)
    return sheet


def _letterhead(sheet: Sheet, paper: Paper) -> None:
    lang, mark = paper.manner.lang, page_mark(paper, 1)
    parts.wordmark(sheet, _LEFT, 45, 24)
    sheet.text(_LEFT + 64, 35, _SERVICE[lang], _F.bold, 10.4)
    sheet.text(_LEFT + 64, 47, ", ".join((_TREASURY[lang], *paper.office)), _F.regular, 8)
    sheet.text(_RIGHT - page_width(mark, _F.regular, 8.4), 35, mark, _F.regular, 8.4)


def _pay_day(paper: Paper, day: date | None) -> list[Line]:
    """By when to pay or when the money has to be there, or that it is at once; nothing where nothing is asked."""
    if day is not None and paper.due_kind in BILLED:
        key = "arrive_by" if paper.due_kind == "received" else "pay_by"
        return [(paper.words.phrase(key), paper.manner.day(day))]
    if paper.asked and paper.due_kind in _NOW:
        return [(paper.words.phrase("pay_by"), paper.words.phrase("at_once"))]
    return []


def _result(paper: Paper) -> list[Line]:
    """What is asked for or refunded, under the label that it has in the list."""
    refunds = [row for row in paper.rows[-1:] if paper.has_total and row.role is AmountRole.REFUND]
    return asked_row(paper) or [(_label(row), paper.manner.money(row.amount, sign=True)) for row in refunds]


def _keys(paper: Paper) -> list[Line]:
    """The three or four key figures."""
    words = paper.words
    rows = [*_result(paper), *(answer_row(paper) or _pay_day(paper, paper.due))]
    rows.append((words.header("date"), paper.manner.day(paper.notice_date)))
    rows.append((words.header("notice"), document(paper)))
    more = [*header.tin_row(paper), (words.header("phone"), paper.phone)]
    return rows + more[: max(3 - len(rows), 0)]


def _band(sheet: Sheet, rows: list[Line], y: float, *, figure: float) -> float:
    """Figures side by side on gray, each above its caption; gives the lower edge."""
    wide = (_RIGHT - _LEFT) / len(rows)
    captions = [fonts.wrap(label, _F.regular, 7.4, wide - 16) for label, _ in rows]
    low = y + figure + 13 + 9 * max(map(len, captions))
    sheet.add(Area(Box(_LEFT, y, _RIGHT, low), _SHADE, None))
    for n, ((_, value), caption) in enumerate(zip(rows, captions, strict=True)):
        x = _LEFT + n * wide
        if n:
            sheet.add(Rule(x, y + 6, x, low - 6, 0.7, 0.45))
        sheet.text(x + 8, y + figure + 5, value, _F.bold, fitted(value, _F.bold, figure, wide - 16))
        sheet.lines(x + 8, y + figure + 16, caption, _F.regular, 7.4, pitch=9)
    return low


def _opening(sheet: Sheet, paper: Paper, y: float) -> float:
    """Address and title at the left of the box; gives the next baseline."""
    low = _box(sheet, paper, y)
    end = parts.window_address(sheet, paper, _F, 9.6, x=_LEFT + 14, y=y + 26, pitch=12.2)
    end = titles(sheet, paper, _F, x=_LEFT, y=end + 18, room=_BOX - _LEFT - 16, sizes=(12.6, 10.0))
    return max(low + 20, end + 8)


def _facts(paper: Paper) -> list[Line]:
    asked = [(paper.words.phrase("asked_head"), paper.manner.money(paper.asked, sign=True))] if paper.asked else []
    facts = [*asked, *_pay_day(paper, paper.due), *header.tin_row(paper), *form_row(paper)]
    return [*facts, *header.period_row(paper), *desk_rows(paper)]


def _box(sheet: Sheet, paper: Paper, y: float) -> float:
    """The payment box: facts in two columns, each caption above its value; gives the lower edge."""
    facts, room = _facts(paper), (_RIGHT - _BOX) / 2 - 12
    head = paper.words.phrase("box_pay" if paper.asked else "box_info")
    sheet.text(_BOX + 8, y + 12, head, _F.bold, 9.4)
    sheet.add(Rule(_BOX, y + 17, _RIGHT, y + 17, 0.6))
    at = y + 27
    for start in range(0, len(facts), 2):
        ends = []
        for n, (label, value) in enumerate(facts[start : start + 2]):
            x = _BOX + 8 + n * (room + 10)
            end = sheet.lines(x, at, fonts.wrap(label, _F.regular, 7, room), _F.regular, 7, pitch=8.4) + 2
            for line in value.split("\n"):
                sheet.text(x, end, line, _F.bold, fitted(line, _F.bold, 9.6, room))
                end += 11
            ends.append(end)
        at = max(ends) + 3
    sheet.add(Area(Box(_BOX, y, _RIGHT, at - 6), None, 0.0, 1.1, 4.0))
    return at - 6


def _label(row: Row) -> str:
    return row.label.replace("\n", " ")


def _posted(paper: Paper) -> list[str]:
    """A posting day for each row, in order: what is brought forward before, the result on the notice's own day."""
    rng, count = paper.rng, len(paper.rows)
    pending = recipe_of(paper.spec).heading == "proposed"
    back = sorted(rng.sample(range(1, 36), count), reverse=True)
    days = [paper.notice_date - timedelta(days=0 if pending else n) for n in back]
    if paper.has_total:
        days[-1] = paper.notice_date
    if paper.manner.lang == "es":
        return [f"{day.day:02d} {SPANISH[day.month - 1][:3]}" for day in days]
    if rng.random() < 0.5:
        return [f"{day:%m/%d}" for day in days]
    return [f"{ENGLISH[day.month - 1][:3]} {day.day:02d}" for day in days]


def _activity(out: Flow, paper: Paper) -> None:
    """The rows by posting day, all on one page; a running figure beside them where they come to a result."""
    out.need(13.6 * (len(paper.rows) + 2) + 24)
    out.line(paper.summary_heading, _F.bold, 10.4, pitch=7)
    _heads(out, paper)
    total = Decimal(0)
    for n, (row, day) in enumerate(zip(paper.rows, _posted(paper), strict=True)):
        total += row.amount
        out.sheet.text(_DAY, out.y, day, _F.regular, 8.6)
        brought = n == 0 and row.role is AmountRole.AMOUNT_OWED_BEFORE
        if not paper.has_total:
            _figures(out, paper, row, None, sign=True)
        elif n == len(paper.rows) - 1:
            out.sheet.pages[-1].insert(0, Area(Box(_LEFT, out.y - 10, _RIGHT, out.y + 4), _SHADE, None))
            _figures(out, paper, row, row.amount, sign=True, alone=True, font=_F.bold)
        else:
            _figures(out, paper, row, total, sign=n == 0, alone=brought)
        out.sheet.note(row.id)
        out.y += 13.6
    out.y += 10


def _heads(out: Flow, paper: Paper) -> None:
    words, y = paper.words, out.y + 7
    out.sheet.add(Rule(_LEFT, y - 10, _RIGHT, y - 10, 1.4), Rule(_LEFT, y + 4, _RIGHT, y + 4, 0.5))
    out.sheet.text(_DAY, y, words.phrase("posted_head"), _F.bold, 7.6)
    out.sheet.text(_WHAT, y, words.phrase("description"), _F.bold, 7.6)
    last = "single_head"
    if paper.has_total:
        last = "running_head" if recipe_of(paper.spec).heading == "billing" else "running_sum"
        out.sheet.text(_AMOUNT, y, words.phrase("amount_head"), _F.bold, 7.6, align="r")
    out.sheet.text(_RIGHT - 6, y, words.phrase(last), _F.bold, 7.6, align="r")
    out.y = y + 15


def _figures(out: Flow, paper: Paper, row: Row, total: Decimal | None, *, sign: bool, alone: bool = False,
             font: str = _F.regular) -> None:  # fmt: skip
    """Description, figure and running figure; the latter `alone` where a row is no charge or credit of its own."""
    label, y, money = _label(row), out.y, paper.manner.money
    own, right = "" if alone else money(row.amount, sign=sign), _AMOUNT if total is not None else _RIGHT - 6
    room = right - _WHAT - 12 - fonts.width(own or "0" * 5, font, 9)
    out.sheet.text(_WHAT, y, label, font, fitted(label, font, 9, room))
    out.sheet.text(right, y, own, font, 9, align="r")
    if total is not None:
        out.sheet.text(_RIGHT - 6, y, money(total, sign=sign), font, 9, align="r")


def _small_print(above: Flow, paper: Paper) -> None:
    """All prose in two columns below what stands above, and on later pages over their whole height."""
    sheet, top = above.sheet, above.y + 14
    head = paper.words.phrase("print_head")
    sheet.text(_LEFT, above.y, head, _F.bold, 10.4)
    sheet.add(Rule(_LEFT, above.y + 4, _RIGHT, above.y + 4, 0.5))

    def on_break(out: Flow) -> None:
        nonlocal top
        if out.x == _LEFT:
            out.x, out.y = _SECOND, top
            return
        sheet.new_page()
        top = _later(sheet, paper)
        out.x, out.y, out.bottom = _LEFT, top, _LAST

    out = _Print(sheet, _PRINT, _LEFT, _HALF, top, above.bottom, on_break)
    greeting(out, paper)
    out.blocks(paper.why)
    running.sections(out, paper, running.Heading(8.4, above=3))
    farewell(out, paper)


def _later(sheet: Sheet, paper: Paper) -> float:
    """A smaller band; gives the next baseline."""
    words, mark = paper.words, page_mark(paper, sheet.page)
    rows = [(words.header("notice"), document(paper))]
    rows += [(words.header("date"), paper.manner.day(paper.places.later_date)), *header.tin_row(paper)]
    sheet.text(_LEFT, 30, _SERVICE[paper.manner.lang], _F.bold, 8.4)
    sheet.text(_RIGHT - page_width(mark, _F.regular, 8.4), 30, mark, _F.regular, 8.4)
    return _band(sheet, rows, 38, figure=10.4) + 20


def _fields(paper: Paper) -> list[Line]:
    """What the single row of the stub holds; the last field is for the sender to fill in."""
    words, places = paper.words, paper.places
    rows = [(words.header("notice"), document(paper)), (words.header("date"), paper.manner.day(places.stub_date))]
    rows += [*header.tin_row(paper), *_pay_day(paper, places.coupon_due)]
    if paper.spec.coupon == "payment" and places.coupon_amount is not None:
        rows.append((stubs.coupon_words(paper), paper.manner.money(places.coupon_amount, sign=True)))
    return [*rows, (words.phrase("remitted"), "$")]


def _stub(sheet: Sheet, paper: Paper) -> None:
    """Across the bottom: one row of fields, values on a line with captions below it; then who pays whom and how."""
    fields, y, x = _fields(paper), _STUB, _LEFT
    parts.perforation(sheet, y - 8)
    sheet.text(_LEFT, y + 5, paper.words.phrase("payment"), _F.bold, 8.6)
    scale = (_RIGHT - _LEFT) / sum(_CELLS[: len(fields)])
    for (label, value), cell in zip(fields, _CELLS, strict=False):
        wide = cell * scale - 8
        sheet.text(x, y + 27, value, _F.bold, fitted(value, _F.bold, 10.4, wide))
        sheet.add(Rule(x, y + 31, x + wide, y + 31, 0.6))
        sheet.lines(x, y + 39, fonts.wrap(label, _F.regular, 7, wide), _F.regular, 7, pitch=8)
        x += cell * scale
    payer = (paper.case.name, *paper.case.address)
    for left, key, lines in ((_LEFT, "from_head", payer), (400.0, "to_head", paper.remit)):
        sheet.text(left, y + 69, paper.words.phrase(key), _F.regular, 7, gray=_GRAY)
        sheet.lines(left, y + 80, lines, _F.regular, 8.8, pitch=10.8)
    told = [line for item in paper.stub_bullets for line in fonts.wrap(item, _F.regular, 7.2, 158)]
    sheet.lines(222, y + 69, told, _F.regular, 7.2, pitch=8.8)
    sheet.text(_RIGHT, y + 138, parts.scan_line(paper), "Courier", 9, align="r")


STATEMENT = Layout(
    name="practice_statement",
    years=(2004, 2026),
    styles=frozenset({"notice", "acs"}) | LETTERS,
    draw=_draw,
    voice="statement",
    voice_es="statement_es",
    langs=frozenset({"en", "es"}),
    masks={"": 3, "X": 2, "*": 4, "x": 1},
    caller_digits=(4, 5, 6),
    dates=("press", "long", "stamped", "day_month"),
    places=COUPONED,
    money=("${}", "${}", "$ {}"),
    periods=("plain", "month", "short"),
    spaced=0.3,
    page_text=6600,
    contact_stub=False,
    practice=True,
)
