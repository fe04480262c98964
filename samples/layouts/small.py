"""Two layouts of few codes: the identity number notice, and the confirmation of an employer number."""

from samples import fonts
from samples.flow import Flow, Type
from samples.fonts import COURIER, HELVETICA
from samples.paper import Paper
from samples.sheet import Sheet

from . import parts, running
from .base import Layout


def _pin(paper: Paper) -> Sheet:
    """Header on four short lines, no taxpayer number; the identity number in large digits."""
    sheet, f = Sheet(), HELVETICA
    year, use = paper.period_text or "", paper.rng.randint(10, 99)

    def head() -> float:
        day = paper.notice_date if sheet.page == 1 else paper.places.later_date
        lines = [f"Notice {paper.printed_code}", f"Tax Year {year}", f"Notice date {paper.manner.day(day)}"]
        lines += [f"Page {sheet.page} of {{pages}}", f"Internal use only: {use}H"]
        return sheet.lines(420, 46, lines, f.regular, 9.5, pitch=12)

    head()
    parts.wordmark(sheet, 44, 62, 18)
    letterhead = ("Department of the Treasury", "Internal Revenue Service", "Submission Processing", *paper.office)
    sheet.lines(96, 46, letterhead, f.regular, 9.5, pitch=12)
    parts.window_address(sheet, paper, f, 10, x=78, y=152, pitch=13)
    y = sheet.lines(44, 240, fonts.wrap(paper.title[0], f.bold, 15, 500), f.bold, 15, pitch=19)
    sheet.text(44, y + 16, paper.context["pin"], f.bold, 20)

    def on_break(out: Flow) -> None:
        sheet.new_page()
        out.y = head() + 24

    out = running.flow(sheet, Type(f, 10, 12.4, gap=6), 44, 520, y + 48, bottom=744, on_break=on_break)
    out.blocks(paper.why)
    running.sections(out, paper, running.Heading(12))
    return sheet


PIN = Layout(
    name="pin_minimal",
    years=(2013, 2026),
    styles=frozenset({"pin"}),
    draw=_pin,
    caller_digits=(),
    page_text=2900,
    places=frozenset({"later_date"}),
    prints_phone=False,
)


def _entity(paper: Paper) -> Sheet:
    """Typewriter face, capitals, labels with colons; a stub at the end."""
    sheet, f = Sheet(), COURIER

    def rows() -> list[str]:
        day = paper.notice_date if sheet.page == 1 else paper.places.later_date
        lines = [f"Date of this notice:  {paper.manner.day(day)}", "", "Employer Identification Number:"]
        lines += [paper.tin_text or "", "", "Form:  SS-4", "", f"Number of this notice:  {paper.printed_code}"]
        return [*lines, "", "For assistance you may call us at:", paper.phone] if sheet.page == 1 else lines

    def head() -> float:
        sheet.text(36, 26, f"Page {sheet.page} of {{pages}}", f.regular, 10)
        return sheet.lines(336, 44, rows(), f.regular, 10, pitch=11.5)

    parts.mark(sheet, 36, 30, 26)
    sheet.text(66, 50, "IRS", "Helvetica-Bold", 15)
    letterhead = ("DEPARTMENT OF THE TREASURY", "INTERNAL REVENUE SERVICE", *(line.upper() for line in paper.office))
    sheet.lines(104, 42, letterhead, f.regular, 10, pitch=11.5)
    y = head()
    parts.window_address(sheet, paper, f, 10, x=84, y=170, pitch=12)
    y = max(y, 230.0) + 24
    sheet.text(306, y, paper.title[0], f.bold, 11, align="c")

    def on_break(out: Flow) -> None:
        sheet.new_page()
        out.y = head() + 20

    out = running.flow(
        sheet, Type(f, 10, 12.0, gap=9, bullet="*", indent=18), 54, 504, y + 24, bottom=738, on_break=on_break
    )
    out.blocks(paper.why)
    running.sections(out, paper, running.Heading(10, upper=True, above=0))
    _entity_stub(out, paper)
    return sheet


def _entity_stub(out: Flow, paper: Paper) -> None:
    f, sheet = COURIER, out.sheet
    out.need(150)
    y = max(out.y + 10, 590.0)
    parts.perforation(sheet, y)
    sheet.text(54, y + 16, "KEEP THE PART ABOVE. SEND THIS PART WITH ANY LETTER TO US.", f.regular, 9)
    day = paper.manner.day(paper.places.stub_date)
    lines = [
        f"DATE OF THIS NOTICE:  {day}",
        f"EMPLOYER IDENTIFICATION NUMBER:  {paper.tin_text}",
        "FORM:  SS-4   NOBOD",
    ]
    sheet.lines(290, y + 40, lines, f.regular, 9, pitch=12)
    sheet.text(54, y + 40, f"{paper.printed_code}   (99999)", f.regular, 9)
    sheet.lines(54, y + 80, paper.remit, f.regular, 9.5, pitch=12)
    sheet.lines(330, y + 92, (paper.mailed_name, *paper.mailed_address), f.regular, 9.5, pitch=12)


ENTITY = Layout(
    name="ein_confirmation",
    years=(2004, 2026),
    styles=frozenset({"entity"}),
    draw=_entity,
    caller_digits=(),
    page_text=2900,
    dates=("dashed",),
    places=frozenset({"stub_date", "later_date"}),
)
