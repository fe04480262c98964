"""Marks of paper that had a hard life on a desk, all of which leave the print readable for a careful person."""

from random import Random

from schemas.geometry import Box, overlaps

from .device import between
from .handwriting import Handwriting, PenLine
from .marks import Highlighter, Mark, Rgb, Stamp
from .sheet import Sheet
from .stains import COFFEE, Crease, Ring, Splash

PENS: tuple[Rgb, ...] = ((30, 50, 165), (30, 50, 165), (34, 34, 40), (176, 30, 40), (20, 110, 70))
MARKERS: tuple[Rgb, ...] = ((255, 240, 90), (255, 175, 205), (170, 240, 150), (255, 205, 110), (150, 220, 250))
_INKS: tuple[Rgb, ...] = ((196, 40, 54), (56, 72, 170), (120, 50, 140))
_STAMPS = (("RECEIVED",), ("COPY",), ("FILED",), ("SCANNED",), ("ENTERED",), ("TAX DEPT",), ("PENDING",))


def abused(sheet: Sheet, severity: float, rng: Random) -> tuple[Mark, ...]:
    """The marks of one page. The first of a notice gets the most: it is the one people work with."""
    first = sheet.front is not None and sheet.front[1] == 1
    marks: list[Mark] = [_stain(sheet, severity, rng) for _ in range(rng.randint(1, 1 + round(2 * severity)))]
    if not first:
        return (*marks, *_creases(sheet, 1, severity, rng)) if rng.random() < 0.5 else tuple(marks)
    figures = _figures(sheet)
    marks += _creases(sheet, 1 + round(2 * severity), severity, rng)
    marks += [_highlight(rng.choice(figures), rng) for _ in range(1 + round(2 * severity)) if figures]
    marks += _lines(figures, 1 + round(3 * severity), rng)
    taken: list[Box] = []
    marks += _notes(sheet, figures, 1 + round(3 * severity), taken, rng)
    marks += _stamps(sheet, 1 if severity < 0.6 else 2, severity, taken, rng)
    return tuple(marks)


def _figures(sheet: Sheet) -> list[Box]:
    """Printed amounts, and other words with three digits and more, where people put their pens."""
    words = [w for w in sheet.words() if sum(c.isdigit() for c in w.text) >= 3]
    money = [w.box for w in words if "." in w.text[:-1]]
    return money * 2 + [w.box for w in words if w.box.y1 < 330]


def _place(sheet: Sheet, rng: Random) -> tuple[float, float]:
    width, height = sheet.size
    return rng.uniform(30, width - 30), rng.uniform(30, height - 30)


def _stain(sheet: Sheet, severity: float, rng: Random) -> Mark:
    strength = between(0.35, 0.9, severity) * rng.uniform(0.7, 1.0)
    color, seed = rng.choice(COFFEE), rng.getrandbits(32)
    if rng.random() < 0.55:
        return Ring(_place(sheet, rng), rng.uniform(34, 52), color, strength, seed)
    return Splash(_place(sheet, rng), rng.uniform(18, between(40, 90, severity)), color, strength, seed)


def _creases(sheet: Sheet, count: int, severity: float, rng: Random) -> list[Mark]:
    """Folds across the page; the first of them goes through the amounts."""
    width, height = sheet.size
    money = sorted(w.box.cy for w in sheet.words() if "$" in w.text and w.box.y0 < 0.7 * height)
    marks: list[Mark] = []
    for n in range(count):
        depth, seed = between(0.4, 1.0, severity) * rng.uniform(0.7, 1.0), rng.getrandbits(32)
        middle = rng.choice(money) if money and n == 0 else rng.uniform(0.1, 0.9) * height
        tilt = rng.uniform(-0.12, 0.12) * height
        marks.append(Crease((0.0, middle - tilt), (width, middle + tilt), depth, seed))
    return marks


def _highlight(box: Box, rng: Random) -> Mark:
    broad = Box(box.x0 - rng.uniform(4, 60), box.y0 - 2, box.x1 + rng.uniform(2, 14), box.y1 + 2)
    return Highlighter(broad, rng.choice(MARKERS), rng.getrandbits(32))


def _lines(figures: list[Box], count: int, rng: Random) -> list[Mark]:
    """Underlines, thin lines through a value, ticks beside it."""
    marks: list[Mark] = []
    for box in rng.sample(figures, min(count, len(figures))):
        color, seed = rng.choice(PENS), rng.getrandbits(32)
        way = rng.random()
        if way < 0.5:
            y = box.y1 + rng.uniform(0.5, 2.5)
            points = ((box.x0 - 6, y), (box.cx, y + rng.uniform(-1, 1)), (box.x1 + 8, y - rng.uniform(-1, 2)))
        elif way < 0.75:
            y = box.cy + rng.uniform(-1, 1)
            points = ((box.x0 - 5, y + 2), (box.cx, y), (box.x1 + 6, y - 2.5))
        else:
            points = ((box.x1 + 4, box.cy), (box.x1 + 8, box.y1 + 1), (box.x1 + 19, box.y0 - 6))
        marks.append(PenLine(points, color, seed, rng.uniform(0.7, 1.2)))
    return marks


def _notes(sheet: Sheet, figures: list[Box], count: int, taken: list[Box], rng: Random) -> list[Mark]:
    """Amounts and dates that a client or a colleague wrote beside the printed ones; their places go to `taken`."""
    marks: list[Mark] = []
    color = rng.choice(PENS)
    for _ in range(count):
        text, size = _note(rng), rng.uniform(11.0, 16.0)
        at = _beside(sheet, figures, Handwriting.footprint(text, size), taken, rng)
        if at is None:
            continue
        taken.append(at)
        base = (at.x0 + 2, at.y1 - at.height * 0.28)
        marks.append(Handwriting(text, base, size, color, rng.getrandbits(32), rng.uniform(-0.03, 0.07)))
    return marks


def _note(rng: Random) -> str:
    amount = rng.choice((f"${rng.randint(20, 9800):,}", f"${rng.randint(20, 9800):,}.{rng.randint(0, 99):02d}"))
    day = f"{rng.randint(1, 12)}/{rng.randint(1, 28)}" + rng.choice(("", f"/{rng.randint(8, 26):02d}"))
    return rng.choice(
        (amount, amount, f"{amount}?", f"paid {amount}", day, f"due {day}", f"pd {day}", f"called {day}",
         f"ck {rng.randint(101, 4999)} {amount}", f"sent {day}", f"- {amount}", f"per client {day}")
    )  # fmt: skip


def _beside(sheet: Sheet, figures: list[Box], size: tuple[float, float], taken: list[Box], rng: Random) -> Box | None:
    """A free place of `size` right of, left of, above or below one of the figures."""
    width, height = sheet.size
    printed = [w.box for w in sheet.words()]
    for box in rng.sample(figures, len(figures)):
        spots = [
            (box.x1 + 6, box.cy - size[1] / 2),
            (box.x0 - size[0] - 10, box.cy - size[1] / 2),
            (box.x0 - 4, box.y0 - size[1] - 1),
            (box.x0 - 4, box.y1 + 1),
        ]
        for x, y in rng.sample(spots, 4):
            spot = Box(x, y, x + size[0], y + size[1])
            inside = x > 8 and y > 8 and spot.x1 < width - 8 and spot.y1 < height - 8
            core = Box(x, y + 0.06 * size[1], spot.x1, spot.y1 - 0.06 * size[1])
            if inside and not any(overlaps(core, b) for b in (*printed, *taken)):
                return spot
    return None


def _stamps(sheet: Sheet, count: int, severity: float, taken: list[Box], rng: Random) -> list[Mark]:
    """Pale stamps over values of the page's head, never two on one spot, never on handwriting."""
    width, height = sheet.size
    head = [w.box for w in sheet.words() if w.box.y1 < 0.26 * height and any(c.isdigit() for c in w.text)]
    marks: list[Mark] = []
    for box in rng.sample(head, len(head)):
        lines, opacity = rng.choice(_STAMPS), between(0.36, 0.52, severity)
        wide, tall = Stamp.footprint(lines)
        x = min(max(box.cx + rng.uniform(-30, 30), wide / 2 + 8), width - wide / 2 - 8)
        y = max(box.cy + rng.uniform(-6, 6), tall / 2 + 8)
        spot = Box(x - wide / 2 - 4, y - tall / 2 - 8, x + wide / 2 + 4, y + tall / 2 + 8)
        if len(marks) == count or any(overlaps(spot, t) for t in taken):
            continue
        taken.append(spot)
        color, framed = rng.choice(_INKS), rng.random() < 0.6
        marks.append(Stamp(lines, (x, y), rng.uniform(-12, 12), color, rng.getrandbits(32), framed, 150, opacity))
    return marks
