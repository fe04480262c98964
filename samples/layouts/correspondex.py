"""Letters from the service centers' letter system: typewriter face, a reference block on each page."""

from samples import fonts
from samples.flow import Flow, Type
from samples.fonts import COURIER
from samples.paper import Paper
from samples.sheet import Sheet

from . import parts, running
from .base import HEADED, Layout
from .lettering import closing, number, salutation

_MFT = {"941": "01", "1120": "02", "940": "10", "1065": "06"}


def _correspondex(paper: Paper) -> Sheet:
    """Typewriter letters: reply reference, day and letter number, number and period on three lines."""
    sheet, f = Sheet(), COURIER
    refer = f"0{paper.rng.randint(100, 999)}0{paper.rng.randint(10000, 99999)}"
    sheet.text(36, 28, "Page 1 of {pages}", f.regular, 10)
    top = _reference(sheet, paper, refer, 40.0)
    sheet.lines(
        36, 42, ("Department of the Treasury", "Internal Revenue Service", *paper.office), f.regular, 9.5, pitch=11.5
    )
    parts.wordmark(sheet, 36, 112, 15)
    parts.window_address(sheet, paper, f, 10, x=78, y=160, pitch=12.5)
    parts.barcode(sheet, 78, 205, 9, paper.rng)
    y = max(240.0, top + 30)
    for label, value in _named(paper):
        sheet.text(300, y, label, f.regular, 10)
        x, values = 300 + fonts.width(label + "  ", f.regular, 10), value.split("\n")
        if x + fonts.width(max(values, key=len), f.regular, 10) > 590:
            x, y = 336, y + 12
        y = sheet.lines(x, y, values, f.regular, 10, pitch=12)
    y += 16

    def on_break(out: Flow) -> None:
        sheet.new_page()
        sheet.text(36, 28, f"Page {sheet.page} of {{pages}}", f.regular, 10)
        out.y = _reference(sheet, paper, refer, 40.0) + 16

    out = running.flow(
        sheet, Type(f, 10, 12.2, gap=10, bullet="*", indent=18), 66, 492, y, bottom=738, on_break=on_break
    )
    out.para(salutation(paper), f.regular)
    out.blocks(paper.why)
    running.sections(out, paper, running.Heading(10.0, upper=True, above=2))
    closing(out, paper)
    return sheet


def _reference(sheet: Sheet, paper: Paper, refer: str, y: float) -> float:
    """The block at the top right of every page; gives its last baseline."""
    f, x = COURIER.regular, 330.0
    day = paper.notice_date if sheet.page == 1 else paper.places.later_date
    code = number(paper)
    lines = [f"In reply refer to:  {refer}", f"{paper.manner.day(day):<14} LTR {code:<6} 0   "]
    if paper.tin_text:
        period = f"{paper.periods[-1].period_end:%Y%m}" if paper.periods else "000000"
        mft = _MFT.get(paper.periods[-1].form or "", "30") if paper.periods else "00"
        lines.append(f"{paper.tin_text}   {period} {mft}")
    if sheet.page == 1:
        lines.append("                    00012345")
        lines.append(f"               BODC{paper.rng.choice(('D-WI', ': SB', 'D-SB', ': WI'))}")
    return sheet.lines(x, y, lines, f, 10, pitch=12) - 12


def _named(paper: Paper) -> list[tuple[str, str]]:
    words = paper.words
    rows = [(words.header(paper.tin_key).replace("\n", " "), paper.tin_text)] if paper.tin_text else []
    if paper.periods:
        dates = "\n".join(paper.manner.day(p.period_end) for p in paper.periods)
        rows.append((words.header("period"), dates))
        rows.append((words.header("form"), paper.context["form"]))
    rows.append((words.header("phone"), paper.phone))
    return rows


CORRESPONDEX = Layout(
    name="correspondex",
    years=(2004, 2026),
    styles=frozenset({"correspondex"}),
    draw=_correspondex,
    voice="letter",
    masks={"": 5, "X": 4, "*": 2},
    caller_digits=(),
    dates=("abbreviated", "long"),
    places=HEADED,
    page_text=2900,
)
