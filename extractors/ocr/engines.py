"""The one place that constructs OCR engines. Each is built when first asked for: loading costs time and memory."""

from functools import cached_property
from pathlib import Path

import cv2

from schemas.errors import ToolMissing

from . import models
from .detector import Detector
from .orientation import OrientationClassifier
from .page import PageReader
from .protocol import LineReader
from .recogniser import Recogniser
from .session import Session
from .tesseract import Tesseract


class Engines:
    """The engines of one process, each with one thread. Raises ToolMissing where a wheel is not installed."""

    def __init__(self, long_side: int, cascade: bool, tesseract: Path | None, tessdata: Path | None) -> None:
        self._long_side = long_side
        self._cascade = cascade
        self._tesseract = (tesseract, tessdata)
        cv2.setNumThreads(1)

    @property
    def version(self) -> str:
        return models.family("tiny").version

    @cached_property
    def tiny(self) -> Recogniser:
        return Recogniser("tiny")

    @cached_property
    def small(self) -> Recogniser:
        return Recogniser("small")

    @cached_property
    def page(self) -> PageReader:
        detector = Detector(Session(models.family("tiny").detector, keeps_memory=True), self._long_side)
        return PageReader(detector, self.tiny, self.small if self._cascade else None)

    @cached_property
    def tesseract(self) -> LineReader | None:
        """The second reader, or None where it can't be started."""
        try:
            return Tesseract(*self._tesseract)
        except ToolMissing:
            return None

    @cached_property
    def orientation(self) -> OrientationClassifier:
        return OrientationClassifier(models.orientation())
