"""The priority: one number, the sum of its parts, each of them monotone."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.book import standard_book
from rules.case import case_of
from rules.classify import classify
from rules.deadlines import deadlines
from rules.priority import Part, priority_parts, total
from schemas.catalog import all_entries
from schemas.notice import FieldStatus, NoticeFacts, Status

from .make import facts, minimal, seen

DAY = date(2026, 3, 2)
CODES = st.sampled_from(["CP14", "CP501", "CP503", "CP504", "LT11", "CP523", "CP11", "CP3219A", "CP2000", "CP161"])


def parts_of(read: NoticeFacts, today: date = DAY, status: Status = Status.ACCEPTED) -> dict[str, Part]:
    case = case_of(read, today)
    found = priority_parts(case, standard_book().weights, deadlines(case)[0], status, classify(case))
    return {part.name: part for part in found}


def bill(**changes: Any) -> NoticeFacts:
    return facts(
        **({"notice_date": DAY - timedelta(days=5), "due_date": DAY + timedelta(days=16), "amounts": ()} | changes)
    )


@given(
    CODES, st.integers(0, 400), st.integers(-400, 400), st.decimals(0, 10**6, places=2), st.sampled_from(list(Status))
)
def test_the_parts_add_up_to_a_number_between_0_and_100(
    code: str, age: int, left: int, amount: Decimal, status: Status
) -> None:
    read = bill(
        notice_code=code,
        notice_date=DAY - timedelta(days=age),
        due_date=DAY + timedelta(days=left),
        amount_due=amount,
    )
    found = parts_of(read, status=status)
    assert 0 <= total(tuple(found.values())) <= 100
    assert all(part.points >= 0 or name == "most" for name, part in found.items())


@given(st.integers(-2000, 2000), st.integers(-2000, 2000))
def test_fewer_days_left_are_never_fewer_points(one: int, other: int) -> None:
    sooner, later = sorted((one, other))
    weights = standard_book().weights
    assert weights.for_days(sooner).points >= weights.for_days(later).points


@given(st.integers(0, 9000), st.integers(0, 9000))
def test_a_fresher_notice_is_never_fewer_points(one: int, other: int) -> None:
    fresh, old = sorted((one, other))
    found = [parts_of(bill(notice_date=DAY - timedelta(days=days)))["age"].points for days in (fresh, old)]
    assert found[0] >= found[1]


@given(st.decimals(0, 10**7, places=2), st.decimals(0, 10**7, places=2))
def test_more_money_is_never_fewer_points(one: Decimal, other: Decimal) -> None:
    less, more = sorted((one, other))
    found = [parts_of(bill(amount_due=amount))["amount"].points for amount in (less, more)]
    assert found[0] <= found[1]


def test_a_later_stage_is_more_points() -> None:
    found = [parts_of(bill(notice_code=code))["stage"].points for code in ("CP14", "CP501", "CP503", "CP504", "LT11")]
    assert found == sorted(set(found))


@given(st.floats(0.0, 1.0), st.floats(0.0, 1.0))
def test_a_less_sure_reading_is_never_fewer_points(one: float, other: float) -> None:
    low, high = sorted((one, other))
    weights = standard_book().weights
    assert weights.for_confidence(low) >= weights.for_confidence(high)
    assert weights.needs_review >= weights.for_confidence(low)


def test_a_weightier_right_is_more_points_while_it_can_be_kept() -> None:
    found = {
        code: parts_of(bill(notice_code=code, due_date=None, response_days=None)) for code in ("CP14", "CP12", "LT11")
    }
    points = [found[code]["right at stake"].points for code in ("CP14", "CP12", "LT11")]
    assert points == sorted(set(points))
    late = parts_of(bill(notice_code="LT11", due_date=None), today=DAY + timedelta(days=60))
    assert late["right at stake"].points == 0


@given(st.integers(0, 29))
def test_a_right_in_its_last_days_stands_on_top_and_says_so(gone: int) -> None:
    read = bill(
        notice_code="LT11", notice_date=DAY - timedelta(days=gone), due_date=None, amount_due=Decimal("10.00")
    )
    found = parts_of(read)
    urgent = standard_book().weights.urgent
    if 30 - gone <= urgent.within_days:
        assert total(tuple(found.values())) >= urgent.at_least


@pytest.mark.parametrize("entry", all_entries(), ids=lambda e: e.code)
def test_every_part_of_every_code_says_why(entry: Any) -> None:
    assert all(part.because for part in parts_of(minimal(entry), date(2018, 1, 20)).values())


def test_a_doubtful_field_is_lifted() -> None:
    doubtful = bill(fields={"amount_due": seen("9533.53", FieldStatus.CONFLICTING)})
    assert parts_of(doubtful, status=Status.NEEDS_REVIEW)["confidence"].points > parts_of(bill())["confidence"].points
