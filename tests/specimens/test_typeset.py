"""The official specimens as they are set: every word there, at the measured places, with the truth beside them."""

import io
import re
from collections import Counter
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

import pdfplumber
import pytest

from .layout import layout_names, read_layout
from .source import ground_truth, names, read_lines
from .typeset import Specimen, available, filled, specimens

pytestmark = [
    pytest.mark.specimens,
    pytest.mark.skipif(not available(), reason="the official specimens are not beside this checkout"),
]

BOXES = {"☐", "\uf8e7"}  # drawn as shapes, or an ornament of the text layer
BOX_OF_TEMPLATES = "F"  # what a check box became in the text layer of the blank templates
MEASURED = ("cp501", "cp503")
BLANK = ("cp12", "cp13")
PLACEHOLDER = re.compile(r"(?<![A-Za-z])[nNxX]{2,4}(?![A-Za-z])(?<!XXX)(?<!XXX-XX)")


class Word(NamedTuple):
    """A word on a set page; inches from the top left."""

    text: str
    left: float
    top: float
    right: float
    bottom: float


Pages = list[list[Word]]


@pytest.fixture(scope="module")
def made() -> dict[str, Specimen]:
    return {specimen.name: specimen for specimen in specimens()} if available() else {}


@pytest.fixture(scope="module")
def full(made: dict[str, Specimen]) -> dict[str, Specimen]:
    return {name: filled(specimen, 7) for name, specimen in made.items()}


@pytest.fixture(scope="module")
def words(made: dict[str, Specimen]) -> dict[str, Pages]:
    return {name: read_words(specimen.pdf) for name, specimen in made.items()}


@pytest.fixture(scope="module")
def full_words(full: dict[str, Specimen]) -> dict[str, Pages]:
    return {name: read_words(specimen.pdf) for name, specimen in full.items()}


def read_words(pdf: bytes) -> Pages:
    """The words of each page, in the order in which they were set."""
    with pdfplumber.open(io.BytesIO(pdf)) as opened:
        return [
            [
                Word(w["text"], w["x0"] / 72, w["top"] / 72, w["x1"] / 72, w["bottom"] / 72)
                for w in page.extract_words(x_tolerance=1.5, use_text_flow=True)
            ]
            for page in opened.pages
        ]


def expected_words(name: str, page: int) -> Counter[str]:
    """The words of the lines that layout `name` gives to page 0 or 1, check boxes left out."""
    layout, lines = read_layout(name).pages[page], read_lines(name)
    first, last = (int(n) for n in layout.lines.split("-"))
    found = Counter(w for line in lines[first - 1 : last] for w in line.split() if w not in BOXES)
    if layout.contact and layout.contact.tick and BOX_OF_TEMPLATES in found:
        found[BOX_OF_TEMPLATES] -= 1
    return +found


def phrase(words: list[Word], text: str) -> list[tuple[float, float, float]]:
    """Left, top and right of every place where `text` stands, its words one after the other."""
    parts = text.split()
    runs = (words[i : i + len(parts)] for i in range(len(words) - len(parts) + 1))
    hits = [run for run in runs if [w.text for w in run] == parts]
    return [(hit[0].left, hit[0].top, hit[-1].right) for hit in hits]


def printed_money(amount: Decimal) -> str:
    return f"{abs(amount):,.2f}"


def test_every_specimen_has_a_layout_and_every_layout_a_specimen() -> None:
    assert sorted(names()) == list(layout_names())
    assert len(names()) == 13


@pytest.mark.parametrize("page", [0, 1])
@pytest.mark.parametrize("name", layout_names())
def test_every_word_of_the_text_stands_on_its_page_and_no_other(
    name: str, page: int, words: dict[str, Pages]
) -> None:
    set_words = Counter(w.text for w in words[name][page])
    expected = expected_words(name, page)
    assert +(expected - set_words) == Counter(), "not set"
    assert +(set_words - expected) == Counter(), "set besides"


@pytest.mark.parametrize("name", layout_names())
def test_the_pages_hold_all_lines_of_the_text_once(name: str) -> None:
    one, two = (page.lines.split("-") for page in read_layout(name).pages)
    assert one[0] == "1"
    assert int(one[1]) + 1 == int(two[0])
    assert not any(read_lines(name)[int(two[1]) :])


@pytest.mark.parametrize("name", layout_names())
def test_nothing_leaves_the_paper_and_no_words_overlap(
    name: str, words: dict[str, Pages], full_words: dict[str, Pages]
) -> None:
    for page in (*words[name], *full_words[name]):
        assert min(w.left for w in page) >= 0.25
        assert max(w.right for w in page) <= 8.25
        assert max(w.bottom for w in page) <= 10.75
        assert not collisions(page)


def collisions(page: list[Word]) -> list[tuple[str, str]]:
    """Words that share more than a hair: lines stand closer than their full font boxes, never on each other."""
    found, ordered = [], sorted(page, key=lambda w: w.top)
    for i, a in enumerate(ordered):
        for b in ordered[i + 1 :]:
            if b.top > a.bottom:
                break
            wide = min(a.right, b.right) - max(a.left, b.left)
            high = min(a.bottom, b.bottom) - b.top
            if wide > 0.01 and high > 0.35 * min(a.bottom - a.top, b.bottom - b.top):
                found.append((a.text, b.text))
    return found


def test_words_set_on_each_other_are_found() -> None:
    one = Word("one", 1.0, 1.0, 1.3, 1.14)
    assert collisions([one, one._replace(text="two", left=1.2, right=1.5)]) == [("one", "two")]
    assert not collisions([one, one._replace(left=1.35, right=1.6), one._replace(top=1.16, bottom=1.3)])


def test_without_the_folder_nothing_is_available(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("NOTICEDESK_SPECIMENS", str(tmp_path))
    assert not available()


def test_the_bytes_are_the_same_on_every_call(made: dict[str, Specimen]) -> None:
    assert {s.name: s.pdf for s in specimens()} == {name: s.pdf for name, s in made.items()}
    one = made["cp14"]
    assert filled(one, 3) == filled(one, 3)
    assert filled(one, 3).pdf != filled(one, 4).pdf


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


@pytest.mark.parametrize("name", MEASURED)
def test_key_items_stand_where_they_were_measured(
    name: str, made: dict[str, Specimen], words: dict[str, Pages]
) -> None:
    truth, page = made[name].truth, words[name][0]
    title = {"cp501": (3.61, 3.88, 4.39), "cp503": (3.25, 3.53, 3.95)}[name]
    labels = {
        "Department of the Treasury": [(1.19, 0.69)],
        "Notice date": [(5.31, 0.84), (5.18, 7.80)],
        truth.taxpayer.name or "": [(1.19, 1.97)],
        "Amount due: $9,533.53": [(0.59, title[1])],
        "Billing Summary": [(3.57, title[2])],
        "Payment": [(0.30, 8.46)],
        "Make your check": [(2.78, 8.46)],
        "INTERNAL REVENUE SERVICE": [(0.31, 9.33)],
        truth.notice_code or "": [(6.81, 0.50), (6.65, 7.64)],
    }
    for text, places in labels.items():
        found = phrase(page, text)
        for x, y in places:
            assert any(abs(left - x) < 0.05 and abs(top - y) < 0.08 for left, top, _ in found), (text, found)


@pytest.mark.parametrize("name", MEASURED)
def test_right_edges_stand_where_they_were_measured(name: str, words: dict[str, Pages]) -> None:
    page = words[name][0]
    total = phrase(page, "$9,533.53")
    assert any(abs(right - 8.12) < 0.03 for _, _, right in total), "billing total"
    assert any(abs(right - 7.75) < 0.03 for _, _, right in total), "amount box"
    assert any(abs(right - 3.18) < 0.05 for _, _, right in total), "title"
    (_, top, right), *_ = phrase(page, "Continued on back…")
    assert abs(right - 7.98) < 0.03
    assert abs(top - 7.21) < 0.08


def test_the_other_header_stands_where_it_was_measured(words: dict[str, Pages]) -> None:
    page = words["cp565"][0]
    for text, x, y in (
        ("Department of the Treasury", 1.33, 0.54),
        ("Notice date", 4.92, 0.69),
        ("CP565", 6.35, 0.52),
        ("Contact information", 0.43, 8.65),
    ):
        assert any(abs(left - x) < 0.05 and abs(top - y) < 0.08 for left, top, _ in phrase(page, text)), text
    assert any(abs(right - 7.62) < 0.03 for _, _, right in phrase(page, "Continued on back…"))


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
