"""The language of conditions: typed, three-valued, refused by name where it is wrong, and without any code run."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.conditions import UNKNOWN, Sheet, fact_table, parse
from rules.conditions.answers import Value
from rules.law import standard_law

DAY = date(2026, 3, 2)


def sheet(**values: Value) -> Sheet:
    return Sheet(values, standard_law(), DAY)


def holds(written: dict[str, Any], **values: Value) -> bool | None:
    return parse(written).ask(sheet(**values)).holds


def test_the_empty_condition_always_holds() -> None:
    assert holds({}) is True


@pytest.mark.parametrize(
    ("how", "below", "at", "above"),
    [
        ("at_least", False, True, True),
        ("at_most", True, True, False),
        ("more_than", False, False, True),
        ("less_than", True, False, False),
    ],
)
def test_a_bound_is_told_from_both_sides(how: str, below: bool, at: bool, above: bool) -> None:
    limit = {"balance": {how: {"law": "simple_plan_most"}}}
    around = (Decimal("49999.99"), Decimal("50000.00"), Decimal("50000.01"))
    assert [holds(limit, balance=value) for value in around] == [below, at, above]


def test_what_is_not_known_is_neither_yes_nor_no_and_is_named() -> None:
    answer = parse({"returns_filed": True, "hardship": True}).ask(sheet(hardship=True))
    assert (answer.holds, answer.missing) == (None, ("returns_filed",))


def test_a_no_needs_nothing_more() -> None:
    answer = parse({"returns_filed": True, "hardship": True}).ask(sheet(hardship=False))
    assert (answer.holds, answer.missing) == (False, ())


def test_an_absent_fact_meets_no_bound_and_no_word() -> None:
    assert holds({"stage": {"at_least": 1}}, stage=None) is False
    assert holds({"right": ["cdp_levy"]}, right=None) is False
    assert holds({"right": "absent"}, right=None) is True
    assert holds({"amount_due": "known"}, amount_due=UNKNOWN) is False


def test_a_figure_that_the_law_of_the_day_does_not_know_is_missing_by_name() -> None:
    condition = parse({"balance": {"at_most": {"law": "simple_plan_most"}}})
    early = Sheet({"balance": Decimal("1.00")}, standard_law(), date(2018, 1, 8))
    answer = condition.ask(early)
    assert (answer.holds, answer.law) == (None, ("simple_plan_most",))
    assert condition.law == {"simple_plan_most"}


def test_an_answer_tells_the_facts_it_rests_on_and_the_law_of_its_limit() -> None:
    answer = parse({"balance": {"at_most": {"law": "simple_plan_most"}}}).ask(sheet(balance=Decimal("61000.00")))
    assert [used.line for used in answer.used] == ["balance: $61,000.00 (asked: at most $50,000.00)"]
    assert "irs.gov" in answer.used[0].cite


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("family", "list of `fact: test`"),
        ({"return_filed_on": {"at_least": 3}}, "ask whether it is known or absent"),
        ({"famly": ["other"]}, "'famly' is no fact; known are code, code_read"),
        ({"family": "other"}, "takes a list of words"),
        ({"family": []}, "takes a list of words"),
        ({"family": ["audit"]}, "'audit' is none of its words; allowed: acknowledgement_info"),
        ({"code": ["CP 503"]}, "the codes of the catalogue"),
        ({"returns_filed": "yes"}, "ask for true or false"),
        ({"stage": 4}, "ask with at_least"),
        ({"stage": {}}, "ask with at_least"),
        ({"stage": {"above": 4}}, "'above' is no comparison"),
        ({"stage": {"at_least": Decimal("1.5")}}, "no whole number"),
        ({"stage": {"at_least": True}}, "no whole number"),
        ({"balance": {"at_most": "50000"}}, "no amount"),
        ({"balance": {"at_most": {"law": 5}}}, "a number or {law: NAME}"),
        ({"balance": {"at_most": {"figure": "x"}}}, "a number or {law: NAME}"),
        ({"any": {"stage": {"at_least": 1}}}, "takes a list of conditions"),
        ({"any": []}, "takes a list of conditions"),
        ({"not": ["stage"]}, "list of `fact: test`"),
        ({"__import__('os')": True}, "is no fact"),
    ],
)
def test_a_wrong_condition_is_refused_with_what_is_allowed(written: object, said: str) -> None:
    with pytest.raises(ValueError, match=r"\w") as raised:
        parse(written)
    assert said in str(raised.value)


TRUTH = st.sampled_from([True, False, UNKNOWN])


@given(TRUTH, TRUTH)
def test_and_or_not_agree_with_each_other(one: Value, other: Value) -> None:
    """De Morgan, with the third value."""
    a, b = {"returns_filed": True}, {"hardship": True}
    values = {"returns_filed": one, "hardship": other}
    assert holds({"not": {"any": [a, b]}}, **values) == holds({"any": [{"not": a}]} | {"not": b}, **values)


@given(TRUTH, TRUTH)
def test_finding_something_out_never_turns_a_verdict_around(one: Value, other: Value) -> None:
    """A yes or no given in ignorance of a fact stays when the fact is known."""
    condition = parse({"any": [{"returns_filed": True, "hardship": False}, {"hardship": True}]})
    before = condition.ask(sheet(returns_filed=one, hardship=other)).holds
    for known in (True, False):
        after = condition.ask(sheet(returns_filed=one if one is not UNKNOWN else known, hardship=other)).holds
        assert before is None or before == after


@given(st.decimals(min_value=0, max_value=10**7, places=2), st.decimals(min_value=0, max_value=10**7, places=2))
def test_a_limit_is_monotone_in_the_amount(one: Decimal, other: Decimal) -> None:
    low, high = sorted((one, other))
    limit = {"balance": {"at_most": {"law": "simple_plan_most"}}}
    assert not (holds(limit, balance=high) and not holds(limit, balance=low))


def test_every_fact_says_what_it_means() -> None:
    assert [name for name, fact in fact_table().items() if len(fact.says) < 5] == []
