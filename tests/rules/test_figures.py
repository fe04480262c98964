"""Figures that a practitioner can check by hand: `figures/*.yaml`, worked out by the rules."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from rules.clocks import lien_clocks
from rules.days import last_day, plus_business_days
from rules.law import LawNotKnown, standard_law
from rules.money.due import payment_due
from rules.money.failure_to_file import LateReturn, failure_to_file
from rules.money.failure_to_pay import Circumstances, failure_to_pay, months
from rules.money.interest import growth, interest
from schemas.notice import TaxPeriod
from schemas.strict_yaml import Data, load

FOLDER = Path(__file__).parent / "figures"
LAW = standard_law()


def rows(file: str, part: str) -> list[Any]:
    found: Data = load((FOLDER / f"{file}.yaml").read_text(encoding="utf-8"), f"{file}.yaml")
    assert isinstance(found, dict)
    listed = found[part]
    assert isinstance(listed, list)
    return [pytest.param(row, id=str(row.get("says") or list(row.values()))) for row in listed]  # type: ignore[union-attr]


def day(row: dict[str, Any], key: str) -> date:
    return date.fromisoformat(row[key])


@pytest.mark.parametrize("row", rows("days", "count"))
def test_days_are_counted_as_the_law_counts_them(row: dict[str, Any]) -> None:
    assert last_day(day(row, "from"), row["days"], row["unit"], row.get("rolls", False)) == day(row, "gives")


@pytest.mark.parametrize("row", rows("days", "pay_tax"))
def test_the_day_to_pay_the_tax_of_a_period(row: dict[str, Any]) -> None:
    period = TaxPeriod(form=row.get("form"), period_end=day(row, "period"), kind="year")
    found = payment_due(period)
    assert (str(found.day) if found else "none") == row["due"]


@pytest.mark.parametrize("row", rows("days", "lien"))
def test_a_lien_hearing_is_counted_from_the_filing(row: dict[str, Any]) -> None:
    filed = day(row, "filed")
    assert plus_business_days(filed, 5) == day(row, "window_begins_after")
    found = {clock.kind: clock for clock in lien_clocks(filed, LAW)}
    assert found["request_hearing_by"].date == day(row, "hearing")
    assert found["equivalent_hearing_by"].date == day(row, "equivalent")
    assert row["window_begins_after"] in found["request_hearing_by"].count


@pytest.mark.parametrize("row", rows("interest", "growth"))
def test_interest_compounds_daily(row: dict[str, Any]) -> None:
    grown = (growth(day(row, "from"), day(row, "to"), LAW) - 1) * 100
    assert round(grown, 7) == row["percent"]


@pytest.mark.parametrize("row", rows("interest", "interest"))
def test_interest_to_the_cent(row: dict[str, Any]) -> None:
    assert interest(row["amount"], day(row, "from"), day(row, "to"), LAW) == row["is"]


@pytest.mark.parametrize("row", rows("interest", "unknown"))
def test_an_accrual_beyond_the_known_quarters_is_refused_with_its_first_unknown_day(row: dict[str, Any]) -> None:
    with pytest.raises(LawNotKnown) as raised:
        interest(Decimal("100.00"), day(row, "from"), day(row, "to"), LAW)
    assert (raised.value.name, raised.value.day) == ("underpayment_rate", day(row, "day"))


@pytest.mark.parametrize("row", rows("failure_to_pay", "addition"))
def test_the_failure_to_pay_addition_by_months(row: dict[str, Any]) -> None:
    due, paid = day(row, "due"), day(row, "paid")
    known = Circumstances(
        levy_notice=day(row, "levy_notice") if "levy_notice" in row else None,
        agreement_from=day(row, "agreement_from") if "agreement_from" in row else None,
    )
    assert len(list(months(due, paid))) == row["months"]
    assert failure_to_pay(Decimal("10000.00"), due, paid, LAW, known) == row["is"]


def late(row: dict[str, Any]) -> LateReturn:
    return LateReturn(day(row, "due"), day(row, "filed"), day(row, "extended_to") if "extended_to" in row else None)


@pytest.mark.parametrize("row", rows("failure_to_file", "addition"))
def test_the_failure_to_file_addition_by_months(row: dict[str, Any]) -> None:
    known = Circumstances(levy_notice=day(row, "levy_notice") if "levy_notice" in row else None)
    found = failure_to_file(row["tax"], late(row), LAW, known)
    assert (found.months, found.least, found.amount) == (row["months"], row.get("least"), row["is"])
    assert found.cites or not found.months


@pytest.mark.parametrize("row", rows("failure_to_file", "unknown"))
def test_a_least_addition_that_is_not_known_is_refused_and_not_guessed(row: dict[str, Any]) -> None:
    with pytest.raises(LawNotKnown) as raised:
        failure_to_file(Decimal("500.00"), late(row), LAW)
    assert (raised.value.name, raised.value.day) == ("failure_to_file_least", day(row, "day"))
