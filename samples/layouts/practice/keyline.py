"""A bold line that says it all, facts boxed at the right, striped rows, a payment form on the last page."""

from samples import fonts
from samples.flow import Flow, Type
from samples.fonts import HELVETICA, LIGHT
from samples.layouts import header, parts, running, stubs
from samples.layouts.base import Layout
from samples.paper import Paper
from samples.sheet import Area, Rule, Sheet
from schemas.geometry import Box

from .common import asked_row, document, due_row, facts, farewell, greeting, page_mark, page_width

_F, _B = HELVETICA, LIGHT
_LEFT, _RIGHT = 48.0, 564.0
_BOX = 330.0  # left edge of the facts
_TYPE = Type(_F, 10.2, 14.0, gap=7, bullet="–", indent=12)
_FORM = 470.0  # where the payment form begins


def _draw(paper: Paper) -> Sheet:
    sheet = Sheet()
    y = _opening(sheet, paper)

    def on_break(out: Flow) -> None:
        sheet.new_page()
        out.y = _later(sheet, paper)

    out = running.flow(sheet, _TYPE, _LEFT, _RIGHT - _LEFT, y, bottom=742.0, on_break=on_break)
    greeting(out, paper)
    out.blocks(paper.why)
    if paper.rows:
        _striped(out, paper)
    if len(paper.periods) > 1:
        running.detail(out, paper, paper.words.phrase("details"), 11)
    running.sections(out, paper, running.Heading(12.5))
    farewell(out, paper)
    if paper.spec.coupon == "payment":
        if out.y > _FORM - 24:
            on_break(out)
        _form(sheet, paper)
    return sheet


def _opening(sheet: Sheet, paper: Paper) -> float:
    """Letterhead, address, facts and the key line; gives the next baseline."""
    parts.mark(sheet, _LEFT, 34, 26)
    sheet.text(_RIGHT, 22, page_mark(paper, 1), _F.bold, 8.6, align="r")
    sheet.text(_LEFT + 34, 52, "Internal Revenue Service", _B.regular, 15)
    sheet.lines(_LEFT, 78, ("Department of the Treasury", *paper.office), _F.regular, 8.5, pitch=11)
    parts.window_address(sheet, paper, _F, 10, x=_LEFT + 30, y=144, pitch=13)
    y = max(_facts(sheet, paper), 206.0) + 30
    for text in _key(paper):
        for line in fonts.wrap(text, _F.bold, 15, _RIGHT - _LEFT):
            sheet.text(_LEFT, y, line, _F.bold, 15)
            y += 19
    return y + 6


def _key(paper: Paper) -> list[str]:
    """The title's first line, then what is owed and until when as one sentence."""
    parts_ = [f"{label}: {value}" for label, value in (*asked_row(paper), *due_row(paper))]
    return [paper.title[0], ". ".join(parts_) + "."] if parts_ else list(paper.title)


def _facts(sheet: Sheet, paper: Paper) -> float:
    """Labels with colons, values set right; the first row white on black. Gives the lower edge."""
    rows = [(paper.words.header("notice"), document(paper))]
    rows += [row for row in facts(paper) if row[1] != document(paper)]
    y = 34.0
    for n, (label, value) in enumerate(rows):
        values = value.split("\n")
        wide = max(fonts.width(part, _F.bold, 9.2) for part in values)
        labels = fonts.wrap(label + ":", _F.regular, 9.2, _RIGHT - _BOX - wide - 18)
        high = 4.5 + 11.5 * max(len(values), len(labels))
        sheet.add(Area(Box(_BOX, y, _RIGHT, y + high), 0.1 if n == 0 else 0.93, None))
        gray = 1.0 if n == 0 else 0.0
        for k, part in enumerate(labels):
            sheet.text(_BOX + 6, y + 11.5 + 11.5 * k, part, _F.regular, 9.2, gray=gray)
        for k, part in enumerate(values):
            sheet.text(_RIGHT - 6, y + 11.5 + 11.5 * k, part, _F.bold, 9.2, align="r", gray=gray)
        y += high
    return y


def _striped(out: Flow, paper: Paper) -> None:
    """Every second row on gray, the total between thick rules."""
    sheet, size = out.sheet, 10.2
    out.need(19.0 * (len(paper.rows) + 1))
    out.line(paper.summary_heading, _F.bold, 12.5, pitch=12)
    for n, row in enumerate(paper.rows):
        total = paper.has_total and n == len(paper.rows) - 1
        font = _F.bold if total else _F.regular
        lines = fonts.wrap(row.label.replace("\n", " "), font, size, 340)
        high = 6 + 13.0 * len(lines)
        if n % 2 == 0 and not total:
            sheet.add(Area(Box(_LEFT, out.y, _RIGHT, out.y + high), 0.92, None))
        if total:
            sheet.add(Rule(_LEFT, out.y, _RIGHT, out.y, 1.2), Rule(_LEFT, out.y + high, _RIGHT, out.y + high, 1.2))
        sheet.lines(_LEFT + 6, out.y + 13, lines, font, size, pitch=13)
        amount = paper.manner.money(row.amount, sign=True)
        sheet.text(_RIGHT - 6, out.y + 13, amount, font, size, align="r")
        sheet.note(row.id)
        out.y += high
    out.y += 24


def _later(sheet: Sheet, paper: Paper) -> float:
    """A running line with slashes."""
    texts = ["IRS", document(paper), paper.manner.day(paper.places.later_date), paper.tin_text or ""]
    sheet.text(_LEFT, 40, "  /  ".join(t for t in texts if t), _F.regular, 8.6, gray=0.2)
    mark = page_mark(paper, sheet.page)
    sheet.text(_RIGHT - page_width(mark, _F.bold, 8.6), 40, mark, _F.bold, 8.6)
    return 76.0


def _form(sheet: Sheet, paper: Paper) -> None:
    """The payment form below the end of the text: rows from edge to edge."""
    words, y = paper.words, _FORM
    parts.perforation(sheet, y)
    sheet.text(_LEFT, y + 34, words.phrase("payment"), _B.bold, 17)
    parts.barcode(sheet, 430, y + 18, 18, paper.rng, bars=40)
    rows = [*header.tin_row(paper), (words.header("date"), paper.manner.day(paper.places.stub_date))]
    rows.append((words.header("notice"), paper.code))
    at = y + 62
    for label, value in rows:
        sheet.text(_LEFT, at, f"{label}:", _F.regular, 9.5)
        sheet.text(_LEFT + 130, at, value, _F.bold, 9.5)
        at += 15
    labels = stubs.coupon_words(paper).split("\n")
    sheet.add(Rule(_LEFT, at, _RIGHT, at, 0.8), Rule(_LEFT, at + 46, _RIGHT, at + 46, 0.8))
    sheet.text(_LEFT, at + 20, labels[0], _F.bold, 12)
    sheet.lines(_LEFT, at + 36, labels[1:], _F.regular, 9, pitch=12)
    if paper.places.coupon_amount is not None:
        amount = paper.manner.money(paper.places.coupon_amount, sign=True)
        sheet.text(_RIGHT, at + 24, amount, _F.bold, 15, align="r")
    at += 66
    for item in paper.stub_bullets:
        at = sheet.lines(_LEFT, at, fonts.wrap(item, _F.regular, 8.6, 500), _F.regular, 8.6, pitch=11)
    sheet.lines(_LEFT, at + 18, (paper.case.name, *paper.case.address), _F.regular, 9.5, pitch=12)
    sheet.lines(380, at + 18, paper.remit, _F.regular, 9.5, pitch=12)


KEYLINE = Layout(
    name="practice_keyline",
    years=(2010, 2026),
    styles=frozenset({"notice", "acs", "letter", "field", "correspondex"}),
    draw=_draw,
    voice="keyline",
    voice_es="keyline_es",
    langs=frozenset({"en", "es"}),
    masks={"": 3, "X": 4, "*": 3},
    caller_digits=(6,),
    dates=("long", "padded", "slashed"),
    money=("${}", "$ {}"),
    page_text=2500,
    contact_stub=False,
    practice=True,
)
