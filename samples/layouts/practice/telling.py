"""No block of facts: below a day and a subject all is told in sentences; a slip at the end tells it once more."""

import re
from collections.abc import Sequence
from itertools import groupby

from samples import fonts
from samples.flow import Flow, Type
from samples.fonts import VERA
from samples.layouts import header, parts, running
from samples.layouts.base import COUPONED, Layout
from samples.paper import Paper
from samples.periods import joined, own_words
from samples.sheet import Rule, Sheet
from samples.tables import recipe_of
from schemas.notice import TaxPeriod

from .common import LETTERS, document, farewell, greeting, page_mark

_F = VERA
_LEFT, _RIGHT = 84.0, 536.0
_WIDE = _RIGHT - _LEFT
_TYPE = Type(_F, 9.4, 13.6, gap=7, bullet="–", indent=12)
_SMALL, _SMALL_PITCH = 8.2, 11.2
_SLIP = 640.0  # where the slip is cut off
_SLIP_TEXT = 290.0  # width of the slip's sentences
_LAST = 746.0
_FIGURED = re.compile(r": .*\.\d\d$")  # "Amount due: $5,000.12", which a sentence tells


def _draw(paper: Paper) -> Sheet:
    sheet = Sheet()
    stubbed = paper.spec.coupon == "payment"
    if stubbed:
        _slip(sheet, paper)
    y = _opening(sheet, paper)

    def on_break(out: Flow) -> None:
        sheet.new_page()
        out.y, out.bottom = _later(sheet, paper), _LAST

    low = _SLIP - 18 if stubbed else _LAST
    out = running.flow(sheet, _TYPE, _LEFT, _WIDE, y, bottom=low, on_break=on_break)
    greeting(out, paper)
    for sentences in (_matter(paper), _sums(paper)):
        if sentences:
            out.para(" ".join(sentences), _F.regular)
    out.blocks(paper.why)
    out.para(" ".join(_desk(paper)), _F.regular)
    if paper.rows:
        _table(out, paper)
    if len(paper.periods) > 1:
        running.detail(out, paper, paper.words.phrase("details"), 9.8)
    running.sections(out, paper, running.Heading(9.8, above=4))
    farewell(out, paper)
    return sheet


def _tell(paper: Paper, key: str, **names: str) -> str:
    """A sentence of the voice with its names filled in."""
    return paper.words.phrase(key).format(**names)


def _named(paper: Paper) -> str:
    """ "our notice CP503", "our Letter 5071C"."""
    key = "letter_named" if paper.spec.style in LETTERS else "notice_named"
    return _tell(paper, key, code=document(paper))


def _number(paper: Paper) -> list[str]:
    """ "kept under SSN 412-00-7253"."""
    return [f"{label} {value}" for label, value in header.tin_row(paper)]


def _opening(sheet: Sheet, paper: Paper) -> float:
    """Letterhead in the middle, address, day, subject, headline; gives the next baseline."""
    middle = (_LEFT + _RIGHT) / 2
    parts.mark(sheet, middle - 11, 26, 22)
    sheet.text(middle, 62, "Internal Revenue Service", _F.bold, 11, align="c")
    sheet.text(middle, 75, ", ".join(paper.office), _F.regular, _SMALL, align="c")
    sheet.text(_RIGHT, 36, page_mark(paper, 1), _F.regular, _SMALL, align="r")
    y = parts.window_address(sheet, paper, _F, 9.6, x=_LEFT, y=108, pitch=12.6) + 14
    sheet.text(_LEFT, y, _tell(paper, "dated", day=paper.manner.day(paper.notice_date)), _F.italic, 9.4)
    subject = _tell(paper, "subject", matter=", ".join([_named(paper), *_number(paper)]))
    y = _lines(sheet, y + 15, subject, _F.italic, 9.4) + 8
    for n, line in enumerate(paper.title):
        if n == 0 or not _FIGURED.search(line):
            y = _lines(sheet, y, line, _F.bold, 11.5 if n == 0 else 10.0)
    return y + 4


def _lines(sheet: Sheet, y: float, text: str, font: str, size: float) -> float:
    """The text from edge to edge; gives the baseline after it."""
    return sheet.lines(_LEFT, y, fonts.wrap(text, font, size, _WIDE), font, size, pitch=1.38 * size)


def _returns(paper: Paper) -> str:
    """ "your Form 1040 for the year that ended December 31, 2019", one after the other where there are more."""
    lang, told = paper.manner.lang, []
    for form, some in groupby(paper.periods, key=lambda period: period.form):
        times = joined([_time(paper, period) for period in some], lang)
        told.append(_tell(paper, "of_form", form=form, times=times) if form else times)
    return joined(told, lang)


def _time(paper: Paper, period: TaxPeriod) -> str:
    own = own_words(period, paper.manner) if paper.manner.periods == "spelled" else None
    if own is not None:
        return _tell(paper, "time_named", period=own)
    return _tell(paper, f"time_{period.kind}", end=paper.manner.day(period.period_end))


def _matter(paper: Paper) -> list[str]:
    """What it is about, what is owed and by when, or by when to answer."""
    told = [_tell(paper, "concerns", returns=_returns(paper))] if paper.periods else []
    names = {"due": paper.manner.day(paper.due)} if paper.due is not None else {}
    if paper.asked is not None:
        amount = paper.manner.money(paper.asked, sign=True)
        return [*told, _tell(paper, _bid(paper), amount=amount, **names)]
    if paper.due is not None:
        told.append(_tell(paper, f"answer_{paper.due_kind}", **names))
    return told


def _bid(paper: Paper) -> str:
    """The key of the sentence that asks for money: by what it is asked for and by how it wants to be paid."""
    if not paper.asked:
        return "owe_nothing"
    late = "late_" if paper.spec.asks == "past_due" else ""
    return f"owe_{late}{paper.due_kind}"


def _sums(paper: Paper) -> list[str]:
    """Row by row, without those that the matter told; whether one adds is said in words, so that none has a sign."""
    told = []
    for row in paper.rows:
        key = recipe_of(paper.spec).total if paper.has_total and row.id == "total" else row.id
        if row.id != paper.spec.asks:
            amount = paper.manner.money(abs(row.amount), sign=True)
            told.append(_tell(paper, f"told_{key}", amount=amount))
    return [paper.words.phrase("sums"), *told] if len(told) > 1 else told


def _desk(paper: Paper) -> list[str]:
    """Whom to call and what to say, and under which numbers the matter is kept."""
    told = []
    if paper.spec.style in LETTERS:
        told.append(_tell(paper, "desk", name=paper.contact[0], number=paper.contact[1]))
    told.append(_tell(paper, "call", phone=paper.phone))
    if paper.caller_id is not None:
        told.append(_tell(paper, "code", caller=paper.caller_id))
    return told + [_tell(paper, f"kept_{key}", value=value) for key, value in paper.extras]


def _table(out: Flow, paper: Paper) -> None:
    """Labels and amounts with a sign each, narrower than the text so that the two are close."""
    out.need(14.5 * len(paper.rows) + 36)
    out.y += 3
    out.line(paper.summary_heading, _F.bold, 9.8, pitch=18)
    place = parts.Place(_LEFT + 22, _LEFT + 372, out.y, 14.5)
    out.y = parts.summary(out.sheet, paper, _F, 9.4, place, signs=True) + 10


def _slip(sheet: Sheet, paper: Paper) -> None:
    """Sentences at the left; who pays and where to at the right."""
    parts.perforation(sheet, _SLIP, 40, 572)
    words, places = paper.words, paper.places
    sheet.text(_LEFT - 34, _SLIP + 18, words.phrase("payment"), _F.bold, 9.4)
    day = paper.manner.day(places.stub_date)
    told = [_tell(paper, "slip_for", matter=", ".join([_named(paper), *_number(paper)]), day=day)]
    if paper.periods:
        told.append(_tell(paper, "slip_returns", returns=_returns(paper)))
    _told(sheet, _LEFT - 34, _SLIP + 36, [*told, *_slip_bid(paper)])
    x = _LEFT + _SLIP_TEXT
    payer = (paper.case.name, *paper.case.address)
    y = sheet.lines(x, _SLIP + 36, payer, _F.regular, _SMALL, pitch=_SMALL_PITCH) + 8
    sheet.lines(x, y, paper.remit, _F.regular, _SMALL, pitch=_SMALL_PITCH)
    parts.barcode(sheet, x, _SLIP + 122, 14, paper.rng, bars=40)


def _slip_bid(paper: Paper) -> list[str]:
    """How much and by when, as this place has it."""
    amount, due = paper.places.coupon_amount, paper.places.coupon_due
    if amount is None:
        return []
    money = paper.manner.money(amount, sign=True)
    if due is None or paper.due_kind not in ("by", "received", "payment"):
        return [_tell(paper, "slip_now", amount=money)]
    return [_tell(paper, f"slip_{paper.due_kind}", amount=money, due=paper.manner.day(due))]


def _told(sheet: Sheet, x: float, y: float, sentences: Sequence[str]) -> None:
    """Each sentence begins a line of the slip."""
    for sentence in sentences:
        lines = fonts.wrap(sentence, _F.regular, _SMALL, _SLIP_TEXT)
        y = sheet.lines(x, y, lines, _F.regular, _SMALL, pitch=_SMALL_PITCH) + 3


def _later(sheet: Sheet, paper: Paper) -> float:
    """A sentence says what goes on here, the page's number below it; gives the next baseline."""
    day = paper.manner.day(paper.places.later_date)
    matter = ", ".join([_named(paper), *_number(paper)])
    y = _lines(sheet, 40, _tell(paper, "goes_on", matter=matter, day=day), _F.italic, _SMALL)
    sheet.text(_LEFT, y, page_mark(paper, sheet.page), _F.italic, _SMALL)
    sheet.add(Rule(_LEFT, y + 7, _LEFT + 120, y + 7, 0.5))
    return y + 32


TELLING = Layout(
    name="practice_telling",
    years=(2004, 2026),
    styles=frozenset({"notice", "acs", "correspondex"}),
    draw=_draw,
    voice="telling",
    voice_es="telling_es",
    langs=frozenset({"en", "es"}),
    masks={"": 4, "X": 3, "*": 2, "x": 1},
    caller_digits=(4, 5),
    dates=("long", "long", "day_month"),
    places=COUPONED,
    money=("${}", "${}", "US${}"),
    periods=("dated", "dated", "spelled"),
    spaced=0.2,
    page_text=2400,
    contact_stub=False,
    practice=True,
)
