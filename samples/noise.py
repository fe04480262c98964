"""Tables full of dates and amounts that a reader must not mistake for the notice's own.

All are made up, except the interest rates from 2016 on: those of underpayments (IRC 6621), as rate tables of notices
repeat them.
"""

import random
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from decimal import Decimal

from .amounts import cents, dollars, log_uniform
from .blocks import Grid
from .dates import long_date, short, slashed

_RATES = (("2016-04-01", 4), ("2018-04-01", 5), ("2019-01-01", 6), ("2019-07-01", 5), ("2020-07-01", 3),
          ("2022-04-01", 4), ("2022-07-01", 5), ("2022-10-01", 6), ("2023-01-01", 7), ("2023-10-01", 8),
          ("2025-01-01", 7))  # fmt: skip


def _money(amount: Decimal, sign: bool = False) -> str:
    return f"{'$' if sign else ''}{amount:,.2f}"


def _day(context: Mapping[str, str]) -> date:
    return date.fromisoformat(context["iso_date"])


def payments(context: Mapping[str, str], rng: random.Random) -> Grid:
    """Dates and amounts of payments received, with their sum."""
    day = _day(context) - timedelta(days=rng.randint(200, 700))
    style = rng.choice((short, slashed, long_date))
    amounts = [dollars(log_uniform(rng, 40, 9000)) for _ in range(rng.randint(2, 5))]
    rows = []
    for i, amount in enumerate(amounts):
        rows.append((style(day), _money(amount, i == 0)))
        day += timedelta(days=rng.randint(20, 90))
    return Grid(("Date received", "Amount"), tuple(rows), ("Total payments", _money(sum(amounts, Decimal(0)), True)),
                right=(False, True))  # fmt: skip


def interest_rates(context: Mapping[str, str], rng: random.Random) -> Grid:
    """Quarters and rates up to the notice date; before 2016 a constant made-up past."""
    day = _day(context)
    rows = []
    for i, (first, rate) in enumerate(_RATES):
        start = date.fromisoformat(first)
        if start >= day:
            break
        end = date.fromisoformat(_RATES[i + 1][0]) - timedelta(days=1) if i + 1 < len(_RATES) else None
        span = f"{long_date(start)} – {long_date(end)}" if end and end < day else f"Since {long_date(start)}"
        rows.append((span, f"{rate}%"))
    if not rows:
        rows = [(f"January 1 – December 31, {day.year - n}", f"{rng.choice((3, 4, 5, 6, 7, 8))}%") for n in (3, 2, 1)]
    return Grid(("Period", "Interest rate"), tuple(rows[-7:]), right=(False, True))


def interest_accrual(context: Mapping[str, str], rng: random.Random) -> Grid:
    """From, to, days, rate, factor, amount, charge: the densest noise of a bill. Ends with the notice date."""
    spans = [rng.randint(20, 180) for _ in range(rng.randint(2, 4))]
    start = _day(context) - timedelta(days=sum(spans))
    principal = cents(log_uniform(rng, 300, 40000))
    rows, charges = [], []
    for days in spans:
        end = start + timedelta(days=days)
        factor = days * rng.choice((3, 4, 5, 6, 7, 8)) / 36500
        charges.append(cents(float(principal) * factor))
        row = (
            f"{slashed(start)} – {slashed(end)}",
            str(days),
            f"{factor:.9f}",
            _money(principal),
            _money(charges[-1]),
        )
        rows.append(row)
        start = end
    head = ("Period", "Days", "Interest factor", "Amount due", "Interest charge")
    total = ("Total interest", "", "", "", _money(sum(charges, Decimal(0)), True))
    return Grid(head, tuple(rows), total, right=(False, True, True, True, True))


def penalty_months(context: Mapping[str, str], rng: random.Random) -> Grid:
    """Unpaid amount, months, rate, penalty."""
    rows = []
    for _ in range(rng.randint(1, 3)):
        unpaid = cents(log_uniform(rng, 200, 20000))
        months = rng.randint(1, 14)
        rows.append((long_date(_day(context) - timedelta(days=30 * months)), str(months), _money(unpaid), "0.5%",
                     _money(cents(float(unpaid) * months * 0.005))))  # fmt: skip
    head = ("Date", "Months late", "Unpaid amount", "Rate", "Penalty")
    return Grid(head, tuple(rows), right=(False, True, True, True, True))


def tax_figures(context: Mapping[str, str], rng: random.Random) -> Grid:
    """Your figures against theirs, by line of the return."""
    lines = ("Adjusted gross income, line {}", "Taxable income, line {}", "Tax before credits, line {}",
             "Credits, line {}", "Total tax, line {}")  # fmt: skip
    at = rng.randint(7, 30)
    rows = []
    for i, line in enumerate(lines):
        mine = dollars(log_uniform(rng, 300, 90000))
        theirs = mine if rng.random() < 0.5 else dollars(float(mine) * rng.uniform(0.6, 1.4))
        rows.append((line.format(at + 5 * i), _money(mine, i == 0), _money(theirs, i == 0)))
    head = ("Description", "Your calculations", "IRS calculations")
    return Grid(head, tuple(rows), right=(False, True, True))


def reported_income(context: Mapping[str, str], rng: random.Random) -> Grid:
    """What payers reported against what the return showed."""
    payers = ("First Prairie Bank 1099-INT", "Harbor Payroll W-2", "Coastline Brokerage 1099-B",
              "Granite Pension 1099-R", "Parcel App 1099-K", "Union Savings 1099-DIV")  # fmt: skip
    rows = []
    for payer in rng.sample(payers, rng.randint(2, 4)):
        shown, reported = dollars(log_uniform(rng, 20, 900)), dollars(log_uniform(rng, 1000, 30000))
        rows.append((payer, _money(shown, True), _money(reported), _money(reported - shown)))
    head = ("Received from", "Shown on return", "Reported to IRS by others", "Difference")
    return Grid(head, tuple(rows), right=(False, True, True, True))


def deposits(context: Mapping[str, str], rng: random.Random) -> Grid:
    """Federal tax deposits by date."""
    end = _day(context) - timedelta(days=rng.randint(120, 300))
    rows = []
    for i in range(rng.randint(3, 6)):
        due = end + timedelta(days=14 * i)
        rows.append(
            (
                slashed(due),
                slashed(due + timedelta(days=rng.randint(0, 9))),
                _money(dollars(log_uniform(rng, 200, 30000)), i == 0),
            )
        )
    return Grid(("Deposit due", "Received", "Deposit amount"), tuple(rows), right=(False, True, True))


def payees(context: Mapping[str, str], rng: random.Random) -> Grid:
    """Counts of a backup withholding list."""
    kinds = (("1099-INT", 80), ("1099-NEC", 80), ("1099-DIV", 40))
    rows = tuple((kind, str(rng.randint(1, most))) for kind, most in kinds)
    return Grid(("Document type", "Number of incorrect TINs"), rows, right=(False, True))


def filing_dates(context: Mapping[str, str], rng: random.Random) -> Grid:
    """Forms and their due dates, as an EIN confirmation lists them."""
    year = _day(context).year
    rows = (("Form 941", f"04/30/{year + 1}"), ("Form 940", f"01/31/{year + 1}"), ("Form 1120", f"04/15/{year + 1}"))
    return Grid(("Form", "Due date"), rows[: rng.randint(1, 3)], right=(False, True))


TABLES: dict[str, Callable[[Mapping[str, str], random.Random], Grid]] = {
    f.__name__: f
    for f in (payments, interest_rates, interest_accrual, penalty_months, tax_figures, reported_income, deposits,
              payees, filing_dates)
}  # fmt: skip
