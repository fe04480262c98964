"""The confidence: a probability computed from signs, never lowered by agreement, never above what logic allows."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.choose import Choice
from extractors.confidence import AGREE, DOUBT, ONCE, Model, confidence, model
from schemas.errors import InvalidData
from schemas.notice import CRITICAL_FIELDS, FieldStatus
from schemas.signs import Signs
from schemas.strict_yaml import load_model, package_file

COUNTS = ("places", "confirmed", "kin", "named")
SURE = Signs(places=3, confirmed=2, kin=1, place="header", known=True, named=2, proven=True)

some_signs = st.builds(
    Signs,
    places=st.integers(1, 5),
    confirmed=st.integers(0, 3),
    kin=st.integers(0, 3),
    dissent=st.integers(0, 3),
    repaired=st.booleans(),
    legible=st.integers(0, 3),
    labelled=st.booleans(),
    place=st.sampled_from(["header", "title", "summary", "stub", "body", "prose"]),
    proven=st.booleans(),
    known=st.booleans(),
    named=st.integers(0, 3),
    at_most=st.sampled_from([0.85, 1.0]),
)
fields = st.sampled_from(CRITICAL_FIELDS)


@given(fields, some_signs, st.sampled_from(COUNTS))
def test_one_more_agreement_never_makes_a_value_less_sure(field: str, signs: Signs, what: str) -> None:
    more = signs.model_copy(update={what: getattr(signs, what) + 1})
    assert confidence(field, more) >= confidence(field, signs)


@given(fields, some_signs)
def test_proof_a_label_and_a_clearer_reading_never_make_it_less_sure(field: str, signs: Signs) -> None:
    for better in ({"proven": True}, {"labelled": True}, {"known": True}, {"repaired": False}, {"legible": 3}):
        assert confidence(field, signs.model_copy(update=better)) >= confidence(field, signs)


@given(fields, some_signs)
def test_a_place_that_may_say_otherwise_never_makes_it_surer(field: str, signs: Signs) -> None:
    assert confidence(field, signs.model_copy(update={"dissent": signs.dissent + 1})) <= confidence(field, signs)


@given(fields, some_signs)
def test_it_is_a_probability_and_none_is_certain(field: str, signs: Signs) -> None:
    assert 0 < confidence(field, signs) <= min(model().most, signs.at_most) < 1


@pytest.mark.parametrize("field", CRITICAL_FIELDS)
def test_what_one_reader_read_in_one_place_is_never_enough(field: str) -> None:
    assert confidence(field, Signs(places=1)) <= ONCE < confidence(field, SURE)


def test_only_a_value_found_has_its_odds() -> None:
    for status, field in product((FieldStatus.ABSENT, FieldStatus.UNREADABLE), CRITICAL_FIELDS):
        assert Choice(status, signs=SURE).confidence(field) == 0.0
    assert Choice(FieldStatus.CONFLICTING, signs=SURE).confidence("amount_due") == 0.5


def test_a_limit_is_only_ever_lowered() -> None:
    choice = Choice(FieldStatus.FOUND, signs=SURE).limited(0.85).limited(0.9)
    assert choice.confidence("notice_date") == 0.85


@pytest.mark.parametrize(("name", "weight"), [(AGREE[0], -0.1), (DOUBT[0], 0.1)])
def test_a_file_that_is_not_monotone_is_refused(name: str, weight: float) -> None:
    shipped = load_model(package_file("extractors.templates", "confidence.yaml"), Model)
    with pytest.raises(ValueError, match="negative weight"):
        Model.model_validate(shipped.model_dump() | {"weights": {**shipped.weights, name: weight}})


def test_a_file_with_an_unknown_key_is_refused(tmp_path) -> None:
    text = package_file("extractors.templates", "confidence.yaml").read_text(encoding="utf-8")
    wrong = tmp_path / "confidence.yaml"
    wrong.write_text(text + "surely: true\n")
    with pytest.raises(InvalidData, match="surely"):
        load_model(wrong, Model)
