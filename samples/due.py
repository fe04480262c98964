"""By when a notice wants to be answered, and how it says so."""

import random
from datetime import date, timedelta
from decimal import Decimal

from .dates import days_after, is_business_day
from .specs import CodeSpec, DueKind

LARGE_DEMAND = Decimal(100_000)  # from here on 10 business days instead of 21 days, IRC 6601(e)(3)
PRINTED = frozenset({"by", "received", "hearing", "reply", "petition", "payment"})


def draw_kind(spec: CodeSpec, rng: random.Random) -> DueKind:
    return rng.choices(list(spec.due), list(spec.due.values()))[0]


def due_date(kind: DueKind, spec: CodeSpec, day: date, asked: Decimal | None, rng: random.Random) -> date | None:
    """The date printed by which to act; None where none is printed.

    Bills: the notice date + `spec.days`, rolled to a business day, or 10 business days for a first demand of
    $100,000 and more. Hearings, replies, petitions: rolled alike. Instalments: some day of the next weeks.
    """
    if kind not in PRINTED:
        return None
    if kind == "payment":
        return day + timedelta(days=rng.randint(8, 30))
    if spec.demand and asked is not None and asked >= LARGE_DEMAND:
        return _business_days_after(day, 10)
    return days_after(day, spec.days)


def _business_days_after(day: date, n: int) -> date:
    while n:
        day += timedelta(days=1)
        n -= is_business_day(day)
    return day


def words_for(kind: DueKind) -> str:
    """The key of `totals` and `stubs` in the vocabulary."""
    if kind in ("by", "received", "immediately"):
        return kind
    if kind in ("hearing", "hearing_undated"):
        return "immediately"
    return "by" if kind == "payment" else "undated"
