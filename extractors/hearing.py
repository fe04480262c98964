"""Line images read by several voices."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from .kinds import Kind, Reread
from .ocr.engines import Engines
from .ocr.protocol import Gray, LineReader, LineText
from .ocr.words import hyphens

_LAST_FOUR = re.compile(r"[0-9]{4}$")


@dataclass(frozen=True, slots=True)
class Voice:
    """The name an engine bears in evidence, and the engine, started when there is something to read."""

    name: str
    start: Callable[[], LineReader]


def hear(
    engines: Engines, voices: Sequence[Voice], lines: Sequence[Gray], expect: Sequence[Kind]
) -> list[tuple[Reread, ...]]:
    """Each line as each voice reads it. One call to an engine, however many lines: starting one may cost more."""
    if not lines:
        return []
    said = [_read(engines, voice.start(), lines, expect) for voice in voices]
    return [
        tuple(
            Reread(voice.name, hyphens(texts[number].text), round(texts[number].confidence, 4))
            for voice, texts in zip(voices, said, strict=True)
        )
        for number in range(len(lines))
    ]


def _read(engines: Engines, reader: LineReader, lines: Sequence[Gray], expect: Sequence[Kind]) -> list[LineText]:
    if reader is engines.tesseract:
        return _with_last_digits(reader, engines.tiny, lines, expect)
    return reader.read_lines(lines, expect)


def _with_last_digits(
    reader: LineReader, pointer: LineReader, lines: Sequence[Gray], expect: Sequence[Kind]
) -> list[LineText]:
    """Masked taxpayer numbers confuse Tesseract: where it finds no four digits at the end, it is shown only these.

    Where they stand is known from `pointer`; what they are is not told.
    """
    masked = [n for n, kind in enumerate(expect) if kind == "tin"]
    pointed = pointer.read_lines([lines[n] for n in masked], ["tin"] * len(masked))
    tails = {n: tail for n, read in zip(masked, pointed, strict=True) if (tail := _tail(lines[n], read)) is not None}
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
