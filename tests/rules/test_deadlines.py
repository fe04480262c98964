"""Deadlines: printed first, law beside it, practice flagged; nothing ever later than the earliest supported day."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules import judge
from schemas.catalog import all_entries
from schemas.notice import Deadline, Notice, NoticeFacts, PrintedDate, Status, Taxpayer

from .make import TODAY, codes, facts, minimal, no_money, seen


def days(notice: NoticeFacts | Notice, today: date = TODAY) -> dict[tuple[str, str], date]:
    """(kind, basis) -> day."""
    judged = judge(notice, today=today) if isinstance(notice, NoticeFacts) else notice
    return {(d.kind, d.basis): d.date for d in judged.deadlines}


def bill(day: date, amount: str, due: date | None = None) -> NoticeFacts:
    return facts(notice_code="CP14", notice_date=day, amount_due=Decimal(amount), due_date=due, amounts=())


@pytest.mark.parametrize(
    ("day", "amount", "expected"),
    [
        (date(2018, 1, 30), "1075.21", date(2018, 2, 20)),
        (date(2024, 12, 9), "100000.00", date(2024, 12, 23)),
        (date(2024, 12, 9), "99999.99", date(2024, 12, 30)),
        (date(2026, 11, 9), "250000.00", date(2026, 11, 24)),
        (date(2026, 6, 1), "100000.00", date(2026, 6, 15)),
        (date(2026, 6, 1), "500.00", date(2026, 6, 22)),
    ],
)
def test_a_bill_is_paid_within_its_window(day: date, amount: str, expected: date) -> None:
    assert days(bill(day, amount))["pay_by", "statute"] == expected


@pytest.mark.parametrize(
    ("code", "day", "kind", "expected"),
    [
        ("CP3219A", date(2026, 11, 2), "petition_by", date(2027, 2, 1)),
        ("CP3219N", date(2026, 4, 6), "petition_by", date(2026, 7, 6)),
        ("LT11", date(2026, 6, 4), "request_hearing_by", date(2026, 7, 6)),
        ("CP11", date(2026, 9, 14), "request_abatement_by", date(2026, 11, 13)),
        ("L105C", date(2026, 5, 29), "refund_suit_by", date(2028, 5, 29)),
        ("LT11", date(2026, 6, 4), "equivalent_hearing_by", date(2027, 6, 4)),
        ("CP504", date(2026, 6, 4), "act_before_levy_by", date(2026, 7, 4)),
        ("CP2100", date(2026, 11, 2), "send_b_notices_by", date(2026, 11, 24)),
    ],
)
def test_the_statute_sets_the_day(code: str, day: date, kind: str, expected: date) -> None:
    assert days(no_money(notice_code=code, notice_date=day))[kind, "statute"] == expected


@pytest.mark.parametrize("code", ["L3172", "668A", "668W", "CP501", "CP503", "CP521", "CP23", "CP24"])
def test_where_the_letter_starts_no_clock_none_is_computed(code: str) -> None:
    found = days(no_money(notice_code=code))
    assert not any(basis == "statute" and kind != "pay_by" for kind, basis in found)
    if code != "CP23":  # a bill for an overstated credit: its own window, and no right to abatement
        assert not any(basis == "statute" for _, basis in found)


def test_employment_tax_corrections_are_bills_without_an_abatement_right() -> None:
    assert set(days(facts(notice_code="CP102"))) == {("pay_by", "printed"), ("pay_by", "statute")}


def test_an_adjustment_that_bills_nothing_has_no_pay_window() -> None:
    assert days(no_money(notice_code="CP210")) == {}
    assert ("pay_by", "statute") in days(facts(notice_code="CP210"))


def test_print_and_law_both_stand_and_the_earlier_one_counts() -> None:
    rolled = bill(date(2019, 1, 28), "100.00", due=date(2019, 2, 19))  # Presidents' Day moved the printed day
    judged = judge(rolled, today=TODAY)
    assert days(judged) == {
        ("pay_by", "printed"): date(2019, 2, 19),
        ("pay_by", "statute"): date(2019, 2, 18),
    }
    assert judged.work_item.act_by == date(2019, 2, 18)
    assert [d.basis for d in judged.deadlines if d.earliest_supported] == ["statute"]


def test_a_printed_day_earlier_than_the_law_is_not_moved_later() -> None:
    early = facts(notice_code="CP504", due_date=date(2018, 1, 18))
    judged = judge(early, today=TODAY)
    assert judged.work_item.act_by == judged.due_date == date(2018, 1, 18)


def test_a_printed_number_of_days_counts_from_the_notice_date_unrolled() -> None:
    judged = judge(no_money(notice_code="LT11", notice_date=date(2026, 6, 4), response_days=30), today=TODAY)
    assert days(judged)["request_hearing_by", "printed"] == date(2026, 7, 4)
    assert days(judged)["request_hearing_by", "statute"] == date(2026, 7, 6)
    assert judged.work_item.act_by == date(2026, 7, 4)


def test_the_due_date_takes_the_kind_that_the_paper_ties_it_to() -> None:
    due = date(2018, 2, 7)
    tied = PrintedDate(kind="request_hearing_by", date=due, label="Request a hearing by", page=2)
    judged = judge(facts(notice_code="LT11", due_date=due, printed_dates=(tied,)), today=TODAY)
    assert days(judged)["request_hearing_by", "printed"] == due
    untied = judge(facts(notice_code="LT11", due_date=due, printed_dates=()), today=TODAY)
    assert days(untied)["request_hearing_by", "printed"] == due


def test_other_labelled_dates_are_kept_and_never_counted() -> None:
    other = PrintedDate(kind="other", date=date(2018, 1, 10), label="Date received", page=2)
    judged = judge(facts(printed_dates=(other,)), today=TODAY)
    assert days(judged)["other", "printed"] == date(2018, 1, 10)
    assert judged.work_item.act_by == date(2018, 1, 29)


def test_the_usual_time_is_assumed_only_where_nothing_is_printed_and_a_person_looks() -> None:
    judged = judge(no_money(notice_code="CP2501"), today=TODAY)
    (assumed,) = judged.deadlines
    assert (assumed.basis, assumed.date) == ("policy", date(2018, 2, 7))
    assert "deadline_assumed" in codes(judged)
    assert judged.validation.status is Status.NEEDS_REVIEW
    printed = judge(no_money(notice_code="CP2501", response_days=45), today=TODAY)
    assert {d.basis for d in printed.deadlines} == {"printed"}


def test_an_appeal_is_reminded_of_long_before_the_time_to_sue_is_over() -> None:
    judged = judge(no_money(notice_code="L105C"), today=TODAY)
    assert judged.work_item.act_by == date(2018, 2, 7)
    assert days(judged)["refund_suit_by", "statute"] == date(2020, 1, 8)


def test_waiting_is_followed_up_without_a_person() -> None:
    judged = judge(no_money(notice_code="CP05"), today=TODAY)
    assert days(judged) == {("follow_up", "policy"): date(2018, 3, 9)}
    assert judged.validation.status is Status.ACCEPTED


def test_a_day_before_the_notice_supports_nothing_but_stays_on_record() -> None:
    judged = judge(facts(notice_code="CP21A", notice_date=date(2019, 1, 30), due_date=date(2017, 2, 20)), today=TODAY)
    assert days(judged)["pay_by", "printed"] == date(2017, 2, 20)
    assert judged.work_item.act_by == date(2019, 2, 20)


def test_a_notice_older_than_the_law_is_said_to_be_so() -> None:
    judged = judge(facts(notice_code="LT11", notice_date=date(1995, 1, 9), due_date=None), today=TODAY)
    assert "law_unknown_for_date" in codes(judged)
    assert judged.validation.status is Status.NEEDS_REVIEW
    assert not [d for d in judged.deadlines if d.basis == "statute"]


def test_a_weaker_right_is_not_claimed_for_days_before_its_law_but_the_right_itself_is() -> None:
    judged = judge(no_money(notice_code="LT11", notice_date=date(2005, 6, 6), response_days=30), today=TODAY)
    assert ("request_hearing_by", "statute") in days(judged)
    assert ("equivalent_hearing_by", "statute") not in days(judged)
    assert "law_unknown_for_date" not in codes(judged)


def test_an_address_abroad_is_told_and_moves_nothing() -> None:
    abroad = Taxpayer(name="JAMES HINDS", address=("10 RUE DE RIVOLI", "75001 PARIS", "FRANCE"))
    judged = judge(no_money(notice_code="CP3219A", notice_date=date(2026, 11, 2), taxpayer=abroad), today=TODAY)
    assert "address_abroad" in codes(judged)
    assert judged.work_item.act_by == date(2027, 2, 1)


def test_a_label_with_a_number_in_it_is_masked() -> None:
    label = PrintedDate(kind="pay_by", date=date(2018, 1, 29), label="123-45-6789 by", page=1)
    (deadline,) = judge(facts(printed_dates=(label,)), today=TODAY).deadlines
    assert "123-45" not in deadline.cite


def supported(found: tuple[Deadline, ...]) -> list[Deadline]:
    return [d for d in found if d.earliest_supported and d.kind != "other"]


DATES = st.dates(min_value=date(1960, 1, 1), max_value=date(2060, 12, 31))


@given(
    entry=st.sampled_from(all_entries()),
    day=st.none() | DATES,
    due=st.none() | DATES,
    response_days=st.none() | st.integers(min_value=-5, max_value=10**9),
    amount=st.none() | st.decimals(min_value=-10, max_value=10**7, places=2),
)
def test_no_deadline_is_later_than_an_earlier_possible_one_of_its_kind(
    entry: object, day: date | None, due: date | None, response_days: int | None, amount: Decimal | None
) -> None:
    base = minimal(entry)  # type: ignore[arg-type]
    odd = base.model_copy(
        update={"notice_date": day, "due_date": due, "response_days": response_days, "amount_due": amount}
    )
    judged = judge(odd, today=TODAY)
    possible = [d for d in judged.deadlines if day is None or d.date >= day]
    for kind in {d.kind for d in possible}:
        of_kind = [d for d in possible if d.kind == kind]
        first = min(d.date for d in of_kind)
        assert all(d.earliest_supported == (d.date == first) for d in of_kind)
    counted = supported(judged.deadlines)
    assert judged.work_item.act_by == (min(d.date for d in counted) if counted else None)
    if due is not None:
        assert any(d.date == due and d.basis == "printed" for d in judged.deadlines)


@given(st.dates())
def test_any_misread_date_is_judged_without_an_accident(day: date) -> None:
    judged = judge(facts(notice_code="LT11", notice_date=day, fields={"notice_date": seen(str(day))}), today=TODAY)
    assert judged.notice_date == day
