"""A page after its wear: a scan as an encoded picture, or a page that is still vectors.

Pictures are encoded at once: a batch of 160 gray pages would hold more than a gigabyte otherwise.
"""

from dataclasses import dataclass, field, replace
from io import BytesIO
from typing import Literal

from PIL import Image
from PIL.TiffImagePlugin import TiffImageFile

from samples.pixels import LayerWord

Codec = Literal["g4", "jpeg", "png"]

_ROWS_PER_STRIP, _PHOTOMETRIC, _STRIP_OFFSETS, _STRIP_BYTES = 278, 262, 273, 279


@dataclass(frozen=True, slots=True)
class Raster:
    """An encoded picture. `data` is a JPEG or PNG file, or a bare CCITT G4 strip (coded white is paper).

    `mode` is Pillow's ("1", "L", "RGB"); `dpi` across and down.
    """

    data: bytes
    codec: Codec
    mode: str
    width: int
    height: int
    dpi: tuple[float, float]

    def open(self) -> Image.Image:
        """The decoded picture, in `mode`."""
        if self.codec == "g4":
            return _g4_picture(self)
        picture = Image.open(BytesIO(self.data))
        picture.load()
        return picture

    @property
    def points(self) -> tuple[float, float]:
        """Width and height in points."""
        return self.width / self.dpi[0] * 72, self.height / self.dpi[1] * 72


@dataclass(frozen=True, slots=True)
class WornPage:
    """Either `raster` or `vector` (a PDF and a page number from 1) is given.

    rotate: degrees clockwise that the PDF's /Rotate turns the page when shown. layer: a text layer to lie under the
    picture, invisible unless `layer_shown`. exif: bytes for a JPEG file, which tell the turn of `rotate` as well.
    notes: what was done, for the truth.
    """

    raster: Raster | None = None
    vector: tuple[bytes, int] | None = None
    rotate: int = 0
    layer: tuple[LayerWord, ...] = ()
    layer_shown: bool = False
    exif: bytes = b""
    notes: tuple[str, ...] = field(default=())

    def noted(self, *notes: str) -> "WornPage":
        """The same page with more notes."""
        return replace(self, notes=(*self.notes, *notes))

    def baked(self) -> "WornPage":
        """The same page with /Rotate put into the pixels, for formats that know no such thing."""
        if self.raster is None or not self.rotate:
            return self
        return replace(self, raster=turned(self.raster, self.rotate), rotate=0)


def turned(raster: Raster, clockwise: int) -> Raster:
    """The picture turned by 90, 180 or 270 degrees and encoded as before (JPEG at quality 80)."""
    ways = {90: Image.Transpose.ROTATE_270, 180: Image.Transpose.ROTATE_180, 270: Image.Transpose.ROTATE_90}
    picture = raster.open().transpose(ways[clockwise])
    dpi = raster.dpi if clockwise == 180 else (raster.dpi[1], raster.dpi[0])
    if raster.codec == "g4":
        return encode_g4(picture, dpi)
    return encode_png(picture, dpi) if raster.codec == "png" else encode_jpeg(picture, dpi, 80)


def encode_jpeg(picture: Image.Image, dpi: tuple[float, float], quality: int) -> Raster:
    """`picture` ("L" or "RGB") as JPEG; chroma at half resolution as scanners write it."""
    out = BytesIO()
    whole = (round(dpi[0]), round(dpi[1]))
    picture.save(out, "JPEG", quality=quality, dpi=whole, subsampling="4:2:0" if picture.mode == "RGB" else -1)
    return Raster(out.getvalue(), "jpeg", picture.mode, *picture.size, dpi)


def encode_png(picture: Image.Image, dpi: tuple[float, float]) -> Raster:
    """`picture` without loss."""
    out = BytesIO()
    picture.save(out, "PNG", dpi=dpi)
    return Raster(out.getvalue(), "png", picture.mode, *picture.size, dpi)


def encode_g4(picture: Image.Image, dpi: tuple[float, float]) -> Raster:
    """A "1" picture as one CCITT Group 4 strip."""
    out = BytesIO()
    # Paper has to be coded white. Pillow codes 0 as white and would turn a picture pixel by pixel if asked to.
    turned = picture.convert("L").point(list(range(255, -1, -1))).convert("1", dither=Image.Dither.NONE)
    turned.save(out, "TIFF", compression="group4", tiffinfo={_ROWS_PER_STRIP: picture.height})
    with Image.open(BytesIO(out.getvalue())) as written:
        assert isinstance(written, TiffImageFile)
        (start,), (length,) = written.tag_v2[_STRIP_OFFSETS], written.tag_v2[_STRIP_BYTES]
    return Raster(out.getvalue()[start : start + length], "g4", "1", *picture.size, dpi)


def _g4_picture(raster: Raster) -> Image.Image:
    """Decodes a bare strip by putting a TIFF head before it."""
    fields = (
        (256, raster.width),
        (257, raster.height),
        (258, 1),
        (259, 4),
        (_PHOTOMETRIC, 0),
        (_STRIP_OFFSETS, 8 + 2 + 12 * 9 + 4),
        (277, 1),
        (_ROWS_PER_STRIP, raster.height),
        (_STRIP_BYTES, len(raster.data)),
    )
    head = b"II*\x00" + (8).to_bytes(4, "little") + len(fields).to_bytes(2, "little")
    for tag, value in fields:
        head += tag.to_bytes(2, "little") + b"\x04\x00\x01\x00\x00\x00" + value.to_bytes(4, "little")
    picture = Image.open(BytesIO(head + bytes(4) + raster.data))
    picture.load()
    return picture
