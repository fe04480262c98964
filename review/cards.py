"""The cards beside a page: their colours, their type, and how they are kept from lying on one another."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from PIL import ImageDraw, ImageFont

from schemas.notice import FieldStatus

WIDTH = 372
PAD = 14
LABEL, VALUE, DETAIL = 17, 25, 16  # type sizes in pixels
GAP = 10


@dataclass(frozen=True, slots=True)
class Colours:
    """`line` for outlines, `tint` for the marker pen (multiplied with the page)."""

    line: str
    tint: str


class Palette:
    """Read well apart from one another in grey and by people who see red and green alike."""

    DESK = "#eef1f5"
    SHADOW = "#1f2937"
    PAPER = "#ffffff"
    INK = "#111827"
    FAINT = "#5b6472"
    FOUND = Colours("#0f766e", "#cdf3ea")
    CONFLICTING = Colours("#c2610c", "#ffe3b8")
    UNREADABLE = Colours("#b91c1c", "#ffd0d0")

    @classmethod
    def of(cls, status: FieldStatus) -> Colours:
        if status is FieldStatus.CONFLICTING:
            return cls.CONFLICTING
        return cls.UNREADABLE if status is FieldStatus.UNREADABLE else cls.FOUND


@dataclass(frozen=True, slots=True)
class Card:
    label: str
    value: str
    detail: str
    colours: Colours


@lru_cache
def font(size: int) -> ImageFont.FreeTypeFont:
    """Pillow's own scalable face: there on every machine."""
    face = ImageFont.load_default(size)
    if not isinstance(face, ImageFont.FreeTypeFont):
        raise RuntimeError("this Pillow was built without FreeType")
    return face


def card_height(card: Card) -> int:
    """Pixels: the label, the value on up to three lines, the detail on up to two."""
    values, details = _lines_of(card)
    return 2 * PAD + LABEL + 6 + len(values) * (VALUE + 4) + len(details) * (DETAIL + 4)


def draw_card(pen: ImageDraw.ImageDraw, at: tuple[float, float], card: Card) -> None:
    x, y = at
    height = card_height(card)
    pen.rounded_rectangle((x, y, x + WIDTH, y + height), radius=9, fill=Palette.PAPER, outline="#d5dae1", width=1)
    pen.rounded_rectangle((x, y, x + 8, y + height), radius=4, fill=card.colours.line)
    left, row = x + PAD + 8, y + PAD - 3
    values, details = _lines_of(card)
    pen.text((left, row), card.label, font=font(LABEL), fill=Palette.FAINT)
    row += LABEL + 6
    for line in values:
        pen.text((left, row), line, font=font(VALUE), fill=Palette.INK, stroke_width=0.4, stroke_fill=Palette.INK)
        row += VALUE + 4
    for line in details:
        pen.text((left, row + 2), line, font=font(DETAIL), fill=card.colours.line)
        row += DETAIL + 4


def _lines_of(card: Card) -> tuple[list[str], list[str]]:
    return _wrapped(card.value, VALUE, 3), _wrapped(card.detail, DETAIL, 2) if card.detail else []


def placed(wanted: Sequence[tuple[float, int]], top: float, bottom: float) -> list[float]:
    """Tops for cards of (wished middle, height), in order, apart from one another, within top..bottom if they fit."""
    tops: list[float] = []
    free = top
    for middle, height in wanted:
        tops.append(max(free, middle - height / 2))
        free = tops[-1] + height + GAP
    limit = bottom
    for i in range(len(wanted) - 1, -1, -1):
        tops[i] = max(min(tops[i], limit - wanted[i][1]), top if i == 0 else float("-inf"))
        limit = tops[i] - GAP
    return tops


def _wrapped(text: str, size: int, most: int) -> list[str]:
    """`text` on at most `most` lines of the card's width, cut with an ellipsis."""
    room = WIDTH - 2 * PAD - 8
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if font(size).getlength(longer) <= room or not lines[-1]:
            lines[-1] = longer
        else:
            lines.append(word)
    if len(lines) > most:
        lines = [*lines[: most - 1], " ".join(lines[most - 1 :])]
    return [_cut(line, size) for line in lines]


def _cut(text: str, size: int) -> str:
    room = WIDTH - 2 * PAD - 8
    if font(size).getlength(text) <= room:
        return text
    while text and font(size).getlength(text + "…") > room:
        text = text[:-1]
    return text.rstrip() + "…"
