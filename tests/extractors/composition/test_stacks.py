"""Summaries down one column: labels with their amounts under them, and amounts before their words."""

from decimal import Decimal

from extractors.layout import sheet_of
from extractors.rows import Table
from extractors.stacks import stacks_of
from extractors.tables import tables_of
from schemas.notice import AmountRole
from tests.extractors.page import Paper


def stacks(paper: Paper) -> tuple[Table, ...]:
    sheet = sheet_of(paper.page())
    return stacks_of(sheet, tables_of(sheet))


def column(*pairs: tuple[str, str], x: float = 40.0, pitch: float = 26.0) -> Paper:
    paper = Paper().put(x, 230, "Your return, added up", size=10)
    for number, (label, amount) in enumerate(pairs):
        paper.put(x, 250 + pitch * number, label, size=6).put(x, 258 + pitch * number, amount, size=9)
    return paper


RETURN = (
    ("PAID BEYOND YOUR TAX", "$313.00"),
    ("CREDITED TO TAX OF 2010", "-$182.56"),
    ("REFUND BEING SENT", "$130.44"),
)


def test_labels_over_their_amounts_down_a_column_are_a_table() -> None:
    (table,) = stacks(column(*RETURN))
    assert [(r.label, r.amount) for r in table.rows] == [
        ("PAID BEYOND YOUR TAX", Decimal("313.00")),
        ("CREDITED TO TAX OF 2010", Decimal("-182.56")),
        ("REFUND BEING SENT", Decimal("130.44")),
    ]
    assert table.rows[-1].role is AmountRole.REFUND
    assert "addedup" in table.heading


def test_prose_beside_the_column_changes_nothing() -> None:
    paper = column(*RETURN)
    for number in range(9):
        paper.put(224, 246 + 12 * number, "By law we may set an overpayment off against older federal tax", size=9)
    assert [len(table.rows) for table in stacks(paper)] == [3]


def test_two_amounts_or_a_gap_make_no_table() -> None:
    assert stacks(column(*RETURN[:2])) == ()
    assert stacks(column(*RETURN, pitch=70.0)) == ()


def test_rows_of_a_table_with_labels_beside_are_no_stack_as_well() -> None:
    paper = (
        Paper().row(300, "Tax you owed", "$500.00").row(313, "Interest", "$5.00").row(326, "Amount due", "$505.00")
    )
    assert stacks(paper) == ()


def test_amounts_before_their_words_are_a_table() -> None:
    lines = ("US$40,491.92 unsettled from our last notice", "US$1,391.48 penalties added", "US$351.05 interest added")
    paper = Paper().put(69, 384, *lines, "US$42,234.45 total you owe")
    (table,) = stacks(paper)
    assert [r.amount for r in table.rows][-1] == sum(r.amount for r in table.rows[:-1])
    assert table.rows[-1].label == "total you owe"


def test_sentences_that_begin_with_amounts_are_none() -> None:
    lines = ("$500.00 was paid in March and", "$200.00 in April of that year.", "$20.00 of it went to interest.")
    assert stacks(Paper().put(69, 384, *lines)) == ()
