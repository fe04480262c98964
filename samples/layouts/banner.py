"""Letters with a ruled band of facts across the page, labels above their values."""

from samples import fonts
from samples.flow import Flow, Type
from samples.fonts import TIMES
from samples.layouts import parts, running
from samples.layouts.base import HEADED, Layout
from samples.layouts.lettering import closing, number, respond, salutation
from samples.paper import Paper
from samples.sheet import Area, Rule, Sheet
from schemas.geometry import Box

_F = TIMES
_LEFT, _RIGHT = 54.0, 558.0
_TYPE = Type(_F, 11, 13.4, gap=7)


def _draw(paper: Paper) -> Sheet:
    sheet = Sheet()
    sheet.text(_LEFT + 40, 50, "IRS", "Times-Bold", 18)
    parts.mark(sheet, _LEFT, 32, 30)
    sheet.text(_RIGHT, 42, "Department of the Treasury – Internal Revenue Service", _F.italic, 10.5, align="r")
    sheet.text(_RIGHT, 55, ", ".join(paper.office), _F.italic, 10.5, align="r")
    y = _band(sheet, paper, 72.0)
    parts.window_address(sheet, paper, _F, 11, x=84, y=max(y + 30, 178), pitch=13.5)
    y = max(y + 100, 250.0)
    for line in paper.title:
        y = sheet.lines(_LEFT, y, fonts.wrap(line, _F.bold, 14, 500), _F.bold, 14, pitch=18)

    def on_break(out: Flow) -> None:
        _foot(sheet, paper)
        sheet.new_page()
        out.y = _later(sheet, paper)

    out = running.flow(sheet, _TYPE, _LEFT, _RIGHT - _LEFT, y + 6, bottom=734, on_break=on_break)
    _body(out, paper)
    _foot(sheet, paper)
    return sheet


def _cells(paper: Paper) -> list[tuple[str, str]]:
    words = paper.words
    cells = [(words.header("notice"), number(paper)), (words.header("date"), paper.manner.day(paper.notice_date))]
    if paper.tin_text:
        cells.append((words.header(paper.tin_key), paper.tin_text))
    if paper.periods:
        cells.append((words.header("form"), paper.context["form"]))
        year = paper.spec.scheme == "year"
        dates = [str(p.period_end.year) if year else paper.manner.day(p.period_end) for p in paper.periods]
        cells.append((words.header("year" if year else "period"), "\n".join(dates)))
    cells += [
        (words.phrase("person"), f"{paper.contact[0]} / {paper.contact[1]}"),
        (words.header("phone"), paper.phone),
    ]
    return cells + respond(paper)


def _band(sheet: Sheet, paper: Paper, top: float) -> float:
    """Four cells to a row; gives the lower edge."""
    cells, y = _cells(paper), top
    wide = (_RIGHT - _LEFT) / 4
    for start in range(0, len(cells), 4):
        row = cells[start : start + 4]
        tall = 20 + 12 * max(value.count("\n") + 1 for _, value in row)
        for i, (label, value) in enumerate(row):
            x = _LEFT + i * wide
            sheet.add(Area(Box(x, y, x + wide, y + tall), None, 0.2, 0.6))
            sheet.text(x + 4, y + 10, label, _F.italic, 8.5)
            sheet.lines(x + 4, y + 23, value.split("\n"), _F.regular, 10, pitch=12)
        y += tall
    return y


def _body(out: Flow, paper: Paper) -> None:
    out.para(salutation(paper), _F.regular)
    out.blocks(paper.why)
    if paper.detail is not None:
        running.detail(out, paper, "", 11)
    elif paper.rows:
        out.need(len(paper.rows) * 15 + 36)
        out.line(paper.summary_heading, _F.bold, 11.5, pitch=18)
        out.y = parts.summary(out.sheet, paper, _F, 11, parts.Place(_LEFT, 420, out.y, 15), signs=True) + 8
    running.sections(out, paper, running.Heading(12.5))
    closing(out, paper)


def _later(sheet: Sheet, paper: Paper) -> float:
    text = ", ".join(x for x in (paper.case.name, paper.tin_text, paper.manner.day(paper.places.later_date)) if x)
    sheet.text(_LEFT, 42, text, _F.italic, 10)
    sheet.add(Rule(_LEFT, 48, _RIGHT, 48, 0.4))
    return 76.0


def _foot(sheet: Sheet, paper: Paper) -> None:
    sheet.text(_LEFT, 762, f"Page {sheet.page} of {{pages}}", _F.italic, 9)
    sheet.text(_RIGHT, 762, f"({paper.context['revised']})  {paper.context['catalog']}", _F.italic, 9, align="r")


BANNER = Layout(
    name="banner_letter",
    years=(2008, 2026),
    styles=frozenset({"letter", "correspondex", "field"}),
    draw=_draw,
    voice="banner",
    masks={"": 4, "X": 4, "*": 2},
    caller_digits=(),
    dates=("long", "slashed"),
    places=HEADED,
    detail_instead=True,
    page_text=2900,
)
