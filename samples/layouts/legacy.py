"""Notices before the redesign: labels with colons at the top right, one column of text, coupon with the number at its
lower left."""

from dataclasses import dataclass

from samples import fonts
from samples.flow import Flow, Type
from samples.fonts import HELVETICA, TIMES, Family
from samples.paper import Paper
from samples.sheet import Rule, Sheet

from . import parts, running
from .base import Layout

_LEFT, _RIGHT = 50.0, 562.0
_COUPON = 560.0


@dataclass(frozen=True, slots=True)
class _Look:
    family: Family
    tabbed: bool  # values in a column of their own, else right behind the label
    bold_labels: bool
    merged_caller: bool


def _draw(paper: Paper) -> Sheet:
    rng = paper.rng
    look = _Look(rng.choice((TIMES, TIMES, HELVETICA)), rng.random() < 0.5, rng.random() < 0.5, rng.random() < 0.4)
    sheet = Sheet()
    _head(sheet, paper, look)
    y = _opening(sheet, paper, look)
    type_ = Type(look.family, 10.5 if look.family is TIMES else 9.5, 12.4, gap=6, sub_size=0.0)
    stubbed = paper.spec.coupon != "none"

    def on_break(out: Flow) -> None:
        if sheet.page == 1 and stubbed:
            _coupon(sheet, paper, look)
        out.y = _later_head(sheet, paper, look)
        out.bottom = 742

    out = running.flow(
        sheet, type_, _LEFT, _RIGHT - _LEFT, y, bottom=_COUPON - 24 if stubbed else 742, on_break=on_break
    )
    _statement(out, paper, look)
    running.sections(out, paper, running.Heading(11.5))
    if sheet.page == 1 and stubbed:
        _coupon(sheet, paper, look)
    return sheet


def _rows(paper: Paper, look: _Look) -> list[tuple[str, str]]:
    words = paper.words
    rows = [(words.header("notice"), paper.printed_code), (words.header("date"), paper.manner.day(paper.notice_date))]
    if paper.tin_text:
        label = "SSN/Caller ID:" if paper.caller_id is None and look.merged_caller else words.header(paper.tin_key)
        rows.append((label, paper.tin_text))
    if paper.caller_id is not None:
        rows.append((words.header("caller"), paper.caller_id))
    if paper.periods and paper.periods[0].form:
        rows.append((words.header("form"), paper.context["form"]))
    if paper.period_text is not None:
        year = paper.spec.scheme == "year" and paper.period_text.replace(", ", "").isdigit()
        rows.append((words.header("year" if year else "period"), paper.period_text))
    return rows + [(words.header(key), value) for key, value in paper.extras]


def _table(sheet: Sheet, look: _Look, rows: list[tuple[str, str]], y: float) -> float:
    f, size = look.family, 10.0
    label_font = f.bold if look.bold_labels else f.regular
    tab = max(fonts.width(label, label_font, size) for label, _ in rows) + 8
    longest = max(fonts.width(part, f.regular, size) for _, value in rows for part in value.split("\n"))
    x = min(352.0, 590 - tab - longest)
    for label, value in rows:
        sheet.text(x, y, label, label_font, size)
        at = x + (tab if look.tabbed else fonts.width(label + " ", label_font, size) + 2)
        y = sheet.lines(at, y, value.split("\n"), f.regular, size, pitch=12.5)
    return y


def _head(sheet: Sheet, paper: Paper, look: _Look) -> None:
    f = look.family
    sheet.text(_LEFT, 28, "Page 1 of {pages}", f.regular, 9)
    parts.mark(sheet, _LEFT, 38, 30)
    sheet.text(_LEFT + 36, 60, "IRS", "Times-Bold", 20)
    lines = ("Department of the Treasury", "Internal Revenue Service", *paper.office)
    sheet.lines(_LEFT + 84, 48, lines, f.regular, 9.5, pitch=11.5)
    y = _table(sheet, look, _rows(paper, look), 48)
    call = paper.words.header("phone")
    sheet.text(352, y + 8, call, f.bold, 10)
    sheet.text(352, y + 21, paper.phone, f.bold, 10)
    parts.window_address(sheet, paper, f, 10, x=86, y=158, pitch=13)


def _opening(sheet: Sheet, paper: Paper, look: _Look) -> float:
    """Title lines in the middle, the explanation below them; gives the next baseline."""
    y, f = 240.0, look.family
    for line in paper.title:
        for part in fonts.wrap(line, f.bold, 15, 480):
            sheet.text(306, y, part, f.bold, 15, align="c")
            y += 19
    sheet.add(Rule(_LEFT, y - 6, _RIGHT, y - 6, 0.8))
    out = running.flow(
        sheet, Type(f, 10.5, 12.6, gap=5), _LEFT, _RIGHT - _LEFT, y + 12, bottom=1e9, on_break=lambda _: None
    )
    out.blocks(paper.why)
    return out.y + 6


def _statement(out: Flow, paper: Paper, look: _Look) -> None:
    if paper.rows:
        out.line(paper.summary_heading, look.family.bold, 11.5, pitch=17)
        place = parts.Place(_LEFT + 20, _RIGHT - 60, out.y, 13.5)
        out.y = parts.summary(out.sheet, paper, look.family, 10, place, signs=paper.rng.random() < 0.5) + 6
    if len(paper.periods) > 1:
        running.detail(out, paper, paper.words.phrase("details"), 11)


def _later_head(sheet: Sheet, paper: Paper, look: _Look) -> float:
    sheet.new_page()
    rows = [(paper.words.header("notice"), paper.printed_code),
            (paper.words.header("date"), paper.manner.day(paper.places.later_date))]  # fmt: skip
    if paper.tin_text:
        rows.append((paper.words.header(paper.tin_key), paper.tin_text))
    _table(sheet, look, rows, 44)
    sheet.text(_LEFT, 44, f"Page {sheet.page} of {{pages}}", look.family.regular, 10)
    return 44 + 12.5 * len(rows) + 26


def _coupon(sheet: Sheet, paper: Paper, look: _Look) -> None:
    f, words = look.family, paper.words
    parts.perforation(sheet, _COUPON)
    sheet.text(306, _COUPON + 14, "Detach here and return this part with what you send", f.italic, 9, align="c")
    sheet.lines(_LEFT, _COUPON + 36, (paper.case.name, *paper.case.address), f.regular, 10, pitch=12)
    rows = [(words.header("date"), paper.manner.day(paper.places.stub_date))]
    if paper.tin_text:
        rows.append((words.header(paper.tin_key), paper.tin_text))
    if paper.period_text and paper.spec.scheme == "year":
        rows.append((words.header("period"), paper.period_text))
    _table(sheet, look, rows, _COUPON + 36)
    if paper.spec.coupon == "payment":
        _amount(sheet, paper, look)
    sheet.lines(330, _COUPON + 146, paper.remit, f.regular, 10, pitch=12.5)
    sheet.text(_LEFT, _COUPON + 158, f"{words.header('notice')} {paper.printed_code}", f.bold, 10)
    if paper.asked is not None and paper.rng.random() < 0.7:
        sheet.text(_LEFT + 30, _COUPON + 204, parts.scan_line(paper), "Courier", 10)


def _amount(sheet: Sheet, paper: Paper, look: _Look) -> None:
    if paper.places.coupon_amount is None:
        return
    label = paper.stub
    if paper.due is not None and paper.places.coupon_due is not None:
        label = label.replace(paper.manner.day(paper.due), paper.manner.day(paper.places.coupon_due))
    y = _COUPON + 108.0
    sheet.text(330, y, label.replace("\n", " "), look.family.regular, 10)
    sheet.text(
        _RIGHT, y + 14, paper.manner.money(paper.places.coupon_amount, sign=True), look.family.bold, 12, align="r"
    )
    sheet.add(Rule(430, y + 17, _RIGHT, y + 17))


LEGACY = Layout(
    name="legacy",
    years=(2004, 2010),
    styles=frozenset({"notice", "acs"}),
    draw=_draw,
    voice="legacy",
    page_text=3200,
    masks={"": 1},
    dates=("long", "long", "abbreviated"),
    spaced=0.7,
)
