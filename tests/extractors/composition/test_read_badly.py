"""A page that was read badly and may be a notice's is never set aside as other paper: a person looks."""

import pytest

from extractors.layout import sheet_of
from extractors.pagekeys import view_of
from extractors.segment import segment
from schemas.ledger import PageFate
from tests.extractors.page import Paper

WORDS = (
    "Mney Con go suiglhu fiam your checking",
    "sce al once that the paynment wenu",
    "choose a day up to 36s dlys alieaut",
    "chance or cancel u unil wo day bctore",
    "Cards aund digital wallets work toc",
    "tor more we nced Form 9465",
)


def page(confidence: float, *more: str, day: str = "July 25, 2016") -> Paper:
    paper = Paper().put(60, 60, *(("Date of this letter", day) if day else ()))
    return paper.put(60, 300, *WORDS, confidence=confidence).put(60, 500, *more)


def fates(paper: Paper) -> list[str]:
    found = segment([view_of(sheet_of(paper.page()))])
    return [o.fate.value for o in found.outcomes] + ["kept"] * len(found.groups)


def test_a_sign_of_a_notice_on_a_page_read_badly_is_kept():
    assert fates(page(0.7)) == ["kept"]


@pytest.mark.parametrize(
    "paper",
    [
        page(0.97),  # read well, it says nothing of a notice
        page(0.7, "Wage and tax statement", "Wages tips other compensation"),
        page(0.7, day=""),  # no sign at all
    ],
    ids=["read well", "another paper", "no sign"],
)
def test_what_was_read_well_or_is_another_paper_is_set_aside(paper: Paper):
    assert fates(paper) == [PageFate.NOT_A_NOTICE.value]
