"""The truth beside the set specimens: what a person read, and what the filled ones say instead."""

import re

import pytest

from .layout import layout_names
from .reading import Pages, phrase, printed_money
from .source import ground_truth
from .typeset import Specimen, available

pytestmark = [
    pytest.mark.specimens,
    pytest.mark.skipif(not available(), reason="the official specimens are not beside this checkout"),
]

BLANK = ("cp12", "cp13")
ROLES = (  # the first that fits
    (r"^Amount due", "amount_due"),
    (r"to-file", "failure_to_file"),
    (r"estimated tax penalty", "estimated_tax_penalty"),
    (r"to-pay", "failure_to_pay"),
    (r"^Interest", "interest"),
    (r"^Decrease", "change"),
    (r"^Payments", "payments_credits"),
    (r"^Tax", "tax_owed"),
    (r"you owed$|before", "amount_owed_before"),
    (r"^Over", "refund"),
    (r"applied", "applied"),
)
PLACEHOLDER = re.compile(r"(?<![A-Za-z])[nNxX]{2,4}(?![A-Za-z])(?<!XXX)(?<!XXX-XX)")


@pytest.mark.parametrize("name", layout_names())
def test_the_truth_is_what_a_person_read(name: str, made: dict[str, Specimen]) -> None:
    truth, read = made[name].truth, ground_truth(name)
    assert truth.notice_code == read["notice_code"]
    assert str(truth.notice_date) == read["notice_date"]
    assert (str(truth.amount_due) if truth.amount_due is not None else None) == read["amount_due"]
    assert (str(truth.due_date) if truth.due_date else None) == read["due_date"]
    assert truth.pages_printed == read["pages"]
    assert (truth.taxpayer.name or None) == read["taxpayer"]
    assert truth.tin.last4 is None
    assert truth.tin.masked is None
    printed = [[a.label, str(a.amount)] for a in truth.amounts if a.role != "amount_due"]
    assert printed == [row for row in read["lines"] if row[1] is not None]
    assert [p.form for p in truth.tax_periods] == ([read["form"]] if read["tax_period"] else [])
    assert [str(p.period_end)[:4] for p in truth.tax_periods] == (
        [read["tax_period"][:4]] if read["tax_period"] else []
    )


def test_only_the_employment_tax_return_is_of_a_quarter(made: dict[str, Specimen]) -> None:
    kinds = {name: [p.kind for p in specimen.truth.tax_periods] for name, specimen in made.items()}
    assert {name for name, kind in kinds.items() if not kind} == {"cp565", *BLANK}
    assert {name for name, kind in kinds.items() if kind == ["quarter"]} == {"cp161"}
    assert all(kind in ([], ["quarter"], ["year"]) for kind in kinds.values())


@pytest.mark.parametrize("name", layout_names())
def test_the_number_is_of_the_type_that_its_label_says(name: str, made: dict[str, Specimen]) -> None:
    first_word = str(ground_truth(name)["tin_label"]).split()[0]
    kinds = {"Social": "ssn", "Employer": "ein", "ITIN": "itin", "Taxpayer": "unknown"}
    assert made[name].truth.tin.type == kinds[first_word]


def test_each_row_has_the_role_that_its_label_says(made: dict[str, Specimen], full: dict[str, Specimen]) -> None:
    for specimen in (*made.values(), *(full[name] for name in BLANK)):
        for amount in specimen.truth.amounts:
            hits = [role for pattern, role in ROLES if re.search(pattern, amount.label)]
            assert hits[:1] == [amount.role.value], amount.label


@pytest.mark.parametrize("name", layout_names())
def test_the_truth_stands_on_the_pages(name: str, made: dict[str, Specimen], words: dict[str, Pages]) -> None:
    truth, first = made[name].truth, words[name][0]
    texts = [w.text for w in first]
    for amount in truth.amounts:
        assert any(t.lstrip("$-") == printed_money(amount.amount) for t in texts), amount.label
        assert phrase(first, amount.label.split(" to be ")[-1]), amount.label
    for day in filter(None, (truth.notice_date, truth.due_date)):
        assert phrase(first, f"{day:%B} {day.day}, {day.year}")
    assert phrase(first, f"Page 1 of {truth.pages_printed}")
    for line in (truth.taxpayer.name, *truth.taxpayer.address, truth.contact_phone, truth.caller_id):
        assert line is None or phrase(first, line)


def test_rows_with_a_total_sum_to_it_in_every_bill(made: dict[str, Specimen]) -> None:
    for name, specimen in made.items():
        rows = [a.amount for a in specimen.truth.amounts if a.role != "amount_due"]
        if rows:
            assert sum(rows) == specimen.truth.amount_due, name
            assert ground_truth(name)["rows_sum_to_total"]


def test_contradictions_and_missing_pages_forbid_acceptance(made: dict[str, Specimen]) -> None:
    complete = {name for name, s in made.items() if s.truth.pages_printed == 2}
    assert complete == {"cp05", "cp565"}
    for name, specimen in made.items():
        assert ("missing_page" in specimen.truth.defects) is (name not in complete)
        assert specimen.truth.accept_forbidden is bool(specimen.truth.defects)
    assert "due_before_notice" in made["cp21a"].truth.defects
    assert "places_disagree" in made["cp161"].truth.defects


@pytest.mark.parametrize("name", layout_names())
def test_a_filled_specimen_has_numbers_for_its_placeholders_and_all_its_pages(
    name: str, full: dict[str, Specimen], full_words: dict[str, Pages]
) -> None:
    truth, (first, second) = full[name].truth, full_words[name]
    assert truth.pages_printed == 2
    assert "missing_page" not in truth.defects
    assert phrase(first, "Page 1 of 2")
    assert phrase(second, "Page 2 of 2")
    last4 = truth.tin.last4
    assert last4
    assert any(last4 in w.text for w in first)
    left = {w.text for w in (*first, *second) if PLACEHOLDER.search(w.text)}
    assert left <= {"nn"}, "CP59 prints a select code that is no number of the taxpayer's"
    for printed in filter(None, (truth.contact_phone, truth.caller_id)):
        assert phrase(first, printed)


@pytest.mark.parametrize("name", layout_names())
def test_a_filled_specimen_says_the_rest_as_before(
    name: str, made: dict[str, Specimen], full: dict[str, Specimen]
) -> None:
    before, after = made[name].truth, full[name].truth
    same = {"notice_code", "notice_date", "due_date", "taxpayer", "file", "pages"}
    assert after.model_dump(include=same) == before.model_dump(include=same)
    if name not in BLANK:
        assert after.tax_periods == before.tax_periods
        assert (after.amount_due, after.amounts) == (before.amount_due, before.amounts)
    assert set(after.defects) == set(before.defects) - {"missing_page"}


def test_the_same_number_stands_in_all_places_of_a_filled_specimen(full_words: dict[str, Pages]) -> None:
    shape = re.compile(r"\b(?:\d{3}-\d{2}-\d{4}|\d{2}-\d{7})\b")
    for name, pages in full_words.items():
        found = {n for page in pages for w in page for n in shape.findall(w.text)}
        assert len(found) == (0 if name == "cp05" else 1), name  # CP05 masks it


@pytest.mark.parametrize("name", BLANK)
def test_the_blank_templates_are_filled_with_figures_that_agree(
    name: str, full: dict[str, Specimen], full_words: dict[str, Pages]
) -> None:
    truth, first = full[name].truth, full_words[name][0]
    assert len(truth.tax_periods) == 1
    *rows, result = [a.amount for a in truth.amounts]
    assert sum(rows) == result
    for amount in truth.amounts:
        assert any(w.text.lstrip("$") == printed_money(amount.amount) for w in first)
