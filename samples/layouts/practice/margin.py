"""Facts as notes down the right margin, labels in italics; the balance ends that margin; each row has a remark."""

from dataclasses import replace

from samples import fonts
from samples.flow import Flow, Type
from samples.fonts import HELVETICA, TIMES
from samples.layouts import header, parts, running
from samples.layouts.base import HEADED, Layout
from samples.layouts.header import Line
from samples.paper import Paper
from samples.sheet import Area, Rule, Sheet
from schemas.geometry import Box

from .common import (
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
    titles,
)

_F, _G = TIMES, HELVETICA
_LEFT, _EDGE = 46.0, 392.0  # of the text on the first page
_RIGHT = 570.0
_NOTES = 424.0  # left edge of the margin
_LAST = 738.0
_TYPE = Type(_F, 10.6, 13.0, gap=6, bullet="·", indent=10)
_REMARKS = {  # what a row is about; no figure, so that none is taken for the row's own
    "tax_owed": "as the return shows it, or as we changed it",
    "payments": "with everything your employers sent us",
    "ftf": "grows with each month that the return is late",
    "ftp": "grows with each month that the tax stays open",
    "ftd": "for deposits too small, too late or made elsewhere",
    "interest": "compounded every day; the law leaves us no choice",
    "more_interest": "compounded every day; the law leaves us no choice",
    "owed_before": "carried into this letter unchanged",
    "accuracy": "a fifth of what was understated",
}


def _draw(paper: Paper) -> Sheet:
    sheet = Sheet()
    _notes(sheet, paper)
    y = _opening(sheet, paper)

    def on_break(out: Flow) -> None:
        sheet.new_page()
        out.y = _later(sheet, paper)
        out.width = out.wide_width = _RIGHT - _LEFT

    out = running.flow(sheet, _TYPE, _LEFT, _EDGE - _LEFT, y, bottom=_LAST, on_break=on_break)
    greeting(out, paper)
    out.blocks(paper.why)
    if paper.rows:
        _remarked(out, paper)
    running.sections(out, paper, running.Heading(11.2, above=3))
    if len(paper.periods) > 1 and paper.detail is not None:
        if sheet.page == 1:
            on_break(out)  # the table is too wide beside the margin
        running.detail(out, paper, paper.words.phrase("details"), 11.2)
    farewell(out, paper)
    return sheet


def _opening(sheet: Sheet, paper: Paper) -> float:
    """Letterhead, address and title beside the margin; gives the next baseline."""
    sheet.text(_LEFT, 50, "Internal Revenue Service", _F.regular, 19)
    sheet.lines(_LEFT, 66, (", ".join(paper.office),), _F.italic, 9.5, pitch=12)
    sheet.add(Rule(_LEFT, 74, _EDGE, 74, 0.4))
    y = parts.window_address(sheet, paper, _G, 9.6, x=_LEFT + 26, y=128, pitch=12.6)
    return titles(sheet, paper, _F, x=_LEFT, y=max(y + 30, 214.0), room=_EDGE - _LEFT, sizes=(14.5, 11.5)) + 6


def _rows(paper: Paper) -> list[Line]:
    """Desk first, then the return, the filer, and at last letter and day."""
    rows = [*desk_rows(paper), *form_row(paper), *header.period_row(paper), *header.tin_row(paper)]
    rows.append((paper.words.header("date"), paper.manner.day(paper.notice_date)))
    rows.append((paper.words.header("notice"), document(paper)))
    return rows + answer_row(paper)


def _notes(sheet: Sheet, paper: Paper) -> None:
    """Spread evenly down the page; what is to be paid closes the margin."""
    rows, closing = _rows(paper), [*due_row(paper), *asked_row(paper)]
    sheet.add(Rule(_NOTES - 14, 36, _NOTES - 14, _LAST + 6, 0.4))
    low = _LAST - 6 - 46 * len(closing)
    lines = sum(value.count("\n") + 1 for _, value in rows)
    room = min((low - 60 - 13.0 * lines) / len(rows), 34.0)
    y = 46.0
    for label, value in rows:
        y = sheet.lines(_NOTES, y, fonts.wrap(label, _F.italic, 9.2, 150), _F.italic, 9.2, pitch=11)
        for part in value.split("\n"):
            y = sheet.lines(_NOTES, y + 1, fonts.wrap(part, _F.regular, 10.8, 152), _F.regular, 10.8, pitch=12)
        y += room - 11
    y = low + 22
    for label, value in closing:
        sheet.lines(_NOTES, y, fonts.wrap(label, _F.italic, 9.2, 150), _F.italic, 9.2, pitch=10.4)
        sheet.text(_NOTES, y + (25 if fonts.width(label, _F.italic, 9.2) > 150 else 16), value, _F.bold, 13)
        y += 46
    sheet.text(_RIGHT, 764, page_mark(paper, 1), _F.italic, 9, align="r")


def _remarked(out: Flow, paper: Paper) -> None:
    """Label and amount, below them a remark in italics; negative amounts end with their minus, as ledgers have it."""
    sheet, manner = out.sheet, replace(paper.manner, minus="{}-")
    out.need(26.0 * len(paper.rows) + 30)
    out.line(paper.summary_heading, _F.bold, 11.2, pitch=18)
    right = out.x + out.width - 8
    for n, row in enumerate(paper.rows):
        total = paper.has_total and n == len(paper.rows) - 1
        font = _F.bold if total else _F.regular
        if total:
            sheet.add(Area(Box(out.x, out.y - 12, out.x + out.width, out.y + 6), 0.92, None))
        sheet.text(right, out.y, manner.money(row.amount, sign=total), font, 10.6, align="r")
        lines = fonts.wrap(row.label.replace("\n", " "), font, 10.6, out.width - 118)
        out.y = sheet.lines(out.x + 4, out.y, lines, font, 10.6, pitch=12)
        sheet.note(row.id)
        if row.id in _REMARKS:
            sheet.text(out.x + 16, out.y - 1, _REMARKS[row.id], _F.italic, 9)
            out.y += 11
        out.y += 4
    out.y += 10


def _later(sheet: Sheet, paper: Paper) -> float:
    """Between two lines: what goes on here, in a sentence; gives the next baseline."""
    texts = [f"Continuing {document(paper)} of {paper.manner.day(paper.places.later_date)}"]
    texts += [f"{label} {value}" for label, value in (*header.tin_row(paper), *answer_row(paper))]
    sheet.add(Rule(_LEFT, 34, _RIGHT, 34, 0.4), Rule(_LEFT, 52, _RIGHT, 52, 0.4))
    text = "; ".join(texts)
    sheet.text(_LEFT, 46.5, text, _F.regular, fitted(text, _F.regular, 10, _RIGHT - _LEFT - 56))
    sheet.text(_RIGHT, 46.5, page_mark(paper, sheet.page), _F.italic, 9, align="r")
    return 82.0


MARGIN = Layout(
    name="practice_margin",
    years=(2004, 2026),
    styles=frozenset({"notice", "acs", "letter", "field", "correspondex"}),
    draw=_draw,
    voice="margin",
    masks={"": 2, "x": 4, "last": 4},
    caller_digits=(5, 6),
    dates=("day_month", "press"),
    places=HEADED,
    money=("{} USD", "$ {}"),
    periods=("dated",),
    spaced=0.2,
    page_text=2700,
    contact_stub=False,
    practice=True,
)
