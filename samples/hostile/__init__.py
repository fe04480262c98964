"""Files that are no mail: broken, locked, lying or made to do harm, each small on disk.

`hostile_files` gives those that must be set aside, `tampered` turns an honest file into one that has to be read
in spite of its damage.
"""

from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from schemas.ledger import PageFate

from . import archives, images, others, pdfs

__all__ = ["TAMPERINGS", "HostileFile", "hostile_files"]


@dataclass(frozen=True, slots=True)
class HostileFile:
    """`how` says what is wrong. `page` 0 with fate `quarantined`: the file is set aside.

    `members`: of an archive that opens, the names below it (with "/" between archives) that are set aside instead.
    """

    name: str
    data: bytes
    how: str
    page: int = 0
    fate: PageFate = PageFate.QUARANTINED
    members: tuple[str, ...] = ()


# Name, how it is hostile, who makes it from an honest one-page PDF and JPEG of a notice.
_MAKERS: tuple[tuple[str, str, Callable[[bytes, bytes], bytes]], ...] = (
    ("locked statement.pdf", "encrypted", lambda pdf, jpeg: pdfs.encrypted()),
    ("cut off.pdf", "truncated", lambda pdf, jpeg: pdfs.truncated(pdf)),
    ("empty.pdf", "empty", lambda pdf, jpeg: b""),
    ("no pages.pdf", "zero_pages", lambda pdf, jpeg: pdfs.zero_pages()),
    ("fifty thousand pages.pdf", "many_pages", lambda pdf, jpeg: pdfs.many_pages()),
    ("pages within pages.pdf", "recursive_tree", lambda pdf, jpeg: pdfs.recursive_tree()),
    ("invoice.pdf", "executable", lambda pdf, jpeg: others.program()),
    ("saved from the web.pdf", "html", lambda pdf, jpeg: others.web_page()),
    ("letter.docx", "office_document", lambda pdf, jpeg: archives.office_document()),
    ("notes.txt", "text", lambda pdf, jpeg: others.plain_text()),
    ("Thumbs.db", "system_file", lambda pdf, jpeg: others.thumbs()),
    ("IMG_2214.HEIC", "image_type", lambda pdf, jpeg: others.heic_head()),
    ("wide as a field.png", "image_bomb", lambda pdf, jpeg: images.png_bomb()),
    ("tall as a tower.tif", "image_bomb", lambda pdf, jpeg: images.tiff_bomb()),
    ("bomb.zip", "zip_bomb", lambda pdf, jpeg: archives.zip_bomb()),
    ("bomb in a bomb.zip", "nested_zip_bomb", lambda pdf, jpeg: archives.nested_bomb()),
    ("too deep.zip", "deep_zip", lambda pdf, jpeg: archives.deep_zip(pdf)),
    ("climbs out.zip", "zip_slip", lambda pdf, jpeg: archives.zip_slip(pdf)),
    ("password.zip", "encrypted_zip", lambda pdf, jpeg: archives.locked_zip(pdf)),
    ("cut off.zip", "truncated_zip", lambda pdf, jpeg: archives.truncated_zip(pdf)),
)

# Intake opens archives three deep: the fourth is where the deep one ends.
_MEMBERS = {
    "zip_bomb": ("scan.pdf",),
    "nested_zip_bomb": ("box/inner.zip/box/inner.zip/scan.pdf",),
    "deep_zip": ("2.zip/3.zip/4.zip",),
    "zip_slip": archives.CLIMBERS,
    "encrypted_zip": ("statement.pdf",),
}

TAMPERINGS: dict[str, Callable[[bytes], bytes]] = {
    "broken_xref": pdfs.with_broken_xref,
    "giant_mediabox": pdfs.with_giant_pages,
    "owner_password": pdfs.with_owner_password,
    "tiff_ifd_loop": images.with_ifd_loop,
    "junk_before_header": pdfs.with_junk_before,
}


def hostile_files(pdf: bytes, jpeg: bytes, rng: Random) -> tuple[HostileFile, ...]:
    """Every kind once; `pdf` and `jpeg` are honest one-page files for those that need something inside."""
    made = [HostileFile(name, make(pdf, jpeg), how, members=_MEMBERS.get(how, ())) for name, how, make in _MAKERS]
    half = HostileFile("IMG_0907.jpg", images.cut(jpeg, rng), "jpeg_cut", 1, PageFate.UNREADABLE)
    return (*made, half)
