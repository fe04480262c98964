"""One notice, scanned again: the first scan stands for all, in whatever order they are judged again."""

from datetime import date
from decimal import Decimal

import pytest

from rules import identity_of, judge
from rules.copies import surely_the_same
from schemas.document import NoticeIdentity
from schemas.notice import Notice, NoticeFacts, Severity, Source, Status, Taxpayer

from .make import facts

TODAY = date(2018, 1, 12)
HOME = ("22 BOULDER STREET", "HANSON, CT 00000-7253")


def scan(number: int, **changes: object) -> NoticeFacts:
    source = Source(file=f"{number}.pdf", sha256=f"{number}" * 64, pages=(1, 2))
    return facts(notice_id=f"n{number}", source=source, **changes)


def judged(notice: NoticeFacts, *others: Notice) -> Notice:
    known = tuple(identity_of(one, None) for one in others)
    return judge(notice, today=TODAY, known=known)


def told(notice: Notice) -> list[tuple[Severity, str]]:
    return [(f.severity, f.message) for f in notice.validation.findings if f.code == "possible_duplicate"]


def of(notice: Notice) -> NoticeIdentity:
    return identity_of(notice, None)


def test_another_scan_needs_nothing_and_says_which_notice_is_worked() -> None:
    first = judged(scan(1))
    again = judged(scan(2), first)
    assert (first.validation.status, again.validation.status) == (Status.ACCEPTED, Status.ACCEPTED)
    assert (of(first).copy_of, of(again).copy_of) == (None, "n1")
    assert again.work_item.actions == (
        "Nothing to do here: it is another scan of n1, which is worked in its place; close this one",
    )
    assert again.work_item.queue == "information"
    assert again.work_item.reasons[0] == "Another scan of n1: that one is worked, this one needs nothing"
    assert again.work_item.act_by == first.work_item.act_by  # kept, should a person see it otherwise
    assert again.work_item.priority < first.work_item.priority


def test_the_first_scan_stays_the_one_that_is_worked_when_it_is_judged_again() -> None:
    first = judged(scan(1))
    again = judged(scan(2), first)
    first_again = judged(scan(1), again)
    assert first_again.work_item == first.work_item
    assert told(first_again) == [(Severity.INFO, "n2 is another scan of it")]
    assert of(first_again).copy_of is None
    assert of(judged(scan(2), first_again)).copy_of == "n1"


def test_of_three_scans_one_is_worked() -> None:
    first = judged(scan(1))
    second = judged(scan(2), first)
    third = judged(scan(3), second, first)
    assert of(third).copy_of == "n1"
    assert sorted(told(third)) == [
        (Severity.INFO, "Another scan of n1: that one is worked, this one needs nothing"),
        (Severity.INFO, "n2 is one more scan of it"),
    ]


def test_a_copy_whose_first_scan_is_gone_stands_for_nothing_and_a_person_decides() -> None:
    second = judged(scan(2), judged(scan(1)))
    third = judged(scan(3), second)
    assert of(third).copy_of is None
    assert third.validation.status is Status.NEEDS_REVIEW
    assert told(third) == [(Severity.WARNING, "The same notice is already known as n2")]


@pytest.mark.parametrize(
    "change",
    [
        {"taxpayer": Taxpayer(name="JAMES HIND", address=HOME)},
        {"taxpayer": Taxpayer(name=None, address=HOME)},
        {"taxpayer": Taxpayer(name="JAMES HINDS", address=())},
        {"taxpayer": Taxpayer(name="JAMES HINDS", address=("22 BOULDER STREET",))},
    ],
    ids=["a letter of the name", "no name", "no address", "half the address"],
)
def test_where_it_is_not_sure_the_scan_waits(change: dict[str, object]) -> None:
    again = judged(scan(2, **change), judged(scan(1)))
    assert again.validation.status is Status.NEEDS_REVIEW
    assert of(again).copy_of is None


def test_a_street_taken_for_the_name_in_both_scans_tells_no_copy() -> None:
    """The copies of two spouses are the same but for the name."""
    misread = {"taxpayer": Taxpayer(name="22 BOULDER STREET", address=HOME)}
    again = judged(scan(2, **misread), judged(scan(1, **misread)))
    assert again.validation.status is Status.NEEDS_REVIEW


@pytest.mark.parametrize(("code", "sure"), [("CP05", True), ("CP136", False)])
def test_without_amount_and_form_only_a_code_for_individuals_tells_the_matter(code: str, *, sure: bool) -> None:
    """An employer may have the same notice for another return in the same mail."""
    bare = {"notice_code": code, "amount_due": None, "amounts": ()}
    one, other = (scan(n, **bare) for n in (1, 2))
    one, other = (
        s.model_copy(update={"tax_periods": tuple(p.model_copy(update={"form": None}) for p in s.tax_periods)})
        for s in (one, other)
    )
    known = identity_of(judged(one), None)
    assert surely_the_same(identity_of(judged(other), None), known) is sure


def test_a_corrected_reissue_is_worked_for_itself() -> None:
    reissue = judged(scan(2, amount_due=Decimal("9533.54")), judged(scan(1)))
    assert told(reissue) == []
    assert of(reissue).copy_of is None
