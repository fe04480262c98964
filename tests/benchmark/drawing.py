"""The reliability diagram and the curve of risk against coverage as pictures, drawn with Pillow."""

from collections.abc import Sequence
from dataclasses import dataclass

from PIL import Image, ImageDraw, ImageFont

from .confidence import Bin, Point

SIZE, LEFT, TOP, RIGHT, BOTTOM = (760, 560), 86, 64, 28, 74
_SCALE = 2  # drawn twice as large and reduced: smooth lines
_INK, _FAINT, _GRID, _BLUE, _ORANGE = "#1f2933", "#7b8794", "#e4e7eb", "#2f6db5", "#d9822b"

Spot = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Axes:
    """A plot of values 0..`x_most` by 0..`y_most` (or from `x_least`, `y_least`)."""

    picture: Image.Image
    pen: ImageDraw.ImageDraw
    x_least: float
    x_most: float
    y_least: float
    y_most: float

    def at(self, x: float, y: float) -> Spot:
        """The pixel of a value, which may lie outside."""
        across = (x - self.x_least) / (self.x_most - self.x_least)
        up = (y - self.y_least) / (self.y_most - self.y_least)
        width, height = SIZE[0] - LEFT - RIGHT, SIZE[1] - TOP - BOTTOM
        return ((LEFT + across * width) * _SCALE, (TOP + (1 - up) * height) * _SCALE)

    def text(self, at: Spot, words: str, size: int = 13, anchor: str = "mm", ink: str = _INK) -> None:
        """`at` in points of the picture, not of the plot."""
        font = ImageFont.load_default(size * _SCALE)
        self.pen.text((at[0] * _SCALE, at[1] * _SCALE), words, fill=ink, font=font, anchor=anchor)

    def line(self, spots: Sequence[Spot], ink: str, width: float = 2) -> None:
        """Through values, in order."""
        self.pen.line([self.at(*s) for s in spots], fill=ink, width=round(width * _SCALE), joint="curve")

    def dot(self, spot: Spot, ink: str, radius: float = 4) -> None:
        x, y = self.at(*spot)
        reach = radius * _SCALE
        self.pen.ellipse((x - reach, y - reach, x + reach, y + reach), fill=ink)

    def done(self) -> Image.Image:
        return self.picture.resize(SIZE, Image.Resampling.LANCZOS)


def axes(title: str, subtitle: str, x: tuple[str, Sequence[float]], y: tuple[str, Sequence[float]]) -> Axes:
    """An empty plot: name and ticks of both axes, the first and last tick at its ends."""
    picture = Image.new("RGB", (SIZE[0] * _SCALE, SIZE[1] * _SCALE), "white")
    plot = Axes(picture, ImageDraw.Draw(picture), x[1][0], x[1][-1], y[1][0], y[1][-1])
    for tick in x[1]:
        plot.line([(tick, y[1][0]), (tick, y[1][-1])], _GRID, 1)
        plot.text((plot.at(tick, 0)[0] / _SCALE, SIZE[1] - BOTTOM + 16), f"{tick * 100:g} %", 12, ink=_FAINT)
    for tick in y[1]:
        plot.line([(x[1][0], tick), (x[1][-1], tick)], _GRID, 1)
        plot.text((LEFT - 8, plot.at(0, tick)[1] / _SCALE), f"{tick * 100:g} %", 12, "rm", _FAINT)
    plot.text((LEFT, 22), title, 18, "lm")
    plot.text((LEFT, 46), subtitle, 12, "lm", _FAINT)
    plot.text(((LEFT + SIZE[0] - RIGHT) / 2, SIZE[1] - 24), x[0], 13)
    plot.text((LEFT - 74, TOP - 12), y[0], 13, "lm")
    return plot


def reliability(bins: Sequence[Bin], ece: float | None, name: str) -> Image.Image:
    """What was said against what was right; the size of a dot tells how many fields said so."""
    ticks = [0, 0.2, 0.4, 0.6, 0.8, 1.0]
    total = sum(b.count for b in bins)
    told = f"{name}: {total} critical values" + (f", expected calibration error {ece:.4f}" if ece is not None else "")
    plot = axes("Confidence of critical values read", told, ("what the confidence said", ticks), ("right", ticks))
    plot.line([(0, 0), (1, 1)], _FAINT, 1)
    plot.line([(b.said, b.right) for b in bins], _BLUE, 1)
    for item in bins:
        plot.dot((item.said, item.right), _BLUE, 3 + 14 * (item.count / total) ** 0.5)
    return plot.done()


def risk_against_coverage(points: Sequence[Point], accepted: Spot | None, name: str) -> Image.Image:
    """The share of notices taken, the surest first, against the share of them that has a wrong critical field.

    `accepted`: where the run stood, coverage and risk.
    """
    top = _nice(max([0.01, *(p.risk for p in points), accepted[1] if accepted else 0.0]))
    ys = [top * i / 5 for i in range(6)]
    told = f"{name}: notices by the confidence of their weakest critical field"
    xs = [0, 0.2, 0.4, 0.6, 0.8, 1.0]
    plot = axes("Risk against coverage", told, ("taken, the surest first", xs), ("with a wrong field", ys))
    if points:
        plot.line([(0.0, points[0].risk), *((p.coverage, p.risk) for p in points)], _BLUE)
    if accepted:
        plot.dot(accepted, _ORANGE, 6)
        x, y = plot.at(*accepted)
        plot.text((x / _SCALE, y / _SCALE - 16), f"accepted: {accepted[0]:.1%}, risk {accepted[1]:.2%}", 12, "mm")
    return plot.done()


def _nice(most: float) -> float:
    """A round number not below `most`."""
    return next(v for v in (0.01, 0.02, 0.05, 0.1, 0.2, 0.25, 0.5, 1.0) if v >= min(most, 1.0))
