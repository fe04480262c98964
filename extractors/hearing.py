"""Single boxes read by several voices."""

import re
from collections.abc import Sequence

from .kinds import Kind, Reread
from .ocr.protocol import Gray, LineReader, LineText
from .ocr.words import hyphens

_LAST_FOUR = re.compile(r"[0-9]{4}$")


def hear(
    independent: LineReader | None, first: LineReader, lines: Sequence[Gray], expect: Sequence[Kind]
) -> list[tuple[Reread, ...]]:
    """Each line as the independent reader reads it (where there is one), then as `first` does."""
    mine = first.read_lines(lines, expect)
    voices = [(first.name, mine)]
    if independent is not None:
        voices.insert(0, (independent.name, _with_last_digits(independent, lines, expect, mine)))
    return [
        tuple(Reread(name, hyphens(texts[number].text), round(texts[number].confidence, 4)) for name, texts in voices)
        for number in range(len(lines))
    ]


def _with_last_digits(
    reader: LineReader, lines: Sequence[Gray], expect: Sequence[Kind], mine: Sequence[LineText]
) -> list[LineText]:
    """Masked taxpayer numbers confuse Tesseract: where it finds no four digits at the end, it is shown only these.

    Where they stand is known from the other reader; what they are is not told.
    """
    tails = {
        n: tail for n, kind in enumerate(expect) if kind == "tin" and (tail := _tail(lines[n], mine[n])) is not None
    }
    digits: list[Kind] = ["digits"] * len(tails)
    read = reader.read_lines([*lines, *tails.values()], [*expect, *digits])
    for number, alone in zip(tails, read[len(lines) :], strict=True):
        if alone.confidence > read[number].confidence or not _LAST_FOUR.search(read[number].text):
            read[number] = alone
    return read[: len(lines)]


def _tail(line: Gray, read: LineText) -> Gray | None:
    """The part of the line with the last four digits; None where the line does not end with some after a mask."""
    chars = [c for c in read.chars if not c.text.isspace()]
    if len(chars) < 6 or not all(c.text.isdigit() for c in chars[-4:]) or chars[-5].text.isdigit():
        return None
    return line[:, int((chars[-5].end + chars[-4].start) / 2) :]
