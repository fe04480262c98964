"""A computation sheet like a tax form: captioned boxes for a head, then every fact and amount on a numbered line.

Hard to read for the numbers: each stands at both ends of its line, right before the amount, labels and steps name
lines instead of amounts and days, and a letter may part one number into several lines.
"""

from collections.abc import Mapping
from dataclasses import replace

from samples import fonts
from samples.flow import Flow, Type
from samples.fonts import HELVETICA
from samples.layouts import header, parts
from samples.layouts.base import COUPONED, Layout
from samples.layouts.header import Line
from samples.paper import Paper
from samples.sheet import Area, Rule, Sheet
from samples.tables import Row
from samples.wording import fill
from schemas.geometry import Box
from schemas.notice import AmountRole

from .common import BILLED, LETTERS, answer_row, document, farewell, fitted, form_row, greeting, page_mark, titles
from .formlines import CAPTION, LEFT, RIGHT, SIZE, TALL, TEXT, Book, Form, Item, cells

_F = HELVETICA
_TYPE = Type(_F, 9.6, 12.0, gap=5, bullet="•", indent=10)
_STUB, _LAST = 624.0, 752.0
_CHARGES = frozenset({"ftf", "ftp", "ftd", "estimated", "interest", "more_penalty", "more_interest"})
_SERVICE = {
    "en": ("Department of the Treasury", "Internal Revenue Service"),
    "es": ("Departamento del Tesoro", "Servicio de Impuestos Internos"),
}


def _draw(paper: Paper) -> Sheet:
    sheet, words, book = Sheet(), paper.words, _book(paper)
    stubbed = paper.spec.coupon in ("payment", "remitted")
    y = _head(sheet, paper)
    if stubbed:
        _stub(sheet, paper, book.where)

    def on_break(out: Flow) -> None:
        sheet.new_page()
        out.y, out.bottom = _later(sheet, paper), _LAST

    out = Form(sheet, _TYPE, LEFT, RIGHT - LEFT, y, _STUB - 22 if stubbed else _LAST, on_break)
    word = words.phrase("part")
    out.part(word, words.phrase("facts_head"))
    out.rows(book.facts)
    if book.figures:
        out.part(word, paper.summary_heading)
        out.rows(book.figures)
    out.part(word, words.phrase("steps_head"))
    for step in _steps(paper, book.where):
        out.para(f"»  {step}", _F.bold)
    out.part(word, words.phrase("why_head"))
    greeting(out, paper)
    out.blocks(paper.why)
    if paper.detail is not None and len(paper.periods) > 1:
        out.need(TALL * (len(paper.detail.ids[0]) + 4))
        out.part(word, words.phrase("details"))
        _schedule(out, paper, book, paper.detail.ids)
    for section in paper.sections:
        out.part(word, section.label.replace("\n", " "))
        out.blocks(section.blocks)
    farewell(out, paper)
    return sheet


def _book(paper: Paper) -> Book:
    """All lines of the first two parts; days to act stand after the figures, or after the facts where those lack."""
    book = Book()
    groups, figures = _facts(paper), _figures(paper)
    answer = [[Item(label, value, "answer", bold=True)] for label, value in answer_row(paper)]
    book.facts = book.number(groups if figures else groups + answer)
    book.figures = book.number(figures)
    if paper.has_total and len(paper.rows) > 2:
        book.figures[-1] = _combined(paper, book.figures)
    if figures:
        book.figures += book.number([*_due(paper, book.where), *answer])
    return book


def _facts(paper: Paper) -> list[list[Item]]:
    """Form, periods, whom to call, other numbers."""
    words = paper.words
    groups = [[Item(label, value)] for label, value in form_row(paper)]
    for label, value in header.period_row(paper):
        groups.append([Item(label, one) for one in value.split("\n")])
    if paper.spec.style in LETTERS:
        name, number = paper.contact
        groups.append([Item(words.phrase("person").rstrip(":"), name), Item(words.phrase("badge"), number)])
    groups.append([Item(words.header("phone"), paper.phone, "phone")])
    if paper.caller_id is not None:
        groups.append([Item(words.header("caller"), paper.caller_id, "caller")])
    return groups + [[Item(words.header(key), value)] for key, value in paper.extras]


def _figures(paper: Paper) -> list[list[Item]]:
    """The summary; penalties and interest side by side in it share a number."""
    groups: list[list[Item]] = []
    wanted = paper.spec.asks if paper.asked is not None else None
    for n, row in enumerate(paper.rows):
        item = _figure(paper, row, wanted=row.id == wanted, first=n == 0)
        if n and {row.id, paper.rows[n - 1].id} <= _CHARGES:
            groups[-1].append(item)
        else:
            groups.append([item])
    return groups


def _figure(paper: Paper, row: Row, *, wanted: bool, first: bool) -> Item:
    refund = row.id == "total" and row.role is AmountRole.REFUND
    key = "asked" if wanted else "refund" if refund else ""
    result = wanted or row.id == "total"
    return Item(row.label, paper.manner.money(row.amount, sign=result or first), key, row.id, bold=result)


def _combined(paper: Paper, lines: list[Item]) -> Item:
    """The total, which says what it is made of, unless its sign is the other way round."""
    if sum(row.amount for row in paper.rows[:-1]) * paper.rows[-1].amount < 0:
        return lines[-1]
    made = fill(paper.words.phrase("combine"), {"first": lines[0].number, "last": lines[-2].number})
    return replace(lines[-1], label=f"{lines[-1].label}. {made}")


def _due(paper: Paper, where: Mapping[str, str]) -> list[list[Item]]:
    """By when to pay, or that it is at once."""
    if not paper.asked or "asked" not in where:
        return []
    words = paper.words
    if paper.due is not None and paper.due_kind in BILLED:
        label = fill(words.phrase("arrive_by" if paper.due_kind == "received" else "pay_by"), where)
        return [[Item(label, paper.manner.day(paper.due), "due", bold=True)]]
    if paper.due_kind in ("immediately", "hearing", "hearing_undated"):
        return [[Item(fill(words.phrase("when"), where), words.phrase("at_once"))]]
    return []


def _steps(paper: Paper, where: Mapping[str, str]) -> list[str]:
    """What to do, told by the numbers of the lines."""
    if paper.asked and "asked" in where:
        keys = ["step_now" if "due" not in where else "step_received" if paper.due_kind == "received" else "step_by"]
    else:
        silent = "asked" in where or paper.due_kind != "none"
        keys = ["step_refund"] if "refund" in where else [] if silent else ["step_none"]
    if "answer" in where:
        keys.append(f"step_{paper.due_kind}")
    keys.append("step_call_code" if "caller" in where else "step_call")
    return [fill(paper.words.phrase(key), where) for key in keys]


def _schedule(out: Form, paper: Paper, book: Book, ids: tuple[tuple[str, ...], ...]) -> None:
    """The periods, each under a number of its own with a letter for each amount, then all of them together."""
    words, money = paper.words, paper.manner.money
    for keys, period in zip(ids, paper.periods, strict=False):
        head = fill(words.phrase("period_ended"), {"end": paper.manner.day(period.period_end)})
        head += fill(words.phrase("of_form"), {"form": period.form}) if period.form else ""
        amounts = [(key, *paper.amounts[key][1:]) for key in keys]
        items = [Item(label, money(a, sign=not n), note=key) for n, (key, label, a) in enumerate(amounts)]
        lines = book.number([items])
        out.need(TALL * (len(lines) + 1))
        out.line(f"{head}:", _F.bold, SIZE, x=TEXT, pitch=TALL)
        for line in lines:
            out.row(line)
    _, label, amount = paper.amounts["all"]
    out.rows(book.number([[Item(label, money(amount, sign=True), note="all", bold=True)]]))


def _head(sheet: Sheet, paper: Paper) -> float:
    """Which sheet and of what day beside the title, whose it is below; gives the next baseline."""
    words, left, right = paper.words, 146.0, 446.0
    sheet.text(RIGHT, 27, page_mark(paper, 1), _F.regular, 8, align="r")
    sheet.text((left + right) / 2, 46, words.phrase("sheet_name"), _F.regular, 9, align="c")
    low = titles(sheet, paper, _F, x=left + 8, y=63, room=right - left - 16, sizes=(12.6, 10.2))
    low = max(low - 6, 92.0)
    sheet.add(Rule(LEFT, 33, RIGHT, 33, 1.4), Rule(left, 33, left, low), Rule(right, 33, right, low))
    for x, key in ((LEFT, "notice"), (right + 4, "date")):
        sheet.text(x + 3, 41, words.header(key), _F.regular, CAPTION)
    code, day = document(paper), paper.manner.day(paper.notice_date)
    sheet.text(LEFT + 3, 64, code, _F.bold, fitted(code, _F.bold, 22, left - LEFT - 8))
    sheet.text((right + RIGHT) / 2, 64, day, _F.bold, fitted(day, _F.bold, 13, RIGHT - right - 12), align="c")
    sheet.lines(LEFT + 3, 76, _SERVICE[paper.manner.lang], _F.regular, 7, pitch=9)
    whose = header.tin_row(paper)
    name = (words.phrase("name_head"), paper.mailed_name)
    y = cells(sheet, low, (LEFT, 396, RIGHT) if whose else (LEFT, RIGHT), [name, *whose], 24)
    address = (words.phrase("address_head"), "\n".join(paper.mailed_address))
    office = (words.phrase("office_head"), "\n".join(paper.office))
    tall = 13 + 11.6 * max(len(paper.mailed_address), len(paper.office))
    y = cells(sheet, y, (LEFT, 396, RIGHT), [address, office], tall)
    return y + 18


def _later(sheet: Sheet, paper: Paper) -> float:
    """A strip of boxes that says which sheet goes on; gives the next baseline."""
    words = paper.words
    sheet.text(RIGHT, 27, page_mark(paper, sheet.page), _F.regular, 8, align="r")
    rows = [(words.phrase("name_head"), paper.mailed_name), *header.tin_row(paper)]
    rows.append((words.header("notice"), document(paper)))
    rows.append((words.header("date"), paper.manner.day(paper.places.later_date)))
    edges = (LEFT, 236, 352, 458, RIGHT) if len(rows) == 4 else (LEFT, 308, 440, RIGHT)
    return cells(sheet, 33, edges, rows, 24) + 23


def _stub(sheet: Sheet, paper: Paper, where: Mapping[str, str]) -> None:
    """What is torn off: which sheet, who pays, where to; the lines of amount and day once more in thick boxes."""
    words, y = paper.words, _STUB
    parts.perforation(sheet, y - 6)
    sheet.text(LEFT, y + 4, words.phrase("payment_note"), _F.italic, 7)
    sheet.text(LEFT, y + 26, words.phrase("payment"), _F.bold, 13)
    rows = [(words.header("notice"), paper.code), (words.header("date"), paper.manner.day(paper.places.stub_date))]
    rows += header.tin_row(paper)
    edges = (190, 300, 440, RIGHT) if len(rows) == 3 else (190, 370, RIGHT)
    y = cells(sheet, y + 8, edges, rows, 24)
    payer = (words.phrase("payer_head"), "\n".join((paper.case.name, *paper.case.address)))
    payee = (words.phrase("payee_head"), "\n".join(paper.remit))
    cells(sheet, y + 4, (LEFT, 190, 344), [payer, payee], 66)
    at = y + 4.0
    for caption, value in _asked(paper, where):
        sheet.add(Area(Box(352, at, RIGHT, at + 31), None, 0.0, 1.3))
        sheet.text(356, at + 9, caption, _F.bold, fitted(caption, _F.bold, 7.6, RIGHT - 360))
        size = fitted(value, _F.bold, 13, RIGHT - 370)
        blank = paper.spec.coupon == "remitted" and value == "$"
        sheet.text(366 if blank else RIGHT - 6, at + 25, value, _F.bold, size, align="l" if blank else "r")
        at += 35
    at = y + 83
    for item in paper.stub_bullets:
        at = sheet.lines(LEFT, at, fonts.wrap(item, _F.regular, 7, RIGHT - LEFT), _F.regular, 7, pitch=8.6)
    sheet.text(RIGHT, 780, parts.scan_line(paper), "Courier", 9, align="r")


def _asked(paper: Paper, where: Mapping[str, str]) -> list[Line]:
    """Amount and day of the stub, with the lines that they come from; the sender fills in what it leaves open."""
    words, places = paper.words, paper.places
    label = next((row.label for row in paper.rows if row.id == paper.spec.asks), words.phrase("remitted"))
    line = f"{words.phrase('line')} {where['asked']}. " if "asked" in where else ""
    if paper.spec.coupon == "remitted" or places.coupon_amount is None:
        rows = [(words.phrase("remitted"), "$")]
    else:
        rows = [(line + label.replace("\n", " "), paper.manner.money(places.coupon_amount, sign=True))]
    if "due" in where and places.coupon_due is not None:
        said = fill(words.phrase("arrive_by" if paper.due_kind == "received" else "pay_by"), where)
        rows.append((f"{words.phrase('line')} {where['due']}. {said}", paper.manner.day(places.coupon_due)))
    elif "asked" in where:
        rows.append((fill(words.phrase("when"), where), words.phrase("at_once")))
    return rows


NUMBERED = Layout(
    name="practice_numbered",
    years=(2004, 2026),
    styles=frozenset({"notice", "acs"}) | LETTERS,
    draw=_draw,
    voice="numbered",
    voice_es="numbered_es",
    langs=frozenset({"en", "es"}),
    masks={"": 4, "X": 3, "*": 2},
    caller_digits=(4, 5, 6),
    dates=("long", "capitals", "ordinal"),
    places=COUPONED,
    money=("${}", "{} USD"),
    periods=("spelled", "plain", "dated"),
    spaced=0.3,
    page_text=2500,
    contact_stub=False,
    practice=True,
)
