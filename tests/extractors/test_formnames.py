"""Form numbers beside the word "Form", and alone behind a label."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.formnames import RETURN_FORMS, bare_form, forms_in

from .page import run


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("Form 1040", "1040"),
        ("Form 1040-A", "1040-A"),
        ("Form1040SR", "1040SR"),
        ("Form 1040 EZ", "1040EZ"),
        ("Form 1040NR-EZ", "1040NR-EZ"),
        ("Form CT-1", "CT-1"),
        ("Form W-7", "W-7"),
        ("Formulario 1040PR", "1040PR"),
        ("Form 11C", "11C"),
        ("your 2016 Form 941 return", "941"),
    ],
)
def test_a_return_form_as_printed(text, form):
    assert [f[0] for f in forms_in(run(text))] == [form]


@pytest.mark.parametrize(
    "text", ["Form 9465", "Form 10400", "Form 104", "1040A", "Form 1O40", "Form 10?0", "Form", ""]
)
def test_what_is_no_return_form_is_none(text):
    assert forms_in(run(text)) == []


@given(st.sampled_from(sorted(RETURN_FORMS)))
def test_every_return_form_stands_behind_its_label(form):
    assert bare_form(form) == form
    assert bare_form(f"({form})") == form


@given(st.text(max_size=30))
def test_it_never_raises(text):
    assert all(0 <= start < end for _, start, end in forms_in(run(text)))
    bare_form(text)
