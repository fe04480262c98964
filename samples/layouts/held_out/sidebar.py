"""Notices with a gray column of facts down the left of page 1, amounts on cards, the coupon a page of its own."""

from samples import fonts
from samples.flow import Flow, Type
from samples.fonts import HELVETICA, TIMES
from samples.layouts import header, parts, running
from samples.layouts.base import Layout
from samples.paper import Paper
from samples.sheet import Area, Rule, Sheet
from samples.tables import Row
from schemas.geometry import Box

_F, _B = TIMES, HELVETICA
_SIDE = Box(22.0, 22.0, 172.0, 770.0)
_LEFT, _RIGHT = 192.0, 584.0
_TYPE = Type(_F, 10.5, 12.8, gap=6, bullet="•", indent=11)
_EDGE = 40.0  # left edge of the later pages
_CARD_GAP = 8.0


def _draw(paper: Paper) -> Sheet:
    sheet = Sheet()
    _side(sheet, paper)
    y = _opening(sheet, paper)

    def on_break(out: Flow) -> None:
        _corner(sheet, paper)
        sheet.new_page()
        out.y = _later(sheet, paper)
        out.x, out.width = _EDGE, _RIGHT - _EDGE
        out.wide_x, out.wide_width = out.x, out.width

    out = running.flow(sheet, _TYPE, _LEFT, _RIGHT - _LEFT, y, bottom=742, on_break=on_break)
    if len(paper.periods) > 1 and paper.detail is not None:
        on_break(out)
        running.detail(out, paper, paper.words.phrase("details"), 12)
    running.sections(out, paper, running.Heading(13.0))
    _corner(sheet, paper)
    if paper.spec.coupon == "payment":
        _coupon_page(sheet, paper)
    return sheet


def _facts(paper: Paper) -> list[tuple[str, str]]:
    words = paper.words
    rows = [(words.header("date"), paper.manner.day(paper.notice_date)), *header.tin_row(paper)]
    rows += header.period_row(paper)
    if "form" in paper.context:
        rows.append((words.header("form"), paper.context["form"]))
    rows.append((words.header("phone"), paper.phone))
    if paper.caller_id is not None:
        rows.append((words.header("caller"), paper.caller_id))
    return rows + [(words.header(key), value) for key, value in paper.extras]


def _side(sheet: Sheet, paper: Paper) -> None:
    sheet.add(Area(_SIDE, 0.92, None, radius=6))
    x = _SIDE.x0 + 12
    parts.wordmark(sheet, x, 56, 21)
    lines = ("Department of the Treasury", "Internal Revenue Service", *paper.office)
    y = sheet.lines(x, 76, lines, _B.regular, 8, pitch=10.5) + 20
    for label, value in _facts(paper):
        y = sheet.lines(x, y, fonts.wrap(label.upper(), _B.bold, 7, 128), _B.bold, 7, pitch=9) + 3
        y = sheet.lines(x, y, value.split("\n"), _B.regular, 10.5, pitch=13) + 8
    sheet.text(x, _SIDE.y1 - 12, header.page_line(paper, 1), _B.regular, 8)


def _opening(sheet: Sheet, paper: Paper) -> float:
    parts.window_address(sheet, paper, _B, 10, x=_LEFT + 20, y=62, pitch=13)
    y = 168.0
    for n, line in enumerate(paper.title):
        size = 19.0 if n == 0 else 13.0
        y = sheet.lines(_LEFT, y, fonts.wrap(line, _F.bold, size, 380), _F.bold, size, pitch=size * 1.2)
    out = running.flow(sheet, _TYPE, _LEFT, _RIGHT - _LEFT, y + 6, bottom=1e9, on_break=lambda _: None)
    out.blocks(paper.why)
    return _cards(sheet, paper, out.y + 8) if paper.rows else out.y + 4


def _cards(sheet: Sheet, paper: Paper, top: float) -> float:
    """Two cards to a row, each an amount over its label; the total on a broad one with a thick edge."""
    sheet.text(_LEFT, top + 4, paper.summary_heading, _F.bold, 13)
    y = top + 14
    plain = list(paper.rows[:-1] if paper.has_total else paper.rows)
    wide = (_RIGHT - _LEFT - _CARD_GAP) / 2
    for start in range(0, len(plain), 2):
        pair = plain[start : start + 2]
        labels = [_label(row, wide - 16, 8.5) for row in pair]
        tall = 26 + 10.5 * max(map(len, labels))
        for n, row in enumerate(pair):
            x = _LEFT + n * (wide + _CARD_GAP)
            sheet.add(Area(Box(x, y, x + wide, y + tall), None, 0.55, 0.6, 3))
            _card(sheet, paper, row, labels[n], x=x, y=y, size=11.5)
        y += tall + _CARD_GAP
    if paper.has_total:
        labels = [_label(paper.rows[-1], _RIGHT - _LEFT - 16, 8.5)]
        tall = 32 + 10.5 * len(labels[0])
        sheet.add(Area(Box(_LEFT, y, _RIGHT, y + tall), None, 0.0, 1.6, 3))
        _card(sheet, paper, paper.rows[-1], labels[0], x=_LEFT, y=y + 4, size=15)
        y += tall + _CARD_GAP
    return y + 10


def _label(row: Row, room: float, size: float) -> list[str]:
    return fonts.wrap(row.label.replace("\n", " "), _B.regular, size, room)


def _card(sheet: Sheet, paper: Paper, row: Row, label: list[str], *, x: float, y: float, size: float) -> None:
    sheet.note(row.id)
    sheet.text(x + 8, y + 16, paper.manner.money(row.amount, sign=True), _B.bold, size)
    sheet.lines(x + 8, y + 16 + size, label, _B.regular, 8.5, pitch=10.5)


def _later(sheet: Sheet, paper: Paper) -> float:
    """Three small columns of label over value; gives the first baseline below."""
    words = paper.words
    cells = [(words.header("date"), paper.manner.day(paper.places.later_date)), *header.tin_row(paper)]
    cells.append(("", header.page_line(paper, sheet.page)))
    for n, (label, value) in enumerate(cells):
        x = _EDGE + 190.0 * n
        sheet.text(x, 36, label.upper(), _B.bold, 7)
        sheet.text(x, 48, value, _B.regular, 9.5)
    sheet.add(Rule(_EDGE, 56, _RIGHT, 56, 2.0, 0.85))
    return 80.0


def _corner(sheet: Sheet, paper: Paper) -> None:
    """The code at the lower right, the only place that prints it besides the coupon."""
    sheet.text(_RIGHT, 772, _spaced(paper.code), _B.bold, 10, align="r")


def _spaced(code: str) -> str:
    """ "CP 503", "LT 11"."""
    return f"{code[:2]} {code[2:]}" if code[:2] in ("CP", "LT") else code


def _coupon_page(sheet: Sheet, paper: Paper) -> None:
    """Who pays at the left; how much and by when in a framed column at the right."""
    words = paper.words
    sheet.new_page()
    _later(sheet, paper)
    _corner(sheet, paper)
    sheet.text(_EDGE, 100, words.phrase("payment"), _F.bold, 18)
    y = 122.0
    for item in (words.phrase("tear_off"), *paper.stub_bullets):
        y = sheet.lines(_EDGE, y, fonts.wrap(item, _F.regular, 10.5, 520), _F.regular, 10.5, pitch=13) + 4
    parts.perforation(sheet, 470)
    sheet.lines(_EDGE, 500, (paper.case.name, *paper.case.address), _B.regular, 10, pitch=13)
    day = paper.manner.day(paper.places.stub_date)
    cells = [(words.header("notice"), _spaced(paper.code)), (words.header("date"), day), *header.tin_row(paper)]
    for n, (label, value) in enumerate(cells):
        sheet.text(_EDGE + 116.0 * n, 580, label.upper(), _B.bold, 6.5)
        sheet.text(_EDGE + 116.0 * n, 592, value, _B.regular, 9.5)
    sheet.lines(_EDGE, 640, paper.remit, _B.regular, 10, pitch=13)
    _payable(sheet, paper)
    sheet.text(_EDGE, 730, parts.scan_line(paper), "Courier", 10)


def _payable(sheet: Sheet, paper: Paper) -> None:
    sheet.add(Area(Box(400, 484, _RIGHT, 560), None, 0.0, 1.2, 3))
    stub = paper.stub
    if paper.due is not None and paper.places.coupon_due is not None:
        stub = stub.replace(paper.manner.day(paper.due), paper.manner.day(paper.places.coupon_due))
    if paper.places.coupon_amount is not None:
        sheet.text(410, 508, paper.manner.money(paper.places.coupon_amount, sign=True), _B.bold, 15)
    sheet.lines(410, 526, fonts.wrap(stub.replace("\n", " "), _B.regular, 9, 164), _B.regular, 9, pitch=11)


SIDEBAR = Layout(
    name="sidebar_cards",
    years=(2018, 2026),
    styles=frozenset({"notice", "acs"}),
    draw=_draw,
    voice="sidebar",
    voice_es="sidebar_es",
    langs=frozenset({"en", "es"}),
    masks={"X": 5, "": 3, "*": 2},
    caller_digits=(4, 6),
    spaced=0.0,
    page_text=2900,
    contact_stub=False,
    held_out=True,
)
