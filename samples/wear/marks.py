"""What happens to paper before it is scanned: stamps, folds, holes, staples, pens, blots.

A mark knows its place in points of the upright page and its own seed, so that a rescan of the same sheet shows the
same mark. Ink darkens what lies below and never lightens it: covered print stays as readable as it is in life.
"""

import math
from dataclasses import dataclass
from random import Random
from typing import Protocol

from PIL import Image, ImageChops, ImageDraw
from reportlab.pdfgen.canvas import Canvas

from schemas.geometry import Box

from .grain import blur, cloud, generator
from .lettering import ink_mask, pixels_of

Rgb = tuple[int, int, int]


class Mark(Protocol):
    """Something on the paper. `lid` is the gray that shows through where the paper is missing."""

    @property
    def name(self) -> str:
        """What the truth calls it."""
        ...

    def apply(self, picture: Image.Image, dpi: float, lid: int) -> Image.Image:
        """A new picture with the mark on it ("L" stays "L", "RGB" stays "RGB")."""
        ...


def inked(picture: Image.Image, mask: Image.Image, at: tuple[int, int], color: Rgb, opacity: float) -> Image.Image:
    """`color` multiplied onto `picture` where `mask` is, its top left corner `at` (may lie outside)."""
    box = (at[0], at[1], at[0] + mask.width, at[1] + mask.height)
    region = picture.crop(box)
    paint = Image.new("RGB", mask.size, "white")
    paint.paste(color, mask=mask.point([round(v * opacity) for v in range(256)]))
    out = picture.copy()
    out.paste(ImageChops.multiply(region, paint.convert(picture.mode)), box)
    return out


def _pixel_box(box: Box, dpi: float) -> tuple[int, int, int, int]:
    x0, y0, x1, y1 = (pixels_of(v, dpi) for v in box)
    return x0, y0, x1, y1


@dataclass(frozen=True, slots=True)
class Stamp:
    """A rubber stamp: its lines, the largest in the middle; `center` in points, `angle` in degrees."""

    lines: tuple[str, ...]
    center: tuple[float, float]
    angle: float
    color: Rgb
    seed: int
    framed: bool = True
    faintest: int = 130
    opacity: float = 0.85
    name: str = "stamp"

    @staticmethod
    def footprint(lines: tuple[str, ...]) -> tuple[float, float]:
        """Width and height in points of a stamp with these lines, turned a little."""
        return 26.0 + max(len(line) for line in lines) * 9.5, 20.0 + 17.0 * len(lines)

    def apply(self, picture: Image.Image, dpi: float, lid: int) -> Image.Image:
        gen = generator(Random(self.seed))
        width, height = self.footprint(self.lines)
        mask = ink_mask(width, height, dpi, lambda canvas: self._draw(canvas, width, height))
        patches = cloud(mask.size, 14, gen).point([min(255, max(self.faintest, v * 2 + 40)) for v in range(256)])
        mask = ImageChops.multiply(blur(mask, dpi / 300), patches)
        mask = mask.rotate(self.angle, Image.Resampling.BILINEAR, expand=True)
        at = (
            pixels_of(self.center[0], dpi) - mask.width // 2,
            pixels_of(self.center[1], dpi) - mask.height // 2,
        )
        return inked(picture, mask, at, self.color, self.opacity)

    def _draw(self, canvas: Canvas, width: float, height: float) -> None:
        if self.framed:
            canvas.setLineWidth(1.8)
            canvas.roundRect(3, 3, width - 6, height - 6, 4)
        y = height - 11.0
        for index, line in enumerate(self.lines):
            size = 15.0 if index == 0 else 12.0
            y -= size * 0.9
            canvas.setFont("Helvetica-Bold" if index == 0 else "Courier-Bold", size)
            canvas.drawCentredString(width / 2, y, line)
            y -= 3


@dataclass(frozen=True, slots=True)
class Folds:
    """Creases of a folded letter at `heights` (points): a soft shade and a line where toner has flaked off."""

    heights: tuple[float, ...]
    depth: float
    seed: int
    name: str = "folds"

    def apply(self, picture: Image.Image, dpi: float, lid: int) -> Image.Image:
        rng = Random(self.seed)
        shade = Image.new("L", (2, picture.height), 255)
        for height in self.heights:
            self._shade(shade, pixels_of(height, dpi), dpi)
        out = ImageChops.multiply(picture, shade.resize(picture.size).convert(picture.mode))
        pen = ImageDraw.Draw(out)
        flake: int | Rgb = 236 if out.mode == "L" else (238, 236, 230)
        for height in self.heights:
            tilt = rng.uniform(-0.004, 0.004)
            for _ in range(round(picture.width * 0.35 * self.depth)):
                x = rng.randrange(picture.width)
                y = pixels_of(height, dpi) + round((x - picture.width / 2) * tilt + rng.gauss(0, dpi / 400))
                pen.point((x, y), fill=flake)
        return out

    def _shade(self, shade: Image.Image, row: int, dpi: float) -> None:
        reach = max(2, round(dpi * 0.16))
        pen = ImageDraw.Draw(shade)
        for step in range(-reach, reach + 1):
            near = 1 - abs(step) / reach
            side = 1.0 if step < 0 else 0.45
            loss = round(34 * self.depth * near * near * side) + (round(40 * self.depth) if step == 0 else 0)
            pen.line((0, row + step, 1, row + step), fill=255 - loss)


@dataclass(frozen=True, slots=True)
class Holes:
    """Punched holes of 0.28 inch at `centers` (points)."""

    centers: tuple[tuple[float, float], ...]
    name: str = "holes"

    def apply(self, picture: Image.Image, dpi: float, lid: int) -> Image.Image:
        radius = 0.14 * dpi
        side = round(2 * radius) + 12
        mid = side / 2
        hole = Image.new("L", (side, side), 0)
        rim = hole.copy()
        ImageDraw.Draw(rim).ellipse(
            (mid - radius - 2, mid - radius - 1, mid + radius + 2, mid + radius + 3), fill=110
        )
        ImageDraw.Draw(hole).ellipse((mid - radius, mid - radius, mid + radius, mid + radius), fill=255)
        out, rim, hole = picture, blur(rim, 1.2), blur(hole, 0.6)
        behind = Image.new("L", hole.size, lid).convert(picture.mode)
        for x, y in self.centers:
            at = (round(x * dpi / 72 - mid), round(y * dpi / 72 - mid))
            out = inked(out, rim, at, (0, 0, 0), 1.0)
            out.paste(behind, at, hole)
        return out


@dataclass(frozen=True, slots=True)
class Staple:
    """A staple, or what it left: `at` its left end in points, `angle` in degrees."""

    at: tuple[float, float]
    angle: float
    removed: bool
    name: str = "staple"

    def apply(self, picture: Image.Image, dpi: float, lid: int) -> Image.Image:
        length, thick = 0.45 * dpi, max(1, round(0.02 * dpi))
        mid = round(length) + 4 * thick
        x1 = mid + length * math.cos(math.radians(self.angle))
        y1 = mid + length * math.sin(math.radians(self.angle))
        mask = Image.new("L", (2 * mid, 2 * mid), 0)
        pen = ImageDraw.Draw(mask)
        if self.removed:
            for x, y in ((mid, mid), (x1, y1)):
                pen.ellipse((x - thick, y - thick * 0.6, x + thick, y + thick * 0.6), fill=230)
            pen.line((mid, mid, x1, y1), fill=36, width=thick)
        else:
            pen.line((mid + thick, mid + 2 * thick, x1 + thick, y1 + 2 * thick), fill=80, width=2 * thick)
            pen.line((mid, mid, x1, y1), fill=235, width=thick)
        at = (pixels_of(self.at[0], dpi) - mid, pixels_of(self.at[1], dpi) - mid)
        return inked(picture, blur(mask, thick / 4), at, (20, 20, 22), 1.0)


@dataclass(frozen=True, slots=True)
class Highlighter:
    """A marker pen drawn over `box` (points)."""

    box: Box
    color: Rgb
    seed: int
    name: str = "highlighter"

    def apply(self, picture: Image.Image, dpi: float, lid: int) -> Image.Image:
        rng = Random(self.seed)
        x0, y0, x1, y1 = _pixel_box(self.box, dpi)
        mask = Image.new("L", (x1 - x0 + 20, y1 - y0 + 20), 0)
        drop = rng.randint(-4, 4)
        right, low = mask.width - 8, mask.height - 8
        ImageDraw.Draw(mask).polygon([(8, 8), (right, 8 + drop), (right, low + drop), (8, low)], fill=225)
        return inked(picture, blur(mask, 1.5), (x0 - 10, y0 - 10), self.color, 0.9)


@dataclass(frozen=True, slots=True)
class PenRing:
    """A circle drawn by hand around `box` (points)."""

    box: Box
    color: Rgb
    seed: int
    name: str = "pen"

    def apply(self, picture: Image.Image, dpi: float, lid: int) -> Image.Image:
        rng = Random(self.seed)
        scale = dpi / 72
        rx, ry = (self.box.width / 2 + 12) * scale, (self.box.height / 2 + 8) * scale
        mask = Image.new("L", (round(rx * 2.4), round(ry * 3)), 0)
        wobble = [rng.uniform(0.94, 1.06) for _ in range(9)]
        trace = []
        for step in range(75):
            share = step / 8
            low = int(share) % 9
            swing = wobble[low] + (wobble[(low + 1) % 9] - wobble[low]) * (share - int(share))
            turn = math.radians(step * 5.3 + 40)
            trace.append(
                (mask.width / 2 + rx * swing * math.cos(turn), mask.height / 2 + ry * swing * math.sin(turn))
            )
        ImageDraw.Draw(mask).line(trace, fill=240, width=max(2, round(1.1 * scale)), joint="curve")
        at = (round(self.box.cx * scale) - mask.width // 2, round(self.box.cy * scale) - mask.height // 2)
        return inked(picture, blur(mask, 0.6), at, self.color, 0.95)


@dataclass(frozen=True, slots=True)
class Blot:
    """Spilled ink over `boxes` (points): what is below is lost to everybody."""

    boxes: tuple[Box, ...]
    seed: int
    name: str = "blot"

    def apply(self, picture: Image.Image, dpi: float, lid: int) -> Image.Image:
        rng = Random(self.seed)
        out = picture
        for box in self.boxes:
            x0, y0, x1, y1 = _pixel_box(box, dpi)
            step = max(2, (y1 - y0) // 2)
            rim = 4 * step
            mask = Image.new("L", (x1 - x0 + 2 * rim, y1 - y0 + 2 * rim), 0)
            pen = ImageDraw.Draw(mask)
            for x in range(rim - step // 2, x1 - x0 + rim + step, step):
                r = step * rng.uniform(1.3, 1.9)
                cy = mask.height / 2 + rng.uniform(-2, 2)
                pen.ellipse((x - r, cy - r, x + r, cy + r), fill=255)
            ink = Image.new("RGB", mask.size, (14, 14, 24)).convert(out.mode)
            if out is picture:
                out = picture.copy()
            out.paste(ink, (x0 - rim, y0 - rim), blur(mask, 1.0))
        return out
