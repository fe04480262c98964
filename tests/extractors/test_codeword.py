"""Notice codes: the longest known one, repairs where one code alone results, never a part of a longer one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.codeword import CodeWord, looks_like_cp, read_code
from schemas.catalog import known_codes, misreadings

KNOWN = sorted(known_codes())


def code(text: str, *, letter: bool = False) -> CodeWord | None:
    return read_code(text.split(), letter=letter)


@pytest.mark.parametrize(
    ("printed", "found", "words"),
    [
        ("CP503", "CP503", 1),
        ("cp503", "CP503", 1),
        ("CP 503", "CP503", 2),
        ("CP-503", "CP503", 1),
        ("CP503 January 8, 2018", "CP503", 1),
        ("CP503.", "CP503", 1),
        ("CP 504 B", "CP504B", 3),
        ("CP504B", "CP504B", 1),
        ("CP504", "CP504", 1),
        ("CP 71C", "CP71C", 2),
        ("CP14 IA", "CP14IA", 2),
        ("CP09(joint)", "CP09", 1),
        ("CP565SP", "CP565SP", 1),
        ("CP603", "CP603", 1),
        ("LT11", "LT11", 1),
        ("LT 11", "LT11", 2),
        ("Letter 1058", "L1058", 2),
        ("LTR 5071C", "L5071C", 2),
        ("Letter 226-J", "L226J", 2),
        ("L3172", "L3172", 1),
        ("Notice 972CG", "972CG", 2),
    ],
)
def test_a_code_as_printed(printed, found, words):
    assert code(printed) == CodeWord(found, words, known=True, repaired=False)


@pytest.mark.parametrize(
    ("printed", "found"), [("1058", "L1058"), ("226-J", "L226J"), ("226J", "L226J"), ("5071C", "L5071C")]
)
def test_a_number_is_a_letter_s_only_behind_the_word_letter(printed, found):
    assert code(printed, letter=True) == CodeWord(found, 1, known=True, repaired=False)
    assert code(printed) is None


@pytest.mark.parametrize(
    ("misread", "found"),
    [
        ("CPO5", "CP05"), ("CP5O3", "CP503"), ("CP I4", "CP14"), ("LTII", "LT11"), ("LTl1", "LT11"), ("LT1I", "LT11"),
        ("CP2OOO", "CP2000"), ("CP 2OOO", "CP2000"), ("CPS9", "CP59"), ("CP5048", "CP504B"), ("CP1A", "CP14"),
        ("CF503", "CP503"), *misreadings().items(),
    ],
)  # fmt: skip
def test_what_readers_confuse_is_undone_where_one_code_results(misread, found):
    read = code(misread)
    assert read is not None
    assert (read.code, read.known, read.repaired) == (found, True, True)


@pytest.mark.parametrize(
    "longer", ["CP5031", "CP504C", "CP14X", "CP297B", "CP2000A", "CP21", "CP22", "CP50", "CP9999"]
)
def test_a_code_nobody_knows_is_not_cut_to_one_that_is_known(longer):
    assert code(longer) == CodeWord(longer, 1, known=False, repaired=False)


@pytest.mark.parametrize(
    "text",
    [
        "CP50311",
        "CP503January",
        "CP5032018",
        "LT111",
        "CP",
        "",
        "503",
        "P503",
        "notice",
        "CP5?3",
        "CP50?",
        "CP503?",
        "CP~503",
    ],
)
def test_what_is_no_whole_code_is_none(text):
    assert code(text) is None


@pytest.mark.parametrize(
    ("split", "found"), [("CP5 3", "CP53"), ("CP 50 3", "CP503"), ("CP71 1", "CP71"), ("CP20 00", "CP20")]
)
def test_a_gap_between_digits_may_be_a_digit_that_was_not_read(split, found):
    read = code(split)
    assert read is not None
    assert (read.code, read.repaired) == (found, True)


@given(st.sampled_from(KNOWN))
def test_every_known_code_is_read_as_it_is(known):
    letter = known.startswith("L") and known[1].isdigit()
    assert read_code([known]) == CodeWord(known, 1, known=True, repaired=False)
    if letter:
        assert read_code([known[1:]], letter=True) == CodeWord(known, 1, known=True, repaired=False)


@given(st.sampled_from(KNOWN), st.sampled_from("0123456789ABCDEFGHXYZ"))
def test_one_character_more_is_another_code(known, extra):
    read = read_code([known + extra])
    assert read is None or read.repaired or read.code == known + extra


@given(st.sampled_from([c for c in KNOWN if c.startswith("CP")]), st.sampled_from("?#~_"), st.data())
def test_an_unreadable_character_leaves_no_code(known, sign, data):
    at = data.draw(st.integers(2, len(known) - 1))
    assert read_code([f"{known[:at]}{sign}{known[at + 1 :]}"]) is None


@given(st.lists(st.text(max_size=9), max_size=4), st.booleans())
def test_it_never_raises(words, letter):
    read = read_code(words, letter=letter)
    assert read is None or (read.code and 1 <= read.words <= len(words))


@given(st.text(max_size=8))
def test_only_a_code_looks_like_one(text):
    assert not looks_like_cp(text) or text[:2] in ("CP", "LT", "LP", "ST")
