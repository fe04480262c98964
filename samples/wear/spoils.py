"""Marks below which nothing can be read any more: each knows the boxes (points) that it `hides`.

They are opaque: what lies below is gone from the picture, not only dark.
"""

from dataclasses import dataclass
from functools import partial
from random import Random
from typing import Literal

from PIL import Image, ImageDraw
from reportlab.pdfgen.canvas import Canvas

from schemas.geometry import Box

from .grain import blur
from .lettering import ink_mask, pixels_of
from .marks import Blot, Mark, Rgb

Side = Literal["left", "right", "top", "bottom"]


def _painted(picture: Image.Image, color: Rgb, mask: Image.Image, at: tuple[int, int]) -> Image.Image:
    out = picture.copy()
    paint = Image.new("RGB", mask.size, color).convert(picture.mode)
    out.paste(paint, at, mask)
    return out


@dataclass(frozen=True, slots=True)
class MarkerBar:
    """Strokes of a broad black marker over each box."""

    hides: tuple[Box, ...]
    seed: int
    name: str = "marker"

    def apply(self, picture: Image.Image, dpi: float, lid: int) -> Image.Image:
        rng = Random(self.seed)
        out = picture
        for box in self.hides:
            x0, y0, x1, y1 = (pixels_of(v, dpi) for v in box)
            rim = max(6, (y1 - y0) // 2)
            mask = Image.new("L", (x1 - x0 + 2 * rim, y1 - y0 + 2 * rim), 0)
            pen = ImageDraw.Draw(mask)
            over = max(1, round(rim * 0.4))
            left, right = rim - rng.randint(1, over), mask.width - rim + rng.randint(1, over)
            pen.rectangle((left, rim, right, mask.height - rim), fill=255)
            for y in (rim, mask.height - rim):
                start, end = rng.randint(0, rim), mask.width - rng.randint(0, rim)
                pen.line((start, y + rng.randint(-1, 1), end, y + rng.randint(-1, 1)), fill=255, width=3)
            out = _painted(out, (22, 22, 26), blur(mask, 0.7), (x0 - rim, y0 - rim))
        return out


@dataclass(frozen=True, slots=True)
class LostRows:
    """Rows of a fax that never arrived, across the whole page at each of `hides`."""

    hides: tuple[Box, ...]
    seed: int
    name: str = "lost rows"

    def apply(self, picture: Image.Image, dpi: float, lid: int) -> Image.Image:
        rng = Random(self.seed)
        out = picture.copy()
        pen = ImageDraw.Draw(out)
        white: int | Rgb = 255 if out.mode == "L" else (255, 255, 255)
        for box in self.hides:
            top, low = pixels_of(box.y0, dpi), pixels_of(box.y1, dpi)
            pen.rectangle((0, top, out.width, low), fill=white)
            for row in range(top, low + 1):
                if rng.random() < 0.3:
                    start = rng.randrange(out.width)
                    pen.line((start, row, start + rng.randrange(out.width // 3), row), fill=0)
        return out


@dataclass(frozen=True, slots=True)
class Tear:
    """A piece torn out from `side` of the sheet, as deep and as broad as each of `hides`."""

    hides: tuple[Box, ...]
    side: Side
    seed: int
    name: str = "tear"

    def apply(self, picture: Image.Image, dpi: float, lid: int) -> Image.Image:
        rng = Random(self.seed)
        out = picture
        for box in self.hides:
            edge = self._edge(box, dpi, rng)
            mask = Image.new("L", picture.size, 0)
            ImageDraw.Draw(mask).polygon(edge, fill=255)
            rim = Image.new("L", picture.size, 0)
            ImageDraw.Draw(rim).line([*edge, edge[0]], fill=150, width=max(2, round(dpi / 90)))
            out = _painted(out, (120, 120, 116), rim, (0, 0))
            out = _painted(out, (lid, lid, lid), mask, (0, 0))
        return out

    def _edge(self, box: Box, dpi: float, rng: Random) -> list[tuple[int, int]]:
        """The outline: straight along the sheet's edge, ragged inside, never less than the box."""
        x0, y0, x1, y1 = (pixels_of(v, dpi) for v in box)
        rough = round(dpi / 30)

        def out() -> int:
            return rng.randint(1, rough)

        def steps(low: int, high: int) -> list[int]:
            return list(range(low, high, max(3, rough * 2)))

        across, down = steps(x0, x1), steps(y0, y1)
        if self.side == "right":
            ragged = [(x, y0 - out()) for x in reversed(across)] + [(x0 - out(), y) for y in down]
            return [(x1, y0 - rough), *ragged, *((x, y1 + out()) for x in across), (x1, y1 + rough)]
        if self.side == "left":
            ragged = [(x, y0 - out()) for x in across] + [(x1 + out(), y) for y in down]
            return [(x0, y0 - rough), *ragged, *((x, y1 + out()) for x in reversed(across)), (x0, y1 + rough)]
        if self.side == "top":
            ragged = [(x0 - out(), y) for y in down] + [(x, y1 + out()) for x in across]
            return [(x0 - rough, y0), *ragged, *((x1 + out(), y) for y in reversed(down)), (x1 + rough, y0)]
        ragged = [(x0 - out(), y) for y in reversed(down)] + [(x, y0 - out()) for x in across]
        return [(x0 - rough, y1), *ragged, *((x1 + out(), y) for y in down), (x1 + rough, y1)]


@dataclass(frozen=True, slots=True)
class SolidStamp:
    """A stamp of solid ink with pale letters over each box."""

    hides: tuple[Box, ...]
    word: str
    color: Rgb
    seed: int
    name: str = "stamp"

    def apply(self, picture: Image.Image, dpi: float, lid: int) -> Image.Image:
        rng = Random(self.seed)
        out = picture
        for box in self.hides:
            width, height = box.width + 8, box.height + 4
            size = min(height * 0.8, width / max(1, len(self.word)) * 1.4)
            ground = Image.new("L", (pixels_of(width, dpi), pixels_of(height, dpi)), 255)
            letters = ink_mask(width, height, dpi, partial(_lettered, self.word, width, height, size))
            letters = letters.resize(ground.size)
            angle = rng.uniform(-1.5, 1.5)
            at = (pixels_of(box.x0 - 4, dpi), pixels_of(box.y0 - 2, dpi))
            out = _painted(out, self.color, ground, at)
            pale: Rgb = (self.color[0] + 70, self.color[1] + 70, self.color[2] + 70)
            out = _painted(out, pale, letters.rotate(angle, Image.Resampling.BILINEAR), at)
        return out


def _lettered(word: str, width: float, height: float, size: float, canvas: Canvas) -> None:
    canvas.setFont("Helvetica-Bold", size)
    canvas.drawCentredString(width / 2, (height - size * 0.7) / 2, word)


def hidden_by(mark: Mark) -> tuple[Box, ...]:
    """The boxes in which nothing can be read below this mark; () for marks that print shines through."""
    if isinstance(mark, Blot):
        return mark.boxes
    return mark.hides if isinstance(mark, MarkerBar | LostRows | Tear | SolidStamp) else ()
