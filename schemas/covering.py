"""Where whole taxpayer numbers stand on a page, and what to cover so that their last four digits alone show."""

from collections.abc import Iterable, Sequence

from .geometry import Box
from .privacy import number_spans
from .reading import Segment

_SHOWN = 4
_HIDDEN_SHARE = 7 / 11  # of 123-45-6789; of 12-3456789 it is a little less
_AIR = 0.12  # of the height: print is a little larger than its box


def bars_in(segments: Iterable[Segment]) -> tuple[Box, ...]:
    """A bar for each word that holds digits of a whole number, from the word's beginning to the last four digits.

    What `schemas.privacy.redact` would mask is a number, so a nine-digit case number is covered as well. A number
    whose parts stand in different segments, in a barcode or in a picture is not found.
    """
    return tuple(bar for segment in segments for bar in _bars(segment))


def bars_over(boxes: Iterable[Box], bars: Sequence[Box]) -> tuple[Box, ...]:
    """For boxes where a number was read from but no bar lies yet: a misread number is no less whole on the paper."""
    left = [box for box in dict.fromkeys(boxes) if not any(_meet(box, bar) for bar in bars)]
    return tuple(_airy(box, box.x0 + _HIDDEN_SHARE * box.width) for box in left)


def _bars(segment: Segment) -> Iterable[Box]:
    for start, end in number_spans(segment.text):
        at, last = 0, end - _SHOWN
        for word in segment.words:
            if at < last and at + len(word.text) > start:
                share = min(len(word.text), last - at + (at < start)) / len(word.text)
                yield _airy(word.box, word.box.x0 + share * word.box.width)
            at += len(word.text) + 1


def _airy(box: Box, to: float) -> Box:
    air = _AIR * box.height
    return Box(box.x0 - air, box.y0 - air, to, box.y1 + air)


def _meet(one: Box, other: Box) -> bool:
    return one.x0 < other.x1 and other.x0 < one.x1 and one.y0 < other.cy < one.y1
