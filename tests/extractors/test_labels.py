"""Labels: to the letter, with a slip, glued to their value, and where none is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.labels import FUZZY_FROM, LETTERS_PER_SLIP, all_labels, find_labels

from .page import run

LABELS = all_labels()


def fields(text: str) -> list[str]:
    return [hit.label.field for hit in find_labels(run(text))]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Notice date January 8, 2018", ["notice_date"]),
        ("NoticedateJanuary8,2018", ["notice_date"]),
        ("Nofice date", ["notice_date"]),
        ("Notice CP503 Notice date January 8, 2018", ["notice_code", "notice_date"]),
        ("Social security number 999-88-1234", ["tin"]),
        ("Amount due by January 29, 2018", ["amount_due"]),
        ("Amovnt due", ["amount_due"]),
        ("Fecha del aviso", ["notice_date"]),
        ("Fecna del aviso", ["notice_date"]),
        ("Número de aviso CP603", ["notice_code"]),
        ("To contact us Phone 1-800-829-0922", ["phone", "phone"]),
        ("Last day to file a petitien with the United Statas Tax Court", ["due_date"]),
        ("Your caller ID 1234", ["caller_id"]),
        ("Dote", []),
        ("Pay the amount due of $5.00", []),
        ("we sent the notice date to you", []),
    ],
)
def test_labels_of_a_line(text, found):
    assert fields(text) == found


def test_the_longest_label_wins():
    (hit,) = find_labels(run("Last day to file a petition with the United States Tax Court April 1, 2018"))
    assert hit.label.kind == "petition_by"
    assert hit.label.plain == "lastdaytofileapetitionwiththeunitedstatestaxcourt"


@given(st.sampled_from(LABELS))
def test_every_label_is_found_as_it_is(label):
    hits = find_labels(run(label.plain.capitalize()))
    assert [(h.label.plain, h.slips) for h in hits] == [(label.plain, 0)]


@given(st.sampled_from([lb for lb in LABELS if len(lb.plain) >= 2 * FUZZY_FROM and lb.plain.isalpha()]), st.data())
def test_one_slip_in_eight_letters_is_forgiven(label, data):
    at = data.draw(st.integers(1, len(label.plain) - 2).filter(lambda i: i not in (0, 2, 5)))
    misread = f"{label.plain[:at]}ж{label.plain[at + 1 :]}".capitalize()
    hits = find_labels(run(misread))
    assert hits
    assert hits[0].slips <= len(hits[0].label.plain) // LETTERS_PER_SLIP


@given(st.text(max_size=50))
def test_it_never_raises_and_labels_stand_apart(text):
    last = 0
    for hit in find_labels(run(text)):
        assert last <= hit.start < hit.end
        last = hit.end
