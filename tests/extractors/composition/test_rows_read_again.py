"""Rows that do not sum are read again before anybody is told that they don't."""

from decimal import Decimal

import pytest

from extractors.kinds import Ask
from rules import judge
from schemas.notice import NoticeFacts
from tests.extractors.notices import KIN, NOBODY, Bill, SecondReader, compose, numbered
from tests.rules.make import TODAY

BILL = Bill()


class Counting(SecondReader):
    """Remembers the boxes it was asked for first."""

    def __init__(self, instead: dict[str, str] | None = None) -> None:
        super().__init__(instead=instead)
        object.__setattr__(self, "asked", [])

    def look_again(self, blob, kind, asks, readings, *, closer):  # type: ignore[no-untyped-def]
        self.asked.extend(asks if not closer else [])  # type: ignore[attr-defined]
        return super().look_again(blob, kind, asks, readings, closer=closer)


def bill(
    second: SecondReader, interest: str = "54.43", penalty: str = "34.98", owed: str = "$9,444.07"
) -> NoticeFacts:
    """Its rows sum to $9,533.53 where interest is 54.48, penalty 34.98 and what was owed 9,444.07."""
    first = BILL.first().without("54.48").without("34.98").without("9,444.07")
    first.put(576 - len(interest) * 5, 396, interest).put(576 - len(penalty) * 5, 383, penalty)
    first.put(576 - len(owed) * 5, 370, owed)
    (notice,) = compose(numbered(first, BILL.later(2)), second).notices
    return notice


def amounts(notice: NoticeFacts) -> dict[str, Decimal]:
    return {row.label: row.amount for row in notice.amounts}


def codes(notice: NoticeFacts) -> set[str]:
    """Of all findings, those of the rules among them."""
    return {finding.code for finding in judge(notice, today=TODAY).validation.findings}


def test_a_row_read_again_that_makes_the_sum_is_taken_and_told() -> None:
    notice = bill(SecondReader(instead={"54.43": "54.48"}))
    assert amounts(notice)["Interest charges"] == Decimal("54.48")
    (said,) = [f for f in notice.findings if f.code == "row_read_again"]
    assert all(text in said.message for text in ("Interest charges", "54.43", "54.48", "page 1"))
    assert "rows_do_not_sum" not in codes(notice)


def test_the_sum_made_exact_bears_the_amount_out() -> None:
    mended, broken = bill(SecondReader(instead={"54.43": "54.48"})), bill(SecondReader())
    assert mended.fields["amount_due"].readings == broken.fields["amount_due"].readings + 1


@pytest.mark.parametrize(
    "second",
    [
        SecondReader(),  # reads the row as the first did
        SecondReader(instead={"54.43": "54.49"}),
        SecondReader(instead={"54.43": "#"}),
        NOBODY,
    ],
    ids=["read alike", "no exact sum", "nothing read", "nobody there"],
)
def test_where_no_reading_makes_the_sum_the_rows_stay_and_a_person_is_told(second: SecondReader) -> None:
    notice = bill(second)
    assert amounts(notice)["Interest charges"] == Decimal("54.43")
    assert "rows_do_not_sum" in codes(notice)
    assert "row_read_again" not in codes(notice)


def test_a_row_that_one_reader_confirms_is_not_changed_for_the_sum() -> None:
    """The notice itself may not add up; a reader who misreads it in the right way proves nothing."""

    class Split(SecondReader):
        def look_again(self, blob, kind, asks, readings, *, closer):  # type: ignore[no-untyped-def]
            own = SecondReader(engines=self.engines, instead=None if closer else {"54.43": "54.48"})
            return own.look_again(blob, kind, asks, readings, closer=closer)

    assert "rows_do_not_sum" in codes(bill(Split()))


def test_two_rows_may_be_misread() -> None:
    notice = bill(SecondReader(instead={"54.43": "54.48", "34.93": "34.98"}), penalty="34.93")
    assert (amounts(notice)["Interest charges"], amounts(notice)["Failure-to-pay penalty"]) == (
        Decimal("54.48"),
        Decimal("34.98"),
    )


def test_two_ways_to_the_same_sum_are_none() -> None:
    """Interest five cents more, or the penalty: who is to say?"""
    assert "rows_do_not_sum" in codes(bill(SecondReader(instead={"54.43": "54.48", "34.98": "35.03"})))


def test_a_second_reader_of_the_same_family_is_heard_too() -> None:
    assert "row_read_again" in codes(bill(SecondReader(engines=KIN.engines, instead={"54.43": "54.48"})))


@pytest.mark.parametrize(("interest", "asked"), [("54.48", 0), ("54.43", 4)])
def test_only_rows_of_a_table_that_does_not_sum_are_read_again(interest: str, asked: int) -> None:
    second, exact = Counting(), Counting()
    bill(second, interest=interest)
    bill(exact, interest="54.48")
    assert len(_boxes(second)) - len(_boxes(exact)) == asked


def _boxes(second: Counting) -> list[Ask]:
    return second.asked  # type: ignore[attr-defined, no-any-return]


def test_a_comma_read_as_a_one_is_a_comma_where_that_makes_the_sum() -> None:
    """9,444.07 as 91444.07; where an independent reader reads it so too, it is printed so."""
    blind = SecondReader(instead={"$91444.07": "#"})
    assert amounts(bill(blind, interest="54.48", owed="$91444.07"))["Amount you owed"] == Decimal("9444.07")
    sure = SecondReader()
    assert "rows_do_not_sum" in codes(bill(sure, interest="54.48", owed="$91444.07"))
