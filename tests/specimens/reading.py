"""Set pages read back, for the tests: words with their places, and what to expect of them."""

import io
from collections import Counter
from decimal import Decimal
from typing import NamedTuple

import pdfplumber

from .layout import read_layout
from .source import read_lines

BOXES = {"☐", "\uf8e7"}  # drawn as shapes, or an ornament of the text layer
BOX_OF_TEMPLATES = "F"  # what a check box became in the text layer of the blank templates


class Word(NamedTuple):
    """A word on a set page; inches from the top left."""

    text: str
    left: float
    top: float
    right: float
    bottom: float


Pages = list[list[Word]]


def read_words(pdf: bytes) -> Pages:
    """The words of each page, in the order in which they were set."""
    with pdfplumber.open(io.BytesIO(pdf)) as opened:
        return [
            [
                Word(w["text"], w["x0"] / 72, w["top"] / 72, w["x1"] / 72, w["bottom"] / 72)
                for w in page.extract_words(x_tolerance=1.5, use_text_flow=True)
            ]
            for page in opened.pages
        ]


def expected_words(name: str, page: int) -> Counter[str]:
    """The words of the lines that layout `name` gives to page 0 or 1, check boxes left out."""
    layout, lines = read_layout(name).pages[page], read_lines(name)
    first, last = (int(n) for n in layout.lines.split("-"))
    found = Counter(w for line in lines[first - 1 : last] for w in line.split() if w not in BOXES)
    if layout.contact and layout.contact.tick and BOX_OF_TEMPLATES in found:
        found[BOX_OF_TEMPLATES] -= 1
    return +found


def phrase(words: list[Word], text: str) -> list[tuple[float, float, float]]:
    """Left, top and right of every place where `text` stands, its words one after the other."""
    parts = text.split()
    runs = (words[i : i + len(parts)] for i in range(len(words) - len(parts) + 1))
    hits = [run for run in runs if [w.text for w in run] == parts]
    return [(hit[0].left, hit[0].top, hit[-1].right) for hit in hits]


def collisions(page: list[Word]) -> list[tuple[str, str]]:
    """Words that share more than a hair: lines stand closer than their full font boxes, never on each other."""
    found, ordered = [], sorted(page, key=lambda w: w.top)
    for i, a in enumerate(ordered):
        for b in ordered[i + 1 :]:
            if b.top > a.bottom:
                break
            wide = min(a.right, b.right) - max(a.left, b.left)
            high = min(a.bottom, b.bottom) - b.top
            if wide > 0.01 and high > 0.35 * min(a.bottom - a.top, b.bottom - b.top):
                found.append((a.text, b.text))
    return found


def printed_money(amount: Decimal) -> str:
    return f"{abs(amount):,.2f}"
