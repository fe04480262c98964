"""A letter in serif type: labels at the left margin with values beside them, the sums told in a sentence, no stub."""

from samples import fonts
from samples.flow import Flow, Type
from samples.fonts import TIMES
from samples.layouts import parts, running
from samples.layouts.base import HEADED, Layout
from samples.paper import Paper
from samples.sheet import Rule, Sheet

from .common import document, facts, farewell, greeting, page_mark

_F = TIMES
_LEFT, _RIGHT = 72.0, 540.0
_VALUES = 210.0
_TYPE = Type(_F, 11.0, 13.4, gap=7, bullet="-", indent=14)


def _draw(paper: Paper) -> Sheet:
    sheet = Sheet()
    y = _opening(sheet, paper)

    def on_break(out: Flow) -> None:
        _foot(sheet, paper)
        sheet.new_page()
        out.y = _later(sheet, paper)

    out = running.flow(sheet, _TYPE, _LEFT, _RIGHT - _LEFT, y, bottom=726.0, on_break=on_break)
    greeting(out, paper)
    for line in paper.title[:1]:
        out.para(f"Subject: {line}.", _F.bold)
    out.blocks(paper.why)
    if paper.rows:
        _told(out, paper)
    if len(paper.periods) > 1:
        running.detail(out, paper, "", 11)
    running.sections(out, paper, running.Heading(11.5, above=4))
    farewell(out, paper)
    _foot(sheet, paper)
    return sheet


def _opening(sheet: Sheet, paper: Paper) -> float:
    """Letterhead in the middle, the address at the right, facts at the left margin; gives the next baseline."""
    sheet.text(306, 48, "INTERNAL REVENUE SERVICE", _F.bold, 14, align="c")
    sheet.text(306, 63, "United States Department of the Treasury", _F.italic, 11, align="c")
    sheet.text(306, 77, ", ".join(paper.office), _F.regular, 10, align="c")
    sheet.add(Rule(_LEFT, 86, _RIGHT, 86, 0.8), Rule(_LEFT, 88.5, _RIGHT, 88.5, 0.3))
    y = parts.window_address(sheet, paper, _F, 11, x=_LEFT, y=120, pitch=13.4) + 16
    for label, value in facts(paper):
        lines = value.split("\n")
        sheet.text(_LEFT, y, label, _F.regular, 11)
        sheet.add(*parts.leaders(_LEFT + fonts.width(label, _F.regular, 11), _VALUES, y, _F.regular, 11))
        y = sheet.lines(_VALUES, y, lines, _F.regular, 11, pitch=13.4) + 0.8
    return y + 12


def _told(out: Flow, paper: Paper) -> None:
    """The rows one after the other in a sentence, then the total in another, in bold."""
    rows = paper.rows[:-1] if paper.has_total else paper.rows
    told = [f"{row.label} {paper.manner.money(row.amount, sign=True)}" for row in rows]
    size, gap = out.type.size, out.type.gap
    sentence = f"{paper.summary_heading}: " + "; ".join(told) + "."
    lines = fonts.wrap(sentence.replace("\n", " "), _F.regular, size, out.width)
    out.need((len(lines) + 2) * out.type.pitch)
    for row in paper.rows:
        out.sheet.note(row.id)
    for line in lines:
        out.line(line, _F.regular, size)
    if paper.has_total:
        total = paper.rows[-1]
        label = total.label.replace("\n", " ")
        for line in fonts.wrap(f"{label}: {paper.manner.money(total.amount, sign=True)}.", _F.bold, size, out.width):
            out.line(line, _F.bold, size)
    out.y += gap


def _later(sheet: Sheet, paper: Paper) -> float:
    """One running line: who, which, of what day."""
    texts = (paper.case.name, document(paper), f"of {paper.manner.day(paper.places.later_date)}")
    sheet.text(_LEFT, 44, ", ".join(texts), _F.italic, 10)
    return 76.0


def _foot(sheet: Sheet, paper: Paper) -> None:
    sheet.text(306, 760, page_mark(paper, sheet.page), _F.regular, 10, align="c")


REGISTER = Layout(
    name="practice_register",
    years=(2004, 2026),
    styles=frozenset({"notice", "acs", "letter", "field", "correspondex"}),
    draw=_draw,
    voice="register",
    masks={"": 3, "X": 3, "ending": 4},
    caller_digits=(4,),
    dates=("abbreviated", "day_first", "padded"),
    places=HEADED,
    money=("USD {}", "${}"),
    spaced=0.3,
    page_text=2900,
    contact_stub=False,
    practice=True,
)
