"""A letter whose facts are told in a reference line and a sentence; figures as nested points; the sum boxed below."""

from dataclasses import dataclass

from samples import fonts
from samples.blocks import Grid
from samples.dates import weekday
from samples.flow import Flow, Type
from samples.fonts import OPEN_SANS
from samples.layouts import header, parts, running
from samples.layouts.base import HEADED, Layout
from samples.layouts.grid import height
from samples.paper import Paper
from samples.sheet import Area, Rule, Sheet
from samples.tables import Row
from schemas.geometry import Box

from .common import answer_row, asked_row, desk_rows, document, due_row, farewell, fitted, greeting, page_mark

_F = OPEN_SANS
_LEFT, _RIGHT = 58.0, 554.0
_TYPE = Type(_F, 9.2, 12.6, gap=5, bullet="•", indent=10)
_GUTTER = 24.0
_WIDE = _RIGHT - _LEFT
_COLUMN = (_WIDE - _GUTTER) / 2
_LAST, _SUM = 736.0, 690.0  # lowest baseline; upper edge of the box with the sum


@dataclass
class _Pair(Flow):
    """Two columns from `top` down, the left one first."""

    top: float = 0.0

    def next_column(self) -> bool:
        if self.x > _LEFT:
            return False
        self.x, self.y = _LEFT + _COLUMN + _GUTTER, self.top
        return True

    def grid(self, grid: Grid) -> None:
        self.need((len(grid.rows) + 6) * (self.type.size + 3))  # before the columns of the table are placed
        super().grid(grid)


def _draw(paper: Paper) -> Sheet:
    sheet = Sheet()
    asked = bool(asked_row(paper))
    if asked:
        _sum(sheet, paper)
    y = _opening(sheet, paper)
    first = running.flow(sheet, _TYPE, _LEFT, _WIDE, y, bottom=1e9, on_break=lambda _: None)
    greeting(first, paper)
    first.blocks(paper.why)
    if paper.rows:
        _points(first, paper)
    _foot(sheet, paper)

    def on_break(out: Flow) -> None:
        assert isinstance(out, _Pair)
        if not out.next_column():
            _turn(sheet, paper, out)

    low = _SUM - 16 if asked else _LAST
    out = _Pair(sheet, _TYPE, _LEFT, _COLUMN, first.y + 8, low, on_break, top=first.y + 8)
    _detail(out, paper, low)
    running.sections(out, paper, running.Heading(9.8, above=4))
    farewell(out, paper)
    return sheet


def _turn(sheet: Sheet, paper: Paper, out: _Pair) -> None:
    """To the next page; what it says of the notice stands at its foot."""
    sheet.new_page()
    _foot(sheet, paper)
    out.x, out.y, out.top, out.bottom = _LEFT, 58.0, 58.0, _LAST


def _detail(out: _Pair, paper: Paper, low: float) -> None:
    """The table of periods across both columns, on the next page where it doesn't fit."""
    if len(paper.periods) < 2 or paper.detail is None:
        return
    if out.y + height((paper.detail,), _TYPE, _WIDE) > low:
        _turn(out.sheet, paper, out)
    out.width = _WIDE
    out.block(paper.detail)
    out.width, out.top = _COLUMN, out.y + 6
    out.y = out.top


def _reference(paper: Paper) -> str:
    """ "CP503 / TY 2016 / Form 1040 / SSN xxx-xx-7298"."""
    items = [document(paper)]
    items += [value.replace("\n", ", ") for _, value in header.period_row(paper)]
    items += [f"Form {paper.context['form']}"] if "form" in paper.context else []
    items += [f"{label} {value}" for label, value in header.tin_row(paper)]
    return f"{paper.words.header('notice')}: " + " / ".join(items)


def _opening(sheet: Sheet, paper: Paper) -> float:
    """Letterhead at the left edge, address, day, reference, desk and headline; gives the next baseline."""
    sheet.add(Area(Box(_LEFT, 30, _LEFT + 5, 84), 0.1, None))
    sheet.lines(_LEFT + 14, 44, ("Internal Revenue Service", "Department of the Treasury"), _F.bold, 10.5, pitch=14)
    sheet.text(_LEFT + 14, 74, " · ".join(paper.office), _F.regular, 8.6)
    y = parts.window_address(sheet, paper, _F, 9.6, x=_LEFT + 14, y=122, pitch=12.6)
    y = max(y + 14, 184.0)
    written = f"{paper.words.header('date')} {paper.manner.day(paper.notice_date)}"
    desk = [f"{label} {value}" for label, value in desk_rows(paper)]
    for text in (written, _reference(paper), ", ".join(desk) + "."):
        y = sheet.lines(_LEFT, y, fonts.wrap(text, _F.regular, 9.2, _WIDE), _F.regular, 9.2, pitch=13) + 2
    return _headline(sheet, paper, y + 12)


def _headline(sheet: Sheet, paper: Paper, y: float) -> float:
    """The title, and in letters as large the day by which to act."""
    texts = list(paper.title)
    if paper.due is not None:
        label, _ = (due_row(paper) or answer_row(paper))[0]
        texts.append(f"{label} {weekday(paper.due)}, {paper.manner.day(paper.due)}")
    for text in texts:
        y = sheet.lines(_LEFT, y, fonts.wrap(text, _F.bold, 12.5, _WIDE), _F.bold, 12.5, pitch=16.5)
    return y + 4


def _points(out: Flow, paper: Paper) -> None:
    """What adds and what lessens, each a point with points below it; the result without a point."""
    rows = paper.rows[:-1] if paper.has_total else paper.rows
    out.line(paper.summary_heading, _F.bold, 9.8, pitch=15)
    groups = [("Added:", [row for row in rows if row.amount >= 0]), ("Taken off:", [r for r in rows if r.amount < 0])]
    for label, some in groups:
        if some and paper.has_total:
            out.line(f"•  {label}", _F.regular, 9.2)
        for row in some:
            _point(out, paper, row)
    if paper.has_total:
        total = paper.rows[-1]
        out.y += 2
        text = f"{total.label.replace(chr(10), ' ')}: {paper.manner.money(total.amount, sign=True)}"
        out.line(text, _F.bold, 9.8)
        out.sheet.note(total.id)
    out.y += 6


def _point(out: Flow, paper: Paper, row: Row) -> None:
    """What is taken off is said by the point above, so that no sign is needed."""
    amount = abs(row.amount) if paper.has_total else row.amount
    text = f"–  {row.label.replace(chr(10), ' ')}: {paper.manner.money(amount, sign=True)}"
    out.line(text, _F.regular, 9.2, x=_LEFT + 22)
    out.sheet.note(row.id)


def _sum(sheet: Sheet, paper: Paper) -> None:
    """At the bottom of the first page, from edge to edge."""
    sheet.add(Area(Box(_LEFT, _SUM, _RIGHT, _SUM + 44), None, 0.0, 1.2, 6.0))
    middle = _LEFT + _WIDE / 2
    for x, rows in ((_LEFT + 12, asked_row(paper)), (middle + 12, due_row(paper))):
        for label, value in rows:
            sheet.text(x, _SUM + 15, label, _F.regular, 8.4)
            sheet.text(x, _SUM + 34, value, _F.bold, 13)
    if due_row(paper):
        sheet.add(Rule(middle, _SUM, middle, _SUM + 44, 0.6))


def _foot(sheet: Sheet, paper: Paper) -> None:
    """The page's number in the middle; on later pages the reference again, shorter."""
    y = 762.0
    if sheet.page > 1:
        texts = [f"{document(paper)}, {paper.words.header('date').lower()} "
                 f"{paper.manner.day(paper.places.later_date)}"]  # fmt: skip
        texts += [f"{label} {value}" for label, value in (*header.tin_row(paper), *answer_row(paper))]
        text = " / ".join(texts)
        sheet.text(_LEFT, y, text, _F.regular, fitted(text, _F.regular, 8, _WIDE - 70))
        sheet.text(_RIGHT, y, page_mark(paper, sheet.page), _F.regular, 8, align="r")
    else:
        sheet.text(_LEFT + _WIDE / 2, y, page_mark(paper, 1), _F.regular, 8, align="c")


REFERENCE = Layout(
    name="practice_reference",
    years=(2006, 2026),
    styles=frozenset({"notice", "acs", "letter", "field", "correspondex"}),
    draw=_draw,
    voice="reference",
    masks={"": 3, "x": 3, "*": 2, "ending": 2},
    caller_digits=(4, 6),
    dates=("day_month", "hyphened", "long"),
    places=HEADED,
    money=("$ {}", "US$ {}"),
    periods=("short",),
    spaced=0.2,
    page_text=2600,
    contact_stub=False,
    practice=True,
)
