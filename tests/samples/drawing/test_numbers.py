"""Taxpayer numbers that can't exist, sums that are right, days that follow practice."""

import random
from datetime import date, timedelta
from decimal import Decimal

import pytest
from stdnum.exceptions import ValidationError
from stdnum.us import ein, itin, ssn

from samples.amounts import misprint
from samples.dates import days_after, quarter_end
from samples.draw import CODES, DrawnNotice, draw_notice
from samples.due import due_date
from samples.people import CASE_KINDS, make_case
from samples.specs import specs
from samples.tins import draw_tin, never_issued, printed
from schemas.notice import AmountRole


@pytest.mark.parametrize("kind", ["ssn", "itin", "ein"])
def test_no_drawn_number_could_have_been_issued(kind: str) -> None:
    check = {"ssn": ssn, "itin": itin, "ein": ein}[kind]
    rng = random.Random(3)
    for _ in range(500):
        digits = draw_tin(rng, kind)  # type: ignore[arg-type]
        assert len(digits) == 9
        assert never_issued(digits, kind)  # type: ignore[arg-type]
        with pytest.raises(ValidationError):
            check.validate(digits)


def test_only_individual_numbers_of_aliens_begin_with_nine() -> None:
    rng = random.Random(4)
    assert all(draw_tin(rng, "itin").startswith("9") for _ in range(50))
    assert not any(draw_tin(rng, "ssn").startswith("9") for _ in range(300))


def test_masks_show_the_last_four_digits() -> None:
    assert printed("412007253", "ssn") == "412-00-7253"
    assert printed("412007253", "ssn", "X") == "XXX-XX-7253"
    assert printed("412007253", "ssn", "*") == "***-**-7253"
    assert printed("412007253", "ssn", "ending") == "ending in 7253"
    assert printed("412007253", "ssn", "last") == "last four digits 7253"
    assert printed("071234567", "ein") == "07-1234567"
    assert printed("071234567", "ein", "X") == "XX-XXX4567"


@pytest.mark.parametrize("kind", CASE_KINDS)
def test_cases_have_a_name_an_address_and_a_number(kind: str) -> None:
    rng = random.Random(5)
    for _ in range(100):
        case = make_case(rng, kind)
        assert case.kind == kind
        assert 2 <= len(case.address) <= 3
        assert never_issued(case.tin, case.tin_kind)
        assert case.tin_kind == {"business": "ein", "itin": "itin"}.get(kind, "ssn")


def test_rows_sum_to_the_total(drawn: tuple[DrawnNotice, ...]) -> None:
    summed = 0
    for notice in drawn:
        rows = notice.paper.rows
        if not notice.paper.has_total or not rows:
            continue
        total = sum((row.amount for row in rows[:-1]), Decimal(0))
        assert abs(total) == abs(rows[-1].amount), notice.truth.sample_id
        summed += 1
    assert summed > 60


def test_tables_of_periods_sum_both_ways(drawn: tuple[DrawnNotice, ...]) -> None:
    tables = 0
    for notice in drawn:
        cells = {k: a for k, (_, _, a) in notice.paper.amounts.items() if "." in k or k == "all"}
        if "all" not in cells:
            continue
        sums = [a for k, a in cells.items() if k.endswith(".sum")]
        parts = [a for k, a in cells.items() if "." in k and not k.endswith(".sum")]
        assert sum(parts, Decimal(0)) == cells["all"], notice.truth.sample_id
        assert not sums or sum(sums, Decimal(0)) == cells["all"], notice.truth.sample_id
        tables += 1
    assert tables > 10


def test_the_amount_due_is_the_total_of_a_bill(drawn: tuple[DrawnNotice, ...]) -> None:
    for notice in drawn:
        totals = {a.amount for a in notice.truth.amounts if a.role is AmountRole.AMOUNT_DUE}
        if notice.paper.spec.asks == "total":
            assert totals == {notice.truth.amount_due}, notice.truth.sample_id


def test_a_bill_is_due_after_21_days_moved_to_a_business_day() -> None:
    rng, spec = random.Random(1), specs()["CP501"]
    assert due_date("by", spec, date(2018, 1, 8), Decimal(100), rng) == date(2018, 1, 29)
    assert due_date("by", spec, date(2019, 1, 28), Decimal(100), rng) == date(2019, 2, 19)  # Presidents' Day between


def test_a_first_demand_of_a_hundred_thousand_is_due_after_ten_business_days() -> None:
    rng, spec = random.Random(1), specs()["CP14"]
    assert due_date("by", spec, date(2024, 12, 9), Decimal(100_000), rng) == date(2024, 12, 23)
    assert due_date("by", spec, date(2024, 12, 9), Decimal("99999.99"), rng) == date(2024, 12, 30)
    assert due_date("by", spec, date(2026, 11, 9), Decimal(100_000), rng) == date(2026, 11, 24)


def test_hearings_and_petitions_roll_over_holidays() -> None:
    assert days_after(date(2026, 6, 4), 30) == date(2026, 7, 6)
    assert days_after(date(2026, 11, 2), 90) == date(2027, 2, 1)


def test_no_day_to_act_lies_on_or_before_the_notice_date(drawn: tuple[DrawnNotice, ...]) -> None:
    for notice in drawn:
        due, day = notice.truth.due_date, notice.truth.notice_date
        assert due is None or day is None or timedelta(0) < due - day <= timedelta(days=100), notice.truth.sample_id


def test_periods_are_over_before_the_notice(drawn: tuple[DrawnNotice, ...]) -> None:
    for notice in drawn:
        ends = [p.period_end for p in notice.truth.tax_periods]
        assert ends == sorted(set(ends)), notice.truth.sample_id
        assert all(end < (notice.truth.notice_date or date.min) for end in ends)


def test_quarterly_forms_have_quarters() -> None:
    assert quarter_end(2017, 4) == date(2017, 12, 31)
    assert quarter_end(2016, 1) == date(2016, 3, 31)
    truth = draw_notice(random.Random(1), code="CP134B").truth
    assert {p.kind for p in truth.tax_periods} <= {"quarter", "year"}


def test_a_misprint_is_another_amount_of_the_same_length() -> None:
    rng = random.Random(2)
    for text in ("1.00", "9533.53", "-3328.00", "100000.00"):
        for _ in range(50):
            other = misprint(Decimal(text), rng)
            assert other != Decimal(text)
            assert (other < 0) == (Decimal(text) < 0)
            assert len(f"{other:.2f}") == len(text)


def test_every_code_can_be_drawn_for_the_case_it_goes_to() -> None:
    for n, code in enumerate(CODES):
        spec = specs()[code]
        kind = "business" if spec.account == "business" else spec.only or "individual"
        case = make_case(random.Random(n), kind)
        notice = draw_notice(random.Random(n), code=code, case=case)
        assert notice.paper.case == case
