"""Typed values in text as printed or as misread. Each parser says whether it had to repair.

All work on `tight` text (see text.py): folded, without spaces. A parser never guesses: where the characters
allow two values it returns none. Repairs undo what readers confuse (O/0, I/1, S/5, comma/point) and only
where the result is a possible value; what was repaired counts less and is looked at a second time.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from rapidfuzz.distance import Levenshtein

from .glyphs import DIGIT as _D
from .glyphs import REMEMBERED, Found, digits
from .money_text import FoundMoney, find_money

__all__ = ["Found", "FoundDate", "FoundMoney", "digits", "find_bare_page_of", "find_dates", "find_money",
           "find_page_of", "find_phone"]  # fmt: skip

MONTHS = {
    "january": 1, "february": 2, "march": 3, "april": 4, "may": 5, "june": 6, "july": 7, "august": 8,
    "september": 9, "october": 10, "november": 11, "december": 12,
    "enero": 1, "febrero": 2, "marzo": 3, "abril": 4, "mayo": 5, "junio": 6, "julio": 7, "agosto": 8,
    "septiembre": 9, "setiembre": 9, "octubre": 10, "noviembre": 11, "diciembre": 12,
}  # fmt: skip
_SHORT = {"jan": 1, "feb": 2, "mar": 3, "apr": 4, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "sept": 9,
          "oct": 10, "nov": 11, "dec": 12}  # fmt: skip
_SHORT_SPANISH = {"ene": 1, "abr": 4, "ago": 8, "set": 9, "dic": 12}
_SHORTENED = MONTHS | _SHORT | _SHORT_SPANISH
# Words that a shortened month may follow where spaces are left out: in "seminar12" stands no March.
_BEFORE_SHORT = ("by", "on", "before", "after", "than", "until", "through", "dated", "date", "is", "due", "usby")
YEARS = range(1990, 2041)

# The clean form first: "april6" must not become "apri" and "l6". The loose form takes what readers make of digits.
_CLEAN_DATE = re.compile(r"([a-z]{3,12}?)\.?([0-9]{1,2})(?:st|nd|rd|th)?[.,;:']{0,2}([0-9]{4})")
_LOOSE_DATE = re.compile(
    rf"([a-z01|!]{{3,12}}?)[.,'*:~-]{{0,2}}({_D}{{1,2}})(?:st|nd|rd|th)?[.,;:']{{0,2}}({_D}{{4}})"
)
_CLEAN_SPANISH = re.compile(r"(?<![?0-9])(?<!\?[0-9])([0-9]{1,2})de([a-z]{4,11}?)(?:del?|,)?([0-9]{4})")
_SPANISH_DATE = re.compile(rf"(?<!\?)(?<!\?[0-9])({_D}{{1,2}})de([a-z01|!]{{4,11}}?)(?:del?|,)?({_D}{{4}})")
_NUMERIC_DATE = re.compile(
    rf"(?<!\?)(?<!\?[0-9])(?<![0-9][/\-.])({_D}{{1,2}})([/\-.])({_D}{{1,2}})\2({_D}{{4}})(?![?]|[/\-.][0-9])"
)
# "08 Jan 2018", "8-January-2018", "2018-01-08": read to the letter only.
_DAY_FIRST = re.compile(
    rf"(?<![0-9?/\-.])([0-3]?[0-9])(?:st|nd|rd|th)?[\-.,]?"
    rf"({'|'.join(sorted(_SHORTENED, key=len, reverse=True))})[\-.,]{{0,2}}((?:19|20)[0-9]{{2}})(?![0-9?])"
)
# "01|08|2018": digits in the boxes of a form.
_BOXED = re.compile(r"(?<![0-9|])([01][0-9])\|([0-3][0-9])\|((?:19|20)[0-9]{2})(?![0-9|])")
_YEAR_FIRST = re.compile(r"(?<![0-9?/\-.])((?:19|20)[0-9]{2})-(0[1-9]|1[0-2])-([0-3][0-9])(?![0-9?\-/])")


@dataclass(frozen=True, slots=True)
class FoundDate(Found):
    value: date


def _month(letters: str) -> tuple[int, int, bool] | None:
    """Month at the end of `letters`: (number, length taken, repaired)."""
    for name, number in MONTHS.items():
        if letters.endswith(name):
            return number, len(name), False
    for name, number in _SHORT.items():
        if letters == name or (letters.endswith(name) and letters.removesuffix(name).endswith(_BEFORE_SHORT)):
            return number, len(name), False
    if letters in _SHORT_SPANISH:
        return _SHORT_SPANISH[letters], len(letters), False
    best: tuple[int, str, int] | None = None
    for name, number in MONTHS.items():
        if len(name) < 5:
            continue
        for length in (len(name), len(name) - 1, len(name) + 1):
            tail = letters[-length:]
            cost = Levenshtein.distance(tail, name, score_cutoff=2)
            allowed = 2 if len(name) >= 8 else 1
            glued = length > len(name) and tail[-1:] in "01|!lio"  # "januaryl|8": a digit of the day
            if len(tail) == length and not glued and cost <= allowed and (best is None or cost < best[0]):
                best = (cost, tail, number)
    return (best[2], len(best[1]), True) if best else None


_STROKES = "|!"  # a 1, or no character at all


def _date(year: str, month: int, day: str) -> tuple[date, bool] | None:
    plain_year, plain_day = digits(year), digits(day)
    if day[0] in _STROKES and len(day) > 1:
        return None  # "december|3": the 13th, or the 3rd with a speck or a fold before it
    try:
        value = date(int(plain_year), month, int(plain_day))
    except ValueError:
        return None
    if value.year not in YEARS:
        return None
    return value, plain_year != year or plain_day != day


def find_dates(text: str) -> list[FoundDate]:
    """Every date in `text`, left to right: "january8,2018", "8deenerode2018", "02/10/2020"."""
    return list(_dates_in(text))


@lru_cache(REMEMBERED)
def _dates_in(text: str) -> tuple[FoundDate, ...]:
    found: list[FoundDate] = []
    for pattern in (_CLEAN_DATE, _LOOSE_DATE):
        for match in pattern.finditer(text):
            long_date = _long_date(match)
            if long_date and not any(long_date.start < f.end and long_date.end > f.start for f in found):
                found.append(long_date)
    for pattern in (_CLEAN_SPANISH, _SPANISH_DATE):
        for match in pattern.finditer(text):
            month = _month(match[2])
            behind_stroke = len(match[1]) == 1 and text[match.start() - 1 : match.start()] in tuple(_STROKES)
            whole = month is not None and month[1] == len(match[2]) and not behind_stroke
            made = _date(match[3], month[0], match[1]) if month and whole else None
            if made and month and not any(match.start() < f.end and match.end() > f.start for f in found):
                found.append(FoundDate(match.start(), match.end(), made[1] or month[2], made[0]))
    for match in _NUMERIC_DATE.finditer(text):
        first = digits(match[1])
        if first.isdigit() and 1 <= int(first) <= 12:
            made = _date(match[4], int(first), match[3])
            if made:
                found.append(FoundDate(match.start(), match.end(), made[1] or first != match[1], made[0]))
    return tuple(sorted(_without_overlaps([*found, *_other_orders(text)]), key=lambda f: f.start))


def _other_orders(text: str) -> Iterator[FoundDate]:
    """Days before months, years before both, and digits in boxes."""
    for match in _DAY_FIRST.finditer(text):
        made = _date(match[3], _SHORTENED[match[2]], match[1])
        if made:
            yield FoundDate(match.start(), match.end(), False, made[0])
    for match in _BOXED.finditer(text):
        made = _date(match[3], int(match[1]), match[2])
        if made:
            yield FoundDate(match.start(), match.end(), False, made[0])
    for match in _YEAR_FIRST.finditer(text):
        made = _date(match[1], int(match[2]), match[3])
        if made:
            yield FoundDate(match.start(), match.end(), False, made[0])


_STAMPED_AUGUST = re.compile("ago[0-3][0-9](?:19|20)[0-9]{2}")


def _long_date(match: re.Match[str]) -> FoundDate | None:
    month = _month(match[1])
    if month is None or any((match[1] + match[2]).endswith(name) for name in MONTHS):  # "jun|io2018": no day
        return None
    if match[1] == "ago" and not _STAMPED_AUGUST.fullmatch(match[0]):
        return None  # "9 years ago": in Spanish a month of its own only as a stamp sets it
    number, length, repaired = month
    made = _date(match[3], number, match[2])
    if made is None:
        return None
    return FoundDate(match.end(1) - length, match.end(), made[1] or repaired, made[0])


def _without_overlaps(found: list[FoundDate]) -> list[FoundDate]:
    kept: list[FoundDate] = []
    for item in sorted(found, key=lambda f: (f.repaired, f.start - f.end)):
        if all(item.end <= k.start or item.start >= k.end for k in kept):
            kept.append(item)
    return kept


_PAGE_OF = re.compile(
    rf"(?:page|pagina|pag\.?(?=[0-9])|pg\.?(?=[0-9])|(?<![a-z])p\.?(?=[0-9])|sheet|hoja)(?:no\.?|num\.?)?[:.]?({_D}{{1,2}})(?:outof|of|de|/|0f|bf|cf|oe|qf)({_D}{{1,2}})"
)
# The stroke of "page 3/4", misread, where the line says nothing else.
_MARRED_PAGE_OF = re.compile(r"(?:page|pagina|pag\.?|pg\.?|sheet|hoja):?([0-9]{1,2})[.,;:|'!]([0-9]{1,2})")
_BARE_PAGE_OF = re.compile(r"[-(\[*.|]*([0-9]{1,2})(?:of|de|/)([0-9]{1,2})[-)\]*.|]*")


def find_page_of(text: str) -> tuple[int, int, int, int] | None:
    """(x, n, start, end) of "Page x of n", 1 <= x <= n <= 60."""
    marred = _MARRED_PAGE_OF.fullmatch(text)
    for match in [marred] if marred else _PAGE_OF.finditer(text):
        first, last = digits(match[1]), digits(match[2])
        if first.isdigit() and last.isdigit() and 1 <= int(first) <= int(last) <= 60:
            return int(first), int(last), match.start(), match.end()
    return None


def find_bare_page_of(text: str) -> tuple[int, int] | None:
    """(x, n) where "x of n" or "x/n" is all that `text` says, 1 <= x <= n <= 60."""
    match = _BARE_PAGE_OF.fullmatch(text)
    return (int(match[1]), int(match[2])) if match and 1 <= int(match[1]) <= int(match[2]) <= 60 else None


_PHONE = re.compile(
    r"(?P<lead>\+?1[-.]?)?(?P<open>\()?(?P<area>[2-9][0-9]{2})\)?[-.]?([0-9]{3})[-.]?([0-9]{4})(?![0-9])"
)


def find_phone(text: str) -> tuple[str, int, int] | None:
    """(number, start, end): "1-800-829-0922" or "(614) 555-0177", written the one way or the other as printed."""
    for match in _PHONE.finditer(text):
        if text[match.start() - 1 : match.start()].isdigit():
            continue
        area = f"({match['area']}) " if match["open"] else f"{match['area']}-"
        return f"{'1-' if match['lead'] else ''}{area}{match[4]}-{match[5]}", match.start(), match.end()
    return None
