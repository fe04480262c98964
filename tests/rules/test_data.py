"""Our own files: complete, agreeing with each other, refused by name when wrong."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pydantic import BaseModel

import rules.data
from rules import check_data, law, policy, queues, rights, wording
from rules.law import Parameter
from schemas.errors import InvalidData
from schemas.strict_yaml import load_model

FOLDER = Path(rules.__file__).parent
CACHES: tuple[Callable[..., object], ...] = (
    law.standard_law,
    policy.policy,
    policy.form_groups,
    queues.queue_file,
    rights.rights,
    rights._file,
    wording.action_file,
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
    "actions.yaml": wording.ActionFile,
}


@pytest.mark.parametrize("name", sorted(MODELS))
def test_an_unknown_key_in_any_file_is_refused_with_its_name(name: str, tmp_path: Path) -> None:
    wrong = tmp_path / name
    wrong.write_text((FOLDER / name).read_text(encoding="utf-8") + "\nsurprise: 1\n", encoding="utf-8")
    with pytest.raises(InvalidData, match=rf"{name}:\d+: surprise: .*allowed here: "):
        load_model(wrong, MODELS[name])


@pytest.mark.parametrize(
    ("name", "wrong", "right", "said"),
    [
        ("policy.yaml", "weak_confidence: 0.90", "weak_confidence: 1.90", "weak_confidence"),
        ("policy.yaml", "usual: [[5, 31]]", "usual: [[31, 5]]", "printed_day.0"),
        ("policy.yaml", "  - {usual: [[7, 65]], possible: [3, 200]}\n", "", "must match every notice"),
        ("rights.yaml", "act: pay_by", "act: Pay by", "notice_and_demand.act"),
        ("rights.yaml", "weight: 10", "weight: 90", "notice_and_demand.weight"),
        ("queues.yaml", "families: [deficiency]", "families: [deficiencies]", "queues.1.families"),
        ("queues.yaml", "up_to: -31", "up_to: 31", "ascend"),
        ("actions.yaml", "{amount} by {act_by}", "{sum} by {act_by}", "rights.notice_and_demand"),
        ("forms.yaml", "ends: [12]", "ends: [13]", "groups.0.ends"),
    ],
)
def test_a_wrong_value_is_refused_with_file_and_key(
    name: str, wrong: str, right: str, said: str, tmp_path: Path
) -> None:
    text = (FOLDER / name).read_text(encoding="utf-8")
    assert wrong in text
    broken = tmp_path / name
    broken.write_text(text.replace(wrong, right, 1), encoding="utf-8")
    with pytest.raises(InvalidData, match=name) as raised:
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


def test_a_family_without_a_desk_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = queues.queue_file()
    fewer = whole.model_copy(update={"queues": tuple(q for q in whole.queues if q.name != "identity")})
    monkeypatch.setattr(rules.data, "queue_file", lambda: fewer)
    with pytest.raises(InvalidData, match=r"queues\.yaml: queues: identity_verification"):
        check_data()


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
