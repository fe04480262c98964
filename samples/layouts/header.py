"""Header tables of labels and values, as several layouts print them."""

from dataclasses import dataclass, replace

from samples import fonts
from samples.fonts import Family
from samples.paper import Paper
from samples.sheet import PAGES, Sheet

Line = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Table:
    """Where a header table stands. Labels wider than their place are broken, or push their value along (`push`)."""

    x: float
    value_x: float
    y: float
    pitch: float = 12.24
    size: float = 10.0
    push: bool = False
    bold_values: bool = False
    value_right: float | None = None  # values end here instead of beginning at value_x


def top_rows(paper: Paper, *, caller: bool = True, form: bool = False) -> list[Line]:
    """The first page's labels and values, in the order of the redesigned notices; "" is no value."""
    words = paper.words
    rows: list[Line] = [(words.header("notice"), paper.printed_code)]
    rows += period_row(paper)
    if form and paper.periods and paper.periods[0].form:
        rows.append((words.header("form"), paper.context["form"]))
    rows.append((words.header("date"), paper.manner.day(paper.notice_date)))
    rows += tin_row(paper)
    rows.append((words.header("phone"), words.phrase("phone_word").format(phone=paper.phone)))
    if caller and paper.caller_id is not None:
        rows.append((words.header("caller"), paper.caller_id))
    elif caller and paper.rng.random() < 0.3:
        rows.append((words.header("caller"), ""))
    rows += [(words.header(key), value) for key, value in paper.extras]
    return rows


def period_row(paper: Paper) -> list[Line]:
    if paper.period_text is None:
        return []
    key = "year" if paper.spec.scheme == "year" else "period"
    return [(paper.words.header(key), paper.period_text)]


def tin_row(paper: Paper) -> list[Line]:
    return [(paper.words.header(paper.tin_key), paper.tin_text)] if paper.tin_text else []


def later_rows(paper: Paper) -> list[Line]:
    """The small table of pages 2 on: no telephone, no caller."""
    words = paper.words
    rows: list[Line] = [(words.header("notice"), paper.printed_code), *period_row(paper)]
    rows.append((words.header("date"), paper.manner.day(paper.places.later_date)))
    return rows + tin_row(paper)


def page_line(paper: Paper, page: int) -> str:
    return paper.words.phrase("page").replace("{n}", str(page)).replace("{pages}", PAGES)


_EDGE = 596.0


def _widest(value: str, family: Family, size: float) -> float:
    return max(fonts.width(part, family.bold, size) for part in value.split("\n"))


def _shifted(table: Table, rows: list[Line], family: Family) -> Table:
    over = table.value_x + max(_widest(value, family, table.size) for _, value in rows) - _EDGE
    if over <= 0 or table.value_right is not None:
        return table
    return replace(table, x=table.x - over, value_x=table.value_x - over)


def draw(sheet: Sheet, table: Table, rows: list[Line], family: Family) -> float:
    """The rows from baseline `table.y`; gives the next baseline. Long values move the whole table to the left."""
    table = _shifted(table, rows, family)
    y = table.y
    room = table.value_x - table.x - 5
    for label, value in rows:
        wide = fonts.width(label.replace("\n", " "), family.regular, table.size)
        pushed = table.push and wide > room and table.x + wide + 8 + _widest(value, family, table.size) < _EDGE
        labels = [label] if pushed else fonts.wrap(label, family.regular, table.size, room)
        values = value.split("\n")
        for n, part in enumerate(labels):
            sheet.text(table.x, y + n * table.pitch, part, family.regular, table.size)
        font = family.bold if table.bold_values else family.regular
        for n, part in enumerate(values):
            at = table.x + wide + 8 if pushed else table.value_x
            if table.value_right is not None and not pushed:
                sheet.text(table.value_right, y + n * table.pitch, part, font, table.size, align="r")
            else:
                sheet.text(at, y + n * table.pitch, part, font, table.size)
        y += max(len(labels), len(values)) * table.pitch
    return y
