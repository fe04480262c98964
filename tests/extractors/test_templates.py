"""Our templates: read strictly, refused with file and line when wrong, and nothing in them without effect."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pydantic import BaseModel

from extractors import confidence, labels, papers, prose, roles, titles
from extractors.labels import LabelFile, all_labels, spelt
from extractors.layout import sheet_of
from extractors.pagekeys import view_of
from extractors.papers import PaperFile, paper_file
from extractors.prose import ProseFile, compiled
from extractors.roles import RoleFile, role_of
from extractors.scanline import AccountFile, account_types
from extractors.text import plain
from extractors.titles import TitleFile, title_file
from schemas.errors import InvalidData
from schemas.notice import AmountRole
from schemas.strict_yaml import load_model, package_file

from .page import ADVANCE, Paper

MODELS: dict[str, type[BaseModel]] = {
    "labels.yaml": LabelFile, "papers.yaml": PaperFile, "prose.yaml": ProseFile, "roles.yaml": RoleFile,
    "titles.yaml": TitleFile, "mft.yaml": AccountFile,
    "confidence.yaml": confidence.Model,
}  # fmt: skip
FOLDER = Path(labels.__file__).parent / "templates"
CACHES: tuple[Callable[..., object], ...] = (
    all_labels, paper_file, compiled, roles.role_file, title_file, titles._texts, titles._ruler,
    account_types, confidence.model,
)  # fmt: skip
# One value of each field, as it may stand right of any of the field's labels.
VALUES = {
    "notice_code": "CP503", "notice_date": "January 8, 2018", "tax_period": "2016", "form": "1040",
    "tin": "999-88-1234", "caller_id": "123456", "phone": "1-800-829-0922", "amount_due": "$9,533.53",
    "past_due": "$9,533.53", "monthly_payment": "$9,533.53", "due_date": "January 29, 2018",
}  # fmt: skip


@pytest.fixture(autouse=True)
def fresh_caches() -> Iterator[None]:
    yield
    for cached in CACHES:
        cached.cache_clear()  # type: ignore[attr-defined]


def original(name: str) -> str:
    return (FOLDER / name).read_text(encoding="utf-8")


def test_every_template_is_known_and_loads_strictly():
    assert {p.name for p in FOLDER.glob("*.yaml")} == set(MODELS)
    for name, model in MODELS.items():
        load_model(package_file("extractors.templates", name), model)


@pytest.mark.parametrize("name", sorted(MODELS))
def test_an_unknown_key_is_refused_with_file_and_line(name: str, tmp_path: Path):
    wrong = tmp_path / name
    wrong.write_text(f"{original(name)}\nsurprise: 1\n", encoding="utf-8")
    line = original(name).count("\n") + 2
    with pytest.raises(InvalidData, match=rf"{name}:{line}: surprise: .*"):
        load_model(wrong, MODELS[name])


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("labels.yaml", "labels:\n  - field: tin\n    texts: [SSN]\n    field: form\n", r":4: the key 'field'"),
        ("labels.yaml", "labels:\n  - field: tin\n", r":2: .*labels\.0\.texts: "),
        ("labels.yaml", "labels:\n  - field: tin\n    texts: SSN\n", r":3: .*labels\.0\.texts: "),
        ("labels.yaml", "labels:\n  - field: due_date\n    texts: [Due]\n    kind: pay\n", r":4: .*0\.kind: "),
        ("labels.yaml", "labels:\n  - field: tin\n    texts: [12]\n", r":3: .*labels\.0\.texts\.0: "),
        ("labels.yaml", "labels: &x\n  - field: tin\n", "anchors"),
        ("labels.yaml", "labels:\n - field: [tin\n", r":\d+: "),
        ("papers.yaml", "kinds:\n  - kind: envelope\n    phrases: [{text: stamp, weight: much}]\nseparators: []\n",
         r":3: .*kinds\.0\.phrases\.0\.weight: "),
        ("roles.yaml", "roles:\n  - role: amount\n    patterns: [x]\nsummary_headings: []\nother_headings: []\n",
         r":2: .*roles\.0\.role: "),
        ("roles.yaml", "roles: []\n", r"summary_headings: "),
        ("prose.yaml", "patterns:\n  - name: pay\n    pattern: x\n    kind: sometime\n", r":4: .*0\.kind: "),
        ("prose.yaml", "", "document"),
        ("titles.yaml", "titles:\n  - codes: [CP9999]\n    texts: [Some title]\n", r":2: .*CP9999 is not a"),
        ("titles.yaml", "titles:\n  - codes: []\n    texts: [Some title]\n", r":2: .*codes: "),
        ("titles.yaml", "titles:\n  - codes: [CP14]\n    texts: [Title]\n", r":3: .*texts\.0: "),
    ],
)  # fmt: skip
def test_little_wrong_files_are_refused_with_file_and_line(name: str, text: str, said: str, tmp_path: Path):
    wrong = tmp_path / name
    wrong.write_text(text, encoding="utf-8")
    with pytest.raises(InvalidData, match=rf"^{re.escape(name)}.*{said}"):
        load_model(wrong, MODELS[name])


@pytest.mark.parametrize(
    ("old", "module", "load"),
    [('"pastdue"', roles, lambda: role_of("Tax")), ('"immediatelypay"', prose, compiled)],
)
def test_a_pattern_that_is_no_regular_expression_is_refused_by_file(old, module, load, tmp_path, monkeypatch):
    name = "roles.yaml" if module is roles else "prose.yaml"
    wrong = tmp_path / name
    assert old in original(name)
    wrong.write_text(original(name).replace(old, '"(unclosed"'), encoding="utf-8")
    monkeypatch.setattr(module, "package_file", lambda package, file: wrong)
    for cached in CACHES:
        cached.cache_clear()  # type: ignore[attr-defined]
    with pytest.raises(InvalidData, match=rf"^{name}: "):
        load()


MOST_SPELLINGS = 300  # of a field, spread over all that its patterns stand for


def test_a_label_belongs_to_one_field():
    groups = load_model(package_file("extractors.templates", "labels.yaml"), LabelFile).labels
    fields: dict[str, set[tuple[str, str]]] = {}
    for group in groups:
        for text in (one for pattern in group.texts for one in spelt(pattern)):
            fields.setdefault(plain(text), set()).add((group.field, group.kind))
    assert {text: own for text, own in fields.items() if len(own) > 1} == {}


def test_every_field_with_labels_has_a_value_here_but_those_that_only_end_others():
    assert {label.field for label in all_labels()} == {*VALUES, "other"}


@pytest.mark.parametrize("field", sorted(VALUES))
def test_every_label_of_a_field_leads_to_the_value_right_of_it(field: str):
    groups = load_model(package_file("extractors.templates", "labels.yaml"), LabelFile).labels
    texts = [text for g in groups if g.field == field for pattern in g.texts for text in spelt(pattern)]
    few = texts[:: max(1, len(texts) // MOST_SPELLINGS)]
    deaf = [text for text in few if not _leads_to_its_value(field, text)]
    assert deaf == []


def _leads_to_its_value(field: str, text: str) -> bool:
    """The page is a first page, the label stands in its header where the short ones count as well."""
    value_at = 50 + len(text) * 6 * ADVANCE
    paper = Paper().put(30, 150, text, size=6).put(value_at, 150, VALUES[field], size=6).put(480, 40, "Page 1 of 2")
    sheet = sheet_of(paper.page())
    return any(c.field == field and c.value is not None for c in view_of(sheet).candidates)


@pytest.mark.parametrize(
    ("label", "role"),
    [
        ("Tax you owed", AmountRole.TAX_OWED),
        ("Payments and credits", AmountRole.PAYMENTS_CREDITS),
        ("Failure-to-file penalty", AmountRole.FAILURE_TO_FILE),
        ("Failure-to-pay penalty", AmountRole.FAILURE_TO_PAY),
        ("Failure-to-deposit penalty", AmountRole.FAILURE_TO_DEPOSIT),
        ("Failure-to-pay proper estimated tax penalty", AmountRole.ESTIMATED_TAX_PENALTY),
        ("Accuracy-related penalty", AmountRole.OTHER_PENALTY),
        ("Interest charges", AmountRole.INTEREST),
        ("Interest (Internal Revenue Code Section 6601)", AmountRole.INTEREST),
        ("Amount you owed", AmountRole.AMOUNT_OWED_BEFORE),
        ("Decrease in tax", AmountRole.CHANGE),
        ("Amount due by January 29, 2018", AmountRole.AMOUNT_DUE),
        ("Amount due immediately", AmountRole.AMOUNT_DUE),
        ("Past due amount", AmountRole.PAST_DUE),
        ("Amount to be refunded", AmountRole.REFUND),
        ("Overpayment applied to 2019", AmountRole.APPLIED),
        ("Proposed change to tax", AmountRole.PROPOSED_CHANGE),
        ("Cantidad adeudada a más tardar el 29 de enero de 2018", AmountRole.AMOUNT_DUE),
        ("Cargos por intereses", AmountRole.INTEREST),
        ("Pagos y créditos", AmountRole.PAYMENTS_CREDITS),
        ("Rounding", AmountRole.OTHER),
    ],
)
def test_rows_are_told_by_their_label(label: str, role: AmountRole):
    assert role_of(label) is role


def test_every_role_but_the_rest_has_a_rule():
    rules = load_model(package_file("extractors.templates", "roles.yaml"), RoleFile).roles
    assert {rule.role for rule in rules} == set(AmountRole) - {AmountRole.OTHER}
    assert all(rule.patterns for rule in rules)


def test_every_phrase_of_a_paper_is_heard():
    """Alone on a page each phrase weighs what the file says, with those that it contains."""
    for kind in paper_file().kinds:
        for phrase in kind.phrases:
            found, _ = papers.weigh(sheet_of(Paper().put(36, 100, f"xx {phrase.text} xx", size=6).page()))
            assert found.weight >= phrase.weight, phrase.text


def test_every_separator_phrase_is_heard():
    for text in paper_file().separators:
        assert papers.weigh(sheet_of(Paper().put(36, 100, text.upper()).page()))[1], text


def test_a_long_page_that_names_a_separator_is_none():
    paper = Paper().put(36, 100, "document separator").put(36, 130, *(["some words of a letter"] * 15))
    assert not papers.weigh(sheet_of(paper.page()))[1]
