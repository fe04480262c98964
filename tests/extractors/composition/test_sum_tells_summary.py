"""Amounts that make what is asked for are its rows, whatever they are called; where they don't, a person looks."""

from collections.abc import Sequence
from decimal import Decimal

import pytest

from schemas.notice import AmountRole, NoticeFacts
from tests.extractors.notices import Bill, SecondReader, compose, numbered
from tests.extractors.page import Paper

STRANGE = (
    ("Stood open", "$9,444.07"),
    ("Came on top", "34.98"),
    ("Grew since", "54.48"),
    ("Wanted now", "$9,533.53"),
)
DUE = Decimal("9533.53")


def page(rows: Sequence[tuple[str, str]], put: str = "column") -> Paper:
    """A bill's first page with `rows` instead of its summary: in a column, each where it likes, or in a sentence."""
    paper = Bill().first()
    for label in (
        "Billing Summary",
        "Amount you owed",
        "$9,444.07",
        "Failure-to-pay",
        "34.98",
        "Interest charges",
        "54.48",
    ):
        paper = paper.without(label)
    if put == "sentence":
        text = "; ".join(f"{label} {amount}" for label, amount in rows)
        return paper.put(36, 370, *(text[n : n + 110] for n in range(0, len(text), 110)), size=9)
    for number, (label, amount) in enumerate(rows):
        right = 560.0 if put == "column" else 360.0 + 40 * number
        paper = paper.row(370 + 13 * number, label, amount, right=right)
    return paper


def read(rows: Sequence[tuple[str, str]], put: str = "column") -> NoticeFacts:
    paper = page(rows, put).without("Amount due by")
    return compose(numbered(paper, Bill().later(2)), SecondReader()).notices[0]


def codes(notice: NoticeFacts) -> set[str]:
    return {finding.code for finding in notice.findings}


@pytest.mark.parametrize("put", ["column", "stairs", "sentence"])
def test_rows_with_unknown_words_are_told_by_their_sum(put: str):
    notice = read(STRANGE, put)
    assert notice.amount_due == DUE
    assert [a.amount for a in notice.amounts] == [Decimal("9444.07"), Decimal("34.98"), Decimal("54.48"), DUE]
    assert notice.amounts[-1].role is AmountRole.AMOUNT_DUE
    assert notice.signs["amount_due"].proven
    assert "summary_not_read" not in codes(notice)


@pytest.mark.parametrize("put", ["column", "stairs", "sentence"])
@pytest.mark.parametrize("row", [0, 1, 2])
def test_rows_that_miss_the_total_by_a_cent_are_no_proof(put: str, row: int):
    rows = [(label, amount[:-1] + ("9" if amount[-1] != "9" else "8")) if n == row else (label, amount)
            for n, (label, amount) in enumerate(STRANGE)]  # fmt: skip
    notice = read(rows, put)
    assert not notice.signs["amount_due"].proven
    assert "summary_not_read" in codes(notice)


def test_a_total_that_differs_from_what_is_asked_for_is_no_proof():
    notice = read((*STRANGE[:3], ("Wanted now", "$9,533.50")))
    assert "summary_not_read" in codes(notice) or notice.fields["amount_due"].status.value == "conflicting"


@pytest.mark.parametrize(("word", "proves"), [("Already paid by you", True), ("Came on top", False)])
def test_a_credit_without_a_minus_is_told_by_its_words(word: str, proves: bool):
    rows = (("Stood open", "$9,600.00"), (word, "120.95"), ("Grew since", "54.48"), ("Wanted now", "$9,533.53"))
    notice = read(rows)
    assert notice.signs["amount_due"].proven is proves
    assert ("summary_not_read" in codes(notice)) is not proves
    if proves:
        assert Decimal("-120.95") in [a.amount for a in notice.amounts]


def test_the_same_amount_twice_and_nothing_proves_nothing():
    notice = read((("Wanted now", "$9,533.53"), ("Came on top", "0.00"), ("All in all", "$9,533.53")))
    assert not notice.signs["amount_due"].proven
    assert "summary_not_read" in codes(notice)


def test_a_summary_whose_words_are_known_stays_as_it_was():
    notice = compose(numbered(Bill().first(), Bill().later(2)), SecondReader()).notices[0]
    assert [a.role.value for a in notice.amounts] == [
        "amount_owed_before",
        "failure_to_pay",
        "interest",
        "amount_due",
    ]
