"""Runs of words as matchable text, and the way back to the page."""

from hypothesis import given
from hypothesis import strategies as st

from extractors.text import fold, plain, run_of
from schemas.geometry import Box
from schemas.reading import Word

from .page import run

WORDS = st.lists(st.text(max_size=8).map(lambda t: "".join(t.split())), max_size=6)


def placed(texts: list[str]) -> list[Word]:
    return [Word(t, Box(20.0 * i, 10, 20.0 * i + 15, 20), 0.9 - 0.1 * i) for i, t in enumerate(texts)]


@given(st.text(max_size=60))
def test_folding_keeps_every_character_s_place(text):
    assert len(fold(text)) == len(text)
    assert fold(fold(text)) == fold(text)


def test_folding_makes_dashes_quotes_accents_and_case_plain():
    assert fold("Número – “Año” 5％"[:14]) == 'numero - "ano"'
    assert plain("Notice date:") == "noticedate"


@given(WORDS)
def test_a_run_knows_where_each_character_stands(texts):
    made = run_of(placed(texts))
    assert len(made.tight) == sum(len(w.text) for w in made.words)
    assert "".join(made.tight[i] for i in made.plain_at) == made.plain
    for number, (word, start) in enumerate(zip(made.words, made.starts, strict=True)):
        assert made.word_at(start) == number
        assert made.tight[start : start + len(word.text)] == fold(word.text)


@given(WORDS.filter(any), st.data())
def test_the_box_of_a_span_lies_within_the_words_it_touches(texts, data):
    made = run_of(placed(texts))
    if not made.tight:
        return
    start = data.draw(st.integers(0, len(made.tight) - 1))
    end = data.draw(st.integers(start + 1, len(made.tight)))
    box, whole = made.span_box(start, end), made.box
    assert whole.x0 <= box.x0 < box.x1 <= whole.x1 + 1e-6
    assert "".join(made.span_text(start, end).split()) == "".join(made.text.split())[start:end]
    assert 0 < made.span_confidence(start, end) <= 0.9


def test_the_box_of_part_of_a_word_is_cut_in_proportion():
    made = run("NoticedateJanuary8,2018")
    assert made.span_box(10, 23).x0 == made.box.x0 + made.box.width * 10 / 23
