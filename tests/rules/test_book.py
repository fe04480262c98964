"""An owner's own rules: laid over ours, checked as strictly, and seen in every answer."""

import re
from pathlib import Path

import pytest

from rules import judge
from rules.book import open_book, standard_book
from rules.law import open_law
from rules.why import explain
from schemas.catalog import all_entries
from schemas.errors import InvalidData

from .make import TODAY, facts, minimal

OWN = """
queues:
  - {name: partners, about: "What a partner sees first"}
routes:
  - id: large-bills
    when: {family: [balance_due], amount_due: {at_least: 5000.00}}
    queue: partners
    because: "Bills of this size go to a partner here"
    cites: ["office rule 7"]
  - id: bill
    when: {family: [balance_due]}
    queue: business
    because: "Small bills are worked by the business desk here"
    cites: ["office rule 8"]
priority:
  no_day: 30
options:
  - id: office-loan
    name: "Loan of the office"
    offered: {asks: [pay_total]}
    eligible: {returns_filed: true}
    otherwise: "Returns are missing"
    says: "The office lends up to a month's fee"
    form: ""
    where: "At the front desk"
    waiting: "Nothing is lost by waiting"
    standing: unverified
    cites: ["office rule 9"]
without_options: [offer]
"""


def written(folder: Path, text: str) -> Path:
    path = folder / "own.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_own_rules_are_asked_first_and_take_the_place_of_ours_by_their_id(tmp_path: Path) -> None:
    book = open_book(written(tmp_path, OWN))
    large, small = facts(), facts(amount_due=None, amounts=())
    assert judge(large, today=TODAY, book=book).work_item.queue == "partners"
    assert judge(small, today=TODAY, book=book).work_item.queue == "business"
    assert [r.id for r in book.routes].count("bill") == 1
    assert judge(large, today=TODAY).work_item.queue == "collections"


def test_own_points_and_options_hold_and_ours_that_are_not_wanted_are_gone(tmp_path: Path) -> None:
    book = open_book(written(tmp_path, OWN))
    assert book.weights.no_day == 30
    assert book.weights.days_left == standard_book().weights.days_left
    why = explain(judge(facts(), today=TODAY, book=book), today=TODAY, book=book)
    options = {option.id for option in why.options}
    assert "office-loan" in options
    assert "offer" not in options


def test_an_answer_names_the_version_of_the_rules_and_what_the_owner_set(tmp_path: Path) -> None:
    book = open_book(written(tmp_path, OWN))
    why = explain(judge(facts(), today=TODAY, book=book), today=TODAY, book=book)
    assert why.book == book.version != standard_book().version
    assert {"partners", "large-bills", "bill", "office-loan", "offer", "no_day"} <= set(why.own)


def test_without_an_own_file_it_is_ours() -> None:
    assert open_book(None) is standard_book()
    assert standard_book().own == frozenset()


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (
            "routes: [{id: x, when: {}, queue: nowhere, because: 'for no reason', cites: [nothing]}]",
            "no queue 'nowhere'",
        ),
        (
            "routes: [{id: x, when: {famly: [other]}, queue: exam, because: 'for no reason', cites: [nothing]}]",
            "no fact",
        ),
        ("priority: {no_days: 3}", "priority.no_days: there is no such key"),
        ("priority: {no_day: 300}", "no_day"),
        ("priority: {stage: {1: 9, 2: 3}}", "must not fall"),
        ("without_options: [offers]", "'offers' is no option"),
        ("rules: []", "rules"),
        ("queues: [{name: 'A B', about: 'spaces in a name'}]", "name"),
        ("routes: [", "own.yaml:1"),
    ],
)
def test_a_wrong_own_file_is_refused_by_its_name(wrong: str, said: str, tmp_path: Path) -> None:
    with pytest.raises(InvalidData, match=r"own\.yaml") as raised:
        open_book(written(tmp_path, wrong))
    assert said in str(raised.value)
    assert raised.value.exit_status == 5


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(InvalidData, match="there is no such file"):
        open_book(tmp_path / "none.yaml")


def test_the_version_changes_with_the_owners_words(tmp_path: Path) -> None:
    one = open_book(written(tmp_path, OWN)).version
    other = open_book(written(tmp_path, OWN.replace("rule 7", "rule 6"))).version
    assert one != other


def test_a_queue_that_is_replaced_keeps_its_notices(tmp_path: Path) -> None:
    book = open_book(written(tmp_path, "queues: [{name: exam, about: 'Audits, worked in the annex'}]"))
    assert {q.name for q in book.queues} == {q.name for q in standard_book().queues}
    entry = next(e for e in all_entries() if e.code == "L525")
    assert judge(minimal(entry), today=TODAY, book=book).work_item.queue == "exam"


def test_the_office_says_whether_paper_checks_are_taken(tmp_path: Path) -> None:
    def verdict(text: str) -> str:
        book = open_book(written(tmp_path, text))
        options = explain(judge(facts(), today=TODAY, book=book), today=TODAY, book=book).options
        return next(one.verdict for one in options if one.id == "pay-by-check")

    assert verdict("without_options: [offer]") == "needs"
    assert verdict("paper_check_accepted: true") == "eligible"
    assert verdict("paper_check_accepted: false") == "not_eligible"
    assert open_book(written(tmp_path, "paper_check_accepted: false")).own == {"paper_check_accepted"}


def examples() -> list[str]:
    manual = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
    return re.findall(r"```yaml\n(.*?)```", manual, re.DOTALL)


def test_the_rules_shown_in_the_manual_are_taken(tmp_path: Path) -> None:
    (rules,) = (text for text in examples() if "routes:" in text)
    assert {"partners", "large-bills", "no_day", "offer"} <= open_book(written(tmp_path, rules)).own


def test_the_law_shown_in_the_manual_is_refused_until_the_rate_is_put_in(tmp_path: Path) -> None:
    """A rate that nobody read must not come in by copying an example."""
    (law,) = (text for text in examples() if "parameters:" in text)
    with pytest.raises(InvalidData, match=r"own\.yaml:6: .*value"):
        open_law(written(tmp_path, law))
    assert open_law(written(tmp_path, law.replace("value: RATE", "value: 6"))).own == ("underpayment_rate",)
