"""Whose notices they are: by the whole number where both print it, else by its last four digits, name and address."""

from datetime import date, timedelta

import pytest

from rules import identity, judge
from rules.cases.join import case_file, members
from rules.recognise import nearly_same_notice, same_notice, same_number
from schemas.notice import Notice, NoticeFacts, Source, Taxpayer, TaxPeriod

from .make import codes, facts

DAY = date(2026, 12, 1)
MINE, OTHERS = "aaaaaaaa:01", "aaaaaaaa:02"
ELSEWHERE = "bbbbbbbb:03"
MOVED = Taxpayer(name="JIM HINDS", address=("9 ELM LANE", "RENO, NV 89501"))


def paper(
    number: int, code: str = "CP503", *, days: int = 0, tin_key: str | None = None, year: int = 2023, **more: object
) -> NoticeFacts:
    return facts(
        notice_id=f"n{number:07d}",
        source=Source(file=f"m{number}.pdf", sha256=f"{number:064d}", pages=(1,)),
        notice_code=code,
        notice_date=date(2026, 6, 1) + timedelta(days=days),
        due_date=None,
        response_days=30,
        tax_periods=(TaxPeriod(form="1040", period_end=date(year, 12, 31), kind="year"),),
        tin_key=tin_key,
        **more,
    )


class Mail:
    """Notices with the hashes of their numbers."""

    def __init__(self, *papers: NoticeFacts) -> None:
        self.notices: list[Notice] = [judge(one, today=DAY) for one in papers]
        self.keys = {one.notice_id: one.tin_key for one in papers}

    def of(self, number: int) -> list[str]:
        found = members(f"n{number:07d}", self.notices, self.keys)
        backwards = members(f"n{number:07d}", self.notices[::-1], self.keys)
        assert found == backwards, "the order of the mail decides"
        return [one.notice_id[-1] for one in found]

    def words(self, number: int) -> str:
        return case_file(f"n{number:07d}", self.notices, keys=self.keys, today=DAY).joined_by


@pytest.mark.parametrize(
    ("one", "other", "told"),
    [
        (MINE, MINE, True),
        (MINE, OTHERS, False),
        (MINE, None, None),
        (None, None, None),
        (MINE, ELSEWHERE, None),
        ("", "", None),
    ],
)
def test_two_hashes_say_the_same_another_or_nothing(one: str | None, other: str | None, told: bool | None) -> None:
    assert same_number(one, other) is told
    assert same_number(other, one) is told


def test_the_same_number_joins_what_name_and_address_do_not() -> None:
    mail = Mail(paper(1, tin_key=MINE), paper(2, "CP504", days=40, tin_key=MINE, taxpayer=MOVED))
    assert mail.of(1) == mail.of(2) == ["1", "2"]
    assert mail.words(1) == "joined by the taxpayer number, which all of them print whole"


def test_two_numbers_are_never_one_taxpayer_whatever_else_agrees() -> None:
    mail = Mail(paper(1, tin_key=MINE), paper(2, "CP504", days=40, tin_key=OTHERS))
    assert (mail.of(1), mail.of(2)) == (["1"], ["2"])


def test_two_numbers_are_not_even_a_copy() -> None:
    mail = Mail(paper(1, tin_key=MINE), paper(2, tin_key=OTHERS))
    assert (mail.of(1), mail.of(2)) == (["1"], ["2"])


def test_a_masked_number_falls_back_and_the_case_says_so() -> None:
    mail = Mail(paper(1, tin_key=MINE), paper(2, "CP504", days=40))
    assert mail.of(1) == mail.of(2) == ["1", "2"]
    assert "not read whole on more than one" in mail.words(1)
    three = Mail(paper(1, tin_key=MINE), paper(2, "CP504", days=40), paper(3, "CP14", days=-9, tin_key=MINE))
    assert three.of(2) == ["3", "1", "2"]
    assert "printed whole (2 of 3)" in three.words(2)


def test_a_masked_notice_of_another_name_is_not_joined() -> None:
    mail = Mail(paper(1, tin_key=MINE), paper(2, "CP504", days=40, taxpayer=MOVED))
    assert (mail.of(1), mail.of(2)) == (["1"], ["2"])


def test_hashes_of_different_keys_fall_back() -> None:
    assert Mail(paper(1, tin_key=MINE), paper(2, "CP504", tin_key=ELSEWHERE)).of(1) == ["1", "2"]


def test_a_masked_notice_between_two_numbers_belongs_to_neither() -> None:
    """Father and son of one name and house, whose numbers end alike."""
    mail = Mail(
        paper(1, tin_key=MINE),
        paper(2, "CP504", days=40),
        paper(3, "CP14", days=5, tin_key=OTHERS),
        paper(4, "CP501", days=9, tin_key=MINE),
    )
    assert mail.of(1) == mail.of(4) == ["1", "4"]
    assert mail.of(3) == ["3"]
    assert mail.of(2) == ["2"]
    assert "different taxpayer numbers" in mail.words(2)
    assert "2 more" in mail.words(1)


def _known(one: NoticeFacts, other: NoticeFacts) -> set[str]:
    return codes(judge(other, today=DAY, known=[identity(one)]))


def test_the_same_paper_of_another_number_is_no_duplicate() -> None:
    assert "possible_duplicate" in _known(paper(1, tin_key=MINE), paper(2, tin_key=MINE))
    assert "possible_duplicate" in _known(paper(1, tin_key=MINE), paper(2))
    assert not {"possible_duplicate", "spouse_copy"} & _known(paper(1, tin_key=MINE), paper(2, tin_key=OTHERS))


def test_nearly_the_same_of_another_number_is_no_duplicate() -> None:
    one, other = paper(1, tin_key=MINE), paper(2, tin_key=OTHERS, amount_due=None)
    assert not nearly_same_notice(identity(one), identity(other))
    assert nearly_same_notice(identity(one), identity(other.model_copy(update={"tin_key": None})))
    assert not same_notice(identity(one), identity(paper(2, tin_key=OTHERS)))


def test_a_rescan_of_which_a_period_was_lost_is_nearly_the_same() -> None:
    years = tuple(TaxPeriod(form="1040", period_end=date(year, 12, 31), kind="year") for year in (2021, 2023))
    both = paper(1).model_copy(update={"tax_periods": years})
    one, none, other = paper(2), paper(3).model_copy(update={"tax_periods": ()}), paper(4, year=2022)
    assert nearly_same_notice(identity(both), identity(one))
    assert nearly_same_notice(identity(none), identity(both))
    assert not nearly_same_notice(identity(both), identity(other)), "another period"
    assert not nearly_same_notice(identity(both), identity(paper(5, days=1))), "another day"
    dearer = one.model_copy(update={"amount_due": (one.amount_due or 0) + 1})
    assert not nearly_same_notice(identity(both), identity(dearer)), "another amount"


def test_what_follows_is_known_by_the_number_even_after_a_move() -> None:
    first = paper(1, "CP503", tin_key=MINE)
    assert "follow_up" in _known(first, paper(2, "CP504", days=40, tin_key=MINE, taxpayer=MOVED))
    assert "follow_up" not in _known(first, paper(2, "CP504", days=40, taxpayer=MOVED))
    assert "follow_up" not in _known(first, paper(2, "CP504", days=40, tin_key=OTHERS))
    assert "follow_up" in _known(first, paper(2, "CP504", days=40))


def test_the_stage_before_is_asked_of_the_same_number_only() -> None:
    from rules.case import case_of  # noqa: PLC0415
    from rules.sheet import of_taxpayer  # noqa: PLC0415

    known = (
        identity(paper(1, tin_key=MINE, taxpayer=Taxpayer(name=None))),
        identity(paper(2, tin_key=OTHERS)),
        identity(paper(3)),
    )
    case = case_of(paper(4, "CP504", days=40, tin_key=MINE), DAY, known)
    assert [one.notice_id[-1] for one in of_taxpayer(case)] == ["1", "3"]
