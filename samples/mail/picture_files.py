"""Worn pages as TIFF, JPEG and PNG files."""

from collections.abc import Iterable
from io import BytesIO
from typing import Literal

from PIL import Image
from PIL.TiffImagePlugin import AppendingTiffWriter

from samples.wear.grain import bilevel
from samples.wear.page import Raster, WornPage

TiffKind = Literal["g3", "g4", "lzw", "jpeg"]
TIFF_COMPRESSION: dict[TiffKind, str] = {"g3": "group3", "g4": "group4", "lzw": "tiff_lzw", "jpeg": "jpeg"}
_PHOTOMETRIC = 262


def tiff_of(pages: Iterable[WornPage], kind: TiffKind) -> bytes:
    """All pages in one multi-page TIFF, each compressed as `kind` says; taken one at a time."""
    out = BytesIO()
    with AppendingTiffWriter(out, new=True) as writer:
        for page in pages:
            writer.write(_tiff_page(_raster(page), kind))
            writer.newFrame()
    return out.getvalue()


def jpeg_of(page: WornPage) -> bytes:
    """The page as a JPEG file, with its EXIF where it has some; a picture that is JPEG already is not coded again."""
    if page.exif and page.raster is not None:
        return _with_exif(page.raster, page.exif)
    raster = _raster(page)
    if raster.codec == "jpeg":
        return raster.data
    out = BytesIO()
    raster.open().convert("L").save(out, "JPEG", quality=75, dpi=raster.dpi)
    return out.getvalue()


def _with_exif(raster: Raster, exif: bytes) -> bytes:
    """The stored picture with its EXIF, which tells by itself how it is to be turned."""
    out = BytesIO()
    raster.open().save(out, "JPEG", quality="keep", exif=exif, dpi=raster.dpi)
    return out.getvalue()


def png_of(page: WornPage) -> bytes:
    """The page as a PNG file."""
    raster = _raster(page)
    if raster.codec == "png":
        return raster.data
    out = BytesIO()
    raster.open().save(out, "PNG", dpi=raster.dpi)
    return out.getvalue()


def _raster(page: WornPage) -> Raster:
    baked = page.baked()
    if baked.raster is None:
        raise ValueError("a vector page can't be written as a picture")
    return baked.raster


def _tiff_page(raster: Raster, kind: TiffKind) -> bytes:
    picture = raster.open()
    if kind in ("g3", "g4"):
        return _fax_page(picture, raster.dpi, kind)
    if kind == "jpeg" and picture.mode == "1":
        picture = picture.convert("L")
    out = BytesIO()
    quality = {"quality": 75} if kind == "jpeg" else {}
    picture.save(out, "TIFF", compression=TIFF_COMPRESSION[kind], dpi=raster.dpi, **quality)
    return out.getvalue()


def _fax_page(picture: Image.Image, dpi: tuple[float, float], kind: TiffKind) -> bytes:
    """Bilevel with white coded as 0, as faxes are. Pillow would turn the pixels one by one, so they are turned here
    and the tag is set afterwards."""
    gray = picture.convert("L")
    black_is_one = bilevel(gray.point(list(range(255, -1, -1))), 128)
    out = BytesIO()
    black_is_one.save(out, "TIFF", compression=TIFF_COMPRESSION[kind], dpi=dpi)
    return _white_is_zero(out.getvalue())


def _white_is_zero(tiff: bytes) -> bytes:
    at = int.from_bytes(tiff[4:8], "little")
    for index in range(int.from_bytes(tiff[at : at + 2], "little")):
        entry = at + 2 + 12 * index
        if int.from_bytes(tiff[entry : entry + 2], "little") == _PHOTOMETRIC:
            return tiff[: entry + 8] + b"\x00\x00" + tiff[entry + 10 :]
    raise ValueError("a TIFF without a photometric tag")
