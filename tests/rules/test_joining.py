"""Cases: whose notices are joined, in which order, and that nothing is ever owed twice."""

from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from rules import judge
from rules.cases.join import case_file, members
from schemas.notice import Notice, Source, Taxpayer, TaxPeriod, Tin

from .make import facts

DAY = date(2026, 12, 1)
CODES = ("CP14", "CP501", "CP503", "CP504", "LT11", "CP521", "CP2000", "CP12")


def notice(
    number: int, code: str = "CP503", *, year: int = 2023, amount: str | None = "100.00", days: int = 0
) -> Notice:
    return judge(
        facts(
            notice_id=f"n{number:07d}",
            source=Source(file=f"m{number}.pdf", sha256=f"{number:064d}", pages=(1,)),
            notice_code=code,
            notice_date=date(2026, 6, 1) + timedelta(days=days),
            due_date=None,
            response_days=30,
            amount_due=None if amount is None else Decimal(amount),
            amounts=(),
            tax_periods=(TaxPeriod(form="1040", period_end=date(year, 12, 31), kind="year"),),
        ),
        today=DAY,
    )


MAIL = st.lists(
    st.tuples(
        st.sampled_from(CODES),
        st.integers(2021, 2024),
        st.decimals(1, 9999, places=2).map(str),
        st.integers(0, 150),
    ),
    min_size=1,
    max_size=7,
)


@given(MAIL, st.randoms(use_true_random=False))
def test_a_case_is_the_same_whatever_the_order_of_the_mail(
    mail: list[tuple[str, int, str, int]], random: object
) -> None:
    found = [
        notice(n, code, year=year, amount=amount, days=days) for n, (code, year, amount, days) in enumerate(mail)
    ]
    shuffled = list(found)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    one, other = case_file(found[0].notice_id, found, today=DAY), case_file(found[0].notice_id, shuffled, today=DAY)
    assert one.total == other.total
    assert {e.notice_id: e.role for e in one.entries} == {e.notice_id: e.role for e in other.entries}


@given(MAIL)
def test_what_is_owed_is_never_more_than_the_latest_bill_of_each_year(mail: list[tuple[str, int, str, int]]) -> None:
    found = [
        notice(n, code, year=year, amount=amount, days=days) for n, (code, year, amount, days) in enumerate(mail)
    ]
    case = case_file(found[0].notice_id, found, today=DAY)
    latest: dict[date, date] = {}
    bills = [n for n in found if n.notice_code in ("CP14", "CP501", "CP503", "CP504", "LT11") and n.notice_date]
    for bill in bills:
        end = bill.tax_periods[0].period_end
        latest[end] = max(latest.get(end, date.min), bill.notice_date or date.min)
    most = sum(
        max(n.amount_due or Decimal(0) for n in bills if n.tax_periods[0].period_end == end and n.notice_date == day)
        for end, day in latest.items()
    )
    assert case.total is None or case.total <= most


@given(MAIL)
def test_every_notice_has_one_place_in_order_of_dates(mail: list[tuple[str, int, str, int]]) -> None:
    found = [
        notice(n, code, year=year, amount=amount, days=days) for n, (code, year, amount, days) in enumerate(mail)
    ]
    case = case_file(found[0].notice_id, found, today=DAY)
    assert sorted(e.notice_id for e in case.entries) == sorted(n.notice_id for n in found)
    dates = [e.notice_date for e in case.entries if e.notice_date]
    assert dates == sorted(dates)
    assert all(e.words for e in case.entries)
    assert {b.notice_id for b in case.balances} == {e.notice_id for e in case.entries if e.role == "current"}


def test_a_case_says_how_it_was_joined() -> None:
    found = [notice(1), notice(2, "CP504", days=40)]
    case = case_file("n0000001", found, today=DAY)
    assert "last four digits" in case.joined_by
    assert "not read whole" in case.joined_by
    assert case_file("n0000001", found[:1], today=DAY).joined_by == "a single notice"


def test_a_notice_without_digits_stands_alone() -> None:
    alone = notice(1).model_copy(update={"tin": Tin(type="unknown", last4=None, masked=None)})
    assert members("n0000001", [alone, notice(2)]) == [alone]


def test_a_notice_without_a_name_is_joined_only_as_a_copy() -> None:
    """The same last digits are one in ten thousand: without a name that is not enough."""
    nameless = notice(1, year=2022).model_copy(update={"taxpayer": Taxpayer(name=None)})
    assert members("n0000001", [nameless, notice(2)]) == [nameless]


def test_joining_goes_from_copy_to_copy() -> None:
    """The spouse's copy brings in the spouse's other letters."""
    his, hers = notice(1, days=10), notice(2, days=10)
    other_name = Taxpayer(name="KAREN OSBORNE", address=("9 ELM LANE", "RENO, NV 89501"))
    hers = hers.model_copy(update={"taxpayer": other_name})
    her_next = notice(3, "CP504", days=50).model_copy(update={"taxpayer": other_name})
    assert [n.notice_id for n in members("n0000001", [his, hers, her_next])] == ["n0000001", "n0000002", "n0000003"]


def test_a_balance_that_nobody_looked_at_is_told_as_such() -> None:
    doubtful = notice(1, "CP171")  # its code is not well established
    case = case_file("n0000001", [doubtful], today=DAY)
    assert case.balances[0].sure is False
    assert "a person has not yet looked" in case.total_words
    assert case.total == Decimal("100.00")


def test_the_next_day_to_come_is_told_beside_the_first() -> None:
    late, coming = notice(1, days=0), notice(2, "CP504", year=2022, days=170)
    case = case_file("n0000001", [late, coming], today=DAY)
    assert (case.act_on, case.open_on) == ("n0000001", "n0000002")
    assert case.open_by is not None and case.open_by >= DAY
