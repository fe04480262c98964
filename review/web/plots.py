"""Plots as inline SVG: bars and lines, coloured by classes of station.css, with the figures in text for the blind.

All text is escaped here; what is returned may be put into a page as it is.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, floor, log10

from markupsafe import Markup, escape

WIDTH = 480


@dataclass(frozen=True, slots=True)
class Bar:
    """`parts`: heights of a stacked bar with their class ("over", "soon", "later" ...). `href`: where it leads."""

    label: str
    parts: Sequence[tuple[float, str]]
    href: str = ""

    @property
    def total(self) -> float:
        return sum(value for value, _ in self.parts)


@dataclass(frozen=True, slots=True)
class Point:
    """`x` in any unit; `low` and `high` meet where the value is known."""

    x: float
    low: float
    high: float


def rows(bars: Sequence[Bar], title: str) -> Markup:
    """Bars lying on their side, one a line, label before and figure behind; "" where there are none."""
    if not bars:
        return Markup("")
    line, left, right = 26, 146, 46
    most = max(bar.total for bar in bars) or 1
    parts = []
    for number, bar in enumerate(bars):
        y, x = number * line, float(left)
        drawn = []
        for value, kind in bar.parts:
            width = (WIDTH - left - right) * value / most
            if width > 0:
                drawn.append(_rect(x, y + 5, width, line - 10, kind))
                x += width
        text = _text(left - 10, y + 18, bar.label, "label end")
        parts.append(_linked(f"{text}{''.join(drawn)}{_text(x + 8, y + 18, _whole(bar.total), 'figure')}", bar.href))
    return _svg(WIDTH, len(bars) * line, "".join(parts), title, _told(bars))


def columns(bars: Sequence[Bar], title: str, *, height: int = 190, every: int = 1) -> Markup:
    """Upright bars from left to right; every n-th has its label below; "" where all are nothing."""
    if not any(bar.total for bar in bars):
        return Markup("")
    top, bottom, left = 14, 24, 34
    most, step = _scale(max(bar.total for bar in bars))
    room, wide = height - top - bottom, (WIDTH - left) / len(bars)
    parts = [_grid(step * n, height - bottom - room * step * n / most, left) for n in range(round(most / step) + 1)]
    for number, bar in enumerate(bars):
        x, y = left + number * wide, float(height - bottom)
        drawn = []
        for value, kind in bar.parts:
            tall = room * value / most
            if tall > 0:
                y -= tall
                drawn.append(_rect(x + wide * 0.14, y, wide * 0.72, tall, kind))
        if bar.total and len(bars) <= 31:
            drawn.append(_text(x + wide / 2, y - 4, _whole(bar.total), "figure middle"))
        if number % every == 0:
            drawn.append(_text(x + wide / 2, height - 6, bar.label, "label middle"))
        parts.append(_linked("".join(drawn), bar.href))
    return _svg(WIDTH, height, "".join(parts), title, _told(bars))


def band(
    points: Sequence[Point],
    title: str,
    *,
    labels: Sequence[tuple[float, str]],
    marks: Sequence[tuple[float, str, str]] = (),
    figure: str = "${:,.0f}",
    height: int = 240,
    told: str = "",
) -> Markup:
    """A line from least to most between which the value lies. `labels` below, at their x; `marks`: upright lines
    (x, words, class). The scale begins near the least value, and says so by its figures."""
    if len(points) < 2:
        return Markup("")
    left, right, top, bottom = 74, 18, 26, 26
    first, last = points[0].x, points[-1].x
    low, high = min(p.low for p in points), max(p.high for p in points)
    step = _step((high - low or high or 1) / 4)
    floor_, roof = floor(low / step) * step, ceil(high / step) * step
    roof = roof if roof > floor_ else floor_ + step

    def at(x: float) -> float:
        return left + (WIDTH - left - right) * (x - first) / ((last - first) or 1)

    def up(value: float) -> float:
        return height - bottom - (height - top - bottom) * (value - floor_) / (roof - floor_)

    lines = [_grid(v, up(v), left, figure) for v in _ticks(floor_, roof, step)]
    outline = [(at(p.x), up(p.high)) for p in points] + [(at(p.x), up(p.low)) for p in reversed(points)]
    drawn = [f'<polygon class="band" points="{_pairs(outline)}"/>']
    for kind in ("high", "low"):
        drawn.append(
            f'<polyline class="{kind}" points="{_pairs([(at(p.x), up(getattr(p, kind))) for p in points])}"/>'
        )
    drawn += [_text(at(x), height - 7, words, "label middle") for x, words in labels if first <= x <= last]
    for number, (x, words, kind) in enumerate(mark for mark in marks if first <= mark[0] <= last):
        where = at(x)
        end = where > WIDTH * 0.7
        drawn.append(
            f'<line class="mark {escape(kind)}" x1="{where:.1f}" x2="{where:.1f}" '
            f'y1="{top - 8}" y2="{height - bottom}"/>'
        )
        y = top - 2 + 13 * (number % 3)
        drawn.append(_text(where + (-5 if end else 5), y, words, f"label {'end' if end else ''} {kind}"))
    return _svg(WIDTH, height, "".join([*lines, *drawn]), title, told)


def _svg(width: int, height: int, inside: str, title: str, told: str) -> Markup:
    return Markup(
        f'<svg class="plot" viewBox="0 0 {width} {height}" role="img" aria-label="{escape(title)}: {escape(told)}">'
        f"{inside}</svg>"
    )


def _rect(x: float, y: float, width: float, height: float, kind: str) -> str:
    return f'<rect class="{escape(kind)}" x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}" rx="2"/>'


def _text(x: float, y: float, words: str, kind: str) -> str:
    return f'<text class="{escape(kind)}" x="{x:.1f}" y="{y:.1f}">{escape(words)}</text>'


def _grid(value: float, y: float, left: float, figure: str = "{:,.0f}") -> str:
    line = f'<line class="grid-line" x1="{left}" x2="{WIDTH}" y1="{y:.1f}" y2="{y:.1f}"/>'
    return line + _text(left - 7, y + 4, figure.format(value), "label end")


def _linked(inside: str, href: str) -> str:
    return f'<a href="{escape(href)}">{inside}</a>' if href else inside


def _pairs(points: Sequence[tuple[float, float]]) -> str:
    return " ".join(f"{x:.1f},{y:.1f}" for x, y in points)


def _told(bars: Sequence[Bar]) -> str:
    return "; ".join(f"{bar.label} {_whole(bar.total)}" for bar in bars)


def _whole(value: float) -> str:
    return f"{value:,.0f}" if value == int(value) else f"{value:,.1f}"


def _scale(most: float) -> tuple[float, float]:
    """(end of the scale, step): some four steps of 1, 2 or 5."""
    step = max(1.0, _step((most or 1) / 4))
    return step * max(1, ceil(most / step)), step


def _step(rough: float) -> float:
    power = 10.0 ** floor(log10(rough)) if rough > 0 else 1.0
    return next(power * n for n in (1, 2, 5, 10) if power * n >= rough)


def _ticks(low: float, high: float, step: float) -> list[float]:
    return [low + step * n for n in range(round((high - low) / step) + 1)]
