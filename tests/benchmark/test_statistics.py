"""Bounds, calibration, curves: held against values worked out by hand or taken from tables."""

import math

import pytest

from rules.bounds import at_most, upper_bound
from schemas.notice import FieldStatus
from tests.benchmark import confidence
from tests.benchmark.confidence import Said

from .make import judged, read_notice


@pytest.mark.parametrize("of", [1, 10, 59, 299, 2995, 100_000])
def test_without_an_error_the_bound_has_a_closed_form(of: int):
    assert upper_bound(0, of) == pytest.approx(1 - 0.05 ** (1 / of), rel=1e-9)


@pytest.mark.parametrize(
    ("errors", "of", "bound"),
    # One-sided 95 % limits as tables of the binomial distribution have them.
    [(1, 10, 0.394), (2, 20, 0.283), (3, 100, 0.0757), (5, 10, 0.778), (1, 4742, 0.001)],
)
def test_the_bound_is_that_of_the_tables(errors: int, of: int, bound: float):
    assert upper_bound(errors, of) == pytest.approx(bound, rel=2e-3)


def test_so_many_right_ones_are_needed_for_a_tenth_of_a_percent():
    assert upper_bound(0, 2995) <= 0.001 < upper_bound(0, 2990)


def test_the_bound_is_one_where_nothing_or_only_errors_were_seen():
    assert upper_bound(0, 0) == upper_bound(4, 4) == 1.0


@pytest.mark.parametrize(("errors", "of"), [(-1, 4), (5, 4)])
def test_impossible_counts_are_refused(errors: int, of: int):
    with pytest.raises(ValueError, match="errors among"):
        upper_bound(errors, of)


@pytest.mark.parametrize("share", [0.0, 0.03, 0.5, 0.97, 1.0])
def test_the_distribution_is_the_sum_of_its_terms(share: float):
    for errors in range(8):
        exact = sum(math.comb(7, k) * share**k * (1 - share) ** (7 - k) for k in range(errors + 1))
        assert at_most(errors, 7, share) == pytest.approx(exact, abs=1e-12)


def test_claims_fall_into_the_bin_that_begins_with_them():
    bins = confidence.binned([Said(0.9, True), Said(0.9499, False), Said(1.0, True), Said(0.0, False)])
    assert [(b.low, b.high, b.count, b.right) for b in bins] == [
        (0.0, 0.2, 1, 0.0),
        (0.9, 0.95, 2, 0.5),
        (0.999, 1.0, 1, 1.0),
    ]


def test_calibration_error_weighs_each_bin_by_its_size():
    bins = confidence.binned([Said(0.9, True)] * 9 + [Said(0.9, False)] + [Said(0.5, True)] * 10)
    assert confidence.calibration_error(bins) == pytest.approx((10 * 0.0 + 10 * 0.5) / 20)
    assert confidence.calibration_error([]) is None


def test_the_curve_takes_the_surest_first_and_equals_together():
    said = [Said(0.5, False), Said(0.9, True), Said(0.7, False), Said(0.7, True)]
    points = confidence.risk_coverage(said)
    assert [(p.coverage, p.risk, p.least) for p in points] == [
        (0.25, 0.0, 0.9),
        (0.75, pytest.approx(1 / 3), 0.7),
        (1.0, 0.5, 0.5),
    ]
    assert confidence.coverage_at(points, 0.0) == 0.25
    assert confidence.coverage_at(points, 0.4) == 0.75
    assert confidence.area_under(points) == pytest.approx(0.25 * 0 + 0.5 / 3 + 0.25 * 0.5)


def test_of_nothing_there_is_no_curve():
    assert confidence.risk_coverage([]) == []
    assert confidence.coverage_at([], 0.5) == 0.0
    assert confidence.area_under([]) is None


def test_a_notice_is_as_sure_as_its_weakest_critical_field():
    item = judged(read=read_notice(sure={"due_date": 0.7}, open_fields={"amount_due": FieldStatus.UNREADABLE}))
    assert confidence.weakest(item) == 0.7
    assert [s.right for s in confidence.notices_said([item, judged(["due_date"])])] == [True, False]


def test_fields_left_open_claim_nothing_and_absent_ones_only_with_confidence():
    states = {
        "amount_due": FieldStatus.UNREADABLE,
        "due_date": FieldStatus.CONFLICTING,
        "notice_date": FieldStatus.ABSENT,
        "tax_periods": FieldStatus.ABSENT,
    }
    item = judged(read=read_notice(sure={"notice_date": 0.0, "tax_periods": 0.9}, open_fields=states))
    assert sorted(s.confidence for s in confidence.values_said([item])) == [0.9, 0.99, 0.99]
    assert len(confidence.all_said([item])) == 6
    assert confidence.weakest(item) == 0.9, "an absent field without a confidence weakens nothing"
