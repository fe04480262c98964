"""Clocks: each shows its count and its condition; what an unread amount or an owner's law makes of them."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules import judge
from rules.abroad import looks_foreign
from rules.case import case_of
from rules.clocks import clocks, clocks_of_right, lien_clocks
from rules.days import plus_business_days
from rules.law import LawNotKnown, standard_law
from rules.pedigree import act_words, earliest_levy, mailing, passed
from rules.rights import rights
from schemas.catalog import all_entries
from schemas.notice import FieldStatus

from .make import TODAY, facts, minimal, no_money, seen

LAW = standard_law()
DAYS = st.dates(min_value=date(2008, 1, 2), max_value=date(2040, 12, 31))


@pytest.mark.parametrize("status", [FieldStatus.UNREADABLE, FieldStatus.CONFLICTING])
def test_a_bill_whose_amount_is_in_doubt_gets_the_shorter_window_too(status: FieldStatus) -> None:
    value = None if status is FieldStatus.UNREADABLE else Decimal("500.00")
    unread = facts(
        notice_code="CP14",
        notice_date=date(2024, 12, 9),
        due_date=None,
        amount_due=value,
        fields={"amount_due": seen(None if value is None else str(value), status)},
    )
    judged = judge(unread, today=date(2024, 12, 12))
    assert [(str(d.date), d.earliest_supported) for d in judged.deadlines] == [
        ("2024-12-23", True),
        ("2024-12-30", False),
    ]
    assert "should the amount demanded reach $100,000.00" in judged.deadlines[0].cite


@pytest.mark.parametrize("entry", [e for e in all_entries() if e.basis == "statute"], ids=lambda e: e.code)
def test_every_day_of_the_statute_shows_its_law_and_its_count(entry: object) -> None:
    notice = minimal(entry).model_copy(update={"notice_date": date(2018, 1, 8)})  # type: ignore[arg-type]
    for clock in clocks(case_of(notice, TODAY)):
        if clock.basis == "statute":
            assert "from 2018-01-08" in clock.count
            assert clock.cite.startswith(("IRC", "Treas. Reg.", "Rev. Proc."))
            assert clock.unrolled is not None
            assert clock.unrolled <= clock.date


@pytest.mark.parametrize("key", [k for k, r in rights().items() if r.days])
def test_every_right_has_its_window_before_on_and_after_each_first_day_of_its_law(key: str) -> None:
    """A notice of the first day is counted, one of the day before is not, for every window of the law."""
    right = rights()[key]
    assert right.days is not None
    for value in LAW.parameters[right.days].values:
        for start in (value.from_, value.from_ + timedelta(days=1)):
            assert clocks_of_right(right, start, LAW)[0].kind == right.act
    with pytest.raises(LawNotKnown, match=right.days):
        clocks_of_right(right, LAW.parameters[right.days].values[0].from_ - timedelta(days=1), LAW)


@given(key=st.sampled_from([k for k, r in rights().items() if r.days]), start=DAYS)
def test_a_window_that_does_not_roll_ends_where_its_count_ends_and_one_that_rolls_never_earlier(
    key: str, start: date
) -> None:
    right = rights()[key]
    for clock in clocks_of_right(right, start, LAW):
        assert clock.unrolled is not None
        assert clock.date >= clock.unrolled > start
        assert right.rolls or clock.date == clock.unrolled
        assert (clock.date - clock.unrolled).days <= 4


@given(filed=DAYS)
def test_a_lien_hearing_never_ends_before_both_its_stretches_are_over(filed: date) -> None:
    hearing, equivalent = sorted(lien_clocks(filed, LAW), key=lambda c: c.date)
    assert (hearing.kind, equivalent.kind) == ("request_hearing_by", "equivalent_hearing_by")
    assert (hearing.date - plus_business_days(filed, 5)).days >= 30


@given(start=DAYS, code=st.sampled_from(["CP504", "LT11", "CP90", "L1058"]))
def test_the_wait_before_a_levy_is_thirty_days_whatever_day_it_ends_on(start: date, code: str) -> None:
    found = earliest_levy(case_of(no_money(notice_code=code, notice_date=start), start))
    assert found is not None
    assert (found.waits_to - start).days == 30
    assert (found.day - start).days == 31
    assert found.reach == ("state_refund" if code == "CP504" else "wages_and_bank")


@pytest.mark.parametrize("code", ["CP14", "CP501", "CP503", "CP523", "L3172", "CP999"])
def test_no_other_notice_starts_the_wait_before_a_levy(code: str) -> None:
    assert earliest_levy(case_of(no_money(notice_code=code), TODAY)) is None


@pytest.mark.parametrize("entry", all_entries(), ids=lambda e: e.code)
def test_before_the_first_day_has_passed_nothing_is_lost(entry: object) -> None:
    notice = minimal(entry)  # type: ignore[arg-type]
    if notice.notice_date is not None:
        assert passed(case_of(notice, notice.notice_date)) == ()


@pytest.mark.parametrize("entry", [e for e in all_entries() if e.right], ids=lambda e: e.code)
def test_long_after_every_lost_right_says_what_is_lost_and_what_remains(entry: object) -> None:
    notice = minimal(entry)  # type: ignore[arg-type]
    late = case_of(notice, date(2026, 11, 29))
    lines = passed(late)
    right = rights()[entry.right]  # type: ignore[attr-defined]
    own = [line for line in lines if f"The last day to {act_words(right.act)}" in line]
    if any(c.kind == right.act and c.basis != "policy" for c in clocks(late)):
        assert len(own) == 1
        assert ("Lost: " if right.lost else "That means: ") in own[0]
        assert "What remains: " in "\n".join(lines) or "is over, too" in "\n".join(lines)
    assert mailing(late) == ()


@pytest.mark.parametrize(
    ("address", "foreign"),
    [
        (("22 BOULDER STREET", "HANSON, CT 00000-7253"), False),
        (("PSC 3 BOX 12", "APO AE 09021"), False),
        (("22 B0ULDER ST", "HANSON,CT O0000-7253"), False),
        (("10 RUE DE RIVOLI", "75001 PARIS", "FRANCE"), True),
        (("1 KING STREET", "LONDON SW1A 1AA"), True),
        ((), False),
    ],
)
def test_an_address_abroad_is_one_without_state_and_zip(address: tuple[str, ...], foreign: bool) -> None:
    assert looks_foreign(address) == foreign
