"""What a telephone sees around the page: a desk, the light over it, shadows."""

from random import Random

import numpy as np
from PIL import Image, ImageDraw, ImageOps

from .device import between
from .grain import add_noise, blur, cloud, from_pixels
from .marks import Rgb

# A dark desk, oak, a gray cloth, a white table, a green mat.
DESKS: tuple[tuple[Rgb, Rgb, bool], ...] = (
    ((38, 30, 26), (66, 50, 40), True),
    ((128, 92, 58), (176, 134, 90), True),
    ((84, 86, 92), (104, 106, 112), False),
    ((178, 176, 170), (198, 196, 190), False),
    ((52, 84, 66), (66, 100, 80), False),
)


def desk(size: tuple[int, int], rng: Random, gen: np.random.Generator) -> Image.Image:
    """An "RGB" table top of `size` (a quarter of the frame is enough), wood with its grain across, or cloth."""
    dark, light, wooden = rng.choice(DESKS)
    small = (max(8, size[0] * 2 // 3), max(8, size[1] * 2 // 3))
    if wooden:
        rows = gen.integers(0, 256, (small[1] // 2, 3), dtype=np.uint8)
        field = from_pixels(rows).resize(small, Image.Resampling.BICUBIC)
        field = add_noise(field, 14, gen)
    else:
        field = add_noise(cloud(small, 4, gen), 40, gen)
    field = blur(field, 0.7)
    return ImageOps.colorize(field, dark, light).resize(size, Image.Resampling.BILINEAR)


def light(size: tuple[int, int], severity: float, rng: Random, gen: np.random.Generator) -> Image.Image:
    """An "L" picture (small, to be stretched) by which a page is darkened: lamp to one side, lens edge, a shadow."""
    width, height = max(8, size[0] // 24), max(8, size[1] // 24)
    ys, xs = np.mgrid[0:height, 0:width].astype(np.float64)
    fall = between(14, 70, severity) * rng.uniform(0.6, 1.0)
    east, south = rng.uniform(-1, 1), rng.uniform(-1, 1)
    slope = (xs / width - 0.5) * east + (ys / height - 0.5) * south
    radius = (xs / width - 0.5) ** 2 + (ys / height - 0.5) ** 2
    field = 255 - fall * (0.5 + slope) - between(10, 60, severity) * radius
    shade = from_pixels(np.clip(field, 30, 255).astype(np.uint8))
    if rng.random() < 0.25 + 0.6 * severity:
        shade = _with_shadow(shade, between(0.82, 0.55, severity), rng)
    waves = cloud(shade.size, 3, gen).point([round(255 - 12 * (1 - v / 255)) for v in range(256)])
    return from_pixels((np.asarray(shade).astype(np.uint16) * np.asarray(waves) // 255).astype(np.uint8))


def _with_shadow(shade: Image.Image, depth: float, rng: Random) -> Image.Image:
    """The telephone, an arm or a head between lamp and page."""
    width, height = shade.size
    mask = Image.new("L", shade.size, 255)
    corner = rng.choice(((0, height), (width, height), (0, 0), (width, 0)))
    reach_x, reach_y = rng.uniform(0.3, 0.9) * width, rng.uniform(0.3, 0.9) * height
    across = reach_x if corner[0] == 0 else width - reach_x
    down = reach_y if corner[1] == 0 else height - reach_y
    bend = ((corner[0] + across) / 2 + rng.uniform(-0.1, 0.1) * width, (corner[1] + down) / 2)
    ImageDraw.Draw(mask).polygon([corner, (across, corner[1]), bend, (corner[0], down)], fill=round(255 * depth))
    soft = blur(mask, max(1.0, width / rng.uniform(14, 40)))
    return from_pixels((np.asarray(shade).astype(np.uint16) * np.asarray(soft) // 255).astype(np.uint8))
