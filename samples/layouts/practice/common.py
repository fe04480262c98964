"""What the practice layouts share: their facts as labels and values, in an order of their own."""

from samples import fonts
from samples.flow import Flow
from samples.fonts import Family
from samples.layouts import header
from samples.layouts.header import Line
from samples.layouts.lettering import closing, number, respond, salutation
from samples.paper import Paper
from samples.sheet import PAGES, Sheet

LETTERS = frozenset({"letter", "field", "correspondex"})
BILLED = frozenset({"by", "received", "payment"})


def document(paper: Paper) -> str:
    """ "CP503", "Letter 1058": what this paper is, with the word for it where the number alone says too little."""
    return f"Letter {number(paper)}" if paper.spec.style in LETTERS else paper.printed_code


def form_row(paper: Paper) -> list[Line]:
    return [(paper.words.header("form"), paper.context["form"])] if "form" in paper.context else []


def due_row(paper: Paper) -> list[Line]:
    """The day by which to pay, where it is a day."""
    if paper.due is None or paper.due_kind not in BILLED:
        return []
    return [(paper.words.phrase("pay_by"), paper.manner.day(paper.due))]


def answer_row(paper: Paper) -> list[Line]:
    """The day by which to answer, where it is a day."""
    return [(label.replace("\n", " ").rstrip(":"), value) for label, value in respond(paper)]


def asked_row(paper: Paper) -> list[Line]:
    """What is asked for now, under the label that it has among the rows."""
    wanted = "total" if paper.spec.asks == "total" else paper.spec.asks
    found = [row for row in paper.rows if row.id == wanted]
    if paper.asked is None or not found:
        return []
    return [(found[0].label.replace("\n", " "), paper.manner.money(paper.asked, sign=True))]


def desk_rows(paper: Paper) -> list[Line]:
    """Whom to call, as letters name one; then other numbers."""
    words = paper.words
    rows: list[Line] = []
    if paper.spec.style in LETTERS:
        rows.append((words.phrase("person").rstrip(":"), f"{paper.contact[0]}, no. {paper.contact[1]}"))
    rows.append((words.header("phone"), paper.phone))
    if paper.caller_id is not None:
        rows.append((words.header("caller"), paper.caller_id))
    return rows + [(words.header(key), value) for key, value in paper.extras]


def facts(paper: Paper) -> list[Line]:
    """Number, document, periods, form, day and the rest: the order that no other layout has."""
    words = paper.words
    rows = [*header.tin_row(paper), (words.header("notice"), document(paper))]
    rows += [*form_row(paper), *header.period_row(paper)]
    rows.append((words.header("date"), paper.manner.day(paper.notice_date)))
    return rows + due_row(paper) + answer_row(paper) + desk_rows(paper)


def page_mark(paper: Paper, page: int) -> str:
    return header.page_line(paper, page)


def page_width(text: str, font: str, size: float) -> float:
    """Printed width of a text that may name the number of pages."""
    return fonts.width(text.replace(PAGES, "0"), font, size)


def fitted(text: str, font: str, size: float, room: float) -> float:
    """The size, `size` or a smaller one, in which the text takes no more than `room`."""
    return min(size, size * room / max(fonts.width(text, font, size), 1.0))


def titles(
    sheet: Sheet, paper: Paper, family: Family, *, x: float, y: float, room: float, sizes: tuple[float, float]
) -> float:
    """The lines of the title, the first one larger; gives the next baseline."""
    for n, line in enumerate(paper.title):
        size = sizes[min(n, 1)]
        lines = fonts.wrap(line, family.bold, size, room)
        y = sheet.lines(x, y, lines, family.bold, size, pitch=size * 1.22)
    return y


def greeting(out: Flow, paper: Paper) -> None:
    if paper.spec.style in LETTERS:
        out.para(salutation(paper), out.type.family.regular)


def farewell(out: Flow, paper: Paper) -> None:
    if paper.spec.style in LETTERS:
        closing(out, paper)
