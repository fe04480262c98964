"""A bill whose summary was not read whole may contradict itself unseen: it waits."""

from decimal import Decimal

import pytest

from extractors.amounts import summary_findings
from schemas.notice import Amount, AmountRole
from tests.extractors.notices import Bill, compose, numbered

DUE = Decimal("314.79")


def rows(**amounts: str) -> list[Amount]:
    found = [(AmountRole(role), Decimal(value)) for role, value in amounts.items()]
    return [Amount(role=role, label=role.value, amount=value, page=1) for role, value in found]


@pytest.mark.parametrize(
    ("amounts", "asks", "told"),
    [
        ({"amount_owed_before": "306.14", "interest": "8.65", "amount_due": "314.79"}, "pay_total", False),
        ({"amount_owed_before": "306.14", "interest": "8.65"}, "pay_total", False),  # they make it
        ({"amount_owed_before": "306.14", "interest": "8.67"}, "pay_total", True),
        ({}, "pay_total", True),
        ({}, "pay_past_due", False),
        ({}, "nothing", False),
        ({}, "may_ask", False),
    ],
)
def test_rows_that_neither_end_in_a_total_nor_make_one_are_told(amounts: dict[str, str], asks: str, told: bool):
    assert [f.code for f in summary_findings(rows(**amounts), asks, DUE)] == ["summary_not_read"] * told


def test_where_nothing_is_asked_for_nothing_is_missing():
    assert list(summary_findings([], "pay_total", None)) == []


def test_a_bill_whose_summary_is_not_there_waits():
    bill = Bill()
    whole, cut = bill.first(), bill.first()
    for row in compose(numbered(whole, bill.later(2))).notices[0].amounts:
        cut = cut.without(row.label)
        cut = cut if row.role is AmountRole.AMOUNT_DUE else cut.without(f"{row.amount:,}")
    codes = {f.code for f in compose(numbered(cut, bill.later(2))).notices[0].findings}
    assert "summary_not_read" in codes
    assert "summary_not_read" not in {f.code for f in compose(numbered(whole, bill.later(2))).notices[0].findings}
