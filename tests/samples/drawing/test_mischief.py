"""Contradictions on purpose, and series of notices."""

import random
from datetime import timedelta
from decimal import Decimal

import pytest

from samples.draw import CODES, DEFECTS, LAYOUTS, PRACTICE_LAYOUTS, can_follow, draw_notice, follow_up
from samples.layouts.book import BOOK
from samples.specs import specs

from .conftest import page_texts


@pytest.mark.parametrize("defect", DEFECTS)
@pytest.mark.parametrize("seed", range(4))
def test_a_defect_is_named_in_the_truth_and_forbids_acceptance(defect: str, seed: int) -> None:
    truth = draw_notice(random.Random(seed), defects=(defect,)).truth
    assert truth.defects == (defect,)
    assert truth.accept_forbidden


def test_notices_without_defect_may_be_accepted() -> None:
    assert not draw_notice(random.Random(1)).truth.accept_forbidden


@pytest.mark.parametrize("seed", range(8))
def test_rows_that_do_not_sum_are_printed_and_known(seed: int) -> None:
    notice = draw_notice(random.Random(seed), defects=("rows_do_not_sum",))
    rows = [a.amount for a in notice.truth.amounts][: len(notice.paper.rows)]
    by_id = {row.id: row.amount for row in notice.paper.rows}
    total = by_id.pop("total")
    assert abs(sum(by_id.values(), Decimal(0))) != abs(total)
    assert set(rows) >= {abs(total)} or set(rows) >= {total}
    text = " ".join(page_texts(notice.pdf))
    assert all(f"{abs(amount):,.2f}" in text for amount in by_id.values())


@pytest.mark.parametrize("seed", range(4))
def test_a_due_date_before_the_notice_date_is_the_printed_one(seed: int) -> None:
    truth = draw_notice(random.Random(seed), defects=("due_before_notice",)).truth
    assert truth.due_date is not None
    assert truth.notice_date is not None
    assert truth.due_date < truth.notice_date


@pytest.mark.parametrize("seed", range(12))
def test_a_disagreeing_place_prints_something_else_than_the_rest(seed: int) -> None:
    spoiled = draw_notice(random.Random(seed), code="CP503", defects=("places_disagree",))
    honest = draw_notice(random.Random(seed), code="CP503")
    assert spoiled.truth.amount_due == honest.truth.amount_due
    assert spoiled.truth.due_date == honest.truth.due_date
    assert spoiled.truth.notice_date == honest.truth.notice_date
    assert page_texts(spoiled.pdf) != page_texts(honest.pdf)


_STUBBED = [name for name in (*LAYOUTS, *sorted(PRACTICE_LAYOUTS)) if "stub_date" in BOOK[name].places]


@pytest.mark.parametrize("layout", _STUBBED)
def test_a_differing_stub_date_is_printed_where_there_is_a_stub(layout: str) -> None:
    notice = draw_notice(random.Random(3), layout=layout, defects=("stub_date_differs",))
    other = notice.paper.manner.day(notice.paper.places.stub_date)
    assert notice.paper.places.stub_date != notice.truth.notice_date
    assert other in " ".join(page_texts(notice.pdf))


def test_a_bill_is_followed_to_the_notice_of_intent_to_levy() -> None:
    rng = random.Random(8)
    notice = draw_notice(rng, code="CP14", layout="g2_2017")
    codes, balances = ["CP14"], [notice.truth.amount_due or Decimal(0)]
    while can_follow(notice):
        later = follow_up(rng, notice)
        assert later.truth.tin.last4 == notice.truth.tin.last4
        assert later.truth.taxpayer == notice.truth.taxpayer
        assert later.truth.tax_periods == notice.truth.tax_periods
        assert later.truth.defects == ("follow_up",)
        assert not later.truth.accept_forbidden
        gap = (later.truth.notice_date or notice.paper.notice_date) - notice.paper.notice_date
        assert timedelta(weeks=4) < gap < timedelta(weeks=9)
        codes.append(later.truth.notice_code or "")
        balances.append(later.truth.amount_due or Decimal(0))
        notice = later
    assert codes == ["CP14", "CP501", "CP503", "CP504", "LT11"]
    assert balances == sorted(balances)
    assert len(set(balances)) == len(balances)
    with pytest.raises(ValueError, match="followed by nothing"):
        follow_up(rng, notice)


def test_every_named_follow_up_can_be_drawn() -> None:
    for n, code in enumerate(c for c in CODES if specs()[c].next):
        earlier = draw_notice(random.Random(n), code=code)
        if can_follow(earlier):
            assert follow_up(random.Random(n), earlier).truth.notice_code == specs()[code].next
