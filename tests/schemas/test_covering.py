"""What has to be covered of a page so that of a whole taxpayer number the last four digits alone show."""

import pytest

from schemas.covering import bars_in, bars_over
from schemas.geometry import Box
from schemas.privacy import number_spans, redact
from schemas.reading import Segment, Word


def row(*texts: str) -> Segment:
    """Words of ten points a letter, a letter apart."""
    words, x = [], 100.0
    for text in texts:
        words.append(Word(text, Box(x, 50, x + 10 * len(text), 60)))
        x += 10 * (len(text) + 1)
    return Segment(tuple(words), Box(100, 50, x, 60), 1.0)


@pytest.mark.parametrize(
    ("texts", "hidden"),
    [
        (("999-66-4321",), [(100, 170)]),
        (("999664321",), [(100, 150)]),
        (("12-3456789",), [(100, 160)]),
        (("999-66-", "4321"), [(100, 170)]),
        (("999", "66", "4321"), [(100, 130), (140, 160)]),
        (("number", "999-66-4321", "due"), [(170, 240)]),
        (("SSN:999-66-4321",), [(100, 220)]),  # a letter more: letters before it may be wider than digits
        (("9O9-66-4321",), [(100, 170)]),
        (("***-**-4321",), []),
        (("XXX-XX-4321",), []),
        (("06001-7253",), []),
        (("1-800-829-0922",), []),
        (("$1,533,533.53",), []),
    ],
)
def test_bars_leave_the_last_four_digits(texts: tuple[str, ...], hidden: list[tuple[float, float]]) -> None:
    bars = bars_in([row(*texts)])
    assert [(round(bar.x0 + 1.2), round(bar.x1)) for bar in bars] == hidden
    assert all(bar.y0 < 50 and bar.y1 > 60 for bar in bars)
    text = " ".join(texts)
    assert bool(number_spans(text)) == (redact(text) != text)


def test_where_a_number_was_read_and_no_bar_lies_one_is_laid() -> None:
    bars = bars_in([row("999-66-4321")])
    known = Box(100, 50, 210, 60)
    assert bars_over([known, known], bars) == ()
    (bar,) = bars_over([Box(100, 250, 210, 260)], bars)
    assert (round(bar.x1), bar.y0 < 250, bar.y1 > 260) == (170, True, True)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Another scan of n123454547a24fc94: that one", "Another scan of n123454547a24fc94: that one"),
        ("n999664321abcdef0, 999-66-4321", "n999664321abcdef0, ***-**-4321"),
        ("an999664321abcdef0", "an***-**-4321abcdef0"),
    ],
)
def test_the_id_of_a_notice_is_nobody_s_number(text: str, told: str) -> None:
    assert redact(text) == told
    assert bool(number_spans(text)) == (told != text)
