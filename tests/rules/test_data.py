"""Our own files: complete, agreeing with each other, refused by name when wrong."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from pydantic import BaseModel

import rules.data
from rules import book, check_data, guides, law, policy, queues, rights, standing, weights, wording
from rules.cases import flags
from rules.conditions import fact_table, parse
from rules.conditions import facts as words
from rules.law import Parameter
from rules.options import checklists, records
from schemas.errors import InvalidData
from schemas.strict_yaml import load_model

FOLDER = Path(rules.__file__).parent
CACHES: tuple[Callable[..., object], ...] = (
    law.standard_law,
    policy.policy,
    policy.form_groups,
    book.standard_book,
    standing.stage_file,
    flags.flag_rules,
    words.fact_table,
    rights.rights,
    rights._file,
    wording.action_file,
    checklists.checklists,
    guides.claims,
)


@pytest.fixture(autouse=True)
def fresh_caches() -> Iterator[None]:
    yield
    for cached in CACHES:
        cached.cache_clear()  # type: ignore[attr-defined]


def test_the_data_files_agree_with_each_other() -> None:
    check_data()


MODELS: dict[str, type[BaseModel]] = {
    "policy.yaml": policy.Policy,
    "forms.yaml": policy._FormsFile,
    "rights.yaml": rights._RightsFile,
    "queues.yaml": queues.QueueFile,
    "priority.yaml": weights.Weights,
    "stages.yaml": standing.StageFile,
    "options/options.yaml": records.OptionFile,
    "options/checklists.yaml": checklists.ChecklistFile,
    "guides.yaml": guides._GuidesFile,
    "cases/flags.yaml": flags._FlagFile,
    "conditions/facts.yaml": words._FactsFile,
    "actions.yaml": wording.ActionFile,
}


@pytest.mark.parametrize("name", sorted(MODELS))
def test_an_unknown_key_in_any_file_is_refused_with_its_name(name: str, tmp_path: Path) -> None:
    wrong = tmp_path / Path(name).name
    wrong.write_text((FOLDER / name).read_text(encoding="utf-8") + "\nsurprise: 1\n", encoding="utf-8")
    with pytest.raises(InvalidData, match=rf"{wrong.name}:\d+: surprise: .*allowed here: "):
        load_model(wrong, MODELS[name])


@pytest.mark.parametrize(
    ("name", "wrong", "right", "said"),
    [
        ("policy.yaml", "weak_confidence: 0.98", "weak_confidence: 1.98", "weak_confidence"),
        ("policy.yaml", "usual: [[5, 31]]", "usual: [[31, 5]]", "printed_day.0"),
        ("policy.yaml", "  - {usual: [[7, 65]], possible: [3, 200]}\n", "", "must match every notice"),
        ("rights.yaml", "act: pay_by", "act: Pay by", "notice_and_demand.act"),
        ("rights.yaml", "weight: 10", "weight: 90", "notice_and_demand.weight"),
        ("queues.yaml", "family: [deficiency]", "family: [deficiencies]", "'deficiencies' is none of its words"),
        ("queues.yaml", "queue: deficiency", "queue: tax_court", "there is no queue 'tax_court'"),
        ("queues.yaml", "id: no-code", "id: unreadable", "'unreadable' stands twice"),
        ("queues.yaml", "code_read: false", "code_read: [no]", "is a flag"),
        ("queues.yaml", "code_read: false", "code_seen: false", "'code_seen' is no fact; known are code,"),
        ("queues.yaml", "code: [668Y]", "code: [CP9999]", "allowed: the codes of the catalogue"),
        ("queues.yaml", "when: {}", "when: {code_read: true}", "must fit every notice"),
        ("queues.yaml", 'cites: ["IRC 6159"]', "cites: []", "cites"),
        ("priority.yaml", "up_to: -31,", "up_to: 31,", "in order"),
        ("priority.yaml", "up_to: 7, points: 20", "up_to: 7, points: 25", "must not rise"),
        ("priority.yaml", "from: 1000.00, points: 2", "from: 1000.00, points: 9", "must not fall"),
        ("priority.yaml", "5: 16", "5: 11", "must not fall"),
        ("priority.yaml", "no_day: 6", "no_day: 600", "no_day"),
        ("priority.yaml", "needs_review: 6", "needs_review: 1", "outweigh"),
        ("stages.yaml", "tier: 2", "tier: 3", "reaches.3.tier"),
        ("stages.yaml", "risk: filed", "risk: sure", "liens.1.risk"),
        ("options/options.yaml", "standing: unverified", "standing: sure", "standing"),
        ("options/options.yaml", "Pay {amount};", "Pay {sum};", "not 'sum'"),
        ("options/options.yaml", "id: pay-part-now", "id: pay-in-full", "stands twice"),
        ("options/options.yaml", "returns_filed: true", "returns_filed: {at_least: 1}", "is a flag"),
        ("options/options.yaml", "amount_due: {more_than: 0}", "amount_due: {over: 0}", "allowed: at_least, at_most"),
        ("options/options.yaml", "stage: {at_least: 3}", "stage: {at_least: 3.5}", "no whole number"),
        ("options/options.yaml", "eligible: {}", "eligible: {returns_filed: true}", "says in `otherwise` why not"),
        ("options/checklists.yaml", 'name: "To keep in the file"', 'name: ""', "case-file.name"),
        ("options/checklists.yaml", "  direct-debit:", "  Direct Debit:", "Direct Debit"),
        ("guides.yaml", "  - n: 2\n", "  - n: 3\n", "none left out"),
        ("cases/flags.yaml", "any: [{periods:", "some: [{periods:", "'some' is no fact"),
        ("conditions/facts.yaml", "kind: flag", "kind: bool", "kind"),
        ("conditions/facts.yaml", "words: [high, medium, low], ", "", "lists its words"),
        ("actions.yaml", "{amount} by {act_by}", "{sum} by {act_by}", "rights.notice_and_demand"),
        ("forms.yaml", "ends: [12]", "ends: [13]", "groups.0.ends"),
    ],
)
def test_a_wrong_value_is_refused_with_file_and_key(
    name: str, wrong: str, right: str, said: str, tmp_path: Path
) -> None:
    text = (FOLDER / name).read_text(encoding="utf-8")
    assert wrong in text
    broken = tmp_path / Path(name).name
    broken.write_text(text.replace(wrong, right, 1), encoding="utf-8")
    with pytest.raises(InvalidData, match=rf"{broken.name}:\d+: ") as raised:
        load_model(broken, MODELS[name])
    assert said in str(raised.value)


def test_a_right_without_its_parameter_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    lacking = {k: v for k, v in law.standard_law().parameters.items() if k != "math_error_days"}
    monkeypatch.setattr(rules.data, "standard_law", lambda: law.Law(lacking, "test"))
    with pytest.raises(InvalidData, match=r"rights\.yaml: rights\.math_error: .*math_error_days"):
        check_data()


def test_a_catalogue_window_that_is_not_the_law_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    known = dict(law.standard_law().parameters)
    old = known["math_error_days"]
    changed = old.values[0].model_copy(update={"value": 90})
    known["math_error_days"] = Parameter(label=old.label, unit=old.unit, values=(changed,))
    monkeypatch.setattr(rules.data, "standard_law", lambda: law.Law(known, "test"))
    with pytest.raises(InvalidData, match=r"notices\.csv: \w+: window: 60 calendar_days"):
        check_data()


def test_a_catalogue_right_that_nobody_explains_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    lacking = {k: v for k, v in rights.rights().items() if k != "deficiency_petition"}
    monkeypatch.setattr(rules.data, "rights", lambda: lacking)
    with pytest.raises(InvalidData, match="deficiency_petition"):
        check_data()


def test_a_list_that_is_not_there_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = book.standard_book()
    wrong = whole.options[0].model_copy(update={"checklists": ("passport",)})
    monkeypatch.setattr(rules.data, "standard_book", lambda: replace(whole, options=(wrong,)))
    with pytest.raises(InvalidData, match=r"options\.pay-in-full\.checklists: there is no list 'passport'"):
        check_data()


FORMS = ("9465", "433-F", "433-A", "433-B", "2848", "12153", "9423", "12277", "843", "656", "12203")


@pytest.mark.parametrize("form", FORMS)
def test_every_form_of_the_field_is_sent_for_by_an_option(form: str) -> None:
    assert any(re.search(rf"(?<![\d-]){form}(?!\d)", option.form) for option in book.standard_book().options)


@pytest.mark.parametrize("option", book.standard_book().options, ids=lambda o: o.id)
def test_every_option_says_where_what_waiting_costs_and_on_what_it_rests(option: records.Option) -> None:
    assert min(len(text) for text in (option.where, option.waiting, option.says, *option.cites)) >= 5


def test_days_that_a_sentence_tells_are_those_of_the_law() -> None:
    """Sentences about a hold at the bank cannot be filled in; its days are told in words and held against the law."""
    days = law.standard_law().at("levy_hold_days", date(2026, 3, 2)).value
    told = [rights.rights()["levy_hold"].why, *wording.action_file().rights["levy_hold"]]
    assert [int(n) for text in told for n in re.findall(r"(\d+) days", text)] == [days, days]
    others = [right.why for key, right in rights.rights().items() if key != "levy_hold"]
    assert not [text for text in others if re.search(r"\d+ (days|years)", text)]


def test_a_condition_that_names_no_figure_of_the_law_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = book.standard_book()
    wrong = whole.options[0].model_copy(update={"eligible": parse({"balance": {"at_most": {"law": "plan_limit"}}})})
    monkeypatch.setattr(rules.data, "standard_book", lambda: replace(whole, options=(wrong,)))
    with pytest.raises(InvalidData, match=r"options\.yaml: options\.pay-in-full\.eligible: .*'plan_limit'"):
        check_data()


def test_every_fact_that_a_condition_may_miss_can_be_asked_for() -> None:
    """A verdict "needs" must never name a fact that nobody can find out."""
    asked = {name for o in book.standard_book().options for name in o.eligible.facts}
    silent = {name for name in asked if not fact_table()[name].ask}
    assert silent <= {"code_known", "code_read", "action"}  # always known
    assert {c.need for o in book.standard_book().options for c in o.check} <= asked | {"assessed_balance"}


def test_a_form_in_two_groups_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    twice = (*policy.form_groups(), policy.form_groups()[0])
    monkeypatch.setattr(rules.data, "form_groups", lambda: twice)
    with pytest.raises(InvalidData, match=r"forms\.yaml"):
        check_data()


def test_a_right_without_sentences_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = wording.action_file()
    less = whole.model_copy(update={"rights": {k: v for k, v in whole.rights.items() if k != "cdp_levy"}})
    monkeypatch.setattr(rules.data, "action_file", lambda: less)
    with pytest.raises(InvalidData, match=r"actions\.yaml: rights: .*cdp_levy"):
        check_data()
