"""Titles suggest a code where none can be read, and suggest only."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.layout import sheet_of
from extractors.pagekeys import view_of
from extractors.titles import SLOT, Title, suggest, title_file
from schemas.notice import FieldStatus, NoticeFacts

from .notices import Bill, SecondReader, compose, numbered
from .page import Paper

BILL = Bill()
TEXTS = [(title, text) for title in title_file().titles for text in title.texts]
FIRST_LINES = [(title, text) for title, text in TEXTS if not title.below]

# Places of letters in long words of the titles as printed.
SPOTS = [
    (printed, at)
    for _, text in FIRST_LINES
    for printed in (text.replace(SLOT, "2017"),)
    for word in re.finditer(r"\b[A-Za-z]{5,}\b", printed)
    for at in range(word.start(), word.end())
]


def codes(*lines: str, y: float = 230, size: float = 12) -> tuple[str, ...]:
    """What a first page with this title suggests."""
    found = suggest([view_of(sheet_of(Paper().put(36, y, *lines, size=size).page()))])
    return found.codes if found else ()


def without_code(title: str, *more: str) -> NoticeFacts:
    """A bill on which no code stands, with another title, as read from the pages."""
    first = BILL.first().without("CP503").without("You have unpaid taxes").without("Amount due: ")
    pages = first.put(36, 220, title, *more, size=14), BILL.later(2).without("CP503")
    (notice,) = compose(numbered(*pages), SecondReader()).notices
    return notice


@pytest.mark.parametrize(("title", "text"), FIRST_LINES, ids=[text for _, text in FIRST_LINES])
def test_every_title_is_heard_with_a_year_and_a_form_in_it(title: Title, text: str) -> None:
    printed = text.replace(SLOT, "2017", 1).replace(SLOT, "1040")
    assert set(title.codes) <= set(codes(printed, size=7))
    assert set(title.codes) <= set(codes(printed.upper(), size=7))


@pytest.mark.parametrize(("title", "text"), FIRST_LINES, ids=[text for _, text in FIRST_LINES])
def test_every_title_is_heard_where_the_reader_lost_its_spaces(title: Title, text: str) -> None:
    assert set(title.codes) <= set(
        codes(text.replace(SLOT, "2017", 1).replace(SLOT, "1040").replace(" ", ""), size=7)
    )


@given(st.sampled_from(SPOTS), st.sampled_from("lq0z"))
def test_one_wrong_letter_in_a_long_word_does_not_change_what_is_heard(spot: tuple[str, int], letter: str) -> None:
    printed, at = spot
    assert codes(printed[:at] + letter + printed[at + 1 :], size=7) == codes(printed, size=7)


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (("Second reminder: You have unpaid taxes for 2016", "Amount due: $9,533.53"), ("CP503",)),
        (("You have unpaid taxes for December 31, 2017", "Amount due: $97,647.55"), ("CP501", "CP161")),
        (("You have a balance due for 2017", "Amount due: $1,075.21"), ("CP14",)),
        (("Message about your 2017 Form 1040", "You didn’t file a Form 1040 tax return"), ("CP59",)),
        (("Message about your 2018 tax return", "We’re holding your refund until we finish reviewing your tax",
          "return"), ("CP05",)),
        (("Important information about the Earned Income Credit", "You may be eligible for a refund of up to $496"),
         ("CP09", "CP27")),
        (("Confirmation of your Individual Taxpayer Identification Number",), ("CP565",)),
        (("Final notice of intent to levy and", "notice of your right to a hearing"),
         ("LT11", "L1058", "CP90", "CP297")),
    ],
)  # fmt: skip
def test_titles_of_the_specimens_and_titles_on_two_lines(lines: tuple[str, ...], said: tuple[str, ...]) -> None:
    assert codes(*lines) == said


def test_a_second_line_narrows_a_shared_title() -> None:
    shared = set(codes("Changes to your 2017 Form 1040"))
    owed = set(codes("Changes to your 2017 Form 1040", "Amount due: $435.73"))
    refund = set(codes("Changes to your 2017 Form 1040", "Adjusted refund: $435.73"))
    assert {"CP11", "CP12", "CP21A"} <= shared
    assert owed < shared and "CP11" in owed and "CP12" not in owed
    assert refund < shared and "CP12" in refund and "CP11" not in refund


def test_a_second_line_that_fits_no_title_is_not_held_against_it() -> None:
    assert codes("You have a balance due for 2017", "Adjusted refund: $435.73") == ("CP14",)
    assert codes("Amount due: $435.73") == ()


def test_the_legible_part_of_a_longer_title_stands_for_the_longer_one_too() -> None:
    """ "Notice of intent to levy" with an illegible rest may be the notice with the right to a hearing."""
    assert {"CP504", "LT11", "L1058", "CP523"} <= set(codes("Notice of intent to levy ### ## ####"))


def test_titles_that_no_code_bears_together_suggest_nothing() -> None:
    assert (
        codes("You have a balance due for 2017", "Confirmation of your Individual Taxpayer Identification Number")
        == ()
    )


@pytest.mark.parametrize("line", ["We wrote to you: You have unpaid taxes for 2016", "Your taxes", "Notice date"])
def test_only_the_beginning_of_a_line_is_a_title(line: str) -> None:
    assert codes(line) == ()


@pytest.mark.parametrize("y", [20, 600])
def test_a_title_stands_in_the_upper_half_below_the_head(y: float) -> None:
    assert codes("You have a balance due for 2017", y=y) == ()


def test_a_page_that_is_not_the_first_has_no_title() -> None:
    later = Paper().put(36, 230, "You have a balance due for 2017", size=12).put(450, 36, "Page 2 of 4", size=8)
    assert suggest([view_of(sheet_of(later.page()))]) is None
    assert suggest([]) is None


def test_without_a_code_the_title_suggests_one_and_the_code_stays_unread() -> None:
    notice = without_code("Second reminder: You have unpaid taxes for 2016")
    assert notice.notice_code is None
    assert (notice.code_basis, notice.suggested_codes) == ("none", ("CP503",))
    evidence = notice.fields["notice_code"]
    assert (evidence.value, evidence.status, evidence.confidence) == (None, FieldStatus.UNREADABLE, 0.0)
    assert evidence.readings == 0
    assert evidence.raw == "Second reminder: You have unpaid taxes for 2016"
    assert evidence.page == 1 and evidence.bbox is not None
    assert ("field_unreadable", "notice_code") in {(f.code, f.field) for f in notice.findings}


def test_a_taxpayer_number_in_a_title_is_not_kept() -> None:
    notice = without_code("We renewed your Individual Taxpayer Identification Number 999-88-1234")
    assert notice.suggested_codes == ("CP565",)
    assert "999-88-1234" not in notice.model_dump_json()


def test_where_the_code_is_read_the_title_is_not_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("extractors.facts.suggest", lambda views: pytest.fail("asked"))
    (notice,) = compose(numbered(*BILL.all()), SecondReader()).notices
    assert (notice.notice_code, notice.suggested_codes) == ("CP503", ())
