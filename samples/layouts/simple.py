"""The simple notices since 2024: one running line at the top, a table of description and amount, a square code."""

from samples import fonts
from samples.flow import Flow, Type
from samples.fonts import OPEN_SANS
from samples.paper import Paper
from samples.sheet import PAGES, Area, Rule, Sheet
from schemas.geometry import Box

from . import header, parts, running
from .base import Layout

_F = OPEN_SANS
_LEFT, _RIGHT = 50.0, 566.0
_TYPE = Type(_F, 9.5, 13.0, gap=6, sub_size=10.0)
_COUPON = 560.0


def _draw(paper: Paper) -> Sheet:
    sheet = Sheet()
    _running_line(sheet, paper, 1)
    y = _opening(sheet, paper)
    front = paper.spec.coupon == "payment" and paper.rng.random() < 0.5

    def on_break(out: Flow) -> None:
        if sheet.page == 1 and front:
            _coupon(sheet, paper)
        sheet.new_page()
        _running_line(sheet, paper, sheet.page)
        out.y, out.bottom = 74.0, 746.0

    out = running.flow(
        sheet, _TYPE, _LEFT, _RIGHT - _LEFT, y, bottom=_COUPON - 16 if front else 746, on_break=on_break
    )
    if len(paper.periods) > 1:
        running.detail(out, paper, paper.words.phrase("details"), 12)
    running.sections(out, paper, running.Heading(13.0))
    _help(out, paper)
    if front and sheet.page == 1:
        _coupon(sheet, paper)
    elif paper.spec.coupon != "none" and not front:
        if out.y > _COUPON - 20:
            on_break(out)
        _coupon(sheet, paper)
    return sheet


def _running_line(sheet: Sheet, paper: Paper, page: int) -> None:
    """Notice, year, date, number and page on one line; a blank between label and value."""
    day = paper.notice_date if page == 1 else paper.places.later_date
    words = paper.words
    rows = [(words.header("notice"), paper.printed_code), *header.period_row(paper)]
    rows += [(words.header("date"), paper.manner.day(day)), *header.tin_row(paper)]
    rows += [(words.header(key), value) for key, value in paper.extras if page == 1]
    cells = [f"{label}: {value.replace(chr(10), ', ')}" for label, value in rows]
    cells.append(header.page_line(paper, page))
    size, gap = 8.5, 12.0
    while sum(fonts.width(c.replace(PAGES, "0"), _F.regular, size) + gap for c in cells) > _RIGHT - _LEFT + gap:
        size, gap = size - 0.25, max(gap - 0.5, 6)
    x = _RIGHT
    for cell in reversed(cells):
        sheet.text(x, 36, cell, _F.regular, size, align="r")
        x -= fonts.width(cell.replace(PAGES, "0"), _F.regular, size) + gap
    sheet.add(Rule(_LEFT, 42, _RIGHT, 42, 0.7, 0.4))


def _opening(sheet: Sheet, paper: Paper) -> float:
    parts.wordmark(sheet, _LEFT, 78, 20)
    lines = ("Department of the Treasury", "Internal Revenue Service", *paper.office)
    sheet.lines(_LEFT + 56, 62, lines, _F.regular, 9, pitch=11.5)
    parts.window_address(sheet, paper, _F, 10, x=_LEFT + 30, y=146, pitch=13.5)
    y = 232.0
    for n, line in enumerate(paper.title):
        size = 17.0 if n == 0 else 14.0
        y = sheet.lines(_LEFT, y, fonts.wrap(line, _F.bold, size, 430), _F.bold, size, pitch=size * 1.25)
    _squares(sheet, paper)
    out = running.flow(sheet, _TYPE, _LEFT, 420, y + 6, bottom=1e9, on_break=lambda _: None)
    out.blocks(paper.why)
    y = max(out.y, 300.0) + 4
    return _table(sheet, paper, y) if paper.rows else y


def _squares(sheet: Sheet, paper: Paper) -> None:
    parts.squares(sheet, _RIGHT - 66, 196, 62, paper.rng)
    sheet.text(_RIGHT - 35, 270, "irs.gov/" + paper.context["code_lower"], _F.regular, 7.5, align="c")


def _table(sheet: Sheet, paper: Paper, y: float) -> float:
    """Description and amount, in a ruled box with a gray head."""
    top = y
    sheet.add(Area(Box(_LEFT, top, _RIGHT, top + 18), 0.88, 0.4))
    sheet.text(_LEFT + 6, top + 13, paper.words.phrase("description"), _F.bold, 9.5)
    sheet.text(_RIGHT - 6, top + 13, paper.words.phrase("amount_head"), _F.bold, 9.5, align="r")
    end = parts.summary(sheet, paper, _F, 9.5, parts.Place(_LEFT + 6, _RIGHT - 6, top + 33, 16), ruled=True)
    sheet.add(Area(Box(_LEFT, top, _RIGHT, end - 10), None, 0.4))
    return end + 12


def _help(out: Flow, paper: Paper) -> None:
    out.y += 6
    out.need(50)
    out.line(paper.words.phrase("help"), _F.bold, 13, pitch=18)
    out.para(paper.words.phrase("help_line").format(phone=paper.phone), _F.regular)
    if paper.caller_id is not None:
        out.para(f"{paper.words.header('caller')}: {paper.caller_id}", _F.regular)


def _coupon(sheet: Sheet, paper: Paper) -> None:
    words, y = paper.words, _COUPON
    parts.perforation(sheet, y)
    parts.wordmark(sheet, _LEFT, y + 40, 18)
    sheet.text(_LEFT, y + 74, words.phrase("payment" if paper.spec.coupon != "contact" else "contact"), _F.bold, 16)
    sheet.lines(_LEFT, y + 96, (paper.case.name, *paper.case.address), _F.regular, 9, pitch=12)
    rows = [(words.header("notice"), paper.code), *header.period_row(paper)]
    rows += [(words.header("date"), paper.manner.day(paper.places.stub_date)), *header.tin_row(paper)]
    header.draw(sheet, header.Table(330, 420, y + 30, 13, 9, push=True), rows, _F)
    if paper.spec.coupon == "contact":
        parts.contact_lines(sheet, paper, _F, 9, x=_LEFT + 140, y=y + 150)
        return
    for n, item in enumerate(paper.stub_bullets):
        sheet.lines(330, y + 92 + 26 * n, fonts.wrap(item, _F.regular, 8, 236), _F.regular, 8, pitch=10.5)
    _amount(sheet, paper)
    sheet.lines(_LEFT, y + 176, paper.remit, _F.regular, 9.5, pitch=12.5)
    parts.squares(sheet, 250, y + 150, 52, paper.rng, n=21)


def _amount(sheet: Sheet, paper: Paper) -> None:
    y = _COUPON + 160
    stub = paper.stub if paper.spec.coupon == "payment" else paper.words.phrase("remitted")
    if paper.due is not None and paper.places.coupon_due is not None:
        stub = stub.replace(paper.manner.day(paper.due), paper.manner.day(paper.places.coupon_due))
    sheet.add(Area(Box(330, y - 6, _RIGHT, y + 52), None, 0.0, 0.9))
    end = sheet.lines(338, y + 10, stub.split("\n"), _F.regular, 9.5, pitch=12.5)
    if paper.places.coupon_amount is not None and paper.spec.coupon == "payment":
        sheet.text(
            _RIGHT - 8, end, paper.manner.money(paper.places.coupon_amount, sign=True), _F.bold, 12.5, align="r"
        )


SIMPLE_2024 = Layout(
    name="simple_2024",
    years=(2024, 2026),
    styles=frozenset({"notice", "acs"}),
    draw=_draw,
    voice="simple",
    page_text=2700,
    langs=frozenset({"en", "es"}),
    masks={"X": 9, "*": 1},
    caller_digits=(6,),
)
