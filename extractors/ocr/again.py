"""What was read with doubt, read again by a larger model: a short line whole, of a long one words with digits."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

import numpy as np

from .crops import crop_region
from .detector import Region
from .protocol import Char, Gray, LineText
from .recogniser import Recogniser

_DOUBT = 0.95  # of a short line
_WORD = 5  # characters: less than that is as often a mark or a logo
_DOUBTFUL_DIGIT = 0.8
_SHORT = 10.0  # width to height of a line that is read again as a whole
_AIR = 0.25  # of the line's height, kept on either side of a word
_SAME_LENGTH = 1  # so many characters more or fewer are still the same word


def with_doubts_settled(gray: Gray, region: Region, read: LineText, columns: int, larger: Recogniser) -> LineText:
    """`read`, the text of the region (its places are columns of an image `columns` wide), with what is doubtful as
    `larger` reads it where it is surer."""
    if region.width <= _SHORT * region.height:
        if not _is_doubtful(read):
            return read
        whole = crop_region(gray, region)
        again = larger.read_line(whole)
        return LineText(_moved(again, 0.0, columns / whole.shape[1])) if again.confidence > read.confidence else read
    for word in _doubtful_words(read.chars):
        read = _with_word(gray, region, read, columns, larger, place=word)
    return read


def _is_doubtful(read: LineText) -> bool:
    """A short line that was read badly, be it a value or the label it stands beside, or one of whose digits was."""
    digits = [c.confidence for c in read.chars if c.text.isdigit()]
    if read.confidence < _DOUBT:
        return bool(digits) or len(read.chars) >= _WORD
    return bool(digits) and min(digits) < _DOUBTFUL_DIGIT


def _doubtful_words(chars: Sequence[Char]) -> Iterator[slice]:
    """Where in the line each word with a doubtful digit is, the last such word first."""
    spaces = [-1, *(n for n, c in enumerate(chars) if c.text.isspace()), len(chars)]
    for before, after in reversed(list(pairwise(spaces))):
        digits = [c.confidence for c in chars[before + 1 : after] if c.text.isdigit()]
        if digits and min(digits) < _DOUBTFUL_DIGIT:
            yield slice(before + 1, after)


def _with_word(
    gray: Gray, region: Region, read: LineText, columns: int, larger: Recogniser, *, place: slice
) -> LineText:
    word = read.chars[place]
    air = _AIR * region.height / region.width * columns
    begin, end = max(0.0, word[0].start - air), min(float(columns), word[-1].end + air)
    part = _part(region, begin / columns, end / columns)
    line = crop_region(gray, part)
    again = larger.read_line(line)
    chars = tuple(c for c in _moved(again, begin, (end - begin) / line.shape[1]) if not c.text.isspace())
    if abs(len(chars) - len(word)) > _SAME_LENGTH or again.confidence <= LineText(word).confidence:
        return read
    return LineText((*read.chars[: place.start], *chars, *read.chars[place.stop :]))


def _part(region: Region, begin: float, end: float) -> Region:
    """The part of a region between two shares of its width."""
    turn = np.deg2rad(region.angle)
    ahead = ((begin + end) / 2 - 0.5) * region.width
    return replace(
        region,
        cx=region.cx + float(np.cos(turn)) * ahead,
        cy=region.cy + float(np.sin(turn)) * ahead,
        width=(end - begin) * region.width,
        bend=tuple(region.offset(float(s)) for s in np.linspace(begin, end, len(region.bend))),
    )


def _moved(read: LineText, begin: float, scale: float) -> tuple[Char, ...]:
    return tuple(replace(c, start=begin + c.start * scale, end=begin + c.end * scale) for c in read.chars)
