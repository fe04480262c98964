"""Amounts in tight text (see text.py), as printed or as misread. What `values` says of all parsers holds here."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise

from .glyphs import DIGIT as _D
from .glyphs import REMEMBERED, Found, digits


@dataclass(frozen=True, slots=True)
class FoundMoney(Found):
    """`dollar`: a currency sign stands before it; `cents`: two places are printed."""

    value: Decimal
    dollar: bool
    cents: bool


# Money: digits in groups of three with two places, or whole dollars behind a currency sign. The loose form
# takes what readers make of separators and digits.
# "US$" may have lost its first letter to the edge of a cut, and its "S" may read like a 5.
_STRICT_MONEY = re.compile(
    r"(?P<open>\()?(?P<minus>-)?(?:u?[s5](?=\$))?(?P<dollar>\$)?(?P<minus2>-)?"
    r"(?P<whole>[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?P<cents>\.[0-9]{2})?(?P<close>\))?"
)
_LOOSE_MONEY = re.compile(
    rf"(?P<open>\()?(?P<minus>-)?(?P<dollar>[$s8])?(?P<minus2>-)?"
    rf"(?P<whole>{_D}{{1,3}}(?:[.,'| ]{_D}{{3}})+|{_D}+)(?P<cents>[.,:]{_D}{{2}})(?P<close>\))?"
)
_LOOKALIKE = "[oilsbzq|!?]"
# Before a number in one word: the rest of a larger one, or a character that can't be told. "9,|33.53", "$l,|234.56"
_TORN_OFF = re.compile(rf"[0-9?$][a-z|!?.,:;']{{1,3}}$|\?$|(?<![a-z]){_LOOKALIKE}[.,']$")
# Before a number that begins a word: a group that still lacks digits. "9,|33.53", "9,5|3.53"
_OPEN_GROUP = re.compile(r"(?<![0-9])[0-9]{1,3},[0-9]{0,2}$|[0-9]\.[0-9]?$")
_FEW_DIGITS = re.compile(r"(?<![0-9,.])[0-9]{1,3}$")
# Behind whole dollars: "$1,234|.S6", "$1|,O00.00", "$41|.x0"; a sentence's end is none: "$1,234|.Then".
_GOES_ON = re.compile(
    rf"[.,:;][0-9]|\?|[.,':]?[a-z|!?]{{1,2}}[.,]?[0-9]|[.,':]?{_LOOKALIKE}{{1,2}}(?:[.,?]|$)|[.,':][a-z|!?]{{1,2}}(?![a-z])"
)
_NEXT_GROUP = re.compile(r"[0-9]{3}(?![0-9])|[0-9]{1,3}[.,][0-9]")
_LOST_POINT = re.compile(r"[0-9]{2}(?:[.,;:)]|$)")  # "$7,672 63.": two places without their point
_MOST_UNGROUPED = 6  # digits before the point without a comma: more are a year or a number glued to an amount


def find_money(text: str, *, whole_dollars: bool = False, breaks: Collection[int] = ()) -> list[FoundMoney]:
    """Every amount in `text`. Without cents only behind a "$", or anywhere when `whole_dollars`.

    A number that goes on (digits, a percent sign, a date or code around it) is no amount, nor is what is left of one
    that has an unreadable character or a gap in it; `breaks` are the indexes where a new word begins, which end a
    number as a space does. A minus may stand before or behind ("963.00-", "963.00 CR").
    """
    if not any(map(str.isdigit, text)):
        return []  # as of most lines: both patterns are dear
    return list(_money_in(text, whole_dollars, tuple(breaks)))


@lru_cache(REMEMBERED)
def _money_in(text: str, whole_dollars: bool, breaks: tuple[int, ...]) -> tuple[FoundMoney, ...]:
    found: list[FoundMoney] = []
    for start, end in _stretches(text, breaks):
        matches = _STRICT_MONEY.finditer(text, start, end)
        strict = [f for m in matches if (f := _strict_money(text, m, whole_dollars, breaks))]
        found += strict
        for match in _LOOSE_MONEY.finditer(text, start, end):
            if not any(match.start() < f.end and match.end() > f.start for f in strict):
                loose = _loose_money(text, match, breaks)
                found += [loose] if loose else []
    return tuple(sorted(found, key=lambda f: f.start))


def _stretches(text: str, breaks: Collection[int]) -> list[tuple[int, int]]:
    """`text` cut where a space stands between two digits: no number goes across. A space beside a comma may be
    the reader's own."""
    inner = (b for b in sorted(breaks) if 0 < b < len(text))
    cuts = [0, *(b for b in inner if text[b - 1].isdigit() and text[b].isdigit()), len(text)]
    return list(pairwise(cuts))


def _edges_clear(text: str, start: int, end: int, breaks: Collection[int]) -> bool:
    before = text[start - 1] if start and start not in breaks else ""
    after = text[end : end + 1] if end not in breaks else ""
    return not (before.isdigit() or before in ("/", "-#") or after.isdigit() or after in ("%", "/"))


def _is_rest(text: str, start: int, whole: str, breaks: Collection[int]) -> bool:
    """True where the number at `start` may be the end of a larger one."""
    before = text[max(0, start - 6) : start]
    if start not in breaks:
        return bool(_TORN_OFF.search(before))
    return bool(_OPEN_GROUP.search(before) or (len(whole) == 3 and _FEW_DIGITS.search(before)))


def _sign(text: str, match: re.Match[str], end: int, breaks: Collection[int]) -> tuple[bool, int]:
    """(negative, where the number with its sign ends)."""
    negative = bool(match["minus"] or match["minus2"] or (match["open"] and match["close"]))
    for mark in ("-", "cr"):
        stop = end + len(mark)
        alone = stop in breaks or stop == len(text)
        if match["cents"] and text[end:stop] == mark and alone and not (mark == "-" and end in breaks):
            return True, stop
    return negative, end


def _strict_money(text: str, match: re.Match[str], whole_dollars: bool, breaks: Collection[int]) -> FoundMoney | None:
    start, end = match.span()
    if match["close"] and not match["open"]:
        end -= 1
    if match["open"] and not match["close"]:
        start += 1
    whole, cents, dollar = match["whole"], match["cents"], bool(match["dollar"])
    if not cents and not (dollar or whole_dollars):
        return None
    if not _edges_clear(text, start, end, breaks) or _runs_on(text, end, bool(cents), breaks):
        return None
    if not dollar and _is_rest(text, start, whole, breaks):
        return None
    ungrouped = "," not in whole and len(whole) > 3 and not dollar
    if ungrouped and (not cents or len(whole) > _MOST_UNGROUPED):
        return None
    value = Decimal(whole.replace(",", "") + (cents or ".00"))
    negative, end = _sign(text, match, end, breaks)
    doubtful = not dollar and (ungrouped or _may_lack_a_digit(text, match.start("whole"), match.end("whole"), breaks))
    return FoundMoney(start, end, doubtful, -value if negative else value, dollar, bool(cents))


def _runs_on(text: str, end: int, cents: bool, breaks: Collection[int]) -> bool:
    """True where what follows belongs to the number: digits, or characters that may be digits."""
    if cents:
        return bool(re.match(r"\.[0-9]{2}", text[end : end + 3]))
    if text[end : end + 1] == "$" and end not in breaks:
        return True  # "15$3,365.80"
    if end in breaks:
        after = re.match(r"[.,][0-9]", text[end:]) or _NEXT_GROUP.match(text, end) or _LOST_POINT.match(text, end)
        return bool(after)
    return bool(_GOES_ON.match(text, end))


def _may_lack_a_digit(text: str, start: int, end: int, breaks: Collection[int]) -> bool:
    """A sign before the number that is a currency sign or a digit, or a space at one of its commas."""
    lone = start == 1 or start - 1 in breaks
    signs = "s" if start in breaks else _LOOKALIKE
    if start and lone and re.match(signs, text[start - 1]):
        return True
    few = start in breaks and bool(_FEW_DIGITS.search(text[max(0, start - 6) : start]))
    return few or any(start < b < end for b in breaks)


def _with_commas(whole: str) -> str:
    """A stroke where a comma belongs is one: "10|968"."""
    if not _GROUPED.fullmatch(whole):
        return whole
    return "".join("," if c == "|" and (len(whole) - n) % 4 == 0 else c for n, c in enumerate(whole))


_GROUPED = re.compile(rf"{_D}{{1,3}}(?:[.,'| ]{_D}{{3}})+")


def _loose_money(text: str, match: re.Match[str], breaks: Collection[int]) -> FoundMoney | None:
    start, end = match.span()
    if not any(c.isdigit() for c in match["whole"]) or not _edges_clear(text, start, end, breaks):
        return None
    goes_on = r"[.,:'][0-9]" if end in breaks else r"[a-z|!?]?[.,:']?[a-z|!?]?[0-9]|\?"
    if re.match(goes_on, text[end:]) or any(match.start("whole") < b < match.end("whole") for b in breaks):
        return None
    if not match["dollar"] and _is_rest(text, start, match["whole"], breaks):
        return None
    whole = re.sub(r"[.,' ]", "", digits(_with_commas(match["whole"])))
    cents = digits(match["cents"][1:])
    dollar = match["dollar"]
    time = match["cents"][0] == ":" and not (dollar or re.search("[.,]", match["whole"]))
    if dollar == "8" or time or re.search(r"\..*,", match["whole"]):  # "8": "$" or the digit; ".,": two amounts
        return None
    if not (whole.isdigit() and cents.isdigit()) or (text[match.start() - 1 : match.start()].isalpha()):
        return None
    negative, end = _sign(text, match, end, breaks)
    value = Decimal(f"{whole}.{cents}")
    return FoundMoney(start, end, True, -value if negative else value, bool(dollar), True)
