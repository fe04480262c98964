"""A utility's advice in two parts: above, ruled cells of captions over values and a table of sums; below, a copy.

Hard to read since the copy runs all its captions and values on, parted by slashes, bold type alone telling a value
from its caption, in other words than above, and since currency signs stand in a column far from their amounts.
"""

from dataclasses import dataclass, replace

from samples import fonts
from samples.flow import Flow, Type
from samples.fonts import HELVETICA, TIMES
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
_WINDOW = 342.0  # where the address begins, at the right
_WIDE = (_RIGHT - _LEFT) / 3  # of a cell
_HALF = 432.0  # where the copy begins, or lower where the upper part needs the room
_SUMS, _SIGNS, _FIGURES = 196.0, 470.0, 570.0  # the table of sums: labels, left of signs, right of figures
_SCAN = 776.0
_TYPE = Type(TIMES, 10.4, 12.6, gap=6, bullet="-", indent=10)
_RUN, _PITCH = 10.0, 14.0
_GLUE = "\u00a0"  # holds an amount and its sign together where the copy is broken into lines
_NOW = frozenset({"immediately", "hearing", "hearing_undated"})
_SERVICE = {"en": "Internal Revenue Service", "es": "Servicio de Impuestos Internos"}
_TREASURY = {"en": "Department of the Treasury", "es": "Departamento del Tesoro"}
_ANSWERS = {"hearing": "run_hearing", "reply": "run_reply", "petition": "run_petition"}


@dataclass(frozen=True, slots=True)
class _Said:
    """A word of the copy and whether it is bold."""

    word: str
    bold: bool

    @property
    def font(self) -> str:
        return _F.bold if self.bold else _F.regular


def _draw(paper: Paper) -> Sheet:
    sheet = Sheet()
    end = _upper(sheet, paper)
    half = max(_HALF, end + 8)
    _copy(sheet, paper, half)

    def on_break(out: Flow) -> None:
        sheet.new_page()
        out.y, out.bottom = _later(sheet, paper), 756.0

    out = running.flow(sheet, _TYPE, _LEFT, _RIGHT - _LEFT, end + 17, bottom=half - 9, on_break=on_break)
    greeting(out, paper)
    out.blocks(paper.why)
    if sheet.page == 1:
        on_break(out)
    if len(paper.periods) > 1:
        running.detail(out, paper, paper.words.phrase("details"), 11)
    running.sections(out, paper, running.Heading(11, above=4))
    farewell(out, paper)
    return sheet


def _upper(sheet: Sheet, paper: Paper) -> float:
    """Sender and title at the left of the address, the cells, the sums; gives the lower edge."""
    lang, mark = paper.manner.lang, page_mark(paper, 1)
    parts.mark(sheet, _LEFT, 20, 26)
    sheet.text(_LEFT + 34, 31, _SERVICE[lang], _F.bold, 11)
    sheet.text(_LEFT + 34, 43, ", ".join((_TREASURY[lang], *paper.office)), _F.regular, 7.6)
    sheet.text(_RIGHT - page_width(mark, _F.regular, 7.6), 31, mark, _F.regular, 7.6)
    sheet.text(_LEFT, 68, paper.words.phrase("advice_head"), _F.bold, 15)
    low = _address(sheet, paper, 62)
    room = _WINDOW - _LEFT - 18
    y = max(low, titles(sheet, paper, _F, x=_LEFT, y=86, room=room, sizes=(10.4, 9.6)) - 4) + 4
    y = _cells(sheet, _facts(paper), y)
    y = _cells(sheet, _wanted(paper), y + 3, strong=True)
    return _sums(sheet, paper, y + 16) if paper.rows else y


def _address(sheet: Sheet, paper: Paper, y: float) -> float:
    lines = (paper.mailed_name, *paper.mailed_address)
    for n, line in enumerate(lines):
        sheet.text(_WINDOW, y + 12 * n, line, _F.regular, fitted(line, _F.regular, 9.8, _RIGHT - _WINDOW))
    return y + 12 * len(lines)


def _facts(paper: Paper) -> list[Line]:
    """What the cells hold: the paper, whose it is, of what day, for what, and whom to call."""
    words = paper.words
    rows = [(words.header("notice"), document(paper)), *header.tin_row(paper)]
    rows.append((words.header("date"), paper.manner.day(paper.notice_date)))
    return [*rows, *form_row(paper), *header.period_row(paper), *desk_rows(paper)]


def _wanted(paper: Paper) -> list[Line]:
    """What is asked for, by when, and by when to answer; nothing where nothing is."""
    words, rows = paper.words, list[Line]()
    if paper.asked is not None:
        rows.append((words.phrase("asked_head"), paper.manner.money(paper.asked, sign=True)))
    if paper.due is not None and paper.due_kind in BILLED:
        key = "arrive_by" if paper.due_kind == "received" else "pay_by"
        rows.append((words.phrase(key), paper.manner.day(paper.due)))
    elif paper.asked and paper.due_kind in _NOW:
        rows.append((words.phrase("when_head"), words.phrase("at_once")))
    return rows + answer_row(paper)


def _cells(sheet: Sheet, rows: list[Line], y: float, *, strong: bool = False) -> float:
    """Ruled cells, three side by side, the last one as wide as what is left; gives the lower edge."""
    size = 11.0 if strong else 9.4
    for start in range(0, len(rows), 3):
        group = rows[start : start + 3]
        edges = [_LEFT + n * _WIDE for n in range(len(group))] + [_RIGHT]
        told = []
        for n, (_, value) in enumerate(group):
            told.append(fonts.wrap(value.replace("\n", "; "), _F.bold, size, edges[n + 1] - edges[n] - 10))
        low = y + 13 + (size + 1.6) * max(map(len, told))
        for n, ((caption, _), lines) in enumerate(zip(group, told, strict=True)):
            x, room = edges[n], edges[n + 1] - edges[n]
            sheet.add(Area(Box(x, y, x + room, low), None, 0.0, 1.2 if strong else 0.5))
            sheet.text(x + 5, y + 8, caption, _F.regular, fitted(caption, _F.regular, 6.8, room - 9))
            sheet.lines(x + 5, y + 10 + size, lines, _F.bold, size, pitch=size + 1.6)
        y = low
    return y


def _sums(sheet: Sheet, paper: Paper, y: float) -> float:
    """The heading at the left; labels, signs and figures in ruled columns, the sum below a double rule."""
    heading = fonts.wrap(paper.summary_heading, _F.bold, 10.4, _SUMS - _LEFT - 14)
    sheet.lines(_LEFT, y, heading, _F.bold, 10.4, pitch=12.6)
    top, sign = y - 11, paper.manner.currency.replace("{}", "").strip()
    for row in paper.rows:
        last = paper.has_total and row is paper.rows[-1]
        font = _F.bold if last else _F.regular
        if last:
            sheet.add(*(Rule(_SUMS, y - 9 + n, _RIGHT, y - 9 + n, 0.7) for n in (0, 2.2)))
            y += 3.4
        label = fonts.wrap(row.label.replace("\n", " "), font, 9.2, _SIGNS - _SUMS - 14)
        sheet.lines(_SUMS + 6, y, label, font, 9.2, pitch=11)
        sheet.text(_SIGNS + 6, y, sign, font, 9.2)
        sheet.text(_FIGURES, y, paper.manner.money(row.amount), font, 9.2, align="r")
        sheet.note(row.id)
        y += 12.6 + 11 * (len(label) - 1)
    low = y - 7
    sheet.add(Area(Box(_SUMS, top, _RIGHT, low), None, 0.0, 0.5))
    sheet.add(*(Rule(x, top, x, low, 0.5) for x in (_SIGNS, _SIGNS + 34)))
    return max(low, top + 12.6 * len(heading))


def _run(paper: Paper) -> list[Line]:
    """The facts once more, in the order and the words of the copy."""
    words, day, places = paper.words, paper.manner.day, paper.places
    rows = [(words.phrase("run_name"), paper.case.name)]
    if paper.tin_text:
        rows.append((words.phrase(f"run_{paper.tin_key}"), paper.tin_text))
    if places.coupon_amount is not None:
        rows.append((words.phrase("run_asked"), _glued(paper.manner.money(places.coupon_amount, sign=True))))
    if places.coupon_due is not None and (paper.due_kind in BILLED or paper.due_kind in _ANSWERS):
        bill = "run_arrive_by" if paper.due_kind == "received" else "run_pay_by"
        rows.append((words.phrase(_ANSWERS.get(paper.due_kind, bill)), day(places.coupon_due)))
    if paper.asked and paper.due_kind in _NOW:
        rows.append((words.phrase("run_when"), words.phrase("run_now")))
    rows += [(words.phrase("run_notice"), document(paper)), (words.phrase("run_date"), day(places.stub_date))]
    if paper.period_text is not None:
        key = "run_year" if paper.spec.scheme == "year" else "run_period"
        rows.append((words.phrase(key), paper.period_text.replace("\n", "; ")))
    rows += [(words.phrase("run_form"), value) for _, value in form_row(paper)]
    rows.append((words.phrase("run_phone"), paper.phone))
    if paper.caller_id is not None:
        rows.append((words.phrase("run_caller"), paper.caller_id))
    return rows + [(words.phrase(f"run_{key}"), value) for key, value in paper.extras]


def _glued(figure: str) -> str:
    return figure.replace(" ", _GLUE)


def _run_sums(paper: Paper) -> list[Line]:
    """The rows run on; what is asked for as the copy has it."""
    asked = "total" if paper.spec.asks == "total" else paper.spec.asks
    rows = [
        replace(row, amount=paper.places.coupon_amount)
        if row.id == asked and paper.places.coupon_amount is not None
        else row
        for row in paper.rows
    ]
    return [(row.label.replace("\n", " "), _glued(paper.manner.money(row.amount, sign=True))) for row in rows]


def _run_on(sheet: Sheet, rows: list[Line], y: float) -> float:
    """Captions and bold values, a slash between one value and the next caption; gives the next baseline."""
    said: list[_Said] = []
    for n, (caption, value) in enumerate(rows):
        said += [_Said("/", False)] if n else []
        said += [_Said(word, False) for word in caption.split(" ")]
        said += [_Said(word, True) for word in value.split(" ")]
    line: list[_Said] = []
    wide = 0.0
    for one in said:
        room = fonts.width(one.word + " ", one.font, _RUN)
        if line and wide + room > _RIGHT - _LEFT:
            y, line, wide = _set(sheet, line, y), [], 0.0
        line.append(one)
        wide += room
    return _set(sheet, line, y)


def _set(sheet: Sheet, line: list[_Said], y: float) -> float:
    """One line, like words that follow each other in one go."""
    x, run = _LEFT, ""
    for n, one in enumerate(line):
        run += one.word.replace(_GLUE, " ") + " "
        if n + 1 == len(line) or line[n + 1].bold != one.bold:
            sheet.text(x, y, run.rstrip() if n + 1 == len(line) else run, one.font, _RUN)
            x, run = x + fonts.width(run, one.font, _RUN), ""
    return y + _PITCH


def _copy(sheet: Sheet, paper: Paper, y: float) -> None:
    """The lower part: what to do with it, the facts run on, then what goes with a payment or an answer."""
    words = paper.words
    paid = bool(paper.asked) and paper.spec.coupon in ("payment", "remitted")
    kind = "return" if paid else "keep" if paper.asked else "slip"
    parts.perforation(sheet, y)
    head, note = words.phrase(f"{kind}_head"), words.phrase(f"{kind}_note")
    sheet.text(_LEFT, y + 18, head, _F.bold, 12)
    sheet.text(_RIGHT, y + 18, note, _F.regular, 7.8, align="r")
    at = _run_on(sheet, _run(paper), y + 36)
    if paper.rows:
        at = _run_on(sheet, _run_sums(paper), at + 2)
    if paid:
        _payment(sheet, paper, at + 16)
    elif kind == "slip":
        _slip(sheet, paper, at + 16)


def _payment(sheet: Sheet, paper: Paper, y: float) -> None:
    """Who pays whom at the left, a box for the sum that is enclosed at the right, how to pay, the scan line."""
    words = paper.words
    _post(sheet, _LEFT, y, words.phrase("from_head"), (paper.case.name, *paper.case.address))
    _post(sheet, 226.0, y, words.phrase("to_head"), paper.remit)
    sheet.add(Area(Box(424, y - 8, _RIGHT, y + 28), None, 0.0, 1.2), Rule(448, y - 8, 448, y + 28))
    sheet.text(431, y + 18, "$", _F.bold, 12)
    sheet.text(453, y, words.phrase("enclosed_head"), _F.regular, 6.8)
    at = y + 66
    for item in paper.stub_bullets:
        at = sheet.lines(_LEFT, at, fonts.wrap(item, _F.regular, 7.6, _RIGHT - _LEFT), _F.regular, 7.6, pitch=9.4)
    sheet.text(_LEFT, _SCAN, parts.scan_line(paper), "Courier", 9.4)


def _post(sheet: Sheet, x: float, y: float, caption: str, lines: tuple[str, ...]) -> None:
    sheet.text(x, y, caption, _F.regular, 6.8)
    for n, line in enumerate(lines):
        sheet.text(x, y + 12 + 10.6 * n, line, _F.regular, fitted(line, _F.regular, 8.6, 184))


def _slip(sheet: Sheet, paper: Paper, y: float) -> None:
    """Boxes to tick and lines to fill in; where the slip goes."""
    words = paper.words
    for n, key in enumerate(("tick_papers", "tick_moved", "tick_call")):
        sheet.add(Area(Box(_LEFT, y + 15 * n - 7, _LEFT + 8, y + 15 * n + 1)))
        sheet.text(_LEFT + 14, y + 15 * n, words.phrase(key), _F.regular, 8.6)
    _post(sheet, 392.0, y, words.phrase("slip_to"), paper.remit)
    for x, wide, key in ((_LEFT, 150, "my_phone"), (_LEFT + 166, 130, "my_hours"), (392.0, 184, "my_sign")):
        sheet.add(Rule(x, y + 84, x + wide, y + 84))
        sheet.text(x, y + 93, words.phrase(key), _F.regular, 6.8)


def _later(sheet: Sheet, paper: Paper) -> float:
    """One line of small type over a thin rule; gives the next baseline."""
    words, mark = paper.words, page_mark(paper, sheet.page)
    rows = [(words.header("notice"), document(paper))]
    rows += [(words.header("date"), paper.manner.day(paper.places.later_date)), *header.tin_row(paper)]
    text, wide = " / ".join(f"{label}: {value}" for label, value in rows), page_width(mark, _F.regular, 8)
    sheet.text(_LEFT, 34, text, _F.regular, fitted(text, _F.regular, 8, _RIGHT - _LEFT - wide - 14))
    sheet.text(_RIGHT - wide, 34, mark, _F.regular, 8)
    sheet.add(Rule(_LEFT, 39, _RIGHT, 39, 0.4))
    return 62.0


TWOPART = Layout(
    name="practice_twopart",
    years=(2004, 2026),
    styles=frozenset({"notice", "acs"}) | LETTERS,
    draw=_draw,
    voice="twopart",
    voice_es="twopart_es",
    langs=frozenset({"en", "es"}),
    masks={"": 4, "X": 3, "*": 2, "x": 1},
    caller_digits=(4, 5, 6),
    dates=("ordinal", "capitals", "hyphened", "long"),
    places=COUPONED,
    money=("${}", "$ {}", "USD {}"),
    periods=("plain", "short", "dated"),
    spaced=0.3,
    page_text=2800,
    practice=True,
)
