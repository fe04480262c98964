"""Dirt and damage of paper that leaves the print readable: rings, splashes, creases, crumpled sheets."""

from dataclasses import dataclass
from random import Random

import numpy as np
from PIL import Image, ImageChops, ImageDraw

from .grain import blur, cloud, from_pixels, generator
from .marks import Rgb, inked

COFFEE: tuple[Rgb, ...] = ((196, 152, 98), (178, 138, 92), (206, 176, 128))
_COARSE = 72.0  # dots per inch at which soft things are drawn before they are stretched


@dataclass(frozen=True, slots=True)
class Ring:
    """What a cup leaves: a ring of `radius` points around `center`, broken in places."""

    center: tuple[float, float]
    radius: float
    color: Rgb
    strength: float
    seed: int
    name: str = "stain"

    def apply(self, picture: Image.Image, dpi: float, lid: int) -> Image.Image:
        rng = Random(self.seed)
        side = round((2 * self.radius + 24) * _COARSE / 72)
        mask, mid = Image.new("L", (side, side), 0), side / 2
        pen = ImageDraw.Draw(mask)
        r, broad = self.radius * _COARSE / 72, rng.uniform(2.5, 5.0)
        pen.ellipse((mid - r, mid - r, mid + r, mid + r), fill=round(40 * self.strength))
        pen.ellipse((mid - r, mid - r, mid + r, mid + r), outline=round(255 * self.strength), width=round(broad))
        off = rng.uniform(1, 4)
        pen.ellipse(
            (mid - r + off, mid - r - off, mid + r, mid + r - off), outline=round(150 * self.strength), width=2
        )
        patches = cloud(mask.size, 5, generator(rng)).point([min(255, v + 50) for v in range(256)])
        return _stained(picture, ImageChops.multiply(blur(mask, 1.0), patches), self.center, self.color, dpi)


@dataclass(frozen=True, slots=True)
class Splash:
    """A spill with an uneven outline and a darker rim, about `radius` points across its half."""

    center: tuple[float, float]
    radius: float
    color: Rgb
    strength: float
    seed: int
    name: str = "stain"

    def apply(self, picture: Image.Image, dpi: float, lid: int) -> Image.Image:
        rng = Random(self.seed)
        side = round((2.6 * self.radius + 20) * _COARSE / 72)
        shape, mid = Image.new("L", (side, side), 0), side / 2
        pen = ImageDraw.Draw(shape)
        for _ in range(9):
            r = self.radius * rng.uniform(0.3, 0.62) * _COARSE / 72
            x, y = (mid + rng.uniform(-0.5, 0.5) * self.radius for _ in range(2))
            pen.ellipse((x - r, y - r * 0.8, x + r, y + r * 0.8), fill=255)
        soft = blur(shape, 1.6)
        rim = ImageChops.subtract(soft, blur(shape, 4.0))
        mask = ImageChops.add(soft.point([v * 5 // 10 for v in range(256)]), rim)
        mask = mask.point([round(v * self.strength) for v in range(256)])
        return _stained(picture, mask, self.center, self.color, dpi)


def _stained(
    picture: Image.Image, mask: Image.Image, center: tuple[float, float], color: Rgb, dpi: float
) -> Image.Image:
    size = (round(mask.width * dpi / _COARSE), round(mask.height * dpi / _COARSE))
    mask = mask.resize(size, Image.Resampling.BILINEAR)
    at = (round(center[0] * dpi / 72) - mask.width // 2, round(center[1] * dpi / 72) - mask.height // 2)
    return inked(picture, mask, at, color, 1.0)


@dataclass(frozen=True, slots=True)
class Crease:
    """A sharp fold from `start` to `end` (points): dark on one side, toner flaked off along it."""

    start: tuple[float, float]
    end: tuple[float, float]
    depth: float
    seed: int
    name: str = "crease"

    def apply(self, picture: Image.Image, dpi: float, lid: int) -> Image.Image:
        rng = Random(self.seed)
        out = ImageChops.multiply(picture, self._shade(picture.size, dpi).convert(picture.mode))
        pen = ImageDraw.Draw(out)
        flake: int | Rgb = 232 if out.mode == "L" else (236, 234, 228)
        (x0, y0), (x1, y1) = ((x * dpi / 72, y * dpi / 72) for x, y in (self.start, self.end))
        length = max(abs(x1 - x0), abs(y1 - y0))
        for _ in range(round(length * 0.55 * self.depth)):
            share = rng.random()
            x = x0 + (x1 - x0) * share + rng.gauss(0, dpi / 300)
            y = y0 + (y1 - y0) * share + rng.gauss(0, dpi / 300)
            pen.point((round(x), round(y)), fill=flake)
        return out

    def _shade(self, size: tuple[int, int], dpi: float) -> Image.Image:
        small = (round(size[0] * _COARSE / dpi), round(size[1] * _COARSE / dpi))
        shade = Image.new("L", small, 255)
        pen = ImageDraw.Draw(shade)
        for step in range(9, 0, -1):
            gray = 255 - round(62 * self.depth * (1 - step / 10))
            places = [(x * _COARSE / 72, y * _COARSE / 72 + step / 2) for x, y in (self.start, self.end)]
            pen.line(places, fill=gray, width=step)
        return blur(shade, 0.8).resize(size, Image.Resampling.BILINEAR)


def crumpled(size: tuple[int, int], depth: float, rng: Random) -> Image.Image:
    """An "L" shade (small, to be stretched) of a sheet that was balled up: facets, each lit in its own way."""
    width, height = max(8, size[0] // 6), max(8, size[1] // 6)
    ys, xs = np.mgrid[0:height, 0:width].astype(np.float64)
    nearest = np.full((height, width), 1e18)
    light = np.zeros((height, width))
    for _ in range(round(16 + 34 * depth)):
        x, y = rng.uniform(0, width), rng.uniform(0, height)
        east, south, base = rng.uniform(-1, 1), rng.uniform(-1, 1), rng.uniform(-1, 1)
        away = (xs - x) ** 2 + (ys - y) ** 2
        facet = 10 * base + 60 * (east * (xs - x) / width + south * (ys - y) / height)
        light = np.where(away < nearest, facet, light)
        nearest = np.minimum(nearest, away)
    field = np.clip(240 - 26 * depth + light * depth * 2.0, 70, 255).astype(np.uint8)
    return blur(from_pixels(field), 0.9)
