"""Letters of examiners and of revenue officers: labels over values in a column at the right, or in a box."""

from samples import fonts
from samples.flow import Flow, Type
from samples.fonts import HELVETICA, TIMES, Family
from samples.paper import Paper
from samples.sheet import Rule, Sheet

from . import parts, running
from .base import HEADED, Layout
from .lettering import closing, number, respond, salutation

LEFT, RIGHT = 60.0, 556.0


def _stacked(sheet: Sheet, rows: list[tuple[str, str]], family: Family, x: float, y: float) -> float:
    """Labels in bold with their values below; gives the next baseline."""
    for label, value in rows:
        y = sheet.lines(x, y, label.split("\n"), family.bold, 9, pitch=11)
        y = sheet.lines(x, y, value.split("\n"), family.regular, 10, pitch=12) + 3
    return y


def _examiner(paper: Paper) -> Sheet:
    """Letters of examination and deficiency: a column of labels over their values at the right."""
    sheet = Sheet()
    f = paper.rng.choice((HELVETICA, TIMES))
    parts.wordmark(sheet, 44, 66, 19)
    sheet.lines(
        96, 52, ("Department of the Treasury", "Internal Revenue Service", *paper.office), f.regular, 9.5, pitch=11.5
    )
    right = _stacked(sheet, _facts(paper), f, 392, 48)
    parts.window_address(sheet, paper, f, 10, x=78, y=154, pitch=13)
    y = max(right, 226.0) + 10
    if paper.rng.random() < 0.4:
        sheet.text(78, 212, "CERTIFIED MAIL", f.bold, 9)
    for line in paper.title:
        y = sheet.lines(LEFT, y, fonts.wrap(line, f.bold, 13, RIGHT - LEFT), f.bold, 13, pitch=17)
    type_ = Type(f, 10.5 if f is TIMES else 10, 12.6, gap=7)

    def on_break(out: Flow) -> None:
        _foot(sheet, paper, f)
        sheet.new_page()
        out.y = _later(sheet, paper, f)

    out = running.flow(sheet, type_, LEFT, RIGHT - LEFT, y + 4, bottom=728, on_break=on_break)
    _body(out, paper, f)
    _foot(sheet, paper, f)
    return sheet


def _facts(paper: Paper) -> list[tuple[str, str]]:
    words = paper.words
    rows = [(words.header("date"), paper.manner.day(paper.notice_date))]
    if paper.tin_text:
        rows.append((words.header(paper.tin_key), paper.tin_text))
    rows.append((words.header("form"), paper.context["form"]))
    year = paper.spec.scheme == "year"
    dates = ", ".join(str(p.period_end.year) for p in paper.periods) if year else "\n".join(
        paper.manner.day(p.period_end) for p in paper.periods)  # fmt: skip
    rows.append((words.header("year" if year else "period"), dates))
    rows.append((words.phrase("person"), f"{paper.contact[0]}\nID {paper.contact[1]}"))
    rows.append((words.header("phone"), paper.phone))
    return rows + respond(paper)


def _body(out: Flow, paper: Paper, f: Family) -> None:
    out.para(salutation(paper), f.regular)
    out.blocks(paper.why)
    if paper.detail is not None:
        running.detail(out, paper, "", 11)
    elif paper.rows:
        out.need(len(paper.rows) * 14 + 30)
        out.line(paper.summary_heading, f.bold, 11, pitch=17)
        out.y = parts.summary(out.sheet, paper, f, 10, parts.Place(LEFT + 30, RIGHT - 60, out.y, 14)) + 8
    running.sections(out, paper, running.Heading(11.5))
    closing(out, paper)


def _later(sheet: Sheet, paper: Paper, f: Family) -> float:
    day = paper.manner.day(paper.places.later_date)
    sheet.lines(LEFT, 44, (paper.case.name, day, paper.tin_text or ""), f.regular, 9.5, pitch=12)
    sheet.text(RIGHT, 44, f"Page {sheet.page} of {{pages}}", f.regular, 9.5, align="r")
    return 98.0


def _foot(sheet: Sheet, paper: Paper, f: Family) -> None:
    """The letter's number at the bottom right: the only place that prints it."""
    revised = paper.context["revised"]
    sheet.text(RIGHT, 752, f"Letter {number(paper)} (Rev. {revised})", f.bold, 9.5, align="r")
    sheet.text(RIGHT, 764, f"Catalog Number {paper.context['catalog']}", f.regular, 8.5, align="r")
    if sheet.page == 1:
        sheet.text(306, 764, "Page 1 of {pages}", f.regular, 8.5, align="c")


EXAMINER = Layout(
    name="examiner_letter",
    years=(2004, 2026),
    styles=frozenset({"letter"}),
    draw=_examiner,
    voice="letter",
    masks={"": 5, "X": 4, "*": 1},
    caller_digits=(),
    dates=("long", "long", "slashed"),
    places=HEADED,
    page_text=2900,
    detail_instead=True,
)


def _field(paper: Paper) -> Sheet:
    """Letters of revenue officers: facts in two boxed columns, certified mail, a table of what is owed."""
    sheet, f = Sheet(), HELVETICA
    parts.mark(sheet, 46, 40, 32)
    sheet.text(84, 62, "IRS", "Helvetica-Bold", 19)
    sheet.lines(
        130, 50, ("Department of the Treasury", "Internal Revenue Service", *paper.office), f.regular, 9.5, pitch=11.5
    )
    y = _boxes(sheet, paper)
    parts.window_address(sheet, paper, f, 10, x=72, y=152, pitch=13)
    y = max(y, 226.0) + 18
    for line in paper.title:
        for part in fonts.wrap(line, f.bold, 12, 470):
            sheet.text(306, y, part, f.bold, 12, align="c")
            y += 15.5

    def on_break(out: Flow) -> None:
        _foot(sheet, paper, f)
        sheet.new_page()
        out.y = _later(sheet, paper, f)

    out = running.flow(sheet, Type(f, 10, 12.2, gap=7), LEFT, RIGHT - LEFT, y + 8, bottom=728, on_break=on_break)
    _body(out, paper, f)
    _foot(sheet, paper, f)
    return sheet


def _boxes(sheet: Sheet, paper: Paper) -> float:
    f, words = HELVETICA, paper.words
    rows = [
        (words.header("date"), paper.manner.day(paper.notice_date)),
        *[(words.header(paper.tin_key), paper.tin_text or "")],
    ]
    rows += [
        (words.phrase("person"), paper.contact[0]),
        ("Employee ID number:", paper.contact[1]),
        (words.header("phone"), paper.phone),
    ]
    rows += respond(paper)
    x0, x1, y = 352.0, 566.0, 36.0
    for label, value in rows:
        labels = label.split("\n")
        tall = 12 + 11 * len(labels) + 4
        sheet.lines(x0 + 4, y + 11, labels, f.regular, 8.5, pitch=10.5)
        sheet.text(x0 + 10, y + tall - 5, value, f.bold, 10)
        sheet.add(Rule(x0, y, x1, y))
        y += tall
    sheet.add(Rule(x0, y, x1, y), Rule(x0, 36, x0, y), Rule(x1, 36, x1, y))
    return y


FIELD = Layout(
    name="field_letter",
    years=(2004, 2026),
    styles=frozenset({"field"}),
    draw=_field,
    voice="letter",
    masks={"": 6, "X": 3, "*": 1},
    caller_digits=(),
    dates=("long", "slashed"),
    places=HEADED,
    page_text=2900,
    detail_instead=True,
)
