"""Do the rows add up: per table, in printed order, without false alarms."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.tables import check_tables
from schemas.notice import Amount, AmountRole

from .make import rows

BILL = (("tax_owed", "3183.00"), ("payments_credits", "-3328.00"), ("failure_to_file", "318.30"),
        ("failure_to_pay", "633.30"), ("interest", "145.00"), ("estimated_tax_penalty", "123.61"))  # fmt: skip


def verdicts(*pairs: tuple[str, str]) -> list[str]:
    return [check.verdict for check in check_tables(rows(*pairs))]


def test_a_bill_whose_rows_make_the_total_is_proved() -> None:
    (check,) = check_tables(rows(*BILL, ("amount_due", "1075.21")))
    assert (check.verdict, check.sum) == ("proved", Decimal("1075.21"))


def test_a_bill_that_is_a_cent_off_is_broken() -> None:
    assert verdicts(*BILL, ("amount_due", "1075.22")) == ["broken"]


def test_payments_printed_without_their_minus_are_still_taken_off() -> None:
    assert verdicts(("tax_owed", "500.00"), ("payments_credits", "200.00"), ("amount_due", "300.00")) == ["proved"]


def test_a_row_that_stands_in_the_table_without_counting_breaks_nothing() -> None:
    shown = ("amount_owed_before", "900.00")
    assert verdicts(shown, ("tax_owed", "500.00"), ("interest", "5.00"), ("amount_due", "505.00")) == ["proved"]


def test_a_table_whose_total_was_not_read_does_not_spoil_the_next() -> None:
    summary = (("amount_owed_before", "900.00"), ("other_penalty", "20.00"), ("interest", "5.00"))
    period = (("amount_owed_before", "500.00"), ("other_penalty", "12.00"), ("interest", "3.00"))
    assert verdicts(*summary, *period, ("amount_due", "515.00")) == ["proved"]
    assert verdicts(*summary, *period, ("amount_due", "515.01")) == ["broken"]


def test_one_of_two_rows_is_never_set_aside() -> None:
    assert verdicts(("tax_owed", "500.00"), ("interest", "5.00"), ("amount_due", "500.00")) == ["broken"]


@pytest.mark.parametrize("refund", ["120.00", "-120.00"])
def test_a_refund_is_printed_with_either_sign(refund: str) -> None:
    assert verdicts(("tax_owed", "80.00"), ("payments_credits", "-200.00"), ("refund", refund)) == ["proved"]


def test_an_overpayment_partly_applied_leaves_the_refund() -> None:
    table = (("refund", "1000.00"), ("applied", "-600.00"), ("refund", "400.00"))
    assert verdicts(*table) == ["unclear", "proved"]


def test_an_overpayment_of_which_something_else_is_left_is_broken() -> None:
    table = (("refund", "3179.04"), ("applied", "-1553.00"), ("refund", "1626.00"))
    _, check = check_tables(rows(*table))
    assert (check.verdict, check.sum) == ("broken", Decimal("1626.04"))


def test_totals_of_periods_make_the_total_of_all() -> None:
    one = (("amount_owed_before", "100.00"), ("interest", "2.00"), ("amount_due", "102.00"))
    two = (("amount_owed_before", "200.00"), ("interest", "3.00"), ("amount_due", "203.00"))
    assert verdicts(*one, *two, ("amount_due", "305.00")) == ["proved", "proved", "proved"]


def test_rows_that_just_miss_the_total_are_broken_whatever_one_of_them_is_called() -> None:
    table = (
        ("tax_owed", "112138.00"),
        ("payments_credits", "-46990.08"),
        ("other", "4248.50"),
        ("interest", "355.93"),
    )
    assert verdicts(*table, ("amount_due", "69752.35")) == ["proved"]
    assert verdicts(*table, ("amount_due", "69752.43")) == ["broken"]
    two_unknown = (*table[:3], ("other", "355.93"))
    assert verdicts(*two_unknown, ("amount_due", "69752.43")) == ["broken"]
    assert verdicts(*two_unknown, ("amount_due", "61752.35")) == ["unclear"]


def test_a_single_row_of_an_unknown_kind_fits_in_one_way_or_the_table_is_broken() -> None:
    def judged(other: str, total: str) -> list[str]:
        table = (("tax_owed", "2676.00"), ("payments_credits", "-138.00"), ("other", other))
        return verdicts(*table, ("failure_to_file", "326.74"), ("amount_due", total))

    assert judged("138.83", "3003.57") == ["proved"]  # it counts
    assert judged("138.83", "2725.91") == ["proved"]  # it is taken off
    assert judged("900.00", "2864.74") == ["proved"]  # it is set aside
    assert judged("138.83", "2403.57") == ["broken"]


def test_of_an_overpayment_only_what_was_applied_is_taken_off() -> None:
    table = (("payments_credits", "776.00"), ("applied", "408.89"))
    assert verdicts(*table, ("refund", "367.11")) == ["proved"]


def test_two_rows_that_just_miss_a_total_may_be_something_else() -> None:
    assert verdicts(("other", "500.00"), ("interest", "5.00"), ("amount_due", "504.00")) == ["unclear"]


def labelled(*triples: tuple[str, str, str]) -> list[str]:
    """Verdicts of rows (role, label, amount)."""
    amounts = (Amount(role=AmountRole(r), label=label, amount=Decimal(a), page=1) for r, label, a in triples)
    return [check.verdict for check in check_tables(tuple(amounts))]


def test_rows_that_are_called_less_are_taken_off() -> None:
    owed = ("amount_owed_before", "What we asked for last", "1354.29")
    table = (owed, ("change", "less: decrease in tax", "642.00"), ("interest", "plus: interest", "5.00"))
    assert labelled(*table, ("amount_due", "Total now owed", "717.29")) == ["proved"]
    assert labelled(*table, ("amount_due", "Total now owed", "717.92")) == ["broken"]


SUMMARY = (("amount_owed_before", "Amount you owed", "300.00"), ("interest", "Interest", "5.00"),
           ("amount_due", "Amount due immediately", "305.00"))  # fmt: skip
PERIODS = (("amount_owed_before", "Amount you owed", "100.00"), ("interest", "Interest", "2.00"),
           ("other", "Total", "102.00"), ("amount_owed_before", "Amount you owed", "200.00"),
           ("interest", "Interest", "3.00"), ("other", "Total", "203.00"))  # fmt: skip


def test_a_table_of_periods_sums_by_period_and_altogether() -> None:
    assert labelled(*SUMMARY, *PERIODS, ("amount_due", "Amount you owe", "305.00")) == ["proved"] * 4


def test_a_wrong_subtotal_and_a_wrong_grand_total_are_broken() -> None:
    wrong_period = (*PERIODS[:2], ("other", "Total", "103.00"), *PERIODS[3:])
    assert labelled(*wrong_period, ("amount_due", "Amount you owe", "306.00"))[0] == "broken"
    assert labelled(*PERIODS, ("amount_due", "Amount you owe", "350.00"))[-1] == "broken"


def test_a_proposal_sums_like_a_bill() -> None:
    proposal = (("proposed_change", "Tax you owe", "1676.00"), ("interest", "Interest charges", "149.07"))
    assert labelled(*proposal, ("proposed_change", "Proposed amount due", "1825.07")) == ["proved"]
    assert labelled(*proposal, ("proposed_change", "Proposed amount due", "1825.70")) == ["broken"]
    assert labelled(("proposed_change", "Total proposed penalty", "1672.00")) == []


def test_a_total_may_be_printed_twice() -> None:
    rows_above = (("proposed_change", "Deficiency", "5887.00"), ("other_penalty", "Penalty", "1177.40"))
    twice = (("other", "Total", "7064.40"), ("other", "Total amount due", "7064.40"))
    assert labelled(*rows_above, *twice) == ["proved", "proved"]


def test_a_table_with_rows_of_unknown_meaning_is_unclear_not_broken() -> None:
    assert verdicts(("other", "7.00"), ("interest", "2.00"), ("amount_due", "305.00")) == ["unclear"]


def test_a_remark_among_the_rows_does_not_hide_that_they_sum() -> None:
    table = (("other", "31.00"), ("other", "8.00"), *BILL, ("amount_due", "1075.21"))
    assert verdicts(*table) == ["proved"]


def test_a_total_alone_and_rows_without_total_say_nothing() -> None:
    assert verdicts(("amount_due", "305.00")) == ["unclear"]
    assert verdicts(("tax_owed", "305.00"), ("interest", "1.00")) == []
    assert verdicts() == []


MONEY = st.decimals(min_value=1, max_value=90000, places=2)


@given(st.lists(MONEY, min_size=2, max_size=6), MONEY)
def test_a_wrong_total_is_never_proved_and_a_right_one_always(parts: list[Decimal], off: Decimal) -> None:
    components = [("amount_owed_before", str(parts[0])), *(("interest", str(p)) for p in parts[1:])]
    total = sum(parts)
    assert verdicts(*components, ("amount_due", f"{total:.2f}")) == ["proved"]
    if all(total + off != total - part for part in parts):
        assert verdicts(*components, ("amount_due", f"{total + off:.2f}")) == ["broken"]


@pytest.mark.parametrize("label", ["Decrease in tax", "Reduction of interest", "Disminución de impuesto"])
def test_a_row_whose_label_takes_off_may_have_lost_its_minus(label: str) -> None:
    before, change, total = rows(("amount_owed_before", "1870.37"), ("change", "1344.00"), ("amount_due", "526.37"))
    told = change.model_copy(update={"label": label})
    assert [check.verdict for check in check_tables([before, told, total])] == ["proved"]
    assert [check.verdict for check in check_tables([before, change, total])] == ["broken"]


def test_two_rows_that_all_but_make_the_total_are_its_rows() -> None:
    assert verdicts(("other", "313.00"), ("applied", "-182.65"), ("refund", "130.44")) == ["broken"]
    assert verdicts(("other", "313.00"), ("applied", "-182.56"), ("refund", "130.44")) == ["proved"]
    assert verdicts(("other", "313.00"), ("applied", "-18.56"), ("refund", "130.44")) == ["unclear"]


def test_a_subtotal_counts_once() -> None:
    tax, credit, total = rows(("tax_owed", "500.00"), ("payments_credits", "-200.00"), ("amount_due", "300.00"))
    between = tax.model_copy(update={"label": "Subtotal of the items", "role": AmountRole.OTHER})
    assert [check.verdict for check in check_tables([tax, between, credit, total])] == ["proved"]
    wrong = total.model_copy(update={"amount": Decimal("310.00")})
    assert [check.verdict for check in check_tables([tax, between, credit, wrong])] == ["broken"]


TOTAL_FIRST = (("amount_due", "11891.48"), ("tax_owed", "51546.00"), ("payments_credits", "-40036.00"))


def test_rows_behind_a_total_that_stands_first_must_make_it() -> None:
    assert verdicts(*TOTAL_FIRST, ("interest", "381.48")) == ["proved"]
    assert verdicts(*TOTAL_FIRST, ("interest", "318.48")) == ["broken"]


def test_the_rows_of_a_total_that_stands_first_are_no_part_of_the_next_table() -> None:
    periods = (("other", "3634.90"), ("interest", "95.06"), ("amount_due", "3729.96"))
    assert verdicts(*TOTAL_FIRST, ("interest", "381.48"), *periods) == ["proved", "proved"]


def test_rows_behind_a_total_that_has_its_own_belong_to_none() -> None:
    assert verdicts(*BILL, ("amount_due", "1075.21"), ("tax_owed", "12.00"), ("interest", "5.00")) == ["proved"]
