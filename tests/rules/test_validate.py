"""Every rule with a notice that breaks it and one that does not."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from rules.case import case_of
from rules.recognise import identity
from rules.validate import RULES, Rule, amounts, dates, fields, known, parties, periods
from schemas.notice import (
    FieldStatus,
    Finding,
    NoticeFacts,
    PrintedDate,
    Severity,
    Source,
    Taxpayer,
    TaxPeriod,
    Tin,
)

from .make import EIN, QUARTER_4, REMINDER_ROWS, TODAY, YEAR_2016, facts, no_money, rows, seen


def found(rule: Rule, notice: NoticeFacts, *others: NoticeFacts) -> list[Finding]:
    return list(rule(case_of(notice, TODAY, tuple(identity(other) for other in others))))


def told(rule: Rule, notice: NoticeFacts) -> list[tuple[str, str]]:
    return [(f.code, f.severity.value) for f in found(rule, notice)]


def printed(*pairs: tuple[str, date]) -> tuple[PrintedDate, ...]:
    return tuple(PrintedDate.model_validate({"kind": k, "date": d, "label": k, "page": 1}) for k, d in pairs)


DUE = date(2018, 1, 29)
UNSURE: dict[str, Any] = {"confidence": 0.95, "readings": 1}
Make = Callable[[], NoticeFacts]

BREAKS: list[tuple[Rule, Make, str, str]] = [
    (fields.code_missing, lambda: facts(notice_code=None), "code_missing", "error"),
    (fields.unknown_code, lambda: facts(notice_code="CP999"), "unknown_code", "warning"),
    (fields.low_confidence_code, lambda: facts(notice_code="LT14"), "low_confidence_code", "warning"),
    (fields.free_wording, lambda: facts(notice_code="L3064C"), "free_wording", "warning"),
    (fields.code_suggested, lambda: facts(notice_code=None, suggested_codes=("CP503",)), "code_suggested", "warning"),
    (
        fields.family_suggested,
        lambda: facts(notice_code=None, suggested_family="penalty"),
        "family_suggested",
        "warning",
    ),
    (fields.code_from_title, lambda: facts(code_basis="title"), "code_from_title", "warning"),
    (
        fields.field_in_doubt,
        lambda: facts(due_date=None, fields={"due_date": seen(None, FieldStatus.UNREADABLE)}),
        "field_unreadable",
        "error",
    ),
    (
        fields.field_in_doubt,
        lambda: facts(fields={"amount_due": seen("9533.53", FieldStatus.CONFLICTING)}),
        "places_disagree",
        "error",
    ),
    (fields.field_missing, lambda: facts(notice_date=None), "notice_date_missing", "warning"),
    (fields.field_missing, lambda: facts(tax_periods=()), "period_missing", "warning"),
    (
        fields.field_missing,
        lambda: facts(tin=Tin(type="unknown", last4=None, masked=None)),
        "tin_missing",
        "warning",
    ),
    (fields.evidence_missing, lambda: facts(fields={"due_date": seen(None)}), "evidence_missing", "warning"),
    (
        fields.weak_reading,
        lambda: facts(fields={"tin.last4": seen("1234", confidence=0.8)}),
        "weak_reading",
        "warning",
    ),
    (
        fields.weak_reading,
        lambda: facts(fields={"tax_periods": seen("2016-12-31", **UNSURE)}),
        "weak_reading",
        "warning",
    ),
    (
        fields.weak_reading,
        lambda: no_money(notice_code="CP05", fields={"notice_date": seen("2018-01-08", **UNSURE)}),
        "weak_reading",
        "warning",
    ),
    (fields.pages_missing, lambda: facts(pages_printed=5), "missing_page", "warning"),
    (fields.spanish_twin, lambda: facts(notice_code="CP603"), "spanish_twin", "info"),
    (dates.notice_date_future, lambda: facts(notice_date=date(2018, 2, 12)), "notice_date_future", "warning"),
    (dates.notice_date_future, lambda: facts(notice_date=date(2019, 1, 8)), "notice_date_future", "error"),
    (dates.notice_date_old, lambda: facts(notice_date=date(2012, 1, 9)), "notice_date_old", "info"),
    (dates.notice_date_old, lambda: facts(notice_date=date(1918, 1, 8)), "notice_date_old", "warning"),
    (dates.due_before_notice, lambda: facts(due_date=date(2017, 2, 20)), "due_before_notice", "error"),
    (dates.due_date_far, lambda: facts(due_date=date(2018, 12, 29)), "due_date_far", "error"),
    (dates.due_date_unusual, lambda: facts(due_date=date(2018, 5, 29)), "due_date_unusual", "warning"),
    (dates.due_date_unusual, lambda: facts(due_date=date(2018, 2, 7)), "due_date_unusual", "info"),
    (
        dates.due_date_unusual,
        lambda: facts(due_date=date(2018, 2, 7), fields={"due_date": seen("2018-02-07", **UNSURE)}),
        "due_date_unusual",
        "warning",
    ),
    (
        dates.due_dates_contradict,
        lambda: facts(printed_dates=printed(("pay_by", DUE), ("pay_by", date(2018, 1, 18)))),
        "due_dates_contradict",
        "warning",
    ),
    (
        dates.days_contradict_date,
        lambda: no_money(notice_code="CP2501", due_date=date(2018, 3, 9), response_days=30),
        "due_dates_contradict",
        "warning",
    ),
    (dates.due_date_missing, lambda: facts(due_date=None), "due_date_missing", "warning"),
    (dates.due_date_missing, lambda: facts(notice_code="LT11", due_date=None), "due_date_missing", "warning"),
    (
        dates.due_date_missing,
        lambda: facts(notice_code="CP220", due_date=None, response_days=60),
        "due_date_missing",
        "warning",
    ),
    (dates.due_date_unexpected, lambda: no_money(notice_code="CP05", due_date=DUE), "due_date_unexpected", "warning"),
    (
        periods.period_after_notice,
        lambda: facts(notice_date=date(2016, 1, 11)),
        "period_after_notice",
        "error",
    ),
    (periods.period_very_old, lambda: facts(notice_date=date(2030, 1, 8)), "period_very_old", "warning"),
    (
        periods.period_very_old,
        lambda: facts(notice_date=date(2023, 1, 9), fields={"tax_periods": seen("2016-12-31", **UNSURE)}),
        "period_very_old",
        "warning",
    ),
    (
        periods.period_unlikely,
        lambda: facts(tax_periods=(TaxPeriod(form="1040", period_end=date(2016, 6, 30), kind="year"),)),
        "period_unlikely",
        "warning",
    ),
    (
        periods.period_unlikely,
        lambda: facts(tax_periods=(TaxPeriod(form=None, period_end=date(2016, 12, 30), kind="year"),)),
        "period_unlikely",
        "warning",
    ),
    (
        periods.period_unlikely,
        lambda: facts(tax_periods=(TaxPeriod(form=None, period_end=date(2016, 11, 30), kind="quarter"),)),
        "period_unlikely",
        "warning",
    ),
    (
        periods.period_kind_unknown,
        lambda: facts(tax_periods=(TaxPeriod(form=None, period_end=date(2021, 6, 30), kind="unknown"),)),
        "period_kind_unknown",
        "warning",
    ),
    (periods.form_unexpected, lambda: facts(tax_periods=(QUARTER_4,)), "form_unexpected", "warning"),
    (
        parties.tin_impossible,
        lambda: facts(tin=Tin(type="ssn", last4="0000", masked="***-**-0000")),
        "tin_impossible",
        "error",
    ),
    (parties.tin_type_unexpected, lambda: facts(tin=EIN), "tin_type_unexpected", "warning"),
    (
        parties.tin_type_unexpected,
        lambda: facts(notice_code="CP161", tax_periods=()),
        "tin_type_unexpected",
        "warning",
    ),
    (
        parties.address_abroad,
        lambda: facts(
            notice_code="CP3219A", taxpayer=Taxpayer(name="A B", address=("1 KING ST W", "TORONTO ON M5H"))
        ),
        "address_abroad",
        "info",
    ),
    (
        amounts.rows_do_not_sum,
        lambda: facts(amounts=(*REMINDER_ROWS[:2], *rows(("interest", "54.84"), ("amount_due", "9533.53")))),
        "rows_do_not_sum",
        "error",
    ),
    (amounts.amount_not_in_table, lambda: facts(amount_due=Decimal("9533.58")), "places_disagree", "error"),
    (amounts.amount_missing, lambda: facts(amount_due=None), "amount_missing", "warning"),
    (amounts.amount_unexpected, lambda: facts(notice_code="CP12"), "amount_unexpected", "warning"),
    (
        amounts.amount_unexpected,
        lambda: facts(notice_code="CP12", amount_due=None),  # the table still bills: CP11 misread?
        "amount_unexpected",
        "warning",
    ),
    (amounts.amount_not_positive, lambda: facts(amount_due=Decimal("-5.00")), "amount_not_positive", "warning"),
    (amounts.amount_not_positive, lambda: facts(amount_due=Decimal("0.00")), "amount_not_positive", "warning"),
    (
        amounts.amount_unproven,
        lambda: facts(amounts=(), fields={"amount_due": seen("9533.53", **UNSURE)}),
        "amount_unproven",
        "warning",
    ),
]


@pytest.mark.parametrize(
    ("rule", "make", "code", "severity"), BREAKS, ids=[f"{b[2]}-{i}" for i, b in enumerate(BREAKS)]
)
def test_a_notice_that_breaks_a_rule_is_told_so(rule: Rule, make: Make, code: str, severity: str) -> None:
    assert told(rule, make()) == [(code, severity)]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_a_notice_as_it_should_be_breaks_no_rule(rule: Rule) -> None:
    assert found(rule, facts()) == []


def test_every_rule_has_a_case_that_breaks_it() -> None:
    elsewhere = {known.possible_duplicate, known.follow_up}
    assert {rule for rule, *_ in BREAKS} | elsewhere == set(RULES)


CLEAN: list[tuple[Rule, Make]] = [
    (
        fields.code_missing,
        lambda: facts(notice_code=None, fields={"notice_code": seen(None, FieldStatus.UNREADABLE)}),
    ),
    (fields.field_missing, lambda: no_money(notice_code="CP01A", notice_date=None, tax_periods=())),
    (
        fields.field_missing,
        lambda: facts(notice_date=None, fields={"notice_date": seen(None, FieldStatus.UNREADABLE)}),
    ),
    (fields.pages_missing, lambda: facts(pages_printed=2)),
    (dates.notice_date_future, lambda: facts(notice_date=TODAY)),
    (dates.due_before_notice, lambda: facts(due_date=date(2018, 1, 8))),
    (dates.due_date_unusual, lambda: facts(due_date=date(2017, 2, 20))),  # told by another rule
    (dates.due_date_unusual, lambda: facts(notice_date=date(2019, 1, 28), due_date=date(2019, 2, 19))),
    (
        dates.due_date_unusual,
        lambda: facts(notice_code="CP521", notice_date=date(2024, 12, 4), due_date=date(2024, 12, 13)),
    ),
    (dates.due_date_unusual, lambda: facts(notice_code="CP3219A", due_date=date(2018, 4, 9))),
    (
        dates.due_dates_contradict,
        lambda: facts(
            printed_dates=printed(("pay_by", DUE), ("request_hearing_by", date(2018, 2, 7)), ("other", TODAY))
        ),
    ),
    (dates.due_dates_contradict, lambda: facts(printed_dates=printed(("pay_by", DUE), ("pay_by", DUE)))),
    # A change pays by one day and is disputed by another: 60 days do not contradict the pay date.
    (dates.days_contradict_date, lambda: facts(notice_code="CP11", response_days=60)),
    (dates.due_date_missing, lambda: facts(notice_code="LT11", due_date=None, response_days=30)),
    (dates.due_date_missing, lambda: facts(notice_code="CP504", due_date=None, pay_immediately=True)),
    (dates.due_date_missing, lambda: facts(due_date=None, pay_immediately=True)),
    (dates.due_date_missing, lambda: facts(notice_code="CP220", due_date=None, pay_immediately=True)),
    (dates.due_date_missing, lambda: no_money(notice_code="CP220", due_date=None)),
    (dates.due_date_missing, lambda: facts(due_date=None, fields={"due_date": seen(None, FieldStatus.UNREADABLE)})),
    (dates.due_date_unexpected, lambda: no_money(notice_code="CP12", due_date=date(2018, 3, 9))),
    (periods.period_after_notice, lambda: no_money(notice_code="CP01A", notice_date=date(2016, 12, 12))),
    (periods.period_unlikely, lambda: facts(notice_code="CP161", tax_periods=(QUARTER_4,), tin=EIN)),
    (
        periods.period_unlikely,
        lambda: facts(tax_periods=(TaxPeriod(form="1120", period_end=date(2016, 6, 30), kind="year"),)),
    ),
    (
        periods.period_unlikely,
        lambda: facts(tax_periods=(TaxPeriod(form="706", period_end=date(2016, 6, 3), kind="unknown"),)),
    ),
    (
        periods.period_kind_unknown,
        lambda: facts(tax_periods=(TaxPeriod(form="706", period_end=date(2016, 6, 3), kind="unknown"),)),
    ),
    # The trust fund recovery penalty charges a person for a business's quarter.
    (periods.form_unexpected, lambda: facts(notice_code="CP15B", tax_periods=(QUARTER_4,))),
    (parties.tin_type_unexpected, lambda: facts(notice_code="CP15B", tax_periods=(QUARTER_4,))),
    (parties.tin_type_unexpected, lambda: facts(notice_code="LT11", tin=EIN, tax_periods=())),
    # The gift tax is a business account under a person's number.
    (
        parties.tin_type_unexpected,
        lambda: facts(
            notice_code="CP161", tax_periods=(TaxPeriod(form="709", period_end=date(2016, 12, 31), kind="year"),)
        ),
    ),
    (parties.tin_impossible, lambda: facts(tin=Tin(type="ein", last4="0000", masked="**-***0000"))),
    (parties.address_abroad, lambda: facts(notice_code="CP3219A")),
    (amounts.rows_do_not_sum, lambda: facts(notice_code="CP521")),
    (
        amounts.rows_do_not_sum,
        lambda: facts(
            notice_code="CP521",
            amount_due=Decimal("250.00"),
            amounts=rows(("amount_owed_before", "12000.00"), ("interest", "5.00"), ("amount_due", "250.00")),
        ),
    ),
    (
        amounts.amount_not_in_table,
        lambda: facts(
            notice_code="CP523",
            amount_due=Decimal("500.00"),
            amounts=rows(("past_due", "500.00"), ("amount_due", "9000.00")),
        ),
    ),
    (amounts.amount_missing, lambda: no_money(notice_code="CP49")),
    (
        amounts.amount_unexpected,
        lambda: no_money(notice_code="CP2000", amounts=rows(("proposed_change", "10.00"), ("amount_due", "10.00"))),
    ),
    (amounts.amount_unexpected, lambda: no_money(notice_code="CP3219A", amounts=rows(("amount_due", "10.00")))),
    (amounts.amount_unexpected, lambda: facts(notice_code="CP13", amount_due=Decimal("0.00"), amounts=())),
    (amounts.amount_not_positive, lambda: facts(notice_code="CP13", amount_due=Decimal("0.00"), amounts=())),
    (amounts.amount_unproven, lambda: facts(fields={"amount_due": seen("9533.53", **UNSURE)})),  # the rows prove it
    (amounts.amount_unproven, lambda: facts(amounts=())),  # three places print it
]


@pytest.mark.parametrize(("rule", "make"), CLEAN, ids=[f"{r.__name__}-{i}" for i, (r, _) in enumerate(CLEAN)])
def test_what_real_notices_do_is_no_finding(rule: Rule, make: Make) -> None:
    assert told(rule, make()) == []


def test_a_doubt_that_the_reading_already_named_is_not_named_twice() -> None:
    finding = Finding(code="places_disagree", severity=Severity.ERROR, field="amount_due", message="title and coupon")
    notice = facts(findings=(finding,), fields={"amount_due": seen("9533.53", FieldStatus.CONFLICTING)})
    assert told(fields.field_in_doubt, notice) == []


def test_the_findings_on_money_say_both_amounts() -> None:
    wrong = facts(amounts=rows(("tax_owed", "1000.00"), ("interest", "5.00"), ("amount_due", "1006.00")))
    (finding,) = found(amounts.rows_do_not_sum, wrong)
    assert "$1,005.00" in finding.message
    assert "$1,006.00" in finding.message


def again(**changes: object) -> NoticeFacts:
    return facts(notice_id="n2", source=Source(file="b.pdf", sha256="1" * 64, pages=(1, 2)), **changes)


def test_a_rescan_is_recognised_by_what_it_says() -> None:
    worn = again(taxpayer=Taxpayer(name="JAMES H1NDS", address=("22 B0ULDER STREET", "HANSON,CT00000-7253")))
    assert [f.code for f in found(known.possible_duplicate, worn, facts())] == ["possible_duplicate"]
    assert "n1" in found(known.possible_duplicate, worn, facts())[0].message


def test_the_same_pages_read_again_are_no_duplicate_of_themselves() -> None:
    assert found(known.possible_duplicate, facts(), facts()) == []


@pytest.mark.parametrize(
    "other",
    [
        facts(notice_code="CP501"),
        facts(notice_date=date(2018, 1, 15)),
        facts(amount_due=Decimal("9533.54")),
        facts(tax_periods=(YEAR_2016.model_copy(update={"period_end": date(2015, 12, 31)}),)),
        facts(tin=Tin(type="ssn", last4="4321", masked="***-**-4321")),
    ],
    ids=["code", "date", "amount", "period", "number"],
)
def test_notices_that_differ_in_one_number_are_two_notices(other: NoticeFacts) -> None:
    assert found(known.possible_duplicate, again(), other) == []


def test_a_rescan_on_which_the_amount_could_not_be_read_is_still_linked() -> None:
    unread = again(amount_due=None, fields={"amount_due": seen(None, FieldStatus.UNREADABLE)})
    assert [f.code for f in found(known.possible_duplicate, unread, facts())] == ["possible_duplicate"]


def test_nothing_read_is_a_duplicate_of_nothing_read() -> None:
    blank = {"notice_code": None, "notice_date": None, "tax_periods": (), "amount_due": None, "due_date": None}
    assert found(known.possible_duplicate, again(**blank), facts(**blank)) == []


@pytest.mark.parametrize(
    "spouse",
    [
        Taxpayer(name="KAREN HINDS", address=("22 BOULDER STREET", "HANSON, CT 00000-7253")),
        Taxpayer(name="JAMES HINDS", address=("9 QUAY LANE APT 7", "FARGO, ND 58102")),
    ],
    ids=["name", "address"],
)
def test_the_copy_to_the_other_spouse_is_told_and_kept(spouse: Taxpayer) -> None:
    (finding,) = found(known.possible_duplicate, again(taxpayer=spouse), facts())
    assert (finding.code, finding.severity) == ("spouse_copy", Severity.INFO)


def test_the_next_notice_of_the_stream_follows_and_is_no_duplicate() -> None:
    earlier = facts(notice_code="CP501", notice_date=date(2017, 12, 4))
    assert [f.code for f in found(known.follow_up, again(), earlier)] == ["follow_up"]
    assert found(known.possible_duplicate, again(), earlier) == []


@pytest.mark.parametrize(
    "other",
    [
        facts(notice_code="CP501", notice_date=date(2018, 1, 15)),
        facts(notice_code="CP14", notice_date=date(2017, 11, 6)),
        facts(notice_code="CP501", notice_date=date(2017, 12, 4), tax_periods=(QUARTER_4,)),
        facts(notice_code="CP999", notice_date=date(2017, 12, 4)),
    ],
    ids=["later", "not its predecessor", "other period", "unknown code"],
)
def test_other_notices_are_not_what_it_follows(other: NoticeFacts) -> None:
    assert found(known.follow_up, again(), other) == []


def test_a_proposal_without_any_period_waits_although_its_header_leaves_the_period_out() -> None:
    proposal = facts(notice_code="L226J", tax_periods=(), amount_due=None, amounts=())
    (finding,) = found(fields.field_missing, proposal)
    assert (finding.code, finding.severity) == ("period_missing", Severity.WARNING)
