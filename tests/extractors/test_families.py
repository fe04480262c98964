"""A family is told by its wording only where neither code nor title is, and only where the classifier is sure."""

import gzip
from importlib import resources

import pytest

from extractors import families
from extractors.families import FEWEST_WORDS, LABELS, MODEL, SURE, family_hint, hint_of, words_of
from extractors.layout import sheet_of
from extractors.pagekeys import view_of
from schemas.notice import NoticeFacts
from tests.families import foreign
from tests.families.__main__ import specimens
from tests.families.others import OTHERS
from tests.specimens import source

from .notices import SENDER, Bill, SecondReader, compose, numbered
from .page import Paper

BILL = Bill()
# In words of ours, none of them a notice's title.
WORDING = {
    "installment_agreement": (
        "We have not received the monthly payment of your installment agreement.",
        "Your installment agreement is in default. We may end the agreement and collect the whole balance.",
        "To keep your agreement, pay the past due payment now. Make your monthly payments on time.",
        "If your agreement ends, a reinstatement fee may apply. Call us if you can't make the monthly payment.",
        "You have the right to appeal the termination of your installment agreement.",
    ),
    "examination": (
        "We are examining your federal income tax return and need information from you.",
        "Send us copies of the documents that support the items in question, with the questionnaire.",
        "Use the enclosed form to see which documents support your credits, dependents and filing status.",
        "The examiner reviews what you send. If you agree with the proposed changes, sign the examination report.",
        "If you do not send documents we will disallow the items we are auditing and send an examination report.",
    ),
}


def without_code(*wording: str) -> NoticeFacts:
    """A notice on which neither code nor title can be read, as read from its pages."""
    first = BILL.header(Paper(), 1).put(40, 70, *SENDER, size=8).put(60, 150, BILL.name, "22 BOULDER STREET")
    pages = [page.without("CP503") for page in (first.put(36, 300, *wording), BILL.later(2))]
    (notice,) = compose(numbered(*pages), SecondReader()).notices
    return notice


@pytest.mark.parametrize("family", WORDING)
def test_wording_of_a_family_suggests_it_and_the_code_stays_unread(family: str) -> None:
    lines = ("Department of the Treasury", "Internal Revenue Service", *WORDING[family])
    found = hint_of(lines)
    assert found is not None and (found.family, found.confidence >= SURE) == (family, True)


def test_a_suggestion_is_no_reading_of_the_code() -> None:
    notice = without_code(*WORDING["examination"])
    assert (notice.notice_code, notice.code_basis, notice.suggested_codes) == (None, "none", ())
    assert notice.suggested_family == "examination"


@pytest.mark.parametrize("letter", foreign.letters(), ids=lambda text: text.lines[0])
def test_another_agencys_notice_and_a_letter_suggest_nothing(letter: object) -> None:
    assert hint_of(letter.lines) is None  # type: ignore[attr-defined]


@pytest.mark.parametrize("letter", [*foreign.LETTERS, *OTHERS], ids=lambda lines: lines[0])
def test_the_wording_of_others_is_not_told_though_it_names_the_irs(letter: tuple[str, ...]) -> None:
    """What keeps them out is not the letterhead alone."""
    assert hint_of((*letter, "Internal Revenue Service")) is None


@pytest.mark.specimens
@pytest.mark.skipif(not source.available(), reason="the official specimens are not here")
def test_most_official_specimens_are_told_and_none_wrongly() -> None:
    told = [(text.family, hint.family) for text in specimens() if (hint := hint_of(text.lines))]
    assert len(told) >= 10
    assert [(family, other) for family, other in told if family != other] == []


def test_without_the_name_of_the_irs_nothing_is_told() -> None:
    assert hint_of(WORDING["examination"]) is None


def test_a_name_of_the_irs_may_be_misread() -> None:
    assert hint_of(("lnternal Revenve Servlce", *WORDING["examination"])) is not None


def test_a_few_words_say_nothing() -> None:
    few = ("Internal Revenue Service", *WORDING["examination"][:1])
    assert len(list(words_of(few))) < FEWEST_WORDS
    assert hint_of(few) is None


def test_codes_and_numbers_are_not_heard() -> None:
    heard = list(words_of(["See CP503, LT11 or irs.gov/cp14 and Form 9465", "Pay $9,533.53 by January 8, 2018"]))
    assert heard == ["see", "and", "form", "pay", "january"]


def test_what_the_classifier_is_less_sure_of_is_not_told(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = ("Internal Revenue Service", *WORDING["examination"])
    assert hint_of(lines, lambda words: ("examination", SURE - 0.001)) is None
    assert hint_of(lines, lambda words: ("examination", SURE)) is not None


def test_only_the_first_pages_are_heard() -> None:
    blank = Paper().put(36, 150, "This page was left empty on purpose.").page()
    full = Paper().put(36, 150, "Internal Revenue Service", *WORDING["examination"]).page()
    views = [view_of(sheet_of(page)) for page in (blank, blank, full)]
    assert family_hint(views) is None
    assert family_hint(views[2:]) is not None
    assert family_hint([]) is None


@pytest.mark.parametrize("gone", ["nothing", "the code"])
def test_where_code_or_title_is_read_the_classifier_is_not_asked(gone: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(families, "_classifier", lambda: pytest.fail("asked"))
    papers = BILL.all() if gone == "nothing" else [paper.without("CP503") for paper in BILL.all()]
    (notice,) = compose(numbered(*papers), SecondReader()).notices
    assert notice.suggested_family is None
    assert bool(notice.suggested_codes) is (gone == "the code")


def test_the_shipped_model_is_small_and_knows_the_families_of_the_catalogue() -> None:
    packed = resources.files("extractors.templates").joinpath(MODEL).read_bytes()
    assert len(packed) < 1_000_000 and len(gzip.decompress(packed)) < 1_500_000
    assert set(families._classifier()[1].labels) == set(LABELS)
