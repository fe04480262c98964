"""Does a page's text layer say what the page shows? The cheap questions come first; in doubt the picture is read.

A layer can lie: a scanner's or a forger's text under or over an image, letters that mean other letters, white text,
text behind something. And it can be silent about what stands in pictures or was drawn as lines.
"""

import difflib
from collections.abc import Iterator, Sequence

import numpy as np

from schemas.geometry import Box, overlap_x, overlap_y, union

from .layerink import is_seen, letter_spots, outside_words, word_region
from .ocr.crops import crop_region
from .ocr.engines import Engines
from .ocr.protocol import Gray
from .pdfpage import PageFacts
from .textlayer import MIN_SIZE, Layer, LayerWord, is_half_unknown, is_unknown

_FEW = 20  # characters: a page with fewer is as quickly read from its picture
_PICTURE = 0.5  # of the page: a picture this large is the page
_SAMPLES = 14  # words with digits that are read to see whether the letters mean what they show
_SPOTS = 4  # letter-like spots outside all words, from which on it is asked what they say
_AIR = 40  # pixels
_COMMON = 0.3  # of the smaller of two words: beyond, one stands on the other
_BLOCK = 128  # words compared with all others at a time
_DENSE = 1.4  # letters' widths together to the word's: beyond, two words stand in one place
_SAME = str.maketrans({"O": "0", "o": "0", "I": "1", "l": "1", "|": "1"})


def early_doubt(facts: PageFacts, width: float, height: float) -> str:
    """Why the layer is not even looked at: `no_text`, `crowded`, `over_picture`, `invisible`; "" to go on."""
    if facts.characters < _FEW:
        return "no_text"
    if facts.crowded:
        return "crowded"
    if any(image.width * image.height > _PICTURE * width * height for image in facts.images):
        return "over_picture"
    return "invisible" if facts.invisible else ""


def doubt_of_words(layer: Layer, facts: PageFacts) -> str:
    """What is wrong with the words themselves: `turned`, `garbled`, `over_picture`, `overlapping`; "" for nothing."""
    words = layer.words
    if not words or sum(not w.upright for w in words) > len(words) / 2:
        return "turned"
    text = "".join(w.text for w in words)
    if sum(map(_is_odd, text)) > 0.01 * len(text) or any(is_half_unknown(w.text) for w in words):
        return "garbled"
    if any(_covers(image, w.box) for w in words for image in facts.images):
        return "over_picture"
    return "overlapping" if _overlapping(words) else ""


def doubt_of_sight(layer: Layer, drawn: Gray, engines: Engines) -> str:
    """Where the layer and the page as drawn (any scale) part ways: `unseen` words, `incomplete`, `contradicted`."""
    shown = [
        w for w in layer.words if w.size >= MIN_SIZE and any(c.isalnum() for c in w.text) and not is_unknown(w.text)
    ]
    if not all(is_seen(w.box, layer, drawn) for w in shown):
        return "unseen"
    if _speaks(outside_words(layer, drawn), layer.height, engines):
        return "incomplete"
    agreed = (_is_true(word, layer, drawn, engines) for word in _telling(shown))
    return "" if all(agreed) else "contradicted"


def _is_odd(char: str) -> bool:
    """Characters no notice prints: private use, control, replacement, beyond Latin and its punctuation."""
    code = ord(char)
    return code < 32 or 0x250 <= code < 0x2000 or code >= 0x2E80


def _covers(image: Box, word: Box) -> bool:
    w, h = overlap_x(image, word), overlap_y(image, word)
    return w > 0 and h > 0 and w * h > 0.4 * word.width * word.height


def _overlapping(words: Sequence[LayerWord]) -> bool:
    """True when words, or the letters of a word, stand on each other: one of them is hidden."""
    if any(word.density > _DENSE for word in words):
        return True
    x0, y0, x1, y1 = np.array([tuple(w.box) for w in words]).T
    area = (x1 - x0) * (y1 - y0)
    for start in range(0, len(words), _BLOCK):
        own = slice(start, start + _BLOCK)
        wide = np.minimum(x1[own, None], x1) - np.maximum(x0[own, None], x0)
        high = np.minimum(y1[own, None], y1) - np.maximum(y0[own, None], y0)
        common = np.clip(wide, 0, None) * np.clip(high, 0, None)
        common[np.arange(len(common)), np.arange(start, start + len(common))] = 0  # each word and itself
        if (common > _COMMON * np.minimum(area[own, None], area)).any():
            return True
    return False


def _speaks(left: Gray, points_high: float, engines: Engines) -> bool:
    """True when what the words leave over is text as well."""
    spots = letter_spots(left, points_high)
    if len(spots) < _SPOTS:
        return False
    part = _around(union(spots), left)
    regions = (region for region in engines.page.find(part, of=left) if region.width > region.height)
    read = (engines.tiny.read_line(crop_region(part, region)) for region in regions)
    return any(line.confidence >= 0.8 and sum(c.text.isalnum() for c in line.chars) >= 3 for line in read)


def _around(box: Box, page: Gray) -> Gray:
    """The part of the page with the box (pixels) and the air that the detector needs."""
    return page[max(0, int(box.y0) - _AIR) : int(box.y1) + _AIR, max(0, int(box.x0) - _AIR) : int(box.x1) + _AIR]


def _is_true(word: LayerWord, layer: Layer, drawn: Gray, engines: Engines) -> bool:
    line = crop_region(drawn, word_region(word.box, layer, drawn))
    readers = (engines.tiny, engines.small)
    return any(_agrees(word.text, reader.read_line(line).text) for reader in readers)


def _telling(words: Sequence[LayerWord]) -> Iterator[LayerWord]:
    """Words that show each digit of each font at least once, and one word of letters of each font."""
    large = [w for w in words if w.upright and w.size >= 5]
    shown = [(w, {(w.font, c) for c in w.text if c.isdigit()}) for w in large if any(map(str.isdigit, w.text))]
    missing = {digit for _, digits in shown for digit in digits}
    for _ in range(_SAMPLES):
        if not missing:
            break
        best, digits = max(shown, key=lambda one: len(missing & one[1]))
        missing -= digits
        yield best
    for font in sorted({w.font for w in large}):
        lettered = [w for w in large if w.font == font and w.text.isalpha() and len(w.text) > 2]
        if longest := max(lettered, key=lambda w: len(w.text), default=None):
            yield longest


def _agrees(layer: str, read: str) -> bool:
    """Digits must be the same; letters may be read a little differently."""
    mine, theirs = ("".join(c for c in text.translate(_SAME) if c.isalnum()) for text in (layer, read))
    if any(c.isdigit() for c in layer):
        return [c for c in mine if c.isdigit()] == [c for c in theirs if c.isdigit()]
    return difflib.SequenceMatcher(None, mine.lower(), theirs.lower()).ratio() >= 0.6
