"""Where the official specimens lie, and their words by line: the only door to the folder beside the checkout."""

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

BESIDE = Path(__file__).resolve().parents[3] / "shared" / "specimens"
BLANK_WIDTH = {"year": 8, "form": 8, "tin": 20, "phone": 24}
_NO_SPACE_AFTER = ("(", "$")
_NO_SPACE_BEFORE = (",", ".", ")")


def folder() -> Path:
    """The specimens' folder: NOTICEDESK_SPECIMENS, else `shared/specimens` beside the checkout."""
    named = os.environ.get("NOTICEDESK_SPECIMENS")
    return Path(named) if named else BESIDE


def available() -> bool:
    return (folder() / "ground_truth.json").is_file()


@cache
def _ground_truth(path: Path) -> dict[str, dict[str, Any]]:
    entries = json.loads((path / "ground_truth.json").read_text(encoding="utf-8"))["specimens"]
    return {Path(entry["file"]).stem: entry for entry in entries}


def ground_truth(name: str) -> dict[str, Any]:
    """What a person read on specimen `name` ("cp503"), as the folder's JSON has it."""
    return _ground_truth(folder())[name]


def names() -> tuple[str, ...]:
    return tuple(_ground_truth(folder()))


def read_lines(name: str) -> tuple[str, ...]:
    """The text layer of specimen `name` line by line, runs of white space made one space."""
    text = (folder() / f"{name}.txt").read_text(encoding="utf-8")
    return tuple(" ".join(line.split()) for line in text.split("\n"))


@dataclass(frozen=True)
class Text:
    """The lines of one specimen, picked by reference.

    A reference is a comma-separated list; each part gives lines: `12`, `12-15`, `12/2-4` (words 2 to 4 of line
    12, counted from 1; `12/2-` to its end), or parts joined with `+` into one line. `_year` in a joined line is
    a place that the blank templates leave empty: its value in `blanks`, else white space.
    """

    lines: tuple[str, ...]
    blanks: Mapping[str, str] = field(default_factory=dict)

    def pick(self, reference: str) -> tuple[str, ...]:
        found: list[str] = []
        for part in filter(None, reference.split(",")):
            found.extend([self._joined(part)] if "+" in part else self._plain(part))
        return tuple(found)

    def one(self, reference: str) -> str:
        """A reference that gives one line; several are joined with spaces."""
        return " ".join(self.pick(reference))

    def _plain(self, part: str) -> tuple[str, ...]:
        if part.startswith("_"):
            return (self._blank(part[1:]),)
        if "/" in part:
            return (self._words(*part.split("/")),)
        first, _, last = part.partition("-")
        picked = self.lines[int(first) - 1 : int(last or first)]
        return tuple(line for line in picked if line)

    def _words(self, line: str, span: str) -> str:
        first, dash, last = span.partition("-")
        stop = int(last) if last else None if dash else int(first)
        return " ".join(self.lines[int(line) - 1].split()[int(first) - 1 : stop])

    def _blank(self, name: str) -> str:
        return self.blanks.get(name, " " * BLANK_WIDTH.get(name, 12))

    def _joined(self, part: str) -> str:
        joined = ""
        for piece in (line for p in part.split("+") for line in self._plain(p)):
            tight = joined.endswith(_NO_SPACE_AFTER) or piece.startswith(_NO_SPACE_BEFORE)
            joined += piece if not joined or tight else f" {piece}"
        return joined
