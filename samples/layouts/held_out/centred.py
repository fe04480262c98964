"""Bills with the payment slip on top, everything below it centred, facts parted by dots in running lines."""

from collections.abc import Sequence

from samples import fonts
from samples.flow import Flow, Type
from samples.fonts import COURIER, TIMES
from samples.layouts import header, parts, running
from samples.layouts.base import Layout
from samples.paper import Paper
from samples.sheet import Rule, Sheet
from samples.tables import Row

_F = TIMES
_LEFT, _RIGHT, _MIDDLE = 58.0, 554.0, 306.0
_ROWS = (96.0, 516.0)
_TYPE = Type(_F, 11, 13.2, gap=6, bullet="–", indent=13)
_DOT = "  ·  "


def _draw(paper: Paper) -> Sheet:
    sheet = Sheet()
    y = _slip(sheet, paper) if paper.spec.coupon == "payment" else _address_only(sheet, paper)
    y = _heading(sheet, paper, y)

    def on_break(out: Flow) -> None:
        sheet.new_page()
        out.y = _later(sheet, paper)

    out = running.flow(sheet, _TYPE, _LEFT, _RIGHT - _LEFT, y, bottom=756, on_break=on_break)
    out.blocks(paper.why)
    if paper.rows:
        _statement(out, paper)
    if len(paper.periods) > 1:
        running.detail(out, paper, paper.words.phrase("details"), 12)
    running.sections(out, paper, running.Heading(12.0))
    return sheet


def _dashed(code: str) -> str:
    """ "CP-503", "LT-11"."""
    return f"{code[:2]}-{code[2:]}" if code[:2] in ("CP", "LT") else code


def _slip(sheet: Sheet, paper: Paper) -> float:
    """The payer and the amount at the very top, to be cut off; gives the baseline below."""
    sheet.text(_LEFT, 34, "Cut along the line and mail this slip with your payment", _F.italic, 9)
    parts.window_address(sheet, paper, _F, 10.5, x=_LEFT + 12, y=70, pitch=13)
    sheet.lines(_LEFT + 12, 142, paper.remit, _F.regular, 9.5, pitch=11.5)
    facts = [_dashed(paper.code), paper.manner.day(paper.places.stub_date), paper.tin_text or ""]
    sheet.text(_RIGHT, 62, _DOT.join(x for x in facts if x), COURIER.regular, 9, align="r")
    stub = paper.stub
    if paper.due is not None and paper.places.coupon_due is not None:
        stub = stub.replace(paper.manner.day(paper.due), paper.manner.day(paper.places.coupon_due))
    y = sheet.lines(340, 92, stub.split("\n"), _F.bold, 10.5, pitch=13)
    if paper.places.coupon_amount is not None:
        amount = paper.manner.money(paper.places.coupon_amount, sign=True)
        sheet.text(_RIGHT, y + 4, amount, COURIER.bold, 14, align="r")
    sheet.add(Rule(340, y + 9, _RIGHT, y + 9, 0.7))
    y = y + 26
    for item in paper.stub_bullets:
        y = sheet.lines(340, y, fonts.wrap(item, _F.regular, 8.5, _RIGHT - 340), _F.regular, 8.5, pitch=10)
    y = max(186.0, y + 4)
    parts.perforation(sheet, y)
    return y + 20


def _address_only(sheet: Sheet, paper: Paper) -> float:
    parts.window_address(sheet, paper, _F, 10.5, x=_LEFT + 12, y=70, pitch=13)
    return 160.0


def _heading(sheet: Sheet, paper: Paper, y: float) -> float:
    parts.mark(sheet, _MIDDLE - 11, y - 12, 22)
    y += 22
    sheet.text(_MIDDLE, y, "Department of the Treasury  ·  Internal Revenue Service", _F.bold, 11.5, align="c")
    y = _centred(sheet, ["  ".join(paper.office)], y + 13, _F.regular, 9.5)
    y = _centred(sheet, _joined(_facts(paper), 10.5), y + 4, _F.regular, 10.5)
    sheet.add(Rule(_LEFT, y - 6, _RIGHT, y - 6, 0.6), Rule(_LEFT, y - 4, _RIGHT, y - 4, 0.6))
    y += 16
    for n, line in enumerate(paper.title):
        size = 16.0 if n == 0 else 13.0
        y = _centred(sheet, fonts.wrap(line, _F.bold, size, 470), y, _F.bold, size)
    return y + 6


def _centred(sheet: Sheet, lines: Sequence[str], y: float, font: str, size: float) -> float:
    for line in lines:
        sheet.text(_MIDDLE, y, line, font, size, align="c")
        y += size * 1.3
    return y


def _facts(paper: Paper) -> list[str]:
    words = paper.words
    rows = [
        (words.header("notice"), _dashed(paper.code)),
        (words.header("date"), paper.manner.day(paper.notice_date)),
    ]
    rows += header.tin_row(paper)
    if "form" in paper.context:
        rows.append((words.header("form"), paper.context["form"]))
    rows += header.period_row(paper)
    rows.append((words.header("phone"), paper.phone))
    if paper.caller_id is not None:
        rows.append((words.header("caller"), paper.caller_id))
    rows += [(words.header(key), value) for key, value in paper.extras]
    return [f"{label}: {value.replace(chr(10), ', ')}" for label, value in rows] + ["Page 1 of {pages}"]


def _joined(cells: Sequence[str], size: float) -> list[str]:
    """Cells parted by dots, as many to a line as fit."""
    lines = [""]
    for cell in cells:
        longer = lines[-1] + _DOT + cell if lines[-1] else cell
        if lines[-1] and fonts.width(longer, _F.regular, size) > _RIGHT - _LEFT:
            lines.append(cell)
        else:
            lines[-1] = longer
    return lines


def _statement(out: Flow, paper: Paper) -> None:
    """Labels, dotted leaders and amounts in typewriter figures, the total between rules."""
    out.need(15 * len(paper.rows) + 40)
    sheet = out.sheet
    out.y = _centred(sheet, [paper.summary_heading], out.y + 6, _F.bold, 12) + 2
    for n, row in enumerate(paper.rows):
        is_total = paper.has_total and n == len(paper.rows) - 1
        if is_total:
            sheet.add(Rule(_ROWS[0], out.y - 10, _ROWS[1], out.y - 10, 0.6))
            out.y += 3
        out.y = _row(sheet, paper, row, out.y, _F.bold if is_total else _F.regular)
    sheet.add(Rule(_ROWS[0], out.y - 10, _ROWS[1], out.y - 10, 1.4))
    out.y += 14


def _row(sheet: Sheet, paper: Paper, row: Row, y: float, font: str) -> float:
    figures = COURIER.bold if font == _F.bold else COURIER.regular
    amount = paper.manner.money(row.amount, sign=True)
    wide = fonts.width(amount, figures, 11)
    labels = fonts.wrap(row.label.replace("\n", " "), font, 11, _ROWS[1] - _ROWS[0] - wide - 40)
    y = sheet.lines(_ROWS[0], y, labels, font, 11, pitch=14.5) - 14.5
    sheet.note(row.id)
    sheet.text(_ROWS[1], y, amount, figures, 11, align="r")
    end = _ROWS[0] + fonts.width(labels[-1], font, 11)
    sheet.add(*parts.leaders(end, _ROWS[1] - wide, y, _F.regular, 11))
    return y + 14.5


def _later(sheet: Sheet, paper: Paper) -> float:
    cells = [_dashed(paper.code), paper.manner.day(paper.places.later_date), paper.tin_text or ""]
    cells.append(f"Page {sheet.page} of {{pages}}")
    sheet.text(_MIDDLE, 40, _DOT.join(c for c in cells if c), _F.regular, 10.5, align="c")
    return 70.0


CENTRED = Layout(
    name="centred_slip",
    years=(2008, 2020),
    styles=frozenset({"notice", "acs"}),
    draw=_draw,
    voice="centred",
    masks={"": 6, "X": 3, "*": 1},
    caller_digits=(4,),
    dates=("slashed",),
    spaced=0.0,
    page_text=3300,
    contact_stub=False,
    held_out=True,
)
