"""The redesigned notices since 2010: header table at the top right, explanation at the left, summary at the right.

One drawing for several layouts, which differ in their `Geometry`.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from samples import fonts
from samples.blocks import Block, Para
from samples.flow import Flow, Type
from samples.fonts import HELVETICA, Family
from samples.paper import Paper
from samples.sheet import Sheet

from . import header, parts, stubs
from .header import Table
from .stubs import Coupon

LAST_LINE = 752.0  # lowest baseline of running text


@dataclass(frozen=True, slots=True)
class Geometry:
    """Points from the top left. The defaults are the 2017-2019 boxes measured from published specimens."""

    family: Family = HELVETICA
    table: Table = field(default_factory=lambda: Table(382.3, 490.3, 45.5))
    office_x: float = 85.7
    office_y: float = 60.5
    logo: tuple[float, float, float] = (35.0, 84.5, 17.5)
    mail_x: float = 85.7
    mail_y: float = 152.0
    title_y: tuple[float, float] = (245.0, 268.0)
    title_x: float = 41.8
    title_size: tuple[float, float] = (12.0, 17.5)
    left_x: float = 41.2
    left_width: float = 178.0
    right_x: float = 257.0
    right_end: float = 584.0
    label_width: float = 190.0
    body: float = 10.0
    pitch: float = 12.0
    row_pitch: float = 13.8
    row_rules: bool = False  # a hairline below each row of the summary
    coupon: Coupon = field(default_factory=Coupon)
    coupon_page: int = 1  # 0: on the last page
    sub_bullet: str = "•"
    corner: str = ""  # a word at the top left of each page
    back: bool = True  # the coupon's back on page 2
    header_form: float = 0.0  # how often the header names the form


def draw(paper: Paper, g: Geometry) -> Sheet:
    """The whole notice."""
    sheet = Sheet()
    stubbed = paper.spec.coupon != "none" and g.coupon_page == 1
    y = _first_page(sheet, paper, g, g.coupon.top - 28 if stubbed else LAST_LINE)
    _sections(sheet, paper, g, y, stubbed)
    if paper.spec.coupon != "none" and g.coupon_page == 0:
        _coupon_page(sheet, paper, g)
    return sheet


def _type(g: Geometry) -> Type:
    return Type(g.family, g.body, g.pitch, gap=5.0, bullet=g.sub_bullet)


def _top(sheet: Sheet, paper: Paper, g: Geometry) -> None:
    f = g.family
    parts.wordmark(sheet, *g.logo)
    treasury = "Department of Treasury" if paper.notice_date.year <= 2011 else "Department of the Treasury"
    sheet.lines(
        g.office_x, g.office_y, (treasury, "Internal Revenue Service", *paper.office), f.regular, g.body, pitch=12
    )
    form = paper.rng.random() < g.header_form
    y = header.draw(sheet, g.table, header.top_rows(paper, form=form), f)
    sheet.text(g.table.x, y, header.page_line(paper, 1), f.regular, g.table.size)
    parts.window_address(sheet, paper, f, 10, x=g.mail_x, y=g.mail_y, pitch=13.2)
    if g.corner:
        sheet.text(22, 30, g.corner, f.regular, 8)


def _titles(sheet: Sheet, paper: Paper, g: Geometry) -> float:
    """One or two title lines; gives the baseline where the body may begin."""
    y = g.title_y[0]
    for n, line in enumerate(paper.title):
        font = g.family.regular if n == 0 and len(paper.title) > 1 else g.family.bold
        size = g.title_size[0] if n == 0 and len(paper.title) > 1 else g.title_size[1]
        if n:
            y = max(y + 2, g.title_y[1])
        y = sheet.lines(g.title_x, y, fonts.wrap(line, font, size, 544), font, size, pitch=size * 1.16)
    return y + 10


def _first_page(sheet: Sheet, paper: Paper, g: Geometry, bottom: float) -> float:
    _top(sheet, paper, g)
    top = _titles(sheet, paper, g)
    left = _column(sheet, paper.why, g, x=g.left_x, width=g.left_width, y=top, bottom=bottom)
    right = top
    if paper.rows:
        right = _summary(sheet, paper, g, top)
    if paper.spec.coupon == "payment" and paper.spec.family == "balance_due" and paper.rng.random() < 0.5:
        note = Para(paper.words.phrase("bankruptcy"), bold=True)
        right = _column(sheet, (note,), g, x=g.right_x, width=g.right_end - g.right_x, y=right + 4, bottom=bottom)
    return max(left, right) + 10


def _summary(sheet: Sheet, paper: Paper, g: Geometry, top: float) -> float:
    f = g.family
    sheet.text(g.right_x, top, paper.summary_heading, f.bold, 11)
    place = parts.Place(g.right_x + 2, g.right_end, top + 18, g.row_pitch)
    return parts.summary(sheet, paper, f, g.body, place, ruled=g.row_rules)


def height(blocks: Sequence[Block], type_: Type, width: float) -> float:
    """How far down `blocks` reach, drawn on nothing."""
    flow = Flow(Sheet(), type_, 0, width, 0.0, float("inf"), lambda _: None)
    flow.blocks(blocks)
    return flow.y


def _column(
    sheet: Sheet, blocks: Sequence[Block], g: Geometry, *, x: float, width: float, y: float, bottom: float
) -> float:
    """As many of the blocks as fit above `bottom` (the first always does); gives the next baseline."""
    flow = Flow(sheet, _type(g), x, width, y, float("inf"), lambda _: None)
    for n, block in enumerate(blocks):
        if n and flow.y + height((block,), flow.type, width) > bottom + g.pitch:
            break
        flow.block(block)
    return flow.y


def _small_header(sheet: Sheet, paper: Paper, g: Geometry) -> float:
    sheet.new_page()
    if g.corner:
        sheet.text(22, 30, g.corner, g.family.regular, 8)
    y = header.draw(sheet, g.table, header.later_rows(paper), g.family)
    sheet.text(g.table.x, y, header.page_line(paper, sheet.page), g.family.regular, g.table.size)
    return y + 34


@dataclass
class _Labels:
    """The section whose label a new page repeats, and how far down its last label reached."""

    current: str = ""
    end: float = 0.0


def _sections(sheet: Sheet, paper: Paper, g: Geometry, y: float, stubbed: bool) -> None:
    labels = _Labels()
    backed = stubbed and g.back and paper.spec.coupon == "payment" and paper.rng.random() < 0.6

    def page_bottom() -> float:
        return g.coupon.top - 20 if backed and sheet.page == 2 else LAST_LINE

    def on_break(flow: Flow) -> None:
        if sheet.page == 1:
            at = g.coupon.top - 12 if stubbed else LAST_LINE + 14
            sheet.text(575, at, paper.words.phrase("continued_back"), g.family.regular, 9, align="r")
            if stubbed:
                _stub(sheet, paper, g)
        flow.y = _small_header(sheet, paper, g)
        if backed and sheet.page == 2:
            _stub_back(sheet, paper, g)
        flow.bottom = page_bottom()
        if labels.current:
            labels.end = _label(flow, labels.current + paper.words.phrase("continued"), g)

    flow = Flow(sheet, _type(g), g.right_x, g.right_end - g.right_x, y, g.coupon.top - 28 if stubbed else LAST_LINE,
                on_break, g.left_x, g.right_end - g.left_x)  # fmt: skip
    if paper.detail is not None and len(paper.periods) > 1:
        _detail(flow, paper, g)
    for section in paper.sections:
        labels.current = ""
        flow.need(4 * g.pitch)
        labels.current = section.label
        labels.end = _label(flow, section.label, g)
        flow.blocks(section.blocks)
        flow.y = max(flow.y, labels.end) + 6
    if stubbed and sheet.page == 1:
        _stub(sheet, paper, g)


def _label(flow: Flow, label: str, g: Geometry) -> float:
    size = 12.0
    lines = fonts.wrap(label, g.family.bold, size, g.label_width)
    return flow.sheet.lines(g.left_x, flow.y, lines, g.family.bold, size, pitch=14)


def _detail(flow: Flow, paper: Paper, g: Geometry) -> None:
    assert paper.detail is not None
    flow.need(len(paper.detail.rows) * 13 + 60)
    flow.sheet.text(g.left_x, flow.y, paper.words.phrase("details"), g.family.bold, 12)
    flow.y += 20
    flow.block(paper.detail)
    flow.y += 8


def _stub(sheet: Sheet, paper: Paper, g: Geometry) -> None:
    if paper.spec.coupon == "contact":
        stubs.contact(sheet, paper, g.coupon, g.family)
    else:
        stubs.payment(sheet, paper, g.coupon, g.family)


def _stub_back(sheet: Sheet, paper: Paper, g: Geometry) -> None:
    phrase = paper.words.phrase("back_of_stub")
    if phrase == paper.words.phrase("contact"):
        stubs.contact(sheet, paper, g.coupon, g.family, mail=False)
    else:
        parts.perforation(sheet, g.coupon.top)
        sheet.text(306, g.coupon.top + 110, phrase, g.family.regular, 10, align="c")


def _coupon_page(sheet: Sheet, paper: Paper, g: Geometry) -> None:
    sheet.new_page()
    y = header.draw(sheet, g.table, header.later_rows(paper), g.family)
    sheet.text(g.table.x, y, header.page_line(paper, sheet.page), g.family.regular, g.table.size)
    sheet.text(g.left_x, 330, paper.words.phrase("tear_off"), g.family.regular, g.body)
    _stub(sheet, paper, g)
