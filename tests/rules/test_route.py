"""Where a notice waits, how urgent it is, and what an analyst reads there."""

import re
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules import judge
from schemas.catalog import all_entries
from schemas.notice import FieldStatus, NoticeFacts

from .make import TODAY, facts, minimal, no_money, rows, seen


def priority(notice: NoticeFacts, today: date = TODAY) -> int:
    return judge(notice, today=today).work_item.priority


@pytest.mark.parametrize(
    ("code", "queue"),
    [
        ("CP14", "collections"),
        ("CP504", "levy_urgent"),
        ("LT11", "levy_urgent"),
        ("668A", "levy_urgent"),
        ("L3172", "liens"),
        ("CP521", "installment_agreements"),
        ("CP523", "installment_agreements"),
        ("CP508C", "collections"),
        ("CP3219A", "deficiency"),
        ("CP2000", "underreporter"),
        ("L525", "exam"),
        ("CP59", "non_filer"),
        ("CP11", "adjustments"),
        ("L5071C", "identity"),
        ("CP05", "refund"),
        ("CP15", "penalties"),
        ("CP566", "identity"),
        ("L226J", "business"),
        ("LP59", "third_party"),
        ("CP09", "information"),
        ("CP575", "information"),
        ("CP603", "collections"),
        ("LT17", "review"),
        ("CP999", "review"),
    ],
)
def test_each_kind_of_notice_has_its_desk(code: str, queue: str) -> None:
    assert judge(no_money(notice_code=code), today=TODAY).work_item.queue == queue


def test_a_right_about_to_be_lost_stands_on_top_of_everything_that_is_not() -> None:
    levy = facts(notice_code="LT11", notice_date=TODAY - timedelta(days=20), due_date=None, response_days=30)
    big_bill = facts(
        amount_due=Decimal("900000.00"), amounts=(), notice_date=TODAY - timedelta(days=20), due_date=TODAY
    )
    assert priority(levy) >= 90 > priority(big_bill)


def test_a_lost_right_no_longer_stands_on_top() -> None:
    levy = no_money(notice_code="LT11", notice_date=TODAY - timedelta(days=90), response_days=30)
    assert priority(levy) < 90


def test_an_earlier_day_of_another_kind_does_not_hide_that_a_right_is_running_out() -> None:
    notice_date = TODAY - timedelta(days=50)
    change = facts(notice_code="CP11", notice_date=notice_date, due_date=notice_date + timedelta(days=21))
    assert priority(change) >= 90


@given(st.integers(min_value=1, max_value=44), st.integers(min_value=1, max_value=44))
def test_of_two_equal_bills_the_sooner_one_is_never_less_urgent(one: int, other: int) -> None:
    sooner, later = sorted((one, other))
    at = {
        n: facts(notice_date=TODAY - timedelta(days=1), due_date=TODAY + timedelta(days=n)) for n in (sooner, later)
    }
    assert priority(at[sooner]) >= priority(at[later])


def test_more_money_later_stages_and_doubt_are_more_urgent() -> None:
    small = facts(amount_due=Decimal("120.00"), amounts=())
    large = facts(amount_due=Decimal("120000.00"), amounts=())
    assert priority(large) > priority(small)
    assert priority(facts(notice_code="CP503")) > priority(facts(notice_code="CP501"))
    doubtful = facts(fields={"caller_id": seen(None), "amount_due": seen("9533.53", FieldStatus.CONFLICTING)})
    assert priority(doubtful) > priority(facts())


def test_what_is_only_for_the_file_waits_at_the_bottom() -> None:
    assert priority(no_money(notice_code="CP51C")) < min(priority(facts()), priority(no_money(notice_code="CP59")))


def test_what_a_person_must_settle_is_said_first() -> None:
    wrong = facts(amounts=rows(("tax_owed", "9000.00"), ("interest", "5.00"), ("amount_due", "9533.53")))
    work = judge(wrong, today=TODAY).work_item
    assert work.actions[0].startswith("Look at the pages")
    assert "come to $9,005.00" in work.reasons[0]


def test_the_day_is_told_with_where_it_comes_from() -> None:
    reasons = judge(facts(), today=date(2018, 1, 25)).work_item.reasons
    assert "2018-01-29 (pay by, printed) is within a week" in reasons


def test_the_next_notice_is_an_estimate_thirty_five_days_on() -> None:
    work = judge(facts(), today=TODAY).work_item
    assert work.next_notice is not None
    assert (work.next_notice.code, work.next_notice.expected_by) == ("CP504", date(2018, 2, 12))
    assert any("CP504" in line and "an estimate" in line for line in work.reasons)


@pytest.mark.parametrize("code", ["CP521", "CP2000", "CP59", "CP12", "CP999"])
def test_outside_the_bill_stream_no_day_is_guessed_for_a_sequel(code: str) -> None:
    assert judge(no_money(notice_code=code), today=TODAY).work_item.next_notice is None


def test_the_number_to_call_is_the_printed_one_or_none() -> None:
    with_phone = " ".join(judge(facts(), today=TODAY).work_item.actions)
    without = " ".join(judge(facts(contact_phone=None), today=TODAY).work_item.actions)
    assert "call the number printed on the notice (1-800-829-0922)" in with_phone
    assert not re.search(r"\d{3}-\d{4}", without)


def every_sentence() -> list[str]:
    judged = [judge(minimal(entry), today=TODAY) for entry in all_entries()]
    large = facts(notice_code="CP14", amount_due=Decimal("250000.00"), amounts=())
    judged.append(judge(large, today=TODAY))
    return [line for n in judged for line in (*n.work_item.actions, *n.work_item.reasons)]


def test_no_sentence_repeats_a_claim_that_the_sources_contradict() -> None:
    text = " ".join(every_sentence()).lower()
    assert "second notice" not in text
    assert not re.search(r"electronic funds|\beft\b|must be paid electronically", text)
    assert "1-800-829-4933" not in text
    assert not re.search(r"credit score|will withdraw|trigger.{0,20}audit", text)
    assert not re.search(r"hearing.{0,60}25,000|25,000.{0,60}hearing", text)


@pytest.mark.parametrize("code", ["CP504", "CP504B"])
def test_an_intent_to_levy_is_told_in_both_tiers(code: str) -> None:
    reasons = " ".join(judge(minimal_of(code), today=TODAY).work_item.reasons)
    assert "state tax refund" in reasons
    assert "wages and bank accounts as a rule only after a further notice" in reasons


def minimal_of(code: str) -> NoticeFacts:
    return minimal(next(entry for entry in all_entries() if entry.code == code))


def test_no_sentence_has_an_open_place() -> None:
    assert not [line for line in every_sentence() if "{" in line or "}" in line or "None" in line]
