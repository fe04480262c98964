"""The reliability diagram and the curve of risk against coverage as pictures, drawn with Pillow."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from PIL import Image, ImageDraw, ImageFont

from rules.bounds import upper_bound

from .confidence import Bin, Point

SIZE, LEFT, TOP, RIGHT, BOTTOM = (760, 580), 86, 92, 34, 74
_SCALE = 2  # drawn twice as large and reduced: smooth lines
_INK, _FAINT, _GRID, _BLUE, _ORANGE = "#1f2933", "#7b8794", "#e4e7eb", "#2f6db5", "#d9822b"

_SURE = (0.0, 0.5, 0.9, 0.99, 0.999, 0.9999)  # ticks of a scale that tells 99 % from 99.9 %

Spot = tuple[float, float]
Ticks = Sequence[tuple[float, str]]


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


def axes(title: str, subtitle: str, x: tuple[str, Ticks], y: tuple[str, Ticks]) -> Axes:
    """An empty plot: name and ticks (value, label) of both axes, the first and last tick at its ends."""
    picture = Image.new("RGB", (SIZE[0] * _SCALE, SIZE[1] * _SCALE), "white")
    (x_name, x_ticks), (y_name, y_ticks) = x, y
    left, right, low, high = x_ticks[0][0], x_ticks[-1][0], y_ticks[0][0], y_ticks[-1][0]
    plot = Axes(picture, ImageDraw.Draw(picture), left, right, low, high)
    for tick, label in x_ticks:
        plot.line([(tick, low), (tick, high)], _GRID, 1)
        plot.text((plot.at(tick, low)[0] / _SCALE, SIZE[1] - BOTTOM + 16), label, 12, ink=_FAINT)
    for tick, label in y_ticks:
        plot.line([(left, tick), (right, tick)], _GRID, 1)
        plot.text((LEFT - 8, plot.at(left, tick)[1] / _SCALE), label, 12, "rm", _FAINT)
    plot.text((LEFT - 70, 22), title, 18, "lm")
    plot.text((LEFT - 70, 46), subtitle, 12, "lm", _FAINT)
    plot.text(((LEFT + SIZE[0] - RIGHT) / 2, SIZE[1] - 24), x_name, 13)
    plot.text((LEFT - 70, TOP - 18), y_name, 13, "lm")
    return plot


def reliability(bins: Sequence[Bin], ece: float | None, name: str) -> Image.Image:
    """What was said against what was right, the size of a dot by how many values said so. Each whisker
    leaves the true share above and below with 5 % each: where it meets the diagonal, the confidence may be true."""
    total = sum(b.count for b in bins)
    told = f"{name}: {total} critical values" + (f", expected calibration error {ece:.4f}" if ece is not None else "")
    ticks = [(_sure(v), f"{v * 100:g} %") for v in _SURE]
    plot = axes("Confidence of critical values read", told, ("what the confidence said", ticks), ("right", ticks))
    plot.line([(0, 0), (ticks[-1][0], ticks[-1][0])], _FAINT, 1)
    for item in bins:
        wrong = round(item.count * (1 - item.right))
        said, right = _sure(item.said), _sure(item.right)
        low, high = 1 - upper_bound(wrong, item.count), upper_bound(item.count - wrong, item.count)
        plot.line([(said, _sure(low)), (said, _sure(high))], _BLUE, 1.5)
        plot.dot((said, right), _BLUE, 3 + 9 * (item.count / total) ** 0.5)
    return plot.done()


def _sure(share: float) -> float:
    """Each ten times fewer errors one step further; beyond the last tick all is one."""
    return -math.log10(max(1 - share, 1 - _SURE[-1]))


def risk_against_coverage(points: Sequence[Point], accepted: Spot | None, name: str) -> Image.Image:
    """The share of notices taken, the surest first, against the share of them that has a wrong critical field.

    `accepted`: where the run stood, coverage and risk.
    """
    top = _nice(max([0.01, *(p.risk for p in points), accepted[1] if accepted else 0.0]))
    ys = [(top * i / 5, f"{top * i * 20:g} %") for i in range(6)]
    told = f"{name}: notices by the confidence of their weakest critical field"
    xs = [(i / 5, f"{i * 20} %") for i in range(6)]
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
