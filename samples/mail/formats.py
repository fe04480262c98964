"""A pile of leaves as the bytes of a file."""

from typing import Literal

from .leaf import Pile
from .pdf_file import pdf_of
from .picture_files import TiffKind, jpeg_of, png_of, tiff_of

Format = Literal["pdf", "tiff-g3", "tiff-g4", "tiff-lzw", "tiff-jpeg", "jpeg", "png"]
ENDINGS: dict[Format, str] = {
    "pdf": ".pdf",
    "tiff-g3": ".tif",
    "tiff-g4": ".tif",
    "tiff-lzw": ".tiff",
    "tiff-jpeg": ".tif",
    "jpeg": ".jpg",
    "png": ".png",
}
_TIFFS: dict[Format, TiffKind] = {"tiff-g3": "g3", "tiff-g4": "g4", "tiff-lzw": "lzw", "tiff-jpeg": "jpeg"}


def written(pile: Pile, form: Format) -> bytes:
    """The file. ValueError where the format can't hold the pile: several pages in a JPEG, vectors in a TIFF."""
    pages = [leaf.page for leaf in pile.leaves]
    if form == "pdf":
        return pdf_of(pages)
    if form in _TIFFS:
        return tiff_of(iter(pages), _TIFFS[form])
    if len(pages) != 1:
        raise ValueError(f"a {form} file holds one page, not {len(pages)}")
    return jpeg_of(pages[0]) if form == "jpeg" else png_of(pages[0])
