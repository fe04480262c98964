"""A newer plain design: the code in a dark tag, labels above values, the total on top of its rows."""

from samples import fonts
from samples.flow import Flow, Type
from samples.fonts import OPEN_SANS, VERA
from samples.layouts import header, parts, running
from samples.layouts.base import Layout
from samples.paper import Paper
from samples.sheet import Area, Rule, Sheet
from samples.tables import Row
from schemas.geometry import Box

_F, _B = OPEN_SANS, VERA
_LEFT, _RIGHT = 56.0, 568.0
_TYPE = Type(_F, 9.8, 13.6, gap=7, bullet="•", indent=12)
_COUPON = 582.0


def _draw(paper: Paper) -> Sheet:
    sheet = Sheet()
    _tag(sheet, paper, 34.0)
    y = _opening(sheet, paper)
    stubbed = paper.spec.coupon == "payment"

    def on_break(out: Flow) -> None:
        if sheet.page == 1 and stubbed:
            _coupon(sheet, paper)
        _foot(sheet, paper)
        sheet.new_page()
        _small_tag(sheet, paper)
        out.y, out.bottom = 84.0, 740.0

    out = running.flow(
        sheet, _TYPE, _LEFT, _RIGHT - _LEFT, y, bottom=_COUPON - 16 if stubbed else 740, on_break=on_break
    )
    if len(paper.periods) > 1:
        running.detail(out, paper, paper.words.phrase("details"), 11.5)
    running.sections(out, paper, running.Heading(13.5))
    if sheet.page == 1 and stubbed:
        _coupon(sheet, paper)
    _foot(sheet, paper)
    return sheet


def _tag(sheet: Sheet, paper: Paper, top: float) -> None:
    wide = fonts.width(paper.printed_code, _B.bold, 17) + 20
    sheet.add(Area(Box(_RIGHT - wide, top, _RIGHT, top + 27), 0.12, None, radius=3))
    sheet.text(_RIGHT - wide / 2, top + 19.5, paper.printed_code, _B.bold, 17, align="c", gray=1.0)
    parts.wordmark(sheet, _LEFT, top + 24, 22)
    lines = ("Department of the Treasury", "Internal Revenue Service", *paper.office)
    sheet.lines(_LEFT + 62, top + 9, lines, _F.regular, 8.4, pitch=10.6)


def _facts(paper: Paper) -> list[tuple[str, str]]:
    words = paper.words
    rows = [
        (words.header("date"), paper.manner.day(paper.notice_date)),
        *header.period_row(paper),
        *header.tin_row(paper),
    ]
    rows += [(words.header(key), value) for key, value in paper.extras]
    rows.append((words.header("phone"), paper.phone))
    if paper.caller_id is not None:
        rows.append((words.header("caller"), paper.caller_id))
    return rows


def _opening(sheet: Sheet, paper: Paper) -> float:
    parts.window_address(sheet, paper, _F, 10, x=_LEFT + 24, y=150, pitch=13.4)
    y = 92.0
    for label, value in _facts(paper):
        sheet.text(430, y, label, _F.regular, 8, gray=0.25)
        y = sheet.lines(430, y + 12, value.split("\n"), "OpenSans-SemiBold", 10, pitch=12.5) + 4
    y = max(y, 226.0) + 12
    for n, line in enumerate(paper.title):
        font, size = (_F.bold, 19.0) if n == 0 else ("OpenSans-SemiBold", 13.0)
        y = sheet.lines(_LEFT, y, fonts.wrap(line, font, size, 500), font, size, pitch=size * 1.25)
    out = running.flow(sheet, _TYPE, _LEFT, _RIGHT - _LEFT, y + 4, bottom=1e9, on_break=lambda _: None)
    out.blocks(paper.why)
    return _glance(sheet, paper, out.y + 2) if paper.rows else out.y + 4


def _glance(sheet: Sheet, paper: Paper, top: float) -> float:
    """The total first, in large figures, then what it is made of."""
    sheet.text(_LEFT, top + 8, paper.summary_heading, _F.bold, 12)
    y = top + 30
    rows = [paper.rows[-1], *paper.rows[:-1]] if paper.has_total else list(paper.rows)
    for n, row in enumerate(rows):
        y = _glance_row(sheet, paper, row, y, large=n == 0 and paper.has_total)
    sheet.add(Rule(_LEFT, y - 8, 470, y - 8, 1.2, 0.2))
    return y + 10


def _glance_row(sheet: Sheet, paper: Paper, row: Row, y: float, *, large: bool) -> float:
    font, size = (_F.bold, 13.0) if large else (_F.regular, 9.8)
    sheet.note(row.id)
    sheet.text(470, y, paper.manner.money(row.amount, sign=True), font, size, align="r")
    label = row.label.replace("\n", " ")
    end = sheet.lines(_LEFT, y, fonts.wrap(label, font, min(size, 11), 320), font, min(size, 11), pitch=13)
    return end + (5 if large else 2)


def _small_tag(sheet: Sheet, paper: Paper) -> None:
    text = "  ·  ".join(
        x for x in (paper.printed_code, paper.manner.day(paper.places.later_date), paper.tin_text) if x
    )
    sheet.text(_LEFT, 46, text, "OpenSans-SemiBold", 9)


def _foot(sheet: Sheet, paper: Paper) -> None:
    sheet.text(_LEFT, 770, f"Notice {paper.code}", _F.regular, 8)
    sheet.text(_RIGHT, 770, f"Page {sheet.page} of {{pages}}", _F.regular, 8, align="r")


def _coupon(sheet: Sheet, paper: Paper) -> None:
    y, words = _COUPON, paper.words
    parts.perforation(sheet, y, 40, 572)
    sheet.lines(_LEFT, y + 24, (paper.case.name, *paper.case.address), _F.regular, 9, pitch=12)
    sheet.text(_LEFT, y + 84, f"{words.header('date')} {paper.manner.day(paper.places.stub_date)}", _F.regular, 9)
    sheet.text(_LEFT, y + 97, f"{words.header(paper.tin_key)} {paper.tin_text or ''}", _F.regular, 9)
    stub = paper.stub
    if paper.due is not None and paper.places.coupon_due is not None:
        stub = stub.replace(paper.manner.day(paper.due), paper.manner.day(paper.places.coupon_due))
    sheet.add(Area(Box(330, y + 14, _RIGHT, y + 74), 0.94, None, radius=4))
    end = sheet.lines(340, y + 30, stub.split("\n"), _F.regular, 9.5, pitch=12)
    if paper.places.coupon_amount is not None:
        sheet.text(
            _RIGHT - 10, end + 8, paper.manner.money(paper.places.coupon_amount, sign=True), _F.bold, 15, align="r"
        )
    sheet.lines(330, y + 96, paper.remit, _F.regular, 9, pitch=12)
    parts.squares(sheet, _LEFT, y + 110, 48, paper.rng, n=21)


WIDE = Layout(
    name="simple_wide",
    years=(2024, 2026),
    styles=frozenset({"notice", "acs"}),
    draw=_draw,
    voice="wide",
    masks={"X": 5, "*": 2},
    caller_digits=(4, 6),
    spaced=0.05,
    page_text=2500,
    contact_stub=False,
)
