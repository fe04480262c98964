"""The official specimens as they are set: every word there, at the measured places."""

from collections import Counter
from pathlib import Path

import pytest

from .layout import layout_names, read_layout
from .reading import Pages, Word, collisions, expected_words, phrase
from .source import names, read_lines
from .typeset import Specimen, available, filled, specimens

pytestmark = [
    pytest.mark.specimens,
    pytest.mark.skipif(not available(), reason="the official specimens are not beside this checkout"),
]

MEASURED = ("cp501", "cp503")


def test_every_specimen_has_a_layout_and_every_layout_a_specimen() -> None:
    assert sorted(names()) == list(layout_names())
    assert len(names()) == 13


@pytest.mark.parametrize("page", [0, 1])
@pytest.mark.parametrize("name", layout_names())
def test_every_word_of_the_text_stands_on_its_page_and_no_other(
    name: str, page: int, words: dict[str, Pages]
) -> None:
    set_words = Counter(w.text for w in words[name][page])
    expected = expected_words(name, page)
    assert +(expected - set_words) == Counter(), "not set"
    assert +(set_words - expected) == Counter(), "set besides"


@pytest.mark.parametrize("name", layout_names())
def test_the_pages_hold_all_lines_of_the_text_once(name: str) -> None:
    one, two = (page.lines.split("-") for page in read_layout(name).pages)
    assert one[0] == "1"
    assert int(one[1]) + 1 == int(two[0])
    assert not any(read_lines(name)[int(two[1]) :])


@pytest.mark.parametrize("name", layout_names())
def test_nothing_leaves_the_paper_and_no_words_overlap(
    name: str, words: dict[str, Pages], full_words: dict[str, Pages]
) -> None:
    for page in (*words[name], *full_words[name]):
        assert min(w.left for w in page) >= 0.25
        assert max(w.right for w in page) <= 8.25
        assert max(w.bottom for w in page) <= 10.75
        assert not collisions(page)


def test_words_set_on_each_other_are_found() -> None:
    one = Word("one", 1.0, 1.0, 1.3, 1.14)
    assert collisions([one, one._replace(text="two", left=1.2, right=1.5)]) == [("one", "two")]
    assert not collisions([one, one._replace(left=1.35, right=1.6), one._replace(top=1.16, bottom=1.3)])


def test_without_the_folder_nothing_is_available(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("NOTICEDESK_SPECIMENS", str(tmp_path))
    assert not available()


def test_the_bytes_are_the_same_on_every_call(made: dict[str, Specimen]) -> None:
    assert {s.name: s.pdf for s in specimens()} == {name: s.pdf for name, s in made.items()}
    one = made["cp14"]
    assert filled(one, 3) == filled(one, 3)
    assert filled(one, 3).pdf != filled(one, 4).pdf


@pytest.mark.parametrize("name", MEASURED)
def test_key_items_stand_where_they_were_measured(
    name: str, made: dict[str, Specimen], words: dict[str, Pages]
) -> None:
    truth, page = made[name].truth, words[name][0]
    title = {"cp501": (3.61, 3.88, 4.39), "cp503": (3.25, 3.53, 3.95)}[name]
    labels = {
        "Department of the Treasury": [(1.19, 0.69)],
        "Notice date": [(5.31, 0.84), (5.18, 7.80)],
        truth.taxpayer.name or "": [(1.19, 1.97)],
        "Amount due: $9,533.53": [(0.59, title[1])],
        "Billing Summary": [(3.57, title[2])],
        "Payment": [(0.30, 8.46)],
        "Make your check": [(2.78, 8.46)],
        "INTERNAL REVENUE SERVICE": [(0.31, 9.33)],
        truth.notice_code or "": [(6.81, 0.50), (6.65, 7.64)],
    }
    for text, places in labels.items():
        found = phrase(page, text)
        for x, y in places:
            assert any(abs(left - x) < 0.05 and abs(top - y) < 0.08 for left, top, _ in found), (text, found)


@pytest.mark.parametrize("name", MEASURED)
def test_right_edges_stand_where_they_were_measured(name: str, words: dict[str, Pages]) -> None:
    page = words[name][0]
    total = phrase(page, "$9,533.53")
    assert any(abs(right - 8.12) < 0.03 for _, _, right in total), "billing total"
    assert any(abs(right - 7.75) < 0.03 for _, _, right in total), "amount box"
    assert any(abs(right - 3.18) < 0.05 for _, _, right in total), "title"
    (_, top, right), *_ = phrase(page, "Continued on back…")
    assert abs(right - 7.98) < 0.03
    assert abs(top - 7.21) < 0.08


def test_the_other_header_stands_where_it_was_measured(words: dict[str, Pages]) -> None:
    page = words["cp565"][0]
    for text, x, y in (
        ("Department of the Treasury", 1.33, 0.54),
        ("Notice date", 4.92, 0.69),
        ("CP565", 6.35, 0.52),
        ("Contact information", 0.43, 8.65),
    ):
        assert any(abs(left - x) < 0.05 and abs(top - y) < 0.08 for left, top, _ in phrase(page, text)), text
    assert any(abs(right - 7.62) < 0.03 for _, _, right in phrase(page, "Continued on back…"))
