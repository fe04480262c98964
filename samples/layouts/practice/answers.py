"""Questions up to the middle of the page, answers behind it; a headline bids to pay; a voucher in three parts."""

from samples import fonts
from samples.flow import Flow, Type
from samples.fonts import HELVETICA, TIMES
from samples.layouts import header, parts, running
from samples.layouts.base import Layout
from samples.paper import Paper
from samples.sheet import Area, Rule, Sheet
from schemas.geometry import Box

from .common import BILLED, answer_row, desk_rows, document, due_row, farewell, form_row, greeting, page_mark, titles

_F, _Q = TIMES, HELVETICA
_LEFT, _RIGHT = 52.0, 560.0
_AXIS = 296.0
_TYPE = Type(_F, 10.8, 13.2, gap=6, bullet="–", indent=11)
_VOUCHER = 622.0
_BID = {
    ("en", "by"): "Please remit {amount} by {due}",
    ("en", "received"): "Please see that {amount} reaches us by {due}",
    ("es", "by"): "Sírvase remitir {amount} hasta el {due}",
    ("es", "received"): "Haga que {amount} nos llegue hasta el {due}",
}
_NOTE = {
    "en": "* in U.S. dollars, drawn on a bank in the United States",
    "es": "* en dólares de EE. UU., contra un banco de Estados Unidos",
}
_STILL = {"en": "this is still {code}, written {day}", "es": "sigue el aviso {code}, escrito el {day}"}


def _draw(paper: Paper) -> Sheet:
    sheet = Sheet()
    stubbed = paper.spec.coupon == "payment"
    if stubbed:
        _voucher(sheet, paper)
    y = _opening(sheet, paper)

    def on_break(out: Flow) -> None:
        sheet.new_page()
        out.y, out.bottom = _later(sheet, paper), 744.0

    low = _VOUCHER - 18 if stubbed else 744.0
    out = running.flow(sheet, _TYPE, _LEFT, _RIGHT - _LEFT, y, bottom=low, on_break=on_break)
    greeting(out, paper)
    out.blocks(paper.why)
    if paper.rows:
        _steps(out, paper)
    if len(paper.periods) > 1:
        running.detail(out, paper, paper.words.phrase("details"), 11)
    running.sections(out, paper, running.Heading(11.4, above=4))
    farewell(out, paper)
    return sheet


def _starred(paper: Paper) -> str:
    """What is asked for, with the star that the note below the figures explains."""
    return "" if paper.asked is None else f"{paper.manner.money(paper.asked, sign=True)}*"


def _opening(sheet: Sheet, paper: Paper) -> float:
    """Letterhead across the page, address at the right, headline, then the questions; gives the next baseline."""
    parts.mark(sheet, _LEFT, 30, 24)
    sheet.text(_LEFT + 32, 47, "IRS", _Q.bold, 15)
    sheet.text(_RIGHT, 47, ", ".join(("Department of the Treasury", *paper.office)), _F.regular, 9, align="r")
    sheet.add(Rule(_LEFT, 60, _RIGHT, 60, 2.0))
    sheet.text(_RIGHT, 74, page_mark(paper, 1), _F.regular, 9, align="r")
    y = parts.window_address(sheet, paper, _F, 10.8, x=_AXIS + 8, y=98, pitch=13) + 20
    y = titles(sheet, paper, _Q, x=_LEFT, y=max(y, 162.0), room=_RIGHT - _LEFT, sizes=(13.0, 11.5))
    bid = _BID.get((paper.manner.lang, "by" if paper.due_kind == "payment" else paper.due_kind))
    if bid is not None and paper.due is not None and paper.asked is not None:
        text = bid.format(amount=_starred(paper), due=paper.manner.day(paper.due))
        y = sheet.lines(_LEFT, y + 3, fonts.wrap(text, _Q.bold, 15, _RIGHT - _LEFT), _Q.bold, 15, pitch=18)
    return _questions(sheet, paper, y + 8)


def _questions(sheet: Sheet, paper: Paper, y: float) -> float:
    words = paper.words
    rows = [(words.header("date"), paper.manner.day(paper.notice_date)), (words.header("notice"), document(paper))]
    rows += [*header.period_row(paper), *form_row(paper), *header.tin_row(paper), *due_row(paper)]
    rows += answer_row(paper)
    for question, answer in rows + desk_rows(paper):
        sheet.text(_AXIS - 8, y, question, _Q.regular, 9, align="r", gray=0.2)
        y = sheet.lines(_AXIS + 8, y, answer.split("\n"), _F.bold, 10.8, pitch=13) + 1.4
    return y + 12


def _steps(out: Flow, paper: Paper) -> None:
    """Figures in the middle of the page, right where the answers begin; what they are for before them."""
    sheet = out.sheet
    out.need(15.0 * len(paper.rows) + 40)
    out.line(paper.summary_heading, _F.bold, 11.4, pitch=17)
    edge = _AXIS + 100
    for n, row in enumerate(paper.rows):
        total = paper.has_total and n == len(paper.rows) - 1
        font = _F.bold if total else _F.regular
        amount = paper.manner.money(row.amount, sign=True)
        if total:
            sheet.add(Rule(_AXIS, out.y - 10, edge, out.y - 10, 0.8))
            out.y += 3
        lines = fonts.wrap(row.label.replace("\n", " "), font, 10.8, _AXIS - 8 - _LEFT)
        sheet.text(edge, out.y, amount, font, 10.8, align="r")
        if row.id == paper.spec.asks:
            sheet.text(edge, out.y, "*", font, 10.8)
        for line in lines:
            sheet.text(_AXIS - 8, out.y, line, font, 10.8, align="r")
            out.y += 14
        sheet.note(row.id)
    if paper.asked is not None:
        sheet.text(_AXIS, out.y, _NOTE[paper.manner.lang], _F.italic, 8.6)
        out.y += 12
    out.y += 10


def _voucher(sheet: Sheet, paper: Paper) -> None:
    """Who pays at the left, what in the middle, how much at the right."""
    words, places, y = paper.words, paper.places, _VOUCHER
    parts.perforation(sheet, y)
    sheet.add(Rule(214, y + 12, 214, y + 150, 0.4), Rule(404, y + 12, 404, y + 150, 0.4))
    sheet.text(_LEFT, y + 22, words.phrase("payment"), _Q.bold, 12)
    at = sheet.lines(_LEFT, y + 42, (paper.case.name, *paper.case.address), _F.regular, 9, pitch=11.5)
    sheet.lines(_LEFT, max(at + 14, y + 104), paper.remit, _F.regular, 9, pitch=11.5)
    rows = [(words.header("notice"), paper.code), (words.header("date"), paper.manner.day(places.stub_date))]
    at = y + 22
    for label, value in (*rows, *header.period_row(paper), *header.tin_row(paper)):
        at = sheet.lines(222, at, fonts.wrap(label, _Q.regular, 7.4, 176), _Q.regular, 7.4, pitch=10) + 1
        at = sheet.lines(222, at, fonts.wrap(value.replace("\n", ", "), _F.bold, 10, 176), _F.bold, 10, pitch=11) + 5
    _boxed(sheet, paper, y)


def _boxed(sheet: Sheet, paper: Paper, y: float) -> None:
    """The sum and its day, each in a box below its label."""
    places = paper.places
    rows = [(paper.stub, "" if places.coupon_amount is None else paper.manner.money(places.coupon_amount, sign=True))]
    if places.coupon_due is not None and paper.due_kind in BILLED:
        rows.append((paper.words.phrase("pay_by"), paper.manner.day(places.coupon_due)))
    at = y + 22
    for label, value in rows:
        at = sheet.lines(414, at, fonts.wrap(label, _Q.regular, 8, 146), _Q.regular, 8, pitch=10)
        sheet.add(Area(Box(414, at - 5, _RIGHT, at + 17), None, 0.0, 0.8))
        sheet.text(_RIGHT - 7, at + 10.5, value, _F.bold, 12, align="r")
        at += 34
    parts.barcode(sheet, 414, y + 128, 18, paper.rng, bars=36)


def _later(sheet: Sheet, paper: Paper) -> float:
    """Two lines at the right, the page's number above the rest; gives the next baseline."""
    day = paper.manner.day(paper.places.later_date)
    text = _STILL[paper.manner.lang].format(code=document(paper), day=day)
    sheet.text(_RIGHT, 36, page_mark(paper, sheet.page), _F.italic, 9, align="r")
    sheet.text(_RIGHT, 48, text + (f" ({paper.tin_text})" if paper.tin_text else ""), _F.italic, 9, align="r")
    for label, value in answer_row(paper):
        sheet.text(_RIGHT, 60, f"{label} {value}", _F.italic, 9, align="r")
    return 82.0


ANSWERS = Layout(
    name="practice_answers",
    years=(2008, 2026),
    styles=frozenset({"notice", "acs", "letter", "field", "correspondex"}),
    draw=_draw,
    voice="answers",
    voice_es="answers_es",
    langs=frozenset({"en", "es"}),
    masks={"": 3, "x": 4, "X": 3},
    caller_digits=(5, 6),
    dates=("press", "long"),
    money=("${}", "$ {}"),
    periods=("spelled",),
    spaced=0.2,
    page_text=2700,
    contact_stub=False,
    practice=True,
)
