"""Grain, blur and light: what paper, glass and lens add to a picture.

Only integer and plain float arithmetic and Pillow's fixed-point filters, so that a seed gives the same pixels on
every machine (exp, sin and their kin differ in the last bit between processors).
"""

import math
from random import Random
from statistics import NormalDist

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageChops, ImageFilter

Pixels = npt.NDArray[np.uint8]


def generator(rng: Random) -> np.random.Generator:
    """A numpy generator that continues `rng`."""
    return np.random.Generator(np.random.PCG64(rng.getrandbits(64)))


def from_pixels(pixels: Pixels) -> Image.Image:
    """An "L" or "RGB" picture of the array."""
    return Image.fromarray(pixels)


def grain(size: tuple[int, int], sigma: float, gen: np.random.Generator) -> Image.Image:
    """An "L" picture of normal noise around 128 with standard deviation `sigma`."""
    width, height = size
    bell = NormalDist(128, max(sigma, 1e-6))
    table = np.array([min(255, max(0, round(bell.inv_cdf((i + 0.5) / 256)))) for i in range(256)], np.uint8)
    dice = np.frombuffer(gen.bytes(width * height), np.uint8)
    return from_pixels(table[dice].reshape(height, width))


def add_noise(picture: Image.Image, sigma: float, gen: np.random.Generator) -> Image.Image:
    """Adds noise to an "L" or "RGB" picture; the channels of a color picture move together, as a sensor's luma."""
    if sigma <= 0:
        return picture
    return ImageChops.add(picture, grain(picture.size, sigma, gen).convert(picture.mode), 1, -128)


def cloud(size: tuple[int, int], cells: int, gen: np.random.Generator) -> Image.Image:
    """A smooth random field 0..255 with about `cells` hills across: uneven light, patchy ink, paper fibre."""
    width, height = size
    small = (max(2, cells), max(2, round(cells * height / max(1, width))))
    seed = gen.integers(0, 256, (small[1], small[0]), dtype=np.uint8)
    return from_pixels(seed).resize(size, Image.Resampling.BICUBIC)


def blur(picture: Image.Image, sigma: float) -> Image.Image:
    """Gaussian blur of `sigma` pixels, nothing below a tenth; small ones through a 3 x 3 kernel, which is quicker."""
    if sigma < 0.1:
        return picture
    if sigma > 0.8:
        return picture.filter(ImageFilter.GaussianBlur(sigma))
    side = math.exp(-0.5 / (sigma * sigma))
    row = (side, 1.0, side)
    weights = [round(1000 * a * b) for a in row for b in row]
    return picture.filter(ImageFilter.Kernel((3, 3), weights))


def toned(picture: Image.Image, ink: int, paper: int) -> Image.Image:
    """An "L" picture with black mapped to `ink` and white to `paper`."""
    return picture.point([round(ink + (paper - ink) * v / 255) for v in range(256)])


def tinted(picture: Image.Image, ink: tuple[int, int, int], paper: tuple[int, int, int]) -> Image.Image:
    """An "L" picture as "RGB" between two colors."""
    return Image.merge("RGB", [toned(picture, i, p) for i, p in zip(ink, paper, strict=True)])


def darkened(picture: Image.Image, shade: Image.Image) -> Image.Image:
    """`picture` times `shade` ("L", 255 leaves it as it is, any size: it is stretched)."""
    if shade.size != picture.size:
        shade = shade.resize(picture.size, Image.Resampling.BILINEAR)
    return ImageChops.multiply(picture, shade.convert(picture.mode))


def bilevel(picture: Image.Image, threshold: int) -> Image.Image:
    """A "1" picture: black where `picture` is darker than `threshold`."""
    return picture.point([255 if v >= threshold else 0 for v in range(256)]).convert("1", dither=Image.Dither.NONE)


def ragged(picture: Image.Image, amount: float, gen: np.random.Generator) -> Image.Image:
    """Toner edges that are not quite smooth: grain where the picture is gray, none on paper and in black."""
    rough = add_noise(picture, 45 * amount, gen)
    return rough.point([min(255, max(0, round((v - 128) * 1.6 + 128))) for v in range(256)])
