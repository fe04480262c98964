"""The numbered lines, captioned boxes and counted parts of a sheet that looks like a tax form."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from itertools import pairwise

from samples import fonts
from samples.flow import Flow
from samples.fonts import HELVETICA
from samples.layouts import parts
from samples.layouts.header import Line
from samples.sheet import Area, Rule, Sheet
from schemas.geometry import Box

from .common import fitted

_F = HELVETICA
LEFT, RIGHT = 36.0, 576.0
TEXT, _BOX, _VALUE = 66.0, 430.0, 456.0  # of a line: where its words, the small box and the value begin
SIZE, TALL, CAPTION = 9.4, 16.0, 6.0
_ROMAN = (("X", 10), ("IX", 9), ("V", 5), ("IV", 4), ("I", 1))


@dataclass(frozen=True, slots=True)
class Item:
    """A line to be: `key` is how labels and steps refer to it, `note` ties its amount to the truth."""

    label: str
    value: str
    key: str = ""
    note: str = ""
    bold: bool = False
    number: str = ""


@dataclass
class Book:
    """The lines by part, numbered through; `where` has the numbers by key."""

    facts: list[Item] = field(default_factory=list)
    figures: list[Item] = field(default_factory=list)
    last: int = 0
    where: dict[str, str] = field(default_factory=dict)

    def number(self, groups: Iterable[list[Item]]) -> list[Item]:
        """The lines of the groups, each group under one number: "7", or "7a" and "7b"."""
        done = []
        for group in groups:
            self.last += 1
            for n, item in enumerate(group):
                done.append(replace(item, number=f"{self.last}{chr(97 + n) if len(group) > 1 else ''}"))
                self.where |= dict.fromkeys(item.key.split(), done[-1].number)
        return done


@dataclass
class Form(Flow):
    """Text and lines in parts, which are counted."""

    count: int = 0

    def part(self, word: str, title: str) -> None:
        """A bar across the page with the number of the part on black."""
        self.y += 3
        self.need(54)
        self.count += 1
        name = f"{word} {_roman(self.count)}"
        edge = self.x + fonts.width(name, _F.bold, 9.4) + 12
        top, room = self.y - 10.5, RIGHT - edge - 10
        self.sheet.add(Area(Box(self.x, top, edge, top + 14), 0.0, None))
        self.sheet.text(self.x + 6, self.y, name, _F.bold, 9.4, gray=1.0)
        self.sheet.text(edge + 8, self.y, title, _F.bold, fitted(title, _F.bold, 10, room))
        self.sheet.add(Rule(self.x, top, RIGHT, top, 0.8), Rule(self.x, top + 14, RIGHT, top + 14, 0.8))
        self.y += 16

    def row(self, item: Item) -> None:
        """Number, words, dots, the number once more in its box, the value."""
        sheet, font = self.sheet, _F.bold if item.bold else _F.regular
        words = fonts.wrap(item.label.replace("\n", " "), font, SIZE, _BOX - TEXT - 30)
        tall = TALL + 11 * (len(words) - 1)
        self.need(tall - 12)
        top, base = self.y - 11.5, self.y + tall - TALL
        stem = item.number.rstrip("abcdefghij")
        sheet.text(TEXT - 16, self.y, stem if item.number[len(stem) :] in ("", "a") else "", _F.bold, 9, align="r")
        sheet.text(TEXT - 13, self.y, item.number[len(stem) :], _F.bold, 9)
        sheet.lines(TEXT, self.y, words, font, SIZE, pitch=11)
        sheet.add(*parts.leaders(TEXT + fonts.width(words[-1], font, SIZE), _BOX, base, _F.regular, SIZE))
        sheet.add(Area(Box(_BOX, top, _VALUE, top + tall)), Rule(_VALUE, top + tall, RIGHT, top + tall))
        if item.bold:
            sheet.add(Area(Box(_VALUE, top, RIGHT, top + tall), None, 0.0, 1.3))
        sheet.text((_BOX + _VALUE) / 2, base, item.number, _F.bold, 8.2, align="c")
        size = fitted(item.value, font, SIZE + 0.4, RIGHT - _VALUE - 8)
        sheet.text(RIGHT - 4, base, item.value, font, size, align="r")
        if item.note:
            sheet.note(item.note)
        self.y += tall

    def rows(self, items: list[Item]) -> None:
        for item in items:
            self.row(item)
        self.y += 6


def _roman(n: int) -> str:
    text = ""
    for letters, worth in _ROMAN:
        text += letters * (n // worth)
        n %= worth
    return text


def cells(sheet: Sheet, y: float, edges: tuple[float, ...], rows: list[Line], tall: float) -> float:
    """Boxes side by side, each with its caption inside the upper edge; gives the lower edge."""
    for (x0, x1), (caption, value) in zip(pairwise(edges), rows, strict=True):
        sheet.add(Area(Box(x0, y, x1, y + tall)))
        sheet.text(x0 + 3, y + 7, caption, _F.regular, fitted(caption, _F.regular, CAPTION, x1 - x0 - 6))
        lines = value.split("\n")
        size = min(fitted(line, _F.regular, 9.6, x1 - x0 - 12) for line in lines)
        sheet.lines(x0 + 6, y + 19, lines, _F.regular, size, pitch=11.6)
    return y + tall
