"""What a person writes on paper by hand: figures, dates and short words as pen strokes, never two alike.

The strokes are our own; a letter stands in a cell one unit high with its baseline at 0, descenders below.
"""

from dataclasses import dataclass
from random import Random

from PIL import Image, ImageDraw

from .grain import blur
from .marks import Rgb, inked

Point = tuple[float, float]
Stroke = tuple[Point, ...]

_ADVANCE = {" ": 0.4, ".": 0.24, ",": 0.24, "i": 0.26, "l": 0.28, "-": 0.46, "/": 0.5, "1": 0.5, "w": 0.62}
_GLYPHS: dict[str, tuple[Stroke, ...]] = {
    "0": (((0.3, 1), (0.05, 0.7), (0.05, 0.3), (0.3, 0), (0.55, 0.3), (0.55, 0.7), (0.3, 1), (0.36, 0.97)),),
    "1": (((0.16, 0.8), (0.33, 1), (0.32, 0.5), (0.3, 0)),),
    "2": (((0.08, 0.75), (0.15, 0.97), (0.4, 1), (0.52, 0.75), (0.35, 0.4), (0.05, 0.03), (0.3, 0.05), (0.58, 0)),),
    "3": (
        ((0.08, 0.9), (0.3, 1), (0.5, 0.82), (0.3, 0.56), (0.22, 0.54), (0.45, 0.5), (0.55, 0.28), (0.35, 0),
         (0.06, 0.1)),
    ),
    "4": (((0.35, 1), (0.2, 0.7), (0.05, 0.4), (0.3, 0.41), (0.58, 0.42)), ((0.43, 0.7), (0.41, 0.35), (0.4, 0))),
    "5": (((0.16, 0.98), (0.12, 0.6), (0.35, 0.62), (0.55, 0.4), (0.45, 0.06), (0.2, 0), (0.05, 0.1)),
          ((0.15, 0.97), (0.5, 1))),
    "6": (((0.45, 1), (0.15, 0.7), (0.05, 0.3), (0.2, 0), (0.45, 0.05), (0.52, 0.3), (0.3, 0.5), (0.08, 0.3)),),
    "7": (((0.05, 0.95), (0.3, 0.98), (0.55, 1), (0.38, 0.5), (0.25, 0)),),
    "8": (
        ((0.5, 0.85), (0.3, 1), (0.1, 0.82), (0.3, 0.55), (0.52, 0.25), (0.3, 0), (0.07, 0.22), (0.3, 0.52),
         (0.48, 0.75), (0.5, 0.87)),
    ),
    "9": (((0.5, 0.8), (0.3, 1), (0.08, 0.78), (0.2, 0.52), (0.45, 0.62), (0.5, 0.85), (0.48, 0.4), (0.42, 0)),),
    "$": (((0.5, 0.85), (0.3, 0.95), (0.1, 0.78), (0.3, 0.5), (0.5, 0.25), (0.3, 0.05), (0.08, 0.15)),
          ((0.31, 1.12), (0.29, -0.12))),
    ".": (((0.08, 0.0), (0.12, 0.03)),),
    ",": (((0.13, 0.06), (0.06, -0.18)),),
    "/": (((0.45, 1.08), (0.05, -0.1)),),
    "-": (((0.08, 0.44), (0.36, 0.46)),),
    "?": (((0.1, 0.8), (0.3, 1), (0.5, 0.8), (0.3, 0.5), (0.3, 0.28)), ((0.3, 0.05), (0.32, 0.02))),
    "a": (((0.42, 0.4), (0.2, 0.5), (0.05, 0.25), (0.2, 0.02), (0.4, 0.2), (0.42, 0.45), (0.42, 0.1), (0.5, 0)),),
    "c": (((0.4, 0.42), (0.2, 0.5), (0.05, 0.25), (0.2, 0), (0.42, 0.08)),),
    "d": (((0.4, 0.4), (0.2, 0.5), (0.05, 0.25), (0.2, 0.02), (0.4, 0.2), (0.43, 0.6), (0.44, 1)),
          ((0.44, 0.95), (0.43, 0.4), (0.46, 0))),
    "e": (((0.06, 0.26), (0.4, 0.3), (0.25, 0.5), (0.06, 0.3), (0.15, 0.02), (0.42, 0.08)),),
    "f": (((0.45, 0.9), (0.3, 1), (0.22, 0.7), (0.2, -0.2)), ((0.05, 0.5), (0.4, 0.52))),
    "i": (((0.1, 0.48), (0.1, 0.05), (0.18, 0)), ((0.1, 0.7), (0.12, 0.73))),
    "k": (((0.06, 1), (0.07, 0.5), (0.06, 0)), ((0.38, 0.5), (0.09, 0.25), (0.4, 0))),
    "l": (((0.1, 1), (0.1, 0.1), (0.2, 0)),),
    "n": (((0.05, 0.5), (0.06, 0), (0.1, 0.35), (0.28, 0.5), (0.38, 0.35), (0.4, 0)),),
    "o": (((0.25, 0.5), (0.05, 0.25), (0.22, 0), (0.42, 0.25), (0.25, 0.5)),),
    "p": (((0.05, 0.5), (0.06, 0), (0.05, -0.4)), ((0.05, 0.4), (0.25, 0.5), (0.42, 0.25), (0.2, 0), (0.06, 0.1))),
    "r": (((0.05, 0.5), (0.06, 0), (0.1, 0.35), (0.35, 0.48)),),
    "s": (((0.38, 0.43), (0.2, 0.5), (0.1, 0.38), (0.35, 0.15), (0.2, 0), (0.04, 0.06)),),
    "t": (((0.2, 0.85), (0.18, 0.1), (0.35, 0.02)), ((0.03, 0.55), (0.38, 0.56))),
    "u": (((0.05, 0.5), (0.06, 0.1), (0.2, 0), (0.36, 0.15), (0.38, 0.5), (0.38, 0.1), (0.46, 0)),),
    "w": (((0.03, 0.5), (0.12, 0), (0.26, 0.42), (0.38, 0), (0.52, 0.5)),),
}  # fmt: skip
LETTERS = frozenset(_GLYPHS) | {" "}


@dataclass(frozen=True, slots=True)
class Handwriting:
    """`text` (of `LETTERS`) written from `at` (baseline, points) with figures `size` points tall.

    `slope`: how far the line climbs for each point it runs to the right.
    """

    text: str
    at: tuple[float, float]
    size: float
    color: Rgb
    seed: int
    slope: float = 0.0
    name: str = "handwriting"

    @staticmethod
    def footprint(text: str, size: float) -> tuple[float, float]:
        """Width and height in points, generously."""
        return sum(_ADVANCE.get(c, 0.66) for c in text) * size * 1.06 + 4, size * 1.4

    def apply(self, picture: Image.Image, dpi: float, lid: int) -> Image.Image:
        scale = dpi / 72
        wide, tall = self.footprint(self.text, self.size)
        margin = self.size * 0.6 + abs(self.slope) * wide
        size = (round((wide + 2 * margin) * scale), round((tall + 2 * margin) * scale))
        strokes = self._strokes(margin, margin + tall * 0.72)
        mask = drawn(strokes, size, scale, width=self.size * 0.085)
        at = (round((self.at[0] - margin) * scale), round((self.at[1] - margin - tall * 0.72) * scale))
        return inked(picture, mask, at, self.color, 0.92)

    def _strokes(self, left: float, base: float) -> list[list[Point]]:
        """Every stroke in points of the mask, y downwards."""
        rng = Random(self.seed)
        lean, x = rng.uniform(0.02, 0.28), left
        found: list[list[Point]] = []
        for letter in self.text:
            tall = self.size * rng.uniform(0.9, 1.1)
            lift = rng.uniform(-0.05, 0.05) * self.size
            for stroke in _GLYPHS.get(letter, ()):
                places = []
                for point in stroke:
                    u, v = (value + rng.uniform(-0.035, 0.035) for value in point)
                    across = x + (u + lean * v) * tall
                    places.append((across, base - v * tall - lift - (across - left) * self.slope))
                found.append(places)
            x += _ADVANCE.get(letter, 0.66) * self.size * rng.uniform(0.92, 1.06)
        return found


@dataclass(frozen=True, slots=True)
class PenLine:
    """One stroke of a pen through `points`: an underline, a line drawn through a value, an arrow, a tick."""

    points: tuple[Point, ...]
    color: Rgb
    seed: int
    width: float = 1.1
    name: str = "pen"

    def apply(self, picture: Image.Image, dpi: float, lid: int) -> Image.Image:
        rng = Random(self.seed)
        scale, margin = dpi / 72, 8.0
        shaky = [(x + rng.uniform(-1, 1), y + rng.uniform(-1, 1)) for x, y in self.points]
        left, top = min(x for x, _ in shaky) - margin, min(y for _, y in shaky) - margin
        right, low = max(x for x, _ in shaky) + margin, max(y for _, y in shaky) + margin
        size = (round((right - left) * scale), round((low - top) * scale))
        mask = drawn([[(x - left, y - top) for x, y in shaky]], size, scale, width=self.width)
        return inked(picture, mask, (round(left * scale), round(top * scale)), self.color, 0.9)


def drawn(strokes: list[list[Point]], size: tuple[int, int], scale: float, *, width: float) -> Image.Image:
    """Strokes (points) as an ink mask of `size` pixels, `width` points broad, with smooth edges."""
    mask = Image.new("L", (2 * size[0], 2 * size[1]), 0)
    pen = ImageDraw.Draw(mask)
    broad = max(2, round(2 * width * scale))
    for stroke in strokes:
        line = [(2 * x * scale, 2 * y * scale) for x, y in _smooth(stroke)]
        pen.line(line, fill=240, width=broad, joint="curve")
        for x, y in (line[0], line[-1]):
            pen.ellipse((x - broad / 2, y - broad / 2, x + broad / 2, y + broad / 2), fill=240)
    return blur(mask.resize(size, Image.Resampling.BOX), 0.4)


def _smooth(stroke: list[Point], steps: int = 6) -> list[Point]:
    """A curve through all points (Catmull and Rom)."""
    if len(stroke) < 3:
        return stroke
    ends = [stroke[0], *stroke, stroke[-1]]
    out: list[Point] = []
    for a, b, c, d in zip(ends, ends[1:], ends[2:], ends[3:], strict=False):
        for step in range(steps):
            t = step / steps
            out.append((_between(a[0], b[0], c[0], d[0], t), _between(a[1], b[1], c[1], d[1], t)))
    return [*out, stroke[-1]]


def _between(a: float, b: float, c: float, d: float, t: float) -> float:
    return 0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t * t + (3 * b - a - 3 * c + d) * t * t * t)
