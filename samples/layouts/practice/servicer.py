"""A loan servicer's dunning letter: a slip to tear off at the top, a typed letter below it, small print at the foot.

Hard to read since the slip's values come first, far right of their labels, since the letter's day has no label at
all, since the subject runs facts on in lines without columns, since the total's label names the letter's day, and
since the day by which to pay or to answer stands in a sentence only, in bold type, where there is no slip.
"""

from samples import fonts
from samples.flow import Flow, Type
from samples.fonts import COURIER, HELVETICA, TIMES
from samples.layouts import header, parts, running
from samples.layouts.base import COUPONED, Layout
from samples.layouts.header import Line
from samples.layouts.lettering import salutation
from samples.paper import Paper
from samples.sheet import Area, Rule, Sheet
from schemas.geometry import Box

from .common import BILLED, LETTERS, document, fitted, form_row, page_mark, page_width

_F, _FORM, _TYPED = TIMES, HELVETICA, COURIER  # the letter, the slip as printed beforehand, what is typed into it
_LEFT, _RIGHT = 62.0, 550.0
_WIDE = _RIGHT - _LEFT
_HALF = 330.0  # where the day and the signature begin
_INDENT = 32.0  # of what stands behind "Re:", and of the list
_FIGURES = 424.0  # right edge of the amounts
_SIZE = 10.8
_TYPE = Type(_F, _SIZE, 12.9, gap=6.5, bullet="-", indent=12)
_HEADING = running.Heading(11.0, above=4)
_TEAR = 178.0  # where the slip ends
_SLIP, _ROWS = 40.0, 312.0  # left edges of the slip and of its labels
_EDGE = 572.0  # right edge of the slip
_LAST, _PRINT = 752.0, 7.6  # lowest baseline; size of the small print
_GLUE = "\u00a0"  # holds an amount and its sign together where a sentence is broken into lines
_SERVICE = {"en": "Internal Revenue Service", "es": "Servicio de Impuestos Internos"}
_TREASURY = {"en": "Department of the Treasury", "es": "Departamento del Tesoro"}
_DAYS = {"received": "slip_arrive_by", "reply": "slip_reply", "hearing": "slip_hearing"}
_NOW = frozenset({"immediately", "hearing_undated"})


def _draw(paper: Paper) -> Sheet:
    sheet = Sheet()
    slip = paper.spec.coupon != "none"
    if slip:
        _slip(sheet, paper)
    y = _opening(sheet, paper, _TEAR + 29 if slip else 50.0)
    low = _small_print(sheet, paper)

    def on_break(out: Flow) -> None:
        sheet.new_page()
        out.y, out.bottom = _later(sheet, paper), _LAST

    out = running.flow(sheet, _TYPE, _LEFT, _WIDE, y, bottom=low, on_break=on_break)
    out.para(paper.words.phrase("dear") if paper.manner.lang == "es" else salutation(paper), _F.regular)
    out.blocks(paper.why)
    _balance(out, paper)
    _sentence(out, paper)
    if paper.spec.coupon in ("payment", "remitted"):
        out.para(" ".join(paper.stub_bullets), _F.regular)
    _signature(out, paper)
    if len(paper.periods) > 1:
        running.detail(out, paper, paper.words.phrase("details"), _HEADING.size)
    running.sections(out, paper, _HEADING)
    return sheet


def _paying(paper: Paper) -> bool:
    return bool(paper.asked) and paper.spec.coupon in ("payment", "remitted")


def _slip(sheet: Sheet, paper: Paper) -> None:
    """What is torn off: who sends it and where to at the left, the facts at the right, a box or boxes to tick."""
    words, paying = paper.words, _paying(paper)
    head = words.phrase("slip_pay" if paying else "slip_answer")
    sheet.text(_SLIP, 34, head, _FORM.bold, fitted(head, _FORM.bold, 10.4, 250))
    payer = (paper.case.name, *paper.case.address)
    for y, key, lines in ((50.0, "slip_from", payer), (109.0, "slip_to", paper.remit)):
        sheet.text(_SLIP, y, words.phrase(key), _FORM.regular, 8)
        for n, line in enumerate(lines):
            size = fitted(line, _TYPED.regular, 9, _ROWS - _SLIP - 24)
            sheet.text(_SLIP + 12, y + 11.4 + 10.6 * n, line, _TYPED.regular, size)
    y = 34.0
    for label, value in _slip_rows(paper):
        room = _EDGE - _ROWS - fonts.width(label, _FORM.regular, 8.4) - 10
        sheet.text(_ROWS, y, label, _FORM.regular, 8.4)
        sheet.text(_EDGE, y, value, _TYPED.bold, fitted(value, _TYPED.bold, 9.6, room), align="r")
        y += 15.4
    if paying:
        _enclosed(sheet, paper, y - 4)
    else:
        _ticks(sheet, paper, y + 6)
    parts.perforation(sheet, _TEAR)
    sheet.text(306, _TEAR + 9, words.phrase("tear"), _FORM.regular, 7, align="c", gray=0.3)


def _slip_rows(paper: Paper) -> list[Line]:
    """What the slip says of the letter, how much it asks for, and by when."""
    words, places, day = paper.words, paper.places, paper.manner.day
    rows = [(words.header("notice"), document(paper)), (words.header("date"), day(places.stub_date))]
    rows += header.tin_row(paper)
    if paper.spec.coupon == "payment" and places.coupon_amount is not None:
        rows.append((words.phrase("slip_asked"), paper.manner.money(places.coupon_amount, sign=True)))
    if paper.asked and paper.due_kind in _NOW:
        rows.append((words.phrase("slip_when"), words.phrase("slip_now")))
    elif places.coupon_due is not None and (paper.due_kind in BILLED or paper.due_kind in _DAYS):
        rows.append((words.phrase(_DAYS.get(paper.due_kind, "slip_pay_by")), day(places.coupon_due)))
    return rows


def _enclosed(sheet: Sheet, paper: Paper, y: float) -> None:
    """A box for the sum that is sent, to be filled in by hand; the line for machines."""
    label = paper.words.phrase("slip_enclosed")
    sheet.text(_ROWS, y + 15, label, _FORM.regular, 8.4)
    left = _ROWS + fonts.width(label, _FORM.regular, 8.4) + 8
    sheet.add(Area(Box(left, y, _EDGE, y + 23), None, 0.0, 0.9))
    sheet.text(left + 6, y + 16, "$", _FORM.bold, 11)
    sheet.text(_SLIP, _TEAR - 9, parts.scan_line(paper), _TYPED.regular, 9.4)


def _ticks(sheet: Sheet, paper: Paper, y: float) -> None:
    """Boxes to tick and a line for a telephone number."""
    for key in ("tick_papers", "tick_moved"):
        sheet.add(Area(Box(_ROWS, y - 7, _ROWS + 7.6, y + 0.6)))
        sheet.text(_ROWS + 13, y, paper.words.phrase(key), _FORM.regular, 8.4)
        y += 14.6
    label = paper.words.phrase("my_phone")
    sheet.text(_ROWS, y + 7, label, _FORM.regular, 8.4)
    sheet.add(Rule(_ROWS + fonts.width(label, _FORM.regular, 8.4) + 6, y + 8, _EDGE, y + 8))


def _opening(sheet: Sheet, paper: Paper, y: float) -> float:
    """Who writes, the day by itself, inside address, subject and title; gives the next baseline."""
    lang = paper.manner.lang
    sheet.text(_LEFT, y, _SERVICE[lang], _F.bold, 12.4)
    office = ", ".join((_TREASURY[lang], *paper.office))
    sheet.text(_LEFT, y + 12, office, _F.italic, fitted(office, _F.italic, 9.4, _HALF - _LEFT - 14))
    sheet.text(_HALF, y + 12, paper.manner.day(paper.notice_date), _F.regular, _SIZE)
    y = parts.window_address(sheet, paper, _F, _SIZE, x=_LEFT, y=y + 36, pitch=12.7) + 8
    sheet.text(_LEFT, y, paper.words.phrase("re"), _F.regular, _SIZE)
    for label, value in _subject(paper):
        text = f"{label}: " + value.replace("\n", "; ")
        for n, line in enumerate(fonts.wrap(text, _F.regular, _SIZE, _WIDE - _INDENT - 20)):
            sheet.text(_LEFT + _INDENT + (20 if n else 0), y, line, _F.regular, _SIZE)
            y += 12.7
    y += 5
    for line in paper.title:
        lines = fonts.wrap(line, _F.bold, 11.2, _WIDE - _INDENT)
        y = sheet.lines(_LEFT + _INDENT, y, lines, _F.bold, 11.2, pitch=13.4)
    return y + 8


def _subject(paper: Paper) -> list[Line]:
    """What the letter is about."""
    words = paper.words
    rows = [(words.header("notice"), document(paper)), (words.phrase("account_of"), paper.case.name)]
    rows += [*header.tin_row(paper), *form_row(paper), *header.period_row(paper)]
    return rows + [(words.header(key), value) for key, value in paper.extras]


def _balance(out: Flow, paper: Paper) -> None:
    """The list with its indent, nothing between words and amounts; the total under a rule and over two."""
    if not paper.rows:
        return
    sheet, x = out.sheet, _LEFT + _INDENT
    out.need(13.4 * (len(paper.rows) + 2) + 26)
    out.line(paper.summary_heading, _F.regular, _SIZE, pitch=17)
    for n, row in enumerate(paper.rows):
        total = paper.has_total and n == len(paper.rows) - 1
        font = _F.bold if total else _F.regular
        amount = paper.manner.money(row.amount, sign=total or n == 0)
        wide = fonts.width(amount, font, _SIZE)
        if total:
            sheet.add(Rule(_FIGURES - max(wide, 66), out.y - 9.6, _FIGURES, out.y - 9.6, 0.6))
            out.y += 3
        lines = fonts.wrap(row.label.replace("\n", " "), font, _SIZE, _FIGURES - x - wide - 16)
        out.y = sheet.lines(x, out.y, lines, font, _SIZE, pitch=13.4)
        sheet.text(_FIGURES, out.y - 13.4, amount, font, _SIZE, align="r")
        sheet.note(row.id)
        if total:
            under = out.y - 13.4 + 3.4
            sheet.add(*(Rule(_FIGURES - max(wide, 66), y, _FIGURES, y, 0.6) for y in (under, under + 2)))
    out.y += 8


def _sentence(out: Flow, paper: Paper) -> None:
    """What is wanted and by when; what stands between stars is bold."""
    even = paper.due_kind == "none" and paper.asked == 0
    told = paper.words.phrase("close_even" if even else f"close_{paper.due_kind}").split("*")
    context = {key: text.replace(" ", _GLUE) if key == "amount" else text for key, text in paper.context.items()}
    said = [
        (word, _F.bold if n % 2 else _F.regular)
        for n, part in enumerate(told)
        for word in part.format_map(context).split(" ")
        if word
    ]
    line: list[tuple[str, str]] = []
    wide = 0.0
    out.need(2 * _TYPE.pitch)
    for word, font in said:
        room = fonts.width(word + " ", font, _SIZE)
        if line and wide + room > _WIDE:
            _set(out, line)
            line, wide = [], 0.0
        line.append((word, font))
        wide += room
    _set(out, line)
    out.y += _TYPE.gap


def _set(out: Flow, line: list[tuple[str, str]]) -> None:
    """One line, words of one face in one go."""
    out.need(0)
    x, run = _LEFT, ""
    for n, (word, font) in enumerate(line):
        run += word.replace(_GLUE, " ") + " "
        if n + 1 == len(line) or line[n + 1][1] != font:
            out.sheet.text(x, out.y, run.rstrip(), font, _SIZE)
            x, run = x + fonts.width(run, font, _SIZE), ""
    out.y += _TYPE.pitch


def _signature(out: Flow, paper: Paper) -> None:
    """Whom to ring at the left, who signs at the right."""
    words, letter = paper.words, paper.spec.style in LETTERS
    out.need(62)
    top = out.y + 4
    signer = paper.contact[0] if letter else words.phrase("desk")
    for y, text in ((top, words.phrase("yours")), (top + 32, signer)):
        out.sheet.text(_HALF, y, text, _F.regular, _SIZE)
    if letter:
        out.sheet.text(_HALF, top + 45, f"{words.phrase('signer_no')} {paper.contact[1]}", _F.regular, 9.6)
    rows = [(words.header("phone"), paper.phone)]
    if paper.caller_id is not None:
        rows.append((words.header("caller"), paper.caller_id))
    for n, (label, value) in enumerate(rows):
        out.sheet.text(_LEFT, top + 32 + 12.4 * n, f"{label}: {value}", _F.regular, 9.8)
    out.y = top + 66


def _small_print(sheet: Sheet, paper: Paper) -> float:
    """At the foot of the first page, with the page's number below; gives the lowest baseline above it."""
    key = "print_bill" if paper.asked else "print_other"
    lines = fonts.wrap(paper.words.phrase(key).format_map(paper.context), _F.regular, _PRINT, _WIDE)
    top = 764.0 - 8.8 * (len(lines) - 1)
    sheet.add(Rule(_LEFT, top - 10, _RIGHT, top - 10, 0.3))
    sheet.lines(_LEFT, top, lines, _F.regular, _PRINT, pitch=8.8)
    sheet.text(306, 778, page_mark(paper, 1), _F.regular, 8.4, align="c")
    return top - 18


def _later(sheet: Sheet, paper: Paper) -> float:
    """Name, page and day side by side, what the letter is below, as a second sheet is headed; gives the baseline."""
    words, mark = paper.words, page_mark(paper, sheet.page)
    day = f"{words.header('date')}: {paper.manner.day(paper.places.later_date)}"
    wide = page_width(mark, _F.regular, 9.6)
    sheet.text(306 - wide / 2, 38, mark, _F.regular, 9.6)
    name = paper.case.name
    sheet.text(_LEFT, 38, name, _F.regular, fitted(name, _F.regular, 9.6, 306 - wide / 2 - _LEFT - 10))
    sheet.text(_RIGHT, 38, day, _F.regular, 9.6, align="r")
    rows = [(words.header("notice"), document(paper)), *header.tin_row(paper)]
    sheet.text(_LEFT, 50, ", ".join(f"{label}: {value}" for label, value in rows), _F.regular, 9.6)
    return 76.0


SERVICER = Layout(
    name="practice_servicer",
    years=(2004, 2026),
    styles=frozenset({"notice", "acs"}) | LETTERS,
    draw=_draw,
    voice="servicer",
    voice_es="servicer_es",
    langs=frozenset({"en", "es"}),
    masks={"": 3, "X": 3, "*": 2, "ending": 1, "last": 1},
    caller_digits=(4, 5, 6),
    dates=("long", "day_month", "padded", "press"),
    money=("${}", "$ {}", "USD {}"),
    periods=("plain", "spelled", "dated"),
    places=COUPONED,
    spaced=0.3,
    page_text=2900,
    practice=True,
)
