"""Taxpayer numbers and tax periods in tight text (see text.py), as printed or as misread."""

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Literal

from .glyphs import DIGIT as _D
from .glyphs import REMEMBERED, Found, digits
from .values import MONTHS, YEARS, find_dates

TinType = Literal["ssn", "itin", "atin", "ein", "unknown"]
PeriodKind = Literal["year", "quarter", "month", "unknown"]

_MASK = r"[x*%#k^\"'+]"
_HYPHEN = r"[-.~_]"
_STROKE = r"[-.~_,:]"  # between signs that hide digits; between digits a comma is one of an amount
_SSN = re.compile(rf"(?<![0-9a-z]){_D}{{3}}{_HYPHEN}{_D}{{2}}{_HYPHEN}{_D}{{4}}(?![0-9])")
_EIN = re.compile(rf"(?<![0-9a-z]){_D}{{2}}{_HYPHEN}{_D}{{7}}(?![0-9])")
_BARE = re.compile(r"(?<![0-9.,$])[0-9]{9}(?![0-9])")
# Where a ZIP code with its four digits more has a state before it.
_LOST_HYPHEN = re.compile(r"(?<![0-9a-z])(?:[0-9]{3}-[0-9]{6}|[0-9]{5}-[0-9]{4})(?![0-9])")
# Of "***-**-" a reader or a speck takes one or the other sign.
_MASKED = re.compile(
    rf"(?=(?:{_MASK}{_STROKE}?){{3}})({_MASK}{{1,4}})({_STROKE}?)({_MASK}{{1,4}})({_STROKE}?)({_D}{{4}})(?![0-9])"
)
# "ending in 1234" says as much as a mask.
_ENDING = re.compile(
    rf"(?:end(?:ing|s)(?:in|with)?|last(?:four|4)(?:digits)?|termina(?:do|da)?en)[:.#]?({_D}{{4}})(?![0-9a-z/.,-])"
)
_PLACEHOLDER = re.compile(r"(?:n{3}|x{3})-?(?:n{2}|x{2})-?(?:n{4}|x{4}|9999)|n{2}-?n{7}|x{2}-?x{7}")


@dataclass(frozen=True, slots=True)
class FoundTin(Found):
    """`digits` is the whole number where it is printed (never leaves reading), "" for a masked one;
    `last4` is None for the placeholder letters of a specimen."""

    digits: str
    last4: str | None
    shape: Literal["ssn", "ein", "unknown"]
    masked: bool


def find_tin(text: str, *, labelled: bool = True) -> FoundTin | None:
    """The first taxpayer number. Bare digits count only behind a label (`labelled`)."""
    placeholder = _PLACEHOLDER.search(text)
    masked = _MASKED.search(text)
    if placeholder and (masked is None or placeholder.start() <= masked.start()):
        shape: Literal["ssn", "ein"] = "ein" if re.match(r"[nx]{2}-?[nx]{7}", placeholder[0]) else "ssn"
        return FoundTin(placeholder.start(), placeholder.end(), False, "", None, shape, True)
    candidates = [f for f in (_whole(_SSN, text, "ssn"), _whole(_EIN, text, "ein")) if f]
    if masked:
        last4 = digits(masked[5])
        candidates.append(FoundTin(*masked.span(), last4 != masked[5], "", last4, _shape_of(masked), True))
    if not candidates and (ending := _ENDING.search(text)):
        last4 = digits(ending[1])
        candidates.append(FoundTin(*ending.span(), last4 != ending[1], "", last4, "unknown", True))
    if not candidates and labelled:
        candidates = [f for f in (_whole(_LOST_HYPHEN, text, "ssn"), _whole(_BARE, text, "unknown")) if f]
    return min(candidates, key=lambda f: f.start, default=None)


def _shape_of(masked: re.Match[str]) -> Literal["ssn", "ein", "unknown"]:
    """By the hyphens, of which a reader loses fewer than of the stars: "***-**-1234", "**-***1234", "**-*1234"."""
    first, between, before_digits = masked[1], masked[2], masked[4]
    if between and before_digits:
        return "ssn"
    if between and len(first) == 2:
        return "ein"
    whole = len(first) + len(masked[3]) >= _HIDDEN
    return "ssn" if between or before_digits or whole else "unknown"


_HIDDEN = 5  # digits before the last four


def find_last_four(text: str) -> FoundTin | None:
    """A number behind a label that announces its last four digits: these alone, or any other form."""
    match = _FOUR.match(text)
    if match is None:
        return find_tin(text)
    last4 = digits(match[0])
    return FoundTin(*match.span(), last4 != match[0], "", last4, "unknown", True)


_FOUR = re.compile(rf"{_D}{{4}}(?![0-9a-z/-]|[.,][0-9])")


def _whole(pattern: re.Pattern[str], text: str, shape: Literal["ssn", "ein", "unknown"]) -> FoundTin | None:
    match = pattern.search(text)
    if not match:
        return None
    number = "".join(c for c in digits(match[0]) if c.isdigit())
    if len(number) != 9:
        return None
    repaired = pattern is _LOST_HYPHEN or number != "".join(c for c in match[0] if c.isdigit())
    return FoundTin(*match.span(), repaired, number, number[-4:], shape, False)


def tin_type(number: str, shape: str) -> TinType:
    """Type of a whole number by its shape. No social security number begins with 9: group 93 is an adoption
    number, the others individual numbers (those never issued included)."""
    if shape == "ein":
        return "ein"
    if len(number) == 9 and number[0] == "9" and shape == "ssn":
        return "atin" if number[3:5] == "93" else "itin"
    return "ssn" if shape == "ssn" else "unknown"


@dataclass(frozen=True, slots=True)
class FoundPeriod(Found):
    """`year_only`: printed as "2016"; otherwise `end` was printed as a date or as a month of a year."""

    period_end: date
    year_only: bool


# Years in a row are printed "2019, 2020 and 2021", and "2018.2020" where a comma lost its tail; "1,2016", "2,016.00"
# and "12.2018" are none.
_YEAR = re.compile(
    rf"(?<![0-9/$?])(?<!(?<!(?<![0-9.$])(?:19|20)[0-9][0-9])\.)(?<![0-9]-)(?<!(?<![0-9])[0-9],)(?<!(?<![0-9])[0-9]{{2}},)(?<!(?<![0-9])[0-9]{{3}},)"
    rf"((?:19|20|2o|z0|l9|i9){_D}{{2}})(?![0-9/?]|\.(?!(?:19|20)[0-9]{{2}}(?![0-9]))[0-9]{{2}}|,[0-9]{{3}}(?![0-9])|-[0-9](?![0-9]{{3}}))"
)
_YEAR_MONTH = re.compile(r"(?<![0-9])((?:19|20)[0-9]{2})(0[1-9]|1[0-2])(?![0-9])")
_MONTH_YEAR = re.compile(r"(?<![0-9/\-?])(0?[1-9]|1[0-2])[/\-]((?:19|20)[0-9]{2})(?![0-9])")

# A month of a year ends on its last day; a date that can't be read is no year: "march3?,2018".
_MONTH_NAME = re.compile(
    rf"({'|'.join(sorted(MONTHS, key=len, reverse=True))})(?:del?)?((?:19|20)[0-9]{{2}})(?![0-9])"
)
# A quarter of the calendar ends with its third month.
_QUARTER_NAMES = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "primer": 1, "segundo": 2, "tercer": 3, "cuarto": 4,
}  # fmt: skip
_QUARTER_YEAR = re.compile(
    rf"(?:(?<![a-z])q([1-4])|([1-4])(?:st|nd|rd|th|er|do)?(?:q|qtr|quarter|trimestre)|({'|'.join(_QUARTER_NAMES)})"
    r"(?:calendar)?(?:quarter|trimestre))(?:of|del?|,|/|-)?((?:19|20)[0-9]{2})(?![0-9])"
)
_YEAR_QUARTER = re.compile(
    rf"(?<![0-9])((?:19|20)[0-9]{{2}})(?:,|/|-)?(?:q([1-4])(?![0-9])|({'|'.join(_QUARTER_NAMES)})(?:quarter|trimestre))"
)
_DATE_BEFORE = re.compile(
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,7}[^a-z]{0,3}[0-9?][^a-z]{0,4}$"
    r"|[0-9?]de.{3,12}del?$"
)


def find_periods(text: str) -> list[FoundPeriod]:
    """Every tax period in `text` in printed order: "2016", "2019and2020", "december31,2017", "200712", "12/2017",
    "march2018"."""
    return list(_periods_in(text))


@lru_cache(REMEMBERED)
def _periods_in(text: str) -> tuple[FoundPeriod, ...]:
    found = [FoundPeriod(d.start, d.end, d.repaired, d.value, False) for d in find_dates(text)]
    found += _quarters(text)
    for match in _YEAR_MONTH.finditer(text):
        found.append(FoundPeriod(*match.span(), False, month_end(int(match[1]), int(match[2])), False))
    for match in _MONTH_YEAR.finditer(text):
        found.append(FoundPeriod(*match.span(), False, month_end(int(match[2]), int(match[1])), False))
    for match in _MONTH_NAME.finditer(text):
        if not any(match.start() < f.end and match.end() > f.start for f in found):
            found.append(FoundPeriod(*match.span(), False, month_end(int(match[2]), MONTHS[match[1]]), False))
    for match in _YEAR.finditer(text):
        year = digits(match[1])
        taken = any(match.start() < f.end and match.end() > f.start for f in found)
        if int(year) in YEARS and not taken and not _DATE_BEFORE.search(text[: match.start()]):
            found.append(FoundPeriod(*match.span(), year != match[1], date(int(year), 12, 31), True))
    return tuple(sorted(found, key=lambda f: f.start))


def listed(text: str, first: FoundPeriod) -> list[FoundPeriod]:
    """`first` and the periods of `text` that are listed behind it: "2008, 2009 and 2010"."""
    row = [first]
    for period in find_periods(text):
        if period.start >= row[-1].end and _JOINS.fullmatch(text[row[-1].end : period.start]):
            row.append(period)
    return row


# "2008, 2009 and 2010", "TY 2015 and TY 2016", "the year that ended ... and the year that ended ...".
_AGAIN = (
    r"(?:the|el|los)?(?:ty|(?:tax|calendar)?(?:years?|periods?|quarters?)|(?:ano|periodo|trimestre)s?(?:tributario|contributivo)?s?)"
    r"(?:that|que)?(?:ended|ending|termino|terminado)?(?:on|el|en)?"
)
_JOINS = re.compile(rf"(?:[,.;&]|and|as?wellas|y|e)+(?:{_AGAIN})?")  # a comma loses its tail


def _quarters(text: str) -> Iterator[FoundPeriod]:
    for match in _QUARTER_YEAR.finditer(text):
        quarter = _QUARTER_NAMES.get(match[3] or "") or int(match[1] or match[2])
        yield FoundPeriod(*match.span(), False, month_end(int(match[4]), 3 * quarter), False)
    for match in _YEAR_QUARTER.finditer(text):
        quarter = _QUARTER_NAMES.get(match[3] or "") or int(match[2])
        yield FoundPeriod(*match.span(), False, month_end(int(match[1]), 3 * quarter), False)


def ends_month(day: date) -> bool:
    """True for the last day of a month: a tax period ends on no other."""
    return (day + timedelta(days=1)).day == 1


def month_end(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])


_QUARTERLY = {"941", "720", "941X", "941SS", "941PR"}
_MONTHLY = {"730", "2290"}


def kind_of(form: str | None, *, year: bool) -> PeriodKind:
    """Year, quarter or month by the form (its own return period); `year`: printed as a year or labelled so.

    The end of a period without a form stays `unknown`: December 31 ends a quarter as well.
    """
    base = (form or "").upper().replace("-", "")
    if base in _QUARTERLY:
        return "quarter"
    if base in _MONTHLY:
        return "month"
    return "year" if base or year else "unknown"
