"""An insurer's explanation of benefits: a soft band of facts at a glance, more in two columns, questions as headings,
figures as filed and as figured beside each other, a rounded box with what is owed or comes back, a voucher.

Hard to read since a row has up to three figures and the kind of notice tells which is its own: where a return was
changed, the second one, with the difference after it, and where an account or a proposal was, the last one. Captions
stand above values in bands and boxes, before them in the list and at the other edge in the panel.
"""

from collections.abc import Sequence
from decimal import Decimal

from samples import fonts
from samples.flow import Flow, Type
from samples.fonts import HELVETICA, LIGHT
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
_LEFT, _RIGHT = 40.0, 572.0
_WIDTH = _RIGHT - _LEFT
_BAND = Box(0.0, 64.0, 612.0, 108.0)
_PANEL = 350.0  # where the panel begins, at the right of the address
_STUB = 606.0  # the perforation
_ABOVE, _LAST = 590.0, 752.0  # where the last lines end, above the voucher and without one
_GRAY, _SHADE, _CAPTION = 0.3, 0.91, 8.0
_EDGES = (372.0, 468.0, 566.0)  # right edges of the figures
_PITCH, _BOX = 14.6, 40.0
_TYPE = Type(_F, 9.6, 12.2, gap=5, bullet="•", indent=10)
_NOW = frozenset({"immediately", "hearing", "hearing_undated"})
_RETURN = frozenset({"math_due", "math_refund", "math_even", "math_applied", "credit_moved", "offset"})
_ACCOUNT = frozenset({"adjusted_up", "adjusted_down", "adjusted_refund", "adjusted_even"})
_PROPOSAL = frozenset({"proposed", "deficiency"})
_UNCOMPARED = frozenset({"CP3219N", "CP49", "CP749"})  # no return was filed, or none was changed
_FILED = {  # what the return had, as a share of what it should have had
    "tax_owed": (0.72, 0.97),
    "payments": (1.0, 1.08),
    "overpayment": (1.02, 1.3),
    "credit_overpaid": (1.0, 1.0),
    "applied_estimated": (1.0, 1.2),
}
_BEFORE = {  # what stood there before, as a multiple of the difference
    "tax_up": (1.5, 6.0),
    "proposed_tax": (1.5, 6.0),
    "deficiency": (1.2, 4.0),
    "tax_down": (-3.0, -1.3),
    "interest_down": (-3.0, -1.3),
    "credit_down": (-2.0, -1.0),
}
_Figures = tuple[Row, tuple[Decimal | None, ...]]  # None leaves a column empty
_SERVICE = {"en": "Internal Revenue Service", "es": "Servicio de Impuestos Internos"}
_TREASURY = {"en": "Department of the Treasury", "es": "Departamento del Tesoro"}


def _draw(paper: Paper) -> Sheet:
    sheet = Sheet()
    slip = paper.spec.coupon in ("payment", "remitted")
    _masthead(sheet, paper)
    _band(sheet, _glance(paper), _BAND, size=12.4)
    y = _facts(sheet, paper, max(_address(sheet, paper), _panel(sheet, paper)) + 19)
    if slip:
        _voucher(sheet, paper)

    def on_break(out: Flow) -> None:
        sheet.new_page()
        out.y, out.bottom = _later(sheet, paper), _LAST

    out = running.flow(sheet, _TYPE, _LEFT, _WIDTH, y + 26, bottom=_ABOVE if slip else _LAST, on_break=on_break)
    out.line(paper.words.phrase("why_head"), LIGHT.regular, 20.0, pitch=19)
    out.y = titles(sheet, paper, _F, x=_LEFT, y=out.y, room=_WIDTH, sizes=(11.4, 10.4)) + 4
    greeting(out, paper)
    out.blocks(paper.why)
    _figures(out, paper)
    if len(paper.periods) > 1:
        running.detail(out, paper, paper.words.phrase("details"), 12)
    running.sections(out, paper, running.Heading(11.6, above=4))
    farewell(out, paper)
    return sheet


def _masthead(sheet: Sheet, paper: Paper) -> None:
    """Who writes; at the right the page, and that nothing is to be paid where nothing is."""
    lang, mark = paper.manner.lang, page_mark(paper, 1)
    parts.mark(sheet, _LEFT, 22, 32)
    sheet.text(_LEFT + 42, 37, _SERVICE[lang], LIGHT.bold, 14)
    sheet.text(_LEFT + 42, 50, ", ".join((_TREASURY[lang], *paper.office)), _F.regular, _CAPTION, gray=_GRAY)
    sheet.text(_RIGHT - page_width(mark, _F.regular, 8.4), 34, mark, _F.regular, 8.4)
    if paper.asked is None:
        sheet.text(_RIGHT, 50, paper.words.phrase("no_bill"), _F.bold, 9.4, align="r")


def _asked(paper: Paper) -> list[Line]:
    """What is asked for, or else what the figures come to, as a refund or a proposal."""
    if paper.asked is not None:
        return [(paper.words.phrase("asked_head"), paper.manner.money(paper.asked, sign=True))]
    return [(row.label, paper.manner.money(row.amount, sign=True)) for row in paper.rows[-1:] if paper.has_total]


def _days(paper: Paper) -> list[Line]:
    """By when to pay, then by when to answer; that it is to be paid at once."""
    words, rows = paper.words, list[Line]()
    if paper.due is not None and paper.due_kind in BILLED:
        rows.append((_due_words(paper), paper.manner.day(paper.due)))
    elif paper.asked and paper.due_kind in _NOW:
        rows.append((words.phrase("when_head"), words.phrase("at_once")))
    return rows + answer_row(paper)


def _due_words(paper: Paper) -> str:
    return paper.words.phrase("arrive_by" if paper.due_kind == "received" else "pay_by")


def _glance(paper: Paper) -> list[Line]:
    """Four facts at most: paper and day, what it comes to and by when; the period or the telephone in their place."""
    words = paper.words
    rows = [(words.header("notice"), document(paper)), (words.header("date"), paper.manner.day(paper.notice_date))]
    rows += [*_asked(paper), *_days(paper)[-1:]]
    rows += [row for row in header.period_row(paper) if "\n" not in row[1]]
    return (rows if len(rows) > 2 else [*rows, (words.header("phone"), paper.phone)])[:4]


def _band(sheet: Sheet, rows: Sequence[Line], box: Box, *, size: float) -> None:
    """Shade from edge to edge, captions over bold values."""
    sheet.add(Area(box, _SHADE, None))
    wide = _WIDTH / len(rows)
    for n, (caption, value) in enumerate(rows):
        x, room = _LEFT + n * wide, wide - 14
        sheet.text(x, box.y0 + 13, caption, _F.regular, fitted(caption, _F.regular, _CAPTION, room), gray=_GRAY)
        sheet.text(x, box.y0 + 14 + 1.25 * size, value, _F.bold, fitted(value, _F.bold, size, room))


def _address(sheet: Sheet, paper: Paper) -> float:
    lines = (paper.mailed_name, *paper.mailed_address)
    for n, line in enumerate(lines):
        sheet.text(_LEFT, 134 + 12.4 * n, line, _F.regular, fitted(line, _F.regular, 9.8, _PANEL - _LEFT - 14))
    return 126 + 12.4 * len(lines)


def _panel(sheet: Sheet, paper: Paper) -> float:
    """Whom to ask: labels at the left edge, values at the right one; gives the lower edge."""
    sheet.text(_PANEL + 9, 134, paper.words.phrase("questions"), LIGHT.bold, 11)
    y = 134.0
    for label, value in desk_rows(paper)[: -len(paper.extras) or None]:
        y += 13
        size = fitted(value, _F.bold, 9.2, 128)
        room = _RIGHT - _PANEL - 24 - fonts.width(value, _F.bold, size)
        sheet.text(_PANEL + 9, y, label, _F.regular, fitted(label, _F.regular, 8.6, room))
        sheet.text(_RIGHT - 9, y, value, _F.bold, size, align="r")
    sheet.add(Area(Box(_PANEL, 119, _RIGHT, y + 8), None, 0.45, 0.7, 5.0))
    return y + 8


def _named(paper: Paper) -> list[Line]:
    return [(paper.words.header(key), value) for key, value in paper.extras]


def _facts(sheet: Sheet, paper: Paper, y: float) -> float:
    """Labels and values in two columns between hairlines; gives the lower edge."""
    rows = [(paper.words.phrase("for_head"), paper.case.name), *header.tin_row(paper)]
    rows += [*header.period_row(paper), *form_row(paper), *_named(paper)]
    half, ends = (len(rows) + 1) // 2, [y]
    sheet.add(Rule(_LEFT, y - 13, _RIGHT, y - 13, 0.5, 0.5))
    for x, some in ((_LEFT, rows[:half]), (322.0, rows[half:])):
        at = y
        for label, value in some:
            sheet.text(x, at, label, _F.regular, fitted(label, _F.regular, 8.8, 108), gray=_GRAY)
            at = sheet.lines(x + 114, at, fonts.wrap(value, _F.bold, 9.2, 140), _F.bold, 9.2, pitch=11.4) + 2
        ends.append(at)
    low = max(ends) - 7
    sheet.add(Rule(_LEFT, low, _RIGHT, low, 0.5, 0.5))
    return low


def _lines(paper: Paper) -> list[_Figures]:
    """The rows, each with one figure or, where something was changed, with three."""
    kind = "" if paper.code in _UNCOMPARED else paper.spec.summary or ""
    last = paper.rows[-1:] if paper.has_total else ()
    rows = paper.rows[: len(paper.rows) - len(last)]
    if kind in _RETURN:
        filed = _as_filed(paper, rows)
        lines: list[_Figures] = [(r, (f, r.amount, r.amount - f)) for r, f in zip(rows, filed, strict=True)]
        whole = None if kind in ("math_even", "math_applied") else sum(filed, Decimal(0))
        return lines + [(r, (whole, r.amount, None if whole is None else r.amount - whole)) for r in last]
    if kind not in _ACCOUNT | _PROPOSAL:
        return [(row, (row.amount,)) for row in paper.rows]
    lines = []
    for row in rows:
        before = None if row.id == "balance_before" else _share(paper, row, _BEFORE)
        lines.append((row, (before, None if before is None else before + row.amount, row.amount)))
    return lines + [(row, (None, None, row.amount)) for row in last]


def _as_filed(paper: Paper, rows: Sequence[Row]) -> list[Decimal]:
    """What the return had; one that is billed now was thought to be paid."""
    filed = {row.id: _share(paper, row, _FILED) for row in rows}
    if paper.spec.summary == "math_due":
        filed["tax_owed"] = max(filed["tax_owed"], *(-row.amount for row in rows if row.id == "payments"))
        filed["payments"] = -filed["tax_owed"]
    return list(filed.values())


def _share(paper: Paper, row: Row, shares: dict[str, tuple[float, float]]) -> Decimal:
    """A part of the row's amount in whole dollars; nothing for what only we charge."""
    low, high = shares.get(row.id, (0.0, 0.0))
    return row.amount if low == high == 1.0 else Decimal(round(float(row.amount) * paper.rng.uniform(low, high)))


def _tall(paper: Paper) -> float:
    table = _PITCH * len(paper.rows) + 46 if paper.rows else 0.0
    return table + (_BOX + 8 if _asked(paper) or _days(paper) else 0.0)


def _figures(out: Flow, paper: Paper) -> None:
    """A shaded row of heads, hairlines between the rows, the box below."""
    out.need(_tall(paper))
    lines = _lines(paper)
    if lines:
        out.y += 5
        out.line(paper.summary_heading, LIGHT.bold, 12.4, pitch=8)
        _heads(out, paper, len(lines[0][1]))
    for n, (row, cells) in enumerate(lines):
        last = paper.has_total and n == len(lines) - 1
        font, size = (_F.bold, 10.0) if last else (_F.regular, 9.6)
        for edge, amount in zip(_EDGES[3 - len(cells) :], cells, strict=True):
            if amount is not None:
                out.sheet.text(edge, out.y, paper.manner.money(amount, sign=n == 0 or last), font, size, align="r")
        room = _EDGES[0] - 76 - _LEFT if len(cells) == 3 else 400
        label = row.label.replace("\n", " ")
        out.sheet.text(_LEFT + 6, out.y, label, font, fitted(label, font, size, room))
        out.sheet.note(row.id)
        edge_gray = (0.9, 0.0) if paper.has_total and n == len(lines) - 2 else (0.3, 0.6)
        out.sheet.add(Rule(_LEFT, out.y + 4.4, _RIGHT, out.y + 4.4, *edge_gray))
        out.y += _PITCH
    _result(out, [*_asked(paper), *_days(paper)])


def _heads(out: Flow, paper: Paper, count: int) -> None:
    words = paper.words
    last = "effect_head" if paper.spec.summary in _ACCOUNT else "difference_head"
    keys = ("filed_head", "figured_head", last) if count == 3 else ("cost_head",)
    out.sheet.add(Area(Box(_LEFT, out.y - 1, _RIGHT, out.y + 14), _SHADE, None))
    out.sheet.text(_LEFT + 6, out.y + 9.6, words.phrase("item_head"), _F.bold, 8.6)
    for edge, key in zip(_EDGES[3 - count :], keys, strict=True):
        out.sheet.text(edge, out.y + 9.6, words.phrase(key), _F.bold, 8.6, align="r")
    out.y += 26


def _result(out: Flow, rows: Sequence[Line]) -> None:
    """The rounded box: what is to be paid or comes back, and the days beside it."""
    if not rows:
        out.y += 4
        return
    top, wide = out.y - 4, (_WIDTH - 20) / len(rows)
    out.sheet.add(Area(Box(_LEFT, top, _RIGHT, top + _BOX), None, 0.1, 1.4, 9.0))
    for n, (caption, value) in enumerate(rows):
        x = _LEFT + 14 + n * wide
        out.sheet.text(x, top + 14, caption, _F.regular, fitted(caption, _F.regular, 8.6, wide - 10))
        out.sheet.text(x, top + 31, value, _F.bold, fitted(value, _F.bold, 13.4, wide - 10))
    out.y = top + _BOX + 17


def _voucher(sheet: Sheet, paper: Paper) -> None:
    """A row of captions over values; the sum and its day in a rounded box beside how to pay; addresses, scan line."""
    words, places, y = paper.words, paper.places, _STUB
    parts.perforation(sheet, y)
    sheet.text(_LEFT, y + 19, words.phrase("payment"), LIGHT.bold, 12.4)
    sheet.text(_RIGHT, y + 19, words.phrase("tear_off"), _F.regular, 8.4, align="r", gray=_GRAY)
    rows = [(words.header("notice"), document(paper)), (words.header("date"), paper.manner.day(places.stub_date))]
    rows += [*header.tin_row(paper), *form_row(paper)]
    _band(sheet, rows, Box(0.0, y + 26, 612.0, y + 57), size=9.6)
    amount = "$" if paper.spec.coupon == "remitted" else ""
    if paper.spec.coupon == "payment" and places.coupon_amount is not None:
        amount = paper.manner.money(places.coupon_amount, sign=True)
    paid = [(stubs.coupon_words(paper), amount)]
    if places.coupon_due is not None and paper.due_kind in BILLED:
        paid.append((_due_words(paper), paper.manner.day(places.coupon_due)))
    sheet.add(Area(Box(_LEFT, y + 62, 306, y + 100), None, 0.1, 1.4, 9.0))
    wide = 254.0 / len(paid)
    for n, (caption, value) in enumerate(paid):
        x = _LEFT + 10 + n * wide
        sheet.text(x, y + 75, caption, _F.regular, fitted(caption, _F.regular, _CAPTION, wide - 8))
        sheet.text(x, y + 92, value, _F.bold, fitted(value, _F.bold, 12.4, wide - 8))
    told = fonts.wrap(" ".join(paper.stub_bullets), _F.regular, 8.0, _RIGHT - 318)
    sheet.lines(318, y + 69, told, _F.regular, 8.0, pitch=9.4)
    payer = (paper.case.name, *paper.case.address)
    for x, key, lines in ((_LEFT, "from_head", payer), (318.0, "to_head", paper.remit)):
        sheet.text(x, y + 114, words.phrase(key), _F.regular, _CAPTION, gray=_GRAY)
        sheet.lines(x, y + 125, lines, _F.regular, 8.8, pitch=10.4)
    sheet.text(_RIGHT, 776, parts.scan_line(paper), "Courier", 9.4, align="r")


def _later(sheet: Sheet, paper: Paper) -> float:
    """A lower band with what it is, of what day and whose; gives the next baseline."""
    words, mark = paper.words, page_mark(paper, sheet.page)
    rows = [(words.header("notice"), document(paper))]
    rows += [(words.header("date"), paper.manner.day(paper.places.later_date)), *header.tin_row(paper)]
    _band(sheet, [*rows, ("", "")], Box(0.0, 20.0, 612.0, 52.0), size=9.6)
    sheet.text(_RIGHT - page_width(mark, _F.regular, 8.4), 38, mark, _F.regular, 8.4)
    return 76.0


EXPLAINED = Layout(
    name="practice_explained",
    years=(2008, 2026),
    styles=frozenset({"notice", "acs"}) | LETTERS,
    draw=_draw,
    voice="explained",
    voice_es="explained_es",
    langs=frozenset({"en", "es"}),
    masks={"": 3, "X": 3, "*": 2, "last": 2},
    caller_digits=(4, 5, 6),
    dates=("long", "padded", "press", "day_month"),
    places=COUPONED,
    money=("${}", "${}", "$ {}"),
    periods=("plain", "spelled"),
    spaced=0.2,
    page_text=2900,
    contact_stub=False,
    practice=True,
)
