"""A page made with a word processor: everything in bordered grids, remarks in brackets below the labels."""

from dataclasses import dataclass

from samples import fonts
from samples.blocks import Grid
from samples.flow import Flow, Type
from samples.fonts import HELVETICA, TIMES, Family
from samples.layouts import header, parts, running
from samples.layouts.base import COUPONED, Layout
from samples.layouts.grid import height
from samples.layouts.header import Line
from samples.paper import Paper
from samples.sheet import Area, Rule, Sheet
from schemas.geometry import Box

from .common import (
    BILLED,
    answer_row,
    asked_row,
    desk_rows,
    document,
    due_row,
    farewell,
    fitted,
    form_row,
    greeting,
    page_mark,
)

_LEFT, _RIGHT = 54.0, 558.0
_MIDDLE = (_LEFT + _RIGHT) / 2
_LAST = 744.0
_FOOT = 768.0  # lower edge of the stub
_TYPES = {
    HELVETICA: Type(HELVETICA, 9.6, 12.4, gap=6, bullet="•", indent=12),
    TIMES: Type(TIMES, 10.8, 12.8, gap=6, bullet="•", indent=12),
}
_MONTH_FIRST = {"en": "(month/day/year)", "es": "(mes/día/año)"}
_REMARKS = {
    "en": {
        "notice": "(please mention it when you call or write)",
        "tin": "(Social Security number, ITIN or EIN)",
        "ssn": "(on a joint return, the one shown first)",
        "year": "(or the date on which it ended)",
        "period": "(or the date on which it ended)",
        "asked": "(the table that follows shows how we got there)",
        "by": "(please pay on or before this date)",
        "received": "(we need to have it on or before this date)",
        "payment": "(under your installment agreement)",
        "answer": "(this is the last day)",
        "phone": "(please have these pages in front of you)",
        "caller": "(the telephone system will ask for it)",
    },
    "es": {
        "notice": "(por favor, menciónelo si llama o escribe)",
        "tin": "(Seguro Social, ITIN o EIN)",
        "ssn": "(si la declaración es conjunta, el que aparece primero)",
        "year": "(o la fecha en que terminó)",
        "period": "(o la fecha en que terminó)",
        "asked": "(la tabla que sigue muestra cómo se llegó a él)",
        "by": "(pague en esta fecha o antes)",
        "received": "(debemos tenerlo en esta fecha o antes)",
        "payment": "(según su plan de pagos a plazos)",
        "answer": "(este es el último día)",
        "phone": "(tenga a mano estas páginas)",
        "caller": "(el sistema telefónico se lo pedirá)",
    },
}


@dataclass(frozen=True, slots=True)
class _Fact:
    """A row of a grid; the remark explains the label and stands below it."""

    label: str
    value: str
    remark: str = ""


@dataclass(frozen=True, slots=True)
class _Frame:
    """Edges of the cells with the labels and of those with the values, and the size of both."""

    x0: float
    split: float
    x1: float
    size: float = 9.6

    def lines(self, fact: _Fact, family: Family) -> tuple[list[str], list[str], list[str]]:
        """Label, remark and value, each as lines that fit their cell."""
        label = fonts.wrap(f"{fact.label}:", family.bold, self.size, self.split - self.x0 - 10)
        remark = fonts.wrap(fact.remark, family.italic, self.size - 1.8, self.split - self.x0 - 10)
        return label, remark if fact.remark else [], fonts.wrap(fact.value, family.regular, self.size, self._room)

    def tall(self, fact: _Fact, family: Family) -> float:
        label, remark, value = self.lines(fact, family)
        return 4.2 + max(11.5 * len(label) + 9.5 * len(remark), 11.5 * len(value))

    @property
    def _room(self) -> float:
        return self.x1 - self.split - 10


_FACTS = _Frame(_LEFT, 282.0, _RIGHT)
_STUB = _Frame(_LEFT, 206.0, 366.0, 9.0)


class _Bordered(Flow):
    """Text whose tables have a line all round."""

    def grid(self, grid: Grid) -> None:
        self.need(height((grid,), self.type, self.width))  # before the frame is placed
        self.y += 3
        top, x, width = self.y - self.type.size - 2, self.x, self.width
        self.x, self.width = x + 4, width - 8
        super().grid(grid)
        self.x, self.width = x, width
        self.sheet.add(Area(Box(_LEFT, top, _RIGHT, self.y - self.type.size + 1), None, 0.0, 0.5))
        self.y += 4


def _draw(paper: Paper) -> Sheet:
    """Whoever typed it left one of the two usual faces."""
    sheet = Sheet()
    family = paper.rng.choice((HELVETICA, TIMES))
    low = _stub(sheet, paper, family) if paper.spec.coupon == "payment" else _LAST
    y = _opening(sheet, paper, family)

    def on_break(out: Flow) -> None:
        sheet.new_page()
        out.y, out.bottom = _later(sheet, paper, family), _LAST

    out = _Bordered(sheet, _TYPES[family], _LEFT, _RIGHT - _LEFT, y, low, on_break, _LEFT + 4, _RIGHT - _LEFT - 8)
    greeting(out, paper)
    out.blocks(paper.why)
    if paper.rows:
        _table(out, paper)
    if len(paper.periods) > 1:
        running.detail(out, paper, paper.words.phrase("details"), 10.5)
    running.sections(out, paper, running.Heading(11.0, above=4))
    farewell(out, paper)
    return sheet


def _opening(sheet: Sheet, paper: Paper, family: Family) -> float:
    """Heading in the middle, address, title and two grids; gives the next baseline."""
    sheet.text(_MIDDLE, 46, "Internal Revenue Service", family.bold, 17, align="c")
    sheet.text(_MIDDLE, 60, "Department of the Treasury", family.regular, 10, align="c")
    sheet.text(_MIDDLE, 72, ", ".join(paper.office), family.regular, 10, align="c")
    sheet.text(_RIGHT, 28, page_mark(paper, 1), family.regular, 8.5, align="r")
    y = parts.window_address(sheet, paper, family, 10, x=_LEFT, y=96, pitch=12.2) + 11
    for n, line in enumerate(paper.title):
        size = 11.0 if n else 12.5
        for part in fonts.wrap(line, family.bold, size, _RIGHT - _LEFT - 30):
            sheet.text(_MIDDLE, y, part, family.bold, size, align="c")
            y += size * 1.25
    y = _grid(sheet, family, _FACTS, _about(paper), y - 4)
    return _grid(sheet, family, _FACTS, _asking(paper), y + 7) + 17


def _remarked(paper: Paper, rows: list[Line], key: str) -> list[_Fact]:
    """The rows as facts with the remark of that name, if there is one."""
    remark = _REMARKS[paper.manner.lang].get(key, "")
    return [_Fact(label, value, remark) for label, value in rows]


def _about(paper: Paper) -> list[_Fact]:
    """What the notice is. Days in figures are explained once, for in Spanish they would mislead."""
    words, manner = paper.words, paper.manner
    order = _MONTH_FIRST[manner.lang] if manner.dates == "unpadded" else ""
    facts = [_Fact(words.header("date"), manner.day(paper.notice_date), order)]
    facts += _remarked(paper, [(words.header("notice"), document(paper))], "notice")
    facts += _remarked(paper, header.tin_row(paper), paper.tin_key)
    facts += _remarked(paper, form_row(paper), "form")
    return facts + _remarked(paper, header.period_row(paper), paper.spec.scheme)


def _asking(paper: Paper) -> list[_Fact]:
    """What is asked for and by when, then whom to ask."""
    key = "asked" if paper.spec.asks == "total" else ""
    facts = _remarked(paper, _amount(paper), key) + _remarked(paper, due_row(paper), paper.due_kind)
    facts += _remarked(paper, answer_row(paper), "answer")
    for label, value in desk_rows(paper):
        key = {paper.phone: "phone", paper.caller_id: "caller"}.get(value, "")
        facts += _remarked(paper, [(label, value)], key)
    return facts


def _amount(paper: Paper) -> list[Line]:
    """The amount asked for; its day is left out of the label where it has a row of its own."""
    rows = asked_row(paper)
    if due_row(paper) and paper.spec.asks == "total":
        return [(paper.words.total("undated"), value) for _, value in rows]
    return rows


def _grid(sheet: Sheet, family: Family, frame: _Frame, facts: list[_Fact], y: float, *, least: float = 0.0) -> float:
    """Cells side by side with thin lines all round, from `y` down to `least` or further; gives the lower edge."""
    for n, fact in enumerate(facts, start=1):
        label, remark, value = frame.lines(fact, family)
        low = max(y + frame.tall(fact, family), least if n == len(facts) else 0.0)
        for x0, x1 in ((frame.x0, frame.split), (frame.split, frame.x1)):
            sheet.add(Area(Box(x0, y, x1, low), None, 0.0, 0.5))
        at = sheet.lines(frame.x0 + 5, y + 10.6, label, family.bold, frame.size, pitch=11.5)
        sheet.lines(frame.x0 + 5, at - 1.5, remark, family.italic, frame.size - 1.8, pitch=9.5)
        sheet.lines(frame.split + 5, y + 10.6, value, family.regular, frame.size, pitch=11.5)
        y = low
    return y


def _table(out: Flow, paper: Paper) -> None:
    """A shaded row of heads, then each amount with its currency at the right edge of its cell; the result is bold."""
    words = paper.words
    out.need(17.0 * (len(paper.rows) + 1) + 24)
    out.line(paper.summary_heading, out.type.family.bold, 11.0, pitch=7)
    _cells(out, words.phrase("description"), words.phrase("amount_head"), bold=True, fill=0.85)
    for n, row in enumerate(paper.rows):
        total = paper.has_total and n == len(paper.rows) - 1
        _cells(out, row.label.replace("\n", " "), paper.manner.money(row.amount, sign=True), bold=total)
        out.sheet.note(row.id)
    out.y += 18


def _cells(out: Flow, label: str, amount: str, *, bold: bool, fill: float | None = None) -> None:
    family, size, split = out.type.family, out.type.size, 410.0
    font = family.bold if bold else family.regular
    lines = fonts.wrap(label, font, size, split - _LEFT - 10)
    low = out.y + 5.0 + 12.0 * len(lines)
    for x0, x1 in ((_LEFT, split), (split, _RIGHT)):
        out.sheet.add(Area(Box(x0, out.y, x1, low), fill, 0.0, 0.5))
    out.sheet.lines(_LEFT + 5, out.y + 11.5, lines, font, size, pitch=12)
    out.sheet.text(_RIGHT - 5, out.y + 11.5, amount, font, fitted(amount, font, size, _RIGHT - split - 10), align="r")
    out.y = low


def _stub(sheet: Sheet, paper: Paper, family: Family) -> float:
    """A grid at the foot of the page beside one cell with both addresses; gives the room that is left above."""
    words, places = paper.words, paper.places
    rows = [(words.header("notice"), paper.code), (words.header("date"), paper.manner.day(places.stub_date))]
    rows += [*header.tin_row(paper), *form_row(paper), *header.period_row(paper)]
    if places.coupon_due is not None and paper.due_kind in BILLED:
        rows.append((words.phrase("pay_by"), paper.manner.day(places.coupon_due)))
    if places.coupon_amount is not None:
        rows.append((paper.stub.replace("\n", " "), paper.manner.money(places.coupon_amount, sign=True)))
    facts = [_Fact(label, value.replace("\n", "; ")) for label, value in rows]
    top = _FOOT - max(sum(_STUB.tall(fact, family) for fact in facts), 94.0)
    sheet.add(Rule(_LEFT, top - 22, _RIGHT, top - 22, 0.5, 0.0, (4, 3)))
    sheet.text(_LEFT, top - 7, words.phrase("payment"), family.bold, 10)
    _grid(sheet, family, _STUB, facts, top, least=_FOOT)
    sheet.add(Area(Box(_STUB.x1, top, _RIGHT, _FOOT), None, 0.0, 0.5))
    address = (paper.mailed_name, *paper.mailed_address)
    size = min(fitted(line, family.regular, 8.4, _RIGHT - _STUB.x1 - 14) for line in (*address, *paper.remit))
    sheet.lines(_STUB.x1 + 8, top + 14, address, family.regular, size, pitch=10.5)
    sheet.lines(_STUB.x1 + 8, top + 66, paper.remit, family.regular, size, pitch=10.5)
    return top - 38


def _later(sheet: Sheet, paper: Paper, family: Family) -> float:
    """A grid of one row: what the notice is, and which page this is; gives the next baseline."""
    words = paper.words
    left = [(words.header("notice"), document(paper))]
    left.append((words.header("date"), paper.manner.day(paper.places.later_date)))
    texts = [f"{label}: {value}" for label, value in left]
    right = [f"{label}: {value}" for label, value in header.tin_row(paper)] + [page_mark(paper, sheet.page)]
    for x0, x1, lines in ((_LEFT, _FACTS.split, texts), (_FACTS.split, _RIGHT, right)):
        sheet.add(Area(Box(x0, 30, x1, 59), None, 0.0, 0.5))
        sheet.lines(x0 + 5, 41, lines, family.regular, 8.8, pitch=12)
    return 82.0


PLAIN = Layout(
    name="practice_plain",
    years=(2005, 2026),
    styles=frozenset({"notice", "acs", "correspondex"}),
    draw=_draw,
    voice="plain_typed",
    voice_es="plain_typed_es",
    langs=frozenset({"en", "es"}),
    masks={"": 3, "X": 3, "*": 2, "ending": 2},
    caller_digits=(4, 5, 6),
    dates=("unpadded", "long", "day_month"),
    money=("${} USD", "US${}", "USD ${}"),
    periods=("plain", "spelled", "dated"),
    places=COUPONED,
    spaced=0.3,
    page_text=2500,
    contact_stub=False,
    practice=True,
)
