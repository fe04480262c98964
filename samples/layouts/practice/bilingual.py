"""Every label in two languages, the notice's own and the other in italics; facts in three columns at the head."""

from samples import fonts
from samples.flow import Flow, Type
from samples.fonts import OPEN_SANS
from samples.layouts import header, parts, running, stubs
from samples.layouts.base import COUPONED, Layout
from samples.layouts.header import Line
from samples.paper import Paper
from samples.sheet import Area, Rule, Sheet
from schemas.geometry import Box

from .common import (
    BILLED,
    LETTERS,
    answer_row,
    asked_row,
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

_F = OPEN_SANS
_LEFT, _RIGHT = 36.0, 576.0
_COLUMNS = 3
_WIDE = (_RIGHT - _LEFT) / _COLUMNS
_TYPE = Type(_F, 9.2, 12.6, gap=6, bullet="›", indent=10)
_STUB = 600.0  # where the stub begins
_LAST = 752.0
_BETWEEN = " / "  # parts the two languages of a label, in the words as on paper
_PITCH = 1.2  # from one half of a label to the other below, in sizes
_SERVICE = {"en": "Internal Revenue Service", "es": "Servicio de Impuestos Internos"}
_TREASURY = {"en": "Department of the Treasury", "es": "Departamento del Tesoro"}


def _draw(paper: Paper) -> Sheet:
    sheet = Sheet()
    stubbed = paper.spec.coupon == "payment"
    y = _opening(sheet, paper)
    if stubbed:
        _stub(sheet, paper)

    def on_break(out: Flow) -> None:
        sheet.new_page()
        out.y, out.bottom = _later(sheet, paper), _LAST

    low = _STUB - 14 if stubbed else _LAST
    out = running.flow(sheet, _TYPE, _LEFT, _RIGHT - _LEFT, y, bottom=low, on_break=on_break)
    greeting(out, paper)
    out.blocks(paper.why)
    if paper.rows:
        _summary(out, paper)
    if len(paper.periods) > 1:
        _detail(out, paper)
    running.sections(out, paper, running.Heading(11.0))
    farewell(out, paper)
    return sheet


def _halves(label: str) -> tuple[str, str]:
    """The label in the notice's own language and in the other."""
    own, _, other = label.partition(_BETWEEN)
    return own, other


def _size(label: tuple[str, str], font: str, size: float, room: float) -> float:
    """The size at which each half, the first with its slash, fits a line of its own."""
    own, other = label
    return min(fitted(own + _BETWEEN.rstrip(), font, size, room), fitted(other, _F.italic, size, room))


def _one_line(label: tuple[str, str], font: str, size: float, room: float) -> bool:
    own, other = label
    return fonts.width(own + _BETWEEN, font, size) + fonts.width(other, _F.italic, size) <= room


def _label(
    sheet: Sheet, at: tuple[float, float], label: tuple[str, str], *, size: float, room: float, bold: bool = False
) -> float:
    """Both halves with a slash between, the second one below where one line is too short; gives the last baseline."""
    (x, y), (own, other) = at, label
    font = _F.bold if bold else _F.regular
    size = _size(label, font, size, room)
    sheet.text(x, y, own + _BETWEEN.rstrip(), font, size)
    if _one_line(label, font, size, room):
        sheet.text(x + fonts.width(own + _BETWEEN, font, size), y, other, _F.italic, size)
        return y
    sheet.text(x, y + size * _PITCH, other, _F.italic, size)
    return y + size * _PITCH


def _stacked(sheet: Sheet, at: tuple[float, float], label: tuple[str, str], *, size: float, room: float) -> float:
    """The second half below the first one, without a slash; gives the last baseline."""
    (x, y), (own, other) = at, label
    sheet.text(x, y, own, _F.regular, fitted(own, _F.regular, size, room))
    sheet.text(x, y + size * _PITCH, other, _F.italic, fitted(other, _F.italic, size, room))
    return y + size * _PITCH


def _ending(sheet: Sheet, at: tuple[float, float], label: tuple[str, str], *, size: float) -> None:
    """Both halves on one line that ends at `at`."""
    (x, y), (own, other) = at, label
    sheet.text(x, y, other, _F.italic, size, align="r")
    before = x - page_width(other, _F.italic, size) - fonts.width(" ", _F.regular, size)
    sheet.text(before, y, own + _BETWEEN.rstrip(), _F.regular, size, align="r")


def _page(sheet: Sheet, paper: Paper) -> None:
    """The page's number in both languages at the upper right."""
    _ending(sheet, (_RIGHT, 34), _halves(page_mark(paper, sheet.page)), size=8.4)


def _both(paper: Paper, name: dict[str, str]) -> tuple[str, str]:
    """A name of the sender, first in the notice's own language."""
    return (name["es"], name["en"]) if paper.manner.lang == "es" else (name["en"], name["es"])


def _due(paper: Paper) -> Line | None:
    """The label of the day to pay, which tells paying from arriving, and the day as the main places print it."""
    if paper.due is None or paper.due_kind not in BILLED:
        return None
    key = "arrive_by" if paper.due_kind == "received" else "pay_by"
    return paper.words.phrase(key), paper.manner.day(paper.due)


def _facts(paper: Paper) -> list[Line]:
    words = paper.words
    rows = [(words.header("notice"), document(paper)), (words.header("date"), paper.manner.day(paper.notice_date))]
    return [*rows, *header.tin_row(paper), *header.period_row(paper), *form_row(paper), *desk_rows(paper)]


def _opening(sheet: Sheet, paper: Paper) -> float:
    """Agency, the facts, what is to be done by when, address and title; gives the next baseline."""
    parts.mark(sheet, _LEFT, 22, 22)
    _label(sheet, (_LEFT + 30, 32), _both(paper, _SERVICE), size=9.2, room=320, bold=True)
    _label(sheet, (_LEFT + 30, 43), _both(paper, _TREASURY), size=7.8, room=320)
    _page(sheet, paper)
    y = _strip(sheet, _facts(paper), 52.0)
    due = _due(paper)
    y = _strip(sheet, [*asked_row(paper), *([due] if due else []), *answer_row(paper)], y, fill=0.9)
    y = max(y + 30, 196.0)
    sheet.lines(_LEFT + 2 * _WIDE + 6, y, ("IRS", *paper.office), _F.regular, 8.4, pitch=11)
    y = parts.window_address(sheet, paper, _F, 9.6, x=_LEFT + 30, y=y, pitch=12.6)
    return titles(sheet, paper, _F, x=_LEFT, y=y + 24, room=_RIGHT - _LEFT, sizes=(14.0, 11.0)) + 4


def _strip(sheet: Sheet, rows: list[Line], y: float, *, fill: float | None = None) -> float:
    """Three facts side by side, each a label in two lines over its value, as often as they need; gives the end."""
    for start in range(0, len(rows), _COLUMNS):
        some = rows[start : start + _COLUMNS]
        tall = 26 + 12.0 * max(len(value.split("\n")) for _, value in some)
        sheet.add(Area(Box(_LEFT, y, _RIGHT, y + tall), fill, 0.0, 0.7))
        for n, (label, value) in enumerate(some):
            x = _LEFT + n * _WIDE
            if n:
                sheet.add(Rule(x, y + 3, x, y + tall - 3, 0.3))
            below = _stacked(sheet, (x + 6, y + 10), _halves(label), size=7.4, room=_WIDE - 12)
            for k, line in enumerate(value.split("\n")):
                size = fitted(line, _F.bold, 10, _WIDE - 12)
                sheet.text(x + 6, below + 12.5 + 12 * k, line, _F.bold, size)
        y += tall
    return y


def _summary(out: Flow, paper: Paper) -> None:
    """Rows over two of the three columns, hairlines between; the figure stands beside the label's first line."""
    sheet, words, right, size = out.sheet, paper.words, _LEFT + 2 * _WIDE, 9.2
    room = right - _LEFT - 96
    single = [_one_line(_halves(row.label), _F.bold, size, room) for row in paper.rows]
    out.need(sum(16 if one else 16 + size * _PITCH for one in single) + 46)
    out.y += 4
    heading = _halves(paper.summary_heading)
    out.y = _label(sheet, (_LEFT, out.y), heading, size=11, room=_RIGHT - _LEFT, bold=True) + 8
    sheet.add(Area(Box(_LEFT, out.y, right, out.y + 15), 0.9, None))
    out.y += 10.5
    _label(sheet, (_LEFT + 6, out.y), _halves(words.phrase("description")), size=8, room=room)
    _ending(sheet, (right - 6, out.y), _halves(words.phrase("amount_head")), size=8)
    out.y += 17
    for n, row in enumerate(paper.rows):
        last = paper.has_total and n == len(paper.rows) - 1
        if n:
            sheet.add(Rule(_LEFT, out.y - 11.5, right, out.y - 11.5, 1.0 if last else 0.25))
        amount = paper.manner.money(row.amount, sign=n == 0 or last)
        sheet.text(right - 6, out.y, amount, _F.bold if last else _F.regular, size, align="r")
        out.y = _label(sheet, (_LEFT + 6, out.y), _halves(row.label), size=size, room=room, bold=last) + 16
        sheet.note(row.id)
    sheet.add(Rule(_LEFT, out.y - 11.5, right, out.y - 11.5, 1.0))
    out.y += 8


def _detail(out: Flow, paper: Paper) -> None:
    """The table of periods below its heading; the heads of its columns are tall, being in two languages."""
    if paper.detail is None:
        return
    out.need(len(paper.detail.rows) * 14 + 110)
    heading = _halves(paper.words.phrase("details"))
    out.y = _label(out.sheet, (_LEFT, out.y), heading, size=11, room=_RIGHT - _LEFT, bold=True) + 18
    out.block(paper.detail)
    out.y += 4


def _stub(sheet: Sheet, paper: Paper) -> None:
    """Three columns once more: from whom and to whom, what it is for, how much and by when."""
    words, places, y = paper.words, paper.places, _STUB
    parts.perforation(sheet, y)
    _label(sheet, (_LEFT, y + 17), _halves(words.phrase("payment")), size=10.5, room=_RIGHT - _LEFT, bold=True)
    sheet.lines(_LEFT, y + 36, (paper.case.name, *paper.case.address), _F.regular, 8.2, pitch=10.5)
    sheet.lines(_LEFT, y + 92, paper.remit, _F.regular, 8.2, pitch=10.5)
    rows = [(words.header("notice"), paper.code), (words.header("date"), paper.manner.day(places.stub_date))]
    at = y + 34
    for label, value in (*rows, *header.tin_row(paper)):
        at = _label(sheet, (_LEFT + _WIDE + 6, at), _halves(label), size=7.2, room=_WIDE - 12) + 11
        sheet.text(_LEFT + _WIDE + 6, at, value, _F.bold, 9)
        at += 13
    _asked(sheet, paper, y + 26)
    at = y + 134
    for item in paper.stub_bullets:
        at = sheet.lines(_LEFT, at, fonts.wrap(item, _F.regular, 7.6, _RIGHT - _LEFT), _F.regular, 7.6, pitch=9.6)
    sheet.text(_RIGHT, 780, parts.scan_line(paper), "Courier", 9.5, align="r")


def _asked(sheet: Sheet, paper: Paper, top: float) -> None:
    """The box with the amount, and the day where there is one."""
    places, x, room = paper.places, _LEFT + 2 * _WIDE + 6, _WIDE - 14
    due = _due(paper) if places.coupon_due is not None else None
    sheet.add(Area(Box(x, top, _RIGHT, top + (84 if due else 46)), 0.93, 0.0, 0.8))
    at = _stacked(sheet, (x + 6, top + 11), _halves(stubs.coupon_words(paper)), size=7.4, room=room)
    if places.coupon_amount is not None:
        sheet.text(x + 6, at + 17, paper.manner.money(places.coupon_amount, sign=True), _F.bold, 13)
    if due and places.coupon_due is not None:
        at = _stacked(sheet, (x + 6, top + 52), _halves(due[0]), size=7.4, room=room)
        sheet.text(x + 6, at + 14, paper.manner.day(places.coupon_due), _F.bold, 10)


def _later(sheet: Sheet, paper: Paper) -> float:
    """What tells the pages together, in three columns under the page's number; gives the next baseline."""
    _page(sheet, paper)
    _label(sheet, (_LEFT, 34), _both(paper, _SERVICE), size=8.4, room=320)
    rows = [(paper.words.header("notice"), document(paper))]
    rows.append((paper.words.header("date"), paper.manner.day(paper.places.later_date)))
    return _strip(sheet, rows + header.tin_row(paper), 42.0) + 22


BILINGUAL = Layout(
    name="practice_bilingual",
    years=(2010, 2026),
    styles=frozenset({"notice", "acs"}) | LETTERS,
    draw=_draw,
    voice="bilingual",
    voice_es="bilingual_es",
    langs=frozenset({"en", "es"}),
    masks={"": 3, "X": 3, "x": 2, "*": 2},
    caller_digits=(4, 6),
    dates=("long", "day_month", "iso"),
    places=COUPONED,
    money=("${}", "US${}"),
    periods=("plain", "spelled"),
    spaced=0.2,
    page_text=2600,
    contact_stub=False,
    practice=True,
)
