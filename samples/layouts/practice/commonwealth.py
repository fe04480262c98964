"""A notice of assessment as revenue agencies elsewhere send it: references stacked at the top right, a small gray
label above each bold value; at the left a narrow account summary, beside it the notes that explain it, the result in
one bold line; the last third of the first page is a remittance slip with its amounts in boxed fields.

Hard to read since a three-digit line number stands before each description and notes at the same height repeat it,
since the total is no line of the table but one of its own below it, day and all, and since labels stand above their
values on the first page, on the slip and in the running head alike.
"""

from dataclasses import dataclass

from samples import fonts
from samples.flow import Flow, Type
from samples.fonts import HELVETICA
from samples.layouts import header, parts, running
from samples.layouts.base import COUPONED, Layout
from samples.layouts.header import Line
from samples.paper import Paper
from samples.periods import joined
from samples.sheet import Area, Rule, Sheet
from samples.tables import Row
from schemas.geometry import Box
from schemas.notice import AmountRole

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
_LEFT, _RIGHT = 36.0, 576.0
_REFERENCES = 432.0  # left edge of the stacked references
_SUMMARY = 302.0  # right edge of the account summary
_LABELS = 67.0  # where its descriptions begin, right of the line numbers
_NOTES = 328.0  # left edge of the notes
_STUB = 528.0  # the last third of the page
_LAST = 752.0
_LABEL, _VALUE = 8.0, 10.0
_GRAY = 0.42
_SIZE, _PITCH = 9.2, 11.0  # of the summary
_NOTE, _NOTE_PITCH = 8.8, 10.8
_TYPE = Type(_F, 9.8, 12.6, gap=6, bullet="•", indent=10)
_HEADING = running.Heading(12.0, above=6)
_NAME = {"en": ("Internal Revenue", "Service"), "es": ("Servicio de", "Impuestos Internos")}
_TREASURY = {"en": "Department of the Treasury", "es": "Departamento del Tesoro"}
_NOW = frozenset({"immediately", "hearing", "hearing_undated"})
_PENALTIES = frozenset({
    AmountRole.FAILURE_TO_FILE, AmountRole.FAILURE_TO_PAY, AmountRole.FAILURE_TO_DEPOSIT,
    AmountRole.ESTIMATED_TAX_PENALTY, AmountRole.OTHER_PENALTY,
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Numbered:
    """A row of the summary and the number of its line."""

    number: int
    row: Row


def _draw(paper: Paper) -> Sheet:
    sheet = Sheet()
    slip = paper.spec.coupon in ("payment", "remitted")
    top = y = _opening(sheet, paper)
    lines = _numbered(paper)
    notes = _explained(paper, lines)
    if lines:
        y = max(_summary(sheet, paper, lines, top), _notes(sheet, paper, notes, top))
    y = _result(sheet, paper, y + 8)
    if slip:
        _slip(sheet, paper)

    def on_break(out: Flow) -> None:
        sheet.new_page()
        out.y, out.bottom = _later(sheet, paper), _LAST

    bottom = _STUB - 14 if slip else _LAST
    out = running.flow(sheet, _TYPE, _LEFT, _RIGHT - _LEFT, y + 14, bottom=bottom, on_break=on_break)
    greeting(out, paper)
    out.blocks(paper.why)
    if len(paper.periods) > 1:
        running.detail(out, paper, paper.words.phrase("details"), _HEADING.size)
    running.sections(out, paper, _HEADING)
    farewell(out, paper)
    return sheet


def _stacked(sheet: Sheet, x: float, y: float, row: Line, room: float, *, size: float = _VALUE) -> float:
    """A small gray label, its value bold below; gives the baseline of the next label."""
    label, value = row
    sheet.text(x, y, label, _F.regular, fitted(label, _F.regular, _LABEL, room), gray=_GRAY)
    y = sheet.lines(x, y + size + 1.4, fonts.wrap(value, _F.bold, size, room), _F.bold, size, pitch=size + 1.4)
    return y + 3.4


def _opening(sheet: Sheet, paper: Paper) -> float:
    """The agency's name beside an upright bar, address, title; at the right the references. Gives the lower edge."""
    lang = paper.manner.lang
    parts.mark(sheet, _LEFT, 26, 44, gray=0.1)
    sheet.add(Rule(_LEFT + 53, 25, _LEFT + 53, 72, 1.6))
    sheet.lines(_LEFT + 62, 45, _NAME[lang], _F.bold, 23, pitch=24)
    sheet.text(_LEFT, 86, ", ".join((_TREASURY[lang], *paper.office)), _F.regular, 8, gray=_GRAY)
    y = parts.window_address(sheet, paper, _F, 10, x=_LEFT + 16, y=118, pitch=12.4)
    room = _REFERENCES - 24 - _LEFT
    y = titles(sheet, paper, _F, x=_LEFT, y=max(y + 16, 190), room=room, sizes=(15.0, 12.0))
    at, mark = 46.0, page_mark(paper, 1)
    sheet.text(_RIGHT - page_width(mark, _F.regular, 8), 34, mark, _F.regular, 8)
    for row in _references(paper):
        at = _stacked(sheet, _REFERENCES, at, row, _RIGHT - _REFERENCES)
    sheet.add(Rule(_REFERENCES - 10, 38, _REFERENCES - 10, at - 8, 0.6, 0.5))
    return max(y, at) + 6


def _references(paper: Paper) -> list[Line]:
    words = paper.words
    rows = [(words.header("notice"), document(paper)), (words.header("date"), paper.manner.day(paper.notice_date))]
    rows += [*header.tin_row(paper), *header.period_row(paper), *form_row(paper)]
    return rows + answer_row(paper) + desk_rows(paper)


def _numbered(paper: Paper) -> list[_Numbered]:
    """The lines of the summary: all rows but the total, which is the result."""
    first = paper.rng.choice((100, 200, 400))
    rows = paper.rows[:-1] if paper.has_total else paper.rows
    return [_Numbered(first + 10 * n, row) for n, row in enumerate(rows, start=1)]


def _summary(sheet: Sheet, paper: Paper, lines: list[_Numbered], y: float) -> float:
    """Number, description, amount, with hairlines between; gives the lower edge."""
    words = paper.words
    sheet.text(_LEFT, y + 10, paper.summary_heading, _F.bold, 12)
    y += 18
    sheet.add(Area(Box(_LEFT, y, _SUMMARY, y + 14), 0.88, None))
    sheet.text(_LEFT + 3, y + 10, words.phrase("line_head"), _F.regular, 8)
    sheet.text(_LABELS, y + 10, words.phrase("description"), _F.regular, 8)
    sheet.text(_SUMMARY - 4, y + 10, words.phrase("amount_head"), _F.regular, 8, align="r")
    y += 14
    for n, line in enumerate(lines):
        figure = paper.manner.money(line.row.amount, sign=n == 0)
        room = _SUMMARY - 14 - _LABELS - fonts.width(figure, _F.regular, _SIZE)
        label = fonts.wrap(line.row.label.replace("\n", " "), _F.regular, _SIZE, room)
        sheet.text(_LEFT + 3, y + 12, str(line.number), _F.regular, _SIZE)
        sheet.text(_SUMMARY - 4, y + 12, figure, _F.regular, _SIZE, align="r")
        sheet.note(line.row.id)
        y = sheet.lines(_LABELS, y + 12, label, _F.regular, _SIZE, pitch=_PITCH) - _PITCH + 5
        sheet.add(Rule(_LEFT, y, _SUMMARY, y, 0.3, 0.4))
    return y


def _kind(row: Row) -> str:
    """What the note says of a row: penalties are one kind, changes two."""
    if row.role in _PENALTIES:
        return "penalty"
    if row.role is AmountRole.CHANGE:
        return "up" if row.amount > 0 else "down"
    return row.role.value


def _explained(paper: Paper, lines: list[_Numbered]) -> list[str]:
    """A note for each kind of line, in the order of the lines, and one for the result."""
    words, lang = paper.words, paper.manner.lang
    kinds: dict[str, list[str]] = {}
    for line in lines:
        kinds.setdefault(_kind(line.row), []).append(str(line.number))
    notes = []
    for kind, numbers in kinds.items():
        key = "line_one" if len(numbers) == 1 else "line_more"
        named = words.phrase(key).format(lines=joined(numbers, lang))
        notes.append(f"{named}: {words.phrase(f'note_{kind}')}")
    if paper.has_total and len(lines) > 1:
        key = "note_result_less" if any(line.row.amount < 0 for line in lines) else "note_result"
        notes.append(words.phrase(key).format(first=lines[0].number, last=lines[-1].number))
    return notes


def _notes(sheet: Sheet, paper: Paper, notes: list[str], y: float) -> float:
    """The notes beside the summary, each with its number before it; gives the lower edge."""
    sheet.text(_NOTES, y + 10, paper.words.phrase("notes_head"), _F.bold, 12)
    y += 28
    for n, note in enumerate(notes, start=1):
        told = fonts.wrap(note, _F.regular, _NOTE, _RIGHT - _NOTES - 14)
        sheet.text(_NOTES, y, str(n), _F.bold, _NOTE)
        y = sheet.lines(_NOTES + 14, y, told, _F.regular, _NOTE, pitch=_NOTE_PITCH) + 3
    return y - 8


def _due_words(paper: Paper) -> str:
    return paper.words.phrase("arrive_by" if paper.due_kind == "received" else "pay_by")


def _result(sheet: Sheet, paper: Paper, y: float) -> float:
    """Total or what is asked for, with its day, in one bold line between rules; gives the lower edge."""
    wanted = "total" if paper.has_total else paper.spec.asks
    row = next((row for row in paper.rows if row.id == wanted), None)
    if row is None:
        return y
    text = f"{paper.words.phrase('result')}: {row.label.replace(chr(10), ' ')}"
    if paper.due is not None and paper.due_kind in BILLED:
        text += f", {_due_words(paper)} {paper.manner.day(paper.due)}"
    figure = paper.manner.money(row.amount, sign=True)
    room = _RIGHT - _LEFT - fonts.width(figure, _F.bold, 12) - 16
    sheet.add(Rule(_LEFT, y, _RIGHT, y, 1.4), Rule(_LEFT, y + 19, _RIGHT, y + 19, 1.4))
    sheet.text(_LEFT, y + 13.4, text, _F.bold, fitted(text, _F.bold, 11, room))
    sheet.text(_RIGHT, y + 13.4, figure, _F.bold, 12, align="r")
    sheet.note(row.id)
    return y + 20


def _slip(sheet: Sheet, paper: Paper) -> None:
    """What is torn off: whose payment for what at the left, amounts at the right, then addresses and how to pay."""
    words, y = paper.words, _STUB
    parts.perforation(sheet, y)
    sheet.text(_LEFT, y + 23, words.phrase("payment"), _F.bold, 15)
    sheet.text(_RIGHT, y + 23, " ".join(_NAME[paper.manner.lang]), _F.bold, 10, align="r", gray=0.3)
    rows = [(words.header("notice"), document(paper))]
    rows += [(words.header("date"), paper.manner.day(paper.places.stub_date)), *header.tin_row(paper)]
    rows += [(label, value.replace("\n", "; ")) for label, value in (*header.period_row(paper), *form_row(paper))]
    at = [y + 44, y + 44]
    for n, row in enumerate(rows):
        at[n % 2] = _stacked(sheet, _LEFT + 138 * (n % 2), at[n % 2], row, 128, size=9.2)
    _fields(sheet, paper, y + 34)
    payer = (paper.case.name, *paper.case.address)
    below = max(*at, y + 134) + 6
    for x, key, lines in ((_LEFT, "from_head", payer), (_NOTES, "to_head", paper.remit)):
        sheet.text(x, below, words.phrase(key), _F.regular, _LABEL, gray=_GRAY)
        sheet.lines(x, below + 11.4, lines, _F.regular, 9, pitch=10.8)
    told = fonts.wrap(" ".join(paper.stub_bullets), _F.regular, 8, _RIGHT - _LEFT)
    sheet.lines(_LEFT, below + 72, told, _F.regular, 8, pitch=9.6)
    sheet.text(_RIGHT, 779, parts.scan_line(paper), "Courier", 9.4, align="r")


def _fields(sheet: Sheet, paper: Paper, y: float) -> None:
    """On a gray panel, white fields under their labels: what is owed and by when, squares for what is paid."""
    words, places = paper.words, paper.places
    sheet.add(Area(Box(_NOTES - 10, y, _RIGHT, y + 94), 0.88, None))
    rows: list[Line] = []
    if paper.spec.coupon == "payment" and places.coupon_amount is not None:
        rows.append((words.phrase("slip_amount"), paper.manner.money(places.coupon_amount, sign=True)))
    if places.coupon_due is not None and paper.due_kind in BILLED:
        key = "slip_received" if paper.due_kind == "received" else "slip_due"
        rows.append((words.phrase(key), paper.manner.day(places.coupon_due)))
    elif paper.due_kind in _NOW:
        rows.append((words.phrase("slip_when"), words.phrase("slip_now")))
    wide = (_RIGHT - _NOTES) / 2
    for n, (label, value) in enumerate(rows):
        x = _NOTES + n * wide
        sheet.text(x, y + 13, label, _F.regular, fitted(label, _F.regular, _LABEL, wide - 10))
        sheet.add(Area(Box(x, y + 18, x + wide - 10, y + 40), 1.0, 0.0, 0.8))
        sheet.text(x + 6, y + 33.4, value, _F.bold, fitted(value, _F.bold, 12, wide - 22))
    sheet.text(_NOTES, y + 56, words.phrase("slip_paid"), _F.regular, _LABEL)
    sheet.text(_NOTES, y + 79, "$", _F.bold, 13)
    for n in range(11):
        x = _NOTES + 16 + 19 * n + (6 if n > 8 else 0)
        sheet.add(Area(Box(x, y + 62, x + 19, y + 85), 1.0, 0.0, 0.5))
    sheet.text(_NOTES + 16 + 19 * 9 + 1.4, y + 84, ".", _F.bold, 13)


def _later(sheet: Sheet, paper: Paper) -> float:
    """Agency, then labels above values, and which page of how many, over a rule; gives the next baseline."""
    words = paper.words
    sheet.lines(_LEFT, 33, _NAME[paper.manner.lang], _F.bold, 10, pitch=11.4)
    rows = [(words.header("notice"), document(paper))]
    rows += [(words.header("date"), paper.manner.day(paper.places.later_date)), *header.tin_row(paper)]
    for n, row in enumerate(rows):
        _stacked(sheet, 166 + 122 * n, 33, row, 112, size=9.2)
    mark = page_mark(paper, sheet.page)
    sheet.text(_RIGHT - page_width(mark, _F.regular, 8), 33, mark, _F.regular, 8)
    sheet.add(Rule(_LEFT, 52, _RIGHT, 52, 0.6, 0.5))
    return 74.0


COMMONWEALTH = Layout(
    name="practice_commonwealth",
    years=(2004, 2026),
    styles=frozenset({"notice", "acs"}) | LETTERS,
    draw=_draw,
    voice="commonwealth",
    voice_es="commonwealth_es",
    langs=frozenset({"en", "es"}),
    masks={"": 4, "X": 2, "*": 3, "ending": 2},
    caller_digits=(4, 5, 6),
    dates=("day_month", "day_month", "iso", "long"),
    places=COUPONED,
    money=("${}", "$ {}", "US$ {}"),
    periods=("plain", "spelled"),
    spaced=0.2,
    page_text=2900,
    contact_stub=False,
    practice=True,
)
