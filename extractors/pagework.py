"""How one page is read: by its text layer where that is true, else from its picture. The cache is asked first."""

from dataclasses import dataclass, replace

from PIL import Image

from schemas.document import FileKind
from schemas.reading import PageReading

from . import raster, upright
from .cache import key_of
from .layered import read_layered
from .packing import pack, unpack
from .paper import sheet_again, sheet_of
from .picture import read_sheet
from .scanbytes import ScanBytes
from .workshop import Workshop


@dataclass(frozen=True, slots=True)
class Place:
    """One page of one file."""

    blob: ScanBytes
    kind: FileKind
    page: int
    turned: int | None = None  # degrees clockwise, by a person's word


def read_page(shop: Workshop, place: Place) -> PageReading:
    """The page as it reads. Raises Quarantined when there is nothing to read it from."""
    if place.kind != "pdf" or place.turned is not None:  # a text layer knows no other way up than its own
        return _picture(shop, place, ())
    layered = read_layered(shop, place.blob, place.page)
    return layered if isinstance(layered, PageReading) else _picture(shop, place, layered)


def upright_picture(place: Place, reading: PageReading, dpi: int) -> Image.Image:
    """The picture that the reading's boxes refer to. Raises Quarantined."""
    sheet = sheet_again(raster.page_image(place.blob, place.kind, place.page), reading.notes)
    gray = upright.straighten(upright.turn(sheet.gray, reading.rotation), reading.skew)
    size = (max(1, round(reading.width * dpi / 72)), max(1, round(reading.height * dpi / 72)))
    return Image.fromarray(gray).resize(size, Image.Resampling.LANCZOS)


def _picture(shop: Workshop, place: Place, notes: tuple[str, ...]) -> PageReading:
    image = raster.page_image(place.blob, place.kind, place.page)
    told = () if place.turned is None else (f"turned {place.turned}",)
    key = key_of(image.gray, "page", shop.first, f"{image.width:.2f}x{image.height:.2f}", *told)
    known = unpack(shop.cache.get(key))
    if known is None:
        sheet = shop.sheets.keep(place.blob, place.page, sheet_of(image))
        known = read_sheet(shop.engines, sheet, shop.first, place.turned)
        shop.cache.put(key, pack(known))
    return replace(known, page=place.page, notes=known.notes + notes)
