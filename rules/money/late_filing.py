"""The failure-to-file addition of one notice: worked out where its facts suffice, else what has to be found out.

No notice prints when the return came, and few what was not paid in time: a person gives that
(`--given return_filed_on=2024-09-10`). What is not given is asked for, and nothing is assumed in its place.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from rules.case import Case
from rules.conditions import Sheet, fact_table
from rules.law import LawNotKnown
from rules.validate.amounts import money
from schemas.notice import AmountRole

from .bill import Bill, bears_failure_to_pay, bill_of
from .due import payment_due
from .failure_to_file import FilingAddition, LateReturn, failure_to_file

# Notices that ask for a return: until it comes, the months run on.
ASKS_FOR_RETURN = "nonfiler"
ONE_PERIOD = "one tax period with its form, and the day on which its return was due"
EXTENSION = "no extension to file is known: with one the months run from its last day"


@dataclass(frozen=True, slots=True)
class LateFiling:
    """`says` with what it comes to, or what has to be found out (`needs`, in words with the names of the facts)."""

    says: str
    facts: tuple[str, ...]
    cites: tuple[str, ...]
    needs: tuple[str, ...] = ()


def late_filing(case: Case, sheet: Sheet) -> LateFiling | None:
    """None where the notice neither charges the addition nor asks for a return."""
    charged, asked = _charged(case), case.entry is not None and case.entry.family == ASKS_FOR_RETURN
    if (charged is None and not asked) or not bears_failure_to_pay(case):
        return None
    due = payment_due(case.facts.tax_periods[0]) if len(case.facts.tax_periods) == 1 else None
    tax, filed = _unpaid(bill_of(case), sheet), _given_day(sheet, "return_filed_on")
    came = f"return: filed on {filed}" if filed else f"return: still missing on {case.today}"
    filed = filed or (case.today if asked else None)
    if due is None or tax is None or filed is None:
        needs = [*_missing("unpaid_at_due", tax is None), *_missing("return_filed_on", filed is None)]
        return _open(charged, (*needs, *(() if due else (ONE_PERIOD,))))
    late = LateReturn(due.day, filed, _given_day(sheet, "extended_to"))
    try:
        found = failure_to_file(tax, late, case.law)
    except LawNotKnown as unknown:
        return _open(charged, (f"{unknown.what}. {unknown.advice}",))
    extension = f"last day to file: {late.extended_to}" if late.extended_to else EXTENSION
    facts = (*_printed(charged), f"not paid by {due.day}: {money(tax)}", came, extension)
    return LateFiling(_says(found, charged), facts, (*found.cites, due.cite))


def _open(charged: Decimal | None, needs: Sequence[str]) -> LateFiling:
    return LateFiling(
        "The failure-to-file penalty can't be worked out yet", _printed(charged), ("IRC 6651(a)(1)",), tuple(needs)
    )


def _says(found: FilingAddition, charged: Decimal | None) -> str:
    counted = (
        f"{found.months} month{'' if found.months == 1 else 's'}, {_plain(found.percent)} % less "
        f"{_plain(found.reduced_by)} % for the failure-to-pay penalty of the same months"
    )
    least = f"; not less than {money(found.least)} for a return that late" if found.least else ""
    against = f", printed are {money(charged)}" if charged is not None else ""
    return f"The failure-to-file penalty comes to {money(found.amount)}{against}: {counted}{least}"


def _plain(percent: Decimal) -> str:
    """ "2", "4.5": without zeros at the end."""
    return f"{percent:f}".rstrip("0").rstrip(".") if "." in f"{percent:f}" else f"{percent:f}"


def _charged(case: Case) -> Decimal | None:
    rows = [row.amount for row in case.facts.amounts if row.role is AmountRole.FAILURE_TO_FILE]
    return sum(rows, Decimal(0)) if rows else None


def _unpaid(bill: Bill | None, sheet: Sheet) -> Decimal | None:
    """As a person gives it, or as a bill without payments prints it: payments can have come in time or late."""
    given = sheet.value("unpaid_at_due")
    if isinstance(given, Decimal):
        return given
    return bill.tax if bill and not bill.credits else None


def _given_day(sheet: Sheet, name: str) -> date | None:
    value = sheet.value(name)
    return value if isinstance(value, date) else None


def _missing(name: str, missing: bool) -> list[str]:
    return [f"{fact_table()[name].ask} [{name}]"] if missing else []


def _printed(charged: Decimal | None) -> tuple[str, ...]:
    return (f"failure-to-file penalty printed: {money(charged)}",) if charged is not None else ()
