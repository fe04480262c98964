"""A letter in plain language with a line of days: dots joined across the page, each day above its dot and what it is
below it, past days among them; the sum in a large sentence, amounts at the ends of sentences, the facts told small at
the foot. Hardly a value has a label beside it."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import groupby

from samples import fonts
from samples.flow import Flow, Type
from samples.fonts import OPEN_SANS
from samples.layouts import header, parts, running, stubs
from samples.layouts.base import COUPONED, Layout
from samples.paper import Paper
from samples.periods import joined, own_words
from samples.sheet import Area, Disc, Rule, Sheet
from samples.tables import recipe_of
from schemas.geometry import Box
from schemas.notice import TaxPeriod

from .common import BILLED, LETTERS, document, farewell, fitted, greeting, page_mark

_F = OPEN_SANS
_LEFT, _RIGHT = 48.0, 564.0
_WIDE = _RIGHT - _LEFT
_MID = 330.0  # where the address and the right half of the slip begin
_TYPE = Type(_F, 9.3, 12.8, gap=6, bullet="•", indent=11)
_FACT, _FACT_PITCH = 8.2, 11.2
_SLIP, _LAST = 648.0, 742.0  # where the slip is cut off, where text ends without one
_AMOUNTS = 452.0  # where amounts end that stand right of their sentences
_BACK = (35, 42, 56, 91)  # how many days ago an earlier mailing may have been
_SERVICE = {"en": "Internal Revenue Service", "es": "Servicio de Impuestos Internos"}
_ANSWERS = {"hearing": "hearing_by", "reply": "respond_by", "petition": "petition_by"}
_REFUNDS = {"refund", "refund_adjusted"}
_Dot = tuple[date, str, int]  # the day, what it stands for, -1 for the past, 0 for this mailing, 1 for what is to do


def _draw(paper: Paper) -> Sheet:
    sheet = Sheet()
    slipped = paper.spec.coupon in ("payment", "remitted")
    if slipped:
        _slip(sheet, paper)
    low = _facts(sheet, paper, _SLIP - 10 if slipped else _LAST)
    y = _callout(sheet, paper, _line_of_days(sheet, paper, _opening(sheet, paper)))

    def on_break(out: Flow) -> None:
        sheet.new_page()
        out.y, out.bottom = _later(sheet, paper), _LAST

    out = running.flow(sheet, _TYPE, _LEFT, _WIDE, y, bottom=low, on_break=on_break)
    greeting(out, paper)
    run_in = paper.rng.random() < 0.7
    if paper.rows:
        _rows(out, paper, run_in)
    out.blocks(paper.why)
    if len(paper.periods) > 1:
        _by_period(out, paper, run_in)
    running.sections(out, paper, running.Heading(11.0, above=5))
    farewell(out, paper)
    _progress(sheet, paper)
    return sheet


def _tell(paper: Paper, key: str, **names: str) -> str:
    """A sentence of the voice with its names filled in."""
    return paper.words.phrase(key).format(**names)


def _kind(paper: Paper) -> str:
    return "letter" if paper.spec.style in LETTERS else "notice"


def _opening(sheet: Sheet, paper: Paper) -> float:
    """Mark and office above, the headline at the left, to whom it goes at the right; gives the next free height."""
    parts.mark(sheet, _LEFT, 28, 24)
    sheet.text(_LEFT + 31, 45, _SERVICE[paper.manner.lang], _F.bold, 11.5)
    sheet.text(_RIGHT, 45, ", ".join(paper.office), _F.regular, 8, align="r", gray=0.3)
    low = parts.window_address(sheet, paper, _F, 9.6, x=_MID, y=86, pitch=12.8)
    y, room = 90.0, _MID - _LEFT - 30
    for n, line in enumerate(paper.title):
        if n and paper.context.get("amount", "\n") in line:
            continue  # the large sentence says it
        size = 9.6 if n else (15.5 if len(line) < 76 else 12.5)
        font = _F.regular if n else _F.bold
        y = sheet.lines(_LEFT, y, fonts.wrap(line, font, size, room), font, size, pitch=size * 1.26)
    return max(low, y) + 6


def _past(paper: Paper) -> list[_Dot]:
    """Days before this mailing, where there are any to tell."""
    words, day, rng = paper.words, paper.notice_date, paper.rng
    dots: list[_Dot] = []
    if len(paper.periods) == 1 and rng.random() < 0.8:
        one = paper.periods[0]
        dots.append((one.period_end, words.phrase(f"past_{one.kind}"), -1))
        filed = date(one.period_end.year + 1, 4, 15)
        person = (one.form or "").startswith("1040")
        if person and one.period_end.month == 12 and filed < day and rng.random() < 0.6:
            dots.append((filed, words.phrase("past_return"), -1))
    if paper.rows and paper.rows[0].id == "owed_before":
        days = [day - timedelta(days=n) for n in _BACK]
        told = [d for d in days if paper.manner.day(d) == paper.context["earlier_date"]]
        dots += [(d, words.phrase("past_mail"), -1) for d in told[:1]]
    return dots


def _dots(paper: Paper) -> list[_Dot]:
    """The days of the past, that of this mailing, and the one to pay or answer by, as they follow each other."""
    words = paper.words
    dots = [*_past(paper), (paper.notice_date, words.phrase(f"dot_{_kind(paper)}"), 0)]
    key = _ANSWERS.get(paper.due_kind)
    if paper.due_kind in BILLED:
        key = "arrive_by" if paper.due_kind == "received" else "pay_by"
    if key is not None and paper.due is not None:
        dots.append((paper.due, words.phrase(key), 1))
    return sorted(dots, key=lambda dot: dot[0])


def _line_of_days(sheet: Sheet, paper: Paper, y: float) -> float:
    """Dots joined by a line that is dashed after this mailing; gives the next free height."""
    dots = _dots(paper)
    each, line, low = min(_WIDE / len(dots), 180.0), y + 30, 0
    at = [_LEFT + each * (n + 0.5) for n in range(len(dots))]
    now = next(x for x, dot in zip(at, dots, strict=True) if dot[2] == 0)
    sheet.add(Rule(_LEFT, line, now, line, 2.0, 0.45), Rule(now, line, _RIGHT, line, 1.4, 0.45, (5, 3)))
    marks = {-1: Disc(0, 0, 3.6, 0.35), 0: Disc(0, 0, 6.0, 0.0), 1: Disc(0, 0, 6.0, 1.0, 0.0, 2.2)}
    for x, (day, label, when) in zip(at, dots, strict=True):
        gray, font = (0.3, _F.regular) if when < 0 else (0.0, _F.bold)
        sheet.add(replace(marks[when], x=x, y=line))
        text = paper.manner.day(day)
        sheet.text(x, line - 13, text, font, fitted(text, font, 10, each - 8), align="c", gray=gray)
        lines = fonts.wrap(label, _F.regular, 8.4, min(each - 8, 118))
        for n, part in enumerate(lines):
            sheet.text(x, line + 18 + 10.6 * n, part, _F.regular, 8.4, align="c", gray=gray)
        low = max(low, len(lines))
    return line + 20 + 10.6 * low


def _said(paper: Paper) -> tuple[str, str, str]:
    """The large sentence, what in it is larger still, and the smaller sentence below; "" for none."""
    due = paper.manner.day(paper.due) if paper.due is not None else ""
    if paper.asked is not None:
        amount = paper.manner.money(paper.asked, sign=True)
        key = "call_zero" if not paper.asked else "call_behind" if paper.spec.asks == "past_due" else "call"
        below = _tell(paper, f"below_{paper.due_kind}" if paper.asked else "below_zero", due=due)
        return _tell(paper, key, amount=amount), amount, below
    if paper.has_total and recipe_of(paper.spec).total in _REFUNDS:
        amount = paper.manner.money(paper.rows[-1].amount, sign=True)
        return _tell(paper, "call_refund", amount=amount), amount, paper.words.phrase("below_refund")
    if due:
        return _tell(paper, f"call_{paper.due_kind}", due=due), due, paper.words.phrase("below_answer")
    return "", "", ""


def _callout(sheet: Sheet, paper: Paper, y: float) -> float:
    """The large sentence on gray; gives the next baseline."""
    sentence, loud, below = _said(paper)
    if not sentence:
        return y + 16
    before, _, after = sentence.partition(loud)
    runs = [(before, _F.regular, 17.0), (loud, _F.bold, 22.0), (after, _F.regular, 17.0)]
    shrink = min(1.0, (_WIDE - 32) / sum(fonts.width(*run) for run in runs))
    sheet.add(Area(Box(_LEFT, y, _RIGHT, y + 52), 0.92, None, radius=9))
    x = _LEFT + 16
    for text, font, size in runs:
        sheet.text(x, y + 26, text, font, size * shrink)
        x += fonts.width(text, font, size * shrink)
    sheet.text(_LEFT + 16, y + 43, below, _F.regular, fitted(below, _F.regular, 9.6, _WIDE - 32))
    return y + 72


def _ending(out: Flow, label: str, amount: str, run_in: bool, *, loud: bool = False, indent: float = 0.0) -> None:
    """A sentence that ends with its amount, or has it at its right."""
    size, x = (10.6 if loud else 9.6), out.x + 12 + indent
    font = _F.bold if loud else _F.regular
    wide = fonts.width(amount, _F.bold, size)
    lines = fonts.wrap(label.replace("\n", " "), font, size, _AMOUNTS - x - wide - 12)
    out.need((len(lines) - 1) * 13.6)
    y = out.sheet.lines(x, out.y, lines, font, size, pitch=13.6) - 13.6
    if run_in:
        start = x + fonts.width(lines[-1] + " ", font, size)
        out.sheet.text(start, y, amount, _F.bold, size)
        out.sheet.text(start + wide, y, ".", font, size)
    else:
        out.sheet.text(_AMOUNTS, y, amount, _F.bold, size, align="r")
    out.y = y + 15.4


def _rows(out: Flow, paper: Paper, run_in: bool) -> None:
    """Sentence below sentence along a bar at their left, the result louder."""
    out.need(15.4 * len(paper.rows) + 26)
    billed = paper.asked is not None or recipe_of(paper.spec).heading != "billing"
    head = paper.summary_heading if billed else paper.words.phrase("summary")
    out.line(head, _F.bold, 11.0, pitch=17)
    top = out.y - 9
    for n, row in enumerate(paper.rows):
        last = paper.has_total and n == len(paper.rows) - 1
        _ending(out, row.label, paper.manner.money(row.amount, sign=True), run_in, loud=last)
        out.sheet.note(row.id)
    out.sheet.add(Rule(_LEFT + 3, top, _LEFT + 3, out.y - 12, 1.6, 0.45))
    out.y += 6


def _by_period(out: Flow, paper: Paper, run_in: bool) -> None:
    """The sentences of each period below its name, then what all periods make."""
    grid = paper.detail
    if grid is None:
        return
    out.need(15.4 * len(grid.ids[0]) + 40)
    out.line(paper.words.phrase("details"), _F.bold, 11.0, pitch=17)
    for period, ids in zip(paper.periods, grid.ids, strict=False):
        out.need(15.4 * (len(ids) + 1))
        name = _returns(paper, (period,))
        out.line(name[0].upper() + name[1:] + ":", _F.bold, 9.3, pitch=15)
        for key in ids:
            _, label, amount = paper.amounts[key]
            _ending(out, label, paper.manner.money(amount, sign=True), run_in, indent=8)
            out.sheet.note(key)
        out.y += 3
    out.need(30)
    out.line(paper.words.phrase("all_periods"), _F.bold, 9.3, pitch=15)
    _, label, amount = paper.amounts["all"]
    _ending(out, label, paper.manner.money(amount, sign=True), run_in, indent=8)
    out.sheet.note("all")
    out.y += 8


def _returns(paper: Paper, periods: tuple[TaxPeriod, ...]) -> str:
    """ "Form 1040 for the tax year 2019", one after the other where there are more forms."""
    told = []
    for form, some in groupby(periods, key=lambda period: period.form):
        times = _times(paper, tuple(some))
        told.append(_tell(paper, "of_form", form=form, times=times) if form else times)
    return joined(told, paper.manner.lang)


def _times(paper: Paper, periods: tuple[TaxPeriod, ...]) -> str:
    """The periods by year where the notice counts in years, else by their last days."""
    lang, style = paper.manner.lang, paper.manner.periods
    plain = paper.spec.scheme == "year" and style == "plain" and all(p.period_end.month == 12 for p in periods)
    if plain:
        years = [str(period.period_end.year) for period in periods]
        return _tell(paper, "time_years" if len(years) > 1 else "time_one", years=joined(years, lang))
    told = []
    for period in periods:
        own = own_words(period, paper.manner) if style == "spelled" else None
        end = paper.manner.day(period.period_end)
        told.append(_tell(paper, "time_named", period=own) if own else _tell(paper, f"time_{period.kind}", end=end))
    return joined(told, lang)


def _number(paper: Paper) -> list[str]:
    """ "We know you by the Social Security number ending in 7253." """
    return [f"{label} {value}." for label, value in header.tin_row(paper)]


def _facts(sheet: Sheet, paper: Paper, low: float) -> float:
    """What it is, about what, to whom and whom to call, in a paragraph that ends at `low`; gives where text ends."""
    day = paper.manner.day(paper.notice_date)
    told = [_tell(paper, f"this_{_kind(paper)}", code=document(paper), day=day)]
    if paper.periods:
        told.append(_tell(paper, "concerns", returns=_returns(paper, paper.periods)))
    told += _number(paper)
    if paper.spec.style in LETTERS:
        told.append(_tell(paper, "desk", name=paper.contact[0], number=paper.contact[1]))
    told.append(_tell(paper, "call_us", phone=paper.phone))
    if paper.caller_id is not None:
        told.append(_tell(paper, "caller_is", caller=paper.caller_id))
    told += [_tell(paper, f"filed_{key}", value=value) for key, value in paper.extras]
    lines = fonts.wrap(" ".join(told), _F.regular, _FACT, _WIDE)
    top = low - _FACT_PITCH * (len(lines) - 1)
    sheet.add(Rule(_LEFT, top - 13, _RIGHT, top - 13, 0.6, 0.45))
    sheet.lines(_LEFT, top, lines, _F.regular, _FACT, pitch=_FACT_PITCH)
    return top - 20


def _slip(sheet: Sheet, paper: Paper) -> None:
    """What goes with the money: sentences at the left, from whom and where to at the right."""
    words, y = paper.words, _SLIP
    parts.perforation(sheet, y, _LEFT, _RIGHT)
    sheet.text(_LEFT, y + 16, words.phrase("payment"), _F.bold, 10)
    _sent(sheet, paper, y + 31, _MID - _LEFT - 24)
    at = sheet.lines(_MID, y + 16, (paper.case.name, *paper.case.address), _F.regular, 8.2, pitch=10.2) + 6
    sheet.text(_MID, at, words.phrase("goes_to"), _F.bold, 8.2)
    sheet.lines(_MID, at + 10.6, paper.remit, _F.regular, 8.2, pitch=10.2)
    lines = fonts.wrap(" ".join(paper.stub_bullets), _F.regular, 6.8, _MID - _LEFT - 24)
    sheet.lines(_LEFT, y + 95, lines, _F.regular, 6.8, pitch=8.4)
    sheet.text(_MID, y + 118, parts.scan_line(paper), "Courier", 6.6)


def _sent(sheet: Sheet, paper: Paper, at: float, room: float) -> None:
    """What the money is for, how much and by when, as this place has it."""
    places = paper.places
    day = paper.manner.day(places.stub_date)
    told = [_tell(paper, "slip_for", code=paper.code, day=day), *_number(paper)]
    at = sheet.lines(_LEFT, at, fonts.wrap(" ".join(told), _F.regular, 8, room), _F.regular, 8, pitch=10.4)
    amount = places.coupon_amount
    blank = paper.spec.coupon == "remitted" or amount is None
    figure = "$ ________________" if blank or amount is None else paper.manner.money(amount, sign=True)
    label = stubs.coupon_words(paper)
    size = min(11.0, 11.0 * room / fonts.width(f"{label} {figure}.", _F.bold, 11.0))
    sheet.text(_LEFT, at + 7, label, _F.regular, size)
    sheet.text(_LEFT + fonts.width(f"{label} ", _F.regular, size), at + 7, figure, _F.bold, size)
    due = paper.manner.day(places.coupon_due) if places.coupon_due is not None else ""
    when = f"slip_{paper.due_kind}" if paper.due_kind in BILLED and due else "slip_now"
    sheet.text(_LEFT, at + 20, _tell(paper, when, due=due), _F.bold, 8.6)


def _later(sheet: Sheet, paper: Paper) -> float:
    """A sentence says what goes on here; gives the next baseline."""
    day = paper.manner.day(paper.places.later_date)
    told = " ".join([_tell(paper, f"goes_on_{_kind(paper)}", code=document(paper), day=day), *_number(paper)])
    y = sheet.lines(_LEFT, 40, fonts.wrap(told, _F.regular, _FACT, _WIDE), _F.regular, _FACT, pitch=_FACT_PITCH)
    sheet.add(Rule(_LEFT, y - 4, _RIGHT, y - 4, 0.6, 0.45))
    return y + 18


def _progress(sheet: Sheet, paper: Paper) -> None:
    """Below each page which one it is, and a dot for each page."""
    many = sheet.page
    for number, page in enumerate(sheet.pages, start=1):
        low = Sheet([page])
        low.text(_LEFT, 777, page_mark(paper, number), _F.regular, 8)
        low.add(Rule(_RIGHT - 12 * many + 8, 774, _RIGHT - 4, 774, 0.8, 0.45))
        for n in range(many):
            x = _RIGHT - 4 - 12 * (many - 1 - n)
            low.add(Disc(x, 774, 3, 0.0 if n + 1 == number else 1.0, 0.0, 0.7))


TIMELINE = Layout(
    name="practice_timeline",
    years=(2008, 2026),
    styles=frozenset({"notice", "acs"}) | LETTERS,
    draw=_draw,
    voice="timeline",
    voice_es="timeline_es",
    langs=frozenset({"en", "es"}),
    masks={"ending": 4, "X": 2, "last": 2, "": 2},
    caller_digits=(4, 5, 6),
    dates=("long", "long", "day_month", "press"),
    places=COUPONED,
    money=("${}", "${}", "$ {}"),
    periods=("plain", "plain", "dated", "spelled"),
    spaced=0.2,
    page_text=2700,
    contact_stub=False,
    practice=True,
)
