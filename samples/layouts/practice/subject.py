"""A typed business letter: a day without a label, subject lines, the sum in the middle between rules, no table."""

from samples import fonts
from samples.flow import Flow, Type
from samples.fonts import TIMES
from samples.layouts import header, running
from samples.layouts.base import HEADED, Layout
from samples.layouts.header import Line
from samples.layouts.lettering import salutation
from samples.paper import Paper
from samples.sheet import Rule, Sheet

from .common import LETTERS, answer_row, asked_row, desk_rows, document, due_row, farewell, page_mark

_F = TIMES
_LEFT, _RIGHT = 72.0, 540.0
_WIDE = _RIGHT - _LEFT
_MIDDLE = (_LEFT + _RIGHT) / 2
_SIZE = 11.0
_TYPE = Type(_F, _SIZE, 13.2, gap=7, bullet="-", indent=16)
_LAST = 742.0


def _draw(paper: Paper) -> Sheet:
    sheet = Sheet()
    low = _summary(sheet, paper)
    y = _opening(sheet, paper)

    def on_break(out: Flow) -> None:
        sheet.new_page()
        out.y, out.bottom = _later(sheet, paper), _LAST

    out = running.flow(sheet, _TYPE, _LEFT, _WIDE, y, bottom=low, on_break=on_break)
    out.para(salutation(paper), _F.regular)
    for line in paper.title:
        out.para(line, _F.bold)
    out.blocks(paper.why)
    _asked(out, paper)
    if paper.rows:
        _made_up(out, paper)
    if len(paper.periods) > 1:
        running.detail(out, paper, paper.words.phrase("details"), _SIZE)
    running.sections(out, paper, running.Heading(_SIZE, above=3))
    farewell(out, paper)
    return sheet


def _named(paper: Paper) -> str:
    """ "Notice CP503", "Letter 1058"."""
    word = "" if paper.spec.style in LETTERS else f"{paper.words.header('notice')} "
    return word + document(paper)


def _opening(sheet: Sheet, paper: Paper) -> float:
    """Letterhead, the day by itself at the right, address with the number below, subject; gives the next baseline."""
    sheet.text(_MIDDLE, 46, "Internal Revenue Service", _F.bold, 16, align="c")
    office = " – ".join(("United States Department of the Treasury", *paper.office))
    sheet.text(_MIDDLE, 61, office, _F.italic, 9.5, align="c")
    sheet.text(_RIGHT, 92, paper.manner.day(paper.notice_date), _F.regular, _SIZE, align="r")
    block = [paper.mailed_name, *paper.mailed_address]
    block += [f"{label}: {value}" for label, value in header.tin_row(paper)]
    y = sheet.lines(_LEFT, 112, block, _F.regular, _SIZE, pitch=13.2) + 11
    for n, line in enumerate(_subject(paper)):
        sheet.text(_LEFT, y, "" if n else "RE:", _F.bold, _SIZE)
        y = sheet.lines(_LEFT + 34, y, fonts.wrap(line, _F.bold, _SIZE, _WIDE - 34), _F.bold, _SIZE, pitch=14)
    return y + 10


def _subject(paper: Paper) -> list[str]:
    """What the letter is about, words in capitals; then whom to ring."""
    items = [f"{label.upper()} {value.replace(chr(10), '; ')}" for label, value in header.period_row(paper)]
    items += [f"FORM {paper.context['form']}"] if "form" in paper.context else []
    desk = [f"{label} {value}" for label, value in desk_rows(paper)]
    return [" — ".join([*items, _capitals(paper)]), "; ".join(desk)]


def _capitals(paper: Paper) -> str:
    return _named(paper).replace("Letter", "LETTER").replace("Notice", "NOTICE")


def _wanted(paper: Paper) -> list[Line]:
    """What is asked for, and by when."""
    return [*asked_row(paper), *(due_row(paper) or answer_row(paper))]


def _asked(out: Flow, paper: Paper) -> None:
    """In the middle of the page between short rules."""
    rows = _wanted(paper)
    if not rows:
        return
    out.need(18.0 * len(rows) + 22)
    y = out.y + 2
    out.sheet.add(Rule(_MIDDLE - 140, y - 10, _MIDDLE + 140, y - 10, 0.7))
    for label, value in rows:
        y += 7
        out.sheet.text(_MIDDLE, y, f"{label}  {value}", _F.bold, 12.5, align="c")
        y += 10
    out.sheet.add(Rule(_MIDDLE - 140, y, _MIDDLE + 140, y, 0.7))
    out.y = y + 20


def _made_up(out: Flow, paper: Paper) -> None:
    """The figures as typed lines, each with the word that says whether it adds; the result below "in all"."""
    out.need(14.0 * len(paper.rows) + 30)
    out.line(paper.summary_heading, _F.regular, _SIZE, pitch=16)
    sheet, edge = out.sheet, _LEFT + 400
    for n, row in enumerate(paper.rows):
        total = paper.has_total and n == len(paper.rows) - 1
        word = "" if n == 0 or not paper.has_total else "in all," if total else "less" if row.amount < 0 else "plus"
        amount = abs(row.amount) if word == "less" else row.amount
        sheet.text(_LEFT + 36, out.y, word, _F.italic, _SIZE)
        sheet.text(edge, out.y, paper.manner.money(amount, sign=True), _F.regular, _SIZE, align="r")
        lines = fonts.wrap(row.label.replace("\n", " "), _F.regular, _SIZE, 240)
        out.y = sheet.lines(_LEFT + 76, out.y, lines, _F.regular, _SIZE, pitch=13.6)
        sheet.note(row.id)
    out.y += 8


def _summary(sheet: Sheet, paper: Paper) -> float:
    """The end of the first page says it all once more in a sentence; gives the lowest baseline above it."""
    parts = [f"{_named(paper)} {paper.words.header('date')} {paper.manner.day(paper.notice_date)}"]
    parts += [f"{label} {value}" for label, value in header.tin_row(paper)]
    parts += [f"{label[0].lower()}{label[1:]} {value}" for label, value in _wanted(paper)]
    lines = fonts.wrap("In short: " + "; ".join(parts) + ".", _F.italic, 10.5, _WIDE)
    top = _LAST - 12.6 * (len(lines) - 1)
    sheet.lines(_LEFT, top, lines, _F.italic, 10.5, pitch=12.6)
    sheet.text(_MIDDLE, 768, page_mark(paper, 1), _F.regular, 9, align="c")
    return top - 20


def _later(sheet: Sheet, paper: Paper) -> float:
    """Addressee, day and page stacked at the left, as typists head a second sheet; gives the next baseline."""
    number = [f"{label}: {value}" for label, value in header.tin_row(paper)]
    day = paper.manner.day(paper.places.later_date)
    lines = [paper.case.name, "; ".join([_named(paper), *number]), day, page_mark(paper, sheet.page)]
    return sheet.lines(_LEFT, 44, lines, _F.regular, 10, pitch=12) + 18


SUBJECT = Layout(
    name="practice_subject",
    years=(2004, 2026),
    styles=frozenset({"notice", "acs", "letter", "field", "correspondex"}),
    draw=_draw,
    voice="subject",
    masks={"": 3, "X": 3, "*": 2, "last": 2},
    caller_digits=(4, 5),
    dates=("ordinal", "ordinal", "day_month"),
    places=HEADED,
    money=("${}", "$ {}"),
    spaced=0.3,
    page_text=2700,
    contact_stub=False,
    practice=True,
)
