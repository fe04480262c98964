"""A letter of an office, sent certified: facts beside its opening, values below labels, a schedule of periods."""

from dataclasses import dataclass, replace

from samples import fonts
from samples.blocks import Block, Grid
from samples.dates import stamped
from samples.flow import Flow, Type
from samples.fonts import TIMES
from samples.layouts import header, parts, stubs
from samples.layouts.base import COUPONED, Layout
from samples.layouts.header import Line
from samples.layouts.lettering import salutation
from samples.paper import Paper
from samples.sheet import Rule, Sheet

from . import schedule
from .common import BILLED, LETTERS, answer_row, document, fitted, page_mark

_F = TIMES
_LEFT, _RIGHT = 54.0, 558.0
_WIDE = _RIGHT - _LEFT
_FACTS = 160.0  # width of the facts
_BESIDE = 240.0  # where the letter stands as long as there are facts at its left
_TOP, _LATER = 194.0, 92.0  # first baselines
_STUB, _LAST, _FOOT = 630.0, 744.0, 772.0
_INDENT = 13.0
_TYPE = Type(_F, 10.8, 12.9, gap=7, bullet="–", indent=13)
_KINDS = {
    "en": {"1040": "Income", "1120": "Corporate income", "941": "Employment", "944": "Employment", "940": "FUTA",
           "720": "Excise", "1065": "Partnership", "1094": "Employer coverage"},
    "es": {"1040": "Ingresos", "941": "Nómina", "940": "Desempleo"},
}  # fmt: skip
_FORM = {"en": "Form", "es": "Formulario"}
_SERVICE = {
    "en": ("Internal Revenue Service", "Department of the Treasury"),
    "es": ("Servicio de Impuestos Internos", "Departamento del Tesoro"),
}


def _draw(paper: Paper) -> Sheet:
    sheet = Sheet()
    stubbed = paper.spec.coupon == "payment"
    _letterhead(sheet, paper)
    beside = _facts(sheet, paper)
    y = _subject(sheet, paper)
    if stubbed:
        _stub(sheet, paper)
    _foot(sheet, paper)

    def on_break(out: Flow) -> None:
        sheet.new_page()
        _head(sheet, paper)
        _foot(sheet, paper)
        out.x, out.width, out.y, out.bottom = _LEFT, _WIDE, _LATER, _LAST

    low = _STUB - 20 if stubbed else _LAST
    out = _Letter(sheet, _TYPE, _BESIDE, _RIGHT - _BESIDE, y, low, on_break, _LEFT, _WIDE, beside)
    out.para(paper.words.phrase("dear") if paper.manner.lang == "es" else salutation(paper), _F.regular)
    out.blocks(paper.why)
    _schedule(out, paper)
    for section in paper.sections:
        out.heading(section.label)
        out.blocks(section.blocks)
    _signature(out, paper)
    return sheet


@dataclass
class _Letter(Flow):
    """A letter that begins beside the facts, which end at `beside`; what begins below them has the whole width."""

    beside: float = 0.0

    def block(self, block: Block) -> None:
        self.widen(at_once=isinstance(block, Grid))
        super().block(block)

    def widen(self, *, at_once: bool = False) -> None:
        if self.x == _BESIDE and (at_once or self.y >= self.beside):
            self.x, self.width, self.y = _LEFT, _WIDE, max(self.y, self.beside)

    def heading(self, text: str) -> None:
        """Underlined, in the size of the text."""
        self.y += 4
        self.widen()
        self.need(3 * self.type.pitch)
        for line in fonts.wrap(text, _F.bold, 11, self.width):
            wide = fonts.width(line, _F.bold, 11)
            self.line(line, _F.bold, 11, pitch=15)
            self.sheet.add(Rule(self.x, self.y - 13, self.x + wide, self.y - 13, 0.5))


def _kind(paper: Paper, form: str, pattern: str) -> str:
    """ "Income (Form 1040)": what tax a return is about."""
    lang = paper.manner.lang
    kind = next((k for start, k in _KINDS[lang].items() if form.startswith(start)), "")
    return f"{kind} ({pattern.format(form)})" if kind else pattern.format(form)


def _letterhead(sheet: Sheet, paper: Paper) -> None:
    """Which office writes at the left, the article number under its bars at the right, the address below."""
    service, treasury = _SERVICE[paper.manner.lang]
    office = paper.words.phrase("office_letter" if paper.spec.style in LETTERS else "office")
    sheet.text(_LEFT, 44, service, _F.bold, 14)
    sheet.lines(_LEFT, 57, (treasury, office, *paper.office), _F.regular, 10, pitch=11.6)
    rng = paper.rng
    article = f"70{min(paper.notice_date.year - 2001, 22):02d} " + " ".join(
        f"{rng.randint(0, 9999):04d}" for _ in range(4)
    )
    sheet.text(420, 40, paper.words.phrase("certified"), _F.bold, 8.6)
    parts.barcode(sheet, 420, 46, 26, rng, bars=42)
    sheet.text(420, 83, article, _F.regular, 10)
    parts.window_address(sheet, paper, _F, 10.8, x=_LEFT + 18, y=126, pitch=12.9)


def _fact(sheet: Sheet, x: float, y: float, wide: float, row: Line, *, size: float = 10.4) -> float:
    """A bold label with a colon, its value below with an indent; gives the next baseline."""
    label, value = row
    y = sheet.lines(x, y, fonts.wrap(f"{label}:", _F.bold, size - 0.8, wide), _F.bold, size - 0.8, pitch=11)
    for part in value.split("\n"):
        lines = fonts.wrap(part, _F.regular, size, wide - _INDENT)
        size = min(fitted(line, _F.regular, size, wide - _INDENT) for line in lines)
        y = sheet.lines(x + _INDENT, y + 0.6, lines, _F.regular, size, pitch=11.8)
    return y + 4.4


def _nature_row(paper: Paper) -> list[Line]:
    forms = dict.fromkeys(p.form for p in paper.periods if p.form)
    pattern = f"{_FORM[paper.manner.lang]} {{}}"
    kinds = "\n".join(_kind(paper, form, pattern) for form in forms)
    return [(paper.words.header("form"), kinds)] if forms else []


def _facts(sheet: Sheet, paper: Paper) -> float:
    """Day, number, tax and periods; then whom to ask. Gives the baseline below them."""
    words = paper.words
    stamp = paper.rng.random() < 0.4  # the day was left open and put in by hand
    day = stamped(paper.notice_date, paper.manner.lang) if stamp else paper.manner.day(paper.notice_date)
    rows = [(words.header("date"), day), *header.tin_row(paper)]
    rows += [*_nature_row(paper), *header.period_row(paper)]
    rows += [(words.phrase("person"), paper.contact[0]), (words.phrase("badge"), paper.contact[1])]
    rows.append((words.header("phone"), paper.phone))
    if paper.caller_id is not None:
        rows.append((words.header("caller"), paper.caller_id))
    rows += [(words.header(key), value) for key, value in paper.extras]
    y = _TOP
    for row in rows:
        y = _fact(sheet, _LEFT, y, _FACTS, row)
    return y + 8


def _final_day(paper: Paper) -> list[Line]:
    """The last day to answer, to ask for a hearing, to go to court or to pay."""
    if paper.due is None or paper.due_kind not in BILLED:
        return answer_row(paper)
    return [(_due_words(paper), paper.manner.day(paper.due))]


def _due_words(paper: Paper) -> str:
    return paper.words.phrase("arrive_by" if paper.due_kind == "received" else "pay_by")


def _subject(sheet: Sheet, paper: Paper) -> float:
    """What the letter is about, then the last day in a line of its own; gives the next baseline."""
    word = paper.words.phrase("in_re")
    x = _BESIDE + fonts.width(word, _F.bold, 12) + 8
    sheet.text(_BESIDE, _TOP, word, _F.bold, 12)
    y = _TOP
    for line in paper.title:
        y = sheet.lines(x, y, fonts.wrap(line, _F.bold, 12, _RIGHT - x), _F.bold, 12, pitch=14.4)
    for label, day in _final_day(paper):
        size = fitted(f"{label}:   {day}", _F.bold, 10.8, _RIGHT - _BESIDE)
        sheet.text(_BESIDE, y + 6, f"{label}:", _F.bold, size)
        sheet.text(_RIGHT, y + 6, day, _F.regular, size, align="r")
        y += 20.4
    return y + 7


def _schedule(out: _Letter, paper: Paper) -> None:
    """What each period comes to, a row to a period; the figures of one sum for all stand in a single row."""
    words, title, grid = paper.words, paper.words.phrase("details"), paper.detail
    forms = list(dict.fromkeys(p.form for p in paper.periods if p.form))
    if grid is not None:
        rows = [(row[0], _kind(paper, row[1], "{}"), *row[2:]) if forms else row for row in grid.rows]
        grid = replace(grid, rows=tuple(rows))
    elif paper.rows:
        title = paper.summary_heading
        heads = [words.header("year" if paper.spec.scheme == "year" else "period")]
        cells = [paper.context["period"]]
        if forms:
            heads.append(words.header("form"))
            cells.append(", ".join(_kind(paper, form, "{}") for form in forms))
        heads += [row.label.replace("\n", " ") for row in paper.rows]
        cells += [paper.manner.money(row.amount, sign=True) for row in paper.rows]
        grid = Grid(tuple(heads), (tuple(cells),), ids=(tuple(row.id for row in paper.rows),))
    if grid is not None:
        out.widen(at_once=True)
        schedule.draw(out, grid, title, x=_LEFT, room=_WIDE, texts=2 if forms else 1)


def _signature(out: _Letter, paper: Paper) -> None:
    """Name and office over the initials of who signs and who typed, then what is enclosed."""
    words, t = paper.words, out.type
    name = paper.contact[0]
    enclosed = words.phrase("enclosed").split("; ")
    out.y += 6
    out.widen()
    out.need(104 + 12 * len(enclosed))
    out.line(words.phrase("yours"), _F.regular, t.size, pitch=36)
    out.line(name, _F.regular, t.size)
    out.line(words.phrase("signer"), _F.regular, t.size, pitch=19)
    signed = "".join(part[0] for part in name.split() if part not in ("Mr.", "Ms.", "Mrs."))
    typed = "".join(paper.rng.choice("abcdeghjklmnprstw") for _ in range(2))
    out.line(f"{signed}:{typed}", _F.regular, 9.6, pitch=19)
    out.line(words.phrase("enclosures"), _F.regular, 9.6, pitch=11.6)
    for item in enclosed:
        out.line(item, _F.regular, 9.6, x=out.x + _INDENT, pitch=11.6)


def _side_by_side(sheet: Sheet, rows: list[Line], y: float, *, size: float = 10.0) -> float:
    """Up to three facts next to each other; gives the lowest of their next baselines."""
    wide = _WIDE / 3
    return max(_fact(sheet, _LEFT + n * wide, y, wide - 8, row, size=size) for n, row in enumerate(rows))


def _head(sheet: Sheet, paper: Paper) -> None:
    """Facts again, side by side: whom it is about, under which number, of which day."""
    rows = [(paper.words.phrase("in_re").rstrip(":"), paper.case.name), *header.tin_row(paper)]
    rows.append((paper.words.header("date"), paper.manner.day(paper.places.later_date)))
    _side_by_side(sheet, rows, 40)


def _foot(sheet: Sheet, paper: Paper) -> None:
    """The only place, without a stub, that says which letter this is."""
    sheet.text(_LEFT, _FOOT, f"{document(paper)} (Rev. {paper.context['revised']})", _F.bold, 9.4)
    mark = page_mark(paper, sheet.page)
    sheet.text((_LEFT + _RIGHT) / 2, _FOOT, mark, _F.regular, 9.4, align="c")
    sheet.text(_RIGHT, _FOOT, f"Cat. No. {paper.context['catalog']}", _F.regular, 8.4, align="r")


def _stub(sheet: Sheet, paper: Paper) -> None:
    """Two rows of facts, then who pays and where to, over the line for machines."""
    words, places = paper.words, paper.places
    parts.perforation(sheet, _STUB - 8, _LEFT, _RIGHT)
    sheet.text(_LEFT, _STUB + 5, words.phrase("payment"), _F.italic, 9.4)
    rows = [(words.header("notice"), paper.code), (words.header("date"), paper.manner.day(places.stub_date))]
    y = _side_by_side(sheet, [*rows, *header.tin_row(paper)], _STUB + 19, size=9.6)
    rows = [(label, value.replace("\n", ", ")) for label, value in _nature_row(paper)]
    if places.coupon_due is not None and paper.due_kind in BILLED:
        rows.append((_due_words(paper), paper.manner.day(places.coupon_due)))
    if places.coupon_amount is not None:
        rows.append((stubs.coupon_words(paper), paper.manner.money(places.coupon_amount, sign=True)))
    y = _side_by_side(sheet, rows, y, size=9.6) + 4
    sheet.lines(_LEFT, y, (paper.case.name, *paper.case.address), _F.regular, 9.4, pitch=10.8)
    sheet.lines(_LEFT + 2 * _WIDE / 3, y, paper.remit, _F.regular, 9.4, pitch=10.8)
    sheet.text(_RIGHT, _FOOT - 14, parts.scan_line(paper), "Courier", 9, align="r")


APPEALS = Layout(
    name="practice_appeals",
    years=(2004, 2026),
    styles=frozenset({"notice", "acs"}) | LETTERS,
    draw=_draw,
    voice="appeals",
    voice_es="appeals_es",
    langs=frozenset({"en", "es"}),
    masks={"": 5, "X": 3, "*": 2},
    caller_digits=(4, 5, 6),
    dates=("long", "padded"),
    places=COUPONED,
    periods=("plain", "dated"),
    spaced=0.3,
    detail_instead=True,
    page_text=3300,
    contact_stub=False,
    practice=True,
)
