"""Explanations: complete, cited, repeatable, and asked of the record alone."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from rules import identity, judge
from rules.why import explain, facts_of
from rules.why.code_sheet import code_sheet
from schemas.catalog import CatalogEntry, all_entries, known_codes
from schemas.errors import BadArguments
from schemas.notice import Notice, PrintedDate
from schemas.sources import source_words

from .make import TODAY, facts, minimal, no_money

BY_CODE = {entry.code: entry for entry in all_entries()}


@pytest.mark.parametrize("entry", all_entries(), ids=lambda e: e.code)
def test_a_record_gives_back_the_facts_that_rules_need(entry: CatalogEntry) -> None:
    """Judged again on the same day, the record comes out the same."""
    judged = judge(minimal(entry), today=TODAY)
    again = judge(facts_of(judged), today=TODAY)
    assert again == judged


@pytest.mark.parametrize(
    "read",
    [
        facts(due_date=None, printed_dates=(), pay_immediately=True, notice_code="CP59"),
        facts(notice_code="LT11", due_date=None, response_days=30),
        facts(printed_dates=(PrintedDate(kind="other", date=date(2018, 1, 20), label="Payment", page=1),)),
        facts(printed_dates=()),
        no_money(notice_code=None, code_basis="none"),
        no_money(notice_code="CP999"),
        facts(code_basis="title"),
        facts(notice_code=None, code_basis="none", suggested_codes=("CP503",)),
        facts(notice_code=None, code_basis="none", suggested_codes=("CP504", "LT11", "CP523")),
        facts(notice_code=None, code_basis="none", suggested_codes=("CP501", "CP161")),
    ],
)
def test_so_does_an_odd_one(read: Notice) -> None:
    judged = judge(read, today=TODAY)
    assert judge(facts_of(judged), today=TODAY).work_item == judged.work_item


def test_the_same_day_gives_the_same_answer_and_another_day_may_not() -> None:
    judged = judge(facts(), today=TODAY)
    assert explain(judged, today=TODAY) == explain(judged, today=TODAY)
    later = explain(judged, today=TODAY + timedelta(days=400))
    assert later.day == TODAY + timedelta(days=400)
    assert later.changed == (f"priority: {later.priority} as asked now, {judged.work_item.priority} in the store",)
    assert explain(judged, today=TODAY).changed == ()


def test_it_names_the_day_and_the_versions_it_was_asked_with() -> None:
    why = explain(judge(facts(), today=TODAY), today=TODAY)
    assert why.day == TODAY
    assert len(why.law) == len(why.book) == 12


@pytest.mark.parametrize("entry", all_entries(), ids=lambda e: e.code)
def test_every_rule_that_fired_has_facts_or_a_citation(entry: CatalogEntry) -> None:
    why = explain(judge(minimal(entry), today=TODAY), today=TODAY)
    assert [s for s in why.steps if not s.facts and not s.cites] == []
    assert [s for s in why.steps if s.kind != "finding" and not s.cites] == []
    assert [s.kind for s in why.steps].count("queue") == 1


def test_the_work_item_and_its_explanation_agree() -> None:
    for entry in all_entries():
        judged = judge(minimal(entry), today=TODAY)
        why = explain(judged, today=TODAY)
        assert why.priority == judged.work_item.priority
        queue = next(s.says for s in why.steps if s.kind == "queue")
        assert queue.startswith(f"queue {judged.work_item.queue}: ")
        assert [s.rule for s in why.steps if s.kind == "finding"] == [f.code for f in judged.validation.findings]
        assert {s.rule for s in why.steps if s.kind == "deadline"} == {d.kind for d in judged.deadlines}


def test_routes_that_were_passed_over_are_told_with_what_kept_them() -> None:
    why = explain(judge(facts(), today=TODAY), today=TODAY)
    assert why.passed_over[0] == "unreadable: status: accepted (asked: one of rejected)"
    assert "bill" not in {line.partition(":")[0] for line in why.passed_over}


def test_what_a_person_found_out_changes_the_options_only() -> None:
    judged = judge(facts(notice_date=date(2026, 2, 16), due_date=date(2026, 3, 9)), today=date(2026, 3, 2))
    before = explain(judged, today=date(2026, 3, 2))
    after = explain(judged, today=date(2026, 3, 2), given={"returns_filed": True})
    assert {o.id: o.verdict for o in before.options}["simple-plan"] == "needs"
    assert {o.id: o.verdict for o in after.options}["simple-plan"] == "eligible"
    assert before.parts == after.parts


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"return_filed": True}, "'return_filed' is nothing that a person can add"),
        ({"stage": 3}, "'stage' is nothing"),
        ({"returns_filed": Decimal("1.00")}, "returns_filed can't be"),
        ({"assessed_balance": True}, "assessed_balance can't be"),
    ],
)
def test_what_nobody_can_find_out_is_refused(given: dict[str, bool | int | Decimal], said: str) -> None:
    with pytest.raises(BadArguments) as raised:
        explain(judge(facts(), today=TODAY), today=TODAY, given=given)
    assert said in str(raised.value)


def test_earlier_notices_are_seen_and_later_ones_are_not() -> None:
    judged = judge(facts(notice_code="CP503"), today=TODAY)
    default = identity(facts(notice_id="n2", notice_code="CP523", notice_date=date(2017, 11, 1)))
    flags = {f.id for f in explain(judged, today=TODAY, known=[default]).flags}
    assert "prior-default" in flags
    future = default.model_copy(update={"notice_date": "2018-06-01"})
    assert "prior-default" not in {f.id for f in explain(judged, today=TODAY, known=[future]).flags}


# The catalogue, explained


@pytest.mark.parametrize("code", sorted(known_codes()))
def test_every_code_is_explained_with_sources_and_how_sure_that_is(code: str) -> None:
    sheet = code_sheet(code, today=date(2026, 3, 2))
    headings = [heading for heading, _ in sheet.lines]
    for wanted in ("what it is", "money", "deadline", "to do", "queue", "how sure", "source"):
        assert wanted in headings, wanted
    assert [text for _, text in sheet.lines if not text or "None" in text or "{" in text] == []


def test_every_source_in_the_catalogue_is_explained() -> None:
    tags = {tag for entry in all_entries() for tag in entry.sources}
    assert [tag for tag in sorted(tags) if source_words(tag) is None] == []


@pytest.mark.parametrize(
    ("asked", "code", "said"),
    [
        ("CP 503", "CP503", ""),
        ("Letter 1058", "L1058", ""),
        ("1058", "L1058", ""),
        ("CP603", "CP603", ""),
        ("CP14C", "CP14", "printed for the same as CP14"),
        ("CP5O4", "CP504", "what a scan may make of CP504"),
        ("LTII", "LT11", "what a scan may make of LT11"),
        ("LTl1", "LT11", "what a scan may make of LT11"),
        ("CP2OOO", "CP2000", "what a scan may make of CP2000"),
        ("CPO5", "CP05", "what a scan may make of CP05"),
    ],
)
def test_a_code_is_found_as_printed_or_misread(asked: str, code: str, said: str) -> None:
    sheet = code_sheet(asked, today=TODAY)
    assert sheet.code == code
    assert said in sheet.read_as
    assert bool(said) == bool(sheet.read_as)


def test_an_unknown_code_is_refused_with_the_nearest_ones() -> None:
    with pytest.raises(BadArguments, match=r"no code 'CP5033'.*CP503"):
        code_sheet("CP5033", today=TODAY)
    with pytest.raises(BadArguments, match=r"codes that are about it: .*L3172"):
        code_sheet("lien", today=TODAY)
    with pytest.raises(BadArguments, match="lists all codes"):
        code_sheet("qqqqqqqq", today=TODAY)


def test_a_low_confidence_code_says_that_a_person_reads_it_first() -> None:
    lines = dict(code_sheet("LT17", today=TODAY).lines)
    assert "a person reads each such notice first" in lines["how sure"]
    assert lines["queue"].startswith("review (rule doubtful-code)")


def test_a_spanish_code_names_its_twin() -> None:
    lines = dict(code_sheet("CP603", today=TODAY).lines)
    assert "CP503" in lines["Spanish"]
    assert BY_CODE["CP503"].spanish == "CP603"
