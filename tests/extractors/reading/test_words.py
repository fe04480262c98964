"""Where the words of a line image stand: by its ink, whatever the recogniser's steps say."""

import numpy as np

from extractors.ocr.protocol import Char, Gray, LineText
from extractors.ocr.words import ink_mask, spans

PAPER, INK = 250, 10
A, B, C = (20, 40), (44, 60), (100, 130)  # columns of ink


def line(*inked: tuple[int, int], rows: tuple[int, int] = (12, 36)) -> Gray:
    image = np.full((48, 160), PAPER, dtype=np.uint8)
    for start, end in inked:
        image[rows[0] : rows[1], start:end] = INK
    return image


def read(*chars: tuple[str, float, float]) -> LineText:
    return LineText(tuple(Char(text, start, end, 0.9) for text, start, end in chars))


AB_C = read(("a", 24, 32), ("b", 48, 56), ("c", 112, 120))


def boxes(image: Gray, text: LineText) -> list[tuple[str, float, float, float, float]]:
    return [(s.text, s.x0, s.x1, s.y0, s.y1) for s in spans(image, text)]


def test_a_wide_gap_parts_words_with_no_space_read_and_words_end_where_their_ink_does() -> None:
    assert boxes(line(A, B, C), AB_C) == [("ab", 20, 60, 12, 36), ("c", 100, 130, 12, 36)]


def test_a_space_parts_words_at_the_widest_gap_between_them() -> None:
    text = read(("a", 24, 32), (" ", 32, 44), ("b", 48, 56))
    assert boxes(line(A, B), text) == [("a", 20, 40, 12, 36), ("b", 44, 60, 12, 36)]


def test_without_a_gap_words_part_half_way() -> None:
    text = read(("a", 24, 32), (" ", 32, 36), ("b", 40, 48))
    assert boxes(line((20, 60)), text) == [("a", 20, 36, 12, 36), ("b", 36, 60, 12, 36)]


def test_parts_of_other_lines_are_not_in_the_box() -> None:
    image = line(A, B, C)
    image[:4, 30:60] = INK
    assert {(top, bottom) for _, _, _, top, bottom in boxes(image, AB_C)} == {(12, 36)}


def test_light_on_dark_is_ink_as_well() -> None:
    dark = line(A, B, C)
    assert np.array_equal(ink_mask(255 - dark), ink_mask(dark))


def test_an_even_image_has_no_ink() -> None:
    even = line()
    assert not ink_mask(even).any()
    assert boxes(even, read(("a", 24, 32))) == [("a", 0, 160, 0, 48)]
