"""The text layer of a PDF page as pdfium sees it: characters with their boxes, put together to words.

A twentieth of the time pdfplumber takes. What pdfium does not tell plainly (a turned page, letters that stand on each
other, glyphs without a meaning) is left to pdfplumber: see `layered`.
"""

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from operator import sub
from typing import NamedTuple

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from schemas.geometry import Box

from .textlayer import Layer, LayerWord

_GAP = 0.15  # of the type size: wider parts two words
_LINE = 2.0  # points: letters whose feet are further apart stand in two lines
_UNKNOWN = "(cid:0)"  # as pdfplumber writes a glyph whose letter the file does not tell
_MOST_CHARACTERS = 20_000
_HYPHEN = 2  # pdfium's character for a hyphen at the end of a line


@dataclass(frozen=True, slots=True)
class _Type:
    """How a text object is set: its font, its size in points as shown, whether it stands upright."""

    font: str
    size: float
    upright: bool


class _Letter(NamedTuple):
    """Points of the page as shown; `foot` is as low as the letters of its font reach. A page has thousands."""

    text: str
    x0: float
    x1: float
    foot: float
    type: _Type


def read_layer(opened: pdfium.PdfPage) -> Layer | None:
    """The layer of the page; None for a page that is too much or too turned for this reading."""
    if opened.get_rotation():
        return None
    textpage = opened.get_textpage()
    try:
        if textpage.count_chars() > _MOST_CHARACTERS:
            return None
        words = [_word(letters) for letters in _runs(_letters(opened, textpage))]
    finally:
        textpage.close()
    left, bottom, right, top = opened.get_bbox()
    width, height = right - left, top - bottom
    inside = tuple(w for w in words if 0 <= w.box.cx <= width and 0 <= w.box.cy <= height)
    return Layer(width, height, inside)


def _letters(opened: pdfium.PdfPage, textpage: pdfium.PdfTextPage) -> Iterator[_Letter | None]:
    """The characters in the order of the file, None where a space or the end of a line stands between them."""
    raw, box, types = textpage.raw, pdfium_c.FS_RECTF(), dict[int, _Type]()
    place = ctypes.byref(box)
    left, _, _, top = opened.get_bbox()
    for number in range(textpage.count_chars()):
        code = pdfium_c.FPDFText_GetUnicode(raw, number)
        if (code < 33 and code != _HYPHEN) or code == 160:
            yield None
            continue
        item = pdfium_c.FPDFText_GetTextObject(raw, number)
        if not item:
            yield None
            continue
        address = ctypes.addressof(item.contents)
        if address not in types:
            types[address] = _type_of(raw, number)
        pdfium_c.FPDFText_GetLooseCharBox(raw, number, place)
        known = not pdfium_c.FPDFText_HasUnicodeMapError(raw, number)
        yield _Letter(
            _text_of(code) if known else _UNKNOWN, box.left - left, box.right - left, top - box.bottom, types[address]
        )


def _text_of(code: int) -> str:
    """pdfium marks a hyphen at the end of a line in ways of its own."""
    return "-" if code in (_HYPHEN, 0xFFFE) else chr(code)


def _type_of(raw: object, number: int) -> _Type:
    matrix, name, flags = pdfium_c.FS_MATRIX(), ctypes.create_string_buffer(128), ctypes.c_int()
    pdfium_c.FPDFText_GetMatrix(raw, number, ctypes.byref(matrix))
    pdfium_c.FPDFText_GetFontInfo(raw, number, name, 128, ctypes.byref(flags))
    size = pdfium_c.FPDFText_GetFontSize(raw, number) * abs(matrix.d)
    lying = matrix.a > 0 and matrix.d > 0 and max(abs(matrix.b), abs(matrix.c)) < 0.01 * matrix.d
    return _Type(name.value.decode("utf-8", "replace"), float(size), lying)


def _runs(letters: Iterator[_Letter | None]) -> Iterator[list[_Letter]]:
    """The letters of one word after another."""
    run: list[_Letter] = []
    for letter in letters:
        if run and (letter is None or not _follows(letter, run[-1])):
            yield run
            run = []
        if letter is not None:
            run.append(letter)
    if run:
        yield run


def _follows(letter: _Letter, before: _Letter) -> bool:
    size = max(letter.type.size, before.type.size)
    gap = letter.x0 - before.x1
    return abs(letter.foot - before.foot) <= _LINE and -size <= gap <= _GAP * size


def _word(letters: list[_Letter]) -> LayerWord:
    texts, lefts, rights, feet, types = zip(*letters, strict=True)
    x0, x1, foot = min(lefts), max(rights), max(feet)
    size = max(t.size for t in types)
    return LayerWord(
        text="".join(texts),
        box=Box(x0, foot - size, x1, foot).rounded(),
        size=size,
        font=types[0].font,
        upright=all(t.upright for t in types),
        density=sum(map(sub, rights, lefts)) / max(0.1, x1 - x0),
    )
