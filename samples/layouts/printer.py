"""Line-printer notices of the early years: one face, capitals, labels with colons, a locator number."""

from samples import fonts
from samples.flow import Flow, Type
from samples.fonts import COURIER
from samples.layouts import parts, running
from samples.layouts.base import Layout
from samples.paper import Paper
from samples.sheet import Sheet

_F = COURIER
_LEFT, _RIGHT = 40.0, 576.0
_TYPE = Type(_F, 9.5, 11.4, gap=9, bullet="-", indent=14)
_COUPON = 606.0


def _draw(paper: Paper) -> Sheet:
    sheet = Sheet()
    locator = "".join(str(paper.rng.randint(0, 9)) for _ in range(14))
    y = _top(sheet, paper, locator)
    stubbed = paper.spec.coupon == "payment"

    def on_break(out: Flow) -> None:
        if sheet.page == 1 and stubbed:
            _coupon(sheet, paper)
        sheet.new_page()
        out.y, out.bottom = _later(sheet, paper), 744.0

    out = running.flow(
        sheet, _TYPE, _LEFT, _RIGHT - _LEFT, y, bottom=_COUPON - 14 if stubbed else 744, on_break=on_break
    )
    out.blocks(paper.why)
    if paper.rows:
        out.need(12 * len(paper.rows) + 30)
        out.line(paper.summary_heading, _F.regular, 9.5, pitch=16)
        place = parts.Place(_LEFT + 26, 470, out.y, 12)
        out.y = parts.summary(sheet, paper, _F, 9.5, place, bold=False, signs=True) + 10
    if len(paper.periods) > 1:
        running.detail(out, paper, "", 9.5)
    running.sections(out, paper, running.Heading(9.5, upper=True, above=0))
    if sheet.page == 1 and stubbed:
        _coupon(sheet, paper)
    return sheet


def _labels(paper: Paper, locator: str) -> list[str]:
    words = paper.words
    lines = [f"{words.header('date')} {paper.manner.day(paper.notice_date)}"]
    if paper.tin_text:
        lines.append(f"{words.header(paper.tin_key)} {paper.tin_text}")
    if paper.caller_id is not None:
        lines.append(f"{words.header('caller')} {paper.caller_id}")
    form = paper.context.get("form")
    dates = [paper.manner.day(p.period_end) for p in paper.periods]
    if dates:
        lines.append((f"{words.header('form')} {form}   " if form else "") + f"{words.header('period')} {dates[0]}")
        lines += [f"{words.header('period')} {d}" for d in dates[1:]]
    lines.append(f"DOCUMENT LOCATOR NUMBER: {locator}")
    lines += [f"{words.header(key).upper()} {value}" for key, value in paper.extras]
    return [*lines, f"{words.header('notice')} {paper.printed_code}", "", f"{words.header('phone')} {paper.phone}"]


def _top(sheet: Sheet, paper: Paper, locator: str) -> float:
    lines = ("DEPARTMENT OF THE TREASURY", "INTERNAL REVENUE SERVICE", *(x.upper() for x in paper.office))
    sheet.lines(_LEFT, 40, lines, _F.regular, 9.5, pitch=11)
    sheet.text(_LEFT, 104, "IRS", _F.bold, 14)
    parts.mark(sheet, _LEFT + 34, 90, 18)
    sheet.text(_RIGHT, 26, "PAGE 1 OF {pages}", _F.regular, 9.5, align="r")
    end = sheet.lines(300, 40, _labels(paper, locator), _F.regular, 9.5, pitch=11)
    parts.window_address(sheet, paper, _F, 9.5, x=70, y=168, pitch=11.4)
    y = max(end, 222.0) + 14
    for line in paper.title:
        for part in fonts.wrap(line.upper(), _F.bold, 10.5, 500):
            sheet.text(306, y, part, _F.bold, 10.5, align="c")
            y += 13
    return y + 10


def _later(sheet: Sheet, paper: Paper) -> float:
    text = f"{paper.printed_code}   {paper.manner.day(paper.places.later_date)}   {paper.tin_text or ''}"
    sheet.text(_LEFT, 38, text, _F.regular, 9.5)
    sheet.text(_RIGHT, 38, f"PAGE {sheet.page} OF {{pages}}", _F.regular, 9.5, align="r")
    return 66.0


def _coupon(sheet: Sheet, paper: Paper) -> None:
    y = _COUPON
    sheet.text(306, y, "- " * 52, _F.regular, 8, align="c")
    sheet.lines(_LEFT, y + 22, (paper.mailed_name, *paper.mailed_address), _F.regular, 9.5, pitch=11)
    right = [
        f"{paper.words.header('date')} {paper.manner.day(paper.places.stub_date)}",
        f"{paper.tin_text or ''}   {paper.context['name_control']}",
    ]
    stub = paper.stub
    if paper.due is not None and paper.places.coupon_due is not None:
        stub = stub.replace(paper.manner.day(paper.due), paper.manner.day(paper.places.coupon_due))
    if paper.places.coupon_amount is not None:
        right += ["", f"{stub}   {paper.manner.money(paper.places.coupon_amount, sign=True)}"]
    sheet.lines(300, y + 22, right, _F.regular, 9.5, pitch=12)
    sheet.text(_LEFT, y + 96, paper.printed_code, _F.regular, 9.5)
    sheet.lines(300, y + 92, paper.remit, _F.regular, 9.5, pitch=11)
    if paper.asked is not None:
        sheet.text(_LEFT, y + 152, parts.scan_line(paper), _F.regular, 9.5)


PRINTER = Layout(
    name="line_printer",
    years=(2004, 2009),
    styles=frozenset({"notice", "acs"}),
    draw=_draw,
    voice="printer",
    masks={"": 1},
    dates=("dashed",),
    spaced=1.0,
    page_text=3200,
    contact_stub=False,
)
