"""The tax periods a notice is about, and how it names them."""

import random
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Literal

from schemas.notice import TaxPeriod

from .dates import quarter_end
from .manner import Manner
from .specs import CodeSpec

QUARTERLY = frozenset({"941", "720", "941-SS", "CT-1X"})
_LAST_1040A = 2017  # Forms 1040A and 1040EZ ended with tax year 2017; 1040-SR began with 2019
_OLD_FORMS = frozenset({"1040A", "1040EZ"})
_NEW_FORMS = frozenset({"1040-SR"})
_FISCAL = frozenset({"1120", "990"})


def draw_periods(spec: CodeSpec, account: str, day: date, rng: random.Random) -> tuple[TaxPeriod, ...]:
    """As many periods as the code allows, ascending, all over well before `day`.

    Where a code goes to people and businesses alike, `account` ("person", "business") decides about the forms.
    """
    low, high = spec.periods
    count = min(rng.randint(low, high), rng.randint(low, high))
    if count == 0:
        return ()
    fitting = [f for f in spec.forms if spec.account != "either" or f.startswith("1040") == (account == "person")]
    form = rng.choice(fitting) if fitting else None
    ends = _quarters(day, count, rng) if form in QUARTERLY else _years(form, day, count, rng)
    periods = []
    for end in sorted(ends):
        one = _fitting(form, end.year, fitting)
        periods.append(TaxPeriod(form=one, period_end=end, kind=_kind(spec, one)))
    return tuple(periods)


def _kind(spec: CodeSpec, form: str | None) -> Literal["year", "quarter", "unknown"]:
    if form in QUARTERLY:
        return "quarter"
    return "year" if form or spec.scheme == "year" else "unknown"


def _fitting(form: str | None, year: int, forms: Sequence[str]) -> str | None:
    gone = form in _OLD_FORMS and year > _LAST_1040A
    not_yet = form in _NEW_FORMS and year <= _LAST_1040A + 1
    return forms[0] if gone or not_yet else form


def _quarters(day: date, count: int, rng: random.Random) -> list[date]:
    last = day - timedelta(days=rng.choice((75, 120, 200, 300)))
    found: list[date] = []
    year, quarter = last.year, (last.month - 1) // 3
    while len(found) < count:
        if quarter == 0:
            year, quarter = year - 1, 4
        found.append(quarter_end(year, quarter))
        quarter -= rng.choice((1, 1, 1, 2))
        if quarter < 0:
            year, quarter = year - 1, 3
    return found


def _years(form: str | None, day: date, count: int, rng: random.Random) -> list[date]:
    latest = day.year - (1 if day.month >= 5 else 2) - rng.choice((0, 0, 0, 1, 2))
    years = sorted(rng.sample(range(latest - count - 1, latest + 1), count)) if count > 1 else [latest]
    month = rng.choice((3, 6, 9)) if form in _FISCAL and rng.random() < 0.25 else 12
    return [_month_end(year, month) for year in years]


def _month_end(year: int, month: int) -> date:
    return date(year, month, 28) + timedelta(days=_tail(year, month))


def _tail(year: int, month: int) -> int:
    after = date(year + month // 12, month % 12 + 1, 1)
    return (after - date(year, month, 28)).days - 1


def joined(items: Sequence[str], lang: str) -> str:
    """ "2014, 2015 and 2016"."""
    word = " y " if lang == "es" else " and "
    return items[0] if len(items) == 1 else ", ".join(items[:-1]) + word + items[-1]


_QUARTERS = {
    "en": ("first quarter", "second quarter", "third quarter", "fourth quarter"),
    "es": ("primer trimestre", "segundo trimestre", "tercer trimestre", "cuarto trimestre"),
}
_CALENDAR = {"en": "calendar year {}", "es": "año calendario {}"}


def own_words(period: TaxPeriod, manner: Manner) -> str | None:
    """The period in the notice's own style; None where that has no words for it, or is the plain one.

    "dated" gives its last day, "month" 09/2017, "compact" 201709, "short" TY 2016 or Q3 2017, "spelled" the calendar
    year 2016 or the third quarter of 2017.
    """
    end, style = period.period_end, manner.periods
    if style == "dated":
        return manner.day(end)
    if style == "month":
        return f"{end:%m/%Y}"
    if style == "compact":
        return f"{end:%Y%m}"
    quarter = period.kind == "quarter"
    if style == "plain" or not (quarter or (period.kind == "year" and end.month == 12)):
        return None
    if style == "short":
        return f"Q{end.month // 3} {end.year}" if quarter else f"TY {end.year}"
    if not quarter:
        return _CALENDAR[manner.lang].format(end.year)
    return f"{_QUARTERS[manner.lang][end.month // 3 - 1]} {'de' if manner.lang == 'es' else 'of'} {end.year}"


def period_words(spec: CodeSpec, periods: Sequence[TaxPeriod], manner: Manner) -> tuple[str, ...]:
    """Each period as titles and prose name it: "2016", or "December 31, 2017" where the code counts in periods.

    Whole dates, bare digits and spelled-out years are for the header: a sentence says the year. A quarter spelled out
    in Spanish would want an article.
    """
    spelled = manner.periods == "spelled" and (spec.scheme == "year" or manner.lang == "es")
    told = manner.periods not in ("dated", "compact") and not spelled
    own = [own_words(p, manner) for p in periods] if told else []
    named = tuple(words for words in own if words is not None)
    if named and len(named) == len(periods):
        return tuple(dict.fromkeys(named))
    if spec.scheme == "year":
        return tuple(dict.fromkeys(str(p.period_end.year) for p in periods))
    return tuple(dict.fromkeys(manner.day(p.period_end) for p in periods))
