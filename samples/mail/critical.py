"""Where the critical values of a drawn notice stand on its pages."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from samples.dates import ENGLISH, SPANISH, abbreviated, dashed, day_first, long_date, slashed, stamped, unpadded
from samples.draw import DrawnNotice
from samples.periods import own_words
from samples.pixels import LayerWord, words
from schemas.geometry import Box, overlaps, union
from schemas.notice import TaxPeriod

FIELDS = ("notice_code", "notice_date", "tax_periods", "tin.last4", "amount_due", "due_date")
_AROUND = "()[].,;:…\"'“”?!–"
_MONTHS = {name[:3].lower() for name in (*ENGLISH, *SPANISH)}
_LETTER_WORDS = {"LETTER", "LTR", "NUMBER"}


@dataclass(frozen=True, slots=True)
class Place:
    """One printing of a value: the ink's box on each line that it takes, on `page` (from 1).

    `strong`: a person takes the value from there. Links, scan lines, tables of rates are not, but spoil a secret.
    """

    page: int
    boxes: tuple[Box, ...]
    strong: bool = True

    def touched(self, page: int, hidden: Sequence[Box]) -> bool:
        """True where one of the `hidden` boxes of `page` reaches into it."""
        return page == self.page and any(overlaps(a, b) for a in self.boxes for b in hidden)


@dataclass(frozen=True, slots=True)
class _Page:
    """A page's number, its words, and their texts without what stands around them."""

    number: int
    words: tuple[LayerWord, ...]
    bare: tuple[str, ...]

    def place(self, start: int, count: int = 1, *, strong: bool = True) -> Place:
        """The boxes of some words line by line, without the room above and below the letters."""
        lines: list[list[Box]] = []
        for word in self.words[start : start + count]:
            box = word.box
            ink = Box(box.x0, box.y0 + 0.16 * box.height, box.x1, box.y1 - 0.1 * box.height)
            if lines and abs(lines[-1][-1].cy - ink.cy) < ink.height / 2:
                lines[-1].append(ink)
            else:
                lines.append([ink])
        return Place(self.number, tuple(union(line) for line in lines), strong)

    def runs(self, phrase: str, *, strong: bool) -> list[Place]:
        """Where the words of `phrase` follow each other, whatever stands around them."""
        wanted = tuple(part.strip(_AROUND) for part in phrase.split())
        starts = [n for n, text in enumerate(self.bare) if text == wanted[0]]
        return [self.place(n, len(wanted), strong=strong) for n in starts if self.bare[n : n + len(wanted)] == wanted]


def places(drawn: DrawnNotice, field: str) -> tuple[Place, ...]:
    """Every place that prints `field` (one of `FIELDS`); () where the notice prints none, or several periods."""
    found: list[Place] = []
    for number in range(1, drawn.truth.pages_printed + 1):
        page = words(drawn.pdf, number)
        found += _FINDERS[field](drawn, _Page(number, page, tuple(w.text.strip(_AROUND) for w in page)))
    return tuple(found)


def _squeezed(text: str) -> str:
    return re.sub(r"[^A-Z0-9]", "", text.upper())


def _dates(drawn: DrawnNotice, page: _Page, day: date | None) -> list[Place]:
    if day is None:
        return []
    # As the notice writes its days, or with a date stamp.
    own = {drawn.paper.manner.day(day): True, stamped(day): True, stamped(day, "es"): True}
    others = (long_date(day), long_date(day, "es"), slashed(day), dashed(day), abbreviated(day), day_first(day),
              unpadded(day))  # fmt: skip
    ways = own | {way: False for way in others if way not in own}
    return [place for way, strong in ways.items() for place in page.runs(way, strong=strong)]


def _code(drawn: DrawnNotice, page: _Page) -> list[Place]:
    """ "CP503", "CP 503", "CP 575 A", "Letter 1058", and links that end with the code."""
    code = drawn.truth.notice_code or ""
    number = code[1:] if re.match(r"L\d", code) else ""
    texts = [_squeezed(word.text) for word in page.words]
    out = []
    for n, text in enumerate(texts):
        spread = [k for k in (1, 2, 3) if text and code.startswith(text) and "".join(texts[n : n + k]) == code]
        if spread:
            out.append(page.place(n, spread[0]))
        elif number and text == number:
            out.append(page.place(n, strong=n > 0 and texts[n - 1] in _LETTER_WORDS))
        elif text.endswith("IRSGOV" + code):
            out.append(page.place(n, strong=False))
    return out


def _notice_date(drawn: DrawnNotice, page: _Page) -> list[Place]:
    return _dates(drawn, page, drawn.truth.notice_date)


def _due_date(drawn: DrawnNotice, page: _Page) -> list[Place]:
    return _dates(drawn, page, drawn.truth.due_date)


def _periods(drawn: DrawnNotice, page: _Page) -> list[Place]:
    """The period's last day, or its year by itself. Later pages print years of rates and rules as well."""
    if len(drawn.truth.tax_periods) != 1:
        return []
    period = drawn.truth.tax_periods[0]
    end, first = period.period_end, page.number == 1
    out = [Place(p.page, p.boxes, p.strong and first) for p in _dates(drawn, page, end)]
    out += page.runs(_named(drawn, period), strong=first) if _named(drawn, period) else []
    for n, text in enumerate(page.bare):
        before = page.bare[n - 1].lower() if n else ""
        dated = before[:3] in _MONTHS or before == "de" or re.fullmatch(r"\d{1,2}(?:st|nd|rd|th)?", before)
        if text == str(end.year) and period.kind == "year" and not dated:
            out.append(page.place(n, strong=first))
        elif text == f"{end:%Y%m}":
            out.append(page.place(n, strong=False))
    return out


def _named(drawn: DrawnNotice, period: TaxPeriod) -> str:
    """The period in the notice's own words, "" where these are a date or a year by itself, which are found anyway."""
    manner = drawn.paper.manner
    own = own_words(period, manner) if manner.periods != "dated" else None
    found = own is not None and period.kind == "year" and own.split()[-1] == str(period.period_end.year)
    return "" if own is None or found else own


def _last4(drawn: DrawnNotice, page: _Page) -> list[Place]:
    last4 = drawn.truth.tin.last4
    if last4 is None:
        return []
    shapes = rf"[\dXx*]{{3}}-[\dXx*]{{2}}-{last4}|[\dXx*]{{2}}-[\dXx*]{{3}}{last4}"
    whole = rf"\d{{5}}{last4}"  # as the scan line has it
    named = page.runs(f"ending in {last4}", strong=True) + page.runs(f"last four digits {last4}", strong=True)
    return named + [
        page.place(n, strong=not re.fullmatch(whole, text))
        for n, text in enumerate(page.bare)
        if re.fullmatch(f"{shapes}|{whole}", text)
    ]


def _amount(drawn: DrawnNotice, page: _Page) -> list[Place]:
    amount = drawn.truth.amount_due
    if amount is None:
        return []
    shown, cents = f"{abs(amount):,.2f}", f"{int(abs(amount) * 100):011d}"
    return [
        page.place(n, strong=text != cents)
        for n, text in enumerate(page.bare)
        if text == cents or text.strip(_AROUND + "$-+*") == shown
    ]


_FINDERS = {
    "notice_code": _code,
    "notice_date": _notice_date,
    "tax_periods": _periods,
    "tin.last4": _last4,
    "amount_due": _amount,
    "due_date": _due_date,
}
