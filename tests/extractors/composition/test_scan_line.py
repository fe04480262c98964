"""The payment machine's line is a witness: it bears values out, or both are shown; nothing hangs on it alone."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.scanline import ScanLine, account_types, read_line
from schemas.notice import Finding, NoticeFacts, Severity
from tests.extractors.notices import NOBODY, Bill, SecondReader, compose, numbered

BILL = Bill()
ZEROS = "0000 0000000 0000000000 0000000 0000"
LINE = "999881234 QW HIND 30 0 201612 670 00000953353"


def notice(line: str, second: SecondReader = NOBODY, confidence: float = 0.99, bill: Bill = BILL) -> NoticeFacts:
    first = bill.first().put(196, 754, line, confidence=confidence)
    (found,) = compose(numbered(first, bill.later(2)), second).notices
    return found


def disagreements(facts: NoticeFacts) -> list[Finding]:
    return [f for f in facts.findings if f.code == "scan_line_disagrees"]


def test_the_line_is_read_with_and_without_its_spaces() -> None:
    expected = ScanLine("999881234", "30", date(2016, 12, 31), Decimal("9533.53"))
    assert read_line(LINE) == read_line(LINE.replace(" ", "")) == expected


@pytest.mark.parametrize(
    "line",
    [
        ZEROS,
        "000000000 QW HIND 30 0 201612 670 00000953353",
        LINE.replace("201612", "201613"),
        LINE.replace("201612", "201606"),  # an individual's year ends in December
        LINE[:30],
        "1" + LINE,
        "Write the form number (1040A) and 2016 on your payment",
    ],
)
def test_what_is_masked_cut_or_impossible_says_nothing(line: str) -> None:
    assert read_line(line) is None


def test_a_line_without_an_amount_still_says_whose_and_when() -> None:
    line = read_line("999881234 QW HIND 30 0 201612 670 00000000000")
    assert line is not None and (line.amount, line.last4) == (None, "1234")


@given(st.text(alphabet="0123456789 ABCDO-", max_size=60))
def test_any_text_is_read_or_left(text: str) -> None:
    line = read_line(text)
    assert line is None or len(line.number) == 9


def test_a_number_is_never_shown_by_accident() -> None:
    assert "999881234" not in repr(read_line(LINE))


def test_a_line_that_agrees_is_one_more_place() -> None:
    without, along = notice(ZEROS), notice(LINE)
    for name in ("tin.last4", "tax_periods", "amount_due"):
        assert along.fields[name].readings == without.fields[name].readings + 1
        assert along.fields[name].confidence >= without.fields[name].confidence
    assert disagreements(along) == []
    assert along.model_dump(exclude={"fields", "heard", "signs"}) == without.model_dump(
        exclude={"fields", "heard", "signs"}
    )


def test_no_value_comes_from_the_line_alone() -> None:
    bare = BILL.first().without("999-88-1234").without("Social security number").put(196, 754, LINE)
    second = BILL.later(2).without("999-88-1234").without("Social security number")
    (found,) = compose(numbered(bare, second)).notices
    assert found.tin.last4 is None


def test_the_number_in_it_stays_in() -> None:
    for line in (LINE, LINE.replace("999881234", "999881235"), LINE.replace("9998812", "99988I2")):
        text = notice(line).model_dump_json()
        assert "99988123" not in text and "99988I23" not in text


WRONG = {
    "tin.last4": (LINE.replace("1234", "1235"), ("1235", "1234")),
    "tax_periods": (LINE.replace("201612", "201512"), ("2015-12-31", "2016-12-31")),
    "amount_due": (LINE.replace("953353", "953358"), ("$9533.58", "$9533.53")),
}


@pytest.mark.parametrize("field", WRONG)
@pytest.mark.parametrize("second", [NOBODY, SecondReader()], ids=["read once", "read again alike"])
def test_a_line_surely_read_that_contradicts_waits_for_a_person_with_both_values(
    field: str, second: SecondReader
) -> None:
    line, both = WRONG[field]
    (said,) = disagreements(notice(line, second))
    assert (said.field, said.severity) == (field, Severity.WARNING)
    assert all(value in said.message for value in both)


@pytest.mark.parametrize("field", WRONG)
def test_a_line_that_was_misread_is_forgotten(field: str) -> None:
    line, _ = WRONG[field]
    assert disagreements(notice(line, SecondReader(instead={line: LINE}))) == []


@pytest.mark.parametrize("field", WRONG)
@pytest.mark.parametrize(
    "heard", ["### ####", LINE.replace("1234", "1239").replace("201612", "201812").replace("953353", "953399")]
)
def test_an_unsure_line_is_told_but_holds_nothing_up(field: str, heard: str) -> None:
    line, both = WRONG[field]
    facts = notice(line, SecondReader(instead={line: heard}), confidence=0.8)
    (said,) = [f for f in disagreements(facts) if f.field == field]
    assert said.severity is Severity.INFO
    assert all(value in said.message for value in both) and "not be read for certain" in said.message


@pytest.mark.parametrize(
    ("mft", "form", "severity"),
    [("10", "1040", Severity.WARNING), ("02", "1040", Severity.INFO), ("30", "1040", None), ("99", "1040", None)],
)
def test_the_account_type_is_held_against_the_form(mft: str, form: str, severity: Severity | None) -> None:
    """The types whose form was read in no primary source hold nothing up."""
    first = BILL.first().put(36, 470, f"Our records show unpaid tax on your Form {form} for 2016.")
    first.put(196, 754, LINE.replace("HIND 30", f"HIND {mft}"))
    (facts,) = compose(numbered(first, BILL.later(2)), SecondReader()).notices
    assert facts.tax_periods[0].form == form
    assert [(f.field, f.severity) for f in disagreements(facts)] == ([("tax_periods", severity)] if severity else [])


def test_only_lines_that_contradict_are_read_again() -> None:
    assert lines_asked(LINE) == 0
    assert lines_asked(WRONG["amount_due"][0]) == 1


def lines_asked(line: str) -> int:
    asked: list[float] = []

    class Counting(SecondReader):
        def look_again(self, blob, kind, asks, readings, *, closer):  # type: ignore[no-untyped-def]
            if not closer:
                asked.extend(ask.box.y0 for ask in asks)
            return super().look_again(blob, kind, asks, readings, closer=closer)

    notice(line, Counting())
    return sum(1 for y in asked if y > 750)


def test_account_types_name_forms_and_months() -> None:
    assert account_types()["30"].forms == ("1040",)
    assert all(1 <= month <= 12 for one in account_types().values() for month in one.months)
