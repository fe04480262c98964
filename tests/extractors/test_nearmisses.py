"""Which amount in a sentence contradicts the one that is asked for."""

from decimal import Decimal

import pytest

from extractors.nearmisses import is_near
from schemas.notice import FieldStatus

from .notices import Bill, SecondReader, compose, numbered

BILL = Bill("CP91", "March 17, 2024", "2020", "999-88-7049", "$7,234.63", "April 16, 2024", "AHMED COLEMAN")


@pytest.mark.parametrize(
    ("one", "other", "near"),
    [
        ("7234.63", "7234.53", True),
        ("725.62", "752.62", True),
        ("144.00", "184.00", True),
        ("144.00", "144.00", False),
        ("144.00", "188.00", False),
        ("7234.63", "3274.63", False),  # changed places, but not with a neighbour
        ("25.00", "20.00", False),  # a fee is as near to a small debt by chance
        ("725.62", "7252.62", False),
    ],
)
def test_one_digit_or_two_neighbours(one: str, other: str, near: bool) -> None:
    assert is_near(Decimal(one), Decimal(other)) is near
    assert is_near(Decimal(other), Decimal(one)) is near


def amount_with(sentence: str) -> FieldStatus:
    first = BILL.first().put(60, 560, sentence)
    return compose(numbered(first, BILL.later(2)), SecondReader()).notices[0].fields["amount_due"].status


def test_a_sentence_that_nearly_repeats_the_amount_contradicts_it_whatever_it_says() -> None:
    assert amount_with("The full $7,234.53 is due at once, or we may take property") is FieldStatus.CONFLICTING
    assert amount_with("The full $7,234.63 is due at once, or we may take property") is FieldStatus.FOUND
    assert amount_with("A plan for less than $50,000.00 takes a call to the number above") is FieldStatus.FOUND
