"""Reads line images with a PP-OCRv6 recogniser: one line a call, widths in steps of 8, greedy CTC."""

from collections.abc import Sequence

import numpy as np

from extractors.kinds import Kind

from . import models
from .crops import LINE_HEIGHT, fit_line
from .ctc import decode
from .head import cut_head, kept_classes
from .protocol import Gray, LineText
from .session import Session


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

    def read_line(self, line: Gray) -> LineText:
        """One line image of any size; characters are placed in its own columns."""
        fitted = line if line.shape[0] == LINE_HEIGHT and line.shape[1] % 8 == 0 else fit_line(line)
        plane = fitted.astype(np.float32) / 127.5 - 1.0
        scores = self._session.run(np.repeat(plane[None, None], 3, axis=1))[0]
        return decode(scores, self._alphabet, line.shape[1])

    def read_lines(self, lines: Sequence[Gray], expect: Sequence[Kind]) -> list[LineText]:
        """As `LineReader`; the kind expected changes nothing here."""
        return [self.read_line(line) for line in lines]
