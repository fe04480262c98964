"""A message printed from a browser: From, To, Sent, Subject; a list of facts; amounts before words; a slip last.

Nothing stands in columns: a fact runs on behind its label, a figure is followed by what it is for.
"""

from dataclasses import dataclass
from datetime import date

from samples import fonts
from samples.blocks import Grid
from samples.flow import Flow, Type
from samples.fonts import HELVETICA, VERA, Family
from samples.layouts import header, parts, running
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
    form_row,
    greeting,
    page_mark,
)

_LEFT, _RIGHT = 42.0, 570.0
_WIDE = _RIGHT - _LEFT
_LAST = 744.0
_VALUE = 66.0  # from the left edge to what stands beside "From"
_INDENT = 26.0  # of the figures
_GAP = 8.0  # between an amount and its words
_SLIP_SPLIT = 352.0  # where the slip's addresses begin
_SMALL, _FAINT = 7.6, 0.3  # what the browser adds: size and gray
_URL = "https://messages.irs.example/mailbox/read"
_WEEKDAYS = {
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    "es": ("lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"),
}


@dataclass(frozen=True, slots=True)
class _Look:
    """The reader's settings: the face of the text, and how lists look."""

    family: Family
    size: float
    bullet: str
    between: str  # parts a label and its value

    @property
    def pitch(self) -> float:
        return self.size * 1.36

    def type(self) -> Type:
        return Type(self.family, self.size, self.pitch, gap=6, bullet=self.bullet, indent=11)

    def told(self, row: Line) -> str:
        """ "Form involved - 1040"; more values in a row, begun with a capital."""
        label, value = row
        return _capital(label) + self.between + value.replace("\n", "; ")


def _look(paper: Paper) -> _Look:
    family, size = paper.rng.choice(((HELVETICA, 9.6), (VERA, 8.6)))
    bullet, between = paper.rng.choice((("•", " – "), ("-", " - ")))
    return _Look(family, size, bullet, between)


def _draw(paper: Paper) -> Sheet:
    sheet, look = Sheet(), _look(paper)
    y = _opening(sheet, paper, look)

    def on_break(out: Flow) -> None:
        sheet.new_page()
        out.y = _later(sheet, paper, look)

    out = running.flow(sheet, look.type(), _LEFT, _WIDE, y, bottom=_LAST, on_break=on_break)
    greeting(out, paper)
    _facts(out, paper, look)
    out.blocks(paper.why)
    _needed(out, paper, look)
    if paper.rows:
        _figures(out, paper)
    if paper.detail is not None and len(paper.periods) > 1:
        _by_period(out, paper, paper.detail, look)
    running.sections(out, paper, running.Heading(look.size + 1.2))
    farewell(out, paper)
    if paper.spec.coupon == "payment":
        _slip(out, paper, look)
    return sheet


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _named(paper: Paper) -> str:
    """ "Notice CP503", "Letter 5071C"."""
    key = "letter_named" if paper.spec.style in LETTERS else "notice_named"
    return paper.words.phrase(key).format(code=document(paper))


def _browser(sheet: Sheet, paper: Paper, look: _Look) -> None:
    """What the browser prints round a page: its title and number above, the address below."""
    font = look.family.regular
    title = f"{_named(paper)} | {paper.words.phrase('centre')}"
    sheet.text(_LEFT, 26, title, font, _SMALL, gray=_FAINT)
    sheet.text(_RIGHT, 26, page_mark(paper, sheet.page), font, _SMALL, align="r", gray=_FAINT)
    sheet.text(_LEFT, 774, _URL, font, _SMALL, gray=_FAINT)


def _sent(paper: Paper, day: date) -> str:
    """ "Monday, March 5, 2024", as mail programs write it."""
    return f"{_WEEKDAYS[paper.manner.lang][day.weekday()]}, {paper.manner.day(day)}"


def _opening(sheet: Sheet, paper: Paper, look: _Look) -> float:
    """The site's name, then the message's four lines, the address below the name; gives the next baseline."""
    words, family = paper.words, look.family
    _browser(sheet, paper, look)
    parts.mark(sheet, _LEFT, 38, 20)
    sheet.text(_LEFT + 28, 53, words.phrase("centre"), family.bold, 13)
    sheet.add(Rule(_LEFT, 64, _RIGHT, 64, 1.2, 0.5))
    sender = ", ".join(("Internal Revenue Service", *paper.office))
    lines = [("from_head", (sender,)), ("to_head", (paper.mailed_name, *paper.mailed_address))]
    lines += [("sent_head", (_sent(paper, paper.notice_date),)), ("subject_head", paper.title)]
    y = 80.0
    for key, values in lines:
        font = family.bold if key == "subject_head" else family.regular
        sheet.text(_LEFT, y, f"{words.phrase(key)}:", family.bold, look.size)
        for value in values:
            wrapped = fonts.wrap(value, font, look.size, _WIDE - _VALUE)
            y = sheet.lines(_LEFT + _VALUE, y, wrapped, font, look.size, pitch=look.pitch)
        y += 2
    sheet.add(Rule(_LEFT, y - 6, _RIGHT, y - 6, 0.6, 0.5))
    return y + 12


def _heading(out: Flow, text: str, more: float) -> None:
    """A bold line that stays with `more` points below it."""
    size = out.type.size + 1.2
    out.need(more + size)
    out.line(text, out.type.family.bold, size, pitch=size * 1.5)


def _facts(out: Flow, paper: Paper, look: _Look) -> None:
    """What the message is about and whom to ask, one after the other; the day stands above, days to act below."""
    words = paper.words
    rows = [(words.header("notice"), _named(paper)), *_period_row(paper), *form_row(paper)]
    rows += [*header.tin_row(paper), *desk_rows(paper)]
    _heading(out, words.phrase("facts_head"), 4 * look.pitch)
    for row in rows:
        _item(out, look.told(row))
    out.y += out.type.gap


def _period_row(paper: Paper) -> list[Line]:
    """The periods, under a label of their own where only their last days are printed."""
    ends = {paper.manner.day(period.period_end) for period in paper.periods}
    if paper.period_text is not None and ends.issuperset(paper.period_text.split("\n")):
        return [(paper.words.phrase("through"), paper.period_text)]
    return header.period_row(paper)


def _item(out: Flow, text: str) -> None:
    """A line of a list, running on below its own beginning."""
    t = out.type
    lines = fonts.wrap(text, t.family.regular, t.size, out.width - t.indent)
    out.need(t.pitch * (len(lines) - 1))
    out.sheet.text(out.x, out.y, t.bullet, t.family.regular, t.size)
    for line in lines:
        out.line(line, t.family.regular, t.size, x=out.x + t.indent)


def _due_row(paper: Paper, day: date | None) -> list[Line]:
    """The day to pay, or that by which the money must have come."""
    if day is None or paper.due_kind not in BILLED:
        return []
    key = "arrive_by" if paper.due_kind == "received" else "pay_by"
    return [(paper.words.phrase(key), paper.manner.day(day))]


def _needed(out: Flow, paper: Paper, look: _Look) -> None:
    """The gray box: how much by when, or by when to answer; none where nothing is wanted by a day."""
    rows = [*asked_row(paper), *_due_row(paper, paper.due), *answer_row(paper)]
    if not rows:
        return
    family, size, pitch = look.family, look.size + 0.6, look.pitch + 2
    lines = [line for row in rows for line in fonts.wrap(look.told(row), family.bold, size, _WIDE - 24)]
    tall = pitch * (len(lines) + 1) + 14
    out.need(tall)
    top = out.y - look.size + 1
    out.sheet.add(Area(Box(_LEFT, top, _RIGHT, top + tall), 0.88, None))
    y = top + 7 + look.size
    out.sheet.text(_LEFT + 12, y, paper.words.phrase("needed"), family.regular, size)
    out.sheet.lines(_LEFT + 12, y + pitch + 2, lines, family.bold, size, pitch=pitch)
    out.y = top + tall + 20


def _figures(out: Flow, paper: Paper) -> None:
    """The rows of the summary, a short line above the result."""
    _heading(out, paper.summary_heading, out.type.pitch * (len(paper.rows) + 1) + 4)
    for n, row in enumerate(paper.rows):
        last = paper.has_total and n == len(paper.rows) - 1
        _figure(out, paper, row.id, bold=last)
    out.y += out.type.gap + 2


def _figure(out: Flow, paper: Paper, key: str, *, bold: bool = False, ruled: bool = True) -> None:
    """An amount and, right behind it, what it is for."""
    t, sheet, x = out.type, out.sheet, out.x + _INDENT
    font = t.family.bold if bold else t.family.regular
    _, label, value = paper.amounts[key]
    amount = paper.manner.money(value, sign=True)
    at = x + fonts.width(amount, font, t.size) + _GAP
    lines = fonts.wrap(label, font, t.size, _RIGHT - at)
    out.need(t.pitch * len(lines))
    if bold and ruled:
        out.y += 4
        sheet.add(Rule(x, out.y - t.size - 1.2, x + 130, out.y - t.size - 1.2, 0.5))
    sheet.text(x, out.y, amount, font, t.size)
    out.y = sheet.lines(at, out.y, lines, font, t.size, pitch=t.pitch)
    sheet.note(key)


def _by_period(out: Flow, paper: Paper, grid: Grid, look: _Look) -> None:
    """The table of periods as lists: each period with its figures, then all together."""
    words = paper.words
    formed = "form" in paper.context
    _heading(out, words.phrase("details"), 4 * look.pitch)
    for cells, ids in zip(grid.rows, grid.ids, strict=False):
        heads = (words.phrase("through"), *grid.head[1 : 2 if formed else 1])
        out.need(look.pitch * (len(ids) + 1))
        _item(out, "; ".join(look.told(row) for row in zip(heads, cells, strict=False)))
        for key in ids:
            _figure(out, paper, key)
        out.y += 3
    out.need(2 * look.pitch)
    _item(out, words.phrase("all_together"))
    _figure(out, paper, "all", bold=True, ruled=False)
    out.y += out.type.gap + 2


def _slip(out: Flow, paper: Paper, look: _Look) -> None:
    """At the end, between two dashed lines: what is paid at the left, who pays whom at the right, how below."""
    family, size, pitch = look.family, look.size - 0.6, look.pitch
    told = [line for row in _slip_rows(paper) for line in _within(look.told(row), family.regular, size)]
    lower = max(pitch * len(told), 11.0 * (len(paper.case.address) + len(paper.remit) + 3) + 10)
    notes = [line for item in paper.stub_bullets for line in fonts.wrap(item, family.regular, size - 0.8, _WIDE)]
    lower += 6
    tall = 36 + lower + 10.5 * len(notes) + 38
    out.y += 10
    out.need(tall)
    sheet, top = out.sheet, out.y - 8
    parts.perforation(sheet, top, _LEFT, _RIGHT)
    sheet.text(_LEFT, top + 18, paper.words.phrase("payment"), family.bold, look.size + 1.2)
    sheet.lines(_LEFT, top + 36, told, family.regular, size, pitch=pitch)
    _addresses(sheet, paper, look, top + 36)
    y = sheet.lines(_LEFT, top + 36 + lower, notes, family.regular, size - 0.8, pitch=10.5)
    sheet.text(_LEFT, y + 8, parts.scan_line(paper), "Courier", 9.2)
    parts.perforation(sheet, y + 18, _LEFT, _RIGHT)


def _within(text: str, font: str, size: float) -> list[str]:
    return fonts.wrap(text, font, size, _SLIP_SPLIT - _LEFT - 14)


def _slip_rows(paper: Paper) -> list[Line]:
    words, places = paper.words, paper.places
    rows = [(words.phrase("pays_for"), _named(paper)), (words.header("date"), paper.manner.day(places.stub_date))]
    rows += [*header.tin_row(paper), *form_row(paper), *_period_row(paper)]
    if places.coupon_amount is not None:
        rows.append((paper.stub, paper.manner.money(places.coupon_amount, sign=True)))
    return rows + _due_row(paper, places.coupon_due)


def _addresses(sheet: Sheet, paper: Paper, look: _Look, y: float) -> None:
    words, family = paper.words, look.family
    for key, lines in (("payer_head", (paper.case.name, *paper.case.address)), ("payee_head", paper.remit)):
        sheet.text(_SLIP_SPLIT, y, f"{words.phrase(key)}:", family.bold, 8)
        y = sheet.lines(_SLIP_SPLIT, y + 11, lines, family.regular, 8, pitch=11) + 5


def _later(sheet: Sheet, paper: Paper, look: _Look) -> float:
    """The browser's line; below it when the message was sent and to whose account it belongs."""
    _browser(sheet, paper, look)
    rows = [(paper.words.header("date"), paper.manner.day(paper.places.later_date)), *header.tin_row(paper)]
    x = _LEFT
    for row in rows:
        text = look.told(row)
        sheet.text(x, 44, text, look.family.regular, _SMALL + 0.6)
        x += fonts.width(text, look.family.regular, _SMALL + 0.6) + 28
    sheet.add(Rule(_LEFT, 51, _RIGHT, 51, 0.6, 0.5))
    return 72.0


WEBPRINT = Layout(
    name="practice_webprint",
    years=(2006, 2026),
    styles=frozenset({"notice", "acs", "correspondex"}),
    draw=_draw,
    voice="webprint",
    voice_es="webprint_es",
    langs=frozenset({"en", "es"}),
    masks={"": 3, "*": 3, "X": 2, "x": 2},
    caller_digits=(4, 5, 6),
    dates=("long", "press", "day_month"),
    places=COUPONED,
    money=("${}", "${}", "US${}"),
    periods=("plain", "spelled"),
    spaced=0.2,
    page_text=2800,
    contact_stub=False,
    practice=True,
)
