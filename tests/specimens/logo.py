"""The letterhead's mark as shapes: an eagle over three heavy letters. It holds no text, as in the originals."""

from typing import NamedTuple

from reportlab.pdfgen.canvas import Canvas

Point = tuple[float, float]
Curve = tuple[Point, Point, Point]

# The left half within a unit square, from its top left: tail and wing as closed shapes of a start and three curves.
_WING: tuple[tuple[Point, Curve, Curve], ...] = (
    ((0.50, 0.62), ((0.30, 0.20), (0.10, 0.18), (0.02, 0.30)), ((0.06, 0.34), (0.12, 0.34), (0.16, 0.38))),
    ((0.16, 0.38), ((0.08, 0.37), (0.05, 0.40), (0.04, 0.44)), ((0.10, 0.44), (0.15, 0.46), (0.20, 0.50))),
    ((0.20, 0.50), ((0.14, 0.50), (0.11, 0.53), (0.10, 0.57)), ((0.20, 0.56), (0.30, 0.60), (0.38, 0.72))),
    ((0.38, 0.72), ((0.42, 0.78), (0.46, 0.84), (0.50, 0.92)), ((0.50, 0.92), (0.50, 0.62), (0.50, 0.62))),
)
_STROKES: tuple[tuple[Point, ...], ...] = (  # straight strokes of I and R
    ((0.02, 0), (0.02, 1)),
    ((0.24, 1), (0.24, 0), (0.40, 0)),
    ((0.40, 0.55), (0.24, 0.55)),
    ((0.40, 0.55), (0.58, 1)),
)
_BOWL: tuple[Point, ...] = ((0.40, 0), (0.58, 0), (0.58, 0.55), (0.40, 0.55))
_S_START: Point = (0.96, 0.12)
_S: tuple[Curve, ...] = (
    ((0.88, -0.06), (0.68, -0.02), (0.70, 0.25)),
    ((0.72, 0.54), (0.98, 0.42), (0.98, 0.74)),
    ((0.98, 1.06), (0.74, 1.04), (0.68, 0.84)),
)
_STROKE = 0.20  # thickness over the height of the letters


class Frame(NamedTuple):
    """Points of the canvas: left, top (measured upwards), width, height."""

    x: float
    top: float
    wide: float
    high: float

    def at(self, point: Point) -> Point:
        return self.x + point[0] * self.wide, self.top - point[1] * self.high


def draw_logo(canvas: Canvas, frame: Frame) -> None:
    _eagle(canvas, Frame(frame.x + 0.06 * frame.wide, frame.top, frame.wide * 0.88, frame.high * 0.60))
    _letters(canvas, Frame(frame.x, frame.top - frame.high * 0.64, frame.wide, frame.high * 0.36))


def _eagle(canvas: Canvas, frame: Frame) -> None:
    mirrored = Frame(frame.x + frame.wide, frame.top, -frame.wide, frame.high)
    path = canvas.beginPath()
    for half in (frame, mirrored):
        for start, *curves in _WING:
            path.moveTo(*half.at(start))
            for a, b, c in curves:
                path.curveTo(*half.at(a), *half.at(b), *half.at(c))
    canvas.drawPath(path, stroke=0, fill=1)
    canvas.circle(*frame.at((0.5, 0.42)), 0.10 * frame.wide, stroke=0, fill=1)


def _letters(canvas: Canvas, frame: Frame) -> None:
    stroke = frame.high * _STROKE
    inner = Frame(frame.x + stroke / 2, frame.top - stroke / 2, frame.wide - stroke, frame.high - stroke)
    path = canvas.beginPath()
    for start, *points in _STROKES:
        path.moveTo(*inner.at(start))
        for point in points:
            path.lineTo(*inner.at(point))
    bowl, *rest = _BOWL
    path.moveTo(*inner.at(bowl))
    path.curveTo(*(v for point in rest for v in inner.at(point)))
    path.moveTo(*inner.at(_S_START))
    for curve in _S:
        path.curveTo(*(v for point in curve for v in inner.at(point)))
    canvas.saveState()
    canvas.setLineWidth(stroke)
    canvas.drawPath(path, stroke=1, fill=0)
    canvas.restoreState()
