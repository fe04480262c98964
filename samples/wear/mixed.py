"""Half text, half picture: a part of a vector page is taken out and pasted back as pixels."""

import re
from contextlib import closing
from dataclasses import dataclass
from io import BytesIO
from random import Random

import numpy as np
import numpy.typing as npt
import pypdfium2 as pdfium

from samples.pixels import opened, render

from .clean import Clean
from .grain import add_noise, blur, generator
from .page import WornPage, encode_jpeg
from .sheet import Sheet

# Shares of the page's height from the top: letterhead and header table, title and billing table, coupon, upper half.
PARTS = {"header": (0.0, 0.2), "tables": (0.28, 0.62), "coupon": (0.68, 1.0), "upper half": (0.0, 0.5)}
_DPI = 200.0
_CREATED = re.compile(rb"/CreationDate\(D:\d{14}([^)]*)")
_FILE_ID = re.compile(rb"/ID\s*\[\s*<[0-9A-Fa-f]*>\s*<[0-9A-Fa-f]*>\s*\]")


@dataclass(frozen=True, slots=True)
class Mixed:
    """`part` is the share of the page that is a picture; "" takes another one for each page."""

    part: str = ""
    severity: float = 0.3
    level: str = "mixed"

    @classmethod
    def pick(cls, rng: Random, severity: float) -> "Mixed":
        return cls(rng.choice(("", *PARTS)), severity)

    def scan(self, sheet: Sheet, rng: Random) -> WornPage:
        if sheet.front is None:
            return Clean(mode="bilevel").scan(sheet, rng)
        part = self.part or rng.choice(tuple(PARTS))
        page = with_picture(sheet.front, PARTS[part], rng, self.severity)
        return WornPage(vector=(page, 1), notes=(f"{part} is a picture",))


def with_picture(front: tuple[bytes, int], part: tuple[float, float], rng: Random, severity: float) -> bytes:
    """A one-page PDF in which everything between two shares of the height is a JPEG, the rest still text."""
    gen = generator(rng)
    picture = render(*front, _DPI)
    inked = np.asarray(picture).min(axis=1) < 128
    rows = (_gap(inked, part[0]), _gap(inked, part[1]))
    worn = add_noise(blur(picture.crop((0, rows[0], picture.width, rows[1])), 0.5), 1 + 3 * severity, gen)
    jpeg = encode_jpeg(worn, (_DPI, _DPI), round(80 - 30 * severity)).data
    with opened(front[0]) as source, closing(pdfium.PdfDocument.new()) as target:
        target.import_pages(source, [front[1] - 1])
        with closing(target[0]) as page:
            width, height = page.get_size()
            top, bottom = (height * (1 - row / picture.height) for row in rows)
            _empty(page, bottom, top)
            _paste(target, page, jpeg, (0.0, bottom, width, top - bottom))
            page.gen_content()
        return saved(target)


def _gap(inked: npt.NDArray[np.bool_], share: float) -> int:
    """The row nearest to `share` of the height where no ink is, so that no line of text is cut through."""
    wanted = round(share * len(inked))
    clear = [row for row in range(len(inked)) if not inked[row]]
    return min([*clear, 0, len(inked)], key=lambda row: abs(row - wanted))


def _empty(page: pdfium.PdfPage, bottom: float, top: float) -> None:
    for thing in list(page.get_objects(max_depth=1)):
        _, low, _, high = thing.get_bounds()
        if bottom <= (low + high) / 2 <= top:
            page.remove_obj(thing)


def _paste(
    target: pdfium.PdfDocument, page: pdfium.PdfPage, jpeg: bytes, place: tuple[float, float, float, float]
) -> None:
    x, y, width, height = place
    picture = pdfium.PdfImage.new(target)
    picture.load_jpeg(BytesIO(jpeg), inline=True)
    picture.set_matrix(pdfium.PdfMatrix().scale(width, height).translate(x, y))
    page.insert_obj(picture)


def saved(document: pdfium.PdfDocument) -> bytes:
    """The document's bytes with a fixed file ID and date: pdfium draws the one at random and reads the clock."""
    out = BytesIO()
    document.save(out)
    fixed = _FILE_ID.sub(lambda found: _zeroed(found[0]), out.getvalue())
    return _CREATED.sub(lambda found: b"/CreationDate(D:20190304093000" + found[1], fixed)


def _zeroed(file_id: bytes) -> bytes:
    head, tail = file_id.split(b"[", 1)
    return head + b"[" + re.sub(rb"[0-9A-Fa-f](?=[0-9A-Fa-f]*>)", b"0", tail)
