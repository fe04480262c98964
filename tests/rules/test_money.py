"""Money over time: never less for waiting, refused where the law is not known, strict in its own data file."""

from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from rules.case import case_of
from rules.law import LawNotKnown, open_law, standard_law
from rules.money import Projection, Refused, project, waiting
from rules.money.due import DueFile, payment_due
from rules.money.failure_to_file import LateReturn, failure_to_file
from rules.money.failure_to_pay import Circumstances, failure_to_pay, months, share
from rules.money.interest import growth, interest, spans
from schemas.errors import InvalidData
from schemas.notice import FieldStatus, NoticeFacts, TaxPeriod
from schemas.strict_yaml import load_model, package_file

from .make import facts, rows, seen

LAW = standard_law()
FIRST, LAST = date(2016, 1, 1), date(2026, 3, 31)
KNOWN_DAYS = st.dates(min_value=FIRST, max_value=LAST)
WAIT = st.integers(min_value=0, max_value=270)
AMOUNTS = st.decimals(min_value=0, max_value=10**8, places=2)
TODAY = date(2018, 1, 10)
YEAR_2016 = TaxPeriod(form="1040", period_end=date(2016, 12, 31), kind="year")


def projected(notice: NoticeFacts, day: date, agreement_from: date | None = None) -> Projection:
    found = project(case_of(notice, TODAY), day, agreement_from)
    assert isinstance(found, Projection), found
    return found


def bill(**changes: object) -> NoticeFacts:
    """A first bill that starts from its tax: 10,000.00 unpaid since the day to pay."""
    return facts(
        notice_code="CP14",
        amount_due=Decimal("10750.00"),
        amounts=rows(
            ("tax_owed", "15000.00"),
            ("payments_credits", "-5000.00"),
            ("failure_to_pay", "450.00"),
            ("interest", "300.00"),
            ("amount_due", "10750.00"),
        ),
        **changes,
    )


@given(start=KNOWN_DAYS, end=KNOWN_DAYS)
def test_the_spans_hold_every_day_once_and_no_other(start: date, end: date) -> None:
    found = list(spans(start, end, LAW))
    assert sum(span.days for span in found) == max((end - start).days, 0)
    days = [span.first + timedelta(days=n) for span in found for n in range(span.days)]
    assert days == [start + timedelta(days=n + 1) for n in range(len(days))]
    for span in found:
        rates = {LAW.at("underpayment_rate", day).value for day in (span.first, span.last)}
        assert rates == {span.rate}
        assert span.first.year == span.last.year


@given(amount=AMOUNTS, start=KNOWN_DAYS, one=KNOWN_DAYS, other=KNOWN_DAYS)
def test_interest_never_decreases_with_the_days(amount: Decimal, start: date, one: date, other: date) -> None:
    sooner, later = sorted((one, other))
    assert 0 <= interest(amount, start, sooner, LAW) <= interest(amount, start, later, LAW)


@given(start=KNOWN_DAYS, middle=KNOWN_DAYS, end=KNOWN_DAYS)
def test_two_stretches_grow_as_the_whole(start: date, middle: date, end: date) -> None:
    start, middle, end = sorted((start, middle, end))
    parts = growth(start, middle, LAW) * growth(middle, end, LAW)
    assert abs(parts - growth(start, end, LAW)) < Decimal("1e-20")


@given(
    due=KNOWN_DAYS,
    pair=st.tuples(KNOWN_DAYS, KNOWN_DAYS),
    tax=AMOUNTS,
    levy=st.none() | KNOWN_DAYS,
    plan=st.none() | KNOWN_DAYS,
)
def test_the_addition_never_decreases_and_never_passes_the_cap(
    due: date, pair: tuple[date, date], tax: Decimal, levy: date | None, plan: date | None
) -> None:
    known = Circumstances(levy, plan)
    sooner, later = sorted(pair)
    assert 0 <= share(due, sooner, LAW, known) <= share(due, later, LAW, known) <= 25
    assert failure_to_pay(tax, due, sooner, LAW, known) <= failure_to_pay(tax, due, later, LAW, known)
    assert failure_to_pay(tax, due, later, LAW, known) <= (tax / 4).quantize(Decimal("0.01")) + Decimal("0.01")


@given(due=KNOWN_DAYS, pair=st.tuples(KNOWN_DAYS, KNOWN_DAYS), tax=AMOUNTS, extension=st.none() | KNOWN_DAYS)
def test_a_return_that_is_later_never_costs_less_and_an_extension_never_more(
    due: date, pair: tuple[date, date], tax: Decimal, extension: date | None
) -> None:
    sooner, later = sorted(pair)
    found = [failure_to_file(tax, LateReturn(due, filed, extension), LAW) for filed in (sooner, later)]
    assert 0 <= found[0].amount <= found[1].amount
    assert found[1].amount <= failure_to_file(tax, LateReturn(due, later), LAW).amount
    for one in found:
        assert one.reduced_by <= one.percent <= 25
        assert one.amount <= max((tax / 4).quantize(Decimal("0.01")) + Decimal("0.01"), one.least or Decimal(0))
        assert one.least is None or one.least <= min(one.amount, tax)


@given(due=KNOWN_DAYS, day=KNOWN_DAYS)
def test_months_of_failure_follow_each_other_without_a_gap(due: date, day: date) -> None:
    found = list(months(due, day))
    assert (not found) == (day <= due)
    for (first, last), (following, _) in pairwise(found):
        assert first <= last
        assert following == last + timedelta(days=1)
    assert all(first <= day for first, _ in found)
    assert not found or found[-1][1] >= day


@given(
    day=st.dates(min_value=date(2017, 6, 1), max_value=date(2025, 6, 30)),
    pair=st.tuples(WAIT, WAIT),
    code=st.sampled_from(["CP14", "CP501", "CP503", "CP504", "LT11", "CP15", "CP161"]),
    starts_from_tax=st.booleans(),
    due=st.none() | st.integers(min_value=0, max_value=60),
)
def test_a_balance_never_becomes_less_by_waiting(
    day: date, pair: tuple[int, int], code: str, starts_from_tax: bool, due: int | None
) -> None:
    sooner, later = (day + timedelta(days=n) for n in sorted(pair))
    printed = None if due is None else day + timedelta(days=due)
    make = bill if starts_from_tax else facts
    notice = make(notice_date=day, due_date=printed).model_copy(update={"notice_code": code})
    before, after = projected(notice, sooner), projected(notice, later)
    assert before.printed <= before.low <= before.high
    assert before.low <= after.low
    assert before.high <= after.high


def test_a_bill_that_starts_from_its_tax_has_one_figure_and_a_reminder_two() -> None:
    day = date(2018, 2, 12)
    exact = projected(bill(), day)
    assert exact.low == exact.high
    assert any("2017-04-18" in words for words in exact.assumes)
    assert projected(facts(), day).low < projected(facts(), day).high


def test_a_payment_plan_makes_the_addition_cheaper() -> None:
    day = date(2018, 6, 30)
    assert projected(bill(), day, agreement_from=date(2018, 1, 20)).high < projected(bill(), day).high


def test_the_owners_rate_opens_the_quarter_that_was_refused(tmp_path: Path) -> None:
    own = tmp_path / "rates.yaml"
    own.write_text(
        "parameters:\n  underpayment_rate:\n    label: As looked up\n    unit: percent_a_year\n    values:\n"
        '      - {from: 2026-04-01, to: 2026-06-30, first_day: enacted, value: 8, cite: "ruling", status: primary}\n',
        encoding="utf-8",
    )
    notice = facts(notice_date=date(2026, 3, 9), due_date=date(2026, 3, 30))
    day = date(2026, 4, 20)
    refused = project(case_of(notice, day), day)
    assert isinstance(refused, Refused)
    assert refused.law
    assert isinstance(project(case_of(notice, day, law=open_law(own)), day), Projection)


@pytest.mark.parametrize(
    ("notice", "said"),
    [
        (facts(amount_due=None), "No balance was read"),
        (facts(fields={"amount_due": seen("9533.53", FieldStatus.CONFLICTING)}), "No balance was read"),
        (facts(fields={"notice_date": seen("2018-01-08", FieldStatus.CONFLICTING)}), "notice date was not read"),
        (facts(notice_code="CP999"), "does not ask for a whole balance"),
        (facts(notice_code="CP521"), "does not ask for a whole balance"),
        (facts(notice_date=None), "notice date was not read"),
    ],
)
def test_what_was_not_read_for_certain_is_not_projected(notice: NoticeFacts, said: str) -> None:
    found = project(case_of(notice, TODAY), date(2018, 3, 1))
    assert isinstance(found, Refused)
    assert said in found.why
    assert not found.law
    assert waiting(case_of(notice, TODAY), date(2018, 3, 1)) is None


def test_waiting_is_told_for_today_where_the_next_step_has_passed() -> None:
    late = case_of(facts(), date(2018, 6, 1))
    assert "Unpaid until 2018-06-01" in (waiting(late, date(2018, 2, 12)) or "")


def test_negative_amounts_are_no_debt() -> None:
    with pytest.raises(ValueError, match="owed"):
        interest(Decimal("-1.00"), FIRST, LAST, LAW)
    with pytest.raises(ValueError, match="owed"):
        failure_to_pay(Decimal("-1.00"), FIRST, LAST, LAW)
    with pytest.raises(ValueError, match="owed"):
        failure_to_file(Decimal("-1.00"), LateReturn(FIRST, LAST), LAW)


@given(
    form=st.sampled_from(["1040", "941", "940", "1120", "1041"]), end=st.dates(date(1998, 1, 1), date(2030, 12, 31))
)
def test_tax_is_due_after_its_period_on_a_day_that_has_passed_no_weekend(form: str, end: date) -> None:
    end = (end.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
    found = payment_due(TaxPeriod(form=form, period_end=end, kind="year"))
    assume(found is not None)
    assert found is not None
    assert end < found.unrolled <= found.day <= found.unrolled + timedelta(days=4)


@pytest.mark.parametrize(
    ("wrong", "right", "said"),
    [
        ("month: 4, day: 15", "month: 13, day: 15", "less than or equal to 12"),
        ("month: 4, day: 15", "month: 4, day: 32", "less than or equal to 31"),
        ("month: 4, day: 15", "months: 4, day: 15", "allowed here: cite, day, except_ends, from, month, status"),
        ("status: primary", "status: certain", "primary"),
        ('cite: "IRC 6072(a), 6151(a)"', 'cite: ""', "at least 5"),
        ("from: 2016-12-31, month: 4", "from: 1990-12-31, month: 4", "in the order of their first days"),
        ('forms: ["1041"]', 'forms: ["1040"]', "1040 stand in two groups"),
        ("families: [penalty]", "families: [penalties]", "no_failure_to_pay"),
    ],
)
def test_a_wrong_file_of_due_dates_is_refused_with_its_line(
    tmp_path: Path, wrong: str, right: str, said: str
) -> None:
    text = package_file("rules.money", "due_dates.yaml").read_text(encoding="utf-8")
    assert wrong in text
    broken = tmp_path / "due_dates.yaml"
    broken.write_text(text.replace(wrong, right, 1), encoding="utf-8")
    with pytest.raises(InvalidData, match=r"^due_dates\.yaml:\d+: ") as raised:
        load_model(broken, DueFile)
    assert said in str(raised.value)


def test_a_rate_is_asked_for_every_day_of_the_stretch() -> None:
    with pytest.raises(LawNotKnown):
        growth(date(2015, 12, 30), date(2016, 2, 1), LAW)
    assert growth(date(2015, 12, 31), date(2016, 1, 1), LAW) > 1
