"""Reads line images with a PP-OCRv6 recogniser: one line a call, widths in steps of 8, greedy CTC."""

from collections.abc import Sequence
from functools import lru_cache

import numpy as np

from extractors.kinds import Kind

from . import models
from .crops import LINE_HEIGHT, fit_line
from .ctc import decode
from .head import cut_head, kept_classes
from .protocol import Gray, LineText
from .session import Session

_REMEMBERED = 256  # lines: pages of one document drawn by a computer repeat their heads to the pixel


class Recogniser:
    """A `LineReader`. `size` names the model; several read with different eyes."""

    def __init__(self, size: models.Size) -> None:
        files = models.family(size)
        charset = models.charset(files.dictionary)
        keep = kept_classes(charset)
        classes = len(charset) + 2
        self._session = Session(cut_head(files.recogniser.read_bytes(), classes, keep))
        every = ["", *charset, " "]
        self._alphabet = [every[i] for i in keep]
        self.name = f"ppocr-{size}"
        self.version = files.version
        self._read = lru_cache(_REMEMBERED)(self._read_fitted)

    def read_line(self, line: Gray) -> LineText:
        """One line image of any size; characters are placed in its own columns."""
        fitted = line if line.shape[0] == LINE_HEIGHT and line.shape[1] % 8 == 0 else fit_line(line)
        return self._read(fitted.tobytes(), line.shape[1])

    def _read_fitted(self, pixels: bytes, width: int) -> LineText:
        """`pixels`: those of the line at the recogniser's height; `width`: as many columns as it came with."""
        plane = np.frombuffer(pixels, np.uint8).reshape(LINE_HEIGHT, -1).astype(np.float32) / 127.5 - 1.0
        scores = self._session.run(np.repeat(plane[None, None], 3, axis=1))[0]
        return decode(scores, self._alphabet, width)

    def read_lines(self, lines: Sequence[Gray], expect: Sequence[Kind]) -> list[LineText]:
        """As `LineReader`; the kind expected changes nothing here."""
        return [self.read_line(line) for line in lines]
