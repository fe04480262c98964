"""A state department's notice of assessment: letterhead, a block of facts beside it, a wide table, a voucher below.

Hard to read since the colons of the facts stand in a column of their own, apart from label and value; since amounts
lie side by side, a row to a period, lettered heads high above them, and only the last has its currency; and since a
letter tells its figures in sentences instead.
"""

from datetime import date

from samples import fonts
from samples.flow import Flow, Type
from samples.fonts import HELVETICA, TIMES
from samples.layouts import header, parts, running, stubs
from samples.layouts.base import COUPONED, Layout
from samples.layouts.header import Line
from samples.paper import Paper
from samples.sheet import Area, Rule, Sheet
from schemas.geometry import Box
from schemas.notice import AmountRole

from . import assessed
from .common import (
    BILLED,
    LETTERS,
    answer_row,
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

_F = HELVETICA
_LEFT, _RIGHT = 36.0, 576.0
_WIDE = _RIGHT - _LEFT
_LABELS, _COLON, _VALUES = 306.0, 424.0, 433.0  # the block of facts
_FACT, _PITCH = 8.8, 11.4
_CUT, _ABOVE, _LAST, _SCAN = 600.0, 586.0, 752.0, 778.0
_TYPE = Type(_F, 9.4, 11.8, gap=5, bullet="•", indent=10)
_HEADING = running.Heading(10.4, above=4)
_SHADE = 0.9
_SERVICE = {"en": "Internal Revenue Service", "es": "Servicio de Impuestos Internos"}
_TREASURY = {"en": "DEPARTMENT OF THE TREASURY", "es": "DEPARTAMENTO DEL TESORO"}
_NOW = frozenset({"immediately", "hearing", "hearing_undated"})
_KINDS = {
    AmountRole.REFUND: "head_refund",
    AmountRole.PROPOSED_CHANGE: "head_proposed",
    AmountRole.APPLIED: "head_credit",
    AmountRole.AMOUNT_DUE: "head_zero",
    AmountRole.AMOUNT_OWED_BEFORE: "head_lien",
}


def _draw(paper: Paper) -> Sheet:
    sheet = Sheet()
    slip = paper.spec.coupon in ("payment", "remitted")
    y = _opening(sheet, paper)
    if slip:
        _voucher(sheet, paper)

    def on_break(out: Flow) -> None:
        sheet.new_page()
        out.y, out.bottom = _later(sheet, paper), _LAST

    out = Flow(sheet, _TYPE, _LEFT, _WIDE, y, _ABOVE if slip else _LAST, on_break, _LEFT, _WIDE)
    letter = paper.spec.style in LETTERS
    if paper.rows and not letter:
        assessed.table(out, paper)
    greeting(out, paper)
    out.blocks(paper.why)
    if paper.rows and letter:
        assessed.told(out, paper)
    running.sections(out, paper, _HEADING)
    farewell(out, paper)
    return sheet


def _opening(sheet: Sheet, paper: Paper) -> float:
    """Letterhead and address at the left of the facts, below them the headline; gives the next baseline."""
    lang, words = paper.manner.lang, paper.words
    parts.mark(sheet, _LEFT, 30, 38, 0.25)
    sheet.text(_LEFT + 47, 43, _TREASURY[lang], TIMES.bold, 12)
    sheet.text(_LEFT + 47, 55, _SERVICE[lang], TIMES.regular, 11)
    sheet.lines(_LEFT + 47, 66, (words.phrase("division"), ", ".join(paper.office)), TIMES.italic, 8.4, pitch=9.6)
    mark = page_mark(paper, 1)
    sheet.text(_RIGHT - page_width(mark, _F.regular, 8), 26, mark, _F.regular, 8)
    address = (paper.mailed_name, *paper.mailed_address)
    for n, line in enumerate(address):
        size = fitted(line, _F.regular, 9.6, _LABELS - _LEFT - 16)
        sheet.text(_LEFT + 4, 126 + 12.2 * n, line, _F.regular, size)
    low = max(_facts(sheet, paper, 43), 126 + 12.2 * len(address)) + 4
    sheet.add(Rule(_LEFT, low, _RIGHT, low, 1.4, 0.25))
    head = _headline(paper)
    sheet.text(_LEFT, low + 21, head, _F.bold, fitted(head, _F.bold, 15.5, _WIDE))
    return titles(sheet, paper, _F, x=_LEFT, y=low + 37, room=_WIDE, sizes=(10.4, 10.4)) + 5


def _headline(paper: Paper) -> str:
    """What kind of notice this is, and the sum that it is about."""
    words, amount = paper.words, paper.asked
    if amount is not None:
        key = "head_bill" if paper.spec.asks == "total" else "head_part"
        key = key if amount else "head_zero"
    elif paper.rows:
        key, amount = _KINDS.get(paper.rows[-1].role, "head_account"), abs(paper.rows[-1].amount)
    else:
        return words.phrase("head_letter" if paper.spec.style in LETTERS else "head_account")
    return words.phrase(key).format(amount=paper.manner.money(amount, sign=True))


def _period_row(paper: Paper) -> list[Line]:
    """All periods: years in one line, days one below the other."""
    if not paper.periods or paper.spec.scheme == "none":
        return []
    names = list(dict.fromkeys(assessed.period_name(paper, period) for period in paper.periods))
    return [(assessed.period_head(paper), (", " if all(map(str.isdigit, names)) else "\n").join(names))]


def _asked_row(paper: Paper) -> list[Line]:
    """What is to be paid; under the name of its row where that is not the whole, or where it is nothing."""
    if paper.asked is None:
        return []
    label = paper.words.phrase("asked")
    if not paper.asked or paper.spec.asks != "total":
        label = next((row.label for row in paper.rows if row.id == paper.spec.asks), label)
    return [(label.replace("\n", " "), paper.manner.money(paper.asked, sign=True))]


def _due_row(paper: Paper, due: date | None) -> list[Line]:
    """By when to pay, or by when the money has to be there; `due` is what this place prints."""
    if due is not None and paper.due_kind in BILLED:
        key = "arrive_by" if paper.due_kind == "received" else "pay_by"
        return [(paper.words.phrase(key), paper.manner.day(due))]
    if paper.asked and paper.due_kind in _NOW:
        return [(paper.words.phrase("pay_by"), paper.words.phrase("at_once"))]
    return []


def _facts(sheet: Sheet, paper: Paper, y: float) -> float:
    """Labels, colons and values, each in a column; gives the next baseline."""
    words = paper.words
    rows = [(words.header("date"), paper.manner.day(paper.notice_date)), (words.header("notice"), document(paper))]
    rows += [*header.tin_row(paper), *form_row(paper), *_period_row(paper)]
    rows += [*desk_rows(paper), *_asked_row(paper), *_due_row(paper, paper.due), *answer_row(paper)]
    for label, value in rows:
        labels = fonts.wrap(label, _F.regular, _FACT, _COLON - _LABELS - 4)
        values = fonts.wrap(value, _F.regular, _FACT, _RIGHT - _VALUES)
        sheet.text(_COLON, y, ":", _F.regular, _FACT)
        sheet.lines(_LABELS, y, labels, _F.regular, _FACT, pitch=_PITCH)
        sheet.lines(_VALUES, y, values, _F.regular, _FACT, pitch=_PITCH)
        y += _PITCH * max(len(labels), len(values))
    return y


def _slip_facts(paper: Paper) -> list[Line]:
    """The six cells of the voucher."""
    words, places, day = paper.words, paper.places, paper.manner.day
    due = _due_row(paper, places.coupon_due) or [(words.header("phone"), paper.phone)]
    amount = "$"
    if paper.spec.coupon == "payment":
        amount = "" if places.coupon_amount is None else paper.manner.money(places.coupon_amount, sign=True)
    payer = [(words.phrase("payer"), paper.case.name)]
    return [
        (words.header("notice"), document(paper)),
        (header.tin_row(paper) or payer)[0],
        (_period_row(paper) or form_row(paper) or payer)[0],
        (words.header("date"), day(places.stub_date)),
        due[0],
        (stubs.coupon_words(paper).replace("\n", " "), amount),
    ]


def _voucher(sheet: Sheet, paper: Paper) -> None:
    """Below dots: the facts in two rows of three cells, who pays whom, how to pay, the line for machines."""
    words, y = paper.words, _CUT
    sheet.add(Rule(_LEFT - 16, y, _RIGHT + 16, y, 1.0, 0.2, (1, 3)))
    sheet.text(_LEFT, y + 17, words.phrase("payment"), _F.bold, 12)
    sheet.text(_RIGHT, y + 17, words.phrase("cut_note"), _F.italic, 8, align="r")
    wide, facts = _WIDE / 3, _slip_facts(paper)
    y += 24
    for trio in (facts[:3], facts[3:]):
        told = [fonts.wrap(value.replace("\n", "; "), _F.bold, 9.6, wide - 10) for _, value in trio]
        low = y + 17.5 + 10.4 * max(map(len, told))
        for n, ((label, _), lines) in enumerate(zip(trio, told, strict=True)):
            x = _LEFT + n * wide
            amount = trio[n] is facts[-1]
            sheet.add(Area(Box(x, y, x + wide, low), _SHADE if amount else None, 0.0, 0.5))
            sheet.text(x + 5, y + 9, label, _F.regular, fitted(label, _F.regular, 7.6, wide - 10))
            sheet.lines(x + 5, y + 22, lines, _F.bold, 11.4 if amount else 9.6, pitch=10.4)
        y = low
    payer = (paper.case.name, *paper.case.address)
    for n, (key, post) in enumerate((("from_head", payer), ("to_head", paper.remit))):
        x = _LEFT + 5 + n * wide
        sheet.text(x, y + 13, words.phrase(key), _F.regular, 7.6)
        for k, line in enumerate(post):
            sheet.text(x, y + 25 + 10.8 * k, line, _F.regular, fitted(line, _F.regular, 9, wide - 10))
    at = y + 13
    for item in paper.stub_bullets:
        lines = fonts.wrap(item, _F.regular, 8, wide - 5)
        at = sheet.lines(_LEFT + 5 + 2 * wide, at, lines, _F.regular, 8, pitch=9.4) + 2
    sheet.text(_RIGHT, _SCAN, parts.scan_line(paper), "Courier", 9.6, align="r")


def _later(sheet: Sheet, paper: Paper) -> float:
    """The facts that name the notice once more, colons in a column, the page beside them; gives the next baseline."""
    words, y = paper.words, 34.0
    rows = [(words.header("date"), paper.manner.day(paper.places.later_date))]
    for label, value in (*rows, (words.header("notice"), document(paper)), *header.tin_row(paper)):
        sheet.text(_LABELS, y, label, _F.regular, fitted(label, _F.regular, _FACT, _COLON - _LABELS - 4))
        sheet.text(_COLON, y, ":", _F.regular, _FACT)
        sheet.text(_VALUES, y, value, _F.regular, _FACT)
        y += _PITCH
    sheet.text(_LEFT, 34, _SERVICE[paper.manner.lang], TIMES.regular, 11)
    sheet.text(_LEFT, 46, page_mark(paper, sheet.page), _F.regular, 8)
    sheet.add(Rule(_LEFT, 66, _RIGHT, 66, 0.6, 0.25))
    return 86.0


ASSESSMENT = Layout(
    name="practice_assessment",
    years=(2004, 2026),
    styles=frozenset({"notice", "acs"}) | LETTERS,
    draw=_draw,
    voice="assessment",
    voice_es="assessment_es",
    langs=frozenset({"en", "es"}),
    masks={"": 3, "X": 3, "*": 2},
    caller_digits=(4, 5, 6),
    dates=("long", "hyphened", "press", "padded"),
    money=("${}", "$ {}"),
    periods=("plain", "dated"),
    places=COUPONED,
    spaced=0.3,
    detail_instead=True,
    page_text=2900,
    contact_stub=False,
    practice=True,
)
