"""Letters set like a memorandum: dotted facts at the left, a subject line, amounts along a spine."""

from samples import fonts
from samples.flow import Flow, Type
from samples.fonts import LIGHT
from samples.layouts import parts, running
from samples.layouts.base import HEADED, Layout
from samples.layouts.lettering import closing, number, respond, salutation
from samples.paper import Paper
from samples.sheet import Rule, Sheet

_F = LIGHT
_LEFT, _RIGHT = 72.0, 548.0
_VALUE, _SPINE = 208.0, 300.0
_TYPE = Type(_F, 10, 14.0, gap=7, bullet="•", indent=12)


def _draw(paper: Paper) -> Sheet:
    sheet = Sheet()
    y = _opening(sheet, paper)

    def on_break(out: Flow) -> None:
        _foot(sheet, paper)
        sheet.new_page()
        out.y = _later(sheet, paper)

    out = running.flow(sheet, _TYPE, _LEFT, _RIGHT - _LEFT, y, bottom=728, on_break=on_break)
    out.para(salutation(paper), _F.regular)
    out.blocks(paper.why)
    if paper.detail is not None:
        running.detail(out, paper, "", 11)
    elif paper.rows:
        _spine(out, paper)
    running.sections(out, paper, running.Heading(12.0))
    closing(out, paper)
    _foot(sheet, paper)
    return sheet


def _opening(sheet: Sheet, paper: Paper) -> float:
    lines = ("Internal Revenue Service", "Department of the Treasury", *paper.office)
    sheet.lines(_RIGHT - 150, 44, lines, _F.regular, 8.5, pitch=11)
    parts.mark(sheet, _RIGHT - 186, 38, 26)
    sheet.text(_LEFT, 44, "Page 1 of {pages}", _F.regular, 8.5)
    parts.window_address(sheet, paper, _F, 10, x=_LEFT, y=112, pitch=13.5)
    y = 196.0
    sheet.add(Rule(_LEFT, y - 16, _RIGHT, y - 16, 1.2))
    for label, value in _facts(paper):
        y = _fact(sheet, label, value, y)
    sheet.add(Rule(_LEFT, y - 8, _RIGHT, y - 8, 0.5))
    y += 10
    sheet.text(_LEFT, y, "Subject", _F.bold, 11)
    for line in paper.title:
        y = sheet.lines(_LEFT + 56, y, fonts.wrap(line, _F.bold, 11, 410), _F.bold, 11, pitch=15)
    return y + 12


def _facts(paper: Paper) -> list[tuple[str, str]]:
    words = paper.words
    rows = [(words.header("date"), paper.manner.day(paper.notice_date))]
    if paper.tin_text:
        rows.append((words.header(paper.tin_key).replace("\n", " "), paper.tin_text))
    if paper.periods:
        if "form" in paper.context:
            rows.append((words.header("form"), paper.context["form"]))
        year = paper.spec.scheme == "year"
        dates = [str(p.period_end.year) if year else paper.manner.day(p.period_end) for p in paper.periods]
        rows.append((words.header("year" if year else "period"), ", ".join(dates) if year else "\n".join(dates)))
    rows += [
        (words.phrase("person"), f"{paper.contact[0]}, ID {paper.contact[1]}"),
        (words.header("phone"), paper.phone),
    ]
    return rows + [(label.replace("\n", " "), value) for label, value in respond(paper)]


def _fact(sheet: Sheet, label: str, value: str, y: float) -> float:
    """ "Date . . . . . 14 Mar 2019"."""
    sheet.text(_LEFT, y, label, _F.regular, 10)
    sheet.add(*parts.leaders(_LEFT + fonts.width(label, _F.regular, 10), _VALUE - 6, y, _F.regular, 10))
    return sheet.lines(_VALUE, y, value.split("\n"), _F.bold, 10, pitch=14.5)


def _spine(out: Flow, paper: Paper) -> None:
    """Labels end at a rule, amounts begin behind it."""
    out.need(16 * len(paper.rows) + 40)
    sheet = out.sheet
    sheet.text(_LEFT, out.y, paper.summary_heading, _F.bold, 11)
    out.y += 20
    top = out.y - 11
    for n, row in enumerate(paper.rows):
        font = _F.bold if paper.has_total and n == len(paper.rows) - 1 else _F.regular
        labels = fonts.wrap(row.label.replace("\n", " "), font, 10, _SPINE - _LEFT - 8)
        sheet.note(row.id)
        sheet.text(_SPINE + 10, out.y, paper.manner.money(row.amount, sign=True), font, 10)
        for line in labels:
            sheet.text(_SPINE - 8, out.y, line, font, 10, align="r")
            out.y += 15
    sheet.add(Rule(_SPINE, top, _SPINE, out.y - 10, 0.8))
    out.y += 12


def _later(sheet: Sheet, paper: Paper) -> float:
    sheet.text(_LEFT, 44, f"Page {sheet.page} of {{pages}}", _F.regular, 8.5)
    right = [paper.case.name, paper.manner.day(paper.places.later_date), paper.tin_text or ""]
    for n, line in enumerate(x for x in right if x):
        sheet.text(_RIGHT, 44 + 12 * n, line, _F.regular, 9, align="r")
    return 104.0


def _foot(sheet: Sheet, paper: Paper) -> None:
    """The letter's number at the lower left: the only place that prints it."""
    sheet.text(_LEFT, 762, f"Letter {number(paper)} ({paper.context['revised']})", _F.bold, 8.5)
    sheet.text(_RIGHT, 762, f"Cat. No. {paper.context['catalog']}", _F.regular, 8, align="r")


MEMO = Layout(
    name="memo_letter",
    years=(2012, 2026),
    styles=frozenset({"letter", "correspondex", "field"}),
    draw=_draw,
    voice="memo",
    masks={"": 3, "X": 5, "*": 2},
    caller_digits=(),
    dates=("day_first",),
    places=HEADED,
    detail_instead=True,
    page_text=2600,
    held_out=True,
)
