"""A computer's printout on striped paper: all capitals, abbreviated labels with dotted leaders, minus behind."""

from dataclasses import replace

from samples import fonts
from samples.blocks import Block, Bullets, Para, Section, Sub
from samples.flow import Flow, Type
from samples.fonts import COURIER
from samples.layouts import header, parts, running
from samples.layouts.base import COUPONED, Layout
from samples.layouts.header import Line
from samples.paper import Paper
from samples.sheet import Area, Disc, Rule, Sheet
from schemas.geometry import Box

from .common import (
    BILLED,
    answer_row,
    asked_row,
    desk_rows,
    document,
    due_row,
    farewell,
    fitted,
    form_row,
    greeting,
    page_mark,
)

_F = COURIER
_LEFT, _RIGHT = 50.0, 562.0
_SIZE, _PITCH = 9.4, 12.0
_CHAR = 0.6  # a letter's width of the face, in sizes
_TYPE = Type(_F, _SIZE, _PITCH, gap=6, bullet="-", indent=14)
_SLIP = 648.0
_LAST = 750.0
_FIELD = 26  # letters from a label's first to its value
_RMT = {"en": "REMIT {amount} BY {due}", "es": "REMITA {amount} HASTA {due}"}


def _draw(paper: Paper) -> Sheet:
    sheet = Sheet()
    _stock(sheet)
    stubbed = paper.spec.coupon == "payment"
    if stubbed:
        _slip(sheet, paper)
    y = _opening(sheet, paper)

    def on_break(out: Flow) -> None:
        sheet.new_page()
        _stock(sheet)
        out.y, out.bottom = _later(sheet, paper), _LAST

    low = _SLIP - 18 if stubbed else _LAST
    out = running.flow(sheet, _TYPE, _LEFT, _RIGHT - _LEFT, y, bottom=low, on_break=on_break)
    greeting(out, paper)
    out.blocks([_shouted(block) for block in paper.why])
    if paper.rows:
        _account(out, paper)
    if len(paper.periods) > 1:
        running.detail(out, _dated(paper), paper.words.phrase("details"), _SIZE)
    for section in paper.sections:
        _section(out, section)
    farewell(out, paper)
    return sheet


def _stock(sheet: Sheet) -> None:
    """The paper: bars of three lines, holes along both edges."""
    for n in range(10):
        sheet.add(Area(Box(34, 36 + 72 * n, 578, 72 + 72 * n), 0.93, None))
    for n in range(32):
        for x in (20.0, 592.0):
            sheet.add(Disc(x, 24 + 24 * n, 3.4, None, 0.55, 0.5))


def _shouted(block: Block) -> Block:
    """In capitals; tables stay as they are, for the truth names their heads."""
    if isinstance(block, Para):
        return Para(block.text.upper(), block.bold)
    if isinstance(block, Sub):
        return Sub(block.text.upper())
    if isinstance(block, Bullets):
        return Bullets(tuple(item.upper() for item in block.items), block.boxes)
    return block


def _dated(paper: Paper) -> Paper:
    """The table of periods gives their last days, which the pattern in the label's brackets doesn't fit."""
    if paper.detail is None:
        return paper
    first, *others = paper.detail.head
    return replace(paper, detail=replace(paper.detail, head=(first.split(" (")[0], *others)))


def _section(out: Flow, section: Section) -> None:
    """The heading between hyphens."""
    out.y += 3
    out.need(3.5 * _PITCH)
    for line in fonts.wrap(f"-- {section.label.upper()} --", _F.bold, _SIZE, out.width):
        out.line(line, _F.bold, _SIZE)
    out.blocks([_shouted(block) for block in section.blocks])


def _field(sheet: Sheet, x: float, y: float, row: Line, wide: int = _FIELD) -> float:
    """The label, dots up to the value, further values below; gives the next baseline."""
    label, value = row
    dots = "." * max(wide - len(label) - 1, 2)
    sheet.text(x, y, label + dots, _F.regular, _SIZE)
    at = x + (len(label) + len(dots) + 1) * _CHAR * _SIZE
    return sheet.lines(at, y, value.split("\n"), _F.bold, _SIZE, pitch=_PITCH)


def _opening(sheet: Sheet, paper: Paper) -> float:
    """One line of the sender, the fields in one column, the address below them; gives the next baseline."""
    sender = "DEPT OF TREAS  IRS  " + " ".join(paper.office).upper()
    sheet.text(_LEFT, 32, sender, _F.regular, fitted(sender, _F.regular, _SIZE, 400))
    sheet.text(_RIGHT, 32, page_mark(paper, 1), _F.regular, _SIZE, align="r")
    words = paper.words
    rows = [*header.tin_row(paper), *header.period_row(paper), *form_row(paper)]
    rows += [(words.header("date"), paper.manner.day(paper.notice_date))]
    rows += [(words.header("notice"), document(paper).upper()), *asked_row(paper)]
    y = 57.0  # so that no line lies across the edge of a bar
    for row in (*rows, *due_row(paper), *answer_row(paper), *desk_rows(paper)):
        y = _field(sheet, _LEFT, y, row)
    y = parts.window_address(sheet, paper, _F, _SIZE + 0.6, x=_LEFT + 40, y=y + 16, pitch=_PITCH)
    return _headline(sheet, paper, y + 14)


def _headline(sheet: Sheet, paper: Paper, y: float) -> float:
    """The title and what to remit, each line between stars."""
    texts = [line.upper() for line in paper.title]
    if paper.due is not None and paper.asked is not None and paper.due_kind in BILLED:
        amount = paper.manner.money(paper.asked, sign=True)
        texts.append(_RMT[paper.manner.lang].format(amount=amount, due=paper.manner.day(paper.due)))
    for text in texts:
        lines = fonts.wrap(text, _F.bold, _SIZE, _RIGHT - _LEFT - 60)
        y = sheet.lines(_LEFT, y, [f"*** {line} ***" for line in lines], _F.bold, _SIZE, pitch=_PITCH)
    return y + 8


def _account(out: Flow, paper: Paper) -> None:
    """Dots up to the figures, which carry their minus behind; equals signs above the result."""
    out.need(_PITCH * (len(paper.rows) + 4))
    out.line(paper.summary_heading, _F.bold, _SIZE, pitch=15)
    sheet, edge = out.sheet, _LEFT + 66 * _CHAR * _SIZE
    for n, row in enumerate(paper.rows):
        last = paper.has_total and n == len(paper.rows) - 1
        if last:
            sheet.text(edge, out.y, "=" * 14, _F.regular, _SIZE, align="r")
            out.y += _PITCH
        figure = paper.manner.money(abs(row.amount), sign=last)
        label = row.label.replace("\n", " ")
        sheet.text(_LEFT, out.y, label, _F.regular, _SIZE)
        sheet.text(edge, out.y, figure, _F.bold if last else _F.regular, _SIZE, align="r")
        sheet.text(edge, out.y, "-" if row.amount < 0 else "", _F.regular, _SIZE)
        dots = 65 - len(label) - len(figure)
        sheet.text(_LEFT + len(label) * _CHAR * _SIZE, out.y, "." * dots, _F.regular, _SIZE)
        sheet.note(row.id)
        out.y += _PITCH
    out.y += 10


def _slip(sheet: Sheet, paper: Paper) -> None:
    """Fields in two columns below a line of hyphens."""
    words, places, y = paper.words, paper.places, _SLIP
    sheet.text(_LEFT, y, "- " * 45, _F.regular, _SIZE)
    sheet.text(_LEFT, y + 16, words.phrase("payment"), _F.bold, _SIZE)
    rows = [(words.header("notice"), paper.code), (words.header("date"), paper.manner.day(places.stub_date))]
    rows += [(label, value.replace("\n", ", ")) for label, value in header.period_row(paper)]
    rows += header.tin_row(paper)
    if places.coupon_amount is not None:
        rows.append((paper.stub, paper.manner.money(places.coupon_amount, sign=True)))
    if places.coupon_due is not None and paper.due_kind in BILLED:
        rows.append((words.phrase("pay_by"), paper.manner.day(places.coupon_due)))
    at = y + 32
    for row in rows:
        at = _field(sheet, _LEFT, at, row, 22)
    sheet.lines(_LEFT + 300, y + 32, (paper.mailed_name, *paper.mailed_address), _F.regular, 8.6, pitch=11)
    sheet.lines(_LEFT + 300, y + 82, [line.upper() for line in paper.remit], _F.regular, 8.6, pitch=11)
    sheet.text(_LEFT, 770, parts.scan_line(paper), _F.regular, 10)


def _later(sheet: Sheet, paper: Paper) -> float:
    """The fields again in a row, without dots; gives the next baseline."""
    words = paper.words
    rows = [*header.tin_row(paper), (words.header("date"), paper.manner.day(paper.places.later_date))]
    rows += [(words.header("notice"), document(paper).upper()), *answer_row(paper)]  # no "DT" behind "CP 503"
    line = "   ".join(f"{label} = {value}" for label, value in rows)
    sheet.text(_LEFT, 32, line, _F.regular, fitted(line, _F.regular, _SIZE, _RIGHT - _LEFT - 76))
    sheet.text(_RIGHT, 32, page_mark(paper, sheet.page), _F.regular, _SIZE, align="r")
    sheet.add(Rule(_LEFT, 37, _RIGHT, 37, 0.6, 0.0, (2, 2)))
    return 58.0


SPOOL = Layout(
    name="practice_spool",
    years=(2004, 2020),
    styles=frozenset({"notice", "acs", "correspondex"}),
    draw=_draw,
    voice="spool",
    voice_es="spool_es",
    langs=frozenset({"en", "es"}),
    masks={"": 4, "X": 3, "*": 3},
    caller_digits=(4, 6),
    dates=("stamped", "stamped", "slashed"),
    money=("${}", "USD {}"),
    periods=("compact",),
    places=COUPONED,
    spaced=0.5,
    page_text=2500,
    contact_stub=False,
    practice=True,
)
