"""Typed values in text as printed or as misread. Each parser says whether it had to repair.

All work on `tight` text (see text.py): folded, without spaces. A parser never guesses: where the characters
allow two values it returns none. Repairs undo what readers confuse (O/0, I/1, S/5, comma/point) and only
where the result is a possible value; what was repaired counts less and is looked at a second time.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from rapidfuzz.distance import Levenshtein

MONTHS = {
    "january": 1, "february": 2, "march": 3, "april": 4, "may": 5, "june": 6, "july": 7, "august": 8,
    "september": 9, "october": 10, "november": 11, "december": 12,
    "enero": 1, "febrero": 2, "marzo": 3, "abril": 4, "mayo": 5, "junio": 6, "julio": 7, "agosto": 8,
    "septiembre": 9, "setiembre": 9, "octubre": 10, "noviembre": 11, "diciembre": 12,
}  # fmt: skip
_SHORT = {"jan": 1, "feb": 2, "mar": 3, "apr": 4, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "sept": 9,
          "oct": 10, "nov": 11, "dec": 12}  # fmt: skip
YEARS = range(1990, 2041)

_D = "[0-9oilsbzq|!]"  # a digit, or what a reader makes of one
_DIGITS = str.maketrans({"o": "0", "q": "0", "i": "1", "l": "1", "|": "1", "!": "1", "s": "5", "b": "8", "z": "2"})

# The clean form first: "april6" must not become "apri" and "l6". The loose form takes what readers make of digits.
_CLEAN_DATE = re.compile(r"([a-z]{3,12}?)\.?([0-9]{1,2})(?:st|nd|rd|th)?[.,;:']{0,2}([0-9]{4})")
_LOOSE_DATE = re.compile(rf"([a-z01|!]{{3,12}}?)\.?({_D}{{1,2}})(?:st|nd|rd|th)?[.,;:']{{0,2}}({_D}{{4}})")
_CLEAN_SPANISH = re.compile(r"([0-9]{1,2})de([a-z]{4,11}?)(?:del?|,)?([0-9]{4})")
_SPANISH_DATE = re.compile(rf"({_D}{{1,2}})de([a-z01|!]{{4,11}}?)(?:del?|,)?({_D}{{4}})")
_NUMERIC_DATE = re.compile(rf"({_D}{{1,2}})([/\-.])({_D}{{1,2}})\2({_D}{{4}})")


@dataclass(frozen=True, slots=True)
class Found:
    """A typed value at `start:end` of the text it was found in. `repaired`: characters had to be undone."""

    start: int
    end: int
    repaired: bool


@dataclass(frozen=True, slots=True)
class FoundDate(Found):
    value: date


@dataclass(frozen=True, slots=True)
class FoundMoney(Found):
    """`signed_as` is how a minus is printed ("-", "()", ""); `dollar`: a currency sign stands before it;
    `cents`: two places are printed."""

    value: Decimal
    dollar: bool
    cents: bool


def digits(text: str) -> str:
    """`text` with what readers confuse with digits made digits."""
    return text.translate(_DIGITS)


def _month(letters: str) -> tuple[int, int, bool] | None:
    """Month at the end of `letters`: (number, length taken, repaired)."""
    for name, number in MONTHS.items():
        if letters.endswith(name):
            return number, len(name), False
    for name, number in _SHORT.items():
        if letters.endswith(name) and letters == name:
            return number, len(name), False
    best: tuple[int, str, int] | None = None
    for name, number in MONTHS.items():
        if len(name) < 5:
            continue
        for length in (len(name), len(name) - 1, len(name) + 1):
            tail = letters[-length:]
            cost = Levenshtein.distance(tail, name, score_cutoff=2)
            allowed = 2 if len(name) >= 8 else 1
            if len(tail) == length and cost <= allowed and (best is None or cost < best[0]):
                best = (cost, tail, number)
    return (best[2], len(best[1]), True) if best else None


def _date(year: str, month: int, day: str) -> tuple[date, bool] | None:
    plain_year, plain_day = digits(year), digits(day)
    try:
        value = date(int(plain_year), month, int(plain_day))
    except ValueError:
        return None
    if value.year not in YEARS:
        return None
    return value, plain_year != year or plain_day != day


def find_dates(text: str) -> list[FoundDate]:
    """Every date in `text`, left to right: "january8,2018", "8deenerode2018", "02/10/2020"."""
    found: list[FoundDate] = []
    for pattern in (_CLEAN_DATE, _LOOSE_DATE):
        for match in pattern.finditer(text):
            long_date = _long_date(match)
            if long_date and not any(long_date.start < f.end and long_date.end > f.start for f in found):
                found.append(long_date)
    for pattern in (_CLEAN_SPANISH, _SPANISH_DATE):
        for match in pattern.finditer(text):
            month = _month(match[2])
            made = _date(match[3], month[0], match[1]) if month and month[1] == len(match[2]) else None
            if made and month and not any(match.start() < f.end and match.end() > f.start for f in found):
                found.append(FoundDate(match.start(), match.end(), made[1] or month[2], made[0]))
    for match in _NUMERIC_DATE.finditer(text):
        first = digits(match[1])
        if first.isdigit() and 1 <= int(first) <= 12:
            made = _date(match[4], int(first), match[3])
            if made:
                found.append(FoundDate(match.start(), match.end(), made[1] or first != match[1], made[0]))
    return sorted(_without_overlaps(found), key=lambda f: f.start)


def _long_date(match: re.Match[str]) -> FoundDate | None:
    month = _month(match[1])
    if month is None:
        return None
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


# Money: digits in groups of three with two places, or whole dollars behind a currency sign. The loose form
# takes what readers make of separators and digits.
_STRICT_MONEY = re.compile(
    r"(?P<open>\()?(?P<minus>-)?(?P<dollar>\$)?(?P<minus2>-)?"
    r"(?P<whole>[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?P<cents>\.[0-9]{2})?(?P<close>\))?"
)
_LOOSE_MONEY = re.compile(
    rf"(?P<open>\()?(?P<minus>-)?(?P<dollar>[$s8])?(?P<minus2>-)?"
    rf"(?P<whole>{_D}{{1,3}}(?:[.,' ]{_D}{{3}})+|{_D}+)(?P<cents>[.,:]{_D}{{2}})(?P<close>\))?"
)


def find_money(text: str, *, whole_dollars: bool = False, breaks: Collection[int] = ()) -> list[FoundMoney]:
    """Every amount in `text`. Without cents only behind a "$", or anywhere when `whole_dollars`.

    A number that goes on (digits, a percent sign, a date or code around it) is no amount; `breaks` are the
    indexes where a new word begins, which end a number as a space does.
    """
    found = [f for m in _STRICT_MONEY.finditer(text) if (f := _strict_money(text, m, whole_dollars, breaks))]
    taken = [(f.start, f.end) for f in found]
    for match in _LOOSE_MONEY.finditer(text):
        if any(match.start() < end and match.end() > start for start, end in taken):
            continue
        loose = _loose_money(text, match, breaks)
        if loose:
            found.append(loose)
    return sorted(found, key=lambda f: f.start)


def _edges_clear(text: str, start: int, end: int, breaks: Collection[int]) -> bool:
    before = text[start - 1] if start and start not in breaks else ""
    after = text[end : end + 1] if end not in breaks else ""
    return not (before.isdigit() or before in ("/", "-#") or after.isdigit() or after in ("%", "/"))


def _negative(match: re.Match[str]) -> bool:
    return bool(match["minus"] or match["minus2"] or (match["open"] and match["close"]))


def _strict_money(text: str, match: re.Match[str], whole_dollars: bool, breaks: Collection[int]) -> FoundMoney | None:
    start, end = match.span()
    if match["close"] and not match["open"]:
        end -= 1
    if match["open"] and not match["close"]:
        start += 1
    whole, cents, dollar = match["whole"], match["cents"], bool(match["dollar"])
    if not cents and not (dollar or whole_dollars):
        return None
    goes_on = not cents and re.match(r"[.,][0-9]", text[end : end + 2])
    if not _edges_clear(text, start, end, breaks) or goes_on:
        return None
    if "," not in whole and len(whole) > 3 and not cents and not dollar:
        return None
    value = Decimal(whole.replace(",", "") + (cents or ".00"))
    maybe_dollar = not dollar and text[start - 1 : start] == "s" and start - 1 in breaks  # "$" or "5"?
    return FoundMoney(start, end, maybe_dollar, -value if _negative(match) else value, dollar, bool(cents))


def _loose_money(text: str, match: re.Match[str], breaks: Collection[int]) -> FoundMoney | None:
    if not any(c.isdigit() for c in match["whole"]) or not _edges_clear(text, *match.span(), breaks):
        return None
    whole = re.sub(r"[.,' ]", "", digits(match["whole"]))
    cents = digits(match["cents"][1:])
    dollar = match["dollar"]
    if dollar == "8":  # a misread "$" can't be told from the digit
        return None
    if not (whole.isdigit() and cents.isdigit()) or (text[match.start() - 1 : match.start()].isalpha()):
        return None
    value = Decimal(f"{whole}.{cents}")
    return FoundMoney(match.start(), match.end(), True, -value if _negative(match) else value, bool(dollar), True)


_PAGE_OF = re.compile(rf"(?:page|pagina|pag\.?|hoja)({_D}{{1,2}})(?:of|de|/|0f)({_D}{{1,2}})")


def find_page_of(text: str) -> tuple[int, int, int, int] | None:
    """(x, n, start, end) of "Page x of n", 1 <= x <= n <= 60."""
    for match in _PAGE_OF.finditer(text):
        first, last = digits(match[1]), digits(match[2])
        if first.isdigit() and last.isdigit() and 1 <= int(first) <= int(last) <= 60:
            return int(first), int(last), match.start(), match.end()
    return None


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
