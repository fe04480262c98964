"""The names that prose may use: this notice's values as text."""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from schemas.notice import TaxPeriod

from .amounts import dollars, log_uniform
from .dates import long_date
from .manner import Manner
from .people import Case
from .periods import joined
from .specs import CodeSpec
from .words import Words

_RETURN_DUE = (4, 15)  # annual returns of individuals; noise, not law


@dataclass(frozen=True, slots=True)
class Values:
    """What the names stand for."""

    code: str
    spec: CodeSpec
    case: Case
    day: date
    due: date | None
    periods: Sequence[TaxPeriod]
    period_words: Sequence[str]
    amounts: Mapping[str, Decimal]
    asked: Decimal | None
    phone: str
    tin: str
    tin_key: str


def make_context(v: Values, words: Words, manner: Manner, rng: random.Random) -> dict[str, str]:
    """Names and texts. A name is missing where the notice has no such value, so that prose using it fails a test."""
    spec = v.spec
    names = {
        "code": v.code,
        "code_lower": v.code.lower(),
        "iso_date": v.day.isoformat(),
        "notice_date": manner.day(v.day),
        "phone": v.phone,
        "tin": v.tin,
        "tin_word": words.phrase(f"{v.tin_key}_word"),
        "unit": words.phrase("year_word" if spec.scheme == "year" else "period_word"),
        "name": v.case.name,
        "name_control": v.case.name_control,
        "days": str(spec.days),
        "next_year": str(v.day.year + 1),
        "birth_date": long_date(date(v.case.birth_year, 1 + v.case.birth_year % 12, 1 + v.case.birth_year % 28)),
        "earlier_date": manner.day(v.day - timedelta(days=rng.choice((35, 42, 56, 91)))),
        "later_date": manner.day(v.day + timedelta(days=rng.choice((45, 60, 75, 120)))),
        "sooner": manner.day(v.day + timedelta(days=10)),
        "some_amount": f"${dollars(log_uniform(rng, 100, 7000)):,.2f}",
        "revised": f"{rng.randint(1, 12)}-{v.day.year - rng.randint(1, 6)}",
        "catalog": f"{rng.randint(10000, 79999)}{rng.choice('ABCDEHKLQTUW')}",
        "pin": f"{rng.randint(1, 999999):06d}",
        "max_credit": f"${rng.choice((496, 503, 519, 529, 538, 600, 632)):,}",
    }
    names |= _period_names(v, manner, rng)
    names |= {key: manner.money(abs(amount), sign=True) for key, amount in v.amounts.items()}
    if v.asked is not None:
        names["amount"] = manner.money(v.asked, sign=True)
    if v.due is not None:
        names["due"] = manner.day(v.due)
    return names


def _period_names(v: Values, manner: Manner, rng: random.Random) -> dict[str, str]:
    if not v.periods:
        return {}
    last = v.periods[-1].period_end
    forms = sorted({p.form for p in v.periods if p.form})
    month, day = _RETURN_DUE
    names = {
        "period": joined(v.period_words, v.spec.lang),
        "year": str(last.year),
        "period_end": manner.day(last),
        "prior_year": str(last.year - rng.choice((1, 2, 3))),
        "return_due": manner.day(date(last.year + 1, month, day)),
        "claim_by": manner.day(date(last.year + 4, month, day)),
    }
    if forms:
        names["form"] = joined(forms, v.spec.lang)
    return names
