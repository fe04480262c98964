"""An administrative form with boxes to tick: lettered cells, kind of action and periods told by an X, signs apart.

Hard to read for what is not written: the period is a tick in a table beside its year, an amount has its sign in
another column, days stand as single digits in boxes, and captions stand below what they name at the foot.
"""

from collections.abc import Iterator

from samples import fonts
from samples.flow import Flow, Type
from samples.fonts import HELVETICA, TIMES
from samples.layouts import header, parts
from samples.layouts.base import COUPONED, Layout
from samples.layouts.header import Line
from samples.paper import Paper
from samples.sheet import Area, Rule, Sheet
from samples.tables import Row
from schemas.geometry import Box
from schemas.notice import AmountRole

from .common import BILLED, LETTERS, answer_row, asked_row, document, fitted, page_mark
from .tickboxes import HALF, LEFT, RIGHT, cells, digits, letters, period_table, tick

_F, _T = HELVETICA, TIMES
_TYPE = Type(_T, 10.2, 12.2, gap=5, bullet="–", indent=10)
_STUB, _LAST = 636.0, 742.0
_DESCRIBED, _SIGN, _AMOUNT = 62.0, 412.0, 440.0  # left edges of the columns of the computation
_PITCH = 15.5
_AT_ONCE = frozenset({"immediately", "hearing", "hearing_undated"})
_ANSWERS = frozenset({"hearing", "hearing_undated", "reply", "reply_undated", "petition"})
_SERVICE = {
    "en": "Department of the Treasury – Internal Revenue Service",
    "es": "Departamento del Tesoro – Servicio de Impuestos Internos",
}


class _Form(Flow):
    """Text in lettered items, with a rule before each."""

    names: Iterator[str]

    def item(self, title: str) -> None:
        self.need(46)
        self.sheet.add(Rule(LEFT, self.y - 9, RIGHT, self.y - 9, 0.5))
        self.sheet.text(LEFT + 3, self.y + 2, next(self.names), _F.bold, 9)
        for line in fonts.wrap(title.replace("\n", " "), _F.bold, 9, RIGHT - LEFT - 26):
            self.sheet.text(LEFT + 22, self.y + 2, line, _F.bold, 9)
            self.y += 11
        self.y += 4


def _draw(paper: Paper) -> Sheet:
    sheet, words, names = Sheet(), paper.words, letters()
    stubbed = paper.spec.coupon in ("payment", "remitted")
    low = _STUB - 14 if stubbed else _LAST
    y = _head(sheet, paper, names)
    _signed(sheet, paper, low)
    _foot(sheet, paper)
    if stubbed:
        _stub(sheet, paper)

    def on_break(out: Flow) -> None:
        sheet.new_page()
        _foot(sheet, paper)
        out.y, out.bottom = _later(sheet, paper), _LAST

    out = _Form(sheet, _TYPE, LEFT + 22, RIGHT - LEFT - 26, y + 9, low - 36, on_break)
    out.wide_x, out.wide_width, out.names = LEFT, RIGHT - LEFT, names
    if paper.rows:
        _computation(out, paper)
    _days(out, paper)
    out.item(words.phrase("why_head"))
    out.blocks(paper.why)
    if paper.detail is not None and len(paper.periods) > 1:
        out.need(len(paper.detail.rows) * 14 + 76)
        out.item(words.phrase("details"))
        out.block(paper.detail)
    for section in paper.sections:
        out.item(section.label)
        out.blocks(section.blocks)
    return sheet


def _head(sheet: Sheet, paper: Paper, names: Iterator[str]) -> float:
    """Title, then the lettered cells down to the boxes; gives the lower edge."""
    words = paper.words
    sheet.text(LEFT, 30, _SERVICE[paper.manner.lang], _F.regular, 7.6)
    sheet.text(RIGHT, 30, words.phrase("sheet_name"), _F.bold, 9.4, align="r")
    y = 49.0
    for n, line in enumerate(paper.title):
        size = 11.5 if n else 13.5
        for part in fonts.wrap(line, _F.bold, size, RIGHT - LEFT):
            sheet.text((LEFT + RIGHT) / 2, y, part, _F.bold, size, align="c")
            y += size * 1.2
    top = y - 5
    sheet.add(Rule(LEFT, top, RIGHT, top, 1.8))
    whose = header.tin_row(paper)
    edges = (LEFT, 176, 366, RIGHT) if whose else (LEFT, 306, RIGHT)
    rows = [(words.header("notice"), document(paper)), (words.header("date"), ""), *whose]
    y = cells(sheet, top, edges, rows, 36, names=names, size=13)
    digits(sheet, edges[1] + 26, top + 11, paper.notice_date, paper.manner.lang)
    who = (words.phrase("name_head"), "\n".join((paper.mailed_name, *paper.mailed_address)))
    office = (words.phrase("office_head"), "\n".join(paper.office))
    y = cells(sheet, y, (LEFT, 366, RIGHT), [who, office], 18 + 12.0 * (1 + len(paper.case.address)), names=names)
    rows = _desk(paper)
    wide = (RIGHT - LEFT) / len(rows)
    y = cells(sheet, y, tuple(LEFT + wide * n for n in range(len(rows) + 1)), rows, 27, names=names)
    return _groups(sheet, paper, y, names)


def _desk(paper: Paper) -> list[Line]:
    """Whom to ask and under which numbers."""
    words = paper.words
    rows = [(words.header("phone"), paper.phone)]
    if paper.caller_id is not None:
        rows.append((words.header("caller"), paper.caller_id))
    if paper.spec.style in LETTERS:
        rows.append((words.phrase("person"), f"{paper.contact[0]}, no. {paper.contact[1]}"))
    return rows + [(words.header(key), value) for key, value in paper.extras]


def _kind(paper: Paper) -> str:
    """Which of the boxes is ticked."""
    if paper.asked:
        return "owed"
    if paper.has_total and paper.rows[-1].role is AmountRole.REFUND and paper.rows[-1].amount > 0:
        return "refunded"
    return "answer" if paper.due_kind in _ANSWERS else "inform"


def _due(paper: Paper) -> list[Line]:
    """The day to pay, spelt out; at once where it is that; then the day to answer."""
    words = paper.words
    rows: list[Line] = []
    if paper.due is not None and paper.due_kind in BILLED:
        rows.append((_pay_label(paper), paper.manner.day(paper.due)))
    elif paper.asked and paper.due_kind in _AT_ONCE:
        rows.append((words.phrase("when"), words.phrase("at_once")))
    return rows + answer_row(paper)


def _pay_label(paper: Paper) -> str:
    return paper.words.phrase("arrive_by" if paper.due_kind == "received" else "pay_by")


def _groups(sheet: Sheet, paper: Paper, y: float, names: Iterator[str]) -> float:
    """Kinds of action with the amount beside the ticked one, the periods beside them; gives the lower edge."""
    words, kind, top = paper.words, _kind(paper), y
    for x, key in ((LEFT, "action_head"), (HALF, "period_head")):
        sheet.text(x + 3, y + 9, next(names), _F.bold, 7.6)
        sheet.text(x + 16, y + 9, words.phrase(key), _F.bold, 7.6)
    amounts = {"owed": paper.asked, "refunded": paper.rows[-1].amount if kind == "refunded" else None}
    y += 24
    for key in ("owed", "refunded", "answer", "inform"):
        tick(sheet, LEFT + 16, y, marked=key == kind)
        amount = amounts.get(key) if key == kind else None
        value = paper.manner.money(amount, sign=True) if amount is not None else ""
        taken = fonts.width(value, _T.bold, 10.5)
        label = words.phrase(key)
        size = fitted(label, _F.regular, 8.6, HALF - LEFT - 44 - taken)
        sheet.text(LEFT + 31, y, label, _F.regular, size)
        sheet.text(HALF - 6, y, value, _T.bold, 10.5, align="r")
        y += 15
    for label, value in _due(paper):
        size = fitted(value, _T.bold, 10.5, 108)
        room = HALF - LEFT - 28 - fonts.width(value, _T.bold, size)
        y = sheet.lines(LEFT + 16, y, fonts.wrap(f"{label}:", _F.regular, 7.6, room), _F.regular, 7.6, pitch=9)
        sheet.text(HALF - 6, y - 9, value, _T.bold, size, align="r")
        y += 4
    y = max(y - 4, period_table(sheet, paper, top + 14))
    sheet.add(Area(Box(LEFT, top, RIGHT, y)), Rule(HALF, top, HALF, y))
    return y


def _computation(out: _Form, paper: Paper) -> None:
    """Letter, description, sign and amount of each row; a thick rule before the total."""
    words = paper.words
    out.need(_PITCH * (len(paper.rows) + 3))
    out.item(paper.summary_heading)
    sheet = out.sheet
    for x, key in ((_SIGN, "sign_head"), (_AMOUNT, "amount_head")):
        edge = _AMOUNT if x == _SIGN else RIGHT
        label = words.phrase(key)
        size = fitted(label, _F.regular, 7, edge - x - 3)
        sheet.text((x + edge) / 2, out.y - 13, label, _F.regular, size, align="c")
    top = out.y - 8
    wanted = paper.spec.asks
    for n, (letter, row) in enumerate(zip(letters(), paper.rows, strict=False)):
        total = paper.has_total and n == len(paper.rows) - 1
        out.y = _row(sheet, paper, row, out.y, (letter.lower(), total, total or row.id == wanted, n == 0))
    low = out.y - 8
    for x in (_DESCRIBED, _SIGN, _AMOUNT):
        sheet.add(Rule(x, top, x, low, 0.4))
    sheet.add(Rule(LEFT, top, RIGHT, top, 0.5), Rule(LEFT, low, RIGHT, low, 0.5))
    out.y = low + 9


def _row(sheet: Sheet, paper: Paper, row: Row, y: float, how: tuple[str, bool, bool, bool]) -> float:
    """One row; the sign says what is done with it, where the rows have a sum; gives the next top line."""
    letter, total, bold, first = how
    font = _T.bold if bold else _T.regular
    lines = fonts.wrap(row.label.replace("\n", " "), font, 10.2, _SIGN - _DESCRIBED - 10)
    top, base = y - 8, y + 3
    sheet.add(Rule(LEFT, top, RIGHT, top, 2.0 if total else 0.3))
    sheet.text((LEFT + _DESCRIBED) / 2, base, letter, _F.bold, 8, align="c")
    base = sheet.lines(_DESCRIBED + 5, base, lines, font, 10.2, pitch=11.6) - 11.6
    minus = "–" if "–" in paper.manner.minus else "-"
    plus = "+" if paper.has_total and not total else ""
    sheet.text((_SIGN + _AMOUNT) / 2, base, minus if row.amount < 0 else plus, _F.bold, 10, align="c")
    figure = paper.manner.money(abs(row.amount), sign=bold or first)
    sheet.text(RIGHT - 8, base, figure, font, 10.6 if bold else 10.2, align="r")
    if row.id == paper.spec.asks:
        sheet.add(Area(Box(_AMOUNT, top, RIGHT, base + 4.5), None, 0.0, 1.6))
    sheet.note(row.id)
    return base + 12.5


def _days(out: _Form, paper: Paper) -> None:
    """The days to act once more, as digits in boxes."""
    if paper.due is None:
        return
    label = _pay_label(paper) if paper.due_kind in BILLED else "".join(label for label, _ in answer_row(paper))
    if not label:
        return
    out.need(44)
    sheet, y = out.sheet, out.y - 9
    sheet.add(Rule(LEFT, y, RIGHT, y, 0.5))
    sheet.text(LEFT + 3, y + 15, next(out.names), _F.bold, 9)
    sheet.text(LEFT + 22, y + 15, label, _F.bold, fitted(label, _F.bold, 9, 340))
    digits(sheet, 438, y + 5, paper.due, paper.manner.lang)
    out.y += 33


def _signed(sheet: Sheet, paper: Paper, low: float) -> None:
    """A line to sign on, name and day of the notice above it, what they are below it."""
    words, y = paper.words, low - 14
    name = paper.contact[0] if paper.spec.style in LETTERS else words.phrase("signer")
    rows = ((LEFT, 300.0, "sign_caption", name), (330.0, RIGHT, "signed_on", paper.manner.day(paper.notice_date)))
    for x0, x1, key, value in rows:
        sheet.add(Rule(x0, y, x1, y, 0.7))
        sheet.text(x0 + 6, y - 3.5, value, _T.italic, fitted(value, _T.italic, 11, x1 - x0 - 12))
        sheet.text(x0, y + 8, words.phrase(key), _F.regular, 6.6)


def _foot(sheet: Sheet, paper: Paper) -> None:
    revised = f"{paper.words.phrase('form_no')} (Rev. {paper.context['revised']})"
    sheet.text(RIGHT, 770, revised, _F.bold, 8, align="r")
    sheet.text(306, 770, f"Cat. No. {paper.context['catalog']}", _F.regular, 7, align="c")
    sheet.text(LEFT, 770, page_mark(paper, sheet.page), _F.regular, 8)


def _later(sheet: Sheet, paper: Paper) -> float:
    """The first cells again, the day spelt out; gives the next baseline."""
    words = paper.words
    rows = [(words.header("notice"), document(paper))]
    rows.append((words.header("date"), paper.manner.day(paper.places.later_date)))
    rows += [*header.tin_row(paper), (words.phrase("short_name"), paper.mailed_name)]
    edges = (LEFT, 130, 262, 402, RIGHT) if len(rows) == 4 else (LEFT, 150, 320, RIGHT)
    return cells(sheet, 30, edges, rows, 27, names=letters()) + 26


def _stub(sheet: Sheet, paper: Paper) -> None:
    """What goes with the money: ticked as such, whose it is, where it goes, the amount and its day."""
    words, places, y = paper.words, paper.places, _STUB
    parts.perforation(sheet, y - 5)
    tick(sheet, LEFT, y + 9, marked=True)
    sheet.text(LEFT + 15, y + 9, words.phrase("payment"), _F.bold, 9)
    rows = [(words.header("notice"), paper.code), (words.header("date"), paper.manner.day(places.stub_date))]
    rows += header.tin_row(paper)
    amount = places.coupon_amount
    blank = paper.spec.coupon == "remitted" or amount is None
    asked = words.phrase("remitted")
    for label, _ in asked_row(paper) if not blank else ():
        asked = label
    figure = "$" if blank or amount is None else paper.manner.money(amount, sign=True)
    when: list[Line] = []
    if paper.due_kind in BILLED and places.coupon_due is not None:
        when = [(_pay_label(paper), paper.manner.day(places.coupon_due))]
    elif paper.asked and paper.due_kind in _AT_ONCE:
        when = [(words.phrase("when"), words.phrase("at_once"))]
    names = letters()
    edges = (LEFT, 200, 390, RIGHT) if len(rows) == 3 else (LEFT, 306, RIGHT)
    y = cells(sheet, y + 14, edges, rows, 25, names=names)
    payer = (words.phrase("payer_head"), "\n".join((paper.case.name, *paper.case.address)))
    payee = (words.phrase("payee_head"), "\n".join(paper.remit))
    cells(sheet, y, (LEFT, 200, 390), [payer, payee], 62, names=names)
    at = y
    for row in [(asked, figure), *when]:
        at = cells(sheet, at, (390, RIGHT), [row], 31 if when else 62, names=names, size=12.5, bold=True)
    sheet.add(Area(Box(390, y, RIGHT, y + 62), None, 0.0, 1.4))
    sheet.text(LEFT, y + 72, words.phrase("how_paid"), _F.regular, 7)
    x = LEFT + fonts.width(words.phrase("how_paid"), _F.regular, 7) + 10
    for key in ("by_check", "by_order", "by_transfer"):
        tick(sheet, x, y + 72, marked=False, side=7)
        sheet.text(x + 10, y + 72, words.phrase(key), _F.regular, 7)
        x += 20 + fonts.width(words.phrase(key), _F.regular, 7)
    sheet.text(RIGHT, y + 74, parts.scan_line(paper), "Courier", 7.6, align="r")


TICKED = Layout(
    name="practice_ticked",
    years=(2004, 2026),
    styles=frozenset({"notice", "acs"}) | LETTERS,
    draw=_draw,
    voice="ticked",
    voice_es="ticked_es",
    langs=frozenset({"en", "es"}),
    masks={"": 4, "X": 3, "*": 1},
    caller_digits=(4, 5, 6),
    dates=("long", "padded", "day_month"),
    places=COUPONED,
    money=("${}", "$ {}"),
    spaced=0.3,
    page_text=2500,
    contact_stub=False,
    practice=True,
)
