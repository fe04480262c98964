"""Figures in tiles side by side, facts in two columns across the page with dotted leaders, a stub at the top."""

from samples import fonts
from samples.flow import Flow, Type
from samples.fonts import VERA
from samples.layouts import header, parts, running, stubs
from samples.layouts.base import Layout
from samples.layouts.header import Line
from samples.paper import Paper
from samples.sheet import Area, Rule, Sheet
from samples.tables import Row
from schemas.geometry import Box

from .common import facts, page_mark, titles

_F = VERA
_LEFT, _RIGHT = 44.0, 568.0
_TYPE = Type(_F, 8.8, 12.2, gap=6, bullet="–", indent=12)
_STUB = 172.0  # where the strip at the top ends
_GAP = 8.0
_TILES = 4  # to a row


def _draw(paper: Paper) -> Sheet:
    sheet = Sheet()
    stubbed = paper.spec.coupon == "payment"
    if stubbed:
        _stub(sheet, paper)
    y = _opening(sheet, paper, _STUB if stubbed else 0.0)

    def on_break(out: Flow) -> None:
        _foot(sheet, paper)
        sheet.new_page()
        out.y = _later(sheet, paper)

    out = running.flow(sheet, _TYPE, _LEFT, _RIGHT - _LEFT, y, bottom=742.0, on_break=on_break)
    out.blocks(paper.why)
    if len(paper.periods) > 1:
        running.detail(out, paper, paper.words.phrase("details"), 10.5)
    running.sections(out, paper, running.Heading(11.0))
    _foot(sheet, paper)
    return sheet


def _stub(sheet: Sheet, paper: Paper) -> None:
    """What goes back with the money: the amount at the left, the payer in the middle, the office at the right."""
    words, places = paper.words, paper.places
    sheet.text(_LEFT, 34, words.phrase("payment"), _F.bold, 9)
    sheet.add(Area(Box(_LEFT, 44, 234, 112), None, 0.0, 1.0))
    lines = fonts.wrap(stubs.coupon_words(paper), _F.regular, 8.5, 176)
    sheet.lines(_LEFT + 7, 58, lines, _F.regular, 8.5, pitch=11)
    if places.coupon_amount is not None:
        sheet.text(227, 104, paper.manner.money(places.coupon_amount, sign=True), _F.bold, 13, align="r")
    sheet.lines(252, 54, (paper.case.name, *paper.case.address), _F.regular, 8.5, pitch=11.5)
    rows = [(words.header("date"), paper.manner.day(places.stub_date)), *header.tin_row(paper)]
    rows.append((words.header("notice"), paper.code))
    y = 122.0
    for label, value in rows:
        sheet.text(252, y, f"{label}: {value}", _F.regular, 8)
        y += 11
    sheet.lines(420, 54, paper.remit, _F.regular, 8.5, pitch=11.5)
    parts.barcode(sheet, _LEFT, 124, 20, paper.rng, bars=52)
    parts.perforation(sheet, 160.0)


def _opening(sheet: Sheet, paper: Paper, above: float) -> float:
    """Letterhead, address, facts, title and tiles below `above`; gives the next baseline."""
    parts.mark(sheet, _RIGHT - 34, above + 26, 34)
    office = ("Internal Revenue Service", "Department of the Treasury", *paper.office)
    for n, line in enumerate(office):
        sheet.text(_RIGHT - 44, above + 36 + 11 * n, line, _F.bold if n == 0 else _F.regular, 8.5, align="r")
    parts.window_address(sheet, paper, _F, 9.2, x=_LEFT + 26, y=above + 62, pitch=12.5)
    y = _pairs(sheet, facts(paper), above + 132)
    y = titles(sheet, paper, _F, x=_LEFT, y=y + 20, room=500, sizes=(14.0, 11.0)) + 4
    return _tiles(sheet, paper, y) if paper.rows else y + 4


def _pairs(sheet: Sheet, rows: list[Line], y: float) -> float:
    """Label, dots, value: the first half of the rows in the left column, the rest in the right; gives the end."""
    half = (len(rows) + 1) // 2
    width = (_RIGHT - _LEFT - 26) / 2
    sheet.add(Rule(_LEFT, y - 13, _RIGHT, y - 13, 1.4))
    ends = []
    for x, some in ((_LEFT, rows[:half]), (_LEFT + width + 26, rows[half:])):
        ends.append(_column(sheet, some, x, x + width, y))
    sheet.add(Rule(_LEFT, max(ends) - 7, _RIGHT, max(ends) - 7, 1.4))
    return max(ends)


def _column(sheet: Sheet, rows: list[Line], x0: float, x1: float, y: float) -> float:
    for label, value in rows:
        values = value.split("\n")
        room = x1 - x0 - fonts.width(values[0], _F.bold, 8.6) - 8
        labels = fonts.wrap(label, _F.regular, 8.6, room)
        y = sheet.lines(x0, y, labels, _F.regular, 8.6, pitch=11) + 3
        end = x0 + fonts.width(labels[-1], _F.regular, 8.6)
        sheet.add(*parts.leaders(end, x1 - fonts.width(values[0], _F.bold, 8.6), y - 14, _F.regular, 8.6))
        for part in values:
            sheet.text(x1, y - 14, part, _F.bold, 8.6, align="r")
            y += 14 if part is not values[-1] else 0
    return y


def _tiles(sheet: Sheet, paper: Paper, top: float) -> float:
    """A box for each row, its figure over its label, the total's box dark; gives the next baseline."""
    sheet.text(_LEFT, top + 6, paper.summary_heading, _F.bold, 10)
    top += 15
    width = (_RIGHT - _LEFT - (_TILES - 1) * _GAP) / _TILES
    for start in range(0, len(paper.rows), _TILES):
        some = paper.rows[start : start + _TILES]
        labels = [fonts.wrap(row.label.replace("\n", " "), _F.regular, 7.6, width - 12) for row in some]
        tall = 30 + 9.5 * max(len(label) for label in labels)
        for n, (row, lines) in enumerate(zip(some, labels, strict=True)):
            x = _LEFT + n * (width + _GAP)
            _tile(sheet, paper, row, Box(x, top, x + width, top + tall), lines)
        top += tall + _GAP
    return top + 12


def _tile(sheet: Sheet, paper: Paper, row: Row, box: Box, label: list[str]) -> None:
    total = paper.has_total and row is paper.rows[-1]
    sheet.add(Area(box, 0.15 if total else 0.94, None if total else 0.5))
    gray = 1.0 if total else 0.0
    sheet.text(box.x0 + 6, box.y0 + 17, paper.manner.money(row.amount, sign=True), _F.bold, 11.5, gray=gray)
    for n, line in enumerate(label):
        sheet.text(box.x0 + 6, box.y0 + 30 + 9.5 * n, line, _F.regular, 7.6, gray=gray)
    sheet.note(row.id)


def _later(sheet: Sheet, paper: Paper) -> float:
    """A grid of three cells at the right, values over labels."""
    rows = [(paper.words.header("notice"), paper.printed_code)]
    rows.append((paper.words.header("date"), paper.manner.day(paper.places.later_date)))
    rows += header.tin_row(paper)
    x = _RIGHT
    for label, value in reversed(rows):
        wide = max(fonts.width(value, _F.bold, 8.6), fonts.width(label, _F.regular, 6.8)) + 14
        sheet.add(Area(Box(x - wide, 28, x, 56), None, 0.0, 0.6))
        sheet.text(x - wide + 7, 41, value, _F.bold, 8.6)
        sheet.text(x - wide + 7, 51, label, _F.regular, 6.8)
        x -= wide
    sheet.text(_LEFT, 46, paper.case.name, _F.regular, 8.6)
    return 86.0


def _foot(sheet: Sheet, paper: Paper) -> None:
    sheet.text(_RIGHT, 768, page_mark(paper, sheet.page), _F.regular, 7.8, align="r")
    sheet.text(_LEFT, 768, f"Catalog no. {paper.context['catalog']}", _F.regular, 7.8)


TILES = Layout(
    name="practice_tiles",
    years=(2012, 2026),
    styles=frozenset({"notice", "acs"}),
    draw=_draw,
    voice="tiles",
    voice_es="tiles_es",
    langs=frozenset({"en", "es"}),
    masks={"": 3, "X": 4, "*": 3},
    caller_digits=(5, 6),
    dates=("padded", "long"),
    money=("$ {}", "${}"),
    spaced=0.15,
    page_text=2900,
    contact_stub=False,
    practice=True,
)
