"""A trial design: numeric dates, a reference box, the balance in a shaded panel at the left."""

from samples import fonts
from samples.flow import Flow, Type
from samples.fonts import VERA
from samples.layouts import header, parts, running
from samples.layouts.base import Layout
from samples.paper import Paper
from samples.sheet import Area, Rule, Sheet
from schemas.geometry import Box

_F = VERA
_LEFT, _RIGHT = 42.0, 572.0
_TYPE = Type(_F, 8.6, 12.2, gap=6, bullet="–")
_COUPON = 612.0


def _draw(paper: Paper) -> Sheet:
    sheet = Sheet()
    _letterhead(sheet, paper)
    y = _opening(sheet, paper)

    def on_break(out: Flow) -> None:
        _foot(sheet, paper)
        sheet.new_page()
        out.y = _later(sheet, paper)

    out = running.flow(sheet, _TYPE, _LEFT, _RIGHT - _LEFT, y, bottom=738, on_break=on_break)
    if len(paper.periods) > 1:
        running.detail(out, paper, paper.words.phrase("details"), 10.5)
    running.sections(out, paper, running.Heading(11.5))
    if paper.spec.coupon == "payment":
        if out.y > _COUPON - 14:
            on_break(out)
        _coupon(sheet, paper)
    _foot(sheet, paper)
    return sheet


def _letterhead(sheet: Sheet, paper: Paper) -> None:
    parts.wordmark(sheet, _LEFT, 58, 22)
    sheet.text(_LEFT + 58, 46, "Department of the Treasury", _F.regular, 8)
    sheet.text(_LEFT + 58, 57, "Internal Revenue Service", _F.bold, 9)
    sheet.lines(_LEFT, 76, paper.office, _F.regular, 7.5, pitch=9.5)
    rows = [
        (paper.words.header("notice"), paper.printed_code),
        (paper.words.header("date"), paper.manner.day(paper.notice_date)),
    ]
    rows += header.period_row(paper)
    if paper.caller_id is not None:
        rows.append((paper.words.header("caller"), paper.caller_id))
    rows += header.tin_row(paper)
    rows += [(paper.words.header(key), value) for key, value in paper.extras]
    rows.append((paper.words.header("phone"), paper.phone))
    sheet.text(360, 44, "For your reference", _F.bold, 9.5)
    end = header.draw(sheet, header.Table(360, 470, 60, 12, 8.4, bold_values=True, value_right=_RIGHT - 6), rows, _F)
    sheet.add(Area(Box(352, 30, _RIGHT, end - 2), None, 0.3, 1.0, 4))
    parts.window_address(sheet, paper, _F, 9, x=72, y=158, pitch=12.5)


def _opening(sheet: Sheet, paper: Paper) -> float:
    y = 226.0
    for n, line in enumerate(paper.title):
        size = 15.0 if n == 0 else 12.0
        y = sheet.lines(_LEFT, y, fonts.wrap(line, _F.bold, size, 520), _F.bold, size, pitch=size * 1.3)
    left_end = _panel(sheet, paper, y + 2) if paper.rows else y
    x = 320.0 if paper.rows else _LEFT
    out = running.flow(sheet, _TYPE, x, _RIGHT - x, y + 14, bottom=1e9, on_break=lambda _: None)
    out.blocks(paper.why)
    return max(left_end, out.y) + 8


def _panel(sheet: Sheet, paper: Paper, top: float) -> float:
    box = Box(_LEFT, top, 302, top + 32 + 16 * len(paper.rows) + 11 * sum(len(r.label) > 34 for r in paper.rows))
    sheet.add(Area(box, 0.93, None))
    sheet.text(_LEFT + 8, top + 15, paper.summary_heading, _F.bold, 9.5)
    parts.summary(sheet, paper, _F, 8.4, parts.Place(_LEFT + 8, 294, top + 34, 15), signs=True)
    return box.y1 + 4


def _later(sheet: Sheet, paper: Paper) -> float:
    day = paper.manner.day(paper.places.later_date)
    cells = [paper.printed_code, day, *([paper.tin_text] if paper.tin_text else [])]
    sheet.text(_LEFT, 38, "  |  ".join(cells), _F.regular, 8.4)
    sheet.add(Rule(_LEFT, 44, _RIGHT, 44, 0.5, 0.3))
    return 68.0


def _foot(sheet: Sheet, paper: Paper) -> None:
    sheet.text(306, 768, f"Page {sheet.page} of {{pages}}", _F.regular, 8, align="c")


def _coupon(sheet: Sheet, paper: Paper) -> None:
    y, words = _COUPON, paper.words
    parts.perforation(sheet, y)
    sheet.text(_LEFT, y + 18, "Payment slip", _F.bold, 11)
    sheet.lines(_LEFT, y + 38, (paper.case.name, *paper.case.address), _F.regular, 8.4, pitch=11)
    rows = [
        (words.header("notice"), paper.code),
        (words.header("date"), paper.manner.day(paper.places.stub_date)),
        *header.tin_row(paper),
    ]
    header.draw(sheet, header.Table(250, 320, y + 38, 11, 8.4, push=True), rows, _F)
    sheet.lines(_LEFT, y + 96, paper.remit, _F.regular, 8.4, pitch=11)
    if paper.places.coupon_amount is None:
        return
    stub = paper.stub
    if paper.due is not None and paper.places.coupon_due is not None:
        stub = stub.replace(paper.manner.day(paper.due), paper.manner.day(paper.places.coupon_due))
    sheet.text(_RIGHT, y + 100, stub, _F.regular, 9, align="r")
    sheet.text(_RIGHT, y + 118, paper.manner.money(paper.places.coupon_amount, sign=True), _F.bold, 13, align="r")


PROTOTYPE = Layout(
    name="prototype_2020",
    years=(2019, 2022),
    styles=frozenset({"notice", "acs"}),
    draw=_draw,
    voice="prototype",
    masks={"": 2, "X": 3, "*": 1},
    dates=("slashed",),
    spaced=0.0,
    page_text=3400,
    contact_stub=False,
)
