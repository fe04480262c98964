"""From an error budget to thresholds: as low as the bound allows, honest where it can't be shown."""

from collections.abc import Sequence

import pytest

import rules
from rules import budget as budgets
from rules.bounds import upper_bound
from rules.measured import WEAK, Checked, Claim, measured, of_layouts, otherwise_blocked
from schemas.notice import CRITICAL_FIELDS, FieldEvidence, Status
from schemas.thresholds import Thresholds

from .make import TODAY, facts, seen


def row(sure: float | None = 0.999, *, right: bool = True, blocked: bool = False, forbidden: bool = False) -> Checked:
    """All fields alike but for the first, which is `sure` and `right`."""
    others = [Claim(sure=0.999, right=True)] * (len(CRITICAL_FIELDS) - 1)
    claims = (Claim(sure=sure, right=right), *others)
    return Checked(layouts="open", wear="clean", blocked=blocked, forbidden=forbidden, claims=claims)


def first(rows: Sequence[Checked], budget: float) -> budgets.FieldThreshold:
    return budgets.field_thresholds(rows, budget)[0]


def test_the_threshold_is_the_lowest_whose_bound_keeps_the_budget() -> None:
    rows = [row(0.7, right=False)] * 5 + [row(0.9)] * 200 + [row(0.99)] * 200
    found = first(rows, 0.01)
    assert (found.least, found.errors, found.shown) == (0.9, budgets.Share(0, 400), True)
    assert found.errors.bound == upper_bound(0, 400) < 0.01


def test_a_budget_that_too_few_notices_can_show_is_said_not_to_be_shown() -> None:
    found = first([row(0.7, right=False), *[row(0.995)] * 50, *[row(0.9995)] * 50], 0.001)
    assert not found.shown
    assert found.least == 0.999  # no error above 0.7, but 1 - budget is asked for
    assert (found.errors, found.errors.bound > 0.001) == (budgets.Share(0, 50), True)


def test_where_the_surest_value_was_wrong_none_is_sure_enough() -> None:
    assert first([row(0.99)] * 50 + [row(0.9999, right=False)], 0.01).least == 1.0


def test_a_wrong_absence_counts_and_no_threshold_mends_it() -> None:
    found = first([row(0.999)] * 100 + [row(None, right=False)] * 3, 0.01)
    assert (found.shown, found.errors.wrong) == (False, 3)


def test_notices_that_wait_anyway_show_nothing() -> None:
    assert first([row(blocked=True)] * 1000, 0.01).errors == budgets.Share(0, 0)


def test_the_cost_counts_notices_that_reach_every_threshold() -> None:
    rows = [row(0.999), row(0.95), row(None), row(0.999, blocked=True), row(0.999, right=False), row(forbidden=True)]
    by = Thresholds(least=dict.fromkeys(CRITICAL_FIELDS, 0.98))
    assert budgets.cost(rows, by, "open") == budgets.Cost("open", 6, 4, budgets.Share(2, 4))
    assert budgets.cost(rows, by, "held_out").straight_through == 0.0


def test_a_smaller_budget_never_lowers_a_threshold() -> None:
    rows = of_layouts(measured().rows, "open")
    steps = [{f.field: f.least for f in budgets.field_thresholds(rows, b)} for b in (0.05, 0.01, 0.001)]
    for field in CRITICAL_FIELDS:
        assert steps[0][field] <= steps[1][field] <= steps[2][field]


def test_thresholds_come_from_layouts_that_reading_was_tuned_on_only() -> None:
    assert {r.layouts for r in measured().rows} == {"open", "held_out"}


def test_a_threshold_decides_whether_a_notice_is_accepted() -> None:
    read = facts(fields={"amount_due": seen("9533.53", confidence=0.99, readings=3)})
    assert rules.judge(read, today=TODAY).validation.status is Status.ACCEPTED
    strict = Thresholds(budget=0.001, least=dict.fromkeys(CRITICAL_FIELDS, 0.9) | {"amount_due": 0.995})
    judged = rules.judge(read, today=TODAY, thresholds=strict)
    assert judged.validation.status is Status.NEEDS_REVIEW
    assert {(f.code, f.field) for f in judged.validation.findings if f.severity != "info"} == {(WEAK, "amount_due")}
    assert not otherwise_blocked(judged)


@pytest.mark.parametrize("claims", [(), (None,) * 7])
def test_a_row_has_every_critical_field(claims: tuple[None, ...]) -> None:
    with pytest.raises(ValueError, match="critical fields"):
        Checked(layouts="open", wear="clean", blocked=False, claims=claims)


LENIENT = Thresholds(budget=0.1, least=dict.fromkeys(CRITICAL_FIELDS, 0.9))


@pytest.mark.parametrize(
    ("field", "read", "waits"),
    [
        # The dates bear each other out, the rows the amount; two readings that agree need less certainty each.
        ("notice_date", seen("2018-01-08", confidence=0.95, readings=1), False),
        ("amount_due", seen("9533.53", confidence=0.95, readings=1), False),
        ("tin.last4", seen("1234", confidence=0.95, readings=2), False),
        ("tax_periods", seen("2016-12-31", confidence=0.95, readings=1), True),
    ],
)
def test_with_lower_thresholds_what_stands_alone_still_waits(field: str, read: FieldEvidence, waits: bool) -> None:
    judged = rules.judge(facts(fields={field: read}), today=TODAY, thresholds=LENIENT)
    assert ((WEAK, field) in {(f.code, f.field) for f in judged.validation.findings}) is waits
