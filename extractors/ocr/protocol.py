"""What an OCR engine is to the rest of the house: something that reads images of single lines."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from extractors.kinds import Kind

Gray = NDArray[np.uint8]  # height x width, 0 = black


@dataclass(frozen=True, slots=True)
class Char:
    """One character of a line. `start` and `end` are columns of the line image; `confidence` 0..1."""

    text: str
    start: float
    end: float
    confidence: float


@dataclass(frozen=True, slots=True)
class LineText:
    """A line as read, spaces among its characters. `confidence` is the mean of the characters, 0.0 for none."""

    chars: tuple[Char, ...]

    @property
    def text(self) -> str:
        return "".join(c.text for c in self.chars).strip()

    @property
    def confidence(self) -> float:
        return sum(c.confidence for c in self.chars) / len(self.chars) if self.chars else 0.0


class LineReader(Protocol):
    """An engine. `name` is the voice it speaks with in evidence, `version` all that can change what it reads."""

    @property
    def name(self) -> str: ...

    @property
    def version(self) -> str: ...

    def read_lines(self, lines: Sequence[Gray], expect: Sequence[Kind]) -> list[LineText]:
        """One result for each image, in order; `expect` says what kind of value stands in each."""
        ...
