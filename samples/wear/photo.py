"""A page photographed with a telephone: perspective, curl, uneven light, blur, JPEG with EXIF."""

from dataclasses import dataclass
from datetime import datetime
from random import Random

import numpy as np
from PIL import Image, ImageChops, ImageFilter

from .desk import desk, light
from .device import between
from .grain import add_noise, blur, darkened, generator
from .page import WornPage, encode_jpeg
from .sheet import PaperLook, Sheet, is_colored, paper
from .stains import crumpled

Point = tuple[float, float]
Bumps = tuple[tuple[Point, ...], ...]
_ORIENTATION, _MAKE, _MODEL, _SOFTWARE, _WHEN = 0x0112, 0x010F, 0x0110, 0x0131, 0x0132
_QUARTER_TURN = 6  # EXIF: turn the stored picture by 90 degrees clockwise to see it upright
_GRID, _COARSE = (6, 9), 4
UNKNOWN_DAY = datetime(2019, 3, 4, 9, 30)


@dataclass(frozen=True, slots=True)
class Photo:
    """`frame`: pixels of the upright picture. `sideways`: stored turned, with the turn in EXIF alone.

    crumple: 0..1, how much the sheet was balled up. motion: pixels that the hand moved while the shutter was open.
    """

    frame: tuple[int, int] = (1728, 2304)
    severity: float = 0.4
    sideways: bool = False
    taken: datetime = UNKNOWN_DAY
    crumple: float = 0.0
    motion: float = 0.0
    level: str = "photo"

    @classmethod
    def pick(cls, rng: Random, severity: float, taken: datetime | None = None) -> "Photo":
        frames = ((1944, 2592), (1728, 2304), (1536, 2048)) if severity < 0.6 else ((1728, 2304), (1536, 2048))
        return cls(rng.choice(frames), severity, rng.random() < 0.3, taken or UNKNOWN_DAY)

    def scan(self, sheet: Sheet, rng: Random) -> WornPage:
        gen = generator(rng)
        glow = round(between(250, 232, self.severity))
        look = PaperLook(
            ink=(34, 34, 38),
            paper=(glow, glow, glow),
            through=between(0.0, 0.1, self.severity) * rng.random(),
            lid=70,
            color=is_colored(sheet),
        )
        page = paper(sheet, self.frame[1] / 11.9, look)
        corners = self._corners(page.size, rng)
        curl = rng.uniform(-1, 1) * between(0.001, 0.012, self.severity)
        bumps: Bumps = ()
        if self.crumple:
            page = darkened(page, crumpled(page.size, self.crumple, rng))
            bumps = _bumps(self.crumple * 0.0028 * page.height, rng)
        outline = self._outline(page.size, corners, curl, bumps)
        table = self._table(outline, rng, gen)
        picture = warped(page, corners, self.frame, curl, bumps).convert("RGB")
        picture = Image.composite(picture, table, outline.resize(self.frame, Image.Resampling.BILINEAR))
        picture = darkened(picture, light(self.frame, self.severity, rng, gen))
        picture = _balanced(picture, rng, self.severity)
        picture = self._lens(picture, rng)
        picture = add_noise(picture, between(1.5, 6.0, self.severity), gen)
        return self._stored(picture, round(between(84, 48, self.severity)))

    def _corners(self, page: tuple[int, int], rng: Random) -> tuple[Point, Point, Point, Point]:
        """Where the page's corners (top left, top right, bottom right, bottom left) lie in the frame."""
        width, height = self.frame
        fill = rng.uniform(0.9, 0.97) - 0.05 * self.severity
        scale = min(width * fill / page[0], height * fill / page[1])
        half_w, half_h = page[0] * scale / 2, page[1] * scale / 2
        lean = between(0.004, 0.08, self.severity)
        turn = rng.uniform(-1, 1) * between(0.004, 0.06, self.severity)
        out = []
        for sx, sy in ((-1, -1), (1, -1), (1, 1), (-1, 1)):
            x = sx * half_w * (1 - lean * rng.uniform(0, 1)) - sy * half_h * turn
            y = sy * half_h * (1 - lean * rng.uniform(0, 1)) + sx * half_w * turn
            out.append((width / 2 + x, height / 2 + y))
        return out[0], out[1], out[2], out[3]

    def _outline(
        self, page: tuple[int, int], corners: tuple[Point, Point, Point, Point], curl: float, bumps: Bumps
    ) -> Image.Image:
        """Where the page is, at a quarter of the frame, a dot less on each side: nothing beyond it may show.

        A crumpled sheet has soft edges.
        """
        small = (page[0] // _COARSE, page[1] // _COARSE)
        shrunk = tuple((x / _COARSE, y / _COARSE) for x, y in corners)
        frame = (self.frame[0] // _COARSE, self.frame[1] // _COARSE)
        places = (shrunk[0], shrunk[1], shrunk[2], shrunk[3])
        moved = tuple(tuple((x / _COARSE, y / _COARSE) for x, y in column) for column in bumps)
        mask = warped(Image.new("L", small, 255), places, frame, curl, moved)
        return blur(mask.filter(ImageFilter.MinFilter(5)), 0.8) if bumps else mask.filter(ImageFilter.MinFilter(3))

    def _table(self, outline: Image.Image, rng: Random, gen: np.random.Generator) -> Image.Image:
        """The desk with the shadow that the page casts on it."""
        cast = blur(ImageChops.offset(outline, 3, 4), 2.4).point([255 - v * 3 // 8 for v in range(256)])
        table = darkened(desk(outline.size, rng, gen), cast)
        return table.resize(self.frame, Image.Resampling.BILINEAR)

    def _lens(self, picture: Image.Image, rng: Random) -> Image.Image:
        """Focus and a hand that shakes."""
        soft = blur(picture, between(0.5, 1.15, self.severity) * self.frame[1] / 2304)
        if self.motion:
            return _smeared(soft, self.motion, rng)
        shake = round(between(0, 2.4, self.severity) * rng.random())
        if not shake:
            return soft
        step = rng.choice(((1, 0), (0, 1), (1, 1)))
        return Image.blend(soft, ImageChops.offset(soft, step[0] * shake, step[1] * shake), 0.42)

    def _stored(self, picture: Image.Image, quality: int) -> WornPage:
        exif = Image.Exif()
        exif[_MAKE], exif[_MODEL], exif[_SOFTWARE] = "Example", "Example Phone 5", "1.0"
        exif[_WHEN] = self.taken.strftime("%Y:%m:%d %H:%M:%S")
        if self.sideways:
            picture = picture.transpose(Image.Transpose.ROTATE_90)
            exif[_ORIENTATION] = _QUARTER_TURN
        dpi = self.frame[1] / 11.9
        note = f"{picture.width}x{picture.height} px q{quality}" + (" EXIF orientation 6" if self.sideways else "")
        turn = 90 if self.sideways else 0
        return WornPage(encode_jpeg(picture, (dpi, dpi), quality), rotate=turn, exif=exif.tobytes(), notes=(note,))


def _balanced(picture: Image.Image, rng: Random, severity: float) -> Image.Image:
    """A lamp's color cast: warm or cold."""
    warm = rng.uniform(-1, 1) * between(0.01, 0.09, severity)
    gains = (1.0 if warm > 0 else 1 + warm, 1 - abs(warm) * 0.35, 1.0 if warm < 0 else 1 - warm)
    tables = [round(min(255.0, v * gain)) for gain in gains for v in range(256)]
    return picture.point(tables)


def _smeared(picture: Image.Image, length: float, rng: Random) -> Image.Image:
    """The mean of the picture along a short straight path of `length` pixels."""
    east, south = rng.choice(((1.0, 0.2), (0.2, 1.0), (0.8, 0.6), (-0.7, 0.7)))
    out = picture
    steps = 5
    for step in range(1, steps):
        share = length * step / (steps - 1)
        moved = picture.transform(
            picture.size,
            Image.Transform.AFFINE,
            (1, 0, east * share, 0, 1, south * share),
            Image.Resampling.BILINEAR,
        )
        out = Image.blend(out, moved, 1 / (step + 1))
    return out


def _bumps(reach: float, rng: Random) -> Bumps:
    """How far the sheet is off its place at each node of the grid, in pixels of the page."""
    columns, rows = _GRID
    return tuple(
        tuple((rng.uniform(-reach, reach), rng.uniform(-reach, reach)) for _ in range(rows + 1))
        for _ in range(columns + 1)
    )


def warped(
    page: Image.Image,
    corners: tuple[Point, Point, Point, Point],
    frame: tuple[int, int],
    curl: float,
    bumps: Bumps = (),
) -> Image.Image:
    """`page` seen in perspective with its corners at `corners` of `frame`; black outside.

    `curl` bends its rows; `bumps` (by column and row of the grid) move it here and there.
    """
    inverse = _homography(corners, page.size)
    columns, rows = _GRID
    xs = [round(frame[0] * i / columns) for i in range(columns + 1)]
    ys = [round(frame[1] * j / rows) for j in range(rows + 1)]
    mesh = []
    for i in range(columns):
        for j in range(rows):
            quad: list[float] = []
            for column, row in ((i, j), (i, j + 1), (i + 1, j + 1), (i + 1, j)):
                x, y = _source(inverse, (xs[column], ys[row]), page.size, curl)
                off = bumps[column][row] if bumps else (0.0, 0.0)
                quad += (x + off[0], y + off[1])
            mesh.append(((xs[i], ys[j], xs[i + 1], ys[j + 1]), tuple(quad)))
    return page.transform(frame, Image.Transform.MESH, mesh, Image.Resampling.BILINEAR, fillcolor=0)


def _source(inverse: tuple[float, ...], point: Point, size: tuple[int, int], curl: float) -> Point:
    a, b, c, d, e, f, g, h = inverse
    u, v = point
    w = g * u + h * v + 1
    x, y = (a * u + b * v + c) / w, (d * u + e * v + f) / w
    across = x / size[0]
    return x, y + curl * size[1] * 4 * across * (1 - across)


def _homography(corners: tuple[Point, Point, Point, Point], size: tuple[int, int]) -> tuple[float, ...]:
    """The eight coefficients that take a point of the frame back to the page.

    Solved here and not by a linear algebra library, whose last bits differ between processors.
    """
    width, height = size
    page = ((0.0, 0.0), (float(width), 0.0), (float(width), float(height)), (0.0, float(height)))
    table = []
    for (u, v), (x, y) in zip(corners, page, strict=True):
        table.append([u, v, 1.0, 0.0, 0.0, 0.0, -x * u, -x * v, x])
        table.append([0.0, 0.0, 0.0, u, v, 1.0, -y * u, -y * v, y])
    for column in range(8):
        pivot = max(range(column, 8), key=lambda row: abs(table[row][column]))
        table[column], table[pivot] = table[pivot], table[column]
        table[column] = [value / table[column][column] for value in table[column]]
        for row in range(8):
            if row != column:
                factor = table[row][column]
                table[row] = [a - factor * b for a, b in zip(table[row], table[column], strict=True)]
    return tuple(row[8] for row in table)
