"""A title chooses who looks at a notice without a code. It is never a code, and nothing is accepted by it."""

from datetime import date
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules import judge
from rules.suggestion import FAMILY_FINDING, FINDING, codes_told, family_told, sentence
from schemas.catalog import Family, all_entries, lookup
from schemas.notice import FieldStatus, Severity, Status

from .make import TODAY, facts, seen

CODES = [entry.code for entry in all_entries()]
UNREAD = {"notice_code": seen(None, FieldStatus.UNREADABLE, confidence=0.0)}


@pytest.mark.parametrize("evidence", [{}, UNREAD], ids=["no evidence", "unreadable"])
@pytest.mark.parametrize("code", CODES)
def test_a_notice_known_by_its_title_alone_is_never_accepted(code: str, evidence: dict) -> None:
    """Whatever else was read perfectly."""
    judged = judge(facts(notice_code=None, suggested_codes=(code,), fields=evidence), today=TODAY)
    assert judged.validation.status is Status.NEEDS_REVIEW
    assert judged.notice_code is None
    (said,) = [f for f in judged.validation.findings if f.code == FINDING]
    assert (said.severity, said.field) == (Severity.WARNING, "notice_code")
    assert code in said.message
    assert (judged.classification.basis, judged.classification.confidence) == ("title", 0.3)
    assert judged.classification.family == lookup(code).family


def test_a_title_gives_no_right_no_clock_and_no_next_notice() -> None:
    bare = judge(facts(notice_code=None, due_date=None, printed_dates=()), today=TODAY)
    like = judge(facts(notice_code=None, due_date=None, printed_dates=(), suggested_codes=("LT11",)), today=TODAY)
    assert like.deadlines == bare.deadlines
    assert like.work_item.next_notice is None
    assert like.work_item.actions == bare.work_item.actions
    assert (bare.work_item.queue, like.work_item.queue) == ("review", "levy_urgent")
    assert like.work_item.priority > bare.work_item.priority


def test_codes_of_several_families_give_no_family_but_a_desk() -> None:
    judged = judge(facts(notice_code=None, suggested_codes=("CP504", "CP523")), today=TODAY)
    assert (judged.classification.family, judged.classification.confidence) == ("other", 0.0)
    assert judged.classification.basis == "title"
    assert judged.work_item.queue == "levy_urgent"


def test_a_stage_is_told_only_where_all_codes_share_it() -> None:
    def stage(*codes: str) -> int | None:
        return judge(facts(notice_code=None, suggested_codes=codes), today=TODAY).classification.collection_stage

    assert stage("CP503") == 3
    assert stage("CP504", "CP504B") == 4
    assert stage("CP501", "CP161") is None


def test_where_the_code_was_read_a_suggestion_is_not_even_mentioned() -> None:
    plain, with_title = facts(), facts(suggested_codes=("LT11",))
    assert judge(with_title, today=TODAY) == judge(plain, today=TODAY)


def test_a_suggested_code_that_nobody_knows_suggests_nothing() -> None:
    judged = judge(facts(notice_code=None, suggested_codes=("CP999",)), today=TODAY)
    assert (judged.classification.basis, judged.work_item.queue) == ("none", "review")
    assert FINDING not in {f.code for f in judged.validation.findings}


def test_nothing_but_a_title_on_a_page_is_still_rejected() -> None:
    empty = facts(
        notice_code=None, notice_date=None, tax_periods=(), amount_due=None, due_date=None, amounts=(),
        tin=facts().tin.model_copy(update={"last4": None, "masked": None}),
        taxpayer=facts().taxpayer.model_copy(update={"name": None}), suggested_codes=("CP14",),
    )  # fmt: skip
    assert judge(empty, today=date(2018, 2, 5)).validation.status is Status.REJECTED


@given(st.lists(st.sampled_from(CODES), min_size=1, max_size=30, unique=True))
def test_what_the_finding_says_can_be_read_back(codes: list[str]) -> None:
    entries = [lookup(code) for code in codes]
    read = judge(facts(notice_code=None, suggested_codes=tuple(codes)), today=TODAY)
    assert codes_told(read.validation.findings) == tuple(codes)
    assert sentence([e for e in entries if e]) in {f.message for f in read.validation.findings}


@pytest.mark.parametrize("evidence", [{}, UNREAD], ids=["no evidence", "unreadable"])
@pytest.mark.parametrize("family", get_args(Family))
def test_a_notice_known_by_its_wording_alone_is_never_accepted_nor_classified(family: str, evidence: dict) -> None:
    judged = judge(facts(notice_code=None, suggested_family=family, fields=evidence), today=TODAY)
    assert judged.validation.status is Status.NEEDS_REVIEW
    (said,) = [f for f in judged.validation.findings if f.code == FAMILY_FINDING]
    assert (said.severity, said.field) == (Severity.WARNING, "notice_code")
    assert family_told(judged.validation.findings) == family
    assert (judged.classification.family, judged.classification.basis) == ("other", "none")
    assert judged.classification.confidence == 0.0


def test_wording_gives_no_right_no_clock_and_no_priority() -> None:
    bare = judge(facts(notice_code=None, due_date=None, printed_dates=()), today=TODAY)
    like = judge(facts(notice_code=None, due_date=None, printed_dates=(), suggested_family="levy_lien"), today=TODAY)
    assert (like.deadlines, like.work_item.actions) == (bare.deadlines, bare.work_item.actions)
    assert (like.work_item.priority, like.work_item.next_notice) == (bare.work_item.priority, None)
    assert (bare.work_item.queue, like.work_item.queue) == ("review", "levy_urgent")


def test_wording_is_told_only_where_neither_code_nor_title_is() -> None:
    read = judge(facts(suggested_family="levy_lien"), today=TODAY)
    titled = judge(facts(notice_code=None, suggested_codes=("CP59",), suggested_family="levy_lien"), today=TODAY)
    for judged in (read, titled):
        assert FAMILY_FINDING not in {f.code for f in judged.validation.findings}
        assert judged.work_item.queue != "levy_urgent"
